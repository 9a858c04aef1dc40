#include "transform/source/dod_contracts/announcement.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"
#include "transform/source/dod_contracts/awardees.h"

#define DASH CONTRACT_DASH

/* "is awarded", "has been competitively awarded", "are each being awarded" */
static COMPILED struct pattern awards = PATTERN(
    "[,;]? ?\\b(?:(?:is|are|was|were|has|have|had|will)\\b(?: (?:be|been|being"
    "|is|also|each|both|all|now|jointly|hereby|[a-z]{2,14}ly))* (?:awarded"
    "|issued|granted|selected|added|receiving|sharing|competing) ?\\b"
    "|(?:(?:has|have) )?(?:received|receives|won) (?=an? |the |\\$)"
    "|(?:will|may)(?: each| all)? (?:compete|share)\\b"
    "|awarded (?=an? |\\$))");

/* Announcements of the Air Force to 2009 name who awards first. */
static COMPILED struct pattern awards_to = PATTERN(
    "\\A ?(?:The )?(?:U\\.S\\. )?(?:Air Force|Army|Navy|Defense|Department|Air "
    "National|Missile Defense)[^.;$]{0,60}? (?:is|was|has been|are) "
    "((?:awarding|modifying|announc\\w+ the (?:award|modification) of)"
    "\\b[^.;]{0,200}?) (?:to|with) "
    "((?:The )?(?-i:[A-Z0-9])[^$;]{2,160}?)(?=,? (?:for|in the amount|not to|to "
    "(?:provide|exercise|procure)|with)\\b|\\.? ?\\z)");

/* Of what kind a paragraph is that does not begin with a contractor. */
#define LABEL                                                                   \
	"\\A ?[*]*(CORRECTION|CORRECTED|AMENDMENT|AMENDED|CLARIFICATION|UPDATE" \
	"|UPDATED|RECISION|RESCISSION|CANCELLATION|EDITOR[^:]{0,8}NOTE|NOTE)"   \
	"(?: ?\\([^)]*\\))?"
static COMPILED struct pattern label =
    PATTERN(LABEL " ?(?::|" DASH "|\xE2\x80\x94) ?");
/* What follows these is a text anew, whatever it says of itself. */
static COMPILED struct pattern label_of_text =
    PATTERN("\\A ?[*]*(?:CORRECT|AMEND|CLARIFICATION|UPDATE)[A-Z]*");
/* "UPDATE: Rho Works LLC has been added as an awardee": a further award. */
static COMPILED struct pattern adds = PATTERN("\\b(?:been|is|are) added\\b");
static COMPILED struct pattern lone_label = PATTERN(LABEL "[-:* ]*\\z");
static COMPILED struct pattern of_announcement =
    PATTERN("\\A ?(?:(?:the|an?|this|that|in|on|due to|yesterday|contracts?"
	    "|in the)\\b[^.;]{0,300}?\\b(?:announce\\w*|contracts?|award\\w*"
	    "|modification|order)\\b)");
static COMPILED struct pattern corrected = PATTERN(
    "\\b(?:correct(?:ed|s|ion)|should (?:have )?(?:read|stated?|been|be|said)"
    "|incorrect\\w*|(?:was|were) (?:cancell?ed|rescinded|misstated|announced "
    "in error)|erroneous\\w*|inadvertent\\w*)\\b");
static COMPILED struct pattern leads_on =
    PATTERN("(?::|\\b(?:as follows|the following)[.:]?) ?\\z");
/* Of several days, that of the announcement tells which one is meant. */
#define OF_DAY " ?(?:on )?(?:[A-Z][a-z]+day, )?(" ANNOUNCEMENT_DAY ")"
static COMPILED struct pattern of_day[] = {
	PATTERN("\\b(?:announced|published|posted|listed)" OF_DAY),
	PATTERN("\\bawarded" OF_DAY),
};

static COMPILED struct pattern modification_form =
    PATTERN("(?-i)(?<![A-Za-z0-9])((?:P|PZ|A|AZ|ARZ|PH|PA|PR|PP)\\d{4,5})"
	    "(?![A-Za-z0-9])");
/* "(PO0012)", "P00 012" */
static COMPILED struct pattern modification_near = PATTERN(
    "(?-i)(?<![A-Za-z0-9])(?:P|PZ|A|AZ|ARZ|PH|PA|PR|PP)(?=[\\dOIl]*\\d[OIl]*\\d)"
    "(?:\\d*[OIl][\\dOIl]*|\\d{1,5} \\d{1,4}|\\d{4,5}[a-z]+)(?![A-Za-z0-9-])");
/* "contract (N00024-31-C-0001), This contract includes options" */
static COMPILED struct pattern second_sentence =
    PATTERN("(?-i)\\bThis (?:contract|modification|action|award|order)\\b");
