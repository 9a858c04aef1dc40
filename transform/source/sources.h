/* Every source's transformer, one per file in this folder. */
#ifndef TRANSFORM_SOURCES_H
#define TRANSFORM_SOURCES_H

#include "transform/reading.h"

extern const struct transformer federal_register_transformer;
extern const struct transformer ddtc_transformer;
extern const struct transformer dsca_transformer;
extern const struct transformer state_transformer;
extern const struct transformer congressional_record_transformer;
extern const struct transformer dsca_library_transformer;
extern const struct transformer sipri_register_transformer;
extern const struct transformer census_trade_transformer;
extern const struct transformer deflators_transformer;
extern const struct transformer policy_transformer;
extern const struct transformer usaspending_transformer;
extern const struct transformer sipri_tiv_transformer;
extern const struct transformer sipri_milex_transformer;
extern const struct transformer greenbook_transformer;
extern const struct transformer eda_transformer;
extern const struct transformer section_655_transformer;
extern const struct transformer sam_transformer;
extern const struct transformer fms_totals_transformer;
extern const struct transformer dod_contracts_transformer;
extern const struct transformer treasury_transformer;
extern const struct transformer world_bank_transformer;

#endif
