#include "load/merge.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "load/copy.h"
#include "load/database.h"
#include "load/ledger.h"
#include "load/session.h"

#define DESCRIPTOR "datapackage.json"

/*
 * The tables of a package, in the order in which one points to another; first
 * that from which the batches are found.
 */
static const char *const tables[] = { "capture", "document", "publication",
	"publication_purchaser", "publication_item", "publication_contractor",
	"edition", "transfer", "observation", "policy_document", "code",
	"fault" };
#define TABLE_COUNT (sizeof(tables) / sizeof(tables[0]))
#define HEAD_COUNT 1

/* All in one batch: no table of it outlives a transaction. */
static bool
merge_is_single(const struct merge *m)
{
	return m->count <= 1;
}

/*
 * Begins a transaction of the package's. How a question is answered for one
 * package is not how it is answered for another that is larger.
 */
static bool
merge_begin(struct merge *m)
{
	return database_begin(m->loader->db) &&
	    database_run(
		m->loader->db, "DISCARD PLANS; SELECT arms.begin_package()");
}

/* Staging */

/* Whether a table that was sent has the digest that the package states. */
static bool
merge_is_as_described(
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

/* Makes the table to copy into, and gives its name: NULL on failure, logged. */
static const char *
merge_make_table(struct merge *m, const char *table, const char *header)
{
	const char *number = arena_print(m->arena, "%u", m->number);
	PGresult *result = merge_is_single(m)
	    ? database_query(m->loader->db,
		  "SELECT arms.stage_package($1, $2, $3::bigint)", table,
		  header, m->run->run_id, NULL)
	    : database_query(m->loader->db,
		  "SELECT arms.stage_waiting($1::integer, $2, $3)", number,
		  table, header, NULL);
	const char *name = result == NULL
	    ? NULL
	    : arena_string(m->arena, PQgetvalue(result, 0, 0));

	PQclear(result);
	return name;
}

static bool
merge_stage_table(struct merge *m, const char *table, const json_t *description)
{
	const char *path = arena_print(m->arena, "%s/%s.csv", m->folder, table);
	struct text header = { 0 };
	char digest[DIGEST_HEX];
	const char *into = NULL;
	bool ok = copy_header(path, &header);

	if (ok)
		into = merge_make_table(m, table, text_string(&header));
	ok = into != NULL &&
	    copy_file(m->loader->db, into, text_string(&header), path, digest);
	text_free(&header);
	if (!ok)
		return false;
	if (!merge_is_as_described(description, table, digest)) {
		log_error("%s: the digest is not that in " DESCRIPTOR, path);
		return false;
	}
	/* Questions about captures are planned well without, and it costs. */
	return strcmp(table, "capture") == 0 ||
	    database_run(
		m->loader->db, arena_print(m->arena, "ANALYZE %s", into));
}

/* Stages the tables from one up to another. False on failure, logged. */
static bool
merge_stage(struct merge *m, size_t from, size_t end)
{
	const char *path = arena_print(m->arena, "%s/" DESCRIPTOR, m->folder);
	json_error_t error;
	json_t *description = json_load_file(path, 0, &error);
	bool ok = description != NULL;

	if (!ok)
		log_error("%s: line %d: %s", path, error.line, error.text);
	for (size_t i = from; ok && i < end; i++)
		ok = merge_stage_table(m, tables[i], description);
	json_decref(description);
	return ok;
}

/* What is missing */

static bool
merge_find_batches(struct merge *m)
{
	PGresult *result =
	    database_query(m->loader->db, "SELECT arms.find_batches()", NULL);

	if (result == NULL)
		return false;
	m->count = (size_t)PQntuples(result);
	m->batches = arena_alloc(m->arena, m->count * sizeof(*m->batches));
	for (size_t i = 0; i < m->count; i++)
		m->batches[i] =
		    strtoll(PQgetvalue(result, (int)i, 0), NULL, 10);
	PQclear(result);
	/*
	 * A transaction keeps the locks of all temporary tables it ever made,
	 * and a rehearsal is one: there the last state is enough.
	 */
	if (m->loader->settings->rehearse && m->count > 1) {
		m->batches[0] = m->batches[m->count - 1];
		m->count = 1;
	}
	return true;
}

bool
merge_is_done(struct merge *m, bool *is_done)
{
	const struct ledger_package package = { m->source, m->name,
		m->loader->place, m->digest };

	return digest_file(arena_print(m->arena, "%s/" DESCRIPTOR, m->folder),
		   m->digest) &&
	    ledger_has_package(m->loader->db, &package, is_done);
}

enum outcome
merge_look(struct merge *m)
{
	PGconn *db = m->loader->db;
	enum outcome outcome = OUTCOME_OK;
	bool is_done;

	database_forget(db);
	if (!merge_is_done(m, &is_done))
		return database_outcome(db);
	if (is_done)
		return OUTCOME_OK;
	if (!merge_begin(m) || !merge_stage(m, 0, HEAD_COUNT) ||
	    !merge_find_batches(m)) {
		outcome = database_outcome(db);
		log_error("%s: the package was not loaded", m->folder);
	}
	if (PQstatus(db) == CONNECTION_OK &&
	    !(outcome == OUTCOME_OK ? database_commit(db)
				    : database_rollback(db)))
		outcome = outcome_worse(outcome, database_outcome(db));
	m->is_pending = outcome == OUTCOME_OK;
	return outcome;
}

int64_t
merge_next_began(const struct merge *m)
{
	return m->batches[m->next];
}

/* Gates of completeness: see routines/gate.sql. */

static void
merge_note_gate(struct merge *m, const PGresult *result, int row)
{
	const struct load_gate gate = {
		.gate = PQgetvalue(result, row, 0),
		.what = PQgetvalue(result, row, 1),
		.measured = strtoull(PQgetvalue(result, row, 2), NULL, 10),
		.wanted = strtoull(PQgetvalue(result, row, 3), NULL, 10),
		.accepted = m->loader->settings->accept_incomplete,
	};

	session_note_gate(m->run, &gate);
	if (gate.accepted)
		log_warn("%s: gate %s: %s: %zu, at least %zu wanted; accepted",
		    m->name, gate.gate, gate.what, gate.measured, gate.wanted);
	else
		log_error("%s: gate %s: %s: %zu, at least %zu wanted; see "
			  "--accept-incomplete",
		    m->name, gate.gate, gate.what, gate.measured, gate.wanted);
}

/*
 * Takes the result, which has a row for each gate that failed. They are logged
 * and noted; OUTCOME_INCOMPLETE if the operator does not accept them.
 */
static enum outcome
merge_judge(struct merge *m, PGresult *result)
{
	int failed = result == NULL ? 0 : PQntuples(result);
	enum outcome outcome =
	    result == NULL ? database_outcome(m->loader->db) : OUTCOME_OK;

	for (int i = 0; i < failed; i++)
		merge_note_gate(m, result, i);
	if (failed > 0 && !m->loader->settings->accept_incomplete)
		outcome = OUTCOME_INCOMPLETE;
	PQclear(result);
	return outcome;
}

/* What is staged, before it is merged. */
static enum outcome
merge_judge_staged(struct merge *m)
{
	return merge_judge(m,
	    database_query(
		m->loader->db, "SELECT * FROM arms.judge_staged()", NULL));
}

/* What was merged: so many more records vanished than came. */
static enum outcome
merge_judge_total(struct merge *m, long long fewer)
{
	char number[24];

	if (fewer <= 0)
		return OUTCOME_OK;
	snprintf(number, sizeof(number), "%lld", fewer);
	return merge_judge(m,
	    database_query(m->loader->db,
		"SELECT * FROM arms.judge_total($1, $2::bigint)",
		m->run->source, number, NULL));
}

/* Merging */

static void
merge_count(
    struct merge *m, const char *table, const char *what, const char *value)
{
	json_t *entry = json_object_get(m->run->counts, table);
	json_int_t n = strtoll(value, NULL, 10);

	if (entry == NULL) {
		entry = json_object();
		json_object_set_new(m->run->counts, table, entry);
	}
	n += json_integer_value(json_object_get(entry, what));
	json_object_set_new(entry, what, json_integer(n));
}

static bool
merge_run(struct merge *m)
{
	PGresult *result = database_query(m->loader->db,
	    "SELECT * FROM arms.merge_package($1::bigint)", m->run->run_id,
	    NULL);

	for (int i = 0; result != NULL && i < PQntuples(result); i++) {
		const char *table = PQgetvalue(result, i, 0);

		merge_count(m, table, "added", PQgetvalue(result, i, 1));
		merge_count(m, table, "changed", PQgetvalue(result, i, 2));
		merge_count(m, table, "removed", PQgetvalue(result, i, 3));
	}
	PQclear(result);
	return result != NULL;
}

/*
 * The first batch has also what the database has already, and the last all
 * that is left: it may be read otherwise than before.
 */
static bool
merge_take_batch(struct merge *m)
{
	long long after = m->next == 0 ? -LLONG_MAX : m->batches[m->next - 1];
	long long until =
	    m->next + 1 == m->count ? LLONG_MAX : m->batches[m->next];
	const char *call = merge_is_single(m)
	    ? arena_print(m->arena,
		  "SELECT arms.date_documents('new_capture', %lld)", until)
	    : arena_print(m->arena, "SELECT arms.take_batch(%u, %lld, %lld)",
		  m->number, after, until);

	return database_run(m->loader->db, call);
}

static bool
merge_drop_waiting(struct merge *m)
{
	return merge_is_single(m) ||
	    database_run(m->loader->db,
		arena_print(
		    m->arena, "SELECT arms.drop_waiting(%u)", m->number));
}

static bool
merge_finish(struct merge *m)
{
	const struct ledger_package package = { m->source, m->name,
		m->loader->place, m->digest };

	return ledger_note_package(m->loader->db, &package, m->run->run_id) &&
	    merge_drop_waiting(m);
}

/* How many records fewer there are than before the run. */
static long long
merge_shrinkage(const struct merge *m)
{
	return (long long)session_counted(m->run, "removed") -
	    (long long)session_counted(m->run, "added");
}

/*
 * Within the transaction. Where the database reports no failure, a file of the
 * package is at fault: that too is OUTCOME_NOT_WRITTEN.
 */
static enum outcome
merge_put_batch(struct merge *m)
{
	bool is_last = m->next + 1 == m->count;
	long long before = merge_shrinkage(m);
	enum outcome outcome;

	if ((m->next == 0 && !merge_stage(m, 0, TABLE_COUNT)) ||
	    !merge_take_batch(m))
		return database_outcome(m->loader->db);
	outcome = merge_judge_staged(m);
	if (outcome != OUTCOME_OK)
		return outcome;
	if (!merge_run(m))
		return database_outcome(m->loader->db);
	outcome = merge_judge_total(m, merge_shrinkage(m) - before);
	if (outcome != OUTCOME_OK)
		return outcome;
	if ((is_last && !merge_finish(m)) || !database_commit(m->loader->db))
		return database_outcome(m->loader->db);
	return OUTCOME_OK;
}

/* Brings counts and database back to what they were before the batch. */
static void
merge_undo(struct merge *m, json_t *counts)
{
	PGconn *db = m->loader->db;

	json_object_clear(m->run->counts);
	json_object_update(m->run->counts, counts);
	log_error("%s: the package was not loaded", m->folder);
	if (PQstatus(db) == CONNECTION_OK && database_rollback(db) &&
	    m->next > 0)
		merge_drop_waiting(m);
	m->is_pending = false;
}

enum outcome
merge_batch(struct merge *m)
{
	json_t *counts = json_deep_copy(m->run->counts);
	enum outcome outcome;

	database_forget(m->loader->db);
	outcome = merge_begin(m) ? merge_put_batch(m)
				 : database_outcome(m->loader->db);
	if (outcome == OUTCOME_OK) {
		m->next++;
		m->is_pending = m->next < m->count;
	} else {
		merge_undo(m, counts);
	}
	json_decref(counts);
	return outcome;
}
