/* The one character encoding everything after the archive is in. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The length of the well-formed UTF-8 sequence at the start of the bytes:
 * 1 to 4. 0 if there is none, or if it is cut off by the end of the bytes.
 * Overlong forms and surrogates are not well-formed (RFC 3629).
 */
size_t utf8_length(const unsigned char *, size_t);

/* Whether the start of the bytes could become a sequence with more of them. */
bool utf8_is_cut(const unsigned char *, size_t);

/* How many bytes at the end could do so. */
size_t utf8_cut_length(const unsigned char *, size_t);

/* So many bytes at the start are ASCII at least, and none of them NUL. */
size_t utf8_plain_length(const unsigned char *, size_t);

/* Whether all of the text is well-formed. */
bool utf8_is(const char *);
bool utf8_is_all(const char *, size_t length);

/*
 * The length of the white space at the start of the text, or of a character
 * that nobody sees: no-break and thin spaces, a zero-width one, a byte order
 * mark. 0 if another character stands there.
 */
size_t utf8_blank_length(const char *);

/* Puts a question mark in the place of each byte that is not UTF-8. */
void utf8_repair(char *);

/*
 * Writes text that comes from a publisher or a user so that it cannot steer
 * the terminal or the pager that shows it: each control character (C0, C1, and
 * those that turn the direction of writing, UAX #9) becomes a blank, a byte
 * that is no UTF-8 U+FFFD. The room is for three times the text.
 */
void utf8_disarm(const char *text, char *out);

/* The same for XML, which has no U+FFFE and no U+FFFF: they become U+FFFD, too.
 */
void utf8_disarm_xml(const char *text, char *out);

#endif
