/*
 * Contracts that the Department of Defense announces each working day, one page
 * a day, one paragraph an award: see docs/SOURCES.md.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/map.h"
#include "base/text.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"
#include "transform/source/dod_contracts/announcement.h"
#include "transform/source/dod_contracts/page.h"
#include "transform/source/sources.h"

/* A page is never as long, nor a paragraph: what is, is cut, with a fault. */
#define PAGE_MAX ((size_t)4 * 1024 * 1024)
#define PARAGRAPH_MAX ((size_t)64 * 1024)
/* Asterisks of a footnote. */
#define MARKS_MAX 16

struct contracts_paragraph {
	const char *text;
	const char *department;
	size_t line;
};

struct contracts_page {
	struct arena *arena;
	const char *title;
	const char *heading; /* the first <h1>, where no title is marked */
	bool is_whole;       /* a page of the publisher, not an extract */
	bool has_body;       /* a part that we know to hold the paragraphs */
	bool cut;
	bool says_none; /* that there are no contracts on this day */
	size_t length;
	const char *department;
	struct contracts_paragraph *list;
	size_t count;
	size_t room;
	/* Of a page without such a part: all its blocks. */
	struct contracts_paragraph *rest;
	size_t rest_count;
	size_t rest_room;
	bool rest_cut;
	/* "*Small business", by how many marks it has. */
	const char *footnotes[MARKS_MAX + 1];
	const char *label; /* "CORRECTION", of the next paragraph */
	struct text open;  /* the last paragraph, if it went on in others */
	struct day day;
	struct map *seen; /* of numbers: how many awards had them */
	/* What the next paragraph is the corrected text of. */
	bool leads_on;
	struct day corrected_on;
};

/* Ends what contracts_go_on() gathered. */
static void
contracts_end_paragraph(struct contracts_page *p)
{
	if (p->open.length > 0)
		p->list[p->count - 1].text =
		    arena_copy(p->arena, p->open.bytes, p->open.length);
	text_empty(&p->open);
}

static void
contracts_go_on(struct contracts_page *p, const char *text)
{
	if (p->open.length == 0)
		text_add_string(&p->open, p->list[p->count - 1].text);
	if (p->open.length + 1 + strlen(text) > PARAGRAPH_MAX) {
		p->cut = true;
		return;
	}
	text_add_string(&p->open, " ");
	text_add_string(&p->open, text);
}

static void
contracts_keep(struct contracts_page *p, const char *text, size_t line)
{
	if (p->count > 0 && p->label == NULL &&
	    p->list[p->count - 1].department == p->department &&
	    contracts_block_continues(text)) {
		contracts_go_on(p, text);
		return;
	}
	contracts_end_paragraph(p);
	p->list = list_room(p->list, p->count, &p->room, sizeof(*p->list));
	p->list[p->count++] = (struct contracts_paragraph){ p->label == NULL
		    ? arena_string(p->arena, text)
		    : arena_print(p->arena, "%s: %s", p->label, text),
		p->department, line };
	p->label = NULL;
}

/* Of several with as many marks the first is kept. */
static void
contracts_keep_footnote(struct contracts_page *p, const char *text)
{
	const char *s = text + strspn(text, " ");
	size_t marks = strspn(s, "*");

	if (marks > MARKS_MAX || p->footnotes[marks] != NULL)
		return;
	s += marks;
	p->footnotes[marks] = arena_string(p->arena, s + strspn(s, " "));
}

static void
contracts_keep_label(struct contracts_page *p, const char *text)
{
	size_t length;

	text += strspn(text, " *");
	length = strlen(text);
	while (length > 0 && strchr(" *:-", text[length - 1]) != NULL)
		length--;
	p->label = arena_copy(p->arena, text, length);
}

/* "AIR FORCE: Zeta Corp., Reno, Nevada": a heading in the paragraph. */
static const char *
contracts_take_heading(struct contracts_page *p, const char *text)
{
	static COMPILED struct pattern form = PATTERN(
	    "(?-i)\\A ?([A-Z][A-Z.]*(?: [A-Z.]+){0,5}) ?: ?(?=[*A-Z0-9])");
	const char *heading;
	struct match m;

	if (!pattern_find(&form, text, &m))
		return text;
	heading = match_text(p->arena, &m, 1);
	if (!contracts_is_department(heading))
		return text;
	p->department = contracts_department(p->arena, heading);
	return m.start[0] + m.length[0];
}

static void
contracts_take_block(struct contracts_page *p, const char *text, size_t line)
{
	size_t length = strlen(text);

	if (p->length + length > PAGE_MAX || length > PARAGRAPH_MAX) {
		p->cut = true;
		return;
	}
	p->length += length;
	text = contracts_without_site(p->arena, text);
	switch (contracts_block_kind(text)) {
	case CONTRACTS_NOTHING:
		p->says_none = p->says_none || contracts_says_none(text);
		break;
	case CONTRACTS_FOOTNOTE:
		contracts_keep_footnote(p, text);
		break;
	case CONTRACTS_LABEL:
		contracts_keep_label(p, text);
		break;
	case CONTRACTS_DEPARTMENT:
		p->department = contracts_department(p->arena, text);
		break;
	case CONTRACTS_PARAGRAPH:
		contracts_keep(p, contracts_take_heading(p, text), line);
		break;
	}
}

