#include "transform/table/code_list.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "format/row.h"
#include "transform/pattern.h"
#include "transform/table/cell.h"

#define CELLS_MAX 4

/* A list with a header: which cells have what. */
struct code_list_form {
	const char *header[CELLS_MAX];
	size_t cells;
	const char *scheme;
	size_t code;
	size_t name;
	size_t same_as;
	bool (*is_code)(const char *);
};

static bool
code_list_is_country(const char *code)
{
	return strlen(code) == 4 && strspn(code, "0123456789") == 4;
}

static bool
code_list_is_letter(const char *code)
{
	return strlen(code) == 1 && isupper((unsigned char)*code);
}

static const struct code_list_form forms[] = {
	{ { "", "Country", "Code", "ISO" }, 4, "Schedule C", 2, 1, 3,
	    code_list_is_country },
	{ { "fundedbyforeignentity", "foreign_funding_description", "IsFMS" },
	    3, "foreign_funding", 0, 1, CELLS_MAX, code_list_is_letter },
};

static bool
code_list_has_header(const struct code_list_form *form, const struct row *row)
{
	if (row->count != form->cells)
		return false;
	for (size_t i = 0; i < form->cells; i++) {
		const char *cell = row_cell(row, i);

		if (!cell_is_same(cell == NULL ? "" : cell, form->header[i]))
			return false;
	}
	return true;
}

/* End uses stand below a frame of asterisks. */
static bool
code_list_is_frame(const char *text)
{
	return text != NULL && text[0] == '*' && text[1] == '*' &&
	    text[strspn(text, "*")] == '\0';
}

static void
code_list_find_form(
    struct reading *r, struct code_list *list, const struct row *row)
{
	list->state = code_list_is_frame(row_cell(row, 0)) ? CODE_LIST_READ
							   : CODE_LIST_NONE;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (!code_list_has_header(&forms[i], row))
			continue;
		list->form = &forms[i];
		list->state = CODE_LIST_READ;
	}
	if (list->state == CODE_LIST_READ)
		reading_recognise(r);
}

/* A database wrote "NULL" where it had no value. */
static const char *
code_list_text(struct reading *r, const char *text)
{
	text = cell_trim(r->arena, text);
	return text == NULL || strcmp(text, "NULL") == 0 ? NULL : text;
}

static void
code_list_refuse_row(struct reading *r, const struct row *row,
    const char *value, const char *reason)
{
	reading_fault(r, "code", row->line, value, reason);
	reading_no_record(r);
}

/* A code that stands there once more names two things. */
static bool
code_list_is_new(struct reading *r, struct code_list *list, const char *code)
{
	struct arena *a = r->document_arena;
	struct text_list *one;

	for (const struct text_list *l = list->codes; l != NULL; l = l->next) {
		if (strcmp(l->text, code) == 0)
			return false;
	}
	one = arena_alloc(a, sizeof(*one));
	*one = (struct text_list){ arena_string(a, code), list->codes };
	list->codes = one;
	return true;
}

/* Only spaces may stand behind the last column. */
static bool
code_list_is_whole(const struct code_list_form *form, const struct row *row)
{
	for (size_t i = form->cells; i < row->count; i++) {
		if (!cell_is_blank(row_cell(row, i)))
			return false;
	}
	return row->count >= form->cells;
}

static bool
code_list_is_iso(const char *code)
{
	return code == NULL ||
	    (strlen(code) == 2 && isupper((unsigned char)code[0]) &&
		isupper((unsigned char)code[1]));
}

static bool
code_list_is_name(const char *name)
{
	while (name != NULL && *name != '\0') {
		if (isalpha((unsigned char)*name++))
			return true;
	}
	return false;
}

/* One line explains the empty code: it has none itself. */
static void
code_list_give_row(
    struct reading *r, struct code_list *list, const struct row *row)
{
	const struct code_list_form *form = list->form;
	const char *printed = cell_trim(r->arena, row_cell(row, form->code));
	struct code c = {
		.scheme = form->scheme,
		.code = printed == NULL ? "-" : printed,
		.name = code_list_text(r, row_cell(row, form->name)),
		.same_as = code_list_text(r, row_cell(row, form->same_as)),
	};

	if (!code_list_is_whole(form, row))
		code_list_refuse_row(r, row, row_line(r->arena, row),
		    "has more or fewer cells than the list has columns");
	else if (printed == NULL ? c.name != NULL : !form->is_code(printed))
		code_list_refuse_row(
		    r, row, printed, "is no code as the others are");
	else if (!code_list_is_new(r, list, c.code))
		code_list_refuse_row(r, row, c.code, "stands there once more");
	else {
		if (printed != NULL && !code_list_is_name(c.name)) {
			reading_fault(r, "name", row->line, c.name,
			    c.name == NULL ? "is missing" : "has no letter");
			c.name = NULL;
		}
		if (!code_list_is_iso(c.same_as)) {
			reading_fault(r, "same_as", row->line, c.same_as,
			    "is no code of two letters");
			c.same_as = NULL;
		}
		reading_code(r, &c);
	}
}

/* Of a line that lost its end: the next one's code stands in the name. */
static COMPILED struct pattern another_code =
    PATTERN("(?:\\A|\\s)\\d{2,5}\\s{2}");

/* "00000   Wheat", the length of the code telling its level: 1, 2, 3 or 5. */
static void
code_list_give_end_use(
    struct reading *r, struct code_list *list, const struct row *row)
{
	const char *line = cell_trim(r->arena, row_line(r->arena, row));
	size_t digits = line == NULL ? 0 : strspn(line, "0123456789");
	const char *name;
	struct code c;

	if (line == NULL || line[0] == '*' ||
	    strncasecmp(line, "published", 9) == 0)
		return;
	name = cell_skip_blanks(line + digits);
	c = (struct code){
		.scheme = arena_print(r->arena, "END_USE%zu", digits),
		.code = arena_copy(r->arena, line, digits),
		.name = name,
	};
	if (digits == 0 || digits == 4 || digits > 5 || name == line + digits ||
	    *name == '\0')
		code_list_refuse_row(r, row, line, "is no code with a name");
	else if (pattern_is_in(&another_code, name))
		code_list_refuse_row(
		    r, row, line, "has another code in its name");
	else if (!code_list_is_new(r, list, c.code))
		code_list_refuse_row(r, row, c.code, "stands there once more");
	else
		reading_code(r, &c);
}

bool
code_list_row(struct reading *r, struct code_list *list, const struct row *row)
{
	bool first = list->state == CODE_LIST_UNDECIDED;

	if (first)
		code_list_find_form(r, list, row);
	if (list->state == CODE_LIST_NONE)
		return false;
	if (list->form == NULL)
		code_list_give_end_use(r, list, row);
	else if (!first && !code_list_has_header(list->form, row))
		code_list_give_row(r, list, row);
	return true;
}
