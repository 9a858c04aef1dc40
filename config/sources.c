#include "config/sources.h"

#include <string.h>

#include "extract/source/sources.h"
#include "transform/source/sources.h"

#define PUBLIC_DOMAIN "public domain (work of the US Government)"
#define SAM_TERMS "not said; facts, each with the report it is from"
#define WORLD_BANK_TERMS "CC BY 4.0: World Bank, World Development Indicators"
#define OWN_LIST "facts, listed by us"
#define SIPRI_TERMS "copyright SIPRI: a part may be used, with its name"

const struct source sources[] = {
	{ "federal-register",
	    "Foreign Military Sales notified to Congress, AECA section 36(b)",
	    "US Department of Defense, in the Federal Register", "working days",
	    14, PUBLIC_DOMAIN, false, &federal_register_extractor,
	    &federal_register_transformer },
	{ "ddtc",
	    "Commercial arms exports notified to Congress, AECA 36(c) and (d)",
	    "US Department of State, in the Federal Register",
	    "a few times a year", 150, PUBLIC_DOMAIN, false, &ddtc_extractor,
	    &ddtc_transformer },
	{ "dsca", "Foreign Military Sales as DSCA announces them",
	    "US Defense Security Cooperation Agency",
	    "working days, cases to February 2026", 0, PUBLIC_DOMAIN, false,
	    &dsca_extractor, &dsca_transformer },
	{ "state",
	    "Foreign Military Sales as the State Department announces them",
	    "US Department of State", "working days", 21, PUBLIC_DOMAIN, false,
	    &state_extractor, &state_transformer },
	{ "congressional-record",
	    "Notifications of arms sales as the Senate has them printed",
	    "US Congress, in the Congressional Record", "days in session", 45,
	    PUBLIC_DOMAIN, false, &congressional_record_extractor,
	    &congressional_record_transformer },
	{ "dsca-library",
	    "Foreign Military Sales announced: the names of the announcements",
	    "US Defense Security Cooperation Agency", "working days", 0,
	    PUBLIC_DOMAIN, false, &dsca_library_extractor,
	    &dsca_library_transformer },
	{ "dod-contracts",
	    "Contracts as they are announced, with whom they are for (FMS)",
	    "US Department of Defense", "working days", 14, PUBLIC_DOMAIN,
	    false, &dod_contracts_extractor, &dod_contracts_transformer },
	{ "sipri-register",
	    "Transfers of major conventional arms, deal by deal",
	    "Stockholm International Peace Research Institute", "each year",
	    400, SIPRI_TERMS, true, &sipri_register_extractor,
	    &sipri_register_transformer },
	{ "census-trade",
	    "Exports of the United States by country and commodity",
	    "US Census Bureau", "each month", 45, PUBLIC_DOMAIN, false,
	    &census_trade_extractor, &census_trade_transformer },
	{ "deflators", "Price indices of the United States",
	    "US Office of Management and Budget, BEA, BLS", "each year", 400,
	    PUBLIC_DOMAIN, false, &deflators_extractor,
	    &deflators_transformer },
	{ "policy", "Directives, and rules on the arms traffic",
	    "US President and Department of State, in the Federal Register",
	    "working days", 30, PUBLIC_DOMAIN, false, &policy_extractor,
	    &policy_transformer },
	{ "usaspending", "Contract actions that foreign customers pay (FMS)",
	    "US Department of the Treasury, USAspending.gov", "each month", 45,
	    PUBLIC_DOMAIN, false, &usaspending_extractor,
	    &usaspending_transformer },
	{ "treasury",
	    "Outlays of the Monthly Treasury Statement, FMS among them",
	    "US Department of the Treasury, Fiscal Data", "each month", 45,
	    PUBLIC_DOMAIN, false, &treasury_extractor, &treasury_transformer },
	{ "sipri-tiv", "Volume of transfers of major arms, by year",
	    "Stockholm International Peace Research Institute", "each year",
	    400, SIPRI_TERMS, true, &sipri_tiv_extractor,
	    &sipri_tiv_transformer },
	{ "sipri-milex", "Military expenditure by country and year",
	    "Stockholm International Peace Research Institute", "each year",
	    400, SIPRI_TERMS, true, &sipri_milex_extractor,
	    &sipri_milex_transformer },
	{ "world-bank", "GDP, population and military expenditure by country",
	    "World Bank, World Development Indicators", "a few times a year",
	    150, WORLD_BANK_TERMS, false, &world_bank_extractor,
	    &world_bank_transformer },
	{ "greenbook",
	    "Foreign aid obligated by country, account and fiscal year",
	    "US Agency for International Development and Department of State",
	    "each year", 400, PUBLIC_DOMAIN, false, &greenbook_extractor,
	    &greenbook_transformer },
	{ "eda", "Excess Defense Articles: requests and what became of them",
	    "US Defense Security Cooperation Agency", "irregular", 0,
	    PUBLIC_DOMAIN, false, &eda_extractor, &eda_transformer },
	{ "section-655",
	    "Commercial arms exports licensed and shipped, by country and"
	    " category",
	    "US Department of State", "each year", 500, PUBLIC_DOMAIN, false,
	    &section_655_extractor, &section_655_transformer },
	{ "sam", "US arms sales by country, year and programme",
	    "Security Assistance Monitor, Center for International Policy",
	    "ended in 2020", 0, SAM_TERMS, false, &sam_extractor,
	    &sam_transformer },
	{ "fms-totals", "Totals of US arms sales as announced for fiscal years",
	    "US Department of Defense and Department of State", "each year",
	    400, OWN_LIST, false, &fms_totals_extractor,
	    &fms_totals_transformer },
};

const size_t source_count = sizeof(sources) / sizeof(sources[0]);

const struct source *
source_find(const char *name)
{
	for (size_t i = 0; i < source_count; i++) {
		if (strcmp(sources[i].name, name) == 0)
			return &sources[i];
	}
	return NULL;
}
