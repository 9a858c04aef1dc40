/* What a worker does: see base/worker.h, which starts it. */
#ifndef BASE_WORKER_SIDE_H
#define BASE_WORKER_SIDE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/worker_message.h"

/* Of one piece of work. */
struct worker_limits {
	unsigned seconds; /* of the processor; 0: no limit */
	uint64_t memory;  /* bytes beyond those it begins with */
	uint64_t output;  /* bytes that it gives */
	unsigned still;   /* see worker_watch(); 0: ten minutes */
	bool are_fixed;   /* no setting has them, so that none is named */
};

/* A worker's temporary file is no longer: a longer one ends it. */
#define WORKER_FILE_MOST ((uint64_t)64 << 30)

struct worker_link;

/* Before the worker is shut in: see struct crew_trade. */
struct wall;
typedef void worker_prepare(struct wall *, void *context);

/* What it does then: until it returns. */
typedef void worker_main(struct worker_link *, void *context);

/* The next message; false at the end. What was given is sent before it waits.
 */
bool worker_take(struct worker_link *, struct worker_message *);

/* A piece of work begins: its limits are its own. */
void worker_begin(struct worker_link *);

/* Gives a message. */
void worker_give(struct worker_link *, const struct worker_message *);

/*
 * The machine does not give a file's bytes, for the reason in errno. A worker
 * ends with it, so that no reader can take the failure for the end of what it
 * reads: worker_why() names the file and the reason, and worker_was_refused()
 * is true. In any other process it does nothing: the caller passes it on.
 */
void worker_cannot_read(const char *name);

/*
 * What a new process does as a worker, until it ends: see worker_start(). The
 * socket is one of a pair whose other end the parent has.
 */
_Noreturn void worker_live(int socket, const struct worker_limits *limits,
    worker_prepare *prepare, worker_main *run, void *context, pid_t parent);

#endif
