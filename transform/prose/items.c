#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/counted.h"
#include "transform/prose/parts.h"
#include "transform/prose/prose.h"
#include "transform/prose/range.h"
#include "transform/prose/uncounted.h"

#define BULLET "\xE2\x80\xA2"
#define NAME_MAX_LENGTH 400
#define WORD_MAX 24 /* as much of a name as tells its last word */

static COMPILED struct pattern only_words = PATTERN("\\A(?:none|n/?a)[.]?\\z");

/* What the names of articles do not end with: it leads on to the next. */
static COMPILED struct pattern leads_on = PATTERN(
    "(?: (?:also )?(?:(?:may|will|would|shall)(?: also)? be|are)"
    "(?: also)?(?: included| provided| requested| procured)?)?"
    "[ ,;:.*-]*(?:" BULLET ")?(?:,? (?:and|and/or|plus|with|to include"
    "|and also|also|(?:which |that )?include[sd]?|including|consisting of"
    "|compris(?:ed of|ing)|(?:composed|made up) of|(?:which|that) consists? of"
    "|of which|(?:and )?as well as|(?:along|together) with"
    "|in addition to|(?:(?:equipped|outfitted|fitted|armed) )?with the"
    " following|the following|(?:with )?(?:an |the )?options? (?:for|of|to (?:buy"
    "|purchase|procure|acquire))(?: an)?))?[ ,;:.*]*\\z");

/*
 * "pods that will be added to a previously implemented case", "tanks and
 * follow-on support for 4 others"
 */
static COMPILED struct pattern about_other = PATTERN(
    ",? (?:(?:that|which) (?:will|would) be added\\b|to be added to\\b"
    "|and (?:[\\w-]+ ){0,2}?(?:support|sustainment) (?:of|for) (?:(?:its"
    "|their|the|existing) )*(?:\\d|\\(\\d|\\w+ \\(\\d)).*\\z"
    "|,? or,? (?:alternatively|instead|optionally|else)\\b.*\\z"
    "|,? (?:that|which)? ?to (?:an?|its|the|their) (?:previous|existing|earlier)"
    ".*\\z"
    "|,? and to (?:moderni[sz]e|upgrade|convert|refurbish|support|sustain"
    "|maintain|retrofit|overhaul|repair|modify)\\b.*\\z"
    "|,? and an? (?:net |total |estimated )*(?:increase|decrease|cost|value)\\b"
    ".*\\z"
    "|,? (?:for|valued at|costing|at (?:a|an estimated) (?:cost|value) of)"
    " (?:about |approximately |an estimated )?(?:US ?)?\\$.*\\z"
    "|,? and non-? ?MDE\\z");

/* "(MDE)" behind a name tells what it is. */
static COMPILED struct pattern mde_bracket =
    PATTERN("[ ,]*\\((non-? ?)?(?:MDE|Major Defense Equipment)\\)[ .;,]*\\z");

/*
 * "4 each radars", "3 x radars", "36 - howitzers": a word of the count, not of
 * the name.
 */
static COMPILED struct pattern count_word =
    PATTERN("\\A(?:(?:each|ea[.]?|x|nos?[.]):?|-|\xE2\x80[\x93\x94]) "
	    "(?=[\\w(.])");

/* "launchers \\1\\": of a note, not of the name. */
static COMPILED struct pattern note_mark =
    PATTERN(" ?\\\\[\\d*]{1,2}\\\\[ .;,]*\\z");

/* A heading that follows a name in its line: "(AAVs) Weapons:" */
static COMPILED struct pattern heading_behind =
    PATTERN("(?-i)(?<=\\)) [A-Z]\\w+(?: \\w+)?:[ ]*\\z");

static struct item **
item_end(struct item **list)
{
	while (*list != NULL)
		list = &(*list)->next;
	return list;
}

static const char *
item_trim_designation(
    struct arena *arena, const char *s, size_t length, enum truth *is_mde)
{
	const char *copy;
	struct match m;

