/*
 * Notifications of Foreign Military Sales as the Federal Register prints them:
 * transmittals under section 36(b)(1) of the AECA, reports under (b)(5), and
 * corrections of either. What differs from year to year is listed in
 * docs/SOURCES.md and shown by tests/golden/federal-register.
 */
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/notice/letter.h"
#include "transform/notice/notification.h"
#include "transform/notice/section.h"
#include "transform/pattern.h"
#include "transform/source/federal_register/document.h"
#include "transform/source/sources.h"

static COMPILED struct pattern is_arms_sale =
    PATTERN("DEPARTMENT OF (?:DEFENSE|WAR).{0,600}?(?:arms sales?\\b"
	    "|36\\(b\\))");

/* One of few first letters, so that most texts are looked through quickly. */
static COMPILED struct pattern names_correction =
    PATTERN("correction|\\[FR Doc(?: No:|\\.) ?C\\d+-");
static COMPILED struct pattern is_correction =
    PATTERN("Notification; ?Correction|(?<![^\\n])ACTION:[^\\n]*correction"
	    "|\\[FR Doc(?: No:|\\.) ?C\\d+-");

/* The document that a correction speaks of. */
static COMPILED struct pattern corrected =
    PATTERN("(?:(?:in|to) FR Doc\\. ?|(?:notice"
	    "|FR) document )(\\d{2,4}-\\d+)");

/* At the head, in brackets. */
static COMPILED struct pattern head_number =
    PATTERN("\\[ ?Transmittal Nos?\\.? ?" TRANSMITTAL_NUMBER " ?\\]");

/* On page 1234, "$464 million" should read "$446 million". */
static void
federal_register_read_wording(struct reading *r, struct unit *u)
{
	static COMPILED struct pattern in_words =
	    PATTERN("\\bshould (?:read|be|have)\\b");
	const char *text = unit_text(u);
	struct match m;

	while (pattern_find(&in_words, text, &m)) {
		const char *end = strchrnul(m.start[0] + m.length[0], '\n');
		const char *line = m.start[0];

		while (line > text && line[-1] != '\n')
			line--;
		m.start[0] = line;
		m.length[0] = (size_t)(end - line);
		reading_fault(r, "correction", unit_line(u, line),
		    match_text(r->arena, &m, 0),
		    "says in words what is to be changed");
		text = end;
	}
}

static void
federal_register_read_correction(
    struct reading *r, struct unit *u, struct notice *n)
{
	const char *text = unit_text(u);
	struct match m;

	n->kind = NOTICE_CORRECTION;
	if (pattern_find(&corrected, text, &m)) {
		n->corrects =
		    federal_register_url(r, match_text(r->arena, &m, 1));
		reading_basis(r, "corrects", m.start[0], m.length[0]);
	} else {
		reading_fault(r, "corrects", 0, NULL,
		    "the corrected document is not named");
	}
	federal_register_read_wording(r, u);
}

/* To about 2000 the letter is text, too: it may be all that a copy has. */
static void
federal_register_read_letter(
    struct reading *r, struct unit *u, struct notice *n)
{
	const char *at;
	const char *letter = letter_find(r->arena, unit_text(u), &at);

	if (letter != NULL)
		letter_read_purchaser(r, letter, unit_line(u, at), n);
}

/*
 * A document prints one notice, and its annex names the same number once more.
 * Items behind another number are of a second notice, which is not read.
 */
static void
federal_register_tell_second(
    struct reading *r, struct unit *u, const struct notice *n)
{
	static COMPILED struct pattern number_form =
	    PATTERN("Transmittal Nos?\\.? ?" TRANSMITTAL_NUMBER "\\b");
	const char *at = unit_items(u);
	const char *next;
	const char *number = NULL;
	struct match m;

	at = at == NULL ? NULL : strchr(at, '\n');
	next = at == NULL ? NULL : sections_start(at);
	if (next == NULL || n->transmittal == NULL)
		return;
	while (pattern_find_in(&number_form, at, (size_t)(next - at), &m)) {
		number =
		    transmittal_read(r->arena, match_text(r->arena, &m, 1));
		at = m.start[0] + m.length[0];
	}
	if (number != NULL && strcmp(number, n->transmittal) != 0)
		reading_fault(r, "document", unit_line(u, next), number,
		    "a further notice in it is not read");
}

static void
federal_register_read_document(struct reading *r, struct unit *u,
    const struct notice *template, bool alone)
{
	static const struct announced_number head = { &head_number,
		"the head has another number than the transmittal" };
	struct notice n = *template;
	const char *text = unit_text(u);

	if (!pattern_is_in(&is_arms_sale, text)) {
		if (alone) {
			reading_fault(r, "document", 0, NULL,
			    "no arms sales notification in it");
			reading_no_record(r);
		}
		return;
	}
	if (reading_recognise(r))
		return;
	federal_register_check_foot(r, u);
	if (pattern_is_in(&names_correction, text) &&
	    pattern_is_in(&is_correction, text))
		federal_register_read_correction(r, u, &n);
	notification_number(r, u, &head, &n);
	notification_authority(r, u, &n);
	/* A correction may hold no items, only what it points to. */
	if (n.kind != NOTICE_CORRECTION || unit_items(u) != NULL)
		notification_items(r, u, &n);
	if (unit_items(u) == NULL)
		federal_register_read_letter(r, u, &n);
	federal_register_tell_second(r, u, &n);
	notification_review(r, text, &n);
	reading_notice(r, &n);
}

static void
federal_register_row(struct reading *r, void *state, const struct row *row)
{
	federal_register_document_row(
	    r, state, row, federal_register_read_document);
}

static void
federal_register_end(struct reading *r, void *state)
{
	federal_register_document_end(r, state, federal_register_read_document);
}

const struct transformer federal_register_transformer = {
	.state_size = sizeof(struct federal_register_document),
	.row = federal_register_row,
	.end = federal_register_end,
	.close = federal_register_document_close,
};
