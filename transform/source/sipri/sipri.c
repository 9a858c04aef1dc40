#include "transform/source/sipri/sipri.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

/* When it was made */

static COMPILED struct pattern generated =
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

static COMPILED struct pattern about =
    PATTERN("\\A ?transfers of major (?:conventional )?(?:arms|weapons)"
	    " from (.+?) to (.+?) ?[.] ?deals with deliveries"
	    "(?: or orders)? made for (?:the )?year range"
	    " '([^']*)' to '([^']*)'");

/* The form of the years before 2020. */
static COMPILED struct pattern about_before =
    PATTERN("database search results for buyer '([^']*)' and seller"
	    " ?'([^']*)' and the years from (\\S+) to (\\S+)");

static COMPILED struct pattern everybody = PATTERN("\\A ?all countries ?\\z");

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
	unsigned years = 3;

	if (pattern_find(&about_before, line, &m)) {
		suppliers = 2;
		recipients = 1;
	} else if (!pattern_find(&about, line, &m)) {
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
	{ .name = "Recipient", .meaning = SIPRI_RECIPIENT },
	{ .name = "Supplier", .meaning = SIPRI_SUPPLIER },
	{ .name = "Year of order", .meaning = SIPRI_ORDER_YEAR },
	{ .name = "", .meaning = SIPRI_ORDER_YEAR_SURE },
	{ .name = "Number ordered", .meaning = SIPRI_ORDERED },
	{ .name = "", .meaning = SIPRI_ORDERED_SURE },
	{ .name = "Weapon designation", .meaning = SIPRI_DESIGNATION },
	{ .name = "Weapon description", .meaning = SIPRI_DESCRIPTION },
	{ .name = "Number delivered",
	    .aliases = in_range,
	    .meaning = SIPRI_DELIVERED },
	{ .name = "", .meaning = SIPRI_DELIVERED_SURE },
	{ .name = "Year(s) of delivery", .meaning = SIPRI_YEARS },
	{ .name = "status", .meaning = SIPRI_STATUS },
	{ .name = "Comments", .meaning = SIPRI_COMMENTS },
	{ .name = "SIPRI TIV per unit", .meaning = SIPRI_TIV_UNIT },
	{ .name = "SIPRI TIV for total order", .meaning = SIPRI_TIV_ORDERED },
	{ .name = "SIPRI TIV of delivered weapons",
	    .meaning = SIPRI_TIV_DELIVERED },
};

static const char *const deal_id[] = { "Deal ID", NULL };
static const char *const seller[] = { "Seller", NULL };
static const char *const buyer[] = { "Buyer", NULL };

static const struct table_column deliveries[] = {
	{ .name = "SIPRI AT Database ID",
	    .aliases = deal_id,
	    .meaning = SIPRI_ID },
	{ .name = "Supplier", .aliases = seller, .meaning = SIPRI_SUPPLIER },
	{ .name = "Recipient", .aliases = buyer, .meaning = SIPRI_RECIPIENT },
	{ .name = "Designation", .meaning = SIPRI_DESIGNATION },
	{ .name = "Description", .meaning = SIPRI_DESCRIPTION },
	{ .name = "Armament category", .meaning = SIPRI_CATEGORY },
	{ .name = "Order date", .meaning = SIPRI_ORDER_YEAR },
	{ .name = "Order date is estimate", .meaning = SIPRI_ORDER_YEAR_SURE },
	{ .name = "Numbers delivered", .meaning = SIPRI_DELIVERED },
	{ .name = "Numbers delivered is estimate",
	    .meaning = SIPRI_DELIVERED_SURE },
	{ .name = "Delivery year", .meaning = SIPRI_YEARS },
	{ .name = "Delivery year is estimate", .meaning = SIPRI_YEARS_SURE },
	{ .name = "Status", .meaning = SIPRI_STATUS },
	{ .name = "SIPRI estimate", .meaning = SIPRI_TIV_UNIT },
	{ .name = "TIV deal unit", .meaning = SIPRI_TIV_DEAL_UNIT },
	{ .name = "TIV delivery values", .meaning = SIPRI_TIV_DELIVERED },
	{ .name = "Local production", .meaning = SIPRI_LOCAL },
};

static const struct table_column deals_2020[] = {
	{ .name = "tidn", .meaning = SIPRI_ID },
	{ .name = "buyercod", .meaning = SIPRI_RECIPIENT_CODE },
	{ .name = "sellercod", .meaning = SIPRI_SUPPLIER_CODE },
	{ .name = "odat", .meaning = SIPRI_ORDER_YEAR },
	{ .name = "odai", .meaning = SIPRI_ORDER_YEAR_SURE },
	{ .name = "onum", .meaning = SIPRI_ORDERED },
	{ .name = "onai", .meaning = SIPRI_ORDERED_SURE },
	{ .name = "ldat" },
	{ .name = "term" },
	{ .name = "desig2", .meaning = SIPRI_DESIGNATION },
	{ .name = "wcat", .meaning = SIPRI_CATEGORY },
	{ .name = "desc", .meaning = SIPRI_DESCRIPTION },
	{ .name = "coprod", .meaning = SIPRI_LOCAL },
	{ .name = "nrdel", .meaning = SIPRI_DELIVERED },
	{ .name = "nrdelai", .meaning = SIPRI_DELIVERED_SURE },
	{ .name = "delyears", .meaning = SIPRI_YEARS },
	{ .name = "buyer", .meaning = SIPRI_RECIPIENT },
	{ .name = "seller", .meaning = SIPRI_SUPPLIER },
	{ .name = "status", .meaning = SIPRI_STATUS },
	{ .name = "tivunit", .meaning = SIPRI_TIV_UNIT },
	{ .name = "tivorder", .meaning = SIPRI_TIV_ORDERED },
	{ .name = "tivdel", .meaning = SIPRI_TIV_DELIVERED },
};

static const struct table_column deals_2018[] = {
	{ .name = "buyercod", .meaning = SIPRI_RECIPIENT_CODE },
	{ .name = "sellercod", .meaning = SIPRI_SUPPLIER_CODE },
	{ .name = "desig2", .meaning = SIPRI_DESIGNATION },
	{ .name = "desc", .meaning = SIPRI_DESCRIPTION },
	{ .name = "nrdel", .meaning = SIPRI_DELIVERED },
	{ .name = "buyer", .meaning = SIPRI_RECIPIENT },
	{ .name = "seller", .meaning = SIPRI_SUPPLIER },
	{ .name = "tivunit", .meaning = SIPRI_TIV_UNIT },
	{ .name = "tivorder", .meaning = SIPRI_TIV_ORDERED },
	{ .name = "tivdel", .meaning = SIPRI_TIV_DELIVERED },
};

static const struct table_form form_deals = { "deals", deals, WIDTH(deals),
	false };
static const struct table_form form_deliveries = { "deliveries", deliveries,
	WIDTH(deliveries), false };
static const struct table_form form_2020 = { "2020", deals_2020,
	WIDTH(deals_2020), false };
static const struct table_form form_2018 = { "2018", deals_2018,
	WIDTH(deals_2018), false };
const struct sipri_register sipri_deals = { "sipri-deals", &form_deals, 0 };
const struct sipri_register sipri_deliveries = { "sipri-deliveries",
	&form_deliveries, 0 };
const struct sipri_register sipri_deals_2020 = { "sipri-deals-2020", &form_2020,
	0 };
const struct sipri_register sipri_deals_2018 = { "sipri-deals-2018", &form_2018,
	2018 };

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
