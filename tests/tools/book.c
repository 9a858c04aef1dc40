/*
 * book FILE FOLDER: the rows of each sheet of a workbook, as our reader of
 * published workbooks gives them, into a file of the sheet's name: a JSON array
 * a line, null for an empty cell. Prints the names of the sheets.
 */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "base/log.h"
#include "base/text.h"
#include "format/format.h"

struct book_copy {
	const char *folder;
	struct text sheet;
	FILE *file;
};

static void
book_turn(struct book_copy *c, const char *sheet)
{
	struct text path = { 0 };

	if (c->file != NULL && strcmp(text_string(&c->sheet), sheet) == 0)
		return;
	if (c->file != NULL)
		fclose(c->file);
	puts(sheet);
	text_empty(&c->sheet);
	text_add_string(&c->sheet, sheet);
	text_addf(&path, "%s/%s", c->folder, sheet);
	c->file = fopen(text_string(&path), "we");
	if (c->file == NULL)
		log_fatal("%s: %s", text_string(&path), strerror(errno));
	text_free(&path);
}

static bool
book_take(void *context, const struct row *row)
{
	struct book_copy *c = context;
	json_t *cells = json_array();

	book_turn(c, row->part);
	for (size_t i = 0; i < row->count; i++) {
		const char *cell = row_cell(row, i);

		json_array_append_new(
		    cells, cell == NULL ? json_null() : json_string(cell));
	}
	json_dumpf(cells, c->file, JSON_COMPACT);
	putc('\n', c->file);
	json_decref(cells);
	return true;
}

int
main(int argc, char *argv[])
{
	static const struct shape none;
	struct book_copy copy = { .folder = argc > 2 ? argv[2] : NULL };
	FILE *file = argc > 2 ? fopen(argv[1], "rbe") : NULL;
	struct document document = { .source = "test", .url = "workbook" };
	bool ok;

	if (file == NULL) {
		fprintf(stderr, "usage: book FILE FOLDER\n");
		return EXIT_FAILURE;
	}
	document.content = body_of_file(file, "a file");
	ok = xlsx_format.read(&document, &none, book_take, &copy);
	if (copy.file != NULL)
		fclose(copy.file);
	text_free(&copy.sheet);
	body_close(document.content);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
