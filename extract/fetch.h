/* One address to one exchange: libcurl, bounded in bytes and in time. */
#ifndef EXTRACT_FETCH_H
#define EXTRACT_FETCH_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "archive/exchange.h"

struct fetcher;

struct fetch_settings {
	const char *user_agent; /* says who we are and how to reach us */
	uint64_t most_bytes;    /* of a body as sent */
	long connect_seconds;
	long total_seconds;
	long stall_seconds;  /* gives up below 100 bytes a second for so long */
	const char *ca_file; /* certificates to trust; NULL: the system's */

	/* How often and how many at once, at one host: see throttle.h. */
	const char *hosts;    /* a folder; NULL: without a pause */
	unsigned pause_ms;    /* unless a source has its own */
	unsigned concurrency; /* over all processes with that folder */

	/* Retries of an address that did not answer: see retry.h. */
	unsigned tries; /* in all */
	unsigned backoff_ms;
	unsigned backoff_max_seconds;
	unsigned retry_after_max_seconds; /* of what a publisher asks for */
};

/* What follows from each stands in one table, in response.c. */
enum fetch_result {
	FETCH_ANSWERED,    /* whatever the status */
	FETCH_CUT_OFF,     /* an answer began and is not whole */
	FETCH_TOO_LARGE,   /* the same, because it went over most_bytes */
	FETCH_UNREACHABLE, /* no answer at all */
	FETCH_UNTRUSTED,   /* TLS: another than should answer there */
	FETCH_STOPPED,     /* we were interrupted, or the time is over */
	FETCH_REFUSED,     /* we may not ask there: see fetch_open() */
	FETCH_NOT_KEPT,    /* no room for the answer on this machine */
};

/*
 * Never NULL. Only if `private_too` are addresses asked of this machine and of
 * private networks, whatever their names (see network.h): a publisher could
 * name one in an answer or a redirect. Through a proxy those are refused that
 * are named as addresses; the proxy sees to the others.
 */
struct fetcher *fetch_open(const struct fetch_settings *, bool private_too);
void fetch_close(struct fetcher *);

struct fetch_request {
	const char *url;
	const char *accept;        /* media types; NULL for any */
	const char *etag;          /* for a conditional request, or NULL */
	const char *last_modified; /* likewise */
	const char *json;          /* the body of a POST, or NULL for a GET */
	/*
	 * A parameter that is sent behind the address, or NULL: see secret.h.
	 * The exchange and the log are without it. Content codings are then
	 * taken off as transfer codings are: it could be in the content.
	 */
	const char *secret;
	time_t deadline; /* a transfer ends there; 0: none */
};

/*
 * Asks once; redirects are not followed. The exchange is filled in also when
 * the answer is cut off, and must be given to exchange_free(). What goes
 * wrong is told in its reason; only what fails on this machine is logged.
 */
enum fetch_result
fetch(struct fetcher *, const struct fetch_request *, struct exchange *);
void exchange_free(struct exchange *);

/* Whether we may ask at that address: https, or http on this machine. */
bool fetch_allowed(const char *url);

#endif
