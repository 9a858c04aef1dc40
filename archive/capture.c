#include "archive/capture.h"

#include <stddef.h>
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

const char *
capture_run(const struct capture *c, struct arena *arena)
{
	return c->run_at != NULL
	    ? c->run_at
	    : arena_print(arena, "%.10sT00:00:00.000000Z", c->fetched_at);
}

void
capture_post_address(struct text *out, const char *url, const char *sha256)
{
	text_addf(out, "%s%c__wb_method=POST&__wb_post_sha256=%s", url,
	    strchr(url, '?') == NULL ? '?' : '&', sha256);
}

/* Header values and addresses may hold any bytes; the index is UTF-8. */
static const char *
capture_clean(struct arena *arena, const char *s)
{
	char *copy = arena_string(arena, s);

	if (copy != NULL)
		utf8_repair(copy);
	return copy;
}

static void
capture_describe_type(struct arena *arena, const char *type, struct capture *c)
{
	if (type == NULL)
		return;
	type = capture_clean(arena, type);
	c->media_type = arena_copy(arena, type, strcspn(type, "; \t"));
	c->charset = http_parameter(arena, type, "charset");
}

/* Closes the message: there is no answer in it that could be read. */
static void
capture_describe_headless(struct body *message, struct capture *c)
{
	const char *why = body_error(message);

	if (c->broken == NULL)
		c->broken = why != NULL ? why : "has no head of HTTP";
	body_close(message);
}

/* Closes the content. */
static void
capture_describe_content(
    struct arena *arena, struct body *content, uint64_t most, struct capture *c)
{
	char hex[DIGEST_HEX];

	if (body_digest(content, hex, &c->bytes))
		c->sha256 = arena_string(arena, hex);
	else if (c->broken == NULL)
		c->broken = body_error(content);
	if (c->broken == NULL && c->bytes > most)
		c->broken = "the content is longer than the limit (content_limit)";
	body_close(content);
}

/* 2026-11-21T20:30:00Z, with or without a fraction (W3C-DTF, in UTC). */
static bool
capture_is_date(const char *date)
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

static void
capture_describe_response(
    struct arena *arena, struct body *message, uint64_t most, struct capture *c)
{
	struct http_head head;

	if (!http_head_take(arena, message, &head) || head.status == 0) {
		capture_describe_headless(message, c);
		return;
	}
	c->status = head.status;
	c->payload = head.length;
	c->etag = capture_clean(arena, http_header(&head, "ETag"));
	c->last_modified =
	    capture_clean(arena, http_header(&head, "Last-Modified"));
	c->location = capture_clean(arena, http_header(&head, "Location"));
	capture_describe_type(arena, http_header(&head, "Content-Type"), c);
	capture_describe_content(
	    arena, http_content(&head, message, most), most, c);
}

static bool
capture_is_response(const struct warc_record *record)
{
	const char *type = http_header(&record->fields, "Content-Type");

	return strcmp(record->type, "response") == 0 && type != NULL &&
	    strncasecmp(type, "application/http", 16) == 0;
}

static bool
capture_is_digest(const char *hex)
{
	return strspn(hex, "0123456789abcdef") == DIGEST_HEX - 1 &&
	    hex[DIGEST_HEX - 1] == '\0';
}

/* The digest that a field of ours gives, without its label; or NULL. */
static const char *
capture_digest_of(const struct warc_record *record, const char *field)
{
	static const char label[] = CAPTURE_DIGEST_LABEL;
	const char *value = http_header(&record->fields, field);

	return value != NULL && strncmp(value, label, sizeof(label) - 1) == 0 &&
		capture_is_digest(value + sizeof(label) - 1)
	    ? value + sizeof(label) - 1
	    : NULL;
}

static bool
capture_is_note(const struct warc_record *record)
{
	return strcmp(record->type, "metadata") == 0 &&
	    (capture_digest_of(record, CAPTURE_TAKES_BACK) != NULL ||
		capture_digest_of(record, CAPTURE_GIVES_BACK) != NULL);
}

static bool
capture_is_in(const struct warc_record *record)
{
	return record->uri != NULL && record->date != NULL &&
	    capture_is_date(record->date) &&
	    (capture_is_response(record) ||
		strcmp(record->type, "resource") == 0 ||
		capture_is_note(record));
}

const char *
capture_address(struct arena *arena, const struct warc_record *record)
{
	const char *posted = capture_digest_of(record, CAPTURE_POSTED);
	struct text address = { 0 };
	const char *url;

	if (posted == NULL)
		return capture_clean(arena, record->uri);
	capture_post_address(&address, record->uri, posted);
	url = capture_clean(arena, text_string(&address));
	text_free(&address);
	return url;
}

static const char *
capture_describe_run(struct arena *arena, const struct warc_record *record)
{
	const char *at = http_header(&record->fields, CAPTURE_RUN_AT);

	return at != NULL && capture_is_date(at) ? arena_string(arena, at)
						 : NULL;
}

/* Closes the block. */
static bool
capture_describe_note(struct arena *arena, const struct warc_record *record,
    struct body *block, struct capture *c)
{
	char reason[CAPTURE_REASON_MAX + 1];
	ssize_t length = body_read_all(block, reason, CAPTURE_REASON_MAX);

