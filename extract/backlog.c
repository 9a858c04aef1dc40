#include "extract/backlog.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/statefile.h"
#include "base/time.h"
#include "extract/extract.h"

#define PREFIX "backfill-"

struct worklist {
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
	size_t *failed;    /* likewise: see worklist_failed() */
	struct text lines; /* of the file */
};

static const char *
name_of(struct arena *arena, const struct window *w)
{
	return arena_print(arena, PREFIX "%s-%s", w->since, w->until);
}

/* Reading */

static bool
read_head(struct worklist *w, const json_t *head)
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
make_steps(struct worklist *w)
{
	w->count = (window_days(&w->window) + w->days - 1) / w->days;
	w->done = arena_alloc(w->arena, (w->count + 1) * sizeof(*w->done));
	w->failed = arena_alloc(w->arena, (w->count + 1) * sizeof(*w->failed));
}

static void
read_step(struct worklist *w, const json_t *line)
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
read_line(struct worklist *w, const char *line, size_t length)
{
	json_t *json = json_loadb(line, length, 0, NULL);
	bool ok = json != NULL;

	if (w->days == 0) {
		ok = ok && read_head(w, json);
		if (ok)
			make_steps(w);
	} else if (ok) {
		read_step(w, json);
	}
	if (ok)
		text_add(&w->lines, line, length);
	json_decref(json);
	return ok;
}

/* False if it is not there, or is no worklist. */
static bool
read_file(struct worklist *w)
{
	const char *path = arena_print(w->arena, "%s/%s", w->folder, w->name);
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	bool ok = true;

	if (file == NULL)
		return false;
	while (ok && (length = getline(&line, &room, file)) > 0)
		ok = read_line(w, line, (size_t)length);
	free(line);
	fclose(file);
	if (w->days == 0)
		log_warn("%s: is no worklist, and begun anew", path);
	return w->days != 0;
}

static struct worklist *
worklist_new(const char *folder, const struct window *window)
{
	struct arena *arena = arena_new();
	struct worklist *w = arena_alloc(arena, sizeof(*w));

	w->arena = arena;
	w->folder = arena_string(arena, folder);
	w->window = *window;
	w->name = name_of(arena, window);
	return w;
}

/* Writing */

/* Takes the object. */
static bool
add_line(struct worklist *w, json_t *object)
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
begin(struct worklist *w, unsigned days, size_t captures)
{
	char began[TIMESTAMP_SIZE];

	text_empty(&w->lines);
	w->done_count = 0;
	w->days = days;
	w->captures = captures;
	w->began = time(NULL);
	make_steps(w);
	timestamp_write(w->began, began);
	return add_line(w,
	    json_pack("{s:s, s:s, s:s, s:I, s:I}", "since", w->window.since,
		"until", w->window.until, "began", began, "days",
		(json_int_t)days, "captures", (json_int_t)captures));
}

struct worklist *
worklist_open(const char *folder, const struct window *window, unsigned days,
    size_t captures)
{
	struct worklist *w = worklist_new(folder, window);

	/* Of an archive that lost captures the place says nothing. */
	if (read_file(w) && w->captures <= captures)
		return w;
	if (begin(w, days, captures))
		return w;
	worklist_close(w);
	return NULL;
}

void
worklist_close(struct worklist *w)
{
	if (w == NULL)
		return;
	text_free(&w->lines);
	arena_free(w->arena);
}

bool
worklist_note(struct worklist *w, size_t step, size_t documents)
{
	char at[TIMESTAMP_SIZE];
	struct window window;

	if (!worklist_next(w, step, &step, &window))
		return true;
	w->done[step] = true;
	w->done_count++;
	timestamp_write(time(NULL), at);
	return add_line(w,
	    json_pack("{s:I, s:s, s:s, s:I, s:s}", "step", (json_int_t)step,
		"since", window.since, "until", window.until, "documents",
		(json_int_t)documents, "at", at));
}

bool
worklist_fail(struct worklist *w, size_t step, size_t captures)
{
	w->failed[step] = captures;
	return add_line(w,
	    json_pack("{s:I, s:I}", "step", (json_int_t)step, "failed",
		(json_int_t)captures));
}

size_t
worklist_failed(const struct worklist *w, size_t step)
{
	return w->failed[step];
}

bool
worklist_end(const char *folder, const struct window *window)
{
	struct worklist *w = worklist_new(folder, window);
	bool ok = true;

	if (read_file(w) && w->done_count == w->count)
		ok = folder_drop(folder, w->name);
	worklist_close(w);
	return ok;
}

/* Asking */

size_t
worklist_count(const struct worklist *w)
{
	return w->count;
}

size_t
worklist_done(const struct worklist *w)
{
	return w->done_count;
}

size_t
worklist_captures(const struct worklist *w)
{
	return w->captures;
}

bool
worklist_next(
    const struct worklist *w, size_t from, size_t *step, struct window *window)
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
read_name(const char *name, struct window *window)
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
is_worklist(const struct dirent *entry)
{
	struct window window;

	return read_name(entry->d_name, &window);
}

static void
give(const char *folder, const char *name, worklist_taker *take, void *context)
{
	struct window window;
	struct worklist *w;

	if (!read_name(name, &window))
		return;
	w = worklist_new(folder, &window);
	if (read_file(w))
		take(context,
		    &(struct worklist_state){
			.window = window,
			.began = w->began,
			.count = w->count,
			.done = w->done_count,
		    });
	worklist_close(w);
}

void
worklist_each(const char *folder, worklist_taker *take, void *context)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, is_worklist, alphasort);

	for (int i = 0; i < count; i++) {
		give(folder, entries[i]->d_name, take, context);
		free(entries[i]);
	}
	free(entries);
}
