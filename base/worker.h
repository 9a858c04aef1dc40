/*
 * A process that reads bytes which may be hostile. It is forked, so that it
 * has all that was loaded before, shares nothing with its parent but a socket
 * over which messages go, and is shut in (base/wall.h). Where it exceeds a
 * limit, or dies, the piece of work that it was at has failed, and nothing
 * else. What it does itself is in base/worker_side.h.
 */
#ifndef BASE_WORKER_H
#define BASE_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/worker_message.h"
#include "base/worker_side.h"

struct worker;

/* NULL on failure, logged. The limits are borrowed. */
struct worker *worker_start(const struct worker_limits *limits,
    worker_prepare *prepare, worker_main *run, void *context);

/* Ends it at once, if it has not ended; NULL does nothing. */
void worker_stop(struct worker *);

/*
 * The same for one that has no task: it is told that no other comes, and ends
 * by itself, so that what counts or checks a process at its end has seen it
 * all. One that does not is ended.
 */
void worker_dismiss(struct worker *);

/*
 * Sends a message. Whether it arrives is not told: one that has ended is found
 * by worker_has_ended(). The worker need not be reading: some 100 KB wait for
 * it.
 */
void worker_send(struct worker *, const struct worker_message *);

/* For poll(2). */
int worker_descriptor(const struct worker *);

/* Takes what has come, without waiting. */
void worker_receive(struct worker *);

/*
 * The next message that has come, whole; false if there is none. Its bytes
 * live until the next call. What the worker has to tell the user is logged.
 */
bool worker_next(struct worker *, struct worker_message *);

/*
 * Looks after one that has a task, now and then while it is waited for, when
 * what came of it was received. It is ended if for ten minutes of the clock it
 * gives nothing and takes a tenth of a second of the processor at most: as
 * where a document took it over and sleeps, or a file's bytes never come. Time
 * in which nobody looks does not count.
 */
void worker_watch(struct worker *);

/* It gave what cannot be: nothing that it gives any more is received. */
void worker_disbelieve(struct worker *);

/* How many messages of that kind came, and how many bytes wait. */
size_t worker_came(const struct worker *, uint16_t kind);
size_t worker_waiting(const struct worker *);

/* Whether nothing comes any more: it has ended, or makes no sense. */
bool worker_has_ended(const struct worker *);

/*
 * Why it ended, to be said of what it was at: "took more than 300 processor
 * seconds (limit read_seconds)". Waits for its end. Borrowed from the worker.
 */
const char *worker_why(struct worker *);

/*
 * Whether it ended for what the machine refused it, a file, its bytes or a part
 * of its wall, or before it was shut in, and not for what it was at. One that
 * was ended for doing nothing counts as refused. Behind worker_why().
 */
bool worker_was_refused(const struct worker *);

/* What a limit of the parent's own is called there. */
const char *worker_limit_text(
    struct worker *, const char *what, uint64_t bytes, const char *limit);

#endif
