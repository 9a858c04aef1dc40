/*
 * The database's answers as pages with pictures: a folder of plain HTML that
 * opens from a disk, and asks nobody for anything. All of one snapshot, written
 * beside and put in place when it is whole.
 */
#ifndef PUBLISH_REPORT_REPORT_H
#define PUBLISH_REPORT_REPORT_H

#include <stdbool.h>

#include "base/outcome.h"
#include "load/database.h"

struct report_options {
	const char *out;       /* the folder */
	const char *program;   /* "armsetl/0.1" */
	const char *base_year; /* of constant dollars; NULL: the database's */
	bool with_restricted;  /* rows of sources with such a licence, too */
};

/*
 * Writes it. OUTCOME_USAGE if no index has the base year, OUTCOME_NOT_WRITTEN
 * if it cannot be written, OUTCOME_LATER if the program was asked to stop, else
 * the database's; logged, and what was in the place stays.
 */
enum outcome
report_run(const struct database_settings *, const struct report_options *);

#endif
