#include "extract/fetch.h"

#include <curl/curl.h>
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/time.h"
#include "extract/network.h"
#include "extract/retry.h"
#include "extract/secret.h"

#define BUFFER_SIZE (512L * 1024)
#define EXCESS "Excess found"
#define PRIVATE                                                      \
	"is on this machine or a private network, and the source's " \
	"base is not"

struct fetcher {
	const struct fetch_settings *settings;
	bool private_too;
	CURL *curl;
};

/* An answer while it arrives. */
struct arrival {
	const struct fetch_settings *settings;
	struct exchange *exchange;
	const char *secret;
	struct text head; /* of the response */
	bool head_done;
	bool too_large;
	bool excess; /* more came than the head promised */
	bool failed; /* the temporary file could not be written */
	bool private_too;
	bool is_private; /* an address was, and may not be */
	time_t deadline;
};

/* Whether we may ask there */

/* Why we may not ask at that address, or NULL. */
static const char *
fetch_refusal(const char *url, bool private_too)
{
	CURLU *parts = xgiven(curl_url());
	char *scheme = NULL;
	char *host = NULL;
	const char *why = "is no address of the web";

	if (network_parsed(curl_url_set(parts, CURLUPART_URL, url, 0)) &&
	    network_parsed(curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0)) &&
	    network_parsed(curl_url_get(parts, CURLUPART_HOST, &host, 0))) {
		bool is_http = strcmp(scheme, "http") == 0;

		why = NULL;
		if (!private_too && network_is_private_host(host))
			why = PRIVATE;
		else if (strcmp(scheme, "https") != 0 &&
		    !(is_http && network_is_loopback_host(host)))
			why = "neither https nor on this machine";
	}
	curl_free(scheme);
	curl_free(host);
	curl_url_cleanup(parts);
	return why;
}

bool
fetch_allowed(const char *url)
{
	return fetch_refusal(url, true) == NULL;
}

static bool
fetch_has_proxy(void)
{
	static const char *const names[] = { "http_proxy", "https_proxy",
		"HTTPS_PROXY", "all_proxy", "ALL_PROXY" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);

		if (value != NULL && *value != '\0')
			return true;
	}
	return false;
}

/* What the name of a host led to is refused before a byte goes there. */
static curl_socket_t
fetch_open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct arrival *t = context;

	(void)purpose;
	if (!t->private_too && network_is_private(&to->addr)) {
		t->is_private = true;
		return CURL_SOCKET_BAD;
	}
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* An answer as it arrives: its head, its body, and when to hang up. */

/* The temporary file could not be written, errno says why: logged, once. */
static bool
fetch_not_spooled(struct arrival *t)
{
	if (!t->failed)
		log_error("temporary file: %s", strerror(errno));
	t->failed = true;
	return false;
}

static bool
fetch_spool(struct arrival *t, const char *bytes, size_t size)
{
	if (fwrite(bytes, 1, size, t->exchange->response) != size)
		return fetch_not_spooled(t);
	t->exchange->response_length += size;
	return true;
}

static bool
fetch_is_header(const char *line, size_t length, const char *name)
{
	size_t size = strlen(name);

	return length >= size && strncasecmp(line, name, size) == 0;
}

/*
 * The transfer coding has been taken off: a reader that believed the header
 * would take off another. The other name is what web archives use.
 */
static void
fetch_keep_header(struct arrival *t, const char *line, size_t length)
{
	struct text kept = { 0 };

	if (fetch_is_header(line, length, "transfer-encoding:") ||
	    (t->secret != NULL &&
		(fetch_is_header(line, length, "content-encoding:") ||
		    fetch_is_header(line, length, "content-length:"))))
		text_add_string(&kept, "X-Archive-Orig-");
	text_add(&kept, line, length);
	if (t->secret != NULL)
		secret_strip(&kept, t->secret);
	text_add(&t->head, kept.bytes, kept.length);
	text_free(&kept);
}

static size_t
fetch_take_header(char *line, size_t size, size_t count, void *context)
{
	struct arrival *t = context;
	size_t length = size * count;

	if (length >= 5 && strncmp(line, "HTTP/", 5) == 0)
		text_empty(&t->head); /* what came before was a 1xx answer */
	if (t->head_done || t->head.length + length > HTTP_HEAD_MAX)
		return t->head_done ? length : 0;
	fetch_keep_header(t, line, length);
	if (length > 2 || strncmp(t->head.bytes, "HTTP/1.1 1", 10) == 0)
		return length;
	t->head_done = true;
	t->exchange->head_length = t->head.length;
	return fetch_spool(t, t->head.bytes, t->head.length) ? length : 0;
}

