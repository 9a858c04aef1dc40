#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "transform/source/census/census_forms.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define NO_COLUMN CENSUS_COLUMNS

/* Figures */

static const struct census_figure figures[] = {
	{ "ALL_VAL_MO", "exports", false, "USD", NO_COLUMN },
	{ "ALL_VAL_YR", "exports", true, "USD", NO_COLUMN },
	{ "Monthly Value", "exports", false, "USD", NO_COLUMN },
	{ "YTD Value", "exports", true, "USD", NO_COLUMN },
	{ "AIR_VAL_MO", "exports_by_air", false, "USD", NO_COLUMN },
	{ "AIR_VAL_YR", "exports_by_air", true, "USD", NO_COLUMN },
	{ "AIR_WGT_MO", "weight_by_air", false, "kg", NO_COLUMN },
	{ "AIR_WGT_YR", "weight_by_air", true, "kg", NO_COLUMN },
	{ "VES_VAL_MO", "exports_by_vessel", false, "USD", NO_COLUMN },
	{ "VES_VAL_YR", "exports_by_vessel", true, "USD", NO_COLUMN },
	{ "VES_WGT_MO", "weight_by_vessel", false, "kg", NO_COLUMN },
	{ "VES_WGT_YR", "weight_by_vessel", true, "kg", NO_COLUMN },
	{ "CNT_VAL_MO", "exports_in_containers", false, "USD", NO_COLUMN },
	{ "CNT_VAL_YR", "exports_in_containers", true, "USD", NO_COLUMN },
	{ "CNT_WGT_MO", "weight_in_containers", false, "kg", NO_COLUMN },
	{ "CNT_WGT_YR", "weight_in_containers", true, "kg", NO_COLUMN },
	{ "QTY_1_MO", "quantity", false, NULL, CENSUS_UNIT_1 },
	{ "QTY_1_YR", "quantity", true, NULL, CENSUS_UNIT_1 },
	{ "QTY_2_MO", "second_quantity", false, NULL, CENSUS_UNIT_2 },
	{ "QTY_2_YR", "second_quantity", true, NULL, CENSUS_UNIT_2 },
};

const struct census_figure *
census_figure(const char *heading)
{
	for (size_t i = 0; i < COUNT(figures); i++) {
		if (strcasecmp(figures[i].heading, heading) == 0)
			return &figures[i];
	}
	return NULL;
}

/* Not one of the totals: those have blanks in their names. */
static bool
census_is_figure(const char *heading)
{
	return strchr(heading, '_') != NULL && census_figure(heading) != NULL;
}

/* Partners */

bool
census_is_country_code(const char *code)
{
	return strcmp(code, "-") == 0 ||
	    (strlen(code) <= 4 && strspn(code, "0123456789X") == strlen(code));
}

bool
census_is_group(const char *code)
{
	return code != NULL &&
	    (strtol(code, NULL, 10) < 1000 || strstr(code, "XXX") != NULL);
}

bool
census_is_world(const char *code, const char *name)
{
	return code != NULL
	    ? strcmp(code, "-") == 0
	    : name != NULL && strcasecmp(name, CENSUS_ALL_COUNTRIES) == 0;
}

/* Levels */

static const struct census_level hs_levels[] = {
	{ "HS2", 2 },
	{ "HS4", 4 },
	{ "HS6", 6 },
	{ "HS10", 10 },
	{ NULL, 0 },
};

static const struct census_level end_use_levels[] = {
	{ "END_USE1", 1 },
	{ "END_USE2", 2 },
	{ "END_USE3", 3 },
	{ "END_USE5", 5 },
	{ NULL, 0 },
};

static const struct census_level *
census_level_of_length(const struct census_form *form, size_t length)
{
	const struct census_level *l = form->levels;

	while (l->scheme != NULL && l->length != length)
		l++;
	return l->scheme == NULL ? NULL : l;
}

const struct census_level *
census_level(const struct census_form *form, const char *named,
    const char *code, bool zero_lost)
{
	const struct census_level *level = NULL;

	/* The levels of end use have no names of their own. */
	if (named == NULL || form->levels == end_use_levels) {
		level = census_level_of_length(form, strlen(code));
		if (level == NULL && zero_lost)
			level = census_level_of_length(form, strlen(code) + 1);
		return level;
	}
	for (level = form->levels; level->scheme != NULL; level++) {
		if (strcmp(level->scheme, named) == 0)
			return level;
	}
	return NULL;
}

/* Columns */

#define OPTIONAL(n, m)                                               \
	{                                                            \
		.name = (n), .kind = COLUMN_OPTIONAL, .meaning = (m) \
	}

#define COLUMNS(code)                                           \
	{                                                       \
		OPTIONAL("CTY_CODE", CENSUS_COUNTRY),           \
		    OPTIONAL("CTY_NAME", CENSUS_COUNTRY_NAME),  \
		    { .name = (code), .meaning = CENSUS_ITEM }, \
		    OPTIONAL(code "_SDESC", CENSUS_ITEM_SHORT), \
		    OPTIONAL(code "_LDESC", CENSUS_ITEM_LONG),  \
		    OPTIONAL("DF", CENSUS_ORIGIN),              \
		    OPTIONAL("COMM_LVL", CENSUS_LEVEL),         \
		    OPTIONAL("SUMMARY_LVL", CENSUS_SUMMARY),    \
		    { .name = "ALL_VAL_MO",                     \
			    .kind = COLUMN_MANY,                \
			    .fits = census_is_figure,           \
			    .meaning = CENSUS_FIGURE },         \
		    OPTIONAL("UNIT_QY1", CENSUS_UNIT_1),        \
		    OPTIONAL("UNIT_QY2", CENSUS_UNIT_2),        \
		    OPTIONAL("time", CENSUS_TIME),              \
		    OPTIONAL("YEAR", CENSUS_YEAR),              \
		    OPTIONAL("MONTH", CENSUS_MONTH),            \
	}

static const struct table_column hs[] = COLUMNS("E_COMMODITY");
static const struct table_column end_use[] = COLUMNS("E_ENDUSE");

static const struct table_column totals[] = {
	{ .name = "YTD Value", .meaning = CENSUS_FIGURE },
	{ .name = "Monthly Value", .meaning = CENSUS_FIGURE },
	{ .name = "Period", .meaning = CENSUS_TIME },
	{ .name = "Commodity", .meaning = CENSUS_ITEM_SHORT },
	{ .name = "Comm Code", .meaning = CENSUS_ITEM },
};

/* Forms */

static const struct census_form forms[] = {
	{ { "commodities", hs, COUNT(hs), false }, hs_levels },
	{ { "end use", end_use, COUNT(end_use), false }, end_use_levels },
	{ { "totals", totals, COUNT(totals), false }, hs_levels },
};

const struct table_form *const census_forms[] = { &forms[0].form,
	&forms[1].form, &forms[2].form, NULL };

const struct census_form *
census_form(const struct table_form *form)
{
	size_t i = 0;

	while (&forms[i].form != form)
		i++;
	return &forms[i];
}
