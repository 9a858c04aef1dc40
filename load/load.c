#include "load/load.h"

#include <dirent.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "digest.h"
#include "interrupt.h"
#include "load/copy.h"
#include "load/database.h"
#include "load/gate.h"
#include "load/loader.h"
#include "log.h"
#include "text.h"

#define DESCRIPTOR "datapackage.json"

/* The tables of a package, in the order in which one points to another. */
static const char *const tables[] = { "document", "publication",
	"publication_purchaser", "publication_item", "publication_contractor",
	"edition", "transfer", "observation", "policy_document", "code",
	"fault" };

/* Those whose rows are what people come for. */
static const char *const record_tables[] = { "notice", "transfer",
	"observation", "policy_document", "code" };

/* Counts */

static void
count(struct loader *l, const char *table, const char *what, const char *value)
{
	json_t *entry = json_object_get(l->present->counts, table);
	json_int_t n = strtoll(value, NULL, 10);

	if (entry == NULL) {
		entry = json_object();
		json_object_set_new(l->present->counts, table, entry);
	}
	n += json_integer_value(json_object_get(entry, what));
	json_object_set_new(entry, what, json_integer(n));
}

static size_t
counted(const struct loader *l, const char *table, const char *what)
{
	return (size_t)json_integer_value(
	    json_object_get(json_object_get(l->present->counts, table), what));
}

/* One package */

static bool
merge(struct loader *l)
{
	PGresult *result = database_query(l->db,
	    "SELECT * FROM arms.merge_package($1::bigint)", l->present->run_id,
	    NULL);

	for (int i = 0; result != NULL && i < PQntuples(result); i++) {
		const char *table = PQgetvalue(result, i, 0);

		count(l, table, "added", PQgetvalue(result, i, 1));
		count(l, table, "changed", PQgetvalue(result, i, 2));
		count(l, table, "removed", PQgetvalue(result, i, 3));
	}
	PQclear(result);
	return result != NULL;
}

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

static bool
stage_table(struct loader *l, const char *folder, const char *table,
    const json_t *description)
{
	const char *path = arena_print(l->arena, "%s/%s.csv", folder, table);
	struct text header = { 0 };
	char digest[DIGEST_HEX];
	PGresult *result = NULL;
	const char *into = NULL;
	bool ok = copy_header(path, &header);

	if (ok)
		result = database_query(l->db,
		    "SELECT arms.stage_package($1, $2, $3::bigint)", table,
		    text_string(&header), l->present->run_id, NULL);
	if (result != NULL)
		into = arena_string(l->arena, PQgetvalue(result, 0, 0));
	PQclear(result);
	ok = into != NULL &&
	    copy_file(l->db, into, text_string(&header), path, digest);
	text_free(&header);
	if (!ok)
		return false;
	if (!is_as_described(description, table, digest)) {
		log_error("%s: is not what " DESCRIPTOR " describes", path);
		return false;
	}
	return database_run(l->db, arena_print(l->arena, "ANALYZE %s", into));
}

static bool
stage(struct loader *l, const char *folder)
{
	const char *path = arena_print(l->arena, "%s/" DESCRIPTOR, folder);
	json_error_t error;
	json_t *description = json_load_file(path, 0, &error);
	bool ok = description != NULL;

	if (!ok)
		log_error("%s: line %d: %s", path, error.line, error.text);
	for (size_t i = 0; ok && i < sizeof(tables) / sizeof(tables[0]); i++)
		ok = stage_table(l, folder, tables[i], description);
	json_decref(description);
	return ok;
}

/* By how many records the run has made less of what there was. */
static long long
shrunk(const struct loader *l)
{
	long long fewer = 0;

	for (size_t i = 0; i < sizeof(record_tables) / sizeof(*record_tables);
	     i++)
		fewer += (long long)counted(l, record_tables[i], "removed") -
		    (long long)counted(l, record_tables[i], "added");
	return fewer;
}

