/* What pages are called, and how they show numbers and hostile text. */
#include "tests/support/support.h"

#include "base/text.h"
#include "publish/report/location.h"
#include "publish/report/shown.h"

static const struct {
	const char *kind;
	const char *key;
	const char *file;
} locations[] = {
	{ "index", "", "index.html" },
	{ "year", "2024", "year/2024.html" },
	{ "notice", "36(b)(1) 26-27", "notice/36.b.1_26-27.html" },
	{ "notice", "36(b)(5)(C) 22-0Y", "notice/36.b.5.C_22-0Y.html" },
	{ "notice", "36(c)+(d) DDTC 1", "notice/36.c~2b.d_DDTC_1.html" },
	{ "family", "AH-64 Apache", "family/AH-64_Apache.html" },
	/* What looks like another's file has one of its own. */
	{ "notice", "36.b.1_26-27", "notice/36~2eb~2e1~5f26-27.html" },
	{ "notice", "a(b)c", "notice/a~28b~29c.html" },
	{ "notice", "a(bc)", "notice/a.bc.html" },
	{ "notice", "a()", "notice/a~28~29.html" },
	{ "notice", "(a)", "notice/~28a~29.html" },
	{ "notice", "~28", "notice/~7e28.html" },
	{ "notice", "-rf", "notice/~2drf.html" },
	{ "notice", "../x", "notice/~2e~2e~2fx.html" },
	{ "notice", ".hidden", "notice/~2ehidden.html" },
	{ "notice", "a?b#c%20", "notice/a~3fb~23c~2520.html" },
	{ "notice", "\xc3\xbc", "notice/~c3~bc.html" },
};

static void
test_locations(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(locations) / sizeof(*locations); i++) {
		struct text file = { 0 };

		location_add(&file, locations[i].kind, locations[i].key);
		assert_string_equal(text_string(&file), locations[i].file);
		text_free(&file);
	}
}

/* Of long keys the name is a digest, also where they differ at their ends. */
static void
test_long_keys(void **state)
{
	char key[400];
	struct text one = { 0 };
	struct text other = { 0 };

	(void)state;
	memset(key, 'k', sizeof(key) - 1);
	key[sizeof(key) - 1] = '\0';
	location_add(&one, "notice", key);
	key[sizeof(key) - 2] = 'l';
	location_add(&other, "notice", key);
	assert_string_not_equal(text_string(&one), text_string(&other));
	assert_true(one.length < 100);
	text_free(&one);
	text_free(&other);
}

static void
test_addresses(void **state)
{
	(void)state;
	assert_true(location_is_public("https://example.org/a?b#c"));
	assert_true(location_is_public("HTTP://example.org"));
	assert_false(location_is_public("javascript:alert(1)"));
	assert_false(location_is_public(" https://example.org"));
	assert_false(location_is_public("https://example.org/\njavascript:"));
	assert_false(location_is_public("data:text/html,x"));
	assert_false(location_is_public("//example.org"));
	assert_false(location_is_public("file:///etc/passwd"));
	assert_false(location_is_public(""));
}

static const struct {
	const char *heading;
	const char *number;
	const char *shown;
} numbers[] = {
	{ "Year", "2024", "2024" },
	{ "Notices", "0", "0" },
	{ "Notices", "999", "999" },
	{ "Notices", "1000", "1,000" },
	{ "Notices", "-1234567", "\u22121,234,567" },
	{ "TIV", "12345.5000", "12,345.5" },
	{ "TIV", "0.10", "0.1" },
	{ "TIV", "100.00", "100" },
	{ "Total, USD", "999999.99", "999,999.99" },
	{ "Total, USD", "1000000.00", "1 million" },
	{ "Total, USD", "1234567890.12", "1.23 billion" },
	{ "Total, USD", "-250000000", "\u2212250 million" },
	{ "US dollars", "72010000000", "72.01 billion" },
	{ "Total, USD", "999999999999999999.99", "1,000,000 trillion" },
	{ "Total, USD", "NaN", "NaN" },
};

static void
test_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		struct text shown = { 0 };

		shown_number(&shown, numbers[i].number,
		    shown_of_heading(numbers[i].heading));
		assert_string_equal(text_string(&shown), numbers[i].shown);
		text_free(&shown);
	}
}

static const struct {
	const char *text;
	size_t most;
	const char *shown;
} texts[] = {
	{ "", 5, "" }, { "short", 5, "short" }, { "longer", 5, "longe\u2026" },
	{ "\u00fc\u00fc\u00fc", 2, "\u00fc\u00fc\u2026" },
	{ "a\nb\tc", 9, "a b c" },
	{ "a\xe2\x80\xae"
	  "b\xe2\x80\xac"
	  "c",
	    9, "a b c" }, /* U+202E, U+202C */
	{ "a\x01"
	  "b",
	    9, "a b" },
	{ "a\xef\xbf\xbf"
	  "b\xef\xbf\xbe",
	    9,
	    "a\xef\xbf\xbd"
	    "b\xef\xbf\xbd" },
	{ "<b>&", 9, "<b>&" }, /* the writer's matter */
};

static void
test_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct text shown = { 0 };

		shown_text(&shown, texts[i].text, texts[i].most);
		assert_string_equal(text_string(&shown), texts[i].shown);
		text_free(&shown);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_locations),
		cmocka_unit_test(test_long_keys),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
