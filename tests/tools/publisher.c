/*
 * publisher FOLDER [DEPTH]: plays federalregister.gov on 127.0.0.1 with the
 * documents of a folder. Prints its address, and ends when its input ends.
 *
 *   FOLDER/index     one document a line, tabs between: number, day, agency,
 *                    type, title, and its file without the ending .txt or .xml
 *   FOLDER/faults    what to do wrong, if the file is there; one fault a line:
 *                    a part of the address, the fault's name, its argument
 *   FOLDER/requests  is written: method, address, status and some headers
 *
 * index and faults are read at each request, so both may change at any time.
 * Behind page 50, and behind DEPTH (10,000) results, the search gives its
 * first page again: so does the real one, without a word.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <microhttpd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "arena.h"
#include "digest.h"
#include "log.h"
#include "text.h"

#define PAGE_DEFAULT 20
#define PAGE_MAX 2000
#define PAGES_MAX 50

#define KIBI ((size_t)1024)
#define MEBI (KIBI * KIBI)
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct publisher {
	const char *folder;
	size_t depth;
	char address[64];
	int log;
};

/* What is about to be said. Faults change it. */
struct answer {
	struct arena *arena;
	unsigned status;
	const char *type;
	const char *location;
	json_t *json; /* of a search; becomes the body */
	struct text body;
	time_t modified;
	bool no_validators;
	bool no_gzip;
	bool gzip; /* the body is compressed */
	bool chunked;
	bool reset;
	size_t sent;       /* the connection ends behind so many bytes */
	unsigned stall_ms; /* and waits that long before the last half */
	unsigned slow_ms;  /* and before the first */
};

/* Files */

static void
read_file(const char *path, struct text *out)
{
	FILE *file = fopen(path, "re");
	char buffer[16 * KIBI];
	size_t n;

	if (file == NULL)
		return;
	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
		text_add(out, buffer, n);
	fclose(file);
}

static char *
read_string(struct arena *arena, const char *path)
{
	struct text text = { 0 };
	char *copy;

	read_file(path, &text);
	copy = arena_copy(arena, text_string(&text), text.length);
	text_free(&text);
	return copy;
}

/* The index */

struct entry {
	const char *number;
	const char *day;
	const char *agency;
	const char *type;
	const char *title;
	const char *file;
	struct entry *next;
};

static struct entry *
read_index(const struct publisher *p, struct arena *arena)
{
	char *rest =
	    read_string(arena, arena_print(arena, "%s/index", p->folder));
	struct entry *first = NULL;
	char *line;

	while ((line = strsep(&rest, "\n")) != NULL) {
		struct entry *e = arena_alloc(arena, sizeof(*e));
		const char **fields[] = { &e->number, &e->day, &e->agency,
			&e->type, &e->title, &e->file };

		if (*line == '\0')
			continue;
		for (size_t i = 0; i < COUNT(fields); i++) {
			*fields[i] = strsep(&line, "\t");
			if (*fields[i] == NULL)
				log_fatal(
				    "index: %s: too few fields", e->number);
		}
		e->next = first;
		first = e;
	}
	return first;
}

static const char *
file_of(const struct publisher *p, struct arena *arena, const struct entry *e,
    const char *ending)
{
	return arena_print(arena, "%s/%s.%s", p->folder, e->file, ending);
}

/* /documents/full_text/text/2026/05/07/2026-09109.txt */
static const char *
path_of(struct arena *arena, const struct entry *e, bool xml)
{
	return arena_print(arena,
	    "/documents/full_text/%s/%.4s/%.2s/%.2s/%s.%s",
	    xml ? "xml" : "text", e->day, e->day + 5, e->day + 8, e->number,
	    xml ? "xml" : "txt");
}

/* The search */

struct list {
	const char *items[64];
	size_t count;
};

struct query {
	struct list agencies;
	struct list types;
	struct list fields;
	struct list term; /* of these, one each */
	struct list since;
	struct list until;
	struct list order;
	struct list per_page;
	struct list page;
	const char *unknown;
};

static void
list_add(struct list *list, const char *item)
{
	if (list->count < COUNT(list->items))
		list->items[list->count++] = item;
}

static const char *
list_first(const struct list *list, const char *otherwise)
{
	return list->count == 0 ? otherwise : list->items[0];
}

