#include "extract/backlog.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/statefile.h"
#include "base/text.h"
#include "base/time.h"

#define PREFIX "backfill-"

struct backlog {
	struct arena *arena;
	const char *folder;
	const char *name;
	struct window window;
	unsigned days;
	size_t captures;
	time_t began;
	size_t count;
	size_t done_count;
	bool *done;        /* of each step */
	size_t *failed;    /* likewise: see backlog_failed() */
	struct text lines; /* of the file */
};

static const char *
backlog_name(struct arena *arena, const struct window *w)
{
	return arena_print(arena, PREFIX "%s-%s", w->since, w->until);
}

/* Reading */

static bool
backlog_read_head(struct backlog *w, const json_t *head)
{
	json_int_t days = json_integer_value(json_object_get(head, "days"));
	const json_t *captures = json_object_get(head, "captures");

	if (days < 1 || days > INT32_MAX || !json_is_integer(captures) ||
	    !timestamp_read(statefile_text(head, "began"), &w->began))
		return false;
	w->days = (unsigned)days;
	w->captures = (size_t)json_integer_value(captures);
	return true;
}

static void
backlog_make_steps(struct backlog *w)
{
	w->count = (window_days(&w->window) + w->days - 1) / w->days;
	w->done = arena_alloc(w->arena, (w->count + 1) * sizeof(*w->done));
	w->failed = arena_alloc(w->arena, (w->count + 1) * sizeof(*w->failed));
}

static void
backlog_read_step(struct backlog *w, const json_t *line)
{
	const json_t *step = json_object_get(line, "step");
	const json_t *failed = json_object_get(line, "failed");
	json_int_t i = json_integer_value(step);

	if (!json_is_integer(step) || i < 0 || (size_t)i >= w->count ||
	    w->done[i])
		return;
	if (failed != NULL) {
		w->failed[i] = (size_t)json_integer_value(failed);
		return;
	}
	w->done[i] = true;
	w->done_count++;
}

static bool
backlog_read_line(struct backlog *w, const char *line, size_t length)
{
	json_t *json = json_loadb(line, length, 0, NULL);
	bool ok = json != NULL;

	if (w->days == 0) {
		ok = ok && backlog_read_head(w, json);
		if (ok)
			backlog_make_steps(w);
	} else if (ok) {
		backlog_read_step(w, json);
	}
	if (ok)
		text_add(&w->lines, line, length);
	json_decref(json);
	return ok;
}

/*
 * Sets *is_there: not if there is none, or it is no backlog. False if it cannot
 * be read, logged.
 */
static bool
backlog_read(struct backlog *w, bool *is_there)
{
	const char *path = arena_print(w->arena, "%s/%s", w->folder, w->name);
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;
	ssize_t length = 0;
	bool ok = true;

	*is_there = false;
	if (file == NULL && errno == ENOENT)
		return true;
	if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	while (ok && (length = getline(&line, &room, file)) > 0)
		ok = backlog_read_line(w, line, (size_t)length);
	ok = length > 0 || file_gave_all(file, path);
	free(line);
	fclose(file);
	if (ok && w->days == 0)
		log_warn("%s: is no backlog, and begun anew", path);
	*is_there = ok && w->days != 0;
	return ok;
}

static struct backlog *
backlog_new(const char *folder, const struct window *window)
{
	struct arena *arena = arena_new();
	struct backlog *w = arena_alloc(arena, sizeof(*w));

	w->arena = arena;
	w->folder = arena_string(arena, folder);
	w->window = *window;
	w->name = backlog_name(arena, window);
	return w;
}

/* Writing */

/* Takes the object. */
static bool
backlog_add_line(struct backlog *w, json_t *object)
{
	char *line = json_dumps(object, JSON_COMPACT);

	if (line == NULL)
		log_fatal("%s: cannot make JSON", w->name);
	text_addf(&w->lines, "%s\n", line);
	free(line);
	json_decref(object);
	return folder_put(w->folder, w->name, w->lines.bytes, w->lines.length);
}

