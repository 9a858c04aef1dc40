#include "archive/archive.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "archive/archive_internal.h"
#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"

#define LOCK_NAME ".lock"
#define LOCK_TRIES 10

char *
archive_path(const struct archive *a, struct arena *arena, const char *file)
{
	return arena_print(arena, "%s/%s", a->folder, file);
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

const struct capture *
archive_answer(const struct archive *a, const char *url, size_t from)
{
	size_t behind =
	    (uintptr_t)xmlHashLookup(a->answers, (const xmlChar *)url);

	return behind > from ? a->captures[behind - 1] : NULL;
}

static int
is_warc_name(const struct dirent *entry)
{
	const char *dot = strstr(entry->d_name, ".warc.gz");

	return dot != NULL && dot[8] == '\0';
}

/* SOURCE-00001-20260131120000-1a2b3c4d.warc.gz, as we name them. */
static bool
is_ours(const struct archive *a, const char *name)
{
	size_t length = strlen(a->source);

	return strncmp(name, a->source, length) == 0 && name[length] == '-' &&
	    isdigit((unsigned char)name[length + 1]);
}

static bool
look_at_file(struct archive *a, const char *file)
{
	if (!is_ours(a, file)) {
		log_warn("%s/%s: is not of this archive, and not read",
		    a->folder, file);
		return true;
	}
	a->file = arena_string(a->arena, file);
	a->damaged = false; /* of the newest file it counts */
	if (a->locked)
		return archive_catch_up(a, file);
	a->behind = a->behind || archive_is_behind(a, file);
	return true;
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
		ok = ok && look_at_file(a, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return ok;
}

/* Opening and closing */

static bool
try_lock(struct archive *a)
{
	char *path = archive_path(a, a->arena, LOCK_NAME);

	if (a->lock < 0)
		a->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	a->locked = a->lock >= 0 && flock(a->lock, LOCK_EX | LOCK_NB) == 0;
	return a->locked;
}

/* A reader that mends something holds the lock for a moment: wait so long. */
static enum archive_state
take_lock(struct archive *a)
{
	static const struct timespec pause = { .tv_nsec = 100000000 };

	for (int i = 0; i < LOCK_TRIES; i++) {
		if (try_lock(a))
			return ARCHIVE_OPEN;
		if (a->lock < 0 || errno != EWOULDBLOCK) {
			log_error(
			    "%s/" LOCK_NAME ": %s", a->folder, strerror(errno));
			return ARCHIVE_FAILED;
		}
		nanosleep(&pause, NULL);
	}
	log_error("%s: another process is writing to it", a->folder);
	return ARCHIVE_LOCKED;
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

static bool
read_state(struct archive *a)
{
	a->count = 0;
	xmlHashFree(a->latest, NULL);
	xmlHashFree(a->answers, NULL);
	a->latest = xmlHashCreate(1024);
	a->answers = xmlHashCreate(1024);
	if (!archive_open_index(a) || !look_at_files(a))
		return false;
	/* Only now is it known: the index does not tell of damage. */
	return !a->damaged || archive_ready(a);
}

static enum archive_state
open_for_writing(struct archive *a)
{
	enum archive_state state;

	if (!folder_make(a->folder))
		return ARCHIVE_FAILED;
	state = take_lock(a);
	if (state != ARCHIVE_OPEN)
		return state;
	return read_state(a) ? ARCHIVE_OPEN : ARCHIVE_FAILED;
}

/* Readers mend what a crash left behind, if nobody writes at the moment. */
static enum archive_state
open_for_reading(struct archive *a)
{
	bool ok;

	if (access(a->folder, F_OK) != 0)
		return ARCHIVE_OPEN; /* nothing was ever fetched */
	ok = read_state(a);
	if (ok && a->behind && try_lock(a))
		ok = read_state(a);
	release_lock(a);
	return ok ? ARCHIVE_OPEN : ARCHIVE_FAILED;
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
	a->answers = xmlHashCreate(1024);
	a->lock = -1;
	a->fd = -1;
	state =
	    use == ARCHIVE_WRITE ? open_for_writing(a) : open_for_reading(a);
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
	xmlHashFree(a->answers, NULL);
	free(a->captures);
	arena_free(a->arena);
	free(a);
}
