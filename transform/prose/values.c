#include <string.h>

#include "arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

#define AMOUNT                                                         \
	"((?:US)?\\$ ?\\.?\\d[\\d,.]*(?: ?(?:thousand|million|billion" \
	"|trillion))?)"

/* "of MDE" and "of the new items" speak of a part. */
static struct pattern totals[] = {
	PATTERN("(?:total estimated|estimated total|estimated"
		"|total) (?:(?:overall|program|case|sale"
		"|acquisition) )*(?:cost|value|price)(?: (?:of|for) (?:the"
		"|this) (?:proposed |possible |potential )?(?:case|sale"
		"|program))? (?:is|will be|would be|could be) (?:up to "
		"|approximately |about |not to exceed )?" AMOUNT),
	PATTERN(
	    "(?:for|at) an? (?:total )?estimated (?:total "
	    "|program )*(?:cost|value) of (?:up to |approximately )?" AMOUNT),
	PATTERN("estimated to cost (?:approximately )?" AMOUNT),
};

/* "The original case was notified for an estimated cost of $12 million." */
static struct pattern earlier =
    PATTERN("\\b(?:original|originally|previous|previously|prior"
	    "|earlier) (?:\\w+ ){0,4}(?:case|cases|sale|sales|notification"
	    "|notified|approved)\\b");

bool
prose_is_of_earlier_case(const char *sentence)
{
	return pattern_is_in(&earlier, sentence);
}

/* Gives whether no amount in the sentence differs from the one before. */
static bool
take_amounts(struct reading *r, const char *sentence, struct money *out)
{
	for (size_t i = 0; i < sizeof(totals) / sizeof(totals[0]); i++) {
		const char *at = sentence;
		struct match m;

		while (pattern_find(&totals[i], at, &m)) {
			struct money amount;

			at = m.start[0] + m.length[0];
			if (!money_read(match_text(r->arena, &m, 1), &amount))
				continue;
			if (out->given && amount.cents != out->cents)
				return false;
			*out = amount;
		}
	}
	return true;
}

bool
prose_total(struct reading *r, const char *text, size_t line, struct money *out)
{
	const char *sentence;

	*out = (struct money){ 0 };
	while ((sentence = sentence_next(r->arena, &text)) != NULL) {
		if (prose_is_of_earlier_case(sentence) ||
		    take_amounts(r, sentence, out))
			continue;
		reading_fault(r, "total_usd", line, sentence,
		    "another total than a sentence before");
		*out = (struct money){ 0 };
		return false;
	}
	return out->given;
}
