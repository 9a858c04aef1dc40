#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "base/log.h"
#include "base/memory.h"
#include "format/xlsx/xlsx.h"

/* The depth of elements: worksheet, sheetData, row, c, v. */
#define ROW_DEPTH 3
#define CELL_DEPTH 4
#define VALUE_DEPTH 5

enum xlsx_cell_type {
	CELL_NUMBER,
	CELL_SHARED,
	CELL_TEXT,
	CELL_INLINE,
	CELL_BOOLEAN,
	CELL_ERROR,
	CELL_DAY,
	CELL_UNKNOWN
};

struct xlsx_sheet_reader {
	struct xlsx_book *book;
	const struct xlsx_sheet *sheet;
	struct xlsx_part *part;
	row_taker *take;
	void *context;
	struct arena *arena; /* of a row */
	struct field *fields;
	size_t line;
	size_t next;   /* the column behind the last cell */
	size_t count;  /* of fields up to the last that holds something */
	size_t length; /* of the row's texts */

	/* Of the cell that is read. */
	size_t column;
	enum xlsx_cell_type type;
	struct xlsx_style style;
	struct text value;
	struct text formula;
	struct xlsx_rich rich;
	bool has_cell;
	bool has_value;
	bool has_formula;
};

static const char *
xlsx_cell_name(const struct xlsx_sheet_reader *r)
{
	char letters[8];
	size_t at = sizeof(letters) - 1;

	letters[at] = '\0';
	for (size_t n = r->column + 1; n > 0; n = (n - 1) / 26)
		letters[--at] = (char)('A' + (n - 1) % 26);
	return arena_print(r->arena, "%s%zu", letters + at, r->line);
}

static bool
xlsx_refuse_cell(const struct xlsx_sheet_reader *r, const char *why)
{
	body_refuse(r->book->content, why);
	log_error("%s: %s: %s: %s", r->book->url, r->sheet->name,
	    xlsx_cell_name(r), why);
	return false;
}

static bool
xlsx_refuse_row(const struct xlsx_sheet_reader *r, const char *why)
{
	body_refuse(r->book->content, why);
	log_error(
	    "%s: %s: row %zu: %s", r->book->url, r->sheet->name, r->line, why);
	return false;
}

/* Where a cell is */

/* "AB12": the column, from 0, and the row. */
static bool
xlsx_read_reference(const char *s, size_t *column, size_t *line)
{
	unsigned long long n;
	size_t letters = 0;
	char *end;

	*column = 0;
	for (; isupper((unsigned char)*s) && letters < 4; s++, letters++)
		*column = *column * 26 + (size_t)(*s - 'A') + 1;
	if (letters == 0 || *column > XLSX_COLUMNS_MAX ||
	    !isdigit((unsigned char)*s))
		return false;
	--*column;
	n = strtoull(s, &end, 10);
	*line = (size_t)n;
	return *end == '\0';
}

static bool
xlsx_count_cell(struct xlsx_sheet_reader *r)
{
	if (r->book->cells_left == 0)
		return xlsx_refuse_row(r,
		    "has more cells than a file of its size should "
		    "(limit cells)");
	r->book->cells_left--;
	return true;
}

static bool
xlsx_place_cell(struct xlsx_sheet_reader *r)
{
	const char *reference = xlsx_part_attribute(r->part, "r");
	size_t line = r->line;

	r->column = r->next;
	if (reference != NULL &&
	    !xlsx_read_reference(reference, &r->column, &line))
		return xlsx_refuse_row(r, "a cell's reference names no place");
	if (line != r->line)
		return xlsx_refuse_row(r, "holds a cell of another row");
	if (r->column >= XLSX_COLUMNS_MAX)
		return xlsx_refuse_row(r, "has too many cells (limit columns)");
	r->next = r->column + 1;
	return true;
}

/* What a cell holds */

static enum xlsx_cell_type
xlsx_cell_type_of(const char *name)
{
	static const char *const names[CELL_UNKNOWN] = {
		[CELL_NUMBER] = "n",
		[CELL_SHARED] = "s",
		[CELL_TEXT] = "str",
		[CELL_INLINE] = "inlineStr",
		[CELL_BOOLEAN] = "b",
		[CELL_ERROR] = "e",
		[CELL_DAY] = "d",
	};
	enum xlsx_cell_type type = CELL_NUMBER;

	while (name != NULL && type < CELL_UNKNOWN &&
	    strcmp(name, names[type]) != 0)
		type++;
	return type;
}

