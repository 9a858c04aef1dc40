/*
 * One workbook (xlsx): a sheet for each relation, one of what all is, one of
 * sources and licences, one of what relations and columns mean.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/folder.h"
#include "base/list.h"
#include "base/log.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/text.h"
#include "publish/export/book_cell.h"
#include "publish/export/book_prove.h"
#include "publish/export/format.h"
#include "publish/export/place.h"

#define NAME_LENGTH 31 /* of a sheet, in letters */
/* The library does not always look whether it was given memory. */
#define ROW_ROOM ((size_t)1024 * 1024)      /* for a row, or a sheet's head */
#define BOOK_ROOM ((size_t)4 * 1024 * 1024) /* to put all together */

struct xlsx_export {
	const char *out;
	char *part;
	lxw_workbook *book;
	lxw_format *bold;
	lxw_format *empty; /* of an empty text: a cell without it is none */
	lxw_format *formats[BOOK_CELL_KINDS];
	lxw_worksheet *about;
	lxw_worksheet *sources;
	lxw_worksheet *meanings;
	lxw_row_t meanings_row;
	lxw_worksheet *sheet; /* of the present relation */
	const json_t *relation;
	enum book_cell *kinds; /* of its columns */
	uint64_t *cut;         /* likewise: cells that are cut */
	uint64_t *empty_cells; /* likewise: texts without a letter */
	size_t width;
	lxw_row_t row;
	struct book_sheet *sheets; /* what each has, by its index */
	size_t sheet_count;
	size_t sheet_room;
	struct map *names; /* of sheets, in small letters */
	json_t *told;      /* keys and texts for about, of what a cell lacks */
	lxw_error error;   /* the first */
	struct text cell;
	bool is_placed;
};

static bool
book_fail(const struct xlsx_export *x, lxw_error error)
{
	log_error("%s: cannot write: %s", x->part,
	    errno == 0 ? lxw_strerror(error) : strerror(errno));
	return false;
}

/* The library's answer, of which the first that is bad is kept. */
static void
book_note(struct xlsx_export *x, lxw_error error)
{
	if (x->error == LXW_NO_ERROR)
		x->error = error;
}

static bool
book_is_well(const struct xlsx_export *x)
{
	return x->error == LXW_NO_ERROR || book_fail(x, x->error);
}

/* Sheets */

/* A name that no other sheet has, as spreadsheets compare them. */
static const char *
book_sheet_name(struct xlsx_export *x, const char *relation, char *name)
{
	snprintf(name, NAME_LENGTH + 1, "%s", relation);
	for (unsigned n = 2; !map_mark(x->names, name); n++) {
		char end[16];
		int length = snprintf(end, sizeof(end), "_%u", n);

		snprintf(name, NAME_LENGTH + 1, "%.*s%s", NAME_LENGTH - length,
		    relation, end);
	}
	return name;
}

/* With a head that stays when the sheet is scrolled. */
static lxw_worksheet *
book_add_sheet(struct xlsx_export *x, const char *relation)
{
	char name[NAME_LENGTH + 1];
	lxw_worksheet *sheet =
	    workbook_add_worksheet(x->book, book_sheet_name(x, relation, name));

	if (sheet == NULL)
		log_fatal("%s: cannot add the sheet %s", x->part, name);
	x->sheets = list_room(
	    x->sheets, x->sheet_count, &x->sheet_room, sizeof(*x->sheets));
	x->sheets[x->sheet_count++] = (struct book_sheet){ .cells = 0 };
	worksheet_freeze_panes(sheet, 1, 0);
	return sheet;
}

/* A text, cut if it must be; true if it was. */
static bool
book_write_text(struct xlsx_export *x, lxw_worksheet *sheet, lxw_row_t row,
    lxw_col_t column, const char *text, lxw_format *format)
{
	bool is_cut;

	text_empty(&x->cell);
	is_cut = book_cell_text(text, strlen(text), &x->cell);
	book_note(x,
	    worksheet_write_string(
		sheet, row, column, text_string(&x->cell), format));
	if (x->cell.length > 0 || format != NULL)
		x->sheets[sheet->index].cells++;
	return is_cut;
}

