/*
 * How the sums of an announcement are printed: with other signs of dollars, or
 * with none, where they are no sums that anyone could be sure of.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/source/dod_contracts/announcement.h"

/* "USD 5", "US$5", "$$5", a sign of full width, a small one: all are "$5". */
static COMPILED struct pattern other_sign =
    PATTERN("\\bUSD ?\\$? ?(?=\\.?\\d)|\\bUS ?\\$|\\bU\\.S\\.\\$"
	    "|\\$(?: ?\\$)+|\xEF\xBC\x84|\xEF\xB9\xA9");

static COMPILED struct pattern sum = PATTERN(ANNOUNCEMENT_DOLLARS);

/* What stands behind a number that is none of things. */
#define ENDS                                                                   \
	"(?![\\w-])(?! ?" CONTRACT_DASH ")(?= ?(?:[^\\sA-Za-z%]|\\z)"          \
	"| (?:(?:for|in|to|of|at|from|on|by|with|and|or|against|will|was|were" \
	"|is|are|has|have|as|over|under|not|dollars|maximum|minimum|ceiling"   \
	"|contracts?|orders?|awards?|modifications?)\\b|firm|fixed|cost|pric"  \
	"|indefinite|undefinitized|hybrid|time.and|labor.hour|requirement"     \
	"|delivery.order|task.order|letter.contract))"
#define GROUPED "\\d{1,3}(?:,\\d{3})+(?:\\.\\d\\d)?"
#define SCALED "\\d[\\d.,]* ?(?:million|billion)"

/* A number where a sum would stand, and a sign that no number follows. */
static COMPILED struct pattern bare = PATTERN(
    "(?<![\\d$.,#-])(?<![$#] )(?:\\d{1,3}(?:,\\d{3}){2,}" ENDS
    "|(?<=\\()" GROUPED "(?=; ?\\d{1,3}(?:\\.\\d+)? ?(?:%|per ?cent))"
    "|" GROUPED "(?= (?:in|of|from) (?:the )?(?:FMS|foreign military)\\b)"
    "|(?<=amount of |amounts of |sum of |valued at |value of |value is "
    "|exceed |worth |worth of |ceiling of |maximum |maximum of "
    "|ceiling |awarded |awarded a |awarded an |estimated |funds of )"
    "(?:" GROUPED "|" SCALED ")" ENDS ")"
    "|\\$ ?(?-i:[OolI])[\\dOolI,.]");

const char *
announcement_with_signs(struct arena *arena, const char *s)
{
	struct text plain = { 0 };
	const char *whole = s;
	struct match m;

	while (pattern_find(&other_sign, s, &m)) {
		text_add(&plain, s, (size_t)(m.start[0] - s));
		text_add_string(&plain, "$");
		s = m.start[0] + m.length[0];
	}
	if (s > whole) {
		text_add_string(&plain, s);
		whole = arena_copy(arena, text_string(&plain), plain.length);
	}
	text_free(&plain);
	return whole;
}

const char *
announcement_bare_sum(struct arena *arena, const char *s, const char **at)
{
	char *rest = arena_string(arena, s);
	struct match m;

	for (const char *p = rest; pattern_find(&sum, p, &m);
	     p = m.start[0] + m.length[0])
		memset(rest + (m.start[0] - rest), '#', m.length[0]);
	if (!pattern_find(&bare, rest, &m))
		return NULL;
	*at = s + (m.start[0] - rest);
	return arena_copy(arena, *at, m.length[0]);
}
