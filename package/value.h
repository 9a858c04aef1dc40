/*
 * Values of records as the text in which a package has them. What was not
 * given is NULL, and empty in the file. The text lives in the arena, in the
 * record, or is constant.
 */
#ifndef PACKAGE_VALUE_H
#define PACKAGE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "package/record.h"

struct arena;

/* 82500000.05 */
const char *money_text(struct arena *, struct money);

/* 2026-03-10 */
const char *day_text(struct arena *, struct day);

/*
 * The kinds of value a column may have. Each is a function that turns what the
 * pointer points to into text, and its type is the kind.
 */
#define VALUE_KIND(kind, type)    \
	typedef type kind##_kind; \
	const char *kind##_value(struct arena *, const void *)

VALUE_KIND(text, const char *);
VALUE_KIND(number, uint64_t);
VALUE_KIND(count, size_t);
VALUE_KIND(count_or_none, size_t); /* 0: not given */
VALUE_KIND(whole_number, int);
VALUE_KIND(int_or_none, int); /* 0: not given */
VALUE_KIND(people, people);
VALUE_KIND(decimal, struct decimal);
VALUE_KIND(money, struct money);
VALUE_KIND(day, struct day);
VALUE_KIND(flag, bool);                     /* true, false */
VALUE_KIND(truth, enum truth);              /* the same, or not known */
VALUE_KIND(is_given, const char *);         /* whether there is a text */
VALUE_KIND(quantity, struct quantity);      /* its number */
VALUE_KIND(quantity_from, struct quantity); /* its lower end */
VALUE_KIND(precision, enum precision);
VALUE_KIND(notice_kind, enum notice_kind);
VALUE_KIND(award_kind, enum award_kind);
VALUE_KIND(award_amount, enum award_amount);
VALUE_KIND(day_precision, enum day_precision);
VALUE_KIND(customer_basis, enum customer_basis);
VALUE_KIND(customer_scope, enum customer_scope);
VALUE_KIND(list, struct text_list *);  /* an array in JSON */
VALUE_KIND(years, struct year_list *); /* {2001,2002}, as in PostgreSQL */
VALUE_KIND(iso3, struct country);
VALUE_KIND(party, struct party); /* our name; as printed if we have none */
VALUE_KIND(party_iso3, struct party);
VALUE_KIND(party_printed, struct party);
VALUE_KIND(party_alias, struct party); /* as printed, if not as party_value */
VALUE_KIND(sole_purchaser, struct purchaser *); /* its code, if it is one */

/* Of what was given only, whether the publisher doubts it. */
VALUE_KIND(order_year_doubt, struct transfer);
VALUE_KIND(delivery_years_doubt, struct transfer);

VALUE_KIND(fault_place, struct fault); /* "line 12" */
VALUE_KIND(evidence_place, struct evidence);

/* Bytes of the text before it, or its quote, where its place is known. */
VALUE_KIND(fault_start, struct fault);
VALUE_KIND(evidence_start, struct evidence);
VALUE_KIND(evidence_quote, struct evidence);

/* How long its period is: P1M, P92D */
VALUE_KIND(duration, struct observation);

#endif
