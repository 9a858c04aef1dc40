#include "archive/har.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "archive/body.h"
#include "archive/http.h"
#include "archive/json_scan.h"
#include "archive/scratch.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

#define HAR_HEADERS_MOST ((size_t)32 * 1024) /* of those that are kept */
#define HAR_PIECE ((size_t)16 * 1024)

/* What is said of one request. What is longer than its room counts as none. */
struct har_entry {
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

struct har {
	struct json_scan *scan;
	const struct saved_user *user;
	struct saved_end end;
	struct har_entry entry;
	FILE *content; /* of the present entry */
	char program[64];
	char version[64];
	struct text saved_by;
	bool has_entries;
	bool is_over; /* nothing more is wanted, or can be had */
};

/* A member that is known: a short text of the entry or a place in the file. */
struct har_member {
	const char *name;
	void (*take)(struct har *, enum scan_token); /* NULL: a text */
	size_t at;                                   /* of struct har */
	size_t room;
};

#define HAR_TEXT(name, member)                              \
	{                                                   \
		(name), NULL, offsetof(struct har, member), \
		    sizeof(((struct har *)NULL)->member)    \
	}
#define HAR_TAKE(name, take)         \
	{                            \
		(name), (take), 0, 0 \
	}
#define HAR_END                  \
	{                        \
		NULL, NULL, 0, 0 \
	}

/* What is left of a text. "" and false if it has more than the room, or a NUL.
 */
static bool
har_text(struct har *h, char *to, size_t room)
{
	char piece[256];
	size_t length = 0;
	bool is_long = false;
	size_t n;

	while ((n = scan_text(h->scan, piece, sizeof(piece))) > 0) {
		is_long = is_long || n >= room - length;
		if (!is_long)
			memcpy(to + length, piece, n);
		length += is_long ? 0 : n;
	}
	is_long = is_long || memchr(to, '\0', length) != NULL;
	to[is_long ? 0 : length] = '\0';
	utf8_repair(to);
	return !is_long;
}

static void
har_member_text(
    struct har *h, enum scan_token token, const struct har_member *m)
{
	char *to = (char *)h + m->at;

