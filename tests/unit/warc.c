#include "base/time.h"
#include "tests/support/support.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <zlib.h>

#include "archive/body.h"
#include "archive/warc_read.h"
#include "archive/warc_write.h"

static struct arena *arena;
static const char *folder;

#define RECORDS 3

static const char *const blocks[RECORDS] = {
	"software: test\r\n",
	"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>One</p>\r\n\r\n",
	"",
};

/* Writes these records as ours; gives where each ends. */
static const char *
write_records(uint64_t ends[RECORDS])
{
	const char *path = arena_print(arena, "%s/ours.warc.gz", folder);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0644);

	assert_true(fd >= 0);
	for (size_t i = 0; i < RECORDS; i++) {
		char id[WARC_ID_SIZE];
		const struct warc_field fields[] = {
			{ "WARC-Type", i == 0 ? "warcinfo" : "response" },
			{ "WARC-Record-ID", id },
			{ "WARC-Date", "2026-11-21T20:30:00Z" },
			{ "WARC-Target-URI", i == 0 ? NULL : "https://a.org/" },
			{ "X-Long", "two\r\nlines: here" },
		};
		FILE *block = file_of(blocks[i], strlen(blocks[i]));

		warc_new_id(id);
		assert_true(warc_append(fd, path, fields, COUNT_OF(fields),
		    block, strlen(blocks[i])));
		fclose(block);
		ends[i] = (uint64_t)lseek(fd, 0, SEEK_END);
	}
	close(fd);
	return path;
}

static void
test_write_and_read(void **state)
{
	uint64_t ends[RECORDS];
	const char *path = write_records(ends);
	struct warc_reader *r = warc_open(path, 0);
	const struct warc_record *record;

	(void)state;
	assert_non_null(r);
	for (size_t i = 0; i < RECORDS; i++) {
		assert_int_equal(warc_next(r, &record), WARC_RECORD);
		assert_string_equal(
		    record->type, i == 0 ? "warcinfo" : "response");
		assert_string_equal(
		    or_none(record->uri), i == 0 ? "(none)" : "https://a.org/");
		assert_string_equal(record->date, "2026-11-21T20:30:00Z");
		assert_int_equal(record->length, strlen(blocks[i]));
		assert_int_equal(record->offset, i == 0 ? 0 : ends[i - 1]);
		assert_string_equal(warc_block_text(arena, r), blocks[i]);
		assert_null(http_header(&record->fields, "lines"));
		assert_non_null(http_header(&record->fields, "X-Long"));
		assert_int_equal(warc_whole_end(r), record->offset);
	}
	assert_int_equal(warc_next(r, &record), WARC_END);
	assert_int_equal(warc_whole_end(r), ends[RECORDS - 1]);
	assert_int_equal(warc_next(r, &record), WARC_END);
	warc_close(r);
}

/* A block that nobody reads, or not to its end, is passed over. */
static void
test_skip(void **state)
{
	uint64_t ends[RECORDS];
	const char *path = write_records(ends);
	struct warc_reader *r = warc_open(path, 0);
	const struct warc_record *record;
	struct body *block;
	char buffer[9] = { 0 };

	(void)state;
	assert_non_null(r);
	assert_int_equal(warc_next(r, &record), WARC_RECORD);
	assert_int_equal(warc_next(r, &record), WARC_RECORD);
	block = warc_block(r);
	assert_int_equal(body_read(block, buffer, 8), 8);
	assert_string_equal(buffer, "HTTP/1.1");
	body_close(block);
	assert_string_equal(warc_block_text(arena, r), blocks[1] + 8);
	assert_int_equal(warc_next(r, &record), WARC_RECORD);
	assert_int_equal(warc_next(r, &record), WARC_END);
	warc_close(r);
}

