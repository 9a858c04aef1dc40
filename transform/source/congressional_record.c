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
#include "transform/notice/given.h"
#include "transform/notice/letter.h"
#include "transform/notice/licence.h"
#include "transform/notice/notification.h"
#include "transform/notice/run_on.h"
#include "transform/notice/section.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"
#include "transform/source/sources.h"

#define PAGE_DASH "(?:-|\xE2\x80[\x90-\x95])"
#define GOVINFO "https://www.govinfo.gov"

static COMPILED struct pattern granule_form =
    PATTERN("\\b((CREC-(\\d{4}-\\d\\d-\\d\\d)(?:-[iv]\\d+)*)-pt\\d+-Pg[A-Z]+"
	    "\\d+(?:-\\d+)*)");
/* By volume and page, which redirects: github.com/usgpo/link-service */
static COMPILED struct pattern link_form =
    PATTERN("govinfo\\.gov(/link/crec/\\d+/[A-Z]/\\d+)");
static COMPILED struct pattern issue_form =
    PATTERN("Congressional Record,? Vol(?:ume|\\.)[^(]{1,40}"
	    "\\((?:[A-Za-z ]+ - )?([^)]*)\\)");

/* The sender of a letter, or the receiver. */
static COMPILED struct pattern letter_head =
    PATTERN("\\A(?:Defense Security\\b[^.]{0,40}$|U\\. ?S\\. Department of "
	    "State\\b[^.]{0,20}$|Department of State,$|(?:The )?Hon(?:\\."
	    "|orable) |Dear |Congressional Notification Transmittal Letter)");

/* What is said in the chamber, before the letters and behind them. */
static COMPILED struct pattern speech = PATTERN(
    "(?-i)\\A(?:M(?:r|rs|s|iss)\\. [A-Z][A-Za-z'-]*[A-Z]{2}[A-Z' -]*"
    "(?: of [A-Z][A-Za-z ]{2,20})?\\. |The (?:ACTING |VICE )?(?:PRESIDENT"
    "|PRESIDING OFFICER|SPEAKER)\\b)");

/* A letter on an offer, whatever it does with its transmittal. */
static COMPILED struct pattern offer_letter =
    PATTERN("^[^\\n]{0,80}\\bDear [^\\n]{3,200}?\\b36 ?\\(b\\)[^\\n]*");

/* Over the items, and once more over the annex. */
static COMPILED struct pattern heading = PATTERN(
    "\\A(?:(?:U\\. ?S\\. )?Department of State,? )?(?:\\(U\\) ?|\\[ ?)?" TRANSMITTAL_LABEL
	TRANSMITTAL_NUMBER "(?=[].,:;]{0,2} ?(?:$|Notice of\\b|Report of\\b))");
static COMPILED struct pattern is_transmittal =
    PATTERN("\\b(?:Transmittal No|Proposed Issuance of|Report of Enhance)");

/* The granule's title, or the speech before the letters. */
static COMPILED struct pattern about_arms =
    PATTERN("\\barms sales? notification|\\bArms Export Control Act\\b");

/* The Federal Register prints the same. */
static COMPILED struct pattern register_marks =
    PATTERN("\\[Federal Register|\\[ ?FR Doc");

/*
 * The head of a printed page: the text of such a page, as programs take it out
 * of a PDF, has its three columns run into each other.
 */
static COMPILED struct pattern page_head =
    PATTERN("(?-i)\\b(?:[SHED]\\d{1,5} CONGRESSIONAL RECORD ?" PAGE_DASH
	    " ?(?:SENATE|HOUSE)\\b|CONGRESSIONAL RECORD ?" PAGE_DASH
	    " ?(?:SENATE|HOUSE) [SHED]\\d{1,5}\\b)");

/* A letter that stands without what it forwards, so far. */
struct congressional_record_letter {
	const char *number;
	const char *text; /* NULL: it was read with another number */
	size_t line;
	struct congressional_record_letter *next;
};

