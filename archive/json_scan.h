/*
 * JSON (RFC 8259) piece by piece, for files of any size: neither the memory nor
 * the time for a byte grows with the file, a text within it, or its nesting.
 * Libraries that are at hand keep a whole text, or a whole tree, in memory.
 */
#ifndef ARCHIVE_JSON_SCAN_H
#define ARCHIVE_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct body;
struct json_scan;

#define SCAN_DEPTH 1000 /* arrays and objects in another */

enum scan_token {
	SCAN_END,    /* the file's, behind a whole value */
	SCAN_BROKEN, /* no JSON, or not any more: scan_why() */
	SCAN_OBJECT, /* begins */
	SCAN_ARRAY,  /* begins */
	SCAN_CLOSE,  /* the innermost of them ends */
	SCAN_NAME,   /* of a member; its value comes next */
	SCAN_STRING,
	SCAN_PLAIN, /* a number, true, false, null */
};

/* The body is borrowed, and may begin with a byte order mark. */
struct json_scan *scan_open(struct body *);
void scan_close(struct json_scan *); /* NULL does nothing */

/* The next, whatever was left of the last one's text. */
enum scan_token scan_next(struct json_scan *);

/*
 * Writes what is left of the text of a name, a string or a plain value into
 * room for so many bytes, which must be 6 or more. Gives how many it wrote,
 * with no NUL behind them; 0 at the text's end, and where it breaks:
 * scan_why(). Escapes are taken off, half a pair of surrogates is U+FFFD, and
 * bytes that are no UTF-8 stay as they are.
 */
size_t scan_text(struct json_scan *, char *, size_t);

/* Passes over what a token began. */
void scan_pass(struct json_scan *, enum scan_token);

/* Nothing more is read: as if it were broken, for that reason, a constant. */
void scan_stop(struct json_scan *, const char *why);

/* Why it is broken, a constant; NULL if it is not. */
const char *scan_why(const struct json_scan *);

/* How many bytes have been read. */
uint64_t scan_offset(const struct json_scan *);

#endif
