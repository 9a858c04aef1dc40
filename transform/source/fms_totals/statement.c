#include "transform/source/fms_totals/statement.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

/* Three groups: whether it is about so much, the number, its scale. */
#define AMOUNT                                                                \
	"(?:(about|approximately|approx[.]|around|roughly|nearly|some|~) ?)?" \
	"(?:US ?\\$|USD|\\$)? ?(\\d[\\d,]*(?:[.]\\d+)?)"                      \
	"(?: ?(billion|bn|b|million|mn|m)\\b)?"
#define AMOUNT_GROUPS 3

static COMPILED struct pattern average =
    PATTERN("\\A(\\d+|two|three|four|five|ten)[- ]years?(?: rolling| moving)?"
	    " average(?: of| was| is| at|:)? " AMOUNT "\\z");

static COMPILED struct pattern sum =
    PATTERN("\\A(?:(?:its |the |these )?(?:components|parts) )?"
	    "(?:sum|add|adds|amount)(?: up)? to " AMOUNT "\\z");

static COMPILED struct pattern other =
    PATTERN("\\A(.+?) (?:says?|said|gives?|gave|reports?|reported|cites?|cited"
	    "|prints?|printed|has|have|had) " AMOUNT "(?: for (.+))?\\z");

static COMPILED struct pattern later =
    PATTERN("\\A(?:later|now|since)(?: restated| revised| corrected)?"
	    "(?: as| to| at)? " AMOUNT "\\z");

static COMPILED struct pattern part =
    PATTERN("\\A([a-z].*?)(?: ?[:=])? " AMOUNT "\\z");

/* In the name of a part they show that it is a sentence. */
static COMPILED struct pattern sentence =
    PATTERN("\\b(?:was|were|is|are|be|of|at|to|by|from|than|since|until|later"
	    "|average|year|sum|totals?|totaled|says?|gives?|reports?)\\b");

static COMPILED struct pattern press =
    PATTERN("\\b(?:press|reports?|media|news\\w*|papers?|outlets?|magazines?"
	    "|agency|agencies|journalists?)\\b");

/*
 * A number that may be an amount: not a year, "FY2023", "Title 10",
 * "section 36(b)", "3-year", "20%", "2nd".
 */
static COMPILED struct pattern amount = PATTERN(
    "(?<![\\w.,/-])(?<!title\\s)(?<!section\\s)(?<!sections\\s)"
    "(?<!sec[.]\\s)(?<!chapter\\s)(?<!part\\s)(?<!no[.]\\s)(?<!law\\s)(?<!fy\\s)"
    "(?<!year\\s)(?<!years\\s)"
    "(?!(?<!\\$)(?:19|20|21)\\d\\d(?![\\d,]*[.]?\\d)"
    "(?! ?(?:billion|million|bn|mn|b\\b|m\\b)))"
    "\\d[\\d,]*+(?:[.]\\d+)?+"
    "(?! ?%)(?! percent)(?!-[a-z])(?!(?:st|nd|rd|th)\\b)(?!\\()");

struct statement_notes {
	struct arena *arena;
	struct statement **end;
	struct statement *last;
	struct unread_clause **unread_end;
};

static const char *
statement_unit(const struct match *m, unsigned scale)
{
	if (m->start[scale] == NULL)
		return NULL;
	return m->start[scale][0] == 'm' || m->start[scale][0] == 'M'
	    ? "USD million"
	    : "USD billion";
}

/* The amount stands in the three groups from the one given. */
static bool
statement_add(struct statement_notes *n, struct statement say,
    const struct match *m, unsigned group)
{
	struct statement *s;

	if (!decimal_read(match_text(n->arena, m, group + 1), &say.amount))
		return false;
	say.estimate = m->start[group] != NULL;
	say.unit = statement_unit(m, group + 2);
	s = arena_alloc(n->arena, sizeof(*s));
	*s = say;
	*n->end = s;
	n->end = &s->next;
	n->last = s;
	return true;
}

static int
statement_years(const char *text)
{
	int64_t number = 0;

	if (number_words_read(text, &number) == 0)
		number = strtol(text, NULL, 10);
	return (int)number;
}

static bool
statement_read_average(struct statement_notes *n, const char *clause)
{
	struct match m;

	return pattern_find(&average, clause, &m) &&
	    statement_add(n,
		(struct statement){
		    .kind = STATEMENT_AVERAGE,
		    .years = statement_years(match_text(n->arena, &m, 1)),
		},
		&m, 2);
}

static bool
statement_read_sum(struct statement_notes *n, const char *clause)
{
	struct match m;

	return pattern_find(&sum, clause, &m) &&
	    statement_add(
		n, (struct statement){ .kind = STATEMENT_SUM }, &m, 1);
}

