#include "transform/notice/notification.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "transform/normalise/normalise.h"
#include "transform/notice/offer.h"
#include "transform/notice/report.h"
#include "transform/notice/section.h"
#include "transform/prose/prose.h"
#include "transform/reference.h"

static COMPILED struct pattern own_number =
    PATTERN(TRANSMITTAL_LABEL TRANSMITTAL_NUMBER "\\b");

static COMPILED struct pattern authority_form =
    PATTERN("36 ?\\(b\\) ?(\\([1l5]\\)) ?(\\([A-C]\\))?");

static COMPILED struct pattern bracket = PATTERN(" ?\\(([^)]{0,1000})\\)");

/* Country, service, case: "QA-D-SAD". */
#define FULL_DESIGNATOR "[A-Z0-9]{2}[-][A-Z0-9][-][A-Z0-9]{2,4}"

/* Of three letters before about 2010; these three are something else. */
static COMPILED struct pattern designator =
    PATTERN("(?-i)\\b(" FULL_DESIGNATOR "|(?!FMS|LOA|MDE|USD"
	    "|USG|AND|THE|AMD|AMT|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT"
	    "|NOV|DEC)(?<![-\x90-\x95])(?<!- )[A-Z]{3})\\b");
static COMPILED struct pattern full_designator =
    PATTERN("(?-i)\\b(" FULL_DESIGNATOR ")\\b");

/* Without brackets, with what parts several: "Navy QA-P-LAB and QA-P-LAC". */
static COMPILED struct pattern bare_designators =
    PATTERN("(?-i)[ ,:-]*\\b" FULL_DESIGNATOR
	    "\\b(?:[ ,;&]*(?:and |or )?\\b" FULL_DESIGNATOR "\\b)*");
static COMPILED struct pattern no_cases = PATTERN("^(?:none|n/?a|no prior\\b)");

/* "NO-B-XYA, XYB, and others" */
static COMPILED struct pattern other_cases =
    PATTERN("\\b(?:and|plus|et) (?:several |many |various )?(?:others?|al)\\b"
	    "|\\bsee (?:the )?(?:attach|annex|enclos)|\\betc\\b"
	    "|(?-i:[A-Z0-9]{2}-[A-Z0-9]-[A-Z0-9]{2,4},? (?:and |& )?[A-Z]{3}"
	    "(?=[.,; ]|$))");

/* The cases that a section names, each once. */
struct named_cases {
	struct text_list **end;
	struct map *seen;
};

static void
notification_find_cases(struct reading *r, struct pattern *p, const char *text,
    struct named_cases *cases)
{
	const char *end = text + strlen(text);
	struct match m;

	while (pattern_find_in(p, text, (size_t)(end - text), &m)) {
		const char *name = match_text(r->arena, &m, 1);

		if (map_mark(cases->seen, name)) {
			*cases->end =
			    arena_alloc(r->arena, sizeof(**cases->end));
			(*cases->end)->text = name;
			cases->end = &(*cases->end)->next;
		}
		text = m.start[0] + m.length[0];
	}
}

static const char *
notification_trim(struct arena *arena, const char *s)
{
	size_t length = strlen(s);

	while (length > 0 && strchr(".;, \n", s[length - 1]) != NULL)
		length--;
	return length == 0 ? NULL : arena_copy(arena, s, length);
}

/* Takes what a pattern finds out of a text, and notes the cases that it names.
 */
static const char *
notification_take_cases(struct reading *r, struct pattern *taken,
    struct pattern *case_form, const char *text, struct named_cases *cases)
{
	const char *end = text + strlen(text);
	const char *at = text;
	const char *kept;
	char *to;
	struct match m;

