#include "tests/support/support.h"

#include <zlib.h>

#include "archive/body.h"
#include "archive/coding.h"
#include "archive/decode.h"

#define NO_LIMIT UINT64_MAX

static struct arena *arena;
static const size_t steps[] = { 1, 2, 3, 7, 16, 4095, 4096, 4097, 65536 };

/* Chunks */

struct chunk_case {
	const char *text;
	const char *content;
	bool fails; /* after that content */
};

#define CHUNKS "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
#define LONG_EXTENSION                                                   \
	"5;name=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
	"aaaaaaaaaaaaaaaaaaaaaaaaa\r\nhello\r\n0\r\n\r\n"

static const struct chunk_case chunks[] = {
	{ LONG_EXTENSION, "hello", false },
	{ CHUNKS, "hello world", false },
	{ "5\nhello\n6\n world\n0\n\n", "hello world", false },
	{ "5;name=value\r\nhello\r\n0\r\n\r\n", "hello", false },
	{ "5;a=\"b\";c\r\nhello\r\n0\r\n\r\n", "hello", false },
	{ "5 \r\nhello\r\n0\r\n\r\n", "hello", false },
	{ "00005\r\nhello\r\n000\r\n\r\n", "hello", false },
	{ "A\r\n0123456789\r\n0\r\n\r\n", "0123456789", false },
	{ "a\r\n0123456789\r\n0\r\n\r\n", "0123456789", false },
	{ "5\r\nhello\r\n0\r\nX-Trailer: 1\r\n\r\n", "hello", false },
	{ "5\r\n\r\n\r\n\n\r\n0\r\n\r\n", "\r\n\r\n\n", false },
	{ "5\r\n5\r\nhe\r\n0\r\n\r\n", "5\r\nhe", false },
	{ "0\r\n\r\n", "", false },
	{ "5\r\nhello\r\n0\r\n", "hello", false },

	/* Not chunked at all. */
	{ "", "", false },
	{ "<html><pre>text</pre></html>", "<html><pre>text</pre></html>",
	    false },
	{ "{\"a\":1}\n", "{\"a\":1}\n", false },
	{ "hello", "hello", false },
	{ "\r\nhello", "\r\nhello", false },
	{ "\n", "\n", false },
	{ " 5\r\nhello", " 5\r\nhello", false },
	{ "-5\r\nhello", "-5\r\nhello", false },
	{ "0x5\r\nhello", "0x5\r\nhello", false },
	{ "5 apples\r\nhello", "5 apples\r\nhello", false },
	{ "155mm projectiles", "155mm projectiles", false },
	{ "Defense of a long line that is not a chunk size and does not end "
	  "for a while, and then some more of it",
	    "Defense of a long line that is not a chunk size and does not end "
	    "for a while, and then some more of it",
	    false },

	/* Broken or cut off. */
	{ "5\r\nhel", "hel", true },
	{ "5\r\nhello", "hello", true },
	{ "5\r\nhello\r\n", "hello", true },
	{ "5\r\nhello\r\n6\r\n", "hello", true },
	{ "5\r\nhello\r\n6", "hello", true },
	{ "5\r\nhello world\r\n0\r\n\r\n", "hello", true },
	{ "5\r\nhello\r\nxyz\r\n", "hello", true },
	{ "5\r\nhello\r\n-1\r\n", "hello", true },
	{ "5\r\nhello\r\nFFFFFFFFFFFFFFFFF\r\n", "hello", true },
	{ "5\r\nhello\r\nFFFFFFFFFFFFFFFF\r\n", "hello", true },
};

static void
test_chunks(void **state)
{
	const struct chunk_case *c = *state;

	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		struct body *below = body_of_string(c->text);
		const char *error;
		const char *got;
		size_t length;

		if (i % 2 == 1)
			below = body_of_drops(below);
		got = body_text(
		    arena, coding_unchunk(below), steps[i], &length, &error);
		assert_string_equal(got, c->content);
		assert_int_equal(error != NULL, c->fails);
	}
}

/* Compression */

enum coding { GZIP = 15 + 16, ZLIB = 15, RAW = -15 };

