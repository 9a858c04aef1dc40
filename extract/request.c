#include "extract/request.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "base/log.h"
#include "base/stop.h"
#include "base/time.h"
#include "extract/http_status.h"
#include "extract/response.h"
#include "extract/retry.h"
#include "extract/throttle.h"

/* What came of one try. */
struct request_try {
	enum fetch_result result;
	const struct capture *capture; /* whole or not; NULL if none came */
	long retry_after;              /* seconds; -1: not asked for */
	char reason[512];
};

static struct throttle_rules
request_throttle(const struct request_context *r)
{
	const struct fetch_settings *s = r->settings->fetch;

	return (struct throttle_rules){
		.folder = s->hosts,
		.concurrency = s->concurrency,
		.pause_ms = r->settings->pause_ms,
		.rest_max_ms = (uint64_t)s->retry_after_max_seconds * 1000 +
		    (uint64_t)r->settings->pause_ms * (s->concurrency + 1),
		.deadline = r->settings->deadline,
	};
}

static void
request_stop(const struct request_context *r, bool by_signal)
{
	failure_stop(r->failures,
	    by_signal ? "interrupted"
		      : "the wait would be longer than its time");
}

/* Waits for a turn. False if there is none for us. */
static bool
request_enter(const struct request_context *r,
    const struct throttle_rules *rules, const char *url, struct throttle **turn)
{
	switch (throttle_enter(rules, url, turn)) {
	case THROTTLE_ENTERED:
		return true;
	case THROTTLE_INTERRUPTED:
	case THROTTLE_TOO_LONG:
		request_stop(r, stop_requested());
		break;
	case THROTTLE_FAILED:
		failure_worsen(r->failures, OUTCOME_NOT_WRITTEN);
		r->failures->over = true;
		break;
	}
	throttle_leave(*turn);
	return false;
}

static void
request_archive(const struct request_context *r,
    const struct exchange *exchange, struct request_try *t)
{
	if (!response_rule(t->result)->is_archived)
		return;
	t->capture = archive_add_exchange(r->archive, exchange);
	if (t->capture == NULL)
		t->result = stop_requested() ? FETCH_STOPPED : FETCH_NOT_KEPT;
}

static long
request_clamp(const struct fetch_settings *s, long seconds)
{
	return seconds > (long)s->retry_after_max_seconds
	    ? (long)s->retry_after_max_seconds
	    : seconds;
}

/* Asks once, and archives what came. False if nothing is to be asked. */
static bool
request_try(const struct request_context *r, struct fetch_request *request,
    struct request_try *t)
{
	const struct throttle_rules rules = request_throttle(r);
	struct exchange exchange;
	struct throttle *turn;

	*t = (struct request_try){ .retry_after = -1 };
	if (!request_enter(r, &rules, request->url, &turn))
		return false;
	r->failures->counts->requests++;
	t->result = fetch(r->fetcher, request, &exchange);
	log_debug("%s: %s", request->url, response_rule(t->result)->name);
	t->retry_after =
	    request_clamp(r->settings->fetch, exchange.retry_after);
	memcpy(t->reason, exchange.reason, sizeof(t->reason));
	if (t->retry_after > 0)
		throttle_rest(turn, (uint64_t)t->retry_after * 1000);
	throttle_leave(turn);
	request_archive(r, &exchange, t);
	exchange_free(&exchange);
	if (t->result == FETCH_STOPPED)
		failure_stop(r->failures,
		    stop_requested() ? "interrupted" : "its time is over");
	return t->result != FETCH_STOPPED;
}

/* A page that denies access is no matter of the moment, whatever its status. */
static bool
request_is_retried(const struct request_context *r, const struct request_try *t)
{
	return response_rule(t->result)->is_retried &&
	    (t->result != FETCH_ANSWERED ||
		(t->capture != NULL &&
		    http_status_rule(t->capture->status)->is_retried &&
		    !response_capture_denies(r->reader, t->capture)));
}

/* False if there is no time for it. */
static bool
request_back_off(const struct request_context *r, const char *url,
    const struct request_try *t, unsigned tries)
{
	const struct fetch_settings *s = r->settings->fetch;
	uint64_t asked =
	    t->retry_after > 0 ? (uint64_t)t->retry_after * 1000 : 0;
	uint64_t chance = 0;
	uint64_t ms;
	enum stop_wait_end waited;

	if (getrandom(&chance, sizeof(chance), 0) < 0)
		chance = time_now_ms();
	ms = asked +
	    retry_backoff_ms(s->backoff_ms,
		(uint64_t)s->backoff_max_seconds * 1000, tries, chance);
	if (t->result == FETCH_ANSWERED)
		log_info("%s: status %d: the next try is in %.1f s", url,
		    t->capture->status, (double)ms / 1000);
	else
		log_info("%s: %s: the next try is in %.1f s", url, t->reason,
		    (double)ms / 1000);
	waited = stop_wait(ms, r->settings->deadline);
	if (waited != STOP_WAITED)
		request_stop(r, waited == STOP_REQUESTED);
	return waited == STOP_WAITED;
}

/* What follows from the last try, which is the one that counts. */
static const struct capture *
request_judge(const struct request_context *r, const char *url,
    const struct request_try *t)
{
	const struct response_rule *rule = response_rule(t->result);

	if (t->result == FETCH_ANSWERED)
		return t->capture;
	if (rule->kind == FAILURE_OURS) /* is logged */
		failure_worsen(r->failures, rule->outcome);
	else
		failure_note(r->failures, rule->kind, rule->outcome, "%s: %s",
		    url, t->reason);
	return NULL;
}

const struct capture *
request_send(const struct request_context *r, struct fetch_request *request)
{
	struct request_try t;

	request->deadline = r->settings->deadline;
	for (unsigned tries = 1;; tries++) {
		if (!request_try(r, request, &t))
			return NULL;
		if (tries >= r->settings->fetch->tries ||
		    !request_is_retried(r, &t))
			break;
		if (!request_back_off(r, request->url, &t, tries))
			return NULL;
		r->failures->counts->retries++;
	}
	return request_judge(r, request->url, &t);
}
