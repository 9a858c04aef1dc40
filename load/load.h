/* Load: packages into PostgreSQL, each wholly or not at all. */
#ifndef LOAD_LOAD_H
#define LOAD_LOAD_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/outcome.h"
#include "load/database.h"

struct loader;

/* Where a source comes from, for whoever reads the database. */
struct load_source {
	const char *source;
	const char *title;
	const char *publisher;
	const char *address;
	const char *cadence;
	const char *licence;
	bool is_restricted;
};

struct load_settings {
	struct database_settings database;
	const char *packages;  /* the folder of all packages */
	const char *reference; /* the folder of config/reference's lists */
	const char *program;   /* "armsetl/0.1" */
	const struct load_source *sources; /* those that runs may be of */
	size_t source_count;
	/* Packages that fail a gate are loaded, and the gate is noted. */
	bool accept_incomplete;
	/* Nothing is kept: a rehearsal, of which load_tell_changes() tells. */
	bool rehearse;
};

struct load_counts {
	/*
	 * Notices, one each however often they are published, rows of
	 * registers, figures, documents of policy, contract awards.
	 */
	size_t added;
	size_t changed;
	size_t removed;
	size_t faults;  /* in the database now, of the source */
	size_t records; /* likewise */
};

/*
 * Connects, brings the schema and the lists up to date. NULL on failure,
 * logged; the outcome says which kind.
 */
struct loader *load_open(const struct load_settings *, enum outcome *);

/* Rolls back what is not committed. load_close(NULL) does nothing. */
void load_close(struct loader *);

/*
 * Begins a run of a source: takes its lock, which another run may hold
 * (OUTCOME_LATER), and writes the run into the ledger. The mode is "live",
 * "backfill", "replay" or "load". Where the connection was lost another is
 * made. It is the present run until another begins or is selected; several may
 * have begun.
 */
enum outcome load_begin(
    struct loader *, const char *source, const char *command, const char *mode);

/* Makes the run of that source, which must have begun, the present one. */
void load_select(struct loader *, const char *source);

/* Withholds the packages of the present run's source: this run loads none. */
void load_withhold(struct loader *);

/* Whether there are packages of a source that the database does not have. */
bool load_is_behind(struct loader *, const char *source);

/* How the crawl of the present run went, for the ledger. Texts may be NULL. */
struct load_fetch {
	const char *since; /* the window: 2026-01-31 */
	const char *until;
	const char *failure; /* the worst: transient, permanent, blocked */
	const char *reason;  /* its message */
};

/* The counts are kept in the ledger as they are given, and taken over. */
void
load_note_fetch(struct loader *, const struct load_fetch *, json_t *counts);

/* A gate of completeness that failed. */
struct load_gate {
	const char *gate; /* "floor", "pages", "fill", ... */
	const char *what; /* was measured, in words */
	size_t measured;
	size_t wanted;
	bool accepted; /* by the operator */
};

void load_note_gate(struct loader *, const struct load_gate *);

/*
 * Loads the packages that the database does not have, of all runs that have
 * begun: each in one transaction, in the order in which their documents were
 * fetched, of whatever source; none of a source behind one that failed. The
 * counts and the outcome are those of the present run: OUTCOME_INCOMPLETE when
 * a package failed a gate and is not loaded.
 */
enum outcome load_packages(struct loader *, struct load_counts *);

/* What a rehearsal would change in one table. */
struct load_change {
	const char *table;
	const char *change;     /* added, changed, removed */
	const char *rows;       /* how many */
	const char *first;      /* the key of the first */
	const char *difference; /* its columns, if changed with both values */
};

/*
 * Tells a rehearsal's changes up to now, by table and kind. False on failure,
 * logged. The texts live until the call ends.
 */
bool load_tell_changes(struct loader *,
    void (*take)(void *context, const struct load_change *), void *context);

/* Ends the present run in the ledger, with the worst outcome of its stages. */
enum outcome load_end(struct loader *, enum outcome);

#endif