static COMPILED struct pattern modifies_near =
    PATTERN("\\b(?!modifications?\\b)(?:m[odifcatn]{9,14}s?\\b"
	    "|[a-z-]*modification[a-z]+|modif\\w*\\W{1,3}(?:i?c?a)?tion"
	    "|[a-z]+modifications?\\b)");
static COMPILED struct pattern modifies = PATTERN(
    "\\bmodifications? ?(?:\\( ?[PA]|(?-i:[PA]Z?\\d{4,5})|numbers?\\b|no\\.)"
    "|\\bmodif(?:ications?|ying|ies)\\b[^.;]{0,90}?\\b(?:to|under|on|against|of"
    "|with) (?:an?|the|this|its|their|previous(?:ly)?|existing|contracts?|task"
    "|delivery|order|basic|\\(|(?-i:[A-Z0-9]{6}-?\\d\\d))"
    "|\\b(?:contract|fee|price|priced|target|quantity|term|type|undefinitized"
    "|million|option|letter|order|\\d)\\)?,? modification\\b"
    "|\\A(?:an?|the) (?:(?!for )[^ ]+ ){0,3}modifications?\\b"
    "|\\A ?modifying\\b|\\bexercis(?:e|es|ed|ing) (?:of )?(?:an|the|its|all|a|one|two|\\w+)? "
    "?(?:[\\w-]+ ){0,4}options?\\b|\\bunder a modification\\b");
static COMPILED struct pattern option_of_new =
    PATTERN("\\boptions?\\b[^.;]{0,40}\\bif exercised");
static COMPILED struct pattern is_order =
    PATTERN("\\b(?:task|delivery|job|call|purchase)? ?(?:orders?|calls?)\\b"
	    "[^.;]{0,80}\\b(?:under|against|issued|placed|on|to a|via|"
	    "contract)\\b|\\b(?:task|delivery) orders?\\b");
static COMPILED struct pattern of_each_order =
    PATTERN("\\b(?:compete|each|future|individual) (?:for )?(?:each )?(?:task "
	    "|delivery )?orders?\\b");

/* The usual words for how a contract pays. */
static COMPILED struct pattern type_form = PATTERN(
    "\\b(?:hybrid|undefinitized|(?:firm" DASH "? ?)?fixed" DASH
    "? ?pric(?:e|ed)(?:" DASH "? ?(?:incentive(?: ?(?:" DASH
    "| )?(?:fee|firm(?: target)?))?|award" DASH "? ?fee|level" DASH "of" DASH
    "effort|redeterminable|with" DASH "? ?economic" DASH "? ?price" DASH
    "? ?adjustments?))?(?: \\(firm target\\))?|cost" DASH "? ?plus" DASH
    "? ?(?:fixed|incentive|award)" DASH "? ?fee"
    "|cost" DASH "? ?(?:only|no" DASH "fee|sharing|reimburs(?:able|ement)"
    "(?:" DASH "no" DASH "fee)?)|time" DASH "? ?and" DASH "? ?materials?"
    "|labor" DASH "? ?hours?|indefinite" DASH "? ?delivery ?/ ?indefinite" DASH
    "? ?quantity|indefinite" DASH "? ?(?:delivery|quantity)"
    "|requirements (?=contract)|level" DASH "of" DASH "effort)\\b");

/* Who lets the contract: before or behind the words. */
static COMPILED struct pattern activity_before = PATTERN(
    "\\A ?(?:The )?(.+?),? (?:is|are|was|were|serves? as)(?: also)? the "
    "(?:contracting|procuring|procurement|administering|awarding) "
    "(?:activit(?:y|ies)|agency|office|authority|command)\\b");
static COMPILED struct pattern activity_behind =
    PATTERN("\\A ?(?:The )?(?:contracting|procuring) (?:activity|agency|office)"
	    "(?: is|,)? (?:the )?(.+?)(?: ?\\(|[. ]*\\z)");

static COMPILED struct pattern awarded_day =
    PATTERN("\\( ?(?:contract )?awarded(?: on)?:? (" ANNOUNCEMENT_DAY ")"
	    "|\\Aon (" ANNOUNCEMENT_DAY ")|\\A ?(" ANNOUNCEMENT_DAY ")"
	    "|\\bwas awarded(?: on)? (" ANNOUNCEMENT_DAY ")");
/* "(Awarded Aug. 2 9, 2025)", "was awarded on on March 4, 2025" */
static COMPILED struct pattern awarded_near = PATTERN(
    "(?:\\( ?(?:contract )?award[\\w-]*(?: \\w)?|\\bwas awarded\\b|\\A) ?"
    "(?:on )*:? ?" ANNOUNCEMENT_MONTH " ?[\\dOIl]");
