/*
 * What the index of an archive knows of one WARC record that holds a document:
 * a response of a server, or a file that was imported. Or a note about one.
 */
#ifndef ARCHIVE_CAPTURE_H
#define ARCHIVE_CAPTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct arena;
struct body;
struct text;
struct warc_record;

struct capture {
	const char *url; /* of an answer to a POST: capture_post_address() */
	const char *fetched_at;
	const char *run_at; /* when the run began that kept it; NULL: unknown */
	int status;         /* of HTTP; 200 for an imported file */
	bool imported;      /* a file, and not an answer */
	const char *media_type;
	const char *charset;
	const char *sha256; /* of the content; NULL if it cannot be read */
	uint64_t bytes;
	const char *etag;
	const char *last_modified;
	const char *location;     /* where a redirect points */
	const char *published_on; /* as given at an import */
	const char *broken;       /* why the content is not whole, or NULL */
	/*
	 * Of a note that takes back what an address gave, or gives it back: the
	 * content's SHA-256; and why. Such a note has no content of its own.
	 */
	const char *takes_back;
	const char *gives_back;
	const char *reason;
	const char *file; /* within the archive's folder */
	uint64_t offset;
	uint64_t length; /* of the record, compressed */
	/* Of one that was just described: where in its block, behind heads, the
	 * bytes of the content begin. */
	uint64_t payload;
};

/* Whether there is a whole document in it. */
bool capture_is_document(const struct capture *);

/*
 * Describes a record, reading its block to the end and closing it. False if
 * the record holds no document and no note of ours: a request, say. file and
 * length are the caller's to fill in. Contents above `most` bytes are broken.
 */
bool capture_describe(struct arena *, const struct warc_record *,
    struct body *block, uint64_t most, struct capture *);

/* The same of what the record says of itself, before its block is read. */
bool capture_describe_head(
    struct arena *, const struct warc_record *, struct capture *);

/*
 * What tells answers to two POSTs to one address apart: the address with the
 * SHA-256 of what was posted, in the form of the tools that replay archives
 * (__wb_method=POST). They put the posted values there instead, shortened and
 * without their structure, which a digest need not. In the WARC file the
 * address is the one that was asked, and the request's record has the values.
 */
void capture_post_address(struct text *, const char *url, const char *sha256);

/* The url of the capture of a record with an address. In the arena. */
const char *capture_address(struct arena *, const struct warc_record *);

/*
 * When the run began that kept it. Archives that are older than the field have
 * one run a day. It is the capture's, or in the arena.
 */
const char *capture_run(const struct capture *, struct arena *);

/*
 * A capture as bytes for another process that has the same archive; and read
 * from there, with its texts in those bytes. That gives how many they are, or 0
 * if they hold none.
 */
void capture_write(struct text *, const struct capture *);
size_t capture_read(const char *bytes, size_t length, struct capture *);

/*
 * Whether it can be one that capture_describe() gave: it came from a process
 * that a document may have taken over.
 */
bool capture_is_sound(const struct capture *);

/* The fields our own records bear beside the standard's. */
#define CAPTURE_POSTED "Armsetl-Posted-Digest"
#define CAPTURE_DIGEST_LABEL "sha256:"
#define CAPTURE_PUBLISHED_ON "Armsetl-Published-On"
#define CAPTURE_FILE_NAME "Armsetl-File-Name"
#define CAPTURE_SAVED_BY "Armsetl-Saved-By" /* a browser, and in which form */
#define CAPTURE_RUN_AT "Armsetl-Run-Started"
#define CAPTURE_TAKES_BACK "Armsetl-Takes-Back"
#define CAPTURE_GIVES_BACK "Armsetl-Gives-Back"

/* The longest reason of a note, in bytes. */
#define CAPTURE_REASON_MAX 500

/*
 * The captures of one run, which stand together. What was imported from others,
 * or under a clock that went wrong, came no earlier than what stands before it.
 */
struct archive_run {
	const char *began; /* capture_run() of each, or of one before */
	size_t first;
	size_t end; /* behind the last */
};

/* How a record and what the index says of it differ. */
enum capture_difference {
	CAPTURE_NOT_IN_INDEX, /* what the file has */
	CAPTURE_NOT_IN_FILE,  /* what the index has */
	CAPTURE_IS_ANOTHER,   /* both have one, but not the same */
};

typedef void capture_differs(void *context, enum capture_difference,
    const char *file, uint64_t offset, const char *url);

/* A file that is imported. All is borrowed; what is not known is NULL. */
struct archive_file {
	FILE *file;
	const char *name; /* of the file, without its folders */
	const char *url;
	const char *media_type;
	const char *published_on;
	const char *saved_at; /* as struct capture's fetched_at; NULL: now */
	const char *saved_by; /* NULL: by whatever means it came */
};

/* What takes a document back, or gives back what was taken. */
struct archive_note {
	const char *url; /* as the capture has it */
	const char *sha256;
	bool gives_back;
	const char *reason; /* at most CAPTURE_REASON_MAX bytes */
};

#endif
