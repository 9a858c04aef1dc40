#include "load/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load/database.h"

static bool
ledger_ask(PGconn *db, const char *sql, const char *parameter, bool *answer)
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
	return ledger_ask(db,
	    "SELECT pg_try_advisory_lock(hashtext('armsetl'), hashtext($1))",
	    source, taken);
}

bool
ledger_unlock(PGconn *db, const char *source)
{
	bool ignored;

	return ledger_ask(db,
	    "SELECT pg_advisory_unlock(hashtext('armsetl'), hashtext($1))",
	    source, &ignored);
}

bool
ledger_begin(PGconn *db, const struct ledger_run *run, char run_id[RUN_ID_SIZE])
{
	PGresult *result = database_query(db,
	    "UPDATE arms.run SET status = 'interrupted', finished_at = now()"
	    " WHERE source = $1 AND status = 'running'",
	    run->source, NULL);

	if (result == NULL)
		return false;
	PQclear(result);
	/* Not waited for: nothing is lost with it, and what it loads is. */
	result = database_query(db,
	    "WITH soon AS MATERIALIZED"
	    " (SELECT set_config('synchronous_commit', 'off', true))"
	    " INSERT INTO arms.run (command, source, mode, version, host)"
	    " SELECT $1, $2, $3, $4, $5 FROM soon RETURNING run_id",
	    run->command, run->source, run->mode, run->program, run->host,
	    NULL);
	if (result == NULL)
		return false;
	snprintf(run_id, RUN_ID_SIZE, "%s", PQgetvalue(result, 0, 0));
	PQclear(result);
	return true;
}

static bool
ledger_is_done(PGresult *result)
{
	bool ok = result != NULL;

	PQclear(result);
	return ok;
}

bool
ledger_end(PGconn *db, const char *run_id, const struct ledger_end *end)
{
	const size_t flags = JSON_COMPACT | JSON_PRESERVE_ORDER;
	char *counts = json_dumps(end->counts, flags);
	char *gates = json_dumps(end->gates, flags);
	bool ok = ledger_is_done(database_query(db,
	    "UPDATE arms.run SET finished_at = now(), status = $2,"
	    " counts = $3::jsonb, gates = $4::jsonb,"
	    " trouble = nullif($5, ''), reason = nullif($6, ''),"
	    " since = nullif($7, '')::date, until = nullif($8, '')::date"
	    " WHERE run_id = $1::bigint",
	    run_id, outcome_name(end->outcome), counts, gates, end->failure,
	    end->reason, end->since, end->until, NULL));

	free(gates);
	free(counts);
	return ok;
}

bool
ledger_has_package(PGconn *db, const struct ledger_package *p, bool *has)
{
	PGresult *result = database_query(db,
	    "SELECT FROM arms_internal.package WHERE (source, name) = ($1, $2)"
	    " AND digest = $4 AND (place = $3 OR NOT EXISTS"
	    "  (SELECT FROM arms_internal.package"
	    "    WHERE (source, name, place) = ($1, $2, $3))) LIMIT 1",
	    p->source, p->name, p->place, p->digest, NULL);
	bool ok = result != NULL;

	*has = ok && PQntuples(result) == 1;
	PQclear(result);
	return ok;
}

bool
ledger_note_package(
    PGconn *db, const struct ledger_package *p, const char *run_id)
{
	return ledger_is_done(database_query(db,
	    "INSERT INTO arms_internal.package (source, name, place, digest, run_id)"
	    " VALUES ($1, $2, $3, $4, $5::bigint)"
	    " ON CONFLICT (source, name, place) DO UPDATE SET"
	    " digest = excluded.digest, run_id = excluded.run_id,"
	    " loaded_at = now()",
	    p->source, p->name, p->place, p->digest, run_id, NULL));
}
