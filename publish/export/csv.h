/* A cell of a CSV file. */
#ifndef PUBLISH_EXPORT_CSV_H
#define PUBLISH_EXPORT_CSV_H

#include <stdbool.h>

#include "base/text.h"
#include "publish/export/format.h"

/*
 * Adds a value between quotes, those within doubled; nothing where there is
 * none. A text that a spreadsheet would run has an apostrophe before it.
 */
void csv_add_value(struct text *, const struct export_value *, bool is_text);

#endif
