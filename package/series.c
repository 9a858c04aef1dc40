#include "package/series.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* Slots of the table: powers of two. At most 12 MiB. */
#define SLOTS_FIRST ((size_t)1 << 10)
#define SLOTS_MAX ((size_t)1 << 19)

/* How long a period is */

/* Days of the calendar since the first of March before the year 1. */
static int
day_count(struct day d)
{
	int year = d.month <= 2 ? d.year - 1 : d.year;
	int month = (d.month + 9) % 12;

	return year * 365 + year / 4 - year / 100 + year / 400 +
	    (month * 153 + 2) / 5 + d.day;
}

static struct day
day_after(struct day d)
{
	struct day next = { d.year, d.month, (int8_t)(d.day + 1) };
	struct day first = { d.year, (int8_t)(d.month + 1), 1 };

	if (d.month == 12)
		first = (struct day){ (int16_t)(d.year + 1), 1, 1 };
	return day_count(first) == day_count(d) + 1 ? first : next;
}

struct duration
series_duration(const struct observation *o)
{
	struct day next;
	int months;

	if (o->start.year == 0 || o->end.year == 0)
		return (struct duration){ 0, 0 };
	next = day_after(o->end);
	months = (next.year - o->start.year) * 12 + next.month - o->start.month;
	if (next.day == o->start.day && months > 0)
		return (struct duration){ months, 0 };
	return (struct duration){ 0, day_count(next) - day_count(o->start) };
}

/* The list */

/* Of the present document if its stamp is that; else it is empty. */
struct series_slot {
	XXH128_hash_t hash;
	uint32_t number;
	uint32_t stamp;
};

struct series_list {
	struct series_slot *slots;
	size_t room;
	size_t used; /* of the present stamp */
	uint32_t stamp;
	uint32_t last;         /* number given */
	XXH128_hash_t *hashes; /* those used, in the order of their numbers */
	size_t next;           /* of these: the one behind the last found */
};

struct series_list *
series_list_new(void)
{
	struct series_list *list = xzalloc(sizeof(*list));

	list->room = SLOTS_FIRST;
	list->slots = xzalloc(list->room * sizeof(*list->slots));
	list->hashes = xzalloc(list->room / 2 * sizeof(*list->hashes));
	list->stamp = 1;
	return list;
}

void
series_list_free(struct series_list *list)
{
	if (list == NULL)
		return;
	free(list->slots);
	free(list->hashes);
	free(list);
}

static void
series_list_empty(struct series_list *list)
{
	list->stamp++;
	list->used = 0;
	list->next = 0;
}

void
series_list_begin(struct series_list *list)
{
	series_list_empty(list);
	list->last = 0;
}

/* The slot of that hash, or the empty one where it belongs. */
static struct series_slot *
series_slot_find(const struct series_list *list, XXH128_hash_t hash)
{
	size_t i = hash.low64 & (list->room - 1);

	while (list->slots[i].stamp == list->stamp &&
	    !XXH128_isEqual(list->slots[i].hash, hash))
		i = (i + 1) & (list->room - 1);
	return &list->slots[i];
}

/* Room for one more. Where the table may not grow, it begins anew. */
static void
series_list_make_room(struct series_list *list)
{
	struct series_slot *slots = list->slots;
	size_t room = list->room;

	if (list->used < room / 2)
		return;
	if (room == SLOTS_MAX) {
		series_list_empty(list);
		return;
	}
	list->room = room * 2;
	list->slots = xzalloc(list->room * sizeof(*list->slots));
	list->hashes =
	    xrealloc(list->hashes, list->room / 2, sizeof(*list->hashes));
	for (size_t i = 0; i < room; i++) {
		if (slots[i].stamp == list->stamp)
			*series_slot_find(list, slots[i].hash) = slots[i];
	}
	free(slots);
}

/*
 * The number of the one behind the last that was found, if it has that hash,
 * else 0. A table has one period after the other, and in each its series in one
 * order: that is beside what was read before, and a slot is anywhere in the
 * memory.
 */
static uint32_t
series_list_guess(struct series_list *list, XXH128_hash_t hash)
{
	if (list->next == list->used ||
	    !XXH128_isEqual(list->hashes[list->next], hash))
		return 0;
	list->next++;
	return list->last - (uint32_t)(list->used - list->next);
}

size_t
series_list_number(struct series_list *list, XXH128_hash_t hash, bool *is_new)
{
	uint32_t guess = series_list_guess(list, hash);
	struct series_slot *slot;

	*is_new = false;
	if (guess != 0)
		return guess;
	slot = series_slot_find(list, hash);
	if (slot->stamp == list->stamp) {
		list->next = list->used - (list->last - slot->number);
		return slot->number;
	}
	*is_new = true;
	series_list_make_room(list);
	slot = series_slot_find(list, hash);
	*slot = (struct series_slot){ hash, ++list->last, list->stamp };
	list->hashes[list->used++] = hash;
	list->next = list->used;
	return list->last;
}

/* Rows */

/* Text between quotes may have lines of its own. */
static const char *
row_end(const char *at, const char *end)
{
	bool is_quoted = false;

	for (; at < end; at++) {
		if (*at == '"')
			is_quoted = !is_quoted;
		else if (*at == '\n' && !is_quoted)
			return at + 1;
	}
	return end;
}

void
series_renumber(struct text *to, const char *rows, size_t length, size_t commas,
    uint64_t more)
{
	const char *end = rows + length;

	while (rows < end) {
		const char *next = row_end(rows, end);
		const char *at = rows;
		uint64_t number = 0;

		for (size_t i = 0; i < commas; i++)
			at =
			    (const char *)memchr(at, ',', (size_t)(next - at)) +
			    1;
		text_add(to, rows, (size_t)(at - rows));
		for (; *at >= '0' && *at <= '9'; at++)
			number = number * 10 + (uint64_t)(*at - '0');
		text_addf(to, "%" PRIu64, number + more);
		text_add(to, at, (size_t)(next - at));
		rows = next;
	}
}
