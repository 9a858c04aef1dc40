#include "transform/source/sipri/tiv_table.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/pattern.h"
#include "transform/table/years.h"

/* Titles and totals */

/* The party that "from" or "to" names; "all" names none. */
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

static COMPILED struct pattern title =
    PATTERN("\\A ?TIV of arms exports (from|to) (.+?) ?,"
	    " ?(\\d{4})(?: ?- ?(\\d{4}))?[ ;,]*\\z");

/* A title of the largest names no party: the rows do. */
static COMPILED struct pattern largest =
    PATTERN("\\A(?:the )?top \\d+ largest ");

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

static COMPILED struct pattern world =
    PATTERN("\\Atotal world (export|import)s? ?\\z");
static COMPILED struct pattern total =
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

/* What the table is about */

static bool
tiv_names_rows(const struct tiv_table *t, const char *name)
{
	const char *named = t->header.named;

	if (named == NULL)
		return false;
	named += strspn(named, " ");
	return strncasecmp(named, name, strlen(name)) == 0;
}

static void
tiv_find_rows(struct tiv_table *t)
{
	const struct tiv_about *about = &t->about;

	if (tiv_names_rows(t, "Supplier") || tiv_names_rows(t, "Exports by"))
		t->rows = TIV_SUPPLIERS;
	else if (tiv_names_rows(t, "Recipient") ||
	    tiv_names_rows(t, "Imports by"))
		t->rows = TIV_RECIPIENTS;
	else if (t->first->name != NULL && tiv_category(t->first->name) != NULL)
		t->rows = TIV_CATEGORIES;
	else if (about->supplier != NULL || about->recipient != NULL)
		t->rows = about->imports ? TIV_SUPPLIERS : TIV_RECIPIENTS;
	else
		t->rows = about->imports ? TIV_RECIPIENTS : TIV_SUPPLIERS;
}

/* Where neither title nor total tell: the heading over all suppliers. */
static void
tiv_find_about(struct reading *r, struct tiv_table *t)
{
	if (tiv_is_ranked(&t->table)) {
		t->about.told = true;
		t->about.imports = tiv_names_rows(t, "Recipient");
		return;
	}
	if (t->about.told)
		return;
	if (t->last->is_total &&
	    tiv_total_read(r->document_arena, t->last->name, &t->about))
		return;
	if (tiv_names_rows(t, "Exports by") || tiv_names_rows(t, "Imports by"))
		t->about = (struct tiv_about){ .told = true,
			.imports = tiv_names_rows(t, "Imports by") };
}

static bool
tiv_refuse_total(
    struct reading *r, const struct tiv_table *t, const char *reason)
{
	reading_refuse(r, "total", t->last->row.line, t->last->name, reason);
	return false;
}

static bool
tiv_is_plausible(struct reading *r, const struct tiv_table *t)
{
	const struct tiv_about *about = &t->about;
	const struct tiv_header *h = &t->header;
	bool all = about->supplier == NULL && about->recipient == NULL;

	if (!about->told)
		return tiv_refuse_total(
		    r, t, "does not tell whose deliveries the table counts");
	if ((t->rows == TIV_SUPPLIERS &&
		(about->supplier != NULL || (all && about->imports))) ||
	    (t->rows == TIV_RECIPIENTS &&
		(about->recipient != NULL || (all && !about->imports))))
		return tiv_refuse_total(r, t, "is not of what the header says");
	if (about->since.year != 0 &&
	    (about->since.year != h->since.year ||
		about->until.year != h->until.year)) {
		reading_refuse(r, "header", 0, NULL,
		    arena_print(r->arena,
			"has the years %d to %d, and the title %d to %d",
			h->since.year, h->until.year, about->since.year,
			about->until.year));
		return false;
	}
	return true;
}

bool
tiv_table_judge(struct reading *r, struct tiv_table *t)
{
	tiv_find_about(r, t);
	tiv_find_rows(t);
	return tiv_is_plausible(r, t);
}
