#include "archive/store_database.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/capture.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"

#define STORE_FORMAT 3 /* its user_version: another is made anew */
#define STORE_OLD_NAME "index.jsonl" /* what versions until 0.2 had */
#define WAIT_MS 10000

/* The names are those of CDXJ where it has one. */
const struct store_column store_columns[STORE_COLUMNS] = {
	{ "url", STORE_TEXT, offsetof(struct capture, url) },
	{ "timestamp", STORE_TEXT, offsetof(struct capture, fetched_at) },
	{ "run", STORE_TEXT, offsetof(struct capture, run_at) },
	{ "status", STORE_INT, offsetof(struct capture, status) },
	{ "imported", STORE_FLAG, offsetof(struct capture, imported) },
	{ "mime", STORE_TEXT, offsetof(struct capture, media_type) },
	{ "charset", STORE_TEXT, offsetof(struct capture, charset) },
	{ "sha256", STORE_TEXT, offsetof(struct capture, sha256) },
	{ "bytes", STORE_NUMBER, offsetof(struct capture, bytes) },
	{ "etag", STORE_TEXT, offsetof(struct capture, etag) },
	{ "last_modified", STORE_TEXT,
	    offsetof(struct capture, last_modified) },
	{ "location", STORE_TEXT, offsetof(struct capture, location) },
	{ "published", STORE_TEXT, offsetof(struct capture, published_on) },
	{ "broken", STORE_TEXT, offsetof(struct capture, broken) },
	{ "takes_back", STORE_TEXT, offsetof(struct capture, takes_back) },
	{ "gives_back", STORE_TEXT, offsetof(struct capture, gives_back) },
	{ "reason", STORE_TEXT, offsetof(struct capture, reason) },
	{ "filename", STORE_TEXT, offsetof(struct capture, file) },
	{ "offset", STORE_NUMBER, offsetof(struct capture, offset) },
	{ "length", STORE_NUMBER, offsetof(struct capture, length) },
};

#define NEWEST(condition)                            \
	"SELECT id FROM capture WHERE url = ?1 AND " \
	"(" condition ") ORDER BY id DESC LIMIT 1"
#define IS_DOCUMENT "status = 200 AND broken IS NULL AND sha256 IS NOT NULL"

static const char *const statements[STORE_STATEMENTS] = {
	[STORE_NEWEST_DOCUMENT] = NEWEST(IS_DOCUMENT),
	[STORE_NEWEST_ANSWER] = NEWEST(
	    IS_DOCUMENT " OR status = 204 OR status BETWEEN 300 AND 399"),
	[STORE_NEWEST_NOTE] = NEWEST("?2 IN (takes_back, gives_back)"),
	[STORE_NEWEST_TIMED] = NEWEST("timestamp = ?2"),
	[STORE_GET] = "SELECT * FROM capture WHERE id = ?1",
	[STORE_COUNT] = "SELECT coalesce(max(id), 0) FROM capture",
	[STORE_SEAL] = "SELECT captures, hash FROM seal",
	[STORE_BEFORE] =
	    "SELECT id FROM capture WHERE url = ?1 AND " IS_DOCUMENT
	    " AND id < ?2 ORDER BY id DESC LIMIT 1",
	[STORE_LAST_NOTE] =
	    "SELECT coalesce(max(id), 0) FROM capture WHERE reason IS NOT NULL",
	[STORE_NEXT_RUN] = "SELECT began, first, last FROM run"
			   " WHERE first > ?1 ORDER BY first LIMIT 1",
	[STORE_END_OF] = "SELECT whole FROM file WHERE name = ?1",
	[STORE_ADD] = "INSERT INTO capture (*, id)",
	[STORE_SET_END] = "INSERT INTO file (name, whole) VALUES (?1, ?2)"
			  " ON CONFLICT (name) DO UPDATE SET whole = ?2",
	[STORE_SET_SEAL] = "UPDATE seal SET captures = ?1, hash = ?2",
	[STORE_SET_RUN] =
	    "INSERT INTO run (began, first, last)"
	    " VALUES (max(?1, coalesce((SELECT max(began) FROM run), '')), ?2, ?2)"
	    " ON CONFLICT (began) DO UPDATE SET last = ?2",
};

/* Opening */

void
store_remove(const char *path)
{
	static const char *const parts[] = { "", "-wal", "-shm", "-journal" };
	struct text name = { 0 };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		text_empty(&name);
		text_addf(&name, "%s%s", path, parts[i]);
		unlink(text_string(&name));
	}
	text_free(&name);
}

