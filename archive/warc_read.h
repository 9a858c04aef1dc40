/*
 * WARC records as they are read (ISO 28500:2017, WARC/1.1), also as others
 * write them: WARC/1.0, addresses in angle brackets as GNU wget has them,
 * files without compression, or compressed as one stream.
 */
#ifndef ARCHIVE_WARC_READ_H
#define ARCHIVE_WARC_READ_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "archive/http.h"

struct body;
struct warc_reader;

struct warc_record {
	const char *type; /* response, resource, request, warcinfo, ... */
	const char *uri;  /* WARC-Target-URI without brackets; NULL if none */
	const char *date;
	struct http_head fields; /* all of them, as written */
	uint64_t length;         /* of the block */
	uint64_t offset;         /* where the record's member begins */
};

enum warc_status {
	WARC_RECORD,
	WARC_END,
	WARC_TORN,       /* the file ends within a record */
	WARC_BROKEN,     /* this is not WARC, or not any more */
	WARC_UNREADABLE, /* the file cannot be read: errno has why */
};

/* Reads from an offset at which a record begins. NULL if it cannot, logged. */
struct warc_reader *warc_open(const char *path, uint64_t offset);

/*
 * The same of an open file, which is closed with it, and also on failure, by
 * scratch_close().
 */
struct warc_reader *warc_open_file(FILE *, const char *name, uint64_t offset);

/*
 * Goes on to the next record, whatever was left of the last. The record and
 * its strings live until the next call. Nothing is logged.
 */
enum warc_status warc_next(struct warc_reader *, const struct warc_record **);

/* Why there is no record, in words; to be asked right behind warc_next(). */
const char *warc_why(enum warc_status);

/*
 * What is left of the present record's block, until the next warc_next(). The
 * caller closes it, before the reader.
 */
struct body *warc_block(struct warc_reader *);

/* Where the last record known to be whole ends. */
uint64_t warc_whole_end(const struct warc_reader *);

void warc_close(struct warc_reader *);

/*
 * The next offset at which a compressed record begins, for going on behind
 * damage; WARC_NOWHERE if there is none. It is one if nothing but records
 * follows: a text that was archived may hold one, too, and then goes on. False
 * if the file cannot be read, logged.
 */
#define WARC_NOWHERE UINT64_MAX
bool warc_find(const char *path, uint64_t from, uint64_t *found);

/*
 * Whether the file begins as WARC does, compressed or not, as far as it can be
 * read; the name is for worker_cannot_read().
 */
bool warc_is(FILE *, const char *name);

/* A record's head that is longer is not read. */
#define WARC_HEAD_MAX ((size_t)64 * 1024)

#endif
