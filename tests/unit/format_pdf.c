#include "format/pdf_lines.h"
#include "tests/support/support.h"

#define GOLDEN "tests/golden/dsca-library/"

static const struct shape no_shape = { 0 };
static struct arena *arena;

/* Files, made of the layouts in tests/support/pdf. */

struct pdf_case {
	const char *file;
	const char *rows; /* NULL if it cannot be read */
	const char *pages;
	const char *error; /* where the document is at fault */
};

static const struct pdf_case table[] = {
	/* Indented paragraphs without gaps, a number in a dash at the foot. */
	{ GOLDEN "era-2012-korea_12-23.pdf",
	    "paragraph|Korea \xE2\x80\x93 Example Missiles\n"
	    "paragraph|WASHINGTON, April 2, 2012 \xE2\x80\x93 The Agency "
	    "notified Congress today of a possible Foreign Military Sale to "
	    "the Republic of Korea of missiles for an estimated cost of $70 "
	    "million.\n"
	    "paragraph|The Republic of Korea has requested a possible sale of "
	    "ten (10) Example Missiles, two (2) Training Missiles, containers, "
	    "and support. The estimated cost is $70 million and no more.\n"
	    "margin|-1-\n"
	    "paragraph|The principal contractor is not known at this time, and "
	    "this line is as long as the first. This announcement is required "
	    "by law; nothing is sold yet.\n",
	    "", NULL },
	{ GOLDEN "broken-scanned.pdf", "image\nimage\n", "1 2 ", NULL },
	{ GOLDEN "unreadable-encrypted.pdf", NULL, NULL, "is encrypted" },
	{ GOLDEN "unreadable-cut-off.pdf", NULL, NULL, NULL },
	{ GOLDEN "era-2026-listing.html", NULL, NULL, NULL },
};

static bool
read_pdf(struct rows *rows, const void *bytes, size_t length)
{
	return rows_read(
	    rows, &pdf_format, &no_shape, body_of_memory(bytes, length), NULL);
}

static void
test_pdf(void **state)
{
	const struct pdf_case *c = *state;
	size_t length;
	const char *bytes = file_read(arena, c->file, &length);
	struct rows rows = { 0 };
	bool ok = read_pdf(&rows, bytes, length);
	const char *all = arena_string(arena, text_string(&rows.all));
	const char *pages = arena_string(arena, text_string(&rows.lines));

	rows_free(&rows);
	assert_int_equal(ok, c->rows != NULL);
	assert_string_equal(or_none(rows.error), or_none(c->error));
	assert_string_equal(all, c->rows == NULL ? "" : c->rows);
	if (c->pages != NULL && c->pages[0] != '\0')
		assert_string_equal(pages, c->pages);
}

/* Poppler, which is not given it, would tell no reason. */
static void
test_empty(void **state)
{
	struct rows rows = { 0 };

	(void)state;
	assert_false(read_pdf(&rows, "", 0));
	assert_string_equal(or_none(rows.error), "is empty");
	assert_int_equal(rows.count, 0);
	rows_free(&rows);
}

/* Words over a hyphen, paragraphs over the end of a page, heads and feet. */
static void
test_pages(void **state)
{
	static const char *const wanted[] = {
		"\nmargin|Page 1 of 2\n",
		"\nmargin|Page 2 of 2\n",
		"two (2) EX-78 and C-130H parts, and",
		"and it goes on over the end of the page.\n",
		"\nparagraph|NEWS RELEASE\n",
		"\nparagraph|Transmittal No. 11-30\n",
	};
	size_t length;
	const char *bytes =
	    file_read(arena, GOLDEN "era-2012-ecuador_11-30_0.pdf", &length);
	struct rows rows = { 0 };
	bool ok = read_pdf(&rows, bytes, length);
	const char *all = arena_string(arena, text_string(&rows.all));

	(void)state;
	rows_free(&rows);
	assert_true(ok);
	assert_memory_equal(all, "margin|DEFENSE", 14);
	for (size_t i = 0; i < COUNT_OF(wanted); i++) {
		if (strstr(all, wanted[i]) == NULL)
			fail_msg("not in it: %s", wanted[i]);
	}
}

struct letter_case {
	const char *codes; /* of "A", in UTF-16 */
	const char *rows;
};

/* Letters that several boxes, or none, might stand for. */
static const struct letter_case letters[] = {
	{ "0041", "paragraph|Oman A, radios\n" },
	{ "05D0", "paragraph|Oman \xD7\x90, radios\n" },
	{ "0627", "paragraph|Oman \xD8\xA7, radios\n" },
	{ "00660069", "paragraph|Oman fi, radios\n" },
	{ "D83DDE00", "paragraph|Oman \xF0\x9F\x98\x80, radios\n" },
};

