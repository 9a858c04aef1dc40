#include "transform/recognise.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"

struct trial {
	struct reading reading;
	const struct document_form *form;
	const struct format *format;
	const struct transformer *transformer;
	void *state;
};

/* A page that says where it stands is of who publishes there. */
static void
recognise_own_address(struct trial *t, const struct row *row)
{
	const char *name = row_get(row, "name");
	const char *text = row_get(row, "text");

	if (name != NULL && text != NULL &&
	    (strcmp(name, "canonical") == 0 || strcmp(name, "og:url") == 0) &&
	    t->form->kind(text) == ADDRESS_OTHER)
		reading_disown(&t->reading);
}

static bool
recognise_row(void *context, const struct row *row)
{
	struct trial *t = context;
	const struct reading *r = &t->reading;

	recognise_own_address(t, row);
	t->transformer->row(&t->reading, t->state, row);
	return !r->is_recognised && !r->is_foreign && r->refusal == NULL;
}

/* A reading that was stopped knows already, or has refused the document. */
static enum recognition
recognise_end(struct trial *t, bool whole)
{
	struct reading *r = &t->reading;

	if (whole)
		t->transformer->end(r, t->state);
	if (r->is_foreign)
		return NOT_RECOGNISED;
	if (r->is_recognised)
		return RECOGNISED;
	/* The lines of a CSV file before the one that is broken were read. */
	return whole || r->refusal != NULL || t->format == &csv_format
	    ? NOT_RECOGNISED
	    : NOT_READABLE;
}

enum recognition
transform_recognise(const struct document_form *form,
    const struct transformer *transformer, const struct reference *reference,
    const struct document *doc)
{
	const struct format *format = form->format(doc);
	struct trial t = {
		.reading = {
			.document = doc,
			.document_id = "",
			.place = format->place == NULL ? "line"
							: format->place,
			.is_trial = true,
			.reference = reference,
			.unit_arena = arena_new(),
			.arena = arena_new(),
			.document_arena = arena_new(),
		},
		.form = form,
		.format = format,
		.transformer = transformer,
		.state = xzalloc(transformer->state_size),
	};
	enum recognition found;

	found = recognise_end(&t, form_read(form, doc, recognise_row, &t));
	if (transformer->close != NULL)
		transformer->close(t.state);
	free(t.state);
	arena_free(t.reading.arena);
	arena_free(t.reading.unit_arena);
	arena_free(t.reading.document_arena);
	return found;
}
