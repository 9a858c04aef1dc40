#include "publish/why.h"

#include <string.h>

#include "base/log.h"
#include "load/status.h"

/* One notice is meant; else it is said what is there. */
static bool
why_is_one(const PGresult *found, const char *name)
{
	int count = PQntuples(found);

	if (count == 0)
		log_error("%s: the database has no such notice", name);
	if (count > 1)
		log_error("%s: means %d notices; name one of them: %s, %s%s",
		    name, count, PQgetvalue(found, 0, 0),
		    PQgetvalue(found, 1, 0), count > 2 ? ", ..." : "");
	return count == 1;
}

static json_t *
why_read_one(PGconn *db, const char *notice, enum outcome *outcome)
{
	PGresult *result =
	    database_query(db, "SELECT arms.why($1)", notice, NULL);
	json_t *why = NULL;

	if (result == NULL) {
		*outcome = database_outcome(db);
		return NULL;
	}
	why = json_loads(PQgetvalue(result, 0, 0), 0, NULL);
	if (why == NULL)
		log_fatal("%s: the database's answer is no JSON", notice);
	PQclear(result);
	return why;
}

static json_t *
why_find(PGconn *db, const char *name, const char *transmittal,
    enum outcome *outcome)
{
	PGresult *found = database_query(db,
	    "SELECT notice_id FROM arms.notice"
	    " WHERE notice_id = $1 OR transmittal = $2 OR notice_id IN"
	    " (SELECT notice_id FROM arms.notice_publication WHERE url = $1)"
	    " ORDER BY notice_id = $1 DESC, notice_id COLLATE \"C\"",
	    name, transmittal == NULL ? "" : transmittal, NULL);
	json_t *why = NULL;

	if (found == NULL) {
		*outcome = database_outcome(db);
		return NULL;
	}
	if (PQntuples(found) > 0 && strcmp(PQgetvalue(found, 0, 0), name) == 0)
		why = why_read_one(db, name, outcome);
	else if (why_is_one(found, name))
		why = why_read_one(db, PQgetvalue(found, 0, 0), outcome);
	else
		*outcome = OUTCOME_USAGE;
	PQclear(found);
	return why;
}

json_t *
why_read(const struct database_settings *settings, const char *name,
    const char *transmittal, enum outcome *outcome)
{
	PGconn *db = database_open(settings, outcome);
	json_t *why = NULL;

	if (db == NULL)
		return NULL;
	if (!database_run(
		db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))
		*outcome = database_outcome(db);
	else if (status_has_schema(db, outcome))
		why = why_find(db, name, transmittal, outcome);
	PQfinish(db);
	return why;
}
