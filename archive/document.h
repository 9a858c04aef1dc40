/* One publication out of the archive: its bytes, and where they are from. */
#ifndef ARCHIVE_DOCUMENT_H
#define ARCHIVE_DOCUMENT_H

#include <stdint.h>

struct body;

struct document {
	const char *source;
	const char *url;
	const char *fetched_at;   /* 2026-11-21T20:30:00Z */
	const char *published_on; /* 2026-11-20; NULL if unknown */
	const char *media_type;   /* without parameters; NULL if unknown */
	const char *charset;      /* as the sender names it, or NULL */
	const char *sha256;       /* of the content, in hexadecimal */
	uint64_t bytes;           /* of the content */
	const char *taken_back; /* when and why nothing of it counts, or NULL */
	const char *warc_file;
	uint64_t warc_offset;

	/* The content, codings taken off, to be read once. */
	struct body *content;
};

#endif
