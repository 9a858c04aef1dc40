/*
 * What an announcement says besides what is read of it: a record has room for
 * one modification and one day, and its text may be corrected within itself.
 */
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/source/dod_contracts/announcement.h"

/* "[Correction: the amount is $5]", "(EDITOR'S NOTE: ...)" */
static COMPILED struct pattern note = PATTERN(
    "[[(] ?(?:corrections?|corrected|clarification|editor[^:\\])]{0,8} note"
    "|note|updated?|amend(?:ed|ment))\\b[^\\])]{0,400}[\\])]");
static COMPILED struct pattern further_day =
    PATTERN("\\( ?(?:contract )?awarded(?: on)?:? (" ANNOUNCEMENT_DAY ")"
	    "|\\bwas awarded(?: on)? (" ANNOUNCEMENT_DAY ")");
static COMPILED struct pattern joined_day =
    PATTERN("\\bawarded(?: on)? " ANNOUNCEMENT_DAY
	    ",? and (?:on )?(" ANNOUNCEMENT_DAY ")");

void
announcement_tell_note(const struct announced *a)
{
	struct match m;

	if (pattern_find(&note, a->text, &m))
		reading_fault(a->r, "correction", a->line,
		    match_text(a->r->arena, &m, 0),
		    "a note within the paragraph, which is not read");
}

void
announcement_tell_modification(
    const struct announced *a, struct pattern *form, const char *known)
{
	const char *at = a->clause;
	struct match m;

	for (; known != NULL && pattern_find(form, at, &m);
	     at = m.start[0] + m.length[0]) {
		const char *more = match_text(a->r->arena, &m, 1);

		if (strcmp(more, known) == 0)
			continue;
		reading_fault(a->r, "modification", a->line, more,
		    "a further modification in one award");
		return;
	}
}

static bool
second_day_is(const struct announced *a, const char *printed, struct day first)
{
	struct day day;
	bool is_read = day_read(printed, &day);

	if (is_read && day.year == first.year && day.month == first.month &&
	    day.day == first.day)
		return false;
	reading_fault(a->r, "awarded_on", a->line, printed,
	    is_read ? "a further day in one award" : "not a day");
	return true;
}

void
announcement_tell_day(const struct announced *a, struct day first)
{
	const char *at = a->rest;
	struct match m;

	if (first.year == 0)
		return;
	if (pattern_find(&joined_day, a->text, &m) &&
	    second_day_is(a, match_text(a->r->arena, &m, 1), first))
		return;
	for (; pattern_find(&further_day, at, &m);
	     at = m.start[0] + m.length[0]) {
		const char *printed =
		    match_text(a->r->arena, &m, m.start[1] != NULL ? 1 : 2);

		if (second_day_is(a, printed, first))
			return;
	}
}
