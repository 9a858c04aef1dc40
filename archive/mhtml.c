#include "archive/mhtml.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "archive/body.h"
#include "archive/http.h"
#include "archive/scratch.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

#define MHTML_IN ((size_t)64 * 1024)
#define MHTML_HEAD_MOST ((size_t)64 * 1024)
#define MHTML_BOUNDARY_MOST 200

struct mhtml {
	struct body *body;
	const struct saved_user *user;
	struct saved_end end;
	bool is_over; /* nothing more is wanted, or can be had */

	char in[MHTML_IN];
	size_t at;
	size_t length;
	bool has_ended;
	uint64_t before; /* bytes of the body before those */

	/* Of the whole file. */
	struct arena *arena;
	struct arena *part_arena; /* of the present part's head */
	const char *page;         /* its address, or NULL */
	const char *date;
	const char *saved_by;
	const char *boundary; /* NULL: the page stands alone */

	FILE *content;
	bool is_cut; /* more than is wanted of a content came */
};

/* A line, or a piece of a long one. */
struct mhtml_line {
	const char *bytes;
	size_t length; /* with its end */
	size_t end;    /* how much of that is the line's end: 0, 1, 2 */
};

/* Lines */

static bool
mhtml_fill(struct mhtml *m)
{
	ssize_t n;

	memmove(m->in, m->in + m->at, m->length - m->at);
	m->before += m->at;
	m->length -= m->at;
	m->at = 0;
	if (m->has_ended || m->length == sizeof(m->in))
		return false;
	n = body_read_all(
	    m->body, m->in + m->length, sizeof(m->in) - m->length);
	if (n < 0)
		m->end.why = body_error(m->body);
	m->has_ended = n <= 0;
	m->length += n < 0 ? 0 : (size_t)n;
	return n > 0;
}

/* False at the end. A piece never ends between the two bytes of a line's end.
 */
static bool
mhtml_line(struct mhtml *m, struct mhtml_line *line)
{
	const char *start = m->in + m->at;
	const char *end = memchr(start, '\n', m->length - m->at);

	if (end == NULL && mhtml_fill(m)) {
		start = m->in;
		end = memchr(start, '\n', m->length);
	}
	start = m->in + m->at;
	*line =
	    (struct mhtml_line){ .bytes = start, .length = m->length - m->at };
	if (end != NULL) {
		line->length = (size_t)(end - start) + 1;
		line->end = end > start && end[-1] == '\r' ? 2 : 1;
	} else if (line->length > 1 && start[line->length - 1] == '\r' &&
	    !m->has_ended) {
		line->length--;
	}
	m->at += line->length;
	return line->length > 0;
}

/* Heads */

/* A head up to its empty line. False if the file ends within it, or it is too
 * long. */
static bool
mhtml_head(struct mhtml *m, struct arena *arena, struct http_head *head)
{
	struct text bytes = { 0 };
	struct mhtml_line line;
	bool ok = false;

	text_add_string(&bytes, "\n"); /* in place of what HTTP begins with */
	while (!ok && mhtml_line(m, &line)) {
		bool goes_on = *line.bytes == ' ' || *line.bytes == '\t';

		ok = line.length == line.end;
		if (bytes.length + line.length > MHTML_HEAD_MOST) {
			m->end.why = "has a head that is too long (limit MHTML "
				     "head)";
			break;
		}
		if (goes_on && bytes.length > 1 && !ok)
			bytes.length--; /* the line's end */
		text_add(&bytes, line.bytes, line.length - line.end);
		text_add_string(&bytes, "\n");
	}
	if (ok) {
		char *text = text_string(&bytes);

		for (size_t i = 0; i < bytes.length; i++)
			text[i] = text[i] == '\0' ? ' ' : text[i];
		utf8_repair(text);
		*head = http_head_read(arena, text, bytes.length);
	} else if (m->end.why == NULL) {
		m->end.why = "ends within a head";
	}
	text_free(&bytes);
	return ok;
}

/* "" if there is none. */
static const char *
mhtml_field(const struct http_head *head, const char *name)
{
	const char *value = http_header(head, name);

	return value == NULL ? "" : value;
}

/* The address of a part, without the blanks where its lines were cut. */
static const char *
mhtml_location(
    struct arena *arena, const struct http_head *head, const char *name)
{
	char *url = arena_string(arena, mhtml_field(head, name));
	char *to = url;

	for (const char *from = url; *from != '\0'; from++) {
		if (*from != ' ' && *from != '\t')
			*to++ = *from;
	}
	*to = '\0';
	saved_clean_address(url);
	return url;
}

/* Parts */

