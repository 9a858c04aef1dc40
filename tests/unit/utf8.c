#include "tests/support/support.h"

#include "archive/decode.h"
#include "base/utf8.h"

static struct arena *arena;

struct sequence_case {
	const char *bytes;
	size_t size;
	size_t length;
	bool cut;
};

#define SEQUENCE(bytes, length, cut)                  \
	{                                             \
		bytes, sizeof(bytes) - 1, length, cut \
	}

static const struct sequence_case sequences[] = {
	SEQUENCE("", 0, false),
	SEQUENCE("a", 1, false),
	SEQUENCE("\0", 1, false),
	SEQUENCE("\x7F", 1, false),
	SEQUENCE("ab", 1, false),
	SEQUENCE("\xC3\xA9", 2, false),
	SEQUENCE("\xC3\xA9z", 2, false),
	SEQUENCE("\xC2\x80", 2, false),
	SEQUENCE("\xDF\xBF", 2, false),
	SEQUENCE("\xE0\xA0\x80", 3, false),
	SEQUENCE("\xE2\x82\xAC", 3, false),
	SEQUENCE("\xED\x9F\xBF", 3, false),
	SEQUENCE("\xEE\x80\x80", 3, false),
	SEQUENCE("\xEF\xBF\xBF", 3, false),
	SEQUENCE("\xF0\x90\x80\x80", 4, false),
	SEQUENCE("\xF0\x9F\x98\x80", 4, false),
	SEQUENCE("\xF4\x8F\xBF\xBF", 4, false),
	/* Cut off. */
	SEQUENCE("\xC3", 0, true),
	SEQUENCE("\xE2", 0, true),
	SEQUENCE("\xE2\x82", 0, true),
	SEQUENCE("\xF0", 0, true),
	SEQUENCE("\xF0\x9F", 0, true),
	SEQUENCE("\xF0\x9F\x98", 0, true),
	/* Overlong. */
	SEQUENCE("\xC0\x80", 0, false),
	SEQUENCE("\xC0", 0, false),
	SEQUENCE("\xC1\xBF", 0, false),
	SEQUENCE("\xE0\x80\x80", 0, false),
	SEQUENCE("\xE0\x9F", 0, false),
	SEQUENCE("\xE0\x9F\xBF", 0, false),
	SEQUENCE("\xF0\x80\x80\x80", 0, false),
	SEQUENCE("\xF0\x8F", 0, false),
	/* Surrogates, and beyond Unicode. */
	SEQUENCE("\xED\xA0", 0, false),
	SEQUENCE("\xED\xA0\x80", 0, false),
	SEQUENCE("\xED\xBF\xBF", 0, false),
	SEQUENCE("\xF4\x90", 0, false),
	SEQUENCE("\xF4\x90\x80\x80", 0, false),
	SEQUENCE("\xF5\x80\x80\x80", 0, false),
	SEQUENCE("\xFF", 0, false),
	SEQUENCE("\xFE", 0, false),
	/* Out of place. */
	SEQUENCE("\x80", 0, false),
	SEQUENCE("\xBF", 0, false),
	SEQUENCE("\xC3z", 0, false),
	SEQUENCE("\xE2\x82z", 0, false),
	SEQUENCE("\xE2z\xAC", 0, false),
	SEQUENCE("\xF0\x9F\x98z", 0, false),
	SEQUENCE("\xC3\xC3", 0, false),
};

static void
test_sequence(void **state)
{
	const struct sequence_case *c = *state;
	const unsigned char *bytes = (const unsigned char *)c->bytes;

	assert_int_equal(utf8_length(bytes, c->size), c->length);
	assert_int_equal(utf8_is_cut(bytes, c->size), c->cut);
	if (c->cut)
		assert_int_equal(utf8_cut_length(bytes, c->size), c->size);
	else if (c->length == c->size)
		assert_int_equal(utf8_cut_length(bytes, c->size), 0);
	if (strlen(c->bytes) == c->size)
		assert_int_equal(utf8_is(c->bytes), is_utf8(c->bytes, c->size));
}

/* Whole texts */

struct text_case {
	const char *bytes;
	size_t size;
	const char *charset;
	const char *wanted;
};

#define TEXT(bytes, charset, wanted)                      \
	{                                                 \
		bytes, sizeof(bytes) - 1, charset, wanted \
	}
#define E_ACUTE "\xC3\xA9"

