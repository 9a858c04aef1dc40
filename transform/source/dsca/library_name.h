/* How DSCA names the files of its library of announcements. */
#ifndef TRANSFORM_SOURCE_DSCA_LIBRARY_NAME_H
#define TRANSFORM_SOURCE_DSCA_LIBRARY_NAME_H

#include <stddef.h>

struct arena;

/* Each is NULL if the name does not say it. */
struct library_name {
	const char *purchaser;   /* as written */
	const char *transmittal; /* in its one form; NULL of several, too */
	const char *number;      /* as written; several with blanks between */
	/*
	 * Which text of several: the marks, in one order whatever the name's:
	 * "CN V3" of "CNV3" and "V3 CN", "CN (CORRECTED)", "CN V2 FINAL",
	 * "CN _0" (the second file of that name).
	 */
	const char *version;
	const char *unknown; /* what stands among the marks and is none */
};

/*
 * Reads a name, as the library lists it, "Press Release - Egypt 22-58 V2
 * CN.PDF", or as the file is called, "UNITED_KINGDOM_15-50_0.PDF".
 */
void library_name_read(struct arena *, const char *text, struct library_name *);

#endif
