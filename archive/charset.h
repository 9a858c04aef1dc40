/* The character sets that the web is written in, by the names it gives them. */
#ifndef ARCHIVE_CHARSET_H
#define ARCHIVE_CHARSET_H

/*
 * The name by which iconv knows a character set, after the labels of the
 * WHATWG's Encoding Standard. NULL for UTF-8, ASCII, and any other name: iconv
 * knows sets that nobody publishes in, and not all of its modules stand up to
 * what strangers send.
 */
const char *charset_converter(const char *label);

#endif
