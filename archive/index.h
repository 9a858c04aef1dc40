/*
 * What an archive holds: the captures in its WARC files, found by their place
 * or their address. It is made from the WARC files, which are the truth, and
 * kept in capture_store.h.
 */
#ifndef ARCHIVE_INDEX_H
#define ARCHIVE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/capture.h"

struct archive_index;
struct arena;

/*
 * The index of a folder, empty until index_read(). Contents of more bytes than
 * the limit are taken for broken.
 */
struct archive_index *index_new(const char *folder, uint64_t content_limit);

/* Its captures go with it; NULL does nothing. */
void index_free(struct archive_index *);

/*
 * Opens what is kept of it. If it is to be written, it is made where there is
 * none that can be read. A reader does not see what comes later. False on
 * failure, logged.
 */
bool index_read(struct archive_index *, bool writable);

/* See survey_get_ready(). */
void index_get_ready(struct archive_index *);

/*
 * Takes in what the WARC file holds beyond the index. What a crash left torn
 * at the file's end is cut off, with a message; over damage in its middle the
 * reading goes on with the next record that can be found, and *damaged is set.
 * Only for an index that is written. False on failure, logged.
 *
 * Meanwhile, unless it is NULL, is called while the worker reads; what it read
 * is in the index when that was true.
 */
bool index_catch_up(struct archive_index *, const char *file,
    bool (*meanwhile)(void *context), void *context, bool *damaged);

/*
 * Whether what is kept of it is what was put there, line by line; true where
 * nothing is. Reads all of it, and no WARC file.
 */
bool index_is_whole(const struct archive_index *);

/* Removes what is kept of it, which nobody has open: it will be made anew. */
void index_drop(const struct archive_index *);

/* Whether the WARC file holds more than the index; false if it is not known,
 * logged. */
bool index_is_behind(const struct archive_index *, const char *file);

/*
 * Reads all records of those WARC files, and tells where they are not what the
 * index has; nothing is mended. False when a file is damaged or cannot be
 * read, logged.
 */
bool index_compare(const struct archive_index *, const char *const *files,
    size_t count, capture_differs *, void *context);

/* As archive.h has these. */
size_t index_count(const struct archive_index *);
const struct capture *index_capture(struct archive_index *, size_t);
const struct capture *index_latest(struct archive_index *, const char *url);
const struct capture *
index_answer(struct archive_index *, const char *url, size_t from);
const struct capture *
index_taken_back(struct archive_index *, const char *url, const char *sha256);
const struct capture *
index_at(struct archive_index *, const char *url, const char *fetched_at);
const struct capture *index_before(struct archive_index *, size_t);
const struct capture *index_last_note(struct archive_index *);
bool index_next_run(
    struct archive_index *, size_t from, struct arena *, struct archive_run *);
void index_release(struct archive_index *);

#endif
