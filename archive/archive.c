#include "archive/archive.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "archive/body.h"
#include "archive/exchange.h"
#include "archive/http.h"
#include "archive/index.h"
#include "archive/warc_read.h"
#include "archive/writer.h"
#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/wall.h"

#define LOCK_NAME ".lock"
#define LOCK_TRIES 10

struct archive {
	const struct archive_settings *settings;
	struct arena *arena;
	const char *source;
	const char *folder;
	struct archive_index *index;
	struct archive_writer *writer;
	int lock;     /* the lock file, or -1 */
	bool locked;  /* by us */
	bool behind;  /* a file holds more than the index knows */
	bool damaged; /* the newest file is */
};

struct archive_opened {
	struct document document;
	struct warc_reader *reader;
	struct arena *arena;
};

char *
archive_path(const struct archive *a, struct arena *arena, const char *file)
{
	return arena_print(arena, "%s/%s", a->folder, file);
}

void
archive_let_read(const struct archive *a, struct wall *wall)
{
	wall_let_read_folder(wall, a->folder);
}

size_t
archive_count(const struct archive *a)
{
	return index_count(a->index);
}

const struct capture *
archive_capture(const struct archive *a, size_t i)
{
	return index_capture(a->index, i);
}

const struct capture *
archive_latest(const struct archive *a, const char *url)
{
	return index_latest(a->index, url);
}

const struct capture *
archive_answer(const struct archive *a, const char *url, size_t from)
{
	return index_answer(a->index, url, from);
}

const struct capture *
archive_taken_back(const struct archive *a, const char *url, const char *sha256)
{
	return index_taken_back(a->index, url, sha256);
}

const struct capture *
archive_at(const struct archive *a, const char *url, const char *fetched_at)
{
	return index_at(a->index, url, fetched_at);
}

const struct capture *
archive_before(const struct archive *a, size_t i)
{
	return index_before(a->index, i);
}

const struct capture *
archive_last_note(const struct archive *a)
{
	return index_last_note(a->index);
}

bool
archive_next_run(const struct archive *a, size_t from, struct arena *arena,
    struct archive_run *r)
{
	return index_next_run(a->index, from, arena, r);
}

void
archive_release(struct archive *a)
{
	index_release(a->index);
}

/* The WARC files of the folder */

static int
archive_is_warc_name(const struct dirent *entry)
{
	const char *dot = strstr(entry->d_name, ".warc.gz");

	return dot != NULL && dot[8] == '\0';
}

/* SOURCE-00001-20260131120000-1a2b3c4d.warc.gz: the writer names it so. */
static bool
archive_has_named(const struct archive *a, const char *name)
{
	size_t length = strlen(a->source);

	return strncmp(name, a->source, length) == 0 && name[length] == '-' &&
	    isdigit((unsigned char)name[length + 1]);
}

static bool
archive_look_at_file(struct archive *a, const char *file)
{
	if (!archive_has_named(a, file)) {
		log_warn(
		    "%s/%s: is not a file of this archive, and is not read",
		    a->folder, file);
		return true;
	}
	writer_continue(a->writer, file);
	a->damaged = false; /* only damage of the newest file counts */
	if (a->locked)
		return index_catch_up(a->index, file, NULL, NULL, &a->damaged);
	a->behind = a->behind || index_is_behind(a->index, file);
	return true;
}