	while (pattern_find_in(taken, at, (size_t)(end - at), &m)) {
		notification_find_cases(
		    r, case_form, match_text(r->arena, &m, 0), cases);
		at = m.start[0] + m.length[0];
	}
	kept = to = arena_alloc(r->arena, (size_t)(end - text) + 1);
	while (pattern_find_in(taken, text, (size_t)(end - text), &m)) {
		to = arena_put(r->arena, to, text, (size_t)(m.start[0] - text));
		text = m.start[0] + m.length[0];
	}
	arena_put(r->arena, to, text, (size_t)(end - text));
	return kept;
}

/* A bracket that names no case, or a case with other dashes or blanks in it. */
static void
notification_check_department(
    struct reading *r, const char *printed, size_t line, const struct notice *n)
{
	static COMPILED struct pattern odd_case = PATTERN(
	    "(?-i)\\b[A-Z]{2}(?: - ?|- |\xE2\x80[\x90-\x95])[A-Z] ?-"
	    "|\\b[A-Z]{2} ?- ?[A-Z](?: - ?|- |\xE2\x80[\x90-\x95])[A-Z]{2,4}\\b");
	const char *name = n->military_department;

	if (pattern_is_in(&odd_case, printed) ||
	    (name != NULL && strpbrk(name, "()[]") != NULL) ||
	    (strchr(printed, '(') != NULL && n->case_designators == NULL))
		reading_fault(r, "military_department", line, printed,
		    "names a department and a case in another form");
}

/* Army (SW-B-WCB); Air Force (YAE); Navy (AT-P-LCQ, AT-P-GXB); Navy QA-P-LAB */
static void
notification_read_department(
    struct reading *r, const char *text, size_t line, struct notice *n)
{
	struct named_cases cases = { &n->case_designators, map_new() };
	const char *below = text + strcspn(text, "\n");
	const char *printed;

	printed = text = arena_copy(r->arena, text, (size_t)(below - text));
	text = notification_take_cases(r, &bracket, &designator, text, &cases);
	text = notification_take_cases(
	    r, &bare_designators, &full_designator, text, &cases);
	if (pattern_is_in(&full_designator, below)) {
		notification_find_cases(r, &full_designator, below, &cases);
		reading_fault(r, "military_department", line, below + 1,
		    "another on a line of its own");
	}
	map_free(cases.seen);
	n->military_department = notification_trim(r->arena, text);
	notification_check_department(r, printed, line, n);
}

static void
notification_read_prior_cases(
    struct reading *r, const char *text, size_t line, struct notice *n)
{
	struct named_cases cases = { &n->prior_cases, NULL };

	if (*text == '\0' || pattern_is_in(&no_cases, text))
		return;
	cases.seen = map_new();
	notification_find_cases(r, &full_designator, text, &cases);
	if (n->prior_cases == NULL)
		notification_find_cases(r, &designator, text, &cases);
	map_free(cases.seen);
	if (n->prior_cases == NULL)
		reading_fault(r, "prior_cases", line, text, "names no case");
	else if (pattern_is_in(&other_cases, text))
		reading_fault(r, "prior_cases", line, text,
		    "tells of cases that it does not name in full");
}

static void
notification_read_delivered(
    struct reading *r, const char *text, size_t line, struct notice *n)
{
	size_t length = strcspn(text, "\n*;");

	while (length > 0 && strchr(" .", text[length - 1]) != NULL)
		length--;
	text = arena_copy(r->arena, text, length);
	if (length == 0)
		reading_fault(r, "delivered_on", line, NULL, "is not stated");
	else if (!day_read(text, &n->delivered_on))
		reading_fault(r, "delivered_on", line, text, "not a day");
	reading_place(r, "delivered_on", text);
}

static void
notification_read_purchaser(
    struct reading *r, const char *text, size_t line, struct notice *n)
{
	/* Taiwan's office buys "pursuant to the Taiwan Relations Act". */
	static COMPILED struct pattern basis = PATTERN(",? pursuant to\\b");
	static COMPILED struct pattern on_behalf =
	    PATTERN("\\b(?:on behalf of|as (?:an )?agent (?:of|for))\\b");
	struct match m;

