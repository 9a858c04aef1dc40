/*
 * What sources share that are published in the Federal Register: its
 * addresses, its renditions, and the shape of its XML.
 */
#ifndef EXTRACT_SOURCE_REGISTER_H
#define EXTRACT_SOURCE_REGISTER_H

#include "extract/extractor.h"

#define FEDERAL_REGISTER_BASE "https://www.federalregister.gov"

enum address_kind register_kind(const char *url);
bool register_recognises(const struct document *);
bool register_address(const struct document *, struct text *url);
const struct format *register_format(const struct document *);

/* The blocks of the Register's XML (GPO's FR-XML User Guide). */
extern const char *const register_inline[];
extern const char *const register_cells[];
extern const char *const register_units[];
#define REGISTER_SHAPE                              \
	{                                           \
		.inline_elements = register_inline, \
		.cell_elements = register_cells,    \
		.unit_elements = register_units,    \
	}

#endif
