#include "archive/har_entry.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "archive/json_members.h"
#include "archive/scratch.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"

#define HAR_HEADERS_MOST ((size_t)32 * 1024) /* of those that are kept */
#define HAR_PIECE ((size_t)16 * 1024)

/* What is longer than its room counts as none. */
struct har_entry {
	struct json_scan *scan;
	const struct saved_user *user;
	FILE *content; /* kept from entry to entry */

	char url[SAVED_ADDRESS];
	char method[16];
	char date[64];
	char server_date[64];
	char error[128];
	char cache[16]; /* Chromium: disk, memory */
	bool was_cached;
	char status[8];
	char media_type[256]; /* of the content */
	char header_type[256];
	char size[24];
	enum saved_coding coding; /* of the text */
	struct text headers;
	bool has_posted;
	char posted[DIGEST_HEX];
	bool has_text;
	bool is_cut; /* more than is wanted came */
	/* A header that is being read. */
	char name[64];
	char value[2048];
};

/* What a later request, or a reader of the archive, has use for. Cookies and
 * what else could be a secret are not. */
static bool
har_keeps_header(const char *name)
{
	static const char *const kept[] = { "Age", "Content-Disposition",
		"Content-Language", "Date", "ETag", "Last-Modified", NULL };

	for (size_t i = 0; kept[i] != NULL; i++) {
		if (strcasecmp(name, kept[i]) == 0)
			return true;
	}
	return false;
}

static bool
har_is_line(const char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return false;
	}
	return true;
}

/* "" if it has more than the room. */
static void
har_copy(char *to, size_t room, const char *text)
{
	size_t length = strlen(text);

	if (length >= room)
		length = 0;
	memcpy(to, text, length);
	to[length] = '\0';
}

static void
har_take_header(void *context, enum scan_token token)
{
	static const struct scan_member members[] = {
		SCAN_MEMBER_TEXT("name", har_entry, name),
		SCAN_MEMBER_TEXT("value", har_entry, value),
		SCAN_MEMBERS_END,
	};
	struct har_entry *e = context;

	e->name[0] = e->value[0] = '\0';
	if (!scan_members(e->scan, token, members, e) || !har_is_line(e->value))
		return;
	if (strcasecmp(e->name, "Content-Type") == 0)
		har_copy(e->header_type, sizeof(e->header_type), e->value);
	if (strcasecmp(e->name, "Date") == 0)
		har_copy(e->server_date, sizeof(e->server_date), e->value);
	if (har_keeps_header(e->name) &&
	    e->headers.length + strlen(e->value) < HAR_HEADERS_MOST)
		text_addf(&e->headers, "%s: %s\r\n", e->name, e->value);
}

static void
har_take_headers(void *context, enum scan_token token)
{
	struct har_entry *e = context;
	scan_elements(e->scan, token, har_take_header, e);
}

static void
har_take_posted_text(void *context, enum scan_token token)
{
	struct har_entry *e = context;
	struct digest *digest;
	char piece[HAR_PIECE];
	size_t n;

	if (token != SCAN_STRING) {
		scan_pass(e->scan, token);
		return;
	}
	digest = digest_new();
	while ((n = scan_text(e->scan, piece, sizeof(piece))) > 0)
		digest_add(digest, piece, n);
	digest_hex(digest, e->posted);
	digest_free(digest);
	e->has_posted = true;
}

static void
har_take_posted(void *context, enum scan_token token)
{
	static const struct scan_member members[] = {
		SCAN_MEMBER("text", har_take_posted_text),
		SCAN_MEMBERS_END,
	};
	struct har_entry *e = context;

	scan_members(e->scan, token, members, e);
}

static void
har_take_request(void *context, enum scan_token token)
{
	static const struct scan_member members[] = {
		SCAN_MEMBER_TEXT("method", har_entry, method),
		SCAN_MEMBER_TEXT("url", har_entry, url),
		SCAN_MEMBER("postData", har_take_posted),
		SCAN_MEMBERS_END,
	};
	struct har_entry *e = context;

	scan_members(e->scan, token, members, e);
	saved_clean_address(e->url);
}

