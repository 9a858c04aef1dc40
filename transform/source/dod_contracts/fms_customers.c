/*
 * For whom an award is by Foreign Military Sales: countries that its sentences
 * name as customers, not where work is done nor partners of a program.
 */
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"
#include "transform/source/dod_contracts/fms.h"
#include "transform/source/dod_contracts/fms_countries.h"

#define MARKERS_MAX 16

static COMPILED struct pattern mention =
    PATTERN(FMS_MENTION "|\\bmilitary sales? (?:\\(FMS\\) )?to\\b");
/* "Not", but not of how a contract came about or what became of funds. */
#define DENIES \
	"\\bnot\\b(?! (?:yet |been |being )*(?:compet|procured|obligat|expir))"
static COMPILED struct pattern denies =
    PATTERN("(?:\\b(?:no|without|neither|excludes?|excluding)\\b|" DENIES
	    ")[^.;]{0,40}?" FMS_MENTION "|" FMS_MENTION
	    "[^.;]{0,30}\\b(?:is|are|were|was) " DENIES);
static COMPILED struct pattern flight =
    PATTERN("\\bflight management system|\\bfleet management system");
static COMPILED struct pattern in_full = PATTERN("\\bforeign military\\b");

static COMPILED struct pattern of_work = PATTERN(
    "\\bwork(?: locations?)? (?:(?:is|has|will|to|being|been|be|also) )*"
    "(?:performed|accomplished|done|conducted)\\b|\\bof performance\\b");
static COMPILED struct pattern of_activity =
    PATTERN("\\bcontracting activity\\b");
static COMPILED struct pattern names_users = PATTERN(
    "\\b(?:customers?|users?|services?|countries|purchases? for|governments?) "
    "(?:are|is|include|of|for)\\b|\\bpurchases? (?:for|to)\\b"
    "|\\bfor (?:the )?(?-i:(?!U\\.?S|United S)[A-Z][\\w' ]{3,40}? (?:Air Force"
    "|Army|Navy|Armed Forces|Land Forces?|Ground Forces?|National Guard"
    "|Ministry of Defen[cs]e|Defen[cs]e Forces?|Self-Defen[cs]e Forces?)\\b"
    "(?! (?:Base|Station|Yard|Depot)))");

/* Who is meant: behind or before these words; and who is not. */
static COMPILED struct pattern marker = PATTERN(
    "(\\b(?:under|through|via|by|as part of|as)\\b (?:the |an? |its |their )?"
    "(?:U\\.?S\\.? )?(?:security assistance and )?" FMS_MENTION ")"
    "|(\\b(?:under|through|via) (?:the |an? |its |their )?(?!basic|previous|blanket)[^,;.$]{0,60}?"
    "(?<!ordering )(?<!purchase )(?:agreement|memorandum|arrangement|cooperative program|direct commercial"
    "|MOU)\\b)"
    "|(" FMS_MENTION "(?: partners?(?: nations?| countr(?:y|ies))?\\b)?)"
    "|(\\b(?:cooperative|international|foreign|program|consortium"
    "|non-U\\.S\\.|non-DO[DW]|non-Department of (?:Defense|War)|commercial|joint"
    ")\\b[^,;.()$]{0,40}?\\b(?:partners?|participants?|nations|countries"
    "|members|sales?)\\b(?! under)|\\bpartner(?:s|ed| nations?| countries)?"
    "\\b(?! under))");

/* "under the FMS program for Norway" */
static COMPILED struct pattern leads_to =
    PATTERN("\\A(?: programs?| cases?)?,? (?:for|to|with|from|case)\\b");

/* The words for customers that are not named. */
static COMPILED struct pattern unnamed = PATTERN(
    "(?:\\b(?:multiple|various|several|other|unspecified|classified|undisclosed"
    ") )?" FMS_MENTION
    "(?: (?:customers?|countries|country|program|partners?(?: nations?)?"
    "|participants?|allies|clients?|cases?|nations?))?");

static COMPILED struct pattern whole_share =
    PATTERN("(\\d{1,3}(?:\\.\\d+)?|one hundred) ?(?:%|per ?cent)(?: of)?"
	    "[^.;$%]{0,40}?" FMS_MENTION "|" FMS_MENTION
	    "[^.;$%]{0,30}? ?\\(? ?(\\d{1,3}(?:\\.\\d+)?) ?(?:%|per ?cent)");

/* "FMS customers (13.7 percent)": of them alone, whatever others have. */
static COMPILED struct pattern own_share = PATTERN(
    FMS_MENTION "(?: (?:customers?|countries|partners?|program|cases?))?"
		" ?\\( ?(?:\\$[^();%]{1,24}[;,] ?)?"
		"(\\d{1,3}(?:\\.\\d+)?) ?(?:%|per ?cent)");

