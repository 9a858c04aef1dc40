#include "extract/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/archive.h"
#include "base/crew.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/wall.h"
#include "format/form.h"

enum reader_message {
	READER_ROW = WORKER_OWN + 1, /* name, tab, value, tab, name, ... */
	READER_END,                  /* and why it is not the document's */
	READER_BYTES,
};

struct reader_out {
	struct worker_link *link;
	struct archive *archive;
	struct capture capture; /* if there is one */
	struct text row;
	char why[READER_WHY];
};

struct reader {
	struct archive *archive;
	const char *const *files;
	struct crew *crew;
	bool is_over;

	/* Of the present reading. */
	reader_taker *take;
	reader_bytes_taker *take_bytes; /* NULL: there are none */
	void *context;
	bool is_abandoned;
	size_t rows;
	bool has_ended;
	bool was_refused;
	char why[READER_WHY]; /* "" if nothing is wrong */
	struct text row;      /* that is taken, cut into its fields */
	struct field *fields;
};

/* In the worker */

/* Behind a tab, unless it is the first of its row. */
static void
reader_add(struct reader_out *out, const char *text, bool first)
{
	char *room;

	if (!first)
		text_add(&out->row, "\t", 1);
	room = text_room(&out->row, strlen(text) * 3 + 1);
	utf8_disarm(text, room);
	out->row.length += strlen(room);
}

void
reader_field(struct reader_out *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	reader_add(out, name, out->row.length == 0);
	reader_add(out, value, false);
}

static void
reader_give(struct reader_out *out, uint16_t kind, const struct text *line)
{
	worker_give(out->link,
	    &(struct worker_message){
		.kind = kind,
		.length = (uint32_t)line->length,
		.bytes = line->bytes,
	    });
}

void
reader_row(struct reader_out *out)
{
	if (out->row.length > READER_LINE_MOST)
		reader_fail(out, "gave a row that is too long");
	else
		reader_give(out, READER_ROW, &out->row);
	text_empty(&out->row);
}

void
reader_fail(struct reader_out *out, const char *why, ...)
{
	va_list args;

	va_start(args, why);
	vsnprintf(out->why, sizeof(out->why), why, args);
	va_end(args);
}

static void
reader_prepare(struct wall *wall, void *context)
{
	const struct reader *r = context;
	const char *const *file = r->files;

	form_prepare(wall);
	archive_let_read(r->archive, wall);
	for (; file != NULL && *file != NULL; file++)
		wall_let_read_file(wall, *file);
}

void
reader_bytes(struct reader_out *out, const char *bytes, size_t length)
{
	worker_give(out->link,
	    &(struct worker_message){
		.kind = READER_BYTES,
		.length = (uint32_t)length,
		.bytes = bytes,
	    });
}

void
reader_begin(struct reader_out *out)
{
	worker_begin(out->link);
}

struct document *
reader_again(const struct reader_out *out)
{
	return archive_document_apart(out->archive, &out->capture, NULL);
}

static void
reader_do(const struct worker_message *m, struct reader_out *out)
{
	struct reader_task task;
	struct document *doc = NULL;

	memcpy(&task, m->bytes, sizeof(task));
	if (m->length > sizeof(task)) {
		capture_read(m->bytes + sizeof(task), m->length - sizeof(task),
		    &out->capture);
		doc = reader_again(out);
	}
	task.read(doc, task.what, out);
	archive_document_close(doc);
}

static void
reader_work(
    void *context, struct worker_link *link, const struct worker_message *m)
{
	const struct reader *r = context;
	struct reader_out out = { .link = link, .archive = r->archive };

	if (m->length > 0)
		reader_do(m, &out);
	text_empty(&out.row);
	if (out.why[0] != '\0')
		reader_add(&out, out.why, true);
	reader_give(&out, READER_END, &out.row);
	text_free(&out.row);
}

/* In the parent: a document may have taken the worker over */

static void
reader_note(struct reader *r, const char *prefix, const char *why)
{
	if (r->why[0] == '\0')
		snprintf(r->why, sizeof(r->why), "%s%s", prefix, why);
}

static bool
reader_is_plain(const struct worker_message *m, bool has_tabs)
{
	if (m->length > READER_LINE_MOST || !utf8_is_all(m->bytes, m->length))
		return false;
	for (size_t i = 0; i < m->length; i++) {
		unsigned char c = (unsigned char)m->bytes[i];

		if ((c < ' ' && !(has_tabs && c == '\t')) || c == 0x7f)
			return false;
	}
	return true;
}

