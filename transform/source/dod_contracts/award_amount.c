/*
 * The sum of an award: of this action, or the only one that is stated. What a
 * contract comes to with its options or with earlier actions is not it, nor are
 * funds.
 */
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"
#include "transform/source/dod_contracts/announcement.h"

#define DASH CONTRACT_DASH

/* Bytes before and behind an amount that tell which it is. */
#define BEFORE_MAX 120
#define BEHIND_MAX 48

static COMPILED struct pattern amount_form =
    PATTERN("(?:US ?)?" ANNOUNCEMENT_DOLLARS "(?: ?" DASH
	    "?(?:thousand|million|billion|trillion)\\b)?");

/* "The face value of this action is", "cumulative value of the base year" */
#define OF_ACTION                                                            \
	"[^$;.]{0,40}\\bof (?:this|the) (?:[a-z-]+ )?(?:action|modification" \
	"|base (?:year|period|contract))\\b"

/* Before an amount that is none of this action. */
static COMPILED struct pattern other_sum = PATTERN(
    "(?:\\bfrom"
    "|\\bfrom (?:US ?)?\\$ ?[\\d,. ]*\\d(?: ?(?:thousand|million|billion))? to"
    "|\\b(?:cumulative|(?<!with a )total (?:contract |face |potential )*value"
    "|face value)"
    "\\b(?!" OF_ACTION ")[^$;]{0,80}"
    "|\\bbring(?:s|ing)?\\b[^$;]{0,90}"
    "|\\b(?:increas|rais|chang|adjust)\\w*\\b[^$;]{0,70} (?:to|from)"
    "|\\bif [^$;]{0,40}exercised[^$;]{0,80}"
    "|\\boptions?\\b[^$;]{0,60}\\b(?:could|would|may|will|to)\\b[^$;]{0,40}"
    "|\\b(?:guarantee\\w*|obligat\\w*|funds?|funded|funding|appropriat\\w*)\\b"
    "[^$;]{0,60}"
    "|\\bper (?:unit|year)[^$;]{0,20}"
    "|\\bvalued (?:over|above|below|under|less|more)[^$;]{0,20}) ?\\z");
static COMPILED struct pattern other_behind =
    PATTERN("\\A(?:,? ?(?:cumulative|if (?:all|the|any)? ?options?)"
	    "| ?(?:minimum|guaranteed)(?: guarantee| order))");

static COMPILED struct pattern kinds_before[] = {
	PATTERN("\\bnot ?" DASH "? ?to ?" DASH "? ?exceed\\b[^$;,]{0,50}\\z"),
	PATTERN("\\b(?:ceiling|maximum|max\\.|up to|capacity)\\b"
		"[^$;,]{0,50}\\z|\\bpotential \\z"
		"|\\bmaximum (?:dollar )?(?:value|amount)\\b[^$;,]{0,110}\\z"),
	PATTERN("\\bminimum\\b[^$;,]{0,50}\\z"),
};
static COMPILED struct pattern kinds_behind[] = {
	PATTERN("\\A(?!,? and\\b),? ?\\(?[^$;.,]{0,24}\\b(?:not ?" DASH
		"? ?to ?" DASH "? ?exceed|NTE)\\b"),
	PATTERN(
	    "\\A(?!,? and\\b),? ?\\(?[^$;.,]{0,16}\\b(?:ceiling|maximum)\\b"),
	PATTERN("\\A,? ?\\(?minimum\\b"),
};
static const enum award_amount kinds[] = { AWARD_AMOUNT_NOT_TO_EXCEED,
	AWARD_AMOUNT_CEILING, AWARD_AMOUNT_MINIMUM };
_Static_assert(sizeof(kinds) / sizeof(kinds[0]) ==
	sizeof(kinds_before) / sizeof(kinds_before[0]),
    "each kind has its words");
_Static_assert(
    sizeof(kinds_behind) == sizeof(kinds_before), "before and behind");

/* What states the sum where the sentence that awards does not. */
static COMPILED struct pattern states[] = {
	PATTERN("\\bamount of (?:this|the) (?:action|modification|award|order"
		"|contract)\\b[^$;.]{0,30}\\$"),
	PATTERN("\\b(?:exercised|definitized|awarded|valued|priced|issued)\\b"
		"[^$;.]{0,60} (?:in the amount of|at|for)\\b[^$;.]{0,40}\\$"),
	PATTERN("\\b(?:this|the|each|their|its|shared|combined|aggregate"
		"|estimated|maximum|ceiling|overall|total)\\b[^$;.]{0,60}"
		"\\b(?:value|amount|ceiling|maximum|price|cost)\\b[^$;.]{0,110}"
		"(?:is|of|at|be|to|exceed)\\b[^$;.]{0,30}\\$"),
	PATTERN("\\bnot ?" DASH "? ?to ?" DASH "? ?exceed\\b[^$;.]{0,50}\\$"),
	/* "The award is a fixed-price contract with a maximum $5 for fuel." */
	PATTERN(
	    "\\b(?:award|contract|modification|order|action)\\b[^$;]{0,160}"
	    "\\b(?:maximum|minimum|estimated|valued?|amount|worth|ceiling)\\b"
	    "[^$;.]{0,30}\\$"),
};