static void
test_offset(void **state)
{
	uint64_t ends[RECORDS];
	const char *path = write_records(ends);
	struct warc_reader *r = warc_open(path, ends[0]);
	const struct warc_record *record;

	(void)state;
	assert_non_null(r);
	assert_int_equal(warc_next(r, &record), WARC_RECORD);
	assert_int_equal(record->offset, ends[0]);
	assert_string_equal(warc_block_text(arena, r), blocks[1]);
	warc_close(r);
	r = warc_open(path, ends[RECORDS - 1]);
	assert_non_null(r);
	assert_int_equal(warc_next(r, &record), WARC_END);
	warc_close(r);
}

/* Torn at every byte of the last record but one, and of the last. */
static void
test_torn(void **state)
{
	uint64_t ends[RECORDS];
	const char *path = write_records(ends);
	const char *torn = arena_print(arena, "%s/torn.warc.gz", folder);
	size_t size;
	const char *bytes = file_read(arena, path, &size);

	(void)state;
	for (size_t cut = ends[0]; cut <= size; cut++) {
		bool whole = cut == ends[0] || cut == ends[1] || cut == ends[2];
		uint64_t end = cut >= ends[2] ? ends[2]
		    : cut >= ends[1]          ? ends[1]
					      : ends[0];
		const struct warc_record *record;
		struct warc_reader *r;
		enum warc_status status;
		uint64_t got;

		file_write(torn, bytes, cut);
		r = warc_open(torn, 0);
		assert_non_null(r);
		do
			status = warc_next(r, &record);
		while (status == WARC_RECORD);
		got = warc_whole_end(r);
		warc_close(r);
		assert_int_equal(status, whole ? WARC_END : WARC_TORN);
		assert_int_equal(got, end);
	}
}

/* Bytes that are changed end in some status, and soon. */
static void
test_flipped(void **state)
{
	uint64_t ends[RECORDS];
	const char *path = write_records(ends);
	const char *flipped = arena_print(arena, "%s/flipped.warc.gz", folder);
	size_t size;
	char *bytes = file_read(arena, path, &size);

	(void)state;
	for (size_t i = 0; i < size; i++) {
		const struct warc_record *record;
		enum warc_status status = WARC_RECORD;
		struct warc_reader *r;
		int count = 0;

		bytes[i] ^= 0x11;
		file_write(flipped, bytes, size);
		bytes[i] ^= 0x11;
		r = warc_open(flipped, 0);
		assert_non_null(r);
		while (status == WARC_RECORD && count++ < 100) {
			status = warc_next(r, &record);
			if (status == WARC_RECORD)
				warc_block_text(arena, r);
		}
		assert_true(warc_whole_end(r) <= size);
		warc_close(r);
		assert_true(count < 100);
	}
}

static void
test_is(void **state)
{
	static const struct {
		const char *bytes;
		bool is;
	} files[] = {
		{ "WARC/1.1\r\n", true },
		{ "WARC/1.0\r\n", true },
		{ "WARC", false },
		{ "", false },
		{ "<html>", false },
		{ "\x1f", false },
		{ "\x1f\x8b", false },
		{ "\x1f\x8b\x08\xff\xff", false },
		{ "WAR and peace", false },
	};
	uint64_t ends[RECORDS];
	FILE *ours = fopen(write_records(ends), "re");

	(void)state;
	assert_non_null(ours);
	assert_true(warc_is(ours, "ours"));
	fclose(ours);
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		FILE *file = file_of(files[i].bytes, strlen(files[i].bytes));
		bool is = warc_is(file, "a file");

		fclose(file);
		assert_int_equal(is, files[i].is);
	}
}

/*
 * A disk that fails within a file is not the file's end. The kernel gives our
 * own memory as a file that cannot be read where nothing is mapped.
 */