/* An empty list holds everything. */
static bool
list_holds(const struct list *list, const char *item)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i], item) == 0)
			return true;
	}
	return list->count == 0;
}

static enum MHD_Result
take_parameter(
    void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct query *q = context;
	const struct {
		const char *name;
		struct list *list;
	} known[] = {
		{ "conditions[agencies][]", &q->agencies },
		{ "conditions[type][]", &q->types },
		{ "conditions[term]", &q->term },
		{ "conditions[publication_date][gte]", &q->since },
		{ "conditions[publication_date][lte]", &q->until },
		{ "fields[]", &q->fields },
		{ "order", &q->order },
		{ "per_page", &q->per_page },
		{ "page", &q->page },
	};

	(void)kind;
	for (size_t i = 0; i < COUNT(known); i++) {
		if (strcmp(known[i].name, name) == 0) {
			list_add(known[i].list, value == NULL ? "" : value);
			return MHD_YES;
		}
	}
	q->unknown = name;
	return MHD_YES;
}

static bool
is_found(const struct query *q, const struct entry *e)
{
	return list_holds(&q->agencies, e->agency) &&
	    list_holds(&q->types, e->type) &&
	    strcmp(e->day, list_first(&q->since, "0000-00-00")) >= 0 &&
	    strcmp(e->day, list_first(&q->until, "9999-99-99")) <= 0;
}

static int
compare(const void *a, const void *b)
{
	const struct entry *x = *(const struct entry *const *)a;
	const struct entry *y = *(const struct entry *const *)b;
	int days = strcmp(x->day, y->day);

	return days != 0 ? days : strcmp(x->number, y->number);
}

static size_t
find(struct arena *arena, const struct query *q, const struct entry *index,
    const struct entry ***found)
{
	size_t room = 0;
	size_t count = 0;

	for (const struct entry *e = index; e != NULL; e = e->next)
		room++;
	*found = arena_alloc(arena, (room + 1) * sizeof(**found));
	for (const struct entry *e = index; e != NULL; e = e->next) {
		if (is_found(q, e))
			(*found)[count++] = e;
	}
	qsort(*found, count, sizeof(**found), compare);
	return count;
}

/* Whatever is asked, 2 to 2,000 results are given, of page 1 to 50. */
static size_t
page_size(const struct query *q)
{
	long n = strtol(list_first(&q->per_page, "0"), NULL, 10);

	return n > 1 && n <= PAGE_MAX ? (size_t)n : PAGE_DEFAULT;
}

static size_t
page_number(const struct publisher *p, const struct query *q)
{
	long n = strtol(list_first(&q->page, "1"), NULL, 10);

	if (n < 1 || n > PAGES_MAX || (size_t)n * page_size(q) > p->depth)
		return 1;
	return (size_t)n;
}

static json_t *
full_address(const struct publisher *p, struct arena *arena,
    const struct entry *e, bool xml)
{
	const char *file = file_of(p, arena, e, xml ? "xml" : "txt");

	if (access(file, R_OK) != 0)
		return json_null();
	return json_string(
	    arena_print(arena, "%s%s", p->address, path_of(arena, e, xml)));
}

static json_t *
describe(const struct publisher *p, struct arena *arena, const struct query *q,
    const struct entry *e)
{
	json_t *o = json_pack("{s:s, s:s, s:s, s:s, s:[{s:s}], s:o, s:o}",
	    "document_number", e->number, "title", e->title, "type", e->type,
	    "publication_date", e->day, "agencies", "slug", e->agency,
	    "raw_text_url", full_address(p, arena, e, false),
	    "full_text_xml_url", full_address(p, arena, e, true));
	const char *name;
	json_t *value;
	void *next;

	json_object_foreach_safe(o, next, name, value)
	{
		if (!list_holds(&q->fields, name))
			json_object_del(o, name);
	}
	return o;
}

static void
refuse(struct answer *a, const char *parameter)
{
	a->status = 400;
	a->json =
	    json_pack("{s:{s:s}}", "errors", parameter, "is not a valid field");
}

/* The same address with another page. */
static json_t *
next_page(const struct publisher *p, struct arena *arena, const char *address,
    size_t page, size_t pages)
{
	const char *here = strstr(address, "&page=");
	size_t length =
	    here == NULL ? strlen(address) : (size_t)(here - address);
	const char *rest = address + length;

	if (page >= pages)
		return json_null();
	if (here != NULL)
		rest += strlen("&page=");
	rest += strspn(rest, "0123456789");
	return json_string(arena_print(arena, "%s%.*s%s%cpage=%zu", p->address,
	    (int)length, address, rest,
	    strchr(address, '?') == NULL ? '?' : '&', page + 1));
}

