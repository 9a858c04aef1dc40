#include "transform/prose/counted.h"

#include <ctype.h>
#include <string.h>

#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/range.h"

/* As far as brackets may be apart, and what stands before a number matters. */
#define BRACKET_MAX 2000
#define BEFORE_MAX 160
#define BEHIND_MAX 80
#define BULLET "\xE2\x80\xA2"

/* Behind these a number counts something else. */
static COMPILED struct pattern other_behind = PATTERN(
    "\\A(?: ?(?:%|\\(\\d+\\))|[ -] ?(?:(?:additional|more) )*"
    "(?:percent|U\\.? ?S\\.? Government|United States Government"
    "|billion|dollars?|USD|per|of(?! the (?:following\\b|(?-i:[A-Z]\\S*\\d)))"
    "|or|are|is|was|were|will|would|has|have|had"
    "|existing|installed(?= and\\b| ?[,;)]| ?\\z)|currently|in(?=-)"
    "|(?-i:other|others))\\b)");

/*
 * Behind these, too, if the name ends with them: three crews are no articles,
 * but three crew stations are. What then follows ends a name.
 */
#define PEOPLE                                                              \
	"(?:countr(?:y|ies)|nations?|purchasers?|phases?|sites?|locations?" \
	"|times?|personnel|people|students?|advis[eo]rs?|instructors?"      \
	"|technicians?|trainees?|soldiers?|sailors?|pilots?|crews?|teams?"  \
	"|representatives?|contractors?|employees?|engineers?|mechanics?"   \
	"|maintainers?|officers?|cadets?|specialists?|analysts?)"
#define MEASURE                                                                             \
	"(?:decades?|years?|months?|weeks?|days?|hours?|minutes?|seconds?"                  \
	"|persons?|man|men|round|nautical|miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|feet" \
	"|foot|ft|yards?|inch(?:es)?|mm|cm|millimet(?:er|re)s?|pounds?|lbs?"                \
	"|kg|kilograms?|tons?|tonnes?|metric|k?watts?|kilowatts?|megawatts?"                \
	"|kW|MW|KVA|volts?|amps?|amperes?|horsepower|hp|shp|knots?|degrees?"                \
	"|[kMG]?Hz|gal(?:lons?)?|liters?|litres?|caliber|cal|gauge|bits?"                   \
	"|megabytes?|gigabytes?|psi|gpm)"
#define NAME_ENDS                                                               \
	"(?=\\z|[.,;:)\\n]| ?[(]|'|\xE2\x80\x99| (?:an?|and|or|and/or|of|to"    \
	"|for|from|will|would|in|on|at|with|per|each|before|after|ago|later|as" \
	"|by|that|which|who|until|during|over|under|within|thereafter|plus"     \
	"|representing|providing|performing|assisting"                          \
	"|through|have|has|had|are|is|was|were|may|can|shall|only|prior"        \
	"|following|beginning|starting|beyond|into|outside|depending|if)\\b)"
#define QUALIFIED                                                         \
	"\\A[ -] ?(?:(?:additional|calendar|fiscal|more|option|classroom" \
	"|working|consecutive|separate) )*"
static COMPILED struct pattern people_behind =
    PATTERN(QUALIFIED PEOPLE "\\b" NAME_ENDS);
static COMPILED struct pattern measure_behind =
    PATTERN(QUALIFIED MEASURE "\\b" NAME_ENDS);
static COMPILED struct pattern people_begin = PATTERN(QUALIFIED PEOPLE "\\b");
static COMPILED struct pattern measure_begins =
    PATTERN(QUALIFIED MEASURE "\\b");
static COMPILED struct pattern measure_joined =
    PATTERN(QUALIFIED MEASURE "[/-](?!long\\b)\\w");

/* "two (2) contractor field service representatives", "24 month warranty" */
static COMPILED struct pattern service_behind = PATTERN(QUALIFIED
    "(?:[\\w./-]+ ){1,5}?(?:representatives?|personnel|employees"
    "|technicians|advisors|instructors|specialists?|engineers|members|visits?"
    "|surveys?|assessments?|reviews?|services?|support|training|courses?"
    "|programs?|periods?|warrant(?:y|ies)|sustainment|maintenance|contracts?"
    "|leases?|deployments?|efforts?|terms?|plans?|suppl(?:y|ies)|provision"
    "|operations?|range|life|increments?|extensions?|licenses?"
    "|subscriptions?|force)\\b" NAME_ENDS);

