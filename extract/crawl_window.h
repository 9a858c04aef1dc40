/* The crawl of one window, from its beginning to its end. */
#ifndef EXTRACT_CRAWL_WINDOW_H
#define EXTRACT_CRAWL_WINDOW_H

#include "base/outcome.h"
#include "extract/extractor.h"
#include "extract/revisit.h"

struct pace;

/* Opens the archive to be written, whose lock another may hold. */
enum outcome crawl_archive(const struct extract_settings *,
    const struct extractor *, struct archive **);

/*
 * Whether a setting says that the source is on this machine or in a private
 * network: its base, or one of its addresses. Their names are looked up.
 */
bool crawl_is_private(const struct extract_settings *);

struct crawl_task {
	const struct extract_settings *settings;
	const struct extractor *extractor;
	struct archive *archive;
	struct fetcher *fetcher;
	struct reader *reader; /* of that archive */
	struct window window;
	bool live;
	struct revisit_scope scope; /* of a backfill */
	const struct pace *pace;    /* of a backfill; else NULL */
};

struct crawl_result {
	enum outcome outcome;
	bool is_whole; /* all came but documents that are noted as missing */
	bool is_over;  /* it gave up before its end */
	struct extract_counts counts;
};

/*
 * Crawls one window, judges it by the gates, and notes in the source's state
 * which of them failed. In a run from the cursor missing documents are asked
 * for whose day has come and that no listing named.
 */
void crawl_window(const struct crawl_task *, struct crawl_result *);

#endif
