#include "base/outcome.h"

#include <sysexits.h>

static const struct {
	int exit_status;
	const char *name;
} outcomes[] = {
	[OUTCOME_OK] = { EX_OK, "ok" },
	[OUTCOME_LATER] = { EX_TEMPFAIL, "later" },
	[OUTCOME_UNREACHABLE] = { EX_UNAVAILABLE, "unreachable" },
	[OUTCOME_BLOCKED] = { EX_NOPERM, "blocked" },
	[OUTCOME_INCOMPLETE] = { EX_DATAERR, "incomplete" },
	[OUTCOME_NOT_WRITTEN] = { EX_CANTCREAT, "not written" },
	[OUTCOME_MISCONFIGURED] = { EX_CONFIG, "misconfigured" },
	[OUTCOME_USAGE] = { EX_USAGE, "usage" },
};

enum outcome
outcome_worse(enum outcome a, enum outcome b)
{
	return a > b ? a : b;
}

int
outcome_exit_status(enum outcome o)
{
	return outcomes[o].exit_status;
}

const char *
outcome_name(enum outcome o)
{
	return outcomes[o].name;
}
