/*
 * One notice and why the database says what it says of it: each value, the
 * words that it was read from, the surfaces and their records in the archive,
 * what they differ in, its versions, the chain of its programme, the deals it
 * may have become.
 */
#ifndef PUBLISH_WHY_H
#define PUBLISH_WHY_H

#include <jansson.h>
#include <stdio.h>

#include "base/outcome.h"
#include "load/database.h"

/*
 * The object of arms.why() (see docs/SCHEMA.md), which the caller gives to
 * json_decref(). A notice is named by its notice_id, by its transmittal in the
 * form of transmittal_read(), or by the address of one of its publications.
 * NULL on failure, logged: OUTCOME_USAGE if there is no such notice or the name
 * means several, which are listed.
 */
json_t *why_read(const struct database_settings *, const char *name,
    const char *transmittal, enum outcome *);

/*
 * Prints it for people, in lines of 80 columns. What a publisher wrote cannot
 * steer the terminal: see utf8_disarm().
 */
void why_print(const json_t *why, FILE *);

#endif
