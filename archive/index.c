#include "archive/index.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/capture_store.h"
#include "archive/survey.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/map.h"
#include "base/memory.h"

struct archive_index {
	struct arena *arena;
	const char *folder;
	uint64_t content_limit;
	struct capture_store
	    *store;            /* NULL: there is none, and nothing in it */
	struct survey *survey; /* of the WARC files */
	bool is_apart;         /* it only compares, and cuts nothing */

	struct map *given; /* the captures that were asked for, by number */
	struct arena *given_arena;
};

static char *
index_path(const struct archive_index *x, const char *file)
{
	return arena_print(x->given_arena, "%s/%s", x->folder, file);
}

struct archive_index *
index_new(const char *folder, uint64_t content_limit)
{
	struct archive_index *x = xzalloc(sizeof(*x));

	x->arena = arena_new();
	x->folder = arena_string(x->arena, folder);
	x->content_limit = content_limit;
	x->survey = survey_new(x->folder, content_limit);
	x->given_arena = arena_new();
	x->given = map_new();
	return x;
}

void
index_free(struct archive_index *x)
{
	if (x == NULL)
		return;
	survey_free(x->survey);
	store_close(x->store);
	map_free(x->given);
	arena_free(x->given_arena);
	arena_free(x->arena);
	free(x);
}

bool
index_read(struct archive_index *x, bool writable)
{
	return store_open(x->folder, writable, &x->store);
}

bool
index_is_whole(const struct archive_index *x)
{
	return x->store == NULL ? !store_is_there(x->folder)
				: store_is_whole(x->store);
}

void
index_drop(const struct archive_index *x)
{
	store_drop(x->folder);
}

/* What is in it */

size_t
index_count(const struct archive_index *x)
{
	return x->store == NULL ? 0 : store_count(x->store);
}

/* By its number, from 1 on; NULL for 0. */
static const struct capture *
index_give(struct archive_index *x, size_t number)
{
	char key[24];
	struct capture *c;

	if (number == 0)
		return NULL;
	snprintf(key, sizeof(key), "%zu", number);
	c = map_get(x->given, key);
	if (c == NULL) {
		c = arena_alloc(x->given_arena, sizeof(*c));
		store_get(x->store, number, x->given_arena, c);
		map_add(x->given, key, c);
	}
	return c;
}

const struct capture *
index_capture(struct archive_index *x, size_t i)
{
	return index_give(x, i + 1);
}

void
index_release(struct archive_index *x)
{
	map_free(x->given);
	x->given = map_new();
	arena_reset(x->given_arena);
}

static size_t
index_newest(struct archive_index *x, enum store_question question,
    const char *url, const char *of)
{
	return x->store == NULL ? 0 : store_newest(x->store, question, url, of);
}

const struct capture *
index_latest(struct archive_index *x, const char *url)
{
	return index_give(x, index_newest(x, STORE_DOCUMENT, url, NULL));
}

const struct capture *
index_answer(struct archive_index *x, const char *url, size_t from)
{
	size_t number = index_newest(x, STORE_ANSWER, url, NULL);

	return number > from ? index_give(x, number) : NULL;
}

const struct capture *
index_taken_back(struct archive_index *x, const char *url, const char *sha256)
{
	const struct capture *note =
	    index_give(x, index_newest(x, STORE_NOTE, url, sha256));

	return note != NULL && note->takes_back != NULL ? note : NULL;
}

const struct capture *
index_at(struct archive_index *x, const char *url, const char *fetched_at)
{
	return index_give(x, index_newest(x, STORE_TIMED, url, fetched_at));
}

const struct capture *
index_before(struct archive_index *x, size_t i)
{
	const struct capture *c = index_give(x, i + 1);

	return index_give(x, store_before(x->store, c->url, i + 1));
}

const struct capture *
index_last_note(struct archive_index *x)
{
	return x->store == NULL ? NULL
				: index_give(x, store_last_note(x->store));
}

