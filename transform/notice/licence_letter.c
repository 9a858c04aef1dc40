#include "transform/notice/licence_letter.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "transform/normalise/normalise.h"
#include "transform/notice/notification.h"
#include "transform/pattern.h"
#include "transform/prose/counted.h"
#include "transform/prose/prose.h"
#include "transform/prose/stated.h"

static COMPILED struct pattern section_c = PATTERN("36 ?" LICENCE_PART("c"));
static COMPILED struct pattern section_d =
    PATTERN("36 ?" LICENCE_PART("d") "|36 ?" LICENCE_PART(
	"c") "[^\\w.]{1,4}(?:and ?|amp\\W )?" LICENCE_PART("d"));
/* "Sections 36(c) and ...": of which one is not read. */
static COMPILED struct pattern sections =
    PATTERN("Sections 36|36 ?" LICENCE_PART(
	"[cd]") "(?:,| and|,? &|,? and) ?(?:Section )?(?:3 ?6|\\()");
static COMPILED struct pattern amendment =
    PATTERN("proposed (?:[\\w-]+ ){0,5}?amendment");
static COMPILED struct pattern amount =
    PATTERN("in the amount of (?:\\[\\$\\])?(?:(?:USD|US(?=\\$)|\xEF\xBC\x84"
	    "|\xEF\xB9\xA9|\\$(?= ?\\$)) ?)?(\\$? ?\\d[\\d,.]*(?: (?:thousand"
	    "|million|billion))?)( or more)?");
/* A sentence that speaks of an amount, or that something cut. */
static COMPILED struct pattern of_amount =
    PATTERN("\\bamount|\\bor more\\b"
	    "|(?<![$\\d,.])(?<!\\$ )\\d{1,3}(?:,\\d{3}){2,}");
static COMPILED struct pattern ends = PATTERN("[.:] ?\\z");
static COMPILED struct pattern destination =
    PATTERN("\\b(?:to|for|in|into) (?=(?-i:[A-Z\"'`\xE2])|the )");
static COMPILED struct pattern of_whom =
    PATTERN("\\bof (?=(?-i:[A-Z\"'`\xE2])|the )");
static COMPILED struct pattern and_to =
    PATTERN("^ ?[;,]? ?(?:and |as well as )?(?:also )?(?:to"
	    "|for) (?=(?-i:[A-Z])|the )");
static COMPILED struct pattern involves =
    PATTERN("\\binvolv\\w+\\b|\\bexport\\b");

static const char *
licence_read_authority(struct reading *r, const char *object, size_t line)
{
	bool c = pattern_is_in(&section_c, object);
	bool d = pattern_is_in(&section_d, object);
	struct match m;

	if (c != d && pattern_find(&sections, object, &m))
		reading_fault(r, "authority", line,
		    arena_copy(r->arena, m.start[0], strnlen(m.start[0], 40)),
		    "of several sections, one is not read");

	return c && d ? "36(c)+(d)" : d ? "36(d)" : "36(c)";
}

/*
 * "$50,000,000 or more" is the law's threshold and no value; so is one of its
 * amounts alone (AECA section 36(c)(1); 22-058 leaves the words out). Another
 * amount, as in letters to about 2009, is what the sale is worth.
 */
static bool
licence_is_threshold(const struct money *m)
{
	static const int64_t dollars[] = { 1000000, 14000000, 25000000,
		50000000, 100000000 };

	for (size_t i = 0; i < sizeof(dollars) / sizeof(dollars[0]); i++) {
		if (m->cents == dollars[i] * 100)
			return true;
	}
	return false;
}

/* An amount that other words lead to, which may be of a part. */
static void
licence_tell_amount(struct reading *r, const struct licence_letter *l,
    const char *text, const struct money *known)
{
	static COMPILED struct pattern dollars =
	    PATTERN("\\$ ?\\.?\\d[\\d,.]*(?: ?(?:thousand|million|billion))?");
	struct match m;

	for (; text != NULL && pattern_find(&dollars, text, &m);
	     text = m.start[0] + m.length[0]) {
		const char *printed = match_text(r->arena, &m, 0);
		struct money money;

		if (known != NULL && money_read(printed, &money) &&
		    money.cents == known->cents)
			continue;
		reading_fault(r, "total_usd", l->line, printed,
		    "an amount that the letter words in another way");
		return;
	}
}

