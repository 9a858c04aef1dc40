#include "publish/export/stream.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "load/database.h"

/* How soon a wish to stop is seen while the server works. */
#define WAIT_SLICE_MS 250

struct stream {
	PGconn *db;
	const struct export_format *format;
	void *writer;
	struct digest *digest;
	struct export_value *values;
	size_t width;
	struct export_counts *counts;
};

bool
stream_wait(PGconn *db)
{
	struct pollfd socket = { .fd = PQsocket(db), .events = POLLIN };

	while (!stop_requested()) {
		if (!PQisBusy(db))
			return true;
		if (poll(&socket, 1, WAIT_SLICE_MS) > 0 && !PQconsumeInput(db))
			return true; /* the result tells why */
	}
	return false;
}

void
stream_cancel(PGconn *db)
{
	char why[256];
	PGcancel *cancel = PQgetCancel(db);

	if (cancel != NULL)
		PQcancel(cancel, why, sizeof(why));
	PQfreeCancel(cancel);
}

static void
stream_digest(struct stream *s)
{
	for (size_t i = 0; i < s->width; i++) {
		char length[24];

		if (s->values[i].text == NULL) {
			digest_add(s->digest, "-,", 2);
			continue;
		}
		snprintf(length, sizeof(length), "%zu:", s->values[i].length);
		digest_add(s->digest, length, strlen(length));
		digest_add(s->digest, s->values[i].text, s->values[i].length);
		digest_add(s->digest, ",", 1);
	}
	digest_add(s->digest, "\n", 1);
}

static bool
stream_row(struct stream *s, const PGresult *row)
{
	if (*PQgetvalue(row, 0, (int)s->width) == 't') {
		s->counts->left_out++;
		return true;
	}
	for (size_t i = 0; i < s->width; i++) {
		bool is_null = PQgetisnull(row, 0, (int)i) != 0;

		s->values[i].text = is_null ? NULL : PQgetvalue(row, 0, (int)i);
		s->values[i].length =
		    is_null ? 0 : (size_t)PQgetlength(row, 0, (int)i);
	}
	stream_digest(s);
	s->counts->rows++;
	return s->format->row(s->writer, s->values);
}

enum outcome
stream_fail(PGconn *db, const PGresult *result)
{
	const char *message = PQerrorMessage(db);

	database_note(db, result);
	log_error("database: %.*s", (int)strcspn(message, "\n"), message);
	return database_outcome(db);
}

static enum outcome
stream_take(struct stream *s)
{
	enum outcome outcome = OUTCOME_OK;
	PGresult *result;

	while (outcome == OUTCOME_OK) {
		if (!stream_wait(s->db))
			return OUTCOME_LATER;
		result = PQgetResult(s->db);
		if (result == NULL)
			break;
		if (PQresultStatus(result) == PGRES_SINGLE_TUPLE)
			outcome = stream_row(s, result) ? OUTCOME_OK
							: OUTCOME_NOT_WRITTEN;
		else if (PQresultStatus(result) != PGRES_TUPLES_OK)
			outcome = stream_fail(s->db, result);
		PQclear(result);
	}
	return outcome;
}

enum outcome
stream_rows(PGconn *db, const char *select, size_t width,
    const struct export_format *format, void *writer, struct digest *digest,
    struct export_counts *counts)
{
	struct stream s = { .db = db,
		.format = format,
		.writer = writer,
		.digest = digest,
		.width = width,
		.counts = counts };
	enum outcome outcome;

	if (!PQsendQuery(db, select) || !PQsetSingleRowMode(db))
		return stream_fail(db, NULL);
	s.values = xrealloc(NULL, width + 1, sizeof(*s.values));
	outcome = stream_take(&s);
	if (outcome != OUTCOME_OK)
		stream_cancel(db);
	if (stop_requested())
		outcome = OUTCOME_LATER;
	free(s.values);
	return outcome;
}
