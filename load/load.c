#include "load/load.h"

#include <assert.h>
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "interrupt.h"
#include "load/database.h"
#include "load/ledger.h"
#include "load/lists.h"
#include "load/migrate.h"
#include "load/package.h"
#include "log.h"

/* Those whose rows are what people come for. */
static const char *const record_tables[] = { "notice", "transfer",
	"observation", "policy_document", "code" };

/* A source's run, from load_begin() to load_end(); it has the source's lock. */
struct run {
	const char *source;
	char run_id[RUN_ID_SIZE];
	json_t *counts; /* {"notice": {"added": 1, ...}, ...} */
	bool is_loaded; /* what waited is loaded, was tried, or is held */
	enum outcome outcome;
	struct run *next;
};

struct loader {
	const struct load_settings *settings;
	PGconn *db;
	struct arena *arena;
	struct run *runs;    /* in the order in which they began */
	struct run *present; /* one of them; NULL between runs */
};

struct loader *
load_open(const struct load_settings *settings, enum outcome *outcome)
{
	struct loader *l = calloc(1, sizeof(*l));
	size_t applied;

	if (l == NULL)
		log_fatal("out of memory");
	l->settings = settings;
	l->arena = arena_new();
	l->db = database_open(settings->conninfo, outcome);
	if (l->db != NULL)
		*outcome = migrate_run(l->db, &applied);
	if (*outcome == OUTCOME_OK && !lists_load(l->db, settings->reference))
		*outcome = OUTCOME_NOT_WRITTEN;
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
	for (struct run *r = l->runs; r != NULL; r = r->next)
		json_decref(r->counts);
	arena_free(l->arena);
	free(l);
}

/* Runs */

static struct run **
find_run(struct loader *l, const char *source)
{
	struct run **r = &l->runs;

	while (*r != NULL && strcmp((*r)->source, source) != 0)
		r = &(*r)->next;
	return r;
}

static void
add_run(struct loader *l, const char *source, const char *run_id)
{
	struct run *run = arena_alloc(l->arena, sizeof(*run));
	struct run **end = &l->runs;

	while (*end != NULL)
		end = &(*end)->next;
	run->source = source;
	snprintf(run->run_id, sizeof(run->run_id), "%s", run_id);
	run->counts = json_object();
	*end = run;
	l->present = run;
}

enum outcome
load_begin(struct loader *l, const char *source, const char *command)
{
	char run_id[RUN_ID_SIZE];
	bool taken;

	if (!ledger_lock(l->db, source, &taken))
		return OUTCOME_UNREACHABLE;
	if (!taken) {
		log_error("%s: another run holds the lock", source);
		return OUTCOME_LATER;
	}
	if (!ledger_begin(
		l->db, source, command, l->settings->program, run_id)) {
		ledger_unlock(l->db, source);
		return OUTCOME_NOT_WRITTEN;
	}
	add_run(l, source, run_id);
	return OUTCOME_OK;
}

void
load_hold(struct loader *l)
{
	l->present->is_loaded = true;
}

void
load_turn_to(struct loader *l, const char *source)
{
	l->present = *find_run(l, source);
	assert(l->present != NULL);
}

enum outcome
load_end(struct loader *l, enum outcome outcome)
{
	struct run *run = l->present;
	bool ok = ledger_end(l->db, run->run_id, outcome, run->counts) &&
	    ledger_unlock(l->db, run->source);

	*find_run(l, run->source) = run->next;
	json_decref(run->counts);
	l->present = NULL;
	return ok ? outcome : outcome_worse(outcome, OUTCOME_NOT_WRITTEN);
}

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
		.db = l->db,
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

	p.run_id = run->run_id;
	p.counts = run->counts;
	p.number = (unsigned)q->count;
	if (!package_look(&p))
		run->outcome = outcome_worse(run->outcome, OUTCOME_NOT_WRITTEN);
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
		if (interrupted()) {
			w->package.waits = false;
			w->run->outcome =
			    outcome_worse(w->run->outcome, OUTCOME_LATER);
			continue;
		}
		log_progress("%s: loading part %zu of %zu of %s",
		    w->run->source, w->package.next + 1, w->package.count,
		    w->package.name);
		if (!package_load_batch(&w->package))
			w->run->outcome =
			    outcome_worse(w->run->outcome, OUTCOME_NOT_WRITTEN);
	}
	log_progress("%s", "");
	free(q.list);
}

static size_t
counted(const struct run *run, const char *table, const char *what)
{
	return (size_t)json_integer_value(
	    json_object_get(json_object_get(run->counts, table), what));
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
	const struct run *run = l->present;

	*counts = (struct load_counts){ 0 };
	load_waiting(l);
	for (size_t i = 0; i < sizeof(record_tables) / sizeof(*record_tables);
	     i++) {
		counts->added += counted(run, record_tables[i], "added");
		counts->changed += counted(run, record_tables[i], "changed");
		counts->removed += counted(run, record_tables[i], "removed");
	}
	if (!count_source(l, counts))
		return outcome_worse(run->outcome, OUTCOME_UNREACHABLE);
	return run->outcome;
}
