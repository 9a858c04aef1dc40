/*
 * The wall around a process that reads hostile bytes: once it is shut in, it
 * can use what it has open, take memory and end, and little more. A defect that
 * lets a document take the process over gives it nothing else to reach.
 *
 * Shut in, it reads only the files that were named before (Landlock), opens
 * none for writing, and makes only the system calls of the list in wall.c
 * (seccomp): any other ends it with SIGSYS. It has no environment but the
 * language and the time zone, gains no privileges, leaves no core, cannot be
 * looked into by others of the same user, and its standard input, output and
 * error lead nowhere. What was in the memory of its parent it still has, but
 * for the secrets that memory_keep_secret() keeps.
 *
 * Where AddressSanitizer is compiled in, it keeps standard error, which its
 * reports go to, may read its own program and /proc/self, which they are made
 * of, and stays open to others' looks. All else is the same.
 */
#ifndef BASE_WALL_H
#define BASE_WALL_H

#include <stdbool.h>

/* Whether AddressSanitizer is compiled in. */
#if defined(__SANITIZE_ADDRESS__)
#define WALL_HAS_SANITIZER true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WALL_HAS_SANITIZER true
#endif
#endif
#ifndef WALL_HAS_SANITIZER
#define WALL_HAS_SANITIZER false
#endif

struct wall;

/*
 * Of the process that calls it, and that wall_shut() shuts in: then its
 * messages go and come over that descriptor of a socket alone.
 */
struct wall *wall_new(int socket);

/* Lets it read that file, or all of that folder, if there is one. */
void wall_let_read_file(struct wall *, const char *path);
void wall_let_read_folder(struct wall *, const char *path);

/*
 * Shuts the process in, for good, and frees the wall; it takes no memory, and
 * gives NULL. Where the kernel does not do a part of it, and wall_degrade() was
 * not called, it gives the reason, as wall_lacks() does: then the process must
 * end.
 */
const char *wall_shut(struct wall *);

/*
 * What cannot be done, tried in a process of its own, and the system's reason:
 * "Landlock is missing or forbidden here: Function not implemented". NULL if
 * all can; else it is valid until the next call.
 */
const char *wall_lacks(void);

/*
 * From now on processes that cannot be shut in wholly go on all the same, shut
 * in as far as the kernel does it: the user asked for that.
 */
void wall_degrade(void);

#endif
