/*
 * Memory that is always given: where the system refuses it, the program ends
 * with a message and EX_SOFTWARE, so that no caller checks. What is given here
 * is freed with free().
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Zeroed memory of so many bytes. */
void *xzalloc(size_t size) __attribute__((malloc, returns_nonnull));

/* Room for so many elements of that size; what was there stays. */
void *
xrealloc(void *, size_t count, size_t size) __attribute__((returns_nonnull));

/* A copy of the string. */
char *xstrdup(const char *) __attribute__((malloc, returns_nonnull));

/* What a library gave that returns NULL only when there is no memory. */
void *xgiven(void *) __attribute__((returns_nonnull));

/*
 * So much can be allocated next, by who does not look whether it was given;
 * else the program ends.
 */
void memory_reserve(size_t size);

/*
 * To be called before libxml2, jansson and SQLite are used: they report want of
 * memory as a broken document or index. From then on memory that is refused
 * ends the program in them, too, as in xzalloc().
 */
void memory_give_libraries(void);

/*
 * From now on a few megabytes that were freed stay with the process, for who
 * asks next. Each record is packed, and unpacked, in a quarter of one: given
 * back and taken anew, its pages would be made zeros each time.
 */
void memory_keep_freed(void);

/*
 * A copy of a secret, for as long as the program lives; of the same one there
 * is one copy. A process that reads hostile bytes makes zeros of all of them
 * when it is shut in (base/wall.h).
 */
const char *memory_keep_secret(const char *);
void memory_forget_secrets(void);

/*
 * Makes zeros of all other copies, too, which libraries have: of what was
 * loaded since they learned of it. Not of a secret that is so short that
 * anything could be one, nor where /proc/self/maps cannot be read.
 */
void memory_forget_copies(void);

/*
 * Whether memory is overwritten when it is freed, by us or by a library. It is
 * not until this is called.
 */
void memory_overwrite_freed(bool);

/*
 * From now on the program ends with that status where memory is refused: a
 * worker's memory has a limit, and its parent says so.
 */
void memory_end_with(int status);

#endif
