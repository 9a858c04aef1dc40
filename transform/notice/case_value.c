#include "transform/notice/case_value.h"

#include <string.h>

#include "base/arena.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"
#include "transform/prose/stated.h"

enum case_part { CASE_TOTAL, CASE_MDE, CASE_OTHER, CASE_PARTS };

static const char *const case_fields[CASE_PARTS] = {
	[CASE_TOTAL] = "total_usd",
	[CASE_MDE] = "mde_usd",
	[CASE_OTHER] = "other_usd",
};

/* What an amount says of what it is of. */
enum figure_role {
	FIGURE_UNKNOWN,
	FIGURE_COST, /* of articles, be they new ones */
	FIGURE_BEFORE,
	FIGURE_ADDED,
	FIGURE_TAKEN,
	FIGURE_NOW,
	FIGURE_UNCHANGED,
};

/* One part of a case in one step of its history. */
struct case_value {
	struct stated_amount before;
	struct stated_amount added;
	struct stated_amount now;
};

struct case_reader {
	struct reading *r;
	size_t line;
	const char *sentence;
	struct case_value parts[CASE_PARTS];
	bool is_change; /* what this report notifies, not what others did */
	enum case_part carried; /* what the sentences now speak of, or PARTS */
	enum figure_role said;  /* of the last amount: that it is, is added */
	enum figure_role changes; /* of the change that a sentence tells */
};

/* Amounts in sentences: what an amount is of, and what it says of that. */

#define AMOUNT                                                                 \
	"(?:(?:US ?)?(\\$ ?\\.?\\d[\\d,.]*(?:[ -]?(?:thousand|million|billion" \
	"|trillion|mil|bil|bn|[mb])\\b)?)|\\b(USD ?\\d[\\d,.]*(?: ?(?:"        \
	"million|billion)\\b)?)|\\b(\\d[\\d,.]* (?:million|billion))"          \
	"(?= (?:US |U\\.S\\. )?dollars\\b))"

static COMPILED struct pattern amount_form = PATTERN(AMOUNT);

#define MDE "(?:MDE|Major Defense Equipment)"
/* "the MDE portion of the total case value" is of MDE. */
#define PORTION                                                          \
	"(?: (?:portion|share|part|component)s? of (?:(?:the|this|total" \
	"|estimated|overall|case|program) )*+)?"
#define CASE "(?:case|sale|program|package|transmittal)"
#define MEASURES "(?:values?|costs?|prices?)"

/*
 * What an amount may be of: the cost of some articles, the rest, major defense
 * equipment, the whole. The last before it counts.
 */
static COMPILED struct pattern mention = PATTERN(
    "\\b(" MEASURES " (?:of|for) (?:(?:the|these|this|those|its|all|such) )*+"
    "(?!" MDE "\\b|non-|" CASE "|(?:proposed|possible|potential) sale"
    "|approximately|about|around|up to|an? |over)(?=[a-z]))"
    "|\\b(non-? ?" MDE "\\b(?: \\(non-? ?MDE\\))?" PORTION ")"
    "|(?<!non-)(?<!non )\\b(" MDE "\\b(?: \\(MDE\\))?" PORTION ")"
    "|\\b((?:total|overall|estimated|combined|" CASE ")\\b"
    "(?=(?: (?!MDE\\b|non-|Major Defense)[\\w-]+){0,4}? " MEASURES
    "\\b(?! (?:of|for) (?:the )?(?:non-|" MDE "\\b)))"
    "|(?<!MDE )" MEASURES " (?:of|for) (?:(?:the|this) )?(?:\\w+ )?" CASE "\\b"
    "|(?:the|a) (?:new |revised )?total(?= (?:to|is|at|will)\\b)"
    "|total(?=:)|(?<!in this )(?<!in the )(?<!of this )(?<!of the )"
    "(?<!for this )(?<!for the )" CASE
    "(?=,? (?:(?:is|was|will be|would be|originally"
    "|previously|initially|now) )*(?:estimated|valued)\\b))");

/* What stands between a word that says it and the amount. */
#define FILL                                                                 \
	"(?:(?:an?|the|its|revised|new|total|estimated|overall|combined"     \
	"|current|case|program|sale|MDE|non-MDE|" MEASURES "|amount|only"    \
	"|approximately|about|around|roughly|up|still|now|notified|of|at|as" \
	"|additional|possible|potential|maximum|net|previous|previously"     \
	"|original|originally|prior|initial|reported)(?: |\\z))*+"
