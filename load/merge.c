#include "load/merge.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "load/copy.h"
#include "load/database.h"
#include "load/gate.h"
#include "load/ledger.h"
#include "load/session.h"

#define DESCRIPTOR "datapackage.json"

/*
 * The tables of a package, in the order in which one points to another; first
 * that which tells what batches there are.
 */
static const char *const tables[] = { "capture", "document", "publication",
	"publication_purchaser", "publication_item", "publication_contractor",
	"edition", "transfer", "observation", "policy_document", "code",
	"fault" };
#define TABLE_COUNT (sizeof(tables) / sizeof(tables[0]))
#define HEAD_COUNT 1

static bool
is_alone(const struct package_load *p)
{
	return p->count <= 1;
}

/* Staging */

/* Whether what was sent is what the package's description says. */
static bool
is_as_described(
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

/* Where a table is staged: NULL on failure, logged. */
static const char *
make_table(struct package_load *p, const char *table, const char *header)
{
	const char *number = arena_print(p->arena, "%u", p->number);
	PGresult *result = is_alone(p)
	    ? database_query(p->loader->db,
		  "SELECT arms.stage_package($1, $2, $3::bigint)", table,
		  header, p->run->run_id, NULL)
	    : database_query(p->loader->db,
		  "SELECT arms.stage_waiting($1::integer, $2, $3)", number,
		  table, header, NULL);
	const char *name = result == NULL
	    ? NULL
	    : arena_string(p->arena, PQgetvalue(result, 0, 0));

	PQclear(result);
	return name;
}

static bool
stage_table(
    struct package_load *p, const char *table, const json_t *description)
{
	const char *path = arena_print(p->arena, "%s/%s.csv", p->folder, table);
	struct text header = { 0 };
	char digest[DIGEST_HEX];
	const char *into = NULL;
	bool ok = copy_header(path, &header);

	if (ok)
		into = make_table(p, table, text_string(&header));
	ok = into != NULL &&
	    copy_file(p->loader->db, into, text_string(&header), path, digest);
	text_free(&header);
	if (!ok)
		return false;
	if (!is_as_described(description, table, digest)) {
		log_error("%s: is not what " DESCRIPTOR " describes", path);
		return false;
	}
	/* What is asked of captures is planned well without, and that costs. */
	return strcmp(table, "capture") == 0 ||
	    database_run(
		p->loader->db, arena_print(p->arena, "ANALYZE %s", into));
}

/* Tables from one up to another. */
static bool
stage(struct package_load *p, size_t from, size_t end)
{
	const char *path = arena_print(p->arena, "%s/" DESCRIPTOR, p->folder);
	json_error_t error;
	json_t *description = json_load_file(path, 0, &error);
	bool ok = description != NULL;

	if (!ok)
		log_error("%s: line %d: %s", path, error.line, error.text);
	for (size_t i = from; ok && i < end; i++)
		ok = stage_table(p, tables[i], description);
	json_decref(description);
	return ok;
}

/* Looking */

static bool
find_batches(struct package_load *p)
{
	PGresult *result =
	    database_query(p->loader->db, "SELECT arms.find_batches()", NULL);

	if (result == NULL)
		return false;
	p->count = (size_t)PQntuples(result);
	p->batches = arena_alloc(p->arena, p->count * sizeof(*p->batches));
	for (size_t i = 0; i < p->count; i++)
		p->batches[i] =
		    strtoll(PQgetvalue(result, (int)i, 0), NULL, 10);
	PQclear(result);
	return true;
}

bool
package_is_there(struct package_load *p, bool *is_there)
{
	const struct ledger_package package = { p->source, p->name,
		p->loader->place, p->digest };

	return digest_file(arena_print(p->arena, "%s/" DESCRIPTOR, p->folder),
		   p->digest) &&
	    ledger_has_package(p->loader->db, &package, is_there);
}

enum outcome
package_look(struct package_load *p)
{
	PGconn *db = p->loader->db;
	enum outcome outcome = OUTCOME_OK;
	bool is_there;

	database_forget(db);
	if (!package_is_there(p, &is_there))
		return database_outcome(db);
	if (is_there)
		return OUTCOME_OK;
	if (!database_run(db, "BEGIN") || !stage(p, 0, HEAD_COUNT) ||
	    !find_batches(p)) {
		outcome = database_outcome(db);
		log_error("%s: not loaded", p->folder);
	}
	if (PQstatus(db) == CONNECTION_OK && !database_run(db, "COMMIT"))
		outcome = database_outcome(db);
	p->waits = outcome == OUTCOME_OK;
	return outcome;
}

int64_t
package_next(const struct package_load *p)
{
	return p->batches[p->next];
}

/* Merging */

static void
count(struct package_load *p, const char *table, const char *what,
    const char *value)
{
	json_t *entry = json_object_get(p->run->counts, table);
	json_int_t n = strtoll(value, NULL, 10);

	if (entry == NULL) {
		entry = json_object();
		json_object_set_new(p->run->counts, table, entry);
	}
	n += json_integer_value(json_object_get(entry, what));
	json_object_set_new(entry, what, json_integer(n));
}

static bool
merge(struct package_load *p)
{
	PGresult *result = database_query(p->loader->db,
	    "SELECT * FROM arms.merge_package($1::bigint)", p->run->run_id,
	    NULL);

	for (int i = 0; result != NULL && i < PQntuples(result); i++) {
		const char *table = PQgetvalue(result, i, 0);

		count(p, table, "added", PQgetvalue(result, i, 1));
		count(p, table, "changed", PQgetvalue(result, i, 2));
		count(p, table, "removed", PQgetvalue(result, i, 3));
	}
	PQclear(result);
	return result != NULL;
}

/*
 * The first batch has also what the database has already, and the last all
 * that is left: it may be read otherwise than before.
 */
static bool
take_batch(struct package_load *p)
{
	long long after = p->next == 0 ? -LLONG_MAX : p->batches[p->next - 1];
	long long until =
	    p->next + 1 == p->count ? LLONG_MAX : p->batches[p->next];
	const char *call = is_alone(p)
	    ? arena_print(p->arena,
		  "SELECT arms.date_documents('new_capture', %lld)", until)
	    : arena_print(p->arena, "SELECT arms.take_batch(%u, %lld, %lld)",
		  p->number, after, until);

	return database_run(p->loader->db, call);
}

static bool
drop_waiting(struct package_load *p)
{
	return is_alone(p) ||
	    database_run(p->loader->db,
		arena_print(
		    p->arena, "SELECT arms.drop_waiting(%u)", p->number));
}

static bool
finish(struct package_load *p)
{
	const struct ledger_package package = { p->source, p->name,
		p->loader->place, p->digest };

	return ledger_note_package(p->loader->db, &package, p->run->run_id) &&
	    drop_waiting(p);
}

/* By how many records the run has made less of what there was. */
static long long
shrunk(const struct package_load *p)
{
	return (long long)loader_counted(p->run, "removed") -
	    (long long)loader_counted(p->run, "added");
}

/* Within the transaction. What the database does not refuse, a file lacks. */
static enum outcome
put_batch(struct package_load *p)
{
	bool is_last = p->next + 1 == p->count;
	long long before = shrunk(p);
	enum outcome outcome;

	if ((p->next == 0 && !stage(p, 0, TABLE_COUNT)) || !take_batch(p))
		return database_outcome(p->loader->db);
	outcome = gate_staged(p->loader, p->run, p->name);
	if (outcome != OUTCOME_OK)
		return outcome;
	if (!merge(p))
		return database_outcome(p->loader->db);
	outcome = gate_merged(p->loader, p->run, p->name, shrunk(p) - before);
	if (outcome != OUTCOME_OK)
		return outcome;
	if ((is_last && !finish(p)) || !database_run(p->loader->db, "COMMIT"))
		return database_outcome(p->loader->db);
	return OUTCOME_OK;
}

/* As it was before the batch. */
static void
take_back(struct package_load *p, json_t *counts)
{
	PGconn *db = p->loader->db;

	json_object_clear(p->run->counts);
	json_object_update(p->run->counts, counts);
	log_error("%s: not loaded", p->folder);
	if (PQstatus(db) == CONNECTION_OK && database_run(db, "ROLLBACK") &&
	    p->next > 0)
		drop_waiting(p);
	p->waits = false;
}

enum outcome
package_load_batch(struct package_load *p)
{
	json_t *counts = json_deep_copy(p->run->counts);
	enum outcome outcome;

	database_forget(p->loader->db);
	outcome = database_run(p->loader->db, "BEGIN")
	    ? put_batch(p)
	    : database_outcome(p->loader->db);
	if (outcome == OUTCOME_OK) {
		p->next++;
		p->waits = p->next < p->count;
	} else {
		take_back(p, counts);
	}
	json_decref(counts);
	return outcome;
}
