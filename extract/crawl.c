#include "extract/crawl_internal.h"

#include <curl/curl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "digest.h"
#include "extract/address.h"
#include "extract/body.h"
#include "log.h"

#define REDIRECTS_MAX 5

static void
note(struct crawl *c, enum outcome outcome)
{
	c->outcome = outcome_worse(c->outcome, outcome);
}

void
crawl_incomplete(struct crawl *c, const char *format, ...)
{
	va_list args;
	char line[1024];

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	log_error("%s: %s", c->extractor->name, line);
	note(c, OUTCOME_INCOMPLETE);
}

static bool
is_ours(const struct crawl *c, const char *url)
{
	size_t length = strlen(c->base);

	return strlen(url) < ADDRESS_MAX &&
	    strncasecmp(url, c->base, length) == 0 &&
	    (url[length] == '/' || url[length] == '?' || url[length] == '\0');
}

/* The length of https://host:port */
static size_t
origin_length(const char *url)
{
	const char *host = strstr(url, "://");

	return host == NULL
	    ? 0
	    : (size_t)(host - url) + 3 + strcspn(host + 3, "/?#");
}

/* What was asked for at our base may not lead away from it. */
static bool
may_lead(const struct crawl *c, const char *from, const char *to)
{
	size_t length = origin_length(from);

	if (is_ours(c, from))
		return is_ours(c, to);
	return strlen(to) < ADDRESS_MAX && length == origin_length(to) &&
	    strncasecmp(from, to, length) == 0;
}

/* One request, archived. */
static const struct capture *
ask(struct crawl *c, struct fetch_request *request)
{
	static const enum outcome outcomes[] = {
		[FETCH_ANSWERED] = OUTCOME_OK,
		[FETCH_CUT_OFF] = OUTCOME_UNREACHABLE,
		[FETCH_TOO_LARGE] = OUTCOME_INCOMPLETE,
		[FETCH_UNREACHABLE] = OUTCOME_UNREACHABLE,
		[FETCH_REFUSED] = OUTCOME_UNREACHABLE,
		[FETCH_NOT_KEPT] = OUTCOME_NOT_WRITTEN,
	};
	const struct capture *capture = NULL;
	struct exchange exchange;
	enum fetch_result result;

	if (c->secret.length > 0 && is_ours(c, request->url))
		request->secret = text_string(&c->secret);
	c->counts.requests++;
	result = fetch(c->fetcher, request, &exchange);
	note(c, outcomes[result]);
	if (result == FETCH_ANSWERED || result == FETCH_CUT_OFF ||
	    result == FETCH_TOO_LARGE) {
		capture = archive_add_exchange(c->archive, &exchange);
		if (capture == NULL)
			note(c, OUTCOME_NOT_WRITTEN);
	}
	exchange_free(&exchange);
	return result == FETCH_ANSWERED ? capture : NULL;
}

/* The address a redirect points to, or NULL; to be given to curl_free(). */
static char *
redirect_target(const struct capture *capture)
{
	CURLU *url = curl_url();
	char *target = NULL;

	if (url != NULL && capture->location != NULL &&
	    curl_url_set(url, CURLUPART_URL, capture->url, 0) == CURLUE_OK &&
	    curl_url_set(url, CURLUPART_URL, capture->location, 0) ==
		CURLUE_OK &&
	    curl_url_get(url, CURLUPART_URL, &target, 0) != CURLUE_OK)
		target = NULL;
	curl_url_cleanup(url);
	return target;
}

static void
judge_status(struct crawl *c, const char *url, int status)
{
	switch (status) {
	case 401:
	case 403:
	case 451:
		log_error("%s: blocked: status %d", url, status);
		note(c, OUTCOME_BLOCKED);
		break;
	case 404:
	case 410:
		log_error("%s: is not there: status %d", url, status);
		note(c, OUTCOME_INCOMPLETE);
		break;
	case 400:
	case 405:
	case 406:
	case 422:
		log_error("%s: the request is refused: status %d", url, status);
		note(c, OUTCOME_INCOMPLETE);
		break;
	default:
		log_error("%s: could not fetch: status %d", url, status);
		note(c, OUTCOME_UNREACHABLE);
	}
}

/* What the answer stands for: a whole document, or nothing. */
static const struct capture *
judge(struct crawl *c, const char *url, const struct capture *capture,
    const struct capture *known)
{
	if (capture->status == 304 && known != NULL)
		return known;
	if (capture->status == 204 && c->may_be_empty)
		return capture;
	if (capture->status != 200) {
		judge_status(c, url, capture->status);
		return NULL;
	}
	if (!capture_is_document(capture)) {
		log_error("%s: %s", url, capture->broken);
		note(c, OUTCOME_INCOMPLETE);
		return NULL;
	}
	return capture;
}

bool
crawl_is_html(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];

	return *body_start(doc->content, start) == '<';
}

struct look {
	bool expected;
	bool is_html;
	const char *error; /* why the archive does not give it, or NULL */
};

static struct look
look_at(struct crawl *c, const struct capture *capture, expectation *expect)
{
	struct document *doc = archive_document(c->archive, capture);
	struct look look;

	look.is_html = crawl_is_html(doc); /* before the content is read */
	look.expected = expect(doc);
	look.error = body_error(doc->content);
	look.expected = look.expected && look.error == NULL;
	archive_document_close(doc);
	return look;
}

/*
 * What the archive has from that address, if it is what was expected there:
 * asked with the validators of what blocked us, a publisher could say for ever
 * that nothing has changed.
 */
static const struct capture *
known_from(struct crawl *c, const char *url, expectation *expect)
{
	const struct capture *latest = archive_latest(c->archive, url);

	return latest != NULL && look_at(c, latest, expect).expected ? latest
								     : NULL;
}

