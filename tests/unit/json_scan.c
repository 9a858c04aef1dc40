#include "tests/support/support.h"

#include "archive/coding.h"
#include "archive/json_scan.h"

static struct arena *arena;

struct scan_case {
	const char *text;
	const char *tokens; /* see show_token() */
	const char *why;    /* it is broken behind them; NULL: it is not */
};

#define ENDS "ends within its JSON"

static const struct scan_case scans[] = {
	/* Half a pair, a pair, two first halves, and a control character. */
	{ "\"\\ud83d\"", "\"\xEF\xBF\xBD\" ", NULL },
	{ "\"\\ud83d\\ude00x\"", "\"\xF0\x9F\x98\x80x\" ", NULL },
	{ "\"\\ud83d\\ud83d\\ude00\"", "\"\xEF\xBF\xBD\xF0\x9F\x98\x80\" ",
	    NULL },
	{ "\"\\ude00\\ud83da\"",
	    "\"\xEF\xBF\xBD\xEF\xBF\xBD"
	    "a\" ",
	    NULL },
	{ "\"\\ud83d\\n\"", "\"\xEF\xBF\xBD\n\" ", NULL },
	{ "\"\\ud83d\\ue000\"", "\"\xEF\xBF\xBD\xEE\x80\x80\" ", NULL },
	{ "\"\\u00fc\\u20AC\\/\\\"\\\\\"", "\"\xC3\xBC\xE2\x82\xAC/\"\\\" ",
	    NULL },
	{ "\"a\nb\"", "\"a\nb\" ", NULL },
	{ "\"\xFF\"", "\"\xFF\" ", NULL },
	{ "\xEF\xBB\xBF[]", "[ ] ", NULL },
	{ "{\"a\":{\"b\":[1,true,null,-2.5e+3]},\"c\":\"\"}",
	    "{ a: { b: [ 1 true null -2.5e+3 ] } c: \"\" } ", NULL },
	{ " { \"a\" :\t[ ] ,\r\n\"\" : { } } ", "{ a: [ ] : { } } ", NULL },
	{ "7", "7 ", NULL },
	{ "[false,-1]", "[ false -1 ] ", NULL },
	{ "[[],[]]", "[ [ ] [ ] ] ", NULL },

	{ "", "", ENDS },
	{ "[", "[ ", ENDS },
	{ "[1,", "[ 1 ", ENDS },
	{ "{\"a\"", "{ a: ", ENDS },
	{ "{\"a\":", "{ a: ", ENDS },
	{ "[1", "[ ", "ends within a value" },
	{ "[\"ab", "[ \"ab\" ", "ends within a text" },
	{ "[\"ab\\", "[ \"ab\" ", "ends within a text" },
	{ "[\"\\u12", "[ \"\" ", "ends within a text" },
	{ "[\"\\x\"]", "[ \"\" ", "a text has an escape that JSON has not" },
	{ "[\"\\u12g4\"]", "[ \"\" ",
	    "a text has an escape that JSON has not" },
	{ "[1 2]", "[ 1 ", "has no comma where one belongs" },
	{ "[1}", "[ 1 ", "has no comma where one belongs" },
	{ "[1,]", "[ 1 ", "has no value where one belongs" },
	{ "{\"a\":1,}", "{ a: 1 ", "has no name where one belongs" },
	{ "{1:2}", "{ ", "has no name where one belongs" },
	{ "{\"a\" 1}", "{ a: ", "has no colon where one belongs" },
	{ "{\"a\":[1]\"b\":2}", "{ a: [ 1 ] ",
	    "has no comma where one belongs" },
	{ "{\"a\":[1]", "{ a: [ 1 ] ", ENDS },
	{ "{", "{ ", ENDS },
	{ "[nil]", "[ ", "has no value where one belongs" },
	{ "[12x]", "[ ", "has no value where one belongs" },
	{ "[+1]", "[ ", "has no value where one belongs" },
	{ "[1] x", "[ 1 ] ", "has more behind its end" },
	{ "[1]]", "[ 1 ] ", "has more behind its end" },
	{ "<html>", "", "has no value where one belongs" },
	{ "[00000000000000000000000000000000000000000000000000000000000000000]",
	    "[ ", "has a value that is too long" },
};

static void
show_text(struct text *out, struct json_scan *s, size_t step)
{
	char piece[64];
	size_t n;

	while ((n = scan_text(s, piece, step)) > 0)
		text_add(out, piece, n);
}

static void
show_token(struct text *out, struct json_scan *s, enum scan_token token,
    bool is_object, size_t step)
{
	switch (token) {
	case SCAN_OBJECT:
	case SCAN_ARRAY:
		text_add_string(out, token == SCAN_OBJECT ? "{ " : "[ ");
		break;
	case SCAN_CLOSE:
		text_add_string(out, is_object ? "} " : "] ");
		break;
	case SCAN_NAME:
		show_text(out, s, step);
		text_add_string(out, ": ");
		break;
	case SCAN_STRING:
		text_add_string(out, "\"");
		show_text(out, s, step);
		text_add_string(out, "\" ");
		break;
	default:
		show_text(out, s, step);
		text_add_string(out, " ");
		break;
	}
}

