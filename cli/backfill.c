/* A past window of a source, in steps that can be interrupted. */
#include <argp.h>
#include <string.h>

#include "base/log.h"
#include "base/stop.h"
#include "base/time.h"
#include "base/wall.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/metrics.h"
#include "cli/pipeline.h"

struct backfill_options {
	const struct source *source;
	struct window window;
	bool accept_incomplete;
};

/* A command line that is wrong as a whole ends the program. */
static void
backfill_prove(struct argp_state *state, const struct backfill_options *b)
{
	char today[11];

	day_text_today(today);
	if (b->source == NULL || b->window.since[0] == '\0' ||
	    b->window.until[0] == '\0') {
		argp_usage(state);
		return;
	}
	if (b->source->extractor->backfill_days == 0)
		argp_error(state,
		    "%s has no past windows: it is whole tables, and `armsetl "
		    "run' fetches all of them",
		    b->source->name);
	if (strcmp(b->window.since, b->window.until) > 0)
		argp_error(
		    state, "%s is after %s", b->window.since, b->window.until);
	if (strcmp(b->window.until, today) > 0)
		argp_error(state, "%s is in the future", b->window.until);
}

static error_t
backfill_option(int key, char *value, struct argp_state *state)
{
	struct backfill_options *b = state->input;
	char *day = key == 's' ? b->window.since : b->window.until;

	switch (key) {
	case 's':
	case 'u':
		arguments_prove_day(state, value);
		memcpy(day, value, sizeof(b->window.since));
		return 0;
	case 'a':
		b->accept_incomplete = true;
		return 0;
	case ARGP_KEY_ARG:
		if (b->source != NULL)
			argp_error(state, "a backfill is of one source");
		b->source = arguments_source(state, value);
		return 0;
	case ARGP_KEY_END:
		backfill_prove(state, b);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static void
backfill_parse(int argc, char *argv[], struct backfill_options *b)
{
	static const struct argp_option options[] = {
		{ "since", 's', "DAY", 0, "The first day, as 2026-01-31", 0 },
		{ "until", 'u', "DAY", 0, "The last day", 0 },
		ARGUMENTS_ACCEPT_INCOMPLETE,
		{ 0 },
	};
	static const struct argp argp = { options, backfill_option,
		"SOURCE --since DAY --until DAY",
		"Fetches, reads and loads what was published in a past window, "
		"in steps. The cursor of `armsetl run' is not moved. After an "
		"interruption the same command goes on from there.",
		NULL, NULL, NULL };

	arguments_parse(&argp, argc, argv, b);
}

static enum outcome
backfill_fetch(const struct config *c, const struct backfill_options *b,
    struct extract_counts *counts)
{
	struct extract_settings settings;
	enum outcome outcome;

	if (!config_fetching(c, b->source, &settings))
		return OUTCOME_MISCONFIGURED;
	settings.accept_incomplete = b->accept_incomplete;
	outcome = extract_backfill(
	    &settings, b->source->extractor, &b->window, counts);
	pipeline_log_fetch(b->source, counts);
	return outcome;
}

static enum outcome
backfill_load(const struct pipeline *p, const struct source *source)
{
	enum outcome outcome;

	if (pipeline_is_withheld(p, source))
		return OUTCOME_INCOMPLETE;
	outcome = pipeline_transform(p, source);
	if (stop_requested())
		return outcome_worse(outcome, OUTCOME_LATER);
	return outcome_worse(outcome, pipeline_load(p, source));
}

/*
 * The database is opened after fetching: a connection that waits for hours
 * would not last so long.
 */
static enum outcome
backfill_deliver(const struct config *c, const struct backfill_options *b,
    enum outcome fetched, const struct extract_counts *counts)
{
	struct pipeline p = { .command = "backfill",
		.mode = "backfill",
		.accept_incomplete = b->accept_incomplete };
	enum outcome outcome = OUTCOME_OK;

	if (!pipeline_open(&p, c, TRANSFORM | LOAD, &outcome))
		return outcome;
	if (p.loader != NULL)
		outcome =
		    load_begin(p.loader, b->source->name, p.command, p.mode);
	if (p.loader != NULL && outcome == OUTCOME_OK) {
		pipeline_note_fetch(&p, fetched, counts, &b->window);
		outcome = backfill_load(&p, b->source);
		if (load_end(p.loader, outcome_worse(outcome, fetched)) ==
		    OUTCOME_NOT_WRITTEN)
			outcome = OUTCOME_NOT_WRITTEN;
	} else {
		log_error(
		    "%s: what was fetched is not loaded; the same command, "
		    "or `armsetl replay %s', loads it",
		    b->source->name, b->source->name);
	}
	pipeline_close(&p);
	return outcome;
}

enum outcome
command_backfill(struct config *c, int argc, char *argv[])
{
	struct backfill_options b = { .source = NULL };
	struct extract_counts counts = { 0 };
	enum outcome fetched;
	enum outcome outcome;

	backfill_parse(argc, argv, &b);
	if (!config_may_fetch(c) || !pipeline_may_read(c, wall_lacks()))
		return OUTCOME_MISCONFIGURED;
	fetched = backfill_fetch(c, &b, &counts);
	if (stop_requested() || fetched == OUTCOME_LATER ||
	    fetched == OUTCOME_MISCONFIGURED)
		return fetched;
	outcome = backfill_deliver(c, &b, fetched, &counts);
	/* Until it is loaded, the same command shall load it. */
	if (outcome == OUTCOME_OK &&
	    !extract_backfill_end(
		config_source(c, b.source), b.source->extractor, &b.window))
		outcome = OUTCOME_NOT_WRITTEN;
	return metrics_after(c, NULL, outcome_worse(fetched, outcome));
}
