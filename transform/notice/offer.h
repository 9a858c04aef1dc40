/* Letters of offer, AECA section 36(b)(1). */
#ifndef TRANSFORM_NOTICE_OFFER_H
#define TRANSFORM_NOTICE_OFFER_H

#include "transform/notice/section.h"
#include "transform/notice/unit.h"

/*
 * What would be sold for how much: the table of values, the articles, and
 * what the policy justification says in sentences.
 */
void offer_read(struct reading *, struct unit *,
    const struct section sections[SECTION_COUNT], struct notice *);

#endif
