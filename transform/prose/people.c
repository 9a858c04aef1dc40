#include <ctype.h>
#include <string.h>

#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

/* More are no representatives. */
#define REPRESENTATIVES_MAX 100000

static struct pattern subject =
    PATTERN("\\bimplement\\w*\\b.*\\b(?:representatives?|personnel"
	    "|contractors?)\\b|(?:require|assignment"
	    "|travel).*\\brepresentatives?\\b");

static struct pattern none =
    PATTERN("\\b(?:(?:will|would|does|should) not (?:require|necessitate"
	    "|involve|result)|no additional\\b|is not (?:expected"
	    "|anticipated))\\b");

static struct pattern but = PATTERN("\\b(?:but|however|except|although)\\b");

#define BETWEEN                                                         \
	"\\A ?(?:(?:additional|temporary|permanent|long-term|full-time" \
	"|in-country|on-site|more) )*"

static struct pattern government =
    PATTERN(BETWEEN "(?:U\\.? ?S\\.?|United States) (?:Government|Govt)( (?:and"
		    "|or|and/or) (?:U\\.? ?S\\.? )?contractor)?");

static struct pattern company =
    PATTERN(BETWEEN "(?:(?:U\\.? ?S\\.?) )?contractors?\\b( (?:and|or"
		    "|and/or) U\\.? ?S\\.? Government)?");

/* The 8 of "five to eight" is not a number of people by itself. */
static bool
ends_range(const char *text, const char *at)
{
	while (at > text && isspace((unsigned char)at[-1]))
		at--;
	return at - text >= 3 && strncasecmp(at - 2, "to", 2) == 0 &&
	    isspace((unsigned char)at[-3]);
}

static bool
ends_up_to(const char *text, const char *at)
{
	while (at > text && isspace((unsigned char)at[-1]))
		at--;
	return at - text >= 5 && strncasecmp(at - 5, "up to", 5) == 0;
}

/* "two U.S. Government and no contractor representatives" */
static struct pattern no_contractor =
    PATTERN("\\bno (?:additional )?(?:U\\.?S\\.? )?contractor\\b");
static struct pattern no_government =
    PATTERN("\\bno (?:additional )?U\\.?S\\.? Government\\b");

struct counts {
	people us_government;
	people contractor;
	const char *problem; /* the last, or NULL */
};

static void
take_count(struct counts *c, const char *text, const char *at,
    const struct quantity *q, const char *rest)
{
	bool range = ends_range(text, at) && !ends_up_to(text, at);
	people *kind;
	struct match m;

	if (pattern_find(&government, rest, &m))
		kind = &c->us_government;
	else if (pattern_find(&company, rest, &m))
		kind = &c->contractor;
	else
		return;
	if (m.start[1] != NULL)
		c->problem = "one number for several kinds of representatives";
	else if (range)
		c->problem = "a range, not a number, of representatives";
	else if (q->precision == PRECISION_NONE)
		c->problem = "words and figures differ";
	else if (q->count <= REPRESENTATIVES_MAX && *kind < 0)
		*kind = (people)q->count;
}

static void
count_people(const char *sentence, struct counts *c)
{
	const char *at = sentence;

	while (*at != '\0') {
		struct quantity q;
		size_t length = 0;

		if (at == sentence || isspace((unsigned char)at[-1]))
			length = quantity_read(at, &q);
		if (length > 0)
			take_count(c, sentence, at, &q, at + length);
		at += length > 0 ? length : 1;
	}
}

void
prose_representatives(struct reading *r, const char *text, size_t line,
    people *us_government, people *contractor)
{
	const char *sentence = sentence_with(r->arena, text, &subject);
	struct counts c = { -1, -1, NULL };

	*us_government = *contractor = -1;
	if (sentence == NULL)
		return;
	if (pattern_is_in(&none, sentence) && !pattern_is_in(&but, sentence)) {
		*us_government = *contractor = 0;
		return;
	}
	count_people(sentence, &c);
	if (c.contractor < 0 && pattern_is_in(&no_contractor, sentence))
		c.contractor = 0;
	if (c.us_government < 0 && pattern_is_in(&no_government, sentence))
		c.us_government = 0;
	if (c.problem != NULL)
		reading_fault(
		    r, "us_government_reps", line, sentence, c.problem);
	*us_government = c.us_government;
	*contractor = c.contractor;
}
