#include "archive/capture.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "archive/http.h"
#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/log.h"
#include "base/text.h"
#include "base/utf8.h"

bool
capture_is_document(const struct capture *c)
{
	return c->status == 200 && c->broken == NULL && c->sha256 != NULL;
}

void
capture_post_address(struct text *out, const char *url, const char *sha256)
{
	text_addf(out, "%s%c__wb_method=POST&__wb_post_sha256=%s", url,
	    strchr(url, '?') == NULL ? '?' : '&', sha256);
}

/* Header values and addresses may hold any bytes; the index is UTF-8. */
static const char *
clean(struct arena *arena, const char *s)
{
	char *copy = arena_string(arena, s);
	size_t left = s == NULL ? 0 : strlen(s);

	for (char *p = copy; left > 0;) {
		size_t n = utf8_length((const unsigned char *)p, left);

		if (n == 0)
			*p = '?';
		n += n == 0;
		p += n;
		left -= n;
	}
	return copy;
}

static void
describe_type(struct arena *arena, const char *type, struct capture *c)
{
	if (type == NULL)
		return;
	type = clean(arena, type);
	c->media_type = arena_copy(arena, type, strcspn(type, "; \t"));
	c->charset = http_parameter(arena, type, "charset");
}

/* Closes the content. */
static void
describe_content(
    struct arena *arena, struct body *content, uint64_t most, struct capture *c)
{
	char hex[DIGEST_HEX];

	if (body_digest(content, hex, &c->bytes))
		c->sha256 = arena_string(arena, hex);
	else if (c->broken == NULL)
		c->broken = body_error(content);
	if (c->broken == NULL && c->bytes > most)
		c->broken = "the content is longer than the limit";
	body_close(content);
}

/* 2026-11-21T20:30:00Z, with or without a fraction (W3C-DTF, in UTC). */
static bool
is_date(const char *date)
{
	static const char form[] = "dddd-dd-ddTdd:dd:dd";
	size_t i;

	for (i = 0; i < sizeof(form) - 1; i++) {
		if (form[i] == 'd' ? date[i] < '0' || date[i] > '9'
				   : date[i] != form[i])
			return false;
	}
	if (date[i] == '.')
		i += 1 + strspn(date + i + 1, "0123456789");
	return strcmp(date + i, "Z") == 0;
}

static bool
describe_response(
    struct arena *arena, struct body *message, uint64_t most, struct capture *c)
{
	struct http_head head;

	if (!http_head_take(arena, message, &head) || head.status == 0) {
		body_close(message);
		return false;
	}
	c->status = head.status;
	c->etag = clean(arena, http_header(&head, "ETag"));
	c->last_modified = clean(arena, http_header(&head, "Last-Modified"));
	c->location = clean(arena, http_header(&head, "Location"));
	describe_type(arena, http_header(&head, "Content-Type"), c);
	describe_content(arena, http_content(&head, message, most), most, c);
	return true;
}

static bool
is_http_response(const struct warc_record *record)
{
	const char *type = http_header(&record->fields, "Content-Type");

	return strcmp(record->type, "response") == 0 && type != NULL &&
	    strncasecmp(type, "application/http", 16) == 0;
}

static bool
holds_document(const struct warc_record *record)
{
	return record->uri != NULL && record->date != NULL &&
	    is_date(record->date) &&
	    (is_http_response(record) || strcmp(record->type, "resource") == 0);
}

static bool
is_digest(const char *hex)
{
	return strspn(hex, "0123456789abcdef") == DIGEST_HEX - 1 &&
	    hex[DIGEST_HEX - 1] == '\0';
}

static const char *
describe_address(struct arena *arena, const struct warc_record *record)
{
	static const char label[] = CAPTURE_DIGEST_LABEL;
	const char *posted = http_header(&record->fields, CAPTURE_POSTED);
	struct text address = { 0 };
	const char *url;

	if (posted == NULL || strncmp(posted, label, sizeof(label) - 1) != 0 ||
	    !is_digest(posted + sizeof(label) - 1))
		return clean(arena, record->uri);
	capture_post_address(&address, record->uri, posted + sizeof(label) - 1);
	url = clean(arena, text_string(&address));
	text_free(&address);
	return url;
}

