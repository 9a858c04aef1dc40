/*
 * Regular expressions, by PCRE2, for phrases in running text, written so that
 * a phrase looks like itself: a blank stands for any white space, a blank and
 * a question mark for any or none, a hyphen for any dash. Matching ignores
 *case; `.` matches line ends too; ^ and $ match at each line.
 *
 * Patterns are static objects. Each is compiled when a text is first searched
 * for it, so that a run pays for those alone that it needs; the tests compile
 * all by patterns_compile(), so that one that is wrong is found there:
 *
 *	static COMPILED struct pattern the = PATTERN("\\A ?the ");
 */
#ifndef TRANSFORM_PATTERN_H
#define TRANSFORM_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#define GROUPS_MAX 12

struct pattern {
	const char *expression;
	void *compiled;
};

#define PATTERN(expression)      \
	{                        \
		expression, NULL \
	}

/* Puts a pattern, or an array of them, where patterns_compile() finds it. */
#define COMPILED        \
	__attribute__(( \
	    section("patterns"), aligned(__alignof__(struct pattern))))

/* Compiles all. False if a pattern of the program is wrong; each is logged. */
bool patterns_compile(void);

/* One that is not COMPILED, as tests make them. False if wrong, logged. */
bool pattern_compile(struct pattern *);

/* Group 0 is all that matched; a group that took no part has NULL. */
struct match {
	const char *start[GROUPS_MAX];
	size_t length[GROUPS_MAX];
};

/*
 * Finds the pattern in the text, from its start. False, too, if a text is so
 * hostile that the search takes more effort than there is; that is the same
 * effort on every machine, and patterns_undecided() tells of it.
 */
bool pattern_find(struct pattern *, const char *text, struct match *);

/* The same in so many bytes. */
bool pattern_find_in(
    struct pattern *, const char *text, size_t length, struct match *);

/*
 * The same of a pattern that ends where the text does, by \z, and matches at
 * most so many bytes beside white space: it is not looked for where no match
 * can begin.
 */
bool pattern_find_last(struct pattern *, const char *text, size_t length,
    size_t most, struct match *);

/* Whether it is found at all. */
bool pattern_is_in(struct pattern *, const char *text);

/* How many searches were given up since the last call. */
size_t patterns_undecided(void);

struct arena;

/* A terminated copy of a group, without blanks around; NULL if it is empty. */
const char *match_text(struct arena *, const struct match *, unsigned group);

#endif
