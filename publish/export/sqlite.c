/*
 * One file of SQLite: a table for each relation, with keys and an index for
 * each foreign key; what tables and columns mean; a full text of the notices.
 */
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/text.h"
#include "publish/export/format.h"
#include "publish/export/place.h"

/* Digits that a REAL of SQLite gives back as they were. */
#define REAL_DIGITS 15
/* Digits that an INTEGER has room for. */
#define INTEGER_DIGITS 18
/* So many steps of SQLite's machine are done between two looks at stop.h. */
#define STEPS 100000

enum sqlite_bind { BIND_TEXT, BIND_NUMBER, BIND_MONEY, BIND_BOOLEAN };

static const struct {
	const char *kind;
	const char *type;
	enum sqlite_bind bind;
} sqlite_kinds[] = {
	{ "integer", "INTEGER", BIND_TEXT }, /* SQLite reads the digits */
	{ "money", "NUMERIC", BIND_MONEY },
	{ "number", "NUMERIC", BIND_NUMBER },
	{ "boolean", "INTEGER", BIND_BOOLEAN },
};

struct sqlite_export {
	const char *out;
	char *part;
	sqlite3 *db;
	sqlite3_stmt *insert;
	enum sqlite_bind *binds; /* of the present relation's columns */
	size_t width;
	bool is_placed;
};

static size_t
sqlite_kind_of(const json_t *column)
{
	size_t count = sizeof(sqlite_kinds) / sizeof(sqlite_kinds[0]);
	size_t i = 0;

	while (i < count &&
	    strcmp(sqlite_kinds[i].kind, export_text(column, "kind")) != 0)
		i++;
	return i;
}

static const char *
sqlite_type_of(const json_t *column)
{
	size_t i = sqlite_kind_of(column);

	return i == sizeof(sqlite_kinds) / sizeof(sqlite_kinds[0])
	    ? "TEXT"
	    : sqlite_kinds[i].type;
}

static enum sqlite_bind
sqlite_bind_of(const json_t *column)
{
	size_t i = sqlite_kind_of(column);

	return i == sizeof(sqlite_kinds) / sizeof(sqlite_kinds[0])
	    ? BIND_TEXT
	    : sqlite_kinds[i].bind;
}

/* Statements */

static bool
sqlite_fail(const struct sqlite_export *x)
{
	if (!stop_requested())
		log_error("%s: %s", x->part, sqlite3_errmsg(x->db));
	return false;
}

