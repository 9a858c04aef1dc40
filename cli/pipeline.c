#include "cli/pipeline.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/stop.h"
#include "extract/held.h"
#include "transform/transform.h"

void
choose_source(struct argp_state *state, struct chosen *chosen, const char *name)
{
	const struct source *source = source_find(name);

	if (source == NULL)
		argp_error(
		    state, "there is no source %s: see armsetl sources", name);
	if (chosen->count < sizeof(chosen->list) / sizeof(chosen->list[0]))
		chosen->list[chosen->count++] = source;
}

bool
stage_open(struct stage *s, const struct config *c, unsigned stages,
    enum outcome *outcome)
{
	const struct load_settings settings = {
		.database = { .conninfo = c->conninfo,
		    .lock_seconds = c->lock_seconds },
		.packages = c->packages,
		.reference = c->reference,
		.program = PROGRAM,
		.accept_incomplete = s->accept_incomplete,
	};
	struct load_settings *kept =
	    arena_alloc(c->arena, sizeof(*kept)); /* the loader points to it */

	*kept = settings;
	s->config = c;
	if (stages & TRANSFORM) {
		s->reference = reference_open(c->reference);
		if (s->reference == NULL) {
			*outcome = OUTCOME_MISCONFIGURED;
			return false;
		}
	}
	/* Without a database the archive can still be kept up to date. */
	if (stages & LOAD)
		s->loader = load_open(kept, outcome);
	return true;
}

void
stage_close(struct stage *s)
{
	load_close(s->loader);
	reference_close(s->reference);
}

static void
note_gate(const struct stage *s, const struct gate *gate, bool accepted)
{
	const struct load_gate note = {
		.gate = gate->name,
		.what = gate->what,
		.measured = gate->measured,
		.wanted = gate->wanted,
		.accepted = accepted,
	};

	if (s->loader != NULL)
		load_note_gate(s->loader, &note);
}

/* Those that hold something are noted where they are found to: is_held(). */
void
stage_note_fetched(const struct stage *s, enum outcome outcome,
    const struct extract_counts *n, const struct window *window)
{
	const struct load_fetch fetch = {
		.since = window == NULL ? NULL : window->since,
		.until = window == NULL ? NULL : window->until,
		.requests = n->requests,
		.retries = n->retries,
		.found = n->found,
		.added = n->added,
		.unchanged = n->unchanged,
		.failed = n->failed,
		.transient = n->transient,
		.permanent = n->permanent,
		.blocked = n->blocked,
		.put_off = n->put_off,
		.trouble = n->blocked > 0 || outcome == OUTCOME_BLOCKED
		    ? "blocked"
		    : n->permanent > 0 ? "permanent"
		    : n->transient > 0 ? "transient"
				       : NULL,
		.reason = n->reason,
	};

	if (s->loader == NULL)
		return;
	load_note_fetch(s->loader, &fetch);
	for (size_t i = 0; i < n->gate_count; i++) {
		if (n->gates[i].accepted)
			note_gate(s, &n->gates[i], true);
	}
}

void
stage_say_fetched(
    const struct source *source, const struct extract_counts *counts)
{
	log_info("%s: %zu new documents with %zu requests, %zu failed",
	    source->name, counts->added, counts->requests, counts->failed);
}

enum outcome
stage_transform(const struct stage *s, const struct source *source)
{
	const struct transform_settings settings = {
		.archive = &s->config->archive,
		.packages = s->config->packages,
		.program = PROGRAM,
		.reference = s->reference,
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
worklists(const struct stage *s, const struct source *source)
{
	const struct config *c = s->config;

	return extract_worklists(
	    config_source(c, source), source->extractor, c->arena);
}

bool
stage_is_held(const struct stage *s, const struct source *source)
{
	struct gate gate;
	time_t since;
	size_t count = held_read(worklists(s, source), &gate, &since);

	if (count == 0)
		return false;
	note_gate(s, &gate, s->accept_incomplete);
	if (s->accept_incomplete) {
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
stage_is_behind(const struct stage *s, const struct source *source)
{
	struct gate gate;
	time_t since;

	return held_read(worklists(s, source), &gate, &since) == 0 &&
	    load_is_behind(s->loader, source->name);
}

enum outcome
stage_load(const struct stage *s, const struct source *source)
{
	struct load_counts counts;
	enum outcome outcome = load_packages(s->loader, &counts);

	if (counts.added + counts.changed + counts.removed == 0)
		log_info("%s: nothing changed; %zu records, %zu faults",
		    source->name, counts.records, counts.faults);
	else
		log_info("%s: %zu records added, %zu changed, %zu removed; "
			 "%zu records, %zu faults",
		    source->name, counts.added, counts.changed, counts.removed,
		    counts.records, counts.faults);
	if (s->accept_incomplete && outcome == OUTCOME_OK &&
	    !held_release(worklists(s, source)))
		outcome = OUTCOME_NOT_WRITTEN;
	return outcome;
}
