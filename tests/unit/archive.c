#include "tests/support/support.h"

#include "archive/body.h"
#include "archive/exchange.h"

static struct arena *arena;
static const char *root;

/* The usual */

static void
test_append(void **state)
{
	struct place p = place_new(arena, root);
	struct archive *a = place_open(&p, ARCHIVE_WRITE);
	const struct capture *c;

	(void)state;
	assert_non_null(a);
	assert_int_equal(archive_count(a), 0);
	assert_null(archive_latest(a, "a:1"));
	c = place_add(a, "a:1", "one");
	assert_non_null(c);
	assert_string_equal(c->url, "a:1");
	assert_int_equal(c->status, 200);
	assert_string_equal(c->media_type, "text/plain");
	assert_string_equal(c->charset, "utf-8");
	assert_int_equal(c->bytes, 3);
	assert_string_equal(c->sha256,
	    "7692c3ad3540bb803c020b3aee66cd88"
	    "87123234ea0c6e7143c0add73ff431ed");
	assert_null(c->broken);
	assert_true(capture_is_document(c));
	assert_ptr_equal(archive_latest(a, "a:1"), c);
	assert_int_equal(archive_count(a), 1);
	archive_close(a);
	assert_string_equal(place_show(&p), "a:1 one; ");
}

static void
test_reopen(void **state)
{
	struct place p = place_new(arena, root);
	const char *file = place_fill(&p);
	struct archive *a = place_open(&p, ARCHIVE_WRITE);
	const struct capture *c;

	(void)state;
	assert_non_null(a);
	assert_int_equal(archive_count(a), 3);
	c = place_add(a, "a:4", "");
	assert_non_null(c);
	assert_int_equal(c->bytes, 0);
	assert_string_equal(c->file, file);
	archive_close(a);
	assert_string_equal(place_show(&p), PLACE_FILLED "a:4 ; ");
}

static void
test_latest(void **state)
{
	struct place p = place_new(arena, root);
	struct archive *a = place_open(&p, ARCHIVE_WRITE);
	const struct capture *c;

	(void)state;
	/* What changes and changes back is kept each time. */
	assert_non_null(place_add(a, "a:1", "A"));
	assert_non_null(place_add(a, "a:1", "B"));
	assert_non_null(place_add(a, "a:2", "other"));
	assert_non_null(place_add(a, "a:1", "A"));
	assert_int_equal(archive_count(a), 4);
	assert_ptr_equal(archive_latest(a, "a:1"), archive_capture(a, 3));
	archive_close(a);
	a = place_open(&p, ARCHIVE_READ);
	assert_int_equal(archive_count(a), 4);
	assert_ptr_equal(archive_latest(a, "a:1"), archive_capture(a, 3));
	c = archive_capture(a, 0);
	assert_string_equal(c->sha256, archive_capture(a, 3)->sha256);
	assert_string_not_equal(c->sha256, archive_capture(a, 1)->sha256);
	assert_null(archive_latest(a, "a:3"));
	assert_null(archive_latest(a, ""));
	archive_close(a);
	assert_string_equal(place_show(&p), "a:1 A; a:1 B; a:2 other; a:1 A; ");
}

static void
test_published_on(void **state)
{
	struct place p = place_new(arena, root);
	struct archive *a = place_open(&p, ARCHIVE_WRITE);
	FILE *file = file_of("x", 1);
	struct document *doc;

	(void)state;
	assert_non_null(archive_add_file(a,
	    &(struct archive_file){
		.file = file,
		.name = "na\nme",
		.url = "a:\xC3\xBC",
		.published_on = "2026-05-07",
		.saved_at = "2026-05-08T09:10:11Z",
	    }));
	fclose(file);
	archive_close(a);
	a = place_open(&p, ARCHIVE_READ);
	assert_string_equal(archive_capture(a, 0)->published_on, "2026-05-07");
	assert_string_equal(
	    archive_capture(a, 0)->fetched_at, "2026-05-08T09:10:11Z");
	assert_string_equal(archive_capture(a, 0)->url, "a:\xC3\xBC");
	assert_null(archive_capture(a, 0)->media_type);
	doc = archive_document(a, archive_capture(a, 0));
	assert_non_null(doc);
	assert_string_equal(doc->source, PLACE_SOURCE);
	assert_string_equal(doc->published_on, "2026-05-07");
	assert_string_equal(doc->url, "a:\xC3\xBC");
	assert_int_equal(doc->bytes, 1);
	archive_document_close(doc);
	archive_close(a);
}

