/*
 * The file in which something is kept for a while. A process that is shut in
 * (base/wall.h) can open none, and has one that it opened before.
 */
#ifndef ARCHIVE_SCRATCH_H
#define ARCHIVE_SCRATCH_H

#include <stdio.h>

/* Opens the one file that this process will have. */
void scratch_prepare(void);

/* An empty file that nobody else sees; NULL, and errno says why. */
FILE *scratch_open(void);

/* Closes what scratch_open() gave, or any other file. NULL does nothing. */
void scratch_close(FILE *);

#endif
