/*
 * Answers of servers as a browser saves them: HAR files, MHTML, pages of the
 * SingleFile extension. Their readers give them in one form.
 */
#ifndef ARCHIVE_SAVED_H
#define ARCHIVE_SAVED_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "base/digest.h"

struct body;

enum saved_form { SAVED_HAR, SAVED_MHTML };

/* How the bytes of a content are written. */
enum saved_coding {
	SAVED_AS_IS,
	SAVED_BASE64,
	SAVED_QUOTED_PRINTABLE,
	SAVED_UNKNOWN, /* in a way that the file names, and we do not know */
};

/* "" where the file says nothing. All is borrowed. */
struct saved_response {
	enum saved_form form;
	const char *saved_by; /* the program, as it names itself */
	uint64_t number;      /* 1 is the first of the file */
	uint64_t offset;      /* where in the file it ends */
	const char *url;      /* see saved_clean_address() */
	const char *method;
	bool has_posted; /* what was posted is known: its SHA-256 */
	char posted[DIGEST_HEX];
	int status; /* 0: none came */
	const char *error;
	const char *date;        /* when it was asked, as the file says it */
	const char *server_date; /* when it answered, as the server says it */
	bool is_cached;          /* the browser had it from before */
	/* With its parameters, true of the content. Of HAR it is one line. */
	const char *media_type;
	const char *headers; /* others that are kept, with their line ends */
	FILE *content;       /* NULL: the file has none */
	bool is_cut;         /* more than the user wants came of it */
	enum saved_coding coding;
	int64_t size; /* of the content, as the browser says it; -1: unknown */
};

/* Who uses them. Whether it wants what an address gave is asked first. */
struct saved_user {
	bool (*wants)(void *context, const char *url);
	/* Valid during the call. False: no more. */
	bool (*take)(void *context, const struct saved_response *);
	void *context;
	uint64_t most; /* bytes of a content that are wanted; more are cut */
};

/* What came of a file. */
struct saved_end {
	const char *why; /* it is not whole, or NULL: a constant */
	uint64_t offset; /* how many bytes of the file were read */
	uint64_t count;  /* of what it has whole, wanted or not */
};

/*
 * The content, decoded, from its start, to be body_close()d; NULL if there is
 * none. It moves the response's file, which stays open: one at a time.
 */
struct body *saved_content(const struct saved_response *);

/*
 * A time as HAR has it (2026-01-31T12:00:00.5+01:00), as mail (Sat, 31 Jan 2026
 * 12:00:00 +0100), or as JavaScript prints it (Sat Jan 31 2026 12:00:00
 * GMT+0100 (...)). False without a zone, and where it is none.
 */
bool saved_time(const char *text, time_t *);

/* When it came; false if that is not known. What the browser had from before
 * came when the server says that it answered. */
bool saved_response_time(const struct saved_response *, time_t *);

/* Room for why not, and for the address of a page in its file. */
#define SAVED_WHY 256
#define SAVED_ADDRESS 2048

enum saved_verdict {
	SAVED_GOOD,
	SAVED_NO_DOCUMENT, /* a redirect, say */
	SAVED_REFUSED,     /* the server says why it has none: by its status */
	SAVED_BROKEN,      /* one that cannot be taken */
};

/*
 * Whether it is an answer with a document, of a time that can be; if not, why.
 * What its content decodes to is not looked at.
 */
enum saved_verdict
saved_judge(const struct saved_response *, time_t now, char why[SAVED_WHY]);

/*
 * Cuts off an address what is not its document's: the fragment, which no server
 * sees, and a key, a name and a password of whoever asked, which nobody else
 * may see.
 */
void saved_clean_address(char *url);

#endif