/* Nothing more can be kept. */
static void
har_cannot_spool(struct har_entry *e)
{
	log_error("temporary file: %s", strerror(errno));
	scan_stop(e->scan, "its content cannot be kept in a temporary file");
}

/* An empty file for the present content. False: there is none. */
static bool
har_spool(struct har_entry *e)
{
	if (e->content == NULL) {
		e->content = scratch_open();
		if (e->content == NULL)
			return false;
	}
	rewind(e->content);
	return ftruncate(fileno(e->content), 0) == 0;
}

/* A content may come before the address, and before what encodes it. The first
 * of an entry counts. */
static void
har_take_text(void *context, enum scan_token token)
{
	struct har_entry *e = context;
	/* Base64 has four for three, and line ends: enough to be too long. */
	uint64_t left = e->user->most / 2 * 3 + HAR_PIECE;
	const char *url = e->url;
	char piece[HAR_PIECE];
	size_t n;

	if (token != SCAN_STRING || e->has_text ||
	    (*url != '\0' && !e->user->wants(e->user->context, url))) {
		scan_pass(e->scan, token);
		return;
	}
	if (!har_spool(e)) {
		har_cannot_spool(e);
		return;
	}
	while ((n = scan_text(e->scan, piece, sizeof(piece))) > 0) {
		e->is_cut = e->is_cut || n > left;
		if (n > left)
			n = (size_t)left;
		left -= n;
		if (fwrite(piece, 1, n, e->content) != n) {
			har_cannot_spool(e);
			return;
		}
	}
	if (fflush(e->content) != 0)
		har_cannot_spool(e);
	e->has_text = true;
}

/* Browsers name base64 or nothing. */
static void
har_take_encoding(void *context, enum scan_token token)
{
	struct har_entry *e = context;
	char name[16];
	bool is_text = token == SCAN_STRING || token == SCAN_PLAIN;
	bool is_whole = is_text && scan_short_text(e->scan, name, sizeof(name));

	if (!is_text)
		scan_pass(e->scan, token);
	e->coding = !is_whole                                  ? SAVED_UNKNOWN
	    : *name == '\0'                                    ? SAVED_AS_IS
	    : strcasecmp(name, "base64") == 0                  ? SAVED_BASE64
	    : token == SCAN_PLAIN && strcmp(name, "null") == 0 ? SAVED_AS_IS
							       : SAVED_UNKNOWN;
}

static void
har_take_content(void *context, enum scan_token token)
{
	static const struct scan_member members[] = {
		SCAN_MEMBER_TEXT("size", har_entry, size),
		SCAN_MEMBER_TEXT("mimeType", har_entry, media_type),
		SCAN_MEMBER("text", har_take_text),
		SCAN_MEMBER("encoding", har_take_encoding),
		SCAN_MEMBERS_END,
	};
	struct har_entry *e = context;

	scan_members(e->scan, token, members, e);
}

static void
har_take_response(void *context, enum scan_token token)
{
	static const struct scan_member members[] = {
		SCAN_MEMBER_TEXT("status", har_entry, status),
		SCAN_MEMBER("headers", har_take_headers),
		SCAN_MEMBER("content", har_take_content),
		SCAN_MEMBER_TEXT("_error", har_entry, error),
		SCAN_MEMBERS_END,
	};
	struct har_entry *e = context;

	scan_members(e->scan, token, members, e);
}

/* Says that the browser had the answer, unless there is nothing in it. */
static void
har_take_cache_state(void *context, enum scan_token token)
{
	struct har_entry *e = context;
	if (token != SCAN_OBJECT) {
		scan_pass(e->scan, token);
		return;
	}
	while (scan_next(e->scan) == SCAN_NAME) {
		e->was_cached = true;
		scan_pass(e->scan, scan_next(e->scan));
	}
}

