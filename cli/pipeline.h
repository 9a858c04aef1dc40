/*
 * One source's documents through the stages (extract, transform, load): what
 * `armsetl run' and its like share with `armsetl backfill'.
 */
#ifndef CLI_PIPELINE_H
#define CLI_PIPELINE_H

#include <stdbool.h>

#include "base/outcome.h"
#include "config/config.h"
#include "load/load.h"
#include "transform/reference.h"

enum pipeline_stage { EXTRACT = 1, TRANSFORM = 2, LOAD = 4 };

/* What the stages need, for all sources of one command. */
struct pipeline {
	const struct config *config;
	struct reference *reference; /* NULL without TRANSFORM */
	struct loader *loader;       /* NULL: the database does not answer */
	struct load_settings settings;
	const char *command; /* as the ledger has it */
	const char *mode;    /* likewise: see load_begin() */
	size_t jobs;         /* processes that read; 0: as many as processors */
	bool proves_index;   /* see struct transform_settings */
	bool accept_incomplete;
	bool rehearse;               /* see struct load_settings */
	struct load_source *sources; /* of the loader's settings */
};

/*
 * Whether documents can be read by processes that are shut in (base/wall.h), or
 * the user takes what this kernel does of it. Either is logged. To be asked
 * before anything is done, with what wall_lacks() says.
 */
bool pipeline_may_read(const struct config *, const char *lack);

/*
 * Opens what the stages need. A database that does not answer is noted in the
 * outcome, and the other stages go on without it. False if they cannot. The
 * pipeline must stay where it is until it is closed.
 */
bool pipeline_open(
    struct pipeline *, const struct config *, unsigned stages, enum outcome *);
void pipeline_close(struct pipeline *);

/* Logs the counts of a crawl. */
void pipeline_log_fetch(const struct source *, const struct extract_counts *);

/*
 * Writes the counts of a crawl into the ledger, if there is a loader and a run
 * has begun. The window may be NULL.
 */
void pipeline_note_fetch(const struct pipeline *, enum outcome,
    const struct extract_counts *, const struct window *);

/*
 * Whether a completeness gate withholds a source's documents, and the user
 * does not accept that. Logged, as is what the user accepts.
 */
bool pipeline_is_withheld(const struct pipeline *, const struct source *);

/* Reads the archive into packages, where these are not current. */
enum outcome pipeline_transform(const struct pipeline *, const struct source *);

/* Whether a source that no gate withholds has packages yet to be loaded. */
bool pipeline_is_behind(const struct pipeline *, const struct source *);

/*
 * Loads the packages of all sources whose runs have begun. What a gate
 * withheld and the user accepts is no longer withheld once it is loaded.
 */
enum outcome pipeline_load(const struct pipeline *, const struct source *);

#endif
