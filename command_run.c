/* The way of a source's documents through the stages. */
#include <argp.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "extract/extract.h"
#include "load/load.h"
#include "log.h"
#include "metrics.h"
#include "transform/reference.h"
#include "transform/transform.h"

enum stages { EXTRACT = 1, TRANSFORM = 2, LOAD = 4 };

/* Arguments: names of sources */

struct chosen {
	const struct source *list[64];
	size_t count;
	bool named; /* by the user; else they are all there are */
	bool accept_incomplete;
	const char *metrics;
};

static void
choose_source(struct argp_state *state, struct chosen *chosen, const char *name)
{
	const struct source *source = source_find(name);

	if (source == NULL)
		argp_error(
		    state, "there is no source %s: see armsetl sources", name);
	if (chosen->count < sizeof(chosen->list) / sizeof(chosen->list[0]))
		chosen->list[chosen->count++] = source;
}

static error_t
take_source(int key, char *value, struct argp_state *state)
{
	struct chosen *chosen = state->input;

	switch (key) {
	case 'a':
		chosen->accept_incomplete = true;
		return 0;
	case 'm':
		chosen->metrics = value;
		return 0;
	case ARGP_KEY_ARG:
		choose_source(state, chosen, value);
		chosen->named = true;
		return 0;
	case ARGP_KEY_NO_ARGS:
		for (size_t i = 0; i < source_count; i++)
			chosen->list[chosen->count++] = &sources[i];
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static void
parse_sources(const char *doc, int argc, char *argv[], struct chosen *chosen)
{
	static const struct argp_option options[] = {
		{ "accept-incomplete", 'a', NULL, 0,
		    "Load also what a gate of completeness holds back", 0 },
		{ "metrics", 'm', "FILE", 0,
		    "Write how things stand then, for Prometheus", 0 },
		{ 0 },
	};
	const struct argp argp = { options, take_source, "[SOURCE...]", doc,
		NULL, NULL, NULL };
	char *name = argv[0];

	argv[0] = (char[]){ "armsetl" }; /* argp prints it before the usage */
	argp_parse(&argp, argc, argv, 0, NULL, chosen);
	argv[0] = name;
}

/* One stage of one source */

/* For the ledger. */
static void
note_fetch(struct loader *loader, enum outcome outcome,
    const struct extract_counts *counts)
{
	const struct load_fetch fetch = {
		.requests = counts->requests,
		.added = counts->added,
		.unchanged = counts->unchanged,
		.failed = counts->failed,
		.trouble = outcome == OUTCOME_BLOCKED ? "blocked"
		    : outcome == OUTCOME_UNREACHABLE  ? "transient"
						      : NULL,
	};

	if (loader != NULL)
		load_note_fetch(loader, &fetch);
}

/* Who has no key, and did not ask for the source, does without it. */
static enum outcome
extract(const struct config *c, const struct source *source, bool named,
    struct loader *loader)
{
	struct extract_counts counts = { 0 };
	struct extract_settings settings;
	enum outcome outcome;

	if (c->contact == NULL) {
		log_error("no contact is set, and publishers must be able to "
			  "reach us: see contact in armsetl.conf");
		return OUTCOME_MISCONFIGURED;
	}
	if (!config_fetching(c, source, &settings))
		return OUTCOME_MISCONFIGURED;
	if (source->extractor->wants_key && settings.key == NULL && !named) {
		log_info("%s: left out, as it has no key: see armsetl.conf",
		    source->name);
		return OUTCOME_OK;
	}
	outcome = extract_run(&settings, source->extractor, NULL, &counts);
	note_fetch(loader, outcome, &counts);
	log_info("%s: %zu new documents with %zu requests, %zu failed",
	    source->name, counts.added, counts.requests, counts.failed);
	return outcome;
}

static enum outcome
transform(const struct config *c, const struct reference *reference,
    const struct source *source)
{
	const struct transform_settings settings = {
		.archive = &c->archive,
		.packages = c->packages,
		.program = PROGRAM,
		.reference = reference,
	};
	const struct transform_source what = {
		.title = source->title,
		.publisher = source->extractor->base,
		.licence = source->licence,
		.extractor = source->extractor,
		.transformer = source->transformer,
	};
	struct transform_counts counts;
	enum outcome outcome = transform_run(&settings, &what, &counts);

	if (counts.packages == 0)
		log_debug("%s: the packages are current", source->name);
	else
		log_info("%s: read %zu documents: %zu records, %zu faults",
		    source->name, counts.documents, counts.records,
		    counts.faults);
	return outcome;
}

static enum outcome
load(struct loader *loader, const struct source *source)
{
	struct load_counts counts;
	enum outcome outcome = load_packages(loader, &counts);

	if (counts.added + counts.changed + counts.removed == 0)
		log_info("%s: nothing changed; %zu records, %zu faults",
		    source->name, counts.records, counts.faults);
	else
		log_info("%s: %zu records added, %zu changed, %zu removed; "
			 "%zu records, %zu faults",
		    source->name, counts.added, counts.changed, counts.removed,
		    counts.records, counts.faults);
	return outcome;
}

/* All stages of one source. Without a loader the database is not there. */
static enum outcome
run_source(const struct config *c, const struct reference *reference,
    struct loader *loader, const struct chosen *chosen, size_t i,
    unsigned stages, const char *name)
{
	const struct source *source = chosen->list[i];
	enum outcome outcome = OUTCOME_OK;

	if (loader != NULL) {
		outcome = load_begin(loader, source->name, name,
		    stages & EXTRACT ? "live" : name);
		if (outcome == OUTCOME_LATER)
			return outcome;
		if (outcome != OUTCOME_OK)
			loader = NULL;
	}
	if (stages & EXTRACT)
		outcome = outcome_worse(
		    outcome, extract(c, source, chosen->named, loader));
	if (stages & TRANSFORM)
		outcome =
		    outcome_worse(outcome, transform(c, reference, source));
	if (loader == NULL)
		return outcome;
	outcome = outcome_worse(outcome, load(loader, source));
	return load_end(loader, outcome);
}

static enum outcome
run_stages(const struct config *c, const struct chosen *chosen, unsigned stages,
    const char *name)
{
	const struct load_settings settings = {
		.database = { .conninfo = c->conninfo,
		    .lock_seconds = c->lock_seconds },
		.packages = c->packages,
		.reference = c->reference,
		.program = PROGRAM,
		.accept_incomplete = chosen->accept_incomplete,
	};
	struct reference *reference = NULL;
	struct loader *loader = NULL;
	enum outcome outcome = OUTCOME_OK;

	if (stages & TRANSFORM) {
		reference = reference_open(c->reference);
		if (reference == NULL)
			return OUTCOME_MISCONFIGURED;
	}
	/* Without a database the archive can still be kept up to date. */
	if (stages & LOAD)
		loader = load_open(&settings, &outcome);
	for (size_t i = 0; i < chosen->count; i++)
		outcome = outcome_worse(outcome,
		    run_source(c, reference, loader, chosen, i, stages, name));
	load_close(loader);
	reference_close(reference);
	if (stages & EXTRACT && stages & LOAD)
		outcome = metrics_after(c, chosen->metrics, outcome);
	return outcome;
}

#define DEFINE_STAGES(function, stages, name, doc)                      \
	enum outcome function(struct config *c, int argc, char *argv[]) \
	{                                                               \
		struct chosen chosen = { .count = 0 };                  \
		parse_sources(doc, argc, argv, &chosen);                \
		return run_stages(c, &chosen, stages, name);            \
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

/* Import */

struct import {
	const struct source *source;
	const char *url;
	const char *published;
	int first; /* the first file in argv */
	int count;
};

static error_t
take_import(int key, char *value, struct argp_state *state)
{
	struct import *i = state->input;

	switch (key) {
	case 'u':
		i->url = value;
		return 0;
	case 'p':
		if (!extract_day_is(value))
			argp_error(
			    state, "%s is not a day like 2026-01-31", value);
		i->published = value;
		return 0;
	case ARGP_KEY_ARG:
		if (i->source == NULL) {
			struct chosen chosen = { .count = 0 };

			choose_source(state, &chosen, value);
			i->source = chosen.list[0];
			return 0;
		}
		i->first = state->next - 1;
		i->count = state->argc - i->first;
		state->next = state->argc;
		return 0;
	case ARGP_KEY_END:
		if (i->count == 0)
			argp_usage(state);
		if (i->url != NULL && i->count > 1)
			argp_error(state, "--url goes with one file");
		if (i->url != NULL &&
		    !extract_address_is(i->source->extractor, i->url))
			argp_error(state,
			    "%s cannot be the address of a "
			    "document of %s",
			    i->url, i->source->name);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

enum outcome
command_import(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "url", 'u', "URL", 0, "Where the file was published", 0 },
		{ "published", 'p', "DAY", 0, "When, as 2026-01-31", 0 },
		{ 0 },
	};
	static const struct argp argp = { options, take_import,
		"SOURCE FILE...",
		"Takes files that came by other means into the archive. A WARC "
		"file gives each of its documents that is of the source. "
		"`armsetl replay' reads and loads them.",
		NULL, NULL, NULL };
	struct import i = { 0 };
	struct extract_counts counts = { 0 };
	enum outcome outcome = OUTCOME_OK;

	argv[0] = (char[]){ "armsetl import" };
	argp_parse(&argp, argc, argv, 0, NULL, &i);
	for (int n = 0; n < i.count; n++)
		outcome = outcome_worse(outcome,
		    extract_import(config_source(c, i.source),
			i.source->extractor, argv[i.first + n], i.url,
			i.published, &counts));
	log_info("%s: %zu documents imported, %zu were there, %zu left out, "
		 "%zu records skipped",
	    i.source->name, counts.added, counts.unchanged, counts.failed,
	    counts.skipped);
	return outcome;
}
