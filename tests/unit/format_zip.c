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

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_zip, table);
	suite_add(&s, "a row is refused", test_refused);
	suite_add(&s, "contents", test_contents);
	status = suite_run(&s, "format_zip");
	arena_free(arena);
	return status;
}
