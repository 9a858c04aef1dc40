#include "extract/archive.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "extract/archive_internal.h"
#include "extract/folder.h"
#include "extract/warc.h"
#include "log.h"
#include "text.h"

#define INDEX_NAME "index.jsonl"
#define LOCK_NAME ".lock"

char *
archive_path(const struct archive *a, struct arena *arena, const char *file)
{
	return arena_print(arena, "%s/%s", a->folder, file);
}

/* What the index knows */

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
}

size_t
archive_count(const struct archive *a)
{
	return a->count;
}

const struct capture *
archive_capture(const struct archive *a, size_t i)
{
	return a->captures[i];
}

const struct capture *
archive_latest(const struct archive *a, const char *url)
{
	return xmlHashLookup(a->latest, (const xmlChar *)url);
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

static bool
open_index(struct archive *a)
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

/* Files and their ends */

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

/* Puts into the index what a file holds behind that offset. */
static bool
index_records(struct archive *a, struct warc_reader *reader, const char *file,
    const char *path, uint64_t size)
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
	if (status == WARC_END)
		return true;
	return cut_back(path, warc_whole_end(reader), size);
}

bool
archive_catch_up(struct archive *a, const char *file)
{
	char *path = archive_path(a, a->arena, file);
	uint64_t from = indexed_end(a, file);
	struct warc_reader *reader;
	struct stat st;
	bool ok;

	if (stat(path, &st) != 0) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	if ((uint64_t)st.st_size == from)
		return true;
	if ((uint64_t)st.st_size < from) {
		log_error("%s: is shorter than its index says", path);
		return false;
	}
	reader = warc_open(path, from);
	if (reader == NULL)
		return false;
	ok = index_records(a, reader, file, path, (uint64_t)st.st_size);
	warc_close(reader);
	return ok;
}

static int
is_warc_name(const struct dirent *entry)
{
	const char *dot = strstr(entry->d_name, ".warc.gz");

	return dot != NULL && dot[8] == '\0';
}

static bool
look_at_files(struct archive *a)
{
	struct dirent **entries = NULL;
	int count = scandir(a->folder, &entries, is_warc_name, alphasort);
	bool ok = count >= 0;

	if (!ok)
		log_error("%s: %s", a->folder, strerror(errno));
	for (int i = 0; i < count; i++) {
		if (ok && a->locked)
			ok = archive_catch_up(a, entries[i]->d_name);
		if (i == count - 1)
			a->file = arena_string(a->arena, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return ok;
}

/* Opening and closing */

/* Readers take the lock too when it is free, to mend what a crash left. */
static enum archive_state
take_lock(struct archive *a, enum archive_use use)
{
	char *path = archive_path(a, a->arena, LOCK_NAME);
	int flags = O_RDWR | O_CREAT | O_CLOEXEC;

	a->lock = open(path, flags, 0644);
	if (a->lock >= 0 && flock(a->lock, LOCK_EX | LOCK_NB) == 0) {
		a->locked = true;
		return ARCHIVE_OPEN;
	}
	if (use == ARCHIVE_READ)
		return ARCHIVE_OPEN;
	if (a->lock >= 0 && errno == EWOULDBLOCK) {
		log_error("%s: another process is writing to it", a->folder);
		return ARCHIVE_LOCKED;
	}
	log_error("%s: %s", path, strerror(errno));
	return ARCHIVE_FAILED;
}

static void
release_lock(struct archive *a)
{
	if (a->index != NULL)
		fclose(a->index);
	if (a->lock >= 0)
		close(a->lock);
	a->index = NULL;
	a->lock = -1;
	a->locked = false;
}

static enum archive_state
open_files(struct archive *a, enum archive_use use)
{
	enum archive_state state;

	if (access(a->folder, F_OK) != 0) {
		if (use == ARCHIVE_READ)
			return ARCHIVE_OPEN; /* nothing was ever fetched */
		if (!folder_make(a->folder))
			return ARCHIVE_FAILED;
	}
	state = take_lock(a, use);
	if (state != ARCHIVE_OPEN)
		return state;
	if (!open_index(a) || !look_at_files(a))
		return ARCHIVE_FAILED;
	if (use == ARCHIVE_READ)
		release_lock(a);
	return ARCHIVE_OPEN;
}

enum archive_state
archive_open(const struct archive_settings *settings, const char *source,
    enum archive_use use, struct archive **out)
{
	struct archive *a = calloc(1, sizeof(*a));
	enum archive_state state;

	if (a == NULL)
		log_fatal("out of memory");
	a->settings = settings;
	a->arena = arena_new();
	a->source = arena_string(a->arena, source);
	a->folder = arena_print(a->arena, "%s/%s", settings->folder, source);
	a->latest = xmlHashCreate(1024);
	a->lock = -1;
	a->fd = -1;
	state = open_files(a, use);
	if (state == ARCHIVE_OPEN)
		*out = a;
	else
		archive_close(a);
	return state;
}

void
archive_close(struct archive *a)
{
	if (a == NULL)
		return;
	if (a->fd >= 0)
		close(a->fd);
	release_lock(a);
	xmlHashFree(a->latest, NULL);
	free(a->captures);
	arena_free(a->arena);
	free(a);
}
