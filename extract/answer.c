/* Answers in JSON that a crawl reads itself. */
#include <string.h>

#include "archive/body.h"
#include "base/stop.h"
#include "extract/crawl_internal.h"

#define POLLS_MAX 360

static bool
may_be_json(const struct document *doc)
{
	return !crawl_is_html(doc);
}

static size_t
read_json(void *buffer, size_t size, void *context)
{
	ssize_t n = body_read(context, buffer, size);

	return n < 0 ? (size_t)-1 : (size_t)n;
}

json_t *
crawl_parse(struct crawl *c, const struct capture *capture)
{
	struct document *doc;
	json_error_t error;
	json_t *json;

	if (capture == NULL || capture->status == 204)
		return NULL;
	doc = archive_document(c->archive, capture);
	json = json_load_callback(read_json, doc->content, 0, &error);
	archive_document_close(doc);
	if (json == NULL) {
		crawl_incomplete(c, "%s: line %d: not JSON: %s", capture->url,
		    error.line, error.text);
		c->counts.failed++;
	}
	return json;
}

json_t *
crawl_json(struct crawl *c, const char *url)
{
	return crawl_parse(
	    c, crawl_expected(c, url, "application/json", may_be_json));
}

/* False, and nothing is asked any more, if there is no time for that. */
static bool
pause_for(struct crawl *c, unsigned seconds)
{
	if (stop_wait((uint64_t)seconds * 1000, c->settings->deadline) ==
	    STOP_WAIT_TOO_LONG)
		crawl_stop(c, "its time does not suffice to wait");
	return crawl_goes_on(c);
}

json_t *
crawl_wait(struct crawl *c, const char *url)
{
	const char *status = "nothing";
	bool resumes = c->resumes;
	json_t *answer = NULL;

	for (int i = 0; i < POLLS_MAX; i++) {
		json_decref(answer);
		answer = crawl_json(c, url);
		c->resumes = false; /* it may say something else now */
		if (answer == NULL)
			break;
		status = json_string_value(json_object_get(answer, "status"));
		if (status == NULL)
			status = "nothing";
		if (strcmp(status, "finished") == 0)
			break;
		if (strcmp(status, "ready") != 0 &&
		    strcmp(status, "running") != 0)
			break;
		if (!pause_for(c, c->settings->poll_seconds)) {
			json_decref(answer);
			return NULL;
		}
	}
	c->resumes = resumes;
	if (answer == NULL || strcmp(status, "finished") == 0)
		return answer;
	crawl_incomplete(c, "%s: the status is %s", url, status);
	json_decref(answer);
	return NULL;
}
