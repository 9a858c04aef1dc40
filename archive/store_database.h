/*
 * The database of SQLite in which a capture store keeps its captures: what its
 * tables are, how it is opened, and the statements that it is asked by.
 */
#ifndef ARCHIVE_STORE_DATABASE_H
#define ARCHIVE_STORE_DATABASE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

struct text;

#define STORE_NAME "index.sqlite"

enum store_type { STORE_TEXT, STORE_NUMBER, STORE_INT, STORE_FLAG };

/* A column of the table `capture`, and where its value is in a capture. */
struct store_column {
	const char *name;
	enum store_type type;
	size_t at;
};

#define STORE_COLUMNS 20
extern const struct store_column store_columns[STORE_COLUMNS];

enum store_statement {
	STORE_NEWEST_DOCUMENT, /* the questions of capture_store.h */
	STORE_NEWEST_ANSWER,
	STORE_NEWEST_NOTE,
	STORE_NEWEST_TIMED,
	STORE_GET,
	STORE_COUNT,
	STORE_SEAL,
	STORE_BEFORE,
	STORE_LAST_NOTE,
	STORE_NEXT_RUN,
	STORE_END_OF,
	STORE_ADD,
	STORE_SET_END,
	STORE_SET_RUN,
	STORE_SET_SEAL,
	STORE_STATEMENTS,
};

struct store_database {
	char *path; /* owned */
	sqlite3 *db;
	sqlite3_stmt *made[STORE_STATEMENTS];
};

/*
 * Opens that of a folder to write, and makes it where there is none that this
 * program can read. False on failure: sqlite3_errmsg() tells why.
 */
bool store_database_write(struct store_database *, const char *folder);

/* The same to read a snapshot; false also where there is none. */
bool store_database_read(struct store_database *, const char *folder);

/* Makes one in a file of SQLite's own, which has no name. */
bool store_database_apart(struct store_database *);

void store_database_close(struct store_database *);

/* Removes the database of that path, with what SQLite has beside it. */
void store_remove(const char *path);

/* Ends the program, since it cannot be read; a damaged one is removed. */
_Noreturn void store_give_up(struct store_database *);

bool store_run(struct store_database *, const char *sql);

/* Of one row and one column; -1 on failure. */
long long store_number(struct store_database *, const char *sql);

/* Adds the names of the columns to a list, or the form for each. */
void store_add_columns(struct text *, const char *form);

/* Adds the address by which it is read where nobody may write beside it. */
void store_immutable(struct text *address, const char *folder);

#endif
