/*
 * Bytes that are read once, front to back, wherever they come from. Bodies are
 * laid over one another: a file, within it a WARC block, within it a gzip'd
 * HTTP message, within it UTF-8.
 */
#ifndef ARCHIVE_BODY_H
#define ARCHIVE_BODY_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/digest.h"

struct body;

/*
 * Up to so many bytes into the buffer; 0 at the end. -1 on failure: the reason
 * is body_error(), and every later read fails too. Nothing is logged: only the
 * caller knows what the bytes belong to.
 */
ssize_t body_read(struct body *, void *, size_t);

/* The same, fewer only at the end. */
ssize_t body_read_all(struct body *, void *, size_t);

/*
 * The first bytes yet to be read, without taking them: as many as there are,
 * at most BODY_PEEK_MAX. -1 on failure.
 */
#define BODY_PEEK_MAX 4096
ssize_t body_peek(struct body *, void *, size_t);

/*
 * The same as a string, from the first character that is neither white space
 * nor a byte order mark; "" on failure. It lies in the buffer.
 */
const char *body_start(struct body *, char buffer[BODY_PEEK_MAX + 1]);

/* Why reading failed, or NULL. Borrowed from a constant. */
const char *body_error(const struct body *);

/*
 * Ends the reading with a failure of the reader's own, a constant: what the
 * bytes say goes beyond a limit. The first one stays.
 */
void body_refuse(struct body *, const char *why);

/* SHA-256 of all that is left, and how much that was. False if it fails. */
bool body_digest(struct body *, char hex[DIGEST_HEX], uint64_t *size);

/*
 * Writes what is left to a file, and to the disk. NULL, or why it cannot: also
 * when there are more than so many bytes.
 */
const char *body_copy(struct body *, FILE *, uint64_t most);

/* Closes this body and those below it. NULL does nothing. */
void body_close(struct body *);

/* Closes this body alone; those below stay their owner's. */
void body_close_top(struct body *);

/* Borrowed bytes. */
struct body *body_of_memory(const void *, size_t);

/*
 * The file from where it stands; the file is the caller's to close. The name,
 * borrowed, is of the file, for worker_cannot_read(): a reader behind a wall
 * never sees that the file cannot be read.
 */
struct body *body_of_file(FILE *, const char *name);

/* Nothing but a failure, for that reason. */
struct body *body_failing(const char *reason);

/* At most so many bytes of another body; fewer are an error ("cut off"). */
struct body *body_limit(struct body *, uint64_t);

/* Another body's bytes, an error at the end if their SHA-256 is another. */
struct body *body_verify(struct body *, const char *sha256);

/* How a kind of body is made, for the files that make one. */

struct body_kind {
	ssize_t (*read)(struct body *, void *, size_t);
	void (*close)(struct body *); /* its own things only; may be NULL */
};

/* The head of every kind's structure; no other file looks into it. */
struct body {
	const struct body_kind *kind;
	struct body *below; /* owned; NULL for the lowest */
	const char *error;
	unsigned char ahead[BODY_PEEK_MAX]; /* read by body_peek() */
	size_t ahead_at;
	size_t ahead_length;
};

/* Makes the error of a body that of all below it: nothing more is read. */
void body_fail_below(struct body *);

/* A zeroed structure of so many bytes that begins with a struct body. */
void *body_new(const struct body_kind *, struct body *below, size_t);

#endif
