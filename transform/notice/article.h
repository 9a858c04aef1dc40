/* Notifications as they are announced to the public: prose under a title. */
#ifndef TRANSFORM_NOTICE_ARTICLE_H
#define TRANSFORM_NOTICE_ARTICLE_H

#include "transform/notice/unit.h"

/*
 * Reads an announcement of DSCA or of the State Department, of any year since
 * 2004, into a record; the unit, which is read, holds its paragraphs. The
 * notice has what the page says of itself filled in: surface, url, version,
 * title, published_on, announced_on. A day in the text, "WASHINGTON, January 8,
 * 2026", comes before the page's.
 *
 * An announcement tells when it was delivered to Congress only if it says
 * "today" or names the day. No clock of review runs in an emergency. False, and
 * a fault, if the text announces no sale.
 */
bool article_read(struct reading *, struct unit *, struct notice *);

/*
 * Adds a block of a page. A sentence that the page cuts in two is joined.
 */
void article_add(struct unit *, const char *text, size_t line);

/*
 * The day of a page's own words, "NEWS | Jan. 8, 2026" or "June 5, 2026".
 * False if there is none.
 */
bool article_day(struct reading *, const char *text, struct day *);

#endif
