#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "archive/warc_read.h"
#include "base/log.h"

/* What can be read from there: a record, or why not. */
static enum warc_status
try_record(const char *path, uint64_t offset)
{
	struct warc_reader *r = warc_open(path, offset);
	const struct warc_record *record;
	enum warc_status status =
	    r == NULL ? WARC_UNREADABLE : warc_next(r, &record);

	warc_close(r);
	return status;
}

bool
warc_find(const char *path, uint64_t from, uint64_t *found)
{
	FILE *file = fopen(path, "rbe");
	enum warc_status status = WARC_END;
	uint64_t at = from;
	unsigned last = 0; /* the three bytes before */
	int c;

	*found = WARC_NOWHERE;
	if (file == NULL || fseeko(file, (off_t)from, SEEK_SET) != 0)
		status = WARC_UNREADABLE;
	while (status != WARC_RECORD && status != WARC_UNREADABLE &&
	    (c = getc(file)) != EOF) {
		last = (last << 8 | (unsigned)c) & 0xFFFFFF;
		at++;
		/* gzip's magic number and deflate (RFC 1952). */
		if (last == 0x1F8B08)
			status = try_record(path, at - 3);
	}
	if (status == WARC_RECORD)
		*found = at - 3;
	else if (file != NULL && ferror(file))
		status = WARC_UNREADABLE;
	if (status == WARC_UNREADABLE)
		log_error("%s: %s", path, strerror(errno));
	if (file != NULL)
		fclose(file);
	return status != WARC_UNREADABLE;
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
