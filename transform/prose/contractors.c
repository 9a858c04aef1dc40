#include <string.h>

#include "base/arena.h"
#include "transform/pattern.h"
#include "transform/prose/companies.h"
#include "transform/prose/prose.h"

#define FIRST "(?:princip(?:al|le)|prime|primary|main|major|lead)"
#define CONTRACTORS                       \
	"\\b" FIRST " (?:U\\.? ?S\\.? )?" \
	"(?:contractors?|suppliers?|vendors?)(?: ?\\(s\\))?"

/*
 * A longer sentence is none, in bytes: one that names contractors all the time
 * and never says who they are is followed to its end from each.
 */
#define SENTENCE_MOST 8000

/* "The vendor will be KBR", not "the vendor will be paid" */
#define THEY_ARE                                                             \
	" (?:(?:will|would|may|might|could) (?:be|include)|is|are|includes?" \
	") ?:? ?(?-i:(?=(?:the )?[A-Z]))"
#define NAMED_ALONE \
	"(?<!sub-)(?<!sub )\\b(?:contractors?|suppliers?|vendors?)(?: ?\\(s\\))?" THEY_ARE

static COMPILED struct pattern announces =
    PATTERN(CONTRACTORS "|\\bcontractors? involved\\b|" NAMED_ALONE);
static COMPILED struct pattern names_subcontractors =
    PATTERN("\\bsub-? ?contractors?" THEY_ARE);

/* It speaks of one. */
static COMPILED struct pattern of_one = PATTERN(
    "\\b(?:" FIRST "|the) (?:U\\.? ?S\\.? )?(?:contractor|supplier|vendor)\\b"
    "(?! ?(?:\\(s\\)|or contractors))");

/* From the plainest wording to the oddest; the list is the first group. */
static COMPILED struct pattern forms[] = {
	PATTERN(
	    CONTRACTORS "[^;:]*?\\b(?:will|would|may|might|shall) (?:likely )?"
			"(?:be|include)(?: likely)? ?:? ?(.*)"),
	PATTERN(
	    CONTRACTORS "[^;:]*?\\b(?:is|are|include|includes)(?: (?:expected"
			"|likely|anticipated|planned) to be)? ?:? ?(.*)"),
	PATTERN(
	    "\\bcontractors? involved\\b[^;:]*?\\bincluding(?: but not limited"
	    " to)? ?:? ?(.*)"),
	PATTERN(CONTRACTORS "[,:]? (?-i:(?=[A-Z]))(.*)"),
	PATTERN(NAMED_ALONE "(.*)"),
	/* "KBR of Houston, Texas, will be the prime contractor." */
	PATTERN(
	    "\\A(?-i:(?!(?:There|It|This|That|These|Any|All|The "
	    "(?:purchaser|proposed|buyer)\\b)))((?-i:[A-Z])[^;:]*?),? (?:will "
	    "(?:likely )?be|is|are|would be|will serve as|serves as) the "
	    "(?:likely )?" CONTRACTORS),
};

/* "...; and the principal contractor for the engines will be GE" */
static COMPILED struct pattern another = PATTERN(
    ";? ?(?:and )?(?:the )?(?=" CONTRACTORS "[^;:]*?\\b(?:will be|is|are)\\b)");

/* These speak of contractors and name none. */
static COMPILED struct pattern names_none = PATTERN(
    "\\b(?:selected|chosen|determined|identified|competitive\\w*"
    "|competition|competitively|unknown|not (?:yet )?known"
    "|to be announced|N/?A|no " FIRST "|various"
    "|numerous|multiple|TBD|not aware|approved vendors)\\b"
    "|not (?:have|involve|require) an?y? " FIRST
    "|provided by the U\\.?S\\.? Government|\\bU\\.? ?S\\.? (?:Government"
    "|Air Force|Army|Navy|Marine Corps)\\b|\\bstocks?\\b");

