/*
 * Everything a source ever sent, in WARC files of its own folder, with an
 * index beside them (index.sqlite), so that a large archive is opened as fast
 * as a small one. The WARC files are the truth: a lost or short index is
 * rebuilt from them, and a record that
 * a crash left torn is cut off, with a message, when the archive is next
 * opened.
 */
#ifndef ARCHIVE_ARCHIVE_H
#define ARCHIVE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "archive/capture.h"
#include "archive/document.h"

struct archive;
struct archive_file;
struct arena;
struct exchange;
struct warc_record;

struct archive_settings {
	const char *folder; /* of all archives; a source's is within it */
	const char
	    *software; /* "armsetl/0.1": stands in each file's warcinfo */
	/*
	 * When this run of the program began, in UTC: stands in each record, so
	 * that it is known what came together. NULL: no record has it.
	 */
	const char *run_at;
	uint64_t file_limit;    /* a file that is longer gets no more records */
	uint64_t content_limit; /* longer contents count as broken */
	uint64_t import_limit;  /* bytes that one imported file may give */
};

enum archive_use { ARCHIVE_READ, ARCHIVE_WRITE };
enum archive_state { ARCHIVE_OPEN, ARCHIVE_LOCKED, ARCHIVE_FAILED };

/*
 * Opens a source's archive, and makes it if it is to be written. Only one
 * process writes at a time: with ARCHIVE_LOCKED another does. A failure is
 * logged. The settings are borrowed until it is closed.
 */
enum archive_state archive_open(const struct archive_settings *,
    const char *source, enum archive_use, struct archive **);
void archive_close(struct archive *);

/*
 * Whether the index has each line that was put there, as it was: reads all of
 * it, and no WARC file, and mends nothing. True where there is no archive.
 */
bool archive_is_whole(const struct archive_settings *, const char *source);

/*
 * Removes the index: it is made again from the files when the archive is next
 * opened. ARCHIVE_LOCKED while another process writes; a failure is logged.
 */
enum archive_state
archive_drop_index(const struct archive_settings *, const char *source);

/*
 * The documents, failed fetches and notes, in the order they came. A capture
 * that the archive gives lives until archive_release(), or until it is closed.
 */
size_t archive_count(const struct archive *);
const struct capture *archive_capture(const struct archive *, size_t);

/* The newest whole document from the address of that one, before it; or NULL.
 */
const struct capture *archive_before(const struct archive *, size_t);

/* The newest note of all, or NULL. */
const struct capture *archive_last_note(const struct archive *);

/* The run whose captures begin there or next, in the arena; false: none. */
bool archive_next_run(
    const struct archive *, size_t from, struct arena *, struct archive_run *);

/*
 * Reads every record of every file of it, and tells where they are not what its
 * index has; nothing is mended. False when a file is damaged or cannot be
 * read, logged.
 */
bool archive_compare(const struct archive *, capture_differs *, void *context);

/* Ends the life of all captures that were given: they take memory. */
void archive_release(struct archive *);

/* The newest whole document from that address, or NULL. */
const struct capture *archive_latest(const struct archive *, const char *url);

/*
 * The newest answer of that address, if it is one of the captures from that
 * one on, and tells what the address has: a whole document, one that is
 * unchanged (304), nothing (204), or a redirect. Otherwise NULL.
 */
const struct capture *
archive_answer(const struct archive *, const char *url, size_t from);

/* The last that came from that address at that time, or NULL. */
const struct capture *
archive_at(const struct archive *, const char *url, const char *fetched_at);

/*
 * To be called before this process learns a secret, if it adds something after:
 * the worker that looks into what is added is started now, and does not know
 * it.
 */
void archive_get_ready(struct archive *);

/*
 * Each of these appends and gives what was appended; NULL on failure, logged.
 * When they return, the record is on the disk. They are a request with its
 * response, dated no earlier than the document that its address gave before; a
 * file that was imported; a record of another WARC file, with its block, whose
 * payload begins behind so many bytes of it.
 */
const struct capture *
archive_add_exchange(struct archive *, const struct exchange *);
const struct capture *
archive_add_file(struct archive *, const struct archive_file *);
const struct capture *archive_add_record(struct archive *,
    const struct warc_record *, FILE *block, uint64_t payload);

/* Appends a note, as the above append. */
const struct capture *
archive_add_note(struct archive *, const struct archive_note *);

/*
 * The note by which that content of that address is taken back, whenever it
 * came; or NULL.
 */
const struct capture *
archive_taken_back(const struct archive *, const char *url, const char *sha256);

/* When and why that is: "2026-11-29: of another country"; NULL if it is not. */
const char *archive_why_taken(
    const struct archive *, struct arena *, const struct capture *);

/*
 * Opens a document for reading, never NULL; the archive must stay open. If the
 * record cannot be read, which is logged, the content is a body that fails.
 */
struct document *archive_document(struct archive *, const struct capture *);
void archive_document_close(struct document *);

/*
 * The same for a process that has not the index, but what another found in it:
 * a capture, and what archive_why_taken() tells. And what is known of a
 * document without opening it: it has no content.
 */
struct document *archive_document_apart(
    struct archive *, const struct capture *, const char *taken_back);
struct document archive_describe(
    const struct archive *, const struct capture *, const char *taken_back);

/* Lets a process that is to be shut in read the archive's files. */
struct wall;
void archive_let_read(const struct archive *, struct wall *);

/* The path of one of the archive's files, in the arena. */
char *archive_path(const struct archive *, struct arena *, const char *file);

#endif
