#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "archive/decode.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "format/format.h"

/* More than any publisher's; less than would fill the memory. */
#define COLUMNS_MAX 4096
#define CELL_MAX ((size_t)1024 * 1024)
#define CELL_BLOCK ((size_t)16 * 1024) /* by which the room for one grows */
#define ROW_MAX (16 * CELL_MAX)
#define ROWS_MAX ((size_t)20 * 1000 * 1000)

/* No cell holds it: decode_utf8() leaves no NUL. */
#define NO_QUOTE '\0'

struct csv_reader {
	const struct document *document;
	row_taker *take;
	void *context;
	struct text cells; /* of the row, each terminated */
	size_t starts[COLUMNS_MAX];
	bool filled[COLUMNS_MAX];
	struct field fields[COLUMNS_MAX];
	size_t count;
	size_t rows;
	bool any;        /* a cell of the row holds something */
	size_t line;     /* where the row begins */
	size_t newlines; /* within the row's cells */
	bool after_cr;   /* a row ended with CR, nothing has come since */
	char padding;    /* fills lines up behind their last cell; or NUL */
	const char *error;
	bool refused; /* the taker of the rows took no more, and logged why */
};

/* What goes beyond a limit is the document's fault. */
static void
csv_limit(struct csv_reader *r, const char *why)
{
	r->error = why;
	body_refuse(r->document->content, why);
}

/* libcsv's callbacks cannot fail: what goes wrong is noted until it returns. */

static void
csv_take_cell(void *cell, size_t length, void *context)
{
	struct csv_reader *r = context;
	const char *bytes = cell;
	char *at;

	r->after_cr = false;
	if (r->error != NULL || r->refused)
		return;
	if (r->count == COLUMNS_MAX) {
		csv_limit(r, "has too many columns (limit CSV columns)");
		return;
	}
	if (r->cells.length + length > ROW_MAX) {
		csv_limit(r, "the row is too long (limit CSV row)");
		return;
	}
	r->starts[r->count] = r->cells.length;
	r->filled[r->count] = length > 0;
	r->any = r->any || length > 0;
	at = text_room(&r->cells, length + 1);
	if (length > 0)
		memcpy(at, bytes, length);
	at[length] = '\0';
	r->cells.length += length + 1;
	for (const char *p = bytes;
	     (p = memchr(p, '\n', length - (size_t)(p - bytes))) != NULL; p++)
		r->newlines++;
	r->count++;
}

static void
csv_cut_padding(struct csv_reader *r)
{
	char *cell = r->cells.bytes + r->starts[r->count - 1];
	size_t length = strlen(cell);

	while (length > 0 && cell[length - 1] == r->padding)
		length--;
	cell[length] = '\0';
	r->filled[r->count - 1] = length > 0;
}

static void
csv_give_row(struct csv_reader *r)
{
	struct row row = { r->line, r->fields, r->count, NULL };

	if (++r->rows > ROWS_MAX) {
		csv_limit(r, "has too many rows (limit CSV rows)");
		return;
	}
	if (r->padding != '\0')
		csv_cut_padding(r);
	for (size_t i = 0; i < r->count; i++)
		r->fields[i] = (struct field){ "",
			r->filled[i] ? r->cells.bytes + r->starts[i] : NULL,
			NULL };
	r->refused = !r->take(r->context, &row);
}

static void
csv_take_row(int end, void *context)
{
	struct csv_reader *r = context;
	bool second = end == '\n' && r->after_cr; /* of CR and LF */

	if (r->any && r->error == NULL && !r->refused)
		csv_give_row(r);
	r->line += r->newlines + (second ? 0 : 1);
	r->after_cr = end == '\r';
	r->newlines = 0;
	r->count = 0;
	r->any = false;
	text_empty(&r->cells);
}

static void *
csv_grow_cell(void *cell, size_t size)
{
	return size > CELL_MAX ? NULL : realloc(cell, size);
}

/* What parts the cells, and whether they are quoted */

static size_t
csv_count_outside_quotes(const char *line, size_t length, char wanted)
{
	bool quoted = false;
	size_t count = 0;

	for (size_t i = 0; i < length; i++) {
		if (line[i] == '"')
			quoted = !quoted;
		count += !quoted && line[i] == wanted;
	}
	return count;
}

/* How a mark stands in a text. */
struct csv_marks {
	char mark;
	size_t agreeing; /* lines with as many as the line before, and some */
	size_t within;   /* the same without those that end a line */
	size_t most;     /* in one line */
	size_t ending;   /* lines that end with it */
	size_t lines;
};

static struct csv_marks
csv_count_marks(const char *start, char wanted)
{
	struct csv_marks m = { .mark = wanted };
	size_t before = 0;
	size_t before_within = 0;

	while (*start != '\0') {
		size_t length = strcspn(start, "\r\n");
		size_t count = csv_count_outside_quotes(start, length, wanted);
		size_t within = count;

		for (size_t i = length; i > 0 && start[i - 1] == wanted; i--)
			within--;
		m.agreeing += count > 0 && count == before;
		m.within += within > 0 && within == before_within;
		m.most = count > m.most ? count : m.most;
		m.ending += within < count;
		m.lines++;
		before = count;
		before_within = within;
		start += length;
		start += strspn(start, "\r\n");
	}
	return m;
}