static unsigned char *
compress_with(enum coding coding, int level, const void *bytes, size_t size,
    size_t *length)
{
	z_stream z = { 0 };
	size_t room;
	unsigned char *out;

	if (deflateInit2(&z, level, Z_DEFLATED, (int)coding, 8,
		Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	room = deflateBound(&z, size) + 64;
	out = arena_alloc(arena, room);
	z.next_in = (unsigned char *)(uintptr_t)bytes;
	z.avail_in = (uInt)size;
	z.next_out = out;
	z.avail_out = (uInt)room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	*length = z.total_out;
	deflateEnd(&z);
	return out;
}

struct inflate_case {
	const char *name;
	enum coding coding;
	int level;
	const char *piece;
	size_t times;
};

static const struct inflate_case inflations[] = {
	{ "gzip", GZIP, 6, "The estimated total cost is $930 million. ", 5000 },
	{ "zlib", ZLIB, 6, "The estimated total cost is $930 million. ", 5000 },
	{ "raw", RAW, 6, "The estimated total cost is $930 million. ", 5000 },
	{ "a short raw one", RAW, 6, "hello", 1 },
	{ "a short zlib one", ZLIB, 6, "hello", 1 },
	{ "a short gzip one", GZIP, 6, "hello", 1 },
	{ "an empty raw one", RAW, 6, "", 0 },
	{ "an empty zlib one", ZLIB, 6, "", 0 },
	{ "an empty gzip one", GZIP, 6, "", 0 },
	{ "a stored raw one", RAW, 0, "hello, ", 30000 },
	{ "a stored zlib one", ZLIB, 0, "hello, ", 30000 },
	{ "zlib, fast", ZLIB, 1, "hello, ", 30000 },
	{ "zlib, best", ZLIB, 9, "hello, ", 30000 },
	{ "raw, best", RAW, 9, "hello, ", 30000 },
};

static char *
repeat(const struct inflate_case *c, size_t *length)
{
	size_t piece = strlen(c->piece);
	char *all = arena_alloc(arena, piece * c->times + 1);

	for (size_t i = 0; i < c->times; i++)
		memcpy(all + i * piece, c->piece, piece);
	*length = piece * c->times;
	return all;
}

static void
test_inflate(void **state)
{
	const struct inflate_case *c = *state;
	size_t size;
	size_t packed_size;
	const char *plain = repeat(c, &size);
	const void *packed =
	    compress_with(c->coding, c->level, plain, size, &packed_size);

	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		struct body *below = body_of_memory(packed, packed_size);
		const char *error;
		const char *got;
		size_t length;

		if (i % 2 == 1)
			below = body_of_drops(below);
		got = body_text(arena, coding_inflate(below, size), steps[i],
		    &length, &error);
		assert_string_equal(or_none(error), "(none)");
		assert_int_equal(length, size);
		assert_memory_equal(got, plain, size);
	}
}

/* Cut off anywhere, and it must not pass for the whole. */
static void
test_inflate_cut(void **state)
{
	const struct inflate_case *c = *state;
	size_t size;
	size_t packed_size;
	size_t passed = 0;
	const char *plain = repeat(c, &size);
	const void *packed =
	    compress_with(c->coding, c->level, plain, size, &packed_size);

	for (size_t cut = 1;
	     cut<packed_size; cut += packed_size> 2000 ? 97 : 1) {
		const char *error;
		const char *got;
		size_t length;

		got = body_text(arena,
		    coding_inflate(body_of_memory(packed, cut), NO_LIMIT), 4096,
		    &length, &error);
		passed += error == NULL;
		assert_true(length <= size);
		assert_memory_equal(got, plain, length);
	}
	assert_int_equal(passed, 0);
}

/* One byte of the end wrong, the checksum or the length: all comes before. */
static void
test_inflate_broken(void **state)
{
	static const char plain[] = "The estimated total cost is $930 million.";
	size_t size;
	unsigned char *packed =
	    compress_with(GZIP, 6, plain, sizeof(plain), &size);

	(void)state;
	for (size_t i = 1; i <= 8; i++) {
		const char *error;
		const char *got;
		size_t length;

		packed[size - i] ^= 1;
		got = body_text(arena,
		    coding_inflate(body_of_memory(packed, size), NO_LIMIT), 100,
		    &length, &error);
		assert_non_null(error);
		assert_int_equal(length, sizeof(plain));
		assert_memory_equal(got, plain, length);
		packed[size - i] ^= 1;
	}
}

static void
test_inflate_garbage(void **state)
{
	static const char *const garbage[] = { "<html>not compressed</html>",
		"\x1f\x8b", "\x1f\x8b\x08", "\x78", "\x78\x9c", "\xff\xff\xff",
		"\x1f\x8b\xff\xff\xff\xff\xff\xff\xff\xff\xff", "{}" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(garbage); i++) {
		const char *error;
		size_t length;

		body_text(arena,
		    coding_inflate(body_of_string(garbage[i]), NO_LIMIT), 100,
		    &length, &error);
		assert_non_null(error);
	}
}

/* RFC 1952, 2.2: a gzip file is a series of members. */
static void
test_inflate_members(void **state)
{
	struct text both = { 0 };
	const char *error;
	const char *got;
	size_t size;
	size_t length;
	char *packed = (char *)compress_with(GZIP, 6, "hello ", 6, &size);

	(void)state;
	text_add(&both, packed, size);
	packed = (char *)compress_with(GZIP, 6, "world", 5, &size);
	text_add(&both, packed, size);
	got = body_text(arena,
	    coding_inflate(body_of_memory(both.bytes, both.length), NO_LIMIT),
	    100, &length, &error);
	text_free(&both);
	assert_null(error);
	assert_string_equal(got, "hello world");
}

static void
add_member(struct text *all, const void *plain, size_t length)
{
	size_t size;
	char *packed = (char *)compress_with(GZIP, 6, plain, length, &size);

	text_add(all, packed, size);
}

/* Members that give nothing at all stand between others. */
static void
test_inflate_empty_members(void **state)
{
	struct text all = { 0 };
	const char *error;
	const char *got;
	size_t length;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		add_member(&all, "", 0);
	add_member(&all, "hello ", 6);
	add_member(&all, "", 0);
	add_member(&all, "world", 5);
	add_member(&all, "", 0);
	got = body_text(arena,
	    coding_inflate(body_of_memory(all.bytes, all.length), NO_LIMIT),
	    100, &length, &error);
	text_free(&all);
	assert_null(error);
	assert_string_equal(got, "hello world");
}

/* A member may end anywhere in what is read at once. */
static void
test_inflate_borders(void **state)
{
	size_t most = 16500;
	unsigned char *noise = arena_alloc(arena, most);
	unsigned seed = 1;

	(void)state;
	for (size_t i = 0; i < most; i++) {
		seed = seed * 1103515245 + 12345;
		noise[i] = (unsigned char)(seed >> 16);
	}
	for (size_t first = most - 200; first < most; first++) {
		struct text all = { 0 };
		const char *error;
		size_t length;

		add_member(&all, noise, first);
		add_member(&all, "world", 5);
		body_text(arena,
		    coding_inflate(
			body_of_memory(all.bytes, all.length), NO_LIMIT),
		    65536, &length, &error);
		text_free(&all);
		assert_null(error);
		assert_int_equal(length, first + 5);
	}
}

static void
test_bomb(void **state)
{
	size_t size = (size_t)64 * 1024 * 1024;
	char *zeros = calloc(1, size);
	const char *error;
	size_t packed_size;
	size_t length;
	void *packed;

	(void)state;
	assert_non_null(zeros);
	packed = compress_with(GZIP, 9, zeros, size, &packed_size);
	free(zeros);
	body_text(arena,
	    coding_inflate(body_of_memory(packed, packed_size), 1000000), 65536,
	    &length, &error);
	assert_non_null(error);
	assert_true(length <= 1000000);
	/* A byte too many, and exactly enough. */
	body_text(arena,
	    coding_inflate(body_of_memory(packed, packed_size), size - 1),
	    65536, &length, &error);
	assert_non_null(error);
	body_text(arena,
	    coding_inflate(body_of_memory(packed, packed_size), size), 65536,
	    &length, &error);
	assert_null(error);
	assert_int_equal(length, size);
}

/* File, limit, chunks, gzip, Latin-1: all at once. */
static void
test_nested(void **state)
{
	struct text message = { 0 };
	const char *error;
	const char *got;
	size_t size;
	size_t length;
	char *packed = (char *)compress_with(GZIP, 6, "caf\xE9", 4, &size);
	FILE *file;

	(void)state;
	text_addf(&message, "%zx\r\n", size);
	text_add(&message, packed, size);
	text_add_string(&message, "\r\n0\r\n\r\nWARC/1.1 the next record");
	file = file_of(message.bytes, message.length);
	length = message.length - strlen("WARC/1.1 the next record");
	got = body_text(arena,
	    decode_utf8(
		coding_inflate(coding_unchunk(body_limit(
				   body_of_file(file, "a file"), length)),
		    100),
		"iso-8859-1"),
	    3, &length, &error);
	fclose(file);
	text_free(&message);
	assert_null(error);
	assert_string_equal(got, "caf\xC3\xA9");
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_chunks, chunks);
	SUITE_TABLE(&s, test_inflate, inflations);
	SUITE_TABLE(&s, test_inflate_cut, inflations);
	suite_add(&s, "a wrong checksum fails", test_inflate_broken);
	suite_add(&s, "what is not compressed fails", test_inflate_garbage);
	suite_add(&s, "two gzip members are read as one", test_inflate_members);
	suite_add(
	    &s, "empty gzip members give nothing", test_inflate_empty_members);
	suite_add(&s, "members that end at a border", test_inflate_borders);
	suite_add(&s, "what unpacks to more than the limit fails", test_bomb);
	suite_add(&s, "codings lie over one another", test_nested);
	status = suite_run(&s, "coding");
	arena_free(arena);
	return status;
}
