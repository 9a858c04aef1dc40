#include "tests/support/support.h"

#include <math.h>

#include "publish/report/chart.h"
#include "publish/report/chart_css.h"
#include "publish/report/svg.h"
#include "tests/support/picture.h"

static const char *const kinds[] = {
	[CHART_BARS] = "bars",
	[CHART_STACKED] = "stacked",
	[CHART_LINES] = "lines",
	[CHART_DOTS] = "dots",
	[CHART_RANGES] = "ranges",
	[CHART_MULTIPLES] = "multiples",
	[CHART_TILES] = "tiles",
};

/* Values of a chart's cells; NAN: missing. */
static double
rising(size_t row, size_t series)
{
	return 1e6 * (double)(row + 1) * (double)(series + 1);
}

static double
both_signs(size_t row, size_t series)
{
	return (row + series) % 2 == 0 ? 2.5 * (double)row : -1e4;
}

static double
zero(size_t row, size_t series)
{
	(void)row;
	(void)series;
	return 0;
}

static double
missing(size_t row, size_t series)
{
	(void)row;
	(void)series;
	return NAN;
}

static double
often_missing(size_t row, size_t series)
{
	return (row + 2 * series) % 3 == 1 ? NAN : (double)row - 3;
}

static double
huge(size_t row, size_t series)
{
	return (row + series) % 2 == 0 ? 9e299 : -9e299;
}

static double
tiny(size_t row, size_t series)
{
	return 1e-9 * (double)(row + series);
}

struct chart_case {
	const char *name;
	size_t rows;
	size_t series;
	bool is_year;
	double (*value)(size_t row, size_t series);
};

static const struct chart_case cases[] = {
	{ "no rows", 0, 2, false, rising },
	{ "no rows of years", 0, 1, true, rising },
	{ "no series", 3, 0, false, rising },
	{ "one cell", 1, 1, false, rising },
	{ "one year", 1, 1, true, rising },
	{ "200 names", 200, 1, false, rising },
	{ "200 years", 200, 2, true, rising },
	{ "more years than there is room for", 450, 1, true, rising },
	{ "30 series", 12, 30, true, rising },
	{ "30 series of names", 4, 30, false, both_signs },
	{ "both signs by year", 9, 3, true, both_signs },
	{ "both signs by name", 9, 2, false, both_signs },
	{ "zero by year", 5, 2, true, zero },
	{ "zero by name", 5, 2, false, zero },
	{ "all missing", 5, 2, true, missing },
	{ "often missing by year", 14, 4, true, often_missing },
	{ "often missing by name", 14, 4, false, often_missing },
	{ "huge by year", 6, 2, true, huge },
	{ "huge by name", 6, 2, false, huge },
	{ "tiny", 6, 3, true, tiny },
};

#define CHART_ID "c1"

/* A chart with names and cells of its own. */
struct own_chart {
	struct chart chart;
	const char **rows;
	const char **series;
	struct chart_cell *cells;
	size_t marks; /* cells that are not missing */
	size_t links;
};

static struct own_chart
own_chart_new(
    struct arena *arena, enum chart_kind kind, const struct chart_case *c)
{
	struct own_chart own = {
		.rows = arena_alloc(arena, (c->rows + 1) * sizeof(char *)),
		.series = arena_alloc(arena, (c->series + 1) * sizeof(char *)),
		.cells = arena_alloc(arena,
		    (c->rows * c->series + 1) * sizeof(struct chart_cell)),
	};

	for (size_t i = 0; i < c->rows; i++)
		own.rows[i] = c->is_year ? arena_print(arena, "%zu", 1700 + i)
					 : arena_print(arena, "Name %zu", i);
	for (size_t i = 0; i < c->series; i++)
		own.series[i] = arena_print(arena, "Series %zu", i);
	for (size_t i = 0; i < c->rows * c->series; i++) {
		struct chart_cell *cell = &own.cells[i];
		double value = c->value(i / c->series, i % c->series);

		*cell = (struct chart_cell){
			.is_missing = isnan(value),
			.value = value,
			.until = value + 15,
			.text = arena_print(arena, "text %zu", i),
			.href = i % 3 == 0 ? "a.html#b" : NULL,
		};
		own.marks += !cell->is_missing;
		own.links += !cell->is_missing && cell->href != NULL;
	}
	own.chart = (struct chart){ kind, CHART_ID, "A title", "A description",
		"US dollars", c->is_year, c->rows, c->series, own.rows,
		own.series, own.cells };
	return own;
}

