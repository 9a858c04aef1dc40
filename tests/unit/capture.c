#include "tests/support/support.h"

#include "archive/capture.h"

static struct arena *arena;

#define LEAST                                                          \
	.url = "https://a.org/", .fetched_at = "2026-11-21T20:30:00Z", \
	.status = 200, .file = "a-00001.warc.gz"

struct whole_case {
	const char *name;
	struct capture capture;
	bool whole;
};

static const struct whole_case wholes[] = {
	{ "a document", { LEAST, .sha256 = "00" }, true },
	{ "without a digest", { LEAST }, false },
	{ "broken", { LEAST, .sha256 = "00", .broken = "cut off" }, false },
	{ "not found", { .status = 404, .sha256 = "00" }, false },
	{ "not modified", { .status = 304, .sha256 = "00" }, false },
	{ "a redirect", { .status = 301, .sha256 = "00" }, false },
	{ "a part", { .status = 206, .sha256 = "00" }, false },
};

static void
test_whole(void **state)
{
	const struct whole_case *c = *state;

	assert_int_equal(capture_is_document(&c->capture), c->whole);
}

/* For another process */

#define HEX "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* Bytes that end too soon hold none, wherever they end. */
static void
test_read_back(void **state)
{
	const struct capture told = { LEAST, .sha256 = HEX, .bytes = 5,
		.offset = 7, .length = 9, .imported = true };
	struct text bytes = { 0 };
	struct capture c;

	(void)state;
	capture_write(&bytes, &told);
	text_add_string(&bytes, "more");
	assert_int_equal(capture_read(bytes.bytes, bytes.length, &c),
	    bytes.length - strlen("more"));
	assert_string_equal(c.url, told.url);
	assert_string_equal(c.sha256, HEX);
	assert_null(c.reason);
	assert_true(c.bytes == 5 && c.offset == 7 && c.length == 9);
	assert_true(c.imported && c.status == 200);
	for (size_t i = 0; i < bytes.length - strlen("more"); i++)
		assert_int_equal(capture_read(bytes.bytes, i, &c), 0);
	text_free(&bytes);
}

static const struct whole_case sounds[] = {
	{ "a document", { LEAST, .sha256 = HEX }, true },
	{ "of a run", { LEAST, .run_at = "2026-11-21T20:00:00Z" }, true },
	{ "a note", { LEAST, .takes_back = HEX, .reason = "a draft" }, true },
	{ "no address", { .fetched_at = "2026-11-21T20:30:00Z" }, false },
	{ "no time", { .url = "https://a.org/" }, false },
	{ "an address that is no text",
	    { .url = "\xff", .fetched_at = "2026-11-21T20:30:00Z" }, false },
	{ "a time that is none",
	    { .url = "https://a.org/", .fetched_at = "2026" }, false },
	{ "a time with more behind it",
	    { .url = "https://a.org/", .fetched_at = "2026-11-21T20:30:00Zx" },
	    false },
	{ "a run that began never", { LEAST, .run_at = "" }, false },
	{ "a short digest", { LEAST, .sha256 = "00" }, false },
	{ "a long digest", { LEAST, .takes_back = HEX "0" }, false },
	{ "a digest that is none", { LEAST, .gives_back = "x" HEX }, false },
	{ "more bytes than a database counts",
	    { LEAST, .bytes = (uint64_t)INT64_MAX + 1 }, false },
	{ "a status below all",
	    { .url = "https://a.org/",
		.fetched_at = "2026-11-21T20:30:00Z",
		.status = -100 },
	    false },
	{ "a status above all",
	    { .url = "https://a.org/",
		.fetched_at = "2026-11-21T20:30:00Z",
		.status = 1000 },
	    false },
};

static void
test_sound(void **state)
{
	const struct whole_case *c = *state;

	assert_int_equal(capture_is_sound(&c->capture), c->whole);
}

static void
test_post_address(void **state)
{
	struct text address = { 0 };

	(void)state;
	capture_post_address(&address, "https://a.org/", "00");
	assert_string_equal(text_string(&address),
	    "https://a.org/?__wb_method=POST&__wb_post_sha256=00");
	text_free(&address);
	capture_post_address(&address, "https://a.org/?q=1", "00");
	assert_string_equal(text_string(&address),
	    "https://a.org/?q=1&__wb_method=POST&__wb_post_sha256=00");
	text_free(&address);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_whole, wholes);
	suite_add(&s, "a capture that is read back", test_read_back);
	SUITE_TABLE(&s, test_sound, sounds);
	suite_add(&s, "the address of what was posted", test_post_address);
	status = suite_run(&s, "capture");
	arena_free(arena);
	return status;
}