/* "[Corrected] Zeta Works of Reno": no part of a name. */
static COMPILED struct pattern label_in_brackets =
    PATTERN("\\A ?\\[[^][]{1,300}\\] ?");

static const char *
announcement_without_label(const char *text)
{
	struct match m;

	if (pattern_find(&label_in_brackets, text, &m))
		text += m.length[0];
	return pattern_find(&label, text, &m) ? text + m.length[0] : text;
}

bool
announcement_is_label(const char *text)
{
	return pattern_is_in(&lone_label, text);
}

bool
announcement_is_correction(const char *text)
{
	const char *s = announcement_without_label(text);

	return s > text && pattern_is_in(&of_announcement, s);
}

bool
announcement_leads_on(const char *text)
{
	return pattern_is_in(&leads_on, text);
}

/* "The Air Force is modifying a contract with Zeta of Reno, Nev. for $5,000" */
static bool
announcement_cut_active(
    struct reading *r, const char *start, struct announced *a)
{
	const char *cursor = start;
	const char *sentence = sentence_next(r->arena, &cursor);
	struct match m;

	if (sentence == NULL || !pattern_find(&awards_to, sentence, &m))
		return false;
	a->head = match_text(r->arena, &m, 2);
	a->clause = arena_print(r->arena, "%.*s %s", (int)m.length[1],
	    m.start[1], m.start[2] + m.length[2]);
	a->rest = arena_print(r->arena, "%s %s", a->clause, cursor);
	return a->head != NULL;
}

bool
announcement_cut(
    struct reading *r, const char *text, size_t line, struct announced *a)
{
	const char *printed = text;
	const char *start;
	const char *cursor;
	struct match m;

	text = announcement_with_signs(r->arena, text);
	start = announcement_without_label(text);
	*a = (struct announced){ .r = r,
		.line = line,
		.printed = printed,
		.text = text,
		.head = "",
		.clause = "",
		.rest = text };
	if (announcement_is_correction(text))
		return false;
	if (announcement_cut_active(r, start, a))
		return true;
	if (!pattern_find(&awards, start, &m) || m.start[0] == start)
		return false;
	a->head = arena_copy(r->arena, start, (size_t)(m.start[0] - start));
	a->rest = m.start[0] + m.length[0];
	cursor = a->rest;
	a->clause = sentence_next(r->arena, &cursor);
	if (a->clause == NULL)
		a->clause = "";
	return true;
}

/* Days */

/* "(Awarded Sept. 29, 2025)", "was awarded on Sept. 26, 2025, a contract" */
static void
announcement_awarded_on(const struct announced *a, struct award *out)
{
	struct match m;
	const char *printed = NULL;

	if (!pattern_find(&awarded_day, a->rest, &m)) {
		if (!pattern_find(&awarded_near, a->rest, &m))
			return;
		out->awarded_on = (struct day){ 0 };
		reading_fault(a->r, "awarded_on", a->line,
		    match_text(a->r->arena, &m, 0), "not a day");
		return;
	}
	for (unsigned i = 1; printed == NULL && i <= 4; i++)
		printed = match_text(a->r->arena, &m, i);
	if (!day_read(printed, &out->awarded_on))
		reading_fault(
		    a->r, "awarded_on", a->line, printed, "not a day");
	else
		announcement_tell_day(a, out->awarded_on);
}

/* The rest */

static void
announcement_activity(const struct announced *a, struct award *out)
{
	const char *cursor = a->text;
	const char *sentence;
	struct match m;

	while ((sentence = sentence_next(a->r->arena, &cursor)) != NULL) {
		if (pattern_find(&activity_behind, sentence, &m) ||
		    pattern_find(&activity_before, sentence, &m))
			out->contracting_activity =
			    match_text(a->r->arena, &m, 1);
	}
	if (out->contracting_activity == NULL)
		reading_fault(a->r, "contracting_activity", a->line, NULL,
		    "is not stated");
}

static void
announcement_type(const struct announced *a, struct award *out)
{
	const char *at = a->clause;
	const char *types = NULL;
	struct text_list *seen = NULL;
	struct match m;

	while (pattern_find(&type_form, at, &m)) {
		const char *type = match_text(a->r->arena, &m, 0);

		at = m.start[0] + m.length[0];
		if (!contract_list_add(a->r->arena, &seen, type))
			continue;
		types = types == NULL
		    ? type
		    : arena_print(a->r->arena, "%s, %s", types, type);
	}
	out->contract_type = types;
}

