/*
 * The captures of an archive in a database of SQLite, index.sqlite in its
 * folder, so that opening a large archive costs no more than a small one. It
 * is made of the WARC files, and can be made again at any time.
 *
 * Where it cannot be read any more, the program ends with a message; if it is
 * damaged, it is removed before, so that the next run makes it again.
 */
#ifndef ARCHIVE_CAPTURE_STORE_H
#define ARCHIVE_CAPTURE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/capture.h"

struct arena;
struct capture_store;

/*
 * Opens the store of a folder. A writer makes it, where there is none that can
 * be read. A reader sees what is in it now, and not what comes later; where
 * there is none it gets NULL. False on failure, logged.
 */
bool store_open(const char *folder, bool writable, struct capture_store **);
void store_close(struct capture_store *); /* NULL does nothing */

/* Opens one that is nowhere, to be compared, and vanishes when it is closed. */
bool store_open_apart(struct capture_store **);

/*
 * Whether each capture is what was added, and none is lost or more: it is held
 * against a seal, which is written with each. Reads all of them; one that
 * cannot be read is not whole.
 */
bool store_is_whole(struct capture_store *);

/* Whether a folder has one, be it that it cannot be opened. */
bool store_is_there(const char *folder);

/* Removes that of a folder, which nobody has open, so that it is made anew. */
void store_drop(const char *folder);

/*
 * Tells where what a store was made to hold and what the one of a folder has
 * are not the same; the strings live as long as the call. False on failure,
 * logged.
 */
bool store_compare(struct capture_store *made, const char *folder,
    capture_differs *, void *context);

/* How many there are: they are numbered from 1, in the order they came. */
size_t store_count(const struct capture_store *);

/* The capture of that number, which there is; its strings in the arena. */
void store_get(
    struct capture_store *, size_t number, struct arena *, struct capture *);

/* The number of the newest of an address of which this holds; 0: none. */
enum store_question {
	STORE_DOCUMENT, /* capture_is_document() */
	STORE_ANSWER, /* that, or unchanged (304), nothing (204), a redirect */
	STORE_NOTE,   /* a note about that content; `of` is its SHA-256 */
	STORE_TIMED,  /* came at that time; `of` is the timestamp */
};
size_t store_newest(struct capture_store *, enum store_question,
    const char *url, const char *of);

/* The number of the newest document of an address before that one; 0: none. */
size_t store_before(struct capture_store *, const char *url, size_t number);

/* The number of the newest note of all; 0: none. */
size_t store_last_note(struct capture_store *);

/* Where the last record of that WARC file ends; 0 if none is known. */
uint64_t store_end_of(struct capture_store *, const char *file);

/* The captures of one run: see struct archive_run. */
struct store_run {
	const char *began;
	size_t first; /* the numbers of its captures */
	size_t last;
};

/* The first run whose captures come behind that number; false: none. */
bool store_next_run(
    struct capture_store *, size_t number, struct arena *, struct store_run *);

/*
 * Adds captures behind the others: all that come between beginning and end are
 * kept then, or none. False on failure, logged.
 */
bool store_begin(struct capture_store *);
bool store_add(struct capture_store *, const struct capture *);
bool store_end(struct capture_store *, bool keep);

#endif
