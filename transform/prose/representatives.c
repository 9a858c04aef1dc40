#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

/* More are no representatives. */
#define REPRESENTATIVES_MAX 100000

/* As far as what stands before a number matters, and what stands behind it. */
#define BEFORE_MAX 80
#define BEHIND_MAX 400

static COMPILED struct pattern implements = PATTERN("\\bimplement\\w*\\b");
static COMPILED struct pattern names_anybody =
    PATTERN("\\b(?:representatives?|personnel|contractors?)\\b");

/* Other words for it. */
static COMPILED struct pattern needs =
    PATTERN("\\b(?:require|assign|travel|deploy|visit|station)\\w*");
static COMPILED struct pattern names_representatives =
    PATTERN("\\brepresentatives?\\b");
static COMPILED struct pattern names_others =
    PATTERN("\\b(?:representatives?|personnel)\\b");
static COMPILED struct pattern are_needed =
    PATTERN("\\b(?:require|assign|needed|travel|visit|station"
	    "|(?:will|would) be (?:in|located|present|posted|deployed)\\b)");

/* What ends a part of a sentence that denies or tells by itself. */
static COMPILED struct pattern clause_end =
    PATTERN(" ?;|,? \\b(?:but|however|except|although)\\b");

/* Nobody of the kinds that the clause names. */
static COMPILED struct pattern denies =
    PATTERN("\\b(?:(?:will|would|does|should) not (?:be"
	    "|require|necessitate|involve|result)|is not (?:expected"
	    "|anticipated))\\b");

#define BETWEEN                                                         \
	"\\A ?(?:(?:additional|temporary|permanent|long-term|full-time" \
	"|in-country|on-site|more|case-funded|deployed|other) )*"
#define US "(?:U\\.? ?S\\.?|United States)"
#define GOVERNMENT                                                         \
	"(?:\\bUSG\\b|" US "[.,]? ?(?:Government|Govt|Air Force|Army|Navy" \
	"|Marine Corps|military|DoD|Department of Defense)\\b"             \
	"|\\bgovernment(?= (?:and|or|representatives|personnel|members)\\b))"
#define PEOPLE "(?:representatives?|personnel|employees)\\b"
#define COMPANY                   \
	"(?:" US "(?:-based)? )?" \
	"(?:contractors?\\b|(?:company|vendor|industry) (?=" PEOPLE "))"

static COMPILED struct pattern government = PATTERN(BETWEEN GOVERNMENT
    "(?! contractor)(?: ?\\(USG\\))?( (?:and|or|and/or) (?:" US
    "(?:-based)? )?contractor)?");

static COMPILED struct pattern company =
    PATTERN(BETWEEN COMPANY "( (?:and|or|and/or) " GOVERNMENT ")?");

static COMPILED struct pattern names_government =
    PATTERN(GOVERNMENT "(?! contractor)");
static COMPILED struct pattern names_company = PATTERN("\\b" COMPANY);
static COMPILED struct pattern names_contractor_people = PATTERN(
    "\\b" COMPANY "(?: (?:field|support|service|technical)){0,2} " PEOPLE);
static COMPILED struct pattern names_people =
    PATTERN("\\b(?:contractors?\\b|" PEOPLE ")");

/* "two U.S. Government and no contractor representatives" */
#define NO "\\b(?:no (?:additional )?|not [^,;]{0,40}\\bany (?:additional )?)"
static COMPILED struct pattern no_contractor =
    PATTERN(NO "(?:" GOVERNMENT " (?:and|or|nor|and/or) )?" COMPANY);
static COMPILED struct pattern no_government =
    PATTERN(NO "(?:" COMPANY " ?(?:and|or|nor|and/or) )?" GOVERNMENT);
static COMPILED struct pattern no_people = PATTERN(NO PEOPLE);

#define DASH " ?(?:-|\xE2\x80[\x93\x94]) ?"

/* The 8 of "five to eight" is not a number of people by itself. */
static COMPILED struct pattern range_before =
    PATTERN("(?:\\bbetween [^,;]{1,40} and |(?<!up)\\sto |\\d" DASH ")\\z");

/* "20-30", which is no number at all */
static COMPILED struct pattern range_of_people =
    PATTERN("\\b\\d[\\d,]{0,12}" DASH
	    "\\d[\\d,]{0,12} (?:[a-z-]+ ){0,2}?(?:" GOVERNMENT "|" COMPANY ")");

/* "contractor representatives (10)" */
static COMPILED struct pattern counted_government =
    PATTERN(GOVERNMENT "(?: " PEOPLE ")? ?\\((\\d{1,5})\\)");
static COMPILED struct pattern counted_company =
    PATTERN("\\b" COMPANY " ?(?:" PEOPLE ")? ?\\((\\d{1,5})\\)");

#define RANGE "a range, not a number, of representatives"

struct representatives_counts {
	people us_government;
	people contractor;
	bool no_us_government;
	bool no_contractor;
	const char *problem; /* the last, or NULL */
};

static void
representatives_take_count(struct representatives_counts *c, const char *text,
    const char *at, const struct quantity *q, const char *rest)
{
	struct match m;
	size_t size = at - text < BEFORE_MAX ? (size_t)(at - text) : BEFORE_MAX;
	size_t left = strnlen(rest, BEHIND_MAX);
	bool range = pattern_find_in(&range_before, at - size, size, &m);
	people *kind;

	if (pattern_find_in(&government, rest, left, &m))
		kind = &c->us_government;
	else if (pattern_find_in(&company, rest, left, &m))
		kind = &c->contractor;
	else
		return;
	if (m.start[1] != NULL)
		c->problem = "one number for several kinds of representatives";
	else if (range)
		c->problem = RANGE;
	else if (q->precision == PRECISION_NONE)
		c->problem = "words and figures differ";
	else if (*kind >= 0 && *kind != q->count)
		c->problem = "another number of these representatives before";
	else if (q->count > REPRESENTATIVES_MAX)
		c->problem = "too many to be representatives";
	else
		*kind = (people)q->count;
}

