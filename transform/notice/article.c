#include "transform/notice/article.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/notice/notification.h"
#include "transform/notice/section.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

/* As much of a paragraph's end as tells whether it goes on. */
#define TAIL_MAX 24

#define DASH                                                       \
	"(?:-|\xE2\x80\x90|\xE2\x80\x91|\xE2\x80\x92|\xE2\x80\x93" \
	"|\xE2\x80\x94)"
/* "January 8, 2026", "Dec, 16, 2015", "9 June 2004"; the day is group 1. */
#define DAY                                                                   \
	"([A-Z][a-z]{2,8}[.,]? \\d{1,2}(?:st|nd|rd|th)? ?,? ?\\d{4}|\\d{1,2}" \
	" [A-Z][a-z]{2,8}\\.?,? \\d{4})\\b"

/* What only an announcement of a sale says. */
static COMPILED struct pattern announces =
    PATTERN("\\b(?:possible|proposed|potential) (?:foreign military "
	    "|direct commercial )?sales?\\b|\\bforeign military sales? to\\b");

/* What stands above the text of an announcement, and below it. */
static COMPILED struct pattern head =
    PATTERN("^[ \\t]*(?:" DASH
	    " ?)?(?:Media ?/ ?Public Contact|Transmittal ?(?:No|Num|#)"
	    "|\\(?(?:\\(U\\) ?)?WASHINGTON ?(?:,|" DASH "))");
static COMPILED struct pattern foot =
    PATTERN("^[ \\t]*(?:All questions regarding|For further information,? "
	    "please|This notice of a potential sale is required by law"
	    "|The description and dollar value (?:are|is) for)");

/* One of these stands at the end of each, in any year. */
static COMPILED struct pattern last_words =
    PATTERN("\\badverse impact\\b|\\brequired by law\\b"
	    "|\\bif and when concluded\\b|\\bquestions regarding this\\b"
	    "|\\bfor further information\\b");

static COMPILED struct pattern number_form = PATTERN(
    "\\bTransmittal ?(?:Nos?\\b\\.?|Numbers?)? ?#? ?:? ?" TRANSMITTAL_NUMBER
    "\\b");

/* "WASHINGTON, January 8, 2026 - The State Department has" */
static COMPILED struct pattern dateline = PATTERN(
    "(?-i)\\bWASHINGTON ?,? ?(?:D\\.? ?C\\.? ?,? ?)?(?:" DASH " ?)*,? ?" DAY);
static COMPILED struct pattern any_day = PATTERN("(?-i)\\b" DAY);

/* "delivered the required certification notifying Congress today" */
static COMPILED struct pattern delivered =
    PATTERN("(?:\\b(today|on) ((?:[^.;]|\\.(?= \\d)){0,80}))?"
	    "\\bnotif(?:ied|ying|ication to) (?:the )?Congress\\b"
	    "((?:[^.]|\\.(?= \\d))*)");
/* "on December 9", "Oct. 14 of a sale": of the year of the announcement. */
static COMPILED struct pattern day_alone =
    PATTERN("(?-i)\\A(?: (?:on )?)?((?:January|February|March|April|June|July"
	    "|August|September|October|November|December|May|Jan\\.?|Feb\\.?"
	    "|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?"
	    "|Nov\\.?|Dec\\.?) \\d{1,2})(?!\\d|,? ?\\d{4})");
static COMPILED struct pattern today = PATTERN("\\btoday\\b");
static COMPILED struct pattern some_day = PATTERN("today\\b");

/* "The principal contract ors will be": where no contractors were read. */
static COMPILED struct pattern names_somebody = PATTERN(
    "\\b(?:principal|prime|primary)(?: ?[\\w-]+){1,3} (?:will|would) be\\b");

static COMPILED struct pattern requests =
    PATTERN("\\A(.*?),? (?:has|have|had|is|are)? ?(?:also )?(?:requested"
	    "|requesting|requests)\\b");

/* Where a text turns from what is requested to why. */
static COMPILED struct pattern reasons = PATTERN(
    "(?:\\n|(?<=[.]) ) ?(?:(?:This|The)(?: (?:proposed|possible|potential))? "
    "sale(?!s)[^.;]{0,80}?\\b(?:(?:will|would) (?!(?:also )?(?:consist|includ"
    "|compris|be for))|contributes|supports|serves|improves|enhances|advances"
    "|helps|is (?:consistent|in|vital|an?))"
    "|The (?:principal|prime|primary|main)\\b|The Secretary of State\\b"
    "|It is (?:vital|in the)|There (?:is|are|will)\\b(?! (?:also )?(?:be )?[a-z]+(?:-[a-z]+)? \\(\\d)|Implementation\\b"
    "|(?:The )?(?:total |overall )?estimated (?:total )?(?:cost|value)"
    "[^.;$]{0,20} for up to\\b"
    "|(?-i:[A-Z])[^.;]{0,60}\\b(?:is|are|has been|remains|continues to be)"
    "(?: also)? (?:an? |one of )(?:(?:very|most|the) )?(?:important|key|vital"
    "|close|major|strong|critical|strategic|valued|reliable|steadfast|leading"
    "|long|staunch|significant|regional|loyal|essential)"
    "|The United States is committed\\b"
    "|(?-i:[A-Z])[^.;]{0,60}\\b(?:(?:intends|plans) to (?!(?:buy|purchase"
    "|procure|acquire)\\b)|will (?:use|have no"
    "|employ|be able to))\\b)");

