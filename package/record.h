/*
 * What transform hands on: typed records in our own terms. An empty or NULL
 * member was not published, or could not be read; then there is a fault.
 * Text is borrowed from the arena of the record.
 */
#ifndef PACKAGE_RECORD_H
#define PACKAGE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Who buys or sells: a country, or what else config/reference lists. */
struct country {
	char iso3[4];     /* ISO 3166 alpha-3; "" for what is no state */
	const char *name; /* ours; NULL if not known */
	const char
	    *kind; /* "country", "armed group", ...; NULL with the name */
};

struct money {
	bool given;
	int64_t cents;
	const char *text; /* as printed; NULL if it was not, but reckoned */
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
	PRECISION_AT_LEAST,
};

struct quantity {
	int64_t count;
	enum precision precision;
	int64_t from; /* of "between 100 and 103", which counts 103; else 0 */
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
	const char *family;   /* of equipment_family.csv; reading_notice() */
	/* The one that this is a part of, "40 F-16: 32 F-16C"; or NULL. */
	const struct item *whole;
	int part_of; /* its position; 0 if it is of none; reading_notice() */
	struct item *next;
};

struct contractor {
	const char *id; /* ours; NULL if the name is not in our list */
	const char *name;
	const char *city;
	const char *region; /* place_region() */
	struct contractor *next;
};

/*
 * Where a value of a notice was read: in the text of the publication, which is
 * what format/ made of the document's bytes: its blocks, joined by line ends.
 */
struct evidence {
	const char *field; /* a column, or "item.designation" and its like */
	int position;      /* in a list; 0 if the field is none */
	size_t line;       /* and what that is: as in struct fault */
	const char *place;
	bool printed;      /* the value stands there; else it follows from it */
	size_t start;      /* bytes before it, in the text */
	size_t length;     /* 0: it stands outside of the text, on the line */
	const char *quote; /* the sentence or the line, with the value in it;
	                      NULL: as of another with the same start */
	size_t quote_start; /* bytes before that, in the text */
	struct evidence *next;
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
	/* By a report under section 36(b)(5): may be below 0. */
	struct money added_total;
	struct money added_mde;
	struct money added_other;
	struct money threshold; /* "in the amount of $50,000,000 or more" */
	const char *funding_source;
	const char *military_department;
	struct text_list *case_designators;
	struct text_list *prior_cases;
	struct text_list *usml_categories; /* of a licence: "I", "XI" */
	struct day delivered_on;
	struct day announced_on;
	/* "An emergency exists that requires": known, or not spoken of. */
	enum truth emergency;
	int review_days; /* 0 if no clock runs */
	struct day review_ends_on;
	const char *description;
	people us_government_reps;
	people contractor_reps;
	struct item *items;
	struct contractor *contractors;
	struct evidence *evidence; /* reading_notice() */
};

/* A number as it was published, in decimal: "-12.50"; "" if not given. */
struct decimal {
	char text[128];
};

/* Who supplies, receives or reports, in a register or a table. */
struct party {
	struct country country; /* its name is NULL if we do not know it */
	const char *name;       /* as printed; NULL if nobody is named */
};

/*
 * What one document of a register or a table says, as of when. It speaks of
 * what lies in its scope and of nothing else: a row that is not in it has
 * vanished only if it is in the scope. A limit that is NULL or not given does
 * not limit.
 */
struct edition {
	const char *dataset;
	/* 2026-05-18T14:29:20Z, where the publisher states it; else NULL: then
	 * it is the day of publication, or what follows. */
	const char *stated_at;
	/* Where it does not, and no day of publication is known: what its
	 * contents tell; NULL: when it was fetched. */
	const char *placed_at;
	struct text_list *reporters; /* names as in country.csv: suppliers */
	struct text_list *partners;  /* recipients */
	struct text_list *indicators;
	struct day since; /* periods or years of delivery lie from this day */
	struct day until; /* to this */
	bool open_deals;  /* also deals without deliveries in those years */
	bool partial;     /* its scope is not told: nothing vanishes by it */
};

struct count {
	struct decimal number;
	bool uncertain; /* "?" in a register */
};

struct year_list {
	int year;
	struct year_list *next;
};

/* One deal or delivery in a register. */
struct transfer {
	/* What the publisher itself calls it; NULL if it has no such name. */
	const char *publisher_id;
	/* What tells it from all others, in every edition; NULL if that must
	 * be found by what it says. */
	const char *identity;
	size_t line;
	struct party supplier;
	struct party recipient;
	int order_year; /* 0 if not given */
	bool order_year_uncertain;
	struct count ordered;
	const char *designation;
	const char *description;
	const char *category;           /* the publisher's */
	const char *equipment_category; /* ours; reading_transfer() */
	const char *family;             /* likewise */
	struct count delivered;
	struct year_list *delivery_years;
	bool delivery_years_uncertain;
	const char *status;
	struct day status_on;
	const char *authority;
	const char *agency;
	const char *comments;
	enum truth local_production;
	/* SIPRI's trend-indicator value, in millions: never money. */
	struct decimal tiv_unit;
	struct decimal tiv_deal_unit; /* as of the deal's state: second hand */
	struct decimal tiv_ordered;
	struct decimal tiv_delivered;
	struct decimal requested; /* numbers of Excess Defense Articles */
	struct decimal allocated;
	struct decimal accepted;
	struct decimal rejected;
	struct money acquisition;
	struct money current;
};

