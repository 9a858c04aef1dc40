#include "base/log.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"

#define MESSAGE_SIZE 2048 /* bytes; more is cut off */

static struct {
	enum log_level level;
	enum log_format format;
	bool terminal;
	bool journal;
	bool progress; /* the terminal shows a progress line */
	log_taker *taker;
} settings = { .level = LOG_LEVEL_INFO };

static const struct {
	const char *name;
	int priority; /* syslog(3) */
} levels[] = {
	[LOG_LEVEL_ERROR] = { "error", 3 },
	[LOG_LEVEL_WARN] = { "warning", 4 },
	[LOG_LEVEL_INFO] = { "info", 6 },
	[LOG_LEVEL_DEBUG] = { "debug", 7 },
};

static void log_write(enum log_level, const char *, va_list)
    __attribute__((format(printf, 2, 0)));

/* JOURNAL_STREAM names the device and inode of the journal's pipe. */
static bool
log_is_to_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	char wanted[64];
	struct stat st;

	if (stream == NULL || fstat(STDERR_FILENO, &st) != 0)
		return false;
	snprintf(wanted, sizeof(wanted), "%llu:%llu",
	    (unsigned long long)st.st_dev, (unsigned long long)st.st_ino);
	return strcmp(stream, wanted) == 0;
}

void
log_setup(enum log_level level, enum log_format format)
{
	settings.level = level;
	settings.format = format;
	settings.terminal =
	    format == LOG_FORMAT_TEXT && isatty(STDERR_FILENO) != 0;
	settings.journal = log_is_to_journal();
}

static void
log_clear_progress(void)
{
	if (settings.progress)
		fputs("\r\033[K", stderr);
	settings.progress = false;
}

static void
log_write_json(const char *level, const char *message)
{
	struct timespec now;
	struct tm utc;
	char stamp[64];
	json_t *line;
	char *dumped;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%SZ", &utc);
	line = json_pack("{s:s, s:s, s:s+}", "time", stamp, "level", level,
	    "message", message, "");
	dumped = line != NULL ? json_dumps(line, JSON_COMPACT) : NULL;
	if (dumped == NULL)
		abort(); /* out of memory */
	fprintf(stderr, "%s\n", dumped);
	free(dumped);
	json_decref(line);
}

static void
log_write(enum log_level level, const char *format, va_list args)
{
	char raw[MESSAGE_SIZE];
	char message[3 * MESSAGE_SIZE];

	if (level > settings.level)
		return;
	vsnprintf(raw, sizeof(raw), format, args);
	utf8_disarm(raw, message);
	if (settings.taker != NULL) {
		settings.taker(level, message);
		return;
	}
	if (settings.format == LOG_FORMAT_JSON) {
		log_write_json(levels[level].name, message);
		return;
	}
	log_clear_progress();
	if (settings.journal)
		fprintf(stderr, "<%d>%s\n", levels[level].priority, message);
	else if (level == LOG_LEVEL_INFO)
		fprintf(stderr, "armsetl: %s\n", message);
	else
		fprintf(
		    stderr, "armsetl: %s: %s\n", levels[level].name, message);
}

#define DEFINE_LEVEL(name, level)               \
	void name(const char *format, ...)      \
	{                                       \
		va_list args;                   \
		va_start(args, format);         \
		log_write(level, format, args); \
		va_end(args);                   \
	}

DEFINE_LEVEL(log_error, LOG_LEVEL_ERROR)
DEFINE_LEVEL(log_warn, LOG_LEVEL_WARN)
DEFINE_LEVEL(log_info, LOG_LEVEL_INFO)
DEFINE_LEVEL(log_debug, LOG_LEVEL_DEBUG)

void
log_divert(log_taker *taker)
{
	settings.taker = taker;
	settings.terminal = settings.terminal && taker == NULL;
	settings.progress = false;
}

static void log_write_one(enum log_level, const char *, ...)
    __attribute__((format(printf, 2, 3)));

static void
log_write_one(enum log_level level, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_write(level, format, args);
	va_end(args);
}

void
log_message(enum log_level level, const char *message)
{
	log_write_one(level, "%s", message);
}

void
log_progress(const char *format, ...)
{
	char raw[MESSAGE_SIZE];
	char message[3 * MESSAGE_SIZE];
	va_list args;

	if (!settings.terminal || settings.level < LOG_LEVEL_INFO)
		return;
	log_clear_progress();
	if (*format == '\0')
		return;
	va_start(args, format);
	vsnprintf(raw, sizeof(raw), format, args);
	va_end(args);
	utf8_disarm(raw, message);
	fputs(message, stderr);
	fflush(stderr);
	settings.progress = true;
}

noreturn void
log_fatal(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_write(LOG_LEVEL_ERROR, format, args);
	va_end(args);
	exit(EX_SOFTWARE);
}

noreturn void
log_refused(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_write(LOG_LEVEL_ERROR, format, args);
	va_end(args);
	exit(EX_TEMPFAIL);
}
