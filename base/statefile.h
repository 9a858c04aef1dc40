/* Small files of JSON, in which a source's state lies beside its archive. */
#ifndef BASE_STATEFILE_H
#define BASE_STATEFILE_H

#include <jansson.h>
#include <stdbool.h>

/*
 * What a file of a folder holds, for json_decref(). NULL if it is not there,
 * or is not JSON, which is logged: then it is as if it were not there, and the
 * next writing mends it.
 */
json_t *statefile_read(const char *folder, const char *name);

/* Writes it, and gives it back to jansson. False if not, logged. */
bool statefile_write(const char *folder, const char *name, json_t *);

/* Text from outside as JSON takes it: what is not UTF-8 becomes a mark. */
json_t *statefile_string(const char *);

/* A member that is text; NULL if it is not there or something else. */
const char *statefile_text(const json_t *object, const char *name);

#endif
