/*
 * What a format of an export is: a file of this folder, and a line in the table
 * of export.c.
 *
 * A relation is an object of arms_internal.export_plan(), with its name,
 * meaning, columns (name, type, kind, meaning, required), key and references.
 */
#ifndef PUBLISH_EXPORT_FORMAT_H
#define PUBLISH_EXPORT_FORMAT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* A value as text; NULL where there is none. */
struct export_value {
	const char *text;
	size_t length;
};

/* What is told of the whole once all rows are written. */
struct export_told {
	const json_t *relations; /* those that were written */
	const json_t *about;     /* an object: keys and texts, in their order */
	const json_t *sources;   /* objects: source, title, publisher, address,
	                            licence */
};

/*
 * Each function but close gives false, or NULL, when it cannot write, or was
 * asked to stop; the first is logged.
 */
struct export_format {
	const char *name;
	bool is_graph;      /* it has who sold to whom, and nothing else */
	unsigned rows_most; /* of a relation; 0: any number */
	/* Begins beside the place; refuses one that must not be replaced. */
	void *(*open)(const char *out);
	bool (*begin)(void *, const json_t *relation);
	bool (*row)(void *, const struct export_value *);
	bool (*end)(void *);
	/* Writes the rest, to the disk, and puts all in its place. */
	bool (*finish)(void *, const struct export_told *);
	/* Removes what was not put in its place; NULL does nothing. */
	void (*close)(void *);
};

extern const struct export_format export_sqlite;
extern const struct export_format export_csv;
extern const struct export_format export_xlsx;
extern const struct export_format export_edges;
extern const struct export_format export_graphml;

/* A relation's text member, or a column's. */
const char *export_text(const json_t *object, const char *member);

#endif