/* Within the transaction. What the database does not refuse, a file lacks. */
static enum outcome
put(struct loader *l, const char *folder, const struct ledger_package *package)
{
	long long before = shrunk(l);
	enum outcome outcome;

	if (!stage(l, folder))
		return database_outcome(l->db);
	outcome = gate_staged(l, package->name);
	if (outcome != OUTCOME_OK)
		return outcome;
	if (!merge(l))
		return database_outcome(l->db);
	outcome = gate_merged(l, package->name, shrunk(l) - before);
	if (outcome != OUTCOME_OK)
		return outcome;
	if (!ledger_note_package(l->db, package, l->present->run_id) ||
	    !database_run(l->db, "COMMIT"))
		return database_outcome(l->db);
	return OUTCOME_OK;
}

static enum outcome
load_package(struct loader *l, const char *folder, const char *name)
{
	char digest[DIGEST_HEX];
	const struct ledger_package package = { l->present->source, name,
		l->place, digest };
	enum outcome outcome;
	json_t *counts; /* without this package's */
	bool has;

	if (!digest_file(
		arena_print(l->arena, "%s/" DESCRIPTOR, folder), digest))
		return OUTCOME_NOT_WRITTEN;
	if (!ledger_has_package(l->db, &package, &has))
		return database_outcome(l->db);
	if (has)
		return OUTCOME_OK;
	counts = json_deep_copy(l->present->counts);
	database_forget(l->db);
	outcome = database_run(l->db, "BEGIN") ? put(l, folder, &package)
					       : database_outcome(l->db);
	if (outcome == OUTCOME_OK) {
		json_decref(counts);
		return outcome;
	}
	json_decref(l->present->counts);
	l->present->counts = counts;
	log_error("%s: not loaded", folder);
	if (PQstatus(l->db) == CONNECTION_OK)
		database_run(l->db, "ROLLBACK");
	return outcome;
}

static int
is_package(const struct dirent *entry)
{
	return entry->d_name[0] != '.' &&
	    strstr(entry->d_name, ".partial") == NULL;
}

/* What the database has of the source now. */
static bool
count_source(struct loader *l, struct load_counts *c)
{
	PGresult *result = database_query(l->db,
	    "SELECT * FROM arms.count_source($1)", l->present->source, NULL);

	if (result == NULL)
		return false;
	c->records = strtoul(PQgetvalue(result, 0, 0), NULL, 10);
	c->faults = strtoul(PQgetvalue(result, 0, 1), NULL, 10);
	PQclear(result);
	return true;
}

enum outcome
load_packages(struct loader *l, struct load_counts *counts)
{
	const char *folder = arena_print(
	    l->arena, "%s/%s", l->settings->packages, l->present->source);
	struct dirent **entries = NULL;
	int found = access(folder, F_OK) == 0
	    ? scandir(folder, &entries, is_package, alphasort)
	    : 0;
	enum outcome outcome = loader_connect(l);

	*counts = (struct load_counts){ 0 };
	if (found < 0) {
		log_error("%s: cannot read", folder);
		return outcome_worse(outcome, OUTCOME_NOT_WRITTEN);
	}
	for (int i = 0; i < found; i++) {
		const char *name = entries[i]->d_name;

		if (interrupted())
			outcome = outcome_worse(outcome, OUTCOME_LATER);
		else if (PQstatus(l->db) == CONNECTION_OK)
			outcome = outcome_worse(outcome,
			    load_package(l,
				arena_print(l->arena, "%s/%s", folder, name),
				name));
		free(entries[i]);
	}
	free(entries);
	for (size_t i = 0; i < sizeof(record_tables) / sizeof(*record_tables);
	     i++) {
		counts->added += counted(l, record_tables[i], "added");
		counts->changed += counted(l, record_tables[i], "changed");
		counts->removed += counted(l, record_tables[i], "removed");
	}
	if (PQstatus(l->db) == CONNECTION_OK && !count_source(l, counts))
		outcome = outcome_worse(outcome, database_outcome(l->db));
	return outcome;
}