/* The receiver, in the order of how plainly a wording names it. */
static COMPILED struct pattern sale_to[] = {
	PATTERN("\\bsales? to (?=the\\b|[A-Z])"),
	PATTERN("\\bto (?=the (?:Governments?|Kingdom|Republic|State|Sultanate"
		"|Hashemite)\\b)"),
};
static COMPILED struct pattern the = PATTERN("\\A ?the ");

/* "Republic of Korea (ROK)", "NSPA as Lead Nation": of the name no part. */
static COMPILED struct pattern not_name =
    PATTERN("(?:,? ?(?:as (?:the )?lead nation\\b.*|(?:acting )?on behalf of"
	    "\\b.*)| ?(?-i:\\([A-Z]{2,8}\\)))\\z");

/* "Peru \xE2\x80\x93 Design and Construction" */
static COMPILED struct pattern title_form =
    PATTERN("\\A(.*?)(?: ?(?:\xE2\x80\x93|\xE2\x80\x94|--) ?| - )(.*)\\z");

/* What no sentence ends with: "and", "of the", "thirty-six (36)". */
static COMPILED struct pattern goes_on =
    PATTERN("(?:[;,&/]|" DASH "|\\b(?:and|or|of|the|to|with|for|an?|in|by"
	    "|from|at|will|be|has|up to|including)|\\(\\d[\\d,]*\\))\\z");

void
article_add(struct unit *u, const char *text, size_t line)
{
	size_t length = u->text.length;
	size_t tail = length < TAIL_MAX ? length : TAIL_MAX;
	const char *last = length == 0 ? "." : &u->text.bytes[length - 1];
	bool open =
	    strchr(".!?:\"", *last) == NULL && (unsigned char)*last < 0x80;
	struct match m;

	if ((open && (islower((unsigned char)*text) || strchr(",;)", *text))) ||
	    pattern_find_in(&goes_on, last + 1 - tail, tail, &m))
		unit_continue(u, text, line);
	else
		unit_add(u, text, line);
}

/* The first day of a text, as printed; NULL if there is none. */
static const char *
article_find_day(struct reading *r, const char *text, struct day *out)
{
	const char *printed;
	struct match m;

	if (!pattern_find(&any_day, text, &m))
		return NULL;
	printed = match_text(r->arena, &m, 1);
	return day_read(printed, out) ? printed : NULL;
}

/* "Dec, 16, 2015" is as good as "Dec 16, 2015". */
bool
article_day(struct reading *r, const char *text, struct day *out)
{
	return article_find_day(r, text, out) != NULL;
}

/* The announcement within the text: what stands around it is the page's. */
static const char *
article_cut_body(struct reading *r, const char *text, const char **at)
{
	struct match m;

	*at = text;
	if (pattern_find(&head, text, &m) &&
	    pattern_is_in(&announces, m.start[0]))
		*at = m.start[0];
	return pattern_find(&foot, *at, &m)
	    ? arena_copy(r->arena, *at, (size_t)(m.start[0] - *at))
	    : *at;
}

static void
article_read_number(struct reading *r, struct unit *u, const char *text,
    size_t line, struct notice *n)
{
	const char *printed;
	struct match m;

	/* The number may also be the last words of the text. */
	if (!pattern_find(&number_form, text, &m) &&
	    !pattern_find(&number_form, unit_text(u), &m)) {
		reading_fault(r, "transmittal", 0, NULL, "is not stated");
		return;
	}
	printed = match_text(r->arena, &m, 1);
	n->transmittal = transmittal_read(r->arena, printed);
	reading_place(r, "transmittal", printed);
	reading_basis(r, "authority", printed, strlen(printed));
	if (n->transmittal == NULL)
		reading_fault(r, "transmittal", line,
		    match_text(r->arena, &m, 0), "not a transmittal number");
}