static void
draw(struct picture *p, const struct own_chart *own)
{
	*p = picture_new();
	assert_true(chart_write(p->writer, &own->chart));
	assert_true(picture_read(p));
	assert_null(picture_fault(p, CHART_ID));
}

static void
each_cell_is_a_mark(void **state)
{
	const struct chart_case *c = *state;

	for (size_t kind = 0; kind < COUNT_OF(kinds); kind++) {
		struct arena *arena = arena_new();
		struct own_chart own =
		    own_chart_new(arena, (enum chart_kind)kind, c);
		struct picture p;

		draw(&p, &own);
		assert_int_equal(picture_count(&p, "mark"), own.marks);
		assert_int_equal(picture_count(&p, kinds[kind]), 1);
		assert_int_equal(picture_count_path(&p, "//s:a"), own.links);
		assert_int_equal(
		    picture_count_path(&p, "//s:a[@aria-label]//*[s:title]/.."),
		    own.links);
		/* Links in an image could not be reached. */
		assert_int_equal(
		    picture_count_path(&p, "//s:svg[@role='img']//s:a"), 0);
		picture_free(&p);
		arena_free(arena);
	}
}

static void
a_title_says_the_cell(void **state)
{
	struct arena *arena = arena_new();
	static const struct chart_case c = { "", 2, 2, true, rising };
	struct own_chart own = own_chart_new(arena, CHART_BARS, &c);
	struct picture p;
	xmlChar *title;

	(void)state;
	draw(&p, &own);
	title = xmlNodeGetContent(picture_find(&p, "mark", 3));
	assert_string_equal((const char *)title, "1701, Series 1: text 3");
	xmlFree(title);
	picture_free(&p);
	own.chart.series_count = 1;
	own.chart.cells = own.cells;
	draw(&p, &own);
	title = xmlNodeGetContent(picture_find(&p, "mark", 1));
	assert_string_equal((const char *)title, "1701: text 1");
	xmlFree(title);
	picture_free(&p);
	arena_free(arena);
}

static double
mark_number(const struct picture *p, size_t mark, const char *name)
{
	xmlChar *text =
	    xmlGetProp(picture_find(p, "mark", mark), (const xmlChar *)name);
	double number;

	assert_non_null(text);
	number = strtod((const char *)text, NULL);
	xmlFree(text);
	return number;
}

static void
assert_near(double value, double wanted)
{
	assert_true(fabs(value - wanted) < 0.02);
}

static void
lengths_are_in_proportion(void **state)
{
	struct arena *arena = arena_new();
	static const struct chart_case years = { "", 4, 1, true, rising };
	static const struct chart_case names = { "", 4, 1, false, rising };
	struct own_chart own = own_chart_new(arena, CHART_BARS, &years);
	struct picture p;

	(void)state;
	draw(&p, &own);
	assert_near(
	    mark_number(&p, 3, "height"), 4 * mark_number(&p, 0, "height"));
	assert_true(mark_number(&p, 0, "x") < mark_number(&p, 1, "x"));
	picture_free(&p);
	own = own_chart_new(arena, CHART_BARS, &names);
	draw(&p, &own);
	assert_near(
	    mark_number(&p, 3, "width"), 4 * mark_number(&p, 0, "width"));
	assert_true(mark_number(&p, 0, "y") < mark_number(&p, 1, "y"));
	picture_free(&p);
	arena_free(arena);
}

static void
stacks_lie_upon_each_other(void **state)
{
	struct arena *arena = arena_new();
	static const struct chart_case c = { "", 1, 3, true, rising };
	struct own_chart own = own_chart_new(arena, CHART_STACKED, &c);
	struct picture p;

	(void)state;
	draw(&p, &own);
	for (size_t i = 1; i < 3; i++) {
		assert_near(mark_number(&p, i, "x"), mark_number(&p, 0, "x"));
		assert_near(
		    mark_number(&p, i, "y") + mark_number(&p, i, "height"),
		    mark_number(&p, i - 1, "y"));
	}
	picture_free(&p);
	arena_free(arena);
}

