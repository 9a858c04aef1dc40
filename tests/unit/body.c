#include "tests/support/support.h"

#include "archive/body.h"
#include "archive/coding.h"
#include "archive/decode.h"

static struct arena *arena;

/* Memory, files, limits */

static const size_t steps[] = { 1, 2, 3, 7, 16, 4095, 4096, 4097, 65536 };

static void
test_memory(void **state)
{
	char bytes[10000];

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 7);
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		const char *error;
		size_t length;
		const char *got =
		    body_text(arena, body_of_memory(bytes, sizeof(bytes)),
			steps[i], &length, &error);

		assert_null(error);
		assert_int_equal(length, sizeof(bytes));
		assert_memory_equal(got, bytes, length);
	}
}

static void
test_file(void **state)
{
	FILE *file = file_of("0123456789", 10);
	const char *error;
	const char *got;
	size_t length;

	(void)state;
	assert_int_equal(fseek(file, 4, SEEK_SET), 0);
	got =
	    body_text(arena, body_of_file(file, "a file"), 4, &length, &error);
	assert_null(error);
	assert_string_equal(got, "456789");
	/* The file is still ours. */
	assert_int_equal(fseek(file, 0, SEEK_SET), 0);
	assert_int_equal(getc(file), '0');
	fclose(file);
}

static void
test_bad_file(void **state)
{
	FILE *file = fopen("/tmp", "re"); /* cannot be read */
	struct body *b;
	char c;

	(void)state;
	assert_non_null(file);
	b = body_of_file(file, "a file");
	assert_int_equal(body_read(b, &c, 1), -1);
	assert_string_equal(body_error(b), "Is a directory");
	assert_int_equal(body_read(b, &c, 1), -1);
	body_close(b);
	fclose(file);
}

static void
test_empty(void **state)
{
	struct body *b = body_of_memory(NULL, 0);
	char c;

	(void)state;
	assert_int_equal(body_read(b, &c, 1), 0);
	assert_int_equal(body_read(b, &c, 1), 0);
	assert_int_equal(body_peek(b, &c, 1), 0);
	assert_null(body_error(b));
	body_close(b);
	body_close(NULL);
	body_close_top(NULL);
}

static void
test_limit(void **state)
{
	struct body *memory = body_of_string("0123456789");
	struct body *b = body_limit(memory, 4);
	char buffer[16] = { 0 };

	(void)state;
	assert_int_equal(body_read(b, buffer, 3), 3);
	assert_int_equal(body_read(b, buffer + 3, 10), 1);
	assert_int_equal(body_read(b, buffer, 10), 0);
	assert_null(body_error(b));
	assert_string_equal(buffer, "0123");
	body_close_top(b);
	/* What is below was not read beyond the limit. */
	assert_int_equal(body_read(memory, buffer, 10), 6);
	assert_memory_equal(buffer, "456789", 6);
	body_close(memory);
}

static void
test_limit_exact(void **state)
{
	const char *error;
	size_t length;
	struct body *b = body_limit(body_of_string("0123"), 4);

	(void)state;
	assert_string_equal(body_text(arena, b, 10, &length, &error), "0123");
	assert_null(error);
	b = body_limit(body_of_string("0123"), 0);
	assert_string_equal(body_text(arena, b, 10, &length, &error), "");
	assert_null(error);
}

static void
test_limit_short(void **state)
{
	struct body *b = body_limit(body_of_string("0123"), 5);
	char buffer[16];

	(void)state;
	assert_int_equal(body_read(b, buffer, 16), 4);
	assert_int_equal(body_read(b, buffer, 16), -1);
	assert_string_equal(body_error(b), "cut off");
	assert_int_equal(body_read(b, buffer, 16), -1);
	assert_int_equal(body_peek(b, buffer, 16), -1);
	body_close(b);
}

/* An error goes up through every layer, and stays. */
static void
test_error_rises(void **state)
{
	struct body *b = decode_utf8(
	    coding_unchunk(body_limit(body_of_string("5\r\nhel"), 8)), NULL);
	const char *error;
	size_t length;

	(void)state;
	assert_string_equal(body_text(arena, b, 16, &length, &error), "hel");
	assert_non_null(error);
}