	*to = '\0';
	if (token == SCAN_STRING || token == SCAN_PLAIN)
		har_text(h, to, m->room);
	else
		scan_pass(h->scan, token);
	if (token == SCAN_PLAIN && strcmp(to, "null") == 0)
		*to = '\0';
}

/* Takes the members of an object that are known. False if it does not end. */
static bool
har_object(
    struct har *h, enum scan_token token, const struct har_member *members)
{
	if (token != SCAN_OBJECT) {
		scan_pass(h->scan, token);
		return token != SCAN_BROKEN;
	}
	while (!h->is_over && (token = scan_next(h->scan)) == SCAN_NAME) {
		const struct har_member *m = members;
		char name[32];

		har_text(h, name, sizeof(name));
		while (m->name != NULL && strcmp(m->name, name) != 0)
			m++;
		token = scan_next(h->scan);
		if (m->name == NULL)
			scan_pass(h->scan, token);
		else if (m->take != NULL)
			m->take(h, token);
		else
			har_member_text(h, token, m);
	}
	return !h->is_over && token == SCAN_CLOSE;
}

/* Takes each of an array's. */
static void
har_array(struct har *h, enum scan_token token,
    void (*take)(struct har *, enum scan_token))
{
	if (token != SCAN_ARRAY) {
		scan_pass(h->scan, token);
		return;
	}
	while (!h->is_over && (token = scan_next(h->scan)) != SCAN_CLOSE &&
	    token != SCAN_BROKEN)
		take(h, token);
}

/* An entry's parts */

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
har_take_header(struct har *h, enum scan_token token)
{
	static const struct har_member members[] = {
		HAR_TEXT("name", entry.name),
		HAR_TEXT("value", entry.value),
		HAR_END,
	};
	struct har_entry *e = &h->entry;

	e->name[0] = e->value[0] = '\0';
	if (!har_object(h, token, members) || !har_is_line(e->value))
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
har_take_headers(struct har *h, enum scan_token token)
{
	har_array(h, token, har_take_header);
}

static void
har_take_posted_text(struct har *h, enum scan_token token)
{
	struct digest *digest;
	char piece[HAR_PIECE];
	size_t n;

	if (token != SCAN_STRING) {
		scan_pass(h->scan, token);
		return;
	}
	digest = digest_new();
	while ((n = scan_text(h->scan, piece, sizeof(piece))) > 0)
		digest_add(digest, piece, n);
	digest_hex(digest, h->entry.posted);
	digest_free(digest);
	h->entry.has_posted = true;
}

static void
har_take_posted(struct har *h, enum scan_token token)
{
	static const struct har_member members[] = {
		HAR_TAKE("text", har_take_posted_text),
		HAR_END,
	};

	har_object(h, token, members);
}

static void
har_take_request(struct har *h, enum scan_token token)
{
	static const struct har_member members[] = {
		HAR_TEXT("method", entry.method),
		HAR_TEXT("url", entry.url),
		HAR_TAKE("postData", har_take_posted),
		HAR_END,
	};

	har_object(h, token, members);
	saved_clean_address(h->entry.url);
}

/* Nothing more can be kept. */
static void
har_cannot_spool(struct har *h)
{
	h->end.why = "its content cannot be kept in a temporary file";
	h->is_over = true;
}

/* An empty file for the present content. False: there is none. */
static bool
har_spool(struct har *h)
{
	if (h->content == NULL) {
		h->content = scratch_open();
		if (h->content == NULL)
			return false;
	}
	rewind(h->content);
	return ftruncate(fileno(h->content), 0) == 0;
}

/* A content may come before the address, and before what encodes it. The first
 * of an entry counts. */
static void
har_take_text(struct har *h, enum scan_token token)
{
	/* Base64 has four for three, and line ends: enough to be too long. */
	uint64_t left = h->user->most / 2 * 3 + HAR_PIECE;
	const char *url = h->entry.url;
	char piece[HAR_PIECE];
	size_t n;

	if (token != SCAN_STRING || h->entry.has_text ||
	    (*url != '\0' && !h->user->wants(h->user->context, url))) {
		scan_pass(h->scan, token);
		return;
	}
	if (!har_spool(h)) {
		har_cannot_spool(h);
		return;
	}
	while ((n = scan_text(h->scan, piece, sizeof(piece))) > 0) {
		h->entry.is_cut = h->entry.is_cut || n > left;
		if (n > left)
			n = (size_t)left;
		left -= n;
		if (fwrite(piece, 1, n, h->content) != n) {
			har_cannot_spool(h);
			return;
		}
	}
	if (fflush(h->content) != 0)
		har_cannot_spool(h);
	h->entry.has_text = true;
}

/* Browsers name base64 or nothing. */
static void
har_take_encoding(struct har *h, enum scan_token token)
{
	char name[16];
	bool is_text = token == SCAN_STRING || token == SCAN_PLAIN;
	bool is_whole = is_text && har_text(h, name, sizeof(name));

	if (!is_text)
		scan_pass(h->scan, token);
	h->entry.coding = !is_whole                            ? SAVED_UNKNOWN
	    : *name == '\0'                                    ? SAVED_AS_IS
	    : strcasecmp(name, "base64") == 0                  ? SAVED_BASE64
	    : token == SCAN_PLAIN && strcmp(name, "null") == 0 ? SAVED_AS_IS
							       : SAVED_UNKNOWN;
}

static void
har_take_content(struct har *h, enum scan_token token)
{
	static const struct har_member members[] = {
		HAR_TEXT("size", entry.size),
		HAR_TEXT("mimeType", entry.media_type),
		HAR_TAKE("text", har_take_text),
		HAR_TAKE("encoding", har_take_encoding),
		HAR_END,
	};

	har_object(h, token, members);
}

static void
har_take_response(struct har *h, enum scan_token token)
{
	static const struct har_member members[] = {
		HAR_TEXT("status", entry.status),
		HAR_TAKE("headers", har_take_headers),
		HAR_TAKE("content", har_take_content),
		HAR_TEXT("_error", entry.error),
		HAR_END,
	};

	har_object(h, token, members);
}

/* Says that the browser had the answer, unless there is nothing in it. */
static void
har_take_cache_state(struct har *h, enum scan_token token)
{
	if (token != SCAN_OBJECT) {
		scan_pass(h->scan, token);
		return;
	}
	while (scan_next(h->scan) == SCAN_NAME) {
		h->entry.was_cached = true;
		scan_pass(h->scan, scan_next(h->scan));
	}
}

/* Firefox has of an answer out of its cache what is there afterwards. */
static void
har_take_cache(struct har *h, enum scan_token token)
{
	static const struct har_member members[] = {
		HAR_TAKE("beforeRequest", har_take_cache_state),
		HAR_TAKE("afterRequest", har_take_cache_state),
		HAR_END,
	};

	har_object(h, token, members);
}

/* Entries */

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

static void
har_give(struct har *h)
{
	const struct har_entry *e = &h->entry;
	bool is_text = e->coding == SAVED_AS_IS;
	struct text type = { 0 };
	struct text headers = e->headers;
	struct saved_response r = {
		.form = SAVED_HAR,
		.saved_by = text_string(&h->saved_by),
		.number = h->end.count,
		.offset = scan_offset(h->scan),
		.url = e->url,
		.method = e->method,
		.has_posted = e->has_posted,
		.status = (int)strtol(e->status, NULL, 10),
		.error = e->error,
		.date = e->date,
		.server_date = e->server_date,
		.is_cached = e->cache[0] != '\0' || e->was_cached,
		.content = e->has_text ? h->content : NULL,
		.is_cut = e->is_cut,
		.coding = e->coding,
		.size = har_size(e, is_text),
	};

	har_write_type(&type, e, is_text);
	r.media_type = text_string(&type);
	r.headers = text_string(&headers);
	h->entry.headers = headers;
	memcpy(r.posted, e->posted, sizeof(r.posted));
	if (!h->user->take(h->user->context, &r))
		h->is_over = true;
	text_free(&type);
}

static void
har_take_entry(struct har *h, enum scan_token token)
{
	static const struct har_member members[] = {
		HAR_TEXT("startedDateTime", entry.date),
		HAR_TEXT("_fromCache", entry.cache),
		HAR_TAKE("cache", har_take_cache),
		HAR_TAKE("request", har_take_request),
		HAR_TAKE("response", har_take_response),
		HAR_END,
	};
	struct text headers = h->entry.headers;

	text_empty(&headers);
	h->entry = (struct har_entry){ .headers = headers };
	if (!har_object(h, token, members))
		return;
	h->end.count++;
	if (h->user->wants(h->user->context, h->entry.url))
		har_give(h);
}

static void
har_take_entries(struct har *h, enum scan_token token)
{
	h->has_entries = h->has_entries || token == SCAN_ARRAY;
	har_array(h, token, har_take_entry);
}

/* The browser, in place of the program that wrote the file, if it is named. */
static void
har_take_program(struct har *h, enum scan_token token)
{
	static const struct har_member members[] = {
		HAR_TEXT("name", program),
		HAR_TEXT("version", version),
		HAR_END,
	};

	h->program[0] = h->version[0] = '\0';
	har_object(h, token, members);
	if (h->program[0] == '\0' || h->saved_by.length > HAR_PIECE)
		return;
	if (h->saved_by.length > 0)
		text_add_string(&h->saved_by, ", ");
	text_addf(&h->saved_by, "%s%s%s", h->program,
	    h->version[0] == '\0' ? "" : " ", h->version);
}

static void
har_take_log(struct har *h, enum scan_token token)
{
	static const struct har_member members[] = {
		HAR_TAKE("creator", har_take_program),
		HAR_TAKE("browser", har_take_program),
		HAR_TAKE("entries", har_take_entries),
		HAR_END,
	};

	har_object(h, token, members);
}

struct saved_end
har_read(struct body *body, const struct saved_user *user)
{
	static const struct har_member members[] = {
		HAR_TAKE("log", har_take_log),
		HAR_END,
	};
	struct har *h = xzalloc(sizeof(*h));
	struct saved_end end;

	h->user = user;
	h->scan = scan_open(body);
	if (har_object(h, scan_next(h->scan), members))
		(void)scan_next(h->scan); /* tells what is behind it */
	end = h->end;
	end.offset = scan_offset(h->scan);
	if (end.why == NULL)
		end.why = scan_why(h->scan);
	if (end.why == NULL && !h->has_entries && !h->is_over)
		end.why = "is JSON, but has no entries of a log";
	scan_close(h->scan);
	scratch_close(h->content);
	text_free(&h->saved_by);
	text_free(&h->entry.headers);
	free(h);
	return end;
}

bool
har_is(struct body *body)
{
	char start[BODY_PEEK_MAX + 1];
	const char *at = body_start(body, start);

	if (*at++ != '{')
		return false;
	at += strspn(at, " \t\r\n");
	if (strncmp(at, "\"log\"", 5) != 0)
		return false;
	at += 5 + strspn(at + 5, " \t\r\n:");
	return *at == '{';
}