static void
test_unreadable(void **state)
{
	uint64_t ends[RECORDS];
	const char *path = write_records(ends);
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	const struct warc_record *record;
	struct warc_reader *r;
	enum warc_status status;
	size_t size;
	const char *bytes = file_read(arena, path, &size);
	char *two = mmap(NULL, page * 2, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *start = two + page - (size - 3);
	uint64_t base = (uint64_t)(uintptr_t)start;
	uint64_t found;

	(void)state;
	assert_true(two != MAP_FAILED && size < page);
	memcpy(start, bytes, size - 3);
	assert_int_equal(munmap(two + page, page), 0);
	r = warc_open("/proc/self/mem", base);
	assert_non_null(r);
	do
		status = warc_next(r, &record);
	while (status == WARC_RECORD);
	assert_int_equal(status, WARC_UNREADABLE);
	assert_int_equal(warc_next(r, &record), WARC_UNREADABLE);
	assert_int_equal(warc_whole_end(r), base + ends[1]);
	warc_close(r);
	assert_false(warc_find("/proc/self/mem", base + 1 + ends[1], &found));
	assert_true(warc_find("/proc/self/mem", base + 1, &found));
	assert_int_equal(found, base + ends[0]);
	assert_null(warc_open("/proc/self/mem", 0));
	munmap(two, page);
}

static void
test_no_file(void **state)
{
	(void)state;
	assert_null(warc_open("/tmp/armsetl-unit-no-such-file", 0));
	warc_close(NULL);
}

/* A block shorter than its length leaves the file as it was. */
static void
test_short_block(void **state)
{
	static const struct warc_field fields[] = { { "WARC-Type",
	    "resource" } };
	uint64_t ends[RECORDS];
	const char *path = write_records(ends);
	int fd = open(path, O_WRONLY | O_APPEND);
	FILE *block = file_of("short", 5);
	size_t before;
	size_t after;
	const char *was = file_read(arena, path, &before);
	const char *is;

	(void)state;
	assert_true(fd >= 0);
	assert_false(warc_append(fd, path, fields, 1, block, 6));
	fclose(block);
	close(fd);
	is = file_read(arena, path, &after);
	assert_int_equal(after, before);
	assert_memory_equal(is, was, before);
}

/* What could not be read later is not written. */
static void
test_long_head(void **state)
{
	const char *path = arena_print(arena, "%s/heads.warc.gz", folder);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0644);
	struct text uri = { 0 };
	enum warc_status status;

	(void)state;
	assert_true(fd >= 0);
	while (uri.length < WARC_HEAD_MAX - 200)
		text_add(&uri, "x", 1);
	for (size_t i = 0; i < 100; i++) {
		const struct warc_field fields[] = {
			{ "WARC-Type", "resource" },
			{ "WARC-Target-URI", text_string(&uri) },
		};
		FILE *block = file_of("z", 1);
		size_t before = file_size(path);
		bool ok =
		    warc_append(fd, path, fields, COUNT_OF(fields), block, 1);

		fclose(block);
		assert_int_equal(file_size(path) > before, ok);
		assert_true(ok || uri.length > WARC_HEAD_MAX - 100);
		assert_true(!ok || uri.length < WARC_HEAD_MAX);
		text_add_string(&uri, "xxx");
	}
	warc_show(arena, path, &status);
	assert_int_equal(status, WARC_END);
	text_free(&uri);
	close(fd);
}

/* The block is read from where the file stands. */
static void
test_part_of_block(void **state)
{
	static const struct warc_field fields[] = { { "WARC-Type",
	    "resource" } };
	const char *path = arena_print(arena, "%s/part.warc.gz", folder);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0644);
	FILE *block = file_of("0123456789", 10);
	enum warc_status status;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(fseek(block, 3, SEEK_SET), 0);
	assert_true(warc_append(fd, path, fields, 1, block, 4));
	fclose(block);
	close(fd);
	assert_string_equal(
	    warc_show(arena, path, &status), "resource (none) 3456; ");
}

/* Members of others */

