#include <stdlib.h>
#include <string.h>

#include "archive/archive_internal.h"
#include "archive/body.h"
#include "archive/http.h"
#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/log.h"

struct opened {
	struct document document;
	struct warc_reader *reader;
	struct arena *arena;
};

/* NULL on failure, logged. */
static struct body *
open_content(struct archive *a, struct opened *o, const struct capture *c)
{
	const struct warc_record *record;
	char *path = archive_path(a, o->arena, c->file);
	enum warc_status status;
	struct http_head head;
	struct body *content;

	o->reader = warc_open(path, c->offset);
	if (o->reader == NULL)
		return NULL;
	status = warc_next(o->reader, &record);
	if (status != WARC_RECORD) {
		log_error("%s: offset %llu: %s", path,
		    (unsigned long long)c->offset, warc_why(status));
		return NULL;
	}
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

struct document *
archive_document(struct archive *a, const struct capture *c)
{
	struct opened *o = calloc(1, sizeof(*o));

	if (o == NULL)
		log_fatal("out of memory");
	o->arena = arena_new();
	o->document = (struct document){
		.source = a->source,
		.url = c->url,
		.fetched_at = c->fetched_at,
		.published_on = c->published_on,
		.media_type = c->media_type,
		.charset = c->charset,
		.sha256 = c->sha256,
		.bytes = c->bytes,
		.warc_file = c->file,
		.warc_offset = c->offset,
	};
	o->document.content = open_content(a, o, c);
	if (o->document.content == NULL)
		o->document.content =
		    body_failing("cannot be read from the archive");
	return &o->document;
}

void
archive_document_close(struct document *document)
{
	struct opened *o = (struct opened *)document;

	if (o == NULL)
		return;
	body_close(o->document.content);
	warc_close(o->reader);
	arena_free(o->arena);
	free(o);
}
