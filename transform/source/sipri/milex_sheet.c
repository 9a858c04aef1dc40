#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/param.h>

#include "base/arena.h"
#include "transform/pattern.h"
#include "transform/source/sipri/milex_sheet.h"
#include "transform/table/years.h"

/* The sheets' headers */

/* "2023 (current prices)", "2018 Current". */
static bool
milex_is_current_prices(const char *heading)
{
	return strcasestr(heading, "current") != NULL &&
	    milex_year_in(heading) != 0;
}

#define COUNTRY                                           \
	{                                                 \
		.name = "Country", .meaning = MILEX_PARTY \
	}
#define NOTES                   \
	{                       \
		.name = "Notes" \
	}
#define CURRENCY                                              \
	{                                                     \
		.name = "Currency", .meaning = MILEX_CURRENCY \
	}
#define MONTHS                                                     \
	{                                                          \
		.name = "Fiscal Year (Jan-Dec if not stated)",     \
		.aliases = months, .meaning = MILEX_FINANCIAL_YEAR \
	}
#define BLANK                               \
	{                                   \
		.name = "", COLUMN_OPTIONAL \
	}
#define YEARS                                                        \
	{                                                            \
		.name = "a year", COLUMN_MANY, .fits = years_is_one, \
		.meaning = MILEX_YEAR                                \
	}
#define CURRENT                                                             \
	{                                                                   \
		.name = "the last year at current prices", COLUMN_OPTIONAL, \
		.fits = milex_is_current_prices, .meaning = MILEX_CURRENT   \
	}

static const char *const months[] = { "Fiscal Year", "Financial Year", NULL };

#define FORM(form_name, ...)                                              \
	{                                                                 \
		.name = (form_name),                                      \
		.columns = (const struct table_column[]){ __VA_ARGS__ },  \
		.count = sizeof((struct table_column[]){ __VA_ARGS__ }) / \
		    sizeof(struct table_column),                          \
	}

static const struct table_form countries =
    FORM("countries", COUNTRY, BLANK, NOTES, YEARS, CURRENT);

static const struct table_form spending =
    FORM("spending", COUNTRY, NOTES, { .name = "Reporting year" }, YEARS);

static const struct table_form calendar =
    FORM("calendar years", COUNTRY, CURRENCY, NOTES, YEARS);

static const struct table_form calendar_notes_first =
    FORM("calendar years", COUNTRY, NOTES, CURRENCY, YEARS);

static const struct table_form financial =
    FORM("financial years", COUNTRY, CURRENCY, MONTHS, NOTES, YEARS);

static const struct table_form financial_notes_first =
    FORM("financial years", COUNTRY, NOTES, CURRENCY, MONTHS, YEARS);

static const struct table_form financial_months_last =
    FORM("financial years", COUNTRY, CURRENCY, NOTES, MONTHS, YEARS);

static const struct table_form regions = FORM("regions",
    { .name = "Region", .meaning = MILEX_PARTY }, YEARS, CURRENT, BLANK, BLANK,
    { .name = "Omitted countries", COLUMN_OPTIONAL });

static const struct table_form *const of_countries[] = { &countries, NULL };
static const struct table_form *const of_spending[] = { &spending, NULL };
static const struct table_form *const of_calendar[] = { &calendar,
	&calendar_notes_first, NULL };
static const struct table_form *const of_financial[] = { &financial,
	&financial_notes_first, &financial_months_last, NULL };
static const struct table_form *const of_regions[] = { &regions, NULL };

/* The sheets */

static const struct milex_sheet sheets[] = {
	{ "Regional totals", "milex_constant", MILEX_CONSTANT_DOLLARS, true,
	    true, of_regions },
	{ "Local currency financial years", "milex_local_financial_years",
	    MILEX_LOCAL, true, false, of_financial },
	{ "Local currency calendar years", "milex_local_calendar_years",
	    MILEX_LOCAL, true, false, of_calendar },
	{ "Current US$", "milex_current", MILEX_DOLLARS, true, false,
	    of_countries },
	{ "Current USD", "milex_current", MILEX_DOLLARS, true, false,
	    of_countries },
	{ "Share of GDP", "milex_share_of_gdp", MILEX_SHARE, false, false,
	    of_countries },
	{ "Per capita", "milex_per_capita", MILEX_DOLLARS, false, false,
	    of_countries },
	{ "Share of Govt. spending", "milex_share_of_government_spending",
	    MILEX_SHARE, false, false, of_spending },
};

