/*
 * The commands that lead sources through the stages: run, extract, transform,
 * load and replay.
 */
#include <argp.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/crew.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/time.h"
#include "base/wall.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/metrics.h"
#include "cli/pipeline.h"
#include "cli/rehearsal.h"
#include "extract/source_state.h"

struct run_options {
	struct source_choice choice;
	bool accept_incomplete;
	bool dry_run;
	size_t jobs;
	const char *metrics;
};

static error_t
run_option(int key, char *value, struct argp_state *state)
{
	struct run_options *o = state->input;

	switch (key) {
	case 'a':
		o->accept_incomplete = true;
		return 0;
	case 'j':
		o->jobs = arguments_number(state, value, CREW_MOST);
		return 0;
	case 'm':
		o->metrics = value;
		return 0;
	case 'n':
		o->dry_run = true;
		return 0;
	case ARGP_KEY_ARG:
		source_choice_name(&o->choice, state, value);
		return 0;
	case ARGP_KEY_NO_ARGS:
		source_choice_all(&o->choice);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

/* Metrics tell what the database has: only commands that load write them. */
static const struct argp_option options_of_run[] = {
	ARGUMENTS_ACCEPT_INCOMPLETE,
	ARGUMENTS_JOBS,
	ARGUMENTS_METRICS,
	{ 0 },
};
static const struct argp_option options_of_extracting[] = {
	ARGUMENTS_ACCEPT_INCOMPLETE,
	{ 0 },
};
static const struct argp_option options_of_reading[] = {
	ARGUMENTS_ACCEPT_INCOMPLETE,
	ARGUMENTS_JOBS,
	{ 0 },
};
static const struct argp_option options_of_loading[] = {
	ARGUMENTS_ACCEPT_INCOMPLETE,
	ARGUMENTS_METRICS,
	{ 0 },
};
static const struct argp_option options_of_replay[] = {
	ARGUMENTS_ACCEPT_INCOMPLETE,
	ARGUMENTS_JOBS,
	ARGUMENTS_METRICS,
	{ "dry-run", 'n', NULL, 0,
	    "Show what would change in the database, and change nothing", 0 },
	{ 0 },
};

/* Fetching */

/* The time that a whole run has for fetching. */
struct fetch_budget {
	time_t end;  /* 0: no end */
	size_t left; /* sources that share what remains of it */
};

/* The end of a source's fair share. */
static time_t
fetch_budget_share(struct fetch_budget *b)
{
	time_t now = time(NULL);
	time_t sharers = (time_t)b->left--;

	if (b->end == 0 || b->end <= now)
		return b->end;
	return now + (b->end - now + sharers - 1) / sharers;
}

/*
 * Whether a source has failed for days, so that it is tried once a day unless
 * it is named; then the outcome is that of its last try.
 */
static bool
run_backs_off(const struct extract_settings *settings,
    const struct source *source, enum outcome *outcome)
{
	struct arena *arena = arena_new();
	struct source_failure failure;
	char since[TIMESTAMP_SIZE];
	char next[TIMESTAMP_SIZE];
	time_t now = time(NULL);
	bool backs_off;

	(void)source_failure_read(
	    source_state_folder(settings->worklists, source->name, arena),
	    &failure);
	/* A last try in the future is a clock that was wrong. */
	backs_off = source_failure_next(&failure) > now && failure.tried <= now;
	if (backs_off) {
		timestamp_write(failure.since, since);
		timestamp_write(source_failure_next(&failure), next);
		log_warn("%s: %s since %s; not tried before %s, unless the "
			 "source is named",
		    source->name, outcome_name(failure.outcome), since, next);
		*outcome = failure.outcome;
	}
	arena_free(arena);
	return backs_off;
}

/*
 * A source that wants a key and has none is left out, unless the user named
 * it.
 */
static enum outcome
run_extract(const struct pipeline *p, const struct source *source, bool named,
    time_t deadline)
{
	struct extract_counts counts = { 0 };
	struct extract_settings settings;
	enum outcome outcome;

	if (!config_fetching(p->config, source, &settings))
		return OUTCOME_MISCONFIGURED;
	if (source->extractor->wants_key && settings.key == NULL && !named) {
		log_info("%s: left out, as it has no key: see armsetl.conf",
		    source->name);
		return OUTCOME_OK;
	}
	if (!named && run_backs_off(&settings, source, &outcome))
		return outcome;
	if (deadline != 0 && deadline <= time(NULL)) {
		log_warn("%s: put off, as the time to fetch is over: see "
			 "run_seconds in armsetl.conf",
		    source->name);
		return OUTCOME_LATER;
	}
	settings.deadline = deadline;
	settings.accept_incomplete = p->accept_incomplete;
	outcome = extract_run(&settings, source->extractor, &counts);
	pipeline_log_fetch(source, &counts);
	pipeline_note_fetch(p, outcome, &counts, NULL);
	return outcome;
}

/* The stages */

/* The run of one source. */
struct source_run {
	const struct source *source;
	struct loader *loader; /* NULL: the database does not answer */
	bool is_locked;        /* by another run */
	enum outcome outcome;
};

static void
source_run_note(struct source_run *r, enum outcome outcome)
{
	r->outcome = outcome_worse(r->outcome, outcome);
}

static void
source_run_begin(const struct pipeline *whole, struct source_run *r, bool named,
    unsigned stages, struct fetch_budget *budget)
{
	struct pipeline p = *whole;
	time_t deadline = fetch_budget_share(budget);

	if (p.loader != NULL) {
		r->outcome =
		    load_begin(p.loader, r->source->name, p.command, p.mode);
		r->is_locked = r->outcome == OUTCOME_LATER;
		if (r->is_locked)
			return;
		if (r->outcome != OUTCOME_OK)
			p.loader = NULL;
	}
	r->loader = p.loader;
	if (stages & EXTRACT)
		source_run_note(r, run_extract(&p, r->source, named, deadline));
	if (!(stages & (TRANSFORM | LOAD)) || stop_requested())
		return;
	if (pipeline_is_withheld(&p, r->source)) {
		source_run_note(r, OUTCOME_INCOMPLETE);
		if (p.loader != NULL)
			load_withhold(p.loader);
	} else if (stages & TRANSFORM) {
		source_run_note(r, pipeline_transform(&p, r->source));
	}
}

static void
source_run_end(const struct pipeline *p, struct source_run *r)
{
	if (r->loader == NULL || r->is_locked)
		return;
	load_select(r->loader, r->source->name);
	if (!stop_requested())
		source_run_note(r, pipeline_load(p, r->source));
	r->outcome = load_end(r->loader, r->outcome);
}

/*
 * What is fetched is loaded source by source. What the archives have is loaded
 * when all sources are read, since it may be of many days.
 */
static enum outcome
run_sources(const struct pipeline *p, const struct source_choice *choice,
    unsigned stages)
{
	struct source_run *runs = xzalloc((choice->count + 1) * sizeof(*runs));
	struct fetch_budget budget = { .left = choice->count };
	enum outcome outcome = OUTCOME_OK;
	size_t begun = 0;

	if (p->config->run_seconds != 0)
		budget.end = time(NULL) + (time_t)p->config->run_seconds;
	for (; begun < choice->count && !stop_requested(); begun++) {
		struct source_run *r = &runs[begun];

		r->source = choice->items[begun];
		r->loader = p->loader;
		source_run_begin(p, r, choice->named, stages, &budget);
		if (stages & EXTRACT)
			source_run_end(p, r);
	}
	for (size_t i = 0; i < begun; i++) {
		if (!(stages & EXTRACT))
			source_run_end(p, &runs[i]);
		outcome = outcome_worse(outcome, runs[i].outcome);
	}
	free(runs);
	return outcome;
}

/*
 * What was fetched while the database did not answer is loaded first: before
 * what other sources say now.
 */
static enum outcome
run_backlog(const struct pipeline *whole, const struct source_choice *choice)
{
	struct pipeline p = *whole;
	struct source_choice behind = { .named = choice->named };
	enum outcome outcome = OUTCOME_OK;

	p.mode = "load";
	for (size_t i = 0; i < choice->count && !stop_requested(); i++) {
		const struct source *source = choice->items[i];

		outcome =
		    outcome_worse(outcome, pipeline_transform(&p, source));
		if (pipeline_is_behind(&p, source))
			source_choice_add(&behind, source);
	}
	if (behind.count > 0)
		outcome = outcome_worse(
		    outcome, run_sources(&p, &behind, TRANSFORM | LOAD));
	source_choice_free(&behind);
	return outcome;
}

static enum outcome
run_stages(const struct config *c, const struct run_options *o, unsigned stages,
    const char *name)
{
	struct pipeline p = { .command = name,
		.mode = stages & EXTRACT ? "live" : name,
		.jobs = o->jobs,
		.proves_index = !(stages & EXTRACT),
		.accept_incomplete = o->accept_incomplete };
	enum outcome outcome = OUTCOME_OK;

	if (stages & EXTRACT && !config_may_fetch(c))
		return OUTCOME_MISCONFIGURED;
	if (!pipeline_open(&p, c, stages, &outcome))
		return outcome;
	if (p.loader != NULL && stages & EXTRACT)
		outcome = run_backlog(&p, &o->choice);
	outcome = outcome_worse(outcome, run_sources(&p, &o->choice, stages));
	if (stop_requested())
		outcome = outcome_worse(outcome, OUTCOME_LATER);
	pipeline_close(&p);
	if (stages & LOAD)
		outcome = metrics_after(c, o->metrics, outcome);
	return outcome;
}

/* argv[0] is the command's name, as the ledger has it. */
static enum outcome
run_command(const struct config *c, int argc, char *argv[], unsigned stages,
    const struct argp_option *options, const char *doc)
{
	const struct argp argp = { options, run_option, "[SOURCE...]", doc,
		NULL, NULL, NULL };
	struct run_options o = { .accept_incomplete = false };
	enum outcome outcome;

	arguments_parse(&argp, argc, argv, &o);
	if (stages & (EXTRACT | TRANSFORM) &&
	    !pipeline_may_read(c, wall_lacks()))
		outcome = OUTCOME_MISCONFIGURED;
	else
		outcome = o.dry_run ? rehearsal_run(c, &o.choice, o.jobs)
				    : run_stages(c, &o, stages, argv[0]);
	source_choice_free(&o.choice);
	return outcome;
}

enum outcome
command_run(struct config *c, int argc, char *argv[])
{
	return run_command(c, argc, argv, EXTRACT | TRANSFORM | LOAD,
	    options_of_run,
	    "Fetches, reads and loads what is new: the command for a timer, "
	    "every day.");
}

enum outcome
command_extract(struct config *c, int argc, char *argv[])
{
	return run_command(c, argc, argv, EXTRACT, options_of_extracting,
	    "Fetches what is new into the archive.");
}

enum outcome
command_transform(struct config *c, int argc, char *argv[])
{
	return run_command(c, argc, argv, TRANSFORM, options_of_reading,
	    "Reads the archive into packages, where these are not current.");
}

enum outcome
command_load(struct config *c, int argc, char *argv[])
{
	return run_command(c, argc, argv, LOAD, options_of_loading,
	    "Loads the packages that the database does not have yet.");
}

enum outcome
command_replay(struct config *c, int argc, char *argv[])
{
	return run_command(c, argc, argv, TRANSFORM | LOAD, options_of_replay,
	    "Reads and loads from the archive, without network: after an "
	    "import, a new version of the program, or an edit of the lists of "
	    "names.");
}
