/*
 * The forms in which SIPRI's register of transfers has been published: their
 * headers, and what stands in each column.
 */
#ifndef TRANSFORM_SOURCE_SIPRI_SIPRI_FORMS_H
#define TRANSFORM_SOURCE_SIPRI_SIPRI_FORMS_H

#include "transform/table/table.h"

/* What stands in a column, whatever the form. */
enum sipri_column {
	SIPRI_RECIPIENT,
	SIPRI_RECIPIENT_CODE,
	SIPRI_SUPPLIER,
	SIPRI_SUPPLIER_CODE,
	SIPRI_ID,
	SIPRI_ORDER_YEAR,
	SIPRI_ORDER_YEAR_SURE,
	SIPRI_ORDERED,
	SIPRI_ORDERED_SURE,
	SIPRI_DESIGNATION,
	SIPRI_DESCRIPTION,
	SIPRI_CATEGORY,
	SIPRI_DELIVERED,
	SIPRI_DELIVERED_SURE,
	SIPRI_YEARS,
	SIPRI_YEARS_SURE,
	SIPRI_STATUS,
	SIPRI_COMMENTS,
	SIPRI_LOCAL,
	SIPRI_TIV_UNIT,
	SIPRI_TIV_DEAL_UNIT,
	SIPRI_TIV_ORDERED,
	SIPRI_TIV_DELIVERED,
	SIPRI_NOTHING, /* that we would keep */
};

/* A form is a register of its own: they do not name the same things. */
struct sipri_register {
	const char *dataset;
	const struct table_form *form;
	const enum sipri_column *says; /* one for each column of the form */
};

/* The registers whose headers are known, and their forms, ended by NULL. */
extern const struct sipri_register sipri_deals;
extern const struct sipri_register sipri_deliveries;
extern const struct sipri_register sipri_deals_2020;
extern const struct sipri_register sipri_deals_2018;
extern const struct table_form *const sipri_register_forms[];

/* The register of that form. */
const struct sipri_register *sipri_register_of(const struct table_form *);

#endif
