#include "archive/zipped.h"

#include "tests/support/support.h"

static struct arena *arena;

static const struct zip_part parts[] = {
	{ "a/One.CSV", "one", 0, false },
	{ "T\xC3\xBCrkiye.csv", "two", 0, false },
	{ "empty", "", 0, false },
	{ "secret", "three", 0, true },
	{ NULL, NULL, 0, false },
};

/* What all members hold: "name=content; ", or "name!why; ". */
static const char *
show(struct body *content)
{
	const char *why = NULL;
	struct zipped *z = zipped_spool(content, 100000000, &why);
	const char *all = "";

	body_close(content);
	if (z == NULL)
		return arena_print(arena, "!%s", why);
	for (size_t i = 0; i < zipped_count(z); i++) {
		const char *error;
		size_t length;
		char *text =
		    body_text(arena, zipped_member(z, i), 2, &length, &error);

		all = arena_print(arena, "%s%s%s%s; ", all, zipped_name(z, i),
		    error == NULL ? "=" : "!", error == NULL ? text : error);
	}
	zipped_close(z);
	return all;
}

static void
test_members(void **state)
{
	size_t length;
	const char *zip = zip_of(arena, parts, &length);

	(void)state;
	assert_string_equal(show(body_of_memory(zip, length)),
	    "a/One.CSV=one; T\xC3\xBCrkiye.csv=two; empty=; "
	    "secret!is encrypted; ");
}

static void
test_find(void **state)
{
	size_t length;
	const char *zip = zip_of(arena, parts, &length);
	const char *why;
	struct zipped *z = zipped_open(file_of(zip, length), "a file", &why);
	size_t found = 9;

	(void)state;
	assert_non_null(z);
	assert_true(zipped_find(z, "A/one.csv", &found));
	assert_int_equal(found, 0);
	assert_false(zipped_find(z, "one.csv", &found));
	zipped_close(z);
	zipped_close(NULL);
}

static void
test_names(void **state)
{
	(void)state;
	assert_true(zipped_name_ends("a.CsV", ".csv"));
	assert_true(zipped_name_ends(".csv", ".csv"));
	assert_false(zipped_name_ends("csv", ".csv"));
	assert_false(zipped_name_ends("a.csv/", ".csv"));
}

struct broken_case {
	const char *name;
	size_t cut; /* so much is there; 0: all */
	size_t at;  /* a byte here is another; 0: none */
	const char *shown;
};

static const struct broken_case broken[] = {
	{ "nothing", 1, 0, "!is not a zip file, or is cut off" },
	{ "cut off", 100, 0, "!is not a zip file, or is cut off" },
	/* The header is 30 bytes and the name: the content follows. */
	{ "changed", 0, 40,
	    "a/One.CSV!does not match its checksum; T\xC3\xBCrkiye.csv=two; "
	    "empty=; secret!is encrypted; " },
};

static void
test_broken(void **state)
{
	const struct broken_case *c = *state;
	size_t length;
	char *zip = zip_of(arena, parts, &length);

	if (c->at > 0)
		zip[c->at] ^= 1;
	assert_string_equal(
	    show(body_of_memory(zip, c->cut == 0 ? length : c->cut)), c->shown);
}

static void
test_spool(void **state)
{
	size_t length;
	const char *zip = zip_of(arena, parts, &length);
	const char *why = NULL;
	struct body *body = body_of_memory(zip, length);

	(void)state;
	assert_null(zipped_spool(body, length - 1, &why));
	assert_string_equal(why, "is too long");
	body_close(body);
	assert_string_equal(show(body_failing("cut off")), "!cut off");
}

/* A thousand times smaller, as deflate has it at best; two that together are
 * more than is let out. */
static void
test_bomb(void **state)
{
	static char zeros[ZIPPED_ALWAYS / 2 + 1];
	const struct zip_part bomb[] = {
		{ "zeros", zeros, sizeof(zeros), false },
		{ "more zeros", zeros, sizeof(zeros), false },
		{ NULL, NULL, 0, false },
	};
	size_t length;
	const char *zip = zip_of(arena, bomb, &length);
	const char *why;
	struct zipped *z = zipped_open(file_of(zip, length), "a file", &why);
	char hex[DIGEST_HEX];
	struct body *body;
	uint64_t size;

	(void)state;
	assert_non_null(z);
	body = zipped_member(z, 0);
	assert_true(body_digest(body, hex, &size));
	body_close(body);
	body = zipped_member(z, 1);
	assert_false(body_digest(body, hex, &size));
	assert_string_equal(body_error(body),
	    "unpacks to more than a file of its size should "
	    "(limit expansion)");
	assert_true(size <= ZIPPED_ALWAYS / 2);
	body_close(body);
	zipped_close(z);
}

/* The list of members is in memory: not one of any length. */
static void
test_many(void **state)
{
	static const char member[46 + 1] = "PK\1\2\x14\0\x14";
	static char list[400000 * sizeof(member)];
	static const char locator[4] = { 'P', 'K', 6, 7 };
	static const char last[4] = { 'P', 'K', 5, 6 };
	char end[56 + 20 + 22] = "PK\6\6\x2c";
	const uint64_t count = 400000;
	const uint64_t size = sizeof(list);
	struct text zip = { 0 };
	const char *shown;

	(void)state;
	for (size_t i = 0; i < count; i++) {
		char *at = list + i * sizeof(member);

		memcpy(at, member, sizeof(member) - 1);
		at[28] = 1; /* the length of its name, which follows */
		at[46] = 'a';
	}
	/* APPNOTE.TXT 4.3.14 to 4.3.16, on a machine of little end first */
	end[12] = end[14] = 45;
	memcpy(end + 24, &count, sizeof(count));
	memcpy(end + 32, &count, sizeof(count));
	memcpy(end + 40, &size, sizeof(size));
	memcpy(end + 56, locator, sizeof(locator));
	memcpy(end + 64, &size, sizeof(size));
	end[72] = 1;
	memcpy(end + 76, last, sizeof(last));
	memset(end + 84, 0xFF, 12);
	text_add(&zip, list, sizeof(list));
	text_add(&zip, end, sizeof(end));
	shown = show(body_of_memory(zip.bytes, zip.length));
	text_free(&zip);
	assert_string_equal(shown, "!has too many members (limit members)");
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	suite_add(&s, "each member is read by its place", test_members);
	suite_add(&s, "a member is found by its name in any case", test_find);
	suite_add(&s, "the end of a name is compared in any case", test_names);
	SUITE_TABLE(&s, test_broken, broken);
	suite_add(&s, "a body that is too long is not spooled", test_spool);
	suite_add(&s, "members together unpack to a limit only", test_bomb);
	suite_add(
	    &s, "a list of members that is too long is refused", test_many);
	status = suite_run(&s, "zipped");
	arena_free(arena);
	return status;
}
