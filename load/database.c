#include "load/database.h"

#include <libpq-events.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"

#define PARAMETERS_MAX 8

/*
 * What lies with a connection from database_open() on: why the last statement
 * failed, and how it ends.
 */
struct database_notes {
	char sqlstate[6];
	char message[256];
	bool is_rehearsal;
};

/* Called by libpq when a connection begins and ends: makes and frees it. */
static int
database_notes_event(PGEventId id, void *info, void *context)
{
	(void)context;
	if (id == PGEVT_REGISTER) {
		PQsetInstanceData(((PGEventRegister *)info)->conn,
		    database_notes_event,
		    xzalloc(sizeof(struct database_notes)));
	}
	if (id == PGEVT_CONNDESTROY)
		free(PQinstanceData(
		    ((PGEventConnDestroy *)info)->conn, database_notes_event));
	return 1;
}

static void
database_log(const char *message)
{
	log_error("database: %.*s", (int)strcspn(message, "\n"), message);
}

/* NOTICEs such as "already exists, skipping" tell an operator nothing. */
static void
database_take_notice(void *context, const PGresult *result)
{
	const char *level = PQresultErrorField(result, PG_DIAG_SEVERITY);

	(void)context;
	if (level != NULL && strcmp(level, "WARNING") == 0)
		log_warn("database: %s",
		    PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
}

static bool
database_can_read_conninfo(const char *conninfo)
{
	char *why = NULL;
	PQconninfoOption *options = PQconninfoParse(conninfo, &why);
	bool ok = options != NULL;

	if (!ok)
		database_log(why != NULL ? why : "not a connection string");
	PQconninfoFree(options);
	PQfreemem(why);
	return ok;
}

/* Options of the string come behind these, and win over them. */
static PGconn *
database_dial(const char *conninfo)
{
	const char *const names[] = { "keepalives_idle", "keepalives_interval",
		"keepalives_count", "tcp_user_timeout", "connect_timeout",
		"dbname", NULL };
	const char *const values[] = { "60", "10", "6", "120000",
		getenv("PGCONNECT_TIMEOUT") == NULL ? "30" : NULL, conninfo,
		NULL };

	/* A connection that fails is one, too, and says why. */
	return xgiven(PQconnectdbParams(names, values, 1));
}

/* A connection has no use for its password when it stands. */
static void
database_forget_password(const PGconn *db)
{
	char *password = PQpass(db);

	if (password != NULL)
		explicit_bzero(password, strlen(password));
}

/*
 * Row hashes made in SQL must not depend on the client's settings. A client
 * whose machine is gone, or that is idle within a transaction for as long as
 * others wait for its locks, must lose them. Statements run once: compiling
 * them to machine code takes longer than they do; what is sorted and joined
 * fits into 64 MiB more often than into PostgreSQL's 4; working tables are
 * joined as well after 3,000 rows are looked at as after 30,000. Older servers
 * do not know all of these settings.
 */
static bool
database_settle(PGconn *db, unsigned lock_seconds)
{
	static const char settings[] =
	    "SET client_encoding = 'UTF8'; SET datestyle = 'ISO, MDY';"
	    "SET timezone = 'UTC'; SET intervalstyle = 'postgres';"
	    "SET extra_float_digits = 1; SET bytea_output = 'hex';"
	    "SET search_path = pg_catalog, arms, pg_temp;"
	    "SET application_name = 'armsetl'; SET lock_timeout = '%us';"
	    "SELECT set_config(name, value, false) FROM (VALUES"
	    " ('idle_in_transaction_session_timeout', '%us'),"
	    " ('client_connection_check_interval', '10s'),"
	    " ('tcp_keepalives_idle', '60'), ('tcp_keepalives_interval', '10'),"
	    " ('tcp_keepalives_count', '6'), ('tcp_user_timeout', '120000'),"
	    " ('jit', 'off'), ('work_mem', '65536'),"
	    " ('default_statistics_target', '10')"
	    ") s (name, value) JOIN pg_settings p USING (name)"
	    " WHERE name <> 'work_mem' OR p.setting::bigint < 65536";
	struct text sql = { 0 };
	bool ok;

	text_addf(&sql, settings, lock_seconds, lock_seconds);
	ok = database_run(db, text_string(&sql));
	text_free(&sql);
	return ok;
}

PGconn *
database_open(const struct database_settings *settings, enum outcome *outcome)
{
	const char *conninfo =
	    settings->conninfo == NULL ? "" : settings->conninfo;
	PGconn *db = NULL;

	*outcome = OUTCOME_MISCONFIGURED;
	/* A worker is forked with what is in memory: no password must be. */
	memory_overwrite_freed(true);
	if (database_can_read_conninfo(conninfo)) {
		*outcome = OUTCOME_UNREACHABLE;
		db = database_dial(conninfo);
		database_forget_password(db);
	}
	memory_overwrite_freed(false);
	if (*outcome == OUTCOME_MISCONFIGURED)
		return NULL;
	PQsetNoticeReceiver(db, database_take_notice, NULL);
	if (PQstatus(db) != CONNECTION_OK) {
		database_log(PQerrorMessage(db));
		PQfinish(db);
		return NULL;
	}
	if (!PQregisterEventProc(db, database_notes_event, "armsetl", NULL))
		log_fatal("out of memory");
	if (!database_settle(db, settings->lock_seconds)) {
		PQfinish(db);
		return NULL;
	}
	*outcome = OUTCOME_OK;
	return db;
}

bool
database_answers(PGconn *db)
{
	PGresult *result = PQexec(db, "SELECT 1");
	bool answers = PQresultStatus(result) == PGRES_TUPLES_OK;

	PQclear(result);
	return answers;
}

bool
database_is_read_only(PGconn *db)
{
	PGresult *result = PQexec(db, "SHOW transaction_read_only");
	bool is = PQresultStatus(result) == PGRES_TUPLES_OK &&
	    strcmp(PQgetvalue(result, 0, 0), "on") == 0;

	PQclear(result);
	return is;
}

/* Failures */

void
database_note(PGconn *db, const PGresult *result)
{
	struct database_notes *f = PQinstanceData(db, database_notes_event);
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *message = PQerrorMessage(db);

	if (f == NULL)
		return;
	snprintf(
	    f->sqlstate, sizeof(f->sqlstate), "%s", state == NULL ? "" : state);
	snprintf(f->message, sizeof(f->message), "%.*s",
	    (int)strcspn(message, "\n"), message);
}

enum outcome
database_outcome(PGconn *db)
{
	static const char *const later[] = {
		"55P03", /* lock_not_available */
		"40P01", /* deadlock_detected */
		"40001", /* serialization_failure */
	};
	const struct database_notes *f =
	    PQinstanceData(db, database_notes_event);

	if (PQstatus(db) != CONNECTION_OK || strncmp(f->sqlstate, "08", 2) == 0)
		return OUTCOME_UNREACHABLE;
	for (size_t i = 0; i < sizeof(later) / sizeof(later[0]); i++) {
		if (strcmp(f->sqlstate, later[i]) == 0)
			return OUTCOME_LATER;
	}
	return OUTCOME_NOT_WRITTEN;
}

bool
database_refused_value(PGconn *db)
{
	/* Data exceptions, broken constraints, and what our routines RAISE. */
	static const char *const classes[] = { "22", "23", "P0" };
	const struct database_notes *f =
	    PQinstanceData(db, database_notes_event);

	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++) {
		if (strncmp(f->sqlstate, classes[i], 2) == 0)
			return true;
	}
	return false;
}

