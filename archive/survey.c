#include "archive/survey.h"

#include <stdlib.h>
#include <string.h>

#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/crew.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/text.h"
#include "base/wall.h"

/* Where a worker begins. */
enum survey_start {
	SURVEY_AT,     /* a record begins there */
	SURVEY_BEHIND, /* behind the record that begins there */
	SURVEY_SEARCH, /* a record may begin there or later */
};

/* What it is asked, with the file's name behind it. */
struct survey_task {
	uint64_t from;
	uint64_t size;
	enum survey_start start;
	bool is_bare; /* no block is looked into, and no capture told */
};

struct survey {
	const char *folder;
	uint64_t most;
	struct crew *crew;

	/* Of the present part. */
	const struct survey_part *part;
	uint64_t at; /* nothing before it is told any more */
	survey_taker *take;
	void *context;
	struct survey_end end;
	bool is_over;             /* the taker takes no more */
	bool has_done;            /* what is done meanwhile */
	struct survey_task asked; /* of the worker */
	bool is_searching;        /* as it was asked to, and has not found */
	uint64_t damage;          /* the last that the present worker told */
	bool is_lost;             /* the worker: another is asked the next */
	struct survey_task next;
	struct text why; /* it was lost at the present record */

	/* Of the present record. */
	struct capture capture;
	struct text bytes; /* has its texts */
	bool has_head;
	bool has_content;
};

/* In the worker */

static void
survey_give(struct worker_link *link, enum survey_message kind,
    const char *bytes, size_t length)
{
	worker_give(link,
	    &(struct worker_message){
		.kind = (uint16_t)kind,
		.length = (uint32_t)length,
		.bytes = bytes,
	    });
}

static void
survey_give_place(
    struct worker_link *link, enum survey_message kind, uint64_t place)
{
	survey_give(link, kind, (const char *)&place, sizeof(place));
}

static void
survey_give_capture(
    struct worker_link *link, enum survey_message kind, const struct capture *c)
{
	struct text bytes = { 0 };

	capture_write(&bytes, c);
	survey_give(link, kind, bytes.bytes, bytes.length);
	text_free(&bytes);
}

/* False if it holds none. What it says of itself is told before its block is
 * read, which may be the end of this process. */
static bool
survey_look_into(const struct survey *s, struct worker_link *link,
    struct warc_reader *reader, const struct warc_record *record,
    struct arena *arena)
{
	struct capture c;

	if (!capture_describe_head(arena, record, &c))
		return false;
	survey_give_capture(link, SURVEY_HEAD, &c);
	worker_begin(link);
	if (!capture_describe(arena, record, warc_block(reader), s->most, &c))
		return false;
	survey_give_capture(link, SURVEY_CONTENT, &c);
	return true;
}

/*
 * Up to the end, or to what is no record, which is *whole. The file may have
 * grown: what is not whole within its size is torn, and what is behind is not
 * there.
 */
static enum warc_status
survey_records(const struct survey *s, struct worker_link *link,
    struct warc_reader *reader, const struct survey_task *task, uint64_t *whole)
{
	struct arena *arena = arena_new();
	const struct warc_record *record;
	enum warc_status status;
	uint64_t offset = task->from;
	bool described = false;

	do {
		status = warc_next(reader, &record);
		*whole = warc_whole_end(reader);
		if (*whole > task->size) {
			*whole = offset;
			status = WARC_TORN;
		} else if (described && *whole > offset) {
			survey_give_place(link, SURVEY_WHOLE, *whole);
		}
		if (status == WARC_RECORD && *whole == task->size)
			status = WARC_END;
		if (status != WARC_RECORD)
			break;
		arena_reset(arena);
		offset = record->offset;
		described = !task->is_bare &&
		    survey_look_into(s, link, reader, record, arena);
	} while (status == WARC_RECORD);
	arena_free(arena);
	return status;
}

