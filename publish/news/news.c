#include "publish/news/news.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/time.h"
#include "load/status.h"
#include "publish/news/atom.h"
#include "publish/news/event.h"
#include "publish/news/hook.h"
#include "publish/news/mail.h"
#include "publish/news/mark.h"

#define MARK_LENGTH 64       /* at most */
#define TOLD_DAYS 60         /* what was told is remembered, at least */
#define FEED_ENTRIES 200     /* at most */
#define FEED_SINCE "90 days" /* ago, at most */
#define HOOK_FAILURES 5      /* in a row, then the others wait as well */

struct news {
	const struct news_options *options;
	PGconn *db;
	struct news_mark *mark;
	char *filters;
	PGresult *times;
	struct news_list list;
	const struct news_event **fresh; /* those of the list to be told */
	size_t fresh_count;
	const char *first_failed; /* the earliest not told; NULL: none */
};

/* What news_times() asks for, in its order. */
enum news_time { TIME_WEEK_AGO, TIME_SAFE, TIME_FEED, TIME_EMPTY, FEED_ID };

bool
news_mark_is(const char *name)
{
	size_t length = strlen(name);

	if (length == 0 || length > MARK_LENGTH ||
	    !isalnum((unsigned char)*name) || *name < 0)
		return false;
	for (const char *p = name; *p != '\0'; p++) {
		if (*p < 0 ||
		    (!isalnum((unsigned char)*p) && strchr("._-", *p) == NULL))
			return false;
	}
	return true;
}

/* Times */

static const char *
news_time(const struct news *n, enum news_time which)
{
	return PQgetvalue(n->times, 0, (int)which);
}

/*
 * The times by the database's clock. Up to the safe one, all is known: nothing
 * of a run that has not ended is of an earlier time, and what is not of a run
 * (a list that is loaded) does not take two days.
 */
static enum outcome
news_times(struct news *n)
{
	n->times = database_query(n->db,
	    "SELECT now() - interval '7 days',"
	    " to_char((least(now(), (SELECT min(started_at) FROM arms.run"
	    "  WHERE status = 'running'"
	    "  AND started_at > now() - interval '30 days'))"
	    "  - interval '2 days') AT TIME ZONE 'UTC',"
	    "  'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'),"
	    " date_trunc('day', now()) - interval '" FEED_SINCE "',"
	    " (SELECT to_char(min(applied_at) AT TIME ZONE 'UTC',"
	    "  'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM arms.migration),"
	    " 'urn:uuid:' || arms_internal.name_uuid('feed ' || $1)",
	    n->filters, NULL);
	return n->times == NULL ? database_outcome(n->db) : OUTCOME_OK;
}

static const char *
news_since(const struct news *n)
{
	const char *since = n->mark == NULL ? NULL : mark_since(n->mark);

	if (n->options->since != NULL)
		return n->options->since;
	return since == NULL ? news_time(n, TIME_WEEK_AGO) : since;
}

static void
news_choose(struct news *n)
{
	n->fresh = xrealloc(NULL, n->list.count + 1, sizeof(*n->fresh));
	for (size_t i = 0; i < n->list.count; i++) {
		const struct news_event *e = &n->list.events[i];

		if (n->mark == NULL || !mark_has(n->mark, e->id))
			n->fresh[n->fresh_count++] = e;
	}
}

/* Telling */

/* On standard output, which must have taken all before it counts as told. */
static enum outcome
news_print(struct news *n)
{
	const struct news_options *o = n->options;

	for (size_t i = 0; o->json && i < n->fresh_count; i++)
		event_print_json(stdout, n->fresh[i]);
	if (!o->json && o->atom == NULL && o->hook == NULL)
		mail_print(stdout, n->fresh, n->fresh_count);
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return OUTCOME_OK;
	log_error("standard output: %s", strerror(errno));
	return OUTCOME_NOT_WRITTEN;
}

static enum outcome
news_feed(struct news *n)
{
	const struct atom_feed feed = {
		.id = news_time(n, FEED_ID),
		.updated = news_time(n, TIME_EMPTY),
		.address = n->options->address,
		.program = n->options->program,
	};
	struct news_list list = { 0 };
	enum outcome outcome = OUTCOME_OK;

	if (!event_read(n->db, news_time(n, TIME_FEED), n->filters,
		FEED_ENTRIES, &list, &outcome))
		return outcome;
	if (!atom_write(n->options->atom, &feed, &list))
		outcome = OUTCOME_NOT_WRITTEN;
	event_free(&list);
	return outcome;
}

