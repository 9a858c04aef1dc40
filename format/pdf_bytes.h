/*
 * The bytes of a PDF as poppler asks for them, counted. A few kilobytes can
 * name the same part a billion times, or unpack to gigabytes; poppler knows no
 * end to either, but it comes here for each part each time.
 */
#ifndef FORMAT_PDF_BYTES_H
#define FORMAT_PDF_BYTES_H

#include <poppler.h>
#include <stddef.h>

/* Of any file, and more for each byte of a larger one. */
#define PDF_BLOCKS ((size_t)50 * 1000)
#define PDF_UNPACKED ((size_t)16 * 1024 * 1024)
#define PDF_TIMES 16 /* every byte may be read, every stream unpack so */

#define PDF_TEXTS ((size_t)10 * 1000)    /* pieces of text of a page */
#define PDF_STATES ((size_t)1000)        /* saved within each other (q) */
#define PDF_BRACKETS ((size_t)10 * 1000) /* arrays, within each other */

/*
 * To be given to poppler, and back with g_object_unref(). The bytes stay the
 * caller's, and as they are for as long.
 */
GInputStream *pdf_bytes_new(const char *bytes, size_t length);

/* What is read from here on belongs to another page. */
void pdf_bytes_begin_page(GInputStream *);

/*
 * Why poppler was given no more, a constant; NULL if it had all that it asked
 * for. It takes the end for the file's: what it says then means nothing.
 */
const char *pdf_bytes_refusal(GInputStream *);

#endif
