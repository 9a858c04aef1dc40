/* Tables of cells: csv_format, and the tables within JSON. */
#include "tests/support/support.h"

struct csv_case {
	const char *name;
	const char *text;
	/* Cells parted by |, rows with their line; NULL: cannot be read. */
	const char *rows;
	bool never_quoted;
};

static const struct csv_case table[] = {
	{ "nothing", "", "", false },
	/* As a spreadsheet saves it that takes each line for one cell. */
	{ "filled up with semicolons", "a,bc;;\n1,22;;\n3,4;;\n5,;;\n",
	    "1:a|bc\n2:1|22\n3:3|4\n4:5|-\n", false },
	{ "filled up, the first cell alone", "a,b;;\n1,2;;\n3;;\n5,6;;\n",
	    "1:a|b\n2:1|2\n3:3\n4:5|6\n", false },
	{ "filled up with commas", "a;b,,\n1;2,,\n3;4,,\n",
	    "1:a|b\n2:1|2\n3:3|4\n", false },
	{ "filled up but for one line in ten",
	    "a,b;\n1,2;\n1,3;\n1,4;\n1,5;\n1,6;\n1,7;\n1,8;\n1,9;\n2,1\n",
	    "1:a|b\n2:1|2\n3:1|3\n4:1|4\n5:1|5\n6:1|6\n7:1|7\n8:1|8\n"
	    "9:1|9\n10:2|1\n",
	    false },
	{ "filled up but for two lines in eleven",
	    "a,b;\n1,2;\n1,3;\n1,4;\n1,5;\n1,6;\n1,7;\n1,8;\n1,9;\n2,1\n2,2\n",
	    "1:a|b;\n2:1|2;\n3:1|3;\n4:1|4;\n5:1|5;\n6:1|6;\n7:1|7;\n8:1|8;"
	    "\n9:1|9;\n10:2|1\n11:2|2\n",
	    false },
	{ "filled up but for two lines in ten",
	    "a,b;\n1,2;\n1,3;\n1,4;\n1,5;\n1,6;\n1,7;\n1,8;\n1,9\n2,1\n",
	    "1:a|b;\n2:1|2;\n3:1|3;\n4:1|4;\n5:1|5;\n6:1|6;\n7:1|7;\n8:1|8;"
	    "\n9:1|9\n10:2|1\n",
	    false },
	{ "an empty last column, and as many commas as semicolons",
	    "a,b;c;\nd,e;f;\n1,2;3;\n", "1:a,b|c|-\n2:d,e|f|-\n3:1,2|3|-\n",
	    false },
	{ "empty last columns are none", "a,b,,\n1,2,,\n3,4,,\n",
	    "1:a|b|-|-\n2:1|2|-|-\n3:3|4|-|-\n", false },
	{ "the first line agrees with none before it", "a;b,\n1;2;3,\n",
	    "1:a;b|-\n2:1;2;3|-\n", false },
	{ "only line ends", "\n\r\n\r", "", false },
	{ "a mark of byte order",
	    "\xEF\xBB\xBF"
	    "a,b\r\n1,2\r\n",
	    "1:a|b\n2:1|2\n", false },
	{ "lines end in CR", "a,b\r1,2\r3,4", "1:a|b\n2:1|2\n3:3|4\n", false },
	{ "lines end in LF", "a,b\n1,2\n", "1:a|b\n2:1|2\n", false },
	{ "empty lines count", "a,b\n\n\n1,2\n", "1:a|b\n4:1|2\n", false },
	{ "empty lines of CRLF count", "a,b\r\n\r\n1,2\r\n", "1:a|b\n3:1|2\n",
	    false },
	{ "lines of nothing but commas", "a,b\n,\n1,2\n", "1:a|b\n3:1|2\n",
	    false },
	{ "a line end within quotes", "a,\"b\nc\"\n1,2\n", "1:a|b\nc\n3:1|2\n",
	    false },
	{ "a quote within quotes", "a,\"5\"\" gun\"\n", "1:a|5\" gun\n",
	    false },
	{ "empty cells", "a,,c\n,,3\n\"\",2,\n", "1:a|-|c\n2:-|-|3\n3:-|2|-\n",
	    false },
	{ "commas within quotes part no cells", "a;\"x, y\"\n1;\"u, v\"\n",
	    "1:a|x, y\n2:1|u, v\n", false },
	{ "commas within quotes at the start", "\"x, y\";a\n\"u, v\";1\n",
	    "1:x, y|a\n2:u, v|1\n", false },
	{ "one comma in a title above semicolons", "T, x\na;b\n1;2\n",
	    "1:T, x\n2:a|b\n3:1|2\n", false },
	{ "blanks around", " a , b\n\" c \",d\n", "1:a|b\n2: c |d\n", false },
	{ "semicolons", "a;b;c\n1;\"2,5\";3\n", "1:a|b|c\n2:1|2,5|3\n", false },
	{ "semicolons below a title with commas",
	    "Title, with, commas;;;\na;b;c;d\n1;2;3;4\n",
	    "1:Title, with, commas|-|-|-\n2:a|b|c|d\n3:1|2|3|4\n", false },
	{ "commas below a title with semicolons",
	    "One; two; three\na,b,c,d\n1,2,3,4; 5\n",
	    "1:One; two; three\n2:a|b|c|d\n3:1|2|3|4; 5\n", false },
	{ "one semicolon a row, and more commas in one cell",
	    "a;b\n1;2, 3, 4\n", "1:a|b\n2:1|2, 3, 4\n", false },
	{ "semicolons among more commas within cells",
	    "a;b;c;\n1,234,567;2,345,678;3;\n1;2,345;4;\n",
	    "1:a|b|c|-\n2:1,234,567|2,345,678|3|-\n3:1|2,345|4|-\n", false },
	{ "semicolons and as many decimal commas",
	    "a;b;c\n1;2,5;3,5\n2;2,6;3,6\n",
	    "1:a|b|c\n2:1|2,5|3,5\n3:2|2,6|3,6\n", false },
	{ "tabs", "a\tb\tc\n1\t2,5\t\n", "1:a|b|c\n2:1|2,5|-\n", false },
	{ "Latin-1", "a,b\nPi\xF1on,2\n", "1:a|b\n2:Pi\xC3\xB1on|2\n", false },
	{ "no line end at the end", "a,b\n1,2", "1:a|b\n2:1|2\n", false },
	{ "quotes that are never quotes", "a,b\n5\" gun,\"Swift\n", NULL,
	    false },
	{ "the same of who never quotes", "a,b\n5\" gun,Swift\" 2\n",
	    "1:a|b\n2:5\" gun|Swift\" 2\n", true },
	{ "who never quotes, kept by a spreadsheet",
	    "Title,,\na,b,c\n\"5\"\" gun\",\"x,y\",3\n",
	    "1:Title|-|-\n2:a|b|c\n3:5\" gun|x,y|3\n", true },
	{ "the same with semicolons", "a;b;c\n\"5\"\" gun\";x,y;3\n",
	    "1:a|b|c\n2:5\" gun|x,y|3\n", true },
	{ "more semicolons in a cell than commas in a line",
	    "a,b,c\n1,2001; 2002; 2003; 2004,3\n",
	    "1:a|b|c\n2:1|2001; 2002; 2003; 2004|3\n", true },
	{ "the same in two rows", "a,b,c\n1,1; 2; 3; 4,3\n1,1; 2; 3; 4,3\n",
	    "1:a|b|c\n2:1|1; 2; 3; 4|3\n3:1|1; 2; 3; 4|3\n", true },
	{ "semicolons, and commas for points",
	    "T;;\na;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n",
	    "1:T|-|-\n2:a|b|c\n3:1,5|2,5|3,5\n4:1,5|2,5|3,5\n", true },
	{ "who never quotes, kept with two quotes within a cell",
	    "a,\"5\"\" gun\"\n\"x, y\",\"\"\n", "1:a|5\" gun\n2:x, y|-\n",
	    true },
	{ "who never quotes, kept with a quote at the end", "a,b\n1,\"x,\"\n",
	    "1:a|b\n2:1|x,\n", true },
	{ "who never quotes ends a cell with two quotes",
	    "a,b\n\"x\" 5\"\",2\n", "1:a|b\n2:\"x\" 5\"\"|2\n", true },
	{ "who never quotes, kept with an empty last column",
	    "a,b,\n1,x\" y,\n", NULL, true },
	{ "who never quotes begins a cell with a quote", "a,b\n\"Swift\" 2,3\n",
	    "1:a|b\n2:\"Swift\" 2|3\n", true },
	{ "a quote in the midst", "a,b\n5\" gun,2\n", NULL, false },
	{ "something behind a quote", "a,b\n\"x\"y,2\n", NULL, false },
	{ "a quote without end", "a,b\n\"x,2\n", NULL, false },
};

