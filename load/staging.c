#include "load/staging.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/statefile.h"
#include "base/text.h"
#include "load/copy.h"
#include "load/database.h"
#include "load/difference.h"
#include "load/packages.h"
#include "load/session.h"

/* The tables of a package but figures. */
static const char *const tables[] = { "document", "publication",
	"publication_purchaser", "publication_item", "publication_contractor",
	"publication_place", "edition", "transfer", "policy_document", "code",
	"announced_award", "announced_award_contractor",
	"announced_award_customer", "fault" };

/* Figures, behind what they are about. */
static const char *const figure_tables[] = { "series", "observation" };

/* Those with what an edition states. */
static const char *const edition_tables[] = { "transfer", "series",
	"observation" };

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Whether a table that was sent has the digest that the package states. */
static bool
staging_is_as_described(
    const json_t *description, const char *table, const char *digest)
{
	const json_t *list = json_object_get(description, "resources");
	const json_t *entry;
	size_t i;

	json_array_foreach(list, i, entry)
	{
		const char *name =
		    json_string_value(json_object_get(entry, "name"));
		const char *hash =
		    json_string_value(json_object_get(entry, "hash"));

		if (name != NULL && strcmp(name, table) == 0)
			return hash != NULL &&
			    strncmp(hash, "sha256:", 7) == 0 &&
			    strcmp(hash + 7, digest) == 0;
	}
	return false;
}

/*
 * Readies the table to copy into, and gives its name: NULL on failure, logged.
 * Again: of what the database has already.
 */
static const char *
staging_ready(
    struct packaged *p, bool again, const char *table, const char *header)
{
	PGresult *result = database_query(p->loader->db,
	    again ? "SELECT arms_internal.stage_again($1, $2)"
		  : "SELECT arms_internal.stage_package($1, $2)",
	    table, header, NULL);
	const char *name = result == NULL
	    ? NULL
	    : arena_string(p->loader->arena, PQgetvalue(result, 0, 0));

	PQclear(result);
	return name;
}

static bool
staging_take_table(struct packaged *p, bool again, const char *table,
    const json_t *description)
{
	struct arena *arena = p->loader->arena;
	PGconn *db = p->loader->db;
	const char *path = arena_print(arena, "%s/%s.csv", p->folder, table);
	struct text header = { 0 };
	char digest[DIGEST_HEX];
	const char *into = NULL;
	bool ok = copy_header(path, &header);

	if (ok)
		into = staging_ready(p, again, table, text_string(&header));
	ok = into != NULL &&
	    copy_file(db, into, text_string(&header), path, digest);
	text_free(&header);
	if (!ok)
		return false;
	if (!staging_is_as_described(description, table, digest)) {
		log_error("%s: the digest is not that in " DESCRIPTOR, path);
		return false;
	}
	return database_run(db, arena_print(arena, "ANALYZE %s", into));
}

static bool
staging_take_tables(
    struct packaged *p, bool again, const char *const *list, size_t count)
{
	const char *path =
	    arena_print(p->loader->arena, "%s/" DESCRIPTOR, p->folder);
	json_t *description = statefile_load(path);
	bool ok = description != NULL;

	for (size_t i = 0; ok && i < count; i++)
		ok = staging_take_table(p, again, list[i], description);
	json_decref(description);
	return ok;
}

/* Later editions */

static bool
staging_is_in(const char *line, const PGresult *editions, int row, int column)
{
	bool is_in = true;

	for (int i = column; i < PQnfields(editions); i++)
		is_in =
		    is_in && strstr(line, PQgetvalue(editions, row, i)) != NULL;
	return is_in;
}

/*
 * Whether the package has one of the editions: a line of edition.csv that has
 * all of a row's columns from that one on, such as document and hash. False if
 * it cannot be read, logged.
 */