#define RISES "increas\\w*|rises?|rising|rose|grow\\w*|grew|rais\\w+"
#define FALLS "decreas\\w*|reduc\\w+|falls?|fell|falling|declin\\w*|lower\\w*"
#define NOUN_RISES "increases?|rise|growth"
#define NOUN_FALLS "decreases?|reduction|decline"

static COMPILED struct pattern says_from =
    PATTERN("\\b(?:from|over|above|beyond|than) " FILL "\\z");
static COMPILED struct pattern says_to = PATTERN("\\bto (?:be )?" FILL "\\z");
static COMPILED struct pattern says_by = PATTERN(
    "\\b(?:(" RISES ")|(" FALLS "))\\b(?:(?!\\b(?:" RISES "|" FALLS ")\\b)"
    "[^$]){0,120}?\\bby " FILL "\\z");
/* "and non-MDE by", behind what says whether it rises. */
static COMPILED struct pattern says_by_alone = PATTERN("\\bby " FILL "\\z");
static COMPILED struct pattern says_so_much =
    PATTERN("\\b(?:(" RISES ")|(" FALLS ")) (?:(?:an?|additional|about|up"
	    "|approximately|estimated) )*\\z");
static COMPILED struct pattern says_of = PATTERN(
    "\\b(?:(" NOUN_RISES ")|(" NOUN_FALLS "))(?: (?:in|to|for)\\b"
    "(?:(?!\\b(?:revised|resulting)\\b)[^$,;]){0,100}?)?(?: ?:| of) ?" FILL
    "\\z");
static COMPILED struct pattern says_adds =
    PATTERN("\\badd(?:s|ed|ing)? " FILL "\\z");
static COMPILED struct pattern says_remains = PATTERN(
    "\\b(?:remain\\w*|stay\\w*)(?: (?:unchanged|the same|constant))? ?" FILL
    "\\z");
static COMPILED struct pattern says_was =
    PATTERN("\\b(?:was|were|had been) " FILL "\\z");
static COMPILED struct pattern says_earlier =
    PATTERN("\\b(?:original(?:ly)?|previous(?:ly)?|prior|initial(?:ly)?|earlier"
	    "|formerly)\\b[^$;,]{0,80}\\z");
static COMPILED struct pattern says_is = PATTERN(
    "(?:\\b(?:is|are|be|being|was|were|constitut\\w+|compris\\w+"
    "|represent\\w*|accounts? for|accounting for|total(?:s|ed|ing)?"
    "|amount(?:s|ed|ing)? to|reach\\w*|equal\\w*|stands? at|valued at|worth"
    "|costs?|costing|at|of|for|in|with|contains?|includ\\w+)|:) ?" FILL "\\z");

/* What goes on about what was spoken of: ", resulting in a revised". */
static COMPILED struct pattern goes_on = PATTERN(
    "\\A[ ,(]*(?:(?:and|or|but|over|above|previous|previously|original|notified|thereby|thus|which|for|from|to|by|with"
    "|result(?:s|ed|ing)?|in|bring(?:s|ing)?|mak(?:es|ing)|giv(?:es|ing)"
    "|it|this|that|represent(?:s|ed|ing)?|up|down|" RISES "|" FALLS
    "|is|are|will|would|be|remain\\w*|unchanged|revised|new|net|of|at|as|a|an"
    "|the|total|estimated|value|cost|amount|its|now|equal)[ ,]+)*+\\z");

/* Behind the amount: "$1 million of that non-MDE value goes to MDE". */
static COMPILED struct pattern moved_behind = PATTERN(
    "\\A (?:of|in|from) [^.$;]{0,60}?\\b(non-)?" MDE "\\b[^.$;]{0,40}?\\b"
    "(?:transferr|moved|re-?allocat|shift|realign|re-?program|appl|used|go)"
    "\\w* [^.$;]{0,40}?\\b(non-)?" MDE "\\b(?: " MEASURES ")?");