/* What the pointers point to is in the reading's unit_arena. */
struct congressional_record_state {
	struct unit piece;
	bool begun;          /* the piece has more than a letter's head */
	bool has_items;      /* it has the first of the numbered items */
	bool headless;       /* it begins with them: nothing else heads it */
	const char *letter;  /* the number its letter forwards */
	const char *heading; /* the number over its items */
	struct notice template;
	bool is_notice;   /* a block is about arms sales */
	bool is_register; /* one is of the Federal Register */
	bool is_page;     /* one has the head of a printed page */
	bool dated;       /* by the granule's head */
	struct given_notice *notices;
	struct congressional_record_letter *letters;
	struct congressional_record_letter **letters_end;
	size_t line; /* of the last row */
	bool closed; /* which was a rule */
};

/* Where and when */

static void
congressional_record_begin(
    struct reading *r, struct congressional_record_state *s)
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
granule_note_issue(
    struct reading *r, struct congressional_record_state *s, const char *text)
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

/*
 * One record, also if the Speaker's copy is printed beside the chairman's; what
 * that says besides is told.
 */
static void
granule_give(struct reading *r, struct congressional_record_state *s,
    struct notice *n, size_t line)
{
	const struct given_notice *given =
	    given_notice_find(s->notices, n->transmittal);

	if (given != NULL && !given_notice_contradicts(r, given, n)) {
		if (given_notice_tell_more(r, given, n, line))
			reading_no_record(r);
		else
			reading_forget(r);
		return;
	}
	if (given != NULL)
		reading_fault(r, "transmittal", line, n->transmittal,
		    "this number stands over another notification, too");
	else
		given_notice_note(r, &s->notices, n, NULL);
	reading_notice(r, n);
}

static void
granule_check_letter(struct reading *r, const char *letter, size_t line,
    const struct given_notice *printed)
{
	struct money total;
	const char *amends;

	if (prose_total(r, letter, line, &total) && printed->total.given &&
	    printed->total.cents != total.cents)
		reading_fault(r, "total_usd", line, letter,
		    "the letter has another total");
	if (!given_notice_is_to(printed, letter_purchasers(r, letter, line)))
		reading_fault(r, "purchaser", line, letter,
		    "the letter has another purchaser");
	amends = letter_amends(r, letter);
	if (amends != NULL && printed->amends != NULL &&
	    strcmp(amends, printed->amends) != 0)
		reading_fault(r, "amends", line, letter,
		    "the letter tells of another certification");
}

static void
granule_read_notification(struct reading *r,
    struct congressional_record_state *s, const char *letter, size_t line)
{
	static const struct announced_number in_letter = { &letter_number,
		"the letter has another number than the transmittal" };
	struct unit *u = &s->piece;
	struct notice n = s->template;

	if (u->cut)
		reading_fault(r, "document", 0, NULL, "too long to be one");
	notification_number(r, u, &in_letter, &n);
	notification_authority(r, u, &n);
	notification_items(r, u, &n);
	if (letter != NULL)
		granule_check_letter(
		    r, letter, line, given_notice_of(r, &n, NULL));
	notification_review(r, unit_text(u), &n);
	granule_give(r, s, &n, unit_line(u, unit_items(u)));
}

/* What a letter says, and when, whoever it is addressed to. */
static const char *
granule_letter_words(struct reading *r, const char *text)
{
	static COMPILED struct pattern form =
	    PATTERN("\\bPursuant to\\b.*?(?=\\bSincerely\\b|\\z)");
	static COMPILED struct pattern day =
	    PATTERN("(?-i)\\b[A-Z][a-z]{2,8} \\d{1,2}, ?\\d{4}\\b");
	const char *date = "";
	const char *words;
	struct match m;

	if (!pattern_find(&form, text, &m))
		return name_key(r->unit_arena, text);
	words = match_text(r->unit_arena, &m, 0);
	for (const char *end = m.start[0];
	     pattern_find_in(&day, text, (size_t)(end - text), &m);
	     text = m.start[0] + m.length[0])
		date = match_text(r->unit_arena, &m, 0);
	return name_key(
	    r->unit_arena, arena_print(r->unit_arena, "%s %s", date, words));
}