/* 1700, 1701 and 1705: the gap is as wide as three bars. */
static void
years_that_lack_leave_a_gap(void **state)
{
	struct arena *arena = arena_new();
	static const struct chart_case c = { "", 3, 1, true, rising };
	struct own_chart own = own_chart_new(arena, CHART_BARS, &c);
	struct picture p;

	(void)state;
	own.rows[2] = "1705";
	draw(&p, &own);
	assert_near(mark_number(&p, 2, "x") - mark_number(&p, 1, "x"),
	    4 * (mark_number(&p, 1, "x") - mark_number(&p, 0, "x")));
	picture_free(&p);
	/* Rows that are not years in order stand one after the other. */
	own.rows[2] = "1700";
	draw(&p, &own);
	assert_near(mark_number(&p, 2, "x") - mark_number(&p, 1, "x"),
	    mark_number(&p, 1, "x") - mark_number(&p, 0, "x"));
	picture_free(&p);
	arena_free(arena);
}

static void
a_line_breaks_where_a_figure_is_missing(void **state)
{
	struct arena *arena = arena_new();
	static const struct chart_case c = { "", 5, 1, true, rising };
	struct own_chart own = own_chart_new(arena, CHART_LINES, &c);
	struct picture p;
	xmlChar *path;

	(void)state;
	own.cells[2].is_missing = true;
	draw(&p, &own);
	path = xmlGetProp(picture_find(&p, "line", 0), (const xmlChar *)"d");
	assert_non_null(strchr((const char *)path + 1, 'M'));
	assert_null(strchr(strchr((const char *)path + 1, 'M') + 1, 'M'));
	xmlFree(path);
	picture_free(&p);
	arena_free(arena);
}

/* 1700, 1701, 1702 and 1705, 1706. */
static void
a_line_breaks_where_a_year_lacks(void **state)
{
	struct arena *arena = arena_new();
	static const struct chart_case c = { "", 5, 1, true, rising };
	struct own_chart own = own_chart_new(arena, CHART_LINES, &c);
	struct picture p;
	xmlChar *path;
	const char *second;

	(void)state;
	own.rows[3] = "1705";
	own.rows[4] = "1706";
	draw(&p, &own);
	path = xmlGetProp(picture_find(&p, "line", 0), (const xmlChar *)"d");
	second = strchr((const char *)path + 1, 'M');
	assert_non_null(second);
	assert_null(strchr(second + 1, 'M'));
	assert_non_null(strchr(second, 'L'));
	xmlFree(path);
	picture_free(&p);
	arena_free(arena);
}

static void
what_is_no_number_is_missing(void **state)
{
	struct arena *arena = arena_new();
	static const struct chart_case c = { "", 4, 1, true, rising };

	(void)state;
	for (size_t kind = 0; kind < COUNT_OF(kinds); kind++) {
		struct own_chart own =
		    own_chart_new(arena, (enum chart_kind)kind, &c);
		struct picture p;

		own.cells[0].value = INFINITY;
		own.cells[1].value = -NAN;
		own.cells[2].value = 1e305;
		draw(&p, &own);
		assert_int_equal(picture_count(&p, "mark"), 1);
		picture_free(&p);
	}
	arena_free(arena);
}

/* Among them U+202E, its end, U+FFFE, and what is no UTF-8. */
#define HOSTILE                                                      \
	"</title></svg><script>alert(1)</script>]]>\x01\x1F\x7F&\"'" \
	"\xE2\x80\xAE\xE2\x80\xAC\xEF\xBF\xBE\xFF\xC3"
static const char leftwards[] = { '\xE2', '\x80', '\xAE', '\0' };

