/*
 * The settings: built in, then from a file (INI, see armsetl.conf), then from
 * the environment, then from the command line.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/archive.h"
#include "config/sources.h"
#include "extract/extract.h"
#include "extract/fetch.h"
#include "load/database.h"

#define PROGRAM "armsetl/" VERSION

/* What `armsetl news --configured' does; each may be NULL. */
struct config_news {
	const char *mark;
	const char *atom; /* a file */
	const char *address;
	const char *hook; /* a program */
	const char *country;
	const char *group;
	const char *family;
	const char *company;
	const char *over;
	unsigned hook_seconds;
};

struct config {
	const char *data_dir;
	const char *reference; /* the folder of the lists */
	const char *contact;   /* NULL: not set */
	const char *metrics;   /* a file, written after a run; NULL: none */
	const char *packages;  /* within data_dir */
	const char *sandbox;   /* "full", "degraded" or NULL: see base/wall.h */
	unsigned run_seconds;  /* of a run, to fetch; 0: no end */
	struct config_news news;
	struct database_settings database;
	struct archive_settings archive;
	struct fetch_settings fetch;
	struct extract_settings *sources; /* one each, in their order */
	struct arena *arena;
};

/*
 * Reads the file; with NULL the system's, if there is one. An unknown name or
 * an impossible value is an error: logged with file and line, NULL.
 */
struct config *config_read(const char *file);

/* Fills in what neither the file nor the command line gave. */
bool config_complete(struct config *);

void config_free(struct config *);

/*
 * The settings of a source, with its key (config/credential.h), or none.
 * False if there is one that cannot be, logged.
 */
bool config_fetching(
    const struct config *, const struct source *, struct extract_settings *);

/* Whether publishers can reach us, without which nothing is fetched: logged. */
bool config_may_fetch(const struct config *);

/* The settings of a source. */
const struct extract_settings *
config_source(const struct config *, const struct source *);

/* Where a source is asked, by the settings or else by what the program knows.
 */
const char *config_address(const struct config *, const struct source *);

#endif