/* Looking ahead */

static void
test_peek(void **state)
{
	struct body *b = body_of_drops(body_of_string("0123456789"));
	char buffer[16] = { 0 };

	(void)state;
	assert_int_equal(body_peek(b, buffer, 4), 4);
	assert_memory_equal(buffer, "0123", 4);
	assert_int_equal(body_peek(b, buffer, 2), 2);
	assert_int_equal(body_peek(b, buffer, 16), 10);
	assert_memory_equal(buffer, "0123456789", 10);
	assert_int_equal(body_read(b, buffer, 3), 3);
	assert_int_equal(body_peek(b, buffer, 16), 7);
	assert_memory_equal(buffer, "3456789", 7);
	for (size_t got = 0; got < 7;) {
		ssize_t n = body_read(b, buffer + got, 16 - got);

		assert_true(n > 0);
		got += (size_t)n;
	}
	assert_memory_equal(buffer, "3456789", 7);
	assert_int_equal(body_peek(b, buffer, 16), 0);
	assert_int_equal(body_read(b, buffer, 16), 0);
	body_close(b);
}

static void
test_peek_most(void **state)
{
	size_t size = (size_t)BODY_PEEK_MAX * 3;
	char *bytes = arena_alloc(arena, size);
	char *got = arena_alloc(arena, size);
	struct body *b = body_of_memory(bytes, size);
	size_t at = 100;

	(void)state;
	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(i * 31 >> 3);
	assert_int_equal(body_read(b, got, 100), 100);
	while (at < size) {
		ssize_t n = body_peek(b, got, size);
		size_t wanted =
		    size - at < BODY_PEEK_MAX ? size - at : BODY_PEEK_MAX;

		assert_int_equal(n, wanted);
		assert_memory_equal(got, bytes + at, wanted);
		n = body_read(b, got, 1000);
		assert_true(n > 0);
		assert_memory_equal(got, bytes + at, (size_t)n);
		at += (size_t)n;
	}
	body_close(b);
}

/* Looking ahead to where it fails takes nothing away. */
static void
test_peek_failing(void **state)
{
	struct body *b = body_limit(body_of_string("0123"), 5);
	const char *error;
	char buffer[16];
	size_t length;

	(void)state;
	body_peek(b, buffer, 16);
	assert_string_equal(body_text(arena, b, 16, &length, &error), "0123");
	assert_string_equal(or_none(error), "cut off");
}

/* Digests */

static void
test_digest(void **state)
{
	char hex[DIGEST_HEX];
	uint64_t size = 77;
	struct body *b = body_of_string("xabc");
	char c;

	(void)state;
	assert_int_equal(body_read(b, &c, 1), 1);
	assert_true(body_digest(b, hex, &size));
	assert_int_equal(size, 3);
	assert_string_equal(hex,
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	body_close(b);
	b = body_of_string("");
	assert_true(body_digest(b, hex, &size));
	assert_int_equal(size, 0);
	assert_string_equal(hex,
	    "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855");
	body_close(b);
	b = body_limit(body_of_string("abc"), 4);
	assert_false(body_digest(b, hex, &size));
	body_close(b);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	suite_add(&s, "memory is read in steps of any size", test_memory);
	suite_add(&s, "a file is read from where it stands", test_file);
	suite_add(&s, "a file that cannot be read fails, and keeps failing",
	    test_bad_file);
	suite_add(&s, "an empty body ends at once", test_empty);
	suite_add(
	    &s, "a limit ends the body above, not the one below", test_limit);
	suite_add(&s, "a body as long as its limit is whole", test_limit_exact);
	suite_add(
	    &s, "a body shorter than its limit is cut off", test_limit_short);
	suite_add(&s, "an error rises through every layer", test_error_rises);
	suite_add(&s, "looking ahead takes nothing away", test_peek);
	suite_add(&s, "looking ahead gives at most BODY_PEEK_MAX bytes",
	    test_peek_most);
	suite_add(&s, "looking ahead to a failure takes nothing away",
	    test_peek_failing);
	suite_add(&s, "a digest is of what is left, and fails if it is cut off",
	    test_digest);
	status = suite_run(&s, "body");
	arena_free(arena);
	return status;
}
