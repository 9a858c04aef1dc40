/* Small files of JSON, in which a source's state lies beside its archive. */
#ifndef BASE_STATEFILE_H
#define BASE_STATEFILE_H

#include <jansson.h>
#include <stdbool.h>

/*
 * What a file of a folder holds, for json_decref(). *json is NULL if there is
 * no such file, or if it is not JSON, which is logged: the next writing mends
 * it. False if it cannot be read, logged: then nothing is known, and it is not
 * to be written.
 */
bool statefile_read(const char *folder, const char *name, json_t **json);

/* The same of one that is to be there, and JSON: else NULL, logged. */
json_t *statefile_load(const char *path);

/*
 * Writes the file in place of the one that is there, and gives the JSON back to
 * jansson. False on failure, logged.
 */
bool statefile_write(const char *folder, const char *name, json_t *);

/* Text from outside as a string of JSON; see utf8_repair(). */
json_t *statefile_string(const char *);

/* A member that is text; NULL if it is not there or something else. */
const char *statefile_text(const json_t *object, const char *name);

#endif
