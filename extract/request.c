/* The one place where a request happens: in turn, archived, asked again. */
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "base/log.h"
#include "base/stop.h"
#include "base/time.h"
#include "extract/crawl_internal.h"
#include "extract/retry.h"
#include "extract/throttle.h"

/* What came of one try. */
struct
try {
	enum fetch_result result;
	const struct capture *capture; /* whole or not; NULL if none came */
	long retry_after;              /* seconds; -1: nobody said */
	char reason[512];
};

static struct host_rules
rules_of(const struct crawl *c)
{
	const struct fetch_settings *s = c->settings->fetch;

	return (struct host_rules){
		.folder = s->hosts,
		.concurrency = s->concurrency,
		.pause_ms = c->settings->pause_ms,
		.rest_max_ms = (uint64_t)s->retry_after_max_seconds * 1000 +
		    (uint64_t)c->settings->pause_ms * (s->concurrency + 1),
		.deadline = c->settings->deadline,
	};
}

static void
stop_waiting(struct crawl *c, bool by_signal)
{
	crawl_stop(
	    c, by_signal ? "interrupted" : "its time does not suffice to wait");
}

static bool
enter(struct crawl *c, const struct host_rules *rules, const char *url,
    struct host **host)
{
	switch (host_enter(rules, url, host)) {
	case HOST_ENTERED:
		return true;
	case HOST_INTERRUPTED:
	case HOST_TOO_LONG:
		stop_waiting(c, stop_requested());
		break;
	case HOST_FAILED:
		c->outcome = outcome_worse(c->outcome, OUTCOME_NOT_WRITTEN);
		c->over = true;
		break;
	}
	host_leave(*host);
	return false;
}

static void
keep(struct crawl *c, const struct exchange *exchange, struct try *t)
{
	switch (t->result) {
	case FETCH_ANSWERED:
	case FETCH_CUT_OFF:
	case FETCH_TOO_LARGE:
		t->capture = archive_add_exchange(c->archive, exchange);
		if (t->capture == NULL)
			t->result = FETCH_NOT_KEPT;
		break;
	case FETCH_UNREACHABLE:
	case FETCH_UNTRUSTED:
	case FETCH_STOPPED:
	case FETCH_REFUSED:
	case FETCH_NOT_KEPT:
		break;
	}
}

static long
clamped(const struct fetch_settings *s, long seconds)
{
	return seconds > (long)s->retry_after_max_seconds
	    ? (long)s->retry_after_max_seconds
	    : seconds;
}

/* Asks once, and archives what came. False if there was no turn for us. */
static bool
try_once(struct crawl *c, struct fetch_request *request, struct try *t)
{
	const struct host_rules rules = rules_of(c);
	struct exchange exchange;
	struct host *host;

	*t = (struct try){ .retry_after = -1 };
	if (!enter(c, &rules, request->url, &host))
		return false;
	c->counts.requests++;
	t->result = fetch(c->fetcher, request, &exchange);
	t->retry_after = clamped(c->settings->fetch, exchange.retry_after);
	memcpy(t->reason, exchange.reason, sizeof(t->reason));
	if (t->retry_after > 0)
		host_rest(host, (uint64_t)t->retry_after * 1000);
	host_leave(host);
	keep(c, &exchange, t);
	exchange_free(&exchange);
	if (t->result == FETCH_STOPPED)
		crawl_stop(
		    c, stop_requested() ? "interrupted" : "its time is over");
	return t->result != FETCH_STOPPED;
}

static bool
is_worth_another(struct crawl *c, const struct try *t)
{
	switch (t->result) {
	case FETCH_ANSWERED:
		return retry_status(t->capture->status) &&
		    !crawl_is_denial(c, t->capture);
	case FETCH_CUT_OFF:
	case FETCH_UNREACHABLE:
		return true;
	case FETCH_TOO_LARGE:
	case FETCH_UNTRUSTED:
	case FETCH_STOPPED:
	case FETCH_REFUSED:
	case FETCH_NOT_KEPT:
		break;
	}
	return false;
}

/* False if there is no time for it. */
static bool
wait_for_another(
    struct crawl *c, const char *url, const struct try *t, unsigned tries)
{
	const struct fetch_settings *s = c->settings->fetch;
	uint64_t asked =
	    t->retry_after > 0 ? (uint64_t)t->retry_after * 1000 : 0;
	uint64_t chance = 0;
	uint64_t ms;
	enum stop_wait_end waited;

	if (getrandom(&chance, sizeof(chance), 0) < 0)
		chance = time_now_ms();
	ms = asked + retry_backoff_ms(s, tries, chance);
	if (t->result == FETCH_ANSWERED)
		log_info("%s: status %d: asked again in %.1f s", url,
		    t->capture->status, (double)ms / 1000);
	else
		log_info("%s: %s: asked again in %.1f s", url, t->reason,
		    (double)ms / 1000);
	waited = stop_wait(ms, c->settings->deadline);
	if (waited != STOP_WAITED)
		stop_waiting(c, waited == STOP_REQUESTED);
	return waited == STOP_WAITED;
}

/* The last try is the one that counts. */
static const struct capture *
judge(struct crawl *c, const char *url, const struct try *t)
{
	switch (t->result) {
	case FETCH_ANSWERED:
		return t->capture;
	case FETCH_CUT_OFF:
	case FETCH_UNREACHABLE:
		crawl_trouble(c, TROUBLE_TRANSIENT, OUTCOME_UNREACHABLE,
		    "%s: %s", url, t->reason);
		break;
	case FETCH_UNTRUSTED:
	case FETCH_REFUSED:
		crawl_trouble(c, TROUBLE_PERMANENT, OUTCOME_UNREACHABLE,
		    "%s: %s", url, t->reason);
		break;
	case FETCH_TOO_LARGE:
		crawl_trouble(c, TROUBLE_PERMANENT, OUTCOME_INCOMPLETE,
		    "%s: %s", url, t->reason);
		break;
	case FETCH_NOT_KEPT:
		c->outcome = outcome_worse(c->outcome, OUTCOME_NOT_WRITTEN);
		break;
	case FETCH_STOPPED:
		break;
	}
	return NULL;
}

const struct capture *
crawl_ask(struct crawl *c, struct fetch_request *request)
{
	struct try t;

	if (c->secret.length > 0 && crawl_is_ours(c, request->url))
		request->secret = text_string(&c->secret);
	request->deadline = c->settings->deadline;
	for (unsigned tries = 1;; tries++) {
		if (!try_once(c, request, &t))
			return NULL;
		if (tries >= c->settings->fetch->tries ||
		    !is_worth_another(c, &t))
			break;
		if (!wait_for_another(c, request->url, &t, tries))
			return NULL;
		c->counts.retries++;
	}
	return judge(c, request->url, &t);
}
