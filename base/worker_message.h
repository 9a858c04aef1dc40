/* What goes between a program and its worker: see base/worker.h. */
#ifndef BASE_WORKER_MESSAGE_H
#define BASE_WORKER_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

/*
 * A message, in either direction. Kinds from WORKER_OWN on are the users' to
 * choose; of the others worker_next() makes log messages.
 */
#define WORKER_OWN 16
#define WORKER_MOST_BYTES ((size_t)16 * 1024 * 1024)
struct worker_message {
	uint16_t kind;
	uint16_t table; /* whatever the kind makes of these three */
	uint32_t count;
	uint32_t length; /* at most WORKER_MOST_BYTES */
	const char *bytes;
};

#endif
