/* The state of the sources, at a glance or for machines. */
#include <argp.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/metrics.h"
#include "cli/source_report.h"

#define FAULTS_SHOWN 3 /* reasons of each source, unless it was named */
#define NUMBER_TEXT 24 /* room for a number, with its end */

struct status_options {
	bool json;
	const char *metrics;
	struct source_choice choice; /* none named: all of them */
};

static error_t
status_option(int key, char *value, struct argp_state *state)
{
	struct status_options *s = state->input;

	switch (key) {
	case 'j':
		s->json = true;
		return 0;
	case 'm':
		s->metrics = value;
		return 0;
	case ARGP_KEY_ARG:
		source_choice_name(&s->choice, state, value);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const char *
overview_text(const json_t *entry, const char *name)
{
	return json_string_value(json_object_get(entry, name));
}

static long long
overview_number(const json_t *entry, const char *name)
{
	return json_integer_value(json_object_get(entry, name));
}

/* Faults, the most frequent first */

struct fault_reason {
	const char *name;
	long long count;
};

static int
fault_reason_compare(const void *a, const void *b)
{
	const struct fault_reason *x = a;
	const struct fault_reason *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return strcmp(x->name, y->name);
}

static void
overview_faults(const struct status_options *s, const json_t *entry)
{
	json_t *by_reason = json_object_get(entry, "faults_by_reason");
	size_t count = json_object_size(by_reason);
	struct fault_reason *list = xzalloc((count + 1) * sizeof(*list));
	const char *name;
	json_t *number;
	size_t n = 0;

	json_object_foreach(by_reason, name, number) list[n++] =
	    (struct fault_reason){ name, json_integer_value(number) };
	qsort(list, n, sizeof(*list), fault_reason_compare);
	for (size_t i = 0; i < n; i++) {
		if (!s->choice.named && i == FAULTS_SHOWN &&
		    n > FAULTS_SHOWN + 1) {
			printf("    %zu more reasons: armsetl status %s\n",
			    n - i, overview_text(entry, "source"));
			break;
		}
		printf("    %lld of %s\n", list[i].count, list[i].name);
	}
	free(list);
}

static void
overview_gates(const json_t *entry)
{
	const json_t *gate;
	size_t i;

	json_array_foreach(json_object_get(entry, "last_gates"), i,
	    gate) printf("    gate %s: %s: %lld, at least %lld wanted%s\n",
	    overview_text(gate, "gate"), overview_text(gate, "what"),
	    overview_number(gate, "measured"), overview_number(gate, "wanted"),
	    json_is_true(json_object_get(gate, "accepted")) ? "; accepted"
							    : "");
}

static void
overview_quarantine(const json_t *entry)
{
	long long count = overview_number(entry, "quarantined");

	if (count > 0)
		printf("    %lld documents are in quarantine until the program "
		       "or the limits of their reading change\n",
		    count);
}

/* What the files below DATA_DIR/worklists tell. */
static void
overview_disk(const json_t *entry)
{
	const json_t *gate = json_object_get(entry, "held");
	const json_t *b;
	size_t i;

	if (json_is_object(gate))
		printf(
		    "    withheld since %.10s by gate %s: %s: %lld, at least "
		    "%lld wanted\n",
		    overview_text(gate, "since"), overview_text(gate, "gate"),
		    overview_text(gate, "what"),
		    overview_number(gate, "measured"),
		    overview_number(gate, "wanted"));
	if (overview_number(entry, "missing") > 0)
		printf(
		    "    %lld documents that were listed could not be fetched\n",
		    overview_number(entry, "missing"));
	json_array_foreach(json_object_get(entry, "backfills"), i, b)
	    printf("    backfill of %s to %s: %lld of %lld steps are done\n",
		overview_text(b, "since"), overview_text(b, "until"),
		overview_number(b, "done"), overview_number(b, "steps"));
	if (overview_text(entry, "next_try") != NULL)
		printf("    not tried before %s, unless the source is named\n",
		    overview_text(entry, "next_try"));
}

static void
overview_state(const json_t *entry)
{
	const char *blocked = overview_text(entry, "blocked_since");
	const char *failing = overview_text(entry, "failing_since");
	const char *status = overview_text(entry, "last_status");

	if (status == NULL)
		printf("never run\n");
	else if (blocked != NULL)
		printf("blocked since %.10s\n", blocked);
	else if (failing != NULL && strcmp(status, "ok") != 0)
		printf("%s since %.10s\n", status, failing);
	else
		printf("%s\n", status);
}

/* A number in the room given, or "-" where it is not known. */
static const char *
overview_known(const json_t *number, char text[NUMBER_TEXT])
{
	if (!json_is_integer(number))
		return "-";
	snprintf(
	    text, NUMBER_TEXT, "%lld", (long long)json_integer_value(number));
	return text;
}

/* A line with what everybody asks; below it what is not as it should be. */
static void
overview_source(const struct status_options *s, const json_t *entry)
{
	const char *success = overview_text(entry, "last_success_at");
	const char *reason = overview_text(entry, "last_reason");
	const char *next = overview_text(entry, "next_action");
	char days[NUMBER_TEXT];
	char records[NUMBER_TEXT];

	printf("%-20s  %-10.10s %-5.5s %5s %9lld %10s %6lld  ",
	    overview_text(entry, "source"), success == NULL ? "never" : success,
	    success == NULL ? "" : success + 11,
	    overview_known(json_object_get(entry, "lag_days"), days),
	    overview_number(entry, "documents"),
	    overview_known(json_object_get(entry, "records"), records),
	    overview_number(entry, "faults"));
	overview_state(entry);
	overview_faults(s, entry);
	overview_quarantine(entry);
	overview_gates(entry);
	overview_disk(entry);
	if (reason != NULL &&
	    strcmp(overview_text(entry, "last_status"), "ok") != 0)
		printf("    because: %s\n", reason);
	if (next != NULL)
		printf("    next: %s\n", next);
}

/* More, for a user who named the source. */
static void
overview_details(const json_t *entry)
{
	const char *newest = overview_text(entry, "newest_publication");

	if (overview_text(entry, "last_status") != NULL)
		printf("    last run: %s (%s) on %s, %s\n",
		    overview_text(entry, "last_command"),
		    overview_text(entry, "last_mode"),
		    overview_text(entry, "last_host") == NULL
			? "an unknown host"
			: overview_text(entry, "last_host"),
		    overview_text(entry, "last_started_at"));
	printf("    newest publication: %s; cadence: %s\n",
	    newest == NULL ? "none" : newest, overview_text(entry, "cadence"));
}

static void
overview_print(const struct status_options *s, const json_t *wanted)
{
	const json_t *entry;
	size_t i;

	if (s->json) {
		json_dumpf(wanted, stdout, JSON_INDENT(2));
		putchar('\n');
		return;
	}
	printf("%-20s  %-16s %5s %9s %10s %6s  %s\n", "source", "last success",
	    "lag", "documents", "records", "faults", "state");
	json_array_foreach(wanted, i, entry)
	{
		overview_source(s, entry);
		if (s->choice.named)
			overview_details(entry);
	}
}

enum outcome
command_status(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "json", 'j', NULL, 0,
		    "Print JSON, an array of one object a source", 0 },
		{ "metrics", 'm', "FILE", 0,
		    "Also write the state of all sources for Prometheus; see "
		    "docs/METRICS.md",
		    0 },
		{ 0 },
	};
	static const struct argp argp = { options, status_option, "[SOURCE...]",
		"Shows of each source the last success, how late its publisher "
		"is, what the database has, faults by reason, and what to do.",
		NULL, NULL, NULL };
	struct status_options s = { 0 };
	enum outcome outcome;
	json_t *all;
	json_t *wanted = json_array();
	json_t *entry;
	size_t i;

	arguments_parse(&argp, argc, argv, &s);
	all = source_report_read(c, &outcome);
	json_array_foreach(all, i, entry)
	{
		if (!s.choice.named ||
		    source_choice_has(&s.choice, &sources[i]))
			json_array_append(wanted, entry);
	}
	if (all != NULL)
		overview_print(&s, wanted);
	if (s.metrics != NULL && !metrics_write(s.metrics, all, outcome))
		outcome = outcome_worse(outcome, OUTCOME_NOT_WRITTEN);
	json_decref(wanted);
	json_decref(all);
	source_choice_free(&s.choice);
	return outcome;
}