static json_t *
list_page(const struct publisher *p, struct arena *arena, const struct query *q,
    const struct entry **found, size_t count)
{
	bool newest = strcmp(list_first(&q->order, "oldest"), "newest") == 0;
	size_t size = page_size(q);
	size_t end = page_number(p, q) * size;
	json_t *results = json_array();

	for (size_t i = end - size; i < count && i < end; i++)
		json_array_append_new(results,
		    describe(p, arena, q, found[newest ? count - 1 - i : i]));
	return results;
}

static void
answer_search(const struct publisher *p, struct MHD_Connection *c,
    const char *address, struct answer *a)
{
	struct query q = { 0 };
	const struct entry **found;
	size_t pages;
	size_t count;

	MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, take_parameter, &q);
	a->type = "application/json; charset=utf-8";
	if (q.unknown != NULL) {
		refuse(a, q.unknown);
		return;
	}
	count = find(a->arena, &q, read_index(p, a->arena), &found);
	pages = (count + page_size(&q) - 1) / page_size(&q);
	if (pages > PAGES_MAX)
		pages = PAGES_MAX;
	a->json = json_pack("{s:I, s:s, s:I, s:o, s:o}", "count",
	    (json_int_t)count, "description",
	    arena_print(a->arena, "Documents from %s to %s matching %s",
		list_first(&q.since, "ever"), list_first(&q.until, "now"),
		list_first(&q.term, "anything")),
	    "total_pages", (json_int_t)pages, "next_page_url",
	    next_page(p, a->arena, address, page_number(p, &q), pages),
	    "results", list_page(p, a->arena, &q, found, count));
}

/* Texts */

static void
not_found(struct answer *a)
{
	a->status = 404;
	a->type = "application/json; charset=utf-8";
	a->json = json_pack(
	    "{s:i, s:s}", "status", 404, "message", "Record Not Found");
}

static void
answer_text(const struct publisher *p, const char *path, struct answer *a)
{
	struct stat st;

	for (const struct entry *e = read_index(p, a->arena); e != NULL;
	     e = e->next) {
		bool xml = strcmp(path, path_of(a->arena, e, true)) == 0;
		const char *file = file_of(p, a->arena, e, xml ? "xml" : "txt");

		if (!xml && strcmp(path, path_of(a->arena, e, false)) != 0)
			continue;
		if (stat(file, &st) != 0)
			break;
		a->type = xml ? "text/xml" : "text/plain";
		a->modified = st.st_mtime;
		read_file(file, &a->body);
		return;
	}
	not_found(a);
}

/* Faults */

enum stage {
	STAGE_RESULTS, /* of a search, before they become text */
	STAGE_CONTENT, /* the body as it is meant */
	STAGE_SENT,    /* the body as it goes over the wire */
};

static void
compress_body(struct answer *a)
{
	z_stream z = { 0 };
	struct text out = { 0 };
	unsigned char buffer[16 * KIBI];

	if (a->gzip)
		return;
	if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8,
		Z_DEFAULT_STRATEGY) != Z_OK)
		log_fatal("cannot start zlib");
	z.next_in = (unsigned char *)text_string(&a->body);
	z.avail_in = (uInt)a->body.length;
	do {
		z.next_out = buffer;
		z.avail_out = sizeof(buffer);
		deflate(&z, Z_FINISH);
		text_add(
		    &out, (const char *)buffer, sizeof(buffer) - z.avail_out);
	} while (z.avail_out == 0);
	deflateEnd(&z);
	text_free(&a->body);
	a->body = out;
	a->gzip = true;
}

static size_t
number(const char *argument, size_t otherwise)
{
	return *argument == '\0' ? otherwise : strtoul(argument, NULL, 10);
}

static void
set_body(struct answer *a, const char *type, const char *body)
{
	a->type = type;
	text_empty(&a->body);
	text_add_string(&a->body, body);
}

static json_t *
first_result(struct answer *a)
{
	return json_array_get(json_object_get(a->json, "results"), 0);
}

static void
fault_count(struct answer *a, const char *argument)
{
	json_object_set_new(
	    a->json, "count", json_integer((json_int_t)number(argument, 0)));
}

