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

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_whole, wholes);
	status = suite_run(&s, "capture");
	arena_free(arena);
	return status;
}
