#include "load/merge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "load/database.h"
#include "load/session.h"
#include "load/staging.h"

/* Gates of completeness: see routines/gate.sql. */

static void
merge_note_gate(struct merge *m, const PGresult *result, int row)
{
	const struct load_gate gate = {
		.gate = PQgetvalue(result, row, 0),
		.what = PQgetvalue(result, row, 1),
		.measured = strtoull(PQgetvalue(result, row, 2), NULL, 10),
		.wanted = strtoull(PQgetvalue(result, row, 3), NULL, 10),
		.accepted = m->package.loader->settings->accept_incomplete,
	};

	session_note_gate(m->run, &gate);
	if (gate.accepted)
		log_warn("%s: gate %s: %s: %zu, at least %zu wanted; accepted",
		    m->package.name, gate.gate, gate.what, gate.measured,
		    gate.wanted);
	else
		log_error("%s: gate %s: %s: %zu, at least %zu wanted; see "
			  "--accept-incomplete",
		    m->package.name, gate.gate, gate.what, gate.measured,
		    gate.wanted);
}

/*
 * Takes the result, which has a row for each gate that failed. They are logged
 * and noted; OUTCOME_INCOMPLETE if the operator does not accept them.
 */
static enum outcome
merge_judge(struct merge *m, PGresult *result)
{
	int failed = result == NULL ? 0 : PQntuples(result);
	enum outcome outcome = result == NULL
	    ? database_outcome(m->package.loader->db)
	    : OUTCOME_OK;

	for (int i = 0; i < failed; i++)
		merge_note_gate(m, result, i);
	if (failed > 0 && !m->package.loader->settings->accept_incomplete)
		outcome = OUTCOME_INCOMPLETE;
	PQclear(result);
	return outcome;
}

/* What is staged, before it is merged. */
static enum outcome
merge_judge_staged(struct merge *m)
{
	return merge_judge(m,
	    database_query(m->package.loader->db,
		"SELECT * FROM arms_internal.judge_staged()", NULL));
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
	    database_query(m->package.loader->db,
		"SELECT * FROM arms_internal.judge_total($1, $2::bigint)",
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
	PGresult *result = database_query(m->package.loader->db,
	    "SELECT * FROM arms_internal.merge_package($1::bigint)",
	    m->run->run_id, NULL);

	for (int i = 0; result != NULL && i < PQntuples(result); i++) {
		const char *table = PQgetvalue(result, i, 0);

		merge_count(m, table, "added", PQgetvalue(result, i, 1));
		merge_count(m, table, "changed", PQgetvalue(result, i, 2));
		merge_count(m, table, "removed", PQgetvalue(result, i, 3));
	}
	PQclear(result);
	return result != NULL;
}

/* How many records fewer there are than before the run. */
static long long
merge_shrinkage(const struct merge *m)
{
	return (long long)session_counted(m->run, "removed") -
	    (long long)session_counted(m->run, "added");
}

/*
 * Within a transaction, which is ended if all goes well. How a question is best
 * answered for one package is not how it is for another that is larger. Where
 * the database reports no failure, a file of the package is at fault: that too
 * is OUTCOME_NOT_WRITTEN.
 */
static enum outcome
merge_transact(struct merge *m)
{
	PGconn *db = m->package.loader->db;
	long long before = merge_shrinkage(m);
	enum outcome outcome;

	if (!database_begin(db) ||
	    !database_run(
		db, "DISCARD PLANS; SELECT arms_internal.begin_package()") ||
	    !staging_take(&m->package))
		return database_outcome(db);
	outcome = merge_judge_staged(m);
	if (outcome != OUTCOME_OK)
		return outcome;
	if (!merge_run(m))
		return database_outcome(db);
	outcome = merge_judge_total(m, merge_shrinkage(m) - before);
	if (outcome != OUTCOME_OK)
		return outcome;
	if (!packaged_note_loaded(&m->package, m->run->run_id) ||
	    !database_commit(db))
		return database_outcome(db);
	return OUTCOME_OK;
}

/* Brings counts and database back to what they were before the package. */
static void
merge_undo(struct merge *m, json_t *counts)
{
	PGconn *db = m->package.loader->db;

	json_object_clear(m->run->counts);
	json_object_update(m->run->counts, counts);
	log_error("%s: the package was not loaded", m->package.folder);
	if (PQstatus(db) == CONNECTION_OK)
		database_rollback(db);
}

enum outcome
merge_load(struct merge *m)
{
	json_t *counts = json_deep_copy(m->run->counts);
	enum outcome outcome;

	database_forget(m->package.loader->db);
	outcome = merge_transact(m);
	if (outcome != OUTCOME_OK)
		merge_undo(m, counts);
	json_decref(counts);
	return outcome;
}
