/* What is worth asking again, and how long to wait before. */
#ifndef EXTRACT_RETRY_H
#define EXTRACT_RETRY_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "extract/fetch.h"

/* Whether a status speaks of the moment and not of what was asked. */
bool retry_status(int status);

/*
 * The same of what libcurl says of a transfer that failed, and why. Who is not
 * who should answer there (TLS) will not be it a minute later.
 */
bool retry_failure(CURLcode, const char *reason);

/*
 * The wait behind so many tries: anything from nothing to backoff_ms, doubled
 * with each try, as chance has it, so that many who failed together do not
 * come back together.
 */
uint64_t retry_backoff_ms(
    const struct fetch_settings *, unsigned tries, uint64_t chance);

/*
 * What a Retry-After header asks for, in seconds: a number, or a date in one
 * of the three forms of HTTP (RFC 9110, 5.6.7 and 10.2.3), against the
 * answer's own Date if it has one, as the publisher's clock may be wrong. 0
 * for a date that is past, -1 for what is neither, or NULL.
 */
long retry_after(const char *value, const char *date, time_t now);

#endif
