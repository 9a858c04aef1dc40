#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

/* As far as brackets may be apart, and what stands before a number matters. */
#define BRACKET_MAX 2000
#define BEFORE_MAX 160

/* After these a number counts no articles. */
static COMPILED struct pattern not_articles = PATTERN(
    "\\A(?: ?(?:\\.(?!\\d)|[,;:)%]|\\(\\d+\\)|\\z)|[ -] ?(?:(?:additional"
    "|calendar|fiscal|more|option|classroom|working|consecutive) )*"
    "(?:years?|months?|weeks?|days?|hours?|minutes?|percent|countries"
    "|nations|purchasers|phases?|sites?|times?|persons?|people"
    "|personnel|students?|advis[eo]rs?|instructors?|technicians?"
    "|trainees?|soldiers|pilots|representatives?|contractors?"
    "|U\\.? ?S\\.? Government|to \\d|to [a-z]+ \\(|or\\b|million"
    "|billion|nautical|miles?|kilometers?|feet|inch(?:es)?|pounds?|lbs?"
    "|watts?|gal(?:lons?)?|per\\b|round\\b|of\\b(?! the following\\b))\\b)");

/* What would be done with the number of articles behind it. */
#define VERBS                                                             \
	"buy|purchase|procure|acquire|lease|includes?|included|including" \
	"|plus|adds?|consist(?:s|ing)? of|compris(?:es|ing|ed of)"        \
	"|composed of"

/*
 * What stands before the number of an article in running text: a border of
 * the list, or what would be done with it. "support of four aircraft" speaks
 * of what the purchaser has.
 */
static COMPILED struct pattern before_article =
    PATTERN("(?:\\A|[;:,\\n]|\\b(?:and|and/or|with|" VERBS "|additional|also"
	    "|another|at least"
	    "|up to|total of|quantity of|(?:includ|request)[^.;]{0,60} (?:is"
	    "|are)|(?:sale|purchase|procurement|acquisition|addition|transfer"
	    "|lease|following|replacement\\b.{0,80}),? (?:of"
	    "|by))) ?(?:\\(U\\) ?)?\\z");

static COMPILED struct pattern only_words = PATTERN("\\A(?:none|n/?a)[.]?\\z");

static void
item_add(struct item **list, struct item *item)
{
	while (*list != NULL)
		list = &(*list)->next;
	*list = item;
}

/* What the names of articles do not end with: it leads on to the next. */
static COMPILED struct pattern leads_on =
    PATTERN("[ ,;:.]*(?:,? (?:and|and/or|plus|with|to include|(?:which )?"
	    "include[sd]?|including|consisting of|compris(?:ed of|ing)))?"
	    "[ ,;:.]*\\z");

/* "pods that will be added to a previously implemented case" */
static COMPILED struct pattern about_case =
    PATTERN(",? (?:that|which) (?:will|would) be added\\b.*\\z");

static const char *
item_trim_designation(struct arena *arena, const char *s, size_t length)
{
	const char *copy;
	struct match m;

	while (length > 0 && strchr(" ,;:", *s) != NULL) {
		s++;
		length--;
	}
	if (pattern_find_in(&about_case, s, length, &m))
		length = (size_t)(m.start[0] - s);
	if (pattern_find_in(&leads_on, s, length, &m))
		length = (size_t)(m.start[0] - s);
	copy = arena_copy(arena, s, length);
	return *copy == '\0' ? NULL : copy;
}

static void
item_take(struct reading *r, const char *text, size_t quantity_length,
    const struct quantity *q, const char *end, size_t line, enum truth is_mde,
    struct item **list)
{
	const char *rest = text + quantity_length;
	struct item *item = arena_alloc(r->arena, sizeof(*item));

	item->designation =
	    item_trim_designation(r->arena, rest, (size_t)(end - rest));
	item->is_mde = is_mde;
	if (quantity_length > 0) {
		item->quantity_text =
		    arena_copy(r->arena, text, quantity_length);
		item->quantity = *q;
		if (q->precision == PRECISION_NONE)
			reading_fault(r, "quantity", line, item->quantity_text,
			    "words and figures differ");
	}
	if (item->designation != NULL)
		item_add(list, item);
}

void
prose_item(struct reading *r, const char *text, size_t line, enum truth is_mde,
    struct item **list)
{
	struct quantity q = { 0 };
	size_t length = quantity_read(text, &q);

	if (!pattern_is_in(&only_words, text))
		item_take(r, text, length, &q, text + strlen(text), line,
		    is_mde, list);
}

/* A year printed in figures: "in 2015," or "May 11, 2023 the". */
static bool
item_is_year(const char *at, size_t length, const struct quantity *q)
{
	return length == 4 && isdigit((unsigned char)*at) && q->count >= 1900 &&
	    q->count <= 2100;
}

