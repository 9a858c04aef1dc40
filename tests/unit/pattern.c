#include "tests/support/support.h"

#include "transform/pattern.h"

static struct arena *arena;

struct pattern_case {
	const char *text;
	struct pattern pattern;
	const char *found; /* NULL: not */
	const char *first; /* group 1; NULL: took no part, or is empty */
};

static struct pattern_case table[] = {
	/* A blank is any white space. */
	{ "The Estimated COST is", PATTERN("estimated cost"), "Estimated COST",
	    NULL },
	{ "estimated\n cost", PATTERN("estimated cost"), "estimated\n cost",
	    NULL },
	{ "a \t b", PATTERN("a b"), "a \t b", NULL },
	{ "ab", PATTERN("a b"), NULL, NULL },
	{ "a-b", PATTERN("a b"), NULL, NULL },
	{ "to 5", PATTERN("to (\\d)"), "to 5", "5" },
	{ "a or b", PATTERN("a (and|or) b"), "a or b", "or" },
	{ "aorb", PATTERN("a (and|or) b"), NULL, NULL },
	/* A blank and a question mark are any or none. */
	{ "U.S.Government", PATTERN("U\\.S\\. ?Government"), "U.S.Government",
	    NULL },
	{ "U.S. \n Government", PATTERN("U\\.S\\. ?Government"),
	    "U.S. \n Government", NULL },
	{ "U.S. Government", PATTERN("U\\.S\\. ?Government"), "U.S. Government",
	    NULL },
	{ "U.S.-Government", PATTERN("U\\.S\\. ?Government"), NULL, NULL },
	{ "xabcx", PATTERN("a ?b ?c"), "abc", NULL },
	/* A hyphen is any dash, but in a class or a look-behind. */
	{ "non\xE2\x80\x91mde", PATTERN("non-?mde"), "non\xE2\x80\x91mde",
	    NULL },
	{ "non\xE2\x80\x95mde", PATTERN("non-mde"), "non\xE2\x80\x95mde",
	    NULL },
	{ "nonmde", PATTERN("non-?mde"), "nonmde", NULL },
	{ "non\xE2\x80\x96mde", PATTERN("non-mde"), NULL, NULL },
	{ "a\xE2\x80\x91"
	  "b",
	    PATTERN("a[-]b"), NULL, NULL },
	{ "a\xE2\x80\x91"
	  "b",
	    PATTERN("(?<=-)b"), NULL, NULL },
	{ "xA-b", PATTERN("(?-i)[A-Z]-(?-i:b)"), "A-b", NULL },
	{ "a\nb\nc\nd", PATTERN("b.*d"), "b\nc\nd", NULL },
	{ "a\nb\nc\nd", PATTERN("^c$"), "c", NULL },
	{ "one\ntwo", PATTERN("^two"), "two", NULL },
	{ "one\ntwo", PATTERN("one$"), "one", NULL },
	{ "cost $ 52 million", PATTERN("(\\d+) (?:million)?"), "52 million",
	    "52" },
	{ "y", PATTERN("(x)?y"), "y", NULL },
	{ "y", PATTERN("(x*)y"), "y", NULL },
	{ "  y", PATTERN("(\\s*)y"), "  y", NULL },
	{ "= \t value \n", PATTERN("=(.*)"), "= \t value \n", "value" },
	{ "concatenate", PATTERN("\\bcat\\b"), NULL, NULL },
	{ "", PATTERN("x"), NULL, NULL },
	{ "", PATTERN("^$"), "", NULL },
	{ "T\xC3\xBCrkiye", PATTERN("\xC3\xBC"), "\xC3\xBC", NULL },
	{ "aaaa", PATTERN("aa"), "aa", NULL },
	{ "#5 and more", PATTERN("#5 and"), "#5 and", NULL },
};

static void
test_pattern(void **state)
{
	struct pattern_case *c = *state;
	struct match m;
	bool found;

	assert_true(pattern_compile(&c->pattern));
	found = pattern_find(&c->pattern, c->text, &m);
	assert_int_equal(found, c->found != NULL);
	assert_int_equal(pattern_is_in(&c->pattern, c->text), found);
	if (found) {
		assert_string_equal(
		    arena_copy(arena, m.start[0], m.length[0]), c->found);
		assert_string_equal(
		    or_none(match_text(arena, &m, 1)), or_none(c->first));
	}
}

struct last_case {
	const char *text;
	size_t most;
	bool is_found;
};

