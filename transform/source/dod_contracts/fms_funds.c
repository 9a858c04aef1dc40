/*
 * Which funds of Foreign Military Sales an award obligates: "FMS (Japan) funds
 * in the amount of $827,174 (4%)". A sum together with other funds is no sum of
 * these.
 */
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"
#include "transform/source/dod_contracts/fms.h"
#include "transform/source/dod_contracts/fms_countries.h"

static COMPILED struct pattern mention = PATTERN(FMS_MENTION);
static COMPILED struct pattern amount_form =
    PATTERN(ANNOUNCEMENT_DOLLARS "(?: ?(?:thousand|million|billion)\\b)?");
/* "$1,000 in FMS funds", "$9,164,126 (52%) of Foreign Military Sales funds" */
static COMPILED struct pattern named_behind = PATTERN(
    "\\A ?(?:\\([^()]*\\) ?)?(?:in |of |from |as |using )?(?:the |these "
    ")?(?:fiscal \\d{4} )?(" FMS_MENTION "(?: ?\\([^()]*\\))?"
    "[^,;.$]{0,40})");
static COMPILED struct pattern preposition = PATTERN(
    "\\A ?(?:\\([^()]*\\) ?)?(?:in|of|from|as|using|is|was|are|were)\\b");
static COMPILED struct pattern share_behind =
    PATTERN("\\A ?,? ?\\(? ?(\\d{1,3}(?:\\.\\d+)?) ?(?:%|per ?cent)");

/* Funds of the United States or of partners beside those, in one sum. */
static COMPILED struct pattern other_funds = PATTERN(
    "\\b(?:procurement|operations?|maintenance|research|development|test"
    "|working capital|(?<!non.)appropriat\\w+|navy|army|air force|marine corps"
    "|partners?|participants?|cooperative|shipbuilding|O&M|RDT&E|weapons?"
    "|ammunition|defense" CONTRACT_DASH "wide|drawdown|military construction"
    "|U\\.S\\.|other)\\b");
static COMPILED struct pattern conjunction =
    PATTERN("\\b(?:and|as well as|plus|with|along with)\\b|/|&");
/* "Navy funds; and FMS funds in the combined amount of $5" */
static COMPILED struct pattern combined =
    PATTERN("\\b(?:combined|collective)(?: total)? (?:amount|sum|total)\\b"
	    "|\\bcombined in the amount\\b");
static COMPILED struct pattern leading =
    PATTERN("\\A(?: |,|;|and\\b|as well as\\b|plus\\b|\\([^()]*\\))+");

struct fund {
	const char *label; /* what it is called */
	struct money amount;
	struct decimal percent;
};

struct fund_totals {
	struct money all; /* of funds that name no customer */
	bool is_mixed;
	bool is_too_great; /* what they come to is no number */
	bool is_unread;    /* a sum among them is none that can be read */
};

/* A service of another country is no fund: "the Royal Australian Navy". */
#define SERVICE "(?:Navy|Army|Air Force|Marine Corps|Defen[cs]e Forces?)\\b"
static COMPILED struct pattern foreign_service = PATTERN(
    "(?-i)\\b(?:Royal(?: [A-Z][a-z]+)?|(?!American)[A-Z][a-z]+(?:an|ish|ese|i)"
    "|French|Czech|Dutch|(?:Republic|Kingdom|Sultanate|State) of [A-Z][a-z]+) " SERVICE);
static COMPILED struct pattern service_behind = PATTERN("(?-i)\\A " SERVICE);

/*
 * The words for a sum: behind the last semicolon, outside of brackets, or sum
 * before it.
 */
static const char *
fund_label(struct arena *arena, const char *from, const char *at)
{
	const char *start = from;
	const char *closed = at; /* the last bracket that closes */
	int depth = 0;
	struct match m;

	while (closed > from && *closed != ')')
		closed--;
	for (const char *p = from; p < at; p++) {
		depth += *p == '(';
		depth -= *p == ')' && depth > 0;
		if (*p == ';' && (depth == 0 || p > closed))
			start = p + 1;
	}
	start = arena_copy(arena, start, (size_t)(at - start));
	return pattern_find(&leading, start, &m) ? start + m.length[0] : start;
}

