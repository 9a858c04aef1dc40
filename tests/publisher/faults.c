/* What can go wrong: a table of faults, and how each is made. */
#include "tests/publisher/publisher.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

#define MEBI (KIBI * KIBI)

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
	if (a->status == 204)
		text_empty(&a->body); /* it has none: RFC 9110, 15.3.5 */
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

/* A page that stands before a site, with whatever status. */
static void
fault_denial(struct answer *a, const char *argument)
{
	set_body(a, "text/html; charset=utf-8", "<!DOCTYPE html><html><head>");
	text_addf(&a->body,
	    "<title>%s</title></head><body><p>Ray ID: 1</p></body></html>\n",
	    *argument == '\0' ? "Just a moment..." : argument);
}

/* One tag for whatever stands there, as a page that blocks may have it. */
static void
fault_tag(struct answer *a, const char *argument)
{
	a->tag = arena_string(a->arena, *argument == '\0' ? "tag" : argument);
}

/* Another tag for the same each time it is asked for. */
static void
fault_new_tag(struct answer *a, const char *argument)
{
	struct timespec now;

	(void)argument;
	clock_gettime(CLOCK_REALTIME, &now);
	a->tag = arena_print(
	    a->arena, "%lld%09ld", (long long)now.tv_sec, now.tv_nsec);
}

/* The clock is wrong, by so many days. */
static void
fault_skew(struct answer *a, const char *argument)
{
	a->skew = strtol(argument, NULL, 10) * 86400;
}

/* With a status: as given, or a date so many seconds on: +2, +2 asctime. */
static void
fault_retry_after(struct answer *a, const char *argument)
{
	char line[64] = "";
	char *form;
	time_t at;
	struct tm tm;

	a->retry_after = arena_string(a->arena, argument);
	if (*argument != '+' && *argument != '-')
		return;
	at = time(NULL) + a->skew + strtol(argument, &form, 10);
	gmtime_r(&at, &tm);
	if (strcmp(form, " asctime") == 0)
		strftime(line, sizeof(line), "%a %b %e %H:%M:%S %Y", &tm);
	else if (strcmp(form, " rfc850") == 0)
		snprintf(line + strftime(line, sizeof(line), "%A, %d-%b-", &tm),
		    20, "%02d %02d:%02d:%02d GMT", tm.tm_year % 100, tm.tm_hour,
		    tm.tm_min, tm.tm_sec);
	else
		strftime(line, sizeof(line), "%a, %d %b %Y %H:%M:%S GMT", &tm);
	a->retry_after = arena_string(a->arena, line);
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
fault_drip(struct answer *a, const char *argument)
{
	a->drip_ms = (unsigned)number(argument, 20);
}

/* The head says another length than the body has. */
static void
fault_length(struct answer *a, const char *argument)
{
	a->raw = true;
	a->raw_length = number(argument, a->body.length / 2);
}

static void
fault_cut(struct answer *a, const char *argument)
{
	(void)argument;
	a->raw = true;
	a->cut = true;
	a->raw_length = a->body.length;
}

static void
fault_bad_gzip(struct answer *a, const char *argument)
{
	(void)argument;
	answer_compress(a);
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
	answer_compress(a);
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
	{ "denial", STAGE_CONTENT, fault_denial },
	{ "tag", STAGE_CONTENT, fault_tag },
	{ "new-tag", STAGE_CONTENT, fault_new_tag },
	{ "skew", STAGE_CONTENT, fault_skew },
	{ "retry-after", STAGE_CONTENT, fault_retry_after },
	{ "no-validators", STAGE_CONTENT, fault_no_validators },
	{ "no-gzip", STAGE_CONTENT, fault_no_gzip },
	{ "chunked", STAGE_SENT, fault_chunked },
	{ "truncate", STAGE_SENT, fault_truncate },
	{ "slow", STAGE_SENT, fault_slow },
	{ "stall", STAGE_SENT, fault_stall },
	{ "drip", STAGE_SENT, fault_drip },
	{ "length", STAGE_SENT, fault_length },
	{ "cut", STAGE_SENT, fault_cut },
	{ "bad-gzip", STAGE_SENT, fault_bad_gzip },
	{ "gzip-bomb", STAGE_SENT, fault_gzip_bomb },
	{ "reset", STAGE_SENT, fault_reset },
};

/* "status*2" happens twice; a fault that does not happen is not counted. */
struct fault {
	const char *line;
	const char *name;
	unsigned long times; /* 0: whenever it is asked for */
	const char *argument;
};

static void
apply_fault(const struct publisher *p, struct answer *a, enum stage stage,
    const struct fault *fault)
{
	for (size_t i = 0; i < COUNT(faults); i++) {
		if (strcmp(faults[i].name, fault->name) != 0)
			continue;
		if (faults[i].stage != stage ||
		    (stage == STAGE_RESULTS && first_result(a) == NULL))
			return;
		if (fault->times == 0 ||
		    counters_take(p, fault->line, fault->times))
			faults[i].apply(a, fault->argument);
		return;
	}
	log_fatal("there is no fault %s", fault->name);
}

void
faults_apply(const struct publisher *p, const char *address, struct answer *a,
    enum stage stage)
{
	char *rest = site_read(p, a->arena, "faults");
	char *line;

	while ((line = strsep(&rest, "\n")) != NULL) {
		struct fault fault = { .line = arena_string(a->arena, line) };
		const char *part = strsep(&line, " ");
		char *name = strsep(&line, " ");
		const char *times;

		if (name == NULL || strstr(address, part) == NULL)
			continue;
		fault.name = strsep(&name, "*");
		times = name;
		if (times != NULL)
			fault.times = strtoul(times, NULL, 10);
		fault.argument = line == NULL ? "" : line;
		apply_fault(p, a, stage, &fault);
	}
}