static void
test_nothing_there(void **state)
{
	struct place p = place_new(arena, root);
	struct archive *a = place_open(&p, ARCHIVE_READ);

	(void)state;
	assert_non_null(a);
	assert_int_equal(archive_count(a), 0);
	archive_close(a);
	/* A reader makes nothing. */
	assert_int_not_equal(access(place_path(&p, ""), F_OK), 0);
	archive_close(NULL);
	archive_document_close(NULL);
}

static void
test_rotation(void **state)
{
	struct place p = place_new(arena, root);
	struct archive *a;
	const char *wanted = "";
	size_t files = 1;

	(void)state;
	p.settings.file_limit = 1000;
	for (int i = 0; i < 20; i++) {
		const char *url = arena_print(arena, "a:%d", i);

		a = place_open(&p, ARCHIVE_WRITE);
		assert_non_null(a);
		assert_non_null(place_add(a, url, "text"));
		archive_close(a);
		wanted = arena_print(arena, "%s%s text; ", wanted, url);
	}
	assert_string_equal(place_show(&p), wanted);
	a = place_open(&p, ARCHIVE_READ);
	for (size_t i = 1; i < archive_count(a); i++) {
		const struct capture *c = archive_capture(a, i);
		int order = strcmp(archive_capture(a, i - 1)->file, c->file);

		assert_true(order <= 0);
		files += order != 0;
	}
	assert_ptr_equal(archive_latest(a, "a:0"), archive_capture(a, 0));
	archive_close(a);
	assert_true(files > 3 && files < 20);
	/* And all of it again without the index. */
	place_lose_index(&p);
	assert_string_equal(place_show(&p), wanted);
}

/* Files of others in the folder are left alone. */
static void
test_other_names(void **state)
{
	static const char *const names[] = { "z.warc.gz", ".warc.gz",
		PLACE_SOURCE ".warc.gz", PLACE_SOURCE "-z.warc.gz",
		"zzzz-00001-20260101000000.warc.gz" };
	struct place p = place_new(arena, root);
	struct archive *a;

	(void)state;
	p.settings.file_limit = 1;
	place_fill(&p);
	for (size_t i = 0; i < COUNT_OF(names); i++)
		file_write(place_path(&p, names[i]), "", 0);
	for (int i = 0; i < 2; i++) {
		const struct capture *c;

		a = place_open(&p, ARCHIVE_WRITE);
		assert_non_null(a);
		c = place_add(a, "a:4", "four");
		assert_non_null(c);
		assert_non_null(
		    strstr(c->file, i == 0 ? "-00004-" : "-00005-"));
		archive_close(a);
	}
	for (size_t i = 0; i < COUNT_OF(names); i++)
		assert_int_equal(file_size(place_path(&p, names[i])), 0);
}

/* Exchanges */

struct answer {
	const char *name;
	const char *head;
	const char *content;
	const char *truncated;
	int status;
	bool gzip;
	bool document;
};

#define EIGHTY                                     \
	"0123456789012345678901234567890123456789" \
	"0123456789012345678901234567890123456789"

static const struct answer answers[] = {
	{ "a document", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
	    "hello", NULL, 200, false, true },
	{ "compressed",
	    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nETag: \"x\"\r\n",
	    "hello", NULL, 200, true, true },
	{ "an empty document", "HTTP/1.1 200 OK\r\n", "", NULL, 200, false,
	    true },
	{ "cut off", "HTTP/1.1 200 OK\r\n", "hel", "length", 200, false,
	    false },
	{ "not found", "HTTP/1.1 404 Not Found\r\n", "hello", NULL, 404, false,
	    false },
	{ "a redirect", "HTTP/1.1 302 Found\r\nLocation: /b\r\n", "", NULL, 302,
	    false, false },
	{ "refused", "HTTP/1.1 403 Forbidden\r\n", "no", NULL, 403, false,
	    false },
	{ "said to be compressed",
	    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n", "<html>", NULL,
	    200, false, false },
	{ "too large when it is inflated",
	    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n", EIGHTY "0", NULL,
	    200, true, false },
	{ "too large", "HTTP/1.1 200 OK\r\n", EIGHTY "0", NULL, 200, false,
	    false },
	{ "just not too large", "HTTP/1.1 200 OK\r\n", EIGHTY, NULL, 200, false,
	    true },
};

