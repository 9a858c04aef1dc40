#include "tests/support/support.h"

#include "archive/saved.h"
#include "archive/singlefile.h"
#include "archive/transfer.h"
#include "base/time.h"

static struct arena *arena;
static const size_t steps[] = { 1, 2, 3, 7, 4096, 65536 };

/* Encodings of mail */

struct transfer_case {
	const char *text;
	const char *content;
	const char *error; /* behind that content */
};

static const struct transfer_case base64[] = {
	{ "aGVs\r\nbG8=\r\n", "hello", NULL },
	{ "aGVsbG8", "hello", NULL }, /* no padding */
	{ "aGVsbG8=\n=\n", "hello", NULL },
	{ " a G\tVsbG8=", "hello", NULL },
	{ "", "", NULL },
	{ "====", "", NULL },
	{ "+/+/", "\xfb\xff\xbf", NULL },
	{ "aGVsbG8=aGVs", "hello", "is no base64" },
	{ "aGVs-G8=", "hel", "is no base64" },
	{ "aGVsb", "hel", "its base64 ends within a byte" },
	{ "data:text/html", "\x75\xab\x5a", "is no base64" },
};

static const struct transfer_case quoted[] = {
	{ "a=3Db", "a=b", NULL },
	{ "a=3db", "a=b", NULL },
	{ "a=\r\nb", "ab", NULL },
	{ "a=\nb", "ab", NULL },
	{ "a=", "a", NULL },
	{ "=\r\n=\r\n", "", NULL },
	{ "a\r\nb\r\n", "a\r\nb\r\n", NULL },
	{ "=C3=BC", "\xc3\xbc", NULL },
	{ "\xc3\xbc", "\xc3\xbc", NULL },
	{ "==3D=3D", "===", NULL },
	/* No escapes. */
	{ "a=b", "a=b", NULL },
	{ "a=zz", "a=zz", NULL },
	{ "a=4", "a=4", NULL },
	{ "a=4=3D", "a=4=", NULL },
	{ "a=\rb", "a=\rb", NULL },
	{ "<a href=\"x\">", "<a href=\"x\">", NULL },
};

static void
check_transfer(
    const struct transfer_case *c, struct body *(*make)(struct body *))
{
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		for (int drops = 0; drops < 2; drops++) {
			struct body *below = body_of_string(c->text);
			const char *error;
			size_t length;
			char *text;

			if (drops)
				below = body_of_drops(below);
			text = body_text(
			    arena, make(below), steps[i], &length, &error);
			assert_string_equal(or_none(error), or_none(c->error));
			assert_string_equal(text, c->content);
		}
	}
}

static void
test_base64(void **state)
{
	check_transfer(*state, transfer_base64);
}

static void
test_quoted(void **state)
{
	check_transfer(*state, transfer_quoted_printable);
}

/* Times */

struct time_case {
	const char *text;
	const char *time; /* NULL: it is none */
};

