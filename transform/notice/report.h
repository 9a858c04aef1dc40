/* Reports of enhancement or upgrade, AECA section 36(b)(5)(A) and (C). */
#ifndef TRANSFORM_NOTICE_REPORT_H
#define TRANSFORM_NOTICE_REPORT_H

#include "transform/notice/section.h"
#include "transform/notice/unit.h"

/*
 * What such a report changes. It has no table: its description tells the
 * history of the case, and only its last part, "This transmittal notifies",
 * what is added now and what the case then amounts to.
 */
void report_read(struct reading *, struct unit *,
    const struct section sections[SECTION_COUNT], struct notice *);

#endif
