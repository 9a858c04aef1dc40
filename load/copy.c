#include "load/copy.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "log.h"
#include "text.h"

static bool
send(PGconn *db, FILE *file, const char *path, struct digest *sent)
{
	static char buffer[64 * 1024];
	size_t n;

	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0) {
		digest_add(sent, buffer, n);
		if (PQputCopyData(db, buffer, (int)n) != 1)
			return false;
	}
	if (ferror(file)) {
		log_error("%s: %s", path, strerror(errno));
		PQputCopyEnd(db, "cannot read the file");
		return false;
	}
	return PQputCopyEnd(db, NULL) == 1;
}

/* Reads results until libpq has no more, so the connection is usable again. */
static bool
drain(PGconn *db, const char *path)
{
	bool ok = true;
	PGresult *result;

	while ((result = PQgetResult(db)) != NULL) {
		if (PQresultStatus(result) != PGRES_COMMAND_OK) {
			const char *where =
			    PQresultErrorField(result, PG_DIAG_CONTEXT);

			log_error("%s: %s (%s)", path,
			    PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY),
			    where == NULL ? "" : where);
			ok = false;
		}
		PQclear(result);
	}
	return ok;
}

bool
copy_file(
    PGconn *db, const char *table, const char *path, char digest[DIGEST_HEX])
{
	struct text command = { 0 };
	struct digest *sent = digest_new();
	FILE *file = fopen(path, "re");
	PGresult *result;
	bool ok = false;

	if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	text_addf(
	    &command, "COPY %s FROM STDIN (FORMAT csv, HEADER match)", table);
	result = PQexec(db, text_string(&command));
	if (PQresultStatus(result) == PGRES_COPY_IN) {
		ok = send(db, file, path, sent);
		ok = drain(db, path) && ok;
	} else {
		log_error("%s: %s", path, PQerrorMessage(db));
	}
	PQclear(result);
	digest_hex(sent, digest);
	digest_free(sent);
	text_free(&command);
	fclose(file);
	return ok;
}