	while (length > 0 && strchr(" ,;:*", *s) != NULL) {
		s++;
		length--;
	}
	if (pattern_find_in(&count_word, s, length, &m)) {
		s += m.length[0];
		length -= m.length[0];
	}
	if (pattern_find_in(&note_mark, s, length, &m))
		length = (size_t)(m.start[0] - s);
	if (pattern_find_in(&about_other, s, length, &m))
		length = (size_t)(m.start[0] - s);
	if (pattern_find_in(&heading_behind, s, length, &m))
		length = (size_t)(m.start[0] - s);
	if (pattern_find_in(&leads_on, s, length, &m))
		length = (size_t)(m.start[0] - s);
	if (pattern_find_in(&mde_bracket, s, length, &m)) {
		*is_mde = m.start[1] == NULL ? TRUTH_YES : TRUTH_NO;
		length = (size_t)(m.start[0] - s);
	}
	if (pattern_find_in(&leads_on, s, length, &m))
		length = (size_t)(m.start[0] - s);
	copy = arena_copy(arena, s, length);
	return *copy == '\0' ? NULL : copy;
}

/* The item, or NULL if nothing is named. */
static struct item *
item_new(struct reading *r, const char *text, size_t quantity_length,
    const struct quantity *q, const char *end, size_t line, enum truth is_mde)
{
	const char *rest = text + quantity_length;
	struct item *item = arena_alloc(r->arena, sizeof(*item));

	*item = (struct item){ .is_mde = is_mde };
	item->designation = item_trim_designation(
	    r->arena, rest, (size_t)(end - rest), &item->is_mde);
	if (quantity_length > 0) {
		item->quantity_text =
		    arena_copy(r->arena, text, quantity_length);
		item->quantity = *q;
		if (q->precision == PRECISION_NONE)
			reading_fault(r, "quantity", line, item->quantity_text,
			    "words and figures differ");
	}
	return item->designation == NULL ? NULL : item;
}

bool
prose_counts_several(const char *text)
{
	struct counted_number n = { 0 };
	const char *at = text;
	size_t count = 0;

	while (count < 2 && counted_next(text, at, &n)) {
		at = n.at + n.length;
		count += n.what == COUNTED_ARTICLES;
	}
	return count == 2;
}

/*
 * "(1) Twenty-four (24) launchers": the first numbers the line. A bracket may
 * count as well, "(10) 120 mm mortars": it does unless another number that counts
 * follows it.
 */
const char *
prose_behind_bullet(const char *text)
{
	static COMPILED struct pattern bullet =
	    PATTERN("\\A ?(?:-+|\xE2\x80[\x93\x94\xA2]|\xC2\xB7|[*]+"
		    "|\\[(?:bull|middot|squ|square)\\]|<bullet>|o(?= [A-Z\\d(])"
		    "|((\\()?(?:\\d{1,2}|[a-z])[.)])(?= \\S)) ?");
	const char *behind;
	size_t length;
	struct quantity q;
	struct match m;

	if (!pattern_find(&bullet, text, &m))
		return text;
	behind = text + m.length[0];
	length = range_read(behind, &q);
	if (m.start[1] != NULL && m.start[2] == NULL)
		return behind; /* "12) 5-ton trucks" */
	return length > 0 &&
		(m.start[2] == NULL || !counted_is_size(behind + length))
	    ? behind
	    : text;
}

/* Why an article's number is none: 24 of "24+3 pods", 9 of "9 mm pistols". */
static const char *
item_number_problem(const char *text, size_t length, const struct quantity *q)
{
	if (length == 0)
		return counted_misprint(text) > 0 ? "is no number" : NULL;
	if (counted_is_sum(text + length))
		return "is told as a sum";
	if (counted_is_broken(text, length, q))
		return "goes on in a way that is not understood";
	return strspn(text, "0123456789,") == length &&
		counted_is_size(text + length)
	    ? "may be a measure, not how many there are"
	    : NULL;
}

