/* Values of records as the text in which a package has them. */
#ifndef PACKAGE_VALUE_H
#define PACKAGE_VALUE_H

#include "package/record.h"

struct arena;

/* 82500000.05; NULL for what is not given. */
const char *money_text(struct arena *, struct money);

/* 2026-03-10; NULL for what is not given. */
const char *day_text(struct arena *, struct day);

#endif
