/*
 * Good manners at a host: how many requests there are at once, and the pause
 * between two, over all processes that share a folder. The folder has two kinds
 * of small files for each host: HOST tells when the next request may be made
 * and when that was written, in milliseconds since 1970; HOST.1, HOST.2, ...
 * are locked while one is.
 */
#ifndef EXTRACT_THROTTLE_H
#define EXTRACT_THROTTLE_H

#include <stdint.h>
#include <time.h>

struct host_rules {
	const char *folder; /* NULL: there are no manners */
	unsigned concurrency;
	uint64_t pause_ms;
	/* Nobody can be made to wait longer than that, whatever a file says. */
	uint64_t rest_max_ms;
	time_t deadline; /* 0: none */
};

/* A turn at one host. */
struct host;

enum host_state {
	HOST_ENTERED,
	HOST_INTERRUPTED,
	HOST_TOO_LONG, /* our turn comes behind the deadline */
	HOST_FAILED,   /* a file cannot be written: logged */
};

/*
 * Waits for a turn at the host of that address; it ends with host_leave(),
 * which also accepts NULL.
 */
enum host_state
host_enter(const struct host_rules *, const char *url, struct host **);
void host_leave(struct host *);

/* The host wants to be left alone for so long, by all of us. */
void host_rest(struct host *, uint64_t ms);

#endif
