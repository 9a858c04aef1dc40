#include "tests/support/support.h"

#include "archive/capture_store.h"

static struct arena *arena;
static const char *root;

/* A folder of its own. */
static const char *
new_folder(void)
{
	static unsigned number;
	const char *folder = arena_print(arena, "%s/%u", root, number++);

	assert_int_equal(mkdir(folder, 0755), 0);
	return folder;
}

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
	{ "signs that SQL has to quote",
	    { LEAST, .etag = "\"'\\\t\n\r\b\x7F/\xE2\x80\xA8",
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
	const char *folder = new_folder();
	struct capture_store *s;
	struct capture got;

	assert_true(store_open(folder, true, &s));
	assert_true(store_begin(s));
	assert_true(store_add(s, c));
	assert_true(store_end(s, true));
	store_close(s);
	assert_true(store_open(folder, false, &s));
	assert_int_equal(store_count(s), 1);
	store_get(s, 1, arena, &got);
	store_close(s);
	assert_same(got.url, c->url);
	assert_same(got.fetched_at, c->fetched_at);
	assert_same(got.run_at, c->run_at);
	assert_int_equal(got.status, c->status);
	assert_int_equal(got.imported, c->imported);
	assert_same(got.media_type, c->media_type);
	assert_same(got.charset, c->charset);
	assert_same(got.sha256, c->sha256);
	assert_int_equal(got.bytes, c->bytes);
	assert_same(got.etag, c->etag);
	assert_same(got.last_modified, c->last_modified);
	assert_same(got.location, c->location);
	assert_same(got.published_on, c->published_on);
	assert_same(got.broken, c->broken);
	assert_same(got.takes_back, c->takes_back);
	assert_same(got.gives_back, c->gives_back);
	assert_same(got.reason, c->reason);
	assert_same(got.file, c->file);
	assert_int_equal(got.offset, c->offset);
	assert_int_equal(got.length, c->length);
}

/* Of one address: what came when. */
static const struct capture history[] = {
	{ LEAST, .sha256 = "01", .offset = 0, .length = 10 },
	{ LEAST, .sha256 = "02", .broken = "cut off", .offset = 10,
	    .length = 20 },
	{ .url = "https://a.org/",
	    .fetched_at = "2026-11-22T20:30:00Z",
	    .status = 304,
	    .file = "a-00001.warc.gz",
	    .offset = 30,
	    .length = 5 },
	{ .url = "https://a.org/",
	    .fetched_at = "2026-11-23T20:30:00Z",
	    .takes_back = "01",
	    .reason = "why",
	    .file = "a-00002.warc.gz",
	    .offset = 100,
	    .length = 7 },
	{ .url = "https://a.org/",
	    .fetched_at = "2026-11-24T20:30:00Z",
	    .status = 404,
	    .file = "a-00002.warc.gz",
	    .offset = 107,
	    .length = 3 },
};

static void
test_newest(void **state)
{
	static const char url[] = "https://a.org/";
	struct capture_store *s;

	(void)state;
	assert_true(store_open(new_folder(), true, &s));
	assert_int_equal(store_newest(s, STORE_DOCUMENT, url, NULL), 0);
	assert_true(store_begin(s));
	for (size_t i = 0; i < COUNT_OF(history); i++)
		assert_true(store_add(s, &history[i]));
	assert_true(store_end(s, true));
	assert_int_equal(store_newest(s, STORE_DOCUMENT, url, NULL), 1);
	assert_int_equal(store_newest(s, STORE_ANSWER, url, NULL), 3);
	assert_int_equal(store_newest(s, STORE_NOTE, url, "01"), 4);
	assert_int_equal(store_newest(s, STORE_NOTE, url, "02"), 0);
	assert_int_equal(
	    store_newest(s, STORE_TIMED, url, "2026-11-24T20:30:00Z"), 5);
	assert_int_equal(
	    store_newest(s, STORE_TIMED, url, "2026-11-25T20:30:00Z"), 0);
	assert_int_equal(store_newest(s, STORE_DOCUMENT, "https", NULL), 0);
	assert_int_equal(store_end_of(s, "a-00001.warc.gz"), 35);
	assert_int_equal(store_end_of(s, "a-00002.warc.gz"), 110);
	assert_int_equal(store_end_of(s, "a-00003.warc.gz"), 0);
	store_close(s);
}

/* What is not kept leaves nothing, also where the program ends within. */
static void
test_not_kept(void **state)
{
	const char *folder = new_folder();
	struct capture_store *s;

	(void)state;
	assert_true(store_open(folder, true, &s));
	assert_true(store_begin(s));
	assert_true(store_add(s, &history[0]));
	assert_false(store_end(s, false));
	assert_int_equal(store_count(s), 0);
	assert_true(store_begin(s));
	assert_true(store_add(s, &history[0]));
	assert_true(store_end(s, true));
	assert_true(store_begin(s));
	assert_true(store_add(s, &history[1]));
	store_close(s);
	assert_true(store_open(folder, true, &s));
	assert_int_equal(store_count(s), 1);
	assert_int_equal(store_end_of(s, "a-00001.warc.gz"), 10);
	store_close(s);
}

static void
test_nothing_there(void **state)
{
	const char *folder = new_folder();
	struct capture_store *s;

	(void)state;
	assert_true(store_open(folder, false, &s));
	assert_null(s);
	store_close(s);
	assert_false(
	    store_open(arena_print(arena, "%s/none", folder), true, &s));
	assert_null(s);
}

/* The index of an earlier version goes. */
static void
test_before(void **state)
{
	const char *folder = new_folder();
	const char *path = arena_print(arena, "%s/index.jsonl", folder);
	struct capture_store *s;

	(void)state;
	file_write(path, "{}\n", 3);
	assert_true(store_open(folder, true, &s));
	store_close(s);
	assert_int_not_equal(access(path, F_OK), 0);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	root = folder_new(arena);
	SUITE_TABLE(&s, test_round, captures);
	suite_add(&s, "the newest of an address", test_newest);
	suite_add(&s, "what is not kept leaves nothing", test_not_kept);
	suite_add(&s, "a reader makes nothing", test_nothing_there);
	suite_add(&s, "an index of before is removed", test_before);
	status = suite_run(&s, "capture_store");
	folder_remove(root);
	arena_free(arena);
	return status;
}