/* The name of a boundary stands in quotes where it has blanks. */
static const char *
mhtml_boundary(struct arena *arena, const char *type)
{
	const char *at = strcasestr(type, "boundary=");
	size_t length;

	if (at == NULL)
		return NULL;
	at += strlen("boundary=");
	if (*at == '"') {
		at++;
		length = strcspn(at, "\"");
	} else {
		length = strcspn(at, "; \t");
	}
	return length == 0 || length > MHTML_BOUNDARY_MOST
	    ? NULL
	    : arena_copy(arena, at, length);
}

enum mhtml_mark { MHTML_NO_MARK, MHTML_NEXT_PART, MHTML_LAST_PART };

static enum mhtml_mark
mhtml_mark(const struct mhtml *m, const struct mhtml_line *line)
{
	const char *at = line->bytes;
	size_t left = line->length - line->end;
	size_t length;
	bool is_last;

	if (m->boundary == NULL || left < 2 || memcmp(at, "--", 2) != 0)
		return MHTML_NO_MARK;
	length = strlen(m->boundary);
	if (left - 2 < length || memcmp(at + 2, m->boundary, length) != 0)
		return MHTML_NO_MARK;
	at += 2 + length;
	left -= 2 + length;
	is_last = left >= 2 && memcmp(at, "--", 2) == 0;
	if (is_last) {
		at += 2;
		left -= 2;
	}
	while (left > 0 && (*at == ' ' || *at == '\t')) {
		at++;
		left--;
	}
	return left > 0 ? MHTML_NO_MARK
	    : is_last   ? MHTML_LAST_PART
			: MHTML_NEXT_PART;
}

/* Where a part's bytes go: nowhere if it is not wanted. */
struct mhtml_spool {
	FILE *file;
	uint64_t left; /* what is more is cut off */
};

static void
mhtml_cannot_spool(struct mhtml *m)
{
	log_error("temporary file: %s", strerror(errno));
	m->end.why = "its content cannot be kept in a temporary file";
	m->is_over = true;
}

static void
mhtml_put(struct mhtml *m, struct mhtml_spool *s, const char *bytes, size_t n)
{
	m->is_cut = m->is_cut || n > s->left;
	if (n > s->left)
		n = (size_t)s->left;
	s->left -= n;
	if (s->file != NULL && fwrite(bytes, 1, n, s->file) != n)
		mhtml_cannot_spool(m);
}

/*
 * The bytes of a part, without the line end before the next boundary. What ends
 * it; MHTML_NO_MARK: the file does.
 */
static enum mhtml_mark
mhtml_content(struct mhtml *m, FILE *file)
{
	struct mhtml_spool spool = { file,
		/* A byte may be written as three, and line ends. */
		m->user->most * 4 + MHTML_IN };
	enum mhtml_mark mark = MHTML_NO_MARK;
	struct mhtml_line line;
	bool begins = true;
	char held[2];
	size_t held_length = 0;

	m->is_cut = false;
	while (!m->is_over && mhtml_line(m, &line)) {
		if (begins)
			mark = mhtml_mark(m, &line);
		if (mark != MHTML_NO_MARK)
			break;
		mhtml_put(m, &spool, held, held_length);
		mhtml_put(m, &spool, line.bytes, line.length - line.end);
		held_length = line.end;
		memcpy(held, line.bytes + line.length - line.end, line.end);
		begins = line.end > 0;
	}
	if (mark == MHTML_NO_MARK)
		mhtml_put(m, &spool, held, held_length);
	if (file != NULL && fflush(file) != 0)
		mhtml_cannot_spool(m);
	return mark;
}

/* An empty file for a content; NULL: there is none, which is noted. */
static FILE *
mhtml_spool(struct mhtml *m)
{
	if (m->content == NULL)
		m->content = scratch_open();
	if (m->content == NULL) {
		mhtml_cannot_spool(m);
		return NULL;
	}
	rewind(m->content);
	if (ftruncate(fileno(m->content), 0) != 0)
		mhtml_cannot_spool(m);
	return m->content;
}

static enum saved_coding
mhtml_coding(const struct http_head *head)
{
	const char *coding = mhtml_field(head, "Content-Transfer-Encoding");

	static const struct {
		const char *name;
		enum saved_coding coding;
	} codings[] = {
		{ "", SAVED_AS_IS },
		{ "7bit", SAVED_AS_IS },
		{ "8bit", SAVED_AS_IS },
		{ "binary", SAVED_AS_IS },
		{ "base64", SAVED_BASE64 },
		{ "quoted-printable", SAVED_QUOTED_PRINTABLE },
	};

	for (size_t i = 0; i < sizeof(codings) / sizeof(codings[0]); i++) {
		if (strcasecmp(coding, codings[i].name) == 0)
			return codings[i].coding;
	}
	return SAVED_UNKNOWN;
}

