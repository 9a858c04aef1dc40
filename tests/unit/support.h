/*
 * What the unit tests share: tables in which every line is a test of its own,
 * folders that go away again, bodies that come in drops, small archives.
 */
#ifndef TESTS_UNIT_SUPPORT_H
#define TESTS_UNIT_SUPPORT_H

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

#include "arena.h"
#include "extract/archive.h"
#include "extract/body_internal.h"
#include "extract/document.h"
#include "extract/format/format.h"
#include "extract/row.h"
#include "extract/utf8.h"
#include "extract/warc.h"
#include "text.h"
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

/* What TAP and a terminal can show of a case's text. */
static inline char *
suite_name(const char *text)
{
	char *name = strdup(text == NULL ? "(null)" : text);

	if (name == NULL)
		abort();
	for (char *p = name; *p != '\0'; p++) {
		if ((unsigned char)*p < ' ' || *p == '#')
			*p = ' ';
	}
	if (strlen(name) > 70)
		name[70] = '\0';
	return name;
}

static inline void
suite_add_case(struct suite *s, const char *name, CMUnitTestFunction test,
    const void *context)
{
	struct CMUnitTest *t;

	if (s->count == s->room) {
		s->room = s->room * 2 + 64;
		s->tests = realloc(s->tests, s->room * sizeof(*s->tests));
		if (s->tests == NULL)
			abort();
	}
	t = &s->tests[s->count++];
	*t = (struct CMUnitTest){
		.name = suite_name(name),
		.test_func = test,
		.initial_state = (void *)(uintptr_t)context,
	};
}

static inline void
suite_add(struct suite *s, const char *name, CMUnitTestFunction test)
{
	suite_add_case(s, name, test, NULL);
}

/* A table of structures that begin with the text that names the case. */
static inline void
suite_add_table(struct suite *s, CMUnitTestFunction test, const void *table,
    size_t count, size_t size)
{
	const char *line = table;
	const char *name;

	for (size_t i = 0; i < count; i++, line += size) {
		memcpy(&name, line, sizeof(name));
		suite_add_case(s, name, test, line);
	}
}

#define SUITE_TABLE(suite, test, table) \
	suite_add_table(suite, test, table, COUNT_OF(table), sizeof((table)[0]))

/* Runs and frees it; gives what main() returns. */
static inline int
suite_run(struct suite *s, const char *name)
{
	int failed =
	    _cmocka_run_group_tests(name, s->tests, s->count, NULL, NULL);

	for (size_t i = 0; i < s->count; i++)
		free((void *)(uintptr_t)s->tests[i].name);
	free(s->tests);
	*s = (struct suite){ 0 };
	return failed != 0;
}

/* Text */

static inline const char *
or_none(const char *s)
{
	return s == NULL ? "(none)" : s;
}

static inline bool
is_utf8(const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;

	while (length > 0) {
		size_t n = utf8_length(s, length);

		if (n == 0 || *s == '\0')
			return false;
		s += n;
		length -= n;
	}
	return true;
}

/* Folders and files */

static inline char *
folder_new(struct arena *arena)
{
	char *path = arena_string(arena, "/tmp/armsetl-unit.XXXXXX");

	if (mkdtemp(path) == NULL)
		abort();
	return path;
}