/* Whether both stand in one paragraph. */
static bool
licence_ends_with_content(const struct licence_letter *l)
{
	size_t object = strlen(l->object);
	size_t content = l->content == NULL ? 0 : strlen(l->content);

	return l->content != NULL && content <= object &&
	    l->object + (object - content) == l->content;
}

/* A letter that gives no amount, though it begins to. */
static void
licence_tell_none(struct reading *r, const struct licence_letter *l)
{
	struct match m;

	if (pattern_find(&of_amount, l->object, &m))
		reading_fault(r, "threshold_usd", l->line,
		    arena_copy(r->arena, m.start[0], strnlen(m.start[0], 40)),
		    "not an amount");
	else if (!pattern_is_in(&ends, l->object))
		reading_fault(r, "threshold_usd", l->line, NULL,
		    "the sentence that would give the amount does not end");
}

static void
licence_read_amount(
    struct reading *r, const struct licence_letter *l, struct notice *n)
{
	struct money money = { 0 };
	struct match m;
	const struct money *known;

	if (!pattern_find(&amount, l->object, &m)) {
		licence_tell_none(r, l);
		licence_tell_amount(r, l, l->object, NULL);
		licence_tell_amount(r, l, l->content, NULL);
		return; /* some letters give none */
	}
	known = !money_goes_on(m.start[1] + m.length[1]) &&
		money_read(match_text(r->arena, &m, 1), &money)
	    ? &money
	    : NULL;
	if (known == NULL || !stated_is_possible(known))
		reading_fault(r, "threshold_usd", l->line,
		    match_text(r->arena, &m, 1), "not an amount");
	else if (m.start[2] != NULL || licence_is_threshold(&money))
		n->threshold = money;
	else
		n->total = money;
	licence_tell_amount(r, l, m.start[0] + m.length[0], known);
	if (!licence_ends_with_content(l))
		licence_tell_amount(r, l, l->content, known);
}

/* The list of countries behind the first of these words that has one. */
static const char *
licence_find_destinations(struct reading *r, struct pattern *words,
    const char *text, size_t line, struct notice *n)
{
	const char *end = text + strlen(text);
	struct match m;

	while (pattern_find_in(words, text, (size_t)(end - text), &m)) {
		size_t length;

		text = m.start[0] + m.length[0];
		length = prose_countries(r, text, line, &n->purchasers);
		if (length > 0) {
			n->purchaser_name = arena_copy(r->arena, text, length);
			return text + length;
		}
	}
	return NULL;
}

static bool
licence_is_known(const struct purchaser *known, const struct purchaser *p)
{
	while (
	    known != NULL && strcmp(known->country.iso3, p->country.iso3) != 0)
		known = known->next;
	return known != NULL;
}

/* What the sentence names besides, and nothing tells in which part. */
static void
licence_note_others(struct reading *r, const char *text, size_t line,
    const struct purchaser *known)
{
	while (*text != '\0') {
		struct purchaser *others = NULL;

		text += strspn(text, " ");
		if (*text >= 'A' && *text <= 'Z')
			text += prose_countries(r, text, line, &others);
		for (; others != NULL; others = others->next) {
			if (!licence_is_known(known, others))
				reading_fault(r, "purchaser", line,
				    others->name,
				    "is named behind the destinations");
		}
		text += strcspn(text, " ");
	}
}

/* A paragraph that something cut, or words that nothing parts. */
static void
licence_tell_broken(struct reading *r, size_t line, const char *text)
{
	static COMPILED struct pattern joined =
	    PATTERN("(?-i)\\b(?:to|of|for|and|the|in)[A-Z][a-z]{3,}");
	static COMPILED struct pattern end_of_paragraph =
	    PATTERN("[.:;)\"] ?\\z");
	static COMPILED struct pattern half =
	    PATTERN("\\([^()]*(?:\\(|\\z)|(?:\\A|\\))[^()]*\\)");
	struct match m;

	if (!pattern_is_in(&end_of_paragraph, text))
		reading_fault(
		    r, "description", line, NULL, "the paragraph does not end");
	if (pattern_find(&half, text, &m))
		reading_fault(r, "purchaser", line, match_text(r->arena, &m, 0),
		    "a bracket has no other half");
	if (pattern_find(&joined, text, &m))
		reading_fault(r, "purchaser", line, match_text(r->arena, &m, 0),
		    "two words in one, of which a country may be one");
}

