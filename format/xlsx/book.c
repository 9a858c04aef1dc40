/* A workbook: its list of sheets, where its parts lie, and reading them all. */
#include "format/xlsx/xlsx.h"

#include <string.h>

#include "archive/body.h"
#include "base/log.h"
#include "format/format.h"

/* Of the file; Excel itself cannot hold what unpacks from more. */
#define FILE_MAX ((uint64_t)256 * 1024 * 1024)

/* In a package the end of an address tells what a part is to another. */
struct xlsx_relation {
	struct xlsx_relation *next;
	const char *id;
	const char *type;
	const char *part;
};

/* The target of a relation as a name in the zip file: "../a", "b" or "/c". */
static const char *
xlsx_resolve(struct arena *arena, const char *from, const char *target)
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
xlsx_relations_name(struct arena *arena, const char *part)
{
	const char *slash = strrchr(part, '/');
	size_t folder = slash == NULL ? 0 : (size_t)(slash - part) + 1;

	return arena_print(
	    arena, "%.*s_rels/%s.rels", (int)folder, part, part + folder);
}

static struct xlsx_relation *
xlsx_relation_of(
    struct arena *arena, const char *from, const struct xlsx_part *p)
{
	const char *type = xlsx_part_attribute(p, "Type");
	const char *target = xlsx_part_attribute(p, "Target");
	const char *id = xlsx_part_attribute(p, "Id");
	const char *mode = xlsx_part_attribute(p, "TargetMode");
	const char *slash = type == NULL ? NULL : strrchr(type, '/');
	struct xlsx_relation *r;

	if (slash == NULL || target == NULL || id == NULL ||
	    (mode != NULL && strcmp(mode, "External") == 0))
		return NULL;
	r = arena_alloc(arena, sizeof(*r));
	r->id = arena_string(arena, id);
	r->type = arena_string(arena, slash + 1);
	r->part = xlsx_resolve(arena, from, target);
	return r;
}

/* The relations of a part, or of the package with ""; false on failure. */
static bool
xlsx_read_relations(const struct xlsx_book *book, const char *from,
    struct xlsx_relation **first)
{
	const char *name = xlsx_relations_name(book->arena, from);
	struct xlsx_part *p = xlsx_part_open(book, name);
	struct xlsx_relation **last = first;
	enum xml_event event;
	size_t count = 0;
	bool ok = p != NULL;

	while (ok && (event = xlsx_part_next(p)) != XML_OVER) {
		if (event != XML_START ||
		    !xlsx_part_is(p, NULL, "Relationships", "Relationship"))
			continue;
		*last = xlsx_relation_of(book->arena, from, p);
		if (*last != NULL)
			last = &(*last)->next;
		if (++count > XLSX_SHEETS_MAX)
			ok = xlsx_refuse(book, name,
			    "has too many relations (limit sheets)");
	}
	return xlsx_part_close(p) && ok;
}

static const char *
xlsx_part_by_type(const struct xlsx_relation *r, const char *type)
{
	for (; r != NULL; r = r->next) {
		if (strcmp(r->type, type) == 0)
			return r->part;
	}
	return NULL;
}

static const struct xlsx_relation *
xlsx_relation_by_id(const struct xlsx_relation *r, const char *id)
{
	while (r != NULL && strcmp(r->id, id) != 0)
		r = r->next;
	return r;
}

/* Sheets of charts and dialogs have no cells. */
static bool
xlsx_add_sheet(struct xlsx_book *book, const char *part,
    const struct xlsx_part *p, const struct xlsx_relation *relations)
{
	const char *name = xlsx_part_attribute(p, "name");
	const char *id = xlsx_part_attribute(p, "id");
	const struct xlsx_relation *r =
	    id == NULL ? NULL : xlsx_relation_by_id(relations, id);
	struct text text = { 0 };

	if (name == NULL || r == NULL)
		return xlsx_refuse(book, part, "a sheet is missing");
	if (strcmp(r->type, "worksheet") != 0)
		return true;
	if (book->sheet_count == XLSX_SHEETS_MAX)
		return xlsx_refuse(
		    book, part, "has too many sheets (limit sheets)");
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
xlsx_read_sheets(struct xlsx_book *book, const char *part,
    const struct xlsx_relation *relations)
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
			ok = xlsx_add_sheet(book, part, p, relations);
	}
	ok = xlsx_part_close(p) && ok;
	if (ok && book->sheet_count == 0)
		return xlsx_refuse(book, part, "has no sheet of cells");
	return ok;
}

/*
 * What the sheets need, out of all other parts. False if a part is missing or
 * cannot be read, logged; also then the book is to be freed.
 */
static bool
xlsx_book_read(struct xlsx_book *book)
{
	struct xlsx_relation *package = NULL;
	struct xlsx_relation *relations = NULL;
	const char *part;
	const char *strings;

	if (!xlsx_read_relations(book, "", &package))
		return false;
	part = xlsx_part_by_type(package, "officeDocument");
	if (part == NULL)
		return xlsx_refuse(book, "_rels/.rels", "names no workbook");
	if (!xlsx_read_relations(book, part, &relations) ||
	    !xlsx_read_sheets(book, part, relations) ||
	    !xlsx_styles_read(book, xlsx_part_by_type(relations, "styles"),
		xlsx_part_by_type(relations, "theme")))
		return false;
	strings = xlsx_part_by_type(relations, "sharedStrings");
	return strings == NULL || xlsx_strings_read(book, strings);
}

static void
xlsx_book_free(struct xlsx_book *book)
{
	xlsx_styles_free(&book->styles);
	xlsx_strings_free(&book->strings);
	zipped_close(book->zip);
	arena_free(book->arena);
}

/* The whole */

/* OLE, in which Excel keeps old workbooks, and new ones with a password. */
static bool
xlsx_is_ole(struct body *content)
{
	static const char start[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
	char found[sizeof(start) - 1];

	return body_peek(content, found, sizeof(found)) == sizeof(found) &&
	    memcmp(found, start, sizeof(found)) == 0;
}

static struct zipped *
xlsx_open_zip(const struct document *doc)
{
	const char *why = "is encrypted, or an old workbook (xls)";
	const bool is_zip = zipped_is(doc->content);
	struct zipped *zip = xlsx_is_ole(doc->content)
	    ? NULL
	    : zipped_spool(doc->content, FILE_MAX, &why);

	if (zip == NULL)
		log_error("%s: %s", doc->url, why);
	if (zip == NULL && is_zip)
		body_refuse(doc->content, why);
	return zip;
}

static bool
xlsx_read(const struct document *doc, const struct shape *shape,
    row_taker *take, void *context)
{
	struct xlsx_book book = { .url = doc->url, .content = doc->content };
	bool ok;

	(void)shape;
	book.zip = xlsx_open_zip(doc);
	if (book.zip == NULL)
		return false;
	book.arena = arena_new();
	book.cells_left =
	    XLSX_CELLS + XLSX_CELLS_A_BYTE * zipped_size(book.zip);
	ok = xlsx_book_read(&book);
	for (size_t i = 0; ok && i < book.sheet_count; i++)
		ok = xlsx_sheet_read(&book, &book.sheets[i], take, context);
	xlsx_book_free(&book);
	return ok;
}

const struct format xlsx_format = {
	.name = "xlsx",
	.place = "row",
	.read = xlsx_read,
};
