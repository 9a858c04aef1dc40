#include "extract/counts.h"

#include <string.h>

#include "base/memory.h"

#define YEAR 365

/* One row a number; without a name the ledger does not have it. */
static const struct {
	const char *name;
	size_t offset;
} numbers[] = {
	{ "requests", offsetof(struct extract_counts, requests) },
	{ "retries", offsetof(struct extract_counts, retries) },
	{ "found", offsetof(struct extract_counts, found) },
	{ "added", offsetof(struct extract_counts, added) },
	{ "unchanged", offsetof(struct extract_counts, unchanged) },
	{ "failed", offsetof(struct extract_counts, failed) },
	{ "transient", offsetof(struct extract_counts, transient) },
	{ "permanent", offsetof(struct extract_counts, permanent) },
	{ "blocked", offsetof(struct extract_counts, blocked) },
	{ "put_off", offsetof(struct extract_counts, put_off) },
	{ NULL, offsetof(struct extract_counts, skipped) },
};

#define NUMBER_COUNT (sizeof(numbers) / sizeof(numbers[0]))

static size_t
counts_number(const struct extract_counts *counts, size_t i)
{
	size_t number;

	memcpy(
	    &number, (const char *)counts + numbers[i].offset, sizeof(number));
	return number;
}

void
counts_add(struct extract_counts *to, const struct extract_counts *from)
{
	for (size_t i = 0; i < NUMBER_COUNT; i++) {
		size_t sum = counts_number(to, i) + counts_number(from, i);

		memcpy((char *)to + numbers[i].offset, &sum, sizeof(sum));
	}
	if (from->reason[0] != '\0')
		memcpy(to->reason, from->reason, sizeof(to->reason));
	for (size_t i = 0; i < from->gate_count; i++) {
		if (to->gate_count < GATES_MAX)
			to->gates[to->gate_count++] = from->gates[i];
	}
}

json_t *
counts_json(const struct extract_counts *counts)
{
	json_t *json = xgiven(json_object());

	for (size_t i = 0; i < NUMBER_COUNT; i++) {
		if (numbers[i].name != NULL)
			json_object_set_new(json, numbers[i].name,
			    json_integer((json_int_t)counts_number(counts, i)));
	}
	return json;
}

size_t
gate_floor(const struct gate_floor *floor, unsigned per_year,
    const struct window *window)
{
	struct window part = *window;

	window_clip(&part, floor->since, floor->until);
	return window_days(&part) * per_year / YEAR;
}
