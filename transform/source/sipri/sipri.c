#include "transform/source/sipri/sipri.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

/* When it was made */

static struct pattern generated =
    PATTERN("(?:\\A ?(?:data )?generated|\\(created): (\\d{1,2} \\w+ \\d{4})"
	    "(?: (\\d{1,2}):(\\d\\d):(\\d\\d) ?([AP]M))?");

const char *
sipri_generated(struct arena *arena, const char *line)
{
	struct match m;
	struct day day;
	long hour = 0;

	if (!pattern_find(&generated, line, &m) ||
	    !day_read(match_text(arena, &m, 1), &day))
		return NULL;
	if (m.start[2] == NULL)
		return arena_print(arena, "%sT00:00:00Z", day_text(arena, day));
	hour = strtol(m.start[2], NULL, 10) % 12;
	if (m.start[5][0] == 'P' || m.start[5][0] == 'p')
		hour += 12;
	return arena_print(arena, "%sT%02ld:%.2s:%.2sZ", day_text(arena, day),
	    hour, m.start[3], m.start[4]);
}

/* What it is about */

static struct pattern about =
    PATTERN("\\A ?transfers of major (?:conventional )?(?:arms|weapons)"
	    " from (.+?) to (.+?) ?[.] ?deals with deliveries"
	    "( or orders)? made for (?:the )?year range"
	    " '([^']*)' to '([^']*)'");

/* The form of the years before 2020. */
static struct pattern about_before =
    PATTERN("database search results for buyer '([^']*)' and seller"
	    " ?'([^']*)' and the years from (\\S+) to (\\S+)");

static struct pattern everybody = PATTERN("\\A ?all countries ?\\z");

/* The names in "China; France"; NULL for all. False if one is not known. */
static bool
sipri_scope_names(struct reading *r, const char *names, struct text_list **list)
{
	struct arena *a = r->document_arena;
	char *copy = arena_string(a, names);
	char *next = NULL;
	struct match m;

	*list = NULL;
	if (names == NULL)
		return false;
	if (pattern_find(&everybody, names, &m))
		return true;
	for (char *name = strtok_r(copy, ";,", &next); name != NULL;
	     name = strtok_r(NULL, ";,", &next)) {
		struct country country;

		if (!party_find(r->reference, a, name, &country))
			return false;
		*list = memcpy(arena_alloc(a, sizeof(**list)),
		    &(struct text_list){ country.name, *list }, sizeof(**list));
	}
	return *list != NULL;
}

/* '2000', or 'Not specified'. */
static bool
sipri_scope_year(const char *text, int month, int day, struct day *out)
{
	char *end;
	long year;

	*out = (struct day){ 0 };
	if (text == NULL)
		return false;
	year = strtol(text, &end, 10);
	if (strncasecmp(text, "not specified", 13) == 0)
		return true;
	if (end == text || year < 1900 || year > 2200)
		return false;
	*out = (struct day){ (int16_t)year, (int8_t)month, (int8_t)day };
	return true;
}

bool
sipri_scope(struct reading *r, struct edition *e, const char *line)
{
	struct arena *a = r->document_arena;
	struct match m;
	unsigned suppliers = 1;
	unsigned recipients = 2;
	unsigned years = 4;

	if (pattern_find(&about_before, line, &m)) {
		suppliers = 2;
		recipients = 1;
		years = 3;
	} else if (pattern_find(&about, line, &m)) {
		e->open_deals = m.start[3] != NULL;
	} else {
		return false;
	}
	e->partial = !sipri_scope_names(
			 r, match_text(a, &m, suppliers), &e->reporters) ||
	    !sipri_scope_names(
		r, match_text(a, &m, recipients), &e->partners) ||
	    !sipri_scope_year(match_text(a, &m, years), 1, 1, &e->since) ||
	    !sipri_scope_year(match_text(a, &m, years + 1), 12, 31, &e->until);
	if (e->partial)
		reading_fault(r, "scope", 1, line,
		    "names what is not known: nothing can vanish by this file");
	return true;
}

/* The forms of the register */

#define WIDTH(c) (sizeof(c) / sizeof((c)[0]))

static const char *const in_range[] = { "Deliveries in the Year Range", NULL };

static const struct table_column deals[] = {
	{ .name = "Recipient" },
	{ .name = "Supplier" },
	{ .name = "Year of order" },
	{ .name = "" },
	{ .name = "Number ordered" },
	{ .name = "" },
	{ .name = "Weapon designation" },
	{ .name = "Weapon description" },
	{ .name = "Number delivered", .aliases = in_range },
	{ .name = "" },
	{ .name = "Year(s) of delivery" },
	{ .name = "status" },
	{ .name = "Comments" },
	{ .name = "SIPRI TIV per unit" },
	{ .name = "SIPRI TIV for total order" },
	{ .name = "SIPRI TIV of delivered weapons" },
};

static const enum sipri_column deals_say[] = { SIPRI_RECIPIENT, SIPRI_SUPPLIER,
	SIPRI_ORDER_YEAR, SIPRI_ORDER_YEAR_SURE, SIPRI_ORDERED,
	SIPRI_ORDERED_SURE, SIPRI_DESIGNATION, SIPRI_DESCRIPTION,
	SIPRI_DELIVERED, SIPRI_DELIVERED_SURE, SIPRI_YEARS, SIPRI_STATUS,
	SIPRI_COMMENTS, SIPRI_TIV_UNIT, SIPRI_TIV_ORDERED,
	SIPRI_TIV_DELIVERED };

