/* What a crawl keeps for itself: its source does not see it. */
#ifndef EXTRACT_CRAWL_STATE_H
#define EXTRACT_CRAWL_STATE_H

#include "base/time.h"
#include "extract/failure.h"
#include "extract/missing.h"
#include "extract/request.h"
#include "extract/revisit.h"

struct pace;

struct crawl_state {
	struct failures failures;
	struct request_context context;
	struct revisit_scope scope;
	const struct pace *pace;
	const char *secret; /* see secret.h; NULL: none */
	const char *folder; /* of the source's state, or NULL */
	struct missing *missing;
	size_t lost; /* documents gone for good, noted as missing */
	char today[DAY_TEXT_SIZE];
};

#endif
