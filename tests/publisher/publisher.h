/*
 * What the parts of the test publisher share: site.c has the documents,
 * search.c finds them, faults.c spoils what is said of them as often as
 * counters.c lets it, answer.c says it, raw.c says what the library would not,
 * and publisher.c takes the requests.
 */
#ifndef TESTS_PUBLISHER_PUBLISHER_H
#define TESTS_PUBLISHER_PUBLISHER_H

#include <jansson.h>
#include <microhttpd.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/digest.h"
#include "base/text.h"

#define KIBI ((size_t)1024)
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct arena;

struct publisher {
	const char *folder;
	size_t depth; /* so many results in, the first page comes again */
	char address[64];
	int log; /* FOLDER/requests */
	struct counters *counters;
};

/* What is about to be said. Faults change it. */
struct answer {
	struct arena *arena;
	unsigned status;
	const char *type;
	const char *location;
	json_t *json; /* of a search; becomes the body */
	struct text body;
	time_t modified;
	const char *tag; /* instead of what tells it from others */
	bool no_validators;
	bool no_gzip;
	bool gzip; /* the body is compressed */
	bool chunked;
	bool reset;
	bool raw; /* said by raw.c, with that length in its head */
	bool cut; /* the same, and reset behind half of the body */
	size_t raw_length;
	const char *retry_after;
	long skew;         /* of the clock, in seconds */
	size_t sent;       /* the connection ends behind so many bytes */
	unsigned stall_ms; /* and waits that long before the last half */
	unsigned drip_ms;  /* and before each byte */
	unsigned slow_ms;  /* and before the first */
};

/* A line of the index. */
struct entry {
	const char *number;
	const char *day;
	const char *agency;
	const char *type;
	const char *title;
	const char *file;
	struct entry *next;
};

enum stage {
	STAGE_RESULTS, /* of a search, before they become text */
	STAGE_CONTENT, /* the body as it is meant */
	STAGE_SENT,    /* the body as it goes over the wire */
};

/* A file of the folder, whole, in the arena; "" if it cannot be read. */
char *site_read(const struct publisher *, struct arena *, const char *name);

/*
 * The documents, the last line's first; NULL if there are none. A line with
 * too few fields ends the program. Read again when the file has changed; what
 * was given stays, for threads share it.
 */
const struct entry *site_index(const struct publisher *);

/* Where a document's XML or text is served, in the arena; NULL if nowhere. */
const char *site_address(
    const struct publisher *, struct arena *, const struct entry *, bool xml);

/* Answers with the document, or the page, that is there, or with 404. */
void site_answer(const struct publisher *, const char *path,
    const char *address, struct answer *);

/* Answers with what is found; the address is as it was sent. */
void search_answer(const struct publisher *, struct MHD_Connection *,
    const char *address, struct answer *);

/*
 * Makes the faults that FOLDER/faults has for that address and are of this
 * stage. One that does not exist ends the program.
 */
void faults_apply(
    const struct publisher *, const char *address, struct answer *, enum stage);

/*
 * Whether a fault that happens so many times has not happened as often yet;
 * it is told by its line, and counted again once FOLDER/faults changes.
 */
struct counters *counters_new(void);
bool
counters_take(const struct publisher *, const char *line, unsigned long times);

/* What tells this body from others, in 32 digits. */
void answer_tag(const struct answer *, char tag[DIGEST_HEX]);

/* Compresses the body, once. */
void answer_compress(struct answer *);

/*
 * Says the answer itself: its head has the length that the answer wants, true
 * or not, and the connection ends behind it.
 */
enum MHD_Result raw_send(const struct answer *, struct MHD_Connection *);

/* Lets the connection end in a reset. */
enum MHD_Result raw_reset(struct MHD_Connection *);

/*
 * Sends the answer, and takes its body; or resets the connection, if the
 * answer says so. What it returns is for the library: MHD_NO ends the
 * connection.
 */
enum MHD_Result
answer_send(struct answer *, struct MHD_Connection *, const char *tag);

#endif
