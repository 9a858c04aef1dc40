/* Events for people: the text of a mail. */
#ifndef PUBLISH_NEWS_MAIL_H
#define PUBLISH_NEWS_MAIL_H

#include <stdio.h>

#include "publish/news/event.h"

/*
 * Prints them by kind, in lines of 80 columns; of no event nothing. The list is
 * of those that are to be told.
 */
void mail_print(FILE *, const struct news_event *const *, size_t count);

#endif
