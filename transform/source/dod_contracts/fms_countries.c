#include "transform/source/dod_contracts/fms_countries.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/reference.h"
#include "transform/source/dod_contracts/announcement.h"
#include "transform/source/dod_contracts/fms.h"

/* Words of the longest name, and bytes before one that are looked at. */
#define WORDS_MAX 8
#define BEFORE_MAX 100
/* And between two names of one list. */
#define BETWEEN_MAX 160

/* Between two names of a list there is nothing but this. */
static COMPILED struct pattern between_names = PATTERN(
    "\\A(?:[\\s,;/&]|\\band\\b|\\bor\\b|\\bthe\\b|\\bgovernments?\\b"
    "|\\bof\\b|\\bto\\b|\\bkingdom\\b|\\bcountr(?:y|ies)\\b|\\([^()]*\\)"
    "|\\bfor\\b|\\d+(?:\\.\\d+)? ?(?:%|per ?cent))*\\z");
/* What may stand before the comma before a name. */
static COMPILED struct pattern before_comma = PATTERN(
    "(?:\\)|\\d ?%|\\bper ?cent|\\b(?:Navy|Army|Force|Corps|Guard|agenc(?:y|ies)"
    "|customers?|partners?|services|allies|forces|following|countries|includ\\w+"
    "|sales?|FMS|program|purchases|governments?|participants|nations|users"
    "|award|contract|command|departments?|defense|States|U\\.S\\.)) ?\\z");
static COMPILED struct pattern of_place =
    PATTERN("(?:\\b(?:in|at|near|within|throughout|outside(?: of)?) (?:the )?"
	    "|\\b(?:base|station|army|air force|navy|forces?|depot) "
	    "(?:in|at) ?)\\z");
static COMPILED struct pattern of_buyers =
    PATTERN("\\b(?:customers?|users?|countries|sales|FMS) in (?:the )?\\z");
static COMPILED struct pattern after_capital =
    PATTERN("(?-i:[A-Z])[\\w.'-]* \\z");
static COMPILED struct pattern capital_that_leads =
    PATTERN("(?-i)\\b(?:Governments?|Royal|The|Sales?|FMS|Navy|Force|Army"
	    "|Kingdom|Republic|For|To|And|Of|Foreign|Customers?) \\z");
static COMPILED struct pattern capital_behind = PATTERN("(?-i)\\A [A-Z]");
static COMPILED struct pattern capital_that_follows =
    PATTERN("(?-i)\\A (?:FMS|Foreign|Air|Army|Navy|Naval|Ministry|Armed|Ground"
	    "|Land|National|Government|Military|Defen[cs]e|Maritime|Self|Under"
	    "|Marine|Coast|Peace|Integrated|Armament|Royal|F-\\d|[A-Z]+-\\d)");

/* "(32%)", "($827,174; 4 percent)", " - 30%", ", 12 percent" */
static COMPILED struct pattern bracketed = PATTERN(
    "\\A(?:'s)? ?(?:FMS |funds |under (?:the )?(?:FMS|foreign military sales?)"
    "(?: program)? )?\\(([^()]{1,80})\\)");
static COMPILED struct pattern bare_share =
    PATTERN("\\A ?(?:,|-|:|at|\xE2\x80[\x93\x94])? ?(\\d{1,3}(?:\\.\\d+)?) "
	    "?(?:%|per ?cent\\b)");
static COMPILED struct pattern share =
    PATTERN("(\\d{1,3}(?:\\.\\d+)?) ?(?:%|per ?cent\\b)");
static COMPILED struct pattern sum =
    PATTERN(ANNOUNCEMENT_DOLLARS "(?: ?(?:thousand|million|billion)\\b)?");

static bool
country_is_word(unsigned char c)
{
	return isalnum(c) || c >= 0x80 || c == '\'' || c == '.' || c == '-';
}

/* The name without points that end a sentence, and without "'s". */
static size_t
country_name_length(const char *s, size_t length)
{
	if (length > 2 && strncmp(s + length - 2, "'s", 2) == 0)
		length -= 2;
	while (length > 0 && strchr(".'-", s[length - 1]) != NULL)
		length--;
	return length;
}

