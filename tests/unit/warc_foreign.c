#include "tests/support/support.h"

#include <zlib.h>

static struct arena *arena;
static const char *folder;

/* What others write */

struct foreign_case {
	const char *name;
	const char *text;
	const char *records; /* "type uri block; " each */
	enum warc_status end;
};

#define HEAD(type) "WARC/1.1\r\nWARC-Type: " type "\r\n"
#define LENGTH(n) "Content-Length: " n "\r\n\r\n"
#define URI "WARC-Target-URI: https://a.org/\r\n"
#define GOOD HEAD("resource") URI LENGTH("5") "hello\r\n\r\n"

static const struct foreign_case foreign[] = {
	{ "as the standard says", GOOD GOOD,
	    "resource https://a.org/ hello; resource https://a.org/ hello; ",
	    WARC_END },
	{ "an address in brackets, as wget has it",
	    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
	    "<https://a.org/>\r\n" LENGTH("2") "ab\r\n\r\n",
	    "response https://a.org/ ab; ", WARC_END },
	{ "names in any case",
	    "WARC/1.0\r\nwarc-type: response\r\nwarc-target-uri: "
	    "https://a.org/\r\ncontent-length: 2\r\n\r\nab\r\n\r\n",
	    "response https://a.org/ ab; ", WARC_END },
	{ "bare line ends",
	    "WARC/1.0\nWARC-Type: resource\nContent-Length: 2\n\nab\n\n"
	    "WARC/1.0\nWARC-Type: resource\nContent-Length: 1\n\nc\n\n",
	    "resource (none) ab; resource (none) c; ", WARC_END },
	{ "too few line ends between",
	    HEAD("resource") LENGTH("2") "ab\r\n" HEAD("resource")
		LENGTH("1") "c\r\n",
	    "resource (none) ab; resource (none) c; ", WARC_END },
	{ "no line ends at the end", HEAD("resource") LENGTH("2") "ab",
	    "resource (none) ab; ", WARC_END },
	{ "too many line ends",
	    HEAD("resource") LENGTH("2") "ab\r\n\r\n\r\n\r\n\r\n" GOOD,
	    "resource (none) ab; resource https://a.org/ hello; ", WARC_END },
	{ "blocks that look like records",
	    HEAD("resource") LENGTH("12") "\r\n\r\nWARC/1.1\r\n\r\n" GOOD,
	    "resource (none) \r\n\r\nWARC/1.1; resource https://a.org/ "
	    "hello; ",
	    WARC_END },
	{ "blank blocks", HEAD("metadata") LENGTH("0") "\r\n\r\n" GOOD,
	    "metadata (none) ; resource https://a.org/ hello; ", WARC_END },
	{ "nothing", "", "", WARC_END },
	{ "garbage", "<html>This is no archive</html>\r\n\r\n", "",
	    WARC_BROKEN },
	{ "garbage behind a record", GOOD "garbage and more\r\n\r\n",
	    "resource https://a.org/ hello; ", WARC_BROKEN },
	{ "no type", "WARC/1.1\r\n" LENGTH("2") "ab\r\n\r\n", "", WARC_BROKEN },
	{ "no length", HEAD("resource") "\r\nab\r\n\r\n", "", WARC_BROKEN },
	{ "no number", HEAD("resource") LENGTH("two") "ab\r\n\r\n", "",
	    WARC_BROKEN },
	{ "a number and more", HEAD("resource") LENGTH("2x") "ab\r\n\r\n", "",
	    WARC_BROKEN },
	{ "less than nothing", HEAD("resource") LENGTH("-2") "ab\r\n\r\n", "",
	    WARC_BROKEN },
	{ "a number too large",
	    HEAD("resource") LENGTH("99999999999999999999999") "ab\r\n\r\n", "",
	    WARC_BROKEN },
	{ "longer than the file", HEAD("resource") LENGTH("1000") "ab\r\n\r\n",
	    "resource (none) !; ", WARC_TORN },
	{ "the largest number",
	    HEAD("resource") LENGTH("18446744073709551615") "ab\r\n\r\n",
	    "resource (none) !; ", WARC_TORN },
	{ "a head cut off", GOOD "WARC/1.1\r\nWARC-Type: resou",
	    "resource https://a.org/ hello; ", WARC_TORN },
	{ "a version cut off", GOOD "WAR", "resource https://a.org/ hello; ",
	    WARC_TORN },
};

static void
check_foreign(const struct foreign_case *c, const char *path)
{
	enum warc_status status;
	const char *all = warc_show(arena, path, &status);

	assert_string_equal(all, c->records);
	assert_int_equal(status, c->end);
}

static void
test_plain(void **state)
{
	const struct foreign_case *c = *state;
	const char *path = arena_print(arena, "%s/foreign.warc", folder);

	file_write(path, c->text, strlen(c->text));
	check_foreign(c, path);
}

/* The whole file as one stream, whatever it holds. */
static void
test_one_stream(void **state)
{
	const struct foreign_case *c = *state;
	const char *path = arena_print(arena, "%s/stream.warc.gz", folder);
	gzFile file = gzopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(
	    gzwrite(file, c->text, (unsigned)strlen(c->text)), strlen(c->text));
	assert_int_equal(gzclose(file), Z_OK);
	check_foreign(c, path);
}

/* Large records, over every buffer. */
static void
test_large(void **state)
{
	const char *path = arena_print(arena, "%s/large.warc", folder);
	const struct warc_record *record;
	struct text text = { 0 };
	struct warc_reader *r;
	size_t size = 1000003;

	(void)state;
	for (int i = 0; i < 3; i++) {
		text_addf(&text, HEAD("resource") LENGTH("%zu"), size);
		for (size_t k = 0; k < size; k++)
			text_add(&text, &"abcdefg"[k % 7], 1);
		text_add_string(&text, "\r\n\r\n");
	}
	file_write(path, text.bytes, text.length);
	r = warc_open(path, 0);
	assert_non_null(r);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(warc_next(r, &record), WARC_RECORD);
		assert_int_equal(record->offset, text.length / 3 * i);
		assert_int_equal(record->length, size);
		if (i == 1) {
			const char *got = warc_block_text(arena, r);

			assert_int_equal(strlen(got), size);
			for (size_t k = 0; k < size; k++)
				if (got[k] != "abcdefg"[k % 7])
					fail();
		}
	}
	assert_int_equal(warc_next(r, &record), WARC_END);
	warc_close(r);
	text_free(&text);
}

/* A torn block is an error of its body. */
static void
test_torn_block(void **state)
{
	static const char text[] = "WARC/1.1\r\nWARC-Type: resource\r\n"
				   "Content-Length: 10\r\n\r\n01234";
	const char *path = arena_print(arena, "%s/block.warc", folder);
	const struct warc_record *record;
	struct warc_reader *r;

	(void)state;
	file_write(path, text, sizeof(text) - 1);
	r = warc_open(path, 0);
	assert_non_null(r);
	assert_int_equal(warc_next(r, &record), WARC_RECORD);
	assert_int_equal(*warc_block_text(arena, r), '!');
	assert_int_equal(warc_next(r, &record), WARC_TORN);
	assert_int_equal(warc_whole_end(r), 0);
	warc_close(r);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	folder = folder_new(arena);
	suite_add(&s, "a torn block", test_torn_block);
	SUITE_TABLE(&s, test_plain, foreign);
	SUITE_TABLE(&s, test_one_stream, foreign);
	suite_add(&s, "large records", test_large);
	status = suite_run(&s, "warc_foreign");
	folder_remove(folder);
	arena_free(arena);
	return status;
}
