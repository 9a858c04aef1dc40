/*
 * A paragraph of the daily announcements of contracts, as its readers in this
 * folder share it. Results live in the arena of the reading.
 */
#ifndef TRANSFORM_ANNOUNCEMENT_H
#define TRANSFORM_ANNOUNCEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "transform/pattern.h"
#include "transform/reading.h"
#include "transform/source/dod_contracts/contract_number.h"

#define ANNOUNCEMENT_MONTH                                        \
	"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May" \
	"|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"   \
	"|Nov(?:ember)?|Dec(?:ember)?)\\b\\.?"
#define ANNOUNCEMENT_DAY \
	ANNOUNCEMENT_MONTH " ?\\d{1,2}(?:st|nd|rd|th)? ?,? ?\\d{4}\\b"

/*
 * A sum of dollars. Blanks within it are misprints, "$16, 304,425", but for
 * those before another number: "$16,304,425, 180-day", "$8,000; 4 percent".
 */
#define ANNOUNCEMENT_COUNTED                                                     \
	"(?:%|per ?cent\\b|(?:(?:calendar|more|other|new|additional) )?(?:days?" \
	"|weeks?|months?|years?|hours?|units?|each|sets?|kits?|items?|lots?"     \
	"|missiles?|rounds?|aircraft|vehicles?|systems?|engines?|radios?"        \
	"|options?|orders?|contractors?|companies|awardees)\\b)"
/* What may follow a sum; another word follows a number of things. */
#define ANNOUNCEMENT_FOLLOWS                                                     \
	"(?:contract|firm|fixed|cost|pric|indefinite|undefinitized|hybrid|time"  \
	"|labor|requirement|modif|delivery|task|job|order|award|action|ceiling"  \
	"|maximum|minimum|not|for|to|in|of|at|under|from|on|by|with|and|or"      \
	"|against|will|was|were|is|are|has|have|as|over|increase|letter|blanket" \
	"|multiple|single|sole|performance|level|definiti|FMS|foreign|obligat"   \
	"|thousand|million|billion)"
#define ANNOUNCEMENT_DOLLARS                                            \
	"\\$ ?\\.?\\d[\\d.]*(?:,\\d{3}(?!\\d)|, \\d{3}(?![\\w-]|\\.\\d" \
	"|" CONTRACT_DASH "| ?" ANNOUNCEMENT_COUNTED                    \
	"| (?!" ANNOUNCEMENT_FOLLOWS ")[a-z]))*(?:[\\d,.]*\\d)?"

struct arena;

struct announced {
	struct reading *r;
	size_t line;
	const char *printed; /* the paragraph */
	const char *text;    /* the same, with each sign of dollars as "$" */
	const char *head;    /* what stands before "is awarded" */
	const char *clause;  /* the rest of the sentence that awards */
	const char *rest;    /* the clause and what follows */
};

/*
 * Cuts a paragraph where it says that something is awarded. False if it does
 * not: then only the text is set.
 */
bool announcement_cut(
    struct reading *, const char *text, size_t line, struct announced *);

/* Whether a paragraph announces that an earlier one is corrected. */
bool announcement_is_correction(const char *text);

/* Whether a text is the label of what follows alone: "CORRECTION:" */
bool announcement_is_label(const char *text);

/* Whether what is corrected follows in the next paragraph. */
bool announcement_leads_on(const char *text);

/*
 * Reads the paragraph of an award, or of what announces a correction, into a
 * record: all but what the page tells. What cannot be read is a fault.
 */
void announcement_read(struct announced *, struct award *);

/* The sum of the award: award_amount.c. */
void announcement_amount(const struct announced *, struct award *);

/* Reads one of ANNOUNCEMENT_DOLLARS with its scale. False if it is none. */
bool announcement_dollars(struct arena *, const char *, struct money *);

/* Whether what follows a sum spoils it: "$3.5 milion" is not so few dollars. */
bool announcement_is_spoiled(struct arena *, const char *behind);

/* A text with each sign of dollars as "$": announced_sums.c. */
const char *announcement_with_signs(struct arena *, const char *);

/*
 * The first number in a text that stands where a sum would, but has no sign of
 * dollars, or sign that no number follows; and its place. NULL if none does.
 */
const char *
announcement_bare_sum(struct arena *, const char *, const char **at);

/*
 * Adds an amount to another. False, with a fault of that field, if the sum is
 * greater than a number can be: then there is none, and it is not given.
 */
bool announcement_add(const struct announced *, const char *field,
    struct money *sum, struct money added);

/* What is said a second time, or is put right within the text, is told as a
 * fault: award_second.c. */
void announcement_tell_note(const struct announced *);
void announcement_tell_modification(
    const struct announced *, struct pattern *form, const char *known);
void announcement_tell_day(const struct announced *, struct day first);

/* Places of work and the day of completion: award_work.c. */
void announcement_work(const struct announced *, struct award *);

/* Whether it is for Foreign Military Sales, and for whom: fms_customers.c. */
void announcement_customers(const struct announced *, struct award *);

#endif
