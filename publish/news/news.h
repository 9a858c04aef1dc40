/*
 * What is new or changed: for a mail, as JSON, as a feed, to a command. It only
 * reads the database; what was told by a mark is kept in a folder.
 */
#ifndef PUBLISH_NEWS_NEWS_H
#define PUBLISH_NEWS_NEWS_H

#include <stdbool.h>

#include "base/outcome.h"
#include "load/database.h"
#include "publish/news/event.h"

struct news_options {
	const char *since;   /* as PostgreSQL reads it; NULL: a week ago */
	const char *mark;    /* what it was told before is not told; or NULL */
	const char *folder;  /* where marks are kept */
	const char *atom;    /* a file; NULL: none */
	const char *address; /* where that file is found; NULL: not known */
	const char *hook;    /* a program, called for each event; NULL: none */
	const char *program; /* "armsetl/0.1" */
	unsigned hook_seconds; /* that it may take */
	bool json;
	struct news_filters filters;
};

/* Whether a mark may be called so: a letter or digit, then also . _ - */
bool news_mark_is(const char *name);

/*
 * Tells it. OUTCOME_USAGE if a time, an amount or a name of the filters is
 * none; OUTCOME_LATER if another process tells by this mark, or the program was
 * asked to stop; OUTCOME_NOT_WRITTEN if something could not be told, which is
 * told next time; else the database's. All are logged.
 */
enum outcome
news_run(const struct database_settings *, const struct news_options *);

#endif
