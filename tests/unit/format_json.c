#include "tests/support/support.h"

#include "format/json_tree.h"

static const struct shape no_shape = { 0 };
static struct arena *arena;

struct json_rows {
	struct text all; /* "record name=value name=~" a row: ~ for NULL */
	size_t count;
	size_t refused; /* the number of the row that is refused; 0: none */
};

static bool
take_row(void *context, const struct row *row)
{
	struct json_rows *r = context;

	text_addf(&r->all, "%zu", row->line);
	for (size_t i = 0; i < row->count; i++)
		text_addf(&r->all, " %s=%s", row->fields[i].name,
		    row->fields[i].value == NULL ? "~" : row->fields[i].value);
	text_add_string(&r->all, "\n");
	return ++r->count != r->refused;
}

/* What is read, "!" before it if not to the end; closes the body. */
static const char *
read_json(const struct shape *shape, struct body *content)
{
	const struct document doc = { .url = "test:document",
		.content = content };
	struct json_rows rows = { 0 };
	bool ok = json_format.read(&doc, shape, take_row, &rows);
	const char *all =
	    arena_print(arena, "%s%s", ok ? "" : "!", text_string(&rows.all));

	body_close(content);
	text_free(&rows.all);
	return all;
}

struct json_case {
	const char *name;
	const char *json;
	const char *rows;
};

static const struct json_case table[] = {
	{ "an array of records", "[{\"a\":\"x\",\"b\":\"y\"},\n{\"a\":\"z\"}]",
	    "1 a=x b=y\n2 a=z\n" },
	{ "one record", "{\"a\":\"x\"}", "1 a=x\n" },
	{ "no records", "[]", "" },
	{ "a record without members", "[{}]", "1\n" },
	{ "objects within", "{\"title\":{\"rendered\":\"T\",\"x\":{\"y\":1}}}",
	    "1 title.rendered=T title.x.y=1\n" },
	{ "an object without members", "{\"a\":{},\"b\":1}", "1 b=1\n" },
	{ "lists of single values",
	    "{\"a\":[\"x\",\"y\"],\"b\":[1,null,true],\"c\":[]}",
	    "1 a=x; y b=1; ; true c=~\n" },
	{ "a list of objects", "{\"a\":[{\"n\":1},{\"n\":2}],\"b\":[[1,2],3]}",
	    "1 a.1.n=1 a.2.n=2 b.1=1; 2 b.2=3\n" },
	{ "numbers of as many digits as tell them",
	    "[{\"a\":0.30000000000000004,\"b\":0.1234567890123456,"
	    "\"c\":123456789012345.6}]",
	    "1 a=0.30000000000000004 b=0.1234567890123456 "
	    "c=123456789012345.6\n" },
	{ "numbers",
	    "[{\"a\":9007199254740993,\"b\":-0,\"c\":82.50,\"d\":0.1},"
	    "{\"a\":9223372036854775807,\"c\":1e3,\"d\":5.0,"
	    "\"e\":0.30000000000000004}]",
	    "1 a=9007199254740993 b=0 c=82.5 d=0.1\n"
	    "2 a=9223372036854775807 c=1000.0 d=5.0 e=0.30000000000000004\n" },
	{ "true, false and null", "{\"a\":true,\"b\":false,\"c\":null}",
	    "1 a=true b=false c=~\n" },
	{ "an empty text", "{\"a\":\"\"}", "1 a=\n" },
	{ "letters written as numbers",
	    "{\"a\":\"T\\u00fcrkiye \\ud83d\\ude00 \\/ \\\"\\n\"}",
	    "1 a=T\xC3\xBCrkiye \xF0\x9F\x98\x80 / \"\n\n" },
	{ "UTF-8", "{\"a\":\"T\xC3\xBCrkiye\"}", "1 a=T\xC3\xBCrkiye\n" },
	{ "Latin-1", "{\"a\":\"T\xFCrkiye\"}", "1 a=T\xC3\xBCrkiye\n" },
	{ "a mark of byte order", "\xEF\xBB\xBF{\"a\":1}", "1 a=1\n" },
	{ "a name that is empty, and one with a dot", "{\"\":1,\"a.b\":2}",
	    "1 =1 a.b=2\n" },

	{ "nothing", "", "!" },
	{ "not JSON", "<html>no</html>", "!" },
	{ "a single value", "\"text\"", "!" },
	{ "cut off", "[{\"a\":1},{\"a\":", "!" },
	{ "something behind the end", "[{\"a\":1}] {}", "!" },
	{ "a comma too many", "[{\"a\":1},]", "!" },
	{ "a member twice", "{\"a\":1,\"a\":2}", "!" },
	{ "a number too large", "{\"a\":9223372036854775808}", "!" },
	{ "a NUL in a text", "{\"a\":\"x\\u0000y\"}", "!" },
	{ "half a letter", "{\"a\":\"\\ud83d\"}", "!" },
	{ "records that are no objects", "[{\"a\":1},[1],{\"a\":2}]",
	    "!1 a=1\n" },
};