/* But fuel is sold by measure. */
static COMPILED struct pattern measured_goods =
    PATTERN("\\A (?:US |U\\.S\\. )?(?:gallons?|barrels?|liters?|litres?"
	    "|(?:metric )?(?:tons?|tonnes?)) of\\b");

/* A number of which nothing follows. */
static COMPILED struct pattern ends_behind =
    PATTERN("\\A(?: ?(?:\\.(?!\\d)|[,;:)]|\\z)| (?:each|ea|units?|pieces"
	    "|pcs|total) ?(?:\\.(?!\\d| ?\\d)|[;)]|\\z))");

/* What would be done with the number of articles behind it. */
#define VERBS                                                                \
	"buy|purchas(?:e|ing)|procur(?:e|ing)|acquir(?:e|ing)|lease|sell"    \
	"|includ(?:es?|ed|ing)|plus|adds?|adding|consist(?:s|ing)? of"       \
	"|compris(?:es|ing|ed of)|composed of|outfitted|provid(?:es?|ing)"   \
	"|request(?:s|ed|ing)?|obtain|receive|suppl(?:y|ies)|manufactur(?:e" \
	"|ing)|produc(?:e|ing)|incorporat(?:es?|ing)"                        \
	"|ask(?:s|ed|ing) for|seeks?|seeking|wants?|would like"
#define OFFER                                                                   \
	"sales?|purchases?|procurement|acquisition|addition|inclusion|transfer" \
	"|lease|deliver(?:y|ies)|provision|order|manufacture|production"        \
	"|options?"

/* Words that ask for the articles counted behind them, whatever follows. */
static COMPILED struct pattern asks_for = PATTERN(
    "\\b(?:(?:" OFFER ")(?:,? (?:and|or) (?:\\w+ ){1,3}|,? )of(?: the| an?)?"
    "|(?:sale|transfer|lease) to (?:the )?(?-i:[A-Z])[^.,;\\d]{2,80}? of"
    "|(?:" OFFER
    "|ask(?:s|ed|ing)?|request(?:s|ed|ing)?|provid(?:es?|ing)|notification"
    "|proposal)(?: is)? for"
    "|(?:total|quantity|number|squadron|package|batch|mix|combination|set) of"
    "|(?:replacement|replaced|replacing)\\b.{0,120}? (?:by|with)"
    "|(?:includ|request)[^.;]{0,60} (?:is|are)"
    "|(?:up to )?the following(?: quantities)?(?: of)?:?) ?\\z");

/* The border of a list, or what would be done with what is counted. */
static COMPILED struct pattern border_before =
    PATTERN("(?:\\A|[;:,\\n*]|" BULLET
	    "|(?:^ ?|[;:,.)] ?)(?:-|\xE2\x80\x93|\xE2\x80\x94)"
	    "|(?:\\A|[\\s;,:(])\\(?[a-z\\d]{1,3}\\)"
	    "|\\b(?:and|and/or|with|as well as|(?<=[,;] )in addition to|" VERBS
	    "|" OFFER "|additional|also|another"
	    "|new|initial|following)) ?(?:\\(U\\) ?)?\\z");

/* "in addition to 14 masts previously purchased": those are not sold now. */
static COMPILED struct pattern besides = PATTERN("\\bin addition to \\z");
static COMPILED struct pattern held_behind = PATTERN(
    "\\A[^,;.]{0,70}\\b(?:previously|already|currently|earlier|now|owned"
    "|operated|on order|under contract|in (?:service|inventory)|notified)\\b");

/* What a sale is for has other uses than being sold. */
#define SERVICE                                                               \
	"(?:support|upgrad(?:es?|ing)|updat(?:es?|ing)|moderni[sz](?:e|ation" \
	"|ing)|refurbish(?:ment|ing)?|remanufactur(?:e|ing)|overhaul(?:s"     \
	"|ing)?|modif(?:y|ying|ications?)|sustain(?:ment|ing)?|maint(?:ain"   \
	"|aining|enance)|repairs?|retrofit(?:s|ting)?|conver(?:t|sion|ting)"  \
	"|reconfigur\\w+|operat(?:es?|ions?|ing)|integrat(?:e|ion|ing)"       \
	"|install(?:ation|ed|ing)?|inspect(?:ion)?|certif(?:y|ication)"       \
	"|reactivat(?:e|ion)|enhance(?:ments?)?|improvements?|extension"      \
	"|servic(?:e|es|ing)|equip(?:ped|ping)?|arm(?:ed|ing)?|fit(?:ted"     \
	"|ting)?|protect(?:ion)?|train(?:ing)?|recapitali[sz](?:e|ation))"