static void
representatives_count(const char *clause, struct representatives_counts *c)
{
	const char *at = clause;

	while (*at != '\0') {
		struct quantity q;
		size_t length = 0;

		if (at == clause || at[-1] == '(' ||
		    isspace((unsigned char)at[-1]))
			length = quantity_read(at, &q);
		if (length > 0)
			representatives_take_count(
			    c, clause, at, &q, at + length);
		at += length > 0 ? length : 1;
	}
}

static void
representatives_count_behind(
    const char *clause, struct pattern *counted, people *kind)
{
	struct match m;

	if (*kind < 0 && pattern_find(counted, clause, &m))
		*kind = (people)strtol(m.start[1], NULL, 10);
}

static void
representatives_take_clause(
    const char *clause, struct representatives_counts *c)
{
	bool of_government = pattern_is_in(&names_government, clause);
	bool of_company = pattern_is_in(&names_company, clause);

	if (pattern_is_in(&denies, clause) &&
	    pattern_is_in(&names_people, clause)) {
		c->no_us_government |= of_government || !of_company;
		c->no_contractor |= of_company || !of_government;
		return;
	}
	representatives_count(clause, c);
	if (pattern_is_in(&range_of_people, clause))
		c->problem = RANGE;
	representatives_count_behind(
	    clause, &counted_government, &c->us_government);
	representatives_count_behind(clause, &counted_company, &c->contractor);
	c->no_us_government |= pattern_is_in(&no_government, clause) ||
	    pattern_is_in(&no_people, clause);
	c->no_contractor |= pattern_is_in(&no_contractor, clause) ||
	    pattern_is_in(&no_people, clause);
}

static void
representatives_take_sentence(
    struct arena *arena, const char *sentence, struct representatives_counts *c)
{
	const char *end = sentence + strlen(sentence);
	struct match m;

	while (pattern_find_in(
	    &clause_end, sentence, (size_t)(end - sentence), &m)) {
		representatives_take_clause(
		    arena_copy(
			arena, sentence, (size_t)(m.start[0] - sentence)),
		    c);
		sentence = m.start[0] + m.length[0];
	}
	representatives_take_clause(sentence, c);
}

static people
representatives_us_government(const struct representatives_counts *c)
{
	return c->us_government < 0 && c->no_us_government ? 0
							   : c->us_government;
}

static people
representatives_contractor(const struct representatives_counts *c)
{
	return c->contractor < 0 && c->no_contractor ? 0 : c->contractor;
}

/* The same, and notes which numbers the sentence told. */
static void
representatives_take_noted(
    struct reading *r, const char *sentence, struct representatives_counts *c)
{
	struct representatives_counts before = *c;
	size_t length = strlen(sentence);

	representatives_take_sentence(r->arena, sentence, c);
	if (representatives_us_government(c) !=
	    representatives_us_government(&before))
		reading_basis(r, "us_government_reps", sentence, length);
	if (representatives_contractor(c) !=
	    representatives_contractor(&before))
		reading_basis(r, "contractor_reps", sentence, length);
}

/* Whether one is found, and the other behind it: in linear time. */
static bool
representatives_in_turn(
    const char *sentence, struct pattern *one, struct pattern *other)
{
	struct match m;

	return pattern_find(one, sentence, &m) &&
	    pattern_is_in(other, m.start[0] + m.length[0]);
}

/* A list of what is sold has semicolons. */
static bool
representatives_is_other_subject(const char *sentence)
{
	return pattern_is_in(&names_others, sentence) &&
	    strchr(sentence, ';') == NULL &&
	    (representatives_in_turn(
		 sentence, &needs, &names_representatives) ||
		representatives_in_turn(sentence, &names_others, &are_needed));
}

static bool
representatives_is_subject(const char *sentence)
{
	return representatives_in_turn(sentence, &implements, &names_anybody) ||
	    representatives_is_other_subject(sentence);
}

/* Both kinds are named, and one of them has no number. */
static void
representatives_tell_lack(struct reading *r, size_t line, const char *sentence,
    const struct representatives_counts *c)
{
	bool has_government = representatives_us_government(c) >= 0;
	bool has_company = representatives_contractor(c) >= 0;

	if (has_government && !has_company)
		reading_fault(r, "contractor_reps", line, sentence,
		    "those of the Government are counted, and these are not");
	if (has_company && !has_government)
		reading_fault(r, "us_government_reps", line, sentence,
		    "those of contractors are counted, and these are not");
}

void
prose_representatives(struct reading *r, const char *text, size_t line,
    people *us_government, people *contractor)
{
	struct representatives_counts c = { -1, -1, false, false, NULL };
	const char *names_both = NULL;
	const char *sentence;

	while (c.problem == NULL &&
	    (sentence = sentence_next(r->arena, &text)) != NULL) {
		if (!representatives_is_subject(sentence))
			continue;
		representatives_take_noted(r, sentence, &c);
		if (c.problem != NULL)
			reading_fault(
			    r, "us_government_reps", line, sentence, c.problem);
		if (pattern_is_in(&names_government, sentence) &&
		    pattern_is_in(&names_contractor_people, sentence))
			names_both = sentence;
	}
	if (c.problem == NULL && names_both != NULL)
		representatives_tell_lack(r, line, names_both, &c);
	*us_government = representatives_us_government(&c);
	*contractor = representatives_contractor(&c);
}
