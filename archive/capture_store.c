#include "archive/capture_store.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#include "archive/store_database.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"

/* How many captures there are, and the sum of the hashes of all of them. */
struct store_seal {
	size_t captures;
	uint64_t hash;
};

struct capture_store {
	struct store_database database;
	size_t count;
	struct store_seal seal;
	struct store_seal sealed; /* before store_begin() */
	size_t kept;              /* count before it */
};

/* Opening */

/* What is in it, which its seal tells once more. */
static bool
store_look(struct capture_store *s)
{
	sqlite3_stmt *count = s->database.made[STORE_COUNT];
	sqlite3_stmt *seal = s->database.made[STORE_SEAL];
	bool ok = sqlite3_step(count) == SQLITE_ROW &&
	    sqlite3_step(seal) == SQLITE_ROW;

	if (ok) {
		s->count = (size_t)sqlite3_column_int64(count, 0);
		s->seal = (struct store_seal){
			.captures = (size_t)sqlite3_column_int64(seal, 0),
			.hash = (uint64_t)sqlite3_column_int64(seal, 1),
		};
	}
	sqlite3_reset(count);
	sqlite3_reset(seal);
	return ok;
}

/* Why the database did not give what it has, if it did not. */
static void
store_tell_failure(const struct capture_store *s)
{
	int code = s->database.db == NULL ? SQLITE_OK
					  : sqlite3_errcode(s->database.db);

	if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
		log_error("%s: cannot be read: %s", s->database.path,
		    sqlite3_errmsg(s->database.db));
}

bool
store_open(const char *folder, bool writable, struct capture_store **out)
{
	struct capture_store *s = xzalloc(sizeof(*s));

	*out = s;
	if (writable) {
		if (store_database_write(&s->database, folder) && store_look(s))
			return true;
		log_error(
		    "%s: %s", s->database.path, sqlite3_errmsg(s->database.db));
	} else if (store_database_read(&s->database, folder) && store_look(s)) {
		return true;
	} else {
		store_tell_failure(s);
	}
	store_close(s);
	*out = NULL;
	return !writable;
}

bool
store_open_apart(struct capture_store **out)
{
	struct capture_store *s = xzalloc(sizeof(*s));

	*out = s;
	if (store_database_apart(&s->database) && store_look(s))
		return true;
	log_error(
	    "an index to compare with: %s", sqlite3_errmsg(s->database.db));
	store_close(s);
	*out = NULL;
	return false;
}