static void
texts_may_be_anything(void **state)
{
	struct arena *arena = arena_new();
	static const struct chart_case c = { "", 3, 2, false, rising };
	size_t size = 1 << 20;
	char *long_text = arena_alloc(arena, size + 1);

	(void)state;
	memset(long_text, '<', size);
	long_text[size] = '\0';
	for (size_t kind = 0; kind < COUNT_OF(kinds); kind++) {
		struct own_chart own =
		    own_chart_new(arena, (enum chart_kind)kind, &c);
		struct picture p;

		own.rows[0] = HOSTILE;
		own.rows[1] = long_text;
		own.rows[2] = "";
		own.series[0] = HOSTILE;
		own.series[1] = long_text;
		own.cells[0].text = HOSTILE;
		own.cells[1].text = long_text;
		own.cells[2].text = NULL;
		own.cells[2].href = HOSTILE;
		own.chart.title = HOSTILE;
		own.chart.description = long_text;
		own.chart.unit = HOSTILE;
		draw(&p, &own);
		assert_int_equal(picture_count(&p, "mark"), own.marks);
		assert_int_equal(
		    picture_count_path(&p, "//*[local-name()='script']"), 0);
		assert_true(xmlBufferLength(p.bytes) < 200000);
		assert_null(
		    strstr((const char *)xmlBufferContent(p.bytes), leftwards));
		picture_free(&p);
	}
	arena_free(arena);
}

struct address_case {
	const char *address;
	bool is_link;
};

static const struct address_case addresses[] = {
	{ "javascript:alert(1)", false },
	{ " javascript:alert(1)", false },
	{ "java\tscript:alert(1)", false },
	{ "DATA:text/html,x", false },
	{ "vbscript:x", false },
	{ "httpx://a.example/", false },
	{ "", false },
	{ "http://a.example/", true },
	{ "HTTPS://a.example/?a:b", true },
	{ "notice/24-013.html", true },
	{ "../year/2024.html#a:b", true },
	{ "#a:b", true },
	{ "?a:b", true },
	{ "./a:b.html", true },
};

static void
only_an_address_is_a_link(void **state)
{
	const struct address_case *a = *state;
	struct arena *arena = arena_new();
	static const struct chart_case c = { "", 1, 1, true, rising };
	struct own_chart own = own_chart_new(arena, CHART_BARS, &c);
	struct picture p;

	own.cells[0].href = a->address;
	draw(&p, &own);
	assert_int_equal(picture_count_path(&p, "//s:a"), a->is_link);
	assert_int_equal(picture_count(&p, "mark"), 1);
	picture_free(&p);
	arena_free(arena);
}

/* Numbers have a point whatever the locale. */
struct number_case {
	const char *text;
	double x;
	double y;
};

static const struct number_case path_numbers[] = {
	{ "M0 0", 0, -0.001 },
	{ "M1 2.5", 1, 2.5 },
	{ "M-0.05 12.35", -0.05, 12.349 },
	{ "M1000000000 -1000000000", 1e30, -INFINITY },
};

static void
a_path_has_short_numbers(void **state)
{
	const struct number_case *c = *state;
	struct text path = { 0 };

	svg_path(&path, 'M', c->x, c->y);
	assert_string_equal(text_string(&path), c->text);
	text_free(&path);
}

struct shorten_case {
	const char *text;
	const char *shown; /* in room for about ten letters */
};

#define ELLIPSIS "\xE2\x80\xA6"

static const struct shorten_case shortens[] = {
	{ "", "" },
	{ "Poland", "Poland" },
	{ "United Arab Emirates", "United Ara" ELLIPSIS },
	{ "North of the sea", "North of t" ELLIPSIS },
	{ "WWWWWWWWWWWW", "WWWWWW" ELLIPSIS },
	{ "\xE5\x8F\xB0\xE6\xB9\xBE\xE5\x8F\xB0\xE6\xB9\xBE\xE5\x8F\xB0\xE6"
	  "\xB9\xBE\xE5\x8F\xB0\xE6\xB9\xBE",
	    "\xE5\x8F\xB0\xE6\xB9\xBE\xE5\x8F\xB0\xE6\xB9\xBE\xE5\x8F\xB0" ELLIPSIS },
};

static void
what_does_not_fit_is_shortened(void **state)
{
	const struct shorten_case *c = *state;
	char *shown = svg_shorten(c->text, 10, 66);

	assert_string_equal(shown, c->shown);
	assert_true(svg_width(shown, 10) <= 66);
	free(shown);
}

