#include "extract/held.h"

#include <stdio.h>
#include <string.h>

#include "base/folder.h"
#include "base/statefile.h"
#include "base/time.h"

#define NAME "held"

static void
read_text(const json_t *entry, const char *name, char *out, size_t size)
{
	const char *text = statefile_text(entry, name);

	snprintf(out, size, "%s", text == NULL ? "" : text);
}

static size_t
read_count(const json_t *entry, const char *name)
{
	return (size_t)json_integer_value(json_object_get(entry, name));
}

static void
read_gate(const json_t *entry, struct gate *gate)
{
	*gate = (struct gate){ 0 };
	read_text(entry, "gate", gate->name, sizeof(gate->name));
	read_text(entry, "what", gate->what, sizeof(gate->what));
	read_text(
	    entry, "since", gate->window.since, sizeof(gate->window.since));
	read_text(
	    entry, "until", gate->window.until, sizeof(gate->window.until));
	gate->measured = read_count(entry, "measured");
	gate->wanted = read_count(entry, "wanted");
}

static bool
is_tried_again(const json_t *entry, const struct window *window, bool live)
{
	struct gate gate;

	read_gate(entry, &gate);
	return (live && json_is_true(json_object_get(entry, "live"))) ||
	    window_covers(window, &gate.window);
}

static json_t *
pack(const struct gate *g, bool live, time_t now)
{
	char at[TIMESTAMP_SIZE];

	timestamp_write(now, at);
	return json_pack("{s:s, s:I, s:I, s:o, s:s, s:s, s:b, s:s}", "gate",
	    g->name, "measured", (json_int_t)g->measured, "wanted",
	    (json_int_t)g->wanted, "what", statefile_string(g->what), "since",
	    g->window.since, "until", g->window.until, "live", live, "at", at);
}

bool
held_note(const char *folder, const struct window *window, bool live,
    const struct gate *gates, size_t count, time_t now)
{
	json_t *before = statefile_read(folder, NAME);
	json_t *after = json_array();
	json_t *entry;
	size_t i;

	json_array_foreach(before, i, entry)
	{
		if (!is_tried_again(entry, window, live))
			json_array_append(after, entry);
	}
	json_decref(before);
	for (i = 0; i < count; i++)
		json_array_append_new(after, pack(&gates[i], live, now));
	if (json_array_size(after) > 0)
		return statefile_write(folder, NAME, after);
	json_decref(after);
	return folder_drop(folder, NAME);
}

size_t
held_read(const char *folder, struct gate *gate, time_t *since)
{
	json_t *held = statefile_read(folder, NAME);
	const json_t *first = json_array_get(held, 0);
	size_t count = json_array_size(held);

	*since = 0;
	if (count > 0) {
		read_gate(first, gate);
		timestamp_read(statefile_text(first, "at"), since);
	}
	json_decref(held);
	return count;
}

bool
held_release(const char *folder)
{
	return folder_drop(folder, NAME);
}
