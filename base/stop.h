/* Whether the program was asked to stop, and waiting until it is. */
#ifndef BASE_STOP_H
#define BASE_STOP_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/*
 * From now on the first SIGINT or SIGTERM is noted, and ends any waiting; the
 * second ends the program at once, which loses nothing but time.
 */
void stop_setup(void);

/*
 * Whether there was such a signal. Work that can be gone on with later then
 * stops at its next border: a request, a document, a package, a source.
 */
bool stop_requested(void);

enum stop_wait_end {
	STOP_WAITED,        /* the time has passed */
	STOP_REQUESTED,     /* a signal came before it had */
	STOP_WAIT_TOO_LONG, /* it would pass after the deadline: at once */
};

/* Waits so many milliseconds; a deadline of 0 is none. */
enum stop_wait_end stop_wait(uint64_t ms, time_t deadline);

#endif
