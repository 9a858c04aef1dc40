#include "load/copy.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/log.h"
#include "base/text.h"
#include "load/database.h"

#define COPY_PIECE ((size_t)64 * 1024)

static bool
copy_send(PGconn *db, FILE *file, const char *path, struct digest *sent)
{
	static char buffer[COPY_PIECE];
	size_t n;

	while (
	    (n = fread(buffer, 1, sizeof(buffer), file)) > 0 && !ferror(file)) {
		digest_add(sent, buffer, n);
		if (PQputCopyData(db, buffer, (int)n) != 1)
			break;
	}
	if (!file_gave_all(file, path))
		n = 0;
	else if (n == 0)
		return PQputCopyEnd(db, NULL) == 1;
	if (n > 0)
		log_error("%s: %s", path, PQerrorMessage(db));
	PQputCopyEnd(db, "the file could not be sent");
	return false;
}

/* libpq's own errors have no fields. */
static void
copy_log_result(const char *path, const PGresult *result)
{
	const char *why = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *where = PQresultErrorField(result, PG_DIAG_CONTEXT);

	log_error("%s: %s (%s)", path,
	    why == NULL ? PQresultErrorMessage(result) : why,
	    where == NULL ? "" : where);
}

/*
 * Reads results until libpq has no more, so the connection is usable again;
 * while it waits for data that cannot be sent it gives the same for ever.
 */
static bool
copy_drain(PGconn *db, const char *path)
{
	ExecStatusType status = PGRES_COMMAND_OK;
	bool ok = true;
	PGresult *result;

	while (status != PGRES_COPY_IN && (result = PQgetResult(db)) != NULL) {
		status = PQresultStatus(result);
		if (status != PGRES_COMMAND_OK) {
			ok = false;
			if (status != PGRES_COPY_IN) {
				database_note(db, result);
				copy_log_result(path, result);
			}
		}
		PQclear(result);
	}
	return ok;
}

bool
copy_header(const char *path, struct text *names)
{
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;
	ssize_t length = file == NULL ? -1 : getline(&line, &room, file);

	if (file == NULL)
		log_error("%s: %s", path, strerror(errno));
	else if (length < 0 && file_gave_all(file, path))
		log_error("%s: is empty", path);
	else if (length >= 0)
		text_add(names, line, strcspn(line, "\r\n"));
	free(line);
	if (file != NULL)
		fclose(file);
	return length >= 0;
}

/* Begins a COPY of what has that header, or the table's columns if NULL. */
static bool
copy_begin(PGconn *db, const char *table, const char *columns, const char *path)
{
	struct text command = { 0 };
	PGresult *result;
	bool ok;

	text_addf(&command, "COPY %s", table);
	if (columns != NULL)
		text_addf(&command, " (%s)", columns);
	text_add_string(&command, " FROM STDIN (FORMAT csv, HEADER match)");
	result = PQexec(db, text_string(&command));
	ok = PQresultStatus(result) == PGRES_COPY_IN;
	if (!ok) {
		database_note(db, result);
		log_error("%s: %s", path, PQerrorMessage(db));
	}
	PQclear(result);
	text_free(&command);
	return ok;
}

bool
copy_file(PGconn *db, const char *table, const char *columns, const char *path,
    char digest[DIGEST_HEX])
{
	FILE *file = fopen(path, "re");
	struct digest *sent;
	bool ok = false;

	if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	sent = digest_new();
	if (copy_begin(db, table, columns, path)) {
		ok = copy_send(db, file, path, sent);
		ok = copy_drain(db, path) && ok;
	}
	digest_hex(sent, digest);
	digest_free(sent);
	fclose(file);
	return ok;
}

bool
copy_text(PGconn *db, const char *table, const char *columns, const char *name,
    const struct text *text)
{
	size_t sent = 0;
	bool ok = true;

	if (!copy_begin(db, table, columns, name))
		return false;
	while (ok && sent < text->length) {
		size_t left = text->length - sent;
		size_t n = left < COPY_PIECE ? left : COPY_PIECE;

		ok = PQputCopyData(db, text->bytes + sent, (int)n) == 1;
		sent += n;
	}
	if (!ok)
		log_error("%s: %s", name, PQerrorMessage(db));
	if (PQputCopyEnd(db, ok ? NULL : "the text could not be sent") != 1)
		ok = false;
	return copy_drain(db, name) && ok;
}