static void
fault_drop_one(struct answer *a, const char *argument)
{
	(void)argument;
	json_array_remove(json_object_get(a->json, "results"), 0);
}

static void
fault_duplicate(struct answer *a, const char *argument)
{
	(void)argument;
	json_array_append(json_object_get(a->json, "results"), first_result(a));
}

static void
fault_wrong_date(struct answer *a, const char *argument)
{
	json_object_set_new(first_result(a), "publication_date",
	    json_string(*argument == '\0' ? "1999-01-04" : argument));
}

/* Without an argument, the address is left out. */
static void
fault_text_url(struct answer *a, const char *argument)
{
	json_object_set_new(first_result(a), "raw_text_url",
	    *argument == '\0' ? json_null() : json_string(argument));
}

static void
fault_status(struct answer *a, const char *argument)
{
	a->status = (unsigned)number(argument, 500);
	set_body(a, "text/html", "<html><body>No.</body></html>\n");
}

static void
fault_html(struct answer *a, const char *argument)
{
	(void)argument;
	a->status = 200;
	set_body(a, "text/html; charset=utf-8",
	    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\""
	    " \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
	    "<html><head><title>Federal Register :: Request Access</title>"
	    "</head><body><h1>Request Access</h1></body></html>\n");
}

static void
fault_not_json(struct answer *a, const char *argument)
{
	(void)argument;
	set_body(a, "application/json", "{\"count\": 3, \"results\": [\n");
}

static void
fault_empty_json(struct answer *a, const char *argument)
{
	(void)argument;
	set_body(a, "application/json", "{}\n");
}

static void
fault_empty(struct answer *a, const char *argument)
{
	(void)argument;
	text_empty(&a->body);
}

static void
fault_too_large(struct answer *a, const char *argument)
{
	size_t size = number(argument, MEBI);

	a->no_gzip = true;
	while (a->body.length < size)
		text_add(&a->body, "x", 1);
}

static void
fault_redirect(struct answer *a, const char *argument)
{
	a->status = 302;
	a->location = arena_string(a->arena, argument);
	set_body(a, "text/html", "<html><body>Elsewhere.</body></html>\n");
}

static void
fault_no_validators(struct answer *a, const char *argument)
{
	(void)argument;
	a->no_validators = true;
}

static void
fault_no_gzip(struct answer *a, const char *argument)
{
	(void)argument;
	a->no_gzip = true;
}

static void
fault_chunked(struct answer *a, const char *argument)
{
	(void)argument;
	a->chunked = true;
}

static void
fault_truncate(struct answer *a, const char *argument)
{
	a->sent = number(argument, a->body.length / 2);
}

static void
fault_slow(struct answer *a, const char *argument)
{
	a->slow_ms = (unsigned)number(argument, 100);
}

static void
fault_stall(struct answer *a, const char *argument)
{
	a->stall_ms = (unsigned)number(argument, 100);
}

static void
fault_bad_gzip(struct answer *a, const char *argument)
{
	(void)argument;
	compress_body(a);
	for (size_t i = a->body.length / 2; i < a->body.length; i++)
		a->body.bytes[i] = (char)~a->body.bytes[i];
}

static void
fault_gzip_bomb(struct answer *a, const char *argument)
{
	static const char blank[1024];

	text_empty(&a->body);
	for (size_t n = number(argument, MEBI); n > 0;) {
		size_t step = n < sizeof(blank) ? n : sizeof(blank);

		text_add(&a->body, blank, step);
		n -= step;
	}
	a->gzip = false;
	compress_body(a);
}

static void
fault_reset(struct answer *a, const char *argument)
{
	(void)argument;
	a->reset = true;
}