static const struct text_case texts[] = {
	TEXT("T\xFCrkiye", NULL, "T\xC3\xBCrkiye"),
	TEXT("T\xC3\xBCrkiye", NULL, "T\xC3\xBCrkiye"),
	TEXT("T\xC3\xBCrkiye, T\xFCrkiye", NULL,
	    "T\xC3\xBCrkiye, T\xC3\xBCrkiye"), /* both in one file */
	TEXT("\x93"
	     "and\x94 Greece",
	    NULL,
	    "\xE2\x80\x9C"
	    "and\xE2\x80\x9D Greece"),
	TEXT("Norway\x92s \x96 \x80", NULL,
	    "Norway\xE2\x80\x99s \xE2\x80\x93 \xE2\x82\xAC"),
	TEXT("\xA9 SIPRI", NULL, "\xC2\xA9 SIPRI"),
	TEXT("plain", NULL, "plain"),
	TEXT("", NULL, ""),
	TEXT("a\0b\0", NULL, "ab"),
	TEXT("\0", NULL, ""),
	TEXT("\0\0\0caf\xE9\0", NULL, "caf" E_ACUTE),
	TEXT("\xF0\x9F\x98\x80", NULL, "\xF0\x9F\x98\x80"),
	TEXT("caf\xE9", "x-no-such-charset", "caf" E_ACUTE),
	TEXT("caf" E_ACUTE, "x-no-such-charset", "caf" E_ACUTE),
	TEXT("caf" E_ACUTE, "", "caf" E_ACUTE),
	TEXT("caf" E_ACUTE, "utf-8", "caf" E_ACUTE),
	TEXT("caf" E_ACUTE, "UTF8", "caf" E_ACUTE),
	TEXT("caf\xE9", "utf-8", "caf" E_ACUTE),
	TEXT("caf\xE9", "us-ascii", "caf" E_ACUTE),
	/* Overlong forms, surrogates, beginnings without an end. */
	TEXT("\xC0\xAF", NULL, "\xC3\x80\xC2\xAF"),
	TEXT("\xED\xA0\x80", NULL, "\xC3\xAD\xC2\xA0\xE2\x82\xAC"),
	TEXT("\xE2\x82", NULL, "\xC3\xA2\xE2\x80\x9A"),
	TEXT("\xE2\x82z", NULL, "\xC3\xA2\xE2\x80\x9Az"),
	TEXT("\xC3", NULL, "\xC3\x83"),
	TEXT("\xF0\x9F", NULL, "\xC3\xB0\xC5\xB8"),
	TEXT("\xF5", NULL, "\xC3\xB5"),
	TEXT("\xFF", NULL, "\xC3\xBF"),
	TEXT("\xEF", NULL, "\xC3\xAF"),
	/* Byte order marks. */
	TEXT("\xEF\xBB\xBF"
	     "caf" E_ACUTE,
	    NULL, "caf" E_ACUTE),
	TEXT("\xEF\xBB\xBF"
	     "caf" E_ACUTE,
	    "iso-8859-1", "caf" E_ACUTE),
	TEXT("\xEF\xBB\xBF"
	     "caf\xE9",
	    NULL, "caf" E_ACUTE),
	TEXT("\xEF\xBB\xBF", NULL, ""),
	TEXT("\xEF\xBB", NULL, "\xC3\xAF\xC2\xBB"),
	TEXT("\xFF\xFE"
	     "c\0a\0f\0\xE9\0",
	    NULL, "caf" E_ACUTE),
	TEXT("\xFE\xFF\0c\0a\0f\0\xE9", NULL, "caf" E_ACUTE),
	TEXT("\xFF\xFE"
	     "c\0a\0f\0\xE9\0",
	    "utf-8", "caf" E_ACUTE),
	TEXT("\xFF\xFE"
	     "c\0a\0f\0\xE9\0",
	    "iso-8859-1", "caf" E_ACUTE),
	TEXT("\xFF\xFE"
	     "c\0a\0f\0\xE9\0",
	    "utf-16", "caf" E_ACUTE),
	TEXT("\xFF\xFE"
	     "c\0a\0f\0\xE9\0",
	    "utf-16be", "caf" E_ACUTE),
	TEXT("\xFF\xFE\x3D\xD8\x00\xDE", NULL, "\xF0\x9F\x98\x80"),
	TEXT("\xFF\xFE", NULL, ""),
	TEXT("\xFE\xFF", NULL, ""),
	/* Named character sets. */
	TEXT("caf\xE9", "iso-8859-1", "caf" E_ACUTE),
	TEXT("caf\xE9", "ISO-8859-1", "caf" E_ACUTE),
	TEXT("caf\xE9", "latin1", "caf" E_ACUTE),
	TEXT("caf\xE9 \x93", "windows-1252", "caf" E_ACUTE " \xE2\x80\x9C"),
	TEXT("caf\xC3\xA9", "windows-1252", "caf\xC3\x83\xC2\xA9"),
	TEXT("c\0a\0f\0\xE9\0", "utf-16le", "caf" E_ACUTE),
	TEXT("\0c\0a\0f\0\xE9", "utf-16be", "caf" E_ACUTE),
	TEXT("\xC1\xC2", "koi8-r", "\xD0\xB0\xD0\xB1"),
	TEXT("\xA4", "iso-8859-15", "\xE2\x82\xAC"),
	TEXT("\x82\xA0", "shift_jis", "\xE3\x81\x82"),
	TEXT("\x82\xA0", "Shift-JIS", "\xE3\x81\x82"),
	TEXT("caf\xE9 \x93", "ISO_8859-1", "caf" E_ACUTE " \xE2\x80\x9C"),
	TEXT("caf\xE9 \x93", "latin1", "caf" E_ACUTE " \xE2\x80\x9C"),
	TEXT("c\0a\0f\0\xE9\0", "utf-16", "caf" E_ACUTE),
	TEXT("\xB0\xA1", "euc-kr", "\xEA\xB0\x80"),
	TEXT("\xB0\xA1", "gb2312", "\xE5\x95\x8A"),
	TEXT("\xF0", "iso-8859-9", "\xC4\x9F"),
	TEXT("\xA1", "tis-620", "\xE0\xB8\x81"),
	/* The last letter could yet get an accent. */
	TEXT("hello a", "windows-1258", "hello a"),
	TEXT("a\xEC", "windows-1258", "\xC3\xA1"),
	TEXT("\x88\x66", "big5", "\xC3\x8A"),
	/* Not in use on the web. */
	TEXT("\x82\xFF", "TSCII", "\xE2\x80\x9A\xC3\xBF"),
	TEXT("caf+AOk-", "utf-7", "caf+AOk-"),
	TEXT("cafe", "ebcdic-us", "cafe"),
	TEXT("cafe", "ebcdic-cp-us", "cafe"),
};