/* Poppler finds the parts of a file that does not say where they are. */
static void
test_letters(void **state)
{
	static const char content[] =
	    "BT /F 12 Tf 72 700 Td (Oman A, radios) Tj ET";
	const struct letter_case *c = *state;
	const char *map = arena_print(arena,
	    "/CIDInit /ProcSet findresource begin begincmap\n"
	    "1 begincodespacerange <00> <ff> endcodespacerange\n"
	    "1 beginbfrange <20> <7e> <0020> endbfrange\n"
	    "1 beginbfchar <41> <%s> endbfchar\nendcmap end",
	    c->codes);
	const char *file = arena_print(arena,
	    "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
	    "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
	    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
	    "/Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>\nendobj\n"
	    "4 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
	    "/ToUnicode 6 0 R >>\nendobj\n"
	    "5 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n"
	    "6 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n"
	    "trailer\n<< /Root 1 0 R /Size 7 >>\n%%%%EOF\n",
	    strlen(content), content, strlen(map), map);
	struct rows rows = { 0 };
	bool ok = read_pdf(&rows, file, strlen(file));
	const char *all = arena_string(arena, text_string(&rows.all));

	rows_free(&rows);
	assert_string_equal(all, c->rows);
	assert_true(ok);
}

static void
test_refused(void **state)
{
	size_t length;
	const char *bytes =
	    file_read(arena, GOLDEN "era-2012-ecuador_11-30_0.pdf", &length);

	(void)state;
	for (size_t refused = 1; refused < 12; refused++) {
		struct rows rows = { .refused = refused };
		bool ok = read_pdf(&rows, bytes, length);

		rows_free(&rows);
		assert_false(ok);
		assert_int_equal(rows.count, refused);
	}
}

static void
test_cut_off(void **state)
{
	size_t length;
	const char *bytes =
	    file_read(arena, GOLDEN "era-2012-korea_12-23.pdf", &length);
	struct rows rows = { 0 };
	bool ok = rows_read(&rows, &pdf_format, &no_shape,
	    body_limit(body_of_memory(bytes, length), length + 1), NULL);

	(void)state;
	rows_free(&rows);
	assert_false(ok);
	assert_int_equal(rows.count, 0);
}

/* Whatever stands in a file, rows are text, or there is an error. */
static void
test_hostile(void **state)
{
	size_t length;
	const char *bytes =
	    file_read(arena, GOLDEN "era-2012-ecuador_11-30_0.pdf", &length);
	unsigned random = 1;

	(void)state;
	for (unsigned i = 0; i < 300; i++) {
		char *spoilt = arena_copy(arena, bytes, length);
		struct rows rows = { 0 };

		for (unsigned n = 0; n <= i % 20; n++) {
			random = random * 1103515245 + 12345;
			spoilt[(random >> 8) % length] = (char)(random >> 3);
		}
		read_pdf(&rows, spoilt, i % 3 == 0 ? length - i : length);
		rows_free(&rows);
		assert_false(rows.broken);
	}
}

/* Lines alone */

struct line_case {
	const char *name;
	struct pdf_line
	    lines[16];      /* text, page, left, right, top, bottom, word */
	const char *judged; /* of each: m margin, n new paragraph, - goes on */
};

#define FULL 72, 540
#define LINE(...) LINE_OF(__VA_ARGS__)
#define LINE_OF(text, page, left, right, top, word)                          \
	{                                                                    \
		text, page, left, right, top, (top) + 10, word, false, false \
	}