/* What speaks of funds or of other actions, whatever it says of sums. */
static COMPILED struct pattern of_funds = PATTERN(
    "\\bobligat|\\bcumulative\\b(?!" OF_ACTION ")|\\bfunds?\\b|\\bfunding\\b"
    "|\\bwill expire\\b|\\bif [^$;]{0,40}\\bexercised\\b");
static COMPILED struct pattern withheld =
    PATTERN("\\bnot be made public\\b|\\bsource" DASH "?selection" DASH
	    "? ?sensitive\\b|\\b(?:amount|value)\\b"
	    "[^.]{0,40}\\b(?:withheld|classified)\\b");

/* Whether a pattern matches what stands just before a place. */
static bool
amount_stands_behind(
    struct arena *arena, struct pattern *p, const char *text, const char *at)
{
	size_t length = (size_t)(at - text);
	size_t part = length < BEFORE_MAX ? length : BEFORE_MAX;

	return pattern_is_in(p, arena_copy(arena, at - part, part));
}

static bool
amount_stands_before(struct arena *arena, struct pattern *p, const char *at)
{
	return pattern_is_in(p, arena_copy(arena, at, strnlen(at, BEHIND_MAX)));
}

/* Behind or before a sum: there it is none, or not all of it. */
static COMPILED struct pattern goes_on =
    PATTERN("\\A ?(?:[.,] ?\\d[\\d.]* ?)?-?(?:[mb][ilo]{2,7}ns?"
	    "|tri[lio]{2,6}ns?)\\b");
static COMPILED struct pattern range_behind =
    PATTERN("\\A ?" DASH " ?(?:US ?)?\\$ ?\\d");
static COMPILED struct pattern minus_before =
    PATTERN("(?:\\A|[\\s(])(?:-|\xE2\x88\x92)\\z");

bool
announcement_is_spoiled(struct arena *arena, const char *behind)
{
	return money_goes_on(behind) ||
	    amount_stands_before(arena, &goes_on, behind);
}

/* Why a sum cannot be taken as it is printed; NULL if it can. */
static const char *
amount_problem(struct arena *arena, const char *text, const struct match *m)
{
	const char *behind = m->start[0] + m->length[0];

	if (announcement_is_spoiled(arena, behind))
		return "not an amount of dollars";
	if (amount_stands_before(arena, &range_behind, behind))
		return "a range, not an amount";
	return amount_stands_behind(arena, &minus_before, text, m->start[0])
	    ? "is taken away, not awarded"
	    : NULL;
}

static enum award_amount
amount_kind(struct arena *arena, const char *text, const struct match *m)
{
	size_t count = sizeof(kinds) / sizeof(kinds[0]);

	for (size_t i = 0; i < count; i++) {
		if (amount_stands_behind(
			arena, &kinds_before[i], text, m->start[0]))
			return kinds[i];
	}
	for (size_t i = 0; i < count; i++) {
		if (amount_stands_before(
			arena, &kinds_behind[i], m->start[0] + m->length[0]))
			return kinds[i];
	}
	return AWARD_AMOUNT_ACTION;
}

bool
announcement_dollars(struct arena *arena, const char *s, struct money *out)
{
	char *plain = arena_alloc(arena, strlen(s) + 1);
	size_t n = 0;

	for (; *s != '\0'; s++) {
		if (*s != ' ' || n == 0 || strchr(",$", plain[n - 1]) == NULL)
			plain[n++] = *s;
	}
	while (n > 0 && strchr(",.", plain[n - 1]) != NULL)
		plain[--n] = '\0';
	return money_read(plain, out);
}

bool
announcement_add(const struct announced *a, const char *field,
    struct money *sum, struct money added)
{
	if (!__builtin_add_overflow(sum->cents, added.cents, &sum->cents))
		return true;
	*sum = (struct money){ 0 };
	reading_fault(a->r, field, a->line, added.text,
	    "makes a sum that is too great to be one");
	return false;
}

/*
 * Of each byte of a text whether it lies in a pair of brackets: one that nobody
 * closes is none. So it does where one is open before it that is closed behind
 * it.
 */
