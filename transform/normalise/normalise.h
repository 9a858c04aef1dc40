/*
 * One reader per kind of value. Each takes the publisher's text and gives our
 * value, or false if the text is not one: nothing is guessed. None logs.
 */
#ifndef TRANSFORM_NORMALISE_H
#define TRANSFORM_NORMALISE_H

#include <stdbool.h>
#include <stddef.h>

#include "package/record.h"

struct arena;
struct reference;

/*
 * A whole text that is one amount in US dollars: "$82.50 million", "$ 0",
 * "52 million", "$2.316 billion", "$300 million.", "$50,000,000", "US$1.5B",
 * "$2-billion".
 * A fraction of a cent, a range or another currency is not one.
 */
bool money_read(const char *, struct money *);

/*
 * Whether what stands behind a sum is a further piece of it: then the sum is
 * cut, as in "$7 07,274,997", "$3O,831,632", "$50,000 ,000", "$5M".
 */
bool money_goes_on(const char *behind);

/*
 * A whole text that is one number: "1,234.50", " 49,231,479 ", "-12",
 * "(12)" for minus 12, "1.5E+03"; blanks around it do not matter. "1,5" is
 * none. As exact as it was printed: "1.50" stays so.
 */
bool decimal_read(const char *, struct decimal *);

/* Whether it is below zero. */
bool decimal_is_negative(const struct decimal *);

/* Whether it is a number only if its comma is a point: "0,36", "1234,5". */
bool decimal_has_comma(const char *);

/*
 * The same in a document of which a spreadsheet may have made "0,36". `mark` is
 * what parts its decimals, '\0' as long as no number has told, and is set by
 * one that tells. "1,234" is not read before that: it may be either.
 */
bool decimal_read_marked(const char *, char *mark, struct decimal *);

/* The same of "44%", "6.4%": 44, 6.4. */
bool percent_read(const char *, struct decimal *);

/*
 * A whole text that is one day: "March 10, 2026", "17 July 2009",
 * "JUL 18 2016", "2026-03-10", "3/10/2026" (month first, as Americans write).
 * The day must exist.
 */
bool day_read(const char *, struct day *);

/*
 * The same, also with a year of two digits, "6/10/20", "10-Jun-20": it is the
 * one that is nearest to the year given.
 */
bool day_read_near(const char *, int year, struct day *);

/* The day so many days later. */
struct day day_add(struct day, int days);

/* Before, same, after: as strcmp() has it. */
int day_compare(struct day, struct day);

/*
 * A whole text that is a month or a year: "2019-01", "Jan-19" (as spreadsheets
 * write months), "2019". Its first and its last day.
 */
bool period_read(const char *, struct day *start, struct day *end);

/* The last day of so many months that begin with the first of one. */
struct day period_end(struct day start, int months);

/*
 * The quantity at the start of a text, and how long it is there: "sixty (60)",
 * "Thirty-five (35)", "up to two thousand (2000)", "5,031",
 * "approximately fifteen (15)", "(64)". 0 if there is none. When the words and
 * the figures differ, the length is given and the precision is PRECISION_NONE.
 */
size_t quantity_read(const char *, struct quantity *);

/*
 * The number at the start of a text in English words, "two hundred
 * eighty-four", and how long it is there; 0 and 0 if there is none.
 */
size_t number_words_read(const char *, int64_t *);

/*
 * A transmittal number in its one form: "26-27" for "RSAT 26-27", "25-8" for
 * "25-08", "26-1C", "26-0T" for "RS AT 26-0T", "0A-26", "DDTC 22-055" for
 * "DDTC 22-55" and, as they were written to 2009, "DDTC 055-22" and "DTC
 * 055-22". NULL if it is none.
 */
const char *transmittal_read(struct arena *, const char *);

/*
 * Which paragraph of the AECA a 36(b) number belongs to by its form:
 * 26-27 is a 36(b)(1), 26-1C a 36(b)(5)(C), 0A-26 a 36(b)(5)(A).
 */
const char *transmittal_authority(const char *transmittal);

/*
 * The country or organisation of that name, also with what stands around
 * names in notices: "Government of the", "the", a bracket, "pursuant to".
 */
bool country_read(const struct reference *, const char *, struct country *);

/*
 * A party of a register or a table of statistics, by its whole printed name:
 * of any kind that config/reference has, the unknown ones too.
 *
 * SIPRI marks an armed group with an asterisk behind its name, an organisation
 * with two. A mark says the kind of a party, too, that is not in the list: such
 * a one is called as printed. But it must not contradict the list.
 *
 * Else a bracket is never left out, because it may say who is meant: "Korea
 * (North)", "China (Taiwan)". False if neither list nor mark knows the party.
 */
bool party_find(const struct reference *, struct arena *, const char *name,
    struct country *);

/*
 * The same where SIPRI's own code stands beside the name, as in the forms to
 * 2020. The code tells: "DRC" from the other "Congo", and "USR" where a state
 * that is gone has the name of its successor, "Russia". Whether a code and a
 * name are two parties is said, too; then it is the code's.
 */
bool party_find_coded(const struct reference *, struct arena *,
    const char *code, const char *name, struct country *, bool *differ);

/*
 * The contractor a printed name belongs to, an old name or a division's too;
 * NULL if it is not in the list.
 */
const char *contractor_read(const struct reference *, const char *);

/* Whether the list has just this name: "Day and Zimmermann". */
bool contractor_is_name(const struct reference *, const char *);

/*
 * A key under which names are compared: lower case, letters and digits, one
 * blank between words, marks on letters left out.
 */
const char *name_key(struct arena *, const char *);

/*
 * The same of a company, without "The" and endings such as "Inc."; "&" is
 * "and".
 */
const char *company_key(struct arena *, const char *);

/*
 * The words by which names of equipment are compared: those of name_key(), cut
 * where letters and figures meet, in the singular. "F-16Cs" is f, 16, cs;
 * "Javelin missiles" is javelin, missile.
 */
struct words {
	char **word;
	bool *begins; /* false: the word goes on, as 16 in F16 */
	size_t count;
};

/* They live in the arena. */
struct words words_read(struct arena *, const char *);

/*
 * Whether the first so many words end with this phrase, from the beginning of
 * a printed word: C-5 is not in AIM-120C-5, F-16 is in F-16C, not in F-160.
 */
bool
words_end_with(const struct words *, size_t count, const struct words *phrase);

/*
 * The category of an article, one of equipment_category.csv, by the rules of
 * equipment.csv; NULL if no rule knows it. "other" is said only where a rule
 * says so: an engine, a radio.
 *
 * What is sold stands before the first "for", "with", ...; there the rule wins
 * whose words stand last, of several the longest, as in English the last word
 * of a name says what it is: "M299 Hellfire launchers" are launchers. A rule
 * marked `anywhere` wins wherever its words stand: what is inert stays inert.
 */
const char *
equipment_category(const struct reference *, const char *designation);

/*
 * The family of equipment_family.csv that an article belongs to, or NULL: what
 * it is named for before the first "for", else what it is for or comes with:
 * "radios for F-16 aircraft".
 */
const char *equipment_family(const struct reference *, const char *designation);

#endif