static void
add_content(struct text *message, const struct answer *c)
{
	if (!c->gzip) {
		text_add_string(message, c->content);
		return;
	}
	add_deflated(message, c->content, DEFLATED_GZIP);
}

static const struct capture *
add_answer_at(struct archive *a, const struct answer *c, const char *date)
{
	struct exchange x = {
		.url = "https://a.org/page",
		.ip = "127.0.0.1",
		.truncated = c->truncated,
	};
	struct text message = { 0 };
	const struct capture *added;

	snprintf(x.date, sizeof(x.date), "%s", date);
	text_addf(&message, "%s\r\n", c->head);
	x.head_length = message.length;
	add_content(&message, c);
	x.response_length = message.length;
	x.response = file_of(message.bytes, message.length);
	text_add_string(&x.request, "GET /page HTTP/1.1\r\n\r\n");
	added = archive_add_exchange(a, &x);
	fclose(x.response);
	text_free(&x.request);
	text_free(&message);
	return added;
}

static const struct capture *
add_answer(struct archive *a, const struct answer *c)
{
	return add_answer_at(a, c, "2026-11-21T20:30:00Z");
}

static void
check_answer(const struct archive *a, const struct answer *c)
{
	const struct capture *got;

	assert_int_equal(archive_count(a), 1);
	got = archive_capture(a, 0);
	assert_string_equal(got->url, "https://a.org/page");
	assert_string_equal(got->fetched_at, "2026-11-21T20:30:00Z");
	assert_int_equal(got->status, c->status);
	assert_int_equal(capture_is_document(got), c->document);
	assert_int_equal(
	    archive_latest(a, "https://a.org/page") != NULL, c->document);
	if (c->document)
		assert_int_equal(got->bytes, strlen(c->content));
}

static void
test_answer(void **state)
{
	const struct answer *c = *state;
	struct place p = place_new(arena, root);
	struct archive *a;
	const char *wanted;

	p.settings.content_limit = 80;
	a = place_open(&p, ARCHIVE_WRITE);
	assert_non_null(a);
	assert_non_null(add_answer(a, c));
	check_answer(a, c);
	archive_close(a);
	/* The same from the index, and from the file itself. */
	a = place_open(&p, ARCHIVE_READ);
	check_answer(a, c);
	archive_close(a);
	place_lose_index(&p);
	a = place_open(&p, ARCHIVE_READ);
	check_answer(a, c);
	archive_close(a);
	wanted = arena_print(arena, "https://a.org/page %s; ", c->content);
	if (c->document)
		assert_string_equal(place_show(&p), wanted);
}

static void
test_headers_kept(void **state)
{
	static const struct answer answer = { "",
		"HTTP/1.1 200 OK\r\nETag: W/\"a\\b\xFF\"\r\n"
		"Last-Modified: Thu, 07 May 2026 00:00:00 GMT\r\n"
		"Content-Type: text/html; charset=\"utf-8\"\r\n",
		"hello", NULL, 200, false, true };
	struct place p = place_new(arena, root);
	struct archive *a = place_open(&p, ARCHIVE_WRITE);
	const struct capture *c = add_answer(a, &answer);

	(void)state;
	assert_non_null(c);
	archive_close(a);
	a = place_open(&p, ARCHIVE_READ);
	assert_int_equal(archive_count(a), 1);
	c = archive_capture(a, 0);
	assert_non_null(c->etag);
	assert_string_equal(c->last_modified, "Thu, 07 May 2026 00:00:00 GMT");
	assert_string_equal(c->media_type, "text/html");
	assert_string_equal(c->charset, "utf-8");
	archive_close(a);
}

