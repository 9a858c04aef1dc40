#include "base/wait.h"

#include "base/stop.h"

/* A signal that comes between question and sleep is seen that much later. */
#define SLICE_MS 500

uint64_t
wait_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void
sleep_ms(uint64_t ms)
{
	const struct timespec slice = { .tv_sec = (time_t)(ms / 1000),
		.tv_nsec = (long)(ms % 1000) * 1000000 };

	(void)nanosleep(&slice, NULL);
}

enum waited
wait_ms(uint64_t ms, time_t deadline)
{
	uint64_t last = deadline == 0 ? UINT64_MAX : (uint64_t)deadline * 1000;

	if (ms > 0 && wait_now() + ms > last)
		return WAIT_TOO_LONG;
	while (ms > 0 && !interrupted()) {
		uint64_t slice = ms < SLICE_MS ? ms : SLICE_MS;

		sleep_ms(slice);
		ms -= slice;
	}
	return interrupted() ? WAIT_INTERRUPTED : WAITED;
}