/* A short name is a code of something else, but for these. */
static bool
country_is_long(const char *name, size_t length)
{
	static const char *const shorts[] = { "UK", "U.K", "UAE", "U.A.E",
		"ROK", "KSA", "NATO" };

	for (size_t i = 0; i < sizeof(shorts) / sizeof(shorts[0]); i++) {
		if (strlen(shorts[i]) == length &&
		    strncmp(name, shorts[i], length) == 0)
			return true;
	}
	return length >= 4;
}

/* "Denmark.All funds": the stop behind a name, where a blank lacks. */
static bool
country_ends(const char *name, const char *p)
{
	return *p == '.' && p - name >= 3 && islower((unsigned char)p[-1]) &&
	    islower((unsigned char)p[-2]) && isupper((unsigned char)p[1]);
}

/* The longest name that begins here; gives its length. */
static size_t
country_at(struct reading *r, const char *s, struct country *out)
{
	size_t ends[WORDS_MAX];
	size_t count = 0;
	const char *p = s;

	while (count < WORDS_MAX && country_is_word((unsigned char)*p)) {
		while (
		    country_is_word((unsigned char)*p) && !country_ends(s, p))
			p++;
		ends[count++] = (size_t)(p - s);
		if (*p == ' ')
			p++;
	}
	while (count > 0) {
		size_t length = country_name_length(s, ends[--count]);
		const char *name = arena_copy(r->arena, s, length);

		if (country_is_long(s, length) &&
		    country_read(r->reference, name, out) &&
		    strcmp(out->iso3, "USA") != 0)
			return length;
	}
	return 0;
}

bool
fms_names_country(struct reading *r, const char *text)
{
	struct country country;

	for (const char *p = text; *p != '\0'; p++) {
		if (isupper((unsigned char)*p) &&
		    (p == text || !country_is_word((unsigned char)p[-1])) &&
		    country_at(r, p, &country) > 0)
			return true;
	}
	return false;
}

/* "Egyptian Air Force": the name of a people before that of a service. */
static size_t
country_of_service(struct reading *r, const char *s, struct country *out)
{
	static COMPILED struct pattern service = PATTERN(
	    "\\A(?-i)([A-Z][a-z]+(?: (?:Arabian|Korean|Zealand|African|Lankan"
	    "|Sudanese|Leonean|Guinean|Rican|Verdean))?) "
	    "(?:Royal )?(?:Air (?:and Space )?Forces?|Army|Navy|Naval Forces?"
	    "|Marines?|Marine Corps|Coast Guard|National Guard|Armed Forces"
	    "|Land Forces?|Ground Forces?|Special Forces|Defen[cs]e Forces?"
	    "|Self" CONTRACT_DASH "Defen[cs]e Forces?|Military|Government"
	    "|government|Ministry of Defen[cs]e)(?![A-Za-z])"
	    "(?! (?:Base|Station|Yard|Depot))"
	    /* Who is named beside the program does not buy under it. */
	    "(?![^.;()]{0,80}\\band (?:the |other |various )?(?i:" FMS_MENTION
	    "))");
	const struct country *found;
	struct match m;

	if (!isupper((unsigned char)*s) || !pattern_find(&service, s, &m))
		return 0;
	found = reference_country_adjective(
	    r->reference, match_text(r->arena, &m, 1));
	if (found == NULL)
		return 0;
	*out = *found;
	return m.length[0];
}

static const char *
country_before(struct reading *r, const char *text, const char *at)
{
	size_t length = (size_t)(at - text);
	size_t part = length < BEFORE_MAX ? length : BEFORE_MAX;

	return arena_copy(r->arena, at - part, part);
}

/* Whether a name goes on with the list that the last one is of. */
static bool
country_is_listed(struct reading *r, const char *start, const char *last)
{
	return last != NULL && start > last && start - last <= BETWEEN_MAX &&
	    pattern_is_in(&between_names,
		arena_copy(r->arena, last, (size_t)(start - last)));
}

