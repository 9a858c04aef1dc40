#include "tests/support/support.h"

static struct arena *arena;

static const char *
read_zip(struct body *content, size_t refused)
{
	static const struct shape no_shape = { 0 };

	return cells_read(arena, &zip_format, &no_shape, content, refused);
}

static const char *
read_parts(const struct zip_part *parts, size_t refused)
{
	size_t length;
	const char *zip = zip_of(arena, parts, &length);

	return read_zip(body_of_memory(zip, length), refused);
}

struct zip_case {
	const char *name;
	struct zip_part parts[8];
	const char *rows;
};

static const struct zip_case table[] = {
	{ "in the order of the archive",
	    { { "b.csv", "x,y\n1,\n", 0, false },
		{ "a/A.CSV", "z\n", 0, false } },
	    "b.csv 1: x|y\nb.csv 2: 1|~\na/A.CSV 1: z\n" },
	{ "files of other kinds",
	    { { "readme.txt", "x\n", 0, false }, { "csv", "x\n", 0, false },
		{ "__MACOSX/._a.csv", "x\n", 0, false },
		{ "a/__MACOSX/._a.csv", "x\n", 0, false },
		{ "a__MACOSX/a.csv", "y\n", 0, false },
		{ "b.csv.gz", "x\n", 0, false } },
	    "a__MACOSX/a.csv 1: y\n" },
	{ "each has its own letters, and its own separator",
	    { { "a.csv", "T\xFCrkiye,1\n", 0, false },
		{ "b.csv", "\xEF\xBB\xBFT\xC3\xBCrkiye;2\n", 0, false } },
	    "a.csv 1: T\xC3\xBCrkiye|1\nb.csv 1: T\xC3\xBCrkiye|2\n" },
	{ "one that is empty",
	    { { "a.csv", "", 0, false }, { "b.csv", "x\n", 0, false } },
	    "b.csv 1: x\n" },
	{ "no CSV file", { { "a.txt", "x\n", 0, false } }, "!" },
	{ "a password",
	    { { "a.csv", "x\n", 0, false }, { "b.csv", "y\n", 0, true } },
	    "!a.csv 1: x\n" },
	{ "a broken CSV file",
	    { { "a.csv", "x\n\"y", 0, false }, { "b.csv", "z\n", 0, false } },
	    "!a.csv 1: x\n" },
};

static void
test_zip(void **state)
{
	const struct zip_case *c = *state;

	assert_string_equal(read_parts(c->parts, 0), c->rows);
}

static const struct zip_part two[] = {
	{ "a.csv", "one\n", 0, false },
	{ "b.csv", "two\n", 0, false },
	{ NULL, NULL, 0, false },
};

static void
test_refused(void **state)
{
	(void)state;
	assert_string_equal(read_parts(two, 1), "!a.csv 1: one\n");
	assert_string_equal(
	    read_parts(two, 2), "!a.csv 1: one\nb.csv 1: two\n");
}

static void
test_contents(void **state)
{
	/* The end of a zip file is all that one without a member has. */
	static const char nothing[22] = "PK\5\6";
	size_t length;
	char *zip = zip_of(arena, two, &length);

	(void)state;
	assert_string_equal(
	    read_zip(body_of_drops(body_of_memory(zip, length)), 0),
	    "a.csv 1: one\nb.csv 1: two\n");
	assert_string_equal(
	    read_zip(body_of_memory(nothing, sizeof(nothing)), 0), "!");
	assert_string_equal(read_zip(body_of_string(""), 0), "!");
	assert_string_equal(read_zip(body_of_string("a,b\n"), 0), "!");
	assert_string_equal(read_zip(body_failing("cut off"), 0), "!");
	for (size_t i = 1; i < length; i++)
		assert_string_equal(
		    read_zip(body_of_memory(zip, length - i), 0), "!");
	/* The first letter of the first file: its header is 30 and a name. */
	zip[35] ^= 1;
	assert_int_equal(*read_zip(body_of_memory(zip, length), 0), '!');
}

/* Only what a limit or a broken zip file cuts off is the document's fault. */
struct fault_case {
	const char *name;
	const char *content; /* of its only file; NULL: the text is no zip */
	size_t cut;          /* bytes missing at the end */
	const char *error;   /* a part of it; NULL if there is none */
};

static const struct fault_case faults[] = {
	{ "a whole file", "x\n", 0, NULL },
	{ "a broken CSV file", "x\n\"y", 0, NULL },
	{ "too many columns in a line", "", 0, "limit CSV columns" },
	{ "a zip file that is cut off", "x\n", 1, "zip" },
	{ "no zip file", NULL, 0, NULL },
};

static bool
take_any(void *context, const struct row *row)
{
	(void)context;
	return row->count > 0;
}

static void
test_fault(void **state)
{
	static const struct shape no_shape = { 0 };
	const struct fault_case *c = *state;
	char commas[5001];
	struct zip_part parts[] = {
		{ "a.csv", c->content, 0, false },
		{ NULL, NULL, 0, false },
	};
	struct document document = { .source = "test", .url = "test:document" };
	size_t length = 3;
	const char *bytes = "a,b";
	const char *error;

	memset(commas, ',', sizeof(commas) - 1);
	commas[sizeof(commas) - 1] = '\0';
	if (c->content != NULL && *c->content == '\0')
		parts[0].content = commas;
	if (c->content != NULL)
		bytes = zip_of(arena, parts, &length);
	document.content = body_of_memory(bytes, length - c->cut);
	zip_format.read(&document, &no_shape, take_any, NULL);
	error = body_error(document.content);
	assert_int_equal(error != NULL, c->error != NULL);
	if (error != NULL && c->error != NULL)
		assert_non_null(strstr(error, c->error));
	body_close(document.content);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_zip, table);
	suite_add(&s, "a row is refused", test_refused);
	suite_add(&s, "contents", test_contents);
	SUITE_TABLE(&s, test_fault, faults);
	status = suite_run(&s, "format_zip");
	arena_free(arena);
	return status;
}