	if (pattern_find(&basis, text, &m))
		text = arena_copy(r->arena, text, (size_t)(m.start[0] - text));
	n->purchaser_name = notification_trim(r->arena, text);
	if (n->purchaser_name == NULL) {
		reading_fault(r, "purchaser", line, NULL, "is not stated");
		return;
	}
	prose_purchasers(r, n->purchaser_name, line, &n->purchasers);
	if (pattern_is_in(&on_behalf, n->purchaser_name))
		reading_fault(r, "purchaser", line, n->purchaser_name,
		    "buys for another, who is no purchaser here");
}

/* Numbers and kinds */

static const char *
notification_number_in(struct reading *r, struct pattern *p, const char *text,
    size_t length, size_t line)
{
	const char *printed;
	const char *number;
	struct match m;

	if (!pattern_find_in(p, text, length, &m))
		return NULL;
	printed = match_text(r->arena, &m, 1);
	number = transmittal_read(r->arena, printed);
	if (number == NULL) {
		reading_fault(r, "transmittal", line, printed,
		    "not a transmittal number");
		return NULL;
	}
	reading_place(r, "transmittal", printed);
	reading_basis(r, "authority", printed, strlen(printed));
	return number;
}

/* The last number before the items is the notice's own; what stands before has
 * one too. */
static const char *
notification_own_number(struct reading *r, struct unit *u, const char *items)
{
	const char *text = unit_text(u);
	const char *last = NULL;
	struct match m;

	while (pattern_find_in(&own_number, text, (size_t)(items - text), &m)) {
		last = m.start[0];
		text = m.start[0] + m.length[0];
	}
	if (last == NULL)
		return NULL;
	return notification_number_in(
	    r, &own_number, last, (size_t)(items - last), unit_line(u, last));
}

void
notification_number(struct reading *r, struct unit *u,
    const struct announced_number *announcement, struct notice *n)
{
	const char *text = unit_text(u);
	const char *items = unit_items(u);
	const char *head = notification_number_in(
	    r, announcement->number, text, strlen(text), 0);
	const char *own =
	    items == NULL ? NULL : notification_own_number(r, u, items);

	n->transmittal = own != NULL ? own : head;
	if (own != NULL && head != NULL && strcmp(own, head) != 0)
		reading_fault(r, "transmittal", unit_line(u, items), head,
		    announcement->differs);
	if (n->transmittal == NULL)
		reading_fault(r, "transmittal", 0, NULL, "is not stated");
}

/* Of a report, by the letter of the paragraph; what stands last counts. */
static const char *
notification_report_authority(
    struct reading *r, const char *before, char letter)
{
	const char *now =
	    letter == 'A' || letter == 'a' ? "36(b)(5)(A)" : "36(b)(5)(C)";

	if (before != NULL && strcmp(before, now) != 0)
		reading_fault(r, "authority", 0, before,
		    "another paragraph than the one named behind it");
	return now;
}

void
notification_authority(struct reading *r, struct unit *u, struct notice *n)
{
	const char *text = unit_text(u);
	const char *items = unit_items(u);
	size_t length = items == NULL ? strlen(text) : (size_t)(items - text);
	const char *five = NULL;
	bool one = false;
	struct match m;

	while (pattern_find_in(&authority_form, text, length, &m)) {
		size_t skip = (size_t)(m.start[0] - text) + m.length[0];

		if (m.start[1][1] != '5')
			one = true;
		else if (m.start[2] != NULL)
			five = notification_report_authority(
			    r, five, *(m.start[2] + 1));
		if (five == NULL || m.start[2] != NULL)
			reading_basis(r, "authority", m.start[0], m.length[0]);
		text += skip;
		length -= skip;
	}
	n->authority = five != NULL ? five : one ? "36(b)(1)" : NULL;
	if (n->authority == NULL && n->transmittal != NULL)
		n->authority = transmittal_authority(n->transmittal);
	if (n->authority == NULL)
		reading_fault(r, "authority", 0, NULL, "is not stated");
}