/* Firefox has of an answer out of its cache what is there afterwards. */
static void
har_take_cache(void *context, enum scan_token token)
{
	static const struct scan_member members[] = {
		SCAN_MEMBER("beforeRequest", har_take_cache_state),
		SCAN_MEMBER("afterRequest", har_take_cache_state),
		SCAN_MEMBERS_END,
	};
	struct har_entry *e = context;

	scan_members(e->scan, token, members, e);
}

/*
 * The type as the server says it: what is no line is none. A content that is no
 * base64 was made Unicode by the browser, whatever its character set was
 * before.
 */
static void
har_write_type(struct text *out, const struct har_entry *e, bool is_text)
{
	const char *type =
	    e->header_type[0] != '\0' ? e->header_type : e->media_type;
	size_t length;

	if (!har_is_line(type))
		type = "";
	length = strcspn(type, "; \t");
	if (is_text && e->has_text && length == 0)
		text_add_string(out, "application/octet-stream; charset=utf-8");
	else if (is_text && length > 0)
		text_addf(out, "%.*s; charset=utf-8", (int)length, type);
	else
		text_add_string(out, type);
}

/*
 * A size that a text of the browser's cannot be held against: of a character
 * set with more bytes for a letter than UTF-8 has.
 */
static bool
har_size_is_comparable(const char *type)
{
	return strcasestr(type, "utf-16") == NULL &&
	    strcasestr(type, "utf-32") == NULL &&
	    strcasestr(type, "iso-2022") == NULL;
}

static int64_t
har_size(const struct har_entry *e, bool is_text)
{
	char *end;
	long long size = strtoll(e->size, &end, 10);

	return e->size[0] == '\0' || *end != '\0' || size < 0 ||
		(is_text && !har_size_is_comparable(e->header_type))
	    ? -1
	    : size;
}

bool
har_entry_give(struct har_entry *e, const char *saved_by, uint64_t number)
{
	bool is_text = e->coding == SAVED_AS_IS;
	struct text type = { 0 };
	struct saved_response r = {
		.form = SAVED_HAR,
		.saved_by = saved_by,
		.number = number,
		.offset = scan_offset(e->scan),
		.url = e->url,
		.method = e->method,
		.has_posted = e->has_posted,
		.status = (int)strtol(e->status, NULL, 10),
		.error = e->error,
		.date = e->date,
		.server_date = e->server_date,
		.is_cached = e->cache[0] != '\0' || e->was_cached,
		.headers = text_string(&e->headers),
		.content = e->has_text ? e->content : NULL,
		.is_cut = e->is_cut,
		.coding = e->coding,
		.size = har_size(e, is_text),
	};
	bool wants_more;

	har_write_type(&type, e, is_text);
	r.media_type = text_string(&type);
	memcpy(r.posted, e->posted, sizeof(r.posted));
	wants_more = e->user->take(e->user->context, &r);
	text_free(&type);
	return wants_more;
}

bool
har_entry_read(struct har_entry *e, enum scan_token token)
{
	static const struct scan_member members[] = {
		SCAN_MEMBER_TEXT("startedDateTime", har_entry, date),
		SCAN_MEMBER_TEXT("_fromCache", har_entry, cache),
		SCAN_MEMBER("cache", har_take_cache),
		SCAN_MEMBER("request", har_take_request),
		SCAN_MEMBER("response", har_take_response),
		SCAN_MEMBERS_END,
	};

	text_empty(&e->headers);
	*e = (struct har_entry){
		.scan = e->scan,
		.user = e->user,
		.content = e->content,
		.headers = e->headers,
	};
	return scan_members(e->scan, token, members, e);
}

bool
har_entry_is_wanted(const struct har_entry *e)
{
	return e->user->wants(e->user->context, e->url);
}

struct har_entry *
har_entry_new(struct json_scan *scan, const struct saved_user *user)
{
	struct har_entry *e = xzalloc(sizeof(*e));

	e->scan = scan;
	e->user = user;
	return e;
}

void
har_entry_free(struct har_entry *e)
{
	if (e == NULL)
		return;
	scratch_close(e->content);
	text_free(&e->headers);
	free(e);
}
