/*
 * What the index of an archive knows of one WARC record that holds a document:
 * a response of a server, or a file that was imported.
 */
#ifndef EXTRACT_CAPTURE_H
#define EXTRACT_CAPTURE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct body;
struct text;
struct warc_record;

struct capture {
	const char *url;
	const char *fetched_at;
	int status;    /* of HTTP; 200 for an imported file */
	bool imported; /* a file, and not an answer */
	const char *media_type;
	const char *charset;
	const char *sha256; /* of the content; NULL if it cannot be read */
	uint64_t bytes;
	const char *etag;
	const char *last_modified;
	const char *location;     /* where a redirect points */
	const char *published_on; /* as said at an import */
	const char *broken;       /* why the content is not whole, or NULL */
	const char *file;         /* within the archive's folder */
	uint64_t offset;
	uint64_t length; /* of the record, compressed */
};

/* Whether there is a whole document in it. */
bool capture_is_document(const struct capture *);

/*
 * Describes a record, reading its block to the end and closing it. False if
 * the record holds no document: a request, say. file and length are the
 * caller's to fill in. Contents above `most` bytes are broken.
 */
bool capture_describe(struct arena *, const struct warc_record *,
    struct body *block, uint64_t most, struct capture *);

/* One line of the index, a JSON object, and back. */
void capture_write(const struct capture *, struct text *);
bool capture_read(struct arena *, const char *line, struct capture *);

/* The fields our own records of imported files bear beside the standard's. */
#define CAPTURE_PUBLISHED_ON "Armsetl-Published-On"
#define CAPTURE_FILE_NAME "Armsetl-File-Name"

#endif