	reason[length < 0 ? 0 : length] = '\0';
	c->takes_back =
	    arena_string(arena, capture_digest_of(record, CAPTURE_TAKES_BACK));
	c->gives_back =
	    arena_string(arena, capture_digest_of(record, CAPTURE_GIVES_BACK));
	c->reason = capture_clean(arena, reason);
	body_close(block);
	return length >= 0;
}

bool
capture_describe_head(
    struct arena *arena, const struct warc_record *record, struct capture *c)
{
	*c = (struct capture){ .offset = record->offset };
	if (!capture_is_in(record))
		return false;
	c->url = capture_address(arena, record);
	c->fetched_at = capture_clean(arena, record->date);
	c->run_at = capture_describe_run(arena, record);
	c->broken = capture_clean(
	    arena, http_header(&record->fields, "WARC-Truncated"));
	return true;
}

bool
capture_describe(struct arena *arena, const struct warc_record *record,
    struct body *block, uint64_t most, struct capture *c)
{
	const struct http_head *fields = &record->fields;

	if (!capture_describe_head(arena, record, c)) {
		body_close(block);
		return false;
	}
	block = body_limit(block, record->length);
	if (capture_is_response(record)) {
		capture_describe_response(arena, block, most, c);
		return true;
	}
	if (capture_is_note(record))
		return capture_describe_note(arena, record, block, c);
	c->status = 200;
	c->imported = true;
	c->published_on =
	    capture_clean(arena, http_header(fields, CAPTURE_PUBLISHED_ON));
	capture_describe_type(arena, http_header(fields, "Content-Type"), c);
	capture_describe_content(arena, block, most, c);
	return true;
}

/* For another process */

/* The texts, each behind a byte that says whether it is given. */
static const size_t capture_texts[] = {
	offsetof(struct capture, url),
	offsetof(struct capture, fetched_at),
	offsetof(struct capture, run_at),
	offsetof(struct capture, media_type),
	offsetof(struct capture, charset),
	offsetof(struct capture, sha256),
	offsetof(struct capture, etag),
	offsetof(struct capture, last_modified),
	offsetof(struct capture, location),
	offsetof(struct capture, published_on),
	offsetof(struct capture, broken),
	offsetof(struct capture, takes_back),
	offsetof(struct capture, gives_back),
	offsetof(struct capture, reason),
	offsetof(struct capture, file),
};

#define CAPTURE_TEXTS (sizeof(capture_texts) / sizeof(capture_texts[0]))

static const char *
capture_text(const struct capture *c, size_t i)
{
	const char *const *text =
	    (const void *)((const char *)c + capture_texts[i]);

	return *text;
}

/* The numbers, one behind the other, go before the texts. */
struct capture_numbers {
	uint64_t bytes;
	uint64_t offset;
	uint64_t length;
	int32_t status;
	int32_t imported;
};

void
capture_write(struct text *out, const struct capture *c)
{
	const struct capture_numbers numbers = { c->bytes, c->offset, c->length,
		c->status, c->imported };

	text_add(out, (const char *)&numbers, sizeof(numbers));
	for (size_t i = 0; i < CAPTURE_TEXTS; i++) {
		const char *text = capture_text(c, i);

		text_add(out, text == NULL ? "0" : "1", 1);
		if (text != NULL)
			text_add(out, text, strlen(text) + 1);
	}
}

size_t
capture_read(const char *bytes, size_t length, struct capture *c)
{
	struct capture_numbers numbers;
	const char *at = bytes + sizeof(numbers);
	const char *end = bytes + length;

	if (length < sizeof(numbers))
		return 0;
	memcpy(&numbers, bytes, sizeof(numbers));
	*c = (struct capture){
		.bytes = numbers.bytes,
		.offset = numbers.offset,
		.length = numbers.length,
		.status = numbers.status,
		.imported = numbers.imported != 0,
	};
	for (size_t i = 0; i < CAPTURE_TEXTS; i++) {
		const char **text = (void *)((char *)c + capture_texts[i]);
		const char *last;

		if (at == end)
			return 0;
		if (*at++ == '0')
			continue;
		last = memchr(at, '\0', (size_t)(end - at));
		if (last == NULL)
			return 0;
		*text = at;
		at = last + 1;
	}
	return (size_t)(at - bytes);
}

static bool
capture_has_digests(const struct capture *c)
{
	const char *const digests[] = { c->sha256, c->takes_back,
		c->gives_back };

	for (size_t i = 0; i < sizeof(digests) / sizeof(digests[0]); i++) {
		if (digests[i] != NULL && !capture_is_digest(digests[i]))
			return false;
	}
	return true;
}

bool
capture_is_sound(const struct capture *c)
{
	for (size_t i = 0; i < CAPTURE_TEXTS; i++) {
		const char *text = capture_text(c, i);

		if (text != NULL && !utf8_is(text))
			return false;
	}
	return c->url != NULL && c->fetched_at != NULL &&
	    capture_is_date(c->fetched_at) &&
	    (c->run_at == NULL || capture_is_date(c->run_at)) &&
	    capture_has_digests(c) && c->status >= -99 && c->status <= 999 &&
	    c->bytes <= INT64_MAX;
}