/* The day that a text begins with, without its year: it has no place. */
static bool
article_near_day(struct reading *r, const char *text, struct notice *n)
{
	struct match m;

	if (text == NULL || n->announced_on.year == 0 ||
	    !pattern_find(&day_alone, text, &m))
		return false;
	for (int year = n->announced_on.year; year >= n->announced_on.year - 1;
	     year--) {
		struct day day;

		if (day_read(arena_print(r->arena, "%s, %d",
				 match_text(r->arena, &m, 1), year),
			&day) &&
		    day_compare(day, n->announced_on) <= 0) {
			n->delivered_on = day;
			return true;
		}
	}
	return false;
}

static void
article_read_delivered(struct reading *r, const char *text, struct notice *n)
{
	const char *end = text + strlen(text);
	struct match m;

	while (n->delivered_on.year == 0 &&
	    pattern_find_in(&delivered, text, (size_t)(end - text), &m)) {
		const char *before = match_text(r->arena, &m, 1);
		const char *when = match_text(r->arena, &m, 2);
		const char *behind = match_text(r->arena, &m, 3);
		const char *day = NULL;
		bool is_today =
		    (before != NULL && pattern_is_in(&today, before)) ||
		    (behind != NULL && pattern_is_in(&today, behind));

		text = m.start[0] + m.length[0];
		reading_basis(r, "delivered_on", m.start[0], m.length[0]);
		if (is_today)
			n->delivered_on = n->announced_on;
		else if (when != NULL)
			day = article_find_day(r, when, &n->delivered_on);
		if (!is_today && day == NULL && behind != NULL)
			day = article_find_day(r, behind, &n->delivered_on);
		if (!is_today && day == NULL && !article_near_day(r, when, n))
			article_near_day(r, behind, n);
		reading_place(r, "delivered_on", day);
	}
}

static void
article_read_days(
    struct reading *r, const char *text, size_t line, struct notice *n)
{
	struct match m;

	if (pattern_find(&dateline, text, &m)) {
		const char *printed = match_text(r->arena, &m, 1);

		if (day_read(printed, &n->announced_on))
			reading_place(r, "announced_on", printed);
		else
			reading_fault(
			    r, "announced_on", line, printed, "not a day");
	}
	article_read_delivered(r, text, n);
	/* "On 9 June 2004, the Agency notified Congress" */
	if (n->announced_on.year == 0) {
		n->announced_on = n->delivered_on;
		reading_place_as(r, "announced_on", "delivered_on");
	}
	if (n->announced_on.year == 0)
		reading_fault(r, "announced_on", 0, NULL, "is not stated");
}

static const char *
article_without_the(const char *name)
{
	struct match m;

	return pattern_find(&the, name, &m) ? name + m.length[0] : name;
}

/* How much of the text's start are countries that we know. */
static size_t
article_countries_length(struct reading *r, const char *text)
{
	struct reading trial = *r; /* its faults are not kept */
	struct purchaser *list = NULL;

	trial.faults = NULL;
	trial.faults_end = NULL;
	return prose_countries(&trial, text, 0, &list);
}

/* The countries that a sale would go to by the text, or NULL. */
static const char *
article_receiver_in(struct reading *r, const char *text)
{
	const char *end = text + strlen(text);

	for (size_t i = 0; i < sizeof(sale_to) / sizeof(sale_to[0]); i++) {
		const char *at = text;
		struct match m;

		while (
		    pattern_find_in(&sale_to[i], at, (size_t)(end - at), &m)) {
			size_t length;

			at = article_without_the(m.start[0] + m.length[0]);
			length = article_countries_length(r, at);
			if (length > 0)
				return arena_copy(r->arena, at, length);
		}
	}
	return NULL;
}

/*
 * Who requests; to whom the sale is if that is nobody we know, or only letters
 * for whom the sale names in full: "TECRO has requested".
 */
static const char *
article_purchaser_in(struct reading *r, const char *text)
{
	static COMPILED struct pattern letters =
	    PATTERN("(?-i)\\A[A-Z]{2,8}\\z");
	const char *sentence = sentence_with(r->arena, text, &requests);
	const char *receiver = article_receiver_in(r, text);
	const char *name = NULL;
	struct match m;

	if (sentence != NULL && pattern_find(&requests, sentence, &m))
		name = match_text(r->arena, &m, 1);
	if (name != NULL)
		name = article_without_the(name);
	if (name == NULL || article_countries_length(r, name) == 0 ||
	    pattern_is_in(&letters, name))
		return receiver == NULL ? name : receiver;
	return name;
}

static const char *
article_bare_name(struct reading *r, const char *name)
{
	struct match m;

	while (name != NULL && pattern_find(&not_name, name, &m) &&
	    m.start[0] > name)
		name = arena_copy(r->arena, name, (size_t)(m.start[0] - name));
	return name;
}

