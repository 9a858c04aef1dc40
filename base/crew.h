/*
 * Workers that do tasks beside each other, while what they give is taken in
 * the order of the tasks, as if one had done them one after the other.
 */
#ifndef BASE_CREW_H
#define BASE_CREW_H

#include "base/worker.h"

struct crew;

/* As many workers may be asked for. */
#define CREW_MOST 64

/* All are given the context of crew_new(). A task is as it was added. */
struct crew_trade {
	/*
	 * In a worker, before it is shut in: opens what it cannot open later,
	 * and names what it may read. NULL: there is nothing.
	 */
	worker_prepare *prepare;
	/* In a worker: does a task, and gives what comes of it. */
	void (*work)(void *context, struct worker_link *,
	    const struct worker_message *task);
	/* Takes a message that a task gave. False: nothing can go on. */
	bool (*take)(void *context, const struct worker_message *task,
	    const struct worker_message *);
	/*
	 * A task was given up, whose worker exceeded a limit or died: none of
	 * what was taken of it counts, and nothing more comes. May pass: it was
	 * the machine that refused something, and another time it may not.
	 */
	bool (*give_up)(void *context, const struct worker_message *task,
	    const char *why, bool may_pass);
};

/* The processors that this process may use. */
size_t crew_processors(void);

/* Workers start when there is something for them. All is borrowed. */
struct crew *crew_new(size_t workers, const struct worker_limits *,
    const struct crew_trade *, void *context);

/* Ends all workers; NULL does nothing. */
void crew_free(struct crew *);

/*
 * Adds a task, and takes meanwhile what others gave. False when take() or
 * give_up() was, when no worker can be had, or a stop was requested: then the
 * crew can only be freed.
 */
bool crew_add(struct crew *, const struct worker_message *task);

/* The same until all tasks are done. */
bool crew_finish(struct crew *);

#endif
