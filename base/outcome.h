/*
 * How a piece of work ended, from good to bad. Every stage gives one for each
 * source; the worst of all becomes the exit status (sysexits.h).
 */
#ifndef BASE_OUTCOME_H
#define BASE_OUTCOME_H

enum outcome {
	OUTCOME_OK,
	OUTCOME_LATER, /* 75: interrupted, out of time, or another is at it */
	OUTCOME_UNREACHABLE, /* 69: a publisher or the database did not answer
	                      */
	OUTCOME_BLOCKED,     /* 77: the publisher refuses us */
	OUTCOME_INCOMPLETE,  /* 65: what was published is not whole or not right
	                      */
	OUTCOME_NOT_WRITTEN, /* 73: we could not keep or load something */
	OUTCOME_MISCONFIGURED, /* 78 */
	OUTCOME_USAGE,         /* 64 */
};

enum outcome outcome_worse(enum outcome, enum outcome);
int outcome_exit_status(enum outcome);

/* "ok", "later", "unreachable", ...: as the ledger has it. */
const char *outcome_name(enum outcome);

#endif