static void
test_clock_set_back(void **state)
{
	static const struct answer first = { .head = "HTTP/1.1 200 OK\r\n",
		.content = "first" };
	static const struct answer second = { .head = "HTTP/1.1 200 OK\r\n",
		.content = "second" };
	struct place p = place_new(arena, root);
	struct archive *a = place_open(&p, ARCHIVE_WRITE);
	const struct capture *c;

	(void)state;
	assert_non_null(add_answer_at(a, &first, "2026-11-21T20:30:00Z"));
	c = add_answer_at(a, &second, "2016-01-01T00:00:00Z");
	assert_non_null(c);
	assert_string_equal(c->fetched_at, "2026-11-21T20:30:00Z");
	c = add_answer_at(a, &first, "2026-11-22T20:30:00Z");
	assert_string_equal(c->fetched_at, "2026-11-22T20:30:00Z");
	archive_close(a);
}

/* Others' records */

#define SHA256_OF_A \
	"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"

struct foreign_case {
	const char *name;
	const char *field; /* of the record, beside others */
	const char *url;
};

static const struct foreign_case foreign[] = {
	{ "another's record", "", "https://a.org/x" },
	{ "our own of a POST",
	    "Armsetl-Posted-Digest: sha256:" SHA256_OF_A "\r\n",
	    "https://a.org/x?__wb_method=POST&__wb_post_sha256=" SHA256_OF_A },
	{ "of a digest that is too long",
	    "Armsetl-Posted-Digest: sha256:" SHA256_OF_A "00\r\n",
	    "https://a.org/x" },
	{ "of a digest that is none", "Armsetl-Posted-Digest: sha256:&x=y\r\n",
	    "https://a.org/x" },
	{ "of another digest", "Armsetl-Posted-Digest: " SHA256_OF_A "\r\n",
	    "https://a.org/x" },
};

static void
test_foreign_record(void **state)
{
	static const char head[] =
	    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: "
	    "2024-02-12T10:00:00Z\r\nWARC-Target-URI: <https://a.org/x>\r\n"
	    "Content-Type: application/http; msgtype=response\r\n";
	static const char http[] =
	    "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n";
	const struct foreign_case *test = *state;
	struct place p = place_new(arena, root);
	const char *path = arena_print(arena, "%s/their.warc", p.folder);
	const char *theirs =
	    arena_print(arena, "%s%sContent-Length: 49\r\n\r\n%s<P>/P>\r\n\r\n",
		head, test->field, http);
	struct archive *a = place_open(&p, ARCHIVE_WRITE);
	const struct warc_record *record;
	const struct capture *c;
	struct warc_reader *r;
	const char *error;
	const char *bytes;
	size_t length;
	FILE *block;

	file_write(path, theirs, strlen(theirs));
	r = warc_open(path, 0);
	assert_non_null(r);
	assert_int_equal(warc_next(r, &record), WARC_RECORD);
	bytes = body_text(arena, warc_block(r), 100, &length, &error);
	assert_null(error);
	block = file_of(bytes, length);
	c = archive_add_record(a, record, block, strlen(http));
	assert_non_null(c);
	assert_string_equal(c->url, test->url);
	assert_string_equal(c->fetched_at, "2024-02-12T10:00:00Z");
	assert_string_equal(c->media_type, "text/xml");
	fclose(block);
	warc_close(r);
	archive_close(a);
	assert_string_equal(
	    place_show(&p), arena_print(arena, "%s <P>/P>; ", test->url));
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	root = folder_new(arena);
	suite_add(&s, "what is appended is found by its address and read back",
	    test_append);
	suite_add(&s,
	    "an archive that is opened later goes on in the same file",
	    test_reopen);
	suite_add(
	    &s, "the latest of an address is its newest document", test_latest);
	suite_add(
	    &s, "an import's date and address come back", test_published_on);
	suite_add(&s, "reading an archive that is not there makes no folder",
	    test_nothing_there);
	suite_add(&s, "a file over the limit is followed by a new one",
	    test_rotation);
	SUITE_TABLE(&s, test_answer, answers);
	suite_add(
	    &s, "files with other names are left alone", test_other_names);
	suite_add(&s, "the answer's headers are kept", test_headers_kept);
	suite_add(&s, "a clock that is set back makes no version older",
	    test_clock_set_back);
	SUITE_TABLE(&s, test_foreign_record, foreign);
	status = suite_run(&s, "archive");
	folder_remove(root);
	arena_free(arena);
	return status;
}