static void
announcement_kind(const struct announced *a, struct award *out)
{
	struct match m;

	if (pattern_find(&modification_near, a->rest, &m))
		reading_fault(a->r, "modification", a->line,
		    match_text(a->r->arena, &m, 0),
		    "not the number of a modification");
	else if (pattern_find(&modification_form, a->rest, &m))
		out->modification = match_text(a->r->arena, &m, 1);
	out->kind = pattern_is_in(&modifies, a->clause) &&
		!pattern_is_in(&option_of_new, a->clause)
	    ? AWARD_MODIFICATION
	    : AWARD_NEW;
	if (out->kind != AWARD_MODIFICATION &&
	    pattern_is_in(&modifies, a->clause) &&
	    pattern_find(&second_sentence, a->clause, &m))
		reading_fault(a->r, "kind", a->line,
		    match_text(a->r->arena, &m, 0),
		    "may be a modification, with another sentence behind");
	if (out->kind != AWARD_MODIFICATION &&
	    pattern_find(&modifies_near, a->clause, &m))
		reading_fault(a->r, "kind", a->line,
		    match_text(a->r->arena, &m, 0), "may be a modification");
	if (out->kind != AWARD_MODIFICATION && out->modification != NULL) {
		if (pattern_is_in(&modification_form, a->clause))
			reading_fault(a->r, "modification", a->line,
			    out->modification,
			    "the number of a modification, which no words name");
		out->modification = NULL;
	}
	announcement_tell_modification(
	    a, &modification_form, out->modification);
	out->is_order = pattern_is_in(&is_order, a->clause) &&
	    !pattern_is_in(&of_each_order, a->clause);
}

/* That which is corrected, if only one is named. */
static const char *
announcement_corrected_modification(struct announced *a)
{
	struct match m;
	struct match other;

	if (!pattern_find(&modification_form, a->text, &m) ||
	    pattern_find(&modification_form, m.start[1] + m.length[1], &other))
		return NULL;
	return match_text(a->r->arena, &m, 1);
}

/* "The contract announced on Nov. 3, 2025, to Zeta Corp., Reno, Nevada" */
static void
announcement_read_correction(struct announced *a, struct award *out)
{
	static COMPILED struct pattern to = PATTERN(
	    "\\b(?:to|for|with) (?=(?:The )?(?-i:[A-Z0-9]))(.+?)(?= (?:is|was|has|"
	    "should|incorrectly|contained|included|had|on|for)\\b|[;:]|\\z)");
	const char *s = announcement_without_label(a->text);
	struct match m;

	out->kind = AWARD_CORRECTION;
	out->modification = announcement_corrected_modification(a);
	out->awarded_on = (struct day){ 0 };
	if ((pattern_find(&of_day[0], s, &m) ||
		pattern_find(&of_day[1], s, &m)) &&
	    !day_read(match_text(a->r->arena, &m, 1), &out->corrected_on))
		reading_fault(a->r, "corrected_on", a->line,
		    match_text(a->r->arena, &m, 1), "not a day");
	if (pattern_find(&to, s, &m))
		awardees_read(a->r, match_text(a->r->arena, &m, 1), a->line,
		    &out->contractors);
	if (!announcement_leads_on(a->text))
		reading_fault(a->r, "correction", a->line, a->text,
		    "is told in words alone: its values are not read");
}

/* "...; and Omega LLC, Mesa, Arizona, is awarded a $5 contract" */
static void
announcement_tell_another(const struct announced *a)
{
	static COMPILED struct pattern another = PATTERN(
	    "[;,] (?:and )?(?-i:[A-Z][^;$]{2,120}?, [A-Z])[^;$]{1,60}?,? (?:is|are|was"
	    "|were|(?:has|have) been) (?:being )?awarded\\b[^;$]{0,60}\\$");
	struct match m;

	if (pattern_find(&another, a->clause, &m))
		reading_fault(a->r, "contractor", a->line,
		    match_text(a->r->arena, &m, 0),
		    "another is awarded something in this sentence");
}

void
announcement_read(struct announced *a, struct award *out)
{
	out->line = a->line;
	out->description = a->printed;
	announcement_tell_note(a);
	contract_numbers_read(
	    a->r, a->text, &out->numbers, &out->numbers_printed);
	if (*a->head == '\0') {
		announcement_read_correction(a, out);
		return;
	}
	if (announcement_without_label(a->text) > a->text &&
	    ((pattern_is_in(&label_of_text, a->text) &&
		 !pattern_is_in(&adds, a->text)) ||
		pattern_is_in(&corrected, a->text)))
		out->corrects = true;
	awardees_read(a->r, a->head, a->line, &out->contractors);
	announcement_tell_another(a);
	if (out->numbers == NULL)
		reading_fault(
		    a->r, "contract_number", a->line, NULL, "is not printed");
	announcement_kind(a, out);
	announcement_awarded_on(a, out);
	announcement_type(a, out);
	announcement_amount(a, out);
	announcement_work(a, out);
	announcement_activity(a, out);
	announcement_customers(a, out);
}
