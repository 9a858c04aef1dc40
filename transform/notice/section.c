#include "transform/notice/section.h"

#include <string.h>

#include "base/arena.h"
#include "transform/pattern.h"

/* "(iii) (U)" before a label; the numeral may be missing or wrong. */
#define ITEM "(?:\\( ?[ivxl]+ ?\\) ?)?(?:\\(U\\) ?)?"
#define NUMBERED "\\( ?[ivxl]+ ?\\) ?(?:\\(U\\) ?)?"
/*
 * At a line's start, or behind a sign. It is what stands before that is looked
 * at: a match that began with the blank would be tried at each blank.
 */
#define STARTS "(?:(?<![^\\n])|(?<=[;.\\n]\\s)|(?<=[;.\\n]\\s\\s))"

static COMPILED struct pattern labels[SECTION_COUNT] = {
	[SECTION_PURCHASER] = PATTERN(
	    "(?:" ITEM "Prospective Purchasers?(?:\\(s\\))?|" STARTS NUMBERED
	    "Purchasers?(?:\\(s\\))?) ?:"),
	[SECTION_VALUE] = PATTERN(
	    ITEM "Total Estimated (?:Program |Case )?(?:Value|Cost) ?:"),
	[SECTION_FUNDING] =
	    PATTERN(STARTS "\\*? ?(?:\\(U\\) ?)?Funding Source ?:"),
	[SECTION_DESCRIPTION] = PATTERN(
	    /* To 1999: "Description of Articles or Services Offered". */
	    "(?:" ITEM "Description (?:and Quantity"
	    "|of (?:Defense )?Articles)[^:]{0,140}:|" STARTS NUMBERED
	    "Description ?:)"),
	[SECTION_DEPARTMENT] =
	    PATTERN("(?:" STARTS ITEM
		    "(?:Military Department|Implementing Agency)|" NUMBERED
		    "(?:Military Department|Implementing Agency)) ?:"),
	[SECTION_PRIOR_CASES] =
	    PATTERN(ITEM "Prior Related Cases?[^:\\n]{0,20}:"),
	[SECTION_COMMISSION] = PATTERN(ITEM "Sales Commission\\b[^:]{0,80}:"),
	[SECTION_SENSITIVITY] = PATTERN(
	    "(?:" ITEM
	    "Sensitivity of Technology Contained[^:]{0,120}:|" STARTS NUMBERED
	    "Sensitivity of Technology ?:)"),
	[SECTION_DELIVERED] =
	    PATTERN(ITEM "Date Report[^:\\n]{0,40}Congress ?:"),
	[SECTION_AMENDS] = PATTERN(ITEM
	    "(?:Sec(?:s?\\.|tions?) ?)?36 ?\\(b\\) ?\\([1l]\\),? ?(?:of the )?"
	    "(?:AECA|Arms Export Control Act),? (?:Certification )?"
	    "Transmittal ?(?:No(?:s|\\(s\\))?\\.?|Numbers?)? ?:"),
	[SECTION_AMENDS_DATE] = PATTERN(STARTS "Date ?:"),
	[SECTION_SIGNIFICANCE] = PATTERN(STARTS ITEM "Significance ?:"),
	[SECTION_JUSTIFICATION] = PATTERN(STARTS ITEM "Justification ?:"),
};

static COMPILED struct pattern policy =
    PATTERN("^[ \\t]*(?:\\(U\\) ?)?POLICY JUSTIFICATION\\b[ \\t]*");

/* An item whose label we do not know still ends the table of values. */
static COMPILED struct pattern any_item = PATTERN("^ ?\\( ?[ivxl]+ ?\\) ");

/* What comes after the items of any transmittal. */
static COMPILED struct pattern end_of_items =
    PATTERN("^[ \\t]*(?:(?:\\(U\\) ?)?POLICY JUSTIFICATION|Annex\\b"
	    "|\\[FR Doc|BILLING CODE|Notice of Proposed Issuance"
	    "|Transmittal No)");

/* And after the policy justification. */
static COMPILED struct pattern end_of_policy =
    PATTERN("^[ \\t]*(?:Annex\\b|\\[FR Doc|BILLING CODE|Transmittal No"
	    "|Notice of Proposed Issuance|\\(vii\\))");

static COMPILED struct pattern footnote = PATTERN(
    "\\n?[ \\t]*(?:\\*|\\\\[\\d*]{1,2}\\\\) ?as defined in Section[^\\n]*");

