#include "transform/notice/review.h"

#include <string.h>

#include "transform/normalise/normalise.h"
#include "transform/reference.h"

/*
 * AECA section 36(b)(1) and (c)(2); a (b)(5)(C) counts as a letter of offer of
 * its own, a (b)(5)(A) is a report that waits for nothing. One purchaser who
 * has 30 days makes it 30. See CRS report RL31675.
 */
void
review_run(struct reading *r, struct notice *n)
{
	const struct purchaser *p = n->purchasers;
	struct day day =
	    n->delivered_on.year != 0 ? n->delivered_on : n->announced_on;

	if (n->kind == NOTICE_CORRECTION || n->authority == NULL ||
	    strcmp(n->authority, "36(b)(5)(A)") == 0 || p == NULL)
		return;
	for (n->review_days = 15; p != NULL; p = p->next) {
		if (p->country.name == NULL) {
			n->review_days = 0; /* a purchaser we do not know */
			return;
		}
		if (!reference_waits_15(r->reference, &p->country, day))
			n->review_days = 30;
	}
	if (n->delivered_on.year != 0)
		n->review_ends_on = day_add(n->delivered_on, n->review_days);
}