static bool
check(struct crawl *c, const struct capture *capture, expectation *expect)
{
	const struct look look = look_at(c, capture, expect);

	if (look.expected)
		return true;
	if (look.error != NULL) {
		log_error("%s: %s", capture->url, look.error);
		note(c, OUTCOME_NOT_WRITTEN);
	} else if (look.is_html) {
		log_error("%s: blocked: a page of HTML that is not the "
			  "document",
		    capture->url);
		note(c, OUTCOME_BLOCKED);
	} else {
		log_error("%s: is not the document that should be there",
		    capture->url);
		note(c, OUTCOME_INCOMPLETE);
	}
	return false;
}

static bool
is_redirect(const struct capture *capture)
{
	return capture->status >= 300 && capture->status < 400 &&
	    capture->status != 304;
}

static void
refuse_redirect(struct crawl *c, const char *url, const char *target)
{
	log_error("%s: redirected to %s, which is not followed", url,
	    target == NULL ? "nowhere" : target);
	note(c, OUTCOME_UNREACHABLE);
}

static const struct capture *
follow(struct crawl *c, const char *url, const char *accept,
    expectation *expect, const struct capture **known)
{
	char *at = strdup(url);
	const struct capture *result = NULL;

	for (int i = 0; at != NULL; i++) {
		struct fetch_request request = { .url = at, .accept = accept };
		const struct capture *capture;
		char *target;

		*known = known_from(c, at, expect);
		if (*known != NULL) {
			request.etag = (*known)->etag;
			request.last_modified = (*known)->last_modified;
		}
		capture = crawl_remembered(c, at, *known);
		if (capture == NULL)
			capture = ask(c, &request);
		if (capture == NULL)
			break;
		if (!is_redirect(capture)) {
			result = judge(c, at, capture, *known);
			break;
		}
		target = redirect_target(capture);
		if (i >= REDIRECTS_MAX || target == NULL ||
		    !may_lead(c, at, target)) {
			refuse_redirect(c, at, target);
			curl_free(target);
			break;
		}
		free(at);
		at = strdup(target);
		curl_free(target);
	}
	free(at);
	return result;
}

/* Counts what came, or NULL, if it is what was expected. */
static const struct capture *
accept_answer(struct crawl *c, const struct capture *capture,
    const struct capture *known, expectation *expect)
{
	if (capture != NULL && capture->status == 204)
		return capture;
	if (capture == NULL || !check(c, capture, expect)) {
		c->counts.failed++;
		return NULL;
	}
	if (known != NULL && strcmp(known->sha256, capture->sha256) == 0)
		c->counts.unchanged++;
	else if (c->extractor->kind(capture->url) != ADDRESS_LISTING)
		c->counts.added++;
	return capture;
}

const struct capture *
crawl_expected(
    struct crawl *c, const char *url, const char *accept, expectation *expect)
{
	const struct capture *known = NULL;
	const struct capture *capture = follow(c, url, accept, expect, &known);

	return accept_answer(c, capture, known, expect);
}

static bool
may_be_anything(const struct document *doc)
{
	(void)doc;
	return true;
}

static const struct capture *
post(struct crawl *c, struct fetch_request *request,
    const struct capture *remembered)
{
	const struct capture *capture =
	    remembered != NULL ? remembered : ask(c, request);
	char *target;

	if (capture == NULL || !is_redirect(capture))
		return capture == NULL ? NULL
				       : judge(c, request->url, capture, NULL);
	target = redirect_target(capture);
	refuse_redirect(c, request->url, target);
	curl_free(target);
	return NULL;
}

const struct capture *
crawl_post(
    struct crawl *c, const char *url, const char *json, const char *accept)
{
	struct fetch_request request = {
		.url = url, .accept = accept, .json = json
	};
	expectation *expect = c->extractor->kind(url) == ADDRESS_RECORDS
	    ? c->extractor->recognises
	    : may_be_anything;
	struct text address = { 0 };
	char digest[DIGEST_HEX];
	const struct capture *known;
	const struct capture *remembered;

	digest_string(json, digest);
	capture_post_address(&address, url, digest);
	known = known_from(c, text_string(&address), expect);
	remembered = crawl_remembered(c, text_string(&address), known);
	text_free(&address);
	return accept_answer(c, post(c, &request, remembered), known, expect);
}

const struct capture *
crawl_get(struct crawl *c, const char *url, const char *accept)
{
	return crawl_expected(c, url, accept, may_be_anything);
}

const struct capture *
crawl_renew_elsewhere(struct crawl *c, const char *url, const char *accept)
{
	return crawl_expected(c, url, accept, c->extractor->recognises);
}

const struct capture *
crawl_renew(struct crawl *c, const char *url, const char *accept)
{
	if (!is_ours(c, url)) {
		crawl_incomplete(c, "%s: is not at %s", url, c->base);
		return NULL;
	}
	return crawl_renew_elsewhere(c, url, accept);
}

bool
crawl_secret(struct crawl *c, const char *parameter)
{
	if (c->settings->key == NULL) {
		log_error("%s: no key is set: see key_file in armsetl.conf",
		    c->extractor->name);
		note(c, OUTCOME_MISCONFIGURED);
		return false;
	}
	text_empty(&c->secret);
	text_addf(&c->secret, "%s=%s", parameter, c->settings->key);
	return true;
}

void
crawl_keep(struct crawl *c, const char *url, const char *accept)
{
	if (is_ours(c, url) &&
	    known_from(c, url, c->extractor->recognises) != NULL)
		c->counts.unchanged++;
	else
		crawl_renew(c, url, accept);
}
