#include "extract/response.h"

#include <stdio.h>
#include <string.h>

#include "archive/archive.h"
#include "archive/body.h"
#include "extract/http_status.h"
#include "format/substitute.h"

static const struct response_rule rules[] = {
	/* A document or not: by its status. */
	[FETCH_ANSWERED] = { "answered", true, true, FAILURE_NONE, OUTCOME_OK },
	[FETCH_CUT_OFF] = { "cut off", true, true, FAILURE_TRANSIENT,
	    OUTCOME_UNREACHABLE },
	[FETCH_TOO_LARGE] = { "too large", true, false, FAILURE_PERMANENT,
	    OUTCOME_INCOMPLETE },
	[FETCH_UNREACHABLE] = { "unreachable", false, true, FAILURE_TRANSIENT,
	    OUTCOME_UNREACHABLE },
	[FETCH_UNTRUSTED] = { "untrusted", false, false, FAILURE_PERMANENT,
	    OUTCOME_UNREACHABLE },
	[FETCH_STOPPED] = { "stopped", false, false, FAILURE_OURS,
	    OUTCOME_LATER },
	[FETCH_REFUSED] = { "refused", false, false, FAILURE_PERMANENT,
	    OUTCOME_UNREACHABLE },
	[FETCH_NOT_KEPT] = { "not kept", false, false, FAILURE_OURS,
	    OUTCOME_NOT_WRITTEN },
};

const struct response_rule *
response_rule(enum fetch_result result)
{
	return &rules[result];
}

/* Pages */

bool
response_is_page(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];

	return *body_start(doc->content, start) == '<';
}

bool
response_denies(const struct document *doc)
{
	const struct substitute *found = substitute_find(doc);

	return found != NULL && found->is_block;
}

/* Looking at a document, in the worker */

/* Why the archive does not give all of it, or NULL. */
static const char *
response_archive_error(struct document *doc)
{
	char sha256[DIGEST_HEX];
	uint64_t size;

	(void)body_digest(doc->content, sha256, &size);
	return body_error(doc->content);
}

static void
response_give_error(struct reader_out *out, const char *limit)
{
	struct document *doc = reader_again(out);

	reader_field(out, "limit", limit);
	reader_field(out, "error", response_archive_error(doc));
	archive_document_close(doc);
}

static void
response_give_substitute(struct reader_out *out)
{
	struct document *doc = reader_again(out);
	const struct substitute *found = substitute_find(doc);

	reader_field(out, "substitute", found == NULL ? NULL : found->name);
	archive_document_close(doc);
}

/* Whether it is as expected, or a page; why it was read no further. */
static void
response_look(
    const struct document *doc, const void *what, struct reader_out *out)
{
	response_expectation *const *expect = what;
	bool is_page = response_is_page(doc); /* before the content is read */
	bool is_expected = (*expect)(doc);
	const char *limit = body_error(doc->content);

	reader_field(out, "page", is_page ? "yes" : NULL);
	reader_field(out, "expected", is_expected ? "yes" : NULL);
	if (limit != NULL)
		response_give_error(out, limit);
	if (!is_expected)
		response_give_substitute(out);
	reader_row(out);
}

static void
response_look_for_denial(
    const struct document *doc, const void *what, struct reader_out *out)
{
	(void)what;
	reader_field(out, "denies", response_denies(doc) ? "yes" : NULL);
	reader_row(out);
}

/* What was found */

struct response_found {
	bool is_expected;
	bool is_page;
	bool denies;
	bool is_over;                        /* nothing is read any more */
	const struct substitute *substitute; /* of what is not expected */
	char error[READER_WHY]; /* why the archive cannot give it, or "" */
	char limit[READER_WHY]; /* why its reader went no further, or "" */
};

static void
response_copy(char out[READER_WHY], const char *text)
{
	snprintf(out, READER_WHY, "%s", text == NULL ? "" : text);
}

static void
response_take(void *context, const struct row *row)
{
	struct response_found *f = context;
	const char *substitute = row_get(row, "substitute");

	f->is_page = row_get(row, "page") != NULL;
	f->denies = row_get(row, "denies") != NULL;
	response_copy(f->limit, row_get(row, "limit"));
	response_copy(f->error, row_get(row, "error"));
	f->is_expected =
	    row_get(row, "expected") != NULL && f->error[0] == '\0';
	if (substitute != NULL && f->error[0] == '\0')
		f->substitute = substitute_named(substitute);
}

