/* How the sources stand, at a glance or for machines. */
#include <argp.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/metrics.h"
#include "cli/source_report.h"

#define FAULTS_SHOWN 3 /* of each source, unless it was named */

struct status {
	bool json;
	const char *metrics;
	const char *names[64];
	size_t count;
};

static error_t
take_status(int key, char *value, struct argp_state *state)
{
	struct status *s = state->input;

	switch (key) {
	case 'j':
		s->json = true;
		return 0;
	case 'm':
		s->metrics = value;
		return 0;
	case ARGP_KEY_ARG:
		if (source_find(value) == NULL)
			argp_error(state,
			    "there is no source %s: see armsetl sources",
			    value);
		if (s->count < sizeof(s->names) / sizeof(s->names[0]))
			s->names[s->count++] = value;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const char *
text_of(const json_t *entry, const char *name)
{
	return json_string_value(json_object_get(entry, name));
}

static long long
number_of(const json_t *entry, const char *name)
{
	return json_integer_value(json_object_get(entry, name));
}

static bool
is_wanted(const struct status *s, const json_t *entry)
{
	for (size_t i = 0; i < s->count; i++) {
		if (strcmp(s->names[i], text_of(entry, "source")) == 0)
			return true;
	}
	return s->count == 0;
}

/* Faults, the most frequent first */

struct reason {
	const char *name;
	long long count;
};

static int
compare_reasons(const void *a, const void *b)
{
	const struct reason *x = a;
	const struct reason *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return strcmp(x->name, y->name);
}

static void
print_faults(const struct status *s, const json_t *entry)
{
	json_t *by_reason = json_object_get(entry, "faults_by_reason");
	size_t count = json_object_size(by_reason);
	struct reason *list = calloc(count + 1, sizeof(*list));
	const char *name;
	json_t *number;
	size_t n = 0;

	json_object_foreach(by_reason, name, number) if (list != NULL)
	    list[n++] = (struct reason){ name, json_integer_value(number) };
	if (n > 0)
		qsort(list, n, sizeof(*list), compare_reasons);
	for (size_t i = 0; i < n; i++) {
		if (s->count == 0 && i == FAULTS_SHOWN &&
		    n > FAULTS_SHOWN + 1) {
			printf("    %zu more reasons: armsetl status %s\n",
			    n - i, text_of(entry, "source"));
			break;
		}
		printf("    %lld of %s\n", list[i].count, list[i].name);
	}
	free(list);
}

/* Trouble */

static void
print_gates(const json_t *entry)
{
	const json_t *gate;
	size_t i;

	json_array_foreach(json_object_get(entry, "last_gates"), i, gate)
	    printf("    gate %s: %s: %lld, at least %lld wanted%s\n",
		text_of(gate, "gate"), text_of(gate, "what"),
		number_of(gate, "measured"), number_of(gate, "wanted"),
		json_is_true(json_object_get(gate, "accepted")) ? "; accepted"
								: "");
}

/* What the disk tells. */
static void
print_disk(const json_t *entry)
{
	const json_t *held = json_object_get(entry, "held");
	const json_t *b;
	size_t i;

	if (json_is_object(held))
		printf("    held since %.10s by gate %s: %s: %lld, at least "
		       "%lld wanted\n",
		    text_of(held, "since"), text_of(held, "gate"),
		    text_of(held, "what"), number_of(held, "measured"),
		    number_of(held, "wanted"));
	if (number_of(entry, "missing") > 0)
		printf("    %lld documents that were listed are not there\n",
		    number_of(entry, "missing"));
	json_array_foreach(json_object_get(entry, "backfills"), i, b)
	    printf("    backfill of %s to %s: %lld of %lld steps are done\n",
		text_of(b, "since"), text_of(b, "until"), number_of(b, "done"),
		number_of(b, "steps"));
	if (text_of(entry, "next_try") != NULL)
		printf("    not asked before %s, unless it is named\n",
		    text_of(entry, "next_try"));
}

static void
print_state(const json_t *entry)
{
	const char *blocked = text_of(entry, "blocked_since");
	const char *failing = text_of(entry, "failing_since");
	const char *status = text_of(entry, "last_status");

	if (status == NULL)
		printf("never run\n");
	else if (blocked != NULL)
		printf("blocked since %.10s\n", blocked);
	else if (failing != NULL && strcmp(status, "ok") != 0)
		printf("%s since %.10s\n", status, failing);
	else
		printf("%s\n", status);
}

/* In a line what everybody asks; below it what is not as it should be. */
static void
print_source(const struct status *s, const json_t *entry)
{
	const char *success = text_of(entry, "last_success_at");
	const char *reason = text_of(entry, "last_reason");
	const char *next = text_of(entry, "next_action");
	const json_t *lag = json_object_get(entry, "lag_days");
	char days[16] = "-";

	if (json_is_integer(lag))
		snprintf(days, sizeof(days), "%lld",
		    (long long)json_integer_value(lag));
	printf("%-20s  %-10.10s %-5.5s %5s %9lld %10lld %6lld  ",
	    text_of(entry, "source"), success == NULL ? "never" : success,
	    success == NULL ? "" : success + 11, days,
	    number_of(entry, "documents"), number_of(entry, "records"),
	    number_of(entry, "faults"));
	print_state(entry);
	print_faults(s, entry);
	print_gates(entry);
	print_disk(entry);
	if (reason != NULL && strcmp(text_of(entry, "last_status"), "ok") != 0)
		printf("    because: %s\n", reason);
	if (next != NULL)
		printf("    next: %s\n", next);
}

/* What only one who named the source asks. */
static void
print_more(const json_t *entry)
{
	const char *newest = text_of(entry, "newest_publication");

	if (text_of(entry, "last_status") != NULL)
		printf("    last run: %s (%s) on %s, %s\n",
		    text_of(entry, "last_command"), text_of(entry, "last_mode"),
		    text_of(entry, "last_host") == NULL
			? "an unknown host"
			: text_of(entry, "last_host"),
		    text_of(entry, "last_started_at"));
	printf("    newest publication: %s; cadence: %s\n",
	    newest == NULL ? "none" : newest, text_of(entry, "cadence"));
}

static void
print_standing(const struct status *s, const json_t *wanted)
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
		print_source(s, entry);
		if (s->count > 0)
			print_more(entry);
	}
}

enum outcome
command_status(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "json", 'j', NULL, 0, "For machines", 0 },
		{ "metrics", 'm', "FILE", 0,
		    "Write it for Prometheus too; see docs/METRICS.md", 0 },
		{ 0 },
	};
	static const struct argp argp = { options, take_status, "[SOURCE...]",
		"Of each source: its last success, how late its publisher is, "
		"what the database has, faults by reason, and what to do.",
		NULL, NULL, NULL };
	struct status s = { 0 };
	enum outcome outcome;
	json_t *all;
	json_t *wanted = json_array();
	json_t *entry;
	size_t i;

	argv[0] = (char[]){ "armsetl status" };
	argp_parse(&argp, argc, argv, 0, NULL, &s);
	all = standing_read(c, &outcome);
	json_array_foreach(all, i, entry)
	{
		if (is_wanted(&s, entry))
			json_array_append(wanted, entry);
	}
	if (all != NULL)
		print_standing(&s, wanted);
	if (s.metrics != NULL && !metrics_write(s.metrics, all, outcome))
		outcome = outcome_worse(outcome, OUTCOME_NOT_WRITTEN);
	json_decref(wanted);
	json_decref(all);
	return outcome;
}