static COMPILED struct pattern part_behind = PATTERN(
    "\\A (?:of (?:this|that|which|the)\\b[^.$;,]{0,40}? )?(?:is|are|was|were"
    "|will be|would be|constitut\\w+|in|of|for|to|as|represents?)"
    " (?:(?:for|in|the|total) )*((?:additional|new|added) )?(?:(non-? ?)?" MDE
    "\\b(?: \\((?:non-)?MDE\\))?(?: " MEASURES ")?|((?:the |this |its )*+"
    "(?:total|overall|estimated|" CASE ")\\b(?: \\w+){0,4}? " MEASURES
    "\\b|the total\\b))");
/* "a $30 million increase in MDE" */
static COMPILED struct pattern change_behind = PATTERN(
    "\\A (?:net |total |overall )*(?:(" NOUN_RISES ")|(" NOUN_FALLS "))\\b"
    "((?:(?! (?:and|but|to a|to \\$)\\b)[^.,;$]){0,80})");
static COMPILED struct pattern remains_behind = PATTERN(
    "\\A (?:(?:will|would|has|have|does|did|is|are|be) )*(?:remain\\w*|stay\\w*"
    "|not (?:change|increase)\\w*|unchanged)\\b");

/* "will not require an increase in the estimated total case value" */
static COMPILED struct pattern not_changed = PATTERN(
    "\\b(?:not?|without|nor)\\b[^.;,$]{0,60}?\\b(?:increas\\w*|chang\\w*"
    "|decreas\\w*|rais\\w*|affect\\w*|alter\\w*|impact\\w*)\\b"
    "((?:(?! but\\b)[^.;,$])*)");
static COMPILED struct pattern left_as_is =
    PATTERN("\\b(?:(?:(?:will|would|does|did|do|has|have) )?not (?:change"
	    "|increase|decrease)\\w*|(?:remain|stay)\\w* (?:unchanged|the same"
	    "|constant))\\b");

/* An amount of a sentence as it is understood. */
struct case_figure {
	struct stated_amount stated;
	enum case_part part; /* PARTS if it is not known */
	enum figure_role role;
	enum case_part to; /* moved from the part to this one, or PARTS */
	bool aside;        /* the sentence speaks of something else */
	const char *end;   /* behind it, and what it was known by */
};

/* As far behind an amount as words about it may reach. */
#define BEHIND_MAX 300

static bool
case_is_behind(struct pattern *pattern, const char *behind, struct match *m)
{
	return pattern_find_in(pattern, behind, strnlen(behind, BEHIND_MAX), m);
}

static enum case_part
case_part_of(const struct match *m)
{
	return m->start[2] != NULL ? CASE_OTHER
	    : m->start[3] != NULL  ? CASE_MDE
				   : CASE_TOTAL;
}

/* The last part that is mentioned; PARTS if none is. */
static enum case_part
case_mentioned(const char *text, size_t size, bool *articles)
{
	const char *end = text + size;
	enum case_part part = CASE_PARTS;
	struct match m;

	*articles = false;
	while (pattern_find_in(&mention, text, (size_t)(end - text), &m)) {
		part = case_part_of(&m);
		if (m.start[1] != NULL)
			*articles = true; /* of the parts named behind it */
		else if (m.start[4] != NULL)
			*articles = false;
		text = m.start[0] + m.length[0];
	}
	return part;
}

/* What the words before an amount say of it. */
static enum figure_role
case_role(const struct case_reader *c, const char *lead, size_t size)
{
	struct match m;

	if (pattern_find_in(&says_from, lead, size, &m))
		return FIGURE_BEFORE;
	if (pattern_find_in(&says_remains, lead, size, &m))
		return FIGURE_UNCHANGED;
	if (pattern_find_in(&says_by, lead, size, &m) ||
	    pattern_find_in(&says_of, lead, size, &m) ||
	    pattern_find_in(&says_so_much, lead, size, &m))
		return m.start[1] != NULL ? FIGURE_ADDED : FIGURE_TAKEN;
	if (pattern_find_in(&says_adds, lead, size, &m))
		return FIGURE_ADDED;
	if (pattern_find_in(&says_by_alone, lead, size, &m))
		return c->changes;
	if (pattern_find_in(&says_to, lead, size, &m))
		return FIGURE_NOW;
	if (!pattern_find_in(&says_is, lead, size, &m))
		return FIGURE_UNKNOWN;
	if (pattern_find_in(&says_earlier, lead, size, &m) ||
	    (c->is_change && pattern_find_in(&says_was, lead, size, &m)))
		return FIGURE_BEFORE;
	return FIGURE_NOW;
}