static const char *
show_scan(struct json_scan *s, size_t step)
{
	struct text out = { 0 };
	bool objects[SCAN_DEPTH + 1] = { false };
	size_t depth = 0;
	enum scan_token token;
	const char *copy;

	while ((token = scan_next(s)) != SCAN_END && token != SCAN_BROKEN) {
		if (token == SCAN_OBJECT || token == SCAN_ARRAY)
			objects[depth++] = token == SCAN_OBJECT;
		if (token == SCAN_CLOSE)
			depth--;
		show_token(&out, s, token, objects[depth], step);
	}
	copy = arena_string(arena, text_string(&out));
	text_free(&out);
	return copy;
}

static void
test_scan(void **state)
{
	const struct scan_case *c = *state;
	static const size_t steps[] = { 6, 7, 64 };

	for (size_t i = 0; i < COUNT_OF(steps) * 2; i++) {
		struct body *body = body_of_string(c->text);
		struct json_scan *s;

		if (i % 2 == 1)
			body = body_of_drops(body);
		s = scan_open(body);
		assert_string_equal(show_scan(s, steps[i / 2]), c->tokens);
		assert_string_equal(or_none(scan_why(s)), or_none(c->why));
		if (c->why == NULL)
			assert_int_equal(scan_offset(s), strlen(c->text));
		scan_close(s);
		body_close(body);
	}
}

/* What fails below is why, wherever it does. */
static void
test_below(void **state)
{
	static const struct scan_case cases[] = {
		{ "3\r\n[] \r\nx", "[ ] ", "broken chunked coding" },
		{ "3\r\n[1,\r\nx", "[ 1 ", "broken chunked coding" },
		{ "3\r\n[\"a\r\nx", "[ \"a\" ", "broken chunked coding" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct body *body =
		    coding_unchunk(body_of_string(cases[i].text));
		struct json_scan *s = scan_open(body);

		assert_string_equal(show_scan(s, 64), cases[i].tokens);
		assert_string_equal(or_none(scan_why(s)), cases[i].why);
		assert_int_equal(scan_next(s), SCAN_BROKEN);
		scan_close(s);
		body_close(body);
	}
}

/* It is broken within what is passed over. */
static void
test_pass_broken(void **state)
{
	struct body *body = body_of_string("[[1 2]]");
	struct json_scan *s = scan_open(body);

	(void)state;
	assert_int_equal(scan_next(s), SCAN_ARRAY);
	scan_pass(s, scan_next(s));
	assert_string_equal(scan_why(s), "has no comma where one belongs");
	assert_int_equal(scan_next(s), SCAN_BROKEN);
	scan_close(s);
	body_close(body);
}

/* Texts that nobody reads, and what is passed over, cost no token. */
static void
test_pass(void **state)
{
	static const char text[] =
	    "{\"a\":{\"b\":[{}, \"x\\\"]\"]},\"c\":[],\"d\":\"long\"}";
	struct body *body = body_of_string(text);
	struct json_scan *s = scan_open(body);

	(void)state;
	assert_int_equal(scan_next(s), SCAN_OBJECT);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(scan_next(s), SCAN_NAME);
		scan_pass(s, scan_next(s));
	}
	assert_int_equal(scan_next(s), SCAN_CLOSE);
	assert_int_equal(scan_next(s), SCAN_END);
	scan_close(s);
	body_close(body);
}

/* At the limit, and one above. */
static void
test_depth(void **state)
{
	(void)state;
	for (size_t more = 0; more < 2; more++) {
		struct text text = { 0 };
		struct body *body;
		struct json_scan *s;
		size_t count = 0;
		enum scan_token token;

		for (size_t i = 0; i < SCAN_DEPTH + more; i++)
			text_add_string(&text, "[");
		for (size_t i = 0; i < SCAN_DEPTH + more; i++)
			text_add_string(&text, "]");
		body = body_of_memory(text.bytes, text.length);
		s = scan_open(body);
		while (
		    (token = scan_next(s)) == SCAN_ARRAY || token == SCAN_CLOSE)
			count++;
		assert_int_equal(token, more == 0 ? SCAN_END : SCAN_BROKEN);
		assert_int_equal(
		    count, more == 0 ? 2 * SCAN_DEPTH : SCAN_DEPTH);
		if (more > 0)
			assert_string_equal(scan_why(s),
			    "has too many arrays and objects within each other "
			    "(limit HAR depth)");
		scan_close(s);
		body_close(body);
		text_free(&text);
	}
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_scan, scans);
	suite_add(&s, "what fails below", test_below);
	suite_add(&s, "what is passed over", test_pass);
	suite_add(&s, "what is passed over is broken", test_pass_broken);
	suite_add(&s, "nesting", test_depth);
	status = suite_run(&s, "json_scan");
	arena_free(arena);
	return status;
}
