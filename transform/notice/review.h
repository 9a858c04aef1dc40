/* How long Congress has to object to what it is notified of. */
#ifndef TRANSFORM_NOTICE_REVIEW_H
#define TRANSFORM_NOTICE_REVIEW_H

#include "transform/reading.h"

/* "15" or "30 days" of review, and when they end; see reference_waits_15(). */
void review_run(struct reading *, struct notice *);

#endif
