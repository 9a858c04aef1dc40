/* What the command lines of the subcommands share. */
#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include <argp.h>
#include <stdbool.h>

#include "config/sources.h"

/*
 * Reads the command line of a subcommand into the input, as argp_parse() does;
 * argv[0] is the subcommand's name. Help and messages name the whole command:
 * "Usage: armsetl run [SOURCE...]". A command line that is wrong ends the
 * program with EX_USAGE.
 */
void arguments_parse(const struct argp *, int argc, char *argv[], void *input);

/* The source of that name. If there is none, the program ends. */
const struct source *arguments_source(struct argp_state *, const char *name);

/* Proves that the value is a day like 2026-01-31; else the program ends. */
void arguments_prove_day(struct argp_state *, const char *value);

/* A number from 1 up to the most; else the program ends. */
size_t arguments_number(struct argp_state *, const char *value, size_t most);

/* The sources that a command is about, in the order in which they came. */
struct source_choice {
	const struct source **items;
	size_t count;
	size_t room;
	bool named; /* by the user; else they are all there are */
};

/* Adds the source that the user named; a second time changes nothing. */
void source_choice_name(
    struct source_choice *, struct argp_state *, const char *name);

/* Adds all sources, as the user named none. */
void source_choice_all(struct source_choice *);

bool source_choice_has(const struct source_choice *, const struct source *);

/* Adds a source, whether or not it is there. */
void source_choice_add(struct source_choice *, const struct source *);

void source_choice_free(struct source_choice *);

/* --accept-incomplete, given as 'a'. */
#define ARGUMENTS_ACCEPT_INCOMPLETE                                   \
	{                                                             \
		"accept-incomplete", 'a', NULL, 0,                    \
		    "Load also what a completeness gate withholds", 0 \
	}

/* --jobs, given as 'j'. */
#define ARGUMENTS_JOBS                                             \
	{                                                          \
		"jobs", 'j', "N", 0,                               \
		    "Read documents in so many processes; unless " \
		    "given, as many as there are processors",      \
		    0                                              \
	}

/* --metrics, given as 'm'. */
#define ARGUMENTS_METRICS                                                \
	{                                                                \
		"metrics", 'm', "FILE", 0,                               \
		    "Write the state of all sources after the run, for " \
		    "Prometheus",                                        \
		    0                                                    \
	}

#endif
