#include "load/lists.h"

#include "base/arena.h"
#include "base/digest.h"
#include "load/copy.h"
#include "load/database.h"

/* Each is a file of that name and a table of the same columns. */
static const char *const lists[] = { "country", "country_alias",
	"country_group_name", "country_group", "contractor", "contractor_alias",
	"equipment_category", "equipment", "equipment_family", "policy_event",
	"notice_delivery" };

/* Another run that starts at the same moment waits, then finds them current. */
#define LOCK "SELECT pg_advisory_xact_lock(hashtext('armsetl lists'))"
#define LIST_COUNT (sizeof(lists) / sizeof(lists[0]))

static bool
lists_is_loaded(PGconn *db, const char *name, const char *digest, bool *loaded)
{
	PGresult *result = database_query(db,
	    "SELECT FROM arms.reference WHERE (name, digest) = ($1, $2)", name,
	    digest, NULL);
	bool ok = result != NULL;

	*loaded = ok && PQntuples(result) == 1;
	PQclear(result);
	return ok;
}

static bool
lists_note_loaded(PGconn *db, const char *name, const char *digest)
{
	PGresult *result = database_query(db,
	    "INSERT INTO arms.reference (name, digest) VALUES ($1, $2)"
	    " ON CONFLICT (name) DO UPDATE"
	    " SET digest = excluded.digest, loaded_at = now()",
	    name, digest, NULL);
	bool ok = result != NULL;

	PQclear(result);
	return ok;
}

static bool
lists_load_all(PGconn *db, struct arena *arena, const char *folder,
    char digests[LIST_COUNT][DIGEST_HEX])
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
			digests[i]) ||
		    !lists_note_loaded(db, lists[i], digests[i]))
			return false;
	}
	return true;
}

/* Whether the database has them all as they are in the folder. */
static bool
lists_are_current(PGconn *db, struct arena *arena, const char *folder,
    char digests[LIST_COUNT][DIGEST_HEX], bool *current)
{
	*current = true;
	for (size_t i = 0; i < LIST_COUNT; i++) {
		bool loaded;

		if (!digest_file(
			arena_print(arena, "%s/%s.csv", folder, lists[i]),
			digests[i]) ||
		    !lists_is_loaded(db, lists[i], digests[i], &loaded))
			return false;
		*current = *current && loaded;
	}
	return true;
}

bool
lists_load(PGconn *db, const char *folder)
{
	struct arena *arena = arena_new();
	char digests[LIST_COUNT][DIGEST_HEX];
	bool current;
	bool ok;

	ok = database_begin(db) && database_run(db, LOCK) &&
	    lists_are_current(db, arena, folder, digests, &current) &&
	    (current || lists_load_all(db, arena, folder, digests));
	ok = (ok ? database_commit(db) : database_rollback(db)) && ok;
	arena_free(arena);
	return ok;
}
