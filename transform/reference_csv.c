#include "transform/reference_csv.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/text.h"

#define OPTIONS (CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL)

struct reference_csv_reading {
	struct arena *arena;
	const char *path;
	const char *const *columns;
	size_t width;
	reference_taker *take;
	void *context;
	const char *values[REFERENCE_COLUMNS_MAX];
	size_t column;
	size_t line; /* complete ones before this */
	bool failed; /* a libcsv callback cannot fail: it sets this */
};

static void
reference_csv_refuse(struct reference_csv_reading *r, const char *reason)
{
	if (!r->failed)
		log_error("%s: line %zu: %s", r->path, r->line + 1, reason);
	r->failed = true;
}

static void
reference_csv_field(void *bytes, size_t length, void *context)
{
	struct reference_csv_reading *r = context;

	if (bytes != NULL && u8_check(bytes, length) != NULL)
		reference_csv_refuse(r, "not in UTF-8");
	if (r->column < r->width)
		r->values[r->column] =
		    bytes == NULL ? NULL : arena_copy(r->arena, bytes, length);
	r->column++;
}

static void
reference_csv_header(struct reference_csv_reading *r)
{
	for (size_t i = 0; i < r->width; i++) {
		const char *name = r->values[i];

		if (name == NULL || strcmp(name, r->columns[i]) != 0)
			reference_csv_refuse(
			    r, "the columns are not as expected");
	}
}

static void
reference_csv_line(int terminator, void *context)
{
	struct reference_csv_reading *r = context;
	struct text where = { 0 };

	(void)terminator;
	if (r->failed)
		return;
	if (r->column != r->width) {
		reference_csv_refuse(
		    r, "the number of columns is not as expected");
	} else if (r->line == 0) {
		reference_csv_header(r);
	} else {
		text_addf(&where, "%s: line %zu", r->path, r->line + 1);
		if (!r->take(r->context, r->values, text_string(&where)))
			r->failed = true;
	}
	text_free(&where);
	r->line++;
	r->column = 0;
}

static bool
reference_csv_parse(
    struct reference_csv_reading *r, FILE *file, struct digest *digest)
{
	struct csv_parser parser;
	char buffer[16 * 1024];
	size_t n;

	if (csv_init(&parser, OPTIONS) != 0)
		log_fatal("cannot start the csv parser");
	while (!r->failed && (n = fread(buffer, 1, sizeof(buffer), file)) > 0 &&
	    !ferror(file)) {
		if (digest != NULL)
			digest_add(digest, buffer, n);
		if (csv_parse(&parser, buffer, n, reference_csv_field,
			reference_csv_line, r) != n)
			reference_csv_refuse(
			    r, csv_strerror(csv_error(&parser)));
	}
	if (!r->failed && !file_gave_all(file, r->path))
		r->failed = true;
	if (!r->failed &&
	    csv_fini(&parser, reference_csv_field, reference_csv_line, r) != 0)
		reference_csv_refuse(r, csv_strerror(csv_error(&parser)));
	if (!r->failed && r->line == 0)
		reference_csv_refuse(r, "is empty");
	csv_free(&parser);
	return !r->failed;
}

bool
reference_csv_read(struct arena *arena, const char *path,
    const char *const *columns, struct digest *digest, reference_taker *take,
    void *context)
{
	struct reference_csv_reading r = {
		.arena = arena,
		.path = path,
		.columns = columns,
		.take = take,
		.context = context,
	};
	FILE *file = fopen(path, "re");
	bool ok;

	if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	while (columns[r.width] != NULL)
		r.width++;
	ok = reference_csv_parse(&r, file, digest);
	fclose(file);
	return ok;
}