/* What the words behind an amount say it is of. */
static bool
case_figure_behind(struct case_figure *f, const char *behind)
{
	struct match m;

	if (case_is_behind(&moved_behind, behind, &m)) {
		f->part = m.start[1] != NULL ? CASE_OTHER : CASE_MDE;
		f->to = m.start[2] != NULL ? CASE_OTHER : CASE_MDE;
		f->role = FIGURE_TAKEN;
	} else if (case_is_behind(&part_behind, behind, &m)) {
		f->part = m.start[3] != NULL ? CASE_TOTAL
		    : m.start[2] != NULL     ? CASE_OTHER
					     : CASE_MDE;
		if (f->role == FIGURE_UNKNOWN)
			f->role = FIGURE_NOW;
		if (f->role == FIGURE_NOW && m.start[1] != NULL)
			f->role = FIGURE_COST;
	} else {
		return false;
	}
	f->aside = true;
	f->end = m.start[0] + m.length[0];
	return true;
}

/* "of this increase", "of this amount": what it is a share of. */
static COMPILED struct pattern share = PATTERN(
    "\\bof (?:this|that|the|these|which)(?: (?:added|additional|net|total))? "
    "?(?:(increase|addition|change)|amount|sum)\\b(?! of\\b)");

/* What is a share of an increase is not what a part comes to. */
static void
case_figure_share(const struct case_reader *c, struct case_figure *f,
    const char *lead, size_t size, const char *behind)
{
	struct match m;

	if (f->role != FIGURE_NOW ||
	    (!pattern_find_in(&share, lead, size, &m) &&
		!pattern_find_in(&share, behind, strcspn(behind, ".;$"), &m)))
		return;
	if (c->said == FIGURE_TAKEN)
		f->role = FIGURE_TAKEN;
	else if (m.start[1] != NULL || c->said == FIGURE_ADDED)
		f->role = FIGURE_ADDED;
}

/* An amount in front of what it is: an increase of something, or of that. */
static bool
case_figure_change(
    const struct case_reader *c, struct case_figure *f, const char *behind)
{
	bool articles;
	struct match m;

	if (!case_is_behind(&change_behind, behind, &m))
		return false;
	f->role = m.start[1] != NULL ? FIGURE_ADDED : FIGURE_TAKEN;
	f->part = m.start[3] == NULL
	    ? CASE_PARTS
	    : case_mentioned(m.start[3], m.length[3], &articles);
	if (f->part == CASE_PARTS)
		f->part = c->carried;
	return true;
}

/*
 * An amount by what stands around it, from the amount before on. One that
 * follows another by "and" alone is of the same kind.
 */
static void
case_figure_read(const struct case_reader *c, const char *from,
    const struct match *at, struct case_figure *f)
{
	static COMPILED struct pattern joint = PATTERN(
	    "\\A[ ,;]*(?:\\(|and|or|plus|including|to include|with|of which"
	    "|consisting of|comprised of)?[ (]*\\z");
	static COMPILED struct pattern of_which =
	    PATTERN("\\A,? of which\\b[^$]{0,20}\\z");
	size_t size = (size_t)(at->start[0] - from);
	const char *behind = at->start[0] + at->length[0];
	enum figure_role role = f->role;
	enum case_part before = f->part;
	bool articles;
	struct match m;

	f->end = behind;
	f->to = CASE_PARTS;
	f->aside = false;
	if (role != FIGURE_UNKNOWN && pattern_find_in(&joint, from, size, &m))
		f->role = role == FIGURE_UNCHANGED ? FIGURE_NOW : role;
	else
		f->role = case_role(c, from, size);
	if (case_figure_change(c, f, behind))
		return;
	f->part = case_mentioned(from, size, &articles);
	if (f->part == CASE_PARTS && !case_figure_behind(f, behind) &&
	    pattern_find_in(&goes_on, from, size, &m))
		f->part = c->carried;
	case_figure_share(c, f, from, size, behind);
	/* "The cost is $3, of which $1 is MDE": what the first is, is open. */
	if (before == CASE_PARTS && from > c->sentence &&
	    pattern_find_in(&of_which, from, size, &m))
		f->role = FIGURE_UNKNOWN;
	if (articles && f->role == FIGURE_NOW)
		f->role = FIGURE_COST;
	else if (f->role == FIGURE_NOW &&
	    case_is_behind(&remains_behind, behind, &m))
		f->role = FIGURE_UNCHANGED;
}