static COMPILED struct pattern share = PATTERN("\\d ?(?:%|per ?cent\\b)");

enum marker_kind {
	MARKER_NONE,
	MARKER_CLOSES_SALES,
	MARKER_CLOSES_OTHERS,
	MARKER_OPENS_SALES,
	MARKER_OPENS_OTHERS,
};

struct fms_marker {
	const char *at;
	const char *end;
	enum marker_kind kind;
};

bool
fms_tells_funds(const char *sentence)
{
	static COMPILED struct pattern funds = PATTERN(
	    "\\b(?:funds?|funding|appropriations?|monies)\\b|\\bobligat");
	static COMPILED struct pattern used = PATTERN(
	    "\\bobligat|\\bwill be (?:used|utilized|applied|provided)"
	    "|\\b(?:are|is|were|being|was) (?:being )?(?:used|utilized"
	    "|provided|allocated|applied|funded)\\b|\\bin the amount of"
	    "\\b|\\bat (?:the )?time of (?:the )?award\\b|\\bexpire\\b");

	return strchr(sentence, '$') != NULL &&
	    pattern_is_in(&funds, sentence) && pattern_is_in(&used, sentence);
}

static bool
fms_has_several_shares(const char *text)
{
	struct match m;

	return pattern_find(&share, text, &m) &&
	    pattern_is_in(&share, m.start[0] + m.length[0]);
}

static bool
fms_is_in(const struct announced *a, const char *text)
{
	return pattern_is_in(&mention, text) && !pattern_is_in(&denies, text) &&
	    (pattern_is_in(&in_full, a->text) ||
		!pattern_is_in(&flight, a->text));
}

static bool
fms_is_same(const struct award_customer *c, const struct fms_country *found)
{
	if (found->country.iso3[0] != '\0')
		return strcmp(c->country.iso3, found->country.iso3) == 0;
	return c->country.name != NULL && found->country.name != NULL &&
	    strcmp(c->country.name, found->country.name) == 0;
}

/* Sums and shares of several funds of one customer are added up. */
static void
fms_add_up(struct fms_list *l, struct award_customer *c,
    const struct fms_country *found, bool is_of_funds)
{
	bool again = is_of_funds && c->scope == SCOPE_CUSTOMER;

	if (found->amount.given && again)
		announcement_add(
		    l->a, "fms_funds_usd", &c->amount, found->amount);
	else if (found->amount.given)
		c->amount = found->amount;
	if (found->percent.text[0] != '\0' && c->percent.text[0] == '\0')
		c->percent = found->percent;
	if (found->amount.given && is_of_funds)
		c->scope = SCOPE_CUSTOMER;
}

struct award_customer *
fms_add(struct fms_list *l, const struct fms_country *found, bool is_of_funds)
{
	struct award_customer **c = &l->award->customers;

	if (found->no_amount != NULL)
		reading_fault(l->a->r, "fms_funds_usd", l->a->line,
		    found->no_amount, "not an amount of dollars");
	while (*c != NULL && !fms_is_same(*c, found))
		c = &(*c)->next;
	if (*c == NULL) {
		*c = arena_alloc(l->a->r->arena, sizeof(**c));
		(*c)->country = found->country;
		(*c)->name = found->name;
	}
	fms_add_up(l, *c, found, is_of_funds);
	return *c;
}

static size_t
fms_markers(struct fms_list *l, const char *text,
    struct fms_marker markers[MARKERS_MAX])
{
	const char *at = text;
	size_t count = 0;
	struct match m;

	while (count < MARKERS_MAX && pattern_find(&marker, at, &m)) {
		enum marker_kind kind = m.start[1] != NULL
		    ? (pattern_is_in(&leads_to, m.start[0] + m.length[0])
			      ? MARKER_OPENS_SALES
			      : MARKER_CLOSES_SALES)
		    : m.start[2] != NULL ? MARKER_CLOSES_OTHERS
		    : m.start[3] != NULL ? MARKER_OPENS_SALES
					 : MARKER_OPENS_OTHERS;

		at = m.start[0] + m.length[0];
		markers[count++] = (struct fms_marker){ m.start[0], at, kind };
	}
	if (count == MARKERS_MAX && pattern_is_in(&marker, at))
		reading_fault(l->a->r, "customer", l->a->line, at,
		    "so much is said of sales before that it is not known "
		    "whose these are");
	return count;
}