static const struct time_case times[] = {
	/* JavaScript */
	{ "Sat Mar 09 2024 00:41:31 GMT+0100 (Central European Standard Time)",
	    "2024-03-08T23:41:31Z" },
	{ "Sat Mar 09 2024 10:41:31 GMT-0930", "2024-03-09T20:11:31Z" },
	{ "Thu Feb 29 2024 10:41:31 GMT+0000 (GMT)", "2024-02-29T10:41:31Z" },
	/* Mail */
	{ "Sat, 9 Mar 2024 10:41:31 -0000", "2024-03-09T10:41:31Z" },
	{ "Sat, 09 Mar 2024 10:41:31 GMT", "2024-03-09T10:41:31Z" },
	{ "9 Mar 2024 10:41 +0530", "2024-03-09T05:11:00Z" },
	{ "Sat, 09 Mar 2024 10:41:31 +0100 (CET)", "2024-03-09T09:41:31Z" },
	/* HAR */
	{ "2024-03-09T10:41:31.123456Z", "2024-03-09T10:41:31Z" },
	{ "2024-03-09T10:41:31.5+01:00", "2024-03-09T09:41:31Z" },
	{ "2024-03-09T10:41:31-0500", "2024-03-09T15:41:31Z" },
	{ "2024-12-31T23:59:60Z", "2025-01-01T00:00:00Z" },
	{ "  2024-03-09T10:41:31Z", "2024-03-09T10:41:31Z" },
	{ "2024-03-09 10:41:31,25 UTC", "2024-03-09T10:41:31Z" },
	{ "2024-03-09T10:41Z (Zulu)", "2024-03-09T10:41:00Z" },
	/* None */
	{ "", NULL },
	{ "2024-03-09", NULL },
	{ "2024-03-09T10:41:31", NULL },
	{ "2024-02-30T10:41:31Z", NULL },
	{ "2024-13-09T10:41:31Z", NULL },
	{ "2024-03-09T24:41:31Z", NULL },
	{ "2024-03-09T10:60:31Z", NULL },
	{ "2024-03-09T10:41:31+15:00", NULL },
	{ "2024-03-09T10:41:31Zulu", NULL },
	{ "2024-03-09T10:41:61Z", NULL },
	{ "2024-03-09T10:41:3Z", NULL },
	{ "2024-03-09T10:4Z", NULL },
	{ "2024-03-09T10-41-31Z", NULL },
	{ "2024-03-09Tnoon", NULL },
	{ "2024-03-09T10:41:31+1", NULL },
	{ "2024-03-09T10:41:31+01", NULL },
	{ "2024-03-09T10:41:31+01:60", NULL },
	{ "2024-3-09T10:41:31Z", NULL },
	{ "2024-03/09T10:41:31Z", NULL },
	{ "2024-03-9T10:41:31Z", NULL },
	{ "Sat Mar the ninth 2024 10:41:31 GMT", NULL },
	{ "2024-03-09T10:41:31+01:00x", NULL },
	{ "Sat Mar 09 24 10:41:31 GMT", NULL },
	{ "Sat Foo 09 2024 10:41:31 GMT", NULL },
	{ "Sat, 09 Mar 2024 10:41:31", NULL },
	{ "yesterday", NULL },
	{ "99999999999999999999", NULL },
};

static void
test_time(void **state)
{
	const struct time_case *c = *state;
	char text[TIMESTAMP_SIZE];
	time_t time;

	if (!saved_time(c->text, &time)) {
		assert_null(c->time);
		return;
	}
	timestamp_write(time, text);
	assert_string_equal(text, or_none(c->time));
}

/* Addresses */

struct address_case {
	const char *url;
	const char *clean;
};

static const struct address_case addresses[] = {
	{ "a.org/?key=abc", "a.org/" },
	{ "a.org/?key=abc&b=c#key", "a.org/?b=c" },
	{ "a.org/?b=c&API_KEY=abc", "a.org/?b=c" },
	{ "a.org/?b=c&key=abc&api_key=def&d=e", "a.org/?b=c&d=e" },
	{ "a.org/?monkey=abc&keys=b&key", "a.org/?monkey=abc&keys=b&key" },
	{ "a.org/key=abc", "a.org/key=abc" },
	{ "a.org/?", "a.org/?" },
	{ "a.org/#?key=abc", "a.org/" },
	{ "", "" },
	/* Who asked. */
	{ "https://user:pw@a.org/", "https://a.org/" },
	{ "https://user@a.org:8080?key=b", "https://a.org:8080" },
	{ "https://a@b@a.org/@c?d=e@f", "https://a.org/@c?d=e@f" },
	{ "a.org/?u=https://b:c@d.org/", "a.org/?u=https://b:c@d.org/" },
	{ "https://@", "https://" },
};

static void
test_address(void **state)
{
	const struct address_case *c = *state;
	char *url = arena_string(arena, c->url);

	saved_clean_address(url);
	assert_string_equal(url, c->clean);
}

/* Which are good; the time is 2026-06-01T12:00:00Z */

#define NOW 1780315200

struct good_case {
	const char *name;
	struct saved_response r;
	const char *why; /* "": it is good */
	enum saved_verdict verdict;
	bool has_no_content;
};

#define GOOD_GET .method = "GET", .status = 200, .error = ""
#define AT(text) .date = (text), .server_date = ""

