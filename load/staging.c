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

#define STAGING_ALTERED "%s: the digest is not that in " DESCRIPTOR

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
		log_error(STAGING_ALTERED, path);
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

/*
 * Whether the package has one of the editions, whose documents stand in a
 * column. False
 * if it cannot be read, logged.
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
		for (int i = 0; i < PQntuples(editions); i++) {
			const char *id = PQgetvalue(editions, i, column);

			*has = *has || strstr(line, id) != NULL;
		}
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

/* The package from which the earlier edition was loaded: false if it is gone.
 */
static bool
staging_find_loaded(struct packaged *p, const PGresult *editions)
{
	struct loader *l = p->loader;
	const char *source = p->source;
	struct dirent **names = NULL;
	int found = packages_list(l, source, &names);
	bool is_found = false;

	for (int i = found - 1; i >= 0; i--) {
		bool has = false;

		if (!is_found) {
			*p = packaged_find(l, source, names[i]->d_name);
			is_found = staging_look_for(p, editions, 1, &has) &&
			    has && packaged_is_loaded(p, &has) && has;
		}
		free(names[i]);
	}
	free(names);
	return is_found;
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

	if (description != NULL && !is_unaltered)
		log_warn(STAGING_ALTERED, p->folder);
	json_decref(description);
	return is_unaltered;
}

/* One of the texts into its table. */
static bool
staging_copy(
    struct packaged *p, const char *table, const char *into, struct text *rows)
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

/* False on failure, logged; is_taken where it is a difference. */
static bool
staging_take_difference(struct packaged *p, struct difference *d,
    const struct difference_edition *e, bool *is_taken)
{
	struct arena *arena = p->loader->arena;
	PGresult *result;
	bool ok = staging_copy(p, "series", NULL, &d->series) &&
	    staging_copy(p, "observation", NULL, &d->observation) &&
	    staging_copy(p, NULL, "pg_temp.gone_observation", &d->gone);

	if (!ok)
		return false;
	result = database_query(p->loader->db,
	    "SELECT arms_internal.take_difference($1, $2, $3)", e->document,
	    arena_print(arena, "%" PRIu64, e->figures),
	    arena_print(arena, "%" PRIu64, e->values), NULL);
	*is_taken =
	    result != NULL && strcmp(PQgetvalue(result, 0, 0), "t") == 0;
	ok = result != NULL;
	PQclear(result);
	if (ok && !*is_taken)
		ok = database_run(
		    p->loader->db, "SELECT arms_internal.forget_difference()");
	return ok;
}

/*
 * What the edition and the earlier one are is the one row of editions. False on
 * failure, logged.
 */
static bool
staging_compare(struct packaged *p, const PGresult *editions, bool *is_taken)
{
	struct packaged earlier = *p;
	struct difference d = { 0 };
	struct difference_edition e = { .folder = p->folder,
		.document = PQgetvalue(editions, 0, 0) };
	struct difference_edition o = { .document =
					    PQgetvalue(editions, 0, 1) };
	uint64_t figures = strtoull(PQgetvalue(editions, 0, 2), NULL, 10);
	bool ok = true;

	if (!staging_find_loaded(&earlier, editions))
		return true;
	o.folder = earlier.folder;
	if (difference_find(&d, &e, &o) && o.figures == figures &&
	    staging_is_unaltered(p, &e) && staging_is_unaltered(&earlier, &o))
		ok = staging_take_difference(p, &d, &e, is_taken);
	if (*is_taken)
		log_debug("%s: %zu of %" PRIu64 " figures differ from %s",
		    p->name, d.figures, e.figures, earlier.name);
	difference_free(&d);
	return ok;
}

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