static struct response_found
response_read(struct reader *reader, const struct capture *capture,
    const struct reader_task *task)
{
	struct response_found f = { .is_page = false };
	const char *why = reader_read(reader, capture, task, response_take, &f);

	if (why != NULL) {
		f = (struct response_found){ .is_over =
						 reader_is_over(reader) };
		response_copy(
		    reader_was_refused(reader) ? f.error : f.limit, why);
	}
	return f;
}

static struct response_found
response_look_at(struct reader *reader, const struct capture *capture,
    response_expectation *const *expect)
{
	const struct reader_task task = { response_look, expect };

	return response_read(reader, capture, &task);
}

bool
response_capture_denies(struct reader *reader, const struct capture *capture)
{
	static const struct reader_task task = { response_look_for_denial,
		NULL };

	return response_read(reader, capture, &task).denies;
}

bool
response_fits(struct reader *reader, const struct capture *capture,
    response_expectation *const *expect, const struct substitute **substitute)
{
	const struct response_found found =
	    response_look_at(reader, capture, expect);

	*substitute = found.substitute;
	return found.is_expected || found.is_over || found.limit[0] != '\0' ||
	    found.error[0] != '\0';
}

/* Judging */

static void
response_judge_status(struct reader *reader, struct failures *f,
    const char *url, const struct capture *answer)
{
	const struct http_status_rule *rule = http_status_rule(answer->status);

	if (rule->kind != FAILURE_BLOCKED && answer->status >= 400 &&
	    response_capture_denies(reader, answer))
		failure_note(f, FAILURE_BLOCKED, OUTCOME_BLOCKED,
		    "%s: blocked: status %d, and a page that denies access",
		    url, answer->status);
	else
		failure_note(f, rule->kind, rule->outcome, "%s: %s: status %d",
		    url, rule->message, answer->status);
}

const struct capture *
response_judge(struct reader *reader, struct failures *f, const char *url,
    const struct capture *answer, const struct capture *known,
    bool may_be_empty)
{
	if (answer->status == 304 && known != NULL)
		return known;
	if (answer->status == 204 && may_be_empty)
		return answer;
	if (answer->status != 200) {
		response_judge_status(reader, f, url, answer);
		return NULL;
	}
	if (!capture_is_document(answer)) {
		failure_note(f, FAILURE_PERMANENT, OUTCOME_INCOMPLETE, "%s: %s",
		    url, answer->broken);
		return NULL;
	}
	return answer;
}

/*
 * Asked with the validators of what blocked us, a publisher could say for ever
 * that nothing has changed.
 */
const struct capture *
response_known(
    struct reader *reader, const char *url, response_expectation *const *expect)
{
	const struct capture *latest =
	    archive_latest(reader_archive(reader), url);

	return latest != NULL &&
		response_look_at(reader, latest, expect).is_expected
	    ? latest
	    : NULL;
}

/* Notes that a document is not what was expected. */
static void
response_note(
    struct failures *f, const char *url, const struct response_found *found)
{
	if (found->error[0] != '\0')
		failure_not_written(f, "%s: %s", url, found->error);
	else if (found->is_page ||
	    (found->substitute != NULL && found->substitute->is_block))
		failure_note(f, FAILURE_BLOCKED, OUTCOME_BLOCKED,
		    "%s: blocked: %s", url,
		    found->substitute != NULL
			? found->substitute->name
			: "a page of HTML that is not the document");
	else
		failure_note(f, FAILURE_PERMANENT, OUTCOME_INCOMPLETE, "%s: %s",
		    url,
		    found->limit[0] != '\0'
			? found->limit
			: "is not the document that should be there");
}

bool
response_check(struct reader *reader, struct failures *f,
    const struct capture *capture, response_expectation *const *expect)
{
	const struct response_found found =
	    response_look_at(reader, capture, expect);

	if (found.is_expected)
		return true;
	if (found.is_over)
		failure_unread(f, "%s: %s", capture->url, found.limit);
	else
		response_note(f, capture->url, &found);
	return false;
}
