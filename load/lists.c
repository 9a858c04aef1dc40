#include "load/lists.h"

#include "arena.h"
#include "digest.h"
#include "load/copy.h"
#include "load/database.h"

/* Each is a file of that name and a table of the same columns. */
static const char *const lists[] = { "country", "country_alias", "contractor",
	"contractor_alias", "equipment_category", "equipment" };

#define LIST_COUNT (sizeof(lists) / sizeof(lists[0]))

static bool
is_loaded(PGconn *db, const char *name, const char *digest, bool *loaded)
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
note_loaded(PGconn *db, const char *name, const char *digest)
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
load_all(PGconn *db, struct arena *arena, const char *folder,
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
			arena_print(arena, "%s/%s.csv", folder, lists[i]),
			digests[i]) ||
		    !note_loaded(db, lists[i], digests[i]))
			return false;
	}
	return true;
}

bool
lists_load(PGconn *db, const char *folder)
{
	struct arena *arena = arena_new();
	char digests[LIST_COUNT][DIGEST_HEX];
	bool current = true;
	bool ok = true;

	for (size_t i = 0; ok && i < LIST_COUNT; i++) {
		bool loaded;

		ok = digest_file(
			 arena_print(arena, "%s/%s.csv", folder, lists[i]),
			 digests[i]) &&
		    is_loaded(db, lists[i], digests[i], &loaded);
		current = ok && current && loaded;
	}
	if (ok && !current) {
		ok = database_run(db, "BEGIN") &&
		    load_all(db, arena, folder, digests) &&
		    database_run(db, "COMMIT");
		if (!ok)
			database_run(db, "ROLLBACK");
	}
	arena_free(arena);
	return ok;
}