/*
 * Where it goes: the first "to" behind "involves" after which a country is
 * named. "to Brazil" may follow the goods, "Kuwait Air Force" the country.
 */
static void
licence_read_destinations(
    struct reading *r, const struct licence_letter *l, struct notice *n)
{
	const char *sentence = l->content != NULL ? l->content : l->object;
	const char *text = sentence;
	const char *rest;
	struct match m;

	if (pattern_find(&involves, text, &m))
		text = m.start[0] + m.length[0];
	licence_tell_broken(r, l->line, sentence);
	rest = licence_find_destinations(r, &destination, text, l->line, n);
	if (rest == NULL)
		rest = licence_find_destinations(r, &of_whom, text, l->line, n);
	if (rest == NULL) {
		reading_fault(r, "purchaser", l->line, sentence,
		    "no destination that we know");
		return;
	}
	while (pattern_find(&and_to, rest, &m)) {
		size_t length = prose_countries(
		    r, m.start[0] + m.length[0], l->line, &n->purchasers);

		if (length == 0)
			break;
		rest = m.start[0] + m.length[0] + length;
	}
	licence_note_others(r, rest, l->line, n->purchasers);
}

/* "controlled under Category I of the U.S. Munitions List" */
static COMPILED struct pattern usml =
    PATTERN("\\bCategor(?:y|ies) ([IVX]+\\b[IVX ,;()a-z0-9-]*?) of the ?"
	    "(?:U[. ]{0,2}S[.,; ]{0,2}|United ?States )Munitions ?List");
static COMPILED struct pattern usml_category = PATTERN("(?-i)\\b([IVX]+)\\b");
static COMPILED struct pattern like_usml = PATTERN(
    "\\bCateg\\w+ [IVXl1]+\\b|\\bcontrolled under\\b|\\bMunitions List");

/* A letter that names categories in a way that is not read, or one twice. */
static void
licence_tell_usml(struct reading *r, const struct licence_letter *l,
    const struct text_list *known)
{
	struct map *seen = map_new();
	struct match m;

	for (; known != NULL; known = known->next) {
		if (!map_mark(seen, known->text))
			reading_fault(r, "usml_categories", l->line,
			    known->text, "is named twice");
	}
	map_free(seen);
	if (pattern_is_in(&usml, l->object) ||
	    (l->content != NULL && pattern_is_in(&usml, l->content)) ||
	    (!pattern_find(&like_usml, l->object, &m) &&
		(l->content == NULL ||
		    !pattern_find(&like_usml, l->content, &m))))
		return;
	reading_fault(r, "usml_categories", l->line,
	    arena_copy(r->arena, m.start[0], strnlen(m.start[0], 40)),
	    "not categories of the list");
}

static void
licence_read_usml(
    struct reading *r, const struct licence_letter *l, struct notice *n)
{
	struct text_list **list = &n->usml_categories;
	const char *text;
	struct match m;

	if (!pattern_find(&usml, l->object, &m) &&
	    (l->content == NULL || !pattern_find(&usml, l->content, &m))) {
		licence_tell_usml(r, l, NULL);
		return;
	}
	text = match_text(r->arena, &m, 1);
	while (pattern_find(&usml_category, text, &m)) {
		*list = arena_alloc(r->arena, sizeof(**list));
		(*list)->text = match_text(r->arena, &m, 1);
		list = &(*list)->next;
		text = m.start[0] + m.length[0];
	}
	licence_tell_usml(r, l, n->usml_categories);
}

/*
 * What is exported: "the export to Norway of .50 caliber machine guns"; of
 * "defense articles ..., and defense services", which every licence is about,
 * what they support; of a manufacture abroad, what is made.
 */
