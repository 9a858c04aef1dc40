/*
 * The throttle of requests to a network host: how many requests there are at
 * once, and the pause between two, over all processes that share a folder. The
 * folder has two kinds of small files for each host: HOST tells when the next
 * request may be made and when that was written, in milliseconds since 1970;
 * HOST.1, HOST.2, ... are locked while one is.
 */
#ifndef EXTRACT_THROTTLE_H
#define EXTRACT_THROTTLE_H

#include <stdint.h>
#include <time.h>

struct throttle_rules {
	const char *folder; /* NULL: nothing is throttled */
	unsigned concurrency;
	uint64_t pause_ms;
	/* No request waits longer than that, whatever a file says. */
	uint64_t rest_max_ms;
	time_t deadline; /* 0: none */
};

/* A turn at one network host. */
struct throttle;

enum throttle_state {
	THROTTLE_ENTERED,
	THROTTLE_INTERRUPTED,
	THROTTLE_TOO_LONG, /* our turn comes behind the deadline */
	THROTTLE_FAILED,   /* a file cannot be written: logged */
};

/*
 * Waits for a turn at the host of that address; it ends with throttle_leave(),
 * which also accepts NULL.
 */
enum throttle_state throttle_enter(
    const struct throttle_rules *, const char *url, struct throttle **);
void throttle_leave(struct throttle *);

/* The host wants to be left alone for so long, by all of us. */
void throttle_rest(struct throttle *, uint64_t ms);

#endif
