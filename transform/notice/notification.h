/*
 * What a notification under AECA section 36(b) has wherever it is printed: a
 * number, an authority, and the numbered items with what follows them.
 */
#ifndef TRANSFORM_NOTICE_NOTIFICATION_H
#define TRANSFORM_NOTICE_NOTIFICATION_H

#include "transform/notice/unit.h"
#include "transform/pattern.h"

/* The number that is printed before the transmittal, too. */
struct announced_number {
	struct pattern *number; /* its first group */
	const char *differs;    /* the reason of the fault if it does */
};

/* The number over the items, else the announced one. */
void notification_number(struct reading *, struct unit *,
    const struct announced_number *, struct notice *);

/*
 * What the heading over the items says; then what stands before it; then what
 * the number's form says.
 */
void notification_authority(struct reading *, struct unit *, struct notice *);

/* The items, and the policy justification. What is missing is a fault. */
void notification_items(struct reading *, struct unit *, struct notice *);

/*
 * How long Congress has to object, 15 or 30 days, and when they end; see
 * reference_waits_15(); by the day of delivery, else of the announcement, else
 * of the publication. It has no time if the notice's text says that an
 * emergency exists: AECA section 36(b)(1), (c)(2).
 */
void notification_review(struct reading *, const char *text, struct notice *);

#endif
