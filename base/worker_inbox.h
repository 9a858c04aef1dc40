/* How messages go over the socket: for the two sides of base/worker.h alone. */
#ifndef BASE_WORKER_INBOX_H
#define BASE_WORKER_INBOX_H

#include <stdbool.h>
#include <sysexits.h>

#include "base/text.h"
#include "base/worker_message.h"

/* Kinds of messages that are not the users'. */
#define WORKER_LOG 1     /* a message for the user; its table is the level */
#define WORKER_REFUSED 2 /* what the machine refused it, and why */
#define REFUSED_MOST 512 /* bytes of that */
#define WORKER_SHUT 3    /* it is shut in, and begins with its work */

/* How a worker ends, beside EX_OK. */
#define EX_MEMORY EX_OSERR /* it was refused memory */
#define EX_WALL EX_NOPERM  /* it could not be shut in */

/* What has come over the socket. */
struct worker_inbox {
	int fd;
	struct text bytes;
	size_t taken; /* of the bytes */
	bool ended;
};

/* Takes what has come; flags are those of recv(2). */
void worker_inbox_receive(struct worker_inbox *, int flags);

/*
 * The message that begins at that byte; false if it is not there whole. One
 * that makes no sense ends the inbox. Its bytes live until the next
 * worker_inbox_receive().
 */
bool
worker_inbox_message(struct worker_inbox *, size_t at, struct worker_message *);

/* The next message, which is taken; false if it is not there whole. */
bool worker_inbox_next(struct worker_inbox *, struct worker_message *);

/* How many bytes a message takes as it is sent. */
size_t worker_message_size(const struct worker_message *);

/* Adds a message's bytes to a text, as they are sent. */
void worker_message_write(struct text *out, const struct worker_message *);

/* Sends all; false when nobody is there to take it. */
bool worker_send_bytes(int fd, const char *bytes, size_t length);

#endif
