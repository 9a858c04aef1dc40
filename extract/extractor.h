/*
 * Extract: a source's new documents into its archive. Nothing is interpreted.
 */
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include <time.h>

#include "archive/archive.h"
#include "base/outcome.h"
#include "base/text.h"
#include "extract/address.h"
#include "extract/fetch.h"
#include "extract/gate.h"
#include "extract/window.h"
#include "format/form.h"

struct crawl;

/* How one source is found. One a source, in source/. */
struct extractor {
	const char *name;
	const char *base; /* the publisher's address, unless a setting says */
	bool wants_key;   /* the publisher answers only those with a key */

	/*
	 * Fetches what was published in the crawl's window. What goes wrong
	 * is logged and noted in crawl->outcome.
	 */
	void (*crawl)(struct crawl *);

	struct document_form documents;

	/*
	 * The address the publisher gives a file that came by other means,
	 * found in its content. False if it cannot be told.
	 */
	bool (*address)(const struct document *, struct text *url);

	/*
	 * How far back a daily run looks again, unless a setting says: what
	 * is published long after what it is about, or corrected. 0: 14 days.
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
	unsigned lag_days;   /* how far back a daily run looks again */
	unsigned first_days; /* how far back the first run looks */
	/* Of the files of a source, blanks between; NULL: the source's own */
	const char *addresses;
	unsigned poll_seconds; /* between questions whether a file is ready */
	const char *key;       /* of the publisher's interface, or NULL */
	const char *key_file;  /* where it is to be read, or NULL */
	unsigned pause_ms;     /* between two requests to one host */
	/* The folder of what is left to do; NULL: nothing is noted there. */
	const char *worklists;
	time_t deadline;         /* nothing is asked behind it; 0: none */
	unsigned floor_per_year; /* documents: see struct gate_floor */
	unsigned backfill_days;
	/* A gate that fails is noted, and holds nothing back. */
	bool accept_incomplete;
};

#define GATES_MAX 8

struct extract_counts {
	size_t requests;
	size_t retries; /* of these: asked again for what did not come */
	size_t added;   /* documents that were not in the archive */
	size_t unchanged;
	size_t failed;
	size_t found;   /* documents that listings named in the window */
	size_t put_off; /* of these: missing, and not asked for today */
	/* Addresses that failed: for the moment, for good, as we are blocked */
	size_t transient;
	size_t permanent;
	size_t blocked;
	char reason[512]; /* the message of the worst trouble */
	size_t skipped;   /* of an imported WARC: not this source's documents */
	struct gate gates[GATES_MAX]; /* that failed */
	size_t gate_count;
};

/*
 * Brings the archive up to date from the cursor, which moves on when nothing
 * failed; it is a file in the archive's folder. How it ended is noted among
 * what is left to do. OUTCOME_LATER when it was interrupted, or out of time.
 */
enum outcome extract_run(const struct extract_settings *,
    const struct extractor *, struct extract_counts *);

/*
 * Fetches what was published in a past window, both days given, in steps. The
 * cursor is neither read nor moved. What is done stands in a worklist, so that
 * a second call goes on where the first was interrupted, or failed: within one
 * backfill an address that has answered is not asked again.
 */
enum outcome extract_backfill(const struct extract_settings *,
    const struct extractor *, const struct window *, struct extract_counts *);

/*
 * The end of a backfill whose documents are loaded: its worklist goes, if all
 * of it is done. The next call begins anew. False if not removed, logged.
 */
bool extract_backfill_end(const struct extract_settings *,
    const struct extractor *, const struct window *);

/* The source's folder of what is left to do, in the arena. */
struct arena;
char *extract_worklists(
    const struct extract_settings *, const struct extractor *, struct arena *);

/*
 * Takes a file that came by other means into the archive. A WARC file, or a
 * WACZ, gives each of its whole documents that holds records of this source.
 * url and published_on may be NULL.
 */
enum outcome extract_import(const struct extract_settings *,
    const struct extractor *, const char *path, const char *url,
    const char *published_on, struct extract_counts *);

/* Whether that is an address, and one that could hold records. */
bool extract_address_is(const struct extractor *, const char *url);

#endif
