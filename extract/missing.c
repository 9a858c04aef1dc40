#include "extract/missing.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/list.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/time.h"

#define FILE_NAME "missing"
#define DAYS_MAX 32

struct missing {
	struct arena *arena;
	struct missing_one **ones;
	size_t count;
	size_t room;
	bool changed;
};

static void
missing_add(struct missing *m, const struct missing_one *one)
{
	struct missing_one *kept = arena_alloc(m->arena, sizeof(*kept));

	*kept = *one;
	m->ones = list_room(
	    m->ones, m->count, &m->room, sizeof(struct missing_one *));
	m->ones[m->count++] = kept;
}

/* The file */

static bool
missing_read_day(const json_t *o, const char *name, char day[11])
{
	const char *value = json_string_value(json_object_get(o, name));

	if (value == NULL || !day_text_is(value))
		return false;
	memcpy(day, value, 11);
	return true;
}

static const char *
missing_read_text(struct missing *m, const json_t *o, const char *name)
{
	return arena_string(
	    m->arena, json_string_value(json_object_get(o, name)));
}

static bool
missing_read_line(struct missing *m, const char *line)
{
	json_t *o = json_loads(line, 0, NULL);
	struct missing_one one = {
		.url = missing_read_text(m, o, "url"),
		.accept = missing_read_text(m, o, "accept"),
		.reason = missing_read_text(m, o, "reason"),
		.times =
		    (unsigned)json_integer_value(json_object_get(o, "times")),
	};
	bool ok = one.url != NULL && one.times > 0 &&
	    missing_read_day(o, "since", one.since) &&
	    missing_read_day(o, "asked", one.asked);

	if (ok)
		missing_add(m, &one);
	json_decref(o);
	return ok;
}

struct missing *
missing_read(const char *folder)
{
	struct missing *m = xzalloc(sizeof(*m));
	const char *path;
	FILE *file;
	char *line = NULL;
	size_t room = 0;
	bool ok;

	m->arena = arena_new();
	if (folder == NULL)
		return m;
	path = arena_print(m->arena, "%s/" FILE_NAME, folder);
	file = fopen(path, "re");
	if (file == NULL && errno == ENOENT)
		return m;
	if (file == NULL)
		log_error("%s: %s", path, strerror(errno));
	while (file != NULL && getline(&line, &room, file) > 0) {
		if (!missing_read_line(m, line))
			log_warn("%s: a line makes no sense", path);
	}
	ok = file != NULL && file_gave_all(file, path);
	if (file != NULL)
		fclose(file);
	free(line);
	if (ok)
		return m;
	missing_free(m);
	return NULL;
}

static void
missing_write_line(const struct missing_one *one, struct text *out)
{
	json_t *o = json_pack("{s:s, s:s*, s:s*, s:s, s:s, s:I}", "url",
	    one->url, "accept", one->accept, "reason", one->reason, "since",
	    one->since, "asked", one->asked, "times", (json_int_t)one->times);
	char *dumped = o == NULL ? NULL : json_dumps(o, JSON_COMPACT);

	if (dumped == NULL)
		log_fatal("%s: cannot be noted as missing", one->url);
	text_add_string(out, dumped);
	text_add(out, "\n", 1);
	free(dumped);
	json_decref(o);
}

bool
missing_write(const struct missing *m, const char *folder)
{
	struct text lines = { 0 };
	bool ok;

	if (!m->changed || folder == NULL)
		return true;
	if (m->count == 0)
		return folder_drop(folder, FILE_NAME);
	for (size_t i = 0; i < m->count; i++)
		missing_write_line(m->ones[i], &lines);
	ok = folder_put(folder, FILE_NAME, lines.bytes, lines.length);
	text_free(&lines);
	return ok;
}

void
missing_free(struct missing *m)
{
	if (m == NULL)
		return;
	free(m->ones);
	arena_free(m->arena);
	free(m);
}

/* The list */

size_t
missing_count(const struct missing *m)
{
	return m->count;
}

struct missing_one *
missing_get(const struct missing *m, size_t i)
{
	return m->ones[i];
}

struct missing_one *
missing_find(const struct missing *m, const char *url)
{
	for (size_t i = 0; i < m->count; i++) {
		if (strcmp(m->ones[i]->url, url) == 0)
			return m->ones[i];
	}
	return NULL;
}

bool
missing_due(const struct missing_one *one, const char *today)
{
	char day[11];
	int days = one->times < 2 ? 0 : DAYS_MAX;

	if (one->times >= 2 && one->times < 7)
		days = 1 << (one->times - 2);
	memcpy(day, one->asked, sizeof(day));
	day_text_add(day, days);
	return strcmp(day, today) <= 0;
}

void
missing_note(struct missing *m, const char *url, const char *accept,
    const char *reason, const char *today)
{
	struct missing_one *one = missing_find(m, url);

	if (one == NULL) {
		missing_add(m,
		    &(struct missing_one){
			.url = arena_string(m->arena, url) });
		one = m->ones[m->count - 1];
		memcpy(one->since, today, sizeof(one->since));
	}
	memcpy(one->asked, today, sizeof(one->asked));
	one->accept = arena_string(m->arena, accept);
	one->reason = arena_string(m->arena, reason);
	one->times++;
	one->named = true;
	m->changed = true;
}

void
missing_forget(struct missing *m, const char *url)
{
	size_t kept = 0;
	size_t count = m->count;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(m->ones[i]->url, url) != 0)
			m->ones[kept++] = m->ones[i];
	}
	m->count = kept;
	m->changed = m->changed || kept < count;
}
