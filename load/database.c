#include "load/database.h"

#include <stdarg.h>
#include <string.h>

#include "log.h"

#define PARAMETERS_MAX 8

static void
log_database(const char *message)
{
	log_error("database: %.*s", (int)strcspn(message, "\n"), message);
}

/* NOTICEs such as "already exists, skipping" tell an operator nothing. */
static void
take_notice(void *context, const PGresult *result)
{
	const char *level = PQresultErrorField(result, PG_DIAG_SEVERITY);

	(void)context;
	if (level != NULL && strcmp(level, "WARNING") == 0)
		log_warn("database: %s",
		    PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
}

static bool
can_be_read(const char *conninfo)
{
	char *why = NULL;
	PQconninfoOption *options = PQconninfoParse(conninfo, &why);
	bool ok = options != NULL;

	if (!ok)
		log_database(why != NULL ? why : "not a connection string");
	PQconninfoFree(options);
	PQfreemem(why);
	return ok;
}

PGconn *
database_open(const char *conninfo, enum outcome *outcome)
{
	/* Row hashes made in SQL must not depend on the client's settings. */
	static const char settings[] =
	    "SET client_encoding = 'UTF8'; SET datestyle = 'ISO, MDY';"
	    "SET timezone = 'UTC'; SET intervalstyle = 'postgres';"
	    "SET extra_float_digits = 1; SET bytea_output = 'hex';"
	    "SET search_path = pg_catalog, arms, pg_temp;"
	    "SET application_name = 'armsetl'";
	PGconn *db;

	if (conninfo == NULL)
		conninfo = "";
	*outcome = OUTCOME_MISCONFIGURED;
	if (!can_be_read(conninfo))
		return NULL;
	*outcome = OUTCOME_UNREACHABLE;
	db = PQconnectdb(conninfo);
	PQsetNoticeReceiver(db, take_notice, NULL);
	if (PQstatus(db) != CONNECTION_OK) {
		log_database(PQerrorMessage(db));
		PQfinish(db);
		return NULL;
	}
	if (!database_run(db, settings)) {
		PQfinish(db);
		return NULL;
	}
	*outcome = OUTCOME_OK;
	return db;
}

bool
database_run(PGconn *db, const char *sql)
{
	PGresult *result = PQexec(db, sql);
	ExecStatusType status = PQresultStatus(result);
	bool ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

	if (!ok)
		log_database(PQerrorMessage(db));
	PQclear(result);
	return ok;
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
	if (PQresultStatus(result) == PGRES_COMMAND_OK ||
	    PQresultStatus(result) == PGRES_TUPLES_OK)
		return result;
	log_database(PQerrorMessage(db));
	PQclear(result);
	return NULL;
}