static const char *const deal_id[] = { "Deal ID", NULL };
static const char *const seller[] = { "Seller", NULL };
static const char *const buyer[] = { "Buyer", NULL };

static const struct table_column deliveries[] = {
	{ .name = "SIPRI AT Database ID", .aliases = deal_id },
	{ .name = "Supplier", .aliases = seller },
	{ .name = "Recipient", .aliases = buyer },
	{ .name = "Designation" },
	{ .name = "Description" },
	{ .name = "Armament category" },
	{ .name = "Order date" },
	{ .name = "Order date is estimate" },
	{ .name = "Numbers delivered" },
	{ .name = "Numbers delivered is estimate" },
	{ .name = "Delivery year" },
	{ .name = "Delivery year is estimate" },
	{ .name = "Status" },
	{ .name = "SIPRI estimate" },
	{ .name = "TIV deal unit" },
	{ .name = "TIV delivery values" },
	{ .name = "Local production" },
};

static const enum sipri_column deliveries_say[] = { SIPRI_ID, SIPRI_SUPPLIER,
	SIPRI_RECIPIENT, SIPRI_DESIGNATION, SIPRI_DESCRIPTION, SIPRI_CATEGORY,
	SIPRI_ORDER_YEAR, SIPRI_ORDER_YEAR_SURE, SIPRI_DELIVERED,
	SIPRI_DELIVERED_SURE, SIPRI_YEARS, SIPRI_YEARS_SURE, SIPRI_STATUS,
	SIPRI_TIV_UNIT, SIPRI_TIV_DEAL_UNIT, SIPRI_TIV_DELIVERED, SIPRI_LOCAL };

static const struct table_column deals_2020[] = {
	{ .name = "tidn" },
	{ .name = "buyercod" },
	{ .name = "sellercod" },
	{ .name = "odat" },
	{ .name = "odai" },
	{ .name = "onum" },
	{ .name = "onai" },
	{ .name = "ldat" },
	{ .name = "term" },
	{ .name = "desig2" },
	{ .name = "wcat" },
	{ .name = "desc" },
	{ .name = "coprod" },
	{ .name = "nrdel" },
	{ .name = "nrdelai" },
	{ .name = "delyears" },
	{ .name = "buyer" },
	{ .name = "seller" },
	{ .name = "status" },
	{ .name = "tivunit" },
	{ .name = "tivorder" },
	{ .name = "tivdel" },
};

static const enum sipri_column deals_2020_say[] = { SIPRI_ID,
	SIPRI_RECIPIENT_CODE, SIPRI_SUPPLIER_CODE, SIPRI_ORDER_YEAR,
	SIPRI_ORDER_YEAR_SURE, SIPRI_ORDERED, SIPRI_ORDERED_SURE, SIPRI_NOTHING,
	SIPRI_NOTHING, SIPRI_DESIGNATION, SIPRI_CATEGORY, SIPRI_DESCRIPTION,
	SIPRI_LOCAL, SIPRI_DELIVERED, SIPRI_DELIVERED_SURE, SIPRI_YEARS,
	SIPRI_RECIPIENT, SIPRI_SUPPLIER, SIPRI_STATUS, SIPRI_TIV_UNIT,
	SIPRI_TIV_ORDERED, SIPRI_TIV_DELIVERED };

static const struct table_column deals_2018[] = {
	{ .name = "buyercod" },
	{ .name = "sellercod" },
	{ .name = "desig2" },
	{ .name = "desc" },
	{ .name = "nrdel" },
	{ .name = "buyer" },
	{ .name = "seller" },
	{ .name = "tivunit" },
	{ .name = "tivorder" },
	{ .name = "tivdel" },
};

static const enum sipri_column deals_2018_say[] = { SIPRI_RECIPIENT_CODE,
	SIPRI_SUPPLIER_CODE, SIPRI_DESIGNATION, SIPRI_DESCRIPTION,
	SIPRI_DELIVERED, SIPRI_RECIPIENT, SIPRI_SUPPLIER, SIPRI_TIV_UNIT,
	SIPRI_TIV_ORDERED, SIPRI_TIV_DELIVERED };

static const struct table_form form_deals = { "deals", deals, WIDTH(deals),
	false };
static const struct table_form form_deliveries = { "deliveries", deliveries,
	WIDTH(deliveries), false };
static const struct table_form form_2020 = { "2020", deals_2020,
	WIDTH(deals_2020), false };
static const struct table_form form_2018 = { "2018", deals_2018,
	WIDTH(deals_2018), false };
const struct sipri_register sipri_deals = { "sipri-deals", &form_deals,
	deals_say };
const struct sipri_register sipri_deliveries = { "sipri-deliveries",
	&form_deliveries, deliveries_say };
const struct sipri_register sipri_deals_2020 = { "sipri-deals-2020", &form_2020,
	deals_2020_say };
const struct sipri_register sipri_deals_2018 = { "sipri-deals-2018", &form_2018,
	deals_2018_say };

const struct table_form *const sipri_register_forms[] = { &form_deals,
	&form_deliveries, &form_2020, &form_2018, NULL };

const struct sipri_register *
sipri_register_of(const struct table_form *form)
{
	static const struct sipri_register *const all[] = { &sipri_deals,
		&sipri_deliveries, &sipri_deals_2020, &sipri_deals_2018 };

	for (size_t i = 0; i < WIDTH(all); i++) {
		if (all[i]->form == form)
			return all[i];
	}
	return NULL;
}