/* By the nearest marker that closes behind a name, else opens before it. */
static bool
fms_is_bound(const struct fms_marker *markers, size_t count, const char *name)
{
	enum marker_kind before = MARKER_NONE;
	bool others = false;

	for (size_t i = 0; i < count; i++) {
		enum marker_kind kind = markers[i].kind;

		others = others || kind == MARKER_CLOSES_OTHERS ||
		    kind == MARKER_OPENS_OTHERS;
		if (markers[i].at < name) {
			before =
			    kind >= MARKER_OPENS_SALES ? kind : MARKER_NONE;
			continue;
		}
		if (kind == MARKER_CLOSES_SALES || kind == MARKER_CLOSES_OTHERS)
			return kind == MARKER_CLOSES_SALES;
		break;
	}
	if (before != MARKER_NONE)
		return before == MARKER_OPENS_SALES;
	for (size_t i = 0; i < count; i++)
		others = others || markers[i].kind == MARKER_CLOSES_OTHERS ||
		    markers[i].kind == MARKER_OPENS_OTHERS;
	return !others;
}

/* A share that is stated once, of the only customer. */
static void
fms_take_whole_share(struct fms_list *l, const char *text)
{
	struct award_customer *c = l->award->customers;
	const char *printed;
	struct match m;

	if (c == NULL || c->next != NULL || c->percent.text[0] != '\0')
		return;
	if (c->country.name == NULL && pattern_find(&own_share, text, &m)) {
		decimal_read(match_text(l->a->r->arena, &m, 1), &c->percent);
		return;
	}
	if (fms_has_several_shares(text) ||
	    !pattern_find(&whole_share, text, &m))
		return;
	printed = match_text(l->a->r->arena, &m, m.start[1] != NULL ? 1 : 2);
	if (strchr("oO", *printed) != NULL)
		printed = "100";
	decimal_read(printed, &c->percent);
}

/*
 * A sum of these sales in a sentence that tells of no funds. In the sentence
 * that awards, the award's own sum stands, too: there it is one in a bracket.
 */
static void
fms_tell_sum(struct fms_list *l, const char *text, bool awards)
{
	static COMPILED struct pattern dollars =
	    PATTERN("\\$ ?\\d[\\d,.]*(?: ?(?:thousand|million|billion)\\b)?");
	static COMPILED struct pattern in_bracket = PATTERN(
	    "\\([^()$]{0,200}?" FMS_MENTION "[^()$]{0,200}?(\\$ ?\\d[\\d,.]*)"
	    "|\\(\\$ ?\\d[^()]{0,40}?" FMS_MENTION "[^()$]{0,200}\\)");
	struct match m;

	if (pattern_find(awards ? &in_bracket : &dollars, text, &m))
		reading_fault(l->a->r, "fms_funds_usd", l->a->line,
		    match_text(l->a->r->arena, &m, 0),
		    "a sum of these sales whose customers are not told apart");
}

/* The customers of a sentence, or of the part of one. */
static void
fms_read_sentence(
    struct fms_list *l, const char *text, bool is_of_sales, bool awards)
{
	struct fms_marker markers[MARKERS_MAX];
	size_t count = fms_markers(l, text, markers);
	struct fms_country found = { 0 };
	bool has_sum = false;

	while (fms_country_next(l->a->r, text, &found)) {
		bool is_bound = fms_is_bound(markers, count, found.start);

		has_sum =
		    has_sum || found.amount.given || found.no_amount != NULL;

		if (is_bound)
			fms_add(l, &found, false);
		if (is_of_sales)
			contract_list_add(l->a->r->arena,
			    is_bound ? &l->sure : &l->others,
			    arena_string(l->a->r->arena, found.country.iso3));
	}
	if (is_of_sales && !has_sum)
		fms_tell_sum(l, text, awards);
	fms_take_whole_share(l, text);
}

/* Places of work come before customers: only what is said behind counts. */
static const char *
fms_behind_places(const char *sentence)
{
	struct match m;

	if (!pattern_is_in(&of_work, sentence) ||
	    !pattern_find(&mention, sentence, &m))
		return sentence;
	return m.start[0];
}

/* "Oman. Taiwan and Qatar.": a list that a stop parts, and no sentence. */
static void
fms_tell_list(struct fms_list *l, const char *sentence)
{
	static COMPILED struct pattern verb =
	    PATTERN("\\b(?:is|are|was|were|will|has|have|work|may|can)\\b");
	struct fms_country found = { 0 };

	sentence += strspn(sentence, " \t\n");
	if (!pattern_is_in(&verb, sentence) &&
	    fms_country_next(l->a->r, sentence, &found) &&
	    found.start == sentence)
		reading_fault(l->a->r, "customer", l->a->line, sentence,
		    "may go on with the customers of the sentence before");
}