static void
test_json(void **state)
{
	const struct json_case *c = *state;

	assert_string_equal(
	    read_json(&no_shape, body_of_string(c->json)), c->rows);
}

static void
test_drops(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(table); i++)
		assert_string_equal(
		    read_json(&no_shape,
			body_of_drops(body_of_string(table[i].json))),
		    table[i].rows);
}

static const struct json_case inner[] = {
	{ "the array of records",
	    "{\"count\":2,\"data\":{\"results\":["
	    "{\"a\":1},{\"a\":2}]}}",
	    "1 a=1\n2 a=2\n" },
	{ "an empty array", "{\"data\":{\"results\":[]}}", "" },
	{ "no such member", "{\"data\":{}}", "!" },
	{ "no array", "{\"data\":{\"results\":{\"a\":1}}}", "!" },
	{ "an array around it", "[{\"data\":{\"results\":[]}}]", "!" },
};

static void
test_inner(void **state)
{
	static const struct shape shape = { .records = "data.results" };
	const struct json_case *c = *state;

	assert_string_equal(
	    read_json(&shape, body_of_string(c->json)), c->rows);
}

static const struct json_case nested[] = {
	{ "what is said of the records, and these",
	    "[{\"total\":2},[{\"a\":1},{\"a\":2}]]",
	    "1 total=2\n2 a=1\n3 a=2\n" },
	{ "none of them", "[{\"total\":0},null]", "1 total=0\n" },
	{ "records alone", "[{\"a\":1},{\"a\":2}]", "1 a=1\n2 a=2\n" },
	{ "a single value in their place", "[{\"total\":2},\"none\"]",
	    "!1 total=2\n" },
	{ "an array too many", "[{\"total\":1},[[{\"a\":1}]]]",
	    "!1 total=1\n" },
};

static void
test_nested(void **state)
{
	static const struct shape shape = { .nested = true };
	const struct json_case *c = *state;

	assert_string_equal(
	    read_json(&shape, body_of_string(c->json)), c->rows);
}

static bool
take_marks(void *context, const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		text_addf(context, "%s=%s ", row->fields[i].name,
		    row->fields[i].mark == NULL ? "-" : row->fields[i].mark);
	return true;
}

static void
test_marks(void **state)
{
	const char *json = "{\"a\":\"1\",\"b\":1,\"c\":null,\"d\":[\"x\"]}";
	struct document doc = { .url = "test:document",
		.content = body_of_string(json) };
	struct text marks = { 0 };

	(void)state;
	assert_true(json_format.read(&doc, &no_shape, take_marks, &marks));
	assert_string_equal(text_string(&marks), "a=text b=- c=- d=- ");
	body_close(doc.content);
	text_free(&marks);
}

static const struct json_case html[] = {
	{ "blocks behind their record",
	    "[{\"id\":1,\"content\":{\"rendered\":\"<p>One</p>\\n<p>T&uuml;"
	    "</p>\"}},{\"id\":2,\"title\":\"A &#8211; B\"}]",
	    "1 id=1 content.rendered=<p>One</p>\n<p>T&uuml;</p>\n"
	    "1 region=content.rendered element=p text=One\n"
	    "1 region=content.rendered element=p text=T\xC3\xBC\n"
	    "2 id=2 title=A &#8211; B\n"
	    "2 region=title element=p text=A \xE2\x80\x93 B\n" },
	{ "neither there nor a text", "[{\"title\":null},{}]",
	    "1 title=~\n2\n" },
};

static void
test_html(void **state)
{
	static const char *const members[] = { "title", "content.rendered",
		NULL };
	static const struct shape shape = { .html_members = members };
	const struct json_case *c = *state;

	assert_string_equal(
	    read_json(&shape, body_of_string(c->json)), c->rows);
}

