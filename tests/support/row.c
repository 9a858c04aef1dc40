#include "tests/support/support.h"

#include "archive/body.h"

static bool
rows_take(void *context, const struct row *row)
{
	struct rows *r = context;
	const char *element = row_get(row, "element");
	const char *text = row_get(row, "text");
	size_t length = text == NULL ? 0 : strlen(text);

	text_addf(&r->all, "%s%s%s\n", or_none(element),
	    text == NULL ? "" : "|", text == NULL ? "" : text);
	text_addf(&r->lines, "%zu ", row->line);
	if (length > r->longest)
		r->longest = length;
	if (length > 0 &&
	    (!is_utf8(text, length) || strpbrk(text, "\r\n") != NULL))
		r->broken = true;
	return ++r->count != r->refused;
}

void
rows_free(struct rows *r)
{
	text_free(&r->all);
	text_free(&r->lines);
}

bool
rows_read(struct rows *r, const struct format *format,
    const struct shape *shape, struct body *content, const char *charset)
{
	const struct document document = {
		.source = "test",
		.url = "test:document",
		.charset = charset,
		.content = content,
	};
	bool ok = format->read(&document, shape, rows_take, r);

	r->error = body_error(content);
	body_close(content);
	return ok;
}

struct cells {
	struct text all;
	size_t count;
	size_t refused;
};

static bool
cells_take(void *context, const struct row *row)
{
	struct cells *c = context;

	if (row->part != NULL)
		text_addf(&c->all, "%s ", row->part);
	text_addf(&c->all, "%zu: ", row->line);
	for (size_t i = 0; i < row->count; i++) {
		const struct field *f = &row->fields[i];

		assert_string_equal(f->name, "");
		text_addf(&c->all, "%s%s", i == 0 ? "" : "|",
		    f->value == NULL ? "~" : f->value);
		if (f->mark != NULL)
			text_addf(&c->all, "{%s}", f->mark);
	}
	text_add_string(&c->all, "\n");
	return ++c->count != c->refused;
}

const char *
cells_read(struct arena *arena, const struct format *format,
    const struct shape *shape, struct body *content, size_t refused)
{
	const struct document document = {
		.source = "test",
		.url = "test:document",
		.content = content,
	};
	struct cells cells = { .refused = refused };
	bool ok = format->read(&document, shape, cells_take, &cells);
	const char *all =
	    arena_print(arena, "%s%s", ok ? "" : "!", text_string(&cells.all));

	body_close(content);
	text_free(&cells.all);
	return all;
}

struct reading
reading_of(struct arena *arena, const struct reference *reference)
{
	static const struct document document = { .url = "test:document" };

	return (struct reading){
		.document = &document,
		.document_id = "test",
		.place = "line",
		.reference = reference,
		.arena = arena,
	};
}

size_t
count_faults(const struct reading *r)
{
	size_t count = 0;

	for (const struct fault *f = r->faults; f != NULL; f = f->next)
		count++;
	return count;
}
