/*
 * What the unit tests share: tables in which every line is a test of its own,
 * folders that go away again, bodies that come in drops, small archives.
 */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "archive/archive.h"
#include "archive/body.h"
#include "archive/document.h"
#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/folder.h"
#include "base/text.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/row.h"
#include "transform/reading.h"
#include "transform/reference.h"

#define REFERENCE_FOLDER "config/reference"
#define COUNT_OF(table) (sizeof(table) / sizeof((table)[0]))

/* Suites */

struct suite {
	struct CMUnitTest *tests;
	size_t count;
	size_t room;
};

void suite_add_case(struct suite *s, const char *name, CMUnitTestFunction test,
    const void *context);

void suite_add(struct suite *s, const char *name, CMUnitTestFunction test);

/* A table of structures that begin with the text that names the case. */
void suite_add_table(struct suite *s, CMUnitTestFunction test,
    const void *table, size_t count, size_t size);

#define SUITE_TABLE(suite, test, table) \
	suite_add_table(suite, test, table, COUNT_OF(table), sizeof((table)[0]))

/* Runs and frees it; gives what main() returns. */
int suite_run(struct suite *s, const char *name);

/* Text */

/*
 * Adds a short content, compressed as zlib's windowBits says: gzip, zlib's own
 * form (15), or bare (-15).
 */
#define DEFLATED_GZIP 31
void add_deflated(struct text *, const char *content, int window_bits);

const char *or_none(const char *s);

bool is_utf8(const char *bytes, size_t length);

/* What is said on standard error meanwhile. */
struct listening {
	FILE *file;
	int kept;
};

struct listening listen_begin(void);
const char *listen_end(struct arena *arena, struct listening *l);

/* Folders and files */

/* One of its own, for folder_remove() to end. */
char *folder_new(struct arena *arena);

void file_write(const char *path, const void *bytes, size_t length);

char *file_read(struct arena *arena, const char *path, size_t *length);

size_t file_size(const char *path);

/* A temporary file that holds these bytes and stands at its start. */
FILE *file_of(const void *bytes, size_t length);

/* Bodies */

struct body *body_of_string(const char *s);

/* Another body's bytes, one at a time. */
struct body *body_of_drops(struct body *below);

/*
 * Reads a body to its end in reads of that size, closes it, and gives what
 * came; *error is why it ended early, or NULL.
 */
char *body_text(struct arena *arena, struct body *b, size_t step,
    size_t *length, const char **error);

/* Zip files */

struct zip_part {
	const char *name; /* NULL ends a list */
	const char *content;
	size_t length;  /* 0: as long as the string */
	bool encrypted; /* with a password */
};

/* The bytes of a zip file of these. */
char *zip_of(struct arena *arena, const struct zip_part *parts, size_t *length);

/* Archives */

#define PLACE_SOURCE "test-source"
#define PLACE_FILLED "a:1 one; a:2 two; a:3 three; "

/* A folder of its own below the root, for an archive. */
struct place {
	struct arena *arena;
	const char *folder;
	struct archive_settings settings;
};

struct place place_new(struct arena *arena, const char *root);

/* NULL if it cannot be opened. */
struct archive *place_open(const struct place *p, enum archive_use use);

const struct capture *
place_add(struct archive *a, const char *url, const char *content);

const char *place_path(const struct place *p, const char *file);

/* Three documents, PLACE_FILLED; gives the one file they are in. */
const char *place_fill(const struct place *p);

/* A document's content, with a mark behind it if it is not whole. */
const char *place_content(
    const struct place *p, struct archive *a, const struct capture *c);

/* What an archive says of itself: "url content; " each. */
const char *place_show(const struct place *p);

/* What its index has, a capture a line. */
#define PLACE_INDEX "index.sqlite"
const char *place_index(const struct place *p);
void place_lose_index(const struct place *p);

/* Leaves only the first so many captures in the index. */
void place_shorten_index(const struct place *p, size_t kept);

/* What is left of a record's block, or "!" and why not. */
const char *warc_block_text(struct arena *arena, struct warc_reader *r);

/* The records of a file: "type uri block; " each. */
const char *
warc_show(struct arena *arena, const char *path, enum warc_status *status);

/* Rows */

struct rows {
	struct text all;   /* "element|text", a line each */
	struct text lines; /* where each began: "1 2 5 " */
	size_t count;
	size_t refused; /* the number of the row that is refused; 0: none */
	size_t longest;
	bool broken;       /* a text that is not UTF-8, or not one line */
	const char *error; /* of the content; NULL: none */
};

void rows_free(struct rows *r);

/* Reads bytes as a format has it; closes the body. */
bool rows_read(struct rows *r, const struct format *format,
    const struct shape *shape, struct body *content, const char *charset);

/*
 * The rows of a table as "part line: a|~|b{mark}", ~ for an empty cell, a line
 * each; "!" before them if it is not read to its end. The row of the number
 * `refused` is refused; 0: none. Closes the body.
 */
const char *cells_read(struct arena *arena, const struct format *format,
    const struct shape *shape, struct body *content, size_t refused);

/* Readings */

struct reading
reading_of(struct arena *arena, const struct reference *reference);

size_t count_faults(const struct reading *r);

#endif