/* A row of a record, and one of the HTML within it. */
static void
test_refused(void **state)
{
	static const char json[] = "[{\"a\":\"<p>x</p><p>y</p>\"},{\"a\":1}]";
	static const char *const members[] = { "a", NULL };
	static const struct shape shape = { .html_members = members };

	(void)state;
	for (size_t refused = 1; refused <= 4; refused++) {
		const struct document doc = { .url = "test:document",
			.content = body_of_string(json) };
		struct json_rows rows = { .refused = refused };
		bool ok = json_format.read(&doc, &shape, take_row, &rows);

		body_close(doc.content);
		text_free(&rows.all);
		assert_false(ok);
		assert_int_equal(rows.count, refused);
	}
}

/* Whole JSON, but not the whole document. */
static void
test_body_error(void **state)
{
	static const char json[] = "[{\"a\":1}]";

	(void)state;
	assert_string_equal(
	    read_json(&no_shape, body_limit(body_of_string(json), 1000)), "!");
}

/* A piece that is repeated, and closed as often. */
struct long_case {
	const char *name;
	const char *before;
	const char *piece;
	size_t times;
	const char *closing;
	const char *after;
	const char *limit; /* a word of the error; NULL: it is read */
};

static const struct long_case longs[] = {
	{ "many records", "[{\"a\":0}", ",{\"a\":1}", 100000, "", "]", NULL },
	{ "a long text", "{\"a\":\"", "\xE2\x82\xAC", 1000000, "", "\"}",
	    NULL },
	{ "a long list", "{\"a\":[0", ",1", 500000, "", "]}", NULL },
	{ "open brackets", "", "[", 100000, "", "", "JSON depth" },
	{ "open braces", "", "{\"a\":", 100000, "", "", "JSON depth" },
	{ "as deep as may be", "{\"a\":", "[", JSON_DEPTH - 1, "]", "}", NULL },
	{ "deeper", "{\"a\":", "[", JSON_DEPTH, "]", "}", "JSON depth" },
	{ "brackets behind a quote in a text", "{\"a\":\"\\\"", "[", 100000, "",
	    "\"}", NULL },
	{ "deeper behind a text that ends in a backslash", "[\"\\\\\",", "[",
	    JSON_DEPTH, "]", "]", "JSON depth" },
	{ "as many values as there may be", "{\"a\":[\"[,\"", ",0",
	    JSON_VALUES - 2, "", "]}", NULL },
	{ "one more value", "{\"a\":[\"[,\"", ",0", JSON_VALUES - 1, "", "]}",
	    "JSON values" },
	{ "empty arrays", "[", "[],", 5000000, "", "0]", "JSON values" },
	{ "as long as may be", "{      ", "        ", JSON_BYTES / 8 - 1, "",
	    "}", NULL },
	{ "a byte longer", "{       ", "        ", JSON_BYTES / 8 - 1, "", "}",
	    "JSON bytes" },
	{ "as many members as there may be", "{\"a\":[", "[1],", 9998, "",
	    "[1],[1]]}", NULL },
	{ "too many members", "{\"a\":[", "[1],", 9999, "", "[1],[1]]}",
	    "JSON members" },
	{ "a name as long as may be", "{\"", "name", 256, "", "\":1}", NULL },
	{ "a longer name", "{\"x", "name", 256, "", "\":1}", "JSON names" },
};

static void
test_long(void **state)
{
	const struct long_case *c = *state;
	struct text json = { 0 };
	struct document doc = { .url = "test:document" };
	struct json_rows rows = { 0 };
	bool ok;

	text_add_string(&json, c->before);
	for (size_t i = 0; i < c->times; i++)
		text_add_string(&json, c->piece);
	for (size_t i = 0; i < c->times; i++)
		text_add_string(&json, c->closing);
	text_add_string(&json, c->after);
	doc.content = body_of_memory(json.bytes, json.length);
	ok = json_format.read(&doc, &no_shape, take_row, &rows);
	assert_int_equal(ok, c->limit == NULL);
	if (c->limit != NULL)
		assert_non_null(strstr(body_error(doc.content), c->limit));
	body_close(doc.content);
	text_free(&rows.all);
	text_free(&json);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_json, table);
	suite_add(&s, "a byte at a time", test_drops);
	SUITE_TABLE(&s, test_inner, inner);
	SUITE_TABLE(&s, test_nested, nested);
	suite_add(&s, "a string is told from a number", test_marks);
	SUITE_TABLE(&s, test_html, html);
	suite_add(&s, "a row is refused", test_refused);
	suite_add(&s, "the content is cut off", test_body_error);
	SUITE_TABLE(&s, test_long, longs);
	status = suite_run(&s, "format_json");
	arena_free(arena);
	return status;
}
