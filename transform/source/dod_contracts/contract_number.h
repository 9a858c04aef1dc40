/* Numbers of contracts and orders, as announcements print them. */
#ifndef TRANSFORM_CONTRACT_NUMBER_H
#define TRANSFORM_CONTRACT_NUMBER_H

#include <stdbool.h>

#include "transform/reading.h"

/* A hyphen, and what pages print for one: "FA8675\u201023\u2010C\u20100037". */
#define CONTRACT_DASH "(?:-|\xE2\x80[\x90-\x94])"

/*
 * Adds the numbers of a text to the lists, each once, in its order: without
 * dashes, and as printed.
 */
void contract_numbers_read(struct reading *, const char *text,
    struct text_list **numbers, struct text_list **printed);

/* The first of them, without dashes; NULL if there is none. */
const char *contract_number_read(struct reading *, const char *text);

/* Adds a text to the end of a list. False if it is in it. */
bool
contract_list_add(struct arena *, struct text_list **list, const char *text);

#endif