/* One published figure. */
struct observation {
	size_t line;
	const char *indicator;
	struct party reporter;
	struct party partner;
	const char *item_scheme; /* whose codes the next are */
	const char *item_code;
	const char *item_name;
	struct day start; /* the period, both days within */
	struct day end;
	struct decimal value; /* not given: published as not available */
	const char *unit;
	const char *flag; /* "estimate", "below 0.5", "not available" */
	/*
	 * What it is the sum of: "partner", "reporter", "item", "period",
	 * "transfer" for the rows of a register; NULL for a part. A total is
	 * nobody's own figure.
	 */
	const char *total_of;
};

/* What a government published about its policy on arms sales. */
struct policy {
	const char
	    *kind; /* of the publisher: "Rule", "Presidential Document" */
	const char *identifier; /* its number of the document */
	const char *title;
	const char *url;
	const char *citation;
	const char *agencies;
	const char *cfr; /* parts of the Code of Federal Regulations */
	const char *abstract_text;
	struct day published_on;
	struct day signed_on;
	struct day effective_on;
	struct day comments_close_on;
};

/* A line of a list of codes, by which publishers name things in tables. */
struct code {
	const char *scheme; /* as in observation.item_scheme, or ours */
	const char *code;
	const char *name;
	const char *same_as; /* the code of another scheme; NULL if none */
};

enum award_kind {
	AWARD_NEW,          /* a contract, an order */
	AWARD_MODIFICATION, /* of one */
	AWARD_CORRECTION,   /* announces that an announcement is corrected */
};

/* The sum that an award states for itself, never that of a whole contract. */
enum award_amount {
	AWARD_AMOUNT_NONE, /* not stated */
	AWARD_AMOUNT_ACTION,
	AWARD_AMOUNT_CEILING, /* "maximum", "ceiling" */
	AWARD_AMOUNT_NOT_TO_EXCEED,
	AWARD_AMOUNT_MINIMUM,
};

enum day_precision { DAY_NOT_GIVEN, DAY_EXACT, DAY_OF_MONTH, DAY_OF_YEAR };

struct awardee {
	const char *id; /* ours; NULL if the name is not in our list */
	const char *name;
	const char *trade_name; /* "doing business as" */
	const char *city;
	const char *region;   /* as printed: "Conn.", "Japan" */
	const char *number;   /* of a contract, printed behind the name */
	const char *footnote; /* what an asterisk refers to: "Small business" */
	struct awardee *next;
};

enum customer_basis {
	CUSTOMER_NAMED, /* and nothing more is said */
	CUSTOMER_SHARE, /* of the work, in percent */
	CUSTOMER_FUNDS, /* obligated, but no share */
};

/* Of whom the funds of Foreign Military Sales are that a sum is stated of. */
enum customer_scope {
	SCOPE_NONE,
	SCOPE_CUSTOMER, /* one customer's */
	SCOPE_ALL,      /* all the award's customers', together */
	SCOPE_MIXED,    /* together with funds of others */
};

/* Who buys by Foreign Military Sales what an award is for. */
struct award_customer {
	struct country country; /* not given: nobody is named */
	const char *name;
	struct decimal percent;
	struct money amount; /* of this customer alone */
	enum customer_basis basis;
	enum customer_scope scope;
	struct award_customer *next;
};

/* A paragraph of the announcements of contracts. */
struct award {
	size_t line;
	/* The page that announces it, by its number; and whether all of it is
	 * there. */
	const char *article;
	bool is_whole_page;
	/* What tells it from the others of that page, in every version. */
	const char *identity;
	enum award_kind kind;
	bool corrects; /* it is the corrected text */
	/* Of what is corrected; not given if it is not stated. */
	struct day corrected_on;
	struct text_list *numbers; /* without dashes */
	struct text_list *numbers_printed;
	const char *modification; /* P00012 */
	bool is_order;            /* under a contract or an agreement */
	struct money amount;
	enum award_amount amount_kind;
	const char *contract_type; /* "firm-fixed-price" */
	const char *department;
	const char *contracting_activity;
	struct day announced_on;
	struct day awarded_on;
	struct day completion_on; /* the last day of what is stated */
	enum day_precision completion_precision;
	struct text_list *work_places; /* "Mesa, Arizona (60%)" */
	bool is_fms;
	struct money fms_funds; /* all that is obligated, of all customers */
	const char *description;
	struct awardee *contractors;
	struct award_customer *customers;
};

/* What was published and could not be read, or should have been published. */
struct fault {
	size_t line;       /* or what else the place counts; 0 for the whole */
	const char *place; /* "line", "record" */
	const char *field;
	const char *reason;
	const char *value; /* as published; NULL if nothing was */
	struct fault *next;
	size_t text_start;  /* of the value, as in struct evidence */
	size_t text_length; /* 0 if its place is not known */
};

#endif