static bool
store_is_damaged(int code)
{
	return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

/* Whether what is there can be replaced: it is not the disk that is wrong. */
static bool
store_is_replaceable(int code)
{
	return store_is_damaged(code) || code == SQLITE_OK ||
	    code == SQLITE_ERROR || code == SQLITE_ROW || code == SQLITE_DONE;
}

void
store_give_up(struct store_database *s)
{
	int code = sqlite3_errcode(s->db);
	const char *why = sqlite3_errmsg(s->db);

	if (!store_is_damaged(code))
		log_fatal("%s: cannot be read: %s", s->path, why);
	store_remove(s->path);
	log_fatal("%s: %s: it was removed, and the next run makes it again",
	    s->path, why);
}

bool
store_run(struct store_database *s, const char *sql)
{
	return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

void
store_add_columns(struct text *list, const char *form)
{
	for (size_t i = 0; i < STORE_COLUMNS; i++)
		text_addf(list, "%s%s", i == 0 ? "" : ", ",
		    form == NULL ? store_columns[i].name : form);
}

static bool
store_make(struct store_database *s)
{
	struct text sql = { 0 };
	bool ok;

	text_add_string(&sql,
	    "BEGIN; CREATE TABLE capture ("
	    "id INTEGER PRIMARY KEY, ");
	store_add_columns(&sql, NULL);
	text_addf(&sql,
	    "); CREATE INDEX capture_url ON capture (url, id);"
	    " CREATE INDEX capture_note ON capture (id)"
	    " WHERE reason IS NOT NULL;"
	    " CREATE TABLE file (name PRIMARY KEY, whole) WITHOUT ROWID;"
	    " CREATE TABLE run (began PRIMARY KEY, first UNIQUE, last)"
	    " WITHOUT ROWID;"
	    " CREATE TABLE seal (captures, hash);"
	    " INSERT INTO seal VALUES (0, 0);"
	    " PRAGMA user_version = %d; COMMIT",
	    STORE_FORMAT);
	ok = store_run(s, text_string(&sql));
	text_free(&sql);
	return ok;
}

long long
store_number(struct store_database *s, const char *sql)
{
	sqlite3_stmt *made = NULL;
	long long number = -1;

	if (sqlite3_prepare_v2(s->db, sql, -1, &made, NULL) == SQLITE_OK &&
	    sqlite3_step(made) == SQLITE_ROW)
		number = sqlite3_column_int64(made, 0);
	sqlite3_finalize(made);
	return number;
}

/* A statement, with the columns in the place of its "*". */
static void
store_write_statement(struct text *sql, enum store_statement which)
{
	const char *form = statements[which];
	const char *rest = strchr(form, '*');

	if (rest == NULL) {
		text_add_string(sql, form);
		return;
	}
	text_add(sql, form, (size_t)(rest - form));
	store_add_columns(sql, NULL);
	text_add_string(sql, rest + 1);
	if (which == STORE_ADD) {
		text_add_string(sql, " VALUES (");
		store_add_columns(sql, "?");
		text_add_string(sql, ", ?)");
	}
}

static bool
store_prepare(struct store_database *s)
{
	bool ok = true;

	for (size_t i = 0; ok && i < STORE_STATEMENTS; i++) {
		struct text sql = { 0 };

		store_write_statement(&sql, (enum store_statement)i);
		ok = sqlite3_prepare_v3(s->db, text_string(&sql), -1,
			 SQLITE_PREPARE_PERSISTENT, &s->made[i],
			 NULL) == SQLITE_OK;
		text_free(&sql);
	}
	return ok;
}

/*
 * Several processes read while one writes (WAL). What a power cut takes away
 * the WARC files still have; they are written to the disk record by record.
 */
static bool
store_connect(struct store_database *s, bool writable)
{
	int flags = writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
			     : SQLITE_OPEN_READWRITE;

	if (sqlite3_open_v2(s->path, &s->db, flags | SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK)
		return false;
	sqlite3_busy_timeout(s->db, WAIT_MS);
	return !writable ||
	    store_run(s,
		"PRAGMA journal_mode = WAL;"
		" PRAGMA synchronous = NORMAL");
}

void
store_immutable(struct text *address, const char *folder)
{
	text_addf(address, "file:%s/" STORE_NAME "?immutable=1", folder);
}

/* Where nobody may write beside it, it is read as it lies there. */
static bool
store_connect_to_read(struct store_database *s, const char *folder)
{
	struct text address = { 0 };
	bool ok;

	if (access(folder, W_OK) == 0)
		return store_connect(s, false);
	store_immutable(&address, folder);
	ok = sqlite3_open_v2(text_string(&address), &s->db,
		 SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
		 NULL) == SQLITE_OK;
	text_free(&address);
	return ok;
}

/* Whether it is as this program makes it. */
static bool
store_is_ours(struct store_database *s)
{
	return store_number(s, "PRAGMA user_version") == STORE_FORMAT;
}

static bool
store_ready(struct store_database *s, bool writable)
{
	if (!store_prepare(s))
		return false;
	/* A reader's snapshot, which lasts until it is closed. */
	return writable || store_run(s, "BEGIN");
}

static void
store_disconnect(struct store_database *s)
{
	for (size_t i = 0; i < STORE_STATEMENTS; i++) {
		sqlite3_finalize(s->made[i]);
		s->made[i] = NULL;
	}
	sqlite3_close(s->db);
	s->db = NULL;
}

static char *
store_path(const char *folder)
{
	struct text path = { 0 };
	char *copy;

	text_addf(&path, "%s/" STORE_NAME, folder);
	copy = xstrdup(text_string(&path));
	text_free(&path);
	return copy;
}

/* One that is damaged, or of another version, is made anew. */
bool
store_database_write(struct store_database *s, const char *folder)
{
	struct text before = { 0 };

	s->path = store_path(folder);
	if (store_connect(s, true) && store_is_ours(s) && store_ready(s, true))
		return true;
	if (!store_is_replaceable(sqlite3_errcode(s->db)))
		return false;
	store_disconnect(s);
	store_remove(s->path);
	text_addf(&before, "%s/" STORE_OLD_NAME, folder);
	unlink(text_string(&before));
	text_free(&before);
	return store_connect(s, true) && store_make(s) && store_ready(s, true);
}

bool
store_database_read(struct store_database *s, const char *folder)
{
	s->path = store_path(folder);
	return access(s->path, F_OK) == 0 && store_connect_to_read(s, folder) &&
	    store_is_ours(s) && store_ready(s, false);
}

bool
store_database_apart(struct store_database *s)
{
	s->path = xstrdup("");
	return sqlite3_open_v2(s->path, &s->db,
		   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
		       SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
		   NULL) == SQLITE_OK &&
	    store_make(s) && store_ready(s, true);
}

void
store_database_close(struct store_database *s)
{
	store_disconnect(s);
	free(s->path);
}
