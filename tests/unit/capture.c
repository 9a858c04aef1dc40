#include "tests/support/support.h"

#include "archive/capture.h"

static struct arena *arena;

struct capture_case {
	const char *name;
	struct capture capture;
};

#define LEAST                                                          \
	.url = "https://a.org/", .fetched_at = "2026-11-21T20:30:00Z", \
	.status = 200, .file = "a-00001.warc.gz"

static const struct capture_case captures[] = {
	{ "the least", { LEAST } },
	{ "all of it",
	    { LEAST, .media_type = "text/html", .charset = "utf-8",
		.sha256 = "00ff", .bytes = 12345, .etag = "W/\"a\\b\"",
		.last_modified = "Thu, 07 May 2026 00:00:00 GMT",
		.location = "/b?c=d&e=%20", .published_on = "2026-05-07",
		.run_at = "2026-11-21T20:29:00.000001Z", .broken = "cut off",
		.offset = 77, .length = 99 } },
	{ "signs that JSON has to quote",
	    { LEAST, .etag = "\"\\\t\n\r\b\x7F/\xE2\x80\xA8",
		.location = "{\"url\":\"x\"}\n{" } },
	{ "letters with marks", { LEAST, .location = "/T\xC3\xBCrkiye" } },
	{ "large numbers",
	    { LEAST, .bytes = INT64_MAX, .offset = INT64_MAX,
		.length = 4294967297 } },
	{ "empty texts", { LEAST, .etag = "", .charset = "" } },
	{ "a refusal",
	    { .url = "https://a.org/",
		.fetched_at = "2026-11-21T20:30:00Z",
		.status = 403,
		.file = "a" } },
};

static void
assert_same(const char *one, const char *other)
{
	assert_string_equal(or_none(one), or_none(other));
}

static void
test_round(void **state)
{
	const struct capture_case *test = *state;
	const struct capture *c = &test->capture;
	struct text line = { 0 };
	struct capture got;
	const char *copy;
	bool ok;

	capture_write(c, &line);
	copy = arena_string(arena, text_string(&line));
	text_free(&line);
	/* One line, and JSON for anyone. */
	assert_ptr_equal(strchr(copy, '\n'), copy + strlen(copy) - 1);
	ok = capture_read(arena, copy, &got);
	assert_true(ok);
	assert_same(got.url, c->url);
	assert_same(got.fetched_at, c->fetched_at);
	assert_same(got.run_at, c->run_at);
	assert_int_equal(got.status, c->status);
	assert_same(got.media_type, c->media_type);
	assert_same(got.charset, c->charset);
	assert_same(got.sha256, c->sha256);
	assert_int_equal(got.bytes, c->bytes);
	assert_same(got.etag, c->etag);
	assert_same(got.last_modified, c->last_modified);
	assert_same(got.location, c->location);
	assert_same(got.published_on, c->published_on);
	assert_same(got.broken, c->broken);
	assert_same(got.file, c->file);
	assert_int_equal(got.offset, c->offset);
	assert_int_equal(got.length, c->length);
}

/* Cut off anywhere, a line is none. */
static void
test_cut(void **state)
{
	const struct capture_case *test = *state;
	struct text line = { 0 };
	const char *copy;

	capture_write(&test->capture, &line);
	copy = arena_string(arena, text_string(&line));
	text_free(&line);
	for (size_t cut = 0; cut + 2 < strlen(copy); cut++) {
		struct capture got;

		assert_false(
		    capture_read(arena, arena_copy(arena, copy, cut), &got));
	}
}

struct line_case {
	const char *line;
};

static const struct line_case lines[] = {
	{ "" },
	{ "\n" },
	{ "garbage\n" },
	{ "null\n" },
	{ "5\n" },
	{ "[]\n" },
	{ "{}\n" },
	{ "\"url\"\n" },
	{ "{\"url\":\"a\"}\n" },
	{ "{\"url\":\"a\",\"timestamp\":\"b\"}\n" },
	{ "{\"url\":5,\"timestamp\":\"b\",\"filename\":\"c\"}\n" },
	{ "{\"url\":null,\"timestamp\":\"b\",\"filename\":\"c\"}\n" },
	{ "{\"url\":\"a\xFF\",\"timestamp\":\"b\",\"filename\":\"c\"}\n" },
};

static void
test_no_line(void **state)
{
	const struct line_case *c = *state;
	struct capture got;

	assert_false(capture_read(arena, c->line, &got));
}

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

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_round, captures);
	SUITE_TABLE(&s, test_cut, captures);
	SUITE_TABLE(&s, test_no_line, lines);
	SUITE_TABLE(&s, test_whole, wholes);
	status = suite_run(&s, "capture");
	arena_free(arena);
	return status;
}
