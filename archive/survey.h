/*
 * What WARC files of an archive hold, for its index. Their blocks are what
 * publishers sent, so that a worker reads them that is shut in (base/worker.h);
 * what it tells is checked.
 */
#ifndef ARCHIVE_SURVEY_H
#define ARCHIVE_SURVEY_H

#include <stdbool.h>
#include <stdint.h>

#include "archive/capture.h"
#include "base/worker.h"

struct survey;

/* Of the files of that folder, whose name is borrowed. Nothing is read yet. */
struct survey *survey_new(const char *folder, uint64_t content_limit);

/* NULL does nothing. */
void survey_free(struct survey *);

/*
 * Starts the worker, which otherwise begins with the first part: for who is
 * about to learn a secret, which a process that is forked later would have,
 * too.
 */
void survey_get_ready(struct survey *);

struct survey_part {
	const char *file; /* within the folder */
	uint64_t from;    /* a record begins there */
	uint64_t size;    /* of the file */
	/*
	 * Called once, while the worker reads it; NULL: nothing is done
	 * meanwhile. False, logged, and survey_part() is false, too.
	 */
	bool (*meanwhile)(void *context);
	void *context;
};

struct survey_end {
	bool is_damaged; /* in its middle, which was logged */
	bool is_torn;    /* in its last record, as a crash leaves it */
	uint64_t whole;  /* then: where that begins */
};

/* Valid during the call. False: no more. */
typedef bool survey_taker(void *context, const struct capture *);

/*
 * Gives the captures of a part of a file, in order. Over damage it goes on with
 * the next record that can be found. One at which the worker died, or exceeded
 * a limit, is broken, and why is its reason. False when the file cannot be
 * read, logged; when a stop was requested; or when the taker said so.
 */
bool survey_part(struct survey *, const struct survey_part *, survey_taker *,
    void *context, struct survey_end *);

/* What the worker tells, as messages of base/worker.h. */
enum survey_message {
	SURVEY_HEAD = WORKER_OWN + 1, /* a capture, but for its content */
	SURVEY_CONTENT,               /* the same capture, with it */
	SURVEY_WHOLE,                 /* where its record ends */
	SURVEY_FOUND,                 /* where a search found a record */
	SURVEY_DAMAGE,                /* where what is no record begins */
	SURVEY_TORN,                  /* the same, up to the file's end */
	SURVEY_FAILED,                /* the file cannot be read, logged */
};

#endif