/* Records up to what is none; then task->from is where there are more. */
static bool
survey_stretch(const struct survey *s, struct worker_link *link,
    const char *path, struct survey_task *task)
{
	struct warc_reader *reader = warc_open(path, task->from);
	enum warc_status end;
	uint64_t whole;

	if (reader == NULL)
		return false;
	end = survey_records(s, link, reader, task, &whole);
	if (end == WARC_UNREADABLE)
		log_error("%s: %s", path, warc_why(end));
	warc_close(reader);
	task->from = WARC_NOWHERE;
	if (end == WARC_END || end == WARC_UNREADABLE)
		return end == WARC_END;
	if (!warc_find(path, whole + 1, &task->from))
		return false;
	survey_give_place(link,
	    end == WARC_TORN && task->from >= task->size ? SURVEY_TORN
							 : SURVEY_DAMAGE,
	    whole);
	return true;
}

/* Where the record ends that begins there, none of whose block is looked into;
 * the same place if that cannot be told. */
static uint64_t
survey_end_of(const char *path, uint64_t from)
{
	struct warc_reader *reader = warc_open(path, from);
	const struct warc_record *record;
	uint64_t end = from;

	if (reader != NULL && warc_next(reader, &record) == WARC_RECORD) {
		(void)warc_next(reader, &record);
		end = warc_whole_end(reader);
	}
	warc_close(reader);
	return end;
}

/*
 * Where to begin, or the file's end. A search may find what a document has in
 * it for a record, so that it is the last resort.
 */
static bool
survey_find_start(
    struct worker_link *link, const char *path, struct survey_task *task)
{
	uint64_t at = task->from;

	if (task->start == SURVEY_AT)
		return true;
	if (task->start == SURVEY_BEHIND) {
		task->from = survey_end_of(path, at++);
		task->start = task->from < at ? SURVEY_SEARCH : SURVEY_BEHIND;
	}
	if (task->start == SURVEY_SEARCH && !warc_find(path, at, &task->from))
		return false;
	if (task->from > task->size)
		task->from = task->size;
	survey_give_place(link, SURVEY_FOUND, task->from);
	return true;
}

static void
survey_work(
    void *context, struct worker_link *link, const struct worker_message *m)
{
	const struct survey *s = context;
	struct survey_task task;
	struct text path = { 0 };
	bool ok;

	memcpy(&task, m->bytes, sizeof(task));
	text_addf(&path, "%s/%s", s->folder, m->bytes + sizeof(task));
	ok = survey_find_start(link, text_string(&path), &task);
	while (ok && task.from < task.size)
		ok = survey_stretch(s, link, text_string(&path), &task);
	if (!ok)
		survey_give(link, SURVEY_FAILED, "", 0);
	text_free(&path);
}

static void
survey_prepare(struct wall *wall, void *context)
{
	const struct survey *s = context;

	wall_let_read_folder(wall, s->folder);
}

/* In the parent: a block may have taken the worker over */

static void
survey_tell_damage(struct survey *s)
{
	log_error("%s/%s: damaged at offset %llu", s->folder, s->part->file,
	    (unsigned long long)s->at);
	s->end.is_damaged = true;
}

/* Whether a capture can be one of the present part's, and record's. */
static bool
survey_may_be(
    const struct survey *s, const struct worker_message *m, bool is_content)
{
	struct capture c;

	if (m->length == 0 ||
	    capture_read(m->bytes, m->length, &c) != m->length)
		return false;
	return capture_is_sound(&c) &&
	    (is_content ? c.offset == s->capture.offset
			: c.offset >= s->at && c.offset < s->part->size);
}

/* Of the present record, the content behind the head. What cannot be does not
 * displace what came before it. */
static bool
survey_take_capture(struct survey *s, const struct worker_message *m)
{
	bool is_content = m->kind == SURVEY_CONTENT;

	if (s->has_head != is_content || s->has_content ||
	    !survey_may_be(s, m, is_content))
		return false;
	text_empty(&s->bytes);
	text_add(&s->bytes, m->bytes, m->length);
	(void)capture_read(s->bytes.bytes, m->length, &s->capture);
	s->has_head = true;
	s->has_content = is_content;
	return true;
}

