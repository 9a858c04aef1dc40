/* The packages that wait to be loaded, of all runs together. */
#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static struct merge
queue_merge(struct loader *l, const char *source, const char *name)
{
	return (struct merge){
		.loader = l,
		.arena = l->arena,
		.source = source,
		.folder = arena_print(
		    l->arena, "%s/%s/%s", l->settings->packages, source, name),
		.name = arena_string(l->arena, name),
	};
}

static void
queue_add(struct load_queue *q, struct loader *l, struct load_run *run,
    const char *name)
{
	struct merge m = queue_merge(l, run->source, name);

	m.run = run;
	m.number = (unsigned)q->count;
	run->outcome = outcome_worse(run->outcome, merge_look(&m));
	if (!m.is_pending)
		return;
	q->items = list_room(q->items, q->count, &q->room, sizeof(*q->items));
	q->items[q->count++] = m;
}

static int
queue_is_package(const struct dirent *entry)
{
	return entry->d_name[0] != '.' &&
	    strstr(entry->d_name, ".partial") == NULL;
}

/* Their names, in order; the caller frees them. Below 0 on failure, logged. */
static int
queue_list_folder(struct loader *l, const char *source, struct dirent ***names)
{
	const char *folder =
	    arena_print(l->arena, "%s/%s", l->settings->packages, source);
	int found = 0;

	*names = NULL;
	if (access(folder, F_OK) == 0)
		found = scandir(folder, names, queue_is_package, alphasort);
	if (found < 0)
		log_error("%s: %s", folder, strerror(errno));
	return found;
}

/* The packages of a run's source that the database does not have. */
static void
queue_add_source(struct load_queue *q, struct loader *l, struct load_run *run)
{
	struct dirent **names;
	int found = queue_list_folder(l, run->source, &names);

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
	int found = queue_list_folder(l, source, &names);
	bool is_behind = false;

	for (int i = 0; i < found; i++) {
		struct merge m = queue_merge(l, source, names[i]->d_name);
		bool is_done;

		is_behind =
		    is_behind || (merge_is_done(&m, &is_done) && !is_done);
		free(names[i]);
	}
	free(names);
	return is_behind;
}

/* Loading them */

/* The one whose next batch came first; of several, the first of the queue. */
static struct merge *
queue_first(const struct load_queue *q)
{
	struct merge *first = NULL;

	for (size_t i = 0; i < q->count; i++) {
		struct merge *m = &q->items[i];

		if (m->is_pending &&
		    (first == NULL ||
			merge_next_began(m) < merge_next_began(first)))
			first = m;
	}
	return first;
}

static void
queue_drop(struct merge *m, enum outcome outcome)
{
	m->is_pending = false;
	m->run->outcome = outcome_worse(m->run->outcome, outcome);
}

/* The later batches of a package are tables of the session that was lost. */
static void
queue_drop_begun(const struct load_queue *q)
{
	for (size_t i = 0; i < q->count; i++) {
		struct merge *m = &q->items[i];

		if (m->is_pending && m->next > 0)
			queue_drop(m, OUTCOME_UNREACHABLE);
	}
}

/* When the server ends the session, what is left goes on in another. */
static void
queue_merge_next(const struct load_queue *q, struct loader *l, struct merge *m)
{
	struct load_run *run = m->run;
	enum outcome outcome;

	log_progress("%s: loading part %zu of %zu of %s", run->source,
	    m->next + 1, m->count, m->name);
	outcome = merge_batch(m);
	run->outcome = outcome_worse(run->outcome, outcome);
	if (outcome != OUTCOME_OK && *run->reason == '\0')
		run->reason = arena_string(l->arena, database_reason(l->db));
	if (PQstatus(l->db) == CONNECTION_OK)
		return;
	queue_drop_begun(q);
	session_connect(l);
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
	struct merge *m;

	for (struct load_run *r = l->runs; r != NULL; r = r->next) {
		if (!r->is_queued)
			queue_add_source(&q, l, r);
	}
	while ((m = queue_first(&q)) != NULL) {
		bool is_lost = PQstatus(l->db) != CONNECTION_OK;

		if (is_lost || stop_requested())
			queue_drop(
			    m, is_lost ? OUTCOME_UNREACHABLE : OUTCOME_LATER);
		else
			queue_merge_next(&q, l, m);
	}
	log_progress("%s", "");
	free(q.items);
}

/* What the database has of the source now. */
static bool
queue_count_source(struct loader *l, struct load_counts *c)
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
	if (!queue_count_source(l, counts))
		return outcome_worse(run->outcome, database_outcome(l->db));
	return run->outcome;
}
