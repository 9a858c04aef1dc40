#include "cli/source_report.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/time.h"
#include "base/utf8.h"
#include "config/config.h"
#include "extract/missing.h"
#include "extract/source_state.h"
#include "load/status.h"
#include "transform/document.h"

#define DAY_SECONDS 86400
#define GATE_ACTION                                        \
	"see what the publisher changed; if it is right, " \
	"armsetl run --accept-incomplete %s"

/* What is to be done */

static const char *
source_report_text(const json_t *entry, const char *name)
{
	const char *s = json_string_value(json_object_get(entry, name));

	return s == NULL ? "" : s;
}

static bool
source_report_ended(const json_t *entry, enum outcome outcome)
{
	return strcmp(source_report_text(entry, "last_status"),
		   outcome_name(outcome)) == 0;
}

/* A gate that the user did not accept. */
static bool
source_report_gate_failed(const json_t *entry)
{
	const json_t *gate;
	size_t i;

	json_array_foreach(json_object_get(entry, "last_gates"), i, gate)
	{
		if (!json_is_true(json_object_get(gate, "accepted")))
			return true;
	}
	return false;
}

/* What to do about a source that was never run. */
static const char *
source_report_first_action(const struct config *c, const struct source *source)
{
	const struct extract_settings *s = config_source(c, source);

	if (source->extractor->wants_key && s->key_file == NULL)
		return "get a key from the publisher, then armsetl run %s";
	return "armsetl run %s";
}

static const char *
source_report_failed_action(const json_t *entry)
{
	if (source_report_ended(entry, OUTCOME_MISCONFIGURED))
		return "correct the settings, then armsetl run %s";
	if (source_report_ended(entry, OUTCOME_NOT_WRITTEN))
		return "make room or give permission, then armsetl run %s";
	if (source_report_gate_failed(entry))
		return GATE_ACTION;
	if (source_report_text(entry, "blocked_since")[0] != '\0')
		return "ask the publisher to let us in, or fetch by other "
		       "means and armsetl import %s FILE";
	if (source_report_ended(entry, OUTCOME_INCOMPLETE))
		return "see the messages of the next run, which tries what is "
		       "missing again";
	if (source_report_ended(entry, OUTCOME_UNREACHABLE))
		return "wait: the next run tries again";
	return "armsetl run %s goes on where it stopped";
}

static const char *
source_report_action(
    const struct config *c, const struct source *source, const json_t *entry)
{
	const char *status = source_report_text(entry, "last_status");

	if (*status == '\0')
		return source_report_first_action(c, source);
	if (strcmp(status, "running") == 0)
		return "wait: a run is under way";
	if (json_is_object(json_object_get(entry, "held")))
		return GATE_ACTION;
	if (!source_report_ended(entry, OUTCOME_OK))
		return source_report_failed_action(entry);
	if (json_array_size(json_object_get(entry, "backfills")) > 0)
		return "armsetl backfill %s goes on where it stopped, with the "
		       "same days";
	if (json_integer_value(json_object_get(entry, "lag_days")) > 0)
		return "see whether the publisher has moved, or is late";
	return NULL;
}

static json_t *
source_report_next(
    const struct config *c, const struct source *source, const json_t *entry)
{
	const char *words = source_report_action(c, source, entry);
	const char *place = words == NULL ? NULL : strstr(words, "%s");
	struct arena *arena;
	json_t *next;

	if (place == NULL)
		return words == NULL ? json_null() : json_string(words);
	arena = arena_new();
	next = json_string(arena_print(arena, "%.*s%s%s", (int)(place - words),
	    words, source->name, place + 2));
	arena_free(arena);
	return next;
}

/* Facts */

static json_t *
source_report_lag(const struct source *source, const json_t *entry)
{
	struct tm day = { 0 };
	long long late;

	if (source->cadence_days == 0 ||
	    strptime(source_report_text(entry, "newest_publication"),
		"%Y-%m-%d", &day) == NULL)
		return json_null();
	late = (time(NULL) - timegm(&day)) / DAY_SECONDS - source->cadence_days;
	return json_integer(late > 0 ? late : 0);
}

static json_t *
source_report_moment(time_t when)
{
	char text[TIMESTAMP_SIZE];

	if (when == 0)
		return json_null();
	timestamp_write(when, text);
	return json_string(text);
}

/* The gate that withholds what was fetched from the database. */
static json_t *
source_report_withheld(const struct source_state *state)
{
	if (state->gate_count == 0)
		return json_null();
	return json_pack("{s:s, s:s, s:I, s:I, s:o}", "gate", state->gate.name,
	    "what", state->gate.what, "measured",
	    (json_int_t)state->gate.measured, "wanted",
	    (json_int_t)state->gate.wanted, "since",
	    source_report_moment(state->gate_since));
}

static json_t *
source_report_backfills(const struct source_state *state)
{
	json_t *list = json_array();

	for (size_t i = 0; i < state->backfill_count && i < STATE_BACKFILLS;
	     i++) {
		const struct backlog_state *b = &state->backfills[i];

		json_array_append_new(list,
		    json_pack("{s:s, s:s, s:o, s:I, s:I}", "since",
			b->window.since, "until", b->window.until, "began",
			source_report_moment(b->began), "steps",
			(json_int_t)b->count, "done", (json_int_t)b->done));
	}
	return list;
}

