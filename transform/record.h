/*
 * What transform hands on: typed records in our own terms. An empty or NULL
 * member was not published, or could not be read; then there is a fault.
 * Text is borrowed from the arena of the record.
 */
#ifndef TRANSFORM_RECORD_H
#define TRANSFORM_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A place that buys or sells: a country, or an organisation of countries. */
struct country {
	char iso3[4];     /* ISO 3166-1 alpha-3; "" for an organisation */
	const char *name; /* ours; NULL if not known */
};

struct money {
	bool given;
	int64_t cents;
};

struct day {
	int16_t year; /* 0 if not given; so too month and day */
	int8_t month;
	int8_t day;
};

enum precision {
	PRECISION_NONE, /* not given */
	PRECISION_EXACT,
	PRECISION_ESTIMATE, /* "approximately" */
	PRECISION_UP_TO,
};

struct quantity {
	int64_t count;
	enum precision precision;
};

/* A number of people: -1 if not given. */
typedef int people;

struct text_list {
	const char *text;
	struct text_list *next;
};

enum notice_kind {
	NOTICE_ORIGINAL,
	NOTICE_AMENDMENT,   /* of an export licence */
	NOTICE_ENHANCEMENT, /* a report under section 36(b)(5) */
	NOTICE_CORRECTION,  /* of a publication, not of the sale */
};

struct purchaser {
	struct country country;
	const char *name; /* as printed */
	struct purchaser *next;
};

enum truth { TRUTH_UNKNOWN, TRUTH_NO, TRUTH_YES };

struct item {
	struct quantity quantity;
	const char *quantity_text;
	const char *designation;
	enum truth is_mde;    /* major defense equipment, AECA section 47(6) */
	const char *category; /* of equipment_category.csv; reading_notice() */
	struct item *next;
};

struct contractor {
	const char *id; /* ours; NULL if the name is not in our list */
	const char *name;
	const char *city;
	const char *region; /* a state of the US, or a country */
	struct contractor *next;
};

/* What one document says of one notification to Congress under the AECA. */
struct notice {
	const char *surface;
	const char *url;     /* of this publication, whatever the rendition */
	const char *version; /* which of several texts at that address */
	const char *published_on;
	enum notice_kind kind;
	const char *authority;   /* 36(b)(1), 36(c)+(d), ... */
	const char *transmittal; /* 26-27, DDTC 22-055 */
	const char *amends;      /* the transmittal that is amended */
	const char *corrects;    /* the publication that is corrected */
	const char *title;
	const char *purchaser_name;
	struct purchaser *purchasers;
	struct money mde;
	struct money other;
	struct money total;
	struct money threshold; /* "in the amount of $50,000,000 or more" */
	const char *funding_source;
	const char *military_department;
	struct text_list *case_designators;
	struct text_list *prior_cases;
	struct day delivered_on;
	struct day announced_on;
	int review_days; /* 0 if no clock runs */
	struct day review_ends_on;
	const char *description;
	people us_government_reps;
	people contractor_reps;
	struct item *items;
	struct contractor *contractors;
};

#endif