struct gathered {
	struct text rows;
	size_t stop; /* refuses this row; 0: none */
	size_t count;
};

static bool
gather(void *context, const struct row *row)
{
	struct gathered *g = context;

	if (++g->count == g->stop)
		return false;
	text_addf(&g->rows, "%zu:", row->line);
	for (size_t i = 0; i < row->count; i++) {
		assert_string_equal(row->fields[i].name, "");
		text_addf(&g->rows, "%s%s", i == 0 ? "" : "|",
		    row->fields[i].value == NULL ? "-" : row->fields[i].value);
	}
	text_add_string(&g->rows, "\n");
	return true;
}

static bool
read_bytes(struct gathered *g, const struct format *format,
    const struct shape *shape, const void *bytes, size_t length)
{
	struct document doc = {
		.url = "test",
		.content = body_of_memory(bytes, length),
	};
	bool ok = format->read(&doc, shape, gather, g);

	body_close(doc.content);
	return ok;
}

static void
test_csv(void **state)
{
	const struct csv_case *c = *state;
	const struct shape shape = { .never_quoted = c->never_quoted };
	struct gathered g = { .stop = 0 };
	bool ok = read_bytes(&g, &csv_format, &shape, c->text, strlen(c->text));

	assert_int_equal(ok, c->rows != NULL);
	if (c->rows != NULL)
		assert_string_equal(text_string(&g.rows), c->rows);
	text_free(&g.rows);
}

