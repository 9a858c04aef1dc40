/*
 * The sources this program knows. To add one: a file in extract/source, a file
 * in transform/source, and a line in sources.c.
 */
#ifndef CONFIG_SOURCES_H
#define CONFIG_SOURCES_H

#include <stdbool.h>
#include <stddef.h>

#include "extract/extract.h"
#include "transform/reading.h"

struct source {
	const char *name;
	const char *title;
	const char *publisher;
	const char *cadence; /* how often the publisher adds something */
	/* So many days may pass from one publication to the next; 0: any */
	unsigned cadence_days;
	const char *licence;
	bool is_restricted; /* the licence limits who may be given all of it */
	const struct extractor *extractor;
	const struct transformer *transformer;
};

extern const struct source sources[];
extern const size_t source_count;

/* The source of that name, or NULL. */
const struct source *source_find(const char *name);

#endif
