#include <ctype.h>
#include <string.h>

#include "arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

static struct pattern announces =
    PATTERN("\\b(?:principal|prime|primary"
	    "|main) (?:U\\.?S\\.? )?(?:contractors?"
	    "|suppliers?) ?(?:\\(s\\))?(?: or contractors)?");

static struct pattern sentence_form =
    PATTERN("\\b(?:principal|prime|primary"
	    "|main) (?:U\\.?S\\.? )?(?:contractors?"
	    "|suppliers?) ?(?:\\(s\\))?[^.;:]*?\\b(?:will (?:likely )?be"
	    "|would be|is|are) ?:? ?(.*)");

/* These speak of contractors and name none. */
static struct pattern names_none =
    PATTERN("\\b(?:selected|chosen|determined|identified|competitive\\w*"
	    "|competition|competitively|unknown|not (?:yet )?known"
	    "|to be announced|no (?:principal|prime)|various"
	    "|multiple (?:contractors|vendors)|TBD|approved vendors)\\b"
	    "|^(?:the )?U\\.?S\\.? (?:Government|Air Force|Army"
	    "|Navy)\\b[^;]*$|provided by the U\\.?S\\.? Government");

/* "located in Waltham, MA", "of Wichita, Kansas", "in Ocala". */
static struct pattern where =
    PATTERN("(?-i) ?(?:,? ?(?:which is |both |is )?(?:located"
	    "|headquartered|based) (?:in|at|near) |,? (?:in|of"
	    "|at) (?=[A-Z])|, (?!(?:Inc|LLC|L\\.L\\.C|Corp|Co\\b|Ltd"
	    "|Limited|LP\\b))(?=[A-Z][A-Za-z.' -]*, (?:[A-Z]{2}"
	    "|[A-Z][a-z]+(?: [A-Z][a-z]+)?) ?(?:,? and\\b|[;.(]|$)))");

static struct pattern town =
    PATTERN("(?-i)^((?:(?:St|Ft"
	    "|Mt)\\. )?[A-Z][^,;.]*?)(?:, ?([A-Z]\\.[A-Z]\\.|[A-Z]{2}\\b"
	    "|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*))? ?(?:,| and\\b|[;.(]"
	    "|$)");

static void
add_contractor(struct reading *r, struct contractor **list, const char *name,
    const char *city, const char *region)
{
	struct contractor *c = arena_alloc(r->arena, sizeof(*c));

	c->name = name;
	c->id = contractor_read(r->reference, name);
	c->city = city;
	c->region = region;
	while (*list != NULL)
		list = &(*list)->next;
	*list = c;
}

static const char *
trim_name(struct arena *arena, const char *s, size_t length)
{
	while (length > 0 && strchr(" ,;:.", *s) != NULL) {
		s++;
		length--;
	}
	if (length > 4 && strncasecmp(s, "and ", 4) == 0)
		return trim_name(arena, s + 4, length - 4);
	if (length > 4 && strncmp(s, "the ", 4) == 0)
		return trim_name(arena, s + 4, length - 4);
	while (length > 0 && strchr(" ,;:", s[length - 1]) != NULL)
		length--;
	/* The stop of a sentence, not of "Inc." */
	if (length > 0 && s[length - 1] == '.' &&
	    !(length > 4 && strncasecmp(s + length - 4, "inc.", 4) == 0) &&
	    !(length > 3 && strncasecmp(s + length - 3, "co.", 3) == 0) &&
	    !(length > 5 && strncasecmp(s + length - 5, "corp.", 5) == 0))
		length--;
	return arena_copy(arena, s, length);
}

