/* A past window of a source, in steps that can be interrupted. */
#include "cli/command.h"

#include <argp.h>
#include <string.h>

#include "base/log.h"
#include "base/stop.h"
#include "base/time.h"
#include "cli/metrics.h"
#include "cli/pipeline.h"

struct backfill {
	const struct source *source;
	struct window window;
	bool accept_incomplete;
};

static void
take_day(struct argp_state *state, char day[11], const char *value)
{
	if (!day_text_is(value))
		argp_error(state, "%s is not a day like 2026-01-31", value);
	memcpy(day, value, 11);
}

/* What is wrong with the whole of it is said, and ends the program. */
static void
check(struct argp_state *state, const struct backfill *b)
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
take_backfill(int key, char *value, struct argp_state *state)
{
	struct backfill *b = state->input;
	struct chosen chosen = { .count = 0 };

	switch (key) {
	case 's':
		take_day(state, b->window.since, value);
		return 0;
	case 'u':
		take_day(state, b->window.until, value);
		return 0;
	case 'a':
		b->accept_incomplete = true;
		return 0;
	case ARGP_KEY_ARG:
		if (b->source != NULL)
			argp_error(state, "a backfill is of one source");
		choose_source(state, &chosen, value);
		b->source = chosen.list[0];
		return 0;
	case ARGP_KEY_END:
		check(state, b);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static void
parse(int argc, char *argv[], struct backfill *b)
{
	static const struct argp_option options[] = {
		{ "since", 's', "DAY", 0, "The first day, as 2026-01-31", 0 },
		{ "until", 'u', "DAY", 0, "The last day", 0 },
		ACCEPT_OPTION,
		{ 0 },
	};
	static const struct argp argp = { options, take_backfill, "SOURCE",
		"Fetches, reads and loads what was published in a past window, "
		"in steps. It never moves what `armsetl run' goes on from. When "
		"it was interrupted, the same call goes on where it stopped.",
		NULL, NULL, NULL };

	argv[0] = (char[]){ "armsetl backfill" };
	argp_parse(&argp, argc, argv, 0, NULL, b);
}

static enum outcome
fetch_steps(const struct config *c, const struct backfill *b,
    struct extract_counts *counts)
{
	struct extract_settings settings;
	enum outcome outcome;

	if (!config_fetching(c, b->source, &settings))
		return OUTCOME_MISCONFIGURED;
	settings.accept_incomplete = b->accept_incomplete;
	outcome = extract_backfill(
	    &settings, b->source->extractor, &b->window, counts);
	stage_say_fetched(b->source, counts);
	return outcome;
}

static enum outcome
read_and_load(const struct stage *s, const struct source *source)
{
	enum outcome outcome;

	if (stage_is_held(s, source))
		return OUTCOME_INCOMPLETE;
	outcome = stage_transform(s, source);
	if (stop_requested())
		return outcome_worse(outcome, OUTCOME_LATER);
	return outcome_worse(outcome, stage_load(s, source));
}

/*
 * Only now is the database asked: a connection that waits while others are
 * fetched for hours would not live so long.
 */
static enum outcome
deliver(const struct config *c, const struct backfill *b, enum outcome fetched,
    const struct extract_counts *counts)
{
	struct stage s = { .command = "backfill",
		.mode = "backfill",
		.accept_incomplete = b->accept_incomplete };
	enum outcome outcome = OUTCOME_OK;

	if (!stage_open(&s, c, TRANSFORM | LOAD, &outcome))
		return outcome;
	if (s.loader != NULL)
		outcome =
		    load_begin(s.loader, b->source->name, s.command, s.mode);
	if (s.loader != NULL && outcome == OUTCOME_OK) {
		stage_note_fetched(&s, fetched, counts, &b->window);
		outcome = read_and_load(&s, b->source);
		if (load_end(s.loader, outcome_worse(outcome, fetched)) ==
		    OUTCOME_NOT_WRITTEN)
			outcome = OUTCOME_NOT_WRITTEN;
	} else {
		log_error("%s: what was fetched is not loaded; the same call, "
			  "or `armsetl replay %s', does it",
		    b->source->name, b->source->name);
	}
	stage_close(&s);
	return outcome;
}

enum outcome
command_backfill(struct config *c, int argc, char *argv[])
{
	struct backfill b = { .source = NULL };
	struct extract_counts counts = { 0 };
	enum outcome fetched;
	enum outcome outcome;

	parse(argc, argv, &b);
	if (!config_may_fetch(c))
		return OUTCOME_MISCONFIGURED;
	fetched = fetch_steps(c, &b, &counts);
	if (stop_requested() || fetched == OUTCOME_LATER ||
	    fetched == OUTCOME_MISCONFIGURED)
		return fetched;
	outcome = deliver(c, &b, fetched, &counts);
	/* What is not loaded is not done: the same call is to load it. */
	if (outcome == OUTCOME_OK &&
	    !extract_backfill_end(
		config_source(c, b.source), b.source->extractor, &b.window))
		outcome = OUTCOME_NOT_WRITTEN;
	return metrics_after(c, NULL, outcome_worse(fetched, outcome));
}
