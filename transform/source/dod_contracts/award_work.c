/* Where the work of an award is done, and by when. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/places.h"
#include "transform/prose/prose.h"
#include "transform/source/dod_contracts/announcement.h"

#define MONTH ANNOUNCEMENT_MONTH
/* The day is group 1, the month and year group 2, the year alone group 3. */
#define WHEN                                                              \
	"(?:(?:the )?(?:end|beginning|middle) of )?(?:(" ANNOUNCEMENT_DAY \
	")|(" MONTH ",? ?(?:of )?\\d{4})\\b|((?:20|19)\\d\\d)\\b)"

/* In the order of how plainly a wording states the completion. */
static COMPILED struct pattern completions[] = {
	/* "Negotiations were completed May 2007, and work will be ..." */
	PATTERN(
	    "(?<!negotiations were )(?<!negotiations are )(?<!negotiation was )"
	    "(?<!negotiations )\\bcomplet(?:ions?|ed?|ing)\\b(?:(?:[,:]|\\b(?:dates?|for|the|this|order"
	    "|contract|work|is|are|was|of|by|in|on|no|later|than|before"
	    "|through|during|expected|estimated|anticipated|scheduled|to"
	    "|be|not|around|about|approximately|at|end|an?)\\b) ?| )*" WHEN),
	PATTERN(
	    "\\b(?:with an?|by|is|and) (?:estimated )?" WHEN
	    ",? (?:estimated )?(?:performance |ordering |contract |period )*"
	    "(?:completion|end)"),
	PATTERN("\\bperiod of (?:performance|this)\\b[^;]{0,100}?\\b(?:through"
		"|until|to|ends?|ending|by) (?:on )?" WHEN),
	PATTERN("\\b(?:performance|ordering|order|delivery|contract) "
		"(?:period|term|end|date)\\b[^;]{0,80}?\\b(?:through|until|till"
		"|to|ends?|ending|end date|by|is) (?:on |is |of )?" WHEN),
	PATTERN(
	    "\\b(?:expected|estimated|scheduled|anticipated) to (?:be )?"
	    "(?:continue|end|run|conclude|finish|extend|last|delivered|occur)"
	    "\\w*\\b[^.;]{0,60}? " WHEN),
	PATTERN(
	    "\\b(?:deliver(?:y|ies|ed)|work|services?)\\b[^;]{0,120}?"
	    "\\b(?:through|until|by|finish\\w*|end\\w*|conclud\\w*) (?:in |on "
	    ")?" WHEN),
	PATTERN("\\bfrom (?:" ANNOUNCEMENT_DAY "|" MONTH ",? ?\\d{4}),? "
		"(?:to|through|until|till|and ending) (?:on )?" WHEN),
};
static COMPILED struct pattern of_options =
    PATTERN("\\A ?(?:if|should|including|with) [^.;]{0,80}\\boptions?\\b");

static COMPILED struct pattern works = PATTERN(
    "\\b(?:work|services|production|effort)(?: locations?)? (?:(?:is|has|was|were"
    "|will|to|being|been|be|also|expected|primarily|mainly|under this contract"
    "|on this contract|for this contract|on this effort) )*"
    "(?:performed|accomplished|done|conducted|completed|executed"
    "|carried out)(?: primarily| mainly)?(?::| (?:in|at|on|near|within|aboard)\\b)"
    "(?: (?:both|the following locations:?))? "
    "|\\b(?:work )?(?:locations?|places?)(?: of (?:performance|work))? (?:is|are"
    "|will be|include):? ");
static COMPILED struct pattern work_ends = PATTERN(
    "(?:[,;]? ?\\b(?:and )?(?:all )?(?:(?:the |all )?(?:work|contract"
    "|deliver(?:y|ies)) )?(?:is|are|was|were|will|has|have|should)\\b"
    "|[,;]? (?:with (?:an?|work|the)|and includes?|in support of|through|by"
    "|until|beginning|from|for the|during)\\b|\\.(?: ?\\z| (?=(?-i:[A-Z][a-z]{2,}) )))"
    ".*");
static COMPILED struct pattern undetermined = PATTERN(
    "\\b(?:determined|identified|various locations with|each (?:task |delivery )?"
    "order|to be announced|at the time)\\b");

