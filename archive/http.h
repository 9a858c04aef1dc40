/* The head of an HTTP message: a start line and headers (RFC 9112). */
#ifndef ARCHIVE_HTTP_H
#define ARCHIVE_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HTTP_HEAD_MAX ((size_t)256 * 1024)

struct arena;
struct body;

struct http_header {
	const char *name;
	const char *value;
};

struct http_head {
	int status; /* 0 in a request */
	struct http_header *headers;
	size_t count;
	size_t length; /* bytes of it, with the empty line */
};

/* Cuts a head into headers; everything is copied into the arena. */
struct http_head http_head_read(struct arena *, const char *, size_t);

/*
 * Takes the head off a message, up to and with the empty line, and reads it.
 * False when there is no head within HTTP_HEAD_MAX bytes.
 */
bool http_head_take(struct arena *, struct body *, struct http_head *);

/* The first header of that name, in any case; NULL if there is none. */
const char *http_header(const struct http_head *, const char *name);

/* The value of a parameter, as of charset in "text/html; charset=x", or NULL.
 */
const char *http_parameter(struct arena *, const char *value, const char *name);

/*
 * The content of a message: its body with transfer and content codings taken
 * off, as the headers say; `most` bounds what may come out of a compression.
 * Closing the result closes the body.
 */
struct body *
http_content(const struct http_head *, struct body *, uint64_t most);

#endif
