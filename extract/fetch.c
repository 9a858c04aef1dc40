#include "extract/fetch.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "extract/secret.h"
#include "log.h"

struct fetcher {
	const struct fetch_settings *settings;
	CURL *curl;
};

struct transfer {
	const struct fetch_settings *settings;
	struct exchange *exchange;
	const char *secret;
	struct text head; /* of the response, while it arrives */
	bool head_done;
	bool too_large;
	bool failed; /* the temporary file could not be written */
};

static bool
is_loopback(const char *host)
{
	return strcmp(host, "127.0.0.1") == 0 || strcmp(host, "[::1]") == 0 ||
	    strcasecmp(host, "localhost") == 0;
}

bool
fetch_allowed(const char *url)
{
	CURLU *parts = curl_url();
	char *scheme = NULL;
	char *host = NULL;
	bool allowed = false;

	if (parts != NULL && curl_url_set(parts, CURLUPART_URL, url, 0) == 0 &&
	    curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == 0 &&
	    curl_url_get(parts, CURLUPART_HOST, &host, 0) == 0)
		allowed = strcmp(scheme, "https") == 0 ||
		    (strcmp(scheme, "http") == 0 && is_loopback(host));
	curl_free(scheme);
	curl_free(host);
	curl_url_cleanup(parts);
	return allowed;
}

static bool
spool_failed(struct transfer *t)
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
		return spool_failed(t);
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
	if (type == CURLINFO_HEADER_OUT)
		text_empty(&t->exchange->request);
	if (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT)
		text_add(&t->exchange->request, bytes, size);
	return 0;
}

static struct curl_slist *
add_header(struct curl_slist *list, const char *name, const char *value)
{
	struct text line = { 0 };

	if (value == NULL)
		return list;
	text_addf(&line, "%s: %s", name, value);
	list = curl_slist_append(list, text_string(&line));
	text_free(&line);
	if (list == NULL)
		log_fatal("out of memory");
	return list;
}

static struct curl_slist *
request_headers(const struct fetch_request *request)
{
	struct curl_slist *list = NULL;

	list = add_header(
	    list, "Accept", request->accept != NULL ? request->accept : "*/*");
	if (request->secret == NULL) /* else libcurl says it */
		list = add_header(list, "Accept-Encoding", "gzip");
	list = add_header(list, "If-None-Match", request->etag);
	list = add_header(list, "If-Modified-Since", request->last_modified);
	if (request->json != NULL)
		list = add_header(list, "Content-Type", "application/json");
	return list;
}

/* What is asked for; libcurl copies the address and not the body. */
static void
set_request(CURL *curl, const struct fetch_request *request)
{
	struct text url = { 0 };

	text_add_string(&url, request->url);
	if (request->secret != NULL) {
		secret_add(&url, request->secret);
		curl_easy_setopt(curl, CURLOPT_HTTP_CONTENT_DECODING, 1L);
		curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip");
	}
	curl_easy_setopt(curl, CURLOPT_URL, text_string(&url));
	if (request->json != NULL)
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->json);
	text_free(&url);
}

static void
set_options(CURL *curl, struct transfer *t, struct curl_slist *headers)
{
	const struct fetch_settings *s = t->settings;

	curl_easy_reset(curl);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	/* The archive keeps HTTP/1.1 messages, so that is what we speak. */
	curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(curl, CURLOPT_HTTP_CONTENT_DECODING, 0L);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, s->user_agent);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, s->connect_seconds);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, s->total_seconds);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 100L);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, s->stall_seconds);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, watch);
	curl_easy_setopt(curl, CURLOPT_DEBUGDATA, t);
	curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
}

static enum fetch_result
judge(struct transfer *t, const char *url, CURLcode code, const char *reason)
{
	struct exchange *x = t->exchange;

	if (t->failed)
		return FETCH_NOT_KEPT;
	if (t->too_large) {
		x->truncated = "length";
		log_error("%s: the body is longer than the limit of %llu bytes",
		    url, (unsigned long long)t->settings->most_bytes);
		return FETCH_TOO_LARGE;
	}
	if (code == CURLE_OK)
		return FETCH_ANSWERED;
	log_error("%s: %s: %s", url, curl_easy_strerror(code), reason);
	if (!t->head_done)
		return FETCH_UNREACHABLE;
	x->truncated = code == CURLE_OPERATION_TIMEDOUT ? "time" : "disconnect";
	return FETCH_CUT_OFF;
}

static void
hide_secret(struct transfer *t, char *reason)
{
	secret_strip(&t->exchange->request, t->secret);
	secret_mask(reason, t->secret);
	if (!secret_mask_file(t->exchange->response, t->secret))
		spool_failed(t);
}

static enum fetch_result
perform(
    struct fetcher *f, const struct fetch_request *request, struct transfer *t)
{
	struct curl_slist *headers = request_headers(request);
	char reason[CURL_ERROR_SIZE] = "";
	char *ip = NULL;
	CURLcode code;

	set_options(f->curl, t, headers);
	set_request(f->curl, request);
	curl_easy_setopt(f->curl, CURLOPT_ERRORBUFFER, reason);
	code = curl_easy_perform(f->curl);
	if (fflush(t->exchange->response) != 0)
		spool_failed(t);
	if (request->secret != NULL)
		hide_secret(t, reason);
	if (curl_easy_getinfo(f->curl, CURLINFO_PRIMARY_IP, &ip) == CURLE_OK &&
	    ip != NULL)
		snprintf(t->exchange->ip, sizeof(t->exchange->ip), "%s", ip);
	curl_slist_free_all(headers);
	text_free(&t->head);
	return judge(t, request->url, code, reason);
}

enum fetch_result
fetch(
    struct fetcher *f, const struct fetch_request *request, struct exchange *x)
{
	struct transfer t = { .settings = f->settings,
		.exchange = x,
		.secret = request->secret };

	*x = (struct exchange){ .url = request->url };
	warc_now(x->date);
	if (request->json != NULL)
		digest_string(request->json, x->posted);
	if (!fetch_allowed(request->url)) {
		log_error(
		    "%s: neither https nor on this machine", request->url);
		return FETCH_REFUSED;
	}
	x->response = tmpfile();
	if (x->response == NULL) {
		log_error("temporary file: %s", strerror(errno));
		return FETCH_NOT_KEPT;
	}
	return perform(f, request, &t);
}

void
exchange_free(struct exchange *x)
{
	if (x->response != NULL)
		fclose(x->response);
	text_free(&x->request);
	*x = (struct exchange){ 0 };
}

struct fetcher *
fetch_open(const struct fetch_settings *settings)
{
	struct fetcher *f = calloc(1, sizeof(*f));

	if (f == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
	    (f->curl = curl_easy_init()) == NULL)
		log_fatal("cannot start libcurl");
	f->settings = settings;
	return f;
}

void
fetch_close(struct fetcher *f)
{
	if (f == NULL)
		return;
	curl_easy_cleanup(f->curl);
	curl_global_cleanup();
	free(f);
}
