#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "extract/warc.h"

/* Whether a record can be read from there. */
static bool
begins_record(const char *path, uint64_t offset)
{
	struct warc_reader *r = warc_open(path, offset);
	const struct warc_record *record;
	bool begins = r != NULL && warc_next(r, &record) == WARC_RECORD;

	warc_close(r);
	return begins;
}

uint64_t
warc_find(const char *path, uint64_t from)
{
	FILE *file = fopen(path, "rbe");
	uint64_t found = WARC_NOWHERE;
	uint64_t at = from;
	unsigned last = 0; /* the three bytes before */
	int c;

	if (file == NULL || fseeko(file, (off_t)from, SEEK_SET) != 0)
		goto out;
	while (found == WARC_NOWHERE && (c = getc(file)) != EOF) {
		last = (last << 8 | (unsigned)c) & 0xFFFFFF;
		at++;
		/* gzip's magic number and deflate (RFC 1952). */
		if (last == 0x1F8B08 && begins_record(path, at - 3))
			found = at - 3;
	}
out:
	if (file != NULL)
		fclose(file);
	return found;
}

bool
warc_is(FILE *file)
{
	unsigned char raw[512];
	unsigned char out[8] = { 0 };
	z_stream z = { 0 };
	size_t n;

	rewind(file);
	n = fread(raw, 1, sizeof(raw), file);
	rewind(file);
	if (n >= 5 && memcmp(raw, "WARC/", 5) == 0)
		return true;
	if (n < 2 || raw[0] != 0x1f || raw[1] != 0x8b ||
	    inflateInit2(&z, 15 + 16) != Z_OK)
		return false;
	z.next_in = raw;
	z.avail_in = (uInt)n;
	z.next_out = out;
	z.avail_out = sizeof(out);
	(void)inflate(&z, Z_NO_FLUSH);
	inflateEnd(&z);
	return memcmp(out, "WARC/", 5) == 0;
}
