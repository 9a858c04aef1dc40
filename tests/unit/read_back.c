/*
 * What a package has, read back by any reader of CSV, is what the records say:
 * whatever text a publisher wrote.
 */
#include "tests/support/support.h"

#include <csv.h>

#include "package/columns.h"
#include "package/rows.h"

#define LONG_LENGTH ((size_t)1024 * 1024)

static struct arena *arena;

/* Rows as libcsv reads them; NULL is a field without anything. */
struct read_back {
	const char *fields[64];
	size_t width;
	size_t wanted_width;
	size_t rows;
	size_t wrong;
	const struct read_back_row *wanted;
};

struct read_back_row {
	const char *fields[64];
};

static void
read_back_field(void *bytes, size_t length, void *context)
{
	struct read_back *b = context;

	assert_true(b->width < COUNT_OF(b->fields));
	b->fields[b->width++] =
	    bytes == NULL ? NULL : arena_copy(arena, bytes, length);
}

static void
read_back_line(int end, void *context)
{
	struct read_back *b = context;

	(void)end;
	if (b->rows > 0) { /* behind the header */
		const struct read_back_row *wanted = &b->wanted[b->rows - 1];

		assert_true(b->width >= b->wanted_width);
		for (size_t i = 0; i < b->wanted_width; i++)
			b->wrong += strcmp(or_none(b->fields[i]),
					or_none(wanted->fields[i])) != 0;
	}
	b->rows++;
	b->width = 0;
}

static int
is_no_space(unsigned char c)
{
	(void)c;
	return 0;
}

/* How many fields of the file are not as wanted. */
static size_t
read_back(const char *path, const struct resource *resource,
    const struct read_back_row *wanted, size_t count)
{
	struct read_back b = { .wanted_width = resource->width,
		.wanted = wanted };
	struct csv_parser parser;
	size_t length;
	const char *bytes = file_read(arena, path, &length);

	assert_non_null(bytes);
	assert_int_equal(
	    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL),
	    0);
	/* A blank before a text is a part of it. */
	csv_set_space_func(&parser, is_no_space);
	assert_int_equal(csv_parse(&parser, bytes, length, read_back_field,
			     read_back_line, &b),
	    length);
	assert_int_equal(
	    csv_fini(&parser, read_back_field, read_back_line, &b), 0);
	csv_free(&parser);
	assert_int_equal(b.rows, count + 1);
	return b.wrong;
}

/* Texts that a reader of CSV may take for something else. */
static const char *const texts[] = { "", " ", "a", " a ", "\"", "\"\"", "\"a\"",
	"a\"b", ",", "a,b", "\n", "a\nb", "\r\n", "\r", "a\r", "\t", "\\",
	"\\.", "\\N", "\\n", "NULL", "null", "=1+1", "'", "''", "-", "--", "#",
	";", "|", "{}", "{1,2}", "[]", "[\"a\"]", "\x01", "\x7f",
	"T\xC3\xBCrkiye", "\xEF\xBB\xBF", "\xF0\x9F\x9A\x80", "\",\"",
	"\"\r\n\"", "a\"\",\n\"b", "\xC2\xA0", "\xC2\x85" };

static const char *
long_text(void)
{
	char *text = arena_alloc(arena, LONG_LENGTH + 1);

	for (size_t i = 0; i < LONG_LENGTH; i++)
		text[i] = "a,\"\n b"[i % 6];
	text[LONG_LENGTH] = '\0';
	return text;
}

/* Writes a record of each text, and what should be read. */
static void
read_back_all(enum resource_name name, size_t size,
    void (*fill)(void *record, const char *text))
{
	const struct resource *resource = &resources[name];
	const char *folder = folder_new(arena);
	struct row_place place = { .document_id = "id",
		.number = 1,
		.dataset = "a",
		.id = "b",
		.edition_at = "c" };
	struct rows *rows = rows_open(folder, resource);
	struct read_back_row wanted[COUNT_OF(texts) + 1] = { 0 };
	struct rows_written written;
	void *record = arena_alloc(arena, size);
	char hash[ROWS_HASH];

	assert_non_null(rows);
	for (size_t i = 0; i <= COUNT_OF(texts); i++) {
		memset(record, 0, size);
		fill(record, i < COUNT_OF(texts) ? texts[i] : long_text());
		assert_true(rows_add(rows, &place, record, hash));
		for (size_t c = 0; c < resource->width; c++) {
			const struct column *column = &resource->columns[c];
			const char *of =
			    column->of_place ? (const char *)&place : record;

			wanted[i].fields[c] =
			    column->text(arena, of + column->offset);
		}
	}
	assert_true(rows_finish(rows, &written));
	rows_close(rows);
	assert_int_equal(
	    read_back(arena_print(arena, "%s/%s.csv", folder, resource->name),
		resource, wanted, COUNT_OF(wanted)),
	    0);
	folder_remove(folder);
}

static void
fill_notice(void *record, const char *text)
{
	struct notice *n = record;

	n->surface = n->url = n->title = n->purchaser_name = text;
	n->funding_source = n->description = text;
	n->delivered_on = (struct day){ 2026, 3, 1 };
}

static void
fill_transfer(void *record, const char *text)
{
	struct transfer *t = record;

	t->line = 7;
	t->supplier.name = t->recipient.name = text;
	t->designation = t->description = t->category = t->comments = text;
}

static void
fill_fault(void *record, const char *text)
{
	struct fault *f = record;

	f->line = 7;
	f->field = f->reason = f->value = text;
}

static void
test_notice(void **state)
{
	(void)state;
	read_back_all(RESOURCE_PUBLICATION, sizeof(struct notice), fill_notice);
}

/* Text stands between quotes only where it must. */
static void
test_transfer(void **state)
{
	(void)state;
	read_back_all(
	    RESOURCE_TRANSFER, sizeof(struct transfer), fill_transfer);
}

static void
test_fault(void **state)
{
	(void)state;
	read_back_all(RESOURCE_FAULT, sizeof(struct fault), fill_fault);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	suite_add(&s, "a notice", test_notice);
	suite_add(&s, "a deal", test_transfer);
	suite_add(&s, "a fault", test_fault);
	status = suite_run(&s, "read back");
	arena_free(arena);
	return status;
}