static const struct good_case good[] = {
	{ "an hour ahead", { GOOD_GET, AT("2026-06-01T13:00:00Z") }, "",
	    SAVED_GOOD, false },
	{ "a second more", { GOOD_GET, AT("2026-06-01T13:00:01Z") },
	    "its time cannot be: 2026-06-01T13:00:01Z is in the future",
	    SAVED_BROKEN, false },
	{ "the first day", { GOOD_GET, AT("1993-01-01T00:00:00Z") }, "",
	    SAVED_GOOD, false },
	{ "a second before", { GOOD_GET, AT("1992-12-31T23:59:59Z") },
	    "its time cannot be: 1992-12-31T23:59:59Z is before there were "
	    "browsers",
	    SAVED_BROKEN, false },
	{ "a server a day later",
	    { GOOD_GET, .date = "2026-05-01T12:00:00Z",
		.server_date = "Sat, 02 May 2026 12:00:00 GMT" },
	    "", SAVED_GOOD, false },
	{ "a server a second more later",
	    { GOOD_GET, .date = "2026-05-01T12:00:00Z",
		.server_date = "Sat, 02 May 2026 12:00:01 GMT" },
	    "its time cannot be: 2026-05-01T12:00:00Z, but the server "
	    "answered at 2026-05-02T12:00:01Z",
	    SAVED_BROKEN, false },
	{ "a server's cache, years before",
	    { GOOD_GET, .date = "2026-05-01T12:00:00Z",
		.server_date = "Sat, 02 May 2020 12:00:00 GMT" },
	    "", SAVED_GOOD, false },
	{ "the answer of a cache",
	    { GOOD_GET, .date = "2030-05-01T12:00:00Z", .is_cached = true,
		.server_date = "Fri, 01 May 2026 12:00:00 GMT" },
	    "", SAVED_GOOD, false },
	{ "no content", { GOOD_GET, AT("2026-05-01T12:00:00Z") },
	    "the file does not have its content", SAVED_BROKEN, true },
	{ "status 404",
	    { .method = "GET",
		.status = 404,
		.error = "",
		AT("2026-05-01T12:00:00Z") },
	    "status 404", SAVED_REFUSED, false },
	{ "a redirect",
	    { .method = "GET",
		.status = 302,
		.error = "",
		AT("2026-05-01T12:00:00Z") },
	    "status 302", SAVED_NO_DOCUMENT, false },
	{ "a part",
	    { .method = "GET",
		.status = 206,
		.error = "",
		AT("2026-05-01T12:00:00Z") },
	    "status 206", SAVED_BROKEN, false },
	{ "the answer of a cache without a time of the server's",
	    { GOOD_GET, AT("2026-05-01T12:00:00Z"), .is_cached = true },
	    "the browser had it from before, and the server does not say when "
	    "it answered: load the page without its cache",
	    SAVED_BROKEN, false },
	{ "an unknown encoding",
	    { GOOD_GET, AT("2026-05-01T12:00:00Z"), .coding = SAVED_UNKNOWN },
	    "its content has an unknown encoding", SAVED_BROKEN, false },
	{ "none",
	    { .method = "GET",
		.status = 0,
		.error = "",
		AT("2026-05-01T12:00:00Z") },
	    "no answer came", SAVED_BROKEN, false },
	{ "none, and why",
	    { .method = "GET",
		.status = 0,
		.error = "net::ERR_ABORTED",
		AT("2026-05-01T12:00:00Z") },
	    "no answer came: net::ERR_ABORTED", SAVED_BROKEN, false },
	{ "not modified",
	    { .method = "GET",
		.status = 304,
		.error = "",
		AT("2026-05-01T12:00:00Z") },
	    "status 304: the browser had it from before: load the page without "
	    "its cache",
	    SAVED_BROKEN, false },
	{ "no time", { GOOD_GET, AT("") }, "the file has no time of it",
	    SAVED_BROKEN, false },
	{ "a time that is none", { GOOD_GET, AT("yesterday") },
	    "its time cannot be read: yesterday", SAVED_BROKEN, false },
	{ "another method",
	    { .method = "HEAD",
		.status = 200,
		.error = "",
		AT("2026-05-01T12:00:00Z") },
	    "the request is HEAD", SAVED_NO_DOCUMENT, false },
	{ "posted, but not what",
	    { .method = "POST",
		.status = 200,
		.error = "",
		AT("2026-05-01T12:00:00Z") },
	    "the file does not have what was posted", SAVED_BROKEN, false },
	{ "posted",
	    { .method = "POST",
		.status = 200,
		.error = "",
		.has_posted = true,
		AT("2026-05-01T12:00:00Z") },
	    "", SAVED_GOOD, false },
};

