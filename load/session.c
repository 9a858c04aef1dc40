#include "load/session.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "load/database.h"
#include "load/lists.h"
#include "load/migrate.h"

/* The connection */

static const char *
session_host(struct arena *arena)
{
	char name[256] = "";

	if (gethostname(name, sizeof(name) - 1) != 0)
		name[0] = '\0';
	return arena_string(arena, name);
}

static const char *
session_place(struct loader *l)
{
	char *folder = realpath(l->settings->packages, NULL);
	const char *place = arena_print(l->arena, "%s:%s", l->host,
	    folder == NULL ? l->settings->packages : folder);

	free(folder);
	return place;
}

static enum outcome
session_dial(struct loader *l)
{
	enum outcome outcome;

	PQfinish(l->db);
	l->db = database_open(&l->settings->database, &outcome);
	if (l->db == NULL)
		return outcome;
	if (!database_is_read_only(l->db))
		return OUTCOME_OK;
	log_error("database: the server is read-only, as a standby is: "
		  "nothing can be loaded there");
	PQfinish(l->db);
	l->db = NULL;
	return OUTCOME_NOT_WRITTEN;
}

static enum outcome
session_lock(struct loader *l, const char *source)
{
	bool taken;

	if (!ledger_lock(l->db, source, &taken))
		return database_outcome(l->db);
	if (taken)
		return OUTCOME_OK;
	log_error("%s: another run holds the lock", source);
	return OUTCOME_LATER;
}

enum outcome
session_connect(struct loader *l)
{
	enum outcome outcome;

	if (database_answers(l->db))
		return OUTCOME_OK;
	if (l->settings->rehearse) {
		log_error("database: the connection was lost, and the "
			  "rehearsal with it");
		return OUTCOME_UNREACHABLE;
	}
	log_warn("database: the connection was lost; connecting anew");
	outcome = session_dial(l);
	for (struct load_run *r = l->runs; r != NULL && outcome == OUTCOME_OK;
	     r = r->next)
		outcome = session_lock(l, r->source);
	return outcome;
}

/* Runs */

static struct load_run **
session_find_run(struct loader *l, const char *source)
{
	struct load_run **r = &l->runs;

	while (*r != NULL && strcmp((*r)->source, source) != 0)
		r = &(*r)->next;
	return r;
}

static void
session_add_run(struct loader *l, const char *source, const char *run_id)
{
	struct load_run *run = arena_alloc(l->arena, sizeof(*run));
	struct load_run **end = &l->runs;

	while (*end != NULL)
		end = &(*end)->next;
	*run = (struct load_run){
		.source = source,
		.counts = json_object(),
		.gates = json_array(),
		.failure = "",
		.reason = "",
		.since = "",
		.until = "",
	};
	snprintf(run->run_id, sizeof(run->run_id), "%s", run_id);
	*end = run;
	l->present = run;
}

static void
session_drop_run(struct loader *l, struct load_run *run)
{
	*session_find_run(l, run->source) = run->next;
	json_decref(run->counts);
	json_decref(run->gates);
	l->present = NULL;
}

enum outcome
load_begin(
    struct loader *l, const char *source, const char *command, const char *mode)
{
	const struct ledger_run run = {
		.source = source,
		.command = command,
		.mode = mode,
		.program = l->settings->program,
		.host = l->host,
	};
	char run_id[RUN_ID_SIZE];
	enum outcome outcome = session_connect(l);

	if (outcome == OUTCOME_OK)
		outcome = session_lock(l, source);
	if (outcome != OUTCOME_OK)
		return outcome;
	if (!ledger_begin(l->db, &run, run_id)) {
		outcome = database_outcome(l->db);
		if (outcome != OUTCOME_UNREACHABLE)
			ledger_unlock(l->db, source);
		return outcome;
	}
	session_add_run(l, source, run_id);
	return OUTCOME_OK;
}

void
load_withhold(struct loader *l)
{
	l->present->is_queued = true;
}

void
load_select(struct loader *l, const char *source)
{
	l->present = *session_find_run(l, source);
	assert(l->present != NULL);
}

static const char *
session_keep(struct loader *l, const char *text)
{
	return text == NULL ? "" : arena_string(l->arena, text);
}

