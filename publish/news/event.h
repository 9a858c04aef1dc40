/* The events of arms.news(), as they were asked for. */
#ifndef PUBLISH_NEWS_EVENT_H
#define PUBLISH_NEWS_EVENT_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/outcome.h"

/* By what to choose: lists have commas between, NULL chooses all. */
struct news_filters {
	const char *country; /* codes or names */
	const char *group;
	const char *family;
	const char *company;
	const char *over; /* US dollars */
};

/* Texts are borrowed from the list; one that is not known is empty. */
struct news_event {
	const char *id;          /* urn:uuid:... */
	const char *kind;        /* new_notice, ... */
	const char *happened_at; /* 2026-01-31T12:00:00.123456Z */
	const char *source;
	const char *title;
	const char *summary;
	const char *url;
	const char *json; /* all of it, one line */
};

struct news_list {
	PGresult *result;
	struct news_event *events;
	size_t count;
};

/*
 * The filters as arms_internal.is_chosen() takes them, for free(); NULL if one
 * of their names is in no list, or on failure: logged, and so is the outcome.
 */
char *event_filters(PGconn *, const struct news_filters *, enum outcome *);

/*
 * The events since a time, by time. A limit of more than 0 takes the last so
 * many, latest first. False on failure, logged.
 */
bool event_read(PGconn *, const char *since, const char *filters, int limit,
    struct news_list *, enum outcome *);

/*
 * Prints the event's JSON as a line; what would steer a terminal, as utf8.h has
 * it, as an escape of JSON, which says the same.
 */
void event_print_json(FILE *, const struct news_event *);

void event_free(struct news_list *);

#endif
