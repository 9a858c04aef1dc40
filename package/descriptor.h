/*
 * datapackage.json: what a package was made of, and its tables with their
 * columns.
 */
#ifndef PACKAGE_DESCRIPTOR_H
#define PACKAGE_DESCRIPTOR_H

#include <stdbool.h>
#include <stdint.h>

#define DESCRIPTOR "datapackage.json"

struct rows_written;

/* What a package was made of: the same again would give the same again. */
struct package_origin {
	const char *source;
	const char *title;
	const char *publisher; /* its address */
	const char *licence;
	const char *program;      /* "armsetl/0.1" */
	const char *transform;    /* which reading: changes with our code */
	const char *reference;    /* digest of the lists */
	const char *run;          /* when it began */
	const char *archive_file; /* that has the last of its documents, */
	uint64_t archive_bytes;   /* and where that ends */
	const char *notes; /* the last that took something back, or NULL */
	/*
	 * What a document may take to be read. A package has it only if one
	 * took more: see package_is_current().
	 */
	const char *limits;
};

/*
 * Whether that folder holds a package of just this origin. The limits matter
 * only to one that has them.
 */
bool package_is_current(const char *folder, const struct package_origin *);

/*
 * Writes it into the folder, and to the disk; each table as it was written, in
 * the order of enum resource_name. False on failure, logged.
 */
bool descriptor_write(const char *folder, const struct package_origin *,
    const struct rows_written *);

#endif
