/* Bodies that take an encoding of mail off another body (RFC 2045, 6). */
#ifndef ARCHIVE_TRANSFER_H
#define ARCHIVE_TRANSFER_H

struct body;

/*
 * Blanks and line ends are passed over; what is no base64, or ends within a
 * byte, is a failure.
 */
struct body *transfer_base64(struct body *);

/* An equals sign that begins no escape stands for itself, as in browsers. */
struct body *transfer_quoted_printable(struct body *);

#endif