/* The title begins with the purchaser, too. */
static void
article_check_title(struct reading *r, struct notice *n)
{
	struct country country;
	const char *first;
	struct match m;

	if (n->title == NULL || !pattern_find(&title_form, n->title, &m))
		return;
	first = match_text(r->arena, &m, 1);
	if (first == NULL || !country_read(r->reference, first, &country))
		return;
	for (const struct purchaser *p = n->purchasers; p != NULL;
	     p = p->next) {
		if (p->country.name == NULL ||
		    strcmp(p->country.name, country.name) == 0)
			return;
	}
	if (n->purchasers != NULL)
		reading_fault(r, "purchaser", 0, n->title,
		    "the title names another than the text");
}

static void
article_read_purchaser(
    struct reading *r, const char *text, size_t line, struct notice *n)
{
	struct match m;

	n->purchaser_name = article_bare_name(r, article_purchaser_in(r, text));
	if (n->purchaser_name == NULL && n->title != NULL &&
	    pattern_find(&title_form, n->title, &m))
		n->purchaser_name = match_text(r->arena, &m, 1);
	if (n->purchaser_name == NULL) {
		reading_fault(r, "purchaser", 0, NULL, "is not stated");
		return;
	}
	prose_purchasers(r, n->purchaser_name, line, &n->purchasers);
	article_check_title(r, n);
}

/* The paragraphs that say what is requested, up to those that say why. */
static const char *
article_request_in(struct reading *r, const char *text)
{
	const char *sentence = sentence_with(r->arena, text, &requests);
	const char *start = sentence == NULL ? NULL : strstr(text, sentence);
	struct match m;

	if (start == NULL)
		return NULL;
	while (start > text && start[-1] != '\n')
		start--;
	return pattern_find(&reasons, start, &m)
	    ? arena_copy(r->arena, start, (size_t)(m.start[0] - start))
	    : start;
}

/* What an announcement has, and this one does not, if nothing else told of it.
 */
static void
article_tell_missing(struct reading *r, struct fault *const *faults_before,
    bool missing, const char *field, const char *reason)
{
	if (missing && r->faults_end == faults_before)
		reading_fault(r, field, 0, NULL, reason);
}

static void
article_read_sale(
    struct reading *r, const char *text, size_t line, struct notice *n)
{
	struct fault **faults_before = r->faults_end;

	n->description = article_request_in(r, text);
	prose_sale(r, n->description == NULL ? text : n->description, line,
	    TRUTH_UNKNOWN, &n->items);
	if (n->items == NULL && n->description != NULL)
		prose_named(r, n->description, line, TRUTH_UNKNOWN, &n->items);
	article_tell_missing(r, faults_before, n->items == NULL, "description",
	    "no article is named");
	faults_before = r->faults_end;
	article_tell_missing(r, faults_before,
	    !prose_total(r, text, line, &n->total), "total_usd",
	    "is not stated");
	prose_mde(r, text, line, &n->mde);
	if (!prose_contractors(r, text, line, &n->contractors) &&
	    pattern_is_in(&names_somebody, text))
		reading_fault(r, "contractors", 0, NULL,
		    "somebody principal is named, and it is not understood who");
	prose_representatives(
	    r, text, line, &n->us_government_reps, &n->contractor_reps);
}

bool
article_read(struct reading *r, struct unit *u, struct notice *n)
{
	const char *at;
	const char *text = article_cut_body(r, unit_text(u), &at);
	size_t line = unit_line(u, at);

	if (!pattern_is_in(&announces, text)) {
		reading_fault(
		    r, "document", 0, NULL, "no arms sales notification in it");
		return false;
	}
	if (reading_recognise(r))
		return false;
	if (u->cut)
		reading_fault(r, "document", 0, NULL, "too long to be one");
	else if (!pattern_is_in(&last_words, unit_text(u)))
		reading_fault(r, "document", 0, NULL,
		    "does not end as announcements do: it may be cut off");
	article_read_number(r, u, text, line, n);
	n->authority = n->transmittal == NULL
	    ? "36(b)(1)"
	    : transmittal_authority(n->transmittal);
	n->kind = strcmp(n->authority, "36(b)(1)") == 0 ? NOTICE_ORIGINAL
							: NOTICE_ENHANCEMENT;
	article_read_days(r, text, line, n);
	if (n->delivered_on.year == 0 && pattern_is_in(&some_day, text))
		reading_fault(r, "delivered_on", 0, NULL,
		    "\"today\" is told of what is not understood");
	article_read_purchaser(r, text, line, n);
	article_read_sale(r, text, line, n);
	notification_review(r, text, n);
	unit_locate(u, r->faults);
	return true;
}
