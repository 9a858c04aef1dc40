#include "tests/support/support.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <sys/wait.h>
#include <zlib.h>

/* What a crash, a bad disk or another process may do to an archive. */

static struct arena *arena;
static const char *root;

/* After a crash */

static void
test_lost_index(void **state)
{
	struct place p = place_new(arena, root);
	const char *index;

	(void)state;
	place_fill(&p);
	index = place_index(&p);
	place_lose_index(&p);
	assert_string_equal(place_show(&p), PLACE_FILLED);
	assert_string_equal(place_index(&p), index);
}

/* The index ends at any record: what a power cut may leave of it. */
static void
test_short_index(void **state)
{
	struct place p = place_new(arena, root);
	const char *index;

	(void)state;
	place_fill(&p);
	index = place_index(&p);
	for (size_t kept = 0; kept <= 3; kept++) {
		place_shorten_index(&p, kept);
		assert_string_equal(place_show(&p), PLACE_FILLED);
		assert_string_equal(place_index(&p), index);
	}
}

struct index_case {
	const char *name;
	size_t at; /* where in the file */
	const char *bytes;
	size_t length; /* 0: the file ends there */
};

static const struct index_case index_cases[] = {
	{ "another kind of file", 0, "{\"url\": \"a:1\"} and more", 22 },
	{ "nothing", 0, "", 0 },
	{ "a header that is cut off", 50, "", 0 },
	{ "a page that is cut off", 5000, "", 0 },
	{ "a number of version from the future", 60, "\x01\0\0\x7F", 4 },
	{ "a page of tables that is none", 100, "\xFF\xFF\xFF\xFF", 4 },
};

/* From what is none, the index is made again. */
static void
test_broken_index(void **state)
{
	const struct index_case *c = *state;
	struct place p = place_new(arena, root);
	const char *path = place_path(&p, PLACE_INDEX);
	const char *index;
	size_t length;
	char *bytes;

	place_fill(&p);
	index = place_index(&p);
	bytes = file_read(arena, path, &length);
	assert_true(length > c->at + c->length);
	memcpy(bytes + c->at, c->bytes, c->length);
	file_write(path, bytes, c->length == 0 ? c->at : length);
	assert_string_equal(place_show(&p), PLACE_FILLED);
	assert_string_equal(place_index(&p), index);
}

/* A crash while a record is written: cut at every so many bytes. */
static void
test_torn_tail(void **state)
{
	struct place p = place_new(arena, root);
	const char *file = place_fill(&p);
	const char *path = place_path(&p, file);
	struct archive *a = place_open(&p, ARCHIVE_READ);
	size_t third = (size_t)archive_capture(a, 2)->offset;
	const char *bytes;
	size_t size;

	(void)state;
	archive_close(a);
	bytes = file_read(arena, path, &size);
	for (size_t cut = third + 1; cut < size; cut += 5) {
		file_write(path, bytes, cut);
		place_shorten_index(&p, 2);
		assert_string_equal(place_show(&p), "a:1 one; a:2 two; ");
		assert_int_equal(file_size(path), third);
		a = place_open(&p, ARCHIVE_WRITE);
		assert_non_null(a);
		assert_non_null(place_add(a, "a:5", "five"));
		archive_close(a);
		assert_string_equal(
		    place_show(&p), "a:1 one; a:2 two; a:5 five; ");
	}
}

/* The same when the index is lost too. */
static void
test_torn_without_index(void **state)
{
	struct place p = place_new(arena, root);
	const char *path = place_path(&p, place_fill(&p));
	size_t size;
	const char *bytes = file_read(arena, path, &size);

	(void)state;
	file_write(path, bytes, size - 3);
	place_lose_index(&p);
	assert_string_equal(place_show(&p), "a:1 one; a:2 two; ");
}

