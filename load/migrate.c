#include "load/migrate.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/log.h"
#include "base/text.h"
#include "load/database.h"
#include "load/sql.h"

#define LOCK "SELECT pg_advisory_xact_lock(hashtext('armsetl migrate'))"

#define NUMBER_SIZE 8

/* A role that may not create schemas must still be able to load. */
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

/*
 * Whether this migration was applied. If another text was, the schema is a
 * misfit: false, logged.
 */
static bool
migration_is_done(PGconn *db, const struct sql_file *file,
    char number[NUMBER_SIZE], char digest[DIGEST_HEX], bool *done, bool *misfit)
{
	PGresult *result;
	bool ok;

	snprintf(number, NUMBER_SIZE, "%.4s", file->name);
	digest_string(file->text, digest);
	result = database_query(db,
	    "SELECT digest FROM arms.migration WHERE number = $1::integer",
	    number, NULL);
	ok = result != NULL;
	*done = ok && PQntuples(result) == 1;
	if (*done && strcmp(PQgetvalue(result, 0, 0), digest) != 0) {
		log_error(
		    "migration %s: the database was migrated by another text",
		    number);
		*misfit = true;
		ok = false;
	}
	PQclear(result);
	return ok;
}

static bool
migration_note(
    PGconn *db, const char *number, const char *name, const char *digest)
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
migration_apply(
    PGconn *db, const struct sql_file *file, size_t *applied, bool *misfit)
{
	char number[NUMBER_SIZE];
	char digest[DIGEST_HEX];
	bool done;

	if (!migration_is_done(db, file, number, digest, &done, misfit))
		return false;
	if (done)
		return true;
	(*applied)++;
	log_info("migration %s", file->name);
	return database_run(db, file->text) &&
	    migration_note(db, number, file->name, digest);
}

/* Number 0 is all routines and views together. */
static bool
routines_are_current(
    PGconn *db, struct text *all, char digest[DIGEST_HEX], bool *is)
{
	PGresult *result;

	for (size_t i = 0; i < sql_replaceable_count; i++)
		text_add_string(all, sql_replaceable[i].text);
	digest_string(text_string(all), digest);
	result = database_query(db,
	    "SELECT FROM arms.migration WHERE number = 0 AND digest = $1",
	    digest, NULL);
	*is = result != NULL && PQntuples(result) == 1;
	PQclear(result);
	return result != NULL;
}

static bool
routines_replace(PGconn *db, bool *replaced)
{
	struct text all = { 0 };
	char digest[DIGEST_HEX];
	bool current;
	bool ok = routines_are_current(db, &all, digest, &current);

	if (ok && !current)
		ok = database_run(db, text_string(&all)) &&
		    migration_note(db, "0", "routines and views", digest);
	*replaced = ok && !current;
	text_free(&all);
	return ok;
}

/* It may not where the role, or all its rights, are lacking: in a copy, say. */
static bool
readers_may_enter(PGconn *db, bool *may)
{
	PGresult *result = database_query(db,
	    "SELECT has_schema_privilege(to_regrole('arms_reader')::oid,"
	    " 'arms', 'USAGE')",
	    NULL);

	*may = result != NULL && strcmp(PQgetvalue(result, 0, 0), "t") == 0;
	PQclear(result);
	return result != NULL;
}

/* Where this user may not, somebody else can: see docs/OPERATING.md. */
static bool
readers_admit(PGconn *db)
{
	PGresult *result =
	    database_query(db, "SELECT arms_internal.admit_readers()", NULL);
	bool ok = result != NULL;

	if (ok && !PQgetisnull(result, 0, 0))
		log_debug("the role arms_reader may not read all: %s; "
			  "see OPERATING.md",
		    PQgetvalue(result, 0, 0));
	PQclear(result);
	return ok;
}

static bool
schema_is_newer(PGconn *db, bool *newer)
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

static enum outcome
migrate(PGconn *db, size_t *applied, bool admit)
{
	bool misfit = false; /* the schema is not one of ours */
	bool replaced = false;
	bool may = false;
	enum outcome outcome;
	bool ok;

	*applied = 0;
	database_forget(db);
	ok = database_begin(db) && database_run(db, LOCK) &&
	    database_run(db, base) && schema_is_newer(db, &misfit) && !misfit;
	for (size_t i = 0; ok && i < sql_migration_count; i++)
		ok = migration_apply(db, &sql_migrations[i], applied, &misfit);
	ok = ok && routines_replace(db, &replaced) &&
	    readers_may_enter(db, &may);
	if (ok && (admit || *applied > 0 || replaced || !may))
		ok = readers_admit(db);
	if (ok && database_commit(db))
		return OUTCOME_OK;
	outcome = misfit ? OUTCOME_MISCONFIGURED : database_outcome(db);
	if (PQstatus(db) == CONNECTION_OK)
		database_rollback(db);
	return outcome;
}

enum outcome
migrate_run(PGconn *db, size_t *applied)
{
	return migrate(db, applied, false);
}

enum outcome
migrate_database(const struct database_settings *settings, size_t *applied)
{
	enum outcome outcome;
	PGconn *db = database_open(settings, &outcome);

	if (db == NULL)
		return outcome;
	outcome = migrate(db, applied, true);
	PQfinish(db);
	return outcome;
}

/* Looking ahead */

static bool
schema_is_there(PGconn *db, bool *has)
{
	PGresult *result = database_query(
	    db, "SELECT to_regclass('arms.migration') IS NOT NULL", NULL);

	*has = result != NULL && strcmp(PQgetvalue(result, 0, 0), "t") == 0;
	PQclear(result);
	return result != NULL;
}

static bool
migration_preview(PGconn *db, const struct sql_file *file, bool has,
    migrate_line_taker *take, bool *misfit)
{
	char number[NUMBER_SIZE];
	char digest[DIGEST_HEX];
	char line[256];
	bool done = false;

	if (has && !migration_is_done(db, file, number, digest, &done, misfit))
		return false;
	snprintf(line, sizeof(line), "would apply migration %s", file->name);
	if (!done)
		take(line);
	return true;
}

static bool
routines_preview(PGconn *db, bool has, migrate_line_taker *take)
{
	struct text all = { 0 };
	char digest[DIGEST_HEX];
	bool current = false;
	bool ok = !has || routines_are_current(db, &all, digest, &current);

	if (ok)
		take(current ? "the routines and views are current"
			     : "would make all routines and views anew");
	text_free(&all);
	return ok;
}

static enum outcome
migrate_look_ahead(PGconn *db, migrate_line_taker *take)
{
	bool misfit = false;
	bool has = false;
	bool ok = database_run(
		      db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") &&
	    schema_is_there(db, &has) &&
	    (!has || (schema_is_newer(db, &misfit) && !misfit));
	enum outcome outcome = OUTCOME_OK;

	for (size_t i = 0; ok && i < sql_migration_count; i++)
		ok = migration_preview(
		    db, &sql_migrations[i], has, take, &misfit);
	if (!ok || !routines_preview(db, has, take))
		outcome = misfit ? OUTCOME_MISCONFIGURED : database_outcome(db);
	if (PQstatus(db) == CONNECTION_OK)
		database_rollback(db);
	return outcome;
}

enum outcome
migrate_preview(
    const struct database_settings *settings, migrate_line_taker *take)
{
	enum outcome outcome;
	PGconn *db = database_open(settings, &outcome);

	if (db == NULL)
		return outcome;
	outcome = migrate_look_ahead(db, take);
	PQfinish(db);
	return outcome;
}