static bool
archive_look_at_files(struct archive *a)
{
	struct dirent **entries = NULL;
	int count =
	    scandir(a->folder, &entries, archive_is_warc_name, alphasort);
	bool ok = count >= 0;

	if (!ok)
		log_error("%s: %s", a->folder, strerror(errno));
	for (int i = 0; i < count; i++) {
		ok = ok && archive_look_at_file(a, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return ok;
}

bool
archive_compare(
    const struct archive *a, capture_differs *differs, void *context)
{
	struct dirent **entries = NULL;
	int found =
	    scandir(a->folder, &entries, archive_is_warc_name, alphasort);
	const char **files;
	size_t count = 0;
	bool ok;

	if (found < 0 && errno == ENOENT)
		return true; /* nothing was ever fetched */
	if (found < 0) {
		log_error("%s: %s", a->folder, strerror(errno));
		return false;
	}
	files = arena_alloc(a->arena, (size_t)found * sizeof(*files));
	for (int i = 0; i < found; i++) {
		if (archive_has_named(a, entries[i]->d_name))
			files[count++] = entries[i]->d_name;
	}
	ok = index_compare(a->index, files, count, differs, context);
	for (int i = 0; i < found; i++)
		free(entries[i]);
	free(entries);
	return ok;
}

/* Opening and closing */

static bool
archive_try_lock(struct archive *a)
{
	char *path = archive_path(a, a->arena, LOCK_NAME);

	if (a->lock < 0)
		a->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	a->locked = a->lock >= 0 && flock(a->lock, LOCK_EX | LOCK_NB) == 0;
	return a->locked;
}

/* A reader that mends something has the lock for a moment: wait so long. */
static enum archive_state
archive_take_lock(struct archive *a)
{
	static const struct timespec pause = { .tv_nsec = 100000000 };

	for (int i = 0; i < LOCK_TRIES; i++) {
		if (archive_try_lock(a))
			return ARCHIVE_OPEN;
		if (a->lock < 0 || errno != EWOULDBLOCK) {
			log_error(
			    "%s/" LOCK_NAME ": %s", a->folder, strerror(errno));
			return ARCHIVE_FAILED;
		}
		nanosleep(&pause, NULL);
	}
	log_error("%s: another process is writing to it", a->folder);
	return ARCHIVE_LOCKED;
}

static void
archive_unlock(struct archive *a)
{
	if (a->lock >= 0)
		close(a->lock);
	a->lock = -1;
	a->locked = false;
}

static bool
archive_read_folder(struct archive *a)
{
	index_free(a->index);
	a->index = index_new(a->folder, a->settings->content_limit);
	if (!index_read(a->index, a->locked) || !archive_look_at_files(a))
		return false;
	if (!a->damaged)
		return true;
	/* Only now is it known, and the index does not tell of it later. */
	writer_leave(a->writer);
	return writer_ready(a->writer);
}

static enum archive_state
archive_open_to_write(struct archive *a)
{
	enum archive_state state;

	if (!folder_make(a->folder))
		return ARCHIVE_FAILED;
	state = archive_take_lock(a);
	if (state != ARCHIVE_OPEN)
		return state;
	return archive_read_folder(a) ? ARCHIVE_OPEN : ARCHIVE_FAILED;
}

/* A reader mends what a crash left behind, if no process is writing. */
static enum archive_state
archive_open_to_read(struct archive *a)
{
	bool ok;

	if (access(a->folder, F_OK) != 0)
		return ARCHIVE_OPEN; /* nothing was ever fetched */
	ok = archive_read_folder(a);
	if (ok && a->behind && archive_try_lock(a))
		ok = archive_read_folder(a);
	archive_unlock(a);
	return ok ? ARCHIVE_OPEN : ARCHIVE_FAILED;
}

/* One that is not opened yet. */
static struct archive *
archive_new(const struct archive_settings *settings, const char *source)
{
	struct archive *a = xzalloc(sizeof(*a));

	a->settings = settings;
	a->arena = arena_new();
	a->source = arena_string(a->arena, source);
	a->folder = arena_print(a->arena, "%s/%s", settings->folder, source);
	a->index = index_new(a->folder, settings->content_limit);
	a->writer = writer_new(&(struct writer_settings){
	    .folder = a->folder,
	    .source = a->source,
	    .software = settings->software,
	    .run_at = settings->run_at,
	    .file_limit = settings->file_limit,
	});
	a->lock = -1;
	return a;
}

enum archive_state
archive_open(const struct archive_settings *settings, const char *source,
    enum archive_use use, struct archive **out)
{
	struct archive *a = archive_new(settings, source);
	enum archive_state state = use == ARCHIVE_WRITE
	    ? archive_open_to_write(a)
	    : archive_open_to_read(a);

	if (state == ARCHIVE_OPEN)
		*out = a;
	else
		archive_close(a);
	return state;
}

bool
archive_is_whole(const struct archive_settings *settings, const char *source)
{
	struct archive *a = archive_new(settings, source);
	bool is_whole =
	    !index_read(a->index, false) || index_is_whole(a->index);

	archive_close(a);
	return is_whole;
}

enum archive_state
archive_drop_index(const struct archive_settings *settings, const char *source)
{
	struct archive *a = archive_new(settings, source);
	enum archive_state state = archive_take_lock(a);

	if (state == ARCHIVE_OPEN)
		index_drop(a->index);
	archive_close(a);
	return state;
}

void
archive_close(struct archive *a)
{
	if (a == NULL)
		return;
	writer_close(a->writer);
	index_free(a->index);
	archive_unlock(a);
	arena_free(a->arena);
	free(a);
}

/* Appending */

static bool
archive_sync(void *context)
{
	const struct archive *a = context;

	return writer_sync(a->writer);
}

/*
 * What was appended, if it was, is taken into the index when it is on the disk:
 * it is the last that the index has, or nothing is given.
 */
static const struct capture *
archive_take_in(struct archive *a, bool appended)
{
	size_t before = index_count(a->index);
	const char *file = writer_file(a->writer);
	bool damaged = false;

	if (!appended ||
	    !index_catch_up(a->index, file, archive_sync, a, &damaged))
		return NULL;
	if (damaged)
		writer_leave(a->writer);
	if (index_count(a->index) > before && !index_is_behind(a->index, file))
		return index_capture(a->index, index_count(a->index) - 1);
	log_error(
	    "%s/%s: what was added to it was not found there", a->folder, file);
	return NULL;
}

/*
 * Of two versions the later fetched counts: where the clock was set back, what
 * comes now is dated as what came before.
 */
static void
archive_date_exchange(const struct archive *a, struct exchange *x)
{
	struct text address = { 0 };
	const struct capture *before;

	if (x->posted[0] != '\0')
		capture_post_address(&address, x->url, x->posted);
	else
		text_add_string(&address, x->url);
	before = archive_latest(a, text_string(&address));
	if (before != NULL && strcmp(x->date, before->fetched_at) < 0) {
		log_warn(
		    "%s: it is %s, but it was fetched at %s already, and is "
		    "noted as of then: is the clock right?",
		    x->url, x->date, before->fetched_at);
		snprintf(
		    x->date, sizeof(x->date), "%.19sZ", before->fetched_at);
	}
	text_free(&address);
}

const struct capture *
archive_add_exchange(struct archive *a, const struct exchange *x)
{
	struct exchange dated = *x;

	archive_date_exchange(a, &dated);
	return archive_take_in(a, writer_add_exchange(a->writer, &dated));
}

const struct capture *
archive_add_file(struct archive *a, const struct archive_file *file)
{
	return archive_take_in(a, writer_add_file(a->writer, file));
}

const struct capture *
archive_add_note(struct archive *a, const struct archive_note *note)
{
	return archive_take_in(a, writer_add_note(a->writer, note));
}

void
archive_get_ready(struct archive *a)
{
	index_get_ready(a->index);
}

const struct capture *
archive_add_record(struct archive *a, const struct warc_record *record,
    FILE *block, uint64_t payload)
{
	return archive_take_in(
	    a, writer_add_record(a->writer, record, block, payload));
}

/* Reading */

/* Whether a record is what the index says of it; if not, logged. */
static bool
archive_is_record_of(struct archive_opened *o, const char *path,
    const struct warc_record *record, const struct capture *c)
{
	struct capture found;

	if (capture_describe_head(o->arena, record, &found) &&
	    strcmp(found.url, c->url) == 0 &&
	    strcmp(found.fetched_at, c->fetched_at) == 0)
		return true;
	log_error("%s: offset %llu: has not what came from %s at %s", path,
	    (unsigned long long)c->offset, c->url, c->fetched_at);
	return false;
}

/* NULL on failure, logged. */
static struct body *
archive_open_content(
    struct archive *a, struct archive_opened *o, const struct capture *c)
{
	const struct warc_record *record;
	char *path = archive_path(a, o->arena, c->file);
	enum warc_status status;
	struct http_head head;
	struct body *content;

	o->reader = warc_open(path, c->offset);
	/* No damage, and nothing that a document shall have a fault for. */
	if (o->reader == NULL &&
	    (errno == EMFILE || errno == ENFILE || errno == ENOMEM))
		log_refused("%s: %s", path, strerror(errno));
	if (o->reader == NULL)
		return NULL;
	status = warc_next(o->reader, &record);
	if (status != WARC_RECORD) {
		log_error("%s: offset %llu: %s", path,
		    (unsigned long long)c->offset, warc_why(status));
		return NULL;
	}
	if (!archive_is_record_of(o, path, record, c))
		return NULL;
	content = body_limit(warc_block(o->reader), record->length);
	if (strcmp(record->type, "response") == 0) {
		if (!http_head_take(o->arena, content, &head)) {
			log_error("%s: broken record at offset %llu", path,
			    (unsigned long long)c->offset);
			body_close(content);
			return NULL;
		}
		content =
		    http_content(&head, content, a->settings->content_limit);
	}
	return c->sha256 == NULL ? content : body_verify(content, c->sha256);
}

const char *
archive_why_taken(
    const struct archive *a, struct arena *arena, const struct capture *c)
{
	const struct capture *note =
	    c->sha256 == NULL ? NULL : archive_taken_back(a, c->url, c->sha256);

	return note == NULL
	    ? NULL
	    : arena_print(arena, "%.10s: %s", note->fetched_at, note->reason);
}

struct document
archive_describe(
    const struct archive *a, const struct capture *c, const char *taken_back)
{
	return (struct document){
		.source = a->source,
		.url = c->url,
		.fetched_at = c->fetched_at,
		.published_on = c->published_on,
		.media_type = c->media_type,
		.charset = c->charset,
		.sha256 = c->sha256,
		.bytes = c->bytes,
		.taken_back = taken_back,
		.warc_file = c->file,
		.warc_offset = c->offset,
	};
}

static struct archive_opened *
archive_opened_new(void)
{
	struct archive_opened *o = xzalloc(sizeof(*o));

	o->arena = arena_new();
	return o;
}

static struct document *
archive_open_document(struct archive *a, struct archive_opened *o,
    const struct capture *c, const char *taken_back)
{
	o->document = archive_describe(a, c, taken_back);
	o->document.content = archive_open_content(a, o, c);
	if (o->document.content == NULL)
		o->document.content =
		    body_failing("cannot be read from the archive");
	return &o->document;
}

struct document *
archive_document(struct archive *a, const struct capture *c)
{
	struct archive_opened *o = archive_opened_new();

	return archive_open_document(
	    a, o, c, archive_why_taken(a, o->arena, c));
}

struct document *
archive_document_apart(
    struct archive *a, const struct capture *c, const char *taken_back)
{
	return archive_open_document(a, archive_opened_new(), c, taken_back);
}

void
archive_document_close(struct document *document)
{
	struct archive_opened *o = (struct archive_opened *)document;

	if (o == NULL)
		return;
	body_close(o->document.content);
	warc_close(o->reader);
	arena_free(o->arena);
	free(o);
}
