/*
 * What each HTTP status that is no document leads to (RFC 9110; 429 is RFC
 * 6585, 451 RFC 7725): one row a status. How long is waited before the next
 * try, and what a Retry-After asks for, is in request.c and retry.c.
 */
#ifndef EXTRACT_HTTP_STATUS_H
#define EXTRACT_HTTP_STATUS_H

#include <stdbool.h>

#include "base/outcome.h"
#include "extract/failure.h"

struct http_status_rule {
	int status;
	bool is_retried; /* it is a matter of the moment, not of the request */
	enum failure_kind kind;
	enum outcome outcome;
	const char *message;
};

/* The rule of a status, or of its class if it has none of its own. */
const struct http_status_rule *http_status_rule(int status);

#endif