/* The present record ends there. */
static bool
survey_end_record(struct survey *s, uint64_t end)
{
	if (end <= s->capture.offset)
		return false;
	s->capture.file = s->part->file;
	s->capture.length = end - s->capture.offset;
	s->has_head = s->has_content = s->is_searching = false;
	s->at = end;
	s->is_over = !s->take(s->context, &s->capture);
	return true;
}

/* There is no record there. */
static bool
survey_take_damage(struct survey *s, uint64_t place, bool is_torn)
{
	if (place == s->damage)
		return false;
	s->has_head = s->has_content = false;
	s->at = place;
	s->damage = place;
	s->end.whole = place;
	s->end.is_torn = is_torn;
	s->end.is_damaged = s->end.is_damaged || !is_torn;
	if (!is_torn && !s->asked.is_bare) /* which says it once more */
		survey_tell_damage(s);
	return true;
}

static bool
survey_take_place(struct survey *s, const struct worker_message *m)
{
	uint64_t place;

	if (m->length != sizeof(place))
		return false;
	memcpy(&place, m->bytes, sizeof(place));
	if (place < s->at || place > s->part->size)
		return false;
	if (m->kind == SURVEY_WHOLE)
		return s->has_content && survey_end_record(s, place);
	if (m->kind == SURVEY_FOUND)
		return s->is_searching && survey_end_record(s, place);
	return !s->is_searching &&
	    survey_take_damage(s, place, m->kind == SURVEY_TORN);
}

/* The present record is broken, and another worker goes on behind it. */
static void
survey_pass_record(struct survey *s, const char *why)
{
	s->next.from = s->capture.offset;
	s->next.start = SURVEY_BEHIND;
	text_empty(&s->why);
	text_addf(&s->why, "its worker %s", why);
	s->capture.broken = text_string(&s->why);
	s->capture.sha256 = NULL;
}

/*
 * The worker died, or is not to be believed any more. Where it was at a record
 * that one is broken, and another goes on behind it, or behind the last that
 * was whole. False, which is logged, if it came no further.
 */
static bool
survey_lose_worker(struct survey *s, const char *why)
{
	const struct survey_part *part = s->part;

	s->is_lost = s->is_searching
	    ? s->asked.start == SURVEY_BEHIND
	    : !s->asked.is_bare && (s->has_head || s->at > s->asked.from);
	if (!s->is_lost) {
		log_error("%s/%s: offset %llu: its worker %s", s->folder,
		    part->file, (unsigned long long)s->at, why);
		return false;
	}
	s->next = (struct survey_task){ .from = s->at, .size = part->size };
	log_warn("%s: offset %llu: its worker %s", part->file,
	    (unsigned long long)s->at, why);
	if (s->is_searching) {
		s->next.from = s->asked.from + 1;
		s->next.start = SURVEY_SEARCH;
	} else if (s->has_head) {
		survey_pass_record(s, why);
	}
	return true;
}

/* Behind what is torn there is nothing. */
static bool
survey_take(void *context, const struct worker_message *task,
    const struct worker_message *m)
{
	struct survey *s = context;
	bool is_sound;

	(void)task;
	switch (m->kind) {
	case SURVEY_HEAD:
	case SURVEY_CONTENT:
		is_sound = !s->end.is_torn && survey_take_capture(s, m);
		break;
	case SURVEY_FAILED: /* which it logged */
		return false;
	default:
		is_sound = !s->end.is_torn && m->kind <= SURVEY_TORN &&
		    survey_take_place(s, m);
		break;
	}
	if (!is_sound)
		(void)survey_lose_worker(s, "gave what cannot be");
	return is_sound && !s->is_over;
}

static bool
survey_give_up(void *context, const struct worker_message *task,
    const char *why, bool may_pass)
{
	struct survey *s = context;

	(void)task;
	if (!may_pass)
		return survey_lose_worker(s, why);
	log_error("%s/%s: its worker %s", s->folder, s->part->file, why);
	return false;
}

static void
survey_leave(struct survey *s)
{
	crew_free(s->crew);
	s->crew = NULL;
}

