/* The packages that wait to be loaded, of all runs together. */
#include <dirent.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/log.h"
#include "base/stop.h"
#include "load/database.h"
#include "load/load.h"
#include "load/merge.h"
#include "load/session.h"

struct load_queue {
	struct merge *items;
	size_t count;
	size_t room;
};

/* Which packages wait */

/* If the database does not have it. */
static void
queue_add(struct load_queue *q, struct loader *l, struct load_run *run,
    const char *name)
{
	struct merge m = {
		.package = packaged_find(l, run->source, name),
		.run = run,
		.number = q->count,
	};
	bool is_loaded;

	database_forget(l->db);
	if (!packaged_is_loaded(&m.package, &is_loaded)) {
		run->outcome =
		    outcome_worse(run->outcome, database_outcome(l->db));
		return;
	}
	if (is_loaded)
		return;
	q->items = list_room(q->items, q->count, &q->room, sizeof(*q->items));
	q->items[q->count++] = m;
}

/* The packages of a run's source that the database does not have. */
static void
queue_add_source(struct load_queue *q, struct loader *l, struct load_run *run)
{
	struct dirent **names;
	int found = packages_list(l, run->source, &names);

	run->is_queued = true;
	if (found < 0)
		run->outcome = OUTCOME_NOT_WRITTEN;
	for (int i = 0; i < found; i++) {
		if (PQstatus(l->db) == CONNECTION_OK)
			queue_add(q, l, run, names[i]->d_name);
		free(names[i]);
	}
	free(names);
}

bool
load_is_behind(struct loader *l, const char *source)
{
	struct dirent **names;
	int found = packages_list(l, source, &names);
	bool is_behind = false;

	for (int i = 0; i < found; i++) {
		struct packaged p = packaged_find(l, source, names[i]->d_name);
		bool is_loaded;

		is_behind = is_behind ||
		    (packaged_is_loaded(&p, &is_loaded) && !is_loaded);
		free(names[i]);
	}
	free(names);
	return is_behind;
}

/* Loading them */

/* By when their runs began; of several, as they came into the queue. */
static int
queue_compare(const void *a, const void *b)
{
	const struct merge *m = a;
	const struct merge *n = b;
	int order =
	    strcmp(packaged_run(&m->package), packaged_run(&n->package));

	return order != 0 ? order
			  : (m->number > n->number) - (m->number < n->number);
}

static void
queue_drop(const struct merge *m, enum outcome outcome)
{
	m->run->outcome = outcome_worse(m->run->outcome, outcome);
}

/* When the server ends the session, what is left goes on in another. */
static void
queue_merge_next(struct loader *l, struct merge *m)
{
	struct load_run *run = m->run;
	enum outcome outcome;

	log_progress("%s: loading %s", run->source, m->package.name);
	outcome = merge_load(m);
	run->outcome = outcome_worse(run->outcome, outcome);
	if (outcome != OUTCOME_OK && *run->reason == '\0')
		run->reason = arena_string(l->arena, database_reason(l->db));
	if (PQstatus(l->db) != CONNECTION_OK)
		session_connect(l);
}

/*
 * Merges a package, if nothing of its source failed: what came later is not
 * loaded before what came earlier.
 */
static void
queue_take(struct loader *l, struct merge *m)
{
	bool is_lost = PQstatus(l->db) != CONNECTION_OK;

	if (is_lost || stop_requested())
		queue_drop(m, is_lost ? OUTCOME_UNREACHABLE : OUTCOME_LATER);
	else if (m->run->outcome == OUTCOME_OK)
		queue_merge_next(l, m);
}

/*
 * All packages that wait, of all runs that have begun, in the order in which
 * their documents were fetched: a later statement of one source is not loaded
 * before an earlier one of another.
 */
static void
queue_merge_all(struct loader *l)
{
	struct load_queue q = { 0 };

	for (struct load_run *r = l->runs; r != NULL; r = r->next) {
		if (!r->is_queued)
			queue_add_source(&q, l, r);
	}
	if (q.count > 0)
		qsort(q.items, q.count, sizeof(*q.items), queue_compare);
	for (size_t i = 0; i < q.count; i++)
		queue_take(l, &q.items[i]);
	log_progress("%s", "");
	free(q.items);
}

/* What the database has of the source now. */
static enum outcome
queue_count_source(struct loader *l, struct load_counts *c)
{
	struct load_run *run = l->present;
	PGresult *result = database_query(l->db,
	    "SELECT * FROM arms_internal.count_source($1)", run->source, NULL);
	bool is_known;

	if (result == NULL)
		return database_outcome(l->db);
	is_known = !PQgetisnull(result, 0, 0);
	c->records = strtoul(PQgetvalue(result, 0, 0), NULL, 10);
	c->faults = strtoul(PQgetvalue(result, 0, 1), NULL, 10);
	PQclear(result);
	if (!is_known && *run->reason == '\0')
		run->reason = "a server with its rows does not answer";
	return is_known ? OUTCOME_OK : OUTCOME_UNREACHABLE;
}

enum outcome
load_packages(struct loader *l, struct load_counts *counts)
{
	struct load_run *run = l->present;
	enum outcome connected = session_connect(l);

	*counts = (struct load_counts){ 0 };
	if (connected != OUTCOME_OK)
		return outcome_worse(run->outcome, connected);
	queue_merge_all(l);
	counts->added = session_counted(run, "added");
	counts->changed = session_counted(run, "changed");
	counts->removed = session_counted(run, "removed");
	if (PQstatus(l->db) != CONNECTION_OK)
		return outcome_worse(run->outcome, OUTCOME_UNREACHABLE);
	return outcome_worse(run->outcome, queue_count_source(l, counts));
}