static bool *
amount_brackets(struct arena *arena, const char *text)
{
	size_t length = strlen(text);
	bool *inside = arena_alloc(arena, (length + 1) * sizeof(*inside));
	size_t open = 0;
	size_t closed = 0;

	for (size_t i = 0; i < length; i++) {
		open += text[i] == '(';
		inside[i] = open > 0;
		open -= text[i] == ')' && open > 0;
	}
	for (size_t i = length; i-- > 0;) {
		closed += text[i] == ')';
		inside[i] = inside[i] && closed > 0;
		closed -= text[i] == '(' && closed > 0;
	}
	return inside;
}

/* "a mximum $5 contract": of which kind it is would be lost. */
static void
amount_tell_kind(const struct announced *a, const char *text,
    const struct match *sum, enum award_amount kind)
{
#define NEAR_KIND                                                               \
	"\\b(?!maximum\\b|minimum\\b)(?:an?)?(?:m[axinum]{0,7}-? ?[xinum]{0,6}" \
	"um+|(?=m[a-z]*(?:x|ini|ium|imm))m[axinum]{4,9})\\b"                    \
	"|\\bto\\W{0,3}(?!exceed\\b|except|excel)exce\\w*"                      \
	"|(?<!not)(?<!not )(?<!not-)to\\W{1,3}exceed\\b"
	static COMPILED struct pattern near_before =
	    PATTERN("(?:" NEAR_KIND ")[^$;,]{0,50}\\z");
	static COMPILED struct pattern near_behind =
	    PATTERN("\\A,? ?\\(?[^$;.,]{0,24}(?:" NEAR_KIND ")");
	struct arena *arena = a->r->arena;

	if (kind == AWARD_AMOUNT_ACTION &&
	    (amount_stands_behind(arena, &near_before, text, sum->start[0]) ||
		amount_stands_before(
		    arena, &near_behind, sum->start[0] + sum->length[0])))
		reading_fault(a->r, "amount_kind", a->line,
		    match_text(arena, sum, 0), "may be a maximum or a minimum");
}

/*
 * The first sum in a text that may be the award's: one in brackets, which is
 * mostly a part of another, or that of a kind of funds, only where it may be.
 */
static bool
amount_take(const struct announced *a, const char *text, bool with_brackets,
    struct award *out)
{
	struct arena *arena = a->r->arena;
	const bool *inside = amount_brackets(arena, text);
	const char *at = text;
	struct match m;

	while (pattern_find(&amount_form, at, &m)) {
		const char *printed = match_text(arena, &m, 0);
		const char *problem = amount_problem(arena, text, &m);

		at = m.start[0] + m.length[0];
		if ((!with_brackets && inside[m.start[0] - text]) ||
		    amount_stands_behind(arena, &other_sum, text, m.start[0]) ||
		    amount_stands_before(arena, &other_behind, at))
			continue;
		if (problem == NULL &&
		    !announcement_dollars(arena, printed, &out->amount))
			problem = "not an amount of dollars";
		if (problem != NULL) {
			reading_fault(
			    a->r, "amount_usd", a->line, printed, problem);
			return true;
		}
		out->amount.text = printed;
		out->amount_kind = amount_kind(arena, text, &m);
		amount_tell_kind(a, text, &m, out->amount_kind);
		return true;
	}
	return false;
}

/* "$5,000,000 for order 1 and $7,000,000 for order 2": both are awarded. */
static void
amount_tell_others(const struct announced *a, const struct award *award)
{
	static COMPILED struct pattern and = PATTERN("\\band (?:an? )?\\z");
	struct arena *arena = a->r->arena;
	const char *clause = a->clause;
	const char *at;
	struct match m;

	if (!award->amount.given || award->amount_kind != AWARD_AMOUNT_ACTION ||
	    !pattern_find(&amount_form, clause, &m) ||
	    !pattern_find(&amount_form, m.start[0] + m.length[0], &m))
		return;
	at = m.start[0] + m.length[0];
	if (amount_stands_behind(arena, &and, clause, m.start[0]) &&
	    !amount_stands_behind(arena, &other_sum, clause, m.start[0]) &&
	    !amount_stands_before(arena, &other_behind, at) &&
	    amount_kind(arena, clause, &m) == AWARD_AMOUNT_ACTION)
		reading_fault(a->r, "amount_usd", a->line,
		    match_text(arena, &m, 0), "is one of several sums");
}

/* Sentence by sentence, in the order of how plainly a wording states it. */
static bool
amount_take_stated(const struct announced *a, struct award *out)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		const char *cursor = a->rest;
		const char *sentence;
		struct match m;

		while (
		    (sentence = sentence_next(a->r->arena, &cursor)) != NULL) {
			if (!pattern_find(&states[i], sentence, &m) ||
			    (pattern_is_in(&of_funds,
				arena_copy(a->r->arena, sentence,
				    (size_t)(m.start[0] - sentence) +
					m.length[0]))))
				continue;
			if (amount_take(a, sentence, false, out))
				return true;
		}
	}
	return false;
}

