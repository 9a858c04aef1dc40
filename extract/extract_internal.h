/* What extract.c and backfill.c share. */
#ifndef EXTRACT_EXTRACT_INTERNAL_H
#define EXTRACT_EXTRACT_INTERNAL_H

#include "extract/crawl.h"

/* Opens the archive to be written, whose lock another may hold. */
enum outcome extract_open(const struct extract_settings *,
    const struct extractor *, struct archive **);

/*
 * Crawls one window, judges it by the gates, and notes among what is left to
 * do which of them failed. How it ended is in crawl->outcome.
 */
void extract_window(struct crawl *);

#endif
