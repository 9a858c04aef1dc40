#include "cli/rehearsal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/utf8.h"
#include "cli/pipeline.h"

static bool rehearsal_is_empty;

static void
rehearsal_print(const struct load_change *c)
{
	char *first = xzalloc(3 * strlen(c->first) + 1);
	char *difference = xzalloc(3 * strlen(c->difference) + 1);

	utf8_disarm(c->first, first);
	utf8_disarm(c->difference, difference);
	printf("%s: %s would be %s; the first: %s: %s\n", c->table, c->rows,
	    c->change, first, difference);
	free(difference);
	free(first);
	rehearsal_is_empty = false;
}

/* The packages are made before the transaction begins, which others notice. */
static enum outcome
rehearsal_transform(struct pipeline *p, const struct source_choice *choice)
{
	enum outcome outcome = OUTCOME_OK;

	if (!pipeline_open(p, p->config, TRANSFORM, &outcome))
		return outcome;
	for (size_t i = 0; i < choice->count && !stop_requested(); i++) {
		const struct source *source = choice->items[i];

		outcome = outcome_worse(outcome,
		    pipeline_is_withheld(p, source)
			? OUTCOME_INCOMPLETE
			: pipeline_transform(p, source));
	}
	pipeline_close(p);
	return outcome;
}

static enum outcome
rehearsal_load(struct pipeline *p, const struct source_choice *choice)
{
	enum outcome outcome = OUTCOME_OK;

	for (size_t i = 0; i < choice->count && outcome == OUTCOME_OK; i++)
		outcome = load_begin(
		    p->loader, choice->items[i]->name, p->command, p->mode);
	for (size_t i = 0;
	     i < choice->count && outcome == OUTCOME_OK && !stop_requested();
	     i++) {
		load_select(p->loader, choice->items[i]->name);
		outcome = pipeline_load(p, choice->items[i]);
	}
	rehearsal_is_empty = true;
	if (outcome == OUTCOME_OK &&
	    !load_tell_changes(p->loader, rehearsal_print))
		outcome = OUTCOME_NOT_WRITTEN;
	if (outcome == OUTCOME_OK && rehearsal_is_empty)
		printf("nothing would change\n");
	return outcome;
}

enum outcome
rehearsal_run(const struct config *c, const struct source_choice *choice)
{
	struct arena *arena = arena_new();
	struct config scratch = *c;
	struct pipeline p = {
		.config = &scratch,
		.command = "replay",
		.mode = "replay",
		.rehearse = true,
	};
	enum outcome outcome = OUTCOME_NOT_WRITTEN;

	scratch.packages = arena_print(arena, "%s/rehearsal", c->data_dir);
	if (folder_remove(scratch.packages) && folder_make(scratch.packages))
		outcome = rehearsal_transform(&p, choice);
	p.loader = NULL;
	p.reference = NULL;
	if (outcome == OUTCOME_OK && !stop_requested() &&
	    pipeline_open(&p, &scratch, LOAD, &outcome) &&
	    outcome == OUTCOME_OK)
		outcome = rehearsal_load(&p, choice);
	load_close(p.loader);
	if (stop_requested())
		outcome = outcome_worse(outcome, OUTCOME_LATER);
	if (!folder_remove(scratch.packages))
		outcome = outcome_worse(outcome, OUTCOME_NOT_WRITTEN);
	arena_free(arena);
	return outcome;
}
