/* Memory for one purpose, given back all at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
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

/*
 * Follows a text: from now on, the copies that arena_copy() makes of pieces of
 * it, and of copies of these, know where in it they come from. The text must
 * stay as it is until another is followed, or NULL for none. What is printed or
 * written otherwise has no origin, and what is rewritten in place has a wrong
 * one.
 */
void arena_follow(struct arena *, const char *text, size_t length);

/*
 * From now on, the copies that an arena makes of what another follows, and of
 * its copies, know it too. The other must live as long.
 */
void arena_follow_copies(struct arena *, const struct arena *source);

/*
 * Copies so many bytes to a place within what the arena gave last, and gives
 * the place behind them: so a text is made of pieces, in their order, before
 * anything else is taken of the arena.
 */
char *arena_put(struct arena *, char *to, const char *piece, size_t length);

/* So many bytes of a first text, what is between, and a second. */
char *arena_join(struct arena *, const char *first, size_t length,
    const char *between, const char *second);

/*
 * Where in the followed text a piece of it, or of a copy, begins and ends.
 * False if its first byte or its last is not known to come from there. Between
 * them the text may have more than the piece, where something was taken out.
 */
bool arena_origin(const struct arena *, const char *piece, size_t length,
    size_t *start, size_t *end);

/* Gives everything back; the arena stays and can be filled anew. */
void arena_reset(struct arena *);

void arena_free(struct arena *);

#endif
