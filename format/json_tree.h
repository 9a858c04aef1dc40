/*
 * A publisher's JSON as jansson's tree, which takes up to fifty times as much
 * memory as the text: what goes beyond a limit is stopped before it gets there.
 */
#ifndef FORMAT_JSON_TREE_H
#define FORMAT_JSON_TREE_H

#include <jansson.h>

#define JSON_BYTES ((size_t)64 * 1024 * 1024)
#define JSON_DEPTH 64 /* arrays and objects in another */
#define JSON_VALUES ((size_t)2 * 1000 * 1000) /* of all arrays and objects */

#define JSON_WHY 256

struct body;

/*
 * What is left of a body; jansson's flags. NULL if it is not wholly JSON, or
 * cannot be read, which is body_error() then: `why` says so. A limit is an
 * error of the body's, which names it.
 */
json_t *json_tree_read(struct body *, size_t flags, char why[JSON_WHY]);

#endif