static const struct {
	const char *name;
	enum stage stage;
	void (*apply)(struct answer *, const char *argument);
} faults[] = {
	{ "count", STAGE_RESULTS, fault_count },
	{ "drop-one", STAGE_RESULTS, fault_drop_one },
	{ "duplicate", STAGE_RESULTS, fault_duplicate },
	{ "wrong-date", STAGE_RESULTS, fault_wrong_date },
	{ "text-url", STAGE_RESULTS, fault_text_url },
	{ "status", STAGE_CONTENT, fault_status },
	{ "html", STAGE_CONTENT, fault_html },
	{ "not-json", STAGE_CONTENT, fault_not_json },
	{ "empty-json", STAGE_CONTENT, fault_empty_json },
	{ "empty", STAGE_CONTENT, fault_empty },
	{ "too-large", STAGE_CONTENT, fault_too_large },
	{ "redirect", STAGE_CONTENT, fault_redirect },
	{ "no-validators", STAGE_CONTENT, fault_no_validators },
	{ "no-gzip", STAGE_CONTENT, fault_no_gzip },
	{ "chunked", STAGE_SENT, fault_chunked },
	{ "truncate", STAGE_SENT, fault_truncate },
	{ "slow", STAGE_SENT, fault_slow },
	{ "stall", STAGE_SENT, fault_stall },
	{ "bad-gzip", STAGE_SENT, fault_bad_gzip },
	{ "gzip-bomb", STAGE_SENT, fault_gzip_bomb },
	{ "reset", STAGE_SENT, fault_reset },
};

static void
apply_fault(
    struct answer *a, enum stage stage, const char *name, const char *argument)
{
	for (size_t i = 0; i < COUNT(faults); i++) {
		if (strcmp(faults[i].name, name) != 0)
			continue;
		if (faults[i].stage == stage &&
		    (stage != STAGE_RESULTS || first_result(a) != NULL))
			faults[i].apply(a, argument);
		return;
	}
	log_fatal("there is no fault %s", name);
}

static void
apply_faults(const struct publisher *p, const char *address, struct answer *a,
    enum stage stage)
{
	char *rest = read_string(
	    a->arena, arena_print(a->arena, "%s/faults", p->folder));
	char *line;

	while ((line = strsep(&rest, "\n")) != NULL) {
		const char *part = strsep(&line, " ");
		const char *name = strsep(&line, " ");

		if (name != NULL && strstr(address, part) != NULL)
			apply_fault(a, stage, name, line == NULL ? "" : line);
	}
}

/* Conditional requests */

