/* When a page that the archive has is fetched again: pages are edited. */
#ifndef EXTRACT_REVISIT_H
#define EXTRACT_REVISIT_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/archive.h"

/*
 * A daily run sees a page in each listing of its lag window. It fetches it
 * again when an eighth, half and all of the window's days have passed since
 * the page's day; so it finds each edit made within the window, the early ones
 * soon, at three requests a page. Given when the page answered last (a day, or
 * a time that begins with one). Days are ISO dates.
 */
bool revisit_is_due(const char *published, const char *answered,
    const char *today, unsigned lag_days);

/*
 * Whether the page of that day ("" if unknown) has answered, and need not be
 * asked yet. A page that blocks us is an answer, too.
 */
bool revisit_is_early(const struct archive *, const char *url,
    const char *published, const char *today, unsigned lag_days);

/*
 * Of a backfill: what has answered since it began is not asked twice. The
 * places are among the archive's captures, for clocks are set back.
 */
struct revisit_scope {
	bool resumes; /* else nothing of this holds */
	size_t records_from;
	size_t listings_from; /* of what holds no records: not before either */
};

/*
 * The answer an address has given within the scope, if it still holds; known
 * is the document that the archive has from there, or NULL. What holds no
 * records holds for a day.
 */
const struct capture *
revisit_answer(const struct archive *, const struct revisit_scope *,
    bool is_records, const char *url, const struct capture *known);

#endif