static void
test_refused_row(void **state)
{
	static const char text[] = "a,b\n1,2\n3,4\n";
	const struct shape shape = { .records = NULL };
	struct gathered g = { .stop = 2 };

	(void)state;
	assert_false(
	    read_bytes(&g, &csv_format, &shape, text, sizeof(text) - 1));
	assert_int_equal(g.count, 2);
	assert_string_equal(text_string(&g.rows), "1:a|b\n");
	text_free(&g.rows);
}

/* What is long is a piece that is repeated. */
struct long_case {
	const char *name;
	const char *piece;
	size_t times;
	const char *after;
	size_t rows;       /* that come */
	const char *limit; /* a word of the error; NULL: it is read */
};

#define MILLION ((size_t)1000 * 1000)
#define LONGEST ((size_t)16 * 1024 * 1024)
#define ROWS (20 * MILLION)

static const struct long_case longs[] = {
	{ "a cell as long as may be", "x", 1048575, "\n", 1, NULL },
	{ "a longer cell", "x", 1048576, "\n", 0, "CSV cell" },
	{ "a cell without an end", "12345678", 300000, "", 0, "CSV cell" },
	{ "as many columns as there may be", "1,", 4095, "1\n", 1, NULL },
	{ "more columns", "1,", 4096, "1\n", 0, "CSV columns" },
	{ "as many rows as there may be, and one more",
	    "1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n", ROWS / 10, "1\n", ROWS,
	    "CSV rows" },
};

static bool
count_row(void *context, const struct row *row)
{
	(void)row;
	++*(size_t *)context;
	return true;
}

