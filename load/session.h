/* What the files of this stage share of a loader. */
#ifndef LOAD_SESSION_H
#define LOAD_SESSION_H

#include <jansson.h>
#include <libpq-fe.h>
#include <stdbool.h>

#include "base/arena.h"
#include "load/ledger.h"
#include "load/load.h"

/* A source's run, from load_begin() to load_end(); it has the source's lock. */
struct run {
	const char *source;
	char run_id[RUN_ID_SIZE];
	json_t *counts; /* {"notice": {"added": 1, ...}, ...} */
	json_t *gates;  /* [{"gate": "fill", ...}, ...] */
	const char *trouble;
	const char *reason;
	const char *since;
	const char *until;
	bool is_loaded; /* what waited is loaded, was tried, or is held */
	enum outcome outcome;
	struct run *next;
};

struct loader {
	const struct load_settings *settings;
	PGconn *db; /* NULL: the server is not there any more */
	struct arena *arena;
	const char *host;
	const char *place;   /* host and folder of the packages */
	struct run *runs;    /* in the order in which they began */
	struct run *present; /* one of them; NULL between runs */
};

/*
 * Sees to it that the server answers: a connection that was lost is made again,
 * and with it the locks of all runs. Failures are logged.
 */
enum outcome loader_connect(struct loader *);

/* How many records a run has added, changed or removed so far. */
size_t loader_counted(const struct run *, const char *what);

void loader_note_gate(struct run *, const struct load_gate *);

#endif
