#include "tests/support/support.h"

#include "extract/secret.h"

#define SECRET "key=0123456789abcdef"
#define VALUE "0123456789abcdef"
#define STARS "****************"

static struct arena *arena;

struct strip_case {
	const char *text;
	const char *wanted;
};

static const struct strip_case strips[] = {
	{ "", "" },
	{ "/a?b=c", "/a?b=c" },
	{ "/a?" SECRET, "/a" },
	{ "/a?b=c&" SECRET, "/a?b=c" },
	{ "/a?b=c&" SECRET "&d=e", "/a?b=c&d=e" },
	{ "/a?" SECRET "&b=c", "/a?b=c" },
	{ "/a?" SECRET "&" SECRET, "/a" },
	{ "/a?b=c&" SECRET "&" SECRET " x", "/a?b=c x" },
	{ "GET /a?" SECRET " HTTP/1.1\r\nHost: x\r\n",
	    "GET /a HTTP/1.1\r\nHost: x\r\n" },
	{ "Location: /a?" SECRET "#b\r\nX: /a?" SECRET "\r\n",
	    "Location: /a#b\r\nX: /a\r\n" },

	/* Elsewhere than in an address. */
	{ "Set-Cookie: " SECRET, "Set-Cookie: key=" STARS },
	{ "/a?api" SECRET, "/a?apikey=" STARS },
	{ SECRET, "key=" STARS },
	{ VALUE, STARS },
	{ VALUE VALUE "0", STARS STARS "0" },
	{ "a" VALUE "b", "a" STARS "b" },
	{ "0123456789abcde", "0123456789abcde" },
};

static void
test_strip(void **state)
{
	const struct strip_case *s = *state;
	struct text t = { 0 };

	text_add_string(&t, s->text);
	secret_strip(&t, SECRET);
	assert_string_equal(text_string(&t), s->wanted);
	text_free(&t);
}

struct add_case {
	const char *address;
	const char *wanted;
};

static const struct add_case adds[] = {
	{ "https://a.example/b", "https://a.example/b?" SECRET },
	{ "https://a.example/b?c=d", "https://a.example/b?c=d&" SECRET },
};

static void
test_add(void **state)
{
	const struct add_case *a = *state;
	struct text t = { 0 };

	text_add_string(&t, a->address);
	secret_add(&t, SECRET);
	assert_string_equal(text_string(&t), a->wanted);
	secret_strip(&t, SECRET);
	assert_string_equal(text_string(&t), a->address);
	text_free(&t);
}

/* Wherever it stands to the ends of the blocks in which a file is read. */
static void
test_file(void **state)
{
	const size_t length = 200000;
	char *bytes = arena_alloc(arena, length);
	char *read = arena_alloc(arena, length);

	(void)state;
	for (size_t at = 65500; at < 65570; at++) {
		FILE *file;

		memset(bytes, 'x', length);
		memcpy(bytes + at, VALUE, sizeof(VALUE) - 1);
		memcpy(bytes + at * 2, VALUE, sizeof(VALUE) - 1);
		file = file_of(bytes, length);
		assert_true(secret_mask_file(file, SECRET));
		rewind(file);
		assert_int_equal(fread(read, 1, length, file), length);
		fclose(file);
		memcpy(bytes + at, STARS, sizeof(STARS) - 1);
		memcpy(bytes + at * 2, STARS, sizeof(STARS) - 1);
		assert_memory_equal(read, bytes, length);
	}
}

static void
test_small_file(void **state)
{
	FILE *file = file_of("0123", 4);
	char read[8];

	(void)state;
	assert_true(secret_mask_file(file, SECRET));
	rewind(file);
	assert_int_equal(fread(read, 1, sizeof(read), file), 4);
	assert_memory_equal(read, "0123", 4);
	fclose(file);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_strip, strips);
	SUITE_TABLE(&s, test_add, adds);
	suite_add(&s, "a file", test_file);
	suite_add(&s, "a small file", test_small_file);
	status = suite_run(&s, "secret");
	arena_free(arena);
	return status;
}