static size_t
fetch_take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct arrival *t = context;
	size_t length = size * count;
	uint64_t so_far =
	    t->exchange->response_length - t->exchange->head_length;

	if (so_far + length > t->settings->most_bytes) {
		t->too_large = true;
		length = (size_t)(t->settings->most_bytes - so_far);
		(void)fetch_spool(t, bytes, length);
		return CURL_WRITEFUNC_ERROR;
	}
	return fetch_spool(t, bytes, length) ? length : CURL_WRITEFUNC_ERROR;
}

static int
fetch_watch(
    CURL *curl, curl_infotype type, char *bytes, size_t size, void *context)
{
	struct arrival *t = context;

	(void)curl;
	/* libcurl drops what is after the Content-Length, and tells it here. */
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
fetch_look_up(
    void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	const struct arrival *t = context;

	(void)a;
	(void)b;
	(void)c;
	(void)d;
	return stop_requested() ||
	    (t->deadline != 0 && time(NULL) > t->deadline);
}

static void
fetch_receive(CURL *curl, struct arrival *t)
{
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, fetch_take_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, fetch_take_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, fetch_watch);
	curl_easy_setopt(curl, CURLOPT_DEBUGDATA, t);
	curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, fetch_look_up);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, t);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, fetch_open_socket);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, t);
}

/* The request */

static struct curl_slist *
fetch_add_header(struct curl_slist *list, const char *name, const char *value)
{
	struct text line = { 0 };

	if (value == NULL)
		return list;
	text_addf(&line, "%s: %s", name, value);
	list = xgiven(curl_slist_append(list, text_string(&line)));
	text_free(&line);
	return list;
}

static struct curl_slist *
fetch_headers(const struct fetch_request *request)
{
	struct curl_slist *list = NULL;

	list = fetch_add_header(
	    list, "Accept", request->accept != NULL ? request->accept : "*/*");
	if (request->secret == NULL) /* else libcurl says it */
		list = fetch_add_header(list, "Accept-Encoding", "gzip");
	list = fetch_add_header(list, "If-None-Match", request->etag);
	list =
	    fetch_add_header(list, "If-Modified-Since", request->last_modified);
	if (request->json != NULL)
		list =
		    fetch_add_header(list, "Content-Type", "application/json");
	return list;
}

/* What is asked for; libcurl copies the address and not the body. */
static void
fetch_set_request(CURL *curl, const struct fetch_request *request)
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
	text_wipe(&url);
}

static void
fetch_set_options(CURL *curl, struct arrival *t, struct curl_slist *headers)
{
	const struct fetch_settings *s = t->settings;

	curl_easy_reset(curl);
	fetch_receive(curl, t);
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
fetch_explain(struct arrival *t, CURLcode code, const char *reason)
{
	struct exchange *x = t->exchange;

	if (t->too_large)
		snprintf(x->reason, sizeof(x->reason),
		    "the body is longer than the limit of %llu bytes",
		    (unsigned long long)t->settings->most_bytes);
	else if (code == CURLE_OK && t->excess)
		snprintf(x->reason, sizeof(x->reason),
		    "more came than its Content-Length");
	else if (code != CURLE_OK && t->is_private)
		snprintf(x->reason, sizeof(x->reason), PRIVATE);
	else if (code != CURLE_OK)
		snprintf(x->reason, sizeof(x->reason), "%s: %s",
		    curl_easy_strerror(code), reason);
}

static enum fetch_result
fetch_judge(struct arrival *t, CURLcode code, const char *reason)
{
	struct exchange *x = t->exchange;

	fetch_explain(t, code, reason);
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
	if (t->is_private && !t->head_done)
		return FETCH_REFUSED;
	if (!retry_failure(code, reason))
		return FETCH_UNTRUSTED;
	if (!t->head_done)
		return FETCH_UNREACHABLE;
	x->truncated = code == CURLE_OK        ? "unspecified"
	    : code == CURLE_OPERATION_TIMEDOUT ? "time"
					       : "disconnect";
	return FETCH_CUT_OFF;
}

/* As libcurl found it in the last head that came; NULL if there is none. */
static char *
fetch_header(CURL *curl, const char *name)
{
	struct curl_header *found;

	return curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &found) ==
		CURLHE_OK
	    ? xstrdup(found->value)
	    : NULL;
}