/* One "NAME, located in TOWN, STATE, and TOWN, STATE". */
static void
take_part(struct reading *r, const char *part, struct contractor **list)
{
	const char *name = part;
	const char *city = NULL;
	const char *region = NULL;
	struct match m;

	if (pattern_find(&where, part, &m)) {
		const char *place = m.start[0] + m.length[0];

		name = trim_name(r->arena, part, (size_t)(m.start[0] - part));
		if (pattern_find(&town, place, &m)) {
			city = match_text(r->arena, &m, 1);
			region = match_text(r->arena, &m, 2);
		}
	} else {
		name = trim_name(r->arena, part, strlen(part));
	}
	if (*name != '\0')
		add_contractor(r, list, name, city, region);
}

/*
 * Where a list without semicolons goes on to the next company: behind a
 * place, "and" and something that is not another place of the same.
 */
static struct pattern next_company = PATTERN(
    "(?-i)(?<=[A-Za-z.)]),? and (?=(?:the )?[A-Z][^;]*?(?:,? ?(?:located"
    "|headquartered|based) in| (?:of|in) [A-Z]))|(?<=[A-Z]{2}"
    "|[a-z]), (?=(?:the )?[A-Z][^,;]*?(?:,? (?:Inc\\.?|LLC"
    "|Corp\\.?|Corporation|Company))?(?:,? ?located in| (?:of"
    "|in) [A-Z]))");

static void
split_at_company(struct reading *r, const char *part, struct contractor **list)
{
	struct match m;

	/* The first company's own place must come before the border. */
	while (pattern_find(&where, part, &m)) {
		const char *behind = m.start[0] + m.length[0];

		if (!pattern_find(&next_company, behind, &m))
			break;
		take_part(r,
		    arena_copy(r->arena, part, (size_t)(m.start[0] - part)),
		    list);
		part = m.start[0] + m.length[0];
	}
	take_part(r, part, list);
}

static struct pattern border =
    PATTERN(" ?, ?and | and | ?, (?!(?:Inc|LLC|L\\.L\\.C|Corp|Co\\b|Ltd"
	    "|LP|L\\.P|Sikorsky|a ))");

/* "Day and Zimmermann" is one company, and so are we told by the lists. */
static bool
is_one(struct reading *r, const char *text, const char *behind)
{
	struct match m;
	size_t length = pattern_find(&border, behind, &m)
	    ? (size_t)(m.start[0] - text)
	    : strlen(text);
	size_t half = (size_t)(behind - text);

	return contractor_read(
		   r->reference, trim_name(r->arena, text, length)) != NULL &&
	    contractor_read(r->reference, trim_name(r->arena, text, half)) ==
	    NULL;
}

/* "Boeing and Raytheon": companies without places. */
static void
split_bare(struct reading *r, const char *text, struct contractor **list)
{
	const char *at = text;
	struct match m;

	while (pattern_find(&border, at, &m)) {
		at = m.start[0] + m.length[0];
		if (is_one(r, text, at))
			continue;
		take_part(r,
		    arena_copy(r->arena, text, (size_t)(m.start[0] - text)),
		    list);
		text = at;
	}
	take_part(r, text, list);
}

static void
take_list(struct reading *r, const char *text, struct contractor **list)
{
	struct match m;

	if (strchr(text, ';') == NULL && !pattern_find(&where, text, &m)) {
		split_bare(r, text, list);
		return;
	}
	while (*text != '\0') {
		size_t length = strcspn(text, ";");

		split_at_company(r, arena_copy(r->arena, text, length), list);
		text += length;
		text += *text == ';';
	}
}

void
prose_contractors(
    struct reading *r, const char *text, size_t line, struct contractor **list)
{
	const char *sentence = sentence_with(r->arena, text, &announces);
	const char *named;
	struct match m;

	if (sentence == NULL)
		return;
	if (!pattern_find(&sentence_form, sentence, &m)) {
		if (!pattern_is_in(&names_none, sentence))
			reading_fault(r, "contractors", line, sentence,
			    "not a sentence that names contractors");
		return;
	}
	named = match_text(r->arena, &m, 1);
	if (named == NULL || pattern_is_in(&names_none, sentence) ||
	    pattern_is_in(&names_none, named))
		return;
	take_list(r, named, list);
}