static COMPILED struct pattern goods[] = {
	PATTERN("\\bdefense (?:articles|services)\\b.*?\\b(?:to support"
		"|supporting|in support of) (?:the )?(.+?)\\.?\\z"),
	PATTERN("\\bdefense (?:articles|services)\\b.*?\\bfor (?:the )?(.+?)"
		"(?:,? to (?=the (?-i:[A-Z])|(?-i:[A-Z])).*)?\\.?\\z"),
	PATTERN("\\bexport to (?:the \\w+ of )?[^.]*? of (.+?)\\.?\\z"),
	PATTERN("\\bexport of (?!defense (?:articles|services))(.+?)(?:,? to "
		"(?=the (?-i:[A-Z])|(?-i:[A-Z])).*)?\\.?\\z"),
	PATTERN("\\bmanufacture (?:in (?:the )?[^.]*? )?of (?!in\\b|,)(.+?)"
		"(?:,? (?:in|to) (?=the (?-i:[A-Z])|(?-i:[A-Z])).*)?\\.?\\z"),
	PATTERN(
	    "\\b(?:transfer|retransfer|re-?export|sale|lease|loan|delivery) of "
	    "(?!defense (?:articles|services)|technical data)(.+?)(?:,? (?:from|to) (?=the "
	    "(?-i:[A-Z])|(?-i:[A-Z])).*)?\\.?\\z"),
};

/* One article, unless several are counted. */
static void
licence_take_goods(
    struct reading *r, const char *text, size_t line, struct item **items)
{
	struct counted_number number = { 0 };
	/* "5,0O0 rifles", "5 .56mm" */
	static COMPILED struct pattern odd = PATTERN(
	    "(?-i)\\d[OlI][\\d,]|\\d[,.]?[OlI]\\d|\\d ,\\d|\\d,\\d{0,2}[OlI]|\\d,\\d{1,2} \\d|\\d \\.\\d+ ?mm|\\b\\d+[a-z]{3,}");
	const char *at = text;
	int count = 0;
	struct match m;

	if (pattern_find(&odd, text, &m))
		reading_fault(r, "item", line, match_text(r->arena, &m, 0),
		    "a number that may be another");
	while (counted_next(text, at, &number)) {
		count += number.what == COUNTED_ARTICLES;
		at = number.at + number.length;
	}
	if (count > 1)
		prose_items(r, text, line, TRUTH_UNKNOWN, items);
	else
		prose_item(r, text, line, TRUTH_UNKNOWN, items);
}

/* "an increase to 20 radars": something is counted, whatever is done with it.
 */
static void
licence_tell_counted(struct reading *r, const char *sentence, size_t line)
{
	struct counted_number number = { 0 };
	const char *at = sentence;

	while (counted_next(sentence, at, &number)) {
		at = number.at + number.length;
		if (number.what == COUNTED_OTHER)
			continue;
		reading_fault(r, "quantity", line,
		    arena_copy(r->arena, number.at, strnlen(number.at, 60)),
		    "a quantity that is no item we know");
		return;
	}
}

static void
licence_read_goods(
    struct reading *r, const struct licence_letter *l, struct notice *n)
{
	const char *text = l->content;
	const char *sentence;
	struct match m;

	if (text == NULL)
		return;
	sentence = sentence_next(r->arena, &text);
	for (size_t i = 0; i < sizeof(goods) / sizeof(goods[0]); i++) {
		if (sentence == NULL || !pattern_find(&goods[i], sentence, &m))
			continue;
		licence_take_goods(
		    r, match_text(r->arena, &m, 1), l->line, &n->items);
		return;
	}
	if (sentence != NULL)
		licence_tell_counted(r, sentence, l->line);
	reading_fault(r, "item", l->line, l->content,
	    "does not say what is exported in words that we know");
}

void
licence_letter_give(struct reading *r, const struct licence_letter *l,
    const struct notice *template)
{
	struct notice n = *template;

	n.authority = licence_read_authority(r, l->object, l->line);
	n.kind = pattern_is_in(&amendment, l->object) ? NOTICE_AMENDMENT
						      : NOTICE_ORIGINAL;
	n.transmittal = transmittal_read(r->arena, l->number);
	if (n.transmittal == NULL)
		reading_fault(r, "transmittal", l->line, l->number,
		    l->number == NULL ? "is not stated"
				      : "not a transmittal number");
	n.delivered_on = l->date;
	reading_place(r, "transmittal", l->number);
	reading_place(r, "delivered_on", l->date_text);
	reading_basis(r, "authority", l->object, strlen(l->object));
	if (l->date.year == 0)
		reading_fault(
		    r, "delivered_on", l->line, NULL, "the letter has no date");
	n.description = l->content;
	licence_read_amount(r, l, &n);
	licence_read_destinations(r, l, &n);
	licence_read_usml(r, l, &n);
	licence_read_goods(r, l, &n);
	notification_review(r, l->content != NULL ? l->content : l->object, &n);
	reading_notice(r, &n);
}