/* "Oman, korea, and Japan": a name of a list, printed small. */
static bool
country_is_small(
    struct reading *r, const char *text, const char *p, const char *last)
{
	static COMPILED struct pattern sales_to = PATTERN("\\bsales? to \\z");
	size_t word = strspn(p, "abcdefghijklmnopqrstuvwxyz");

	if (word < 4)
		return false;
	if (p - text > 3 && strncmp(p - 3, "to", 2) == 0 &&
	    pattern_is_in(&sales_to, country_before(r, text, p)))
		return true;
	return country_is_listed(r, p, last) &&
	    !country_is_listed(r, p + word, last);
}

/* Whether a name stands where one that buys may, and not in a longer one. */
static bool
country_may_buy(struct reading *r, const char *text, const char *start,
    const char *end, const char *last)
{
	const char *before = country_before(r, text, start);
	size_t length = strlen(before);
	struct country other;

	if (country_is_listed(r, start, last))
		return true;
	if (pattern_is_in(&capital_behind, end) &&
	    !pattern_is_in(&capital_that_follows, end) &&
	    country_at(r, end + strspn(end, " \t\n"), &other) == 0)
		return false;
	if (pattern_is_in(&of_place, before) &&
	    !pattern_is_in(&of_buyers, before))
		return false;
	if (pattern_is_in(&after_capital, before) &&
	    !pattern_is_in(&capital_that_leads, before))
		return false;
	while (length > 0 && before[length - 1] == ' ')
		length--;
	return length == 0 || before[length - 1] != ',' ||
	    pattern_is_in(
		&before_comma, arena_copy(r->arena, before, length - 1));
}

static void
country_take_bracket(
    struct reading *r, const char *inside, struct fms_country *c)
{
	const char *at;
	struct match m;

	if (pattern_find(&share, inside, &m))
		decimal_read(match_text(r->arena, &m, 1), &c->percent);
	c->no_amount = announcement_bare_sum(r->arena, inside, &at);
	if (!pattern_find(&sum, inside, &m))
		return;
	if (announcement_is_spoiled(r->arena, m.start[0] + m.length[0]) ||
	    !announcement_dollars(
		r->arena, match_text(r->arena, &m, 0), &c->amount))
		c->no_amount = match_text(r->arena, &m, 0);
}

/* What belongs to a name behind it. */
static void
country_take_share(struct reading *r, struct fms_country *c)
{
	struct match m;

	if (pattern_find(&bracketed, c->end, &m)) {
		country_take_bracket(r, match_text(r->arena, &m, 1), c);
		c->end = m.start[0] + m.length[0];
	} else if (pattern_find(&bare_share, c->end, &m)) {
		decimal_read(match_text(r->arena, &m, 1), &c->percent);
		c->end = m.start[0] + m.length[0];
	}
}

/* "40 percent for Japan", where no share stands behind. */
static void
country_take_share_before(
    struct reading *r, const char *text, struct fms_country *c)
{
	static COMPILED struct pattern form = PATTERN(
	    "(?<![\\d.(])(\\d{1,3}(?:\\.\\d+)?) ?(?:%|per ?cent)(?: of it is)? for "
	    "(?:the )?(?:governments? of )?(?:the )?\\z");
	struct match m;

	if (c->percent.text[0] == '\0' &&
	    pattern_find(&form, country_before(r, text, c->start), &m))
		decimal_read(match_text(r->arena, &m, 1), &c->percent);
}

/* "FMS-Japan" */
static bool
country_is_joined(const char *text, const char *at)
{
	return at - text >= 4 && strncmp(at - 4, "FMS-", 4) == 0;
}

bool
fms_country_next(struct reading *r, const char *text, struct fms_country *found)
{
	const char *last = found->end;
	const char *p = last == NULL ? text : last;

	for (; *p != '\0'; p++) {
		struct fms_country c = { .start = p };
		size_t length;

		if ((p > text && country_is_word((unsigned char)p[-1]) &&
			!country_is_joined(text, p)) ||
		    (!isupper((unsigned char)*p) && (unsigned char)*p < 0x80 &&
			!country_is_small(r, text, p, last)))
			continue;
		length = country_at(r, p, &c.country);
		if (length == 0)
			length = country_of_service(r, p, &c.country);
		if (length == 0 ||
		    !country_may_buy(r, text, p, p + length, last))
			continue;
		c.name = arena_copy(r->arena, p, length);
		c.end = p + length;
		if (*c.end == '.' && strchr(c.name, '.') != NULL)
			c.end++; /* "U.K." */
		country_take_share(r, &c);
		country_take_share_before(r, text, &c);
		*found = c;
		return true;
	}
	return false;
}