/* The sale itself */

static void
notification_read_funding(
    struct reading *r, const struct section *s, struct notice *n)
{
	if (*s->text != '\0')
		n->funding_source = notification_trim(r->arena,
		    arena_copy(r->arena, s->text, strcspn(s->text, "\n")));
}

static void
notification_require_section(
    struct reading *r, const struct section *s, const char *field)
{
	if (s->at == NULL)
		reading_fault(r, field, 0, NULL, "the item is missing");
}

void
notification_items(struct reading *r, struct unit *u, struct notice *n)
{
	struct section s[SECTION_COUNT];

	sections_cut(r->arena, unit_items(u), s);
	notification_require_section(r, &s[SECTION_PURCHASER], "purchaser");
	notification_require_section(r, &s[SECTION_DESCRIPTION], "description");
	notification_require_section(r, &s[SECTION_DELIVERED], "delivered_on");
	if (s[SECTION_PURCHASER].at != NULL)
		notification_read_purchaser(r, s[SECTION_PURCHASER].text,
		    unit_line(u, s[SECTION_PURCHASER].at), n);
	if (s[SECTION_DELIVERED].at != NULL)
		notification_read_delivered(r, s[SECTION_DELIVERED].text,
		    unit_line(u, s[SECTION_DELIVERED].at), n);
	notification_read_department(r, s[SECTION_DEPARTMENT].text,
	    unit_line(u, s[SECTION_DEPARTMENT].at), n);
	notification_read_prior_cases(r, s[SECTION_PRIOR_CASES].text,
	    unit_line(u, s[SECTION_PRIOR_CASES].at), n);
	notification_read_funding(r, &s[SECTION_FUNDING], n);
	if (*s[SECTION_DESCRIPTION].text != '\0')
		n->description = s[SECTION_DESCRIPTION].text;
	if (s[SECTION_AMENDS].at != NULL) {
		if (n->kind == NOTICE_ORIGINAL)
			n->kind = NOTICE_ENHANCEMENT;
		report_read(r, u, s, n);
	} else {
		notification_require_section(r, &s[SECTION_VALUE], "total_usd");
		notification_require_section(
		    r, &s[SECTION_DEPARTMENT], "military_department");
		offer_read(r, u, s, n);
	}
	unit_locate(u, r->faults);
}

/* "An emergency exists that requires the immediate sale" */
static COMPILED struct pattern emergency =
    PATTERN("\\bemergency exists\\b|\\bwaiv(?:es|ing) the Congressional "
	    "review\\b");

/*
 * AECA section 36(b)(1) and (c)(2); a (b)(5)(C) counts as a letter of offer of
 * its own, a (b)(5)(A) is a report that waits for nothing. One purchaser with
 * 30 days makes it 30. See CRS report RL31675.
 */
void
notification_review(struct reading *r, const char *text, struct notice *n)
{
	const struct purchaser *p = n->purchasers;
	struct day day =
	    n->delivered_on.year != 0 ? n->delivered_on : n->announced_on;
	struct match m;

	/* A text that is cut off before the day is of the day it was printed.
	 */
	if (day.year == 0 && n->published_on != NULL)
		day_read(n->published_on, &day);
	if (pattern_find(&emergency, text, &m)) {
		reading_basis(r, "emergency", m.start[0], m.length[0]);
		n->emergency = TRUTH_YES;
		return;
	}
	if (n->kind == NOTICE_CORRECTION || n->authority == NULL ||
	    strcmp(n->authority, "36(b)(5)(A)") == 0 || p == NULL)
		return;
	for (n->review_days = 15; p != NULL; p = p->next) {
		if (p->country.name == NULL) {
			n->review_days = 0; /* a purchaser we do not know */
			return;
		}
		if (!reference_waits_15(r->reference, &p->country, day))
			n->review_days = 30;
	}
	if (n->delivered_on.year != 0)
		n->review_ends_on = day_add(n->delivered_on, n->review_days);
}