static bool
staging_look_for(
    const struct packaged *p, const PGresult *editions, int column, bool *has)
{
	const char *path =
	    arena_print(p->loader->arena, "%s/edition.csv", p->folder);
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;
	bool ok;

	*has = false;
	if (file == NULL && errno == ENOENT)
		return true;
	if (file == NULL)
		log_error("%s: %s", path, strerror(errno));
	while (file != NULL && !*has && getline(&line, &room, file) > 0) {
		for (int i = 0; i < PQntuples(editions); i++)
			*has = *has || staging_is_in(line, editions, i, column);
	}
	ok = file != NULL && file_gave_all(file, path);
	free(line);
	if (file != NULL)
		fclose(file);
	return ok;
}

/* A package from which one of the editions was loaded; nothing of others. */
static bool
staging_take_again(struct packaged *p, const PGresult *editions)
{
	bool is_loaded;
	bool has_one;

	if (!staging_look_for(p, editions, 0, &has_one))
		return false;
	if (!has_one)
		return true;
	if (!packaged_is_loaded(p, &is_loaded))
		return false;
	return !is_loaded ||
	    (staging_take_tables(
		 p, true, edition_tables, COUNT(edition_tables)) &&
		database_run(p->loader->db,
		    "SELECT arms_internal.take_later_editions()"));
}

static bool
staging_take_later(struct packaged *present)
{
	struct loader *l = present->loader;
	PGresult *editions = database_query(
	    l->db, "SELECT * FROM arms_internal.find_later_editions()", NULL);
	struct dirent **names = NULL;
	int found = editions != NULL && PQntuples(editions) > 0
	    ? packages_list(l, present->source, &names)
	    : 0;
	bool ok = editions != NULL && found >= 0;

	for (int i = 0; i < found; i++) {
		struct packaged p =
		    packaged_find(l, present->source, names[i]->d_name);

		ok = ok && staging_take_again(&p, editions);
		free(names[i]);
	}
	free(names);
	PQclear(editions);
	return ok;
}

/* Figures: all of them, or the difference from an earlier edition */

/* Columns of find_earlier_edition(): document, figures, earlier, row_hash. */
#define EARLIER 2

/*
 * The package from which the earlier edition was loaded as the database has it:
 * its folder is NULL if there is none.
 */
static struct packaged
staging_find_earlier(
    struct loader *l, const char *source, const PGresult *editions)
{
	struct packaged earlier = { .folder = NULL };
	struct dirent **names = NULL;
	int found = packages_list(l, source, &names);

	for (int i = found - 1; i >= 0; i--) {
		struct packaged p = packaged_find(l, source, names[i]->d_name);
		bool has = false;

		if (earlier.folder == NULL &&
		    staging_look_for(&p, editions, EARLIER, &has) && has &&
		    packaged_is_loaded(&p, &has) && has)
			earlier = p;
		free(names[i]);
	}
	free(names);
	return earlier;
}

/* Whether both files of the edition are those that its package describes. */
static bool
staging_is_unaltered(
    const struct packaged *p, const struct difference_edition *e)
{
	json_t *description = statefile_load(
	    arena_print(p->loader->arena, "%s/" DESCRIPTOR, p->folder));
	bool is_unaltered = description != NULL &&
	    staging_is_as_described(description, "series", e->series) &&
	    staging_is_as_described(description, "observation", e->observation);

	json_decref(description);
	return is_unaltered;
}

/* One of the texts into its table. */
static bool
staging_copy(struct packaged *p, const char *table, const char *into,
    const struct text *rows)
{
	struct arena *arena = p->loader->arena;
	const char *header =
	    arena_copy(arena, rows->bytes, strcspn(rows->bytes, "\r\n"));

	if (into == NULL)
		into = staging_ready(p, false, table, header);
	return into != NULL &&
	    copy_text(p->loader->db, into, header, p->folder, rows) &&
	    database_run(p->loader->db, arena_print(arena, "ANALYZE %s", into));
}

/*
 * False on failure, logged. Where the database finds that it is no difference,
 * is_taken is false and nothing is staged.
 */
