/* The values of JSON as text. */
#ifndef FORMAT_JSON_VALUE_H
#define FORMAT_JSON_VALUE_H

#include <jansson.h>
#include <stdbool.h>

struct arena;

/* Neither an object nor an array. */
bool json_is_single(json_t *);
bool json_is_list_of_singles(json_t *);

/* Of a single value; borrowed from it or from the arena. NULL for null. */
const char *json_single_text(struct arena *, json_t *);

/* Of all in a list, joined by "; "; NULL if there are none. */
const char *json_join_singles(struct arena *, json_t *list);

#endif
