/* What a source's crawl is given: its description, and the settings. */
#ifndef EXTRACT_EXTRACTOR_H
#define EXTRACT_EXTRACTOR_H

#include <time.h>

#include "archive/archive.h"
#include "base/text.h"
#include "base/worker.h"
#include "extract/counts.h"
#include "extract/fetch.h"
#include "format/form.h"

struct crawl;

/* How one source is found. One a source, in source/. */
struct extractor {
	const char *name;
	const char *base; /* the publisher's address, unless a setting says */
	bool wants_key;   /* the publisher answers only those with a key */

	/*
	 * Fetches what was published in the crawl's window, in the words of
	 * crawl.h, which log and note what goes wrong.
	 */
	void (*crawl)(struct crawl *);

	struct document_form documents;

	/*
	 * The address the publisher gives a file that came by other means,
	 * found in its content. False if it cannot be told.
	 */
	bool (*address)(const struct document *, struct text *url);

	/*
	 * How many days back a daily run looks, unless a setting says: some
	 * things are published long after what they are about, or corrected.
	 * 0: 14 days.
	 */
	unsigned lag_days;

	/*
	 * How many days a step of a backfill has. 0: the source is whole
	 * tables, of which no past window can be asked for.
	 */
	unsigned backfill_days;

	struct gate_floor floor;
};

struct extract_settings {
	const struct archive_settings *archive;
	const struct fetch_settings *fetch;
	const char *base;    /* NULL: the source's own */
	unsigned page_size;  /* of a listing; 0: the source's own */
	unsigned lag_days;   /* how far back a daily run looks */
	unsigned first_days; /* how far back the first run looks */
	/* Of the files of a source, blanks between; NULL: the source's own */
	const char *addresses;
	unsigned poll_seconds; /* between questions whether a file is ready */
	const char *key;       /* of the publisher's interface, or NULL */
	const char *key_file;  /* where it is to be read, or NULL */
	unsigned pause_ms;     /* between two requests to one host */
	/* The folder of all sources' states; NULL: nothing is noted there. */
	const char *worklists;
	time_t deadline;         /* nothing is asked after it; 0: none */
	unsigned floor_per_year; /* documents: see struct gate_floor */
	unsigned backfill_days;
	struct worker_limits reading; /* of a document */
	/* A gate that fails is noted, and keeps nothing from being loaded. */
	bool accept_incomplete;
};

#endif