static bool
staging_take_difference(struct packaged *p, const struct difference *d,
    const struct difference_edition *e, bool *is_taken)
{
	struct arena *arena = p->loader->arena;
	PGconn *db = p->loader->db;
	PGresult *result;

	if (!database_run(db, "SAVEPOINT difference") ||
	    !staging_copy(p, "series", NULL, &d->series) ||
	    !staging_copy(p, "observation", NULL, &d->observation) ||
	    !staging_copy(p, NULL, "pg_temp.gone_observation", &d->gone))
		return false;
	result = database_query(db,
	    "SELECT arms_internal.take_difference($1, $2, $3)", e->document,
	    arena_print(arena, "%" PRIu64, e->figures),
	    arena_print(arena, "%" PRIu64, e->values), NULL);
	if (result == NULL)
		return false;
	*is_taken = strcmp(PQgetvalue(result, 0, 0), "t") == 0;
	PQclear(result);
	return database_run(db,
	    *is_taken ? "RELEASE difference"
		      : "ROLLBACK TO difference; RELEASE difference");
}

/*
 * Compares the edition with the earlier one, which the database has with so
 * many figures: NULL, or why they have no difference that can be used.
 */
static const char *
staging_find_difference(const struct packaged *p,
    const struct packaged *earlier, const PGresult *editions,
    struct difference *d, struct difference_edition *e)
{
	struct difference_edition o = { .folder = earlier->folder,
		.document = PQgetvalue(editions, 0, EARLIER) };
	const char *why;

	*e = (struct difference_edition){ .folder = p->folder,
		.document = PQgetvalue(editions, 0, 0) };
	why = difference_find(d, e, &o);
	if (why != NULL)
		return why;
	if (!staging_is_unaltered(p, e))
		return "it is not as its package says";
	if (!staging_is_unaltered(earlier, &o)) {
		log_warn(
		    "%s: series.csv or observation.csv is not what " DESCRIPTOR
		    " says: all figures are staged",
		    earlier->folder);
		return "that is not as its package says";
	}
	return o.figures == strtoull(PQgetvalue(editions, 0, 1), NULL, 10)
	    ? NULL
	    : "the database has other figures";
}

/* False on failure, logged; is_taken where the figures are staged. */
static bool
staging_compare(struct packaged *p, const PGresult *editions, bool *is_taken)
{
	struct packaged earlier =
	    staging_find_earlier(p->loader, p->source, editions);
	struct difference d = { 0 };
	struct difference_edition e;
	const char *why;
	bool ok = true;

	if (earlier.folder == NULL)
		return true;
	why = staging_find_difference(p, &earlier, editions, &d, &e);
	if (why == NULL) {
		ok = staging_take_difference(p, &d, &e, is_taken);
		why = "the database has others";
	}
	if (*is_taken)
		log_debug("%s: %zu of %" PRIu64 " figures differ from %s",
		    p->name, d.figures, e.figures, earlier.name);
	else
		log_debug("%s: is not compared with %s: %s", p->name,
		    earlier.name, why);
	difference_free(&d);
	return ok;
}

/*
 * A figure is staged if it differs from the earlier edition's, where the
 * database can tell which these are, and else each is.
 */
static bool
staging_take_figures(struct packaged *p)
{
	PGresult *editions = database_query(p->loader->db,
	    "SELECT * FROM arms_internal.find_earlier_edition()", NULL);
	bool is_taken = false;
	bool ok = editions != NULL &&
	    (PQntuples(editions) == 0 ||
		staging_compare(p, editions, &is_taken));

	PQclear(editions);
	return ok &&
	    (is_taken ||
		staging_take_tables(
		    p, false, figure_tables, COUNT(figure_tables)));
}

bool
staging_take(struct packaged *p)
{
	return staging_take_tables(p, false, tables, COUNT(tables)) &&
	    staging_take_figures(p) && staging_take_later(p);
}