/* Of "of which ?\\z", seven characters without the blanks. */
static const struct last_case last[] = {
	{ "ten, of which", 7, true },
	{ "of which", 7, true },
	{ "of which", 6, false },
	{ "ten, of \n\t  which  ", 7, true },
	{ "ten, of \n\t  which  ", 6, false },
	{ "roof which", 7, false }, /* what is before is looked at */
	{ "of which ten", 70, false },
	{ "", 7, false },
};

static void
test_last(void **state)
{
	const struct last_case *c = *state;
	static COMPILED struct pattern pattern = PATTERN("\\bof which ?\\z");
	struct match m;

	assert_int_equal(
	    pattern_find_last(&pattern, c->text, strlen(c->text), c->most, &m),
	    c->is_found);
	if (c->is_found)
		assert_string_equal(strstr(c->text, "of"), m.start[0]);
}

static void
test_all_compile(void **state)
{
	(void)state;
	assert_true(patterns_compile());
	assert_true(patterns_compile());
}

static void
test_wrong(void **state)
{
	struct pattern wrong = PATTERN("a(b");

	(void)state;
	assert_false(pattern_compile(&wrong));
	assert_null(wrong.compiled);
}

static void
test_groups(void **state)
{
	static COMPILED struct pattern p =
	    PATTERN("(a)(b)(c)?(d)(e)(f)(g)(h)(i)(j)(k)");
	static const char text[] = "--abdefghijk--";
	struct match m;

	(void)state;
	assert_true(pattern_find(&p, text, &m));
	assert_ptr_equal(m.start[0], text + 2);
	assert_int_equal(m.length[0], 10);
	assert_ptr_equal(m.start[1], text + 2);
	assert_null(m.start[3]);
	assert_null(match_text(arena, &m, 3));
	assert_string_equal(match_text(arena, &m, 11), "k");
}

static void
test_some_bytes(void **state)
{
	static COMPILED struct pattern p = PATTERN("needle");
	static COMPILED struct pattern end = PATTERN("hay$");
	struct match m;

	(void)state;
	assert_true(pattern_find_in(&p, "a needle", 8, &m));
	assert_false(pattern_find_in(&p, "a needle", 7, &m));
	assert_false(pattern_find_in(&p, "", 0, &m));
	assert_true(pattern_find_in(&end, "hay stack", 3, &m));
	assert_int_equal(m.length[0], 3);
}

/* One pattern, many texts; many patterns, one text. */
static void
test_in_turn(void **state)
{
	static COMPILED struct pattern a = PATTERN("(a+)");
	static COMPILED struct pattern b = PATTERN("(b+)");
	struct match first;
	struct match second;

	(void)state;
	for (int i = 0; i < 100; i++) {
		assert_true(pattern_find(&a, "xaab", &first));
		assert_true(pattern_find(&b, "xaab", &second));
		assert_string_equal(match_text(arena, &first, 1), "aa");
		assert_string_equal(match_text(arena, &second, 1), "b");
		assert_false(pattern_find(&a, "xbb", &first));
	}
}

static void
test_hostile(void **state)
{
	static COMPILED struct pattern p = PATTERN("^(?:(a+)+b|c(x*x*x*x*)y)");
	size_t size = 50000;
	char *text = arena_alloc(arena, size + 1);
	struct match m;

	(void)state;
	memset(text, 'a', size);
	(void)patterns_undecided();
	assert_false(pattern_find(&p, "nothing", &m));
	assert_int_equal(patterns_undecided(), 0);
	assert_false(pattern_find(&p, text, &m));
	assert_int_equal(patterns_undecided(), 1);
	assert_int_equal(patterns_undecided(), 0);
	memset(text, 'x', size);
	text[0] = 'c';
	assert_false(pattern_find(&p, text, &m));
	/* It still works afterwards. */
	assert_true(pattern_find(&p, "aab", &m));
}

/* A match may be as long as a unit is now and then. */
static void
test_long(void **state)
{
	static COMPILED struct pattern p = PATTERN("from (.*?) to");
	const char *text = arena_print(arena, "from %0100000d to", 7);
	struct match m;

	(void)state;
	assert_true(pattern_find(&p, text, &m));
	assert_int_equal(m.length[1], 100000);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_pattern, table);
	SUITE_TABLE(&s, test_last, last);
	suite_add(
	    &s, "every pattern of the program compiles", test_all_compile);
	suite_add(&s, "a wrong pattern does not compile", test_wrong);
	suite_add(&s, "groups", test_groups);
	suite_add(&s, "so many bytes", test_some_bytes);
	suite_add(&s, "patterns in turn, on the same text", test_in_turn);
	suite_add(&s,
	    "a search that is given up is told from one without a find",
	    test_hostile);
	suite_add(&s, "a long match", test_long);
	status = suite_run(&s, "pattern");
	arena_free(arena);
	return status;
}
