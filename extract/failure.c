/* What goes wrong in a crawl, and when it is better to ask no more. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/stop.h"
#include "extract/crawl_internal.h"
#include "extract/pace.h"

/* So many addresses in a row that failed are no chance any more. */
#define ROW_MAX 3

static void say(struct crawl *, enum outcome, const char *prefix, const char *,
    va_list) __attribute__((format(printf, 4, 0)));

/* Logs it, and keeps the message of the worst. */
static void
say(struct crawl *c, enum outcome outcome, const char *prefix,
    const char *format, va_list args)
{
	char line[1024];

	vsnprintf(line, sizeof(line), format, args);
	log_error("%s%s", prefix, line);
	if (c->counts.reason[0] == '\0' || outcome > c->outcome)
		snprintf(c->counts.reason, sizeof(c->counts.reason), "%.*s",
		    (int)sizeof(c->counts.reason) - 1, line);
	c->outcome = outcome_worse(c->outcome, outcome);
}

void
crawl_incomplete(struct crawl *c, const char *format, ...)
{
	char prefix[64];
	va_list args;

	snprintf(prefix, sizeof(prefix), "%s: ", c->extractor->name);
	va_start(args, format);
	say(c, OUTCOME_INCOMPLETE, prefix, format, args);
	va_end(args);
}

void
crawl_not_kept(struct crawl *c, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(c, OUTCOME_NOT_WRITTEN, "", format, args);
	va_end(args);
}

static void
note_row(struct crawl *c, enum trouble_kind kind)
{
	c->transient_row = kind == TROUBLE_TRANSIENT ? c->transient_row + 1 : 0;
	c->blocked_row = kind == TROUBLE_BLOCKED ? c->blocked_row + 1 : 0;
	if (c->over || (c->transient_row < ROW_MAX && c->blocked_row < ROW_MAX))
		return;
	c->over = true;
	log_warn("%s: %d addresses in a row %s: nothing more is asked",
	    c->extractor->name, ROW_MAX,
	    c->blocked_row == 0 ? "could not be fetched" : "were blocked");
}

void
crawl_trouble(struct crawl *c, enum trouble_kind kind, enum outcome outcome,
    const char *format, ...)
{
	size_t *const counts[] = {
		[TROUBLE_TRANSIENT] = &c->counts.transient,
		[TROUBLE_PERMANENT] = &c->counts.permanent,
		[TROUBLE_BLOCKED] = &c->counts.blocked,
	};
	va_list args;

	va_start(args, format);
	say(c, outcome, "", format, args);
	va_end(args);
	(*counts[kind])++;
	c->gone = kind == TROUBLE_PERMANENT && outcome == OUTCOME_INCOMPLETE;
	if (c->gone) {
		va_start(args, format);
		vsnprintf(c->why_gone, sizeof(c->why_gone), format, args);
		va_end(args);
	}
	note_row(c, kind);
}

void
crawl_well(struct crawl *c)
{
	c->transient_row = 0;
	c->blocked_row = 0;
}

void
crawl_stop(struct crawl *c, const char *why)
{
	if (!c->stopped)
		log_warn("%s: %s: the next call goes on from there",
		    c->extractor->name, why);
	c->stopped = true;
	c->over = true;
	c->outcome = outcome_worse(c->outcome, OUTCOME_LATER);
}

bool
crawl_goes_on(struct crawl *c)
{
	time_t deadline = c->settings->deadline;

	if (c->over)
		return false;
	if (stop_requested())
		crawl_stop(c, "interrupted");
	else if (deadline != 0 && time(NULL) >= deadline)
		crawl_stop(c, "its time is over");
	return !c->over;
}

void
crawl_progress(const struct crawl *c, size_t done, size_t all, const char *what)
{
	struct text pace = { 0 };

	if (c->pace != NULL && all > 0) {
		text_addf(&pace, "; ");
		pace_write(c->pace, done, all, time(NULL), &pace);
	}
	if (all == 0)
		log_progress("%s", "");
	else
		log_progress("%s: %zu of %zu %s%s", c->extractor->name, done,
		    all, what, text_string(&pace));
	text_free(&pace);
}
