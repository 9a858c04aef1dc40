#include "publish/export/format.h"
const struct export_format export_csv = { .name = "csv" };
