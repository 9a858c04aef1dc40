/*
 * Which failed transfers are worth another try, and how long to wait before:
 * the back-off, and what a Retry-After asks for. Which statuses are
 * worth one is told in http_status.h.
 */
#ifndef EXTRACT_RETRY_H
#define EXTRACT_RETRY_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/*
 * Whether another try may mend a transfer that failed, by what libcurl says of
 * it, and why. Another who answers in the publisher's place (TLS) will answer a
 * minute later, too.
 */
bool retry_failure(CURLcode, const char *reason);

/*
 * The back-off after so many tries, in milliseconds: anything from nothing to
 * the first, doubled with each try, and not above the most; as chance has it,
 * so that many programs that failed together do not come back together.
 */
uint64_t retry_backoff_ms(
    uint64_t first_ms, uint64_t most_ms, unsigned tries, uint64_t chance);

/*
 * What a Retry-After header asks for, in seconds: a number, or a date in one
 * of the three forms of HTTP (RFC 9110, 5.6.7 and 10.2.3), against the
 * answer's own Date if it has one, as the publisher's clock may be wrong. 0
 * for a date that is past, -1 for what is neither, or NULL.
 */
long retry_after(const char *value, const char *date, time_t now);

#endif