/* What RFC 1952 allows in a member's head: all of it where it is full. */
static void
give_head(gz_header *head, bool is_full)
{
	static unsigned char extra[300];
	static unsigned char name[] = "a name";
	static unsigned char comment[] = "a comment";

	*head = (gz_header){ .os = 3 };
	if (is_full) {
		head->extra = extra;
		head->extra_len = sizeof(extra);
		head->name = name;
		head->comment = comment;
		head->hcrc = 1;
	}
}

/* A record of so many bytes as a member by zlib; level 0 does not compress. */
static void
add_member(struct text *file, size_t length, int level, bool is_full)
{
	z_stream z = { 0 };
	gz_header head;
	struct text record = { 0 };
	unsigned any = 1;
	unsigned char *out;
	size_t room;

	text_addf(&record,
	    "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: %zu\r\n\r\n",
	    length);
	for (size_t i = 0; i < length; i++) {
		any = any * 1103515245 + 12345;
		text_add(&record, &"abcdefghij"[any / 65536 % 10], 1);
	}
	text_add_string(&record, "\r\n\r\n");
	give_head(&head, is_full);
	assert_int_equal(
	    deflateInit2(&z, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY),
	    Z_OK);
	assert_int_equal(deflateSetHeader(&z, &head), Z_OK);
	room = deflateBound(&z, record.length);
	out = arena_alloc(arena, room);
	z.next_in = (unsigned char *)record.bytes;
	z.avail_in = (uInt)record.length;
	z.next_out = out;
	z.avail_out = (uInt)room;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	text_add(file, (char *)out, room - z.avail_out);
	deflateEnd(&z);
	text_free(&record);
}

/* Each has its block; gives how many there are. */
static int
count_whole(const struct text *file)
{
	struct warc_reader *r =
	    warc_open_file(file_of(file->bytes, file->length), "others", 0);
	const struct warc_record *record;
	enum warc_status status;
	int count = 0;

	assert_non_null(r);
	while ((status = warc_next(r, &record)) == WARC_RECORD) {
		uint64_t length = record->length;

		assert_int_equal(strlen(warc_block_text(arena, r)), length);
		count++;
	}
	assert_int_equal(status, WARC_END);
	assert_int_equal(warc_whole_end(r), file->length);
	warc_close(r);
	return count;
}

/* The second member begins so many bytes before a piece of 64 KiB ends. */
static void
test_head_in_two(void **state)
{
	struct text file = { 0 };
	size_t others;

	(void)state;
	add_member(&file, 60000, 0, false);
	others = file.length - 60000;
	for (size_t before = 0; before < 400; before++) {
		file.length = 0;
		add_member(&file, 65536 - before - others, 0, false);
		if (before >= 100) /* one stored block, as the first had */
			assert_int_equal(file.length, 65536 - before);
		add_member(&file, 10, 9, true);
		assert_int_equal(count_whole(&file), 2);
	}
	text_free(&file);
}

/* As much as a piece holds when it is read, and more and less. */
static void
test_member_in_pieces(void **state)
{
	static const size_t lengths[] = { 0, 1, 65400, 65470, 65535, 65536,
		65537, 131072, 200000 };
	struct text file = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lengths); i++) {
		for (int level = 0; level < 10; level += 3)
			add_member(&file, lengths[i], level, level == 3);
	}
	assert_int_equal(count_whole(&file), 4 * COUNT_OF(lengths));
	text_free(&file);
}

/* Bytes that are changed in a long member: behind them there is nothing more.
 */