static inline int
folder_remove_entry(
    const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline void
folder_remove(const char *path)
{
	nftw(path, folder_remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static inline void
file_write(const char *path, const void *bytes, size_t length)
{
	FILE *file = fopen(path, "we");

	if (file == NULL || fwrite(bytes, 1, length, file) != length)
		abort();
	if (fclose(file) != 0)
		abort();
}

static inline char *
file_read(struct arena *arena, const char *path, size_t *length)
{
	FILE *file = fopen(path, "re");
	struct text bytes = { 0 };
	char buffer[4096];
	char *copy;
	size_t n;

	*length = 0;
	if (file == NULL)
		return NULL;
	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
		text_add(&bytes, buffer, n);
	fclose(file);
	*length = bytes.length;
	copy = arena_copy(arena, bytes.bytes, bytes.length);
	text_free(&bytes);
	return copy;
}

static inline size_t
file_size(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (size_t)st.st_size : 0;
}

/* A temporary file that holds these bytes and stands at its start. */
static inline FILE *
file_of(const void *bytes, size_t length)
{
	FILE *file = tmpfile();

	if (file == NULL || fwrite(bytes, 1, length, file) != length)
		abort();
	rewind(file);
	return file;
}

/* Bodies */

static inline ssize_t
drops_read(struct body *b, void *buffer, size_t size)
{
	(void)size;
	return body_read(b->below, buffer, 1);
}

static inline struct body *
body_of_string(const char *s)
{
	return body_of_memory(s, strlen(s));
}

/* Another body's bytes, one at a time. */
static inline struct body *
body_of_drops(struct body *below)
{
	static const struct body_kind kind = { drops_read, NULL };

	return body_new(&kind, below, sizeof(struct body));
}

/*
 * Reads a body to its end in reads of that size, closes it, and gives what
 * came; *error is why it ended early, or NULL.
 */
static inline char *
body_text(struct arena *arena, struct body *b, size_t step, size_t *length,
    const char **error)
{
	struct text bytes = { 0 };
	char *buffer = arena_alloc(arena, step);
	char *copy;
	ssize_t n;

	while ((n = body_read(b, buffer, step)) > 0)
		text_add(&bytes, buffer, (size_t)n);
	*error = n < 0 ? or_none(body_error(b)) : NULL;
	body_close(b);
	*length = bytes.length;
	copy = arena_copy(arena, bytes.bytes, bytes.length);
	text_free(&bytes);
	return copy;
}

/* Archives */

#define PLACE_SOURCE "test-source"
#define PLACE_FILLED "a:1 one; a:2 two; a:3 three; "

/* A folder of its own below the root, for an archive. */
struct place {
	struct arena *arena;
	const char *folder;
	struct archive_settings settings;
};

static inline struct place
place_new(struct arena *arena, const char *root)
{
	static unsigned number;
	char *folder = arena_print(arena, "%s/%u", root, number++);

	if (mkdir(folder, 0755) != 0)
		abort();
	return (struct place){
		.arena = arena,
		.folder = folder,
		.settings = {
			.folder = folder,
			.software = "test/1",
			.file_limit = 1000000,
			.content_limit = 1000000,
		},
	};
}

/* NULL if it cannot be opened. */
static inline struct archive *
place_open(const struct place *p, enum archive_use use)
{
	struct archive *a = NULL;

	if (archive_open(&p->settings, PLACE_SOURCE, use, &a) != ARCHIVE_OPEN)
		return NULL;
	return a;
}

static inline const struct capture *
place_add(struct archive *a, const char *url, const char *content)
{
	FILE *file = file_of(content, strlen(content));
	const struct capture *c = archive_add_file(
	    a, file, "name.txt", url, "text/plain; charset=utf-8", NULL);

	fclose(file);
	return c;
}

static inline const char *
place_path(const struct place *p, const char *file)
{
	return arena_print(p->arena, "%s/" PLACE_SOURCE "/%s", p->folder, file);
}

/* Three documents, PLACE_FILLED; gives the one file they are in. */
static inline const char *
place_fill(const struct place *p)
{
	struct archive *a = place_open(p, ARCHIVE_WRITE);
	const char *file;

	assert_non_null(a);
	assert_non_null(place_add(a, "a:1", "one"));
	assert_non_null(place_add(a, "a:2", "two"));
	assert_non_null(place_add(a, "a:3", "three"));
	file = arena_string(p->arena, archive_capture(a, 2)->file);
	archive_close(a);
	return file;
}

/* A document's content, with a mark behind it if it is not whole. */
static inline const char *
place_content(const struct place *p, struct archive *a, const struct capture *c)
{
	struct document *doc = archive_document(a, c);
	const char *error = NULL;
	const char *content;
	struct body *body;
	size_t length;

	if (doc == NULL)
		return "cannot be read";
	body = doc->content;
	doc->content = body_of_memory("", 0);
	content = body_text(p->arena, body, 100, &length, &error);
	archive_document_close(doc);
	return arena_print(p->arena, "%s%s", content, error == NULL ? "" : "!");
}

/* What an archive says of itself: "url content; " each. */
static inline const char *
place_show(const struct place *p)
{
	struct archive *a = place_open(p, ARCHIVE_READ);
	const char *all = "";

	if (a == NULL)
		return "cannot be opened";
	for (size_t i = 0; i < archive_count(a); i++) {
		const struct capture *c = archive_capture(a, i);

		all = arena_print(
		    p->arena, "%s%s %s; ", all, c->url, place_content(p, a, c));
	}
	archive_close(a);
	return all;
}

/* What is left of a record's block, or "!" and why not. */
static inline const char *
warc_block_text(struct arena *arena, struct warc_reader *r)
{
	const char *error;
	size_t length;
	const char *got = body_text(arena, warc_block(r), 7, &length, &error);

	return error == NULL ? got : arena_print(arena, "!%s", error);
}

/* The records of a file: "type uri block; " each. */
static inline const char *
warc_show(struct arena *arena, const char *path, enum warc_status *status)
{
	struct warc_reader *r = warc_open(path, 0);
	const struct warc_record *record;
	const char *all = "";

	assert_non_null(r);
	while ((*status = warc_next(r, &record)) == WARC_RECORD) {
		const char *type = arena_string(arena, record->type);
		const char *uri = arena_string(arena, record->uri);
		const char *block = warc_block_text(arena, r);

		all = arena_print(arena, "%s%s %s %s; ", all, type,
		    or_none(uri), *block == '!' ? "!" : block);
	}
	warc_close(r);
	return all;
}

/* Rows */

struct rows {
	struct text all;   /* "element|text", a line each */
	struct text lines; /* where each began: "1 2 5 " */
	size_t count;
	size_t refused; /* the number of the row that is refused; 0: none */
	size_t longest;
	bool broken; /* a text that is not UTF-8, or not one line */
};

static inline bool
rows_take(void *context, const struct row *row)
{
	struct rows *r = context;
	const char *element = row_get(row, "element");
	const char *text = row_get(row, "text");
	size_t length = text == NULL ? 0 : strlen(text);

	text_addf(&r->all, "%s%s%s\n", or_none(element),
	    text == NULL ? "" : "|", text == NULL ? "" : text);
	text_addf(&r->lines, "%zu ", row->line);
	if (length > r->longest)
		r->longest = length;
	if (length > 0 &&
	    (!is_utf8(text, length) || strpbrk(text, "\r\n") != NULL))
		r->broken = true;
	return ++r->count != r->refused;
}

static inline void
rows_free(struct rows *r)
{
	text_free(&r->all);
	text_free(&r->lines);
}

/* Reads bytes as a format has it; closes the body. */
static inline bool
rows_read(struct rows *r, const struct format *format,
    const struct shape *shape, struct body *content, const char *charset)
{
	const struct document document = {
		.source = "test",
		.url = "test:document",
		.charset = charset,
		.content = content,
	};
	bool ok = format->read(&document, shape, rows_take, r);

	body_close(content);
	return ok;
}

/* Readings */

static inline struct reading
reading_of(struct arena *arena, const struct reference *reference)
{
	static const struct document document = { .url = "test:document" };

	return (struct reading){
		.document = &document,
		.document_id = "test",
		.reference = reference,
		.arena = arena,
	};
}

static inline size_t
count_faults(const struct reading *r)
{
	size_t count = 0;

	for (const struct fault *f = r->faults; f != NULL; f = f->next)
		count++;
	return count;
}

#endif
