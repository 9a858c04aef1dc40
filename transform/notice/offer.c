#include "transform/notice/offer.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "transform/normalise/normalise.h"
#include "transform/notice/value_table.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

static COMPILED struct pattern mde_heading =
    PATTERN("^(?:\\(U\\) ?)?(?:Major Defense Equipment(?: ?\\(MDE\\))?"
	    "|MDE) ?(?:includes? ?)?\\*? ?: ?");
static COMPILED struct pattern other_heading =
    PATTERN("^(?:\\(U\\) ?)?(?:Non- ?(?:MDE"
	    "|Major Defense Equipment)(?: ?\\(Non-? ?MDE\\))?"
	    "|The following non-? ?(?:MDE|Major))[^:;]{0,80}: ?");
static COMPILED struct pattern also_included =
    PATTERN("^(?:\\(U\\) ?)?Also (?:included|requested)\\b");

/* A heading that was joined to the line before: "2 spares); Non-MDE:" */
static COMPILED struct pattern joined_heading = PATTERN(
    "(?<=[^\\s:])(?<!\\bthe)(?<!\\bfollowing)(?<!\\bthese)(?<!\\bother)"
    "(?<!\\band) (?:and )?(?=(?-i:Non- ?(?:MDE|Major Defense Equipment))"
    "(?: ?\\(Non-? ?MDE\\))?(?: (?:items|equipment))?(?: includes?)? ?:)");

/* "(See classified annex.)" in place of articles. */
static COMPILED struct pattern in_annex = PATTERN(
    "\\A\\W*(?:see|refer to|contained in|listed in|provided in|please see)\\b"
    "[^;]{0,60}\\b(?:annex|attach\\w+|enclos\\w+)\\b[^;]{0,40}\\z");

/* What is said of contractors outside of a justification that we find. */
static COMPILED struct pattern of_contractors =
    PATTERN("\\b(?:principal|prime) contractors?\\b");

static enum truth
offer_truth_of_unmarked(const struct notice *n)
{
	return n->mde.given && n->mde.cents == 0 ? TRUTH_NO : TRUTH_UNKNOWN;
}

/* One article a line, now and then several, or a sentence about them. */
static void
offer_read_listed_article(
    struct reading *r, const char *text, size_t line, struct item **list)
{
	struct quantity q;

	if (quantity_read(text, &q) == 0 || strchr(text, ';') != NULL ||
	    prose_counts_several(text))
		prose_items(r, text, line, TRUTH_YES, list);
	if (*list == NULL)
		prose_item(r, text, line, TRUTH_YES, list);
}

/*
 * The next line of the articles, or as much of it as is before a heading that
 * was joined to it. The cursor goes behind; where the line ends is found once.
 */
static const char *
offer_next_block(
    struct arena *arena, const char **cursor, const char **line_end)
{
	const char *text = *cursor;
	size_t length;
	struct match m;

	if (*line_end <= text)
		*line_end = text + strcspn(text, "\n");
	length = (size_t)(*line_end - text);
	if (pattern_find_in(&joined_heading, text, length, &m)) {
		length = (size_t)(m.start[0] - text);
		*cursor = m.start[0] + m.length[0];
	} else {
		*cursor = *line_end + (**line_end == '\n');
	}
	return arena_copy(arena, text, length);
}

/*
 * Since about 2018 item (iii) lists major defense equipment, one article a
 * line, under a heading of its own; before, it is running text.
 */
static void
offer_read_articles(struct reading *r, const struct unit *u,
    const struct section *section, struct notice *n)
{
	enum { RUNNING, MDE, OTHER } list = RUNNING;
	struct item **end = &n->items; /* of those before */
	const char *text = section->text;
	const char *line_end = text;
	size_t line = unit_line(u, section->at);

	while (*text != '\0') {
		const char *block =
		    offer_next_block(r->arena, &text, &line_end);
		struct match m;

		if (pattern_find(&other_heading, block, &m)) {
			list = OTHER;
			block += m.length[0];
		} else if (pattern_find(&mde_heading, block, &m)) {
			list = MDE;
			block += m.length[0];
		} else if (list == MDE &&
		    pattern_is_in(&also_included, block)) {
			list = OTHER;
		}
		if (*block == '\0')
			continue;
		if (pattern_is_in(&in_annex, block)) {
			reading_fault(
			    r, "description", line, block, "is in an annex");
			continue;
		}
		block = prose_behind_bullet(block);
		if (list == OTHER)
			prose_items(r, block, line, TRUTH_NO, end);
		else if (list == RUNNING)
			prose_sale(
			    r, block, line, offer_truth_of_unmarked(n), end);
		else
			offer_read_listed_article(r, block, line, end);
		while (*end != NULL)
			end = &(*end)->next;
	}
}

