#include "load/status.h"

#include <string.h>

#include "load/database.h"
#include "load/migrate.h"
#include "log.h"

static json_t *
read_view(PGconn *db, enum outcome *outcome)
{
	PGresult *result = database_query(
	    db, "SELECT to_regclass('arms.source_status') IS NOT NULL", NULL);
	json_t *status = NULL;

	*outcome = OUTCOME_UNREACHABLE;
	if (result == NULL)
		return NULL;
	if (strcmp(PQgetvalue(result, 0, 0), "t") != 0) {
		log_error("database: has no schema of ours: armsetl migrate "
			  "makes it");
		*outcome = OUTCOME_MISCONFIGURED;
		PQclear(result);
		return NULL;
	}
	PQclear(result);
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
status_read(const char *conninfo, enum outcome *outcome)
{
	PGconn *db = database_open(conninfo, outcome);
	json_t *status;

	if (db == NULL)
		return NULL;
	status = read_view(db, outcome);
	PQfinish(db);
	return status;
}

enum outcome
status_migrate(const char *conninfo, size_t *applied)
{
	enum outcome outcome;
	PGconn *db = database_open(conninfo, &outcome);

	if (db == NULL)
		return outcome;
	outcome = migrate_run(db, applied);
	PQfinish(db);
	return outcome;
}