static const size_t steps[] = { 1, 2, 5, 8192, 65536 };

static void
check_text(const void *bytes, size_t size, const char *charset,
    const char *wanted, size_t wanted_length)
{
	for (size_t i = 0; i < COUNT_OF(steps) * 2; i++) {
		struct body *below = body_of_memory(bytes, size);
		const char *error;
		const char *got;
		size_t length;

		if (i % 2 == 1)
			below = body_of_drops(below);
		got = body_text(arena, decode_utf8(below, charset),
		    steps[i / 2], &length, &error);
		assert_null(error);
		assert_int_equal(length, wanted_length);
		assert_memory_equal(got, wanted, length);
	}
}

static void
test_text(void **state)
{
	const struct text_case *c = *state;
	const char *error;
	size_t length;
	const char *got = body_text(arena,
	    decode_utf8(body_of_memory(c->bytes, c->size), c->charset), 4096,
	    &length, &error);

	assert_string_equal(got, c->wanted);
	check_text(c->bytes, c->size, c->charset, c->wanted, strlen(c->wanted));
}

/* What markup says of its own letters. */
struct markup_case {
	const char *text;
	const char *charset;
	const char *wanted; /* the last letters */
};

static const struct markup_case markups[] = {
	{ "<meta charset=iso-8859-2>\xB1", NULL, "\xC4\x85" },
	{ "<html><META  HTTP-EQUIV='x' content=\"text/html; charset = "
	  "windows-1251\">\xE0",
	    NULL, "\xD0\xB0" },
	{ "<?xml version='1.0' encoding='koi8-r'?>\xC1", NULL, "\xD0\xB0" },
	/* What is UTF-8 stays, whatever the page says. */
	{ "<meta charset=\"iso-8859-2\">" E_ACUTE, NULL, E_ACUTE },
	/* The server's word comes first. */
	{ "<meta charset=iso-8859-2>\xE9", "iso-8859-1", E_ACUTE },
	{ "<meta charset=iso-8859-2>" E_ACUTE, "iso-8859-1",
	    "\xC3\x83\xC2\xA9" },
	/* Nothing that can be heard: Windows-1252. */
	{ "<meta charset=shift_jis>\xE9", NULL, E_ACUTE },
	{ "<meta charset=windows-1258>\xE9", NULL, E_ACUTE },
	{ "<meta charset=utf-16le>\xE9", NULL, E_ACUTE },
	{ "<meta charset=>\xE9", NULL, E_ACUTE },
	{ "<meta name=x>charset=iso-8859-5 \xE9", NULL, E_ACUTE },
	{ "<meta charset", NULL, "charset" },
	{ "charset=iso-8859-5 \xE9", NULL, E_ACUTE },
};