/* The Speaker's and the chairman's letters say the same. */
static void
granule_read_licence(struct reading *r, struct congressional_record_state *s)
{
	struct notice n = { 0 };
	const char *words = granule_letter_words(r, unit_text(&s->piece));
	const struct given_notice *given;

	n.transmittal = licence_number(r->unit_arena, unit_text(&s->piece));
	given = given_notice_find(s->notices, n.transmittal);
	if (given != NULL && given->words != NULL &&
	    strcmp(given->words, words) == 0)
		return;
	if (given != NULL)
		reading_fault(r, "transmittal",
		    unit_line(&s->piece, unit_text(&s->piece)), n.transmittal,
		    "this number stands over another notification, too");
	else
		given_notice_note(r, &s->notices, &n, words);
	licences_read(r, &s->piece, &s->template);
	reading_no_record(r);
}

static void
granule_keep(struct reading *r, struct congressional_record_state *s,
    const struct congressional_record_letter *letter)
{
	*s->letters_end = arena_alloc(r->unit_arena, sizeof(*letter));
	**s->letters_end = *letter;
	s->letters_end = &(*s->letters_end)->next;
}

static void
granule_keep_letter(struct reading *r, struct congressional_record_state *s,
    const char *text, size_t line)
{
	granule_keep(r, s,
	    &(struct congressional_record_letter){
		.number = s->letter, .text = text, .line = line });
}

/* One that forwards several transmittals: all should be printed. */
static void
granule_keep_other(struct reading *r, struct congressional_record_state *s,
    const char *text, size_t line)
{
	const char *cursor = NULL;
	const char *number;
	bool ends_range;

	while ((number = letter_other_number(
		    r, text, line, &cursor, &ends_range)) != NULL) {
		granule_keep(r, s,
		    &(struct congressional_record_letter){
			.number = number, .line = line });
		if (!ends_range)
			continue;
		reading_fault(r, "transmittal", line, number,
		    "ends a range, and those between are not known");
		reading_no_record(r);
	}
}

/* A letter on an offer of which no number is found. */
static void
granule_tell_letter(struct reading *r, struct congressional_record_state *s)
{
	const char *text = unit_text(&s->piece);
	struct match m;

	if (!pattern_find(&offer_letter, text, &m))
		return;
	reading_fault(r, "transmittal", unit_line(&s->piece, m.start[0]),
	    match_text(r->arena, &m, 0), "a letter that tells no number");
	reading_no_record(r);
}

static void
granule_end_piece(struct reading *r, struct congressional_record_state *s)
{
	const char *text = unit_text(&s->piece);
	const char *items = unit_items(&s->piece);
	const char *at = NULL;
	const char *letter;
	size_t line;
	struct match m;

	unit_read(r, &s->piece);
	letter = letter_find(r->unit_arena, text, &at);
	line = unit_line(&s->piece, at);
	if (items != NULL &&
	    (s->headless ||
		pattern_find_in(
		    &is_transmittal, text, (size_t)(items - text), &m)))
		granule_read_notification(r, s, letter, line);
	else if (licence_is_letter(text))
		granule_read_licence(r, s);
	else if (letter != NULL && s->letter != NULL)
		granule_keep_letter(r, s, letter, line);
	else
		granule_tell_letter(r, s);
	if (letter != NULL)
		granule_keep_other(r, s, letter, line);
	reading_follow(r, NULL);
	unit_empty(&s->piece);
	s->begun = s->has_items = s->headless = false;
	s->letter = s->heading = NULL;
}

static const char *
granule_number_in(struct reading *r, struct pattern *p, const char *text)
{
	struct match m;

	return pattern_find(p, text, &m)
	    ? transmittal_read(r->unit_arena, match_text(r->arena, &m, 1))
	    : NULL;
}

static bool
granule_is_forwarded(
    const struct congressional_record_state *s, const char *number)
{
	const struct congressional_record_letter *l = s->letters;

	while (l != NULL && (l->text == NULL || strcmp(l->number, number) != 0))
		l = l->next;
	return l != NULL;
}

/*
 * Another transmittal begins under another number. One that differs from its
 * letter's belongs to it nevertheless, unless a letter before forwards it.
 */
static bool
granule_heads_another(
    const struct congressional_record_state *s, const char *number)
{
	if (s->heading != NULL)
		return strcmp(s->heading, number) != 0;
	return s->letter != NULL && strcmp(s->letter, number) != 0 &&
	    granule_is_forwarded(s, number);
}

