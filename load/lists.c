#include "load/lists.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/log.h"
#include "load/copy.h"
#include "load/database.h"

#define CORRECTIONS "correction"

/* Each is a file of that name and a table of the same columns. */
static const char *const lists[] = { "country", "country_alias",
	"country_group_name", "country_group", "contractor", "contractor_alias",
	"equipment_category", "equipment", "equipment_family", "policy_event",
	"notice_delivery", "notice_contract", CORRECTIONS };

/* Another run that starts at the same moment waits, then finds them current. */
#define LOCK "SELECT pg_advisory_xact_lock(hashtext('armsetl lists'))"
#define LIST_COUNT (sizeof(lists) / sizeof(lists[0]))

/* The files in the folder, and what the database has of them. */
struct lists_found {
	char digests[LIST_COUNT][DIGEST_HEX];
	bool are_current; /* all of them */
	bool corrections_are_current;
};

static bool
lists_is_loaded(PGconn *db, const char *name, const char *digest, bool *loaded)
{
	PGresult *result = database_query(db,
	    "SELECT FROM arms_internal.reference WHERE (name, digest) = ($1, $2)",
	    name, digest, NULL);
	bool ok = result != NULL;

	*loaded = ok && PQntuples(result) == 1;
	PQclear(result);
	return ok;
}

static bool
lists_note_loaded(PGconn *db, const char *name, const char *digest)
{
	PGresult *result = database_query(db,
	    "INSERT INTO arms_internal.reference (name, digest) VALUES ($1, $2)"
	    " ON CONFLICT (name) DO UPDATE"
	    " SET digest = excluded.digest, loaded_at = now()",
	    name, digest, NULL);
	bool ok = result != NULL;

	PQclear(result);
	return ok;
}

static bool
lists_load_all(
    PGconn *db, struct arena *arena, const char *folder, struct lists_found *f)
{
	for (size_t i = LIST_COUNT; i > 0; i--) {
		if (!database_run(db,
			arena_print(
			    arena, "DELETE FROM arms.%s", lists[i - 1])))
			return false;
	}
	for (size_t i = 0; i < LIST_COUNT; i++) {
		if (!copy_file(db, arena_print(arena, "arms.%s", lists[i]),
			NULL, arena_print(arena, "%s/%s.csv", folder, lists[i]),
			f->digests[i]) ||
		    !lists_note_loaded(db, lists[i], f->digests[i]))
			return false;
	}
	/* What awards name is found by these lists. */
	return database_run(db,
	    "SELECT arms_internal.find_award_systems(ARRAY(SELECT award_id"
	    " FROM arms.contract_award WHERE is_fms))");
}

static bool
lists_find(
    PGconn *db, struct arena *arena, const char *folder, struct lists_found *f)
{
	*f = (struct lists_found){ .are_current = true,
		.corrections_are_current = true };
	for (size_t i = 0; i < LIST_COUNT; i++) {
		bool loaded;

		if (!digest_file(
			arena_print(arena, "%s/%s.csv", folder, lists[i]),
			f->digests[i]) ||
		    !lists_is_loaded(db, lists[i], f->digests[i], &loaded))
			return false;
		f->are_current = f->are_current && loaded;
		if (strcmp(lists[i], CORRECTIONS) == 0)
			f->corrections_are_current = loaded;
	}
	return true;
}

/* Joins the notices anew that corrections are about, or were. */
static bool
lists_correct_notices(PGconn *db, const char *program, const char *host)
{
	PGresult *result = database_query(db,
	    "SELECT arms_internal.join_corrected($1, $2)", program, host, NULL);
	bool ok = result != NULL;

	if (ok && strcmp(PQgetvalue(result, 0, 0), "0") != 0)
		log_info("corrections: %s rows of notices and faults changed",
		    PQgetvalue(result, 0, 0));
	PQclear(result);
	return ok;
}

bool
lists_load(
    PGconn *db, const char *folder, const char *program, const char *host)
{
	struct arena *arena = arena_new();
	struct lists_found f;
	bool ok;

	ok = database_begin(db) && database_run(db, LOCK) &&
	    lists_find(db, arena, folder, &f) &&
	    (f.are_current || lists_load_all(db, arena, folder, &f)) &&
	    (f.corrections_are_current ||
		lists_correct_notices(db, program, host));
	ok = (ok ? database_commit(db) : database_rollback(db)) && ok;
	arena_free(arena);
	return ok;
}

/* Sources */

static char *
lists_describe_sources(const struct load_source *sources, size_t count)
{
	json_t *list = json_array();
	char *text;

	for (size_t i = 0; i < count; i++) {
		const struct load_source *s = &sources[i];

		json_array_append_new(list,
		    json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:b}", "source",
			s->source, "title", s->title, "publisher", s->publisher,
			"address", s->address, "cadence", s->cadence, "licence",
			s->licence, "restricted", (int)s->is_restricted));
	}
	text = json_dumps(list, JSON_COMPACT);
	json_decref(list);
	return text;
}

/* A row that is as it should be is not locked, so that loads do not wait. */
bool
lists_load_sources(PGconn *db, const struct load_source *sources, size_t count)
{
	char *list = lists_describe_sources(sources, count);
	PGresult *result = NULL;
	bool ok = database_begin(db);

	if (ok)
		result = database_query(db,
		    "INSERT INTO arms.source"
		    " (SELECT * FROM jsonb_populate_recordset("
		    "NULL::arms.source, $1::jsonb)"
		    " EXCEPT SELECT * FROM arms.source) ORDER BY source"
		    " ON CONFLICT (source) DO UPDATE SET (title, publisher,"
		    " address, cadence, licence, restricted) ="
		    " (excluded.title, excluded.publisher, excluded.address,"
		    " excluded.cadence, excluded.licence, excluded.restricted)",
		    list, NULL);
	ok = (result != NULL ? database_commit(db) : database_rollback(db)) &&
	    result != NULL;
	PQclear(result);
	free(list);
	return ok;
}
