#include "load/migrate.h"

#include <stdlib.h>
#include <string.h>

#include "digest.h"
#include "load/database.h"
#include "load/sql.h"
#include "log.h"
#include "text.h"

#define LOCK "SELECT pg_advisory_xact_lock(hashtext('armsetl migrate'))"

/* Asks first: a role that may not create schemas must still be able to load. */
static const char base[] =
    "DO $$ BEGIN IF to_regclass('arms.migration') IS NULL THEN"
    " CREATE SCHEMA IF NOT EXISTS arms;"
    " COMMENT ON SCHEMA arms IS"
    "  'What is published about arms sales; kept by armsetl';"
    " CREATE TABLE arms.migration ("
    "  number integer PRIMARY KEY, name text NOT NULL, digest text NOT NULL,"
    "  applied_at timestamptz NOT NULL DEFAULT now());"
    " COMMENT ON TABLE arms.migration IS"
    "  'The steps by which this schema came to be; number 0: its routines';"
    "END IF; END $$";

/* Whether this step is done. When it was done differently, it is a misfit. */
static bool
is_done(PGconn *db, const struct sql_file *file, const char *digest, bool *done,
    bool *misfit)
{
	PGresult *result = database_query(db,
	    "SELECT digest FROM arms.migration WHERE number = $1::integer",
	    file->name, NULL);
	bool ok = result != NULL;

	*done = ok && PQntuples(result) == 1;
	if (*done && strcmp(PQgetvalue(result, 0, 0), digest) != 0) {
		log_error(
		    "migration %s was applied with another text", file->name);
		*misfit = true;
		ok = false;
	}
	PQclear(result);
	return ok;
}

static bool
note_done(PGconn *db, const char *number, const char *name, const char *digest)
{
	PGresult *result = database_query(db,
	    "INSERT INTO arms.migration (number, name, digest)"
	    " VALUES ($1::integer, $2, $3) ON CONFLICT (number) DO UPDATE"
	    " SET digest = excluded.digest, applied_at = now()",
	    number, name, digest, NULL);
	bool ok = result != NULL;

	PQclear(result);
	return ok;
}

static bool
apply(PGconn *db, const struct sql_file *file, size_t *applied, bool *misfit)
{
	struct sql_file numbered = *file;
	char number[8];
	char digest[DIGEST_HEX];
	bool done;

	snprintf(number, sizeof(number), "%.4s", file->name);
	numbered.name = number;
	digest_string(file->text, digest);
	if (!is_done(db, &numbered, digest, &done, misfit))
		return false;
	if (done)
		return true;
	(*applied)++;
	log_info("migration %s", file->name);
	return database_run(db, file->text) &&
	    note_done(db, number, file->name, digest);
}

/* Number 0 stands for all routines and views together. */
static bool
replace(PGconn *db)
{
	struct text all = { 0 };
	char digest[DIGEST_HEX];
	PGresult *result;
	bool ok = false;

	for (size_t i = 0; i < sql_replaceable_count; i++)
		text_add_string(&all, sql_replaceable[i].text);
	digest_string(text_string(&all), digest);
	result = database_query(db,
	    "SELECT FROM arms.migration WHERE number = 0 AND digest = $1",
	    digest, NULL);
	if (result != NULL)
		ok = PQntuples(result) == 1 ||
		    (database_run(db, text_string(&all)) &&
			note_done(db, "0", "routines and views", digest));
	PQclear(result);
	text_free(&all);
	return ok;
}

static bool
is_newer(PGconn *db, bool *newer)
{
	PGresult *result = database_query(
	    db, "SELECT coalesce(max(number), 0) FROM arms.migration", NULL);
	const char *last = sql_migrations[sql_migration_count - 1].name;

	*newer = result != NULL &&
	    strtol(PQgetvalue(result, 0, 0), NULL, 10) > strtol(last, NULL, 10);
	if (*newer)
		log_error("the database's schema is at migration %s, this "
			  "program knows only up to %.4s",
		    PQgetvalue(result, 0, 0), last);
	PQclear(result);
	return result != NULL;
}

enum outcome
migrate_run(PGconn *db, size_t *applied)
{
	bool misfit = false; /* the schema is not one of ours */
	bool ok;

	*applied = 0;
	ok = database_run(db, "BEGIN") && database_run(db, LOCK) &&
	    database_run(db, base) && is_newer(db, &misfit) && !misfit;
	for (size_t i = 0; ok && i < sql_migration_count; i++)
		ok = apply(db, &sql_migrations[i], applied, &misfit);
	ok = ok && replace(db) && database_run(db, "COMMIT");
	if (ok)
		return OUTCOME_OK;
	database_run(db, "ROLLBACK");
	return misfit ? OUTCOME_MISCONFIGURED : OUTCOME_NOT_WRITTEN;
}