static void
test_markup(void **state)
{
	const struct markup_case *c = *state;
	const char *error;
	const char *got;
	size_t length;
	size_t tail = strlen(c->wanted);

	got =
	    body_text(arena, decode_markup(body_of_string(c->text), c->charset),
		4096, &length, &error);
	assert_null(error);
	assert_true(length >= tail);
	assert_string_equal(got + length - tail, c->wanted);
}

/* At every place near the borders of any sensible buffer. */
struct border_case {
	const char *letter;
	const char *wanted;
	const char *charset;
};

static const struct border_case borders[] = {
	{ E_ACUTE, E_ACUTE, NULL },
	{ "\xE2\x82\xAC", "\xE2\x82\xAC", NULL },
	{ "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80", NULL },
	{ "\xE9", E_ACUTE, NULL },
	{ "\xE9\xE9\xE9\xE9", E_ACUTE E_ACUTE E_ACUTE E_ACUTE, NULL },
	{ "\xE2\x82", "\xC3\xA2\xE2\x80\x9A", NULL },
	{ "\xF0\x9F\x98", "\xC3\xB0\xC5\xB8\xCB\x9C", NULL },
	{ "\xE9", E_ACUTE, "windows-1252" },
	{ "\x80\x80\x80", "\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC",
	    "windows-1252" },
	{ "\x82\xA0", "\xE3\x81\x82", "shift_jis" },
};

static void
check_border(const struct border_case *b, size_t before)
{
	char *bytes =
	    arena_print(arena, "%*s%send", (int)before, "", b->letter);
	char *wanted =
	    arena_print(arena, "%*s%send", (int)before, "", b->wanted);
	const char *error;
	const char *got;
	size_t length;

	got = body_text(arena, decode_utf8(body_of_string(bytes), b->charset),
	    16384, &length, &error);
	assert_null(error);
	assert_string_equal(got, wanted);
}

static void
test_border(void **state)
{
	static const size_t sizes[] = { 512, 1024, 4096, 8192, 16384, 24576,
		32768, 65536 };

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		for (size_t before = sizes[i] - 5; before < sizes[i] + 2;
		     before++)
			check_border(*state, before);
		arena_reset(arena);
	}
}

/* Texts in which every letter grows. */
struct long_case {
	const char *name;
	const char *piece;
	size_t size;
	size_t times;
	const char *charset;
	const char *wanted;
};

static const struct long_case longs[] = {
	{ "100,000 letters of Latin-1", "\xE9", 1, 100000, NULL, E_ACUTE },
	{ "100,000 euro signs of Windows-1252", "\x80", 1, 100000, NULL,
	    "\xE2\x82\xAC" },
	{ "100,000 of them by name", "\x80", 1, 100000, "windows-1252",
	    "\xE2\x82\xAC" },
	{ "50,000 letters of UTF-16", "\xAC\x20", 2, 50000, "utf-16le",
	    "\xE2\x82\xAC" },
	{ "50,000 faces of UTF-16", "\x3D\xD8\x00\xDE", 4, 50000, "utf-16le",
	    "\xF0\x9F\x98\x80" },
	{ "100,000 letters of what no page is in", "\x82", 1, 100000, "TSCII",
	    "\xE2\x80\x9A" },
	{ "100,000 bytes that are no letters", "\xFF", 1, 100000, "shift_jis",
	    "\xEF\xBF\xBD" },
	{ "50,000 letters that are two", "\x88\x62", 2, 50000, "big5-hkscs",
	    "\xC3\x8A\xCC\x84" },
	{ "100,000 letters without accent", "a", 1, 100000, "windows-1258",
	    "a" },
	{ "100,000 NULs and letters", "\0z", 2, 100000, NULL, "z" },
	{ "100,000 NULs", "\0", 1, 100000, NULL, "" },
	{ "30,000 faces", "\xF0\x9F\x98\x80", 4, 30000, NULL,
	    "\xF0\x9F\x98\x80" },
};

