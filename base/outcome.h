/*
 * Three words for what can go wrong, and each means one thing:
 *
 * - An outcome is how a whole piece of work ended: a stage, a run, a command.
 *   Every stage gives one for each source; the worst of all becomes the exit
 *   status (sysexits.h).
 * - A failure is of an address or a source that did not answer as it should:
 *   no connection, an error status, a page that is not what was asked for. It
 *   is logged, noted in the source's state, and retried later.
 * - A fault is of a publisher's data that came but could not be read. It is no
 *   error: it goes, with its place and reason, into the table of faults.
 */
#ifndef BASE_OUTCOME_H
#define BASE_OUTCOME_H

/* From good to bad. */
enum outcome {
	OUTCOME_OK,
	/* 75: interrupted, out of time, or another process is doing it */
	OUTCOME_LATER,
	/* 69: a publisher or the database did not answer */
	OUTCOME_UNREACHABLE,
	/* 77: the publisher refuses us */
	OUTCOME_BLOCKED,
	/* 65: what was published is not whole or not right */
	OUTCOME_INCOMPLETE,
	/* 73: something could not be kept or loaded */
	OUTCOME_NOT_WRITTEN,
	/* 78: a setting is wrong or missing */
	OUTCOME_MISCONFIGURED,
	/* 64: the command line is wrong */
	OUTCOME_USAGE,
};

/* The worse of two. */
enum outcome outcome_worse(enum outcome, enum outcome);

int outcome_exit_status(enum outcome);

/* "ok", "later", "unreachable", ...: the ledger's word for it. A constant. */
const char *outcome_name(enum outcome);

#endif
