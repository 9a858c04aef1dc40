#include "extract/source_state.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/statefile.h"
#include "base/time.h"

/* The files' names are older than ours, and lie on people's disks. */
#define FAILURE_NAME "trouble"
#define GATES_NAME "held"

#define HOUR ((time_t)3600)
#define PATIENCE (48 * HOUR)
#define PAUSE (20 * HOUR)

char *
source_state_folder(
    const char *worklists, const char *source, struct arena *arena)
{
	return worklists == NULL
	    ? NULL
	    : arena_print(arena, "%s/%s", worklists, source);
}

/* Since when it fails */

static const enum outcome source_failures[] = { OUTCOME_UNREACHABLE,
	OUTCOME_BLOCKED, OUTCOME_INCOMPLETE };

static bool
source_failure_is(enum outcome outcome)
{
	for (size_t i = 0;
	     i < sizeof(source_failures) / sizeof(source_failures[0]); i++) {
		if (source_failures[i] == outcome)
			return true;
	}
	return false;
}

static bool
source_failure_outcome(const char *name, enum outcome *outcome)
{
	for (size_t i = 0;
	     i < sizeof(source_failures) / sizeof(source_failures[0]); i++) {
		if (name != NULL &&
		    strcmp(outcome_name(source_failures[i]), name) == 0) {
			*outcome = source_failures[i];
			return true;
		}
	}
	return false;
}

bool
source_failure_read(const char *folder, struct source_failure *t)
{
	json_t *json;
	bool ok = statefile_read(folder, FAILURE_NAME, &json);
	const char *reason = statefile_text(json, "reason");

	*t = (struct source_failure){ 0 };
	if (json != NULL &&
	    (!timestamp_read(statefile_text(json, "since"), &t->since) ||
		!timestamp_read(statefile_text(json, "tried"), &t->tried) ||
		!source_failure_outcome(
		    statefile_text(json, "outcome"), &t->outcome)))
		*t = (struct source_failure){ 0 };
	else if (reason != NULL)
		snprintf(t->reason, sizeof(t->reason), "%s", reason);
	json_decref(json);
	return ok;
}

bool
source_failure_note(
    const char *folder, enum outcome outcome, const char *reason, time_t now)
{
	struct source_failure t;
	char since[TIMESTAMP_SIZE];
	char tried[TIMESTAMP_SIZE];

	if (outcome == OUTCOME_OK)
		return folder_drop(folder, FAILURE_NAME);
	if (!source_failure_is(outcome))
		return true;
	if (!source_failure_read(folder, &t))
		return false;
	timestamp_write(t.since == 0 || t.since > now ? now : t.since, since);
	timestamp_write(now, tried);
	return statefile_write(folder, FAILURE_NAME,
	    json_pack("{s:s, s:s, s:s, s:o}", "since", since, "tried", tried,
		"outcome", outcome_name(outcome), "reason",
		statefile_string(reason)));
}

time_t
source_failure_next(const struct source_failure *t)
{
	if (t->since == 0 ||
	    (t->outcome != OUTCOME_BLOCKED && t->tried - t->since < PATIENCE))
		return 0;
	return t->tried + PAUSE;
}

bool
source_failure_lasts(const struct source_failure *t, time_t now)
{
	return t->since != 0 && t->outcome == OUTCOME_UNREACHABLE &&
	    now - t->since >= PATIENCE - (24 * HOUR - PAUSE);
}

/* Gates that failed */

static void
source_gate_text(const json_t *entry, const char *name, char *out, size_t size)
{
	const char *text = statefile_text(entry, name);

	snprintf(out, size, "%s", text == NULL ? "" : text);
}

static size_t
source_gate_count(const json_t *entry, const char *name)
{
	return (size_t)json_integer_value(json_object_get(entry, name));
}

static void
source_gate_read(const json_t *entry, struct gate *gate)
{
	*gate = (struct gate){ 0 };
	source_gate_text(entry, "gate", gate->name, sizeof(gate->name));
	source_gate_text(entry, "what", gate->what, sizeof(gate->what));
	source_gate_text(
	    entry, "since", gate->window.since, sizeof(gate->window.since));
	source_gate_text(
	    entry, "until", gate->window.until, sizeof(gate->window.until));
	gate->measured = source_gate_count(entry, "measured");
	gate->wanted = source_gate_count(entry, "wanted");
}

static bool
source_gate_is_replaced(
    const json_t *entry, const struct window *window, bool live)
{
	struct gate gate;

	source_gate_read(entry, &gate);
	return (live && json_is_true(json_object_get(entry, "live"))) ||
	    window_covers(window, &gate.window);
}

static json_t *
source_gate_pack(const struct gate *g, bool live, time_t now)
{
	char at[TIMESTAMP_SIZE];

	timestamp_write(now, at);
	return json_pack("{s:s, s:I, s:I, s:o, s:s, s:s, s:b, s:s}", "gate",
	    g->name, "measured", (json_int_t)g->measured, "wanted",
	    (json_int_t)g->wanted, "what", statefile_string(g->what), "since",
	    g->window.since, "until", g->window.until, "live", live, "at", at);
}

bool
source_gates_note(const char *folder, const struct window *window, bool live,
    const struct gate *gates, size_t count, time_t now)
{
	json_t *before;
	json_t *after;
	json_t *entry;
	size_t i;

	if (!statefile_read(folder, GATES_NAME, &before))
		return false;
	after = json_array();
	json_array_foreach(before, i, entry)
	{
		if (!source_gate_is_replaced(entry, window, live))
			json_array_append(after, entry);
	}
	json_decref(before);
	for (i = 0; i < count; i++)
		json_array_append_new(
		    after, source_gate_pack(&gates[i], live, now));
	if (json_array_size(after) > 0)
		return statefile_write(folder, GATES_NAME, after);
	json_decref(after);
	return folder_drop(folder, GATES_NAME);
}

/* In place of gates that cannot be read. */
static const struct gate unread_gate = {
	.name = "state",
	.wanted = 1,
	.what = "it cannot be read whether there are any",
};

size_t
source_gates_read(const char *folder, struct gate *gate, time_t *since)
{
	json_t *gates;
	bool ok = statefile_read(folder, GATES_NAME, &gates);
	const json_t *first = json_array_get(gates, 0);
	size_t count = json_array_size(gates);

	*since = 0;
	if (!ok) {
		*gate = unread_gate;
		count = 1;
	} else if (count > 0) {
		source_gate_read(first, gate);
		timestamp_read(statefile_text(first, "at"), since);
	}
	json_decref(gates);
	return count;
}

bool
source_gates_release(const char *folder)
{
	return folder_drop(folder, GATES_NAME);
}

/* All of it */

static void
source_state_add_backfill(void *context, const struct backlog_state *one)
{
	struct source_state *s = context;

	if (s->backfill_count < STATE_BACKFILLS)
		s->backfills[s->backfill_count] = *one;
	s->backfill_count++;
}

void
source_state_read(const char *folder, struct source_state *s)
{
	*s = (struct source_state){ 0 };
	if (folder == NULL)
		return;
	(void)source_failure_read(folder, &s->failure);
	s->next_try = source_failure_next(&s->failure);
	s->gate_count = source_gates_read(folder, &s->gate, &s->gate_since);
	backlog_each(folder, source_state_add_backfill, s);
}