/* "sales to Oman ($5; 20 percent], "salesto Oman" */
static void
fms_tell_signs(struct fms_list *l, const char *sentence)
{
	static COMPILED struct pattern half = PATTERN(
	    "(?:(?:%|per ?cent) ?[\\]}]|[\\[{] ?(?:\\$|\\d{1,3}(?:\\.\\d+)? ?(?:%|per ?cent))"
	    "|\\([^()]*(?:%|per ?cent)[^()]*(?:\\(|\\z)"
	    "|\\[[^()\\]]{3,80}\\)|\\([^()\\[]{3,80}\\]"
	    "|(?:\\A|\\))[^()]*(?:%|per ?cent) ?\\))");
	static COMPILED struct pattern two_sentences = PATTERN(
	    "(?-i)[a-z)]{2}\\.[A-Z][a-z]{2,}.*|(?:[%)][,;]?|[a-z]{2}[,;]) "
	    "(?:Work|Fiscal|This|Using|Type)\\b.*");
	static COMPILED struct pattern twice =
	    PATTERN("(?-i)\\b([A-Z][a-z]{3,}) \\1\\b");
	static COMPILED struct pattern no_share =
	    PATTERN("(?-i)(?:\\b[OolI]\\d{0,2}|\\d[OolI]\\d?)(?:\\.\\d+)? "
		    "?(?:%|per ?cent)|\\d \\d{1,2}(?:\\.\\d+)? ?%");
	static COMPILED struct pattern joined = PATTERN(
	    "(?-i)\\b(?:to|of|for|from|and)[A-Z][a-z]{3,}|[a-z]{2}(?:Republic"
	    "|Kingdom|Arabia|Emirates|Zealand|Korea|Africa)\\b|[A-Z]{2,}for [A-Z]");
	struct match m;

	if (pattern_find(&half, sentence, &m))
		reading_fault(l->a->r, "customer", l->a->line,
		    match_text(l->a->r->arena, &m, 0),
		    "a bracket has no other half");
	if (pattern_find(&no_share, sentence, &m))
		reading_fault(l->a->r, "customer", l->a->line,
		    match_text(l->a->r->arena, &m, 0), "not a share");
	if (pattern_find(&two_sentences, sentence, &m))
		reading_fault(l->a->r, "customer", l->a->line,
		    match_text(l->a->r->arena, &m, 0),
		    "two sentences in one, of which one may name customers");
	if (pattern_find(&twice, sentence, &m))
		reading_fault(l->a->r, "customer", l->a->line,
		    match_text(l->a->r->arena, &m, 0), "a word stands twice");
	if (pattern_find(&joined, sentence, &m))
		reading_fault(l->a->r, "customer", l->a->line,
		    match_text(l->a->r->arena, &m, 0),
		    "two words in one, of which a customer may be one");
}

/* "It involves sales to Oman; FMS funds in the amount of $5" */
static COMPILED struct pattern involved =
    PATTERN("\\b(?:involv\\w+|includ\\w+|combin\\w+|supports?)\\b[^.;]{0,60}"
	    "\\bsales? (?:\\(FMS\\) )?to (?:the )?(?-i:[A-Z])");

static void
fms_read_names(struct fms_list *l)
{
	const char *cursor = l->a->rest;
	const char *sentence;
	bool awards = true;     /* the first sentence does */
	bool was_sales = false; /* the one before */
	struct match m;

	while ((sentence = sentence_next(l->a->r->arena, &cursor)) != NULL) {
		bool is_of_sales = fms_is_in(l->a, sentence);
		bool names = pattern_is_in(&names_users, sentence);
		bool is_first = awards;
		bool is_of_funds = !awards && fms_tells_funds(sentence);

		awards = false;
		if (was_sales)
			fms_tell_list(l, sentence);
		was_sales = is_of_sales || names;
		if (pattern_is_in(&of_activity, sentence))
			continue;
		if (is_of_sales || names)
			fms_tell_signs(l, sentence);
		fms_tell_stranger(l->a->r, l->a->line, sentence);
		if (is_of_sales && !pattern_is_in(&of_work, sentence))
			fms_tell_unknown(l->a->r, l->a->line, sentence);
		if (is_of_funds && pattern_find(&involved, sentence, &m))
			reading_fault(l->a->r, "customer", l->a->line,
			    match_text(l->a->r->arena, &m, 0),
			    "customers in a sentence that tells of funds");
		if (is_of_funds)
			continue;
		if (is_of_sales)
			fms_read_sentence(
			    l, fms_behind_places(sentence), true, is_first);
		else if (names && !pattern_is_in(&of_work, sentence) &&
		    !pattern_is_in(&denies, sentence))
			fms_read_sentence(l, sentence, false, is_first);
	}
}