/* "Work is expected to be completed on Sept. 28, 2017" */
static COMPILED struct pattern is_time =
    PATTERN("\\A(?:the )?(?:end of |early |late |mid.)?(?:" MONTH
	    "|fiscal\\b|\\d{4}\\b|spring|summer|fall\\b|winter)");

/* "(85 percent)", "(40 %)", "(23.0%)", "- 30 percent" */
static COMPILED struct pattern share = PATTERN(
    " ?(?:\\(|-|:)? ?(\\d+(?:\\.\\d+)?) ?(?:%|per ?cent\\b) ?(?:each)? ?(?:total)?"
    "\\)?");
static COMPILED struct pattern and_before =
    PATTERN("\\A(?: |,|;|and |at |in |on )+");

/* Where the list has a border: behind a share, or at a semicolon. */
static COMPILED struct pattern border = PATTERN(
    "(?:%|per ?cent) ?(?:each )?\\)[,;]?(?: and\\b)? ?|;(?: and\\b)? ?");

static struct day
work_period_end(int year, int month)
{
	return period_end(
	    (struct day){ (int16_t)year, (int8_t)(month == 0 ? 1 : month), 1 },
	    month == 0 ? 12 : 1);
}

/* "September 2030", "Sept. of 2030": its last day. */
static bool
work_month(struct reading *r, const char *text, struct day *out)
{
	static COMPILED struct pattern form =
	    PATTERN("\\A(" MONTH "),? ?(?:of )?(\\d{4})\\z");
	struct day first;
	struct match m;

	if (!pattern_find(&form, text, &m) ||
	    !day_read(
		arena_print(r->arena, "%s 1, %s", match_text(r->arena, &m, 1),
		    match_text(r->arena, &m, 2)),
		&first))
		return false;
	*out = work_period_end(first.year, first.month);
	return true;
}

static void
work_take_completion(
    const struct announced *a, const struct match *m, struct award *out)
{
	struct arena *arena = a->r->arena;
	const char *day = match_text(arena, m, 1);
	const char *month = match_text(arena, m, 2);
	const char *year = match_text(arena, m, 3);
	struct day start;

	if (day != NULL && day_read(day, &out->completion_on))
		out->completion_precision = DAY_EXACT;
	else if (month != NULL && work_month(a->r, month, &out->completion_on))
		out->completion_precision = DAY_OF_MONTH;
	else if (year != NULL && period_read(year, &start, &out->completion_on))
		out->completion_precision = DAY_OF_YEAR;
	else
		reading_fault(a->r, "completion_on", a->line,
		    day != NULL ? day : month, "not a day");
}

/* "September 2031" is Sept. 5, 2031, told with less. */
static bool
work_may_be_one(const struct award *one, const struct award *other)
{
	const struct day *a = &one->completion_on;
	const struct day *b = &other->completion_on;
	bool are_days = one->completion_precision == DAY_EXACT &&
	    other->completion_precision == DAY_EXACT;

	return a->year == b->year && a->month == b->month &&
	    (a->day == b->day || !are_days);
}

/* Another day that is worded in the same way, and is not that of options. */
static void
work_tell_completion(const struct announced *a, struct pattern *wording,
    const char *rest, const char *cursor, const struct award *first)
{
	static COMPILED struct pattern of_more = PATTERN(
	    "\\b(?:options?|exercised|extended|cumulative|ordering)\\b");
	struct match m;

	for (; rest != NULL; rest = sentence_next(a->r->arena, &cursor)) {
		struct award other = { 0 };
		const struct day *day = &other.completion_on;

		if (pattern_is_in(&of_more, rest) ||
		    !pattern_find(wording, rest, &m))
			continue;
		work_take_completion(a, &m, &other);
		if (day->year == 0 || work_may_be_one(&other, first))
			continue;
		reading_fault(a->r, "completion_on", a->line,
		    match_text(a->r->arena, &m, 0),
		    "a further day in one award");
		return;
	}
}

static void
work_completion(const struct announced *a, struct award *out)
{
	static COMPILED struct pattern speaks =
	    PATTERN("\\b(?:expected to be|estimated) complet|completion date");

	for (size_t i = 0; i < sizeof(completions) / sizeof(completions[0]);
	     i++) {
		const char *cursor = a->rest;
		const char *sentence;
		struct match m;

		while (
		    (sentence = sentence_next(a->r->arena, &cursor)) != NULL) {
			if (pattern_is_in(&of_options, sentence) ||
			    !pattern_find(&completions[i], sentence, &m))
				continue;
			work_take_completion(a, &m, out);
			work_tell_completion(a, &completions[i],
			    m.start[0] + m.length[0], cursor, out);
			return;
		}
	}
	reading_fault(a->r, "completion_on", a->line, NULL,
	    pattern_is_in(&speaks, a->rest) ? "is stated in words not known"
					    : "is not stated");
}