static void
survey_hire(struct survey *s)
{
	static const struct crew_trade trade = { survey_prepare, survey_work,
		survey_take, survey_give_up };
	/* No setting changes them: what is done with a byte is little, and
	 * other settings say how many there are. */
	static const struct worker_limits limits = {
		.seconds = 600,
		.memory = (uint64_t)1024 * 1024 * 1024,
		.are_fixed = true,
	};

	if (s->crew == NULL)
		s->crew = crew_new(1, &limits, &trade, s);
}

static bool
survey_do_meanwhile(struct survey *s)
{
	bool is_to_be_done = !s->has_done && s->part->meanwhile != NULL;

	s->has_done = true;
	return !is_to_be_done || s->part->meanwhile(s->part->context);
}

/* False if it did not come to an end; what came until then was taken. */
static bool
survey_ask(struct survey *s, const struct survey_task *task)
{
	struct text bytes = { 0 };
	bool ok;

	survey_hire(s);
	s->asked = *task;
	s->is_searching = task->start != SURVEY_AT;
	s->damage = WARC_NOWHERE;
	s->is_lost = false;
	text_add(&bytes, (const char *)task, sizeof(*task));
	text_add(&bytes, s->part->file, strlen(s->part->file) + 1);
	ok = crew_add(s->crew,
		 &(struct worker_message){
		     .kind = WORKER_OWN,
		     .length = (uint32_t)bytes.length,
		     .bytes = bytes.bytes,
		 }) &&
	    survey_do_meanwhile(s) && crew_finish(s->crew);
	text_free(&bytes);
	if (!ok)
		survey_leave(s); /* with what it was at */
	return ok && !s->is_lost;
}

void
survey_get_ready(struct survey *s)
{
	static const struct survey_part nothing = { .file = "" };

	s->part = &nothing;
	(void)survey_ask(s, &(struct survey_task){ 0 });
}

/* Whether what is whole ends at that place for a worker that looks into no
 * block, and begins there or before it. False if it cannot be asked. */
static bool
survey_ask_bare(struct survey *s, uint64_t from, uint64_t place, bool *is_end)
{
	const struct survey_task task = {
		.from = from,
		.size = s->part->size,
		.is_bare = true,
	};
	bool ok;

	s->end = (struct survey_end){ 0 };
	s->at = from;
	ok = survey_ask(s, &task);
	*is_end = ok && s->end.whole == place &&
	    (s->end.is_torn || (s->end.is_damaged && from != place));
	return ok;
}

/*
 * What is torn is cut off: another worker must say so, too, which looks into no
 * block. It begins with the file, for what the first calls the end of a record,
 * or one before it did, may be within one. Seen from there what is torn is
 * damaged, unless it begins as a record does. False if it cannot be asked.
 */
static bool
survey_confirm_torn(struct survey *s)
{
	const struct survey_end told = s->end;
	bool is_end;
	bool ok;

	survey_leave(s);
	ok = survey_ask_bare(s, 0, told.whole, &is_end);
	if (is_end && !s->end.is_torn)
		ok = survey_ask_bare(s, told.whole, told.whole, &is_end);
	s->end = told;
	s->end.is_torn = is_end;
	s->at = told.whole;
	if (!is_end)
		survey_tell_damage(s);
	return ok;
}

bool
survey_part(struct survey *s, const struct survey_part *part,
    survey_taker *take, void *context, struct survey_end *end)
{
	struct survey_task task;
	bool ok;

	s->part = part;
	s->at = part->from;
	s->take = take;
	s->context = context;
	s->end = (struct survey_end){ 0 };
	s->is_over = s->has_head = s->has_content = s->has_done = false;
	s->next =
	    (struct survey_task){ .from = part->from, .size = part->size };
	do {
		task = s->next;
		ok = survey_ask(s, &task);
	} while (s->is_lost);
	if (ok && s->end.is_torn)
		ok = survey_confirm_torn(s);
	*end = s->end;
	return ok;
}

struct survey *
survey_new(const char *folder, uint64_t content_limit)
{
	struct survey *s = xzalloc(sizeof(*s));

	s->folder = folder;
	s->most = content_limit;
	return s;
}

void
survey_free(struct survey *s)
{
	if (s == NULL)
		return;
	crew_free(s->crew);
	text_free(&s->bytes);
	text_free(&s->why);
	free(s);
}