/* Steps of the history */

static struct stated_amount
case_sum(const struct stated_amount *a, const struct stated_amount *b, int sign)
{
	struct stated_amount sum = { .amount = { .given = true } };
	int64_t cents;

	sum.unit = a->unit > b->unit ? a->unit : b->unit;
	if (!a->amount.given || !b->amount.given || a->differs || b->differs ||
	    __builtin_mul_overflow(b->amount.cents, sign, &cents) ||
	    __builtin_add_overflow(a->amount.cents, cents, &sum.amount.cents))
		sum.amount = (struct money){ 0 };
	return sum;
}

/* What a step did not state of a part, by what it did. */
static void
case_settle(struct case_value *v)
{
	if (!v->now.amount.given)
		v->now = case_sum(&v->before, &v->added, 1);
	if (!v->added.amount.given)
		v->added = case_sum(&v->now, &v->before, -1);
}

/* The next step begins with what the one before came to. */
static void
case_step(struct case_reader *c)
{
	for (int i = 0; i < CASE_PARTS; i++) {
		struct case_value *v = &c->parts[i];

		case_settle(v);
		*v = (struct case_value){ .before = v->now };
	}
	c->carried = CASE_PARTS;
	c->said = FIGURE_UNKNOWN;
}

/* Notes what is stated twice and differs: in the history, a step more. */
static void
case_note(struct case_reader *c, enum case_part part, enum figure_role role,
    struct stated_amount stated)
{
	struct case_value *v = &c->parts[part];
	struct stated_amount *to = role == FIGURE_NOW ? &v->now : &v->added;
	bool differed = to->differs;

	if (role == FIGURE_TAKEN)
		stated.amount.cents = -stated.amount.cents;
	if (!c->is_change && to->amount.given && !stated_agree(to, &stated)) {
		case_step(c);
		differed = false;
	}
	stated_add(to, &stated);
	if (to->differs && !differed)
		reading_fault(c->r, case_fields[part], c->line, c->sentence,
		    "another amount than a sentence before");
}

static void
case_take_figure(struct case_reader *c, const struct case_figure *f)
{
	struct stated_amount nothing = { .amount = { .given = true },
		.unit = f->stated.unit };

	if (f->part == CASE_PARTS || f->role == FIGURE_UNKNOWN) {
		reading_fault(c->r,
		    case_fields[f->part == CASE_PARTS ? CASE_TOTAL : f->part],
		    c->line, c->sentence,
		    "an amount that is no value of the case we know");
		return;
	}
	if (f->role == FIGURE_COST)
		return;
	if (f->role == FIGURE_BEFORE) {
		c->parts[f->part].before = f->stated;
		return;
	}
	if (f->role == FIGURE_UNCHANGED) {
		case_note(c, f->part, FIGURE_NOW, f->stated);
		case_note(c, f->part, FIGURE_ADDED, nothing);
		return;
	}
	case_note(c, f->part, f->role, f->stated);
	if (f->to != CASE_PARTS)
		case_note(c, f->to, FIGURE_ADDED, f->stated);
}

static COMPILED struct pattern measure = PATTERN("\\b" MEASURES "\\b");

/* What is not changed: the group, or what stands before in the clause. */
static const char *
case_unchanged_start(const char *text, const struct match *m, const char **end)
{
	const char *at = m->start[0];

	if (m->start[1] != NULL) {
		*end = m->start[1] + m->length[1];
		return m->start[1];
	}
	*end = at;
	while (at > text && strchr(".;,$", at[-1]) == NULL)
		at--;
	return at;
}

/*
 * Each part that is mentioned where nothing is said to change; of value alone,
 * the total.
 */