static const struct milex_sheet constant = { "Constant US$", "milex_constant",
	MILEX_CONSTANT_DOLLARS, true, false, of_countries };

/* "Constant (2022) US$": another year in each edition. */
static COMPILED struct pattern constant_name =
    PATTERN("\\A ?constant ?\\(\\d{4}\\) ?US(?:D|\\$) ?\\z");

const struct milex_sheet *
milex_sheet_find(const char *name)
{
	for (size_t i = 0; i < sizeof(sheets) / sizeof(sheets[0]); i++) {
		if (strcasecmp(sheets[i].name, name) == 0)
			return &sheets[i];
	}
	return pattern_is_in(&constant_name, name) ? &constant : NULL;
}

/* Words */

static COMPILED struct pattern year = PATTERN("\\b((?:19|20)\\d\\d)\\b");

int
milex_year_in(const char *text)
{
	struct match m;

	return pattern_find(&year, text, &m) ? (int)strtol(m.start[1], NULL, 10)
					     : 0;
}

static COMPILED struct pattern magnitude =
    PATTERN("(?:US ?\\$|local currency|current prices) ?"
	    "(?:\\(? ?(?:in )?)(thousand|million|billion|m|b)n?s?\\b"
	    "|\\b(thousand|million|billion)s? of "
	    "(?:local currency|(?:constant|current)?[^,.]*US ?\\$)");

const char *
milex_magnitude(const char *line)
{
	struct match m;
	const char *word;

	if (!pattern_find(&magnitude, line, &m))
		return NULL;
	word = m.start[1] != NULL ? m.start[1] : m.start[2];
	switch (*word) {
	case 'T':
	case 't':
		return "thousand";
	case 'M':
	case 'm':
		return "million";
	default:
		return "billion";
	}
}

/* "Middle East (excluding Iraq)": what a sum of countries covers. */
static COMPILED struct pattern coverage =
    PATTERN(" ?[(,] ?((?:excluding|including|excl[.]?|incl[.]?|without|with) "
	    "[^()]+?) ?\\)?\\z");

const char *
milex_coverage(struct arena *a, const char **name)
{
	struct match m;
	const char *found;

	if (!pattern_find(&coverage, *name, &m))
		return NULL;
	found = match_text(a, &m, 1);
	*name = arena_copy(a, *name, (size_t)(m.start[0] - *name));
	return found;
}

/* Cells */

const char *
milex_absence(const char *cell)
{
	cell += strspn(cell, " ");
	if (strncasecmp(cell, "xx", 2) == 0 &&
	    cell[strspn(cell, "xX ")] == '\0')
		return "did not exist";
	if (strncmp(cell, "\xE2\x80\xA6", 3) == 0 &&
	    cell[3 + strspn(cell + 3, " ")] == '\0')
		return "not available";
	return strncmp(cell, ".", 1) == 0 && cell[1] != '\0' &&
		cell[strspn(cell, ". ")] == '\0'
	    ? "not available"
	    : NULL;
}

/* A colour that is so near to grey is none: letters are black or grey else. */
#define GREY 0x10
#define COLOURED 0x20

/* Where it lies on the wheel of colours, in degrees; red is 0, blue 240. */
static int
milex_hue(int red, int green, int blue, int most, int spread)
{
	if (most == red)
		return (360 + 60 * (green - blue) / spread) % 360;
	if (most == green)
		return 120 + 60 * (blue - red) / spread;
	return 240 + 60 * (red - green) / spread;
}

bool
milex_colour(const char *mark, const char **flag)
{
	unsigned long rgb;
	int red;
	int green;
	int blue;
	int most;
	int spread;
	int hue;

	*flag = NULL;
	if (mark == NULL)
		return true;
	rgb = strtoul(mark, NULL, 16);
	red = (int)(rgb >> 16 & 0xFFU);
	green = (int)(rgb >> 8 & 0xFFU);
	blue = (int)(rgb & 0xFFU);
	most = MAX(red, MAX(green, blue));
	spread = most - MIN(red, MIN(green, blue));
	if (spread < COLOURED)
		return spread <= GREY;
	hue = milex_hue(red, green, blue, most, spread);
	if (hue > 190 && hue < 265)
		*flag = "estimate";
	else if (hue < 20 || hue > 340)
		*flag = "uncertain";
	return *flag != NULL;
}