static COMPILED struct pattern served_before = PATTERN(
    "\\b(?:" SERVICE "(?:(?:,|,? and|,? or|/) ?(?!(?:and|or|plus|with|along"
    "|together|inclu\\w+|consist\\w+|compris\\w+)\\b)\\w+)*(?: (?:of|for|to|on|in|by|with):?)?"
    "(?: (?:its|their|the|all|existing|current))*"
    "|(?:support|benefit) of (?:\\w+ ){0,4}(?:of|for)"
    "|(?:on|onto|aboard|in|into|within|for|against|across|among)"
    "(?: (?:use|its|their|the|an?|on|with|board|all|each))*) \\z");
static COMPILED struct pattern bought_elsewhere =
    PATTERN("\\b(?:commercial|own|separate|earlier|previous)(?:ly)? "
	    "(?:purchases?|procurement|acquisition|sales?|buys?) of \\z");
static COMPILED struct pattern other_before = PATTERN(
    "\\b(?:at|from|by|as|than|over|under|per|each|every|all|its|their"
    "|existing|current|currently|remaining|other|these|those|such|both"
    "|between|during|since|until|before|after|through|to|first|last|next|the"
    "|fleet of|of (?:which|whom|the|these|those|its|their|all)|which) ?\\z");
static COMPILED struct pattern other_phrase_before =
    PATTERN("\\b(?:previously|already|earlier|originally) (?:\\w+ ){1,2} ?\\z"
	    "|\\b\\d+(?:\\.\\d+)? ?mm ?(?:x|\xC3\x97) ?\\z"); /* 30mm x 113 */

/* What border_before and other_before match is no longer, blanks aside. */
#define WORD_MOST 24

/* "... helicopters 3 Aviation", "... (ASE) Seven (7)": a break was lost. */
static COMPILED struct pattern broken_line =
    PATTERN("(?-i)(?:\\)|[a-z]{3}s|(?<![\\w-])[a-z]{4,}) \\z");
static COMPILED struct pattern begins_line = PATTERN("(?-i)\\A[A-Z(]");
static COMPILED struct pattern name_behind =
    PATTERN("(?-i)\\A ?(?:[A-Z.]|\\d)");

/* "of which 51 LAV-25", but not "of which six have been" */
static COMPILED struct pattern of_which = PATTERN("\\bof which \\z");

/* "Block 70", "MK 54", "Section 36": the number belongs to the word. */
static COMPILED struct pattern numbered_noun = PATTERN(
    "\\b(?:block|lot|mod|mode|mk|mark|type|class|model|version|increment|gen"
    "|generation|level|tier|tranche|spiral|line|no\\.|number|section|sec\\."
    "|title|chapter|paragraph|phase|part|annex|item|stage|baseline|category"
    "|option|caliber|band|channel|variant|series|capability|law|fy|step|build"
    "|link|force|serial) \\z");
static COMPILED struct pattern named_word =
    PATTERN("(?-i)(?:\\b[A-Z][\\w./-]*|\\b\\w*\\d[\\w./-]*) "
	    "(?:(?:-|\xE2\x80\x93|\xE2\x80\x94) )?\\z"); /* "Mk - 48" */