void
prose_item(struct reading *r, const char *text, size_t line, enum truth is_mde,
    struct item **list)
{
	struct quantity q = { 0 };
	const char *problem;
	size_t length;

	text = prose_behind_bullet(text);
	length = range_read(text, &q);
	problem = item_number_problem(text, length, &q);
	if (problem != NULL) {
		reading_fault(r, "quantity", line, text, problem);
		q = (struct quantity){ 0 };
		length = 0;
	}
	if (!pattern_is_in(&only_words, text))
		*item_end(list) = item_new(
		    r, text, length, &q, text + strlen(text), line, is_mde);
}

/* A number of a text that counts articles. */
struct item_number {
	struct counted_number number;
	char sign;   /* before it: ',' or ';' parts it from others */
	bool commas; /* a comma ends its name */
};

struct item_numbers {
	struct item_number *items;
	size_t count;
	size_t room;
};

/* So much behind a number that counts nothing we know is shown. */
#define UNKNOWN_MOST 60

static void
item_unknown(struct reading *r, const struct counted_number *n, size_t line)
{
	size_t most = n->length + UNKNOWN_MOST;
	size_t length = n->length;

	while (length < most && strchr(",;.\n", n->at[length]) == NULL)
		length++;
	while ((n->at[length] & 0xC0) == 0x80)
		length--;
	reading_fault(r, "quantity", line, arena_copy(r->arena, n->at, length),
	    "a quantity that is no item we know");
}

/* The last sign before a number, behind which it was listed: ',' or ';'. */
static char
item_sign_before(const char *text, const char *at)
{
	static COMPILED struct pattern joint =
	    PATTERN("([,;\\n:.])? (?:(?:and|plus|and/or) )?(?:an? )?"
		    "(?:additional )?\\z");
	size_t size = (size_t)(at - text);
	struct match m;

	size = size > 40 ? 40 : size;
	return pattern_find_in(&joint, at - size, size, &m) &&
		m.start[1] != NULL
	    ? *m.start[1]
	    : '\0';
}

static struct item_numbers
item_numbers(struct reading *r, const char *text, size_t line)
{
	struct item_numbers list = { 0 };
	struct counted_number n = { 0 };
	const char *at = text;

	while (counted_next(text, at, &n)) {
		at = n.at + n.length;
		if (n.what == COUNTED_UNKNOWN)
			item_unknown(r, &n, line);
		if (n.what != COUNTED_ARTICLES)
			continue;
		list.items = list_room(
		    list.items, list.count, &list.room, sizeof(*list.items));
		list.items[list.count++] = (struct item_number){ .number = n,
			.sign = item_sign_before(text, n.at) };
	}
	return list;
}

/* Whether the names of a text are parted by semicolons. */
static bool
item_by_semicolons(const char *text, const struct item_numbers *list)
{
	size_t semicolons = 0;

	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].sign == ';')
			return true;
	}
	for (const char *p = text; *p != '\0' && semicolons < 2;) {
		semicolons += *p == ';';
		p = *p == '(' ? counted_behind_bracket(p) : p + 1;
	}
	return semicolons >= 2;
}

/* A comma ends the names between two semicolons if one parts two of them. */
static void
item_find_commas(const char *text, struct item_numbers *list)
{
	bool semicolons = item_by_semicolons(text, list);

	for (size_t i = 0, next; i < list->count; i = next) {
		const char *at = list->items[i].number.at;
		const char *end = at + strcspn(at, ";\n");
		bool commas = !semicolons;

		for (next = i;
		     next < list->count && list->items[next].number.at < end;
		     next++)
			commas = commas || list->items[next].sign == ',';
		for (size_t k = i; k < next; k++)
			list->items[k].commas = commas;
	}
}

/* What begins another sentence where the stop before it is missing, or tells
 * of an article that it is new. */