static bool
statement_read_other(struct statement_notes *n, const char *clause)
{
	struct statement say = { .kind = STATEMENT_OTHER };
	struct match m;

	if (!pattern_find(&other, clause, &m))
		return false;
	say.name = match_text(n->arena, &m, 1);
	say.about = match_text(n->arena, &m, 2 + AMOUNT_GROUPS);
	say.press = pattern_is_in(&press, say.name);
	return statement_add(n, say, &m, 2);
}

/* Only an average is restated so: of a part it would count twice. */
static bool
statement_read_later(struct statement_notes *n, const char *clause)
{
	struct statement say;
	struct match m;

	if (n->last == NULL || n->last->kind != STATEMENT_AVERAGE ||
	    !pattern_find(&later, clause, &m))
		return false;
	say = *n->last;
	say.next = NULL;
	say.later = true;
	return statement_add(n, say, &m, 1);
}

static bool
statement_read_part(struct statement_notes *n, const char *text)
{
	struct statement say = { .kind = STATEMENT_PART };
	struct match m;

	if (!pattern_find(&part, text, &m))
		return false;
	say.name = match_text(n->arena, &m, 1);
	return !pattern_is_in(&sentence, say.name) &&
	    statement_add(n, say, &m, 2);
}

/* Where the text goes on behind a mark that stands in no bracket. */
static const char *
statement_find_outside_brackets(const char *s, char mark)
{
	int depth = 0;

	for (; *s != '\0'; s++) {
		if (*s == mark && depth == 0)
			return s;
		depth += *s == '(';
		depth -= *s == ')' && depth > 0;
	}
	return NULL;
}

static char *
statement_trim(struct arena *a, const char *s, size_t length)
{
	while (length > 0 && strchr(" \t\r\n", *s) != NULL) {
		s++;
		length--;
	}
	while (length > 0 && strchr(" \t\r\n.", s[length - 1]) != NULL)
		length--;
	return arena_copy(a, s, length);
}

/* All of "partner 47.71 + FMF 3.52", or nothing of it. */
static bool
statement_read_all_parts(struct statement_notes *n, const char *clause)
{
	struct statement **end = n->end;
	struct statement *last = n->last;

	for (;;) {
		const char *plus = statement_find_outside_brackets(clause, '+');
		size_t length =
		    plus == NULL ? strlen(clause) : (size_t)(plus - clause);

		if (!statement_read_part(
			n, statement_trim(n->arena, clause, length))) {
			*end = NULL;
			n->end = end;
			n->last = last;
			return false;
		}
		if (plus == NULL)
			return true;
		clause = plus + 1;
	}
}

/* Takes a bracket with an amount off the clause's end; NULL if none. */
static char *
statement_take_bracket(struct arena *a, char *clause)
{
	size_t length = strlen(clause);
	char *open = strrchr(clause, '(');
	char *inner;

	if (open == NULL || length == 0 || clause[length - 1] != ')')
		return NULL;
	inner = statement_trim(
	    a, open + 1, (size_t)(clause + length - 1 - open - 1));
	if (!pattern_is_in(&amount, inner))
		return NULL;
	while (open > clause && open[-1] == ' ')
		open--;
	*open = '\0';
	return inner;
}

static void
statement_read_clause(struct statement_notes *n, const char *clause)
{
	struct unread_clause *unread;

	if (*clause == '\0' || statement_read_average(n, clause) ||
	    statement_read_sum(n, clause) || statement_read_other(n, clause) ||
	    statement_read_later(n, clause) ||
	    statement_read_all_parts(n, clause) ||
	    !pattern_is_in(&amount, clause))
		return;
	unread = arena_alloc(n->arena, sizeof(*unread));
	unread->clause = clause;
	*n->unread_end = unread;
	n->unread_end = &unread->next;
}

struct statement *
statements_read(
    struct arena *a, const char *note, struct unread_clause **unread)
{
	struct statement *first = NULL;
	struct statement_notes n = {
		.arena = a, .end = &first, .unread_end = unread
	};

	*unread = NULL;
	while (note != NULL) {
		const char *end = statement_find_outside_brackets(note, ';');
		size_t length =
		    end == NULL ? strlen(note) : (size_t)(end - note);
		char *clause = statement_trim(a, note, length);
		const char *bracket = statement_take_bracket(a, clause);

		statement_read_clause(&n, clause);
		if (bracket != NULL)
			statement_read_clause(&n, bracket);
		note = end == NULL ? NULL : end + 1;
	}
	return first;
}
