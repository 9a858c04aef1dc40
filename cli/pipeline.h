/* What the commands share that lead sources through the stages. */
#ifndef CLI_PIPELINE_H
#define CLI_PIPELINE_H

#include <argp.h>
#include <stdbool.h>
#include <time.h>

#include "base/outcome.h"
#include "config/config.h"
#include "load/load.h"
#include "transform/reference.h"

enum stages { EXTRACT = 1, TRANSFORM = 2, LOAD = 4 };

struct chosen {
	const struct source *list[64];
	size_t count;
	bool named; /* by the user; else they are all there are */
};

/* Given as 'a'. */
#define ACCEPT_OPTION                                                     \
	{                                                                 \
		"accept-incomplete", 'a', NULL, 0,                        \
		    "Load also what a gate of completeness holds back", 0 \
	}

/* Adds the source of that name; if there is none, argp says so and exits. */
void choose_source(struct argp_state *, struct chosen *, const char *name);

/* One call of the program on its way. */
struct stage {
	const struct config *config;
	struct reference *reference; /* NULL without TRANSFORM */
	struct loader *loader;       /* NULL: the database is not there */
	const char *command;         /* as the ledger has it */
	const char *mode;            /* likewise */
	bool accept_incomplete;
};

/* Opens what the stages need. False if it is not to be had, see outcome. */
bool stage_open(
    struct stage *, const struct config *, unsigned stages, enum outcome *);
void stage_close(struct stage *);

/* Logs what a crawl came to. */
void stage_say_fetched(const struct source *, const struct extract_counts *);

/*
 * Tells the ledger the same, if there is a loader and a run has begun. The
 * window may be NULL.
 */
void stage_note_fetched(const struct stage *, enum outcome,
    const struct extract_counts *, const struct window *);

/*
 * Whether gates hold what a source's archive has, and nobody accepts it. Says
 * so, and also when somebody does.
 */
bool stage_is_held(const struct stage *, const struct source *);

/* The archive's packages, those that are not current. */
enum outcome stage_transform(const struct stage *, const struct source *);

/* Whether packages wait of a source that is not held. Says nothing. */
bool stage_is_behind(const struct stage *, const struct source *);

/*
 * Loads what waits, within a run of the ledger that has begun. What was held
 * is not held any more when it is loaded.
 */
enum outcome stage_load(const struct stage *, const struct source *);

#endif
