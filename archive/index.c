/* The index of an archive, and keeping it up with the WARC files. */
#include <errno.h>
#include <fcntl.h>
#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/archive_internal.h"
#include "archive/body.h"
#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

#define INDEX_NAME "index.jsonl"

static bool
is_answer(const struct capture *c)
{
	return capture_is_document(c) || c->status == 204 ||
	    (c->status >= 300 && c->status < 400);
}

static void
remember(struct archive *a, const struct capture *c)
{
	struct capture *kept = arena_alloc(a->arena, sizeof(*kept));

	*kept = *c;
	if (a->count == a->room) {
		a->room = a->room * 2 + 64;
		a->captures =
		    realloc(a->captures, a->room * sizeof(*a->captures));
		if (a->captures == NULL)
			log_fatal("out of memory");
	}
	a->captures[a->count++] = kept;
	if (capture_is_document(kept))
		xmlHashUpdateEntry(
		    a->latest, (const xmlChar *)kept->url, kept, NULL);
	if (is_answer(kept))
		xmlHashUpdateEntry(a->answers, (const xmlChar *)kept->url,
		    (void *)(uintptr_t)a->count, NULL);
}

/* Reads the whole lines; gives where they end. */
static off_t
read_index(struct archive *a, FILE *index)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	off_t end = 0;

	while ((length = getline(&line, &room, index)) > 0) {
		struct capture c;

		if (line[length - 1] != '\n' ||
		    !capture_read(a->arena, line, &c))
			break;
		remember(a, &c);
		end += length;
	}
	free(line);
	return end;
}

bool
archive_open_index(struct archive *a)
{
	char *path = archive_path(a, a->arena, INDEX_NAME);
	int flags = a->locked ? O_RDWR | O_CREAT : O_RDONLY;
	int fd = open(path, flags | O_CLOEXEC, 0644);
	FILE *file;
	off_t end;

	if (fd < 0 && errno == ENOENT)
		return true; /* nothing there yet, and we may not make it */
	file = fd < 0 ? NULL : fdopen(fd, a->locked ? "r+" : "r");
	if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	end = read_index(a, file);
	if (!a->locked) {
		fclose(file);
		return true;
	}
	a->index = file;
	if (ftruncate(fd, end) != 0 || fseeko(file, end, SEEK_SET) != 0) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	return true;
}

static bool
write_index(struct archive *a, const struct capture *c)
{
	struct text line = { 0 };
	bool ok;

	capture_write(c, &line);
	ok = fwrite(line.bytes, 1, line.length, a->index) == line.length &&
	    fflush(a->index) == 0;
	text_free(&line);
	if (!ok)
		log_error("%s/" INDEX_NAME ": cannot write: %s", a->folder,
		    strerror(errno));
	return ok;
}

/* Files */

static uint64_t
indexed_end(const struct archive *a, const char *file)
{
	for (size_t i = a->count; i > 0; i--) {
		const struct capture *c = a->captures[i - 1];

		if (strcmp(c->file, file) == 0)
			return c->offset + c->length;
	}
	return 0;
}

static bool
cut_back(const char *path, uint64_t whole, uint64_t size)
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
index_records(struct archive *a, struct warc_reader *reader, const char *file,
    enum warc_status *end)
{
	const struct warc_record *record;
	enum warc_status status;
	struct capture c;
	bool described = false;

	do {
		status = warc_next(reader, &record);
		if (described && warc_whole_end(reader) > c.offset) {
			c.file = arena_string(a->arena, file);
			c.length = warc_whole_end(reader) - c.offset;
			if (!write_index(a, &c))
				return false;
			remember(a, &c);
		}
		described = status == WARC_RECORD &&
		    capture_describe(a->arena, record, warc_block(reader),
			a->settings->content_limit, &c);
	} while (status == WARC_RECORD);
	*end = status;
	if (status == WARC_UNREADABLE)
		log_error("%s/%s: %s", a->folder, file, warc_why(status));
	return status != WARC_UNREADABLE;
}

/*
 * From an offset at which a record begins. What a crash left torn at the end
 * is cut off; over damage in the middle the reading goes on with the next
 * record that can be found, and nothing more is appended to such a file.
 */
static bool
index_from(struct archive *a, const char *file, const char *path, uint64_t from,
    uint64_t size)
{
	while (from < size) {
		struct warc_reader *reader = warc_open(path, from);
		enum warc_status end;
		uint64_t whole;
		bool ok;

		if (reader == NULL)
			return false;
		ok = index_records(a, reader, file, &end);
		whole = warc_whole_end(reader);
		warc_close(reader);
		if (!ok || end == WARC_END)
			return ok;
		if (!warc_find(path, whole + 1, &from))
			return false;
		if (end == WARC_TORN && from == WARC_NOWHERE)
			return cut_back(path, whole, size);
		log_error("%s: damaged at offset %llu", path,
		    (unsigned long long)whole);
		a->damaged = true;
		if (from == WARC_NOWHERE)
			return true;
	}
	return true;
}

bool
archive_catch_up(struct archive *a, const char *file)
{
	char *path = archive_path(a, a->arena, file);
	uint64_t from = indexed_end(a, file);
	struct stat st;

	if (stat(path, &st) != 0) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	if ((uint64_t)st.st_size < from) {
		log_error("%s: is shorter than its index says", path);
		return false;
	}
	return index_from(a, file, path, from, (uint64_t)st.st_size);
}

bool
archive_is_behind(const struct archive *a, const char *file)
{
	struct arena *arena = arena_new();
	const char *path = archive_path(a, arena, file);
	uint64_t end = indexed_end(a, file);
	struct stat st;
	bool behind = false;

	if (stat(path, &st) != 0)
		log_error("%s: %s", path, strerror(errno));
	else if ((uint64_t)st.st_size < end)
		log_error("%s: is shorter than its index says", path);
	else
		behind = (uint64_t)st.st_size > end;
	arena_free(arena);
	return behind;
}
