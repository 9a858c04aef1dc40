#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"
#include "transform/prose/stated.h"

#define AMOUNT PROSE_AMOUNT
#define MEASURE "(?:cost|value|price)\\b"
#define ABOUT                                                             \
	"(?:up to |approximately |about |around |roughly |not to exceed " \
	"|an estimated |as (?:high|much) as |~ ?)?"

/*
 * What may stand between "cost" and "is": no other amount, and nothing that
 * makes it the cost of a part.
 */
#define OF_THE_WHOLE                                                         \
	"(?:(?!\\b(?:MDE|non-MDE|Major Defense|new(?! and)|additional|added" \
	"|each|increase|was|were)\\b)[^;$])*?"

/* "The estimated total cost, if all options are exercised, is $2 billion" */
static COMPILED struct pattern stated[] = {
	PATTERN("\\b(?:total estimated|estimated total|estimated|total"
		"|combined) (?:(?:overall|program|case|sale|acquisition|package"
		"|estimated|combined|potential|possible|proposed|contract"
		"|notification|FMS) )*" MEASURE OF_THE_WHOLE
		"(?:\\b(?:is|(?:will|would|could|may|might) (?:be|reach)"
		"|is estimated (?:to be|at)"
		"|(?:will|would)? ?(?:therefore |now |thus )?(?:remains?"
		"|(?:increases?|rises?) to)(?: at)?) |: ?)" ABOUT AMOUNT),
	PATTERN(
	    "\\b(?:sale|program|case|package|cost|value|price)\\b" OF_THE_WHOLE
	    "\\b(?:is|are) (?:estimated|valued) (?:to be |to cost |at )" ABOUT
		AMOUNT),
};

#define MDE "(?:MDE|Major Defense Equipment(?: \\(MDE\\))?)"

/* "The total estimated value of MDE is $105 million"; group 1: of the rest. */
static COMPILED struct pattern of_part = PATTERN(
    "\\b(non-? ?)?" MDE "(?: (?:case|portion|part|component|share))?"
    "(?: (?:cost|value|price)s?)?(?: (?:of|for|in) (?:the|this) (?:proposed "
    "|potential |possible )*(?:case|sale|package|program))?"
    " (?:is|are|will be|would be|constitutes?|comprises?|totals?|amounts to) "
    "(?:(?:estimated|valued) (?:to be |at ))?" ABOUT AMOUNT);

/* "($120 million in MDE)", "of which $700 million is MDE" */
static COMPILED struct pattern mde_within =
    PATTERN("(?|" AMOUNT " (?:in|of|is|are|for) (?:the )?" MDE "\\b"
	    "|\\((?:estimated )?" MDE
	    "(?: value| cost| portion)?(?:,? of)?:? ?" AMOUNT ")");

/* "approving a possible sale ... for an estimated cost of $675 million" */
static COMPILED struct pattern told[] = {
	PATTERN("\\b(?:for|at|with|having) an? (?:estimated |total |overall "
		"|program |combined )*(?:cost|value) of " ABOUT AMOUNT),
	PATTERN("\\b(?:estimated|expected) to cost " ABOUT AMOUNT),
};

/* "The original case was notified for an estimated cost of $12 million." */
static COMPILED struct pattern earlier = PATTERN(
    "\\b(?:original|originally|previous|previously|prior"
    "|earlier) (?:\\w+ ){0,4}(?:\\(\\w+\\) )?(?:case|cases|sale|sales"
    "|notification|notified|approved)\\b"
    "|\\b(?:initial|existing|current|implemented|base|original|earlier|previous"
    "|prior) (?:\\w+ ){0,3}(?:\\([\\w /-]{1,60}\\) )*(?:case|LOA|agreement"
    "|contract|letters? of offer(?: and acceptance)?|purchase)\\b"
    "(?: ?\\([\\w /-]{1,60}\\))?(?: [A-Z]{2}-[A-Z]-[A-Z]{3})?"
    "(?:, [^;]{1,120}?,)? (?:included|includes|was for|provided|provides"
    "|covered|covers|consisted of)\\b");

/* What is requested now may be "added to a previously implemented case", or is
 * "not enumerated in the original notification". */
static COMPILED struct pattern requested =
    PATTERN("\\b(?:has|have|is|are) (?:also )?(?:requested|requesting)\\b|"
	    "\\b(?:combined|estimated|new) total\\b"
	    "|\\bnot (?:\\w+ )?(?:enumerated|included|listed|identified"
	    "|notified|reported|described|part)\\b"
	    "|\\breplac(?:e|es|ing|ement)\\b");

bool
prose_is_of_earlier_case(const char *sentence)
{
	return pattern_is_in(&earlier, sentence) &&
	    !pattern_is_in(&requested, sentence);
}

/* The amounts of parts in a sentence, one behind the other. */
struct total_parts {
	const char *amount; /* NULL: there are no more */
	const char *rest;   /* behind it */
};

/*
 * "The MDE portion of the sale is valued at $5 million" states no total. The
 * amounts that are asked for come in their order.
 */
static bool
total_is_of_part(struct total_parts *parts, const char *amount)
{
	struct match m;

	while (parts->amount != NULL && parts->amount < amount) {
		bool found = pattern_find(&of_part, parts->rest, &m);

		parts->amount = found ? m.start[2] : NULL;
		parts->rest = found ? m.start[0] + m.length[0] : NULL;
	}
	return parts->amount == amount;
}

