/* Waiting, unless somebody asks us to stop or the time is over. */
#ifndef BASE_WAIT_H
#define BASE_WAIT_H

#include <stdint.h>
#include <time.h>

enum waited {
	WAITED,
	WAIT_INTERRUPTED,
	WAIT_TOO_LONG, /* it would have led behind the deadline: at once */
};

/* So many milliseconds; a deadline of 0 is none. */
enum waited wait_ms(uint64_t, time_t deadline);

/* Milliseconds since 1970. */
uint64_t wait_now(void);

#endif
