#include "cli/metrics.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "cli/source_report.h"
#include "config/config.h"

/* Lines */

static void
describe(struct text *out, const char *name, const char *help)
{
	text_addf(out, "# HELP armsetl_%s %s\n# TYPE armsetl_%s gauge\n", name,
	    help, name);
}

static void
add_label(struct text *out, const char *name, const char *value)
{
	text_addf(out, "%s=\"", name);
	for (const char *p = value; *p != '\0'; p++) {
		if (*p == '\n')
			text_add_string(out, "\\n");
		else if (*p == '"' || *p == '\\')
			text_addf(out, "\\%c", *p);
		else
			text_add(out, p, 1);
	}
	text_add_string(out, "\"");
}

static void
add_sample(struct text *out, const char *name, const char *source,
    const char *label, const char *value, long long number)
{
	text_addf(out, "armsetl_%s{", name);
	add_label(out, "source", source);
	if (label != NULL) {
		text_add_string(out, ",");
		add_label(out, label, value);
	}
	text_addf(out, "} %lld\n", number);
}

/* What a source's entry says: false if it does not */

typedef bool reader(const json_t *value, long long *number);

static bool
read_number(const json_t *value, long long *number)
{
	*number = json_integer_value(value);
	return json_is_integer(value);
}

/* PostgreSQL's JSON: 2026-01-31T12:00:00.5+00:00; sessions are in UTC. */
static bool
read_time(const json_t *value, long long *number)
{
	const char *s = json_string_value(value);
	struct tm tm = { 0 };

	if (s == NULL || strptime(s, "%Y-%m-%dT%H:%M:%S", &tm) == NULL)
		return false;
	*number = timegm(&tm);
	return true;
}

static bool
read_day(const json_t *value, long long *number)
{
	const char *s = json_string_value(value);
	struct tm tm = { 0 };

	if (s == NULL || strptime(s, "%Y-%m-%d", &tm) == NULL)
		return false;
	*number = timegm(&tm);
	return true;
}

/* Whether there is something. */
static bool
read_presence(const json_t *value, long long *number)
{
	*number = value != NULL && !json_is_null(value);
	return true;
}

/* Gates that failed and that nobody accepted. */
static bool
read_gates(const json_t *value, long long *number)
{
	const json_t *gate;
	size_t i;

	*number = 0;
	json_array_foreach(value, i, gate) *number +=
	    !json_is_true(json_object_get(gate, "accepted"));
	return json_is_array(value);
}

static const struct {
	const char *name;
	const char *of; /* the entry's name */
	reader *read;
	const char *help;
} gauges[] = {
	{ "source_last_run_timestamp_seconds", "last_started_at", read_time,
	    "When the last run of the source began." },
	{ "source_last_success_timestamp_seconds", "last_success_at", read_time,
	    "When a run of the source last ended well." },
	{ "source_failing_since_timestamp_seconds", "failing_since", read_time,
	    "When the present row of failed runs began; absent if the last "
	    "was well." },
	{ "source_blocked", "blocked_since", read_presence,
	    "1 while the publisher refuses us." },
	{ "source_blocked_since_timestamp_seconds", "blocked_since", read_time,
	    "When the present row of refused runs began; absent if it does "
	    "not." },
	{ "source_newest_publication_timestamp_seconds", "newest_publication",
	    read_day, "The day of the newest publication or edition." },
	{ "source_cadence_days", "cadence_days", read_number,
	    "How many days may pass between two publications; 0: any." },
	{ "source_lag_days", "lag_days", read_number,
	    "How many days later than its cadence the publisher is." },
	{ "source_documents", "documents", read_number,
	    "Documents in the database." },
	{ "source_records", "records", read_number,
	    "Notices, deals, figures and other records in the database." },
	{ "source_missing", "missing", read_number,
	    "Documents that were listed and are not there." },
	{ "source_held", "held", read_presence,
	    "1 while a gate keeps what was fetched from being loaded." },
	{ "source_gates_failed", "last_gates", read_gates,
	    "Gates of completeness that hold back what the last run fetched "
	    "or read." },
};