static COMPILED struct pattern other_sentence = PATTERN(
    "(?-i)\\A(?:;? ?also (?:included|requested)\\b|[ .](?:Also\\b|This\\b"
    "|These\\b|Included\\b|Additionally\\b|Non-? ?MDE\\b|NON-MDE\\b"
    "|Non-? ?Major Defense\\b|Major Defense Equipment(?: \\(MDE\\))?:"
    "|MDE:|The (?:following|estimated|total|overall|proposed|possible)\\b"
    "|Total (?:estimated|program)\\b"
    "|(?:(?:that|which) )?(?:(?:was|were) )?not (?:\\w+ )?(?:enumerated|included"
    "|notified|reported) in\\b))");

/* What stands behind a comma before the next article as part of a name. */
static COMPILED struct pattern goes_on_by_comma =
    PATTERN("(?-i)\\A (?!and\\b)([A-Z\\d.][^,;\\n]{0,60}?)"
	    "(?:[,;]? (?:and )?|[.]? ?)\\z");
static COMPILED struct pattern accessory =
    PATTERN("\\b(?:spares?|support|training|tools?|technical|equipment"
	    "|services?|containers?|publications?|logistics?|parts|repairs?"
	    "|test|software|launchers|trainers|simulators|radios|vehicles"
	    "|government|contractor)\\b");

static bool
item_goes_on(const char *comma, const char *limit)
{
	struct match m;

	return limit - comma < NAME_MAX_LENGTH &&
	    pattern_find_in(&goes_on_by_comma, comma + 1,
		(size_t)(limit - comma - 1), &m) &&
	    !pattern_find_in(&accessory, m.start[1], m.length[1], &m);
}

/* "Tube-launched, Optically-tracked": what is so is still to come. */
static bool
item_lacks_noun(const char *start, const char *comma, const char *limit)
{
	static COMPILED struct pattern form =
	    PATTERN("(?:launched|tracked|guided|mounted|propelled|towed|wheeled"
		    "|armou?red|stabili[sz]ed)\\z");
	size_t size = (size_t)(comma - start);
	struct match m;

	size = size > WORD_MAX ? WORD_MAX : size;
	return limit - comma > 2 && comma[1] == ' ' &&
	    strncmp(comma + 2, "and ", 4) != 0 &&
	    pattern_find_in(&form, comma - size, size, &m);
}

/* "4 5,500 lb forklifts" */
static bool
item_is_in_figures(const char *comma)
{
	return isdigit((unsigned char)comma[-1]) &&
	    strspn(comma + 1, "0123456789") == 3;
}

/* Where the article's name ends at the latest, before the limit. */
static const char *
item_name_end(const char *at, const char *limit, bool commas)
{
	const char *start = at;
	struct match m;

	while (at < limit) {
		if (*at == '(') {
			at = counted_behind_bracket(at);
			continue;
		}
		if (strchr(";\n", *at) != NULL ||
		    strncmp(at, BULLET, strlen(BULLET)) == 0)
			break;
		if (commas && *at == ',' && !item_is_in_figures(at) &&
		    !item_goes_on(at, limit) &&
		    !item_lacks_noun(start, at, limit))
			break;
		if (at > start && strchr(" .;", *at) != NULL &&
		    pattern_find_in(&other_sentence, at, strnlen(at, 60), &m))
			break;
		at++;
	}
	return at > limit ? limit : at;
}

static COMPILED struct pattern other_items = PATTERN(
    "\\b(?:also included|also requested|following non-? ?(?:MDE"
    "|major)|non-? ?(?:MDE|Major Defense Equipment) (?:items?|equipment"
    "|munitions|weapons|articles|includ\\w+)|non-Major Defense Equipment items?)\\b"
    "|\\bnon-? ?(?:MDE|Major Defense Equipment)(?: ?\\(non-? ?MDE\\))? ?:"
    "|\\balso includes the following non-");