/* A sheet of texts: its columns, and how wide they are, ended by NULL. */
static lxw_worksheet *
book_add_list(struct xlsx_export *x, const char *name,
    const char *const *columns, const double *widths)
{
	lxw_worksheet *sheet = book_add_sheet(x, name);

	for (lxw_col_t i = 0; columns[i] != NULL; i++) {
		book_note(
		    x, worksheet_set_column(sheet, i, i, widths[i], NULL));
		book_write_text(x, sheet, 0, i, columns[i], x->bold);
	}
	return sheet;
}

static void
book_add_lists(struct xlsx_export *x)
{
	x->about = book_add_list(x, "about",
	    (const char *const[]){ "key", "value", NULL },
	    (const double[]){ 30, 120 });
	x->sources = book_add_list(x, "sources and licences",
	    (const char *const[]){
		"source", "title", "publisher", "address", "licence", NULL },
	    (const double[]){ 24, 50, 40, 50, 80 });
	x->meanings = book_add_list(x, "meanings",
	    (const char *const[]){
		"relation", "column", "type", "meaning", NULL },
	    (const double[]){ 28, 28, 24, 120 });
}

/* The file */

static void
book_close(void *context)
{
	struct xlsx_export *x = context;

	if (x == NULL)
		return;
	lxw_workbook_free(x->book);
	if (x->part != NULL && !x->is_placed)
		unlink(x->part);
	map_free(x->names);
	json_decref(x->told);
	text_free(&x->cell);
	free(x->kinds);
	free(x->cut);
	free(x->empty_cells);
	free(x->sheets);
	free(x->part);
	free(x);
}

/* Sheets wait in files that have no name, beside the place. */
static bool
book_open_book(struct xlsx_export *x)
{
	const char *slash = strrchr(x->part, '/');
	struct text folder = { 0 };
	lxw_workbook_options options = {
		.constant_memory = LXW_TRUE,
		.use_zip64 = LXW_TRUE,
	};

	if (slash == NULL)
		text_add_string(&folder, ".");
	else
		text_add(&folder, x->part, (size_t)(slash - x->part) + 1);
	options.tmpdir = text_string(&folder);
	x->book = workbook_new_opt(x->part, &options);
	text_free(&folder);
	if (x->book == NULL)
		return book_fail(x, LXW_ERROR_CREATING_XLSX_FILE);
	x->bold = workbook_add_format(x->book);
	format_set_bold(x->bold);
	x->empty = workbook_add_format(x->book);
	format_set_num_format(x->empty, "@");
	for (size_t i = 0; i < BOOK_CELL_KINDS; i++) {
		const char *shown = book_cell_format((enum book_cell)i);

		if (shown == NULL)
			continue;
		x->formats[i] = workbook_add_format(x->book);
		format_set_num_format(x->formats[i], shown);
	}
	return true;
}

static void *
book_open(const char *out)
{
	struct xlsx_export *x = xzalloc(sizeof(*x));

	x->out = out;
	x->names = map_new();
	x->told = json_object();
	x->part = export_part(out, false);
	memory_reserve(BOOK_ROOM);
	errno = 0;
	if (x->part == NULL || !book_open_book(x)) {
		book_close(x);
		return NULL;
	}
	book_add_lists(x);
	x->meanings_row = 1;
	if (book_is_well(x))
		return x;
	book_close(x);
	return NULL;
}

/* A relation */

static void
book_explain(struct xlsx_export *x, const char *relation, const char *column,
    const char *type, const char *meaning)
{
	const char *const texts[] = { relation, column, type, meaning };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		book_write_text(x, x->meanings, x->meanings_row, (lxw_col_t)i,
		    texts[i], NULL);
	x->meanings_row++;
}

