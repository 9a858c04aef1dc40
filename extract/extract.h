/*
 * Extract: a source's new documents into its archive. Nothing is interpreted.
 */
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include "base/outcome.h"
#include "extract/address.h"
#include "extract/extractor.h"
#include "extract/findings.h"

/*
 * Brings the archive up to date from the cursor, which moves on when nothing
 * failed; it is a file in the archive's folder. How it ended is noted in the
 * source's state. OUTCOME_LATER when it was interrupted, or out of time.
 */
enum outcome extract_run(const struct extract_settings *,
    const struct extractor *, struct extract_counts *);

/*
 * Fetches what was published in a past window, both days given, in steps. The
 * cursor is neither read nor moved. What is done stands in a backlog, so that
 * a second call goes on where the first was interrupted, or failed: within one
 * backfill an address that has answered is not asked twice.
 */
enum outcome extract_backfill(const struct extract_settings *,
    const struct extractor *, const struct window *, struct extract_counts *);

/*
 * The end of a backfill whose documents are loaded: its backlog goes, if all
 * of it is done. The next call begins anew. False if not removed, logged.
 */
bool extract_backfill_end(const struct extract_settings *,
    const struct extractor *, const struct window *);

/* What somebody who can read a source's documents says of one. */
enum import_verdict {
	IMPORT_TAKE,
	IMPORT_UNREADABLE, /* of the source, as far as one can see */
	IMPORT_REFUSE,     /* it is none of the source's */
};

struct import_look {
	enum import_verdict (*look)(void *context, const struct document *);
	void *context;
};

/* What is imported; all but the path may be NULL. */
struct import_request {
	const char *path;
	const char *url;
	const char *published_on;
	const struct import_look *look; /* NULL: any file is taken */
};

/*
 * Takes files that came by other means into the archive, each as if it were
 * alone, if it is of a kind that the source has. A WARC file, a WACZ, or what a
 * browser saved, gives each of its whole documents that holds records of this
 * source. What stands in the place of documents is taken too, and noted, but
 * not from a browser. OUTCOME_LATER when it was interrupted: what was taken
 * until then is in the archive.
 */
enum outcome extract_import(const struct extract_settings *,
    const struct extractor *, const struct import_request *, size_t count,
    struct extract_counts *, struct findings *);

/* Whether that is an address, and one that could hold records. */
bool extract_address_is(const struct extractor *, const char *url);

#endif