/* A crash that left an empty file, or half of its first record. */
static void
test_torn_start(void **state)
{
	struct place p = place_new(arena, root);
	const char *path = place_path(&p, place_fill(&p));
	size_t size;
	const char *bytes = file_read(arena, path, &size);
	struct archive *a;

	(void)state;
	for (size_t cut = 0; cut < 200; cut += 20) {
		file_write(path, bytes, cut);
		place_lose_index(&p);
		assert_string_equal(place_show(&p), "");
		a = place_open(&p, ARCHIVE_WRITE);
		assert_non_null(a);
		assert_non_null(place_add(a, "a:5", "five"));
		archive_close(a);
		assert_string_equal(place_show(&p), "a:5 five; ");
	}
}

/*
 * A bit that a disk changed is not a torn end: nothing behind it may be thrown
 * away, whatever else becomes of the archive.
 */
static void
test_changed_bit(void **state)
{
	struct place p = place_new(arena, root);
	const char *path = place_path(&p, place_fill(&p));
	struct archive *a = place_open(&p, ARCHIVE_READ);
	size_t second = (size_t)archive_capture(a, 1)->offset;
	size_t size;
	char *bytes = file_read(arena, path, &size);

	(void)state;
	archive_close(a);
	bytes[second + 40] ^= 0x40;
	file_write(path, bytes, size);
	place_lose_index(&p);
	place_show(&p);
	assert_int_equal(file_size(path), size);
}

/* Nor may other bytes pass for what was published. */
static void
test_changed_bytes(void **state)
{
	struct place p = place_new(arena, root);
	const char *path = place_path(&p, place_fill(&p));
	struct archive *a = place_open(&p, ARCHIVE_READ);
	size_t second = (size_t)archive_capture(a, 1)->offset;
	size_t third = (size_t)archive_capture(a, 2)->offset;
	size_t size;
	size_t wrong = 0;
	char *bytes = file_read(arena, path, &size);

	(void)state;
	archive_close(a);
	for (size_t i = second; i < third; i++) {
		const char *shown;

		bytes[i] ^= 0x01;
		file_write(path, bytes, size);
		bytes[i] ^= 0x01;
		shown = place_show(&p);
		wrong += strcmp(shown, PLACE_FILLED) != 0 &&
		    strchr(shown, '!') == NULL &&
		    strstr(shown, "cannot") == NULL;
		assert_int_equal(file_size(path), size);
	}
	assert_int_equal(wrong, 0);
}

/* Nothing more goes into a damaged file, also when its records are indexed. */
static void
test_behind_damage(void **state)
{
	struct place p = place_new(arena, root);
	const char *file = place_fill(&p);
	const char *path = place_path(&p, file);
	struct archive *a = place_open(&p, ARCHIVE_READ);
	size_t second = (size_t)archive_capture(a, 1)->offset;
	const struct capture *added;
	const char *fresh;
	size_t size;
	char *bytes = file_read(arena, path, &size);

	(void)state;
	archive_close(a);
	bytes[second + 40] ^= 0x40;
	file_write(path, bytes, size);
	place_lose_index(&p);
	place_show(&p);
	for (int i = 0; i < 2; i++) {
		a = place_open(&p, ARCHIVE_WRITE);
		assert_non_null(a);
		added = place_add(a, "a:4", "four");
		assert_non_null(added);
		assert_string_not_equal(added->file, file);
		if (i > 0)
			assert_string_equal(added->file, fresh);
		fresh = arena_string(arena, added->file);
		archive_close(a);
	}
	assert_int_equal(file_size(path), size);
}

/* Bytes that do not shrink, so that they stand in the archive as they are. */
static void
add_noise(struct text *t, size_t length)
{
	unsigned random = 1;

	for (size_t i = 0; i < length; i++) {
		char c;

		random = random * 1103515245 + 12345;
		c = (char)(random >> 16);
		text_add(t, &c, 1);
	}
}

/* As a gzip member. */
static void
add_packed(struct text *t, const char *bytes, size_t length)
{
	Bytef packed[1024];
	z_stream z = {
		.next_in = (Bytef *)(uintptr_t)bytes,
		.avail_in = (uInt)length,
		.next_out = packed,
		.avail_out = sizeof(packed),
	};

	assert_int_equal(
	    deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY),
	    Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	text_add(t, (const char *)packed, z.total_out);
	deflateEnd(&z);
}