/* When the next try may be. */
static void
fetch_read_retry_after(CURL *curl, struct arrival *t)
{
	char *value = fetch_header(curl, "Retry-After");
	char *date = fetch_header(curl, "Date");

	t->exchange->retry_after = retry_after(value, date, time(NULL));
	free(value);
	free(date);
}

static void
fetch_hide_secret(struct arrival *t, char *reason)
{
	secret_strip(&t->exchange->request, t->secret);
	secret_mask(reason, t->secret);
	if (!secret_mask_file(t->exchange->response, t->secret))
		fetch_not_spooled(t);
}

/*
 * Whether the answer went on behind its Content-Length, where nothing may be.
 * Over TLS it is only told when it came with the head, as an "excess".
 */
static bool
fetch_is_more_waiting(CURL *curl)
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
fetch_perform(
    struct fetcher *f, const struct fetch_request *request, struct arrival *t)
{
	struct curl_slist *headers = fetch_headers(request);
	char reason[CURL_ERROR_SIZE] = "";
	char *ip = NULL;
	CURLcode code;

	fetch_set_options(f->curl, t, headers);
	fetch_set_request(f->curl, request);
	curl_easy_setopt(f->curl, CURLOPT_ERRORBUFFER, reason);
	code = curl_easy_perform(f->curl);
	if (code == CURLE_OK && fetch_is_more_waiting(f->curl))
		t->excess = true;
	if (fflush(t->exchange->response) != 0)
		fetch_not_spooled(t);
	if (request->secret != NULL)
		fetch_hide_secret(t, reason);
	if (curl_easy_getinfo(f->curl, CURLINFO_PRIMARY_IP, &ip) == CURLE_OK &&
	    ip != NULL)
		snprintf(t->exchange->ip, sizeof(t->exchange->ip), "%s", ip);
	if (t->head_done)
		fetch_read_retry_after(f->curl, t);
	curl_easy_reset(f->curl); /* it knows the address, with the secret */
	curl_slist_free_all(headers);
	text_free(&t->head);
	return fetch_judge(t, code, reason);
}

enum fetch_result
fetch(
    struct fetcher *f, const struct fetch_request *request, struct exchange *x)
{
	struct arrival t = { .settings = f->settings,
		.exchange = x,
		.secret = request->secret,
		.private_too = f->private_too || fetch_has_proxy(),
		.deadline = request->deadline };
	const char *why = fetch_refusal(request->url, f->private_too);

	*x = (struct exchange){ .url = request->url, .retry_after = -1 };
	timestamp_now(x->date);
	if (request->json != NULL)
		digest_string(request->json, x->posted);
	if (why != NULL) {
		snprintf(x->reason, sizeof(x->reason), "%s", why);
		return FETCH_REFUSED;
	}
	x->response = tmpfile();
	if (x->response == NULL) {
		log_error("temporary file: %s", strerror(errno));
		return FETCH_NOT_KEPT;
	}
	return fetch_perform(f, request, &t);
}

void
exchange_free(struct exchange *x)
{
	if (x->response != NULL)
		fclose(x->response);
	text_wipe(&x->request);
	*x = (struct exchange){ 0 };
}

/* libcurl's memory: what it frees may have had a secret in it. */

static void
fetch_memory_free(void *memory)
{
	if (memory != NULL)
		explicit_bzero(memory, malloc_usable_size(memory));
	free(memory);
}

static void *
fetch_memory_realloc(void *memory, size_t size)
{
	size_t before = memory == NULL ? 0 : malloc_usable_size(memory);
	void *bigger = malloc(size == 0 ? 1 : size);

	if (bigger == NULL)
		return NULL;
	if (memory != NULL)
		memcpy(bigger, memory, before < size ? before : size);
	fetch_memory_free(memory);
	return bigger;
}

struct fetcher *
fetch_open(const struct fetch_settings *settings, bool private_too)
{
	struct fetcher *f = xzalloc(sizeof(*f));

	if (curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, fetch_memory_free,
		fetch_memory_realloc, strdup, calloc) != CURLE_OK ||
	    (f->curl = curl_easy_init()) == NULL)
		log_fatal("cannot start libcurl");
	f->settings = settings;
	f->private_too = private_too;
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