static bool
sqlite_run(struct sqlite_export *x, const char *sql)
{
	return sqlite3_exec(x->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
	    sqlite_fail(x);
}

static bool
sqlite_prepare(struct sqlite_export *x, const char *sql)
{
	sqlite3_finalize(x->insert);
	x->insert = NULL;
	return sqlite3_prepare_v2(x->db, sql, -1, &x->insert, NULL) ==
	    SQLITE_OK ||
	    sqlite_fail(x);
}

static bool
sqlite_step(struct sqlite_export *x)
{
	bool ok = sqlite3_step(x->insert) == SQLITE_DONE;

	if (!ok)
		sqlite_fail(x);
	sqlite3_reset(x->insert);
	return ok;
}

/* A row of texts, of which NULL ends the list. */
static bool
sqlite_insert(struct sqlite_export *x, const char *const *texts)
{
	for (int i = 0; texts[i] != NULL; i++)
		sqlite3_bind_text(
		    x->insert, i + 1, texts[i], -1, SQLITE_TRANSIENT);
	return sqlite_step(x);
}

static int
sqlite_progress(void *context)
{
	(void)context;
	return stop_requested();
}

/* The file */

static void
sqlite_close(void *context)
{
	struct sqlite_export *x = context;

	if (x == NULL)
		return;
	sqlite3_finalize(x->insert);
	sqlite3_close(x->db);
	if (x->part != NULL && !x->is_placed)
		unlink(x->part);
	free(x->binds);
	free(x->part);
	free(x);
}

static void *
sqlite_open(const char *out)
{
	struct sqlite_export *x = xzalloc(sizeof(*x));

	x->out = out;
	x->part = export_part(out, false);
	if (x->part == NULL)
		goto fail;
	if (sqlite3_open_v2(x->part, &x->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK) {
		sqlite_fail(x);
		goto fail;
	}
	sqlite3_progress_handler(x->db, STEPS, sqlite_progress, NULL);
	/* What is not whole is thrown away: no journal, and one sync. */
	if (!sqlite_run(x,
		"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
		" PRAGMA temp_store = FILE; BEGIN;"
		" CREATE TABLE about (key TEXT PRIMARY KEY,"
		" value TEXT) WITHOUT ROWID;"
		" CREATE TABLE relation_meaning (relation TEXT"
		" PRIMARY KEY, meaning TEXT);"
		" CREATE TABLE column_meaning (relation TEXT,"
		" position INTEGER, \"column\" TEXT, type TEXT,"
		" meaning TEXT, PRIMARY KEY (relation, \"column\"))"))
		goto fail;
	return x;
fail:
	sqlite_close(x);
	return NULL;
}

/* A relation */

/* The names of columns, quoted. None has a quote itself. */
static void
sqlite_add_names(struct text *sql, const json_t *names)
{
	const json_t *name;
	size_t i;

	json_array_foreach(names, i, name) text_addf(
	    sql, "%s\"%s\"", i == 0 ? "" : ", ", json_string_value(name));
}

static void
sqlite_add_references(struct text *sql, const json_t *relation)
{
	const json_t *list = json_object_get(relation, "references");
	const json_t *key;
	size_t i;

	json_array_foreach(list, i, key)
	{
		text_add_string(sql, ", FOREIGN KEY (");
		sqlite_add_names(sql, json_object_get(key, "columns"));
		text_addf(
		    sql, ") REFERENCES \"%s\" (", export_text(key, "table"));
		sqlite_add_names(sql, json_object_get(key, "keys"));
		text_add_string(sql, ")");
	}
}

static bool
sqlite_create(struct sqlite_export *x, const json_t *relation)
{
	const json_t *columns = json_object_get(relation, "columns");
	const json_t *key = json_object_get(relation, "key");
	const json_t *column;
	struct text sql = { 0 };
	size_t i;
	bool ok;

	text_addf(&sql, "CREATE TABLE \"%s\" (", export_text(relation, "name"));
	json_array_foreach(columns, i, column)
	    text_addf(&sql, "%s\"%s\" %s", i == 0 ? "" : ", ",
		export_text(column, "name"), sqlite_type_of(column));
	if (json_array_size(key) > 0) {
		text_add_string(&sql, ", PRIMARY KEY (");
		sqlite_add_names(&sql, key);
		text_add_string(&sql, ")");
	}
	sqlite_add_references(&sql, relation);
	text_add_string(&sql, ")");
	ok = sqlite_run(x, text_string(&sql));
	text_free(&sql);
	return ok;
}

static bool
sqlite_explain(struct sqlite_export *x, const json_t *relation)
{
	const char *name = export_text(relation, "name");
	const json_t *columns = json_object_get(relation, "columns");
	const json_t *column;
	size_t i;
	bool ok =
	    sqlite_prepare(x, "INSERT INTO relation_meaning VALUES (?, ?)") &&
	    sqlite_insert(x,
		(const char *const[]){
		    name, export_text(relation, "meaning"), NULL }) &&
	    sqlite_prepare(
		x, "INSERT INTO column_meaning VALUES (?, ?5, ?2, ?3, ?4)");

	json_array_foreach(columns, i, column)
	{
		if (!ok)
			break;
		sqlite3_bind_int64(x->insert, 5, (sqlite3_int64)i + 1);
		ok = sqlite_insert(x,
		    (const char *const[]){ name, export_text(column, "name"),
			export_text(column, "type"),
			export_text(column, "meaning"), NULL });
	}
	return ok;
}

static bool
sqlite_begin(void *context, const json_t *relation)
{
	struct sqlite_export *x = context;
	const json_t *columns = json_object_get(relation, "columns");
	const json_t *column;
	struct text sql = { 0 };
	size_t i;
	bool ok;

	x->width = json_array_size(columns);
	x->binds = xrealloc(x->binds, x->width + 1, sizeof(*x->binds));
	json_array_foreach(columns, i, column) x->binds[i] =
	    sqlite_bind_of(column);
	text_addf(
	    &sql, "INSERT INTO \"%s\" VALUES (", export_text(relation, "name"));
	for (i = 0; i < x->width; i++)
		text_add_string(&sql, i == 0 ? "?" : ", ?");
	text_add_string(&sql, ")");
	ok = sqlite_create(x, relation) && sqlite_explain(x, relation) &&
	    sqlite_prepare(x, text_string(&sql));
	text_free(&sql);
	return ok;
}

/* Rows */

static size_t
sqlite_digits(const struct export_value *v, size_t length)
{
	size_t digits = 0;

	for (size_t i = 0; i < length; i++) {
		if (v->text[i] >= '0' && v->text[i] <= '9' &&
		    (digits > 0 || v->text[i] != '0'))
			digits++;
	}
	return digits;
}

/* How long it is without zeros, and a point, behind the point. */
static size_t
sqlite_trim(const struct export_value *v)
{
	size_t length = v->length;

	if (memchr(v->text, '.', length) == NULL)
		return length;
	while (v->text[length - 1] == '0')
		length--;
	return v->text[length - 1] == '.' ? length - 1 : length;
}

/*
 * Money is an INTEGER where there are no cents, else a REAL. More digits than
 * it gives back stay as they are printed, in a BLOB, which alone SQLite does
 * not turn into a REAL here: from ten million million dollars with cents on.
 */
static int
sqlite_bind_money(sqlite3_stmt *to, int at, const struct export_value *v)
{
	size_t length = sqlite_trim(v);
	bool is_whole = memchr(v->text, '.', length) == NULL;

	if (sqlite_digits(v, length) >
	    (is_whole ? INTEGER_DIGITS : REAL_DIGITS))
		return sqlite3_bind_blob(
		    to, at, v->text, (int)v->length, SQLITE_TRANSIENT);
	return sqlite3_bind_text(
	    to, at, v->text, (int)length, SQLITE_TRANSIENT);
}

static int
sqlite_bind(
    const struct sqlite_export *x, size_t i, const struct export_value *v)
{
	int at = (int)i + 1;

	if (v->text == NULL)
		return sqlite3_bind_null(x->insert, at);
	switch (x->binds[i]) {
	case BIND_BOOLEAN:
		return sqlite3_bind_int(x->insert, at, *v->text == 't');
	case BIND_MONEY:
		return sqlite_bind_money(x->insert, at, v);
	case BIND_NUMBER:
	case BIND_TEXT:
	default:
		return sqlite3_bind_text(
		    x->insert, at, v->text, (int)v->length, SQLITE_STATIC);
	}
}

static bool
sqlite_row(void *context, const struct export_value *values)
{
	struct sqlite_export *x = context;

	for (size_t i = 0; i < x->width; i++) {
		if (sqlite_bind(x, i, &values[i]) != SQLITE_OK)
			return sqlite_fail(x);
	}
	return sqlite_step(x);
}

static bool
sqlite_end(void *context)
{
	struct sqlite_export *x = context;

	sqlite3_finalize(x->insert);
	x->insert = NULL;
	return true;
}

/* What comes behind the rows */

static void
sqlite_add_index(struct text *sql, const char *kind, const char *table,
    const json_t *columns)
{
	const json_t *column;
	size_t i;

	text_addf(sql, "CREATE %s IF NOT EXISTS \"%s", kind, table);
	json_array_foreach(columns, i, column)
	    text_addf(sql, "_%s", json_string_value(column));
	text_addf(sql, "_%s\" ON \"%s\" (",
	    strcmp(kind, "INDEX") == 0 ? "idx" : "key", table);
	sqlite_add_names(sql, columns);
	text_add_string(sql, "); ");
}

/* An index for each foreign key, and for what it refers to. */
static bool
sqlite_index(struct sqlite_export *x, const json_t *relation)
{
	const json_t *list = json_object_get(relation, "references");
	const json_t *key;
	struct text sql = { 0 };
	size_t i;
	bool ok;

	json_array_foreach(list, i, key)
	{
		sqlite_add_index(&sql, "INDEX", export_text(relation, "name"),
		    json_object_get(key, "columns"));
		if (!json_is_true(json_object_get(key, "is_key")))
			sqlite_add_index(&sql, "UNIQUE INDEX",
			    export_text(key, "table"),
			    json_object_get(key, "keys"));
	}
	ok = sqlite_run(x, text_string(&sql));
	text_free(&sql);
	return ok;
}

static bool
sqlite_has(const struct export_told *told, const char *name)
{
	const json_t *relation;
	size_t i;

	json_array_foreach(told->relations, i, relation)
	{
		if (strcmp(export_text(relation, "name"), name) == 0)
			return true;
	}
	return false;
}

/* The words of notices, if these are there; of items and companies likewise. */
static bool
sqlite_index_notices(struct sqlite_export *x, const struct export_told *told)
{
	static const char list[] =
	    "(SELECT group_concat(%s, '; ') FROM (SELECT %s FROM %s l"
	    " WHERE l.notice_id = n.notice_id ORDER BY position))";
	struct text sql = { 0 };
	bool ok;

	if (!sqlite_has(told, "notice"))
		return true;
	text_add_string(&sql,
	    "CREATE VIRTUAL TABLE notice_text USING fts5 (notice_id UNINDEXED,"
	    " title, description, purchaser_name, items, contractors);"
	    " INSERT INTO notice_text SELECT notice_id, title, description,"
	    " purchaser_name, ");
	if (sqlite_has(told, "notice_item"))
		text_addf(
		    &sql, list, "designation", "designation", "notice_item");
	else
		text_add_string(&sql, "NULL");
	text_add_string(&sql, ", ");
	if (sqlite_has(told, "notice_contractor"))
		text_addf(&sql, list, "name", "name", "notice_contractor");
	else
		text_add_string(&sql, "NULL");
	text_add_string(&sql, " FROM notice n ORDER BY notice_id");
	ok = sqlite_run(x, text_string(&sql));
	text_free(&sql);
	return ok;
}

static bool
sqlite_tell(struct sqlite_export *x, const json_t *about)
{
	json_t *members = (json_t *)(uintptr_t)about;
	bool ok = sqlite_prepare(x, "INSERT INTO about VALUES (?, ?)");

	for (void *i = json_object_iter(members); ok && i != NULL;
	     i = json_object_iter_next(members, i))
		ok = sqlite_insert(x,
		    (const char *const[]){ json_object_iter_key(i),
			json_string_value(json_object_iter_value(i)), NULL });
	sqlite3_finalize(x->insert);
	x->insert = NULL;
	return ok;
}

/*
 * What a reader or a writer of the file that is replaced left beside it would
 * be taken for a part of the new one.
 */
static bool
sqlite_remove_journals(const struct sqlite_export *x)
{
	static const char *const ends[] = { "-wal", "-shm", "-journal" };
	struct text name = { 0 };
	bool ok = true;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		text_empty(&name);
		text_addf(&name, "%s%s", x->out, ends[i]);
		if (unlink(text_string(&name)) != 0 && errno != ENOENT) {
			log_error(
			    "%s: %s", text_string(&name), strerror(errno));
			ok = false;
		}
	}
	text_free(&name);
	return ok;
}

static bool
sqlite_finish(void *context, const struct export_told *told)
{
	struct sqlite_export *x = context;
	const json_t *relation;
	size_t i;

	json_array_foreach(told->relations, i, relation)
	{
		if (!sqlite_index(x, relation))
			return false;
	}
	if (!sqlite_index_notices(x, told) || !sqlite_tell(x, told->about) ||
	    !sqlite_run(x, "COMMIT"))
		return false;
	if (sqlite3_close(x->db) != SQLITE_OK)
		return sqlite_fail(x);
	x->db = NULL;
	x->is_placed = folder_sync(x->part) && !stop_requested() &&
	    sqlite_remove_journals(x) && export_place(x->part, x->out);
	return x->is_placed;
}

const struct export_format export_sqlite = {
	.name = "sqlite",
	.open = sqlite_open,
	.begin = sqlite_begin,
	.row = sqlite_row,
	.end = sqlite_end,
	.finish = sqlite_finish,
	.close = sqlite_close,
};
