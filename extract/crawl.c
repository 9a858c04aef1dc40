#include "extract/crawl.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "extract/address.h"
#include "extract/crawl_state.h"
#include "extract/pace.h"
#include "extract/response.h"

#define REDIRECTS_MAX 5
#define POLLS_MAX 360

/* What is expected */

static bool
crawl_may_list(const struct document *doc)
{
	return !response_denies(doc);
}

static bool
crawl_may_be_json(const struct document *doc)
{
	return !response_is_page(doc);
}

static response_expectation *const *
crawl_expectation(const struct crawl *c, enum crawl_expected expected)
{
	static response_expectation *const may_list = crawl_may_list;
	static response_expectation *const may_be_json = crawl_may_be_json;

	switch (expected) {
	case CRAWL_LISTING:
		return &may_list;
	case CRAWL_JSON:
		return &may_be_json;
	case CRAWL_RECORDS:
		break;
	}
	return &c->extractor->documents.recognises;
}

static const struct capture *
crawl_known(struct crawl *c, const char *url, enum crawl_expected expected)
{
	return response_known(
	    c->state->context.reader, url, crawl_expectation(c, expected));
}

/* One address */

static const struct capture *
crawl_send(struct crawl *c, struct fetch_request *request)
{
	if (c->state->secret != NULL && address_is_at(c->base, request->url))
		request->secret = c->state->secret;
	return request_send(&c->state->context, request);
}

/* What an address has answered already, if it need not be asked. */
static const struct capture *
crawl_answered(const struct crawl *c, const struct crawl_request *r,
    const char *url, const struct capture *known)
{
	bool is_records = c->extractor->documents.kind(url) == ADDRESS_RECORDS;

	return r->is_volatile ? NULL
			      : revisit_answer(c->archive, &c->state->scope,
				    is_records, url, known);
}

static bool
crawl_is_redirect(const struct capture *capture)
{
	return capture->status >= 300 && capture->status < 400 &&
	    capture->status != 304;
}

static void
crawl_refuse_redirect(struct crawl *c, const char *url, const char *target)
{
	failure_note(&c->state->failures, FAILURE_PERMANENT,
	    OUTCOME_UNREACHABLE, "%s: redirected to %s, which is not followed",
	    url, target == NULL ? "nowhere" : target);
}

/* The answer from one address of a chain of redirects. */
static const struct capture *
crawl_get_once(struct crawl *c, const struct crawl_request *r, const char *url,
    const struct capture **known)
{
	struct fetch_request request = { .url = url, .accept = r->accept };
	const struct capture *answer;

	*known = crawl_known(c, url, r->expected);
	if (*known != NULL) {
		request.etag = (*known)->etag;
		request.last_modified = (*known)->last_modified;
	}
	answer = crawl_answered(c, r, url, *known);
	return answer != NULL ? answer : crawl_send(c, &request);
}

static const struct capture *
crawl_get(struct crawl *c, const struct crawl_request *r,
    const struct capture **known)
{
	char *at = xstrdup(r->url);
	const struct capture *result = NULL;

	for (int i = 0;; i++) {
		const struct capture *answer = crawl_get_once(c, r, at, known);
		char *target;

		if (answer == NULL)
			break;
		if (!crawl_is_redirect(answer)) {
			result = response_judge(c->state->context.reader,
			    &c->state->failures, at, answer, *known,
			    r->may_be_empty);
			break;
		}
		target = address_redirect(answer->url, answer->location);
		if (i >= REDIRECTS_MAX || target == NULL ||
		    !address_may_lead(c->base, at, target)) {
			crawl_refuse_redirect(c, at, target);
			free(target);
			break;
		}
		free(at);
		at = target;
	}
	free(at);
	return result;
}

/* The capture's address tells what was posted. */
static const struct capture *
crawl_post(struct crawl *c, const struct crawl_request *r,
    const struct capture **known)
{
	struct fetch_request request = {
		.url = r->url, .accept = r->accept, .json = r->json
	};
	struct text address = { 0 };
	char digest[DIGEST_HEX];
	const struct capture *answer;
	char *target;

	digest_string(r->json, digest);
	capture_post_address(&address, r->url, digest);
	*known = crawl_known(c, text_string(&address), r->expected);
	answer = crawl_answered(c, r, text_string(&address), *known);
	text_free(&address);
	if (answer == NULL)
		answer = crawl_send(c, &request);
	if (answer == NULL)
		return NULL;
	if (!crawl_is_redirect(answer))
		return response_judge(c->state->context.reader,
		    &c->state->failures, r->url, answer, NULL, r->may_be_empty);
	target = address_redirect(answer->url, answer->location);
	crawl_refuse_redirect(c, r->url, target);
	free(target);
	return NULL;
}