static void
test_long(void **state)
{
	const struct long_case *c = *state;
	struct text bytes = { 0 };
	struct text wanted = { 0 };

	for (size_t i = 0; i < c->times; i++) {
		text_add(&bytes, c->piece, c->size);
		text_add_string(&wanted, c->wanted);
	}
	(void)text_string(&wanted);
	check_text(
	    bytes.bytes, bytes.length, c->charset, wanted.bytes, wanted.length);
	text_free(&bytes);
	text_free(&wanted);
	arena_reset(arena);
}

/* Whatever the bytes and their name, UTF-8 comes out, and without NUL. */
struct any_case {
	const char *charset;
};

static const struct any_case anything[] = { { NULL }, { "utf-8" },
	{ "us-ascii" }, { "ascii" }, { "iso-8859-1" }, { "windows-1252" },
	{ "utf-16le" }, { "utf-16be" }, { "utf-16" }, { "utf-32" }, { "utf-7" },
	{ "shift_jis" }, { "euc-jp" }, { "iso-2022-jp" }, { "gb18030" },
	{ "big5" }, { "koi8-r" }, { "windows-1258" }, { "euc-kr" }, { "TSCII" },
	{ "no-such-set" }, { "" }, { "//TRANSLIT" } };

static void
test_anything(void **state)
{
	const struct any_case *c = *state;
	unsigned seed = 7;

	for (int round = 0; round < 50; round++) {
		unsigned char bytes[997];
		const char *error;
		const char *got;
		size_t length;

		for (size_t i = 0; i < sizeof(bytes); i++) {
			seed = seed * 1103515245 + 12345;
			bytes[i] = (unsigned char)(seed >> 16);
			if (round % 3 == 1)
				bytes[i] &= 0xBF;
			if (round % 3 == 2 && i % 4 != 0)
				bytes[i] &= 0x7F;
		}
		got = body_text(arena,
		    decode_utf8(
			body_of_memory(bytes, sizeof(bytes)), c->charset),
		    1 + (size_t)round * 13, &length, &error);
		assert_null(error);
		assert_true(is_utf8(got, length));
	}
	arena_reset(arena);
}

static void
test_failing(void **state)
{
	const char *error;
	size_t length;
	struct body *b = decode_utf8(
	    body_limit(body_of_memory("caf\xE9 \xE2\x82", 7), 8), NULL);

	(void)state;
	body_text(arena, b, 3, &length, &error);
	assert_string_equal(or_none(error), "cut off");
}

struct disarm_case {
	const char *text;
	const char *out;
};

static const struct disarm_case disarmed[] = {
	{ "", "" },
	{ "T\xC3\xBCrkiye \xE2\x80\x93 5 \xE2\x82\xAC",
	    "T\xC3\xBCrkiye \xE2\x80\x93 5 \xE2\x82\xAC" },
	{ "\x1B[2Jgone\r\n", " [2Jgone  " },
	{ "\x7F\t\x01", "   " },
	{ "\xC2\x9B"
	  "31m",
	    " 31m" }, /* C1: CSI */
	{ "a\xE2\x80\xAE"
	  "b\xE2\x80\xAC",
	    "a b " }, /* right to left */
	{ "\xE2\x81\xA6x\xE2\x81\xA9\xD8\x9C", " x  " },
	{ "line\xE2\x80\xA8"
	  "forged",
	    "line forged" },
	{ "\xFF\xC3", "\xEF\xBF\xBD\xEF\xBF\xBD" },
};

static void
test_disarm(void **state)
{
	const struct disarm_case *c = *state;
	char out[256];

	utf8_disarm(c->text, out);
	assert_string_equal(out, c->out);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_sequence, sequences);
	SUITE_TABLE(&s, test_markup, markups);
	SUITE_TABLE(&s, test_text, texts);
	SUITE_TABLE(&s, test_border, borders);
	SUITE_TABLE(&s, test_long, longs);
	SUITE_TABLE(&s, test_anything, anything);
	SUITE_TABLE(&s, test_disarm, disarmed);
	suite_add(&s, "a failure below", test_failing);
	status = suite_run(&s, "utf8");
	arena_free(arena);
	return status;
}