static void
case_take_unchanged(struct case_reader *c, struct pattern *form)
{
	static const struct stated_amount nothing = { .amount = {
							  .given = true } };
	const char *text = c->sentence;
	const char *last = text + strlen(text);
	struct match m;

	while (pattern_find_in(form, text, (size_t)(last - text), &m)) {
		const char *end;
		const char *at = case_unchanged_start(text, &m, &end);
		struct match found;
		bool is_none;

		is_none =
		    !pattern_find_in(&mention, at, (size_t)(end - at), &found);
		text = m.start[0] + m.length[0];
		if (is_none &&
		    pattern_find_in(&measure, at, (size_t)(end - at), &found))
			case_note(c, CASE_TOTAL, FIGURE_ADDED, nothing);
		while (
		    pattern_find_in(&mention, at, (size_t)(end - at), &found)) {
			enum case_part part = case_part_of(&found);

			at = found.start[0] + found.length[0];
			if (found.start[1] == NULL)
				case_note(c, part, FIGURE_ADDED, nothing);
		}
	}
}

/* What may hold for the amounts that follow. */
static void
case_remember(struct case_reader *c, const struct case_figure *f)
{
	if (f->part != CASE_PARTS && !f->aside)
		c->carried = f->part;
	if (f->role == FIGURE_ADDED || f->role == FIGURE_TAKEN)
		c->changes = f->role;
	if (f->role == FIGURE_NOW || c->changes == f->role)
		c->said = f->role;
}

static void
case_take_sentence(struct case_reader *c, const char *sentence)
{
	struct case_figure f = { 0 };
	const char *from = sentence;
	const char *end = sentence + strlen(sentence);
	struct match m;

	c->sentence = sentence;
	c->changes = FIGURE_UNKNOWN;
	while (pattern_find_in(&amount_form, from, (size_t)(end - from), &m)) {
		unsigned group = m.start[1] != NULL ? 1
		    : m.start[2] != NULL            ? 2
						    : 3;

		case_figure_read(c, from, &m, &f);
		if (!stated_read(c->r->arena,
			match_text(c->r->arena, &m, group), &f.stated))
			f.role = FIGURE_UNKNOWN;
		case_take_figure(c, &f);
		case_remember(c, &f);
		from = f.end;
	}
	case_take_unchanged(c, &not_changed);
	case_take_unchanged(c, &left_as_is);
}

/* "On 9 June 2004, Congress was notified", "Transmittal 14-0C reported" */
static COMPILED struct pattern begins_step = PATTERN(
    "\\A(?:\\(U\\) ?)?(?:(?:On|In) [^.;$]{4,40}, (?:the )?Congress\\b"
    "|Congress was\\b|(?:Congressional )?(?:Certification |Notification )?"
    "Transmittal\\b)");

static void
case_take_text(struct case_reader *c, const char *text)
{
	const char *sentence;

	while ((sentence = sentence_next(c->r->arena, &text)) != NULL) {
		if (!c->is_change && pattern_is_in(&begins_step, sentence))
			case_step(c);
		case_take_sentence(c, sentence);
	}
}

/* Whether what was and what is added come to what is, but for rounding. */
static bool
case_adds_up(const struct case_value *v)
{
	struct stated_amount sum = case_sum(&v->before, &v->added, 1);

	sum.unit = sum.unit > v->now.unit ? sum.unit : v->now.unit;
	sum.unit *= 2;
	return !sum.amount.given || !v->now.amount.given ||
	    stated_agree(&sum, &v->now);
}

static struct money
case_give(const struct stated_amount *s)
{
	struct money none = { 0 };

	return s->differs ? none : s->amount;
}

static void
case_end_part(struct case_reader *c, enum case_part part, const char *change,
    struct money *now, struct money *added)
{
	struct case_value *v = &c->parts[part];

	case_settle(v);
	*now = case_give(&v->now);
	if (v->now.differs)
		return;
	if (case_adds_up(v))
		*added = case_give(&v->added);
	else
		reading_fault(c->r, case_fields[part], c->line, change,
		    "is not what it was before and what is added");
}

void
case_value_read(struct reading *r, const char *history, const char *change,
    size_t line, struct notice *n)
{
	struct case_reader c = { .r = r, .line = line, .carried = CASE_PARTS };

	case_take_text(&c, history);
	case_step(&c);
	c.is_change = true;
	case_take_text(&c, change);
	case_end_part(&c, CASE_TOTAL, change, &n->total, &n->added_total);
	case_end_part(&c, CASE_MDE, change, &n->mde, &n->added_mde);
	case_end_part(&c, CASE_OTHER, change, &n->other, &n->added_other);
}