/* What makes four figures a year. */
static COMPILED struct pattern year_before = PATTERN(
    "(?:\\A\\d{1,2},|\\b(?:in|since|until|from|by|during|year|FY|CY|early|mid|late|through"
    "|between)|\\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    "\\.?,?(?: \\d{1,2}(?:st|nd|rd|th)?)?,?|\\b(?:Act|Law|Agreement|Treaty"
    "|Memorandum)\\b[^.;]{0,40}(?:,|\\bof)) ?\\z");

static COMPILED struct pattern each_behind =
    PATTERN("\\A \\((?:[\\w-]+ ){1,2}(?:per|each|for each|on each)\\b"
	    "[^()]{0,60}\\)");

/* Behind what closes the bracket there, within so many bytes; or NULL. */
static const char *
counted_closed(const char *at, size_t size)
{
	const char *last = memrchr(at, ')', size);
	int depth = 0;

	if (last == NULL)
		return NULL;
	for (const char *p = at; p <= last; p++) {
		depth += *p == '(';
		depth -= *p == ')';
		if (depth == 0)
			return p + 1;
	}
	return NULL;
}

const char *
counted_behind_bracket(const char *at)
{
	size_t size = strnlen(at, BRACKET_MAX);
	const char *closed = counted_closed(at, size);
	const char *semicolon;
	const char *newline;

	if (closed != NULL)
		return closed;
	semicolon = memchr(at, ';', size);
	if (semicolon != NULL)
		size = (size_t)(semicolon - at);
	newline = memchr(at, '\n', size);
	return newline != NULL  ? newline
	    : semicolon != NULL ? semicolon
				: at + 1;
}

static bool
counted_has_behind(struct pattern *pattern, const char *behind)
{
	struct match m;

	return pattern_find_in(
	    pattern, behind, strnlen(behind, BEHIND_MAX), &m);
}

/* Also in "(GSE),10 kits", where a blank is missing, but not in 10,000. */
static bool
counted_begins(const char *text, const char *at)
{
	if (at == text || isspace((unsigned char)at[-1]) || at[-1] == '(' ||
	    at[-1] == '*')
		return true;
	if (at - text >= 3 && strncmp(at - 3, BULLET, 3) == 0)
		return true;
	return strchr(",;:", at[-1]) != NULL && at - 1 > text &&
	    !isdigit((unsigned char)at[-2]);
}

static bool
counted_is_figures(const char *at, size_t length)
{
	return isdigit((unsigned char)*at) && at[length - 1] != ')';
}

static bool
counted_is_year(const char *at, size_t length, const struct quantity *q,
    const char *before, size_t size)
{
	struct match m;

	return length == 4 && isdigit((unsigned char)*at) && q->count >= 1900 &&
	    q->count <= 2100 && at[length] != '-' &&
	    pattern_find_in(&year_before, before, size, &m);
}

/* "(4 installed and 2 spares)", whose bracket was lost. */
static COMPILED struct pattern installed_before =
    PATTERN("\\b\\d+ installed(?:,| and|, and) \\z");
static COMPILED struct pattern spares_behind = PATTERN("\\A spares?\\b");

/* Whether it follows a number directly: "(1,500) 50 watt radios". */
static bool
counted_is_behind(const struct counted_number *last, const char *at)
{
	const char *end;

	if (last->at == NULL || last->what == COUNTED_OTHER)
		return false;
	end = last->at + last->length;
	return end + strspn(end, " \n") == at;
}

/* Whether it follows what is served, "upgrade of five A and three B". */
static bool
counted_goes_on(const struct counted_number *last, const char *at)
{
	const char *p;

	if (last->what != COUNTED_SERVED || at - last->at > BEFORE_MAX)
		return false;
	for (p = last->at + last->length; p < at; p++) {
		if (strchr(",;:.\n", *p) != NULL)
			return false;
	}
	return at - last->at > 5 && strncmp(at - 5, " and ", 5) == 0;
}

/* "support for twelve A, and five B": more of what is kept, or sold. */
static COMPILED struct pattern kept_before = PATTERN(
    "\\b(?:support|sustain(?:ment|ing)|maint(?:enance|aining)"
    "|logistics) (?:of|for|to)(?: (?:its|their|the|all|a fleet of))* \\z");
static COMPILED struct pattern listed_behind =
    PATTERN("\\A(?: existing)? [^,;:.\\n]{1,80}, (?:and )?\\z");

static bool
counted_may_go_on(
    const char *text, const struct counted_number *last, const char *at)
{
	size_t size;
	const char *end;
	struct match m;

	if (last->at == NULL || last->what == COUNTED_ARTICLES)
		return false;
	size = (size_t)(last->at - text);
	size = size > BEFORE_MAX ? BEFORE_MAX : size;
	end = last->at + last->length;
	return pattern_find_in(&kept_before, last->at - size, size, &m) &&
	    at - end < BEFORE_MAX &&
	    pattern_find_in(&listed_behind, end, (size_t)(at - end), &m);
}

/* "a combined total of 67", "a squadron of 24" */
static COMPILED struct pattern opening = PATTERN("\\Aan? (?:\\w+ ){1,2}of ");

/* "36 fighters, each with one (1) radar" are not one radar. */
static COMPILED struct pattern each_with =
    PATTERN("\\beach (?:with|having|containing|carrying|including|consisting of"
	    "|(?:equipped|fitted|armed) with) ?\\z");

/* "AIM-9X 50 LAU-129": a count, or a part of either name. */
static COMPILED struct pattern designation_before =
    PATTERN("(?-i)\\b[A-Z]+[/-]\\w*\\d\\w* \\z");
static COMPILED struct pattern designation_behind =
    PATTERN("(?-i)\\A [A-Z]{1,5}[/-]\\w*\\d");

static COMPILED struct pattern fleet_before =
    PATTERN("\\bfleet (?:of|consisting of) \\z");

/* "15 A helicopters, or alternatively, 15 B": not 30. */
static COMPILED struct pattern instead_before =
    PATTERN("\\bor,? (?:alternatively|instead|optionally|else),? \\z");

/* "training with two (2) radars", "items such as five (5) pods": sold, or not.
 */
static COMPILED struct pattern open_before = PATTERN(
    "\\b(?:such as|(?:training|support|maintenance|sustainment|return"
    "|operations|services|certification|refurbishment|conversion|integration"
    "|upgrades|modifications) with) \\z");

/*
 * Whether a word, a sign, a line's end or nothing is before it: no figures, and
 * no open bracket, with which border_before and other_before do not end.
 */
static bool
counted_is_behind_word(const char *lead, size_t size)
{
	while (size > 0 && lead[size - 1] != '\n' &&
	    isspace((unsigned char)lead[size - 1]))
		size--;
	return size == 0 ||
	    (lead[size - 1] != '(' && !isdigit((unsigned char)lead[size - 1]));
}

/* By what stands before it, of a number that does not count anything else. */
static enum counted
counted_by_lead(const char *at, size_t length, const char *lead, size_t size)
{
	bool figures = counted_is_figures(at, length);
	bool word = counted_is_behind_word(lead, size);
	struct match m;

	if (pattern_find_in(&bought_elsewhere, lead, size, &m))
		return COUNTED_SERVED;
	if (pattern_find_in(&installed_before, lead, size, &m) &&
	    counted_has_behind(&spares_behind, at + length))
		return COUNTED_UNKNOWN;
	if (pattern_find_in(&each_with, lead, size, &m) ||
	    pattern_find_in(&open_before, lead, size, &m) ||
	    pattern_find_in(&instead_before, lead, size, &m))
		return COUNTED_UNKNOWN;
	if (pattern_find_in(&asks_for, lead, size, &m) ||
	    counted_has_behind(&opening, at))
		return COUNTED_ARTICLES;
	if (pattern_find_in(&served_before, lead, size, &m) ||
	    pattern_find_in(&fleet_before, lead, size, &m))
		return COUNTED_SERVED;
	if (pattern_find_in(&besides, lead, size, &m) &&
	    counted_has_behind(&held_behind, at))
		return COUNTED_OTHER;
	if (word &&
	    pattern_find_last(&border_before, lead, size, WORD_MOST, &m))
		return COUNTED_ARTICLES;
	if (pattern_find_in(&besides, lead, size, &m))
		return COUNTED_UNKNOWN;
	if (pattern_find_in(&of_which, lead, size, &m) &&
	    counted_has_behind(&name_behind, at + length))
		return COUNTED_ARTICLES;
	if ((word &&
		pattern_find_last(&other_before, lead, size, WORD_MOST, &m)) ||
	    pattern_find_in(&other_phrase_before, lead, size, &m))
		return COUNTED_OTHER;
	if (figures && pattern_find_in(&numbered_noun, lead, size, &m))
		return COUNTED_OTHER;
	if (pattern_find_in(&broken_line, lead, size, &m) &&
	    counted_has_behind(figures ? &name_behind : &begins_line,
		figures ? at + length : at))
		return COUNTED_ARTICLES;
	if (figures && counted_has_behind(&designation_behind, at + length) &&
	    pattern_find_in(&designation_before, lead, size, &m))
		return COUNTED_UNKNOWN;
	if (figures && pattern_find_in(&named_word, lead, size, &m))
		return COUNTED_OTHER;
	return COUNTED_UNKNOWN;
}

/* Whether people, time or a measure are counted, and nothing behind them. */
static bool
counted_is_measure(const char *behind)
{
	return counted_has_behind(&people_behind, behind) ||
	    (counted_has_behind(&measure_behind, behind) &&
		!counted_has_behind(&measured_goods, behind)) ||
	    ((counted_has_behind(&people_begin, behind) ||
		 counted_has_behind(&measure_begins, behind)) &&
		counted_has_behind(&service_behind, behind));
}

/*
 * Whether it is open what is counted: thirty "meter masts", or masts of thirty
 * meters. What a measure stands before has a measure: "with 500 round boxes".
 */
static bool
counted_is_open(const char *behind)
{
	return counted_has_behind(&measure_begins, behind) &&
	    !counted_has_behind(&measure_joined, behind) &&
	    !counted_has_behind(&measured_goods, behind);
}

bool
counted_is_size(const char *behind)
{
	return counted_is_measure(behind) || counted_is_open(behind);
}

/* Whether no name follows: the end, or another number. */
static bool
counted_is_alone(const char *behind)
{
	static COMPILED struct pattern joint =
	    PATTERN("\\A,? (?:and|or|plus) ");
	struct quantity q;
	struct match m;

	if (counted_has_behind(&ends_behind, behind))
		return true;
	return pattern_find_in(
		   &joint, behind, strnlen(behind, BEHIND_MAX), &m) &&
	    quantity_read(behind + m.length[0], &q) > 0;
}

static COMPILED struct pattern additional = PATTERN("\\badditional \\z");
static COMPILED struct pattern year_behind = PATTERN("\\A, (?:19|20)\\d\\d\\b");
static COMPILED struct pattern with_before = PATTERN("\\bwith \\z");

/* "2 radars per aircraft": of each, not of all. */
static COMPILED struct pattern of_each = PATTERN(
    "\\A [^,;:.()\\n]{1,60}? (?:per|for each|on each|in each|to each) (?:[a-z-]+ )?"
    "(?:aircraft|airframe|fighter|helicopter|vehicle|tank|ship|vessel|boat"
    "|launcher|battery|system|platform|unit|site|squadron|battalion)\\b"
    "|\\A [^,;:.()\\n]{1,60}? for each(?=[.,;)]|\\z)");
/* "100 000 rounds", "10, 000 fuzes": not 100, nor ten. */
static COMPILED struct pattern thousands_behind =
    PATTERN("\\A,? 0\\d\\d(?![\\d.])");

/* "seven hundred thirt (730)": a word that is no number, and other figures. */
static COMPILED struct pattern word_goes_on =
    PATTERN("\\A(?: |-|\xE2\x80[\x90-\x95])(?-i:[a-z]{1,12}) \\(([\\d,]+)\\)");

/* "2 52 M2 rifles": one number, or two; no measure, "4 40 Watt radios". */
static COMPILED struct pattern figures_go_on = PATTERN(
    "\\A (?:0\\w|\\d{1,3}(?:,\\d{3})* (?!" MEASURE "\\b)(?=(?-i:[A-Z])))");

/* How long the word and the figures are behind a number in words; 0: none. */
static size_t
counted_goes_on_length(
    const char *behind, const struct quantity *q, bool *differ)
{
	struct quantity figures;
	struct match m;

	if (behind[-1] == ')' ||
	    !pattern_find_in(
		&word_goes_on, behind, strnlen(behind, BEHIND_MAX), &m))
		return 0;
	*differ = quantity_read(m.start[1], &figures) == 0 ||
	    figures.count != q->count;
	return m.length[0];
}

bool
counted_is_broken(const char *at, size_t length, const struct quantity *q)
{
	const char *behind = at + length;
	bool differ;

	if (isdigit((unsigned char)behind[-1]))
		return counted_has_behind(&figures_go_on, behind);
	return counted_goes_on_length(behind, q, &differ) > 0 && differ;
}

/* "6O pods", "l2 vans", "2,00 radars": figures, and signs that are taken for
 * one. */
static COMPILED struct pattern misprint =
    PATTERN("(?-i)\\A(?=[OlI]?\\d)(?=\\d*[OlI,])[\\dOlI]+(?:,[\\dOlI]*)*"
	    "(?=[ \\n(])");

size_t
counted_misprint(const char *at)
{
	struct quantity q;
	struct match m;

	return strchr("0123456789OlI", *at) != NULL &&
		quantity_read(at, &q) == 0 &&
		pattern_find_in(&misprint, at, strnlen(at, BEHIND_MAX), &m)
	    ? m.length[0]
	    : 0;
}

bool
counted_is_sum(const char *behind)
{
	static COMPILED struct pattern joint =
	    PATTERN("\\A ?(?:\\+|plus\\b|& ?(?=\\d)|/|or\\b) ?");
	struct quantity q;
	struct match m;

	return pattern_find_in(
		   &joint, behind, strnlen(behind, BEHIND_MAX), &m) &&
	    quantity_read(behind + m.length[0], &q) > 0;
}

/* How long the other number of "eight (8)/four (4)" is, and the stroke. */
static size_t
counted_stroke_length(const char *behind)
{
	struct quantity q;
	size_t length = *behind == '/' ? quantity_read(behind + 1, &q) : 0;

	return length == 0 ? 0 : 1 + length;
}

/* Of a number that stands where articles are counted. */
static enum counted
counted_of_list(const char *at, size_t length, const struct quantity *q,
    const char *lead, size_t size)
{
	const char *behind = at + length;
	struct match m;

	if (counted_is_broken(at, length, q) ||
	    counted_has_behind(&of_each, behind) || counted_is_sum(behind) ||
	    counted_has_behind(&thousands_behind, behind) ||
	    (*at == '0' && isdigit((unsigned char)at[1])))
		return COUNTED_UNKNOWN;
	if (counted_is_alone(behind)) {
		/* "6, 2026 -", "for a total of 720;", "43 and an
		 * additional 24." */
		return (size == 0 &&
			   counted_has_behind(&year_behind, behind)) ||
			pattern_find_in(&additional, lead, size, &m) ||
			counted_has_behind(&opening, at) ||
			pattern_find_in(&asks_for, lead, size, &m)
		    ? COUNTED_OTHER
		    : COUNTED_UNKNOWN;
	}
	if (!counted_is_open(behind))
		return COUNTED_ARTICLES;
	return pattern_find_in(&with_before, lead, size, &m) ? COUNTED_OTHER
							     : COUNTED_UNKNOWN;
}

/* "(1) 12 fighters": the first is the number of a line in a list. */
static bool
counted_enumerates(const char *at, const char *behind, const struct quantity *q)
{
	struct quantity next;
	size_t length;

	if (*at != '(' || *behind != ' ' || q->count > 50)
		return false;
	length = quantity_read(behind + 1, &next);
	return length > 0 && !counted_is_size(behind + 1 + length);
}

static enum counted
counted_what(const char *text, const char *at, size_t length,
    const struct quantity *q, const struct counted_number *last)
{
	size_t size = (size_t)(at - text);
	const char *behind = at + length;
	const char *lead;
	enum counted what;

	if (size > BEFORE_MAX)
		size = BEFORE_MAX;
	lead = at - size;
	if (size > 0 && lead[size - 1] == '\t')
		return COUNTED_UNKNOWN; /* a cell of a table */
	if (counted_has_behind(&other_behind, behind) ||
	    counted_is_measure(behind) ||
	    counted_is_year(at, length, q, lead, size) ||
	    counted_is_behind(last, at) || counted_enumerates(at, behind, q))
		return COUNTED_OTHER;
	if (counted_goes_on(last, at))
		return COUNTED_SERVED;
	if (counted_may_go_on(text, last, at))
		return COUNTED_UNKNOWN;
	what = counted_by_lead(at, length, lead, size);
	if (what == COUNTED_ARTICLES)
		return counted_of_list(at, length, q, lead, size);
	if (what == COUNTED_UNKNOWN &&
	    (counted_has_behind(&people_begin, behind) ||
		counted_has_behind(&measure_begins, behind)))
		return COUNTED_OTHER;
	return what;
}

/* "(Qty 20)", "(total of 20)", "(20 each)" behind a name, or before one. */
static COMPILED struct pattern quantity_bracket = PATTERN(
    "\\A\\( ?(?:(?:(?:a )?(?:qty|quantity|total)(?: of)?[ .:]{0,3}|x ?)\\d[\\d,]*"
    "|\\d[\\d,]* ?(?:each|ea\\.?|units?|total|pieces|pcs\\.?|x)) ?\\)");

/* Whether a bracket belongs to a name that is counted: "4 radars (4 each)". */
static bool
counted_owns_bracket(const struct counted_number *last, const char *bracket)
{
	const char *p;

	if (last->at == NULL || last->what != COUNTED_ARTICLES ||
	    bracket - last->at > BRACKET_MAX)
		return false;
	for (p = last->at + last->length; p < bracket; p++) {
		if (strchr(",;\n", *p) != NULL)
			return false;
	}
	return true;
}

/* "up to an additional 24", "at least another 7": what holds for the number. */
static void
counted_take_opening(const char *text, const char *at, struct quantity *q)
{
	static COMPILED struct pattern form = PATTERN(
	    "\\b(?:(up to|not to exceed|(?:no|not) more than|as many as)"
	    "|(at least|not less than|no fewer than)|(approximately|about"
	    "|around))(?: an? (?:additional|further|extra)| another)? \\z");
	size_t size = (size_t)(at - text);
	struct match m;

	size = size > BEFORE_MAX ? BEFORE_MAX : size;
	if (q->precision == PRECISION_EXACT &&
	    pattern_find_in(&form, at - size, size, &m))
		q->precision = m.start[1] != NULL ? PRECISION_UP_TO
		    : m.start[2] != NULL          ? PRECISION_AT_LEAST
						  : PRECISION_ESTIMATE;
}

/* "up to 2,0 00 rounds": what may stand before figures. */
static const char *
counted_behind_opening(const char *at)
{
	static COMPILED struct pattern form = PATTERN(
	    "\\A(?:up to|approximately|about|at least|not to exceed) (?=[\\dOlI])");
	struct match m;

	return strchr("uaUAnN", *at) != NULL &&
		pattern_find_in(&form, at, strnlen(at, BEHIND_MAX), &m)
	    ? at + m.length[0]
	    : at;
}

/* How long what stands there is, if it counts articles and cannot be read. */
static size_t
counted_unread_length(
    const char *text, const char *from, const struct counted_number *last)
{
	size_t size = (size_t)(from - text);
	size_t length;
	struct match m;

	if (*from == '(')
		return pattern_find_in(&quantity_bracket, from,
			   strnlen(from, BEHIND_MAX), &m) &&
			!counted_owns_bracket(last, from)
		    ? m.length[0]
		    : 0;
	length = counted_begins(text, from)
	    ? counted_misprint(counted_behind_opening(from))
	    : 0;
	size = size > BEFORE_MAX ? BEFORE_MAX : size;
	return length > 0 &&
		counted_by_lead(from, length, from - size, size) ==
		    COUNTED_ARTICLES
	    ? length
	    : 0;
}

/* What belongs to a number behind it: "(2 for each)", "additional (25)". */
static size_t
counted_each_length(const char *behind, const struct quantity *q)
{
	bool differ;
	struct match m;

	return pattern_find_in(
		   &each_behind, behind, strnlen(behind, BEHIND_MAX), &m)
	    ? m.length[0]
	    : counted_goes_on_length(behind, q, &differ);
}

bool
counted_next(const char *text, const char *from, struct counted_number *n)
{
	struct counted_number last = *n;

	while (*from != '\0') {
		struct quantity q;
		size_t unread;
		size_t length =
		    counted_begins(text, from) ? range_read(from, &q) : 0;

		unread = counted_unread_length(text, from, &last);
		if (unread > 0) {
			*n = (struct counted_number){ .at = from,
				.length = unread,
				.what = COUNTED_UNKNOWN };
			return true;
		}
		if (length == 0) {
			from = *from == '(' ? counted_behind_bracket(from)
					    : from + 1;
			continue;
		}
		*n = (struct counted_number){ from, length, q,
			counted_what(text, from, length, &q, &last) };
		if (n->what == COUNTED_UNKNOWN)
			n->length += counted_stroke_length(from + length);
		if (n->what == COUNTED_ARTICLES)
			n->length += counted_each_length(from + length, &q);
		counted_take_opening(text, from, &n->quantity);
		return true;
	}
	return false;
}
