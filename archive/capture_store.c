#include "archive/capture_store.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"

#define STORE_NAME "index.sqlite"
#define STORE_FORMAT 2 /* its user_version: another is made anew */
#define STORE_OLD_NAME "index.jsonl" /* what versions until 0.2 had */
#define WAIT_MS 10000

enum store_type { STORE_TEXT, STORE_NUMBER, STORE_INT, STORE_FLAG };

/* The names are those of CDXJ where it has one. */
static const struct store_column {
	const char *name;
	enum store_type type;
	size_t at;
} columns[] = {
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

#define COLUMN_COUNT (sizeof(columns) / sizeof(columns[0]))

enum store_statement {
	STORE_GET = STORE_TIMED + 1, /* behind the questions */
	STORE_COUNT,
	STORE_BEFORE,
	STORE_LAST_NOTE,
	STORE_NEXT_RUN,
	STORE_END_OF,
	STORE_ADD,
	STORE_SET_END,
	STORE_SET_RUN,
	STATEMENT_COUNT,
};

#define NEWEST(condition)                            \
	"SELECT id FROM capture WHERE url = ?1 AND " \
	"(" condition ") ORDER BY id DESC LIMIT 1"
#define IS_DOCUMENT "status = 200 AND broken IS NULL AND sha256 IS NOT NULL"

static const char *const statements[STATEMENT_COUNT] = {
	[STORE_DOCUMENT] = NEWEST(IS_DOCUMENT),
	[STORE_ANSWER] = NEWEST(
	    IS_DOCUMENT " OR status = 204 OR status BETWEEN 300 AND 399"),
	[STORE_NOTE] = NEWEST("?2 IN (takes_back, gives_back)"),
	[STORE_TIMED] = NEWEST("timestamp = ?2"),
	[STORE_GET] = "SELECT * FROM capture WHERE id = ?1",
	[STORE_COUNT] = "SELECT coalesce(max(id), 0) FROM capture",
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
	[STORE_SET_RUN] =
	    "INSERT INTO run (began, first, last)"
	    " VALUES (max(?1, coalesce((SELECT max(began) FROM run), '')), ?2, ?2)"
	    " ON CONFLICT (began) DO UPDATE SET last = ?2",
};

struct capture_store {
	char *path;
	sqlite3 *db;
	sqlite3_stmt *made[STATEMENT_COUNT];
	size_t count;
	size_t kept; /* before store_begin() */
};

/* Opening */

static void
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

/* It cannot be read. */
static void
store_give_up(struct capture_store *s)
{
	int code = sqlite3_errcode(s->db);
	const char *why = sqlite3_errmsg(s->db);

	if (!store_is_damaged(code))
		log_fatal("%s: cannot be read: %s", s->path, why);
	store_remove(s->path);
	log_fatal("%s: %s: it was removed, and the next run makes it again",
	    s->path, why);
}

static bool
store_run(struct capture_store *s, const char *sql)
{
	return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static void
store_add_columns(struct text *list, const char *form)
{
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		text_addf(list, "%s%s", i == 0 ? "" : ", ",
		    form == NULL ? columns[i].name : form);
}

static bool
store_make(struct capture_store *s)
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
	    " PRAGMA user_version = %d; COMMIT",
	    STORE_FORMAT);
	ok = store_run(s, text_string(&sql));
	text_free(&sql);
	return ok;
}