/* Counts what came, or NULL, if it is what was expected. */
static const struct capture *
crawl_accept(struct crawl *c, const struct crawl_request *r,
    const struct capture *capture, const struct capture *known)
{
	struct failures *f = &c->state->failures;

	if (capture != NULL && capture->status == 204)
		return capture;
	if (capture == NULL ||
	    !response_check(c->state->context.reader, f, capture,
		crawl_expectation(c, r->expected))) {
		c->counts.failed += !f->stopped;
		return NULL;
	}
	failure_row_ends(f);
	if (known != NULL && strcmp(known->sha256, capture->sha256) == 0)
		c->counts.unchanged++;
	else if (c->extractor->documents.kind(capture->url) != ADDRESS_LISTING)
		c->counts.added++;
	return capture;
}

static const struct capture *
crawl_ask(struct crawl *c, const struct crawl_request *r)
{
	const struct capture *known = NULL;
	const struct capture *capture;

	if (!r->is_elsewhere && !address_is_at(c->base, r->url)) {
		crawl_incomplete(c, "%s: is not at %s", r->url, c->base);
		return NULL;
	}
	capture = r->json != NULL ? crawl_post(c, r, &known)
				  : crawl_get(c, r, &known);
	return crawl_accept(c, r, capture, known);
}

/* Listed documents */

/* A backfill asks for everything in its window. */
static bool
crawl_is_put_off(struct crawl *c, const char *url)
{
	struct missing_one *one = missing_find(c->state->missing, url);

	if (one == NULL)
		return false;
	one->named = true;
	if (!c->live || missing_due(one, c->state->today))
		return false;
	c->counts.put_off++;
	return true;
}

/* What the archive has, if that will do; else NULL. */
static const struct capture *
crawl_kept(struct crawl *c, const struct crawl_request *r)
{
	const struct capture *known = NULL;

	if (r->is_final && address_is_at(c->base, r->url)) {
		known = crawl_known(c, r->url, CRAWL_RECORDS);
		if (known != NULL)
			missing_forget(c->state->missing, r->url);
	} else if (r->published != NULL && c->live &&
	    revisit_is_early(c->archive, r->url, r->published, c->window.until,
		c->settings->lag_days)) {
		known = crawl_known(c, r->url, CRAWL_RECORDS);
	}
	c->counts.unchanged += known != NULL;
	return known;
}

static const struct capture *
crawl_ask_listed(struct crawl *c, const struct crawl_request *r)
{
	struct failures *f = &c->state->failures;
	enum outcome before = f->outcome;
	const struct capture *capture = crawl_kept(c, r);

	if (capture != NULL || crawl_is_put_off(c, r->url))
		return capture;
	f->gone = false;
	capture = crawl_ask(c, r);
	if (capture != NULL)
		missing_forget(c->state->missing, r->url);
	if (capture == NULL && f->gone) {
		missing_note(c->state->missing, r->url, r->accept, f->why_gone,
		    c->state->today);
		f->outcome = before;
		c->state->lost++;
	}
	return capture;
}

const struct capture *
crawl_fetch(struct crawl *c, const struct crawl_request *r)
{
	if (!crawl_goes_on(c))
		return NULL;
	return r->is_listed ? crawl_ask_listed(c, r) : crawl_ask(c, r);
}

/* Reading */

bool
crawl_read_kept(struct crawl *c, const struct capture *capture,
    const struct reader_task *task, reader_taker *take, void *context)
{
	return reader_read(c->state->context.reader, capture, task, take,
		   context) == NULL;
}

bool
crawl_read(struct crawl *c, const struct capture *capture,
    const struct reader_task *task, reader_taker *take, void *context)
{
	struct reader *reader = c->state->context.reader;
	const char *why = reader_read(reader, capture, task, take, context);

	if (why != NULL && reader_is_over(reader))
		failure_unread(
		    &c->state->failures, "%s: %s", capture->url, why);
	else if (why != NULL)
		crawl_incomplete(c, "%s: %s", capture->url, why);
	return why == NULL;
}

/* Answers in JSON */