static void
read_long(const struct long_case *c, const char *bytes, size_t length)
{
	static const struct shape no_shape = { 0 };
	struct document doc = { .url = "test:document",
		.content = body_of_memory(bytes, length) };
	size_t count = 0;
	bool ok = csv_format.read(&doc, &no_shape, count_row, &count);

	assert_int_equal(ok, c->limit == NULL);
	assert_int_equal(count, c->rows);
	if (c->limit != NULL)
		assert_non_null(strstr(body_error(doc.content), c->limit));
	body_close(doc.content);
}

static void
test_long(void **state)
{
	const struct long_case *c = *state;
	struct text text = { 0 };

	for (size_t i = 0; i < c->times; i++)
		text_add_string(&text, c->piece);
	text_add_string(&text, c->after);
	read_long(c, text.bytes, text.length);
	text_free(&text);
}

/* Cells of a million bytes, 16 of them or one more, in one row; and 16 MiB. */
static void
test_long_row(void **state)
{
	static const struct long_case cases[] = {
		{ "sixteen", "", 16 * MILLION, "", 1, NULL },
		{ "as long as may be", "", LONGEST + 1, "", 1, NULL },
		{ "a letter more", "", LONGEST + 2, "", 0, "CSV row" },
		{ "longer", "", 17 * MILLION, "", 0, "CSV row" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		size_t length = cases[i].times;
		char *bytes = malloc(length);

		assert_non_null(bytes);
		memset(bytes, 'x', length);
		for (size_t at = MILLION; at < length; at += MILLION)
			bytes[at - 1] = ',';
		bytes[length - 1] = '\n';
		read_long(&cases[i], bytes, length);
		free(bytes);
	}
}

struct json_case {
	const char *name;
	const char *text;
	const char *rows;
	const char *member;
};

static const struct json_case tables[] = {
	{ "lines as arrays", "[[\"a\",\"b\"],[\"1\",null],[2,true]]",
	    "1:a|b\n2:1|-\n3:2|true\n", NULL },
	{ "an array within a line", "[[\"a\",[\"b\"]]]", NULL, NULL },
	{ "plain text", "{\"result\":\"a,b\\n1,2\\n\"}", "1:a|b\n2:1|2\n",
	    "result" },
	{ "base64", "{\"bytes\":\"YSxiCjEsMgo=\"}", "1:a|b\n2:1|2\n", "bytes" },
	{ "base64 of Latin-1", "{\"bytes\":\"4Sxi\"}", "1:\xC3\xA1|b\n",
	    "bytes" },
	{ "base64 of one byte in four", "{\"bytes\":\"YQ==\"}", "1:a\n",
	    "bytes" },
	{ "no base64: a sign too few", "{\"bytes\":\"YSxiCjE\"}", "1:YSxiCjE\n",
	    "bytes" },
	{ "no base64: too much is filled up", "{\"bytes\":\"Y===\"}",
	    "1:Y===\n", "bytes" },
	{ "no base64: filled up in the middle", "{\"bytes\":\"YQ==YQ==\"}",
	    "1:YQ==YQ==\n", "bytes" },
	{ "no text", "{\"bytes\":\"\"}", "", "bytes" },
	{ "no such member", "{\"error\":\"down\"}", NULL, "bytes" },
	{ "no text but a number", "{\"bytes\":7}", NULL, "bytes" },
};

static void
test_json(void **state)
{
	const struct json_case *c = *state;
	const struct shape shape = { .csv_member = c->member };
	struct gathered g = { .stop = 0 };
	bool ok =
	    read_bytes(&g, &json_format, &shape, c->text, strlen(c->text));

	assert_int_equal(ok, c->rows != NULL);
	if (c->rows != NULL)
		assert_string_equal(text_string(&g.rows), c->rows);
	text_free(&g.rows);
}

int
main(void)
{
	struct suite suite = { 0 };

	SUITE_TABLE(&suite, test_csv, table);
	SUITE_TABLE(&suite, test_json, tables);
	suite_add(&suite, "a refused row ends the reading", test_refused_row);
	SUITE_TABLE(&suite, test_long, longs);
	suite_add(&suite, "a long row", test_long_row);
	return suite_run(&suite, "format_csv");
}
