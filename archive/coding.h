/* Bodies that take an HTTP coding off another body. */
#ifndef ARCHIVE_CODING_H
#define ARCHIVE_CODING_H

#include <stdint.h>

struct body;

/*
 * The chunked transfer coding (RFC 9112, 7.1) taken off. Some archives say
 * "chunked" of bytes that are not: what does not begin with a chunk size is
 * given through as it is.
 */
struct body *coding_unchunk(struct body *);

/*
 * gzip, zlib or raw deflate taken off. Fails when more than `most` bytes come
 * out: a small message must not fill the disk. The error is then this one.
 */
extern const char coding_too_long[];
struct body *coding_inflate(struct body *, uint64_t most);

/*
 * zlib's zalloc. Without it memory that is refused would look like damage: with
 * it it is as base/memory.h says.
 */
void *coding_memory(void *context, unsigned count, unsigned size);

#endif
