#include "cli/rehearsal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/utf8.h"
#include "cli/pipeline.h"

static void
rehearsal_print(void *context, const struct load_change *c)
{
	bool *is_empty = context;
	char *first = xzalloc(3 * strlen(c->first) + 1);
	char *difference = xzalloc(3 * strlen(c->difference) + 1);

	utf8_disarm(c->first, first);
	utf8_disarm(c->difference, difference);
	printf("%s: %s would be %s; the first: %s: %s\n", c->table, c->rows,
	    c->change, first, difference);
	free(difference);
	free(first);
	*is_empty = false;
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
	p->reference = NULL;
	return outcome;
}

/* Loads them into a transaction that is open, and tells what that changed. */
static enum outcome
rehearsal_load(struct pipeline *p, const struct source_choice *choice)
{
	enum outcome outcome = OUTCOME_OK;
	bool is_empty = true;

	for (size_t i = 0; i < choice->count; i++) {
		outcome = load_begin(
		    p->loader, choice->items[i]->name, p->command, p->mode);
		if (outcome != OUTCOME_OK)
			return outcome;
	}
	for (size_t i = 0; i < choice->count && !stop_requested(); i++) {
		load_select(p->loader, choice->items[i]->name);
		outcome =
		    outcome_worse(outcome, pipeline_load(p, choice->items[i]));
	}
	if (stop_requested())
		return outcome;
	if (outcome >= OUTCOME_NOT_WRITTEN) {
		log_error("what would change is not known: not all packages "
			  "could be loaded");
		return outcome;
	}
	if (!load_tell_changes(p->loader, rehearsal_print, &is_empty))
		return outcome_worse(outcome, OUTCOME_NOT_WRITTEN);
	if (is_empty)
		printf("nothing would change\n");
	return outcome;
}

/* What a document that cannot be read costs, no other document is told of. */
static enum outcome
rehearsal_play(struct pipeline *p, const struct source_choice *choice)
{
	enum outcome read = rehearsal_transform(p, choice);
	enum outcome loaded = OUTCOME_OK;

	if (stop_requested())
		return outcome_worse(read, OUTCOME_LATER);
	if (pipeline_open(p, p->config, LOAD, &loaded) && p->loader != NULL)
		loaded = rehearsal_load(p, choice);
	pipeline_close(p);
	if (stop_requested())
		loaded = outcome_worse(loaded, OUTCOME_LATER);
	return outcome_worse(read, loaded);
}

/* The folder is one rehearsal's at a time. Below 0 if it is another's, logged.
 */
static int
rehearsal_lock(const char *data_dir)
{
	int fd = folder_take(data_dir);

	if (fd == FOLDER_TAKEN)
		log_error("%s: another rehearsal is running", data_dir);
	return fd;
}

enum outcome
rehearsal_run(
    const struct config *c, const struct source_choice *choice, size_t jobs)
{
	struct arena *arena = arena_new();
	struct config scratch = *c;
	struct pipeline p = {
		.config = &scratch,
		.command = "replay",
		.mode = "replay",
		.jobs = jobs,
		.rehearse = true,
	};
	enum outcome outcome = OUTCOME_LATER;
	int lock = rehearsal_lock(c->data_dir);

	scratch.packages = arena_print(arena, "%s/rehearsal", c->data_dir);
	if (lock >= 0) {
		/* What one that was killed left behind goes first. */
		outcome = folder_remove(scratch.packages) &&
			folder_make(scratch.packages)
		    ? rehearsal_play(&p, choice)
		    : OUTCOME_NOT_WRITTEN;
		if (!folder_remove(scratch.packages))
			outcome = outcome_worse(outcome, OUTCOME_NOT_WRITTEN);
		close(lock);
	}
	arena_free(arena);
	return outcome;
}
