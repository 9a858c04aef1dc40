/*
 * What files of the Stockholm International Peace Research Institute tell of
 * themselves: when they were made, what a register is about, and by its header
 * what stands in its columns.
 */
#ifndef TRANSFORM_SOURCE_SIPRI_SIPRI_H
#define TRANSFORM_SOURCE_SIPRI_SIPRI_H

#include "transform/reading.h"
#include "transform/table/table.h"

/*
 * "Data generated: 18 May 2026 2:29:20 PM", "Generated: 11 December 2023": as
 * 2026-05-18T14:29:20Z, which is taken for UTC as no zone is named. NULL if the
 * line says no such thing.
 */
const char *sipri_generated(struct arena *, const char *line);

/*
 * Notes in the edition what the first line of a register says it is about:
 * suppliers, recipients, years. Whether deals without deliveries are among them
 * is for the rows to show: a file of a range of years has none of those "made",
 * whatever the line claims. False if it is not that line. What it says and
 * cannot be read is a fault, and then the edition is partial.
 */
bool sipri_scope(struct reading *, struct edition *, const char *line);

/* What stands in a column, whatever the form: the meaning of a column. */
enum sipri_column {
	SIPRI_NOTHING, /* that is kept */
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
};

/* A form is a register of its own: they do not name the same things. */
struct sipri_register {
	const char *dataset;
	const struct table_form *form;
	int year; /* of a form that names none; else 0 */
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
