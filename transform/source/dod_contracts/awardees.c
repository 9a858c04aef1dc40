#include "transform/source/dod_contracts/awardees.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/text.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/places.h"
#include "transform/source/dod_contracts/contract_number.h"

/* Parts of one name and place, and words of a name. */
#define PARTS_MAX 16
#define REGION_WORDS 4
/* Bytes of a region with what may stand behind it. */
#define REGION_MAX 80
/* Brackets within one another. */
#define DEPTH_MAX 8

struct awardee_list {
	struct reading *r;
	size_t line;
	struct awardee **end;
	bool any;
};

/* What lies between two commas. */
struct awardee_part {
	const char *text;
	bool is_region;
	const char *number;
	const char *trade_name;
	const char *footnote;
};

static COMPILED struct pattern business_as =
    PATTERN("(?:\\A|[,(] ?| )(?:doing business as|d\\.?/?b\\.?/?a\\.?) "
	    "([^,();]+)\\)?,?");
static COMPILED struct pattern joined =
    PATTERN("\\A ?(?:and|&|with|along with|together with) ");
static COMPILED struct pattern firm = PATTERN(
    "\\b(?:inc|corp|corporation|co|company|llc|l\\.?l\\.?c|ltd|limited|lp|llp"
    "|l\\.p|plc|gmbh|ag|s\\.?p\\.?a|s\\.?a|jv|joint venture|group|systems"
    "|industries|technologies|services|international|university|institute"
    "|laborator(?:y|ies)|partners|solutions|associates|enterprises)\\b");
static COMPILED struct pattern firm_at_end = PATTERN(
    "\\b(?:inc|corp|corporation|co|company|llc|ltd|limited|llp|plc|gmbh|ag|as"
    "|oy|ab|bv|nv|kk|s\\.?p\\.?a|s\\.?a)\\b\\.? ?\\z");
#define COMPANY \
	"(?:inc|corp|corporation|company|llc|ltd|limited|llp|plc|gmbh)\\b\\.?"
static COMPILED struct pattern company_at_end = PATTERN("\\b" COMPANY " ?\\z");
static COMPILED struct pattern two_companies =
    PATTERN("\\b" COMPANY "(?:,? (?:and|&) |, |; ?)(?-i:[A-Z])(?!" COMPANY
	    ")[^,;()]{1,80}? " COMPANY " ?\\z");
/* Whose it is: "Zeta LLC, a joint venture of Beta Inc. and Gamma Corp." */
static COMPILED struct pattern owners = PATTERN(
    ", (?:which is )?an? (?:(?:[\\w-]+ )?(?:joint venture|partnership|consortium"
    "|team) |(?-i:[A-Z])[^;]{1,200} (?:company|affiliate|subsidiary|venture"
    "|JV)\\z)");
static COMPILED struct pattern part_of_firm = PATTERN(
    "\\b(?:division|unit|branch|business|sector|segment|office|subsidiary"
    "|defen[cs]e|aerospace|electronics|aviation|aeronautics|marine"
    "|[nb]\\.?v|a\\.?[sb]|s\\.?r\\.?l|s\\.?a\\.?s|k\\.?k|k\\.?g|oyj?|aps|pte|pty"
    "|pvt|sdn|bhd|ltda|e\\.?v)\\b");
/* "Zeta Tactical, LLC of Reno" */
static COMPILED struct pattern firm_of_town =
    PATTERN("\\A((?:inc|corp|co|l\\.?l\\.?c|ltd|l\\.?p|llp|plc)\\b\\.?) "
	    "(?:of|in|located in|based in) ([^ ].*)\\z");
static COMPILED struct pattern and_form = PATTERN(" (?:and|&) ");
static COMPILED struct pattern of_town =
    PATTERN("\\A(.+?) (?:of|in|located in|based in) ([^ ].*)\\z");
static COMPILED struct pattern before_town =
    PATTERN("\\A(?:of|in|located in|based in) ");
static COMPILED struct pattern bracket = PATTERN(" ?\\(([^()]*)\\)");

static const char *
awardee_trim(struct arena *arena, const char *s, size_t length)
{
	while (length > 0 && strchr(" ,;:*\t\n", *s) != NULL) {
		s++;
		length--;
	}
	while (length > 0 && strchr(" ,;:*\t\n", s[length - 1]) != NULL)
		length--;
	return arena_copy(arena, s, length);
}

