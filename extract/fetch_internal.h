/* What fetch.c and fetch_receive.c share. */
#ifndef EXTRACT_FETCH_INTERNAL_H
#define EXTRACT_FETCH_INTERNAL_H

#include <curl/curl.h>

#include "extract/fetch.h"

/* An answer while it arrives. */
struct transfer {
	const struct fetch_settings *settings;
	struct exchange *exchange;
	const char *secret;
	struct text head; /* of the response */
	bool head_done;
	bool too_large;
	bool excess; /* more came than the head promised */
	bool failed; /* the temporary file could not be written */
	time_t deadline;
};

/* The temporary file could not be written, errno says why: logged, once. */
bool transfer_failed(struct transfer *);

/* Lets it be filled by what libcurl calls. */
void transfer_receive(CURL *, struct transfer *);

#endif
