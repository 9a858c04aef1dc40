#include "extract/crawl_internal.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/digest.h"
#include "base/log.h"
#include "extract/address.h"
#include "extract/denial.h"
#include "extract/missing.h"

#define REDIRECTS_MAX 5

bool
crawl_is_ours(const struct crawl *c, const char *url)
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

	if (crawl_is_ours(c, from))
		return crawl_is_ours(c, to);
	return strlen(to) < ADDRESS_MAX && length == origin_length(to) &&
	    strncasecmp(from, to, length) == 0;
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

static bool
is_redirect(const struct capture *capture)
{
	return capture->status >= 300 && capture->status < 400 &&
	    capture->status != 304;
}

static void
refuse_redirect(struct crawl *c, const char *url, const char *target)
{
	crawl_trouble(c, TROUBLE_PERMANENT, OUTCOME_UNREACHABLE,
	    "%s: redirected to %s, which is not followed", url,
	    target == NULL ? "nowhere" : target);
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

		*known = crawl_known(c, at, expect);
		if (*known != NULL) {
			request.etag = (*known)->etag;
			request.last_modified = (*known)->last_modified;
		}
		capture = crawl_remembered(c, at, *known);
		if (capture == NULL)
			capture = crawl_ask(c, &request);
		if (capture == NULL)
			break;
		if (!is_redirect(capture)) {
			result = crawl_judge(c, at, capture, *known);
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
	if (capture == NULL || !crawl_check(c, capture, expect)) {
		c->counts.failed += !c->stopped;
		return NULL;
	}
	crawl_well(c);
	if (known != NULL && strcmp(known->sha256, capture->sha256) == 0)
		c->counts.unchanged++;
	else if (c->extractor->documents.kind(capture->url) != ADDRESS_LISTING)
		c->counts.added++;
	return capture;
}

const struct capture *
crawl_expected(
    struct crawl *c, const char *url, const char *accept, expectation *expect)
{
	const struct capture *known = NULL;
	const struct capture *capture;

	if (!crawl_goes_on(c))
		return NULL;
	capture = follow(c, url, accept, expect, &known);
	return accept_answer(c, capture, known, expect);
}

/* Of what its source must judge. */
static bool
may_be_anything(const struct document *doc)
{
	return !denial_is(doc);
}

static bool
may_be_json(const struct document *doc)
{
	return !crawl_is_html(doc);
}

static const struct capture *
post(struct crawl *c, struct fetch_request *request,
    const struct capture *remembered)
{
	const struct capture *capture =
	    remembered != NULL ? remembered : crawl_ask(c, request);
	char *target;

	if (capture == NULL || !is_redirect(capture))
		return capture == NULL
		    ? NULL
		    : crawl_judge(c, request->url, capture, NULL);
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
	expectation *expect =
	    c->extractor->documents.kind(url) == ADDRESS_RECORDS
	    ? c->extractor->documents.recognises
	    : may_be_json;
	struct text address = { 0 };
	char digest[DIGEST_HEX];
	const struct capture *known;
	const struct capture *remembered;

	if (!crawl_goes_on(c))
		return NULL;
	digest_string(json, digest);
	capture_post_address(&address, url, digest);
	known = crawl_known(c, text_string(&address), expect);
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
	return crawl_expected(
	    c, url, accept, c->extractor->documents.recognises);
}

const struct capture *
crawl_renew(struct crawl *c, const char *url, const char *accept)
{
	if (!crawl_is_ours(c, url)) {
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
		c->outcome = outcome_worse(c->outcome, OUTCOME_MISCONFIGURED);
		return false;
	}
	text_empty(&c->secret);
	text_addf(&c->secret, "%s=%s", parameter, c->settings->key);
	return true;
}

void
crawl_keep(struct crawl *c, const char *url, const char *accept)
{
	if (!crawl_is_ours(c, url) ||
	    crawl_known(c, url, c->extractor->documents.recognises) == NULL) {
		crawl_update(c, url, accept);
		return;
	}
	c->counts.unchanged++;
	missing_forget(c->missing, url);
}
