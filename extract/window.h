/* A window of days, as the publisher dates its documents. */
#ifndef EXTRACT_WINDOW_H
#define EXTRACT_WINDOW_H

#include <stdbool.h>
#include <stddef.h>

struct window {
	char since[11]; /* 2026-01-31; "" where the cursor says */
	char until[11]; /* within; "" for today */
};

/* How many days it has; 0 if it ends before it begins. */
size_t window_days(const struct window *);

bool window_covers(const struct window *, const struct window *part);

/* Narrows it to these days; NULL for no bound. It may have no days then. */
void window_clip(struct window *, const char *since, const char *until);

/* Its i-th step of so many days, from 0. False behind the last. */
bool window_step(
    const struct window *, unsigned days, size_t i, struct window *step);

#endif
