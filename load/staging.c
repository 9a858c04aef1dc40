#include "load/staging.h"

#include <errno.h>
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
#include "load/packages.h"
#include "load/session.h"

/* The tables of a package, in the order in which one points to another. */
static const char *const tables[] = { "document", "publication",
	"publication_purchaser", "publication_item", "publication_contractor",
	"publication_place", "edition", "transfer", "series", "observation",
	"policy_document", "code", "announced_award",
	"announced_award_contractor", "announced_award_customer", "fault" };

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

/*
 * Whether the package has one of the editions, whose documents are rows. False
 * if it cannot be read, logged.
 */
static bool
staging_look_for(const struct packaged *p, const PGresult *editions, bool *has)
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
			const char *id = PQgetvalue(editions, i, 0);

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

	if (!staging_look_for(p, editions, &has_one))
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

bool
staging_take(struct packaged *p)
{
	return staging_take_tables(p, false, tables, COUNT(tables)) &&
	    staging_take_later(p);
}
