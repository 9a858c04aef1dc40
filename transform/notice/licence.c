#include "transform/notice/licence.h"

#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/notice/licence_letter.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

static COMPILED struct pattern pursuant =
    PATTERN("Pursuant to (?:the .{0,80}?)?(?:sub)?Sections? ?36 ?" LICENCE_PART(
	"[cd]"));
static COMPILED struct pattern transaction =
    PATTERN("\\bThe transactions? (?:contained|described|covered"
	    "|involves?)\\b");
static COMPILED struct pattern of_publishing = PATTERN("36 ?\\(f\\)");
static COMPILED struct pattern number_form =
    PATTERN("(?:Transmittal|(Notification)) (?:Nos?\\.?"
	    "|Number) ?:? ?(D?DTC[ -]*[\\dOIl]+[^\\w\\s.,;]{1,3}[\\dOIl]+"
	    "(?: \\d+\\b)?)");
/* "Transmittal Nos. DDTC 20-011 and 20-012", "DDTC 20-011 through 20-013" */
static COMPILED struct pattern other_number =
    PATTERN("\\A(?: ?[,;&] ?| (?=and\\b)| (?:through|thru|to) )(?:and )?"
	    "(?:Transmittal (?:Nos?\\.?|Number) ?)?"
	    "((?:D?DTC[ -]*)?\\d{2,3}[^\\w\\s.,;]{1,3}\\d{2,3})\\b");
static COMPILED struct pattern involving =
    PATTERN("\\b(?:it|they|transactions?|certifications?|licenses?|agreements?"
	    "|exports?|amendments?)\\b(?: \\w+){0,6}? involv(?:es?|ing)\\b");

struct licence_letters {
	struct reading *reading;
	const struct notice *template;
	struct licence_letter letter;
	const char *ended; /* the number of the letter before */
	size_t count;
};

static void
licence_end_letter(struct licence_letters *s)
{
	struct licence_letter *l = &s->letter;
	struct day date = l->number_first ? l->date : (struct day){ 0 };
	const char *date_text = l->number_first ? l->date_text : NULL;

	if (l->object != NULL) {
		s->ended = l->number;
		licence_letter_give(s->reading, l, s->template);
		s->count++;
	}
	/* In the form of 2025 one date may stand over several letters. */
	*l = (struct licence_letter){ .date = date,
		.date_text = date_text,
		.number_first = l->number_first };
}

/*
 * It follows the letter as an enclosure. Since 2025 it leads as "Notification
 * Number"; about 2010 it was printed at both ends. What is enclosed may be
 * printed below, under the same number.
 */
static void
licence_take_number(
    struct licence_letters *s, const struct match *m, bool leads, size_t line)
{
	struct licence_letter *l = &s->letter;
	const char *number = match_text(s->reading->unit_arena, m, 2);

	if (leads) {
		if (l->object != NULL)
			licence_end_letter(s);
		l->number = number;
	} else if (l->object == NULL) {
		if (s->ended == NULL || strcmp(s->ended, number) != 0)
			reading_fault(s->reading, "transmittal", line, number,
			    "a number that belongs to no letter");
	} else {
		if (l->number == NULL)
			l->number = number;
		licence_end_letter(s);
	}
}

static void
licence_take_date(struct licence_letters *s, struct day date, const char *text)
{
	if (s->letter.object != NULL)
		licence_end_letter(s);
	s->letter.date = date;
	s->letter.date_text = text;
}

static void
licence_take_object(struct licence_letters *s, const char *block, size_t line)
{
	struct licence_letter *l = &s->letter;

	if (l->object != NULL)
		licence_end_letter(s);
	l->object = block;
	l->line = line;
}

/* "May 12, 2010", alone, behind a place, or before a bracket; or NULL. */
static const char *
licence_find_date(
    struct licence_letters *s, const char *block, size_t line, struct day *date)
{
	static COMPILED struct pattern place =
	    PATTERN("\\AWashington, ?D\\.? ?C\\.?,? ");
	/* "August l9, 2025", where a day would stand alone */
	static COMPILED struct pattern like_day = PATTERN(
	    "\\A ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.? ?"
	    "[\\dOIl][\\dOIl ,.]{4,9}\\z");
	struct match m;
	size_t length;

	if (pattern_find(&place, block, &m))
		block += m.length[0];
	length = strcspn(block, "(");
	if (length >= 40)
		return NULL;
	block = arena_copy(s->reading->unit_arena, block, length);
	if (day_read(block, date))
		return block;
	if (!pattern_is_in(&like_day, block))
		return NULL;
	reading_fault(s->reading, "delivered_on", line, block, "not a day");
	*date = (struct day){ 0 };
	return block;
}

/* What it is about; a second transaction has no record of its own. */
static void
licence_take_content(struct licence_letters *s, const char *block, size_t line)
{
	const char *rest = NULL;
	struct match m;

	if (s->letter.content == NULL &&
	    pattern_find(&transaction, block, &m)) {
		s->letter.content = rest = m.start[0];
		sentence_next(s->reading->unit_arena, &rest);
	} else if (block != s->letter.object) {
		rest = block;
	}
	if (rest != NULL && pattern_find(&involving, rest, &m))
		reading_fault(s->reading, "description", line,
		    arena_copy(
			s->reading->unit_arena, m.start[0], strlen(m.start[0])),
		    "a second transaction of one letter");
}

/* The block lives as long as the unit: a letter's pieces are of several. */
static void
licence_take_block(struct licence_letters *s, const char *block, size_t line)
{
	struct day date;
	struct match m;
	const char *dated = licence_find_date(s, block, line, &date);

	if (dated != NULL)
		licence_take_date(s, date, dated);
	if (pattern_is_in(&pursuant, block) &&
	    !pattern_is_in(&of_publishing, block))
		licence_take_object(s, block, line);
	if (s->letter.object != NULL)
		licence_take_content(s, block, line);
	if (!pattern_find(&number_form, block, &m))
		return;
	licence_take_number(s, &m, dated != NULL || m.start[1] != NULL, line);
	s->letter.number_first = m.start[1] != NULL;
	if (pattern_find(&other_number, m.start[0] + m.length[0], &m))
		reading_fault(s->reading, "transmittal", line,
		    match_text(s->reading->unit_arena, &m, 1),
		    "a second number of one letter");
}

bool
licence_is_letter(const char *text)
{
	const char *end = text + strlen(text);
	struct match m;

	for (; pattern_find_in(&pursuant, text, (size_t)(end - text), &m);
	     text = m.start[0] + m.length[0]) {
		size_t rest = strcspn(m.start[0], "\n");

		if (!pattern_find_in(&of_publishing, m.start[0], rest, &m))
			return true;
	}
	return false;
}

const char *
licence_number(struct arena *arena, const char *text)
{
	struct match m;

	return pattern_find(&number_form, text, &m)
	    ? transmittal_read(arena, match_text(arena, &m, 2))
	    : NULL;
}

size_t
licences_read(
    struct reading *r, const struct unit *u, const struct notice *template)
{
	struct licence_letters s = { .reading = r, .template = template };
	const char *text = u->text.bytes;

	for (size_t i = 0; i < u->count; i++) {
		const char *block = text + u->marks[i].offset;
		size_t length = i + 1 < u->count
		    ? u->marks[i + 1].offset - u->marks[i].offset - 1
		    : strlen(block);

		block = arena_copy(r->unit_arena, block, length);
		licence_take_block(&s, block, u->marks[i].line);
	}
	licence_end_letter(&s);
	return s.count;
}
