/* Load: packages into PostgreSQL, each wholly or not at all. */
#ifndef LOAD_LOAD_H
#define LOAD_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "outcome.h"

struct loader;

struct load_settings {
	const char *conninfo;  /* as libpq reads it; NULL: the environment */
	const char *packages;  /* the folder of all packages */
	const char *reference; /* the folder of the lists, config/reference */
	const char *program;   /* "armsetl/0.1" */
};

struct load_counts {
	/*
	 * Notices, one each however often they are published, rows of
	 * registers, figures, documents of policy.
	 */
	size_t added;
	size_t changed;
	size_t removed;
	size_t faults;  /* those that are in the database now, of the source */
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
 * (OUTCOME_LATER), and writes the run into the ledger. It is the present run
 * until another begins or is turned to; several may have begun.
 */
enum outcome
load_begin(struct loader *, const char *source, const char *command);

/* Makes the run of that source, which has begun, the present one. */
void load_turn_to(struct loader *, const char *source);

/* Nothing of the present run's source is loaded in this run. */
void load_hold(struct loader *);

/* Whether there are packages of a source that the database does not have. */
bool load_is_behind(struct loader *, const char *source);

/*
 * Loads the packages that the database does not have, of all runs that have
 * begun: what came together in one transaction, and the earlier first, of
 * whatever source. The counts and the outcome are those of the present run.
 */
enum outcome load_packages(struct loader *, struct load_counts *);

/* Ends the present run in the ledger, with the worst outcome of its stages. */
enum outcome load_end(struct loader *, enum outcome);

#endif
