/* A workbook's list of sheets, and where its parts lie. */
#include <string.h>

#include "format/xlsx/xlsx.h"

/* A package says what a part is to another by the end of an address. */
struct relation {
	struct relation *next;
	const char *id;
	const char *type;
	const char *part;
};

/* The target of a relation as a name in the zip file: "../a", "b" or "/c". */
static const char *
resolve(struct arena *arena, const char *from, const char *target)
{
	const char *slash = strrchr(from, '/');
	struct text name = { 0 };
	const char *copy;

	if (*target != '/' && slash != NULL)
		text_add(&name, from, (size_t)(slash - from));
	while (*target != '\0') {
		size_t length = strcspn(target, "/\\");

		if (length == 2 && memcmp(target, "..", 2) == 0) {
			while (
			    name.length > 0 && name.bytes[--name.length] != '/')
				continue;
		} else if (length > 1 || (length == 1 && *target != '.')) {
			if (name.length > 0)
				text_add(&name, "/", 1);
			text_add(&name, target, length);
		}
		target += length + (target[length] != '\0');
	}
	copy = arena_string(arena, text_string(&name));
	text_free(&name);
	return copy;
}

static const char *
relations_name(struct arena *arena, const char *part)
{
	const char *slash = strrchr(part, '/');
	size_t folder = slash == NULL ? 0 : (size_t)(slash - part) + 1;

	return arena_print(
	    arena, "%.*s_rels/%s.rels", (int)folder, part, part + folder);
}

static struct relation *
relation_of(struct arena *arena, const char *from, const struct xlsx_part *p)
{
	const char *type = xlsx_part_attribute(p, "Type");
	const char *target = xlsx_part_attribute(p, "Target");
	const char *id = xlsx_part_attribute(p, "Id");
	const char *mode = xlsx_part_attribute(p, "TargetMode");
	const char *slash = type == NULL ? NULL : strrchr(type, '/');
	struct relation *r;

	if (slash == NULL || target == NULL || id == NULL ||
	    (mode != NULL && strcmp(mode, "External") == 0))
		return NULL;
	r = arena_alloc(arena, sizeof(*r));
	r->id = arena_string(arena, id);
	r->type = arena_string(arena, slash + 1);
	r->part = resolve(arena, from, target);
	return r;
}

/* The relations of a part, or of the package with ""; false on failure. */
static bool
read_relations(
    const struct xlsx_book *book, const char *from, struct relation **first)
{
	const char *name = relations_name(book->arena, from);
	struct xlsx_part *p = xlsx_part_open(book, name);
	struct relation **last = first;
	enum xml_event event;
	size_t count = 0;
	bool ok = p != NULL;

	while (ok && (event = xlsx_part_next(p)) != XML_OVER) {
		if (event != XML_START ||
		    !xlsx_part_is(p, NULL, "Relationships", "Relationship"))
			continue;
		*last = relation_of(book->arena, from, p);
		if (*last != NULL)
			last = &(*last)->next;
		if (++count > XLSX_SHEETS_MAX)
			ok = xlsx_refuse(book, name, "has too many relations");
	}
	return xlsx_part_close(p) && ok;
}

static const char *
part_by_type(const struct relation *r, const char *type)
{
	for (; r != NULL; r = r->next) {
		if (strcmp(r->type, type) == 0)
			return r->part;
	}
	return NULL;
}

static const struct relation *
relation_by_id(const struct relation *r, const char *id)
{
	while (r != NULL && strcmp(r->id, id) != 0)
		r = r->next;
	return r;
}

/* Sheets of charts and dialogs have no cells. */
static bool
add_sheet(struct xlsx_book *book, const char *part, const struct xlsx_part *p,
    const struct relation *relations)
{
	const char *name = xlsx_part_attribute(p, "name");
	const char *id = xlsx_part_attribute(p, "id");
	const struct relation *r =
	    id == NULL ? NULL : relation_by_id(relations, id);
	struct text text = { 0 };

	if (name == NULL || r == NULL)
		return xlsx_refuse(book, part, "a sheet is not in it");
	if (strcmp(r->type, "worksheet") != 0)
		return true;
	if (book->sheet_count == XLSX_SHEETS_MAX)
		return xlsx_refuse(book, part, "has too many sheets");
	text_add_string(&text, name);
	xlsx_unescape(&text, 0);
	book->sheets[book->sheet_count++] = (struct xlsx_sheet){
		.name = arena_string(book->arena, text_string(&text)),
		.part = r->part,
	};
	text_free(&text);
	return true;
}

static bool
read_sheets(
    struct xlsx_book *book, const char *part, const struct relation *relations)
{
	struct xlsx_part *p = xlsx_part_open(book, part);
	enum xml_event event;
	bool ok = p != NULL;

	book->sheets =
	    arena_alloc(book->arena, XLSX_SHEETS_MAX * sizeof(*book->sheets));
	while (ok && (event = xlsx_part_next(p)) != XML_OVER) {
		if (event != XML_START)
			continue;
		if (xlsx_part_is(p, NULL, "workbook", "workbookPr"))
			book->is_1904 = xlsx_part_flag(p, "date1904");
		else if (xlsx_part_is(p, "workbook", "sheets", "sheet"))
			ok = add_sheet(book, part, p, relations);
	}
	ok = xlsx_part_close(p) && ok;
	if (ok && book->sheet_count == 0)
		return xlsx_refuse(book, part, "has no sheet of cells");
	return ok;
}

bool
xlsx_book_read(struct xlsx_book *book)
{
	struct relation *package = NULL;
	struct relation *relations = NULL;
	const char *part;
	const char *strings;

	if (!read_relations(book, "", &package))
		return false;
	part = part_by_type(package, "officeDocument");
	if (part == NULL)
		return xlsx_refuse(book, "_rels/.rels", "names no workbook");
	if (!read_relations(book, part, &relations) ||
	    !read_sheets(book, part, relations) ||
	    !xlsx_styles_read(book, part_by_type(relations, "styles"),
		part_by_type(relations, "theme")))
		return false;
	strings = part_by_type(relations, "sharedStrings");
	return strings == NULL || xlsx_strings_read(book, strings);
}

void
xlsx_book_free(struct xlsx_book *book)
{
	xlsx_styles_free(&book->styles);
	xlsx_strings_free(&book->strings);
	zipped_close(book->zip);
	arena_free(book->arena);
}
