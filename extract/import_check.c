#include "extract/import_check.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "base/crew.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/time.h"
#include "base/wall.h"
#include "format/form.h"
#include "format/json_tree.h"
#include "format/sniff.h"

const char *
import_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* What only the name says; the readers look at the content. */
const char *
import_media_type(const char *path)
{
	static const struct {
		const char *ending;
		const char *type;
	} types[] = {
		{ ".txt", "text/plain" },
		{ ".xml", "application/xml" },
		{ ".html", "text/html" },
		{ ".htm", "text/html" },
		{ ".json", "application/json" },
		{ ".csv", "text/csv" },
		{ ".pdf", "application/pdf" },
		{ ".xlsx",
		    "application/vnd.openxmlformats-officedocument."
		    "spreadsheetml.sheet" },
		{ ".zip", "application/zip" },
	};
	const char *dot = strrchr(import_base_name(path), '.');

	for (size_t i = 0; dot != NULL && i < sizeof(types) / sizeof(types[0]);
	     i++) {
		if (strcasecmp(dot, types[i].ending) == 0)
			return types[i].type;
	}
	return "application/octet-stream";
}

/* Of a file that tells no address. */
static void
import_name_address(const char *path, struct text *url)
{
	char *escaped = curl_easy_escape(NULL, import_base_name(path), 0);

	text_empty(url);
	text_addf(url, "file:///%s", escaped);
	curl_free(escaped);
}

/* The document that a file would be, from its start; to be closed. */
static struct document
import_file_open(const struct import_file *f, char now[TIMESTAMP_SIZE])
{
	timestamp_now(now);
	rewind(f->file);
	return (struct document){
		.source = f->extractor->name,
		.url = f->url == NULL ? f->path : f->url,
		.fetched_at = now,
		.published_on = f->published_on,
		.media_type = f->media_type,
		.content = body_of_file(f->file),
	};
}

static void
import_file_close(const struct import_file *f, struct document *doc)
{
	body_close(doc->content);
	rewind(f->file);
}

/* The address the content tells, else one made of the file's name. */
static void
import_find_address(const struct import_file *f, struct text *url)
{
	char now[TIMESTAMP_SIZE];
	struct document doc = import_file_open(f, now);
	bool found = f->extractor->address(&doc, url);

	import_file_close(f, &doc);
	if (!found)
		import_name_address(f->path, url);
}

/* What the file has in a document's place; NULL: nothing of the kind. */
static const struct substitute *
import_file_substitute(const struct import_file *f)
{
	const struct substitute *found = NULL;
	char now[TIMESTAMP_SIZE];
	struct document doc = import_file_open(f, now);
	bool is_recognised = f->extractor->documents.recognises(&doc);

	import_file_close(f, &doc);
	if (is_recognised)
		return NULL;
	doc = import_file_open(f, now);
	found = substitute_find(&doc);
	import_file_close(f, &doc);
	return found;
}

const struct substitute *
import_capture_substitute(struct archive *archive,
    const struct extractor *extractor, const struct capture *capture)
{
	const struct substitute *found;
	struct document *doc = archive_document(archive, capture);
	bool is_recognised = extractor->documents.recognises(doc);

	archive_document_close(doc);
	if (is_recognised)
		return NULL;
	doc = archive_document(archive, capture);
	found = substitute_find(doc);
	archive_document_close(doc);
	return found;
}

/* Formats that are known by their first bytes are not taken for others. */
static bool
import_format_fits(const struct file_kind *kind, const struct format *format)
{
	if (kind == NULL)
		return format != &json_format;
	if (kind->format == &xml_format) /* a part of a page, too */
		return format != &json_format && format != &csv_format;
	return kind->format == format;
}

static void
import_file_refuse(const struct import_file *f, const struct file_kind *kind)
{
	const char *name = kind == NULL ? "text" : kind->name;

	if (kind != NULL && kind->format == NULL && kind->advice != NULL)
		log_error("%s: is not taken: it is %s: %s", f->path, name,
		    kind->advice);
	else
		log_error("%s: is not taken: it is %s, and none of the "
			  "documents of %s; --force takes it all the same",
		    f->path, name, f->extractor->name);
}

/* What is whole has another structure than the source's. */
static bool
import_is_broken(const struct import_file *f, const struct format *format)
{
	char now[TIMESTAMP_SIZE];
	char why[JSON_WHY];
	struct document doc;
	json_t *json;

	if (format != &json_format)
		return true;
	doc = import_file_open(f, now);
	json = json_tree_read(doc.content, 0, why);
	import_file_close(f, &doc);
	json_decref(json);
	return json == NULL;
}

/* Whether the file is of a kind that the source has; if not, logged. */
static bool
import_file_check(const struct import_file *f, const struct import_look *look)
{
	char now[TIMESTAMP_SIZE];
	struct document doc = import_file_open(f, now);
	const struct file_kind *kind = sniff(&doc);
	enum import_verdict verdict = IMPORT_REFUSE;
	const struct format *format;

	import_file_close(f, &doc);
	doc = import_file_open(f, now);
	format = f->extractor->documents.format(&doc);
	if (import_format_fits(kind, format))
		verdict = look->look(look->context, &doc);
	import_file_close(f, &doc);
	if (verdict == IMPORT_UNREADABLE && !import_is_broken(f, format))
		verdict = IMPORT_REFUSE;
	if (verdict == IMPORT_REFUSE)
		import_file_refuse(f, kind);
	else if (verdict == IMPORT_UNREADABLE)
		log_warn("%s: cannot be read to its end; it is taken, and its "
			 "fault will say so",
		    f->path);
	return verdict != IMPORT_REFUSE;
}

