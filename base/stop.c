#include "base/stop.h"

#include <signal.h>
#include <stddef.h>

#include "base/time.h"

/* A signal between the question and the sleep is seen that much later. */
#define SLICE_MS 500

static volatile sig_atomic_t signalled;

static void
stop_note_signal(int number)
{
	(void)number;
	signalled = 1;
}

void
stop_setup(void)
{
	/* Without SA_RESTART, so that a signal ends a sleep. */
	struct sigaction action = { .sa_flags = (int)SA_RESETHAND };

	action.sa_handler = stop_note_signal;
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

bool
stop_requested(void)
{
	return signalled != 0;
}

enum stop_wait_end
stop_wait(uint64_t ms, time_t deadline)
{
	uint64_t last = deadline == 0 ? UINT64_MAX : (uint64_t)deadline * 1000;

	if (ms > 0 && time_now_ms() + ms > last)
		return STOP_WAIT_TOO_LONG;
	while (ms > 0 && !stop_requested()) {
		uint64_t slice = ms < SLICE_MS ? ms : SLICE_MS;
		const struct timespec span = { .tv_sec = (time_t)(slice / 1000),
			.tv_nsec = (long)(slice % 1000) * 1000000 };

		(void)nanosleep(&span, NULL);
		ms -= slice;
	}
	return stop_requested() ? STOP_REQUESTED : STOP_WAITED;
}
