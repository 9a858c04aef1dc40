#include "base/time.h"
#include "extract/fetch_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/arena.h"
#include "base/log.h"
#include "extract/retry.h"
#include "extract/secret.h"

#define BUFFER_SIZE (512L * 1024)

struct fetcher {
	const struct fetch_settings *settings;
	CURL *curl;
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
	transfer_receive(curl, t);
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
	curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, BUFFER_SIZE);
	if (s->ca_file != NULL)
		curl_easy_setopt(curl, CURLOPT_CAINFO, s->ca_file);
}

static void
explain(struct transfer *t, CURLcode code, const char *reason)
{
	struct exchange *x = t->exchange;

	if (t->too_large)
		snprintf(x->reason, sizeof(x->reason),
		    "the body is longer than the limit of %llu bytes",
		    (unsigned long long)t->settings->most_bytes);
	else if (code == CURLE_OK && t->excess)
		snprintf(x->reason, sizeof(x->reason),
		    "more came than its Content-Length");
	else if (code != CURLE_OK)
		snprintf(x->reason, sizeof(x->reason), "%s: %s",
		    curl_easy_strerror(code), reason);
}

static enum fetch_result
judge(struct transfer *t, CURLcode code, const char *reason)
{
	struct exchange *x = t->exchange;

	explain(t, code, reason);
	if (t->failed)
		return FETCH_NOT_KEPT;
	if (t->too_large) {
		x->truncated = "length";
		return FETCH_TOO_LARGE;
	}
	if (code == CURLE_ABORTED_BY_CALLBACK)
		return FETCH_STOPPED;
	if (code == CURLE_OK && !t->excess)
		return FETCH_ANSWERED;
	if (!retry_failure(code, reason))
		return FETCH_UNTRUSTED;
	if (!t->head_done)
		return FETCH_UNREACHABLE;
	x->truncated = code == CURLE_OK        ? "unspecified"
	    : code == CURLE_OPERATION_TIMEDOUT ? "time"
					       : "disconnect";
	return FETCH_CUT_OFF;
}

/* Of a head with an answer in it, when it may be asked again. */
static void
read_retry_after(struct transfer *t)
{
	struct arena *arena = arena_new();
	const struct http_head head =
	    http_head_read(arena, t->head.bytes, t->head.length);

	t->exchange->retry_after =
	    retry_after(http_header(&head, "Retry-After"),
		http_header(&head, "Date"), time(NULL));
	arena_free(arena);
}

static void
hide_secret(struct transfer *t, char *reason)
{
	secret_strip(&t->exchange->request, t->secret);
	secret_mask(reason, t->secret);
	if (!secret_mask_file(t->exchange->response, t->secret))
		transfer_failed(t);
}

/*
 * Whether the answer went on behind its Content-Length, where nothing may be.
 * Over TLS it is only told when it came with the head, as an "excess".
 */
static bool
is_more_waiting(CURL *curl)
{
	curl_socket_t fd = CURL_SOCKET_BAD;
	const char *scheme = NULL;
	char byte;

	return curl_easy_getinfo(curl, CURLINFO_SCHEME, &scheme) == CURLE_OK &&
	    scheme != NULL && strcasecmp(scheme, "http") == 0 &&
	    curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &fd) == CURLE_OK &&
	    fd != CURL_SOCKET_BAD &&
	    recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
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
	if (code == CURLE_OK && is_more_waiting(f->curl))
		t->excess = true;
	if (fflush(t->exchange->response) != 0)
		transfer_failed(t);
	if (request->secret != NULL)
		hide_secret(t, reason);
	if (curl_easy_getinfo(f->curl, CURLINFO_PRIMARY_IP, &ip) == CURLE_OK &&
	    ip != NULL)
		snprintf(t->exchange->ip, sizeof(t->exchange->ip), "%s", ip);
	curl_slist_free_all(headers);
	if (t->head_done)
		read_retry_after(t);
	text_free(&t->head);
	return judge(t, code, reason);
}

enum fetch_result
fetch(
    struct fetcher *f, const struct fetch_request *request, struct exchange *x)
{
	struct transfer t = { .settings = f->settings,
		.exchange = x,
		.secret = request->secret,
		.deadline = request->deadline };

	*x = (struct exchange){ .url = request->url, .retry_after = -1 };
	timestamp_now(x->date);
	if (request->json != NULL)
		digest_string(request->json, x->posted);
	if (!fetch_allowed(request->url)) {
		snprintf(x->reason, sizeof(x->reason),
		    "neither https nor on this machine");
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
