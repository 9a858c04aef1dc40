/*
 * What an answer stands for: what was expected, a failure, or a block. What the
 * result of a fetch leads to is one table, in response.c; what a status leads
 * to another, in http_status.c.
 */
#ifndef EXTRACT_RESPONSE_H
#define EXTRACT_RESPONSE_H

#include "archive/archive.h"
#include "extract/failure.h"
#include "extract/fetch.h"
#include "extract/reader.h"

struct substitute;

/* What follows from the result of a fetch. */
struct response_rule {
	const char *name;
	bool is_archived;
	bool is_retried;        /* of an answer: see http_status.h */
	enum failure_kind kind; /* of the last try */
	enum outcome outcome;
};

const struct response_rule *response_rule(enum fetch_result);

/*
 * What a document may be; it may read the content to its end, in a worker,
 * which is told of the constant that has the function.
 */
typedef bool response_expectation(const struct document *);

/*
 * What the answer from an address stands for: a whole document, the one that
 * we know (which may be NULL), an empty answer where there may be one, or NULL,
 * which is logged, and noted.
 */
const struct capture *response_judge(struct reader *, struct failures *,
    const char *url, const struct capture *answer, const struct capture *known,
    bool may_be_empty);

/* Whether a document is what was expected: if not, logged, and noted. */
bool response_check(struct reader *, struct failures *, const struct capture *,
    response_expectation *const *);

/* What the archive has from an address if it is what was expected, or NULL. */
const struct capture *
response_known(struct reader *, const char *url, response_expectation *const *);

/* Whether it is a page that refuses us, whatever its status. */
bool response_capture_denies(struct reader *, const struct capture *);

/*
 * Whether what the archive has may be what was expected, as far as it can be
 * read. If not, what it has in a document's place; NULL: nothing of the kind.
 */
bool response_fits(struct reader *, const struct capture *,
    response_expectation *const *, const struct substitute **);

/* In the worker */

/* Whether it begins as a page of HTML or XML does. Takes nothing of it. */
bool response_is_page(const struct document *);

/* Whether it is a page that refuses us. Reads it. */
bool response_denies(const struct document *);

#endif
