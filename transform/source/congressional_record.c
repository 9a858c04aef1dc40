/*
 * Notifications of arms sales as the Senate has them printed in the
 * Congressional Record: for each the letter to the chairman, now and then the
 * Speaker's, too, and what they forward. A granule is cut where a letter or
 * another transmittal begins; what is not a piece of either (speeches,
 * resolutions that name transmittals) is passed over.
 */
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/notice/letter.h"
#include "transform/notice/licence.h"
#include "transform/notice/notification.h"
#include "transform/notice/review.h"
#include "transform/notice/section.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"
#include "transform/source/congressional_record/said.h"
#include "transform/source/sources.h"

#define GOVINFO "https://www.govinfo.gov"

static struct pattern granule_form =
    PATTERN("\\b((CREC-(\\d{4}-\\d\\d-\\d\\d)(?:-[iv]\\d+)*)-pt\\d+-Pg[A-Z]+"
	    "\\d+(?:-\\d+)*)");
/* By volume and page, which redirects: github.com/usgpo/link-service */
static struct pattern link_form =
    PATTERN("govinfo\\.gov(/link/crec/\\d+/[A-Z]/\\d+)");
static struct pattern issue_form =
    PATTERN("Congressional Record,? Vol(?:ume|\\.)[^(]{1,40}"
	    "\\((?:[A-Za-z ]+ - )?([^)]*)\\)");

/* Who writes a letter, or to whom. */
static struct pattern letter_head =
    PATTERN("\\A(?:Defense Security\\b[^.]{0,40}$|U\\. ?S\\. Department of "
	    "State\\b[^.]{0,20}$|Department of State,$|(?:The )?Hon(?:\\."
	    "|orable) |Dear |Congressional Notification Transmittal Letter)");

/* Over the items, and again over the annex. */
static struct pattern heading = PATTERN(
    "\\A(?:(?:U\\. ?S\\. )?Department of State,? )?Transmittal Nos?\\.? "
    "?" TRANSMITTAL_NUMBER "(?=[.,:;]? ?(?:$|Notice of\\b|Report of\\b))");
static struct pattern is_transmittal =
    PATTERN("\\b(?:Transmittal No|Proposed Issuance of|Report of Enhance)");

/* A letter that stands without what it forwards, so far. */
struct letter {
	const char *number;
	const char *text;
	size_t line;
	struct letter *next;
};

/* What the pointers point to is in the reading's unit_arena. */
struct record_state {
	struct unit piece;
	bool begun;          /* the piece has more than a letter's head */
	const char *letter;  /* the number its letter forwards */
	const char *heading; /* the number over its items */
	struct notice template;
	bool dated; /* by the granule's head */
	struct said *said;
	struct letter *letters;
	struct letter **letters_end;
	size_t line; /* of the last row */
	bool closed; /* which was a rule */
};

/* Where and when */

static void
begin(struct reading *r, struct record_state *s)
{
	const char *url = r->document->url;
	struct match m;

	s->letters_end = &s->letters;
	s->template = (struct notice){
		.surface = "congressional_record",
		.url = url,
		.us_government_reps = -1,
		.contractor_reps = -1,
	};
	s->template.published_on = r->document->published_on;
	if (pattern_find(&granule_form, url, &m)) {
		s->template.url = arena_print(r->unit_arena,
		    GOVINFO "/content/pkg/%.*s/html/%.*s.htm", (int)m.length[2],
		    m.start[2], (int)m.length[1], m.start[1]);
		s->template.published_on = match_text(r->unit_arena, &m, 3);
	} else if (pattern_find(&link_form, url, &m)) {
		s->template.url = arena_print(r->unit_arena, GOVINFO "%.*s",
		    (int)m.length[1], m.start[1]);
	}
}