static bool
fms_is_listed(const struct text_list *list, const char *code)
{
	while (list != NULL && strcmp(list->text, code) != 0)
		list = list->next;
	return list != NULL;
}

/* "kits for Canada and Oman. It combines sales to Oman under the FMS program,
 * and to Canada under a direct commercial sale." */
static void
fms_drop_others(struct fms_list *l)
{
	struct award_customer **c = &l->award->customers;

	while (*c != NULL) {
		const char *code = (*c)->country.iso3;

		if (fms_is_listed(l->others, code) &&
		    !fms_is_listed(l->sure, code))
			*c = (*c)->next;
		else
			c = &(*c)->next;
	}
}

/* "Foreign Military Sales customers": whom nobody names. */
static void
fms_add_unnamed(struct fms_list *l)
{
	struct award_customer *c = l->award->customers;
	const char *cursor = l->a->text;
	const char *sentence;
	const char *name = NULL;
	struct match m;

	if (c != NULL && c->name != NULL)
		return;
	while ((sentence = sentence_next(l->a->r->arena, &cursor)) != NULL) {
		if (!fms_is_in(l->a, sentence) ||
		    !pattern_find(&unnamed, sentence, &m))
			continue;
		if (name == NULL ||
		    m.length[0] > strlen(name)) /* the fullest wording */
			name = match_text(l->a->r->arena, &m, 0);
	}
	if (c == NULL)
		c = arena_alloc(l->a->r->arena, sizeof(*c));
	c->name = name == NULL ? "Foreign Military Sales" : name;
	l->award->customers = c;
	cursor = l->a->rest;
	while ((sentence = sentence_next(l->a->r->arena, &cursor)) != NULL) {
		if (!fms_tells_funds(sentence))
			fms_take_whole_share(l, fms_behind_places(sentence));
	}
}

static void
fms_state_basis(struct award *award)
{
	for (struct award_customer *c = award->customers; c != NULL;
	     c = c->next) {
		bool funded =
		    c->scope == SCOPE_CUSTOMER || c->scope == SCOPE_ALL;

		c->basis = c->percent.text[0] != '\0' ? CUSTOMER_SHARE
		    : funded                          ? CUSTOMER_FUNDS
						      : CUSTOMER_NAMED;
	}
}

/* "foreign miliatry sales", "FMSfunds": who is meant is not read. */
static void
fms_tell_near(const struct announced *a)
{
	static COMPILED struct pattern near = PATTERN(
	    "\\bf[oreign]{4,8}[^\\w.;]{0,5}m[ilitary]{3,9}(?:-?\\W{1,4}"
	    "[ilitary]{1,7})?[^\\w.;]{0,5}[sales]{3,6}\\b"
	    "|(?<!foreign )military sales?\\b(?! (?:\\(FMS\\) )?to\\b)"
	    "|\\bforeign foreign\\b|\\bmilitary military\\b|\\bsales sales\\b"
	    "|\\bmilitary sales?(?!s)[a-z]+|(?-i:[a-z0-9]Foreign Military)"
	    "|(?-i:\\bFMS[A-Za-z]{3,}|\\bF MS\\b|\\bFM S\\b|[a-z]FMS\\b"
	    "|\\b[Ff]ms\\b)");
	const char *text = a->rest;
	struct match m;
	struct match exact;

	for (; pattern_find(&near, text, &m); text = m.start[0] + m.length[0]) {
		const char *found = match_text(a->r->arena, &m, 0);

		if (pattern_find(&mention, found, &exact) &&
		    exact.start[0] == found)
			continue;
		reading_fault(a->r, "customer", a->line, found,
		    "may be foreign military sales");
		return;
	}
}

void
announcement_customers(const struct announced *a, struct award *out)
{
	struct fms_list l = { .a = a, .award = out };
	const char *cursor = a->rest;
	const char *sentence;

	fms_tell_near(a);
	while (!out->is_fms &&
	    (sentence = sentence_next(a->r->arena, &cursor)) != NULL)
		out->is_fms = fms_is_in(a, sentence);
	if (!out->is_fms)
		return;
	fms_read_names(&l);
	fms_drop_others(&l);
	fms_read_funds(&l);
	fms_add_unnamed(&l);
	fms_state_basis(out);
}