/* "Zeta Corp., Reno, Nevada (SPE602-31-D-0001, $2); Omega LLC ($1)": both. */
static bool
amount_take_of_each(const struct announced *a, struct award *out)
{
	static COMPILED struct pattern bracket =
	    PATTERN("\\(([^()$]*(\\$[^()$]*))\\)");
	/* A number, or nothing else: "($5 of FMS funds)" is no awardee's. */
	static COMPILED struct pattern of_awardee =
	    PATTERN("(?-i)\\A ?(?:[^$]*[A-Z0-9]{4}[^$a-z]*(?:for |at )?)?\\$"
		    "[\\d,. OolI]*(?:thousand|million|billion)? ?\\z");
	const char *at = a->head;
	struct money all = { 0 };
	bool is_whole = true;
	struct match m;
	struct match sum;

	while (pattern_find(&bracket, at, &m)) {
		struct money one = { 0 };

		at = m.start[0] + m.length[0];
		if (!pattern_is_in(&of_awardee, match_text(a->r->arena, &m, 1)))
			continue;
		if (!pattern_find(&amount_form, m.start[0], &sum) ||
		    announcement_is_spoiled(
			a->r->arena, sum.start[0] + sum.length[0]) ||
		    !announcement_dollars(
			a->r->arena, match_text(a->r->arena, &sum, 0), &one)) {
			reading_fault(a->r, "amount_usd", a->line,
			    match_text(a->r->arena, &m, 2),
			    "not an amount of dollars");
			is_whole = false;
			continue;
		}
		one.text = match_text(a->r->arena, &sum, 0);
		if (!announcement_add(a, "amount_usd", &all, one))
			return true;
		all.given = true;
		if (all.text == NULL) /* of several, the first is the proof */
			all.text = one.text;
	}
	if (!is_whole)
		return true;
	if (all.given)
		out->amount = all;
	if (all.given)
		out->amount_kind = AWARD_AMOUNT_ACTION;
	return all.given;
}

/* "are each awarded $7": together they have more, unless it is shared. */
static void
amount_tell_each(const struct announced *a, const struct award *out)
{
	static COMPILED struct pattern each =
	    PATTERN("\\beach (?:[\\w-]+ ){0,3}?awarded\\b");
	static COMPILED struct pattern together = PATTERN(
	    "\\b(?:combined|shared?|aggregate|cumulative|together|total)\\b");

	if (out->amount_kind == AWARD_AMOUNT_ACTION &&
	    pattern_is_in(&each, a->text) && !pattern_is_in(&together, a->text))
		reading_fault(a->r, "amount_usd", a->line, out->amount.text,
		    "is the sum of each of several");
}

/* "is awarded 5,000,000 for fuel": what is said behind it is another sum. */
static bool
amount_tell_bare(
    const struct announced *a, const char *text, bool only_if_first)
{
	const char *at;
	const char *printed = announcement_bare_sum(a->r->arena, text, &at);
	struct match m;

	if (printed == NULL ||
	    (only_if_first && pattern_find(&amount_form, text, &m) &&
		m.start[0] < at) ||
	    amount_stands_behind(a->r->arena, &other_sum, text, at))
		return false;
	reading_fault(a->r, "amount_usd", a->line, printed,
	    "may be a sum, but has no sign of dollars");
	return true;
}

/* The same in a sentence that would state the sum. */
static bool
amount_tell_bare_stated(const struct announced *a)
{
	const char *cursor = a->rest;
	const char *sentence;

	while ((sentence = sentence_next(a->r->arena, &cursor)) != NULL) {
		if (!pattern_is_in(&of_funds, sentence) &&
		    amount_tell_bare(a, sentence, false))
			return true;
	}
	return false;
}

void
announcement_amount(const struct announced *a, struct award *out)
{
	if (amount_tell_bare(a, a->clause, true))
		return;
	if (amount_take(a, a->clause, false, out)) {
		amount_tell_others(a, out);
		amount_tell_each(a, out);
		return;
	}
	if (amount_tell_bare(a, a->head, false) || amount_tell_bare_stated(a))
		return;
	if (amount_take_stated(a, out) || amount_take_of_each(a, out) ||
	    amount_take(a, a->clause, true, out))
		return;
	reading_fault(a->r, "amount_usd", a->line, NULL,
	    pattern_is_in(&withheld, a->text) ? "is withheld, as it says"
					      : "is not stated");
}
