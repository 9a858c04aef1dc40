/*
 * An entry of a HAR file: what a browser asked, and what came of it. It is read
 * as the file has it, in whatever order, and its content kept in a temporary
 * file.
 */
#ifndef ARCHIVE_HAR_ENTRY_H
#define ARCHIVE_HAR_ENTRY_H

#include <stdbool.h>
#include <stdint.h>

#include "archive/json_scan.h"
#include "archive/saved.h"

struct har_entry;

/* One that is used for entry after entry; both are borrowed. */
struct har_entry *har_entry_new(struct json_scan *, const struct saved_user *);

/* NULL does nothing. */
void har_entry_free(struct har_entry *);

/* Reads the entry that a token began. False if it is none, or does not end. */
bool har_entry_read(struct har_entry *, enum scan_token);

/* Whether the user wants what its address gave. */
bool har_entry_is_wanted(const struct har_entry *);

/*
 * Gives it to the user, as what that program saved, and with that number. False
 * if the user wants no more.
 */
bool har_entry_give(struct har_entry *, const char *saved_by, uint64_t number);

#endif