static void
test_behind_damage(void **state)
{
	struct text file = { 0 };
	size_t first;

	(void)state;
	add_member(&file, 300000, 1, false);
	first = file.length;
	add_member(&file, 10, 9, false);
	for (size_t i = 10; i < first - 8; i += 997) {
		struct warc_reader *r;
		const struct warc_record *record;
		enum warc_status status;
		int count = 0;

		file.bytes[i] ^= 0x55;
		r = warc_open_file(
		    file_of(file.bytes, file.length), "flipped", 0);
		assert_non_null(r);
		while ((status = warc_next(r, &record)) == WARC_RECORD) {
			warc_block_text(arena, r);
			count++;
		}
		for (int n = 0; n < 5; n++)
			assert_int_not_equal(
			    warc_next(r, &record), WARC_RECORD);
		warc_close(r);
		file.bytes[i] ^= 0x55;
		assert_true(count <= 1);
		assert_true(status == WARC_BROKEN || status == WARC_TORN);
	}
	text_free(&file);
}

/* Where a checksum is wrong nothing is read on, and nothing counts as whole. */
static void
test_wrong_checksum(void **state)
{
	struct text file = { 0 };
	const struct warc_record *record;
	struct warc_reader *r;
	struct body *block;
	char buffer[1024];
	size_t second;

	(void)state;
	add_member(&file, 200000, 9, false);
	second = file.length;
	add_member(&file, 200000, 9, false);
	file.bytes[second - 8] ^= 1;
	r = warc_open_file(file_of(file.bytes, file.length), "wrong", 0);
	assert_non_null(r);
	assert_int_equal(warc_next(r, &record), WARC_RECORD);
	block = warc_block(r);
	while (body_read(block, buffer, sizeof(buffer)) > 0)
		;
	assert_non_null(body_error(block));
	assert_true(body_read(block, buffer, sizeof(buffer)) < 0);
	body_close(block);
	assert_int_equal(warc_next(r, &record), WARC_BROKEN);
	assert_int_equal(warc_next(r, &record), WARC_BROKEN);
	assert_int_equal(warc_whole_end(r), 0);
	warc_close(r);
	text_free(&file);
}

static void
test_names(void **state)
{
	char ids[100][WARC_ID_SIZE];
	char date[TIMESTAMP_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ids); i++) {
		warc_new_id(ids[i]);
		assert_int_equal(strlen(ids[i]), WARC_ID_SIZE - 1);
		assert_int_equal(strncmp(ids[i], "<urn:uuid:", 10), 0);
		assert_int_equal(ids[i][strlen(ids[i]) - 1], '>');
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(ids[i], ids[k]);
	}
	timestamp_now(date);
	assert_int_equal(strlen(date), 20);
	assert_true(strcmp(date, "2025-01-01T00:00:00Z") > 0);
	assert_int_equal(date[10], 'T');
	assert_int_equal(date[19], 'Z');
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	folder = folder_new(arena);
	suite_add(&s, "what is written is read back", test_write_and_read);
	suite_add(&s, "a block that is not read is passed over", test_skip);
	suite_add(&s, "reading begins at the offset of a record", test_offset);
	suite_add(
	    &s, "a torn file ends behind its last whole record", test_torn);
	suite_add(
	    &s, "reading ends soon when any byte is changed", test_flipped);
	suite_add(&s, "a WARC file is told by its first bytes", test_is);
	suite_add(&s, "a disk that fails is not the end of the file",
	    test_unreadable);
	suite_add(&s, "a file that is missing is not opened", test_no_file);
	suite_add(&s, "a block that is too short leaves the file as it was",
	    test_short_block);
	suite_add(&s, "a head that is too long to be read is not written",
	    test_long_head);
	suite_add(&s, "a block is read from where its file stands",
	    test_part_of_block);
	suite_add(&s, "a member's head may lie in two pieces of its file",
	    test_head_in_two);
	suite_add(&s, "nothing is read behind damage", test_behind_damage);
	suite_add(&s, "a member may be as long as the pieces that are read",
	    test_member_in_pieces);
	suite_add(&s, "a member with a wrong checksum lasts as broken",
	    test_wrong_checksum);
	suite_add(
	    &s, "identifiers differ, and dates have their form", test_names);
	status = suite_run(&s, "warc");
	folder_remove(folder);
	arena_free(arena);
	return status;
}
