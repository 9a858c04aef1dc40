#include <ctype.h>
#include <string.h>

#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

/* More are no representatives. */
#define REPRESENTATIVES_MAX 100000

static COMPILED struct pattern subject =
    PATTERN("\\bimplement\\w*\\b.*\\b(?:representatives?|personnel"
	    "|contractors?)\\b");

/* Other words for it; a list of what is sold has semicolons. */
static COMPILED struct pattern other_subject =
    PATTERN("\\A(?:[^;]*\\b(?:require|assign|travel|deploy)[^;]*"
	    "\\brepresentatives?\\b[^;]*|[^;]*\\b(?:representatives?"
	    "|personnel)\\b[^;]*\\b(?:require|assign|needed|travel)[^;]*)\\z");

static COMPILED struct pattern none =
    PATTERN("\\b(?:(?:will|would|does|should) not (?:be"
	    "|require|necessitate|involve|result)|no additional\\b"
	    "|is not (?:expected|anticipated))\\b");

static COMPILED struct pattern but =
    PATTERN("\\b(?:but|however|except|although)\\b");

#define BETWEEN                                                         \
	"\\A ?(?:(?:additional|temporary|permanent|long-term|full-time" \
	"|in-country|on-site|more|case-funded|deployed|other) )*"
#define US "(?:U\\.? ?S\\.?|United States)"

static COMPILED struct pattern government = PATTERN(BETWEEN US
    " (?:Government|Govt|Air Force|Army|Navy|Marine Corps"
    "|military|DoD|Department of Defense)\\b(?! contractor)"
    "(?: ?\\(USG\\))?( (?:and|or|and/or) (?:" US "(?:-based)? )?contractor)?");

static COMPILED struct pattern company =
    PATTERN(BETWEEN "(?:" US "(?:-based)? )?contractors?\\b( (?:and|or"
		    "|and/or) " US " Government)?");

/* The 8 of "five to eight" is not a number of people by itself. */
static bool
representatives_end_range(const char *text, const char *at)
{
	while (at > text && isspace((unsigned char)at[-1]))
		at--;
	return at - text >= 3 && strncasecmp(at - 2, "to", 2) == 0 &&
	    isspace((unsigned char)at[-3]);
}

static bool
representatives_end_up_to(const char *text, const char *at)
{
	while (at > text && isspace((unsigned char)at[-1]))
		at--;
	return at - text >= 5 && strncasecmp(at - 5, "up to", 5) == 0;
}

/* "two U.S. Government and no contractor representatives" */
static COMPILED struct pattern no_contractor =
    PATTERN("\\b(?:no (?:additional )?|not [^,;]{0,40}\\bany (?:additional )?)"
	    "(?:U\\.?S\\.? )?contractor\\b");
static COMPILED struct pattern no_government =
    PATTERN("\\b(?:no (?:additional )?|not [^,;]{0,40}\\bany (?:additional )?)"
	    "U\\.?S\\.? Government\\b");

struct representatives_counts {
	people us_government;
	people contractor;
	const char *problem; /* the last, or NULL */
};

static void
representatives_take_count(struct representatives_counts *c, const char *text,
    const char *at, const struct quantity *q, const char *rest)
{
	bool range = representatives_end_range(text, at) &&
	    !representatives_end_up_to(text, at);
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
representatives_count(const char *sentence, struct representatives_counts *c)
{
	const char *at = sentence;

	while (*at != '\0') {
		struct quantity q;
		size_t length = 0;

		if (at == sentence || isspace((unsigned char)at[-1]))
			length = quantity_read(at, &q);
		if (length > 0)
			representatives_take_count(
			    c, sentence, at, &q, at + length);
		at += length > 0 ? length : 1;
	}
}

static void
representatives_take_sentence(
    const char *sentence, struct representatives_counts *c)
{
	representatives_count(sentence, c);
	if (c->contractor < 0 && pattern_is_in(&no_contractor, sentence))
		c->contractor = 0;
	if (c->us_government < 0 && pattern_is_in(&no_government, sentence))
		c->us_government = 0;
}

void
prose_representatives(struct reading *r, const char *text, size_t line,
    people *us_government, people *contractor)
{
	struct representatives_counts c = { -1, -1, NULL };
	const char *sentence;
	bool nobody = false;

	while ((sentence = sentence_next(r->arena, &text)) != NULL) {
		if (!pattern_is_in(&subject, sentence) &&
		    !pattern_is_in(&other_subject, sentence))
			continue;
		if (pattern_is_in(&none, sentence) &&
		    !pattern_is_in(&but, sentence)) {
			nobody = true;
			continue;
		}
		representatives_take_sentence(sentence, &c);
		if (c.problem != NULL)
			break;
	}
	if (nobody && c.problem == NULL && c.us_government < 0 &&
	    c.contractor < 0)
		c.us_government = c.contractor = 0;
	if (c.problem != NULL)
		reading_fault(
		    r, "us_government_reps", line, sentence, c.problem);
	*us_government = c.us_government;
	*contractor = c.contractor;
}