/* "$35 million per year" */
static COMPILED struct pattern repeated =
    PATTERN("\\A ?(?:per |an? |each |every )(?:year|month|annum|unit)\\b"
	    "|\\A (?:annually|apiece|each)\\b");

/* What a sentence gives at a place, if it is one amount; else that is a fault.
 */
static bool
total_read_amount(struct reading *r, const char *field, size_t line,
    const char *sentence, const struct match *m, unsigned group,
    struct stated_amount *out)
{
	const char *behind = m->start[group] + m->length[group];
	const char *problem = stated_begins_range(behind)
	    ? "a range, not an amount"
	    : money_goes_on(behind) ? "an amount that goes on behind a blank"
				    : NULL;

	if (problem == NULL &&
	    stated_read(r->arena, match_text(r->arena, m, group), out))
		return true;
	reading_fault(r, field, line, sentence,
	    problem != NULL ? problem : "an amount that no sale comes to");
	return false;
}

/* The amounts that a sentence gives by one of the patterns. */
static void
total_take_amounts(struct reading *r, size_t line, const char *sentence,
    struct pattern *patterns, size_t count, struct stated_amount *t)
{
	for (size_t i = 0; i < count; i++) {
		const char *at = sentence;
		const char *end = sentence + strlen(sentence);
		struct total_parts parts = { sentence, sentence };
		struct match m;

		while (
		    pattern_find_in(&patterns[i], at, (size_t)(end - at), &m)) {
			struct stated_amount more;

			at = m.start[0] + m.length[0];
			if (!total_is_of_part(&parts, m.start[1]) &&
			    !pattern_is_in(&repeated, at) &&
			    total_read_amount(
				r, "total_usd", line, sentence, &m, 1, &more))
				stated_add(t, &more);
		}
	}
}

/*
 * The sentence that states the total comes before the one that announces the
 * sale, which tells it in passing.
 */
static bool
total_choose(struct reading *r, size_t line, const struct stated_amount *total,
    struct stated_amount lead, struct money *out)
{
	const char *problem = NULL;
	bool stated_once = total->amount.given && !total->differs;

	if (total->differs)
		return false; /* noted where it was read */
	if (lead.amount.given && stated_once) {
		stated_add(&lead, total);
		problem = lead.differs
		    ? "the announced cost is another than the stated total"
		    : NULL;
	} else if (lead.differs) {
		problem = "another total than a sentence before";
	}
	if (problem != NULL)
		reading_fault(r, "total_usd", line, NULL, problem);
	if (stated_once && problem != NULL)
		*out = total->amount;
	else if (!lead.differs)
		*out = lead.amount.given ? lead.amount : total->amount;
	return out->given;
}

bool
prose_total(struct reading *r, const char *text, size_t line, struct money *out)
{
	struct stated_amount total = { 0 };
	struct stated_amount lead = { 0 };
	const char *sentence;

	*out = (struct money){ 0 };
	while ((sentence = sentence_next(r->arena, &text)) != NULL) {
		bool differed = total.differs;

		if (prose_is_of_earlier_case(sentence))
			continue;
		total_take_amounts(r, line, sentence, stated,
		    sizeof(stated) / sizeof(stated[0]), &total);
		total_take_amounts(r, line, sentence, told,
		    sizeof(told) / sizeof(told[0]), &lead);
		if (total.differs && !differed)
			reading_fault(r, "total_usd", line, sentence,
			    "another total than a sentence before");
	}
	return total_choose(r, line, &total, lead, out);
}

/* In such a sentence an amount "in MDE" may be of earlier, or what is added. */
static COMPILED struct pattern changed = PATTERN(
    "\\b(?:was|were|had|increas\\w+|add(?:s|ed)|additional|revised)\\b");

static void
mde_take_sentence(struct reading *r, size_t line, const char *sentence,
    struct stated_amount *mde)
{
	struct stated_amount more;
	const char *at = sentence;
	const char *end = sentence + strlen(sentence);
	struct match m;
	bool found = false;

	while (pattern_find_in(&of_part, at, (size_t)(end - at), &m)) {
		at = m.start[0] + m.length[0];
		if (m.start[1] != NULL)
			continue;
		found = true;
		if (total_read_amount(
			r, "mde_usd", line, sentence, &m, 2, &more))
			stated_add(mde, &more);
	}
	if (found || pattern_is_in(&changed, sentence) ||
	    !pattern_find(&mde_within, sentence, &m))
		return;
	if (stated_ends_range(sentence, m.start[1]))
		reading_fault(
		    r, "mde_usd", line, sentence, "a range, not an amount");
	else if (total_read_amount(r, "mde_usd", line, sentence, &m, 1, &more))
		stated_add(mde, &more);
}

bool
prose_mde(struct reading *r, const char *text, size_t line, struct money *out)
{
	struct stated_amount mde = { 0 };
	const char *sentence;

	*out = (struct money){ 0 };
	while (!mde.differs &&
	    (sentence = sentence_next(r->arena, &text)) != NULL) {
		if (!prose_is_of_earlier_case(sentence))
			mde_take_sentence(r, line, sentence, &mde);
		if (mde.differs)
			reading_fault(r, "mde_usd", line, sentence,
			    "another amount of MDE than a sentence before");
	}
	if (!mde.differs)
		*out = mde.amount;
	return out->given;
}