static void
contracts_take_rest(struct contracts_page *p, const char *text, size_t line)
{
	size_t length = strlen(text);

	if (p->has_body)
		return;
	if (p->length + length > PAGE_MAX || length > PARAGRAPH_MAX) {
		p->rest_cut = true;
		return;
	}
	p->length += length;
	p->rest =
	    list_room(p->rest, p->rest_count, &p->rest_room, sizeof(*p->rest));
	p->rest[p->rest_count++] =
	    (struct contracts_paragraph){ arena_string(p->arena, text), NULL,
		    line };
}

/* Whether a block has what an award has, though it does not say that it is. */
static bool
contracts_may_be_award(const char *text)
{
	static COMPILED struct pattern contract_activity =
	    PATTERN("\\bcontracting activity\\b");
	static COMPILED struct pattern contract_dollars =
	    PATTERN("\\$ ?\\d[\\d.]*,\\d{3}.*\\bcontract");

	return pattern_is_in(&contract_activity, text) ||
	    pattern_is_in(&contract_dollars, text);
}

/* What stands around the paragraphs in such a page is nobody's fault. */
static void
contracts_sift_rest(struct reading *r, struct contracts_page *p)
{
	struct announced unused;
	bool labelled = false;

	p->length = 0;
	p->cut = p->cut || (!p->has_body && p->rest_cut);
	for (size_t i = 0; !p->has_body && i < p->rest_count; i++) {
		const char *text = p->rest[i].text;
		enum contracts_block kind = contracts_block_kind(text);

		if (kind == CONTRACTS_DEPARTMENT ? contracts_is_department(text)
						 : kind == CONTRACTS_FOOTNOTE ||
			    kind == CONTRACTS_LABEL || labelled ||
			    announcement_is_correction(text) ||
			    contracts_may_be_award(text) ||
			    announcement_cut(r, text, 0, &unused))
			contracts_take_block(p, text, p->rest[i].line);
		labelled = kind == CONTRACTS_LABEL;
	}
}

static void
contracts_row(struct reading *r, void *state, const struct row *row)
{
	struct contracts_page *p = state;
	const char *element = row_get(row, "element");
	const char *region = row_get(row, "region");
	const char *text = row_get(row, "text");

	(void)r;
	if (p->arena == NULL)
		p->arena = arena_new();
	if (region != NULL && strcmp(region, "article-view") == 0)
		p->is_whole = true;
	if (text == NULL || element == NULL || strcmp(element, "a") == 0 ||
	    strcmp(element, "meta") == 0)
		return;
	if (region != NULL && strcmp(region, "maintitle") == 0) {
		if (p->title == NULL)
			p->title = arena_string(p->arena, text);
	} else if (strcmp(element, "h1") == 0 ||
	    strcmp(element, "title") == 0) {
		if (p->heading == NULL || contracts_is_title(text))
			p->heading = arena_string(p->arena, text);
	} else if (region != NULL && strcmp(region, "body") == 0) {
		p->has_body = true;
		contracts_take_block(p, text, row->line);
	} else {
		contracts_take_rest(p, text, row->line);
	}
}

/* What the asterisks at a name refer to; the marks themselves, if nothing. */
static const char *
contracts_footnote(const struct contracts_page *p, const char *marks)
{
	size_t length = marks == NULL ? 0 : strlen(marks);

	return length > 0 && length <= MARKS_MAX && p->footnotes[length] != NULL
	    ? p->footnotes[length]
	    : marks;
}

/* What tells an award from the others of the page, in all its versions. */
static const char *
contracts_identity(
    struct reading *r, struct contracts_page *p, const struct award *a)
{
	const char *key = a->numbers != NULL ? a->numbers->text
	    : a->contractors != NULL ? name_key(r->arena, a->contractors->name)
				     : "";
	size_t *times;

	if (p->seen == NULL)
		p->seen = map_new();
	key = arena_print(r->arena, "%s %s", key,
	    a->kind == AWARD_CORRECTION ? "correction" : "");
	times = map_get(p->seen, key);
	if (times == NULL) {
		times = arena_alloc(p->arena, sizeof(*times));
		map_add(p->seen, key, times);
	}
	return arena_print(r->arena, "%s%zu", key, ++*times);
}

/* The corrected text comes behind what announces it, of the same contract. */
static void
contracts_note_correction(struct contracts_page *p, struct award *a)
{
	if (a->kind == AWARD_CORRECTION) {
		p->leads_on = announcement_leads_on(a->description);
		p->corrected_on = a->corrected_on;
		return;
	}
	if (p->leads_on) {
		a->corrects = true;
		a->corrected_on = p->corrected_on;
	}
	p->leads_on = false;
}