static bool
book_begin(void *context, const json_t *relation)
{
	struct xlsx_export *x = context;
	const char *name = export_text(relation, "name");
	const json_t *columns = json_object_get(relation, "columns");
	const json_t *column;
	size_t i;

	memory_reserve(ROW_ROOM);
	errno = 0;
	x->relation = relation;
	x->width = json_array_size(columns);
	x->kinds = xrealloc(x->kinds, x->width + 1, sizeof(*x->kinds));
	x->cut = xrealloc(x->cut, x->width + 1, sizeof(*x->cut));
	x->empty_cells =
	    xrealloc(x->empty_cells, x->width + 1, sizeof(*x->empty_cells));
	x->sheet = book_add_sheet(x, name);
	book_explain(x, name, "", "", export_text(relation, "meaning"));
	json_array_foreach(columns, i, column)
	{
		lxw_col_t at = (lxw_col_t)i;

		x->cut[i] = 0;
		x->empty_cells[i] = 0;
		x->kinds[i] = book_cell_kind(export_text(column, "kind"));
		book_note(x,
		    worksheet_set_column(
			x->sheet, at, at, book_cell_width(x->kinds[i]), NULL));
		book_write_text(
		    x, x->sheet, 0, at, export_text(column, "name"), x->bold);
		book_explain(x, name, export_text(column, "name"),
		    export_text(column, "type"),
		    export_text(column, "meaning"));
	}
	x->row = 1;
	return book_is_well(x);
}

static void
book_write(struct xlsx_export *x, size_t i, const struct export_value *v)
{
	lxw_col_t at = (lxw_col_t)i;
	struct book_value value;

	if (v->text == NULL)
		return;
	book_cell_read(x->kinds[i], v->text, v->length, &value);
	if (value.kind != BOOK_CELL_TEXT)
		x->sheets[x->sheet->index].cells++;
	switch (value.kind) {
	case BOOK_CELL_BOOLEAN:
		book_note(x,
		    worksheet_write_boolean(
			x->sheet, x->row, at, value.number != 0, NULL));
		break;
	case BOOK_CELL_DAY:
	case BOOK_CELL_INTEGER:
	case BOOK_CELL_MONEY:
	case BOOK_CELL_NUMBER:
		book_note(x,
		    worksheet_write_number(x->sheet, x->row, at, value.number,
			x->formats[value.kind]));
		break;
	case BOOK_CELL_TEXT:
	case BOOK_CELL_KINDS:
	default:
		x->cut[i] += book_write_text(x, x->sheet, x->row, at, v->text,
		    *v->text == '\0' ? x->empty : NULL);
		x->empty_cells[i] += *v->text == '\0';
		break;
	}
}

static bool
book_row(void *context, const struct export_value *values)
{
	struct xlsx_export *x = context;

	if (x->row > export_xlsx.rows_most) {
		log_error("%s: has more than %u rows, which is all that a sheet"
			  " has room for",
		    export_text(x->relation, "name"), export_xlsx.rows_most);
		return false;
	}
	memory_reserve(ROW_ROOM);
	errno = 0;
	for (size_t i = 0; i < x->width; i++)
		book_write(x, i, &values[i]);
	x->row++;
	if (ferror(x->sheet->optimize_tmpfile))
		return book_fail(x, LXW_ERROR_CREATING_TMPFILE);
	return book_is_well(x);
}

static void
book_note_cut(struct xlsx_export *x, const char *column, uint64_t count)
{
	struct text key = { 0 };
	struct text note = { 0 };

	if (count == 0)
		return;
	text_addf(&key, "cut: %s.%s", export_text(x->relation, "name"), column);
	text_addf(&note,
	    "%llu cells: a cell has room for %d characters; another format has "
	    "all",
	    (unsigned long long)count, BOOK_CELL_LENGTH);
	log_warn("%s: %s", text_string(&key), text_string(&note));
	json_object_set_new(
	    x->told, text_string(&key), json_string(text_string(&note)));
	text_free(&note);
	text_free(&key);
}