static const char *
header(struct MHD_Connection *c, const char *name)
{
	return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static void
make_tag(struct answer *a, char hex[DIGEST_HEX])
{
	struct digest *d = digest_new();

	digest_add(d, a->body.bytes, a->body.length);
	digest_hex(d, hex);
	digest_free(d);
	hex[32] = '\0'; /* shorter, as tags are */
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

/* Sending */

struct sending {
	struct text body;
	size_t end;
	unsigned stall_ms;
};

static ssize_t
send_part(void *context, uint64_t from, char *buffer, size_t room)
{
	struct sending *s = context;
	size_t half = s->body.length / 2;
	size_t end = s->stall_ms > 0 && from < half ? half : s->end;
	size_t n = from < end ? end - (size_t)from : 0;

	if (s->stall_ms > 0 && from == half)
		usleep(s->stall_ms * 1000);
	if (n == 0)
		return s->end < s->body.length
		    ? MHD_CONTENT_READER_END_WITH_ERROR
		    : MHD_CONTENT_READER_END_OF_STREAM;
	if (n > room)
		n = room;
	memcpy(buffer, s->body.bytes + from, n);
	return (ssize_t)n;
}

static void
end_sending(void *context)
{
	struct sending *s = context;

	text_free(&s->body);
	free(s);
}

static void
add_headers(struct MHD_Response *r, const struct answer *a, const char *tag)
{
	char line[64];
	struct tm tm;

	if (a->type != NULL)
		MHD_add_response_header(r, "Content-Type", a->type);
	if (a->location != NULL)
		MHD_add_response_header(r, "Location", a->location);
	if (a->gzip)
		MHD_add_response_header(r, "Content-Encoding", "gzip");
	if (a->no_validators || (a->status != 200 && a->status != 304))
		return;
	snprintf(line, sizeof(line), "%s\"%.32s\"", a->gzip ? "W/" : "", tag);
	MHD_add_response_header(r, "ETag", line);
	if (a->modified == 0)
		return;
	gmtime_r(&a->modified, &tm);
	strftime(line, sizeof(line), "%a, %d %b %Y %H:%M:%S GMT", &tm);
	MHD_add_response_header(r, "Last-Modified", line);
}

/* Takes the answer's body. */
static enum MHD_Result
send_answer(struct MHD_Connection *c, struct answer *a, const char *tag)
{
	struct sending *s = calloc(1, sizeof(*s));
	struct MHD_Response *r;
	enum MHD_Result queued;

	if (s == NULL)
		log_fatal("out of memory");
	*s = (struct sending){ a->body, a->sent, a->stall_ms };
	if (s->end > s->body.length)
		s->end = s->body.length;
	a->body = (struct text){ 0 };
	r = MHD_create_response_from_callback(
	    a->chunked ? MHD_SIZE_UNKNOWN : s->body.length, 16 * KIBI,
	    send_part, s, end_sending);
	add_headers(r, a, tag);
	queued = MHD_queue_response(c, a->status, r);
	MHD_destroy_response(r);
	return queued;
}

static enum MHD_Result
reset(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
	const struct linger at_once = { .l_onoff = 1 };

	setsockopt(
	    info->connect_fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
	return MHD_NO;
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

/* One request */

static void
make_answer(const struct publisher *p, struct MHD_Connection *c,
    const char *path, const char *address, struct answer *a)
{
	char *rendered;

	if (strcmp(path, "/api/v1/documents.json") == 0)
		answer_search(p, c, address, a);
	else
		answer_text(p, path, a);
	apply_faults(p, address, a, STAGE_RESULTS);
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
	apply_faults(p, address, &a, STAGE_CONTENT);
	make_tag(&a, tag);
	if (a.status == 200 && !a.no_validators && is_unchanged(c, &a, tag)) {
		a.status = 304;
		text_empty(&a.body);
	} else if (!a.no_gzip && codings != NULL &&
	    strstr(codings, "gzip") != NULL) {
		compress_body(&a);
	}
	a.sent = SIZE_MAX;
	apply_faults(p, address, &a, STAGE_SENT);
	log_request(p, c, method, address, a.reset ? 0 : a.status);
	usleep(a.slow_ms * 1000);
	result = a.reset ? reset(c) : send_answer(c, &a, tag);
	text_free(&a.body);
	arena_free(a.arena);
	return result;
}

struct request {
	char *address; /* as it was sent */
	bool seen;
};

static void *
begin_request(void *context, const char *address, struct MHD_Connection *c)
{
	struct request *r = calloc(1, sizeof(*r));

	(void)context;
	(void)c;
	if (r == NULL || (r->address = strdup(address)) == NULL)
		log_fatal("out of memory");
	return r;
}

static enum MHD_Result
take_request(void *context, struct MHD_Connection *c, const char *path,
    const char *method, const char *version, const char *upload,
    size_t *upload_size, void **request)
{
	struct request *r = *request;

	(void)version;
	(void)upload;
	if (r->seen && *upload_size == 0)
		return answer_request(context, c, path, method, r->address);
	r->seen = true; /* who answers at once must close the connection */
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
	free(r->address);
	free(r);
	*request = NULL;
}

static struct MHD_Daemon *
start(struct publisher *p)
{
	struct sockaddr_in here = { .sin_family = AF_INET };
	const union MHD_DaemonInfo *info;
	struct MHD_Daemon *daemon;

	here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	daemon = MHD_start_daemon(
	    MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION, 0,
	    NULL, NULL, take_request, p, MHD_OPTION_SOCK_ADDR, &here,
	    MHD_OPTION_URI_LOG_CALLBACK, begin_request, NULL,
	    MHD_OPTION_NOTIFY_COMPLETED, end_request, NULL, MHD_OPTION_END);
	if (daemon == NULL)
		log_fatal("cannot listen: %s", strerror(errno));
	info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
	snprintf(p->address, sizeof(p->address), "http://127.0.0.1:%u",
	    (unsigned)info->port);
	return daemon;
}

int
main(int argc, char *argv[])
{
	struct publisher p = { .depth = 10000 };
	struct arena *arena = arena_new();
	struct MHD_Daemon *daemon;
	char ignored;

	if (argc < 2 || argc > 3)
		log_fatal("usage: publisher FOLDER [DEPTH]");
	p.folder = argv[1];
	if (argc == 3)
		p.depth = strtoul(argv[2], NULL, 10);
	p.log = open(arena_print(arena, "%s/requests", p.folder),
	    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (p.log < 0)
		log_fatal("%s: %s", p.folder, strerror(errno));
	daemon = start(&p);
	printf("%s\n", p.address);
	fflush(stdout);
	while (read(STDIN_FILENO, &ignored, 1) > 0)
		continue;
	MHD_stop_daemon(daemon);
	close(p.log);
	arena_free(arena);
	return 0;
}