/* A copy without what stands in brackets: whose a fund is, not a fund. */
static char *
fund_without_brackets(struct arena *arena, const char *label)
{
	char *plain = arena_alloc(arena, strlen(label) + 1);
	size_t open = 0;
	size_t n = 0;

	for (; *label != '\0'; label++) {
		if (*label == ')' && open > 0) {
			while (plain[--n] != '(')
				continue;
			open--;
			continue;
		}
		open += *label == '(';
		plain[n++] = *label;
	}
	plain[n] = '\0';
	return plain;
}

/* Blanks out the services of other countries in a text of its own. */
static void
fund_blank_services(struct fms_list *l, char *label)
{
	struct fms_country found = { 0 };
	const char *at = label;
	struct match m;

	while (fms_country_next(l->a->r, label, &found)) {
		if (pattern_find(&service_behind, found.end, &m))
			memset(label + (m.start[0] - label), ' ', m.length[0]);
	}
	while (pattern_find(&foreign_service, at, &m)) {
		at = m.start[0] + m.length[0];
		memset(label + (m.start[0] - label), ' ', m.length[0]);
	}
}

static bool
fund_is_mixed(struct fms_list *l, const char *label)
{
	char *plain = fund_without_brackets(l->a->r->arena, label);

	if (pattern_is_in(&combined, plain))
		return true;
	if (!pattern_is_in(&conjunction, plain))
		return false;
	fund_blank_services(l, plain);
	return pattern_is_in(&other_funds, plain);
}

/* "The Royal Australian Navy": a customer, but we do not know which. */
static bool
fund_names_unknown(struct fms_list *l, const char *label)
{
	struct match m;

	for (; pattern_find(&foreign_service, label, &m);
	     label = m.start[0] + m.length[0]) {
		struct fms_country found = { 0 };

		if (!fms_country_next(
			l->a->r, match_text(l->a->r->arena, &m, 0), &found))
			return true;
	}
	return false;
}

/* Of a sum that names its customer. */
static bool
fund_give_named(struct fms_list *l, const struct fund *f)
{
	struct fms_country found = { 0 };
	struct fms_country first;
	struct award_customer *c = NULL;
	size_t count = 0;
	bool is_sole;

	while (fms_country_next(l->a->r, f->label, &found)) {
		if (count++ == 0)
			first = found;
		else
			fms_add(l, &found, false)->scope = SCOPE_ALL;
	}
	if (count == 0)
		return false;
	is_sole = count == 1 && !fund_names_unknown(l, f->label);
	if (is_sole) {
		first.amount = f->amount;
		if (f->percent.text[0] != '\0')
			first.percent = f->percent;
	}
	c = fms_add(l, &first, is_sole);
	if (!is_sole)
		c->scope = SCOPE_ALL;
	return true;
}

static void
fund_take(struct fms_list *l, const struct fund *f, struct fund_totals *t)
{
	if (fund_is_mixed(l, f->label)) {
		t->is_mixed = true;
		return;
	}
	if (!announcement_add(
		l->a, "fms_funds_usd", &l->award->fms_funds, f->amount))
		t->is_too_great = true;
	l->award->fms_funds.given = !t->is_too_great;
	if (fund_give_named(l, f))
		return;
	t->all.given = !t->is_too_great &&
	    announcement_add(l->a, "fms_funds_usd", &t->all, f->amount);
}

/* "FMS funds; aircraft procurement funds in the amount of $5": both have it. */
static bool
fund_follows_another(struct arena *arena, const char *from, const char *at)
{
	return pattern_is_in(
	    &mention, arena_copy(arena, from, (size_t)(at - from)));
}

/* "Foreign Military Sales (Qatar, Oman) funds": whatever sum is theirs. */
static void
fund_name_customers(struct fms_list *l, const char *sentence)
{
	static COMPILED struct pattern bracketed = PATTERN(
	    FMS_MENTION "(?: funds?| customers?)? ?\\(([^()$]{3,400})\\)");
	struct match m;

	while (pattern_find(&bracketed, sentence, &m)) {
		const char *list = match_text(l->a->r->arena, &m, 1);
		struct fms_country found = { 0 };

		while (list != NULL && fms_country_next(l->a->r, list, &found))
			fms_add(l, &found, false);
		sentence = m.start[0] + m.length[0];
	}
}

/* "FMS funds of $3 and $2", "FMS funds in the amounts of $3; and $2 (Oman)" */
static bool
fund_is_of_same(const char *label, const char *behind)
{
	static COMPILED struct pattern form = PATTERN(
	    "\\A(?:,? ?\\([^()]*\\))?(?:\\.?\\z|,? respectively\\b|,? (?:and"
	    " )?(?=\\$)|,? (?:will|were|was|are|is|have|has)\\b)");

	return *label == '\0' && pattern_is_in(&form, behind);
}