static void
add_gauges(struct text *out, const json_t *standing)
{
	const json_t *entry;
	long long number;
	size_t n;

	for (size_t i = 0; i < sizeof(gauges) / sizeof(gauges[0]); i++) {
		describe(out, gauges[i].name, gauges[i].help);
		json_array_foreach(standing, n, entry)
		{
			if (gauges[i].read(
				json_object_get(entry, gauges[i].of), &number))
				add_sample(out, gauges[i].name,
				    json_string_value(
					json_object_get(entry, "source")),
				    NULL, NULL, number);
		}
	}
}

/* Those with a label more */

static void
add_statuses(struct text *out, const json_t *standing)
{
	const json_t *entry;
	size_t n;

	describe(out, "source_last_run_status",
	    "1 for how the last run of the source ended.");
	json_array_foreach(standing, n, entry)
	{
		const char *status =
		    json_string_value(json_object_get(entry, "last_status"));

		add_sample(out, "source_last_run_status",
		    json_string_value(json_object_get(entry, "source")),
		    "status", status == NULL ? "never run" : status, 1);
	}
}

/* Of an object of numbers, each under its name. */
static void
add_numbers(struct text *out, const json_t *standing, const char *name,
    const char *label, json_t *(*find)(const json_t *entry))
{
	const json_t *entry;
	const char *key;
	json_t *number;
	size_t n;

	json_array_foreach(standing, n, entry)
	{
		const char *source =
		    json_string_value(json_object_get(entry, "source"));

		json_object_foreach(find(entry), key, number) add_sample(
		    out, name, source, label, key, json_integer_value(number));
	}
}

static json_t *
faults_of(const json_t *entry)
{
	return json_object_get(entry, "faults_by_reason");
}

static json_t *
fetch_of(const json_t *entry)
{
	return json_object_get(json_object_get(entry, "last_counts"), "fetch");
}

static void
add_sources(struct text *out, const json_t *standing)
{
	add_gauges(out, standing);
	add_statuses(out, standing);
	describe(out, "source_faults",
	    "What was published and could not be read, by field and reason.");
	add_numbers(out, standing, "source_faults", "reason", faults_of);
	describe(out, "source_last_run_fetch",
	    "What the last crawl of the source came to, in numbers.");
	add_numbers(out, standing, "source_last_run_fetch", "what", fetch_of);
}

/* The file */

static bool
put(const char *path, const struct text *text)
{
	struct arena *arena = arena_new();
	char *fresh = arena_print(arena, "%s.XXXXXX", path);
	int fd = mkstemp(fresh);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	bool ok = file != NULL &&
	    fwrite(text->bytes, 1, text->length, file) == text->length &&
	    fflush(file) == 0 && fchmod(fd, 0644) == 0 && fsync(fd) == 0;

	ok = ok && rename(fresh, path) == 0;
	if (!ok)
		log_error("%s: cannot write: %s", path, strerror(errno));
	if (!ok && fd >= 0)
		unlink(fresh);
	if (file != NULL)
		fclose(file);
	else if (fd >= 0)
		close(fd);
	arena_free(arena);
	return ok;
}

bool
metrics_write(const char *path, const json_t *standing, enum outcome outcome)
{
	struct text out = { 0 };
	bool ok;

	describe(&out, "build_info", "The program, by its version.");
	text_add_string(
	    &out, "armsetl_build_info{version=\"" VERSION "\"} 1\n");
	describe(
	    &out, "written_timestamp_seconds", "When this file was written.");
	text_addf(&out, "armsetl_written_timestamp_seconds %lld\n",
	    (long long)time(NULL));
	describe(&out, "exit_status",
	    "Of the call that wrote this file; see armsetl(1).");
	text_addf(
	    &out, "armsetl_exit_status %d\n", outcome_exit_status(outcome));
	describe(&out, "database_up",
	    "1 if the database is there and has our schema.");
	text_addf(&out, "armsetl_database_up %d\n", standing != NULL);
	if (standing != NULL)
		add_sources(&out, standing);
	text_add_string(&out, "# EOF\n");
	ok = put(path, &out);
	text_free(&out);
	return ok;
}

enum outcome
metrics_after(const struct config *c, const char *path, enum outcome outcome)
{
	json_t *standing;
	enum outcome ignored; /* a database that is gone is the run's news */

	if (path == NULL)
		path = c->metrics;
	if (path == NULL)
		return outcome;
	standing = standing_read(c, &ignored);
	if (!metrics_write(path, standing, outcome))
		outcome = outcome_worse(outcome, OUTCOME_NOT_WRITTEN);
	json_decref(standing);
	return outcome;
}
