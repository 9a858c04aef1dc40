#include "cli/pipeline.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "extract/source_state.h"
#include "transform/transform.h"

bool
pipeline_may_read(const struct config *c, const char *lack)
{
	if (c->sandbox != NULL && strcmp(c->sandbox, "degraded") == 0) {
		log_warn("sandbox = degraded: %s",
		    lack != NULL
			? lack
			: "it is not needed, as this kernel has all of it");
		return true;
	}
	if (lack != NULL)
		log_error("no document is read, as what reads them cannot be "
			  "shut in: %s; see sandbox in armsetl.conf",
		    lack);
	return lack == NULL;
}

/* What the program knows of all sources, for the database. */
static struct load_source *
pipeline_describe_sources(const struct config *c)
{
	struct load_source *list = xzalloc(source_count * sizeof(*list));

	for (size_t i = 0; i < source_count; i++) {
		const struct source *s = &sources[i];

		list[i] = (struct load_source){
			.source = s->name,
			.title = s->title,
			.publisher = s->publisher,
			.address = config_address(c, s),
			.cadence = s->cadence,
			.licence = s->licence,
			.is_restricted = s->is_restricted,
		};
	}
	return list;
}

bool
pipeline_open(struct pipeline *p, const struct config *c, unsigned stages,
    enum outcome *outcome)
{
	p->config = c;
	p->settings = (struct load_settings){
		.database = c->database,
		.packages = c->packages,
		.reference = c->reference,
		.program = PROGRAM,
		.accept_incomplete = p->accept_incomplete,
		.rehearse = p->rehearse,
	};
	if (stages & TRANSFORM) {
		p->reference = reference_open(c->reference);
		if (p->reference == NULL) {
			*outcome = OUTCOME_MISCONFIGURED;
			return false;
		}
	}
	/* Without a database the archive can still be kept up to date. */
	if (stages & LOAD) {
		p->sources = pipeline_describe_sources(c);
		p->settings.sources = p->sources;
		p->settings.source_count = source_count;
		p->loader = load_open(&p->settings, outcome);
	}
	return true;
}

void
pipeline_close(struct pipeline *p)
{
	load_close(p->loader);
	reference_close(p->reference);
	free(p->sources);
}

static void
pipeline_note_gate(
    const struct pipeline *p, const struct gate *gate, bool accepted)
{
	const struct load_gate note = {
		.gate = gate->name,
		.what = gate->what,
		.measured = gate->measured,
		.wanted = gate->wanted,
		.accepted = accepted,
	};

	if (p->loader != NULL)
		load_note_gate(p->loader, &note);
}

/* The kind of the worst failure, as the ledger has it; NULL: none. */
static const char *
pipeline_failure(enum outcome outcome, const struct extract_counts *n)
{
	if (n->blocked > 0 || outcome == OUTCOME_BLOCKED)
		return "blocked";
	if (n->permanent > 0)
		return "permanent";
	return n->transient > 0 ? "transient" : NULL;
}

/* A gate that withholds something is noted by pipeline_is_withheld(). */
void
pipeline_note_fetch(const struct pipeline *p, enum outcome outcome,
    const struct extract_counts *n, const struct window *window)
{
	const struct load_fetch fetch = {
		.since = window == NULL ? NULL : window->since,
		.until = window == NULL ? NULL : window->until,
		.failure = pipeline_failure(outcome, n),
		.reason = n->reason,
	};

	if (p->loader == NULL)
		return;
	load_note_fetch(p->loader, &fetch, counts_json(n));
	for (size_t i = 0; i < n->gate_count; i++) {
		if (n->gates[i].accepted)
			pipeline_note_gate(p, &n->gates[i], true);
	}
}

void
pipeline_log_fetch(
    const struct source *source, const struct extract_counts *counts)
{
	log_info("%s: %zu new documents with %zu requests, %zu failed",
	    source->name, counts->added, counts->requests, counts->failed);
}

enum outcome
pipeline_transform(const struct pipeline *p, const struct source *source)
{
	const struct transform_settings settings = {
		.archive = &p->config->archive,
		.packages = p->config->packages,
		.program = PROGRAM,
		.reference = p->reference,
		.jobs = p->jobs,
		.proves_index = p->proves_index,
		.limits = config_source(p->config, source)->reading,
	};
	const struct transform_source what = {
		.name = source->name,
		.title = source->title,
		.publisher = source->extractor->base,
		.licence = source->licence,
		.documents = &source->extractor->documents,
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

static const char *
pipeline_state_folder(const struct pipeline *p, const struct source *source)
{
	const struct config *c = p->config;

	return source_state_folder(
	    config_source(c, source)->worklists, source->name, c->arena);
}

bool
pipeline_is_withheld(const struct pipeline *p, const struct source *source)
{
	struct gate gate;
	time_t since;
	size_t count =
	    source_gates_read(pipeline_state_folder(p, source), &gate, &since);

	if (count == 0)
		return false;
	pipeline_note_gate(p, &gate, p->accept_incomplete);
	if (p->accept_incomplete) {
		log_warn("%s: is loaded although gate %s failed, %zu of %zu: "
			 "%s",
		    source->name, gate.name, gate.measured, gate.wanted,
		    gate.what);
		return false;
	}
	log_error("%s: is not loaded, as gate %s failed, %zu of %zu: %s; see "
		  "--accept-incomplete",
	    source->name, gate.name, gate.measured, gate.wanted, gate.what);
	return true;
}

bool
pipeline_is_behind(const struct pipeline *p, const struct source *source)
{
	struct gate gate;
	time_t since;

	return source_gates_read(
		   pipeline_state_folder(p, source), &gate, &since) == 0 &&
	    load_is_behind(p->loader, source->name);
}

enum outcome
pipeline_load(const struct pipeline *p, const struct source *source)
{
	struct load_counts counts;
	enum outcome outcome = load_packages(p->loader, &counts);

	if (counts.added + counts.changed + counts.removed == 0)
		log_info("%s: nothing changed; %zu records, %zu faults",
		    source->name, counts.records, counts.faults);
	else
		log_info("%s: %zu records added, %zu changed, %zu removed; "
			 "%zu records, %zu faults",
		    source->name, counts.added, counts.changed, counts.removed,
		    counts.records, counts.faults);
	if (p->accept_incomplete && outcome == OUTCOME_OK &&
	    !source_gates_release(pipeline_state_folder(p, source)))
		outcome = OUTCOME_NOT_WRITTEN;
	return outcome;
}
