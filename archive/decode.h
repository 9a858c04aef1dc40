/* Text in any of the web's character sets as UTF-8. */
#ifndef ARCHIVE_DECODE_H
#define ARCHIVE_DECODE_H

struct body;

/*
 * Loads what is needed for every character set, for processes forked later that
 * can load nothing. Once is enough, and it stays.
 */
void decode_load(void);

/*
 * Another body's text as UTF-8 without NUL, out of the named character set if
 * it is one that the WHATWG's Encoding Standard has a label for. With NULL or
 * another name, valid UTF-8 stays and each byte that is not is read as
 * Windows-1252, which also suits files that mix the two. A byte order mark
 * decides over the name, and is dropped.
 */
struct body *decode_utf8(struct body *, const char *charset);

/*
 * The same of HTML or XML. Without a name, a byte that is not UTF-8 is read in
 * the set that the markup names for itself, if each byte of that is a character
 * and it stands in the first BODY_PEEK_MAX bytes.
 */
struct body *decode_markup(struct body *, const char *charset);

#endif
