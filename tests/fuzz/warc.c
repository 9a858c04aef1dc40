/* Web archives of others, and our own after damage. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "archive/body.h"
#include "archive/capture.h"
#include "archive/scratch.h"
#include "archive/wacz.h"
#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/text.h"

#define MOST ((uint64_t)1024 * 1024)

/* Each record; the file is closed. */
static void
read_records(FILE *file, uint64_t offset)
{
	struct warc_reader *r = warc_open_file(file, "fuzz", offset);
	const struct warc_record *record;
	struct arena *arena = arena_new();

	while (r != NULL && warc_next(r, &record) == WARC_RECORD) {
		struct capture c = { 0 };
		struct capture copy = { 0 };
		struct text bytes = { 0 };

		if (!capture_describe(arena, record, warc_block(r), MOST, &c))
			continue;
		c.file = "fuzz.warc.gz";
		capture_write(&bytes, &c);
		fuzz_assert(capture_read(bytes.bytes, bytes.length, &copy) ==
			bytes.length,
		    "a capture is as long as it was written");
		fuzz_assert(capture_is_sound(&copy),
		    "what a record is told to hold can be so");
		text_free(&bytes);
		(void)capture_is_document(&c);
		(void)capture_run(&c, arena);
		arena_reset(arena);
	}
	warc_close(r);
	arena_free(arena);
}

void
fuzz_warc(const void *what, const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	FILE *file = fuzz_file(bytes, length);
	uint64_t found = WARC_NOWHERE;

	(void)what;
	(void)warc_is(file, "a file");
	if (warc_find(fuzz_path(arena, file), 1, &found) &&
	    found != WARC_NOWHERE)
		read_records(fuzz_file(bytes, length), found);
	rewind(file);
	read_records(file, 0);
	arena_free(arena);
}

static bool
take_file(void *context, FILE *file, const char *name)
{
	(void)context;
	(void)name;
	read_records(file, 0);
	return true;
}

void
fuzz_wacz(const void *what, const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	FILE *file = fuzz_file(bytes, length);
	const char *path = fuzz_path(arena, file);

	(void)what;
	(void)wacz_is(path);
	(void)wacz_each(path, take_file, NULL);
	fclose(file);
	arena_free(arena);
}

/* What a worker that a record has taken over may say of it. */
void
fuzz_capture(const void *what, const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct text copy = { 0 };
	struct text same = { 0 };
	struct capture c;
	struct capture again;
	size_t read;

	(void)what;
	text_add(&copy, (const char *)bytes, length);
	read = capture_read(text_string(&copy), length, &c);
	fuzz_assert(read <= length, "nothing behind the bytes is read");
	if (read > 0 && capture_is_sound(&c)) {
		(void)capture_is_document(&c);
		(void)capture_run(&c, arena);
		capture_write(&same, &c);
		fuzz_assert(same.length == read, "it is written as long");
		fuzz_assert(capture_read(text_string(&same), read, &again) ==
				read &&
			capture_is_sound(&again) &&
			strcmp(again.url, c.url) == 0,
		    "it is read as it was written");
	}
	text_free(&copy);
	text_free(&same);
	arena_free(arena);
}