/*
 * Adds what the files below DATA_DIR/worklists tell: the next try, documents
 * that are missing or withheld, backfills that have not ended.
 */
static void
source_report_add_disk(
    const struct config *c, const struct source *source, json_t *entry)
{
	const struct extract_settings *settings = config_source(c, source);
	struct arena *arena = arena_new();
	const char *folder =
	    source_state_folder(settings->worklists, source->name, arena);
	struct missing *missing = missing_read(folder);
	struct source_state state;

	source_state_read(folder, &state);
	json_object_set_new(entry, "missing",
	    json_integer(
		missing == NULL ? 0 : (json_int_t)missing_count(missing)));
	json_object_set_new(
	    entry, "next_try", source_report_moment(state.next_try));
	json_object_set_new(entry, "held", source_report_withheld(&state));
	json_object_set_new(
	    entry, "backfills", source_report_backfills(&state));
	missing_free(missing);
	arena_free(arena);
}

/* Documents whose reading was given up, as their faults tell. */
static json_t *
source_report_quarantined(json_t *entry)
{
	static const char start[] = "document: " DOCUMENT_IN_QUARANTINE;
	const char *reason;
	json_int_t count = 0;
	json_t *number;

	json_object_foreach(
	    json_object_get(entry, "faults_by_reason"), reason, number)
	{
		if (strncmp(reason, start, sizeof(start) - 1) == 0)
			count += json_integer_value(number);
	}
	return json_integer(count);
}

/* A source that the ledger does not know. */
static json_t *
source_report_unknown(void)
{
	static const char *const nothing[] = { "last_command", "last_mode",
		"last_host", "last_started_at", "last_finished_at",
		"last_status", "last_trouble", "last_reason", "last_gates",
		"last_counts", "last_success_at", "failing_since",
		"blocked_since", "newest_publication" };
	json_t *entry = json_object();

	json_object_set_new(entry, "source", json_null());
	for (size_t i = 0; i < sizeof(nothing) / sizeof(nothing[0]); i++)
		json_object_set_new(entry, nothing[i], json_null());
	json_object_set_new(entry, "documents", json_integer(0));
	json_object_set_new(entry, "records", json_integer(0));
	json_object_set_new(entry, "faults", json_integer(0));
	json_object_set_new(entry, "faults_by_reason", json_object());
	return entry;
}

static json_t *
source_report_one(const struct config *c, const struct source *source,
    const json_t *of_database)
{
	json_t *entry = source_report_unknown();
	json_t *row;
	size_t i;

	json_array_foreach(of_database, i, row)
	{
		if (strcmp(source_report_text(row, "source"), source->name) ==
		    0)
			json_object_update(entry, row);
	}
	json_object_set_new(entry, "source", json_string(source->name));
	json_object_set_new(entry, "title", json_string(source->title));
	json_object_set_new(entry, "publisher", json_string(source->publisher));
	json_object_set_new(entry, "cadence", json_string(source->cadence));
	json_object_set_new(
	    entry, "cadence_days", json_integer(source->cadence_days));
	json_object_set_new(
	    entry, "lag_days", source_report_lag(source, entry));
	json_object_set_new(
	    entry, "quarantined", source_report_quarantined(entry));
	source_report_add_disk(c, source, entry);
	json_object_set_new(
	    entry, "next_action", source_report_next(c, source, entry));
	return entry;
}

/* Takes a value and gives it with all of its strings and names disarmed. */
static json_t *
source_report_disarm(json_t *value)
{
	const char *text = json_string_value(value);
	char *safe = text == NULL ? NULL : xzalloc(3 * strlen(text) + 1);
	const char *name;
	json_t *item;
	json_t *copy;
	size_t i;

	if (json_is_object(value)) {
		copy = json_object();
		json_object_foreach(value, name, item)
		{
			char *key = xzalloc(3 * strlen(name) + 1);

			utf8_disarm(name, key);
			json_object_set_new(
			    copy, key, source_report_disarm(json_incref(item)));
			free(key);
		}
	} else if (json_is_array(value)) {
		copy = json_array();
		json_array_foreach(value, i, item) json_array_append_new(
		    copy, source_report_disarm(json_incref(item)));
	} else if (text != NULL) {
		utf8_disarm(text, safe);
		copy = json_string(safe);
		free(safe);
	} else {
		return value;
	}
	json_decref(value);
	return copy;
}

json_t *
source_report_read(const struct config *c, enum outcome *outcome)
{
	json_t *of_database = status_read(&c->database, outcome);
	json_t *all;

	if (of_database == NULL)
		return NULL;
	all = json_array();
	for (size_t i = 0; i < source_count; i++)
		json_array_append_new(
		    all, source_report_one(c, &sources[i], of_database));
	json_decref(of_database);
	return source_report_disarm(all);
}