/* Takes the first match out of a text. */
static const char *
awardee_without(struct arena *arena, const char *text, const struct match *m)
{
	return arena_join(arena, text, (size_t)(m->start[0] - text), "",
	    m->start[0] + m->length[0]);
}

static const char *
awardee_number_in_bracket(struct awardee_list *l, const struct match *m)
{
	const char *inside = match_text(l->r->arena, m, 1);

	return inside == NULL ? NULL : contract_number_read(l->r, inside);
}

/* Numbers that stand in brackets behind the name or place. */
static void
awardee_take_brackets(struct awardee_list *l, struct awardee_part *p)
{
	const char *from = p->text;
	const char *kept = p->text; /* up to where the text is in the new one */
	struct text plain = { 0 };
	struct match m;

	while (pattern_find(&bracket, from, &m)) {
		const char *number = awardee_number_in_bracket(l, &m);

		from = m.start[0] + m.length[0];
		if (number == NULL)
			continue;
		if (p->number == NULL)
			p->number = number;
		text_add(&plain, kept, (size_t)(m.start[0] - kept));
		kept = from;
	}
	if (kept > p->text) {
		text_add_string(&plain, kept);
		p->text =
		    arena_copy(l->r->arena, text_string(&plain), plain.length);
	}
	text_free(&plain);
}

static bool
awardee_is_region(struct awardee_list *l, const char *text)
{
	size_t length = strnlen(text, REGION_MAX + 1);

	return length > 0 && length <= REGION_MAX &&
	    place_region(l->r, text) != NULL;
}