/* Contrast, by WCAG 2.2's relative luminance. */

static double
luminance(const char *colour)
{
	static const double parts[] = { 0.2126, 0.7152, 0.0722 };
	unsigned int number = (unsigned int)strtoul(colour, NULL, 16);
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double c = (double)(number >> (16 - 8 * i) & 0xFF) / 255;

		sum += parts[i] *
		    (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
	}
	return sum;
}

/* The luminance of a variable in the light scheme, or the dark one. */
static double
variable(const char *name, bool is_dark)
{
	const char *scheme =
	    is_dark ? strstr(chart_css, "scheme:dark)") : chart_css;
	struct text text = { 0 };
	const char *at;

	text_addf(&text, "--%s:#", name);
	at = strstr(scheme, text_string(&text));
	assert_non_null(at);
	at += text.length;
	text_free(&text);
	assert_int_equal(strspn(at, "0123456789abcdef"), 6);
	return luminance((char[7]){ at[0], at[1], at[2], at[3], at[4], at[5] });
}

static double
contrast(const char *one, const char *other, bool is_dark)
{
	double a = variable(one, is_dark);
	double b = variable(other, is_dark);

	return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

static void
colours_are_seen(void **state)
{
	char one[16];
	char other[16];

	(void)state;
	for (int is_dark = 0; is_dark < 2; is_dark++) {
		assert_true(contrast("ink", "paper", is_dark) >= 7);
		assert_true(contrast("muted", "paper", is_dark) >= 4.5);
		assert_true(contrast("q5", "paper", is_dark) >= 3);
		for (int i = 1; i <= 8; i++) {
			snprintf(one, sizeof(one), "s%d", i);
			assert_true(contrast(one, "paper", is_dark) >= 3);
		}
		for (int i = 1; i <= 5; i++) {
			snprintf(one, sizeof(one), "q%d", i);
			snprintf(other, sizeof(other), "qt%d", i);
			assert_true(contrast(one, other, is_dark) >= 4.5);
		}
		for (int i = 1; i < 5; i++) {
			snprintf(one, sizeof(one), "q%d", i);
			snprintf(other, sizeof(other), "q%d", i + 1);
			assert_true(contrast(one, other, is_dark) >= 1.25);
		}
	}
}

static void
a_writer_that_fails_is_told(void **state)
{
	struct arena *arena = arena_new();
	static const struct chart_case c = { "", 200, 5, true, rising };
	struct own_chart own = own_chart_new(arena, CHART_BARS, &c);
	xmlTextWriterPtr writer = xmlNewTextWriterFilename("/dev/full", 0);
	struct listening l; /* libxml2 says so on standard error */

	(void)state;
	assert_non_null(writer);
	l = listen_begin();
	assert_false(chart_write(writer, &own.chart));
	xmlFreeTextWriter(writer);
	(void)listen_end(arena, &l);
	arena_free(arena);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, each_cell_is_a_mark, cases);
	suite_add(&s, "a title says the cell", a_title_says_the_cell);
	suite_add(&s, "lengths are in proportion", lengths_are_in_proportion);
	suite_add(&s, "stacks lie upon each other", stacks_lie_upon_each_other);
	suite_add(
	    &s, "years that lack leave a gap", years_that_lack_leave_a_gap);
	suite_add(&s, "a line breaks where a figure is missing",
	    a_line_breaks_where_a_figure_is_missing);
	suite_add(&s, "a line breaks where a year lacks",
	    a_line_breaks_where_a_year_lacks);
	suite_add(
	    &s, "what is no number is missing", what_is_no_number_is_missing);
	suite_add(&s, "texts may be anything", texts_may_be_anything);
	SUITE_TABLE(&s, only_an_address_is_a_link, addresses);
	SUITE_TABLE(&s, a_path_has_short_numbers, path_numbers);
	SUITE_TABLE(&s, what_does_not_fit_is_shortened, shortens);
	suite_add(&s, "colours are seen", colours_are_seen);
	suite_add(
	    &s, "a writer that fails is told", a_writer_that_fails_is_told);
	return suite_run(&s, "charts of a report");
}