static void
granule_take_block(struct reading *r, struct congressional_record_state *s,
    const char *text, size_t line)
{
	const char *number = granule_number_in(r, &heading, text);
	bool items = sections_start(text) != NULL;
	bool headless = items && s->has_items;

	if ((s->begun &&
		(pattern_is_in(&letter_head, text) ||
		    pattern_is_in(&speech, text))) ||
	    (number != NULL && granule_heads_another(s, number)) || headless)
		granule_end_piece(r, s);
	s->has_items = s->has_items || items;
	s->headless = s->headless || headless;
	if (number != NULL && s->heading == NULL)
		s->heading = number;
	number = granule_number_in(r, &letter_number, text);
	if (number != NULL && s->letter == NULL)
		s->letter = number;
	s->begun = s->begun || s->heading != NULL || s->letter != NULL ||
	    licence_is_letter(text) || items ||
	    pattern_is_in(&offer_letter, text);
	s->is_notice = s->is_notice || pattern_is_in(&about_arms, text);
	s->is_register = s->is_register || pattern_is_in(&register_marks, text);
	s->is_page = s->is_page || pattern_is_in(&page_head, text);
	unit_add(&s->piece, text, line);
}

/* A text that has lost its line breaks, line by line. */
static void
granule_take_run_on(struct reading *r, struct congressional_record_state *s,
    const char *text, size_t line)
{
	struct run_on rest = run_on_begin(r->unit_arena, text);

	s->closed = run_on_ends_in_rule(&rest);
	while ((text = run_on_next(r->unit_arena, &rest)) != NULL)
		granule_take_block(r, s, text, line);
}

static void
congressional_record_row(struct reading *r, void *state, const struct row *row)
{
	struct congressional_record_state *s = state;
	const char *text = row_get(row, "text");

	if (s->template.surface == NULL)
		congressional_record_begin(r, s);
	if (text == NULL)
		return;
	s->line = row->line;
	s->closed = strcmp(row_get(row, "element"), "rule") == 0;
	if (s->closed)
		return;
	text = unit_with_hyphens(r->unit_arena, text);
	granule_note_issue(r, s, text);
	if (run_on_is(text) && pattern_is_in(&is_transmittal, text))
		granule_take_run_on(r, s, text, row->line);
	else
		granule_take_block(r, s, text, row->line);
}

/* The letters of which nothing else is printed. */
static void
granule_read_letters(struct reading *r, struct congressional_record_state *s)
{
	for (const struct congressional_record_letter *l = s->letters;
	     l != NULL; l = l->next) {
		const struct given_notice *given =
		    given_notice_find(s->notices, l->number);
		struct unit u = { 0 };
		struct notice n = s->template;

		if (given != NULL) {
			if (l->text != NULL)
				granule_check_letter(
				    r, l->text, l->line, given);
			reading_no_record(r);
			continue;
		}
		if (l->text == NULL) {
			reading_fault(r, "transmittal", l->line, l->number,
			    "a letter forwards it, and it is not printed");
			reading_no_record(r);
			continue;
		}
		unit_add(&u, l->text, l->line);
		unit_read(r, &u);
		n.transmittal = l->number;
		notification_authority(r, &u, &n);
		letter_read(r, unit_text(&u), l->line, &n);
		notification_review(r, unit_text(&u), &n);
		granule_give(r, s, &n, l->line);
		reading_follow(r, NULL);
		unit_free(&u);
	}
}

static void
congressional_record_end(struct reading *r, void *state)
{
	struct congressional_record_state *s = state;

	if (s->template.surface == NULL)
		congressional_record_begin(r, s);
	granule_end_piece(r, s);
	granule_read_letters(r, s);
	if (s->is_page)
		reading_refuse(r, "document", 0, NULL,
		    "the text of a printed page, whose columns are mixed");
	if (s->is_notice && !s->is_register && !s->is_page)
		reading_recognise(r);
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
congressional_record_close(void *state)
{
	struct congressional_record_state *s = state;

	unit_free(&s->piece);
}

const struct transformer congressional_record_transformer = {
	.state_size = sizeof(struct congressional_record_state),
	.row = congressional_record_row,
	.end = congressional_record_end,
	.close = congressional_record_close,
};
