#include "tests/support/support.h"

#include "base/digest.h"

struct digest_case {
	const char *text;
	const char *hex;
};

/* FIPS 180-4, and the empty text. */
static const struct digest_case table[] = {
	{ "",
	    "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855" },
	{ "abc",
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	    "248d6a61d20638b8e5c026930c3e6039"
	    "a33ce45964ff2167f6ecedd419db06c1" },
};

static void
test_digest(void **state)
{
	const struct digest_case *c = *state;
	struct arena *arena = arena_new();
	char *folder = folder_new(arena);
	char *path = arena_print(arena, "%s/file", folder);
	struct digest *d = digest_new();
	char of_string[DIGEST_HEX];
	char of_file[DIGEST_HEX];
	char of_pieces[DIGEST_HEX];
	bool read;

	digest_string(c->text, of_string);
	file_write(path, c->text, strlen(c->text));
	read = digest_file(path, of_file);
	for (const char *p = c->text; *p != '\0'; p++) {
		digest_add(d, p, 1);
		digest_add(d, p, 0);
	}
	digest_hex(d, of_pieces);
	digest_free(d);
	folder_remove(folder);
	arena_free(arena);
	assert_true(read);
	assert_string_equal(of_string, c->hex);
	assert_string_equal(of_file, c->hex);
	assert_string_equal(of_pieces, c->hex);
}

static void
test_million(void **state)
{
	struct digest *d = digest_new();
	char a[1000];
	char hex[DIGEST_HEX];

	(void)state;
	memset(a, 'a', sizeof(a));
	for (int i = 0; i < 1000; i++)
		digest_add(d, a, sizeof(a));
	digest_hex(d, hex);
	digest_free(d);
	assert_string_equal(hex,
	    "cdc76e5c9914fb9281a1c7e284d73e67"
	    "f1809a48a497200e046d39ccc7112cd0");
}

static void
test_no_file(void **state)
{
	char hex[DIGEST_HEX];

	(void)state;
	assert_false(digest_file("/tmp/armsetl-unit-no-such-file", hex));
	assert_false(digest_file("/tmp", hex)); /* a folder */
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_digest, table);
	suite_add(
	    &s, "a million letters have the digest of FIPS 180", test_million);
	suite_add(&s, "a file that is missing has no digest", test_no_file);
	return suite_run(&s, "digest");
}
