/* The way of a source's documents through the stages. */
#include "command.h"

#include <argp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arena.h"
#include "command_stage.h"
#include "extract/moment.h"
#include "extract/trouble.h"
#include "interrupt.h"
#include "log.h"
#include "metrics.h"

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
	char since[MOMENT_SIZE];
	char next[MOMENT_SIZE];
	time_t now = time(NULL);
	bool put_off;

	trouble_read(
	    extract_worklists(settings, source->extractor, arena), &trouble);
	/* A last try in the future is a clock that was wrong. */
	put_off = trouble_next(&trouble) > now && trouble.tried <= now;
	if (put_off) {
		moment_write(trouble.since, since);
		moment_write(trouble_next(&trouble), next);
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

/* All stages of one source. Without a loader the database is not there. */
static enum outcome
run_source(const struct stage *whole, const struct source *source, bool named,
    unsigned stages, struct budget *budget)
{
	struct stage s = *whole;
	enum outcome outcome = OUTCOME_OK;
	time_t deadline = take_share(budget);

	if (s.loader != NULL) {
		outcome = load_begin(s.loader, source->name, s.command, s.mode);
		if (outcome == OUTCOME_LATER)
			return outcome;
		if (outcome != OUTCOME_OK)
			s.loader = NULL;
	}
	if (stages & EXTRACT)
		outcome = outcome_worse(
		    outcome, extract(&s, source, named, deadline));
	if (stages & (TRANSFORM | LOAD) && !interrupted())
		outcome =
		    outcome_worse(outcome, stage_deliver(&s, source, stages));
	return s.loader == NULL ? outcome : load_end(s.loader, outcome);
}

static enum outcome
run_stages(const struct config *c, const struct wanted *wanted, unsigned stages,
    const char *name)
{
	const struct chosen *chosen = &wanted->chosen;
	struct stage s = { .command = name,
		.mode = stages & EXTRACT ? "live" : name,
		.accept_incomplete = wanted->accept_incomplete };
	struct budget budget = { .left = chosen->count };
	enum outcome outcome = OUTCOME_OK;

	if (stages & EXTRACT && !config_may_fetch(c))
		return OUTCOME_MISCONFIGURED;
	if (!stage_open(&s, c, stages, &outcome))
		return outcome;
	if (c->run_seconds != 0)
		budget.end = time(NULL) + (time_t)c->run_seconds;
	for (size_t i = 0; i < chosen->count && !interrupted(); i++)
		outcome = outcome_worse(outcome,
		    run_source(
			&s, chosen->list[i], chosen->named, stages, &budget));
	if (interrupted())
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
