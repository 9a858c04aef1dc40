/* Points in time as our files have them: 2026-01-31T12:00:00Z. */
#ifndef BASE_TIME_H
#define BASE_TIME_H

#include <stdbool.h>
#include <time.h>

#define MOMENT_SIZE 21

void moment_write(time_t, char text[MOMENT_SIZE]);

/* False if it is none; NULL is none. */
bool moment_read(const char *text, time_t *);

#endif
