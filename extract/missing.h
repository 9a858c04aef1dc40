/*
 * Documents that were listed and are gone for good, as far as their publisher
 * says: the file `missing` in the source's state, worklists/SOURCE/, one JSON
 * object a line. They stay wanted: each is asked for in the next run, then
 * after 1, 2, 4, ... days, 32 at most, until it comes.
 */
#ifndef EXTRACT_MISSING_H
#define EXTRACT_MISSING_H

#include <stdbool.h>
#include <stddef.h>

struct missing_one {
	const char *url;
	const char *accept; /* media types, or NULL */
	const char *reason; /* the last time */
	char since[11];     /* the day of the first time */
	char asked[11];     /* and of the last */
	unsigned times;     /* in a row */
	bool named;         /* for its user: by a listing of this run */
};

struct missing;

/*
 * Reads the file of a source's folder, if it is there. A folder of NULL has
 * none. A line that makes no sense is left out, with a warning. NULL if the
 * file cannot be read, logged: what it has is not known, and not to be
 * replaced.
 */
struct missing *missing_read(const char *folder);

/* Writes it, if anything changed. False if not written, logged. */
bool missing_write(const struct missing *, const char *folder);

/* NULL does nothing. */
void missing_free(struct missing *);

/* How many are missing, and each, in the order they went missing. */
size_t missing_count(const struct missing *);
struct missing_one *missing_get(const struct missing *, size_t);

/* NULL if that address is not missing. */
struct missing_one *missing_find(const struct missing *, const char *url);

/* Whether it is time to ask for it. */
bool missing_due(const struct missing_one *, const char *today);

/* It was asked for, and is not there; that makes it named. */
void missing_note(struct missing *, const char *url, const char *accept,
    const char *reason, const char *today);

/* It is there, or no listing names it any more. */
void missing_forget(struct missing *, const char *url);

#endif