static const struct line_case lines[] = {
	{ "a gap",
	    { LINE("One", 1, FULL, 100, 20), LINE("two", 1, FULL, 112, 20),
		LINE("three", 1, FULL, 124, 20), LINE("Four", 1, FULL, 150, 20),
		LINE("five", 1, FULL, 162, 20) },
	    "n--n-" },
	{ "twice as far apart, and a gap",
	    { LINE("One", 1, FULL, 100, 20), LINE("two", 1, FULL, 124, 20),
		LINE("three", 1, FULL, 148, 20), LINE("Four", 1, FULL, 184, 20),
		LINE("five", 1, FULL, 208, 20) },
	    "n--n-" },
	{ "a line that ends early",
	    { LINE("One", 1, FULL, 100, 20), LINE("two.", 1, 72, 300, 112, 20),
		LINE("Three", 1, FULL, 124, 20), LINE("four", 1, FULL, 136, 20),
		LINE("five", 1, FULL, 148, 20) },
	    "n-n--" },
	{ "a line before a long word",
	    { LINE("One", 1, FULL, 100, 20), LINE("two", 1, 72, 440, 112, 20),
		LINE("three", 1, FULL, 124, 99), LINE("four", 1, FULL, 136, 20),
		LINE("five", 1, FULL, 148, 20) },
	    "n----" },
	{ "a line that ends early in a word",
	    { LINE("One", 1, FULL, 100, 20), LINE("C-", 1, 72, 300, 112, 20),
		LINE("130", 1, FULL, 124, 20), LINE("four", 1, FULL, 136, 20),
		LINE("five", 1, FULL, 148, 20) },
	    "n----" },
	{ "an indent",
	    { LINE("One", 1, 108, 540, 100, 20), LINE("two", 1, FULL, 112, 20),
		LINE("Three", 1, 108, 540, 124, 20),
		LINE("four", 1, FULL, 136, 20),
		LINE("five", 1, FULL, 148, 20) },
	    "n-n--" },
	{ "up the page again",
	    { LINE("One", 1, FULL, 100, 20), LINE("two", 1, FULL, 112, 20),
		LINE("Three", 1, FULL, 100, 20), LINE("four", 1, FULL, 112, 20),
		LINE("five", 1, FULL, 124, 20) },
	    "n-n--" },
	{ "a paragraph over two pages, between heads and numbers",
	    { LINE("HEAD", 1, 72, 120, 30, 20), LINE("One", 1, FULL, 100, 20),
		LINE("HEAD", 2, 72, 120, 30, 20), LINE("two", 2, FULL, 100, 20),
		LINE("- 2 -", 2, 300, 310, 760, 9) },
	    "mnm-m" },
	{ "a paragraph that ends with its page",
	    { LINE("One.", 1, FULL, 100, 20),
		LINE("Page 1", 1, 300, 330, 760, 9),
		LINE("Two", 2, FULL, 100, 20), LINE("three", 2, FULL, 112, 20),
		LINE("2/3", 2, 300, 330, 760, 9) },
	    "nmn-m" },
	{ "a number among the lines is no page's",
	    { LINE("One", 1, FULL, 100, 20), LINE("2", 1, FULL, 112, 20),
		LINE("three", 1, FULL, 124, 20), LINE("four", 1, FULL, 136, 20),
		LINE("1,000", 1, FULL, 148, 20) },
	    "n----" },
	{ "the same words elsewhere on the page are no head",
	    { LINE("HEAD", 1, FULL, 30, 20), LINE("one", 1, FULL, 42, 20),
		LINE("two", 1, FULL, 54, 20), LINE("HEAD", 2, FULL, 100, 20),
		LINE("three", 2, FULL, 112, 20) },
	    "n----" },
	{ "a head that shifts a little",
	    { LINE("HEAD", 1, 72, 540, 30, 20),
		LINE("one", 1, 72, 540, 100, 20),
		LINE("HEAD", 2, 72, 540, 32, 20),
		LINE("two", 2, 72, 540, 100, 20),
		LINE("three", 2, 72, 540, 112, 20) },
	    "mnm--" },
	{ "a head that shifts by three points is none",
	    { LINE("HEAD", 1, 72, 540, 30, 20),
		LINE("one", 1, 72, 540, 100, 20),
		LINE("HEAD", 2, 72, 540, 33, 20),
		LINE("two", 2, 72, 540, 100, 20),
		LINE("three", 2, 72, 540, 112, 20) },
	    "nn-n-" },
	{ "a head that has a number where the other has none",
	    { LINE("HEAD 7x", 1, 72, 540, 30, 20),
		LINE("one", 1, 72, 540, 100, 20),
		LINE("HEAD x", 2, 72, 540, 30, 20),
		LINE("two", 2, 72, 540, 100, 20),
		LINE("three", 2, 72, 540, 112, 20) },
	    "nn-n-" },
	{ "numbers of pages",
	    { LINE("999", 1, 72, 540, 100, 20),
		LINE("1000", 2, 72, 540, 200, 20),
		LINE("- 7 -", 3, 72, 540, 300, 20),
		LINE("Page 7 of 12", 4, 72, 540, 400, 20),
		LINE("Page of", 5, 72, 540, 500, 20) },
	    "mnmm-" },
	{ "more numbers of pages",
	    { LINE("7/12", 1, 72, 540, 100, 20),
		LINE("of 7", 2, 72, 540, 200, 20),
		LINE("PAGE 7", 3, 72, 540, 300, 20),
		LINE("7 of 12 x", 4, 72, 540, 400, 20),
		LINE("7x", 5, 72, 540, 500, 20) },
	    "mnm--" },
	{ "an indent as wide as letters are high is none",
	    { LINE("One", 1, 72, 540, 100, 20),
		LINE("two", 1, 82, 540, 112, 20),
		LINE("Three", 1, 93, 540, 124, 20),
		LINE("four", 1, 72, 540, 136, 20),
		LINE("five", 1, 72, 540, 148, 20) },
	    "n-n--" },
	{ "a gap of three tenths of a line is none",
	    { LINE("One", 1, 72, 540, 100, 20),
		LINE("two", 1, 72, 540, 110, 20),
		LINE("three", 1, 72, 540, 123, 20),
		LINE("Four", 1, 72, 540, 137, 20),
		LINE("five", 1, 72, 540, 147, 20) },
	    "n--n-" },
	{ "the next word would just have had room",
	    { LINE("One", 1, 72, 540, 100, 20),
		LINE("two", 1, 72, 515, 112, 20),
		LINE("three", 1, 72, 514, 124, 20),
		LINE("Four", 1, 72, 540, 136, 20),
		LINE("five", 1, 72, 540, 148, 20) },
	    "n--n-" },
	{ "a dash alone is no word's",
	    { LINE("One", 1, 72, 540, 100, 20), LINE("-", 1, 72, 76, 112, 20),
		LINE("Three", 1, 72, 540, 124, 20),
		LINE("four", 1, 72, 540, 136, 20),
		LINE("five", 1, 72, 540, 148, 20) },
	    "n-n--" },
	{ "two lines at one height",
	    { LINE("One", 1, 72, 540, 100, 20),
		LINE("Two", 1, 72, 540, 100, 20),
		LINE("three", 1, 72, 540, 112, 20),
		LINE("four", 1, 72, 540, 124, 20),
		LINE("five", 1, 72, 540, 136, 20) },
	    "nn---" },
	{ "a page ends in a question",
	    { LINE("One?", 1, 72, 540, 100, 20),
		LINE("Two", 2, 72, 540, 110, 20),
		LINE("three", 2, 72, 540, 122, 20),
		LINE("four", 2, 72, 540, 134, 20),
		LINE("five", 3, 72, 540, 144, 20) },
	    "nn---" },
	{ "three lines at each end of a page may be heads and feet",
	    { LINE("a", 1, FULL, 100, 20), LINE("b", 1, FULL, 112, 20),
		LINE("c", 1, FULL, 124, 20), LINE("d", 1, FULL, 136, 20),
		LINE("e", 1, FULL, 148, 20), LINE("f", 1, FULL, 160, 20),
		LINE("g", 1, FULL, 172, 20), LINE("h", 1, FULL, 184, 20),
		LINE("a", 2, FULL, 100, 20), LINE("b", 2, FULL, 112, 20),
		LINE("c", 2, FULL, 124, 20), LINE("d", 2, FULL, 136, 20),
		LINE("e", 2, FULL, 148, 20), LINE("f", 2, FULL, 160, 20),
		LINE("g", 2, FULL, 172, 20), LINE("h", 2, FULL, 184, 20) },
	    "mmmn-mmmmmm--mmm" },
	{ "three lines alone",
	    { LINE("One", 1, FULL, 100, 20), LINE("two", 1, FULL, 112, 20),
		LINE("three", 1, FULL, 124, 20) },
	    "n--" },
	{ "a page's number above the text",
	    { LINE("2", 1, FULL, 100, 20), LINE("One", 1, FULL, 112, 20),
		LINE("two", 1, FULL, 124, 20) },
	    "mn-" },
	{ "one line of six that is nearer than others",
	    { LINE("One", 1, FULL, 100, 20), LINE("two", 1, FULL, 108, 20),
		LINE("three", 1, FULL, 120, 20), LINE("four", 1, FULL, 132, 20),
		LINE("five", 1, FULL, 144, 20), LINE("six", 1, FULL, 156, 20) },
	    "n-----" },
};