/* Takes the row as pairs of texts. False if it is none. */
static bool
reader_take_row(struct reader *r)
{
	struct row row = { .line = r->rows };
	char *rest = text_string(&r->row);
	size_t texts = r->row.length > 0;

	for (size_t i = 0; i < r->row.length; i++)
		texts += rest[i] == '\t';
	if (texts % 2 != 0)
		return false;
	row.count = texts / 2;
	r->fields = xrealloc(r->fields, row.count + 1, sizeof(*r->fields));
	for (size_t i = 0; i < row.count; i++) {
		r->fields[i] = (struct field){ .name = strsep(&rest, "\t") };
		r->fields[i].value = strsep(&rest, "\t");
	}
	row.fields = r->fields;
	r->take(r->context, &row);
	return true;
}

static bool
reader_take(void *context, const struct worker_message *task,
    const struct worker_message *m)
{
	struct reader *r = context;
	bool is_row = m->kind == READER_ROW;

	(void)task;
	if (r->why[0] != '\0' || r->has_ended)
		return true;
	if (m->kind == READER_BYTES && r->take_bytes != NULL) {
		r->take_bytes(r->context, m->bytes, m->length);
		return !r->is_abandoned;
	}
	text_empty(&r->row);
	r->has_ended = m->kind == READER_END;
	if ((!is_row && !r->has_ended) || !reader_is_plain(m, is_row)) {
		reader_note(r, "", "its worker gave what cannot be");
		return true;
	}
	text_add(&r->row, m->bytes, m->length);
	if (r->has_ended)
		reader_note(r, "", text_string(&r->row));
	else if (r->rows++ == READER_LINES_MOST)
		reader_note(r, "", "its worker gave too many rows");
	else if (!reader_take_row(r))
		reader_note(r, "", "its worker gave what cannot be");
	return !r->is_abandoned;
}

static bool
reader_give_up(void *context, const struct worker_message *task,
    const char *why, bool may_pass)
{
	struct reader *r = context;

	(void)task;
	r->was_refused = may_pass;
	reader_note(r, "its worker ", why);
	return true;
}

static void
reader_ask(struct reader *r, const char *task, size_t length)
{
	r->rows = 0;
	r->has_ended = r->was_refused = false;
	r->why[0] = '\0';
	if (!r->is_over)
		r->is_over = !crew_add(r->crew,
				 &(struct worker_message){
				     .kind = WORKER_OWN,
				     .length = (uint32_t)length,
				     .bytes = task,
				 }) ||
		    !crew_finish(r->crew);
	if (r->is_over)
		reader_note(r, "",
		    stop_requested() ? "interrupted"
				     : "no worker can be had to read it");
	else if (!r->has_ended)
		reader_note(r, "", "its worker came to no end");
}

struct reader *
reader_new(struct archive *archive, const struct worker_limits *limits,
    const char *const *files)
{
	static const struct crew_trade trade = { reader_prepare, reader_work,
		reader_take, reader_give_up };
	struct reader *r = xzalloc(sizeof(*r));

	form_load(NULL);
	r->archive = archive;
	r->files = files;
	r->crew = crew_new(1, limits, &trade, r);
	return r;
}

/* By an empty task. */
void
reader_start(struct reader *r)
{
	reader_ask(r, "", 0);
}

void
reader_free(struct reader *r)
{
	if (r == NULL)
		return;
	crew_free(r->crew);
	text_free(&r->row);
	free(r->fields);
	free(r);
}

const char *
reader_unpack(struct reader *r, const struct reader_task *task,
    reader_taker *take, reader_bytes_taker *take_bytes, void *context)
{
	const char *why;

	r->take_bytes = take_bytes;
	why = reader_read(r, NULL, task, take, context);
	r->take_bytes = NULL;
	return why;
}

void
reader_abandon(struct reader *r)
{
	r->is_abandoned = true;
}

const char *
reader_read(struct reader *r, const struct capture *capture,
    const struct reader_task *task, reader_taker *take, void *context)
{
	struct text bytes = { 0 };

	text_add(&bytes, (const char *)task, sizeof(*task));
	if (capture != NULL)
		capture_write(&bytes, capture);
	r->take = take;
	r->context = context;
	reader_ask(r, bytes.bytes, bytes.length);
	text_free(&bytes);
	return r->why[0] == '\0' ? NULL : r->why;
}

struct archive *
reader_archive(const struct reader *r)
{
	return r->archive;
}

bool
reader_was_refused(const struct reader *r)
{
	return r->was_refused;
}

bool
reader_is_over(const struct reader *r)
{
	return r->is_over;
}