void
load_note_fetch(struct loader *l, const struct load_fetch *f, json_t *counts)
{
	struct load_run *run = l->present;

	if (run == NULL) {
		json_decref(counts);
		return;
	}
	json_object_set_new(run->counts, "fetch", counts);
	run->failure = session_keep(l, f->failure);
	run->reason = session_keep(l, f->reason);
	run->since = session_keep(l, f->since);
	run->until = session_keep(l, f->until);
}

void
session_note_gate(struct load_run *run, const struct load_gate *g)
{
	json_array_append_new(run->gates,
	    json_pack("{s:s, s:s, s:I, s:I, s:b}", "gate", g->gate, "what",
		g->what, "measured", (json_int_t)g->measured, "wanted",
		(json_int_t)g->wanted, "accepted", (int)g->accepted));
}

void
load_note_gate(struct loader *l, const struct load_gate *g)
{
	if (l->present != NULL)
		session_note_gate(l->present, g);
}

size_t
session_counted(const struct load_run *run, const char *what)
{
	/* Whose rows are records: the others are parts of these. */
	static const char *const tables[] = { "notice", "transfer",
		"observation", "policy_document", "code", "contract_award" };
	json_int_t sum = 0;

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		sum += json_integer_value(json_object_get(
		    json_object_get(run->counts, tables[i]), what));
	return (size_t)sum;
}

enum outcome
load_end(struct loader *l, enum outcome outcome)
{
	struct load_run *run = l->present;
	const char *reason = *run->reason == '\0' && outcome != OUTCOME_OK
	    ? session_keep(l, database_reason(l->db))
	    : run->reason;
	const struct ledger_end end = {
		.outcome = outcome,
		.counts = run->counts,
		.gates = run->gates,
		.failure = run->failure,
		.reason = reason,
		.since = run->since,
		.until = run->until,
	};
	enum outcome connected = session_connect(l);

	if (connected == OUTCOME_OK &&
	    (!ledger_end(l->db, run->run_id, &end) ||
		!ledger_unlock(l->db, run->source)))
		connected = database_outcome(l->db);
	session_drop_run(l, run);
	return outcome_worse(outcome, connected);
}

/* The whole */

/* A line that the database refuses must be mended by whoever edited the list.
 */
static enum outcome
session_load_lists(struct loader *l)
{
	const struct load_settings *s = l->settings;

	database_forget(l->db);
	if (lists_load(l->db, s->reference, s->program, l->host))
		return OUTCOME_OK;
	return database_refused_value(l->db) ? OUTCOME_MISCONFIGURED
					     : database_outcome(l->db);
}

struct loader *
load_open(const struct load_settings *settings, enum outcome *outcome)
{
	struct loader *l = xzalloc(sizeof(*l));
	size_t applied;

	l->settings = settings;
	l->arena = arena_new();
	l->host = session_host(l->arena);
	l->place = session_place(l);
	*outcome = session_dial(l);
	if (*outcome == OUTCOME_OK && settings->rehearse &&
	    !database_rehearse(l->db))
		*outcome = database_outcome(l->db);
	if (*outcome == OUTCOME_OK)
		*outcome = migrate_run(l->db, &applied);
	if (*outcome == OUTCOME_OK)
		*outcome = session_load_lists(l);
	if (*outcome == OUTCOME_OK &&
	    !lists_load_sources(
		l->db, settings->sources, settings->source_count))
		*outcome = database_outcome(l->db);
	if (*outcome == OUTCOME_OK)
		return l;
	load_close(l);
	return NULL;
}

void
load_close(struct loader *l)
{
	if (l == NULL)
		return;
	PQfinish(l->db);
	while (l->runs != NULL)
		session_drop_run(l, l->runs);
	arena_free(l->arena);
	free(l);
}

bool
load_tell_changes(struct loader *l,
    void (*take)(void *context, const struct load_change *), void *context)
{
	PGresult *result = database_query(
	    l->db, "SELECT * FROM arms_internal.rehearsed_changes()", NULL);

	for (int i = 0; result != NULL && i < PQntuples(result); i++) {
		const struct load_change change = {
			.table = PQgetvalue(result, i, 0),
			.change = PQgetvalue(result, i, 1),
			.rows = PQgetvalue(result, i, 2),
			.first = PQgetvalue(result, i, 3),
			.difference = PQgetvalue(result, i, 4),
		};

		take(context, &change);
	}
	PQclear(result);
	return result != NULL;
}