static void
work_add(struct arena *arena, struct text_list ***end, const char *place)
{
	**end = arena_alloc(arena, sizeof(***end));
	(**end)->text = place;
	*end = &(**end)->next;
}

/* A place with its share written in one way. */
static const char *
work_place(struct arena *arena, const char *s, size_t length)
{
	const char *text = arena_copy(arena, s, length);
	struct match m;
	struct match at;

	if (pattern_find(&and_before, text, &m))
		text += m.length[0];
	length = strlen(text);
	while (length > 0 && strchr(" ,;", text[length - 1]) != NULL)
		length--;
	text = arena_copy(arena, text, length);
	if (!pattern_find(&share, text, &at) ||
	    at.start[0] + at.length[0] < text + length ||
	    memchr(text, '(', (size_t)(at.start[0] - text)) != NULL)
		return text;
	return arena_print(arena, "%.*s (%s%%)", (int)(at.start[0] - text),
	    text, match_text(arena, &at, 1));
}

/* "Boulder, Colorado, and Dayton, Ohio": parted behind each region. */
static void
work_split_plain(
    const struct announced *a, const char *text, struct text_list ***end)
{
	static COMPILED struct pattern comma = PATTERN(",? and |, ?");
	struct arena *arena = a->r->arena;
	const char *start = text;
	const char *part = text;
	size_t parts = 0;
	struct match m;

	while (*start != '\0') {
		bool found = pattern_find(&comma, part, &m);
		const char *stop = found ? m.start[0] : part + strlen(part);
		const char *next = found ? stop + m.length[0] : stop;
		const char *region =
		    arena_copy(arena, part, (size_t)(stop - part));

		parts++;
		if (*next == '\0' ||
		    (parts > 1 && place_region(a->r, region) != NULL &&
			place_region(a->r,
			    arena_copy(arena, next, strcspn(next, ",;"))) ==
			    NULL)) {
			work_add(arena, end,
			    work_place(arena, start, (size_t)(stop - start)));
			start = next;
			parts = 0;
		}
		part = next;
	}
}

/* A piece between semicolons may hold several places with their shares. */
static void
work_split(const struct announced *a, const char *text, struct text_list ***end)
{
	struct arena *arena = a->r->arena;
	bool parted = false;
	struct match m;

	while (pattern_find(&border, text, &m) && *text != '\0') {
		const char *place;
		size_t keep = 0;

		if (*m.start[0] != ';')
			keep = strcspn(m.start[0], ")") + 1;
		place =
		    work_place(arena, text, (size_t)(m.start[0] - text) + keep);
		if (*place != '\0')
			work_add(arena, end, place);
		text = m.start[0] + m.length[0];
		parted = true;
	}
	if (*text == '\0')
		return;
	if (parted)
		work_add(arena, end, work_place(arena, text, strlen(text)));
	else
		work_split_plain(a, text, end);
}

static void
work_places(const struct announced *a, struct award *out)
{
	struct text_list **end = &out->work_places;
	struct arena *arena = a->r->arena;
	const char *cursor = a->rest;
	const char *sentence;
	struct match m;

	while ((sentence = sentence_next(arena, &cursor)) != NULL) {
		const char *list;

		if (!pattern_find(&works, sentence, &m))
			continue;
		list = m.start[0] + m.length[0];
		if (pattern_find(&work_ends, list, &m))
			list = arena_copy(
			    arena, list, (size_t)(m.start[0] - list));
		if (*list == '\0' || pattern_is_in(&undetermined, list) ||
		    pattern_is_in(&is_time, list))
			continue;
		if (out->work_places != NULL) {
			reading_fault(a->r, "work_places", a->line, list,
			    "further places in one award");
			return;
		}
		work_split(a, list, &end);
	}
}

void
announcement_work(const struct announced *a, struct award *out)
{
	work_places(a, out);
	work_completion(a, out);
}
