/*
 * Values found by a string, or by two. Keys are copied; values stay the
 * caller's, and are never NULL. By libxml2's hash table.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>

struct map;

struct map *map_new(void);
void map_free(struct map *); /* the values stay; NULL does nothing */

/* The value of a key; NULL if it has none. */
void *map_get(const struct map *, const char *key);
void *map_get2(const struct map *, const char *key, const char *second);

/* Gives a key its value. False, and nothing done, if it has one. */
bool map_add(struct map *, const char *key, const void *value);
bool
map_add2(struct map *, const char *key, const char *second, const void *value);

/* Gives a key its value, in place of the one that it may have. */
void map_set(struct map *, const char *key, const void *value);
void
map_set2(struct map *, const char *key, const char *second, const void *value);

/* Adds a key to a set, a map whose keys alone matter. False if it is in it. */
bool map_mark(struct map *, const char *key);
bool map_mark2(struct map *, const char *key, const char *second);

/* Calls for each value, in no order. */
void
map_each(const struct map *, void (*call)(void *value, void *context), void *);

#endif
