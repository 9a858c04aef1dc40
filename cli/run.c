/* The way of a source's documents through the stages. */
#include "cli/command.h"

#include <argp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/stop.h"
#include "base/time.h"
#include "cli/metrics.h"
#include "cli/pipeline.h"
#include "extract/trouble.h"

struct wanted {
	struct chosen chosen;
	bool accept_incomplete;
	const char *metrics;
};

/* Arguments: names of sources */

static error_t
take_source(int key, char *value, struct argp_state *state)
{
	struct wanted *w = state->input;

	switch (key) {
	case 'a':
		w->accept_incomplete = true;
		return 0;
	case 'm':
		w->metrics = value;
		return 0;
	case ARGP_KEY_ARG:
		choose_source(state, &w->chosen, value);
		w->chosen.named = true;
		return 0;
	case ARGP_KEY_NO_ARGS:
		for (size_t i = 0; i < source_count; i++)
			w->chosen.list[w->chosen.count++] = &sources[i];
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static void
parse_sources(const char *doc, int argc, char *argv[], struct wanted *wanted)
{
	static const struct argp_option options[] = {
		ACCEPT_OPTION,
		{ "metrics", 'm', "FILE", 0,
		    "Write how things stand then, for Prometheus", 0 },
		{ 0 },
	};
	const struct argp argp = { options, take_source, "[SOURCE...]", doc,
		NULL, NULL, NULL };
	char *name = argv[0];

	argv[0] = (char[]){ "armsetl" }; /* argp prints it before the usage */
	argp_parse(&argp, argc, argv, 0, NULL, wanted);
	argv[0] = name;
}

/* Fetching */

/* The whole run's time for fetching. */
struct budget {
	time_t end;  /* 0: no end */
	size_t left; /* sources that share what remains of it */
};

/* The end of a source's fair share. */
static time_t
take_share(struct budget *b)
{
	time_t now = time(NULL);
	time_t sharers = (time_t)b->left--;

	if (b->end == 0 || b->end <= now)
		return b->end;
	return now + (b->end - now + sharers - 1) / sharers;
}

/* Who fails for days is asked once a day, unless he was named; gives how. */
static bool
is_put_off(const struct extract_settings *settings, const struct source *source,
    enum outcome *outcome)
{
	struct arena *arena = arena_new();
	struct trouble trouble;
	char since[TIMESTAMP_SIZE];
	char next[TIMESTAMP_SIZE];
	time_t now = time(NULL);
	bool put_off;

	trouble_read(
	    extract_worklists(settings, source->extractor, arena), &trouble);
	/* A last try in the future is a clock that was wrong. */
	put_off = trouble_next(&trouble) > now && trouble.tried <= now;
	if (put_off) {
		timestamp_write(trouble.since, since);
		timestamp_write(trouble_next(&trouble), next);
		log_warn("%s: %s since %s, and not asked before %s",
		    source->name, outcome_name(trouble.outcome), since, next);
		*outcome = trouble.outcome;
	}
	arena_free(arena);
	return put_off;
}

/* Who has no key, and did not ask for the source, does without it. */
static enum outcome
extract(const struct stage *s, const struct source *source, bool named,
    time_t deadline)
{
	struct extract_counts counts = { 0 };
	struct extract_settings settings;
	enum outcome outcome;

	if (!config_fetching(s->config, source, &settings))
		return OUTCOME_MISCONFIGURED;
	if (source->extractor->wants_key && settings.key == NULL && !named) {
		log_info("%s: left out, as it has no key: see armsetl.conf",
		    source->name);
		return OUTCOME_OK;
	}
	if (!named && is_put_off(&settings, source, &outcome))
		return outcome;
	if (deadline != 0 && deadline <= time(NULL)) {
		log_warn("%s: put off, as the time to fetch is over: see "
			 "run_seconds in armsetl.conf",
		    source->name);
		return OUTCOME_LATER;
	}
	settings.deadline = deadline;
	settings.accept_incomplete = s->accept_incomplete;
	outcome = extract_run(&settings, source->extractor, &counts);
	stage_say_fetched(source, &counts);
	stage_note_fetched(s, outcome, &counts, NULL);
	return outcome;
}

/* The stages */

/* A source on its way. Without a loader the database is not there. */
struct going {
	const struct source *source;
	struct loader *loader;
	bool is_left; /* another run has it */
	enum outcome outcome;
};

static void
note(struct going *g, enum outcome outcome)
{
	g->outcome = outcome_worse(g->outcome, outcome);
}

static void
begin_source(const struct stage *whole, struct going *g, bool named,
    unsigned stages, struct budget *budget)
{
	struct stage s = *whole;
	time_t deadline = take_share(budget);

	if (s.loader != NULL) {
		g->outcome =
		    load_begin(s.loader, g->source->name, s.command, s.mode);
		g->is_left = g->outcome == OUTCOME_LATER;
		if (g->is_left)
			return;
		if (g->outcome != OUTCOME_OK)
			s.loader = NULL;
	}
	g->loader = s.loader;
	if (stages & EXTRACT)
		note(g, extract(&s, g->source, named, deadline));
	if (!(stages & (TRANSFORM | LOAD)) || stop_requested())
		return;
	if (stage_is_held(&s, g->source)) {
		note(g, OUTCOME_INCOMPLETE);
		if (s.loader != NULL)
			load_hold(s.loader);
	} else if (stages & TRANSFORM) {
		note(g, stage_transform(&s, g->source));
	}
}

static void
end_source(const struct stage *s, struct going *g)
{
	if (g->loader == NULL || g->is_left)
		return;
	load_turn_to(g->loader, g->source->name);
	if (!stop_requested())
		note(g, stage_load(s, g->source));
	g->outcome = load_end(g->loader, g->outcome);
}

/*
 * What is fetched is loaded source by source. What the archives have is loaded
 * when all sources are read, since it may be of many days.
 */
static enum outcome
run_sources(const struct stage *s, const struct chosen *chosen, unsigned stages)
{
	struct going going[sizeof(chosen->list) / sizeof(chosen->list[0])];
	struct budget budget = { .left = chosen->count };
	enum outcome outcome = OUTCOME_OK;
	size_t begun = 0;

	if (s->config->run_seconds != 0)
		budget.end = time(NULL) + (time_t)s->config->run_seconds;
	for (; begun < chosen->count && !stop_requested(); begun++) {
		struct going *g = &going[begun];

		*g = (struct going){ chosen->list[begun], s->loader, false,
			OUTCOME_OK };
		begin_source(s, g, chosen->named, stages, &budget);
		if (stages & EXTRACT)
			end_source(s, g);
	}
	for (size_t i = 0; i < begun; i++) {
		if (!(stages & EXTRACT))
			end_source(s, &going[i]);
		outcome = outcome_worse(outcome, going[i].outcome);
	}
	return outcome;
}

/*
 * What was fetched while there was no database comes first: before what other
 * sources say now.
 */
static enum outcome
catch_up(const struct stage *whole, const struct chosen *chosen)
{
	struct stage asks_nobody = *whole;
	const struct stage *s = &asks_nobody;
	struct chosen behind = { .named = chosen->named };
	enum outcome outcome = OUTCOME_OK;

	asks_nobody.mode = "load";
	for (size_t i = 0; i < chosen->count && !stop_requested(); i++) {
		const struct source *source = chosen->list[i];

		outcome = outcome_worse(outcome, stage_transform(s, source));
		if (stage_is_behind(s, source))
			behind.list[behind.count++] = source;
	}
	if (behind.count > 0)
		outcome = outcome_worse(
		    outcome, run_sources(s, &behind, TRANSFORM | LOAD));
	return outcome;
}

static enum outcome
run_stages(const struct config *c, const struct wanted *wanted, unsigned stages,
    const char *name)
{
	const struct chosen *chosen = &wanted->chosen;
	struct stage s = { .command = name,
		.mode = stages & EXTRACT ? "live" : name,
		.accept_incomplete = wanted->accept_incomplete };
	enum outcome outcome = OUTCOME_OK;

	if (stages & EXTRACT && !config_may_fetch(c))
		return OUTCOME_MISCONFIGURED;
	if (!stage_open(&s, c, stages, &outcome))
		return outcome;
	if (s.loader != NULL && stages & EXTRACT)
		outcome = catch_up(&s, chosen);
	outcome = outcome_worse(outcome, run_sources(&s, chosen, stages));
	if (stop_requested())
		outcome = outcome_worse(outcome, OUTCOME_LATER);
	stage_close(&s);
	if (stages & LOAD)
		outcome = metrics_after(c, wanted->metrics, outcome);
	return outcome;
}

#define DEFINE_STAGES(function, stages, name, doc)                      \
	enum outcome function(struct config *c, int argc, char *argv[]) \
	{                                                               \
		struct wanted wanted = { .accept_incomplete = false };  \
		parse_sources(doc, argc, argv, &wanted);                \
		return run_stages(c, &wanted, stages, name);            \
	}

DEFINE_STAGES(command_run, EXTRACT | TRANSFORM | LOAD, "run",
    "Fetches, reads and loads what is new: what a timer calls every day.")
DEFINE_STAGES(command_extract, EXTRACT, "extract",
    "Fetches what is new into the archive.")
DEFINE_STAGES(command_transform, TRANSFORM, "transform",
    "Reads the archive into packages, those that are not current.")
DEFINE_STAGES(command_load, LOAD, "load",
    "Loads the packages that the database does not have.")
DEFINE_STAGES(command_replay, TRANSFORM | LOAD, "replay",
    "Reads and loads from the archive, without network: after an import, a "
    "new version of the program, or an edit of the lists of names.")