static void
contracts_read_paragraph(struct reading *r, struct contracts_page *p,
    const struct contracts_paragraph *paragraph)
{
	struct announced text;
	struct award a = {
		.article = contracts_article(r->arena, r->document->url),
		.is_whole_page = p->is_whole,
		.department = paragraph->department,
		.announced_on = p->day,
		.awarded_on = p->day,
	};

	if (!announcement_cut(r, paragraph->text, paragraph->line, &text) &&
	    !announcement_is_correction(paragraph->text)) {
		reading_fault(r, "award", paragraph->line, paragraph->text,
		    "does not say that something is awarded");
		reading_no_record(r);
		return;
	}
	announcement_read(&text, &a);
	for (struct awardee *c = a.contractors; c != NULL; c = c->next)
		c->footnote = contracts_footnote(p, c->footnote);
	if (a.department == NULL)
		reading_fault(r, "department", paragraph->line, NULL,
		    "no heading stands above");
	contracts_note_correction(p, &a);
	a.identity = contracts_identity(r, p, &a);
	reading_award(r, &a);
}

/*
 * Where the next award begins in a paragraph, if the break before it is
 * missing: behind the activity of one, with its own contractor, its town, its
 * sum and its activity; or NULL.
 */
static const char *
contracts_next_award(struct reading *r, const char *text)
{
	static COMPILED struct pattern of_activity =
	    PATTERN("\\bcontracting activity\\b");
	static COMPILED struct pattern of_place =
	    PATTERN("(?-i)\\A\\*?(?!(?:The|This|It|Work|Each) )[A-Z0-9][^,;]*"
		    ", [A-Z]");
	const char *cursor = text;
	const char *sentence;
	struct announced unused;

	while ((sentence = sentence_next(r->arena, &cursor)) != NULL) {
		const char *start = cursor + strspn(cursor, " \n\t");
		const char *behind = start;

		if (!pattern_is_in(&of_activity, sentence))
			continue;
		sentence = sentence_next(r->arena, &behind);
		if (sentence != NULL && strchr(sentence, '$') != NULL &&
		    pattern_is_in(&of_place, sentence) &&
		    announcement_cut(r, sentence, 0, &unused) &&
		    pattern_is_in(&of_activity, behind))
			return start;
	}
	return NULL;
}

static void
contracts_read_awards(struct reading *r, struct contracts_page *p,
    const struct contracts_paragraph *paragraph)
{
	struct contracts_paragraph one = *paragraph;
	const char *next;

	while ((next = contracts_next_award(r, one.text)) != NULL) {
		const char *text = one.text;
		size_t length = (size_t)(next - text);

		while (length > 0 && isspace((unsigned char)text[length - 1]))
			length--;
		one.text = arena_copy(r->arena, text, length);
		contracts_read_paragraph(r, p, &one);
		one.text = next;
	}
	contracts_read_paragraph(r, p, &one);
}

static void
contracts_read_title(
    struct reading *r, struct contracts_page *p, const char *title)
{
	if (title == NULL || !contracts_title_day(r, title, &p->day)) {
		if (r->document->published_on == NULL ||
		    !day_read(r->document->published_on, &p->day))
			reading_fault(r, "announced_on", 0, title,
			    "the title names no day");
		return;
	}
	memcpy(r->published_on,
	    arena_print(r->arena, "%04d-%02d-%02d", p->day.year, p->day.month,
		p->day.day),
	    11);
}

static void
contracts_end(struct reading *r, void *state)
{
	struct contracts_page *p = state;
	const char *title = p->title != NULL ? p->title : p->heading;

	if (contracts_is_title(title) && reading_recognise(r))
		return;
	if (p->arena == NULL)
		p->arena = arena_new();
	contracts_read_title(r, p, title);
	contracts_sift_rest(r, p);
	contracts_end_paragraph(p);
	if (p->cut)
		reading_fault(r, "document", 0, NULL, "too long to be one");
	if (p->label != NULL)
		reading_fault(r, "correction", 0, p->label,
		    "no paragraph follows the label");
	if (p->count == 0 && !p->says_none)
		reading_fault(
		    r, "document", 0, NULL, "no paragraph of an award in it");
	reading_no_record(r);
	for (size_t i = 0; i < p->count; i++)
		contracts_read_awards(r, p, &p->list[i]);
	if (r->records == 0 && r->is_recognised && !p->says_none)
		reading_refuse(r, "award", 0, NULL,
		    "no paragraph says that something is awarded");
}

static void
contracts_close(void *state)
{
	struct contracts_page *p = state;

	free(p->list);
	free(p->rest);
	text_free(&p->open);
	map_free(p->seen);
	arena_free(p->arena);
}

const struct transformer dod_contracts_transformer = {
	.state_size = sizeof(struct contracts_page),
	.row = contracts_row,
	.end = contracts_end,
	.close = contracts_close,
};
