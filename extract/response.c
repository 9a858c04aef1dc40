/* What an answer stands for: what was expected, trouble, or a block. */
#include <string.h>

#include "archive/body.h"
#include "extract/crawl_internal.h"
#include "extract/denial.h"
#include "extract/retry.h"

bool
crawl_is_html(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];

	return *body_start(doc->content, start) == '<';
}

bool
crawl_is_denial(struct crawl *c, const struct capture *capture)
{
	struct document *doc = archive_document(c->archive, capture);
	bool is = denial_is(doc);

	archive_document_close(doc);
	return is;
}

static void
judge_status(struct crawl *c, const char *url, const struct capture *capture)
{
	int status = capture->status;

	switch (status) {
	case 401:
	case 403:
	case 451:
		crawl_trouble(c, TROUBLE_BLOCKED, OUTCOME_BLOCKED,
		    "%s: blocked: status %d", url, status);
		return;
	default:
		break;
	}
	if (status >= 400 && crawl_is_denial(c, capture)) {
		crawl_trouble(c, TROUBLE_BLOCKED, OUTCOME_BLOCKED,
		    "%s: blocked: status %d, and a page that denies access",
		    url, status);
		return;
	}
	switch (status) {
	case 404:
	case 410:
		crawl_trouble(c, TROUBLE_PERMANENT, OUTCOME_INCOMPLETE,
		    "%s: is not there: status %d", url, status);
		break;
	case 400:
	case 405:
	case 406:
	case 422:
		crawl_trouble(c, TROUBLE_PERMANENT, OUTCOME_INCOMPLETE,
		    "%s: the request is refused: status %d", url, status);
		break;
	default:
		crawl_trouble(c,
		    status >= 500 || retry_status(status) ? TROUBLE_TRANSIENT
							  : TROUBLE_PERMANENT,
		    OUTCOME_UNREACHABLE, "%s: could not fetch: status %d", url,
		    status);
	}
}

const struct capture *
crawl_judge(struct crawl *c, const char *url, const struct capture *capture,
    const struct capture *known)
{
	if (capture->status == 304 && known != NULL)
		return known;
	if (capture->status == 204 && c->may_be_empty)
		return capture;
	if (capture->status != 200) {
		judge_status(c, url, capture);
		return NULL;
	}
	if (!capture_is_document(capture)) {
		crawl_trouble(c, TROUBLE_PERMANENT, OUTCOME_INCOMPLETE,
		    "%s: %s", url, capture->broken);
		return NULL;
	}
	return capture;
}

struct look {
	bool expected;
	bool is_html;
	bool is_denial;
	const char *error; /* why the archive does not give it, or NULL */
};

static struct look
look_at(struct crawl *c, const struct capture *capture, expectation *expect)
{
	struct document *doc = archive_document(c->archive, capture);
	struct look look;

	look.is_html = crawl_is_html(doc); /* before the content is read */
	look.is_denial = denial_is(doc);
	look.expected = expect(doc);
	look.error = body_error(doc->content);
	look.expected = look.expected && look.error == NULL;
	archive_document_close(doc);
	return look;
}

/*
 * Asked with the validators of what blocked us, a publisher could say for ever
 * that nothing has changed.
 */
const struct capture *
crawl_known(struct crawl *c, const char *url, expectation *expect)
{
	const struct capture *latest = archive_latest(c->archive, url);

	return latest != NULL && look_at(c, latest, expect).expected ? latest
								     : NULL;
}

bool
crawl_check(struct crawl *c, const struct capture *capture, expectation *expect)
{
	const struct look look = look_at(c, capture, expect);

	if (look.expected)
		return true;
	if (look.error != NULL)
		crawl_not_kept(c, "%s: %s", capture->url, look.error);
	else if (look.is_denial)
		crawl_trouble(c, TROUBLE_BLOCKED, OUTCOME_BLOCKED,
		    "%s: blocked: a page of HTML that denies access",
		    capture->url);
	else if (look.is_html)
		crawl_trouble(c, TROUBLE_BLOCKED, OUTCOME_BLOCKED,
		    "%s: blocked: a page of HTML that is not the document",
		    capture->url);
	else
		crawl_trouble(c, TROUBLE_PERMANENT, OUTCOME_INCOMPLETE,
		    "%s: is not the document that should be there",
		    capture->url);
	return false;
}
