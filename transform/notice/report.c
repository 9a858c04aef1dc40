#include "transform/notice/report.h"

#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

#define AMOUNT PROSE_AMOUNT
/* Within one sentence, but over the points of amounts and of "U.S." */
#define SAME "(?:[^.]|\\.(?=\\d)|(?<=\\bU)\\.|(?<=\\bS)\\.){0,260}?"
#define WHOLE                                                           \
	"\\b(?<!non-MDE )(?<!MDE )(?<!MDE case )(?:total )?"            \
	"(?:estimated )?(?:total )?(?:estimated )?(?:overall )?(?:case" \
	"|program|sale) (?:value|cost)"
#define OR_TOTAL                                              \
	"(?:" WHOLE "|\\btotal (?:estimated )?(?:value|cost)" \
	"|\\bestimated total (?:value|cost))"

static COMPILED struct pattern change =
    PATTERN("^[ \\t]*(?:\\(U\\) ?)?This (?:transmittal|report"
	    "|notification|certification|proposed)\\b");

/* The case as a whole, as it now stands: the surer wordings first. */
static COMPILED struct pattern totals[] = {
	PATTERN(
	    OR_TOTAL SAME "(?:revised|new) (?:total )?(?:(?:of|case value of"
			  "|value of) )?" AMOUNT),
	PATTERN(OR_TOTAL
	    "(?: (?:will|would|has|is|was))? (?:be )?(?:increas\\w+"
	    "|rise\\w*|decreas\\w+|grow\\w*)(?: by " AMOUNT ")? to " AMOUNT),
	PATTERN(OR_TOTAL " of " AMOUNT " (?:will |would )?remain"),
	PATTERN(OR_TOTAL SAME "\\bremain\\w* (?:unchanged )?(?:at )?" AMOUNT),
	PATTERN("\\b(?:revised"
		"|new) (?:estimated )?(?:total )?(?:estimated )?(?:(?:case"
		"|program|sale) )?(?:value|cost) (?:of|is|to) " AMOUNT),
	PATTERN("\\b(?:resulting in|for) an? (?:revised "
		"|new )?(?:estimated )?total (?:estimated )?(?:(?:case"
		"|program) )?(?:value|cost)? ?of " AMOUNT),
	PATTERN(OR_TOTAL " (?:is|will be) " AMOUNT),
};

/* Major defense equipment within it. */
static COMPILED struct pattern mdes[] = {
	PATTERN("\\b(?:MDE|Major Defense Equipment(?: \\(MDE\\))?) (?:will "
		"|would |value |now |still )*(?:constitut\\w+|compris\\w+"
		"|represent\\w*|account\\w* for) " AMOUNT),
	PATTERN("(?<!non-)\\bMDE (?:case )?value" SAME
		"(?:revised|new) (?:total )?(?:of )?" AMOUNT),
	PATTERN("(?<!non-)\\bMDE (?:case )?value(?: (?:will"
		"|would))? (?:increas\\w+|remain\\w*)(?: by " AMOUNT
		")? (?:to|unchanged at|at) " AMOUNT),
};

static COMPILED struct pattern others[] = {
	PATTERN("\\bnon-MDE (?:case )?value" SAME
		"(?:to|of|at) (?:a (?:revised|new) )?" AMOUNT),
};

/* The last amount the first pattern finds that finds any. */
static bool
report_find_amount(struct reading *r, struct pattern *patterns, size_t count,
    const char *text, struct money *out)
{
	for (size_t i = 0; i < count; i++) {
		const char *rest = text;
		struct match m;
		bool found = false;

		while (pattern_find(&patterns[i], rest, &m)) {
			unsigned group = m.start[2] != NULL ? 2 : 1;

			rest = m.start[0] + m.length[0];
			if (money_read(match_text(r->arena, &m, group), out))
				found = true;
		}
		if (found)
			return true;
	}
	return false;
}

/* From the paragraph that speaks of this transmittal to the end. */
static const char *
report_find_change(const char *description)
{
	const char *last = NULL;
	struct match m;

	if (pattern_find(&change, description, &m))
		return m.start[0];
	last = strrchr(description, '\n');
	return last == NULL ? description : last + 1;
}

static void
report_read_amends(
    struct reading *r, const char *text, size_t line, struct notice *n)
{
	const char *number = arena_copy(r->arena, text, strcspn(text, ";\n, "));

	n->amends = transmittal_read(r->arena, number);
	if (n->amends == NULL)
		reading_fault(
		    r, "amends", line, text, "not a transmittal number");
}

#define FIND(list, text, out) \
	report_find_amount(r, list, sizeof(list) / sizeof((list)[0]), text, out)

void
report_read(struct reading *r, struct unit *u,
    const struct section sections[SECTION_COUNT], struct notice *n)
{
	const struct section *description = &sections[SECTION_DESCRIPTION];
	size_t line = unit_line(u, description->at);
	const char *text;

	report_read_amends(r, sections[SECTION_AMENDS].text,
	    unit_line(u, sections[SECTION_AMENDS].at), n);
	if (*description->text == '\0')
		return;
	text = report_find_change(description->text);
	prose_sale(r, text, line, TRUTH_UNKNOWN, &n->items);
	FIND(mdes, text, &n->mde);
	FIND(others, text, &n->other);
	if (!FIND(totals, text, &n->total) &&
	    !prose_total(r, text, line, &n->total))
		reading_fault(r, "total_usd", line, text,
		    "the report does not say what the case now amounts to");
}