/* "Foreign Military Sales (Qatar, $3; Oman, $2) funds": whose each is. */
static void
fund_tell_parted(struct fms_list *l, const char *sentence)
{
	static COMPILED struct pattern parted = PATTERN(
	    FMS_MENTION "(?: funds?| customers?)? ?"
			"\\(([^()$]{0,200}\\$[^()$]{0,200}\\$[^()]{0,400})\\)");
	const char *inside;
	struct match m;

	if (!pattern_find(&parted, sentence, &m))
		return;
	inside = match_text(l->a->r->arena, &m, 1);
	if (fms_names_country(l->a->r, inside))
		reading_fault(l->a->r, "fms_funds_usd", l->a->line, inside,
		    "customers in a bracket that parts a sum");
}

/* "FMS funds from Japan in the amount of $3 and Korea in the amount of $2" */
static bool
fund_goes_on(struct fms_list *l, const char *label)
{
	/* A name may begin with these words itself: "Government of Oman". */
	static COMPILED struct pattern before =
	    PATTERN("\\A(?:from |for )?(?:the )?"
		    "(?:governments? of )?(?:the )?\\z");
	static COMPILED struct pattern behind =
	    PATTERN("\\A ?(?:FMS |funds? )?"
		    "(?:in the (?:amount|sum) of|of|at|with|:)? ?\\z");
	struct fms_country found = { 0 };

	return fms_country_next(l->a->r, label, &found) &&
	    pattern_is_in(&before,
		arena_copy(
		    l->a->r->arena, label, (size_t)(found.start - label))) &&
	    pattern_is_in(&behind, found.end);
}

/*
 * "FMS funds of $5 (Japan and Oman)", "FMS funds of $5 for Japan": whose they
 * are stands behind the sum. A bracket with sums or shares parts this one in a
 * way that is not read.
 */
static const char *
fund_with_customers(struct fms_list *l, const char *label, const char *behind)
{
	static COMPILED struct pattern form =
	    PATTERN("\\A,? ?\\(([^()]{3,400})\\)"
		    "|\\A (?:for|from) ((?:the )?(?-i:[A-Z])[^,;.$()]{2,60}?"
		    "(?: ?\\(\\d[\\d.]* ?(?:%|percent)\\))?)"
		    "(?= (?:and|is|are|was|were|will|at)\\b|[,;.]|\\z)");
	struct arena *arena = l->a->r->arena;
	struct fms_country of_label = { 0 };
	bool is_bracket;
	const char *names;
	struct match m;

	if (!pattern_find(&form, behind, &m))
		return label;
	is_bracket = m.start[1] != NULL;
	names = match_text(arena, &m, is_bracket ? 1 : 2);
	if (names == NULL || !fms_names_country(l->a->r, names))
		return label;
	if ((!is_bracket || strpbrk(names, "$%") == NULL) &&
	    !fms_country_next(l->a->r, label, &of_label))
		return arena_print(arena, "%s (%s)", label, names);
	if (is_bracket)
		reading_fault(l->a->r, "fms_funds_usd", l->a->line, names,
		    "customers in a bracket that parts a sum");
	return label;
}

/*
 * "FMS funds of $3 (Japan) and $2 (Oman)": of the second sum, behind one of
 * these sales, nobody says of what funds it is.
 */
static void
fund_tell_further(struct fms_list *l, const char *label, const char *printed,
    const char *behind)
{
	static COMPILED struct pattern of_others =
	    PATTERN("\\b(?:funds?|funding|appropriations?)\\b");
	size_t length = strcspn(behind, ".;$");

	behind = arena_copy(l->a->r->arena, behind, length > 80 ? 80 : length);
	if (pattern_is_in(&of_others, label) ||
	    pattern_is_in(&of_others, behind))
		return;
	if (fms_names_country(l->a->r, label) ||
	    fms_names_country(l->a->r, behind))
		reading_fault(l->a->r, "fms_funds_usd", l->a->line, printed,
		    "a sum behind one of these sales: of what is not told");
}

static void
fund_tell_unread(struct fms_list *l, const char *printed, struct fund_totals *t)
{
	t->is_unread = true;
	reading_fault(l->a->r, "fms_funds_usd", l->a->line, printed,
	    "not an amount of dollars");
}

