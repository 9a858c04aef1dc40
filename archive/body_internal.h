/* How a kind of body is made; for those who make one. */
#ifndef ARCHIVE_BODY_INTERNAL_H
#define ARCHIVE_BODY_INTERNAL_H

#include "archive/body.h"

struct body_kind {
	ssize_t (*read)(struct body *, void *, size_t);
	void (*close)(struct body *); /* its own things only; may be NULL */
};

/* The head of every kind's structure. */
struct body {
	const struct body_kind *kind;
	struct body *below; /* owned; NULL for the lowest */
	const char *error;
	unsigned char ahead[BODY_PEEK_MAX]; /* read by body_peek() */
	size_t ahead_at;
	size_t ahead_length;
};

/* A zeroed structure of so many bytes that begins with a struct body. */
void *body_new(const struct body_kind *, struct body *below, size_t);

#endif
