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
static COMPILED struct pattern share_behind =
    PATTERN("\\A ?,? ?\\(? ?(\\d{1,3}(?:\\.\\d+)?) ?(?:%|percent)");

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
};

/* The words for a sum: behind the last semicolon or sum before it. */
static const char *
fund_label(struct arena *arena, const char *from, const char *at)
{
	const char *start = from;
	struct match m;

	for (const char *p = from; p < at; p++) {
		if (*p == ';')
			start = p + 1;
	}
	start = arena_copy(arena, start, (size_t)(at - start));
	return pattern_find(&leading, start, &m) ? start + m.length[0] : start;
}

static bool
fund_is_mixed(struct arena *arena, const char *label)
{
	static COMPILED struct pattern brackets = PATTERN("\\([^()]*\\)");
	struct match m;

	/* Within brackets stands whose a fund is, not a fund. */
	while (pattern_find(&brackets, label, &m))
		label = arena_join(arena, label, (size_t)(m.start[0] - label),
		    "", m.start[0] + m.length[0]);
	return pattern_is_in(&combined, label) ||
	    (pattern_is_in(&conjunction, label) &&
		pattern_is_in(&other_funds, label));
}

/* Of a sum that names its customer. */
static bool
fund_give_named(struct fms_list *l, const struct fund *f)
{
	struct fms_country found = { 0 };
	struct fms_country first;
	struct award_customer *c = NULL;
	size_t count = 0;

	while (fms_country_next(l->a->r, f->label, &found)) {
		if (count++ == 0)
			first = found;
		else
			fms_add(l, &found, false)->scope = SCOPE_ALL;
	}
	if (count == 0)
		return false;
	if (count == 1) {
		first.amount = f->amount;
		if (f->percent.text[0] != '\0')
			first.percent = f->percent;
	}
	c = fms_add(l, &first, count == 1);
	if (count > 1)
		c->scope = SCOPE_ALL;
	return true;
}

static void
fund_take(struct fms_list *l, const struct fund *f, struct fund_totals *t)
{
	if (fund_is_mixed(l->a->r->arena, f->label)) {
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

static void
fund_read_sentence(
    struct fms_list *l, const char *sentence, struct fund_totals *t)
{
	struct arena *arena = l->a->r->arena;
	const char *from = sentence;
	const char *start;
	struct match m;
	struct match n;

	fund_name_customers(l, sentence);

	while (pattern_find(&amount_form, from, &m)) {
		const char *printed = match_text(arena, &m, 0);
		const char *behind = m.start[0] + m.length[0];
		struct fund f = { fund_label(arena, from, m.start[0]), { 0 },
			{ "" } };

		if (pattern_find(&share_behind, behind, &n))
			decimal_read(match_text(arena, &n, 1), &f.percent);
		start = from;
		from = behind;
		if (!pattern_is_in(&mention, f.label)) {
			if (!pattern_find(&named_behind, behind, &n)) {
				t->is_mixed = t->is_mixed ||
				    fund_follows_another(
					arena, start, m.start[0]);
				continue;
			}
			f.label = match_text(arena, &n, 1);
			from = n.start[0] + n.length[0];
		}
		if (announcement_dollars(arena, printed, &f.amount))
			fund_take(l, &f, t);
		else
			reading_fault(l->a->r, "fms_funds_usd", l->a->line,
			    printed, "not an amount of dollars");
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

void
fms_read_funds(struct fms_list *l)
{
	struct fund_totals t = { 0 };
	const char *cursor = l->a->rest;
	const char *sentence;
	bool awards = true; /* the first sentence: its sum is the award's */

	while ((sentence = sentence_next(l->a->r->arena, &cursor)) != NULL) {
		if (!awards && fms_tells_funds(sentence) &&
		    pattern_is_in(&mention, sentence))
			fund_read_sentence(l, sentence, &t);
		awards = false;
	}
	fund_share_out(l, &t);
	fund_add_unnamed(l, &t);
}
