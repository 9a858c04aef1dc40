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

/* Gives whether an amount was found; two that differ leave it ungiven. */
static bool
find_amount(struct reading *r, struct pattern *p, const char *text,
    struct money *out, bool *differ)
{
	bool found = false;
	struct match m;

	while (pattern_find(p, text, &m)) {
		struct money amount;

		text = m.start[0] + m.length[0];
		if (!money_read(match_text(r->arena, &m, 1), &amount))
			continue;
		if (found && amount.cents != out->cents)
			*differ = true;
		*out = amount;
		found = true;
	}
	return found;
}

bool
prose_total(struct reading *r, const char *text, size_t line, struct money *out)
{
	for (size_t i = 0; i < sizeof(totals) / sizeof(totals[0]); i++) {
		struct money amount = { 0 };
		bool differ = false;

		if (!find_amount(r, &totals[i], text, &amount, &differ))
			continue;
		if (differ) {
			reading_fault(r, "total_usd", line,
			    sentence_with(r->arena, text, &totals[i]),
			    "several totals that differ");
			return false;
		}
		*out = amount;
		return true;
	}
	return false;
}
