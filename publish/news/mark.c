#include "publish/news/mark.h"

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
#include "base/statefile.h"
#include "base/time.h"

#define STATE "state.json"
#define JOURNAL "told"

struct news_mark {
	struct arena *arena;
	const char *folder;
	int lock;
	json_t *state; /* since; told: of each id the day; failed */
	json_t *told;
	json_t *failed; /* of each id how often */
	FILE *journal;
	char today[DAY_TEXT_SIZE];
};

static const char *
mark_path(const struct news_mark *m, const char *name)
{
	return arena_print(m->arena, "%s/%s", m->folder, name);
}

/* A line that is cut off was not written to its end: its event was not told. */
static bool
mark_read_journal(struct news_mark *m)
{
	const char *path = mark_path(m, JOURNAL);
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	bool ok;

	if (file == NULL && errno == ENOENT)
		return true;
	if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	while ((length = getline(&line, &room, file)) > 0) {
		if (line[length - 1] != '\n')
			break;
		line[length - 1] = '\0';
		if (*line != '\0')
			json_object_set_new(
			    m->told, line, xgiven(json_string(m->today)));
	}
	ok = file_gave_all(file, path);
	free(line);
	fclose(file);
	return ok;
}

/* A member of the state, made if it is not there. NULL if it is no object. */
static json_t *
mark_member(struct news_mark *m, const char *name)
{
	json_t *member = json_object_get(m->state, name);

	if (member == NULL) {
		member = json_object();
		json_object_set_new(m->state, name, member);
	}
	return json_is_object(member) ? member : NULL;
}

static bool
mark_is_proper(const struct news_mark *m)
{
	const char *id;
	json_t *value;

	if (statefile_text(m->state, "since") == NULL || m->told == NULL ||
	    m->failed == NULL)
		return false;
	json_object_foreach(m->told, id, value)
	{
		if (!json_is_string(value))
			return false;
	}
	json_object_foreach(m->failed, id, value)
	{
		if (!json_is_integer(value))
			return false;
	}
	return true;
}

static bool
mark_read(struct news_mark *m)
{
	bool is_there = access(mark_path(m, STATE), F_OK) == 0;

	if (!statefile_read(m->folder, STATE, &m->state))
		return false;
	if (m->state == NULL)
		m->state = json_object();
	m->told = mark_member(m, "told");
	m->failed = mark_member(m, "failed");
	if (is_there && !mark_is_proper(m)) {
		log_error("%s: is no state of a mark; remove it, and what is "
			  "new of the last week is told once more",
		    mark_path(m, STATE));
		return false;
	}
	return mark_read_journal(m);
}

struct news_mark *
mark_open(const char *folder, const char *name, enum outcome *outcome)
{
	struct news_mark *m = xzalloc(sizeof(*m));

	m->arena = arena_new();
	m->folder = arena_print(m->arena, "%s/%s", folder, name);
	m->lock = -1;
	day_text_today(m->today);
	*outcome = OUTCOME_NOT_WRITTEN;
	if (!folder_make(m->folder))
		goto fail;
	m->lock = folder_take(m->folder);
	if (m->lock == FOLDER_TAKEN) {
		log_error("%s: another process tells by this mark", name);
		*outcome = OUTCOME_LATER;
	}
	if (m->lock < 0)
		goto fail;
	*outcome = OUTCOME_MISCONFIGURED;
	if (!mark_read(m))
		goto fail;
	*outcome = OUTCOME_OK;
	return m;
fail:
	mark_close(m);
	return NULL;
}

void
mark_close(struct news_mark *m)
{
	if (m == NULL)
		return;
	if (m->journal != NULL)
		fclose(m->journal);
	if (m->lock >= 0)
		close(m->lock);
	json_decref(m->state);
	arena_free(m->arena);
	free(m);
}

const char *
mark_since(const struct news_mark *m)
{
	return statefile_text(m->state, "since");
}

bool
mark_has(const struct news_mark *m, const char *id)
{
	return json_object_get(m->told, id) != NULL;
}

bool
mark_add(struct news_mark *m, const char *id)
{
	return json_object_set_new(
		   m->told, id, xgiven(json_string(m->today))) == 0;
}

void
mark_add_failure(struct news_mark *m, const char *id)
{
	json_object_set_new(
	    m->failed, id, xgiven(json_integer(mark_failures(m, id) + 1)));
}

long long
mark_failures(const struct news_mark *m, const char *id)
{
	return json_integer_value(json_object_get(m->failed, id));
}

/*
 * A line that an earlier process left cut off is ended first, so that it does
 * not become a part of the next.
 */
static bool
mark_open_journal(struct news_mark *m)
{
	const char *path = mark_path(m, JOURNAL);

	m->journal = fopen(path, "ae");
	if (m->journal == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	putc('\n', m->journal);
	return folder_sync(m->folder);
}

bool
mark_add_now(struct news_mark *m, const char *id)
{
	if (m->journal == NULL && !mark_open_journal(m))
		return false;
	fprintf(m->journal, "%s\n", id);
	if (fflush(m->journal) != 0 || fdatasync(fileno(m->journal)) != 0) {
		log_error("%s: %s", mark_path(m, JOURNAL), strerror(errno));
		return false;
	}
	return mark_add(m, id);
}

bool
mark_save(struct news_mark *m, const char *since, const struct news_list *list,
    const char *day)
{
	json_t *kept = json_object();
	json_t *failed = json_object();
	const char *id;
	json_t *told_on;
	json_t *state;

	for (size_t i = 0; i < list->count; i++) {
		id = list->events[i].id;
		told_on = json_object_get(m->told, id);
		if (told_on != NULL)
			json_object_set(kept, id, told_on);
		else if (mark_failures(m, id) > 0)
			json_object_set(
			    failed, id, json_object_get(m->failed, id));
	}
	json_object_foreach(m->told, id, told_on)
	{
		if (strcmp(json_string_value(told_on), day) >= 0)
			json_object_set(kept, id, told_on);
	}
	state = json_pack(
	    "{s:s, s:o, s:o}", "since", since, "told", kept, "failed", failed);
	if (m->journal != NULL)
		fclose(m->journal);
	m->journal = NULL;
	return statefile_write(m->folder, STATE, xgiven(state)) &&
	    folder_drop(m->folder, JOURNAL);
}