/* A record, or two of them, within a text, as another would have archived. */
static const char *
forged_text(size_t count, size_t *length)
{
	struct text t = { 0 };
	const char *copy;

	add_noise(&t, 40000);
	for (size_t i = 0; i < count; i++) {
		static const char record[] =
		    "WARC/1.1\r\nWARC-Type: resource\r\n"
		    "WARC-Record-ID: <urn:uuid:0>\r\n"
		    "WARC-Date: 2026-05-08T00:00:00Z\r\n"
		    "WARC-Target-URI: a:1\r\n" CAPTURE_FILE_NAME ": x\r\n"
		    "Content-Type: text/plain\r\nContent-Length: 6\r\n\r\n"
		    "forged\r\n\r\n";
		add_packed(&t, record, sizeof(record) - 1);
	}
	add_noise(&t, 40000);
	*length = t.length;
	copy = arena_copy(arena, t.bytes, t.length);
	text_free(&t);
	return copy;
}

/* Behind damage, only what is followed by records is one. */
static void
test_forged_record(void **state)
{
	for (size_t count = 1; count <= 2; count++) {
		struct place p = place_new(arena, root);
		struct archive *a = place_open(&p, ARCHIVE_WRITE);
		size_t length;
		const char *text = forged_text(count, &length);
		FILE *file = file_of(text, length);
		const struct capture *c;
		const char *path;
		size_t damaged;
		char *bytes;

		(void)state;
		c = archive_add_file(a,
		    &(struct archive_file){
			.file = file,
			.name = "x",
			.url = "a:2",
			.media_type = "text/plain",
		    });
		assert_non_null(c);
		fclose(file);
		path = place_path(&p, arena_string(arena, c->file));
		damaged = (size_t)c->offset + 40;
		assert_non_null(place_add(a, "a:3", "three"));
		archive_close(a);
		bytes = file_read(arena, path, &length);
		bytes[damaged] ^= 0x40;
		file_write(path, bytes, length);
		place_lose_index(&p);
		assert_string_equal(place_show(&p), "a:3 three; ");
	}
}

/* What cannot be read is not at its end. */
static void
test_unreadable(void **state)
{
	struct place p = place_new(arena, root);
	const char *file = place_fill(&p);

	(void)state;
	assert_int_equal(unlink(place_path(&p, file)), 0);
	place_lose_index(&p);
	assert_int_equal(mkdir(place_path(&p, file), 0755), 0);
	assert_string_equal(place_show(&p), "cannot be opened");
	assert_null(place_open(&p, ARCHIVE_WRITE));
}

/* Several processes */

static void
test_locked(void **state)
{
	struct place p = place_new(arena, root);
	struct archive *a;
	struct archive *b = NULL;
	int ready[2];
	int done[2];
	int exit_status = 0;
	char c;
	pid_t child;

	(void)state;
	place_fill(&p);
	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(done), 0);
	child = fork();
	if (child == 0) {
		a = place_open(&p, ARCHIVE_WRITE);
		if (write(ready[1], a == NULL ? "n" : "y", 1) != 1 ||
		    read(done[0], &c, 1) != 1)
			_exit(1);
		_exit(0);
	}
	assert_int_equal(read(ready[0], &c, 1), 1);
	assert_int_equal(c, 'y');
	assert_int_equal(
	    archive_open(&p.settings, PLACE_SOURCE, ARCHIVE_WRITE, &b),
	    ARCHIVE_LOCKED);
	assert_null(b);
	/* Reading is free, and so is another source. */
	assert_string_equal(place_show(&p), PLACE_FILLED);
	assert_int_equal(archive_open(&p.settings, "other", ARCHIVE_WRITE, &b),
	    ARCHIVE_OPEN);
	archive_close(b);
	assert_int_equal(write(done[1], "x", 1), 1);
	assert_int_equal(waitpid(child, &exit_status, 0), child);
	assert_int_equal(exit_status, 0);
	/* A process that has ended has no lock. */
	a = place_open(&p, ARCHIVE_WRITE);
	assert_non_null(a);
	archive_close(a);
	close(ready[0]);
	close(ready[1]);
	close(done[0]);
	close(done[1]);
}