static void
test_lines(void **state)
{
	const struct line_case *c = *state;
	struct pdf_line judged[COUNT_OF(c->lines)];
	char said[COUNT_OF(c->lines) + 1] = "";
	size_t count = 0;

	memcpy(judged, c->lines, sizeof(judged));
	while (count < COUNT_OF(c->lines) && judged[count].text != NULL)
		count++;
	pdf_lines_judge(judged, count);
	for (size_t i = 0; i < count; i++)
		said[i] = judged[i].is_margin ? 'm'
		    : judged[i].is_new        ? 'n'
					      : '-';
	assert_string_equal(said, c->judged);
}

static void
test_no_lines(void **state)
{
	(void)state;
	pdf_lines_judge(NULL, 0);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_pdf, table);
	SUITE_TABLE(&s, test_letters, letters);
	suite_add(&s, "nothing at all", test_empty);
	suite_add(&s, "pages", test_pages);
	suite_add(&s, "a row is refused", test_refused);
	suite_add(&s, "the content is cut off", test_cut_off);
	suite_add(&s, "spoilt bytes", test_hostile);
	SUITE_TABLE(&s, test_lines, lines);
	suite_add(&s, "no lines", test_no_lines);
	status = suite_run(&s, "format_pdf");
	arena_free(arena);
	return status;
}
