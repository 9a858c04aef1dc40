/*
 * What is found by a string, or by two. Keys are copied; values are the
 * caller's, live as long as he needs them, and are never NULL. By libxml2's
 * hash table.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>

struct map;

struct map *map_new(void);
void map_free(struct map *); /* the values stay; NULL does nothing */

/* What is there; NULL if nothing is. */
void *map_get(const struct map *, const char *key);
void *map_get2(const struct map *, const char *key, const char *second);

/* Puts a value where none is. False, and nothing done, if one is there. */
bool map_add(struct map *, const char *key, const void *value);
bool
map_add2(struct map *, const char *key, const char *second, const void *value);

/* Puts a value in the place of what may be there. */
void map_set(struct map *, const char *key, const void *value);

/* Adds a key to a set: a map of which only the keys matter. False if there. */
bool map_mark(struct map *, const char *key);
bool map_mark2(struct map *, const char *key, const char *second);

/* Calls for each, in no order. */
void
map_each(const struct map *, void (*call)(void *value, void *context), void *);

#endif
