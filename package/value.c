#include "package/value.h"

#include <inttypes.h>

#include "base/arena.h"

const char *
money_text(struct arena *arena, struct money m)
{
	if (!m.given)
		return NULL;
	return arena_print(
	    arena, "%" PRId64 ".%02" PRId64, m.cents / 100, m.cents % 100);
}

/* By hand: a table has two days for each of its figures. */
const char *
day_text(struct arena *arena, struct day d)
{
	char *text;
	int number = d.year * 10000 + d.month * 100 + d.day;

	if (d.year == 0)
		return NULL;
	text = arena_alloc(arena, sizeof("2026-03-10"));
	for (int i = 9; i >= 0; i--) {
		text[i] = '-';
		if (i == 4 || i == 7)
			continue;
		text[i] = (char)('0' + number % 10);
		number /= 10;
	}
	return text;
}
