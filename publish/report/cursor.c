#include "publish/report/cursor.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/stop.h"
#include "base/text.h"
#include "publish/export/stream.h"

/*
 * So many rows are asked for at first, and at most; twice as many as before
 * while they are small, half as many while they are large.
 */
#define ROWS_FIRST 10
#define ROWS_MAX 320
#define BYTES_WANTED ((size_t)256 * 1024)

/* Types of the catalogue, by pg_type.dat. */
enum {
	TYPE_INT8 = 20,
	TYPE_INT2 = 21,
	TYPE_INT4 = 23,
	TYPE_FLOAT8 = 701,
	TYPE_DATE = 1082,
	TYPE_NUMERIC = 1700,
};

struct cursor {
	PGconn *db;
	char *name;
	PGresult *rows;
	int batch;    /* how many to ask for */
	int at;       /* the row that is next */
	bool is_kept; /* the next row was looked at, and is of a later page */
	bool is_finished;
	enum outcome outcome;
};

/* Sends and waits, so that a wish to stop ends it. NULL on failure, logged. */
static PGresult *
cursor_ask(PGconn *db, const char *sql, enum outcome *outcome)
{
	PGresult *result = NULL;
	PGresult *more;

	if (!PQsendQuery(db, sql)) {
		*outcome = stream_fail(db, NULL);
		return NULL;
	}
	if (!stream_wait(db)) {
		stream_cancel(db);
		*outcome = OUTCOME_LATER;
	}
	while ((more = PQgetResult(db)) != NULL) {
		PQclear(result);
		result = more;
	}
	if (*outcome == OUTCOME_OK &&
	    PQresultStatus(result) != PGRES_TUPLES_OK &&
	    PQresultStatus(result) != PGRES_COMMAND_OK)
		*outcome = stream_fail(db, result);
	if (*outcome == OUTCOME_OK)
		return result;
	PQclear(result);
	return NULL;
}

static bool
cursor_fetch(struct cursor *c)
{
	struct text sql = { 0 };

	if (c->rows == NULL)
		c->batch = ROWS_FIRST;
	else if (PQresultMemorySize(c->rows) > BYTES_WANTED && c->batch > 1)
		c->batch /= 2;
	else if (c->batch < ROWS_MAX)
		c->batch *= 2;
	text_addf(&sql, "FETCH FORWARD %d FROM %s", c->batch, c->name);
	PQclear(c->rows);
	c->rows = NULL;
	c->rows = cursor_ask(c->db, text_string(&sql), &c->outcome);
	c->at = 0;
	c->is_finished = c->rows == NULL || PQntuples(c->rows) == 0;
	text_free(&sql);
	return c->rows != NULL;
}

struct cursor *
cursor_open(
    PGconn *db, const char *name, const char *query, enum outcome *outcome)
{
	struct cursor *c = xzalloc(sizeof(*c));
	struct text sql = { 0 };
	PGresult *declared;
	bool is_declared;

	c->db = db;
	c->name = xstrdup(name);
	text_addf(&sql, "DECLARE %s NO SCROLL CURSOR FOR %s", name, query);
	declared = cursor_ask(db, text_string(&sql), &c->outcome);
	text_free(&sql);
	is_declared = declared != NULL;
	PQclear(declared);
	if (is_declared && cursor_fetch(c))
		return c;
	*outcome = c->outcome;
	cursor_close(c);
	return NULL;
}

void
cursor_close(struct cursor *c)
{
	struct text sql = { 0 };

	if (c == NULL)
		return;
	if (c->rows != NULL && c->outcome == OUTCOME_OK) {
		text_addf(&sql, "CLOSE %s", c->name);
		PQclear(PQexec(c->db, text_string(&sql)));
		text_free(&sql);
	}
	PQclear(c->rows);
	free(c->name);
	free(c);
}

int
cursor_width(const struct cursor *c)
{
	return PQnfields(c->rows);
}

const char *
cursor_heading(const struct cursor *c, int column)
{
	return PQfname(c->rows, column);
}

bool
cursor_is_number(const struct cursor *c, int column)
{
	switch (PQftype(c->rows, column)) {
	case TYPE_INT2:
	case TYPE_INT4:
	case TYPE_INT8:
	case TYPE_FLOAT8:
	case TYPE_NUMERIC:
		return true;
	default:
		return false;
	}
}

bool
cursor_is_day(const struct cursor *c, int column)
{
	return PQftype(c->rows, column) == TYPE_DATE;
}

bool
cursor_next(struct cursor *c)
{
	if (c->is_kept) {
		c->is_kept = false;
		return true;
	}
	if (c->is_finished || stop_requested())
		return false;
	if (c->at >= PQntuples(c->rows) && !cursor_fetch(c))
		return false;
	if (c->is_finished)
		return false;
	c->at++;
	return true;
}

bool
cursor_next_of(struct cursor *c, const char *key)
{
	while (cursor_next(c)) {
		const char *own = cursor_value(c, 0);
		int order = strcmp(own == NULL ? "" : own, key);

		if (order == 0)
			return true;
		if (order > 0) {
			c->is_kept = true;
			return false;
		}
	}
	return false;
}

const char *
cursor_value(const struct cursor *c, int column)
{
	if (PQgetisnull(c->rows, c->at - 1, column))
		return NULL;
	return PQgetvalue(c->rows, c->at - 1, column);
}

enum outcome
cursor_outcome(const struct cursor *c)
{
	return stop_requested() ? OUTCOME_LATER : c->outcome;
}