/* Readers do not keep a writer out, nor see what comes later. */
static void
test_reader_and_writer(void **state)
{
	struct place p = place_new(arena, root);
	struct archive *reader;
	struct archive *writer;
	struct document *doc;

	(void)state;
	place_fill(&p);
	reader = place_open(&p, ARCHIVE_READ);
	writer = place_open(&p, ARCHIVE_WRITE);
	assert_non_null(reader);
	assert_non_null(writer);
	assert_non_null(place_add(writer, "a:4", "four"));
	assert_int_equal(archive_count(reader), 3);
	doc = archive_document(reader, archive_capture(reader, 2));
	assert_non_null(doc);
	archive_document_close(doc);
	archive_close(reader);
	/* A reader that opens now sees it, though the writer is still there. */
	assert_string_equal(place_show(&p), PLACE_FILLED "a:4 four; ");
	archive_close(writer);
}

static struct archive *growing; /* NULL: none is */
static bool is_half_written;    /* when it is looked at */

/* In place of the library's: what is looked at grows behind the look. */
int
stat(const char *file, struct stat *buf)
{
	struct archive *a = growing;
	int status = fstatat(AT_FDCWD, file, buf, 0);
	off_t before = buf->st_size;

	growing = NULL;
	if (a == NULL)
		return status;
	assert_non_null(place_add(a, "a:4", "four"));
	status = fstatat(AT_FDCWD, file, buf, 0);
	buf->st_size = is_half_written ? buf->st_size - 10 : before;
	return status;
}

static void
count_differences(void *context, enum capture_difference difference,
    const char *file, uint64_t offset, const char *url)
{
	size_t *differences = context;

	(void)difference;
	(void)file;
	(void)offset;
	(void)url;
	++*differences;
}

/* What comes while an archive is compared is no difference. */
static void
test_compare_and_writer(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct place p = place_new(arena, root);
		struct archive *reader;
		struct archive *writer;
		size_t differences = 0;

		place_fill(&p);
		reader = place_open(&p, ARCHIVE_READ);
		writer = place_open(&p, ARCHIVE_WRITE);
		is_half_written = i == 1;
		growing = writer;
		assert_true(
		    archive_compare(reader, count_differences, &differences));
		assert_null(growing);
		assert_int_equal(differences, 0);
		archive_close(writer);
		archive_close(reader);
	}
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	root = folder_new(arena);
	suite_add(&s, "a lost index is rebuilt as it was", test_lost_index);
	suite_add(
	    &s, "an index that ends early is completed", test_short_index);
	SUITE_TABLE(&s, test_broken_index, index_cases);
	suite_add(&s, "a torn record at the end is cut off", test_torn_tail);
	suite_add(&s, "a torn record is cut off when the index is lost, too",
	    test_torn_without_index);
	suite_add(&s, "a file that ends in its first record can be appended to",
	    test_torn_start);
	suite_add(&s, "a changed bit cuts nothing off", test_changed_bit);
	suite_add(&s, "changed bytes do not pass for what was published",
	    test_changed_bytes);
	suite_add(&s, "what follows damage goes into one new file",
	    test_behind_damage);
	suite_add(&s, "a record within a text is none", test_forged_record);
	suite_add(&s, "a file that cannot be read is not cut", test_unreadable);
	suite_add(&s, "only one process writes at a time", test_locked);
	suite_add(
	    &s, "a reader does not keep a writer out", test_reader_and_writer);
	suite_add(&s, "what comes meanwhile is no difference",
	    test_compare_and_writer);
	status = suite_run(&s, "archive_mend");
	folder_remove(root);
	arena_free(arena);
	return status;
}
