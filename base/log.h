/* What the program tells its operator, on standard error. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdnoreturn.h>

#define PRINTF_LIKE __attribute__((format(printf, 1, 2)))

enum log_level {
	LOG_LEVEL_ERROR,
	LOG_LEVEL_WARN,
	LOG_LEVEL_INFO,
	LOG_LEVEL_DEBUG
};

/* `armsetl: warning: ...` for people, or one JSON object a line for machines.
 */
enum log_format { LOG_FORMAT_TEXT, LOG_FORMAT_JSON };

/*
 * Called once, by main, before anything is logged. Messages above the level are
 * dropped. Under systemd's journal the text format prefixes each line with
 * its priority (sd-daemon(3)).
 */
void log_setup(enum log_level, enum log_format);

/*
 * One message, without a full stop or a line end. error: something was not
 * done; warn: it was done, but look at this; info: what was done; debug: each
 * step. Control characters and broken UTF-8 are made harmless.
 */
void log_error(const char *, ...) PRINTF_LIKE;
void log_warn(const char *, ...) PRINTF_LIKE;
void log_info(const char *, ...) PRINTF_LIKE;
void log_debug(const char *, ...) PRINTF_LIKE;

/*
 * How far the work is, on one line that rewrites itself; only when standard
 * error is a terminal. The next message, or an empty format, clears it.
 */
void log_progress(const char *, ...) PRINTF_LIKE;

/*
 * From now on messages go there instead, harmless as they are: a worker's, to
 * its parent, which logs them with log_message().
 */
typedef void log_taker(enum log_level, const char *message);
void log_divert(log_taker *);
void log_message(enum log_level, const char *message);

/* When the program cannot go on, as without memory. Exits with EX_SOFTWARE. */
noreturn void log_fatal(const char *, ...) PRINTF_LIKE;

/*
 * When the machine refuses what it may give another time, as one more open
 * file. Exits with EX_TEMPFAIL.
 */
noreturn void log_refused(const char *, ...) PRINTF_LIKE;

#endif