const char *
sections_start(const char *text)
{
	struct match m;

	return pattern_find(&labels[SECTION_PURCHASER], text, &m) ? m.start[0]
								  : NULL;
}

/* Without the note on major defense equipment, wherever it stands. */
static const char *
section_without_footnote(struct arena *arena, const char *s, size_t length)
{
	const char *end = s + length;
	char *copy = arena_alloc(arena, length + 1);
	char *to = copy;
	struct match m;

	while (pattern_find_in(&footnote, s, (size_t)(end - s), &m)) {
		to = arena_put(arena, to, s, (size_t)(m.start[0] - s));
		s = m.start[0] + m.length[0];
	}
	arena_put(arena, to, s, (size_t)(end - s));
	return copy;
}

static const char *
section_trimmed(struct arena *arena, const char *s, size_t length)
{
	struct match m = { .start = { s }, .length = { length } };
	const char *copy = match_text(arena, &m, 0);

	return copy == NULL ? "" : copy;
}

/* The nearest label behind this place; the end of the items if none. */
static const char *
section_next_label(
    const struct section *sections, const char *behind, const char *end)
{
	for (size_t i = 0; i < SECTION_COUNT; i++) {
		const char *at = sections[i].at;

		if (at != NULL && at >= behind && at < end)
			end = at;
	}
	return end;
}

void
sections_cut(struct arena *arena, const char *start,
    struct section sections[SECTION_COUNT])
{
	const char *behind[SECTION_COUNT] = { 0 };
	const char *end;
	struct match m;

	for (size_t i = 0; i < SECTION_COUNT; i++)
		sections[i] = (struct section){ NULL, "" };
	if (start == NULL)
		return;
	end = pattern_find(&end_of_items, start, &m) ? m.start[0]
						     : start + strlen(start);
	for (size_t i = 0; i < SECTION_COUNT; i++) {
		if (!pattern_find_in(
			&labels[i], start, (size_t)(end - start), &m))
			continue;
		sections[i].at = m.start[0];
		behind[i] = m.start[0] + m.length[0];
	}
	for (size_t i = 0; i < SECTION_COUNT; i++) {
		const char *stop;

		if (behind[i] == NULL)
			continue;
		stop = section_next_label(sections, behind[i], end);
		if (i == SECTION_VALUE &&
		    pattern_find_in(
			&any_item, behind[i], (size_t)(stop - behind[i]), &m))
			stop = m.start[0];
		sections[i].text = section_without_footnote(
		    arena, behind[i], (size_t)(stop - behind[i]));
		sections[i].text = section_trimmed(
		    arena, sections[i].text, strlen(sections[i].text));
	}
}

/* A title is a line that is no sentence. */
static bool
justification_is_title(const char *line, size_t length)
{
	static COMPILED struct pattern sentence =
	    PATTERN("\\b(?:has|have) requested\\b|\\brequests?\\b|[.] ?$");
	struct match m;

	return length > 0 && length < 400 &&
	    !pattern_find_in(&sentence, line, length, &m);
}

static const char *
section_without_mark(const char *s)
{
	s += strspn(s, " \t\n");
	if (strncmp(s, "(U)", 3) == 0)
		s += 3;
	return s + strspn(s, " \t");
}

/* "Sweden--M142" in plain text is an em dash in print; pages part by one. */
static const char *
justification_write_title(struct arena *arena, const char *s, size_t length)
{
	static COMPILED struct pattern dash =
	    PATTERN(" ?(?:--|\xE2\x80\x94| \xE2\x80\x93 ) ?");
	const char *goods;
	struct match m;

	if (!pattern_find_in(&dash, s, length, &m))
		return section_trimmed(arena, s, length);
	goods = section_trimmed(arena, m.start[0] + m.length[0],
	    length - (size_t)(m.start[0] - s) - m.length[0]);
	return arena_join(
	    arena, s, (size_t)(m.start[0] - s), " \xE2\x80\x93 ", goods);
}

void
justification_cut(
    struct arena *arena, const char *text, struct justification *out)
{
	struct match m;
	const char *s;
	const char *end;
	size_t line;

	*out = (struct justification){ 0 };
	if (!pattern_find(&policy, text, &m))
		return;
	out->at = m.start[0];
	s = section_without_mark(m.start[0] + m.length[0]);
	line = strcspn(s, "\n");
	if (justification_is_title(s, line)) {
		out->title = justification_write_title(arena, s, line);
		s += line;
	}
	end = pattern_find(&end_of_policy, s, &m) ? m.start[0] : s + strlen(s);
	out->text = section_trimmed(arena, s, (size_t)(end - s));
}
