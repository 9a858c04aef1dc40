#include "extract/response.h"

#include <string.h>

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

bool
response_capture_denies(struct archive *archive, const struct capture *capture)
{
	struct document *doc = archive_document(archive, capture);
	bool denies = response_denies(doc);

	archive_document_close(doc);
	return denies;
}

/* Judging */

static void
response_judge_status(struct archive *archive, struct failures *f,
    const char *url, const struct capture *answer)
{
	const struct http_status_rule *rule = http_status_rule(answer->status);

	if (rule->kind != FAILURE_BLOCKED && answer->status >= 400 &&
	    response_capture_denies(archive, answer))
		failure_note(f, FAILURE_BLOCKED, OUTCOME_BLOCKED,
		    "%s: blocked: status %d, and a page that denies access",
		    url, answer->status);
	else
		failure_note(f, rule->kind, rule->outcome, "%s: %s: status %d",
		    url, rule->message, answer->status);
}

const struct capture *
response_judge(struct archive *archive, struct failures *f, const char *url,
    const struct capture *answer, const struct capture *known,
    bool may_be_empty)
{
	if (answer->status == 304 && known != NULL)
		return known;
	if (answer->status == 204 && may_be_empty)
		return answer;
	if (answer->status != 200) {
		response_judge_status(archive, f, url, answer);
		return NULL;
	}
	if (!capture_is_document(answer)) {
		failure_note(f, FAILURE_PERMANENT, OUTCOME_INCOMPLETE, "%s: %s",
		    url, answer->broken);
		return NULL;
	}
	return answer;
}

struct response_look {
	bool is_expected;
	bool is_page;
	const struct substitute *substitute; /* of what is not expected */
	const char *error; /* why the archive does not give it, or NULL */
	const char *limit; /* why its reader went no further, or NULL */
};

/* Why the archive does not give all of it, or NULL. */
static const char *
response_archive_error(struct archive *archive, const struct capture *capture)
{
	struct document *doc = archive_document(archive, capture);
	char sha256[DIGEST_HEX];
	const char *error;
	uint64_t size;

	(void)body_digest(doc->content, sha256, &size);
	error = body_error(doc->content);
	archive_document_close(doc);
	return error;
}

static struct response_look
response_look_at(struct archive *archive, const struct capture *capture,
    response_expectation *expect)
{
	struct document *doc = archive_document(archive, capture);
	struct response_look look = { .substitute = NULL };

	look.is_page = response_is_page(doc); /* before the content is read */
	look.is_expected = expect(doc);
	look.limit = body_error(doc->content);
	archive_document_close(doc);
	if (look.limit != NULL)
		look.error = response_archive_error(archive, capture);
	look.is_expected = look.is_expected && look.error == NULL;
	if (!look.is_expected && look.error == NULL) {
		doc = archive_document(archive, capture);
		look.substitute = substitute_find(doc);
		archive_document_close(doc);
	}
	return look;
}

/*
 * Asked with the validators of what blocked us, a publisher could say for ever
 * that nothing has changed.
 */
const struct capture *
response_known(
    struct archive *archive, const char *url, response_expectation *expect)
{
	const struct capture *latest = archive_latest(archive, url);

	return latest != NULL &&
		response_look_at(archive, latest, expect).is_expected
	    ? latest
	    : NULL;
}

bool
response_check(struct archive *archive, struct failures *f,
    const struct capture *capture, response_expectation *expect)
{
	const struct response_look look =
	    response_look_at(archive, capture, expect);

	if (look.is_expected)
		return true;
	if (look.error != NULL)
		failure_not_written(f, "%s: %s", capture->url, look.error);
	else if (look.is_page ||
	    (look.substitute != NULL && look.substitute->is_block))
		failure_note(f, FAILURE_BLOCKED, OUTCOME_BLOCKED,
		    "%s: blocked: %s", capture->url,
		    look.substitute != NULL
			? look.substitute->name
			: "a page of HTML that is not the document");
	else
		failure_note(f, FAILURE_PERMANENT, OUTCOME_INCOMPLETE, "%s: %s",
		    capture->url,
		    look.limit != NULL
			? look.limit
			: "is not the document that should be there");
	return false;
}
