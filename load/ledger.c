#include "load/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load/database.h"

static bool
ask_bool(PGconn *db, const char *sql, const char *parameter, bool *answer)
{
	PGresult *result = database_query(db, sql, parameter, NULL);
	bool ok = result != NULL;

	*answer = ok && strcmp(PQgetvalue(result, 0, 0), "t") == 0;
	PQclear(result);
	return ok;
}

bool
ledger_lock(PGconn *db, const char *source, bool *taken)
{
	return ask_bool(db,
	    "SELECT pg_try_advisory_lock(hashtext('armsetl'), hashtext($1))",
	    source, taken);
}

bool
ledger_unlock(PGconn *db, const char *source)
{
	bool ignored;

	return ask_bool(db,
	    "SELECT pg_advisory_unlock(hashtext('armsetl'), hashtext($1))",
	    source, &ignored);
}

bool
ledger_begin(PGconn *db, const char *source, const char *command,
    const char *program, char run_id[RUN_ID_SIZE])
{
	PGresult *result = database_query(db,
	    "UPDATE arms.run SET status = 'interrupted', finished_at = now()"
	    " WHERE source = $1 AND status = 'running'",
	    source, NULL);

	if (result == NULL)
		return false;
	PQclear(result);
	result = database_query(db,
	    "INSERT INTO arms.run (command, source, mode, version)"
	    " VALUES ($1, $2, 'live', $3) RETURNING run_id",
	    command, source, program, NULL);
	if (result == NULL)
		return false;
	snprintf(run_id, RUN_ID_SIZE, "%s", PQgetvalue(result, 0, 0));
	PQclear(result);
	return true;
}

bool
ledger_end(
    PGconn *db, const char *run_id, enum outcome outcome, const json_t *counts)
{
	char *dumped = json_dumps(counts, JSON_COMPACT | JSON_PRESERVE_ORDER);
	PGresult *result = database_query(db,
	    "UPDATE arms.run SET finished_at = now(), status = $2,"
	    " counts = $3::jsonb WHERE run_id = $1::bigint",
	    run_id, outcome_name(outcome), dumped, NULL);
	bool ok = result != NULL;

	free(dumped);
	PQclear(result);
	return ok;
}

bool
ledger_has_package(PGconn *db, const char *source, const char *name,
    const char *digest, bool *has)
{
	PGresult *result = database_query(db,
	    "SELECT FROM arms.package"
	    " WHERE (source, name, digest) = ($1, $2, $3)",
	    source, name, digest, NULL);
	bool ok = result != NULL;

	*has = ok && PQntuples(result) == 1;
	PQclear(result);
	return ok;
}

bool
ledger_note_package(PGconn *db, const char *source, const char *name,
    const char *digest, const char *run_id)
{
	PGresult *result = database_query(db,
	    "INSERT INTO arms.package (source, name, digest, run_id)"
	    " VALUES ($1, $2, $3, $4::bigint)"
	    " ON CONFLICT (source, name) DO UPDATE SET"
	    " digest = excluded.digest, run_id = excluded.run_id,"
	    " loaded_at = now()",
	    source, name, digest, run_id, NULL);
	bool ok = result != NULL;

	PQclear(result);
	return ok;
}