void
fms_tell_stranger(struct reading *r, size_t line, const char *text)
{
	static COMPILED struct pattern service = PATTERN(
	    "(?-i)\\b((?!American\\b)[A-Z][a-z]+(?:an|ish|ese|ian|iot|ois|i)) "
	    "(?:Royal )?(?:Navy|Army|Air Force)\\b(?! [A-Z])");
	struct match m;

	for (; pattern_find(&service, text, &m);
	     text = m.start[0] + m.length[0]) {
		if (reference_country_adjective(
			r->reference, match_text(r->arena, &m, 1)) != NULL)
			continue;
		reading_fault(r, "customer", line, match_text(r->arena, &m, 0),
		    "is of a country that is not known");
		return;
	}
}

/* Words of what is no country, though shares and lists have it. */
static COMPILED struct pattern of_others = PATTERN(
    "\\b(?:Navy|Naval|Army|Air Force|Space Force|Marines?|Corps|Guard|Force"
    "|Forces|Defen[cs]e|Departments?|Agenc(?:y|ies)|Administration|Commands?"
    "|DO[DW]|U\\.?S\\.?A?|United|States|FMS|Foreign|Military|Sales?|Customers?"
    "|Services?|Partners?|Participants?|Nations?|Countr(?:y|ies)|Allies"
    "|Programs?|Office|Projects?|Cooperative|International|Commercial|Joint"
    "|Special|Operations|Funds?|Total|Various|Classified|Government|Ministry"
    "|Royal|Fleet|Security|NASA|NOAA|Reserves?|Air|Missiles?|Systems?|Work"
    "|Contract|Europe\\w*|Asia\\w*|Middle|East|Gulf|Africa\\w*|Pacific|Central"
    "|South|North|West|Fiscal|Kingdom|Republic|Sultanate|Commonwealth|Hashemite"
    "|Emirates?|Taipei|Federation|Duchy)\\b");

/* A fault of a name that stands where customers do, unless it is known. */
static bool
country_tell_unknown(
    struct reading *r, size_t line, const char *name, size_t length)
{
	static COMPILED struct pattern form = PATTERN(
	    "(?-i)(?:\\A|\\b(?:and|the|to|for|of|from) )([A-Z][a-z'-]{3,}"
	    "(?: (?:of |and )?[A-Z][a-z'-]+){0,3}(?: [a-z]{1,5})?) ?\\z");
	struct country unused;
	struct match m;

	while (length > 0 && *name == ' ') {
		name++;
		length--;
	}
	if (!pattern_find_in(&form, name, length, &m))
		return false;
	name = match_text(r->arena, &m, 1);
	for (const char *p = name; *p != '\0'; p++) {
		if ((p == name || p[-1] == ' ') &&
		    (country_at(r, p, &unused) > 0 ||
			country_of_service(r, p, &unused) > 0))
			return false;
	}
	if (pattern_is_in(&of_others, name))
		return false;
	reading_fault(
	    r, "customer", line, name, "is of a country that is not known");
	return true;
}

/* "Oman (30%) and undisclosed countries (70%)" */
static void
country_tell_unnamed(struct reading *r, size_t line, const char *text)
{
	static COMPILED struct pattern form = PATTERN(
	    "\\b(?:undisclosed|unnamed|unspecified|undesignated|classified"
	    "|confidential|other|various|multiple|several|additional)"
	    " (?:[\\w.-]+ ){0,2}?(?:countr(?:y|ies)|nations?|customers?"
	    "|governments?) ?\\( ?(?:\\$[^();%]{1,24}[;,] ?)?\\d{1,3}"
	    "(?:\\.\\d+)? ?(?:%|per ?cent\\b)[^()]{0,20}\\)?");
	struct match m;

	if (pattern_find(&form, text, &m) &&
	    strstr(match_text(r->arena, &m, 0), "FMS") == NULL)
		reading_fault(r, "customer", line, match_text(r->arena, &m, 0),
		    "a share of customers whom nobody names");
}

