#include "load/status.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "load/database.h"

bool
status_has_schema(PGconn *db, enum outcome *outcome)
{
	PGresult *result = database_query(
	    db, "SELECT to_regclass('arms.source_status') IS NOT NULL", NULL);
	bool has = result != NULL && strcmp(PQgetvalue(result, 0, 0), "t") == 0;

	if (result == NULL) {
		*outcome = OUTCOME_UNREACHABLE;
	} else if (!has) {
		log_error("database: there is no schema arms; armsetl migrate "
			  "makes it");
		*outcome = OUTCOME_MISCONFIGURED;
	}
	PQclear(result);
	return has;
}

static json_t *
status_read_view(PGconn *db, enum outcome *outcome)
{
	PGresult *result;
	json_t *status = NULL;

	if (!status_has_schema(db, outcome))
		return NULL;
	*outcome = OUTCOME_UNREACHABLE;
	result = database_query(db,
	    "SELECT coalesce(json_agg(s), '[]') FROM arms.source_status s",
	    NULL);
	if (result != NULL)
		status = json_loads(PQgetvalue(result, 0, 0), 0, NULL);
	if (status != NULL)
		*outcome = OUTCOME_OK;
	PQclear(result);
	return status;
}

json_t *
status_read(const struct database_settings *settings, enum outcome *outcome)
{
	PGconn *db = database_open(settings, outcome);
	json_t *status;

	if (db == NULL)
		return NULL;
	status = status_read_view(db, outcome);
	PQfinish(db);
	return status;
}

/* Documents */

/* By a cursor: there may be very many. */
static bool
status_take_documents(PGconn *db, status_taker *take, void *context)
{
	PGresult *result;
	int count;

	do {
		result = database_query(db, "FETCH 1000 FROM documents", NULL);
		if (result == NULL)
			return false;
		count = PQntuples(result);
		for (int i = 0; i < count; i++) {
			const struct status_document d = {
				.document_id = PQgetvalue(result, i, 0),
				.url = PQgetvalue(result, i, 1),
				.sha256 = PQgetvalue(result, i, 2),
				.warc_file = PQgetvalue(result, i, 3),
				.warc_offset = strtoull(
				    PQgetvalue(result, i, 4), NULL, 10),
			};

			take(context, &d);
		}
		PQclear(result);
	} while (count > 0);
	return true;
}

enum outcome
status_documents(const struct database_settings *settings, const char *source,
    status_taker *take, void *context)
{
	enum outcome outcome;
	PGconn *db = database_open(settings, &outcome);
	PGresult *result;

	if (db == NULL)
		return outcome;
	if (database_run(db, "BEGIN READ ONLY")) {
		result = database_query(db,
		    "DECLARE documents NO SCROLL CURSOR FOR"
		    " SELECT document_id, url, sha256, warc_file, warc_offset"
		    " FROM arms.document WHERE source = $1"
		    " ORDER BY warc_file, warc_offset",
		    source, NULL);
		if (result == NULL || !status_take_documents(db, take, context))
			outcome = database_outcome(db);
		PQclear(result);
	} else {
		outcome = database_outcome(db);
	}
	PQfinish(db);
	return outcome;
}

enum outcome
status_packages(const struct database_settings *settings, const char *source,
    status_package_taker *take, void *context)
{
	enum outcome outcome;
	PGconn *db = database_open(settings, &outcome);
	PGresult *result;

	if (db == NULL)
		return outcome;
	result = database_query(db,
	    "SELECT name, digest FROM arms_internal.package WHERE source = $1",
	    source, NULL);
	if (result == NULL)
		outcome = database_outcome(db);
	for (int i = 0; i < PQntuples(result); i++)
		take(context, PQgetvalue(result, i, 0),
		    PQgetvalue(result, i, 1));
	PQclear(result);
	PQfinish(db);
	return outcome;
}
