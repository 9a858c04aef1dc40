#include "transform/source/sipri/sipri.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

/* When it was made */

static struct pattern generated =
    PATTERN("(?:\\A ?(?:data )?generated|\\(created): (\\d{1,2} \\w+ \\d{4})"
	    "(?: (\\d{1,2}):(\\d\\d):(\\d\\d) ?([AP]M))?");

const char *
sipri_generated(struct arena *arena, const char *line)
{
	struct match m;
	struct day day;
	long hour = 0;

	if (!pattern_find(&generated, line, &m) ||
	    !day_read(match_text(arena, &m, 1), &day))
		return NULL;
	if (m.start[2] == NULL)
		return arena_print(arena, "%sT00:00:00Z", day_text(arena, day));
	hour = strtol(m.start[2], NULL, 10) % 12;
	if (m.start[5][0] == 'P' || m.start[5][0] == 'p')
		hour += 12;
	return arena_print(arena, "%sT%02ld:%.2s:%.2sZ", day_text(arena, day),
	    hour, m.start[3], m.start[4]);
}

/* What it is about */

static struct pattern about =
    PATTERN("\\A ?transfers of major (?:conventional )?(?:arms|weapons)"
	    " from (.+?) to (.+?) ?[.] ?deals with deliveries"
	    "( or orders)? made for (?:the )?year range"
	    " '([^']*)' to '([^']*)'");

/* The form of the years before 2020. */
static struct pattern about_before =
    PATTERN("database search results for buyer '([^']*)' and seller"
	    " ?'([^']*)' and the years from (\\S+) to (\\S+)");

static struct pattern everybody = PATTERN("\\A ?all countries ?\\z");

/* The names in "China; France"; NULL for all. False if one is not known. */
static bool
sipri_scope_names(struct reading *r, const char *names, struct text_list **list)
{
	struct arena *a = r->document_arena;
	char *copy = arena_string(a, names);
	char *next = NULL;
	struct match m;

	*list = NULL;
	if (names == NULL)
		return false;
	if (pattern_find(&everybody, names, &m))
		return true;
	for (char *name = strtok_r(copy, ";,", &next); name != NULL;
	     name = strtok_r(NULL, ";,", &next)) {
		struct country country;

		if (!party_find(r->reference, a, name, &country))
			return false;
		*list = memcpy(arena_alloc(a, sizeof(**list)),
		    &(struct text_list){ country.name, *list }, sizeof(**list));
	}
	return *list != NULL;
}

/* '2000', or 'Not specified'. */
static bool
sipri_scope_year(const char *text, int month, int day, struct day *out)
{
	char *end;
	long year;

	*out = (struct day){ 0 };
	if (text == NULL)
		return false;
	year = strtol(text, &end, 10);
	if (strncasecmp(text, "not specified", 13) == 0)
		return true;
	if (end == text || year < 1900 || year > 2200)
		return false;
	*out = (struct day){ (int16_t)year, (int8_t)month, (int8_t)day };
	return true;
}

bool
sipri_scope(struct reading *r, struct edition *e, const char *line)
{
	struct arena *a = r->document_arena;
	struct match m;
	unsigned suppliers = 1;
	unsigned recipients = 2;
	unsigned years = 4;

	if (pattern_find(&about_before, line, &m)) {
		suppliers = 2;
		recipients = 1;
		years = 3;
	} else if (pattern_find(&about, line, &m)) {
		e->open_deals = m.start[3] != NULL;
	} else {
		return false;
	}
	e->partial = !sipri_scope_names(
			 r, match_text(a, &m, suppliers), &e->reporters) ||
	    !sipri_scope_names(
		r, match_text(a, &m, recipients), &e->partners) ||
	    !sipri_scope_year(match_text(a, &m, years), 1, 1, &e->since) ||
	    !sipri_scope_year(match_text(a, &m, years + 1), 12, 31, &e->until);
	if (e->partial)
		reading_fault(r, "scope", 1, line,
		    "names what is not known: nothing can vanish by this file");
	return true;
}
