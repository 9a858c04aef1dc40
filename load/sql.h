/* The SQL files of this stage, compiled into the program by the Makefile. */
#ifndef LOAD_SQL_H
#define LOAD_SQL_H

#include <stddef.h>

struct sql_file {
	const char *name; /* without folder and ending: "0001_notices" */
	const char *text;
};

/* In the order of their names, which is the order to apply them in. */
extern const struct sql_file sql_migrations[];
extern const size_t sql_migration_count;

/* Views are dropped, then routines, comments and views made anew, if one
 * changed.
 */
extern const struct sql_file sql_replaceable[];
extern const size_t sql_replaceable_count;

#endif