static void
mhtml_give(struct mhtml *m, const struct http_head *head, const char *url)
{
	const char *date = mhtml_field(head, "Date");
	const struct saved_response r = {
		.form = SAVED_MHTML,
		.saved_by = m->saved_by,
		.number = m->end.count,
		.offset = m->before + m->at,
		.url = url,
		.method = "GET",
		.status = 200,
		.error = "",
		.date = *date == '\0' ? m->date : date,
		.server_date = "",
		.media_type = mhtml_field(head, "Content-Type"),
		.headers = "",
		.content = m->content,
		.is_cut = m->is_cut,
		.coding = mhtml_coding(head),
		.size = -1,
	};

	if (!m->user->take(m->user->context, &r))
		m->is_over = true;
}

/* A part behind its head. False when there is none behind it. */
static bool
mhtml_part(struct mhtml *m, const struct http_head *head)
{
	const char *url =
	    mhtml_location(m->part_arena, head, "Content-Location");
	enum mhtml_mark mark;
	bool is_wanted;

	if (m->end.count == 0 && m->page != NULL)
		url = m->page;
	is_wanted = m->user->wants(m->user->context, url);
	mark = mhtml_content(m, is_wanted ? mhtml_spool(m) : NULL);
	if (m->is_over)
		return false;
	if (mark == MHTML_NO_MARK && m->boundary != NULL && m->end.why == NULL)
		m->end.why = "ends within a part";
	if (m->end.why != NULL)
		return false;
	m->end.count++;
	if (is_wanted)
		mhtml_give(m, head, url);
	return mark == MHTML_NEXT_PART && !m->is_over;
}

/* What stands before the first part is for nobody. */
static void
mhtml_parts(struct mhtml *m)
{
	struct http_head head;
	bool goes_on = mhtml_content(m, NULL) == MHTML_NEXT_PART;

	if (!goes_on)
		m->end.why = "has no part";
	while (goes_on && mhtml_head(m, m->part_arena, &head)) {
		goes_on = mhtml_part(m, &head);
		arena_reset(m->part_arena);
	}
}

/* What the file says of all: its page, when it was saved, and by what. */
static void
mhtml_take_head(struct mhtml *m, const struct http_head *head, const char *url)
{
	m->date = mhtml_field(head, "Date");
	m->saved_by = mhtml_field(head, "From");
	if (url != NULL) {
		char *page = arena_string(m->arena, url);

		saved_clean_address(page);
		m->page = page;
	} else if (http_header(head, "Snapshot-Content-Location") != NULL) {
		m->page =
		    mhtml_location(m->arena, head, "Snapshot-Content-Location");
	}
	m->boundary =
	    mhtml_boundary(m->arena, mhtml_field(head, "Content-Type"));
}

static void
mhtml_read_file(struct mhtml *m, const char *url)
{
	struct http_head head;
	bool is_multipart;

	if (!mhtml_head(m, m->arena, &head))
		return;
	mhtml_take_head(m, &head, url);
	is_multipart = strncasecmp(mhtml_field(&head, "Content-Type"),
			   "multipart/", 10) == 0;
	if (is_multipart && m->boundary == NULL)
		m->end.why = "does not say what stands between its parts";
	else if (is_multipart)
		mhtml_parts(m);
	else {
		m->boundary = NULL;
		mhtml_part(m, &head);
	}
}

struct saved_end
mhtml_read(struct body *body, const char *url, const struct saved_user *user)
{
	struct mhtml *m = xzalloc(sizeof(*m));
	struct saved_end end;

	m->body = body;
	m->user = user;
	m->arena = arena_new();
	m->part_arena = arena_new();
	mhtml_read_file(m, url);
	end = m->end;
	end.offset = m->before + m->at;
	scratch_close(m->content);
	arena_free(m->part_arena);
	arena_free(m->arena);
	free(m);
	return end;
}

bool
mhtml_is(struct body *body)
{
	char buffer[BODY_PEEK_MAX + 1];
	const char *start = body_start(body, buffer);
	const char *type;

	if (strncasecmp(start, "From: <Saved by", 15) == 0)
		return true;
	type = strncasecmp(start, "MIME-Version:", 13) == 0
	    ? start
	    : strcasestr(start, "\nMIME-Version:");
	/* Another text may have such a line, but does not begin with fields. */
	return type != NULL &&
	    strcspn(start, ":") < strcspn(start, " \t\r\n<{[");
}