static COMPILED struct pattern mde_items =
    PATTERN("(?<!non-)(?<!non- )\\b(?:MDE|Major Defense Equipment"
	    "(?: ?\\(MDE\\))?)(?: (?:items?|munitions|weapons|articles)\\b"
	    "| ?:| includes?\\b)");

/* What the text between two places says of the articles behind it. */
static enum truth
item_marked(const char *from, const char *to, enum truth before)
{
	size_t length = (size_t)(to - from);
	struct match other;
	struct match mde;
	bool is_other = pattern_find_in(&other_items, from, length, &other);
	bool is_mde = pattern_find_in(&mde_items, from, length, &mde);

	if (is_other && is_mde)
		return mde.start[0] > other.start[0] ? TRUTH_YES : TRUTH_NO;
	return is_other ? TRUTH_NO : is_mde ? TRUTH_YES : before;
}

/* "up to the following quantities: 300 kits; 50 pods" */
static bool
item_all_up_to(const char *from, const char *to)
{
	static COMPILED struct pattern form =
	    PATTERN("\\bup to the following\\b[^.;]{0,40}\\z");
	struct match m;

	return pattern_find_in(&form, from, (size_t)(to - from), &m);
}

/* PDF text cuts a word behind its first letter: "t welve (12)", "s uites". */
static const char *
item_mend_words(struct arena *arena, const char *text)
{
	const char *from = text;
	char *copy = arena_alloc(arena, strlen(text) + 1);
	char *to = copy;

	for (const char *p = text; *p != '\0'; p++) {
		bool single =
		    p == text || (p > from && strchr(" \n(", p[-1]) != NULL);

		if (single && islower((unsigned char)*p) &&
		    strchr("ax", *p) == NULL && p[1] == ' ' &&
		    islower((unsigned char)p[2]) &&
		    islower((unsigned char)p[3])) {
			to = arena_put(arena, to, from, (size_t)(p + 1 - from));
			from = ++p + 1;
		}
	}
	arena_put(arena, to, from, strlen(from));
	return copy;
}

/* The articles of a sale as they are read, sentence by sentence. */
struct item_list {
	struct reading *r;
	size_t line;
	enum truth is_mde; /* of what comes next */
	bool marks;        /* the text says what is: "MDE items:" */
	struct item **end;
	struct parts_item *items;
	size_t count;
	size_t room;
};

static void
item_list_add(struct item_list *l, struct item *item, enum parts_lead lead)
{
	if (item == NULL)
		return;
	*l->end = item;
	l->end = &item->next;
	l->items = list_room(l->items, l->count, &l->room, sizeof(*l->items));
	l->items[l->count++] = (struct parts_item){ item, lead };
}

static void
item_list_end(struct item_list *l)
{
	parts_link(l->r, l->line, l->items, l->count);
	free(l->items);
}

/* "which will be added to a previously implemented case" */
static COMPILED struct pattern added =
    PATTERN("\\b(?:will|would|to) be added to (?:an?|the|its|their|existing"
	    "|previous\\w*|earlier)\\b"
	    "|\\badd(?:ing)? [^;]{1,200}? to (?:an? |its |the |their )?"
	    "(?:previous|existing|earlier)");

/*
 * How an article stands to others where the text tells: what is added to a case
 * is within the total of the case that a later sentence gives, and of a list
 * behind "a combined total of" each is one.
 */
static enum parts_lead
item_lead(const struct item_numbers *numbers, size_t i, const char *text,
    bool is_added, enum parts_lead before)
{
	enum parts_lead lead = parts_lead(text, numbers->items[i].number.at);

	if (lead != PARTS_NOTHING && !(lead == PARTS_MAY_DIVIDE && i == 0))
		return lead;
	if (before == PARTS_COMBINE)
		return PARTS_COMBINE;
	return is_added ? PARTS_ADD : lead;
}