static bool
backlog_begin(struct backlog *w, unsigned days, size_t captures)
{
	char began[TIMESTAMP_SIZE];

	text_empty(&w->lines);
	w->done_count = 0;
	w->days = days;
	w->captures = captures;
	w->began = time(NULL);
	backlog_make_steps(w);
	timestamp_write(w->began, began);
	return backlog_add_line(w,
	    json_pack("{s:s, s:s, s:s, s:I, s:I}", "since", w->window.since,
		"until", w->window.until, "began", began, "days",
		(json_int_t)days, "captures", (json_int_t)captures));
}

struct backlog *
backlog_open(const char *folder, const struct window *window, unsigned days,
    size_t captures)
{
	struct backlog *w = backlog_new(folder, window);
	bool is_there;
	bool ok = backlog_read(w, &is_there);

	/* Of an archive that lost captures the place says nothing. */
	if (is_there && w->captures <= captures)
		return w;
	if (ok && backlog_begin(w, days, captures))
		return w;
	backlog_close(w);
	return NULL;
}

void
backlog_close(struct backlog *w)
{
	if (w == NULL)
		return;
	text_free(&w->lines);
	arena_free(w->arena);
}

bool
backlog_note(struct backlog *w, size_t step, size_t documents)
{
	char at[TIMESTAMP_SIZE];
	struct window window;

	if (!backlog_next(w, step, &step, &window))
		return true;
	w->done[step] = true;
	w->done_count++;
	timestamp_write(time(NULL), at);
	return backlog_add_line(w,
	    json_pack("{s:I, s:s, s:s, s:I, s:s}", "step", (json_int_t)step,
		"since", window.since, "until", window.until, "documents",
		(json_int_t)documents, "at", at));
}

bool
backlog_fail(struct backlog *w, size_t step, size_t captures)
{
	w->failed[step] = captures;
	return backlog_add_line(w,
	    json_pack("{s:I, s:I}", "step", (json_int_t)step, "failed",
		(json_int_t)captures));
}

size_t
backlog_failed(const struct backlog *w, size_t step)
{
	return w->failed[step];
}

bool
backlog_end(const char *folder, const struct window *window)
{
	struct backlog *w = backlog_new(folder, window);
	bool is_there;
	bool ok = backlog_read(w, &is_there);

	if (is_there && w->done_count == w->count)
		ok = folder_drop(folder, w->name);
	backlog_close(w);
	return ok;
}

/* Asking */

size_t
backlog_count(const struct backlog *w)
{
	return w->count;
}

size_t
backlog_done(const struct backlog *w)
{
	return w->done_count;
}

size_t
backlog_captures(const struct backlog *w)
{
	return w->captures;
}

bool
backlog_next(
    const struct backlog *w, size_t from, size_t *step, struct window *window)
{
	for (*step = from; *step < w->count; (*step)++) {
		if (!w->done[*step])
			return window_step(&w->window, w->days, *step, window);
	}
	return false;
}

/* All of a folder */

/* backfill-2020-01-01-2020-12-31 */
static bool
backlog_read_name(const char *name, struct window *window)
{
	size_t prefix = sizeof(PREFIX) - 1;

	if (strncmp(name, PREFIX, prefix) != 0 || strlen(name) != prefix + 21 ||
	    name[prefix + 10] != '-')
		return false;
	snprintf(window->since, sizeof(window->since), "%s", name + prefix);
	snprintf(
	    window->until, sizeof(window->until), "%s", name + prefix + 11);
	return day_text_is(window->since) && day_text_is(window->until);
}

static int
backlog_is_name(const struct dirent *entry)
{
	struct window window;

	return backlog_read_name(entry->d_name, &window);
}

static void
backlog_give(
    const char *folder, const char *name, backlog_taker *take, void *context)
{
	struct window window;
	struct backlog *w;
	bool is_there;

	(void)backlog_read_name(name, &window); /* see backlog_is_name() */
	w = backlog_new(folder, &window);
	if (backlog_read(w, &is_there) && is_there)
		take(context,
		    &(struct backlog_state){
			.window = window,
			.began = w->began,
			.count = w->count,
			.done = w->done_count,
		    });
	backlog_close(w);
}

void
backlog_each(const char *folder, backlog_taker *take, void *context)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, backlog_is_name, alphasort);

	for (int i = 0; i < count; i++) {
		backlog_give(folder, entries[i]->d_name, take, context);
		free(entries[i]);
	}
	free(entries);
}
