#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/pattern.h"
#include "transform/source/sipri/tiv_header.h"
#include "transform/table/years.h"

/* Whom the words "from" and "to" name; "all" names nobody. */
static void
tiv_take_party(struct arena *a, const struct match *m, unsigned word,
    unsigned name, struct tiv_about *about)
{
	const char *party = match_text(a, m, name);
	const char *preposition = match_text(a, m, word);

	about->imports = strcasecmp(preposition, "to") == 0;
	if (party == NULL || strcasecmp(party, "all") == 0)
		return;
	if (about->imports)
		about->recipient = party;
	else
		about->supplier = party;
}

static struct pattern title =
    PATTERN("\\A ?TIV of arms exports (from|to) (.+?) ?,"
	    " ?(\\d{4})(?: ?- ?(\\d{4}))?[ ;,]*\\z");

/* Of the largest the rows tell who they are. */
static struct pattern largest = PATTERN("\\A(?:the )?top \\d+ largest ");

bool
tiv_title_read(struct arena *a, const char *line, struct tiv_about *about)
{
	struct match m;
	unsigned last;

	if (!pattern_find(&title, line, &m))
		return false;
	*about = (struct tiv_about){ .told = true };
	tiv_take_party(a, &m, 1, 2, about);
	if (about->supplier != NULL && pattern_is_in(&largest, about->supplier))
		about->supplier = NULL;
	if (about->recipient != NULL &&
	    pattern_is_in(&largest, about->recipient))
		about->recipient = NULL;
	last = m.start[4] == NULL ? 3 : 4;
	about->since = years_first_day((int)strtol(m.start[3], NULL, 10));
	about->until = years_last_day((int)strtol(m.start[last], NULL, 10));
	return true;
}

bool
tiv_is_total(const char *name)
{
	return strncasecmp(name, "total", 5) == 0 &&
	    (name[5] == '\0' || name[5] == ' ');
}

static struct pattern world = PATTERN("\\Atotal world (export|import)s? ?\\z");
static struct pattern total =
    PATTERN("\\Atotal (?:export|import)s? (from|to) (.+?) ?\\z");

bool
tiv_total_read(struct arena *a, const char *name, struct tiv_about *about)
{
	struct match m;

	if (pattern_find(&world, name, &m)) {
		*about = (struct tiv_about){ .told = true };
		about->imports = strncasecmp(m.start[1], "import", 6) == 0;
		return true;
	}
	if (!pattern_find(&total, name, &m))
		return false;
	*about = (struct tiv_about){ .told = true };
	tiv_take_party(a, &m, 1, 2, about);
	return true;
}

const char *
tiv_category(const char *name)
{
	static const char *const names[][2] = {
		{ "Air-defence systems", "Air defence systems" },
		{ "Aircraft", NULL },
		{ "Armoured vehicles", NULL },
		{ "Artillery", NULL },
		{ "Engines", NULL },
		{ "Missiles", NULL },
		{ "Naval weapons", NULL },
		{ "Other", NULL },
		{ "SALW", "Small arms and light weapons" },
		{ "Satellites", NULL },
		{ "Sensors", NULL },
		{ "Ships", NULL },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		for (size_t k = 0; k < 2; k++) {
			if (names[i][k] != NULL &&
			    strcasecmp(names[i][k], name) == 0)
				return names[i][0];
		}
	}
	return NULL;
}
