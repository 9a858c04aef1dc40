/* What stands behind the = of a setting. Each is false if it cannot be. */
#ifndef CONFIG_VALUE_H
#define CONFIG_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#define SECONDS_MAX 604800 /* a week */

/* A number from least to most; K, M and G may follow, in powers of 1024. */
bool value_count(const char *value, unsigned least, unsigned most, unsigned *);

/* Likewise, but not 0. */
bool value_seconds(const char *value, long *);
bool value_bytes(const char *value, uint64_t *);

/* https://..., or a path at the base; blanks between. */
bool value_addresses(const char *list);

#endif