static const char csv_known_marks[] = { ',', ';', '\t' };

/*
 * What parts cells stands in one row as often as in another; a single cell
 * may hold more of something else: a deal's years are parted by semicolons.
 */
static struct csv_marks
csv_find_most_agreeing(const char *start, char without)
{
	struct csv_marks best = { .mark = ',' };

	for (size_t i = 0; i < sizeof(csv_known_marks); i++) {
		struct csv_marks m = csv_count_marks(start, csv_known_marks[i]);

		if (m.mark != without &&
		    (m.agreeing > best.agreeing ||
			(m.agreeing == best.agreeing && m.most > best.most)))
			best = m;
	}
	return best;
}

/*
 * A spreadsheet whose own mark is another takes each line for one cell, and
 * fills all up to the same number of cells: golden/sipri-register/deals-padded.
 */
static char
csv_find_delimiter(const char *start, char *padding)
{
	for (size_t i = 0; i < sizeof(csv_known_marks); i++) {
		struct csv_marks m = csv_count_marks(start, csv_known_marks[i]);
		struct csv_marks other;

		if (m.ending == 0 || m.ending * 10 < m.lines * 9)
			continue;
		other = csv_find_most_agreeing(start, m.mark);
		if (other.within > m.within) {
			*padding = m.mark;
			return other.mark;
		}
	}
	*padding = '\0';
	return csv_find_most_agreeing(start, '\0').mark;
}

/* Behind the quote that ends a cell. */
static const char *
csv_skip_quoted(const char *s)
{
	for (s++; *s != '\0'; s++) {
		if (*s != '"')
			continue;
		if (s[1] != '"')
			return s + 1;
		s++;
	}
	return s;
}

/* Whether cells are quoted: what begins with a quote ends with one. */
static bool
csv_quotes_cells(const char *s, char delimiter)
{
	const char ends[] = { delimiter, '\r', '\n', '\0' };
	bool any = false;

	while (*s != '\0') {
		if (*s == '"') {
			s = csv_skip_quoted(s);
			if (*s != '\0' && strchr(ends, *s) == NULL)
				return false;
			any = true;
		}
		s += strcspn(s, ends);
		s += *s != '\0';
	}
	return any;
}

/*
 * A spreadsheet that saved such a file does quote, and fills every line up to
 * the same number of cells.
 */
static bool
csv_is_from_a_spreadsheet(const char *start, char delimiter)
{
	size_t first = strcspn(start, "\r\n");

	return delimiter != ',' || csv_quotes_cells(start, delimiter) ||
	    (first > 0 && start[first - 1] == delimiter);
}

static bool
csv_set_up(struct csv_parser *parser, const struct shape *shape,
    struct body *body, char *padding)
{
	char start[BODY_PEEK_MAX + 1];
	char delimiter;
	ssize_t n = body_peek(body, start, BODY_PEEK_MAX);

	start[n < 0 ? 0 : n] = '\0';
	if (csv_init(parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
		return false;
	csv_set_realloc_func(parser, csv_grow_cell);
	csv_set_blk_size(parser, CELL_BLOCK);
	delimiter = csv_find_delimiter(start, padding);
	csv_set_delim(parser, (unsigned char)delimiter);
	if (shape->never_quoted && !csv_is_from_a_spreadsheet(start, delimiter))
		csv_set_quote(parser, NO_QUOTE);
	return true;
}

/* The whole */

/* It knows no memory but that of a cell. */
static void
csv_note_error(struct csv_reader *r, int error)
{
	if (error == CSV_ENOMEM)
		csv_limit(r, "has too long a cell (limit CSV cell)");
	else
		r->error = csv_strerror(error);
}

static bool
csv_read_content(
    struct csv_reader *r, struct csv_parser *parser, struct body *body)
{
	static char buffer[64 * 1024];
	ssize_t n;

	while ((n = body_read(body, buffer, sizeof(buffer))) > 0) {
		if (csv_parse(parser, buffer, (size_t)n, csv_take_cell,
			csv_take_row, r) != (size_t)n)
			csv_note_error(r, csv_error(parser));
		if (r->error != NULL || r->refused)
			return false;
	}
	if (n < 0)
		r->error = body_error(body);
	else if (csv_fini(parser, csv_take_cell, csv_take_row, r) != 0)
		csv_note_error(r, csv_error(parser));
	return r->error == NULL && !r->refused;
}

static bool
csv_read(const struct document *doc, const struct shape *shape, row_taker *take,
    void *context)
{
	struct body *body = decode_utf8(doc->content, doc->charset);
	struct csv_reader *r = xzalloc(sizeof(*r));
	struct csv_parser parser;
	bool ok;

	if (!csv_set_up(&parser, shape, body, &r->padding))
		log_fatal("cannot start the CSV parser");
	r->document = doc;
	r->take = take;
	r->context = context;
	r->line = 1;
	ok = csv_read_content(r, &parser, body);
	if (r->error != NULL)
		log_error("%s: line %zu: %s", doc->url, r->line, r->error);
	csv_free(&parser);
	text_free(&r->cells);
	free(r);
	body_close_top(body);
	return ok;
}

const struct format csv_format = {
	.name = "csv",
	.read = csv_read,
};