static void
test_good(void **state)
{
	const struct good_case *c = *state;
	struct saved_response r = c->r;
	char why[SAVED_WHY] = "";
	FILE *file = file_of("x", 1);

	r.content = c->has_no_content ? NULL : file;
	assert_int_equal(saved_judge(&r, NOW, why), c->verdict);
	assert_string_equal(why, c->why);
	fclose(file);
}

/* What the browser had from before has the server's time. */
static void
test_cached(void **state)
{
	const struct saved_response r = {
		.date = "2026-05-01T12:00:00Z",
		.server_date = "Thu, 30 Apr 2026 11:00:00 GMT",
		.is_cached = true,
	};
	char text[TIMESTAMP_SIZE];
	time_t time;

	(void)state;
	assert_true(saved_response_time(&r, &time));
	timestamp_write(time, text);
	assert_string_equal(text, "2026-04-30T11:00:00Z");
}

/* Unless the server's clock is ahead of the browser's. */
static void
test_cached_ahead(void **state)
{
	const struct saved_response r = {
		.date = "2026-05-01T12:00:00Z",
		.server_date = "Fri, 01 May 2026 12:05:00 GMT",
		.is_cached = true,
	};
	char text[TIMESTAMP_SIZE];
	time_t time;

	(void)state;
	assert_true(saved_response_time(&r, &time));
	timestamp_write(time, text);
	assert_string_equal(text, "2026-05-01T12:00:00Z");
}

/* Pages of SingleFile */

struct page_case {
	const char *text;
	const char *page; /* "address|date"; NULL: it is none */
};

#define MARK "\n Page saved with SingleFile \n"

static const struct page_case pages[] = {
	{ "<!DOCTYPE html> <html lang=en><!--" MARK " url: https://a.org/b#c "
	  "\n saved date: Sat Mar 09 2024 10:41:31 GMT+0100 (CET)\n-->"
	  "<meta charset=utf-8>",
	    "https://a.org/b|Sat Mar 09 2024 10:41:31 GMT+0100 (CET)" },
	{ "\xEF\xBB\xBF<html><!--" MARK " info: url: none\n url: "
	  "https://a.org/\r\n saved date: x\r\n-->",
	    "https://a.org/|x" },
	{ "<!--" MARK "url: a\nsaved date: b-->", "a|b" },
	{ "<html><!--" MARK "-->", "|" },
	{ "<html><!--" MARK " saved date: b\n--> url: c", "|b" },
	{ "<html><!--" MARK " url:\n saved date: b\n-->", "|b" },
	/* The comment does not end where it is looked for. */
	{ "<html><!--" MARK " url: https://a.org/\n", "|" },
	/* What a page says of itself further below. */
	{ "<html><head><!--" MARK " url: https://a.org/\n-->", NULL },
	{ "<html><body>Page saved with SingleFile url: https://a.org/", NULL },
	{ "<html><!--" MARK " url: a \t\n saved date: b\t\n-->", "a|b" },
	{ "<html><!--\n Page saved with another \n url: a\n-->", NULL },
	{ "<html><!-- Page", NULL },
	{ "<html", NULL },
	{ "", NULL },
};

static void
test_page(void **state)
{
	const struct page_case *c = *state;
	struct body *body = body_of_string(c->text);
	struct singlefile page;

	if (singlefile_read(body, &page))
		assert_string_equal(
		    arena_print(arena, "%s|%s", page.url, page.date),
		    or_none(c->page));
	else
		assert_null(c->page);
	body_close(body);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_base64, base64);
	SUITE_TABLE(&s, test_quoted, quoted);
	SUITE_TABLE(&s, test_time, times);
	SUITE_TABLE(&s, test_address, addresses);
	SUITE_TABLE(&s, test_good, good);
	suite_add(&s, "out of a browser's cache", test_cached);
	suite_add(&s, "out of a cache that is ahead", test_cached_ahead);
	SUITE_TABLE(&s, test_page, pages);
	status = suite_run(&s, "saved");
	arena_free(arena);
	return status;
}