/* Also in "(GSE),10 kits", where a blank is missing, but not in 10,000. */
static bool
item_begins_word(const char *text, const char *at)
{
	if (at == text || isspace((unsigned char)at[-1]) || at[-1] == '(')
		return true;
	return strchr(",;", at[-1]) != NULL && at - 1 > text &&
	    !isdigit((unsigned char)at[-2]);
}

/* The length of the quantity of an article at this place, or 0. */
static size_t
item_at(const char *text, const char *at, struct quantity *q)
{
	size_t before = (size_t)(at - text);
	struct match m;
	size_t length;

	if (!item_begins_word(text, at))
		return 0;
	length = quantity_read(at, q);
	if (length == 0 || item_is_year(at, length, q))
		return 0;
	if (pattern_is_in(&not_articles, at + length))
		return 0;
	if (before > BEFORE_MAX)
		before = BEFORE_MAX;
	if (!pattern_find_in(&before_article, at - before, before, &m))
		return 0;
	return length;
}

/* Behind the bracket that closes the one here; a bracket left open is none. */
static const char *
item_behind_bracket(const char *at)
{
	const char *p = at;
	int depth = 0;

	for (; *p != '\0' && p - at < BRACKET_MAX; p++) {
		depth += *p == '(';
		depth -= *p == ')';
		if (depth == 0)
			return p + 1;
	}
	return at + 1;
}

/*
 * Where the article's name ends at the latest: at a semicolon or with its
 * line, or in a list parted by commas at the first of them, outside of
 * brackets.
 */
static const char *
item_name_end(const char *at, bool semicolons)
{
	while (*at != '\0' && strchr(semicolons ? ";\n" : ";\n,", *at) == NULL)
		at = *at == '(' ? item_behind_bracket(at) : at + 1;
	return at;
}

/* The next article behind this place, outside of brackets, or the end. */
static const char *
item_next(const char *text, const char *at, struct quantity *q, size_t *length)
{
	while (*at != '\0') {
		*length = item_at(text, at, q);
		if (*length > 0)
			break;
		at = *at == '(' ? item_behind_bracket(at) : at + 1;
	}
	return at;
}

void
prose_items(struct reading *r, const char *text, size_t line, enum truth is_mde,
    struct item **list)
{
	bool semicolons = strchr(text, ';') != NULL;
	struct quantity q;
	size_t length = 0;
	const char *at = item_next(text, text, &q, &length);

	while (*at != '\0') {
		struct quantity next_q = { 0 };
		size_t next_length = 0;
		const char *next =
		    item_next(text, at + length, &next_q, &next_length);
		const char *end = item_name_end(at + length, semicolons);

		if (end > next)
			end = next;
		item_take(r, at, length, &q, end, line, is_mde, list);
		while (*list != NULL)
			list = &(*list)->next;
		at = next;
		q = next_q;
		length = next_length;
	}
}

static COMPILED struct pattern other_items = PATTERN(
    "\\b(?:also included|also requested|following non-? ?(?:MDE"
    "|major)|non-? ?MDE items?|non-Major Defense Equipment items?)\\b"
    "|\\bnon-? ?(?:MDE|Major Defense Equipment)(?: ?\\(non-? ?MDE\\))? ?:");
static COMPILED struct pattern mde_items =
    PATTERN("(?<!non-)(?<!non- )\\b(?:MDE|Major Defense Equipment"
	    "(?: ?\\(MDE\\))?)(?: items?\\b| ?:)");

/* "The following non-MDE items will also be included": so those before are. */
static COMPILED struct pattern also_other =
    PATTERN("\\bnon-? ?(?:MDE|Major Defense Equipment)\\b[^.]{0,60}\\balso\\b");

/* "Iraq owns twelve (12) C-172": what a purchaser owns is not sold. */
static COMPILED struct pattern has_already =
    PATTERN("\\A[^,;(]{1,60} (?:(?:currently|already|also|now) )*(?:owns?"
	    "|operates?|possess(?:es)?|maintains?)\\b");

void
prose_sale(struct reading *r, const char *text, size_t line, enum truth is_mde,
    struct item **list)
{
	const char *sentence;

	if (is_mde == TRUTH_UNKNOWN && pattern_is_in(&also_other, text))
		is_mde = TRUTH_YES;
	while ((sentence = sentence_next(r->arena, &text)) != NULL) {
		if (prose_is_of_earlier_case(sentence) ||
		    pattern_is_in(&has_already, sentence))
			continue;
		if (pattern_is_in(&other_items, sentence))
			is_mde = TRUTH_NO;
		else if (pattern_is_in(&mde_items, sentence))
			is_mde = TRUTH_YES;
		prose_items(r, sentence, line, is_mde, list);
	}
}
