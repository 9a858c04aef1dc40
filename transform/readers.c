#include "transform/readers.h"

#include <stdlib.h>
#include <string.h>

#include "archive/capture.h"
#include "base/crew.h"
#include "base/memory.h"
#include "base/text.h"
#include "package/package.h"

#define ROWS_SIZE ((size_t)64 * 1024)

enum readers_message {
	READERS_ROWS = WORKER_OWN + 1, /* of the table, in CSV */
	READERS_TAKE_BACK,             /* all of this document */
	READERS_RESULT,
};

/* The rows of one table that a worker has not given yet. */
struct readers_rows {
	struct text lines;
	uint32_t count;
};

struct readers {
	struct crew *crew;
	struct document_reader reader;
	struct readers_sink *sink;

	/* In a worker. */
	struct worker_link *link;
	struct package_relay relay;
	struct readers_rows rows[RESOURCE_COUNT];
};

/* Tasks */

/* A text that may be missing, behind a byte that says whether it is given. */
static void
task_write_text(struct text *out, const char *text)
{
	text_add(out, text == NULL ? "0" : "1", 1);
	if (text != NULL)
		text_add(out, text, strlen(text) + 1);
}

static const char *
task_read_text(const char **at)
{
	const char *text = *(*at)++ == '0' ? NULL : *at;

	if (text != NULL)
		*at += strlen(text) + 1;
	return text;
}

static void
task_write(struct text *out, const struct document_task *task)
{
	capture_write(out, &task->capture);
	task_write_text(out, task->document_id);
	task_write_text(out, task->taken_back);
}

/* As task_write() wrote it; the texts lie there. */
static void
task_read(const struct worker_message *m, struct document_task *task)
{
	const char *at =
	    m->bytes + capture_read(m->bytes, m->length, &task->capture);

	task->document_id = task_read_text(&at);
	task->taken_back = task_read_text(&at);
}

/* In a worker */

static void
readers_give_rows(struct readers *r, size_t table)
{
	struct readers_rows *rows = &r->rows[table];

	if (rows->count == 0)
		return;
	worker_give(r->link,
	    &(struct worker_message){
		.kind = READERS_ROWS,
		.table = (uint16_t)table,
		.count = rows->count,
		.length = (uint32_t)rows->lines.length,
		.bytes = rows->lines.bytes,
	    });
	text_empty(&rows->lines);
	rows->count = 0;
}

static bool
readers_give_row(void *context, const struct resource *resource,
    const char *line, size_t length)
{
	struct readers *r = context;
	size_t table = (size_t)(resource - resources);
	struct readers_rows *rows = &r->rows[table];

	if (length > WORKER_MOST_BYTES)
		return false;
	if (rows->lines.length + length > ROWS_SIZE)
		readers_give_rows(r, table);
	text_add(&rows->lines, line, length);
	rows->count++;
	return true;
}

static bool
readers_give_take_back(void *context)
{
	struct readers *r = context;

	for (size_t i = 0; i < RESOURCE_COUNT; i++) {
		text_empty(&r->rows[i].lines);
		r->rows[i].count = 0;
	}
	worker_give(
	    r->link, &(struct worker_message){ .kind = READERS_TAKE_BACK });
	return true;
}

static void
readers_prepare(struct wall *wall, void *context)
{
	struct readers *r = context;

	form_prepare(wall);
	archive_let_read(r->reader.archive, wall);
}

static void
readers_work(void *context, struct worker_link *link,
    const struct worker_message *message)
{
	struct readers *r = context;
	struct document_task task;

	if (r->link == NULL) {
		r->link = link;
		r->relay = (struct package_relay){ readers_give_row,
			readers_give_take_back, r };
		r->reader.package = package_open_relay(&r->relay);
	}
	task_read(message, &task);
	document_read(&r->reader, &task);
	for (size_t i = 0; i < RESOURCE_COUNT; i++)
		readers_give_rows(r, i);
	worker_give(link,
	    &(struct worker_message){
		.kind = READERS_RESULT,
		.length = sizeof(r->reader.result),
		.bytes = (const char *)&r->reader.result,
	    });
}

/* In the parent */

static void
readers_add_counts(
    struct transform_counts *to, const struct transform_counts *n)
{
	to->documents += n->documents;
	to->records += n->records;
	to->faults += n->faults;
	to->unreadable += n->unreadable;
	to->substitutes += n->substitutes;
	to->blocks += n->blocks;
}

/* A document is done: what follows in the package is the next one's. */
static bool
readers_note(struct readers *r, const struct document_result *result)
{
	struct readers_sink *sink = r->sink;

	readers_add_counts(sink->counts, &result->counts);
	sink->outcome = outcome_worse(sink->outcome, result->outcome);
	package_begin(sink->package);
	return !result->failed;
}

static bool
readers_take(void *context, const struct worker_message *task,
    const struct worker_message *m)
{
	struct readers *r = context;
	struct document_result result;

	(void)task;
	switch (m->kind) {
	case READERS_ROWS:
		return m->table < RESOURCE_COUNT &&
		    package_append(r->sink->package,
			(enum resource_name)m->table, m->bytes, m->length,
			m->count);
	case READERS_TAKE_BACK:
		return package_take_back(r->sink->package);
	case READERS_RESULT:
		if (m->length != sizeof(result))
			return false;
		memcpy(&result, m->bytes, sizeof(result));
		if ((unsigned)result.outcome > OUTCOME_USAGE)
			return false;
		return readers_note(r, &result);
	default:
		return false;
	}
}

static bool
readers_give_up(void *context, const struct worker_message *message,
    const char *why, bool may_pass)
{
	struct readers *r = context;
	struct document_reader reader = r->reader;
	struct document_task task;

	reader.package = r->sink->package;
	task_read(message, &task);
	if (!package_take_back(reader.package))
		return false;
	document_give_up(&reader, &task, why);
	r->sink->gave_up = true;
	r->sink->may_pass = r->sink->may_pass || may_pass;
	return readers_note(r, &reader.result);
}

struct readers *
readers_new(const struct transform_source *source,
    const struct reference *reference, struct archive *archive, size_t jobs,
    const struct worker_limits *limits)
{
	static const struct crew_trade trade = { readers_prepare, readers_work,
		readers_take, readers_give_up };
	struct readers *r = xzalloc(sizeof(*r));

	r->reader = (struct document_reader){
		.source = source,
		.reference = reference,
		.archive = archive,
	};
	form_load(source->documents);
	r->crew =
	    crew_new(jobs == 0 ? crew_processors() : jobs, limits, &trade, r);
	return r;
}

void
readers_free(struct readers *r)
{
	if (r == NULL)
		return;
	crew_free(r->crew);
	free(r);
}

void
readers_begin(struct readers *r, struct readers_sink *sink)
{
	r->sink = sink;
	package_begin(sink->package);
}

bool
readers_read(struct readers *r, const struct document_task *task)
{
	struct text bytes = { 0 };
	bool ok;

	task_write(&bytes, task);
	ok = crew_add(r->crew,
	    &(struct worker_message){
		.kind = WORKER_OWN,
		.length = (uint32_t)bytes.length,
		.bytes = bytes.bytes,
	    });
	text_free(&bytes);
	return ok;
}

bool
readers_finish(struct readers *r)
{
	return crew_finish(r->crew);
}
