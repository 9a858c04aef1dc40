#include "transform/prose/stated.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

/* Cents. Not the least part of a sale that was ever notified is as cheap. */
#define LEAST 1000000

/* As far as the other end of a range may reach. */
#define RANGE_MAX 40

#define SCALE "(?:thousand|million|billion|trillion|[mb])\\b"
#define TO " ?(?:-|\xE2\x80[\x90-\x95]|to\\b) ?"
static COMPILED struct pattern range_behind =
    PATTERN("\\A" TO "(?:(?:US ?)?\\$ ?\\.?\\d|\\d[\\d,.]* ?" SCALE ")");
static COMPILED struct pattern range_before =
    PATTERN("\\$ ?\\.?\\d[\\d,.]*(?: ?" SCALE ")?" TO "(?:US ?)?\\z");

/* What the last figure of "$2.3 billion" counts: "$0.1 billion". */
static int64_t
stated_unit(struct arena *arena, const char *text)
{
	char *copy = arena_string(arena, text);
	char *last = NULL;
	struct money unit;

	for (char *p = copy; *p != '\0'; p++) {
		if (isdigit((unsigned char)*p)) {
			last = p;
			*p = '0';
		}
	}
	if (last == NULL)
		return 0;
	*last = '1';
	return money_read(copy, &unit) ? unit.cents : 0;
}

bool
stated_is_possible(const struct money *m)
{
	return m->cents == 0 || llabs(m->cents) >= LEAST;
}

bool
stated_begins_range(const char *behind)
{
	struct match m;

	return pattern_find_in(
	    &range_behind, behind, strnlen(behind, RANGE_MAX), &m);
}

bool
stated_ends_range(const char *sentence, const char *amount)
{
	size_t size = (size_t)(amount - sentence);
	struct match m;

	size = size > RANGE_MAX ? RANGE_MAX : size;
	return pattern_find_in(&range_before, amount - size, size, &m);
}

bool
stated_read(struct arena *arena, const char *text, struct stated_amount *out)
{
	*out = (struct stated_amount){ 0 };
	if (!money_read(text, &out->amount) ||
	    !stated_is_possible(&out->amount)) {
		out->amount = (struct money){ 0 };
		return false;
	}
	out->unit = stated_unit(arena, text);
	return true;
}

bool
stated_agree(const struct stated_amount *a, const struct stated_amount *b)
{
	int64_t coarse = a->unit > b->unit ? a->unit : b->unit;
	int64_t apart;

	return !__builtin_sub_overflow(
		   a->amount.cents, b->amount.cents, &apart) &&
	    llabs(apart) <= coarse / 2;
}

void
stated_add(struct stated_amount *s, const struct stated_amount *more)
{
	if (!s->amount.given)
		*s = *more;
	else if (!stated_agree(s, more))
		s->differs = true;
	else if (more->unit < s->unit)
		*s = (struct stated_amount){ more->amount, more->unit,
			s->differs };
}