/* Who works for them is named behind: "; the subcontractor is KBR" */
static COMPILED struct pattern subcontractors = PATTERN(
    "[,;]? ?\\b(?:(?:and|with|the|its|their|a|as|major|principal) ){0,4}"
    "sub-? ?contractors?\\b");

/* "Tucson, AZ At this time": another sentence, whose stop was lost. */
static COMPILED struct pattern other_sentence = PATTERN(
    "(?-i)[ .](?:At this time|There (?:is|are|will|would)\\b|Implementation of\\b"
    "|This (?:proposed|potential|possible|sale)\\b|While this\\b"
    "|The (?:proposed|potential|purchaser|U\\.S\\. Government)\\b)");

/* The list of a sentence, up to where it begins another; NULL if none. */
static const char *
contractors_in_sentence(
    struct arena *arena, const char *sentence, const char **rest)
{
	struct match m;
	struct match next;

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *list;

		if (!pattern_find(&forms[i], sentence, &m))
			continue;
		list = m.start[1];
		*rest = list + m.length[1];
		if (m.length[1] > 0 && pattern_find(&another, list, &next)) {
			*rest = next.start[0] + next.length[0];
			m.length[1] = (size_t)(next.start[0] - list);
		}
		if (pattern_find_in(&other_sentence, list, m.length[1], &next))
			m.length[1] = (size_t)(next.start[0] - list);
		return arena_copy(arena, list, m.length[1]);
	}
	return NULL;
}

/* Without sub-contractors, which are a fault: whose the rest is, is open. */
static const char *
contractors_alone(struct reading *r, size_t line, const char *list)
{
	struct match m;

	if (!pattern_find(&subcontractors, list, &m))
		return list;
	reading_fault(r, "contractors", line,
	    arena_string(r->arena, m.start[0]),
	    "sub-contractors, and what follows them, are not read");
	return arena_copy(r->arena, list, (size_t)(m.start[0] - list));
}

/* The same of a sentence of their own. */
static void
contractors_tell_sub(struct reading *r, size_t line, const char *sentence)
{
	if (strlen(sentence) <= SENTENCE_MOST &&
	    pattern_is_in(&names_subcontractors, sentence))
		reading_fault(r, "contractors", line, sentence,
		    "sub-contractors, and what follows them, are not read");
}

/* "either Boeing or KBR": one of them, but we do not know which. */
static const char *
contractors_of_choice(struct reading *r, size_t line, const char *list)
{
	static COMPILED struct pattern either =
	    PATTERN("\\A(?:either|one of) ");
	struct match m;

	if (!pattern_find(&either, list, &m))
		return list;
	reading_fault(
	    r, "contractors", line, list, "one of these, and not all");
	return list + m.length[0];
}

bool
prose_contractors(
    struct reading *r, const char *text, size_t line, struct contractor **list)
{
	const char *unread = NULL;
	const char *sentence;
	const char *named;
	struct contractor **end;
	bool none = false;
	bool told = false;

	while (*list != NULL)
		list = &(*list)->next;
	end = list;
	while ((sentence = sentence_next(r->arena, &text)) != NULL) {
		const char *rest = sentence;
		bool one;

		if (!pattern_is_in(&announces, sentence)) {
			contractors_tell_sub(r, line, sentence);
			continue;
		}
		told = true;
		if (strlen(sentence) > SENTENCE_MOST) {
			reading_fault(r, "contractors", line, sentence,
			    "a sentence of more than 8000 bytes is not read");
			continue;
		}
		one = pattern_is_in(&of_one, sentence);
		while ((named = contractors_in_sentence(
			    r->arena, rest, &rest)) != NULL)
			end = companies_read(r,
			    contractors_of_choice(
				r, line, contractors_alone(r, line, named)),
			    line, one, end);
		none = none || pattern_is_in(&names_none, sentence);
		unread = unread == NULL ? sentence : unread;
	}
	if (*list == NULL && unread != NULL && !none)
		reading_fault(r, "contractors", line, unread,
		    "not a sentence that names contractors");
	return told;
}
