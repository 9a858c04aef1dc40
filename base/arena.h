/* Memory for one purpose, given back all at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);

/*
 * Zeroed memory that lives until arena_reset() or arena_free().
 * Never NULL: with no memory left the program ends with a message.
 */
void *arena_alloc(struct arena *, size_t);

/* A terminated copy of so many bytes. */
char *arena_copy(struct arena *, const char *, size_t);

/* What printf() would print. */
char *arena_print(struct arena *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* A terminated copy of a string; NULL stays NULL. */
char *arena_string(struct arena *, const char *);

/* Gives everything back; the arena stays and can be filled anew. */
void arena_reset(struct arena *);

void arena_free(struct arena *);

#endif
