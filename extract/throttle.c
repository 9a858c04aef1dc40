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
#include "base/stop.h"
#include "base/time.h"

#define POLL_MS 50
#define NAME_MAX_LENGTH 200

struct host {
	const struct host_rules *rules;
	struct arena *arena;
	const char *path; /* of the book: when the next may come */
	int book;
	int slot;
	uint64_t rest_ms;
};

/* www.dsca.mil, or 127.0.0.1:8080. */
static const char *
name_of(struct arena *arena, const char *url)
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
open_file(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);

	if (fd < 0)
		log_error("%s: %s", path, strerror(errno));
	return fd;
}

/* Slots */

/* A slot that nobody has; -1 if there is none, or no file can be made. */
static int
try_slots(const struct host *h, bool *failed)
{
	for (unsigned i = 1; i <= h->rules->concurrency; i++) {
		int fd = open_file(arena_print(h->arena, "%s.%u", h->path, i));

		if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0) {
			*failed = fd < 0;
			return fd;
		}
		close(fd);
	}
	return -1;
}

static enum host_state
take_slot(struct host *h)
{
	bool failed = false;

	while ((h->slot = try_slots(h, &failed)) < 0 && !failed) {
		switch (stop_wait(POLL_MS, h->rules->deadline)) {
		case STOP_REQUESTED:
			return HOST_INTERRUPTED;
		case STOP_WAIT_TOO_LONG:
			return HOST_TOO_LONG;
		case STOP_WAITED:
			break;
		}
	}
	return failed ? HOST_FAILED : HOST_ENTERED;
}

/* The book, which is locked for as long as it takes to read and write it. */

/* When the next may come; a book from the future is of a clock set back. */
static uint64_t
read_book(const struct host *h, uint64_t now)
{
	uint64_t most = now + h->rules->rest_max_ms;
	char line[64] = "";
	char *end = line;
	ssize_t n = pread(h->book, line, sizeof(line) - 1, 0);
	uint64_t next = n > 0 ? strtoull(line, &end, 10) : 0;
	uint64_t written = strtoull(end, NULL, 10);

	if (written > now)
		return 0;
	return next > most ? most : next;
}

static bool
write_book(const struct host *h, uint64_t next, uint64_t now)
{
	char line[64];
	int n = snprintf(line, sizeof(line), "%020llu %020llu\n",
	    (unsigned long long)next, (unsigned long long)now);

	if (pwrite(h->book, line, (size_t)n, 0) == n)
		return true;
	log_error("%s: cannot write: %s", h->path, strerror(errno));
	return false;
}

static bool
lock_book(const struct host *h)
{
	int result;

	do
		result = flock(h->book, LOCK_EX);
	while (result != 0 && errno == EINTR);
	if (result != 0)
		log_error("%s: %s", h->path, strerror(errno));
	return result == 0;
}

/* Takes the next free moment, so that who comes after us takes a later one. */
static enum host_state
wait_for_turn(struct host *h)
{
	uint64_t now = time_now_ms();
	uint64_t last = h->rules->deadline == 0
	    ? UINT64_MAX
	    : (uint64_t)h->rules->deadline * 1000;
	uint64_t next;
	bool ok;

	if (!lock_book(h))
		return HOST_FAILED;
	next = read_book(h, now);
	if (next < now)
		next = now;
	ok = next > last || write_book(h, next + h->rules->pause_ms, now);
	flock(h->book, LOCK_UN);
	if (!ok)
		return HOST_FAILED;
	if (next > last)
		return HOST_TOO_LONG;
	return stop_wait(next - now, 0) == STOP_WAITED ? HOST_ENTERED
						       : HOST_INTERRUPTED;
}

enum host_state
host_enter(const struct host_rules *rules, const char *url, struct host **out)
{
	struct host *h;
	enum host_state state = HOST_FAILED;

	*out = NULL;
	if (rules->folder == NULL)
		return HOST_ENTERED;
	if (!folder_make(rules->folder))
		return HOST_FAILED;
	h = calloc(1, sizeof(*h));
	if (h == NULL)
		log_fatal("out of memory");
	h->rules = rules;
	h->arena = arena_new();
	h->slot = -1;
	h->path = arena_print(
	    h->arena, "%s/%s", rules->folder, name_of(h->arena, url));
	h->book = open_file(h->path);
	if (h->book >= 0)
		state = take_slot(h);
	if (state == HOST_ENTERED)
		state = wait_for_turn(h);
	*out = h;
	return state;
}

void
host_rest(struct host *h, uint64_t ms)
{
	if (h != NULL)
		h->rest_ms = ms;
}

/* The pause counts from the end of an answer, however long that took. */
static void
note_end(const struct host *h)
{
	uint64_t now = time_now_ms();
	uint64_t rest = h->rest_ms;
	uint64_t next;

	if (rest < h->rules->pause_ms)
		rest = h->rules->pause_ms;
	if (!lock_book(h))
		return;
	next = read_book(h, now);
	if (next < now + rest)
		(void)write_book(h, now + rest, now);
	flock(h->book, LOCK_UN);
}

void
host_leave(struct host *h)
{
	if (h == NULL)
		return;
	if (h->slot >= 0) {
		note_end(h);
		close(h->slot);
	}
	if (h->book >= 0)
		close(h->book);
	arena_free(h->arena);
	free(h);
}