static bool
xlsx_begin_cell(struct xlsx_sheet_reader *r)
{
	const struct xlsx_styles *styles = &r->book->styles;
	size_t style = xlsx_part_number(r->part, "s", 0);

	if (!xlsx_count_cell(r) || !xlsx_place_cell(r))
		return false;
	r->type = xlsx_cell_type_of(xlsx_part_attribute(r->part, "t"));
	if (r->type == CELL_UNKNOWN)
		return xlsx_refuse_cell(r, "has an unknown type");
	/* A book without styles has the first all the same. */
	if (style > 0 && style >= styles->count)
		return xlsx_refuse_cell(r, "its style is not in the workbook");
	r->style = style < styles->count ? styles->styles[style]
					 : (struct xlsx_style){ 0 };
	text_empty(&r->value);
	text_empty(&r->formula);
	xlsx_rich_begin(&r->rich);
	r->has_value = r->has_formula = false;
	r->has_cell = true;
	return true;
}

static const char *
xlsx_shared_text(
    struct xlsx_sheet_reader *r, const char *number, struct xlsx_paint *paint)
{
	const struct xlsx_strings *s = &r->book->strings;
	char *end;
	unsigned long long n = strtoull(number, &end, 10);

	if (!isdigit((unsigned char)*number) || *end != '\0' || n >= s->count)
		return NULL;
	*paint = s->strings[n].paint;
	return s->all.bytes + s->strings[n].at;
}

/* Midnight is no time of a day. */
static const char *
xlsx_written_day(struct arena *arena, char *text)
{
	char *midnight = strstr(text, "T00:00:00");

	if (midnight != NULL && midnight[strspn(midnight, "T0:.Z")] == '\0')
		*midnight = '\0';
	return arena_string(arena, text);
}

static char *
xlsx_without_blanks(char *s)
{
	size_t length;

	s += strspn(s, " \t\r\n");
	for (length = strlen(s); length > 0 && strchr(" \t\r\n", s[length - 1]);
	     length--)
		continue;
	s[length] = '\0';
	return s;
}

/* NULL if it is a shared string that is not there. */
static const char *
xlsx_value_text(struct xlsx_sheet_reader *r, struct xlsx_paint *paint)
{
	char *value = text_string(&r->value);

	switch (r->type) {
	case CELL_SHARED:
		value = xlsx_without_blanks(value);
		return *value == '\0' ? "" : xlsx_shared_text(r, value, paint);
	case CELL_TEXT:
		xlsx_unescape(&r->value, 0);
		return arena_string(r->arena, text_string(&r->value));
	case CELL_BOOLEAN:
		value = xlsx_without_blanks(value);
		return strcmp(value, "1") == 0 ? "true"
		    : strcmp(value, "0") == 0  ? "false"
					       : arena_string(r->arena, value);
	case CELL_ERROR:
		return arena_string(r->arena, value);
	case CELL_DAY:
		return xlsx_written_day(r->arena, xlsx_without_blanks(value));
	default:
		return xlsx_value(r->arena, xlsx_without_blanks(value),
		    r->style.shown, r->book->is_1904);
	}
}

/* A formula that was never reckoned is better seen than left out. */
static const char *
xlsx_cell_text(struct xlsx_sheet_reader *r, struct xlsx_paint *paint)
{
	if (r->type == CELL_INLINE) {
		*paint = r->rich.paint;
		return arena_string(r->arena, text_string(&r->rich.text));
	}
	if (r->has_formula && !r->has_value)
		return arena_print(r->arena, "=%s", text_string(&r->formula));
	return xlsx_value_text(r, paint);
}

static bool
xlsx_end_cell(struct xlsx_sheet_reader *r)
{
	struct xlsx_paint paint = { 0 };
	const char *text = xlsx_cell_text(r, &paint);
	xlsx_colour colour = xlsx_paint_colour(&paint, r->style.colour);
	struct field *field = &r->fields[r->column];

	r->has_cell = false;
	if (text == NULL)
		return xlsx_refuse_cell(
		    r, "its text is not among the shared strings");
	if (*text == '\0')
		return true;
	r->length += strlen(text);
	if (r->length > XLSX_TEXT_MAX)
		return xlsx_refuse_row(r, "is too long (limit row)");
	for (; r->count <= r->column; r->count++)
		r->fields[r->count] = (struct field){ .name = "" };
	if (field->value != NULL)
		return xlsx_refuse_cell(r, "is there twice");
	field->value = text;
	if (colour != 0)
		field->mark = arena_print(r->arena, "%08X", colour);
	return true;
}