/* The same of each name of a list. */
static bool
country_tell_list(
    struct reading *r, size_t line, const char *list, size_t length)
{
	bool told = false;

	while (length > 0 && !told) {
		size_t part = 0;

		while (part < length && strchr(",;", list[part]) == NULL)
			part++;
		told = country_tell_unknown(r, line, list, part);
		part += part < length;
		list += part;
		length -= part;
	}
	return told;
}

/* The same of one that nothing but a country can be. */
static bool
country_tell_led(
    struct reading *r, size_t line, const char *name, size_t length)
{
	static COMPILED struct pattern united =
	    PATTERN("\\AUnited (?!States|Nations)");
	struct country unused;

	if (country_at(r, name, &unused) > 0 ||
	    country_of_service(r, name, &unused) > 0)
		return false;
	name = arena_copy(r->arena, name, length);
	if (pattern_is_in(&of_others, name) && !pattern_is_in(&united, name))
		return false;
	reading_fault(
	    r, "customer", line, name, "is of a country that is not known");
	return true;
}

void
fms_tell_unknown(struct reading *r, size_t line, const char *text)
{
	/* "Kazakstan (30 percent)" */
	static COMPILED struct pattern with_share = PATTERN(
	    "([^,;:()]{2,60}?) ?\\( ?(?:\\$[^();%]{1,24}[;,] ?)?\\d{1,3}"
	    "(?:\\.\\d+)? ?(?:%|per ?cent\\b)");
	/* "sales to Kazakstan", "the government of Kazakstan" */
	static COMPILED struct pattern led_to = PATTERN(
	    "\\b(?:sales? (?:\\(FMS\\) )?to|FMS to|governments? of) (?:the )?"
	    "(?:governments? of )?(?:the )?(?-i:([A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+)"
	    "{0,3}(?: [a-z]{2,6}(?=,))?))(?=[,;.( ]|\\z)");
	/* ", Kazakstan," behind a customer */
	static COMPILED struct pattern listed = PATTERN(
	    "(?-i)\\A(?:,| and|, and) (?:the )?([A-Z][a-z'-]{3,}(?: [A-Z][a-z'-]+)"
	    "{0,3}(?: [a-z]{1,5})?)(?=,| and |\\.|;| under | through |\\z)");
	/* "FMS Kazakstan funds" */
	static COMPILED struct pattern of_fund = PATTERN(
	    FMS_MENTION " ?\\(?((?-i:[A-Z][a-z'-]{3,}(?: [A-Z][a-z'-]+){0,3}))"
			"\\)? funds?\\b");
	/* "FMS (Kazakstan, Oman)" */
	static COMPILED struct pattern in_bracket = PATTERN(
	    FMS_MENTION "(?: funds?| customers?)? ?\\(([^()$%]{3,200})\\)");
	struct fms_country found = { 0 };
	const char *at = text;
	bool told = false;
	struct match m;

	country_tell_unnamed(r, line, text);
	for (; pattern_find(&with_share, at, &m); at = m.start[0] + m.length[0])
		told |= country_tell_unknown(r, line, m.start[1], m.length[1]);
	for (at = text; !told && pattern_find(&led_to, at, &m);
	     at = m.start[0] + m.length[0])
		told = country_tell_led(r, line, m.start[1], m.length[1]);
	for (at = text; !told && pattern_find(&of_fund, at, &m);
	     at = m.start[0] + m.length[0])
		told = country_tell_unknown(r, line, m.start[1], m.length[1]);
	for (at = text; !told && pattern_find(&in_bracket, at, &m);
	     at = m.start[0] + m.length[0])
		told = country_tell_list(r, line, m.start[1], m.length[1]);
	while (!told && fms_country_next(r, text, &found)) {
		if (pattern_find(&listed, found.end, &m))
			told = country_tell_unknown(
			    r, line, m.start[1], m.length[1]);
	}
}
