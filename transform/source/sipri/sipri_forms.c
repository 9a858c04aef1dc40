#include "transform/source/sipri/sipri_forms.h"

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
