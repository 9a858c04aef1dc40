/*
 * What was fetched is read in a worker that is shut in (base/worker.h): the
 * process with the network and the keys parses nothing, nor does an import.
 * What a worker finds comes back as plain rows, each a line of text, and is
 * checked before anybody uses it: their texts are short, and UTF-8 without
 * control characters.
 */
#ifndef EXTRACT_READER_H
#define EXTRACT_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/document.h"
#include "format/row.h"

struct archive;
struct capture;
struct worker_limits;

#define READER_LINE_MOST ((size_t)64 * 1024)    /* bytes of a row */
#define READER_LINES_MOST ((size_t)1000 * 1000) /* rows of a document */
#define READER_WHY 256

/* In the worker */

struct reader_out;

/* Adds a field to the row that is being made. Nothing of NULL. */
void reader_field(struct reader_out *, const char *name, const char *value);

/* Gives the row. */
void reader_row(struct reader_out *);

/* Gives bytes between the rows: see reader_unpack(). */
void reader_bytes(struct reader_out *, const char *, size_t);

/* Another piece of work begins, with limits of its own. */
void reader_begin(struct reader_out *);

/* The same document from its start, for archive_document_close(). */
struct document *reader_again(const struct reader_out *);

/* The document cannot be read, or not to its end. */
void reader_fail(struct reader_out *, const char *why, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * What is done with a document: the function, which is given `what' and gives
 * rows. `what' is a constant of the program, or stays as it was when the reader
 * was made: the worker was forked later.
 */
struct reader_task {
	void (*read)(
	    const struct document *, const void *what, struct reader_out *);
	const void *what;
};

/* In the parent */

struct reader;

/* Takes a row, valid only during the call. */
typedef void reader_taker(void *context, const struct row *);

/*
 * For documents of that archive, and those files, whose list ends in NULL and
 * may be NULL. All is borrowed.
 */
struct reader *reader_new(
    struct archive *, const struct worker_limits *, const char *const *files);

/*
 * Starts the worker, which begins with what is in memory now; the first reading
 * does it, too.
 */
void reader_start(struct reader *);

/* NULL does nothing. */
void reader_free(struct reader *);

/*
 * Reads what the archive has, and takes what is found. NULL as capture: the
 * reading opens its document itself. Gives NULL, or why it was not read to its
 * end, until the next reading; what was taken until then may be anything.
 */
const char *reader_read(struct reader *, const struct capture *,
    const struct reader_task *, reader_taker *, void *context);

/*
 * The same of a reading that opens its document itself and gives bytes, too,
 * which may be any.
 */
typedef void reader_bytes_taker(void *context, const char *, size_t);
const char *reader_unpack(struct reader *, const struct reader_task *,
    reader_taker *, reader_bytes_taker *, void *context);

/* For takers: nothing more is taken, and the reader is over. */
void reader_abandon(struct reader *);

/* The one that it reads. */
struct archive *reader_archive(const struct reader *);

/*
 * Whether the last reading failed for what the machine refused it, as bytes of
 * a file that cannot be read, and not for what it read: nothing is known of the
 * rest then.
 */
bool reader_was_refused(const struct reader *);

/* A stop was requested, or no worker can be had: nothing is read any more. */
bool reader_is_over(const struct reader *);

#endif