/* Of one row and one column; -1 on failure. */
static long long
store_number(struct capture_store *s, const char *sql)
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
store_prepare(struct capture_store *s)
{
	bool ok = true;

	for (size_t i = 0; ok && i < STATEMENT_COUNT; i++) {
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
store_connect(struct capture_store *s, bool writable)
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

static void
store_immutable(struct text *address, const char *folder)
{
	text_addf(address, "file:%s/" STORE_NAME "?immutable=1", folder);
}

/* Where nobody may write beside it, it is read as it lies there. */
static bool
store_connect_to_read(struct capture_store *s, const char *folder)
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
store_is_ours(struct capture_store *s)
{
	return store_number(s, "PRAGMA user_version") == STORE_FORMAT;
}

static bool
store_ready(struct capture_store *s, bool writable)
{
	if (!store_prepare(s))
		return false;
	/* A reader's snapshot, which lasts until it is closed. */
	if (!writable && !store_run(s, "BEGIN"))
		return false;
	if (sqlite3_step(s->made[STORE_COUNT]) != SQLITE_ROW)
		return false;
	s->count = (size_t)sqlite3_column_int64(s->made[STORE_COUNT], 0);
	sqlite3_reset(s->made[STORE_COUNT]);
	return true;
}

static void
store_disconnect(struct capture_store *s)
{
	for (size_t i = 0; i < STATEMENT_COUNT; i++) {
		sqlite3_finalize(s->made[i]);
		s->made[i] = NULL;
	}
	sqlite3_close(s->db);
	s->db = NULL;
}

/* One that is damaged, or of another version, is made anew. */
static bool
store_open_to_write(struct capture_store *s, const char *folder)
{
	struct text before = { 0 };

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
store_open(const char *folder, bool writable, struct capture_store **out)
{
	struct capture_store *s = xzalloc(sizeof(*s));
	struct text path = { 0 };

	text_addf(&path, "%s/" STORE_NAME, folder);
	s->path = xgiven(strdup(text_string(&path)));
	text_free(&path);
	*out = s;
	if (writable) {
		if (store_open_to_write(s, folder))
			return true;
		log_error("%s: %s", s->path, sqlite3_errmsg(s->db));
	} else if (access(s->path, F_OK) == 0 &&
	    store_connect_to_read(s, folder) && store_is_ours(s) &&
	    store_ready(s, false)) {
		return true;
	}
	store_close(s);
	*out = NULL;
	return !writable;
}

/* In a file of SQLite's own, which has no name. */
bool
store_open_apart(struct capture_store **out)
{
	struct capture_store *s = xzalloc(sizeof(*s));

	s->path = xgiven(strdup(""));
	*out = s;
	if (sqlite3_open_v2(s->path, &s->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
		    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
		NULL) == SQLITE_OK &&
	    store_make(s) && store_ready(s, true))
		return true;
	log_error("an index to compare with: %s", sqlite3_errmsg(s->db));
	store_close(s);
	*out = NULL;
	return false;
}

void
store_close(struct capture_store *s)
{
	if (s == NULL)
		return;
	store_disconnect(s);
	free(s->path);
	free(s);
}

/* Reading */

size_t
store_count(const struct capture_store *s)
{
	return s->count;
}

static const char *
store_text(struct arena *arena, sqlite3_stmt *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return arena_string(arena, text);
}

static void
store_read_column(
    struct arena *arena, sqlite3_stmt *row, size_t i, struct capture *c)
{
	void *to = (char *)c + columns[i].at;
	int at = (int)i;

	switch (columns[i].type) {
	case STORE_TEXT:
		*(const char **)to = store_text(arena, row, at);
		break;
	case STORE_NUMBER:
		*(uint64_t *)to = (uint64_t)sqlite3_column_int64(row, at);
		break;
	case STORE_INT:
		*(int *)to = sqlite3_column_int(row, at);
		break;
	case STORE_FLAG:
		*(bool *)to = sqlite3_column_int(row, at) != 0;
		break;
	}
}

void
store_get(struct capture_store *s, size_t number, struct arena *arena,
    struct capture *c)
{
	sqlite3_stmt *row = s->made[STORE_GET];

	*c = (struct capture){ .url = NULL };
	sqlite3_bind_int64(row, 1, (sqlite3_int64)number);
	if (sqlite3_step(row) != SQLITE_ROW)
		store_give_up(s);
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		store_read_column(arena, row, i, c);
	sqlite3_reset(row);
}

/* The number that a statement gives for one or two texts; 0 for no row. */
static uint64_t
store_find(struct capture_store *s, size_t statement, const char *first,
    const char *second)
{
	sqlite3_stmt *row = s->made[statement];
	uint64_t number = 0;
	int code;

	sqlite3_bind_text(row, 1, first, -1, SQLITE_STATIC);
	if (second != NULL)
		sqlite3_bind_text(row, 2, second, -1, SQLITE_STATIC);
	code = sqlite3_step(row);
	if (code == SQLITE_ROW)
		number = (uint64_t)sqlite3_column_int64(row, 0);
	else if (code != SQLITE_DONE)
		store_give_up(s);
	sqlite3_reset(row);
	return number;
}

size_t
store_newest(struct capture_store *s, enum store_question question,
    const char *url, const char *of)
{
	return store_find(s, question, url, of);
}

uint64_t
store_end_of(struct capture_store *s, const char *file)
{
	return store_find(s, STORE_END_OF, file, NULL);
}

/* The number that a statement gives for a number, behind a text if any. */
static size_t
store_find_number(struct capture_store *s, enum store_statement statement,
    const char *text, size_t number)
{
	sqlite3_stmt *row = s->made[statement];
	size_t found = 0;
	int code;

	if (text != NULL) {
		sqlite3_bind_text(row, 1, text, -1, SQLITE_STATIC);
		sqlite3_bind_int64(row, 2, (sqlite3_int64)number);
	}
	code = sqlite3_step(row);
	if (code == SQLITE_ROW)
		found = (size_t)sqlite3_column_int64(row, 0);
	else if (code != SQLITE_DONE)
		store_give_up(s);
	sqlite3_reset(row);
	return found;
}

size_t
store_before(struct capture_store *s, const char *url, size_t number)
{
	return store_find_number(s, STORE_BEFORE, url, number);
}

size_t
store_last_note(struct capture_store *s)
{
	return store_find_number(s, STORE_LAST_NOTE, NULL, 0);
}

bool
store_next_run(struct capture_store *s, size_t number, struct arena *arena,
    struct store_run *r)
{
	sqlite3_stmt *row = s->made[STORE_NEXT_RUN];
	int code;

	sqlite3_bind_int64(row, 1, (sqlite3_int64)number);
	code = sqlite3_step(row);
	if (code == SQLITE_ROW)
		*r = (struct store_run){
			.began = store_text(arena, row, 0),
			.first = (size_t)sqlite3_column_int64(row, 1),
			.last = (size_t)sqlite3_column_int64(row, 2),
		};
	else if (code != SQLITE_DONE)
		store_give_up(s);
	sqlite3_reset(row);
	return code == SQLITE_ROW;
}

/* Comparing */

static bool
store_attach(struct capture_store *s, const char *folder)
{
	static const char sql[] = "ATTACH ?1 AS kept";
	struct text address = { 0 };
	sqlite3_stmt *made = NULL;
	bool ok;

	if (access(folder, W_OK) == 0)
		text_addf(&address, "%s/" STORE_NAME, folder);
	else
		store_immutable(&address, folder);
	ok = sqlite3_prepare_v2(s->db, sql, -1, &made, NULL) == SQLITE_OK &&
	    sqlite3_bind_text(made, 1, text_string(&address), -1,
		SQLITE_STATIC) == SQLITE_OK &&
	    sqlite3_step(made) == SQLITE_DONE;
	sqlite3_finalize(made);
	text_free(&address);
	return ok;
}

/* The rows of one side that the other has not, with the number of the side. */
static void
store_write_rest(
    struct text *sql, const char *side, const char *these, const char *those)
{
	text_addf(sql, "SELECT %s AS side, * FROM (SELECT ", side);
	store_add_columns(sql, NULL);
	text_addf(sql, ", count(*) FROM %s GROUP BY ", these);
	store_add_columns(sql, NULL);
	text_add_string(sql, " EXCEPT SELECT ");
	store_add_columns(sql, NULL);
	text_addf(sql, ", count(*) FROM %s GROUP BY ", those);
	store_add_columns(sql, NULL);
	text_add_string(sql, ")");
}

static sqlite3_stmt *
store_differences(struct capture_store *s)
{
	struct text sql = { 0 };
	sqlite3_stmt *made = NULL;

	text_add_string(&sql,
	    "SELECT sum(DISTINCT side), filename, offset, max(url) FROM (");
	store_write_rest(&sql, "1", "main.capture", "kept.capture");
	text_add_string(&sql, " UNION ALL ");
	store_write_rest(&sql, "2", "kept.capture", "main.capture");
	text_add_string(
	    &sql, ") GROUP BY filename, offset ORDER BY filename, offset");
	if (sqlite3_prepare_v2(s->db, text_string(&sql), -1, &made, NULL) !=
	    SQLITE_OK)
		made = NULL;
	text_free(&sql);
	return made;
}

bool
store_compare(struct capture_store *s, const char *folder,
    capture_differs *differs, void *context)
{
	static const enum capture_difference differences[] = {
		CAPTURE_NOT_IN_INDEX, CAPTURE_NOT_IN_FILE, CAPTURE_IS_ANOTHER
	};
	sqlite3_stmt *row =
	    store_attach(s, folder) ? store_differences(s) : NULL;
	bool ok;

	while (row != NULL && sqlite3_step(row) == SQLITE_ROW)
		differs(context, differences[sqlite3_column_int(row, 0) - 1],
		    (const char *)sqlite3_column_text(row, 1),
		    (uint64_t)sqlite3_column_int64(row, 2),
		    (const char *)sqlite3_column_text(row, 3));
	ok = row != NULL && sqlite3_errcode(s->db) == SQLITE_DONE;
	if (!ok)
		log_error("%s: " STORE_NAME ": cannot be compared: %s", folder,
		    sqlite3_errmsg(s->db));
	sqlite3_finalize(row);
	return ok;
}

/* Writing */

static bool
store_could(struct capture_store *s, bool ok)
{
	if (!ok)
		log_error(
		    "%s: cannot write: %s", s->path, sqlite3_errmsg(s->db));
	return ok;
}

static void
store_bind_column(sqlite3_stmt *row, size_t i, const struct capture *c)
{
	const void *from = (const char *)c + columns[i].at;
	int at = (int)i + 1;

	switch (columns[i].type) {
	case STORE_TEXT:
		sqlite3_bind_text(
		    row, at, *(const char *const *)from, -1, SQLITE_STATIC);
		break;
	case STORE_NUMBER:
		sqlite3_bind_int64(
		    row, at, (sqlite3_int64) * (const uint64_t *)from);
		break;
	case STORE_INT:
		sqlite3_bind_int(row, at, *(const int *)from);
		break;
	case STORE_FLAG:
		sqlite3_bind_int(row, at, *(const bool *)from);
		break;
	}
}

/* Runs a statement that sets a number for a text. */
static bool
store_set(struct capture_store *s, enum store_statement statement,
    const char *text, uint64_t number)
{
	sqlite3_stmt *row = s->made[statement];
	bool ok;

	sqlite3_bind_text(row, 1, text, -1, SQLITE_STATIC);
	sqlite3_bind_int64(row, 2, (sqlite3_int64)number);
	ok = sqlite3_step(row) == SQLITE_DONE;
	sqlite3_reset(row);
	return ok;
}

static bool
store_add_row(struct capture_store *s, const struct capture *c)
{
	sqlite3_stmt *row = s->made[STORE_ADD];
	size_t number = s->count + 1;
	struct arena *arena = arena_new();
	bool ok;

	for (size_t i = 0; i < COLUMN_COUNT; i++)
		store_bind_column(row, i, c);
	sqlite3_bind_int64(row, COLUMN_COUNT + 1, (sqlite3_int64)number);
	ok = sqlite3_step(row) == SQLITE_DONE;
	sqlite3_reset(row);
	ok = ok &&
	    store_set(s, STORE_SET_END, c->file, c->offset + c->length) &&
	    store_set(s, STORE_SET_RUN, capture_run(c, arena), number);
	arena_free(arena);
	return ok;
}

bool
store_add(struct capture_store *s, const struct capture *c)
{
	if (!store_could(s, store_add_row(s, c)))
		return false;
	s->count++;
	return true;
}

bool
store_begin(struct capture_store *s)
{
	s->kept = s->count;
	return store_could(s, store_run(s, "BEGIN"));
}

bool
store_end(struct capture_store *s, bool keep)
{
	if (keep && store_could(s, store_run(s, "COMMIT")))
		return true;
	(void)store_run(s, "ROLLBACK");
	s->count = s->kept;
	return false;
}
