/*
 * Regular expressions, by PCRE2, for phrases in running text, written so that
 * a phrase looks like itself: a blank stands for any white space, a blank and
 * a question mark for any or none. Matching ignores case; `.` matches line
 * ends too; ^ and $ match at each line. A pattern is a static object that is
 * compiled when first used.
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

/* Group 0 is all that matched; a group that took no part has NULL. */
struct match {
	const char *start[GROUPS_MAX];
	size_t length[GROUPS_MAX];
};

/*
 * Finds the pattern in the text, from its start. A text so hostile that the
 * effort exceeds a limit does not match.
 */
bool pattern_find(struct pattern *, const char *text, struct match *);

/* The same in so many bytes. */
bool pattern_find_in(
    struct pattern *, const char *text, size_t length, struct match *);

/* Whether it is found at all. */
bool pattern_is_in(struct pattern *, const char *text);

struct arena;

/* A terminated copy of a group, without blanks around; NULL if it is empty. */
const char *match_text(struct arena *, const struct match *, unsigned group);

#endif