/* "Virginia, N00024-31-C-0001": a number whose bracket is lost. */
static void
awardee_take_number(struct awardee_list *l, struct awardee_part *p)
{
	const char *blank = strrchr(p->text, ' ');
	const char *last = blank == NULL ? p->text : blank + 1;
	size_t length = strlen(last);
	const char *number;

	if (length < 13 || length > 20 ||
	    strspn(last, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") < length)
		return;
	number = contract_number_read(l->r, last);
	if (number == NULL)
		return;
	if (p->number == NULL)
		p->number = number;
	p->text = awardee_trim(l->r->arena, p->text, (size_t)(last - p->text));
}

/*
 * "Virginia (N00024-31-C-0001) Omega Inc.", "Nevada: Omega Inc.": what parts
 * them is lost, or another sign.
 */
static void
awardee_tell_joined(struct awardee_list *l, const char *part)
{
	static COMPILED struct pattern joins =
	    PATTERN("(?:\\((?=[^()]*\\d{4})[^()]*\\) ?[:.]? ?(?!and\\b)|: )"
		    "(?-i:[A-Z0-9][\\w.&]+)(?! ?\\()");

	if (pattern_is_in(&joins, part))
		reading_fault(
		    l->r, "contractor", l->line, part, "may be two companies");
}

/* What a part says beside a name or a place. */
static struct awardee_part
awardee_part_read(struct awardee_list *l, const char *s, size_t length)
{
	struct arena *arena = l->r->arena;
	struct awardee_part p = { .text = arena_copy(arena, s, length) };
	const char *star = strchr(p.text, '*');
	struct match m;

	if (star != NULL)
		p.footnote = arena_copy(arena, star, strspn(star, "*"));
	awardee_tell_joined(l, p.text);
	awardee_take_brackets(l, &p);
	if (pattern_find(&business_as, p.text, &m)) {
		p.trade_name = awardee_trim(arena, m.start[1], m.length[1]);
		p.text = awardee_without(arena, p.text, &m);
	}
	p.text = awardee_trim(arena, p.text, strlen(p.text));
	awardee_take_number(l, &p);
	p.is_region = awardee_is_region(l, p.text);
	return p;
}

static void
awardee_part_join(struct awardee_part *to, const struct awardee_part *from)
{
	if (to->number == NULL)
		to->number = from->number;
	if (to->trade_name == NULL)
		to->trade_name = from->trade_name;
	if (to->footnote == NULL)
		to->footnote = from->footnote;
}

/* The next part, up to a comma outside of brackets. */
static const char *
awardee_part_end(const char *s)
{
	int depth = 0;

	for (; *s != '\0' && (*s != ',' || depth > 0); s++) {
		depth += *s == '(';
		depth -= *s == ')' && depth > 0;
	}
	return s;
}

static size_t
awardee_parts(struct awardee_list *l, const char *piece,
    struct awardee_part parts[PARTS_MAX])
{
	size_t count = 0;

	while (*piece != '\0' && count < PARTS_MAX) {
		const char *end = awardee_part_end(piece);
		struct awardee_part part;

		if (count + 1 == PARTS_MAX && *end != '\0') {
			reading_fault(l->r, "contractor", l->line, piece,
			    "too many parts: those behind are not told apart");
			end += strlen(end);
		}
		part = awardee_part_read(l, piece, (size_t)(end - piece));
		if (*part.text != '\0')
			parts[count++] = part;
		else if (count > 0)
			awardee_part_join(&parts[count - 1], &part);
		piece = *end == '\0' ? end : end + 1;
	}
	return count;
}

static const char *
awardee_join(struct arena *arena, const struct awardee_part *parts, size_t n)
{
	const char *name = n == 0 ? NULL : parts[0].text;

	for (size_t i = 1; i < n; i++)
		name = arena_print(arena, "%s, %s", name, parts[i].text);
	return name;
}

/* "Sunnyvale California": the region that ends a part, where a comma lacks. */
static const char *
awardee_region_at_end(struct awardee_list *l, const char *part)
{
	const char *found = NULL;
	const char *at = part + strlen(part);

	for (int i = 0; i < REGION_WORDS && at > part; i++) {
		while (at > part && at[-1] == ' ')
			at--;
		while (at > part && at[-1] != ' ')
			at--;
		if (at > part && isupper((unsigned char)*at) &&
		    awardee_is_region(l, at))
			found = at;
	}
	return found;
}

/* "Zeta Ltd., Stockport, Cheshire, United Kingdom": a part we do not list,
 * or one that is on the list of countries. */
static bool
awardee_has_county(
    struct awardee_list *l, const struct awardee_part *parts, size_t n)
{
	return n == 4 && place_is_country(l->r, parts[3].text) &&
	    pattern_is_in(&firm_at_end, parts[0].text) &&
	    !pattern_is_in(&firm, parts[1].text) &&
	    !pattern_is_in(&part_of_firm, parts[1].text);
}

/* Where the town and the region are among the parts; gives the name's count. */
static size_t
awardee_place(struct awardee_list *l, struct awardee_part *parts, size_t n,
    struct awardee *a)
{
	struct arena *arena = l->r->arena;
	const char *tail;

	if (n >= 2 && parts[n - 1].is_region) {
		/* "Ottawa, Ontario, Canada" */
		if (n >= 4 && parts[n - 2].is_region &&
		    place_is_country(l->r, parts[n - 1].text) &&
		    !place_is_country(l->r, parts[n - 2].text))
			n--;
		a->region = parts[n - 1].text;
		if (awardee_has_county(l, parts, n))
			n--;
		if (n >= 3)
			a->city = parts[n - 2].text;
		return n >= 3 ? n - 2 : 1;
	}
	tail = n < 2 ? NULL : awardee_region_at_end(l, parts[n - 1].text);
	if (tail == NULL)
		return n;
	a->region = tail;
	a->city = awardee_trim(
	    arena, parts[n - 1].text, (size_t)(tail - parts[n - 1].text));
	return n - 1;
}

/* "Zeta Corp. of Reno" before the region; "a small business in Reno". */
static void
awardee_split_town(struct awardee_list *l, struct awardee *a)
{
	static COMPILED struct pattern described =
	    PATTERN("\\A(?:an?|the) [^,]*? (?:in|of) (?=(?-i:[A-Z]))");
	struct match m;

	if (a->city != NULL && pattern_find(&described, a->city, &m))
		a->city = m.start[0] + m.length[0];
	if (a->city != NULL || a->region == NULL || a->name == NULL ||
	    !pattern_find(&of_town, a->name, &m))
		return;
	a->city = match_text(l->r->arena, &m, 2);
	a->name = match_text(l->r->arena, &m, 1);
}

/* "Zeta, Omega Corporation, Nevada", "Zeta Inc. and Omega LLC, Reno, Nevada" */
static void
awardee_tell_second(struct awardee_list *l, const struct awardee *a)
{
	if (a->city != NULL && pattern_is_in(&company_at_end, a->city))
		reading_fault(l->r, "contractor", l->line, a->city,
		    "a company, where a town would stand");
	if (a->city != NULL && strpbrk(a->city, "()[]\"`:") != NULL)
		reading_fault(l->r, "contractor", l->line, a->city,
		    "signs that the name of a town does not have");
	if (pattern_is_in(&two_companies, a->name) &&
	    !pattern_is_in(&owners, a->name))
		reading_fault(l->r, "contractor", l->line, a->name,
		    "may be two companies");
}

/* "Maryland." is "Maryland", where a comma would stand. */
static const char *
awardee_plain_region(struct awardee_list *l, const char *region)
{
	size_t length = strlen(region);
	const char *plain;
	const char *known;

	if (length < 5 || region[length - 1] != '.')
		return region;
	plain = arena_copy(l->r->arena, region, length - 1);
	known = place_region(l->r, plain);
	return known != NULL && strcasecmp(known, plain) == 0 ? plain : region;
}

static void
awardee_tell_region(struct awardee_list *l, const struct awardee *a)
{
	static COMPILED struct pattern words =
	    PATTERN("(?-i) (?!(?:of|and|the|de|da|do|du|la|del)\\b)[a-z]+\\b");

	if (a->region == NULL)
		reading_fault(l->r, "contractor", l->line, a->name,
		    "no state or country is stated");
	else if (pattern_is_in(&words, a->region))
		reading_fault(l->r, "contractor", l->line, a->region,
		    "words behind a state or country");
}

static void
awardee_add(struct awardee_list *l, const struct awardee *a)
{
	struct awardee *kept = arena_alloc(l->r->arena, sizeof(*kept));

	*kept = *a;
	if (kept->region != NULL)
		kept->region = awardee_plain_region(l, kept->region);
	kept->id = contractor_read(l->r->reference, a->name);
	*l->end = kept;
	l->end = &kept->next;
	l->any = true;
	awardee_tell_second(l, a);
	awardee_tell_region(l, a);
}

/* "Mesa, Arizona" behind a company is a further town of that. */
static bool
awardee_is_town(size_t parts, const struct awardee *a)
{
	return parts == 2 && a->region != NULL && a->city == NULL &&
	    !pattern_is_in(&firm, a->name);
}

/* One company, or what stands behind another in its place. */
static void
awardee_take(struct awardee_list *l, struct awardee_part *parts, size_t n)
{
	struct awardee_part all = { 0 };
	struct awardee a = { 0 };
	struct match m;
	size_t names = awardee_place(l, parts, n, &a);

	for (size_t i = 0; i < n; i++)
		awardee_part_join(&all, &parts[i]);
	a.number = all.number;
	a.trade_name = all.trade_name;
	a.footnote = all.footnote;
	a.name = awardee_join(l->r->arena, parts, names);
	if (a.name == NULL)
		return;
	awardee_split_town(l, &a);
	if (a.city != NULL && pattern_find(&firm_of_town, a.city, &m)) {
		a.name = arena_print(l->r->arena, "%s, %s", a.name,
		    match_text(l->r->arena, &m, 1));
		a.city = match_text(l->r->arena, &m, 2);
	}
	if (a.city != NULL && pattern_find(&before_town, a.city, &m))
		a.city += m.length[0];
	if (l->any && contractor_read(l->r->reference, a.name) == NULL &&
	    (awardee_is_town(n, &a) || islower((unsigned char)*a.name))) {
		reading_fault(l->r, "contractor", l->line, a.name,
		    "is taken for a further place of the one before");
		return;
	}
	awardee_add(l, &a);
}

/* Whether a region comes behind, so that another company may be there. */
static bool
awardee_region_follows(
    const struct awardee_part *parts, size_t n, size_t behind)
{
	for (size_t i = behind + 2; i < n; i++) {
		if (parts[i].is_region)
			return true;
	}
	return false;
}

/* "Virginia and Omega LLC" ends one company and begins another. */
static bool
awardee_part_parts(struct awardee_list *l, const struct awardee_part *p,
    struct awardee_part *place, struct awardee_part *next)
{
	struct match m;

	if (!pattern_find(&and_form, p->text, &m) || m.start[0] == p->text)
		return false;
	*place = *p;
	place->text =
	    awardee_trim(l->r->arena, p->text, (size_t)(m.start[0] - p->text));
	place->is_region = awardee_is_region(l, place->text);
	*next = (struct awardee_part){
		.text = m.start[0] + m.length[0],
	};
	return place->is_region && *next->text != '\0';
}

/* Whether a company ends with the region here, as another one follows. */
static bool
awardee_ends_at(const struct awardee_part *parts, size_t n, size_t i)
{
	return parts[i].is_region && i + 1 < n && !parts[i + 1].is_region &&
	    (awardee_region_follows(parts, n, i - 1) ||
		pattern_is_in(&joined, parts[i + 1].text));
}

/* A piece without semicolons, which may name several companies. */
static void
awardee_take_piece(struct awardee_list *l, const char *piece)
{
	struct awardee_part parts[PARTS_MAX];
	struct awardee_part place;
	struct awardee_part next;
	struct match m;
	size_t from = 0;
	size_t n;

	if (pattern_find(&joined, piece, &m))
		piece += m.length[0];
	n = awardee_parts(l, piece, parts);
	for (size_t i = 2; i < n; i++) {
		if (i < from + 2)
			continue;
		if (i + 1 < n &&
		    awardee_part_parts(l, &parts[i], &place, &next)) {
			parts[i] = place;
			awardee_take(l, parts + from, i + 1 - from);
			parts[i] = next;
			from = i;
		} else if (awardee_ends_at(parts, n, i)) {
			awardee_take(l, parts + from, i + 1 - from);
			from = i + 1;
			if (pattern_find(&joined, parts[from].text, &m))
				parts[from].text += m.length[0];
		}
	}
	awardee_take(l, parts + from, n - from);
}

/* A copy in which a comma stands for each bracket without its other half. */
static char *
awardees_without_halves(struct arena *arena, const char *head, bool *any)
{
	static const char signs[] = "([{)]}";
	/* "(N00024-31-C-0001; Beta Inc.": this bracket ends before it. */
	static COMPILED struct pattern next_name =
	    PATTERN("(?-i); ?(?:and )?[A-Z][a-z]+[^;]*, [A-Z][a-z]");
	char *plain = arena_string(arena, head);
	char *open[DEPTH_MAX];
	size_t depth = 0;
	struct match m;

	*any = false;
	for (char *p = plain; *p != '\0'; p++) {
		const char *sign = strchr(signs, *p);

		if (sign == NULL)
			continue;
		if (sign < signs + 3 && depth < DEPTH_MAX) {
			open[depth++] = p;
		} else if (sign >= signs + 3 && depth > 0 &&
		    *open[depth - 1] == sign[-3] &&
		    !pattern_find_in(&next_name, open[depth - 1],
			(size_t)(p - open[depth - 1]), &m)) {
			depth--;
		} else {
			*p = ',';
			*any = true;
		}
	}
	*any |= depth > 0;
	while (depth > 0)
		*open[--depth] = ',';
	return plain;
}

void
awardees_read(
    struct reading *r, const char *head, size_t line, struct awardee **list)
{
	struct awardee_list l = { .r = r, .line = line, .end = list };
	bool has_halves;
	char *plain = awardees_without_halves(r->arena, head, &has_halves);
	const char *start;
	int depth = 0;

	if (has_halves) {
		reading_fault(
		    r, "contractor", line, head, "a bracket has no other half");
		head = plain;
	}
	start = head;

	for (const char *p = head;; p++) {
		depth += *p == '(';
		depth -= *p == ')' && depth > 0;
		if (*p != '\0' && (*p != ';' || depth > 0))
			continue;
		if (p > start)
			awardee_take_piece(&l,
			    arena_copy(r->arena, start, (size_t)(p - start)));
		if (*p == '\0')
			break;
		start = p + 1;
	}
	if (!l.any)
		reading_fault(r, "contractor", line, head, "nobody is named");
}
