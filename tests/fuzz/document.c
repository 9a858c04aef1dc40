/* Whole documents of a source, to the rows of a package. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>

#include "archive/body.h"
#include "base/arena.h"
#include "base/memory.h"
#include "config/sources.h"
#include "package/package.h"
#include "transform/recognise.h"

struct pass {
	struct reading reading;
	const struct transformer *transformer;
	void *state;
};

static bool
row_written(
    void *context, const struct resource *r, const char *line, size_t length)
{
	(void)context;
	(void)r;
	(void)line;
	(void)length;
	return true;
}

static bool
take_back(void *context)
{
	(void)context;
	return true;
}

static bool
take_row(void *context, const struct row *row)
{
	struct pass *p = context;

	fuzz_check_row(row);
	p->transformer->row(&p->reading, p->state, row);
	return !p->reading.failed && p->reading.refusal == NULL;
}

/* As document_read() does it. */
static void
read_document(const struct source *s, const struct document *doc)
{
	const struct package_relay relay = { row_written, take_back, NULL };
	const struct document_form *form = &s->extractor->documents;
	struct package *package = package_open_relay(&relay);
	const char *place = form->format(doc)->place;
	struct pass p = {
		.reading = {
			.document = doc,
			.document_id = "fuzz",
			.place = place == NULL ? "line" : place,
			.reference = fuzz_reference(),
			.package = package,
			.unit_arena = arena_new(),
			.arena = arena_new(),
			.document_arena = arena_new(),
		},
		.transformer = s->transformer,
		.state = xzalloc(s->transformer->state_size),
	};

	package_begin(package);
	if (form_read(form, doc, take_row, &p)) {
		s->transformer->end(&p.reading, p.state);
		reading_judge(&p.reading);
	}
	reading_note_undecided(&p.reading);
	reading_no_record(&p.reading);
	reading_count_faults(&p.reading);
	if (s->transformer->close != NULL)
		s->transformer->close(p.state);
	free(p.state);
	fuzz_assert(!p.reading.failed, "what is read can be written");
	arena_free(p.reading.arena);
	arena_free(p.reading.unit_arena);
	arena_free(p.reading.document_arena);
	package_close(package);
}

void
fuzz_document(const void *what, const uint8_t *bytes, size_t length)
{
	const struct source *s = what;
	const struct document_form *form = &s->extractor->documents;
	struct document doc = {
		.source = s->name,
		.url = "file:///document",
		.fetched_at = "2026-11-21T20:30:00Z",
		.sha256 = "",
		.bytes = length,
		.warc_file = "fuzz.warc.gz",
	};

	doc.content = body_of_memory(bytes, length);
	(void)form->recognises(&doc);
	body_close(doc.content);
	doc.content = body_of_memory(bytes, length);
	(void)transform_recognise(form, s->transformer, fuzz_reference(), &doc);
	body_close(doc.content);
	doc.content = body_of_memory(bytes, length);
	read_document(s, &doc);
	body_close(doc.content);
}