static void
fund_read_sentence(
    struct fms_list *l, const char *sentence, struct fund_totals *t)
{
	struct arena *arena = l->a->r->arena;
	const char *from = sentence;
	bool of_sales = false; /* the sum before */
	const char *start;
	struct match m;
	struct match n;

	fund_name_customers(l, sentence);
	fund_tell_parted(l, sentence);
	while (pattern_find(&amount_form, from, &m)) {
		const char *printed = match_text(arena, &m, 0);
		const char *behind = m.start[0] + m.length[0];
		struct fund f = { fund_label(arena, from, m.start[0]), { 0 },
			{ "" } };

		if (pattern_find(&share_behind, behind, &n))
			decimal_read(match_text(arena, &n, 1), &f.percent);
		start = from;
		from = behind;
		if (announcement_is_spoiled(arena, behind)) {
			fund_tell_unread(l, printed, t);
			continue;
		}
		if (!pattern_is_in(&mention, f.label) &&
		    !(of_sales &&
			(fund_goes_on(l, f.label) ||
			    fund_is_of_same(f.label, behind)))) {
			bool is_further = of_sales;

			of_sales = pattern_find(&named_behind, behind, &n);
			if (!of_sales) {
				if (is_further)
					fund_tell_further(
					    l, f.label, printed, behind);
				t->is_mixed = t->is_mixed ||
				    fund_follows_another(
					arena, start, m.start[0]);
				continue;
			}
			if (pattern_is_in(&other_funds, f.label) &&
			    !pattern_is_in(&preposition, behind)) {
				fund_tell_unread(l, printed, t);
				continue;
			}
			f.label = match_text(arena, &n, 1);
			from = n.start[0] + n.length[0];
		}
		of_sales = true;
		f.label = fund_with_customers(l, f.label, behind);
		if (announcement_dollars(arena, printed, &f.amount))
			fund_take(l, &f, t);
		else
			fund_tell_unread(l, printed, t);
	}
}

/* What is of all customers together is the one's if there is one. */
static void
fund_share_out(struct fms_list *l, const struct fund_totals *t)
{
	struct award_customer *c = l->award->customers;
	bool is_sole = c != NULL && c->next == NULL;

	for (; c != NULL; c = c->next) {
		if (c->scope == SCOPE_CUSTOMER)
			continue;
		if (t->is_mixed && !t->all.given && c->scope == SCOPE_NONE)
			c->scope = SCOPE_MIXED;
		if (!t->all.given)
			continue;
		c->scope = is_sole ? SCOPE_CUSTOMER : SCOPE_ALL;
		if (is_sole)
			c->amount = t->all;
	}
}

/* Funds whose customers nobody names are of a row without a country. */
static void
fund_add_unnamed(struct fms_list *l, const struct fund_totals *t)
{
	struct award_customer *c;

	if (l->award->customers != NULL || (!t->all.given && !t->is_mixed))
		return;
	c = arena_alloc(l->a->r->arena, sizeof(*c));
	c->scope = t->all.given ? SCOPE_ALL : SCOPE_MIXED;
	if (t->all.given)
		c->amount = t->all;
	l->award->customers = c;
}

/* "FMS funds in the amount of 5,000,000" */
static bool
fund_tell_bare(struct fms_list *l, const char *sentence)
{
	const char *at;
	const char *printed =
	    announcement_bare_sum(l->a->r->arena, sentence, &at);

	if (printed != NULL)
		reading_fault(l->a->r, "fms_funds_usd", l->a->line, printed,
		    "may be a sum, but has no sign of dollars");
	return printed != NULL;
}

void
fms_read_funds(struct fms_list *l)
{
	struct fund_totals t = { 0 };
	const char *cursor = l->a->rest;
	const char *sentence;
	bool awards = true; /* the first sentence: its sum is the award's */

	while ((sentence = sentence_next(l->a->r->arena, &cursor)) != NULL) {
		if (!awards && pattern_is_in(&mention, sentence)) {
			t.is_unread |= fund_tell_bare(l, sentence);
			if (fms_tells_funds(sentence))
				fund_read_sentence(l, sentence, &t);
		}
		awards = false;
	}
	if (t.is_unread) { /* what the others come to is not all */
		l->award->fms_funds = (struct money){ 0 };
		t.all = (struct money){ 0 };
	}
	fund_share_out(l, &t);
	fund_add_unnamed(l, &t);
}
