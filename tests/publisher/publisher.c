/*
 * publisher FOLDER [DEPTH [HOST [PORT]]]: plays a publisher on 127.0.0.1, or
 * ::1, with the documents of a folder. Prints its address, and ends when its
 * input ends.
 *
 *   FOLDER/index     one document a line, tabs between: number, day, agency,
 *                    type, title, and its file without the ending .txt or .xml
 *   FOLDER/pages     what stands at other addresses: pages/path?query, and
 *                    pages/path/index for one that ends in a slash; what
 *                    answers a POST is pages/path@body
 *   FOLDER/faults    what to do wrong, if the file is there; one fault a line:
 *                    a part of the address, the fault's name, its argument;
 *                    of "status*2" it is the first two answers that are wrong
 *   FOLDER/tls.pem   a key and its certificate: it then speaks TLS
 *   FOLDER/requests  is written: method, address, status and some headers
 *
 * index and faults are read at each request, so both may change at any time.
 * Behind page 50, and behind DEPTH (10,000) results, the search gives its
 * first page again: so does the real one, without a word.
 */
#include "tests/publisher/publisher.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"

static const char *
header(struct MHD_Connection *c, const char *name)
{
	return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static bool
is_unchanged(struct MHD_Connection *c, const struct answer *a, const char *tag)
{
	const char *match = header(c, "If-None-Match");
	const char *since = header(c, "If-Modified-Since");
	struct tm tm = { 0 };

	if (match != NULL)
		return strstr(match, tag) != NULL;
	return since != NULL && a->modified != 0 &&
	    strptime(since, "%a, %d %b %Y %H:%M:%S GMT", &tm) != NULL &&
	    timegm(&tm) >= a->modified;
}

static void
log_request(const struct publisher *p, struct MHD_Connection *c,
    const char *method, const char *address, unsigned status)
{
	static const char *const names[] = { "User-Agent", "Accept",
		"Accept-Encoding", "If-None-Match", "If-Modified-Since",
		"Cookie", "Authorization", "Referer" };
	struct text line = { 0 };

	text_addf(&line, "%s\t%s\t%u", method, address, status);
	for (size_t i = 0; i < COUNT(names); i++) {
		const char *value = header(c, names[i]);

		if (value != NULL)
			text_addf(&line, "\t%s: %s", names[i], value);
	}
	text_add(&line, "\n", 1);
	if (write(p->log, line.bytes, line.length) != (ssize_t)line.length)
		log_fatal("requests: cannot write: %s", strerror(errno));
	text_free(&line);
}

static void
make_answer(const struct publisher *p, struct MHD_Connection *c,
    const char *path, const char *address, struct answer *a)
{
	char *rendered;

	if (strcmp(path, "/api/v1/documents.json") == 0)
		search_answer(p, c, address, a);
	else
		site_answer(p, path, address, a);
	faults_apply(p, address, a, STAGE_RESULTS);
	if (a->json == NULL)
		return;
	rendered = json_dumps(a->json, JSON_COMPACT);
	text_add_string(&a->body, rendered);
	free(rendered);
	json_decref(a->json);
	a->json = NULL;
}

static enum MHD_Result
answer_request(const struct publisher *p, struct MHD_Connection *c,
    const char *path, const char *method, const char *address)
{
	struct answer a = { .arena = arena_new(), .status = 200 };
	const char *codings = header(c, "Accept-Encoding");
	char tag[DIGEST_HEX];
	enum MHD_Result result;

	make_answer(p, c, path, address, &a);
	faults_apply(p, address, &a, STAGE_CONTENT);
	answer_tag(&a, tag);
	if (a.status == 200 && !a.no_validators && is_unchanged(c, &a, tag)) {
		a.status = 304;
		text_empty(&a.body);
	} else if (!a.no_gzip && codings != NULL &&
	    strstr(codings, "gzip") != NULL) {
		answer_compress(&a);
	}
	a.sent = SIZE_MAX;
	faults_apply(p, address, &a, STAGE_SENT);
	log_request(p, c, method, address, a.reset ? 0 : a.status);
	usleep(a.slow_ms * 1000);
	result = answer_send(&a, c, tag);
	text_free(&a.body);
	arena_free(a.arena);
	return result;
}

struct request {
	struct text address; /* as it was sent; behind it @ and a body */
	bool seen;
	bool posted;
};

static void *
begin_request(void *context, const char *address, struct MHD_Connection *c)
{
	struct request *r = calloc(1, sizeof(*r));

	(void)context;
	(void)c;
	if (r == NULL)
		log_fatal("out of memory");
	text_add_string(&r->address, address);
	return r;
}

static enum MHD_Result
take_request(void *context, struct MHD_Connection *c, const char *path,
    const char *method, const char *version, const char *upload,
    size_t *upload_size, void **request)
{
	struct request *r = *request;

	(void)version;
	if (r->seen && *upload_size == 0)
		return answer_request(
		    context, c, path, method, text_string(&r->address));
	r->seen = true; /* who answers at once must close the connection */
	if (*upload_size > 0 && !r->posted)
		text_add_string(&r->address, "@");
	r->posted = *upload_size > 0;
	text_add(&r->address, upload, *upload_size);
	*upload_size = 0;
	return MHD_YES;
}

static void
end_request(void *context, struct MHD_Connection *c, void **request,
    enum MHD_RequestTerminationCode code)
{
	struct request *r = *request;

	(void)context;
	(void)c;
	(void)code;
	if (r == NULL)
		return;
	text_free(&r->address);
	free(r);
	*request = NULL;
}

/* So that the addresses in the answers are those of whoever is asked. */
static void
name_address(struct publisher *p, const char *host, bool tls, unsigned port)
{
	bool six = strchr(host, ':') != NULL;

	snprintf(p->address, sizeof(p->address), "%s://%s%s%s:%u",
	    tls ? "https" : "http", six ? "[" : "", host, six ? "]" : "", port);
}

static struct MHD_Daemon *
start(struct publisher *p, struct arena *arena, const char *host, uint16_t port)
{
	struct sockaddr_in here = { .sin_family = AF_INET };
	struct sockaddr_in6 here6 = { .sin6_family = AF_INET6,
		.sin6_addr = IN6ADDR_LOOPBACK_INIT };
	bool six = strchr(host, ':') != NULL;
	char *pem = site_read(p, arena, "tls.pem");
	const struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, pem },
		{ MHD_OPTION_HTTPS_MEM_CERT, 0, pem },
		{ MHD_OPTION_END, 0, NULL },
	};
	struct MHD_Daemon *daemon;
	unsigned flags =
	    MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION;

	here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	here.sin_port = here6.sin6_port = htons(port);
	flags |= six ? MHD_USE_IPv6 : 0;
	flags |= *pem != '\0' ? MHD_USE_TLS : 0;
	daemon = MHD_start_daemon(flags, 0, NULL, NULL, take_request, p,
	    MHD_OPTION_SOCK_ADDR,
	    six ? (const void *)&here6 : (const void *)&here,
	    MHD_OPTION_URI_LOG_CALLBACK, begin_request, NULL,
	    MHD_OPTION_NOTIFY_COMPLETED, end_request, NULL, MHD_OPTION_ARRAY,
	    *pem != '\0' ? tls : tls + COUNT(tls) - 1,
	    MHD_OPTION_LISTENING_ADDRESS_REUSE, 1U, MHD_OPTION_END);
	if (daemon == NULL)
		log_fatal("cannot listen: %s", strerror(errno));
	name_address(p, host, *pem != '\0',
	    MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
	return daemon;
}

int
main(int argc, char *argv[])
{
	struct publisher p = { .depth = 10000 };
	struct arena *arena = arena_new();
	struct MHD_Daemon *daemon;
	char ignored;

	if (argc < 2 || argc > 5)
		log_fatal("usage: publisher FOLDER [DEPTH [HOST [PORT]]]");
	p.folder = argv[1];
	p.counters = counters_new();
	if (argc >= 3)
		p.depth = strtoul(argv[2], NULL, 10);
	p.log = open(arena_print(arena, "%s/requests", p.folder),
	    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (p.log < 0)
		log_fatal("%s: %s", p.folder, strerror(errno));
	daemon = start(&p, arena, argc > 3 ? argv[3] : "127.0.0.1",
	    (uint16_t)(argc > 4 ? strtoul(argv[4], NULL, 10) : 0));
	printf("%s\n", p.address);
	fflush(stdout);
	while (read(STDIN_FILENO, &ignored, 1) > 0)
		continue;
	MHD_stop_daemon(daemon);
	close(p.log);
	arena_free(arena);
	return 0;
}