/* A reader of workbooks may take a blank cell for none. */
static void
book_note_empty(struct xlsx_export *x, const char *column, uint64_t count)
{
	struct text key = { 0 };
	struct text note = { 0 };

	if (count == 0)
		return;
	text_addf(
	    &key, "empty: %s.%s", export_text(x->relation, "name"), column);
	text_addf(&note,
	    "%llu cells are blank: a text without a letter; where there is no "
	    "value there is no cell",
	    (unsigned long long)count);
	json_object_set_new(
	    x->told, text_string(&key), json_string(text_string(&note)));
	text_free(&note);
	text_free(&key);
}

static bool
book_end(void *context)
{
	struct xlsx_export *x = context;
	const json_t *columns = json_object_get(x->relation, "columns");
	const json_t *column;
	size_t i;

	errno = 0;
	json_array_foreach(columns, i, column)
	{
		book_note_cut(x, export_text(column, "name"), x->cut[i]);
		book_note_empty(
		    x, export_text(column, "name"), x->empty_cells[i]);
	}
	if (x->width > 0)
		book_note(x,
		    worksheet_autofilter(
			x->sheet, 0, 0, x->row - 1, (lxw_col_t)(x->width - 1)));
	return book_is_well(x);
}

/* The whole */

static lxw_row_t
book_tell(struct xlsx_export *x, const json_t *object, lxw_row_t row)
{
	json_t *members = (json_t *)(uintptr_t)object;

	for (void *i = json_object_iter(members); i != NULL;
	     i = json_object_iter_next(members, i)) {
		book_write_text(
		    x, x->about, row, 0, json_object_iter_key(i), NULL);
		book_write_text(x, x->about, row, 1,
		    json_string_value(json_object_iter_value(i)), NULL);
		row++;
	}
	return row;
}

static void
book_tell_all(struct xlsx_export *x, const struct export_told *told)
{
	static const char *const columns[] = { "source", "title", "publisher",
		"address", "licence" };
	lxw_row_t row = book_tell(x, told->about, 1);
	const json_t *source;
	size_t i;

	book_tell(x, x->told, row);
	json_array_foreach(told->sources, i, source)
	{
		for (size_t c = 0; c < sizeof(columns) / sizeof(columns[0]);
		     c++)
			book_write_text(x, x->sources, (lxw_row_t)i + 1,
			    (lxw_col_t)c, export_text(source, columns[c]),
			    NULL);
	}
}

/* The rows that wait to be put together. */
static bool
book_note_sheets(struct xlsx_export *x)
{
	const lxw_worksheet *sheet;

	LXW_FOREACH_WORKSHEET(sheet, x->book)
	{
		if (!book_prove_note(sheet, &x->sheets[sheet->index]))
			return book_fail(x, LXW_ERROR_CREATING_TMPFILE);
	}
	return true;
}

static bool
book_finish(void *context, const struct export_told *told)
{
	struct xlsx_export *x = context;
	lxw_error error;

	memory_reserve(BOOK_ROOM);
	errno = 0;
	book_tell_all(x, told);
	if (!book_is_well(x) || !book_note_sheets(x))
		return false;
	error = workbook_close(x->book);
	x->book = NULL;
	if (error != LXW_NO_ERROR)
		return book_fail(x, error);
	if (!book_prove(x->part, x->sheets, x->sheet_count))
		return false;
	x->is_placed = folder_sync(x->part) && !stop_requested() &&
	    export_place(x->part, x->out);
	return x->is_placed;
}

const struct export_format export_xlsx = {
	.name = "xlsx",
	.rows_most = LXW_ROW_MAX - 1,
	.open = book_open,
	.begin = book_begin,
	.row = book_row,
	.end = book_end,
	.finish = book_finish,
	.close = book_close,
};
