#include "extract/throttle.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/time.h"

#define POLL_MS 50
#define NAME_MAX_LENGTH 200

struct throttle {
	const struct throttle_rules *rules;
	struct arena *arena;
	const char *path; /* of the book: when the next may come */
	int book;
	int slot;
	uint64_t rest_ms;
};

/* www.dsca.mil, or 127.0.0.1:8080. */
static const char *
throttle_name(struct arena *arena, const char *url)
{
	const char *host = strstr(url, "://");
	size_t length;
	char *name;

	host = host == NULL ? url : host + 3;
	length = strcspn(host, "/?#");
	if (length > NAME_MAX_LENGTH)
		length = NAME_MAX_LENGTH;
	name = arena_copy(arena, host, length);
	for (char *p = name; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return name;
}

static int
throttle_open(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);

	if (fd < 0)
		log_error("%s: %s", path, strerror(errno));
	return fd;
}

/* Slots */

/* A slot that is free; -1 if there is none, or no file can be made. */
static int
throttle_try_slots(const struct throttle *t, bool *failed)
{
	for (unsigned i = 1; i <= t->rules->concurrency; i++) {
		int fd =
		    throttle_open(arena_print(t->arena, "%s.%u", t->path, i));

		if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0) {
			*failed = fd < 0;
			return fd;
		}
		close(fd);
	}
	return -1;
}

static enum throttle_state
throttle_take_slot(struct throttle *t)
{
	bool failed = false;

	while ((t->slot = throttle_try_slots(t, &failed)) < 0 && !failed) {
		switch (stop_wait(POLL_MS, t->rules->deadline)) {
		case STOP_REQUESTED:
			return THROTTLE_INTERRUPTED;
		case STOP_WAIT_TOO_LONG:
			return THROTTLE_TOO_LONG;
		case STOP_WAITED:
			break;
		}
	}
	return failed ? THROTTLE_FAILED : THROTTLE_ENTERED;
}

/* The book, which is locked for as long as it takes to read and write it. */

/*
 * When the next may come; a book from the future is of a clock set back. False
 * if it cannot be read, logged: then nobody may come.
 */
static bool
throttle_read(const struct throttle *t, uint64_t now, uint64_t *at)
{
	uint64_t most = now + t->rules->rest_max_ms;
	char line[64] = "";
	char *end = line;
	ssize_t n = pread(t->book, line, sizeof(line) - 1, 0);
	uint64_t next = n > 0 ? strtoull(line, &end, 10) : 0;
	uint64_t written = strtoull(end, NULL, 10);

	*at = written > now ? 0 : next > most ? most : next;
	if (n < 0)
		log_error("%s: %s", t->path, strerror(errno));
	return n >= 0;
}

static bool
throttle_write(const struct throttle *t, uint64_t next, uint64_t now)
{
	char line[64];
	int n = snprintf(line, sizeof(line), "%020llu %020llu\n",
	    (unsigned long long)next, (unsigned long long)now);

	if (pwrite(t->book, line, (size_t)n, 0) == n)
		return true;
	log_error("%s: cannot write: %s", t->path, strerror(errno));
	return false;
}

static bool
throttle_lock(const struct throttle *t)
{
	int result;

	do
		result = flock(t->book, LOCK_EX);
	while (result != 0 && errno == EINTR);
	if (result != 0)
		log_error("%s: %s", t->path, strerror(errno));
	return result == 0;
}

/* Takes the next free moment, so that the next process takes a later one. */
static enum throttle_state
throttle_wait(struct throttle *t)
{
	uint64_t now = time_now_ms();
	uint64_t last = t->rules->deadline == 0
	    ? UINT64_MAX
	    : (uint64_t)t->rules->deadline * 1000;
	uint64_t next;
	bool ok;

	if (!throttle_lock(t))
		return THROTTLE_FAILED;
	ok = throttle_read(t, now, &next);
	if (next < now)
		next = now;
	ok = ok &&
	    (next > last || throttle_write(t, next + t->rules->pause_ms, now));
	flock(t->book, LOCK_UN);
	if (!ok)
		return THROTTLE_FAILED;
	if (next > last)
		return THROTTLE_TOO_LONG;
	return stop_wait(next - now, 0) == STOP_WAITED ? THROTTLE_ENTERED
						       : THROTTLE_INTERRUPTED;
}

enum throttle_state
throttle_enter(
    const struct throttle_rules *rules, const char *url, struct throttle **out)
{
	struct throttle *t;
	enum throttle_state state = THROTTLE_FAILED;

	*out = NULL;
	if (rules->folder == NULL)
		return THROTTLE_ENTERED;
	if (!folder_make(rules->folder))
		return THROTTLE_FAILED;
	t = xzalloc(sizeof(*t));
	t->rules = rules;
	t->arena = arena_new();
	t->slot = -1;
	t->path = arena_print(
	    t->arena, "%s/%s", rules->folder, throttle_name(t->arena, url));
	t->book = throttle_open(t->path);
	if (t->book >= 0)
		state = throttle_take_slot(t);
	if (state == THROTTLE_ENTERED)
		state = throttle_wait(t);
	*out = t;
	return state;
}

void
throttle_rest(struct throttle *t, uint64_t ms)
{
	if (t != NULL)
		t->rest_ms = ms;
}

/* The pause counts from the end of an answer, however long that took. */
static void
throttle_note_end(const struct throttle *t)
{
	uint64_t now = time_now_ms();
	uint64_t rest = t->rest_ms;
	uint64_t next;

	if (rest < t->rules->pause_ms)
		rest = t->rules->pause_ms;
	if (!throttle_lock(t))
		return;
	if (throttle_read(t, now, &next) && next < now + rest)
		(void)throttle_write(t, now + rest, now);
	flock(t->book, LOCK_UN);
}

void
throttle_leave(struct throttle *t)
{
	if (t == NULL)
		return;
	if (t->slot >= 0) {
		throttle_note_end(t);
		close(t->slot);
	}
	if (t->book >= 0)
		close(t->book);
	arena_free(t->arena);
	free(t);
}