static const char *
describe_run(struct arena *arena, const struct warc_record *record)
{
	const char *at = http_header(&record->fields, CAPTURE_RUN_AT);

	return at != NULL && is_date(at) ? arena_string(arena, at) : NULL;
}

bool
capture_describe(struct arena *arena, const struct warc_record *record,
    struct body *block, uint64_t most, struct capture *c)
{
	const struct http_head *fields = &record->fields;

	*c = (struct capture){ .offset = record->offset };
	if (!holds_document(record)) {
		body_close(block);
		return false;
	}
	block = body_limit(block, record->length);
	c->url = describe_address(arena, record);
	c->fetched_at = clean(arena, record->date);
	c->run_at = describe_run(arena, record);
	c->broken = clean(arena, http_header(fields, "WARC-Truncated"));
	if (is_http_response(record))
		return describe_response(arena, block, most, c);
	c->status = 200;
	c->imported = true;
	c->published_on =
	    clean(arena, http_header(fields, CAPTURE_PUBLISHED_ON));
	describe_type(arena, http_header(fields, "Content-Type"), c);
	describe_content(arena, block, most, c);
	return true;
}

/* The index's names are those of CDXJ where it has one. */
void
capture_write(const struct capture *c, struct text *line)
{
	json_t *o = json_pack(
	    "{s:s, s:s, s:s*, s:i, s:b, s:s*, s:s*, s:s*, s:I, s:s*,"
	    " s:s*, s:s*, s:s*, s:s*, s:s, s:I, s:I}",
	    "url", c->url, "timestamp", c->fetched_at, "run", c->run_at,
	    "status", c->status, "imported", (int)c->imported, "mime",
	    c->media_type, "charset", c->charset, "sha256", c->sha256, "bytes",
	    (json_int_t)c->bytes, "etag", c->etag, "last-modified",
	    c->last_modified, "location", c->location, "published",
	    c->published_on, "broken", c->broken, "filename", c->file, "offset",
	    (json_int_t)c->offset, "length", (json_int_t)c->length);
	char *dumped = o == NULL ? NULL : json_dumps(o, JSON_COMPACT);

	if (dumped == NULL)
		log_fatal("%s: cannot write an index line", c->file);
	text_add_string(line, dumped);
	text_add(line, "\n", 1);
	free(dumped);
	json_decref(o);
}

static const char *
get_string(struct arena *arena, const json_t *o, const char *name)
{
	return arena_string(arena, json_string_value(json_object_get(o, name)));
}

static uint64_t
get_number(const json_t *o, const char *name)
{
	return (uint64_t)json_integer_value(json_object_get(o, name));
}

bool
capture_read(struct arena *arena, const char *line, struct capture *c)
{
	json_t *o = json_loads(line, 0, NULL);

	*c = (struct capture){
		.url = get_string(arena, o, "url"),
		.fetched_at = get_string(arena, o, "timestamp"),
		.run_at = get_string(arena, o, "run"),
		.status = (int)get_number(o, "status"),
		.imported = json_is_true(json_object_get(o, "imported")),
		.media_type = get_string(arena, o, "mime"),
		.charset = get_string(arena, o, "charset"),
		.sha256 = get_string(arena, o, "sha256"),
		.bytes = get_number(o, "bytes"),
		.etag = get_string(arena, o, "etag"),
		.last_modified = get_string(arena, o, "last-modified"),
		.location = get_string(arena, o, "location"),
		.published_on = get_string(arena, o, "published"),
		.broken = get_string(arena, o, "broken"),
		.file = get_string(arena, o, "filename"),
		.offset = get_number(o, "offset"),
		.length = get_number(o, "length"),
	};
	json_decref(o);
	return c->url != NULL && c->fetched_at != NULL && c->file != NULL;
}
