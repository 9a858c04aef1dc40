#include "transform/check.h"

#include <stdlib.h>

#include "package/value.h"
#include "transform/normalise/normalise.h"

/* The first notices under the Arms Export Control Act of 1976. */
#define FIRST_YEAR 1976

/* Totals are rounded in print: one part in two hundred is let pass. */
#define ROUNDING 200

static void
check_sum(struct reading *r, const struct notice *n)
{
	int64_t sum;

	if (!n->mde.given || !n->other.given || !n->total.given)
		return;
	if (__builtin_add_overflow(n->mde.cents, n->other.cents, &sum) ||
	    llabs(sum - n->total.cents) > n->total.cents / ROUNDING)
		reading_fault(r, "total_usd", 0, money_text(r->arena, n->total),
		    "is not the sum of MDE and other");
}

static void
check_mde(struct reading *r, const struct notice *n)
{
	if (n->mde.given && n->total.given && n->mde.cents > n->total.cents)
		reading_fault(r, "mde_usd", 0, money_text(r->arena, n->mde),
		    "is more than the total");
}

static void
check_day(struct reading *r, const char *field, struct day day)
{
	long fetched = strtol(r->document->fetched_at, NULL, 10); /* year */

	if (day.year == 0)
		return;
	if (day.year < FIRST_YEAR || day.year > fetched + 1)
		reading_fault(r, field, 0, day_text(r->arena, day),
		    "is not a likely year");
}

void
check_notice(struct reading *r, const struct notice *n)
{
	check_sum(r, n);
	check_mde(r, n);
	check_day(r, "delivered_on", n->delivered_on);
	check_day(r, "announced_on", n->announced_on);
}
