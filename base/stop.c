#include "base/stop.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t noted;

static void
note(int number)
{
	(void)number;
	noted = 1;
}

void
interrupt_setup(void)
{
	/* Without SA_RESTART, so that waiting ends. */
	struct sigaction action = { .sa_flags = (int)SA_RESETHAND };

	action.sa_handler = note;
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

bool
interrupted(void)
{
	return noted != 0;
}
