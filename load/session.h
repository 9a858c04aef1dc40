/*
 * A loader's connection and its runs: what lies behind load.h, for the files of
 * this station alone.
 */
#ifndef LOAD_SESSION_H
#define LOAD_SESSION_H

#include <jansson.h>
#include <libpq-fe.h>
#include <stdbool.h>

#include "base/arena.h"
#include "load/ledger.h"
#include "load/load.h"

/* A source's run, from load_begin() to load_end(); it has the source's lock. */
struct load_run {
	const char *source;
	char run_id[RUN_ID_SIZE];
	json_t *counts; /* {"notice": {"added": 1, ...}, ...} */
	json_t *gates;  /* [{"gate": "fill", ...}, ...] */
	const char *failure;
	const char *reason;
	const char *since;
	const char *until;
	bool is_queued; /* no more of its packages are looked for */
	enum outcome outcome;
	struct load_run *next;
};

struct loader {
	const struct load_settings *settings;
	PGconn *db; /* NULL: the server is not there any more */
	struct arena *arena;
	const char *host;         /* the name of this machine */
	const char *place;        /* that, and the folder of the packages */
	struct load_run *runs;    /* in the order in which they began */
	struct load_run *present; /* one of them; NULL between runs */
};

/*
 * Sees to it that the server answers: where the connection was lost another is
 * made, and the locks of all runs are taken there. Failures are logged.
 */
enum outcome session_connect(struct loader *);

/* How many records a run has added, changed or removed so far. */
size_t session_counted(const struct load_run *, const char *what);

/* As load_note_gate(), for any run. */
void session_note_gate(struct load_run *, const struct load_gate *);

#endif