/* The head is surer of the day than the address. */
static void
note_issue(struct reading *r, struct record_state *s, const char *text)
{
	struct match m;
	struct day day;

	if (s->dated || !pattern_find(&issue_form, text, &m) ||
	    !day_read(match_text(r->arena, &m, 1), &day))
		return;
	s->dated = true;
	s->template.published_on = arena_print(
	    r->unit_arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

/* Pieces */

/* One record, also if the Speaker's copy is printed beside the chairman's. */
static void
give(struct reading *r, struct record_state *s, struct notice *n, size_t line)
{
	const struct said *said = said_find(s->said, n->transmittal);

	if (said != NULL && !said_contradicts(r, said, n)) {
		reading_forget(r);
		return;
	}
	if (said != NULL)
		reading_fault(r, "transmittal", line, n->transmittal,
		    "this number stands over another notification, too");
	else
		said_note(r, &s->said, n, NULL);
	review_run(r, n);
	reading_notice(r, n);
}

static void
check_letter(struct reading *r, const char *letter, size_t line,
    const struct money *printed)
{
	struct money total;

	if (prose_total(r, letter, line, &total) && printed->given &&
	    printed->cents != total.cents)
		reading_fault(r, "total_usd", line, letter,
		    "the letter has another total");
}

static void
read_notification(
    struct reading *r, struct record_state *s, const char *letter, size_t line)
{
	static const struct announcement in_letter = { &letter_number,
		"the letter has another number than the transmittal" };
	struct unit *u = &s->piece;
	struct notice n = s->template;

	if (u->cut)
		reading_fault(r, "document", 0, NULL, "too long to be one");
	notification_number(r, u, &in_letter, &n);
	notification_authority(r, u, &n);
	notification_items(r, u, &n);
	if (letter != NULL)
		check_letter(r, letter, line, &n.total);
	give(r, s, &n, unit_line(u, sections_start(unit_text(u))));
}

/* What a letter says, whoever it is addressed to. */
static const char *
letter_words(struct reading *r, const char *text)
{
	static struct pattern form =
	    PATTERN("\\bPursuant to\\b.*?(?=\\bSincerely\\b|\\z)");
	struct match m;

	if (pattern_find(&form, text, &m))
		text = match_text(r->unit_arena, &m, 0);
	return name_key(r->unit_arena, text);
}

/* The Speaker's and the chairman's letters say the same. */
static void
read_licence(struct reading *r, struct record_state *s)
{
	struct notice n = { 0 };
	const char *words = letter_words(r, unit_text(&s->piece));
	const struct said *said;

	n.transmittal = licence_number(r->unit_arena, unit_text(&s->piece));
	said = said_find(s->said, n.transmittal);
	if (said != NULL && said->words != NULL &&
	    strcmp(said->words, words) == 0)
		return;
	if (said != NULL)
		reading_fault(r, "transmittal",
		    unit_line(&s->piece, unit_text(&s->piece)), n.transmittal,
		    "this number stands over another notification, too");
	else
		said_note(r, &s->said, &n, words);
	licences_read(r, &s->piece, &s->template);
	reading_no_record(r);
}

static void
keep_letter(
    struct reading *r, struct record_state *s, const char *text, size_t line)
{
	struct letter *letter = arena_alloc(r->unit_arena, sizeof(*letter));

	letter->number = s->letter;
	letter->text = text;
	letter->line = line;
	*s->letters_end = letter;
	s->letters_end = &letter->next;
}

static void
end_piece(struct reading *r, struct record_state *s)
{
	const char *text = unit_text(&s->piece);
	const char *items = sections_start(text);
	const char *at = NULL;
	const char *letter = letter_find(r->unit_arena, text, &at);
	size_t line = unit_line(&s->piece, at);
	struct match m;

	if (items != NULL &&
	    pattern_find_in(&is_transmittal, text, (size_t)(items - text), &m))
		read_notification(r, s, letter, line);
	else if (licence_is_letter(text))
		read_licence(r, s);
	else if (letter != NULL && s->letter != NULL)
		keep_letter(r, s, letter, line);
	unit_empty(&s->piece);
	s->begun = false;
	s->letter = s->heading = NULL;
}

static const char *
number_of(struct reading *r, struct pattern *p, const char *text)
{
	struct match m;

	return pattern_find(p, text, &m)
	    ? transmittal_read(r->unit_arena, match_text(r->arena, &m, 1))
	    : NULL;
}

static bool
is_forwarded(const struct record_state *s, const char *number)
{
	const struct letter *l = s->letters;

	while (l != NULL && strcmp(l->number, number) != 0)
		l = l->next;
	return l != NULL;
}

/*
 * Another transmittal begins under another number. One that differs from its
 * letter's belongs to it nevertheless, unless a letter before forwards it.
 */
static bool
heads_another(const struct record_state *s, const char *number)
{
	if (s->heading != NULL)
		return strcmp(s->heading, number) != 0;
	return s->letter != NULL && strcmp(s->letter, number) != 0 &&
	    is_forwarded(s, number);
}

static void
take_block(
    struct reading *r, struct record_state *s, const char *text, size_t line)
{
	const char *number = number_of(r, &heading, text);

	if ((s->begun && pattern_is_in(&letter_head, text)) ||
	    (number != NULL && heads_another(s, number)))
		end_piece(r, s);
	if (number != NULL && s->heading == NULL)
		s->heading = number;
	number = number_of(r, &letter_number, text);
	if (number != NULL && s->letter == NULL)
		s->letter = number;
	s->begun = s->begun || s->heading != NULL || s->letter != NULL ||
	    licence_is_letter(text) || sections_start(text) != NULL;
	unit_add(&s->piece, text, line);
}

static void
take_row(struct reading *r, void *state, const struct row *row)
{
	struct record_state *s = state;
	const char *text = row_get(row, "text");

	if (s->template.surface == NULL)
		begin(r, s);
	if (text == NULL)
		return;
	s->line = row->line;
	s->closed = strcmp(row_get(row, "element"), "rule") == 0;
	if (s->closed)
		return;
	text = with_hyphens(r->unit_arena, text);
	note_issue(r, s, text);
	take_block(r, s, text, row->line);
}

/* The letters of which nothing else is printed. */
static void
read_letters(struct reading *r, struct record_state *s)
{
	for (const struct letter *l = s->letters; l != NULL; l = l->next) {
		const struct said *said = said_find(s->said, l->number);
		struct unit u = { 0 };
		struct notice n = s->template;

		if (said != NULL) {
			check_letter(r, l->text, l->line, &said->total);
			reading_no_record(r);
			continue;
		}
		unit_add(&u, l->text, l->line);
		n.transmittal = l->number;
		notification_authority(r, &u, &n);
		letter_read(r, l->text, l->line, &n);
		give(r, s, &n, l->line);
		unit_free(&u);
	}
}

static void
end(struct reading *r, void *state)
{
	struct record_state *s = state;

	if (s->template.surface == NULL)
		begin(r, s);
	end_piece(r, s);
	read_letters(r, s);
	if (s->template.published_on != NULL)
		memcpy(r->published_on, s->template.published_on,
		    strnlen(s->template.published_on, 10));
	if (r->records == 0)
		reading_fault(
		    r, "document", 0, NULL, "no arms sales notification in it");
	else if (!s->closed)
		reading_fault(r, "document", s->line, NULL,
		    "does not end in a rule: it may be cut off");
	reading_unit_end(r);
}

static void
close_state(void *state)
{
	struct record_state *s = state;

	unit_free(&s->piece);
}

const struct transformer congressional_record_transformer = {
	.state_size = sizeof(struct record_state),
	.row = take_row,
	.end = end,
	.close = close_state,
};
