#include "extract/failure.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/log.h"
#include "base/stop.h"

/* So many addresses in a row that failed leave no hope for the next. */
#define ROW_MAX 3

static void failure_log(struct failures *, enum outcome, const char *prefix,
    const char *, va_list) __attribute__((format(printf, 4, 0)));

void
failure_worsen(struct failures *f, enum outcome outcome)
{
	f->noted += outcome != OUTCOME_OK;
	f->outcome = outcome_worse(f->outcome, outcome);
}

/* Logs it, and keeps the message of the worst. */
static void
failure_log(struct failures *f, enum outcome outcome, const char *prefix,
    const char *format, va_list args)
{
	char line[1024];
	char *reason = f->counts->reason;

	vsnprintf(line, sizeof(line), format, args);
	log_error("%s%s", prefix, line);
	if (*reason == '\0' || outcome > f->outcome)
		snprintf(reason, sizeof(f->counts->reason), "%.*s",
		    (int)sizeof(f->counts->reason) - 1, line);
	failure_worsen(f, outcome);
}

void
failure_incomplete(struct failures *f, const char *format, ...)
{
	char prefix[64];
	va_list args;

	snprintf(prefix, sizeof(prefix), "%s: ", f->source);
	va_start(args, format);
	failure_log(f, OUTCOME_INCOMPLETE, prefix, format, args);
	va_end(args);
}

void
failure_not_written(struct failures *f, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	failure_log(f, OUTCOME_NOT_WRITTEN, "", format, args);
	va_end(args);
}

static void
failure_count_row(struct failures *f, enum failure_kind kind)
{
	f->transient_row = kind == FAILURE_TRANSIENT ? f->transient_row + 1 : 0;
	f->blocked_row = kind == FAILURE_BLOCKED ? f->blocked_row + 1 : 0;
	if (f->over || (f->transient_row < ROW_MAX && f->blocked_row < ROW_MAX))
		return;
	f->over = true;
	log_warn("%s: %d addresses in a row %s: nothing more is asked",
	    f->source, ROW_MAX,
	    f->blocked_row == 0 ? "could not be fetched" : "were blocked");
}

void
failure_unread(struct failures *f, const char *format, ...)
{
	va_list args;

	if (stop_requested()) {
		failure_stop(f, "interrupted");
		return;
	}
	va_start(args, format);
	failure_log(f, OUTCOME_NOT_WRITTEN, "", format, args);
	va_end(args);
	f->over = true;
}

static size_t *
failure_count(struct extract_counts *counts, enum failure_kind kind)
{
	switch (kind) {
	case FAILURE_TRANSIENT:
		return &counts->transient;
	case FAILURE_PERMANENT:
		return &counts->permanent;
	case FAILURE_BLOCKED:
		return &counts->blocked;
	case FAILURE_NONE:
	case FAILURE_OURS:
		break;
	}
	return NULL;
}

void
failure_note(struct failures *f, enum failure_kind kind, enum outcome outcome,
    const char *format, ...)
{
	size_t *count = failure_count(f->counts, kind);
	va_list args;

	va_start(args, format);
	failure_log(f, outcome, "", format, args);
	va_end(args);
	if (count != NULL)
		(*count)++;
	f->gone = kind == FAILURE_PERMANENT && outcome == OUTCOME_INCOMPLETE;
	if (f->gone) {
		va_start(args, format);
		vsnprintf(f->why_gone, sizeof(f->why_gone), format, args);
		va_end(args);
	}
	failure_count_row(f, kind);
}

void
failure_row_ends(struct failures *f)
{
	f->transient_row = 0;
	f->blocked_row = 0;
}

void
failure_stop(struct failures *f, const char *why)
{
	if (!f->stopped)
		log_warn(
		    "%s: %s: the next call goes on from there", f->source, why);
	f->stopped = true;
	f->over = true;
	failure_worsen(f, OUTCOME_LATER);
}

bool
failure_goes_on(struct failures *f)
{
	if (f->over)
		return false;
	if (stop_requested())
		failure_stop(f, "interrupted");
	else if (f->deadline != 0 && time(NULL) >= f->deadline)
		failure_stop(f, "its time is over");
	return !f->over;
}
