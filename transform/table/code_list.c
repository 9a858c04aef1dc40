#include "transform/table/code_list.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "format/row.h"

#define CELLS_MAX 4

/* A list with a header: which cells have what. */
struct code_list_form {
	const char *header[CELLS_MAX];
	size_t cells;
	const char *scheme;
	size_t code;
	size_t name;
	size_t same_as;
};

static const struct code_list_form forms[] = {
	{ { "", "Country", "Code", "ISO" }, 4, "Schedule C", 2, 1, 3 },
	{ { "fundedbyforeignentity", "foreign_funding_description", "IsFMS" },
	    3, "foreign_funding", 0, 1, CELLS_MAX },
};

static bool
code_list_has_header(const struct code_list_form *form, const struct row *row)
{
	if (row->count != form->cells)
		return false;
	for (size_t i = 0; i < form->cells; i++) {
		const char *cell = row_cell(row, i);

		if (strcasecmp(cell == NULL ? "" : cell, form->header[i]) != 0)
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
code_list_text(const char *text)
{
	return text == NULL || strcmp(text, "NULL") == 0 ? NULL : text;
}

/* One line explains the empty code: it has none itself. */
static void
code_list_give_row(
    struct reading *r, const struct code_list_form *form, const struct row *row)
{
	const char *code = row_cell(row, form->code);
	struct code c = {
		.scheme = form->scheme,
		.code = code == NULL ? "-" : code,
		.name = code_list_text(row_cell(row, form->name)),
		.same_as = code_list_text(row_cell(row, form->same_as)),
	};

	reading_code(r, &c);
}

/* "00000   Wheat", the length of the code telling its level. */
static void
code_list_give_end_use(struct reading *r, const struct row *row)
{
	const char *line = row_line(r->arena, row);
	size_t digits = strspn(line, "0123456789");
	const char *name = line + digits + strspn(line + digits, " \t");
	struct code c = {
		.scheme = arena_print(r->arena, "END_USE%zu", digits),
		.code = arena_copy(r->arena, line, digits),
		.name = name,
	};

	if (line[0] == '*' || strncasecmp(line, "published", 9) == 0)
		return;
	if (digits == 0 || name == line + digits || *name == '\0') {
		reading_fault(
		    r, "code", row->line, line, "is no code with a name");
		reading_no_record(r);
		return;
	}
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
		code_list_give_end_use(r, row);
	else if (!first)
		code_list_give_row(r, list->form, row);
	return true;
}
