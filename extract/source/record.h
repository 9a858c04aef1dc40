/* What the parts of the Congressional Record's extractor share. */
#ifndef EXTRACT_SOURCE_RECORD_H
#define EXTRACT_SOURCE_RECORD_H

#include "extract/extract.h"

#define RECORD_BASE "https://www.govinfo.gov"

enum address_kind record_kind(const char *url);
bool record_recognises(const struct document *);
bool record_address(const struct document *, struct text *url);

#endif
