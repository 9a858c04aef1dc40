#include "transform/notice/letter.h"

#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/notice/section.h"
#include "transform/prose/prose.h"

/*
 * Speeches tell of transmittals, too; a letter is forwarding one, or under the
 * Act it does something else with it.
 */
#define FORWARDS                                                               \
	"(?:(?:\\bforwarding|\\b36 ?\\(b\\)[^\\n]{0,200}?\\b(?:forward"        \
	"|submit(?:ting)?|transmit(?:ting)?|provid(?:e|ing)|enclos(?:ed?|ing)" \
	"|attach(?:ed|ing)?|sending|notify(?:ing)? you of))\\b[^\\n]{0,40}?"   \
	"Transmittal (?:Nos?\\.?|Numbers?)"                                    \
	"|^[^\\n]{0,40}\\bNotification Number) ?[:#]? ?" TRANSMITTAL_NUMBER    \
	"\\b"

COMPILED struct pattern letter_number = PATTERN(FORWARDS);

/* "Transmittal Nos. 19-10 and 19-11", "19-10 through 19-12" */
static COMPILED struct pattern other_number = PATTERN(
    "\\A(?:(?: ?[,;&] ?| and (?!\\d)| (?=and\\b))+(?:and )?"
    "| (?:through|thru|to) )(?:Transmittal (?:Nos?\\.?|Numbers?) ?)?" TRANSMITTAL_NUMBER
    "\\b");
static COMPILED struct pattern range_to = PATTERN("\\A (?:through|thru|to) ");

static COMPILED struct pattern paragraph =
    PATTERN("^[^\\n]*" FORWARDS "[^\\n]*");

/* "the Navy's proposed", "the Department of the Air Force's proposed" */
static COMPILED struct pattern department =
    PATTERN("concerning (?:the )?(?:Department of (?:the )?)?([^,;]{1,60}?)"
	    "(?:'|\xE2\x80\x99)s? proposed");
static COMPILED struct pattern purchaser =
    PATTERN("Letters?(?: ?\\(s\\))? of Offer(?: and Acceptance)?"
	    "(?: \\(LOAs?\\))? to (?:the )?(.{1,160}?),? for ");
static COMPILED struct pattern enhanced = PATTERN(
    "certification (?:(?:transmittal )?(?:No\\.?|number) ?)?" TRANSMITTAL_NUMBER
    "\\b");

const char *
letter_find(struct arena *arena, const char *text, const char **at)
{
	struct match m;

	if (!pattern_find(&paragraph, text, &m))
		return NULL;
	*at = m.start[0];
	return arena_copy(arena, m.start[0], m.length[0]);
}

void
letter_read_purchaser(
    struct reading *r, const char *letter, size_t line, struct notice *n)
{
	struct match m;

	if (!pattern_find(&purchaser, letter, &m))
		return;
	n->purchaser_name = match_text(r->arena, &m, 1);
	prose_purchasers(r, n->purchaser_name, line, &n->purchasers);
}

const struct purchaser *
letter_purchasers(struct reading *r, const char *letter, size_t line)
{
	struct purchaser *list = NULL;
	struct match m;

	if (pattern_find(&purchaser, letter, &m))
		prose_countries(r, match_text(r->arena, &m, 1), line, &list);
	return list;
}

const char *
letter_amends(struct reading *r, const char *letter)
{
	struct match m;

	return pattern_find(&enhanced, letter, &m)
	    ? transmittal_read(r->arena, match_text(r->arena, &m, 1))
	    : NULL;
}

const char *
letter_other_number(struct reading *r, const char *letter, size_t line,
    const char **cursor, bool *ends_range)
{
	const char *printed;
	const char *number;
	struct match m;

	if (*cursor == NULL) {
		if (!pattern_find(&letter_number, letter, &m))
			return NULL;
		*cursor = m.start[0] + m.length[0];
	}
	while (pattern_find(&other_number, *cursor, &m)) {
		*ends_range = pattern_is_in(&range_to, *cursor);
		*cursor = m.start[0] + m.length[0];
		printed = match_text(r->unit_arena, &m, 1);
		number = transmittal_read(r->unit_arena, printed);
		if (number != NULL)
			return number;
		reading_fault(r, "transmittal", line, printed,
		    "not a transmittal number");
	}
	return NULL;
}

static void
letter_read_report(
    struct reading *r, const char *letter, size_t line, struct notice *n)
{
	struct match m;

	n->kind = NOTICE_ENHANCEMENT;
	if (pattern_find(&enhanced, letter, &m)) {
		const char *printed = match_text(r->arena, &m, 1);

		n->amends = transmittal_read(r->arena, printed);
		reading_place(r, "amends", printed);
	}
	if (n->amends == NULL)
		reading_fault(r, "amends", line, letter, "is not stated");
}

/* A letter of offer's says to whom and what it costs; one cut off may not. */
static void
letter_read_offer(
    struct reading *r, const char *letter, size_t line, struct notice *n)
{
	struct fault **before;

	if (n->purchaser_name == NULL)
		reading_fault(r, "purchaser", line, NULL, "is not stated");
	before = r->faults_end;
	if (!prose_total(r, letter, line, &n->total) && r->faults_end == before)
		reading_fault(r, "total_usd", line, NULL, "is not stated");
}

void
letter_read(
    struct reading *r, const char *letter, size_t line, struct notice *n)
{
	struct match m;

	if (pattern_find(&letter_number, letter, &m))
		reading_place(r, "transmittal", match_text(r->arena, &m, 1));
	reading_fault(r, "document", line, letter,
	    "only the letter is printed, not what it forwards");
	if (pattern_find(&department, letter, &m))
		n->military_department = match_text(r->arena, &m, 1);
	letter_read_purchaser(r, letter, line, n);
	if (n->authority != NULL && strncmp(n->authority, "36(b)(5)", 8) == 0)
		letter_read_report(r, letter, line, n);
	else
		letter_read_offer(r, letter, line, n);
}