/* Looking, in a worker */

/* What a worker found; the address stands behind it. */
struct import_answer {
	const struct substitute *substitute; /* the same in each process */
	bool is_taken;
};

#define IMPORT_ANSWER (WORKER_OWN + 1)

struct import_looker {
	const struct extractor *extractor;
	const struct import_request *requests;
	size_t count;
	struct crew *crew;
	struct text url;
	struct import_found found;
};

static const struct import_request *
import_task_request(const struct worker_message *task)
{
	const struct import_request *request;

	memcpy(&request, task->bytes, sizeof(request));
	return request;
}

static void
import_give_answer(struct worker_link *link, const struct import_answer *answer,
    const char *url)
{
	struct text bytes = { 0 };

	text_add(&bytes, (const char *)answer, sizeof(*answer));
	text_add(&bytes, url, strlen(url) + 1);
	worker_give(link,
	    &(struct worker_message){
		.kind = IMPORT_ANSWER,
		.length = (uint32_t)bytes.length,
		.bytes = bytes.bytes,
	    });
	text_free(&bytes);
}

static void
import_prepare(struct wall *wall, void *context)
{
	const struct import_looker *l = context;

	form_prepare(wall);
	for (size_t i = 0; i < l->count; i++)
		wall_let_read_file(wall, l->requests[i].path);
}

/* A worker was forked with the requests, so that a pointer names one. */
static void
import_work(
    void *context, struct worker_link *link, const struct worker_message *task)
{
	const struct import_looker *l = context;
	const struct import_request *request = import_task_request(task);
	struct text url = { 0 };
	struct import_answer answer = { NULL, false };
	struct import_file f = {
		.extractor = l->extractor,
		.file = fopen(request->path, "rbe"),
		.path = request->path,
		.url = request->url,
		.media_type = import_media_type(request->path),
		.published_on = request->published_on,
	};

	if (f.file == NULL) {
		log_error("%s: %s", f.path, strerror(errno));
		import_give_answer(link, &answer, "");
		return;
	}
	if (f.url == NULL) {
		import_find_address(&f, &url);
		f.url = text_string(&url);
	}
	answer.substitute = import_file_substitute(&f);
	answer.is_taken = answer.substitute != NULL || request->look == NULL ||
	    import_file_check(&f, request->look);
	import_give_answer(link, &answer, f.url);
	fclose(f.file);
	text_free(&url);
}

static void
import_cannot_look(struct import_looker *l,
    const struct import_request *request, const char *why)
{
	text_empty(&l->url);
	if (request->url == NULL)
		import_name_address(request->path, &l->url);
	else
		text_add_string(&l->url, request->url);
	l->found = (struct import_found){ text_string(&l->url), NULL, true };
	log_warn("%s: cannot be looked at: its worker %s; it is taken, "
		 "and its fault will say so",
	    request->path, why);
}

/* A string that goes into the archive's heads as it is. */
static bool
import_is_plain(const char *url, size_t length)
{
	for (size_t i = 0; i + 1 < length; i++) {
		if ((unsigned char)url[i] < ' ' || url[i] == '\x7f')
			return false;
	}
	return url[length - 1] == '\0';
}

/* The file may have taken the worker over: no answer is believed blindly. */
static bool
import_take_answer(void *context, const struct worker_message *task,
    const struct worker_message *m)
{
	struct import_looker *l = context;
	struct import_answer answer;
	const struct import_request *request = import_task_request(task);
	const char *url = m->bytes + sizeof(answer);

	if (m->kind != IMPORT_ANSWER || m->length <= sizeof(answer))
		return false;
	memcpy(&answer, m->bytes, sizeof(answer));
	if (!import_is_plain(url, m->length - sizeof(answer)) ||
	    (answer.substitute != NULL && !substitute_is(answer.substitute))) {
		import_cannot_look(l, request, "gave what cannot be");
		return true;
	}
	text_empty(&l->url);
	text_add_string(&l->url, request->url == NULL ? url : request->url);
	l->found = (struct import_found){ text_string(&l->url),
		answer.substitute, answer.is_taken };
	return true;
}

static bool
import_give_up(
    void *context, const struct worker_message *task, const char *why)
{
	import_cannot_look(context, import_task_request(task), why);
	return true;
}

struct import_looker *
import_looker_new(const struct extractor *extractor,
    const struct worker_limits *limits, const struct import_request *requests,
    size_t count)
{
	static const struct crew_trade trade = { import_prepare, import_work,
		import_take_answer, import_give_up };
	struct import_looker *l = xzalloc(sizeof(*l));

	form_load();
	l->extractor = extractor;
	l->requests = requests;
	l->count = count;
	l->crew = crew_new(1, limits, &trade, l);
	return l;
}

void
import_looker_free(struct import_looker *l)
{
	if (l == NULL)
		return;
	crew_free(l->crew);
	text_free(&l->url);
	free(l);
}

bool
import_look_at_file(struct import_looker *l,
    const struct import_request *request, struct import_found *found)
{
	text_empty(&l->url);
	l->found = (struct import_found){ NULL, NULL, false };
	if (!crew_add(l->crew,
		&(struct worker_message){
		    .kind = WORKER_OWN,
		    .length = sizeof(request),
		    .bytes = (const char *)&request,
		}) ||
	    !crew_finish(l->crew))
		return false;
	*found = l->found;
	return found->url != NULL;
}