/* "Denmark - Example Ferries" under a notice to Norway is of another. */
static void
offer_check_title(struct reading *r, const struct notice *n, size_t line)
{
	const char *dash =
	    n->title == NULL ? NULL : strstr(n->title, " \xE2\x80\x93 ");
	const char *name;
	struct country country;

	if (dash == NULL)
		return;
	name = arena_copy(r->arena, n->title, (size_t)(dash - n->title));
	if (!country_read(r->reference, name, &country) ||
	    *country.iso3 == '\0')
		return;
	for (const struct purchaser *p = n->purchasers; p != NULL;
	     p = p->next) {
		if (p->country.name == NULL ||
		    strcmp(p->country.iso3, country.iso3) == 0)
			return;
	}
	reading_fault(r, "title", line, n->title,
	    "the policy justification is of another purchaser");
}

/* What sentences count, without the faults of reading it. */
static struct item *
offer_told_articles(struct reading *r, const char *text, size_t line)
{
	struct fault **end = r->faults_end == NULL ? &r->faults : r->faults_end;
	struct item *told = NULL;

	prose_sale(r, text, line, TRUTH_UNKNOWN, &told);
	*end = NULL;
	r->faults_end = end;
	return told;
}

/*
 * The articles that the justification counts: those of the same name must be as
 * many, be it in one of several sentences.
 */
static void
offer_check_articles(
    struct reading *r, const char *text, size_t line, const struct notice *n)
{
	struct item *told = offer_told_articles(r, text, line);
	struct map *counted = map_new(); /* names, and names with numbers */

	for (const struct item *i = told; i != NULL; i = i->next) {
		const char *name = name_key(r->arena, i->designation);

		if (i->quantity.precision != PRECISION_EXACT)
			continue;
		map_mark(counted, name);
		map_mark2(counted, name,
		    arena_print(r->arena, "%" PRId64, i->quantity.count));
	}
	for (const struct item *i = n->items; i != NULL; i = i->next) {
		const char *name = name_key(r->arena, i->designation);

		if (i->quantity.precision == PRECISION_EXACT &&
		    map_get(counted, name) != NULL &&
		    map_mark2(counted, name,
			arena_print(r->arena, "%" PRId64, i->quantity.count)))
			reading_fault(r, "quantity", line, i->designation,
			    "the policy justification counts another number");
	}
	map_free(counted);
}

/* What the justification says in sentences; it must agree with the table. */
static void
offer_read_justification(struct reading *r, struct unit *u, struct notice *n)
{
	struct justification policy;
	struct money total;
	struct match m;
	size_t line;

	justification_cut(r->arena, unit_text(u), &policy);
	if (policy.text == NULL) {
		if (pattern_find(&of_contractors, unit_text(u), &m))
			reading_fault(r, "contractor", unit_line(u, m.start[0]),
			    NULL, "outside of a policy justification");
		return;
	}
	line = unit_line(u, policy.at);
	n->title = policy.title;
	offer_check_title(r, n, line);
	if (n->items == NULL)
		prose_named(r, policy.text, line, offer_truth_of_unmarked(n),
		    &n->items);
	else
		offer_check_articles(r, policy.text, line, n);
	prose_contractors(r, policy.text, line, &n->contractors);
	prose_representatives(
	    r, policy.text, line, &n->us_government_reps, &n->contractor_reps);
	if (!prose_total(r, policy.text, line, &total))
		return;
	if (!n->total.given)
		n->total = total;
	else if (n->total.cents != total.cents)
		reading_fault(r, "total_usd", line, policy.title,
		    "the policy justification has another total");
}

/* 1997: the covering letter is text, and its amount the only one. */
static void
offer_read_letter(struct reading *r, struct unit *u, struct notice *n)
{
	const char *text = unit_text(u);
	const char *items;
	size_t length;

	if (n->total.given)
		return;
	items = unit_items(u);
	length = items == NULL ? strlen(text) : (size_t)(items - text);
	prose_total(r, arena_copy(r->arena, text, length), 0, &n->total);
}

void
offer_read(struct reading *r, struct unit *u,
    const struct section sections[SECTION_COUNT], struct notice *n)
{
	const struct section *s = sections;

	if (s[SECTION_VALUE].at != NULL) {
		reading_basis(r, "other_usd", s[SECTION_VALUE].text,
		    strlen(s[SECTION_VALUE].text));
		value_table_read(r, s[SECTION_VALUE].text,
		    unit_line(u, s[SECTION_VALUE].at), n);
	}
	offer_read_articles(r, u, &s[SECTION_DESCRIPTION], n);
	offer_read_justification(r, u, n);
	offer_read_letter(r, u, n);
}