/* What failed less often comes first; else they stay in their order. */
static int
news_compare(const void *a, const void *b, void *mark)
{
	const struct news_event *const *one = a;
	const struct news_event *const *other = b;
	long long difference =
	    mark_failures(mark, (*one)->id) - mark_failures(mark, (*other)->id);

	if (difference != 0)
		return difference < 0 ? -1 : 1;
	return *one < *other ? -1 : 1;
}

static void
news_note_untold(struct news *n)
{
	for (size_t i = 0; i < n->list.count; i++) {
		if (mark_has(n->mark, n->list.events[i].id))
			continue;
		n->first_failed = n->list.events[i].happened_at;
		return;
	}
}

/*
 * One that fails does not keep others from being tried, unless all seem to
 * fail; those that wait then are tried first the next time.
 */
static enum outcome
news_call(struct news *n)
{
	const struct news_options *o = n->options;
	enum outcome outcome = OUTCOME_OK;
	unsigned failures = 0;

	qsort_r(
	    n->fresh, n->fresh_count, sizeof(*n->fresh), news_compare, n->mark);
	for (size_t i = 0; i < n->fresh_count; i++) {
		const struct news_event *e = n->fresh[i];

		if (stop_requested() || failures == HOOK_FAILURES)
			return outcome_worse(outcome, OUTCOME_LATER);
		if (hook_call(o->hook, e->json, o->hook_seconds)) {
			failures = 0;
			if (mark_add_now(n->mark, e->id))
				continue;
			return OUTCOME_NOT_WRITTEN;
		}
		log_error("%s: is told next time", e->id);
		mark_add_failure(n->mark, e->id);
		failures++;
		outcome = OUTCOME_NOT_WRITTEN;
	}
	return outcome;
}

/* Next time, from the earlier of the safe time and the first that failed. */
static enum outcome
news_save(struct news *n)
{
	const char *since = news_time(n, TIME_SAFE);
	char day[DAY_TEXT_SIZE];

	day_text_today(day);
	day_text_add(day, -TOLD_DAYS);
	if (n->first_failed != NULL && strcmp(n->first_failed, since) < 0)
		since = n->first_failed;
	return mark_save(n->mark, since, &n->list, day) ? OUTCOME_OK
							: OUTCOME_NOT_WRITTEN;
}

static enum outcome
news_tell(struct news *n)
{
	enum outcome outcome = OUTCOME_OK;

	news_choose(n);
	if (n->options->atom != NULL)
		outcome = news_feed(n);
	if (outcome == OUTCOME_OK)
		outcome = news_print(n);
	if (outcome != OUTCOME_OK || n->mark == NULL)
		return outcome;
	database_run(n->db, "COMMIT"); /* a hook may take its time */
	if (n->options->hook != NULL)
		outcome = news_call(n);
	for (size_t i = 0; n->options->hook == NULL && i < n->fresh_count; i++)
		mark_add(n->mark, n->fresh[i]->id);
	news_note_untold(n);
	return outcome_worse(outcome, news_save(n));
}

/* The whole */

static enum outcome
news_ask(struct news *n)
{
	enum outcome outcome = OUTCOME_OK;

	if (!database_run(n->db,
		"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
		" SET LOCAL TIME ZONE 'UTC'"))
		return database_outcome(n->db);
	if (!status_has_schema(n->db, &outcome))
		return outcome;
	n->filters = event_filters(n->db, &n->options->filters, &outcome);
	if (n->filters == NULL)
		return outcome;
	outcome = news_times(n);
	if (outcome == OUTCOME_OK &&
	    event_read(n->db, news_since(n), n->filters, 0, &n->list, &outcome))
		outcome = news_tell(n);
	return outcome;
}

enum outcome
news_run(const struct database_settings *settings,
    const struct news_options *options)
{
	struct news n = { .options = options };
	enum outcome outcome = OUTCOME_OK;

	if (options->hook != NULL && !hook_is(options->hook))
		return OUTCOME_MISCONFIGURED;
	if (options->mark != NULL) {
		n.mark = mark_open(options->folder, options->mark, &outcome);
		if (n.mark == NULL)
			return outcome;
	}
	n.db = database_open(settings, &outcome);
	if (n.db != NULL)
		outcome = news_ask(&n);
	PQclear(n.times);
	event_free(&n.list);
	free(n.fresh);
	free(n.filters);
	PQfinish(n.db);
	mark_close(n.mark);
	return outcome;
}
