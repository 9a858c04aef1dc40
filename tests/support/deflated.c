#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "tests/support/support.h"

void
add_deflated(struct text *out, const char *content, int window_bits)
{
	unsigned char bytes[512];
	z_stream z = { 0 };

	if (deflateInit2(
		&z, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	z.next_in = (unsigned char *)(uintptr_t)content;
	z.avail_in = (uInt)strlen(content);
	z.next_out = bytes;
	z.avail_out = sizeof(bytes);
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	text_add(out, (const char *)bytes, sizeof(bytes) - z.avail_out);
	deflateEnd(&z);
}
