/*
 * The WARC files of an archive as they are written: one record behind the
 * other into the newest file, and a new file when that is full or damaged.
 */
#ifndef ARCHIVE_WRITER_H
#define ARCHIVE_WRITER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct archive_file;
struct archive_note;
struct archive_writer;
struct exchange;
struct warc_record;

/* Borrowed, for as long as the writer lives. */
struct writer_settings {
	const char *folder;
	const char *source;
	const char *software;
	const char *run_at; /* when this run began; NULL: not written */
	uint64_t file_limit;
};

struct archive_writer *writer_new(const struct writer_settings *);
void writer_close(struct archive_writer *); /* NULL does nothing */

/* The newest file there is: what is appended goes into it. */
void writer_continue(struct archive_writer *, const char *file);

/* The newest file is damaged: what is appended goes into a new one. */
void writer_leave(struct archive_writer *);

/* The newest file, within the folder; NULL if there is none yet. */
const char *writer_file(const struct archive_writer *);

/*
 * Makes a file ready to be appended to, a new one if need be. False on
 * failure, logged.
 */
bool writer_ready(struct archive_writer *);

/*
 * Each of these appends, as archive.h has it: the record is on the disk when
 * writer_sync() was true. False on failure, logged.
 */
bool writer_add_exchange(struct archive_writer *, const struct exchange *);
bool writer_add_file(struct archive_writer *, const struct archive_file *);
bool writer_add_note(struct archive_writer *, const struct archive_note *);
bool writer_add_record(struct archive_writer *, const struct warc_record *,
    FILE *block, uint64_t payload);

/* Waits until all that was appended is on the disk. False on failure, logged.
 */
bool writer_sync(struct archive_writer *);

#endif
