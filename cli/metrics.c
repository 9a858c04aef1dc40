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
metrics_describe(struct text *out, const char *name, const char *help)
{
	text_addf(out, "# HELP armsetl_%s %s\n# TYPE armsetl_%s gauge\n", name,
	    help, name);
}

static void
metrics_add_label(struct text *out, const char *name, const char *value)
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
metrics_add_sample(struct text *out, const char *name, const char *source,
    const char *label, const char *value, long long number)
{
	text_addf(out, "armsetl_%s{", name);
	metrics_add_label(out, "source", source);
	if (label != NULL) {
		text_add_string(out, ",");
		metrics_add_label(out, label, value);
	}
	text_addf(out, "} %lld\n", number);
}

/* Reads a value of a source's entry: false if there is none */

typedef bool metrics_reader(const json_t *value, long long *number);

static bool
metrics_read_number(const json_t *value, long long *number)
{
	*number = json_integer_value(value);
	return json_is_integer(value);
}

/* PostgreSQL's JSON: 2026-01-31T12:00:00.5+00:00; sessions are in UTC. */
static bool
metrics_read_time(const json_t *value, long long *number)
{
	const char *s = json_string_value(value);
	struct tm tm = { 0 };

	if (s == NULL || strptime(s, "%Y-%m-%dT%H:%M:%S", &tm) == NULL)
		return false;
	*number = timegm(&tm);
	return true;
}

static bool
metrics_read_day(const json_t *value, long long *number)
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
metrics_read_presence(const json_t *value, long long *number)
{
	*number = value != NULL && !json_is_null(value);
	return true;
}

/* Gates that failed and that the user did not accept. */
static bool
metrics_read_gates(const json_t *value, long long *number)
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
	metrics_reader *read;
	const char *help;
} gauges[] = {
	{ "source_last_run_timestamp_seconds", "last_started_at",
	    metrics_read_time, "When the last run of the source began." },
	{ "source_last_success_timestamp_seconds", "last_success_at",
	    metrics_read_time, "When a run of the source last ended well." },
	{ "source_failing_since_timestamp_seconds", "failing_since",
	    metrics_read_time,
	    "When the present row of failed runs began; absent if the last "
	    "run ended well." },
	{ "source_blocked", "blocked_since", metrics_read_presence,
	    "1 while the publisher refuses us." },
	{ "source_blocked_since_timestamp_seconds", "blocked_since",
	    metrics_read_time,
	    "When the present row of refused runs began; absent if the "
	    "publisher does not refuse us." },
	{ "source_newest_publication_timestamp_seconds", "newest_publication",
	    metrics_read_day, "The day of the newest publication or edition." },
	{ "source_cadence_days", "cadence_days", metrics_read_number,
	    "How many days may pass between two publications; 0: any." },
	{ "source_lag_days", "lag_days", metrics_read_number,
	    "How many days later than its cadence the publisher is." },
	{ "source_documents", "documents", metrics_read_number,
	    "Documents in the database." },
	{ "source_records", "records", metrics_read_number,
	    "Notices, deals, figures and other records in the database." },
	{ "source_missing", "missing", metrics_read_number,
	    "Documents that were listed and could not be fetched." },
	{ "source_held", "held", metrics_read_presence,
	    "1 while a gate withholds what was fetched from the database." },
	{ "source_gates_failed", "last_gates", metrics_read_gates,
	    "Completeness gates that withhold what the last run fetched or "
	    "read." },
};

static void
metrics_add_gauges(struct text *out, const json_t *report)
{
	const json_t *entry;
	long long number;
	size_t n;

	for (size_t i = 0; i < sizeof(gauges) / sizeof(gauges[0]); i++) {
		metrics_describe(out, gauges[i].name, gauges[i].help);
		json_array_foreach(report, n, entry)
		{
			if (gauges[i].read(
				json_object_get(entry, gauges[i].of), &number))
				metrics_add_sample(out, gauges[i].name,
				    json_string_value(
					json_object_get(entry, "source")),
				    NULL, NULL, number);
		}
	}
}

/* Gauges with one more label */

static void
metrics_add_statuses(struct text *out, const json_t *report)
{
	const json_t *entry;
	size_t n;

	metrics_describe(out, "source_last_run_status",
	    "1 for the way the last run of the source ended.");
	json_array_foreach(report, n, entry)
	{
		const char *status =
		    json_string_value(json_object_get(entry, "last_status"));

		metrics_add_sample(out, "source_last_run_status",
		    json_string_value(json_object_get(entry, "source")),
		    "status", status == NULL ? "never run" : status, 1);
	}
}

/* The numbers of an object, each with its name as the label. */
static void
metrics_add_numbers(struct text *out, const json_t *report, const char *name,
    const char *label, json_t *(*find)(const json_t *entry))
{
	const json_t *entry;
	const char *key;
	json_t *number;
	size_t n;

	json_array_foreach(report, n, entry)
	{
		const char *source =
		    json_string_value(json_object_get(entry, "source"));

		json_object_foreach(find(entry), key, number)
		    metrics_add_sample(out, name, source, label, key,
			json_integer_value(number));
	}
}

static json_t *
metrics_faults(const json_t *entry)
{
	return json_object_get(entry, "faults_by_reason");
}

static json_t *
metrics_fetch(const json_t *entry)
{
	return json_object_get(json_object_get(entry, "last_counts"), "fetch");
}

static void
metrics_add_sources(struct text *out, const json_t *report)
{
	metrics_add_gauges(out, report);
	metrics_add_statuses(out, report);
	metrics_describe(out, "source_faults",
	    "What was published and could not be read, by field and reason.");
	metrics_add_numbers(
	    out, report, "source_faults", "reason", metrics_faults);
	metrics_describe(out, "source_last_run_fetch",
	    "Counts of the last crawl of the source.");
	metrics_add_numbers(
	    out, report, "source_last_run_fetch", "what", metrics_fetch);
}

/* The file */

static bool
metrics_put(const char *path, const struct text *text)
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
metrics_write(const char *path, const json_t *report, enum outcome outcome)
{
	struct text out = { 0 };
	bool ok;

	metrics_describe(&out, "build_info", "The program, by its version.");
	text_add_string(
	    &out, "armsetl_build_info{version=\"" VERSION "\"} 1\n");
	metrics_describe(
	    &out, "written_timestamp_seconds", "When this file was written.");
	text_addf(&out, "armsetl_written_timestamp_seconds %lld\n",
	    (long long)time(NULL));
	metrics_describe(&out, "exit_status",
	    "Of the call that wrote this file; see armsetl(1).");
	text_addf(
	    &out, "armsetl_exit_status %d\n", outcome_exit_status(outcome));
	metrics_describe(&out, "database_up",
	    "1 if the database answers and has our schema.");
	text_addf(&out, "armsetl_database_up %d\n", report != NULL);
	if (report != NULL)
		metrics_add_sources(&out, report);
	text_add_string(&out, "# EOF\n");
	ok = metrics_put(path, &out);
	text_free(&out);
	return ok;
}

enum outcome
metrics_after(const struct config *c, const char *path, enum outcome outcome)
{
	json_t *report;
	enum outcome ignored; /* a database that is gone is the run's news */

	if (path == NULL)
		path = c->metrics;
	if (path == NULL)
		return outcome;
	report = source_report_read(c, &ignored);
	if (!metrics_write(path, report, outcome))
		outcome = outcome_worse(outcome, OUTCOME_NOT_WRITTEN);
	json_decref(report);
	return outcome;
}
