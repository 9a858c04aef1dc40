/*
 * Values inside sentences, as notices word them. All text is one line with
 * single blanks; results are in the arena of the reading. What cannot be read
 * becomes a fault of the reading.
 */
#ifndef TRANSFORM_PROSE_H
#define TRANSFORM_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "transform/reading.h"

struct match;
struct pattern;

/* An amount of dollars in a sentence, without "US", as a group of a pattern. */
#define PROSE_AMOUNT                                                \
	"(?:US ?)?(\\$ ?\\.?\\d[\\d,.]*(?:[ -]?(?:thousand|million" \
	"|billion|trillion|mil|bil|bn|[mb])\\b)?)"

/*
 * The next sentence of a text, as a copy; NULL when there are no more. The
 * cursor begins as the text. "U.S. Government", "Inc." and "No. 5" do not end
 * a sentence.
 */
const char *sentence_next(struct arena *, const char **cursor);

/* The first sentence in which the pattern is found, or NULL. */
const char *sentence_with(struct arena *, const char *text, struct pattern *);

/*
 * Whether a sentence tells of a case before this one: "The original case was
 * valued at $12.4 million". Its amounts and articles are not of this sale.
 */
bool prose_is_of_earlier_case(const char *sentence);

/*
 * The list of countries at the start of a text, "Taiwan, the Republic of
 * Korea, and the UK to support": adds them to the list and gives the length.
 * 0 if the text does not begin with a country we know. A name within the list
 * that we do not know is added without a code, and noted as a fault.
 */
size_t prose_countries(
    struct reading *, const char *text, size_t line, struct purchaser **list);

/*
 * What a purchaser item names: one country or organisation, or several.
 * What is not known is added by its name alone, and noted as a fault.
 */
void prose_purchasers(
    struct reading *, const char *text, size_t line, struct purchaser **list);

/*
 * The whole sale's cost as sentences state it: "The estimated total cost is
 * $930 million", "for an estimated cost of $675 million", "estimated to cost
 * $95 million". Amounts of earlier cases do not count. Of one amount printed
 * with fewer figures and with more, the latter. What a sentence states comes
 * before what the announcement tells in passing; if they differ, that is a
 * fault. Two statements that differ are a fault, and no value.
 */
bool
prose_total(struct reading *, const char *text, size_t line, struct money *);

/*
 * What of it major defense equipment costs, if a sentence states it: "The
 * estimated value of MDE is $51 million", "($51 million in MDE)". Two that
 * differ are a fault, and no value.
 */
bool prose_mde(struct reading *, const char *text, size_t line, struct money *);

/*
 * The contractors of "The principal contractors will be RTX Corporation,
 * located in Waltham, MA, and Huntsville, AL; and KBR, located in Houston,
 * TX.", of all sentences that name some. None of one that names none ("will be
 * selected through ..."). False if no sentence tells of contractors.
 */
bool prose_contractors(
    struct reading *, const char *text, size_t line, struct contractor **list);

/*
 * How many representatives the sale would take to the purchaser: "thirteen
 * U.S. Government and twenty-four contractor representatives". 0 each of "will
 * not require the assignment of any". One number for both is a fault.
 */
void prose_representatives(struct reading *, const char *text, size_t line,
    people *us_government, people *contractor);

/*
 * The articles with a quantity in a list: "twenty (20) M142 launchers;
 * thirty-five (35) pods; and 10 T56-16 engines (8 installed, 2 spares)".
 * Years, days, people and what stands in brackets are no articles. Adds to
 * the end of the list.
 */
void prose_items(struct reading *, const char *text, size_t line, enum truth,
    struct item **list);

/*
 * The articles of whole sentences about a sale: the same, but those of earlier
 * cases do not count. "MDE items" and "the following non-MDE items will also
 * be included" tell what those behind are; before, they are as given.
 */
void prose_sale(struct reading *, const char *text, size_t line, enum truth,
    struct item **list);

/*
 * The articles of a request that counts none of them: "has requested to buy
 * AN/PRC-160 radios; key loaders; training", up to what every sale has beside
 * its articles. The first is taken whatever it is.
 */
void prose_named(struct reading *, const char *text, size_t line, enum truth,
    struct item **list);

/* Whether the text counts more articles than one. */
bool prose_counts_several(const char *text);

/*
 * What stands behind the sign or the number of a line in a list, where an
 * article is counted there; else the text.
 */
const char *prose_behind_bullet(const char *text);

/* One article, with or without a quantity before it. */
void prose_item(struct reading *, const char *text, size_t line, enum truth,
    struct item **list);

#endif
