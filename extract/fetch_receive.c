/* An answer as it arrives: its head, its body, and when to hang up. */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "base/stop.h"
#include "extract/fetch_internal.h"
#include "extract/secret.h"

#define EXCESS "Excess found"

bool
transfer_failed(struct transfer *t)
{
	if (!t->failed)
		log_error("temporary file: %s", strerror(errno));
	t->failed = true;
	return false;
}

static bool
spool(struct transfer *t, const char *bytes, size_t size)
{
	if (fwrite(bytes, 1, size, t->exchange->response) != size)
		return transfer_failed(t);
	t->exchange->response_length += size;
	return true;
}

static bool
is_header(const char *line, size_t length, const char *name)
{
	size_t size = strlen(name);

	return length >= size && strncasecmp(line, name, size) == 0;
}

/*
 * The transfer coding has been taken off: a reader that believed the header
 * would take off another. The other name is what web archives use.
 */
static void
keep_header(struct transfer *t, const char *line, size_t length)
{
	struct text kept = { 0 };

	if (is_header(line, length, "transfer-encoding:") ||
	    (t->secret != NULL &&
		(is_header(line, length, "content-encoding:") ||
		    is_header(line, length, "content-length:"))))
		text_add_string(&kept, "X-Archive-Orig-");
	text_add(&kept, line, length);
	if (t->secret != NULL)
		secret_strip(&kept, t->secret);
	text_add(&t->head, kept.bytes, kept.length);
	text_free(&kept);
}

static size_t
take_header(char *line, size_t size, size_t count, void *context)
{
	struct transfer *t = context;
	size_t length = size * count;

	if (length >= 5 && strncmp(line, "HTTP/", 5) == 0)
		text_empty(&t->head); /* what came before was a 1xx answer */
	if (t->head_done || t->head.length + length > HTTP_HEAD_MAX)
		return t->head_done ? length : 0;
	keep_header(t, line, length);
	if (length > 2 || strncmp(t->head.bytes, "HTTP/1.1 1", 10) == 0)
		return length;
	t->head_done = true;
	t->exchange->head_length = t->head.length;
	return spool(t, t->head.bytes, t->head.length) ? length : 0;
}

static size_t
take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *t = context;
	size_t length = size * count;
	uint64_t so_far =
	    t->exchange->response_length - t->exchange->head_length;

	if (so_far + length > t->settings->most_bytes) {
		t->too_large = true;
		length = (size_t)(t->settings->most_bytes - so_far);
		(void)spool(t, bytes, length);
		return CURL_WRITEFUNC_ERROR;
	}
	return spool(t, bytes, length) ? length : CURL_WRITEFUNC_ERROR;
}

static int
watch(CURL *curl, curl_infotype type, char *bytes, size_t size, void *context)
{
	struct transfer *t = context;

	(void)curl;
	/* libcurl drops what is behind the Content-Length, and tells it here.
	 */
	if (type == CURLINFO_TEXT && size > sizeof(EXCESS) &&
	    strncmp(bytes, EXCESS, sizeof(EXCESS) - 1) == 0)
		t->excess = true;
	if (type == CURLINFO_HEADER_OUT)
		text_empty(&t->exchange->request);
	if (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT)
		text_add(&t->exchange->request, bytes, size);
	return 0;
}

/* Called about once a second, also while nothing comes. */
static int
look_up(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	const struct transfer *t = context;

	(void)a;
	(void)b;
	(void)c;
	(void)d;
	return stop_requested() ||
	    (t->deadline != 0 && time(NULL) > t->deadline);
}

void
transfer_receive(CURL *curl, struct transfer *t)
{
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, watch);
	curl_easy_setopt(curl, CURLOPT_DEBUGDATA, t);
	curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_up);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, t);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}
