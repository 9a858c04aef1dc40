#include "transform/source/deflators/deflators.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/*
 * Table 10.1. A heading of the workbook is joined of its lines; copies in CSV
 * leave the first of them out, and a blank here and there.
 */
#define OMB(heading)                                           \
	{                                                      \
		.name = "Composite Outlay Deflators " heading, \
		.aliases = (const char *const[])               \
		{                                              \
			heading, NULL                          \
		}                                              \
	}
#define OMB_PART(group, part)                                         \
	{                                                             \
		.name = "Composite Outlay Deflators " group " " part, \
		.aliases = (const char *const[])                      \
		{                                                     \
			group part, group " " part, NULL              \
		}                                                     \
	}

static const struct table_column omb[] = {
	{ .name = "Fiscal Year" },
	{ .name = "GDP (in billions of dollars)" },
	{ .name = "GDP (Chained) Price Index" },
	OMB("Total"),
	OMB("Total Defense"),
	OMB("Total Nondefense"),
	OMB_PART("Payment for Individuals", "Total"),
	OMB_PART("Payment for Individuals", "Direct"),
	OMB_PART("Payment for Individuals", "Grants"),
	OMB("Other Grants"),
	OMB("Net Interest"),
	OMB("Undis- tributed Offsetting Receipts"),
	OMB("All Other"),
	OMB_PART("Addendum: Direct Capital", "Total"),
	OMB_PART("Addendum: Direct Capital", "Defense"),
	OMB_PART("Addendum: Direct Capital", "Nondefense"),
};

static const struct deflator_series omb_series[] = {
	{ "gdp", "USD billion", NULL },
	{ "gdp_price_index", "index", NULL },
	{ "outlays", "index", NULL },
	{ "outlays_defense", "index", NULL },
	{ "outlays_nondefense", "index", NULL },
	{ "payments_for_individuals", "index", NULL },
	{ "payments_for_individuals_direct", "index", NULL },
	{ "payments_for_individuals_grants", "index", NULL },
	{ "other_grants", "index", NULL },
	{ "net_interest", "index", NULL },
	{ "undistributed_offsetting_receipts", "index", NULL },
	{ "all_other_outlays", "index", NULL },
	{ "direct_capital", "index", NULL },
	{ "direct_capital_defense", "index", NULL },
	{ "direct_capital_nondefense", "index", NULL },
};

static const struct table_column gdp[] = {
	{ .name = "date" },
	{ .name = "level-current" },
	{ .name = "level-chained" },
	{ .name = "change-current" },
	{ .name = "change-chained" },
};

/* Of quarters, too, the levels are at annual rates, as BEA has them. */
static const struct deflator_series gdp_series[] = {
	{ "gdp", "USD billion", "gdp_of_quarter" },
	{ "gdp_chained", "chained USD billion", "gdp_chained_of_quarter" },
	{ "gdp_change", "percent", "gdp_change_of_quarter" },
	{ "gdp_chained_change", "percent", "gdp_chained_change_of_quarter" },
};

static const struct table_column cpi[] = {
	{ .name = "Date" },
	{ .name = "Index" },
	{ .name = "Inflation" },
};

static const struct deflator_series cpi_series[] = {
	{ "consumer_prices", "index", NULL },
	{ "consumer_prices_change", "percent", NULL },
};

static const struct deflator_form forms[] = {
	{ { "table 10.1", omb, COUNT(omb), false }, "deflators-omb", 12,
	    omb_series },
	{ { "gross domestic product", gdp, COUNT(gdp), false }, "deflators-gdp",
	    3, gdp_series },
	{ { "consumer prices", cpi, COUNT(cpi), false }, "deflators-cpi", 1,
	    cpi_series },
};

const struct table_form *const deflator_forms[] = { &forms[0].form,
	&forms[1].form, &forms[2].form, NULL };

const struct deflator_form *
deflator_form(const struct table_form *form)
{
	size_t i = 0;

	while (&forms[i].form != form)
		i++;
	return &forms[i];
}