void
store_close(struct capture_store *s)
{
	if (s == NULL)
		return;
	store_database_close(&s->database);
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
	void *to = (char *)c + store_columns[i].at;
	int at = (int)i;

	switch (store_columns[i].type) {
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
	sqlite3_stmt *row = s->database.made[STORE_GET];

	*c = (struct capture){ .url = NULL };
	sqlite3_bind_int64(row, 1, (sqlite3_int64)number);
	if (sqlite3_step(row) != SQLITE_ROW)
		store_give_up(&s->database);
	for (size_t i = 0; i < STORE_COLUMNS; i++)
		store_read_column(arena, row, i, c);
	sqlite3_reset(row);
}

/* The number that a statement gives for one or two texts; 0 for no row. */
static uint64_t
store_find(struct capture_store *s, size_t statement, const char *first,
    const char *second)
{
	sqlite3_stmt *row = s->database.made[statement];
	uint64_t number = 0;
	int code;

	sqlite3_bind_text(row, 1, first, -1, SQLITE_STATIC);
	if (second != NULL)
		sqlite3_bind_text(row, 2, second, -1, SQLITE_STATIC);
	code = sqlite3_step(row);
	if (code == SQLITE_ROW)
		number = (uint64_t)sqlite3_column_int64(row, 0);
	else if (code != SQLITE_DONE)
		store_give_up(&s->database);
	sqlite3_reset(row);
	return number;
}

size_t
store_newest(struct capture_store *s, enum store_question question,
    const char *url, const char *of)
{
	static const enum store_statement asks[] = {
		[STORE_DOCUMENT] = STORE_NEWEST_DOCUMENT,
		[STORE_ANSWER] = STORE_NEWEST_ANSWER,
		[STORE_NOTE] = STORE_NEWEST_NOTE,
		[STORE_TIMED] = STORE_NEWEST_TIMED,
	};

	return store_find(s, asks[question], url, of);
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
	sqlite3_stmt *row = s->database.made[statement];
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
		store_give_up(&s->database);
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
	sqlite3_stmt *row = s->database.made[STORE_NEXT_RUN];
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
		store_give_up(&s->database);
	sqlite3_reset(row);
	return code == SQLITE_ROW;
}

/* Proving */

static void
store_hash_text(XXH3_state_t *hash, const char *text)
{
	if (text != NULL)
		XXH3_64bits_update(hash, text, strlen(text));
	XXH3_64bits_update(hash, text == NULL ? "-" : ".", 2);
}

/* Of a capture and its number. */
static uint64_t
store_hash(const struct capture *c, size_t number)
{
	XXH3_state_t *hash = xgiven(XXH3_createState());
	uint64_t digest;

	XXH3_64bits_reset(hash);
	for (size_t i = 0; i < STORE_COLUMNS; i++) {
		const void *from = (const char *)c + store_columns[i].at;

		switch (store_columns[i].type) {
		case STORE_TEXT:
			store_hash_text(hash, *(const char *const *)from);
			break;
		case STORE_NUMBER:
			XXH3_64bits_update(hash, from, sizeof(uint64_t));
			break;
		case STORE_INT:
			XXH3_64bits_update(hash, from, sizeof(int));
			break;
		case STORE_FLAG:
			XXH3_64bits_update(hash, from, sizeof(bool));
			break;
		}
	}
	XXH3_64bits_update(hash, &number, sizeof(number));
	digest = XXH3_64bits_digest(hash);
	XXH3_freeState(hash);
	return digest;
}

/* Whether files and runs are what the captures say of them. */
static bool
store_is_consistent(struct capture_store *s)
{
	return store_number(&s->database,
		   "SELECT NOT EXISTS (SELECT filename, max(offset + length)"
		   " FROM capture GROUP BY filename"
		   " EXCEPT SELECT name, whole FROM file)"
		   " AND (SELECT count(*) FROM file) ="
		   " (SELECT count(DISTINCT filename) FROM capture)"
		   " AND (SELECT coalesce(sum(last - first + 1), 0) FROM run)"
		   " = (SELECT count(*) FROM capture)") == 1;
}

/* The seal of what is there; false where a number lacks, or it cannot be read.
 */
static bool
store_sum(struct capture_store *s, struct store_seal *found)
{
	struct text sql = { 0 };
	struct arena *arena = arena_new();
	sqlite3_stmt *row = NULL;
	bool ok = true;
	int code;

	text_add_string(&sql, "SELECT ");
	store_add_columns(&sql, NULL);
	text_add_string(&sql, ", id FROM capture ORDER BY id");
	code = sqlite3_prepare_v2(
	    s->database.db, text_string(&sql), -1, &row, NULL);
	while (code == SQLITE_OK || code == SQLITE_ROW) {
		struct capture c = { .url = NULL };

		code = sqlite3_step(row);
		if (code != SQLITE_ROW)
			break;
		for (size_t i = 0; i < STORE_COLUMNS; i++)
			store_read_column(arena, row, i, &c);
		found->captures++;
		ok = ok &&
		    (size_t)sqlite3_column_int64(row, STORE_COLUMNS) ==
			found->captures;
		found->hash += store_hash(&c, found->captures);
		arena_reset(arena);
	}
	sqlite3_finalize(row);
	arena_free(arena);
	text_free(&sql);
	return ok && code == SQLITE_DONE;
}

bool
store_is_whole(struct capture_store *s)
{
	struct store_seal found = { 0 };
	bool is_whole = store_sum(s, &found) &&
	    found.captures == s->seal.captures && found.captures == s->count &&
	    found.hash == s->seal.hash && store_is_consistent(s);

	if (!is_whole)
		store_tell_failure(s);
	return is_whole;
}

bool
store_is_there(const char *folder)
{
	struct text path = { 0 };
	bool is_there;

	text_addf(&path, "%s/" STORE_NAME, folder);
	is_there = access(text_string(&path), F_OK) == 0;
	text_free(&path);
	return is_there;
}

void
store_drop(const char *folder)
{
	struct text path = { 0 };

	text_addf(&path, "%s/" STORE_NAME, folder);
	store_remove(text_string(&path));
	text_free(&path);
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
	ok = sqlite3_prepare_v2(s->database.db, sql, -1, &made, NULL) ==
		SQLITE_OK &&
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
	if (sqlite3_prepare_v2(s->database.db, text_string(&sql), -1, &made,
		NULL) != SQLITE_OK)
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
	ok = row != NULL && sqlite3_errcode(s->database.db) == SQLITE_DONE;
	if (!ok)
		log_error("%s: " STORE_NAME ": cannot be compared: %s", folder,
		    sqlite3_errmsg(s->database.db));
	sqlite3_finalize(row);
	return ok;
}

/* Writing */

static bool
store_could(struct capture_store *s, bool ok)
{
	if (!ok)
		log_error("%s: cannot write: %s", s->database.path,
		    sqlite3_errmsg(s->database.db));
	return ok;
}

static void
store_bind_column(sqlite3_stmt *row, size_t i, const struct capture *c)
{
	const void *from = (const char *)c + store_columns[i].at;
	int at = (int)i + 1;

	switch (store_columns[i].type) {
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
	sqlite3_stmt *row = s->database.made[statement];
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
	sqlite3_stmt *row = s->database.made[STORE_ADD];
	size_t number = s->count + 1;
	struct arena *arena = arena_new();
	bool ok;

	for (size_t i = 0; i < STORE_COLUMNS; i++)
		store_bind_column(row, i, c);
	sqlite3_bind_int64(row, STORE_COLUMNS + 1, (sqlite3_int64)number);
	ok = sqlite3_step(row) == SQLITE_DONE;
	sqlite3_reset(row);
	ok = ok &&
	    store_set(s, STORE_SET_END, c->file, c->offset + c->length) &&
	    store_set(s, STORE_SET_RUN, capture_run(c, arena), number);
	arena_free(arena);
	if (!ok)
		return false;
	s->seal.captures = number;
	s->seal.hash += store_hash(c, number);
	return true;
}

bool
store_add(struct capture_store *s, const struct capture *c)
{
	if (!store_could(s, store_add_row(s, c)))
		return false;
	s->count++;
	return true;
}

/* What was added is sealed with it. */
static bool
store_put_seal(struct capture_store *s)
{
	sqlite3_stmt *row = s->database.made[STORE_SET_SEAL];
	bool ok;

	sqlite3_bind_int64(row, 1, (sqlite3_int64)s->seal.captures);
	sqlite3_bind_int64(row, 2, (sqlite3_int64)s->seal.hash);
	ok = sqlite3_step(row) == SQLITE_DONE;
	sqlite3_reset(row);
	return ok;
}

bool
store_begin(struct capture_store *s)
{
	s->kept = s->count;
	s->sealed = s->seal;
	return store_could(s, store_run(&s->database, "BEGIN"));
}

bool
store_end(struct capture_store *s, bool keep)
{
	if (keep && store_could(s, store_put_seal(s)) &&
	    store_could(s, store_run(&s->database, "COMMIT")))
		return true;
	(void)store_run(&s->database, "ROLLBACK");
	s->count = s->kept;
	s->seal = s->sealed;
	return false;
}
