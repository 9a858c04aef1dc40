/* One HTTP request and what came back, as it went over the wire. */
#ifndef ARCHIVE_EXCHANGE_H
#define ARCHIVE_EXCHANGE_H

#include <stdint.h>
#include <stdio.h>

#include "archive/http.h"
#include "archive/warc_read.h"
#include "base/digest.h"
#include "base/text.h"
#include "base/time.h"

struct exchange {
	const char *url;
	char date[TIMESTAMP_SIZE]; /* when it was sent */
	char ip[64];
	struct text request;     /* its head, and behind it what was posted */
	char posted[DIGEST_HEX]; /* SHA-256 of that; "" of a GET */
	/*
	 * The response: its head, then its body. Transfer codings are taken
	 * off (and their header renamed), content codings are not. An
	 * unlinked temporary file, so that memory does not grow with it.
	 */
	FILE *response;
	uint64_t head_length;
	uint64_t response_length;
	/* The value of WARC-Truncated: length, time, disconnect; or NULL. */
	const char *truncated;
	long retry_after; /* seconds, of the answer; -1: none */
	char reason[512]; /* why it is not whole, or not there */
};

#endif