/* Rows */

static bool
xlsx_begin_row(struct xlsx_sheet_reader *r)
{
	size_t line = xlsx_part_number(r->part, "r", r->line + 1);
	bool is_behind = line > r->line;

	r->line = line;
	r->next = r->count = r->length = 0;
	arena_reset(r->arena);
	if (line == SIZE_MAX)
		return xlsx_refuse(
		    r->book, r->sheet->name, "a row's number cannot be read");
	if (line > XLSX_ROWS_MAX)
		return xlsx_refuse_row(r, "is one too many (limit rows)");
	if (!is_behind)
		return xlsx_refuse_row(r, "is not after the row before it");
	return xlsx_count_cell(r);
}

static bool
xlsx_end_row(struct xlsx_sheet_reader *r)
{
	const struct row row = {
		.line = r->line,
		.fields = r->fields,
		.count = r->count,
		.part = r->sheet->name,
	};

	return r->count == 0 || r->take(r->context, &row);
}

static bool
xlsx_take_characters(struct xlsx_sheet_reader *r)
{
	struct text *text = xlsx_part_is(r->part, NULL, "c", "v") ? &r->value
	    : xlsx_part_is(r->part, NULL, "c", "f")               ? &r->formula
								  : NULL;

	if (text == NULL)
		return true;
	text_add_string(text, xlsx_part_text(r->part));
	return text->length <= XLSX_TEXT_MAX ||
	    xlsx_refuse_cell(r, "is too long (limit cell)");
}

static bool
xlsx_take_cell_part(struct xlsx_sheet_reader *r, enum xml_event event)
{
	if (event == XML_START && xlsx_part_depth(r->part) == VALUE_DEPTH) {
		r->has_value |= xlsx_part_is(r->part, NULL, "c", "v");
		r->has_formula |= xlsx_part_is(r->part, NULL, "c", "f");
	}
	if (r->type == CELL_INLINE)
		return xlsx_rich_take(
			   &r->rich, r->part, event, &r->book->styles) ||
		    xlsx_refuse_cell(r, "is too long (limit cell)");
	return event != XML_CHARACTERS || xlsx_take_characters(r);
}

static bool
xlsx_take_event(struct xlsx_sheet_reader *r, enum xml_event event)
{
	size_t depth = xlsx_part_depth(r->part);

	if (depth == ROW_DEPTH &&
	    xlsx_part_is(r->part, "worksheet", "sheetData", "row"))
		return event == XML_START ? xlsx_begin_row(r)
		    : event == XML_END    ? xlsx_end_row(r)
					  : true;
	if (depth == CELL_DEPTH &&
	    xlsx_part_is(r->part, "sheetData", "row", "c"))
		return event == XML_START ? xlsx_begin_cell(r)
		    : event == XML_END    ? xlsx_end_cell(r)
					  : true;
	return depth < VALUE_DEPTH || !r->has_cell ||
	    xlsx_take_cell_part(r, event);
}

bool
xlsx_sheet_read(struct xlsx_book *book, const struct xlsx_sheet *sheet,
    row_taker *take, void *context)
{
	struct xlsx_sheet_reader r = {
		.book = book,
		.sheet = sheet,
		.part = xlsx_part_open(book, sheet->part),
		.take = take,
		.context = context,
		.arena = arena_new(),
	};
	enum xml_event event;
	bool ok = r.part != NULL;

	r.fields = xzalloc(XLSX_COLUMNS_MAX * sizeof(*r.fields));
	while (ok && (event = xlsx_part_next(r.part)) != XML_OVER)
		ok = xlsx_take_event(&r, event);
	ok = xlsx_part_close(r.part) && ok;
	text_free(&r.value);
	text_free(&r.formula);
	text_free(&r.rich.text);
	free(r.fields);
	arena_free(r.arena);
	return ok;
}