const char *
database_reason(PGconn *db)
{
	const struct database_notes *f =
	    PQinstanceData(db, database_notes_event);

	return f == NULL ? "" : f->message;
}

void
database_forget(PGconn *db)
{
	struct database_notes *f = PQinstanceData(db, database_notes_event);

	f->sqlstate[0] = f->message[0] = '\0';
}

static void
database_fail(PGconn *db, PGresult *result)
{
	database_log(PQerrorMessage(db));
	database_note(db, result);
	PQclear(result);
}

/* Statements */

static bool
database_is_good(const PGresult *result)
{
	return PQresultStatus(result) == PGRES_COMMAND_OK ||
	    PQresultStatus(result) == PGRES_TUPLES_OK;
}

bool
database_run(PGconn *db, const char *sql)
{
	PGresult *result = PQexec(db, sql);

	if (!database_is_good(result)) {
		database_fail(db, result);
		return false;
	}
	PQclear(result);
	return true;
}

static bool
database_is_rehearsal(PGconn *db)
{
	const struct database_notes *n =
	    PQinstanceData(db, database_notes_event);

	return n->is_rehearsal;
}

bool
database_begin(PGconn *db)
{
	return database_run(
	    db, database_is_rehearsal(db) ? "SAVEPOINT step" : "BEGIN");
}

bool
database_commit(PGconn *db)
{
	/* What a commit looks at is looked at in a rehearsal, too. */
	return database_run(db,
	    database_is_rehearsal(db)
		? "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;"
		  " RELEASE step"
		: "COMMIT");
}

bool
database_rollback(PGconn *db)
{
	return database_run(db,
	    database_is_rehearsal(db) ? "ROLLBACK TO step; RELEASE step"
				      : "ROLLBACK");
}

bool
database_rehearse(PGconn *db)
{
	struct database_notes *n = PQinstanceData(db, database_notes_event);

	n->is_rehearsal = database_run(db, "BEGIN");
	return n->is_rehearsal;
}

PGresult *
database_query(PGconn *db, const char *sql, ...)
{
	const char *parameters[PARAMETERS_MAX];
	const char *parameter;
	int count = 0;
	PGresult *result;
	va_list args;

	va_start(args, sql);
	while (count < PARAMETERS_MAX &&
	    (parameter = va_arg(args, const char *)) != NULL)
		parameters[count++] = parameter;
	va_end(args);
	result = PQexecParams(db, sql, count, NULL, parameters, NULL, NULL, 0);
	if (database_is_good(result))
		return result;
	database_fail(db, result);
	return NULL;
}
