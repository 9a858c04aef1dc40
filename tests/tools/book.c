/*
 * book FILE [SHEET]: the names of a workbook's sheets, or the rows of one as
 * our reader of published workbooks gives them: a JSON array a line, null for
 * an empty cell.
 */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "base/map.h"
#include "format/format.h"

struct book_wish {
	const char *sheet; /* NULL: names are wanted */
	struct map *names;
};

static bool
book_take(void *context, const struct row *row)
{
	struct book_wish *wish = context;
	json_t *cells = json_array();

	if (wish->sheet == NULL && map_mark(wish->names, row->part))
		puts(row->part);
	for (size_t i = 0; i < row->count; i++) {
		const char *cell = row_cell(row, i);

		json_array_append_new(
		    cells, cell == NULL ? json_null() : json_string(cell));
	}
	if (wish->sheet != NULL && strcmp(wish->sheet, row->part) == 0) {
		json_dumpf(cells, stdout, JSON_COMPACT);
		putchar('\n');
	}
	json_decref(cells);
	return true;
}

int
main(int argc, char *argv[])
{
	static const struct shape none;
	struct book_wish wish = { .sheet = argc > 2 ? argv[2] : NULL };
	FILE *file = argc > 1 ? fopen(argv[1], "rbe") : NULL;
	struct document document = { .source = "test", .url = "workbook" };
	bool ok;

	if (file == NULL) {
		fprintf(stderr, "usage: book FILE [SHEET]\n");
		return EXIT_FAILURE;
	}
	document.content = body_of_file(file);
	wish.names = map_new();
	ok = xlsx_format.read(&document, &none, book_take, &wish);
	map_free(wish.names);
	body_close(document.content);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
