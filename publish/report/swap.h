/* A folder that is written beside its place and swapped in as a whole. */
#ifndef PUBLISH_REPORT_SWAP_H
#define PUBLISH_REPORT_SWAP_H

#include <stdbool.h>

struct swap;

/*
 * A new folder beside the place, which is free, an empty folder, or an earlier
 * report. What killed runs have left beside it goes. NULL on failure, logged.
 */
struct swap *swap_begin(const char *out);

/* The folder to write into. */
const char *swap_folder(const struct swap *);

/*
 * Puts it into its place, to the disk; what was there goes. A reader finds the
 * old or the new, whole. False on failure, logged.
 */
bool swap_finish(struct swap *);

/* Removes what was not put in its place; NULL does nothing. */
void swap_close(struct swap *);

#endif
