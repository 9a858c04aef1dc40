/* Every source's extractor, one per file in this folder. */
#ifndef EXTRACT_SOURCES_H
#define EXTRACT_SOURCES_H

#include "extract/extractor.h"

extern const struct extractor federal_register_extractor;
extern const struct extractor ddtc_extractor;
extern const struct extractor dsca_extractor;
extern const struct extractor state_extractor;
extern const struct extractor congressional_record_extractor;
extern const struct extractor dsca_library_extractor;
extern const struct extractor sipri_register_extractor;
extern const struct extractor census_trade_extractor;
extern const struct extractor deflators_extractor;
extern const struct extractor policy_extractor;
extern const struct extractor usaspending_extractor;
extern const struct extractor sipri_tiv_extractor;
extern const struct extractor sipri_milex_extractor;
extern const struct extractor greenbook_extractor;
extern const struct extractor eda_extractor;
extern const struct extractor section_655_extractor;
extern const struct extractor sam_extractor;
extern const struct extractor fms_totals_extractor;
extern const struct extractor dod_contracts_extractor;
extern const struct extractor treasury_extractor;
extern const struct extractor world_bank_extractor;

#endif
