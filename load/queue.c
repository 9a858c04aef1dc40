#include "load/load.h"

#include <dirent.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/stop.h"
#include "load/database.h"
#include "load/session.h"
#include "load/merge.h"

/* Packages */

struct waiting {
	struct run *run;
	struct package_load package;
};

struct queue {
	struct waiting *list;
	size_t count;
	size_t room;
};

static struct package_load
describe_package(struct loader *l, const char *source, const char *name)
{
	return (struct package_load){
		.loader = l,
		.arena = l->arena,
		.source = source,
		.folder = arena_print(
		    l->arena, "%s/%s/%s", l->settings->packages, source, name),
		.name = arena_string(l->arena, name),
	};
}

static void
look_at_package(
    struct loader *l, struct queue *q, struct run *run, const char *name)
{
	struct package_load p = describe_package(l, run->source, name);

	p.run = run;
	p.number = (unsigned)q->count;
	run->outcome = outcome_worse(run->outcome, package_look(&p));
	if (!p.waits)
		return;
	if (q->count == q->room) {
		q->room = q->room == 0 ? 16 : q->room * 2;
		q->list = realloc(q->list, q->room * sizeof(*q->list));
		if (q->list == NULL)
			log_fatal("out of memory");
	}
	q->list[q->count++] = (struct waiting){ run, p };
}

static int
is_package(const struct dirent *entry)
{
	return entry->d_name[0] != '.' &&
	    strstr(entry->d_name, ".partial") == NULL;
}

/* Their names, in order; the caller frees them. Below 0 on failure, logged. */
static int
list_packages(struct loader *l, const char *source, struct dirent ***names)
{
	const char *folder =
	    arena_print(l->arena, "%s/%s", l->settings->packages, source);
	int found = 0;

	*names = NULL;
	if (access(folder, F_OK) == 0)
		found = scandir(folder, names, is_package, alphasort);
	if (found < 0)
		log_error("%s: cannot read", folder);
	return found;
}

/* The packages of a run's source that the database does not have. */
static void
look_at_source(struct loader *l, struct queue *q, struct run *run)
{
	struct dirent **names;
	int found = list_packages(l, run->source, &names);

	run->is_loaded = true;
	if (found < 0)
		run->outcome = OUTCOME_NOT_WRITTEN;
	for (int i = 0; i < found; i++) {
		if (PQstatus(l->db) == CONNECTION_OK)
			look_at_package(l, q, run, names[i]->d_name);
		free(names[i]);
	}
	free(names);
}

bool
load_is_behind(struct loader *l, const char *source)
{
	struct dirent **names;
	int found = list_packages(l, source, &names);
	bool behind = false;

	for (int i = 0; i < found; i++) {
		struct package_load p =
		    describe_package(l, source, names[i]->d_name);
		bool is_there;

		behind =
		    behind || (package_is_there(&p, &is_there) && !is_there);
		free(names[i]);
	}
	free(names);
	return behind;
}

/* The one whose next batch came first; of several, the first of the queue. */
static struct waiting *
find_first(const struct queue *q)
{
	struct waiting *first = NULL;

	for (size_t i = 0; i < q->count; i++) {
		struct waiting *w = &q->list[i];

		if (w->package.waits &&
		    (first == NULL ||
			package_next(&w->package) <
			    package_next(&first->package)))
			first = w;
	}
	return first;
}

/* A package whose first batches are merged waits in the lost session. */
static void
lose_begun(const struct queue *q)
{
	for (size_t i = 0; i < q->count; i++) {
		struct waiting *w = &q->list[i];

		if (!w->package.waits || w->package.next == 0)
			continue;
		w->package.waits = false;
		w->run->outcome =
		    outcome_worse(w->run->outcome, OUTCOME_UNREACHABLE);
	}
}

/* When the server ends the session, what is left goes on in another. */
static void
load_next(struct loader *l, const struct queue *q, struct waiting *w)
{
	struct run *run = w->run;
	enum outcome outcome;

	log_progress("%s: loading part %zu of %zu of %s", run->source,
	    w->package.next + 1, w->package.count, w->package.name);
	outcome = package_load_batch(&w->package);
	run->outcome = outcome_worse(run->outcome, outcome);
	if (outcome != OUTCOME_OK && *run->reason == '\0')
		run->reason = arena_string(l->arena, database_reason(l->db));
	if (PQstatus(l->db) == CONNECTION_OK)
		return;
	lose_begun(q);
	loader_connect(l);
}

/*
 * All that waits of all runs that have begun, as it came: what one source said
 * later does not stand before what another said earlier.
 */
static void
load_waiting(struct loader *l)
{
	struct queue q = { 0 };
	struct waiting *w;

	for (struct run *r = l->runs; r != NULL; r = r->next) {
		if (!r->is_loaded)
			look_at_source(l, &q, r);
	}
	while ((w = find_first(&q)) != NULL) {
		bool lost = PQstatus(l->db) != CONNECTION_OK;

		if (!lost && !stop_requested()) {
			load_next(l, &q, w);
			continue;
		}
		w->package.waits = false;
		w->run->outcome = outcome_worse(w->run->outcome,
		    lost ? OUTCOME_UNREACHABLE : OUTCOME_LATER);
	}
	log_progress("%s", "");
	free(q.list);
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
	struct run *run = l->present;
	enum outcome connected = loader_connect(l);

	*counts = (struct load_counts){ 0 };
	if (connected != OUTCOME_OK)
		return outcome_worse(run->outcome, connected);
	load_waiting(l);
	counts->added = loader_counted(run, "added");
	counts->changed = loader_counted(run, "changed");
	counts->removed = loader_counted(run, "removed");
	if (PQstatus(l->db) != CONNECTION_OK)
		return outcome_worse(run->outcome, OUTCOME_UNREACHABLE);
	if (!count_source(l, counts))
		return outcome_worse(run->outcome, database_outcome(l->db));
	return run->outcome;
}
