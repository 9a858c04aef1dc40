#include "transform/notice/report.h"

#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/notice/case_value.h"
#include "transform/notice/section.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

/* As far before a number its fleet may stand, and behind it the other. */
#define FLEET_MAX 160

static COMPILED struct pattern change =
    PATTERN("^[ \\t]*(?:\\(U\\) ?)?This (?:transmittal|report"
	    "|notification|certification|proposed)\\b");

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
	static COMPILED struct pattern numbers =
	    PATTERN("\\b" TRANSMITTAL_NUMBER "\\b");
	const char *number = arena_copy(r->arena, text, strcspn(text, ";\n, "));
	struct match m;

	n->amends = transmittal_read(r->arena, number);
	reading_place(r, "amends", number);
	if (n->amends == NULL)
		reading_fault(
		    r, "amends", line, text, "not a transmittal number");
	else if (pattern_find(&numbers, text + strlen(number), &m))
		reading_fault(r, "amends", line, match_text(r->arena, &m, 1),
		    "a second transmittal that it enhances");
}

/* "from 2009 to 2015" is no quantity; "from 2,000 to 2,500" is. */
static bool
report_is_year(const char *text, const struct quantity *q)
{
	return strspn(text, "0123456789") == 4 && text[4] != ',' &&
	    q->count >= 1900 && q->count <= 2100;
}

/* "from six (6) bridges to eight (8)", of which it gives the length, or 0. */
static size_t
report_change_of_count(const char *text)
{
	static COMPILED struct pattern to =
	    PATTERN("\\A(?: (?!to\\b)[a-z][\\w/-]*){0,6} to ");
	static COMPILED struct pattern measure =
	    PATTERN("\\A[ -]?(?:%|(?:percent|years?|months?|weeks?|days?|hours?"
		    "|minutes?|miles?|km|feet|meters?|inch(?:es)?)\\b)");
	struct quantity q;
	struct match m;
	size_t length = quantity_read(text, &q);
	size_t more;

	if (length == 0 || report_is_year(text, &q) ||
	    !pattern_find_in(
		&to, text + length, strnlen(text + length, FLEET_MAX), &m))
		return 0;
	length += m.length[0];
	more = quantity_read(text + length, &q);
	length += more;
	return more == 0 ||
		pattern_find_in(
		    &measure, text + length, strnlen(text + length, 20), &m)
	    ? 0
	    : length;
}

/* "the quantity of bridges from six (6) to eight (8)": neither is added. */
static void
report_tell_changed_counts(struct reading *r, const char *text, size_t line)
{
	static COMPILED struct pattern fleet =
	    PATTERN("\\bfleet\\b[^.;]*\\z"); /* is there already */
	const char *begin = text;

	for (; (text = strstr(text, " from ")) != NULL; text += 6) {
		size_t length = report_change_of_count(text + 6);
		size_t lead = (size_t)(text - begin);
		struct match m;

		lead = lead > FLEET_MAX ? FLEET_MAX : lead;
		if (length > 0 &&
		    !pattern_find_in(&fleet, text - lead, lead, &m))
			reading_fault(r, "quantity", line,
			    arena_copy(r->arena, text + 1, length + 5),
			    "a quantity that is changed");
	}
}

/* What is reckoned of a case follows from what is told of the change. */
static void
report_note_sums(struct reading *r, const char *told)
{
	static const char *const fields[] = { "total_usd", "mde_usd",
		"other_usd", "added_usd", "mde_added_usd", "other_added_usd" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		reading_basis(r, fields[i], told, strlen(told));
}

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
	report_tell_changed_counts(r, text, line);
	case_value_read(r,
	    arena_copy(r->arena, description->text,
		(size_t)(text - description->text)),
	    arena_join(r->arena, text, strlen(text), "\n",
		sections[SECTION_SIGNIFICANCE].text),
	    line, n);
	report_note_sums(r, text);
	if (!n->total.given)
		reading_fault(r, "total_usd", line, text,
		    "the report does not say what the case now amounts to");
}