struct answer *
crawl_answer(struct crawl *c, const struct crawl_request *r, const char *rows)
{
	const struct capture *capture = crawl_fetch(c, r);
	const struct reader_task task = { answer_read, rows };
	struct answer *answer;

	if (capture == NULL || capture->status == 204)
		return NULL;
	answer = answer_new();
	if (crawl_read(c, capture, &task, answer_take, answer))
		return answer;
	c->counts.failed++;
	answer_free(answer);
	return NULL;
}

/* False, and nothing is asked any more, if there is no time for that. */
static bool
crawl_pause(struct crawl *c, unsigned seconds)
{
	if (stop_wait((uint64_t)seconds * 1000, c->settings->deadline) ==
	    STOP_WAIT_TOO_LONG)
		failure_stop(
		    &c->state->failures, "its time does not suffice to wait");
	return crawl_goes_on(c);
}

struct answer *
crawl_wait(struct crawl *c, const char *url)
{
	struct crawl_request request = {
		.url = url, .accept = "application/json", .expected = CRAWL_JSON
	};

	for (int i = 1;; i++) {
		struct answer *answer = crawl_answer(c, &request, NULL);
		const char *status = answer_text(answer, "status");
		bool waits = status != NULL &&
		    (strcmp(status, "ready") == 0 ||
			strcmp(status, "running") == 0);

		request.is_volatile = true; /* it may be another now */
		if (answer == NULL ||
		    (status != NULL && strcmp(status, "finished") == 0))
			return answer;
		if (!waits || i == POLLS_MAX)
			crawl_incomplete(c, "%s: the status is %s", url,
			    status == NULL ? "nothing" : status);
		answer_free(answer);
		if (!waits || i == POLLS_MAX ||
		    !crawl_pause(c, c->settings->poll_seconds))
			return NULL;
	}
}

/* What a source says */

bool
crawl_goes_on(struct crawl *c)
{
	return failure_goes_on(&c->state->failures);
}

bool
crawl_use_key(struct crawl *c, const char *parameter)
{
	struct text secret = { 0 };

	if (c->settings->key == NULL) {
		log_error("%s: no key is set: see key_file in armsetl.conf",
		    c->extractor->name);
		crawl_worsen(c, OUTCOME_MISCONFIGURED);
		return false;
	}
	reader_start(c->state->context.reader);
	archive_get_ready(c->archive);
	text_addf(&secret, "%s=%s", parameter, c->settings->key);
	c->state->secret = memory_keep_secret(text_string(&secret));
	text_wipe(&secret);
	return true;
}

void
crawl_gate(struct crawl *c, const char *name, size_t measured, size_t wanted,
    const char *format, ...)
{
	struct extract_counts *counts = &c->counts;
	struct gate gate = {
		.measured = measured,
		.wanted = wanted,
		.window = c->window,
		.accepted = c->settings->accept_incomplete,
	};
	va_list args;

	va_start(args, format);
	vsnprintf(gate.what, sizeof(gate.what), format, args);
	va_end(args);
	snprintf(gate.name, sizeof(gate.name), "%s", name);
	if (counts->gate_count < GATES_MAX)
		counts->gates[counts->gate_count++] = gate;
	if (gate.accepted) {
		log_warn("%s: %s; accepted: gate %s: %zu of %zu",
		    c->extractor->name, gate.what, name, measured, wanted);
		return;
	}
	log_error("%s: %s; gate %s: %zu of %zu", c->extractor->name, gate.what,
	    name, measured, wanted);
	crawl_worsen(c, OUTCOME_INCOMPLETE);
}

void
crawl_incomplete(struct crawl *c, const char *format, ...)
{
	char line[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	failure_incomplete(&c->state->failures, "%s", line);
}

void
crawl_worsen(struct crawl *c, enum outcome outcome)
{
	failure_worsen(&c->state->failures, outcome);
}

size_t
crawl_problems(const struct crawl *c)
{
	return c->state->failures.noted;
}

void
crawl_progress(const struct crawl *c, size_t done, size_t all, const char *what)
{
	const struct pace *of_steps = c->state->pace;
	struct text pace = { 0 };

	if (of_steps != NULL && all > 0) {
		text_addf(&pace, "; ");
		pace_write(of_steps, done, all, time(NULL), &pace);
	}
	if (all == 0)
		log_progress("%s", "");
	else
		log_progress("%s: %zu of %zu %s%s", c->extractor->name, done,
		    all, what, text_string(&pace));
	text_free(&pace);
}
