/*
 * What a worker that a document has taken over may send its parent: any bytes
 * over the socket.
 */
#include "tests/fuzz/fuzz.h"

#include <unistd.h>

#include "archive/archive.h"
#include "base/worker.h"
#include "extract/reader.h"

#define SOCKET 3 /* see base/worker_side.c */

struct sent {
	const uint8_t *bytes;
	size_t length;
};

/* In the worker: writes, and is gone. */
static void
send_bytes(const struct document *doc, const void *what, struct reader_out *out)
{
	const struct sent *sent = what;
	size_t done = 0;
	ssize_t n;

	(void)doc;
	(void)out;
	while (done < sent->length &&
	    (n = write(SOCKET, sent->bytes + done, sent->length - done)) > 0)
		done += (size_t)n;
	_exit(0);
}

static void
take_row(void *context, const struct row *row)
{
	(void)context;
	fuzz_check_row(row);
}

static void
take_bytes(void *context, const char *bytes, size_t length)
{
	(void)context;
	fuzz_assert(length == 0 || bytes != NULL, "bytes are there");
}

void
fuzz_worker(const void *what, const uint8_t *bytes, size_t length)
{
	static struct archive *archive;
	static const struct worker_limits limits = { .output = 1 << 20 };
	static const struct archive_settings settings = {
		.folder = "/nonexistent", .software = "fuzz"
	};
	const struct sent sent = { bytes, length };
	const struct reader_task task = { send_bytes, &sent };
	struct reader *reader;

	(void)what;
	if (archive == NULL)
		fuzz_assert(archive_open(&settings, "fuzz", ARCHIVE_READ,
				&archive) == ARCHIVE_OPEN,
		    "there may be no archive");
	reader = reader_new(archive, &limits, NULL);
	if (length % 2 == 0)
		(void)reader_read(reader, NULL, &task, take_row, NULL);
	else
		(void)reader_unpack(reader, &task, take_row, take_bytes, NULL);
	reader_free(reader);
}