/* The articles of one text. A number that counts nothing we know is a fault. */
static void
item_list_read(struct item_list *l, const char *text)
{
	struct item_numbers numbers = item_numbers(l->r, text, l->line);
	const char *from = text;
	enum parts_lead lead = PARTS_NOTHING;
	bool is_added = pattern_is_in(&added, text);
	bool all_up_to = false;

	item_find_commas(text, &numbers);
	for (size_t i = 0; i < numbers.count; i++) {
		struct counted_number *n = &numbers.items[i].number;
		const char *behind = n->at + n->length;
		const char *limit = i + 1 < numbers.count
		    ? numbers.items[i + 1].number.at
		    : behind + strlen(behind);
		const char *end =
		    item_name_end(behind, limit, numbers.items[i].commas);

		all_up_to = all_up_to || item_all_up_to(from, n->at);
		if (all_up_to && n->quantity.precision == PRECISION_EXACT)
			n->quantity.precision = PRECISION_UP_TO;
		if (l->marks)
			l->is_mde = item_marked(from, n->at, l->is_mde);
		lead = item_lead(&numbers, i, text, is_added, lead);
		item_list_add(l,
		    item_new(l->r, n->at, n->length, &n->quantity, end, l->line,
			l->is_mde),
		    lead);
		uncounted_tell(l->r, l->line, end,
		    i + 1 < numbers.count ? limit : NULL, *end == ';');
		from = behind;
	}
	if (l->marks)
		l->is_mde = item_marked(from, from + strlen(from), l->is_mde);
	free(numbers.items);
}

void
prose_items(struct reading *r, const char *text, size_t line, enum truth is_mde,
    struct item **list)
{
	struct item_list l = { r, line, is_mde, .end = item_end(list) };

	item_list_read(&l, item_mend_words(r->arena, text));
	item_list_end(&l);
}

/* "The following non-MDE items will be included": so those before are. */
static COMPILED struct pattern also_other =
    PATTERN("\\bnon-? ?(?:MDE|Major Defense Equipment)\\b[^.:]{0,60}\\balso\\b"
	    "|\\bfollowing non-? ?(?:MDE|Major Defense Equipment)\\b[^.:]{0,60}"
	    "\\bincluded\\b");

/* "Iraq owns twelve (12) C-172": what a purchaser owns is not sold. */
static COMPILED struct pattern has_already = PATTERN(
    "\\A[^,;(]{1,60} (?:(?:currently|already|also|now) )*(?:owns?|operates?"
    "|possess(?:es)?|maintains?)\\b"
    "|\\A[^,;(]{1,60} (?:ha(?:s|ve|d) )?(?:previously|already) (?:taken"
    " delivery of|received|purchased|acquired|bought|procured)\\b"
    "|\\A(?:(?:Its|Their)\\b|[^,;(]{1,60}(?:'s|\xE2\x80\x99s?) (?:current"
    "|existing|present)\\b)");

/* A sentence about money alone: its articles were named before. */
static COMPILED struct pattern about_cost = PATTERN(
    "\\A(?:\\(U\\) ?)?(?:The )?(?:(?:total|overall|estimated|program"
    "|case|combined|new|net|approximate|MDE) )*(?:cost|value|price)\\b");

void
prose_sale(struct reading *r, const char *text, size_t line, enum truth is_mde,
    struct item **list)
{
	struct item_list l = { r, line, is_mde, true, .end = item_end(list) };
	const char *sentence;

	text = item_mend_words(r->arena, text);
	if (is_mde == TRUTH_UNKNOWN && pattern_is_in(&also_other, text))
		l.is_mde = TRUTH_YES;
	while ((sentence = sentence_next(r->arena, &text)) != NULL) {
		if (!prose_is_of_earlier_case(sentence) &&
		    !pattern_is_in(&has_already, sentence) &&
		    !pattern_is_in(&about_cost, sentence))
			item_list_read(&l, sentence);
	}
	item_list_end(&l);
}