bool
index_next_run(struct archive_index *x, size_t from, struct arena *arena,
    struct archive_run *out)
{
	struct store_run r;

	if (x->store == NULL || !store_next_run(x->store, from, arena, &r))
		return false;
	*out = (struct archive_run){ r.began, r.first - 1, r.last };
	return true;
}

/* The WARC files */

static uint64_t
index_end_of(const struct archive_index *x, const char *file)
{
	return x->store == NULL ? 0 : store_end_of(x->store, file);
}

static bool
index_cut_back(const char *path, uint64_t whole, uint64_t size)
{
	log_warn("%s: %llu bytes after the last whole record are cut off", path,
	    (unsigned long long)(size - whole));
	if (truncate(path, (off_t)whole) == 0)
		return true;
	log_error("%s: cannot cut: %s", path, strerror(errno));
	return false;
}

static bool
index_add(void *context, const struct capture *c)
{
	const struct archive_index *x = context;

	return store_add(x->store, c);
}

/* From an offset at which a record begins; see index_catch_up(). */
static bool
index_take_from(struct archive_index *x, const char *path,
    const struct survey_part *part, bool *damaged)
{
	struct survey_end end;

	if (part->from == part->size)
		return true;
	if (!survey_part(x->survey, part, index_add, x, &end))
		return false;
	*damaged = *damaged || end.is_damaged;
	return !end.is_torn || x->is_apart ||
	    index_cut_back(path, end.whole, part->size);
}

void
index_get_ready(struct archive_index *x)
{
	survey_get_ready(x->survey);
}

bool
index_catch_up(struct archive_index *x, const char *file,
    bool (*meanwhile)(void *context), void *context, bool *damaged)
{
	char *path = index_path(x, file);
	struct survey_part part = {
		.file = file,
		.from = index_end_of(x, file),
		.meanwhile = meanwhile,
		.context = context,
	};
	struct stat st;

	if (stat(path, &st) != 0) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	part.size = (uint64_t)st.st_size;
	if (part.size < part.from) {
		log_error("%s: is shorter than its index says", path);
		return false;
	}
	return store_begin(x->store) &&
	    store_end(x->store, index_take_from(x, path, &part, damaged));
}

struct index_comparison {
	const struct archive_index *index;
	capture_differs *differs;
	void *context;
};

/* What another process added since the index was opened is no difference. */
static void
index_tell_difference(void *context, enum capture_difference difference,
    const char *file, uint64_t offset, const char *url)
{
	const struct index_comparison *c = context;

	if (difference != CAPTURE_NOT_IN_FILE || c->index->store == NULL ||
	    offset < index_end_of(c->index, file))
		c->differs(c->context, difference, file, offset, url);
}

bool
index_compare(const struct archive_index *x, const char *const *files,
    size_t count, capture_differs *differs, void *context)
{
	struct archive_index *made = index_new(x->folder, x->content_limit);
	struct index_comparison c = { x, differs, context };
	bool damaged = false;
	bool ok = store_open_apart(&made->store);

	made->is_apart = true;
	for (size_t i = 0; ok && i < count; i++) {
		log_progress("%s: reading", files[i]);
		ok = index_catch_up(made, files[i], NULL, NULL, &damaged);
	}
	log_progress("%s", "");
	if (ok && (x->store != NULL || count > 0))
		ok = store_compare(
		    made->store, x->folder, index_tell_difference, &c);
	index_free(made);
	return ok && !damaged;
}

bool
index_is_behind(const struct archive_index *x, const char *file)
{
	const char *path = index_path(x, file);
	uint64_t end = index_end_of(x, file);
	struct stat st;
	bool behind = false;

	if (stat(path, &st) != 0)
		log_error("%s: %s", path, strerror(errno));
	else if ((uint64_t)st.st_size < end)
		log_error("%s: is shorter than its index says", path);
	else
		behind = (uint64_t)st.st_size > end;
	return behind;
}
