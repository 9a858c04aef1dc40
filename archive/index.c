#include "archive/index.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/body.h"
#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/list.h"
#include "base/log.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/text.h"

#define INDEX_NAME "index.jsonl"

struct archive_index {
	struct arena *arena; /* the captures */
	const char *folder;
	uint64_t content_limit;
	FILE *file; /* at its end; NULL unless it is written */

	struct capture **captures;
	size_t count;
	size_t room;
	struct map *latest;  /* an address's newest whole document */
	struct map *answers; /* one more than its newest answer's place */
	struct map *notes;   /* the newest about a content of an address */
};

static char *
index_path(const struct archive_index *x, const char *file)
{
	return arena_print(x->arena, "%s/%s", x->folder, file);
}

struct archive_index *
index_new(const char *folder, uint64_t content_limit)
{
	struct archive_index *x = xzalloc(sizeof(*x));

	x->arena = arena_new();
	x->folder = arena_string(x->arena, folder);
	x->content_limit = content_limit;
	x->latest = map_new();
	x->answers = map_new();
	x->notes = map_new();
	return x;
}

void
index_free(struct archive_index *x)
{
	if (x == NULL)
		return;
	if (x->file != NULL)
		fclose(x->file);
	map_free(x->latest);
	map_free(x->answers);
	map_free(x->notes);
	free(x->captures);
	arena_free(x->arena);
	free(x);
}

size_t
index_count(const struct archive_index *x)
{
	return x->count;
}

const struct capture *
index_capture(const struct archive_index *x, size_t i)
{
	return x->captures[i];
}

const struct capture *
index_latest(const struct archive_index *x, const char *url)
{
	return map_get(x->latest, url);
}

const struct capture *
index_answer(const struct archive_index *x, const char *url, size_t from)
{
	size_t behind = (uintptr_t)map_get(x->answers, url);

	return behind > from ? x->captures[behind - 1] : NULL;
}

const struct capture *
index_taken_back(
    const struct archive_index *x, const char *url, const char *sha256)
{
	const struct capture *note = map_get2(x->notes, url, sha256);

	return note != NULL && note->takes_back != NULL ? note : NULL;
}

/* The lines */

static bool
index_is_answer(const struct capture *c)
{
	return capture_is_document(c) || c->status == 204 ||
	    (c->status >= 300 && c->status < 400);
}

static void
index_add_note(struct archive_index *x, const struct capture *c)
{
	const char *of = c->takes_back != NULL ? c->takes_back : c->gives_back;

	if (of != NULL)
		map_set2(x->notes, c->url, of, c);
}

static void
index_add(struct archive_index *x, const struct capture *c)
{
	struct capture *copy = arena_alloc(x->arena, sizeof(*copy));

	*copy = *c;
	x->captures =
	    list_room(x->captures, x->count, &x->room, sizeof(*x->captures));
	x->captures[x->count++] = copy;
	index_add_note(x, copy);
	if (capture_is_document(copy))
		map_set(x->latest, copy->url, copy);
	if (index_is_answer(copy))
		map_set(
		    x->answers, copy->url, (const void *)(uintptr_t)x->count);
}

/* Reads the whole lines; gives where they end. */
static off_t
index_read_lines(struct archive_index *x, FILE *file)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	off_t end = 0;

	while ((length = getline(&line, &room, file)) > 0) {
		struct capture c;

		if (line[length - 1] != '\n' ||
		    !capture_read(x->arena, line, &c))
			break;
		index_add(x, &c);
		end += length;
	}
	free(line);
	return end;
}

bool
index_read(struct archive_index *x, bool writable)
{
	char *path = index_path(x, INDEX_NAME);
	int flags = writable ? O_RDWR | O_CREAT : O_RDONLY;
	int fd = open(path, flags | O_CLOEXEC, 0644);
	FILE *file;
	off_t end;

	if (fd < 0 && errno == ENOENT)
		return true; /* nothing there yet, and we may not make it */
	file = fd < 0 ? NULL : fdopen(fd, writable ? "r+" : "r");
	if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	end = index_read_lines(x, file);
	if (!writable) {
		fclose(file);
		return true;
	}
	x->file = file;
	if (ftruncate(fd, end) != 0 || fseeko(file, end, SEEK_SET) != 0) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	return true;
}

static bool
index_write(struct archive_index *x, const struct capture *c)
{
	struct text line = { 0 };
	bool ok;

	capture_write(c, &line);
	ok = fwrite(line.bytes, 1, line.length, x->file) == line.length &&
	    fflush(x->file) == 0;
	text_free(&line);
	if (!ok)
		log_error("%s/" INDEX_NAME ": cannot write: %s", x->folder,
		    strerror(errno));
	return ok;
}

/* The WARC files */

static uint64_t
index_end_of(const struct archive_index *x, const char *file)
{
	for (size_t i = x->count; i > 0; i--) {
		const struct capture *c = x->captures[i - 1];

		if (strcmp(c->file, file) == 0)
			return c->offset + c->length;
	}
	return 0;
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

/* Puts the records into the index, up to the end or to what is not one. */
static bool
index_take_records(struct archive_index *x, struct warc_reader *reader,
    const char *file, enum warc_status *end)
{
	const struct warc_record *record;
	enum warc_status status;
	struct capture c;
	bool described = false;

	do {
		status = warc_next(reader, &record);
		if (described && warc_whole_end(reader) > c.offset) {
			c.file = arena_string(x->arena, file);
			c.length = warc_whole_end(reader) - c.offset;
			if (!index_write(x, &c))
				return false;
			index_add(x, &c);
		}
		described = status == WARC_RECORD &&
		    capture_describe(x->arena, record, warc_block(reader),
			x->content_limit, &c);
	} while (status == WARC_RECORD);
	*end = status;
	if (status == WARC_UNREADABLE)
		log_error("%s/%s: %s", x->folder, file, warc_why(status));
	return status != WARC_UNREADABLE;
}

/* From an offset at which a record begins; see index_catch_up(). */
static bool
index_take_from(struct archive_index *x, const char *file, const char *path,
    uint64_t from, uint64_t size, bool *damaged)
{
	while (from < size) {
		struct warc_reader *reader = warc_open(path, from);
		enum warc_status end;
		uint64_t whole;
		bool ok;

		if (reader == NULL)
			return false;
		ok = index_take_records(x, reader, file, &end);
		whole = warc_whole_end(reader);
		warc_close(reader);
		if (!ok || end == WARC_END)
			return ok;
		if (!warc_find(path, whole + 1, &from))
			return false;
		if (end == WARC_TORN && from == WARC_NOWHERE)
			return index_cut_back(path, whole, size);
		log_error("%s: damaged at offset %llu", path,
		    (unsigned long long)whole);
		*damaged = true;
		if (from == WARC_NOWHERE)
			return true;
	}
	return true;
}

bool
index_catch_up(struct archive_index *x, const char *file, bool *damaged)
{
	char *path = index_path(x, file);
	uint64_t from = index_end_of(x, file);
	struct stat st;

	if (stat(path, &st) != 0) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	if ((uint64_t)st.st_size < from) {
		log_error("%s: is shorter than its index says", path);
		return false;
	}
	return index_take_from(
	    x, file, path, from, (uint64_t)st.st_size, damaged);
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
