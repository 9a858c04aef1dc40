#include "tests/support/support.h"

#include "archive/coding.h"
#include "archive/mhtml.h"

static struct arena *arena;

#define MOST ((size_t)4096)

struct mhtml_case {
	const char *name;
	const char *text;
	const char *url;   /* that is given */
	const char *given; /* see mhtml_show() */
	const char *why;
	unsigned count;
};

#define TOP "From: <Saved by x>\r\nDate: today\r\nMIME-Version: 1.0\r\n"
#define RELATED "Content-Type: multipart/related; boundary=\"-b c\"\r\n\r\n"
#define NEXT "\r\n---b c\r\n"
#define LAST "\r\n---b c--\r\n"
#define AT(url) "Content-Location: " url "\r\n"
#define HTML "Content-Type: text/html\r\n"
#define QP "Content-Transfer-Encoding: quoted-printable\r\n"
#define BASE64 "content-transfer-encoding: BASE64\r\n"

#define TEN "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static const struct mhtml_case files[] = {
	/* The line end before a boundary is the boundary's. */
	{ "line ends", TOP RELATED NEXT AT("a.org/1") "\r\n\r\na\r\n\r\n" LAST,
	    NULL, "1 a.org/1 : \r\na\r\n\r\n|\n", NULL, 1 },
	{ "what looks like a boundary",
	    TOP RELATED NEXT AT("a.org/1") "\r\nx---b c\r\n---b\r\n---b cd\r\n"
					   "--\r\n" LAST,
	    NULL, "1 a.org/1 : x---b c\r\n---b\r\n---b cd\r\n--\r\n|\n", NULL,
	    1 },
	{ "nothing in a part", TOP RELATED NEXT AT("a.org/1") "\r\n" LAST, NULL,
	    "1 a.org/1 : |\n", NULL, 1 },
	{ "parts of several kinds",
	    TOP RELATED "for old readers" NEXT HTML QP AT(
		"a.org/1#x") "\r\na=3D=\r\nb" NEXT AT("b.org/1") "\r\nno" NEXT
		BASE64 AT("a.org/2") "Date: then\r\n\r\ncGFn\r\nZQ==" LAST
				     "behind",
	    NULL, "1 a.org/1 text/html: a=b|\n3 a.org/2 : page|then\n", NULL,
	    3 },
	{ "bare line ends",
	    "MIME-Version: 1.0\nContent-Type: multipart/related;\n"
	    "\tboundary=b\n\n--b\nContent-Location: a.org/\n 1\n\npage\n--b--",
	    NULL, "1 a.org/1 : page|\n", NULL, 1 },
	{ "a page whose address stands above",
	    TOP "Snapshot-Content-Location: a.org/9\r\n" RELATED NEXT HTML
		"\r\nx" LAST,
	    NULL, "1 a.org/9 text/html: x|\n", NULL, 1 },
	{ "a page whose address is given",
	    TOP "Snapshot-Content-Location: b.org/9\r\n" RELATED NEXT AT(
		"b.org/9") "\r\nx" NEXT AT("a.org/2") "\r\ny" LAST,
	    "a.org/7", "1 a.org/7 : x|\n2 a.org/2 : y|\n", NULL, 2 },
	{ "a given address has no key of whoever asked",
	    TOP RELATED NEXT AT("b.org/9") "\r\nx" LAST, "a.org/7?key=b#c",
	    "1 a.org/7 : x|\n", NULL, 1 },
	{ "a page alone", TOP HTML AT("a.org/1") QP "\r\na=3Db\r\n", NULL,
	    "1 a.org/1 text/html: a=b\r\n|\n", NULL, 1 },
	{ "a boundary with blanks behind it, and lines that are none",
	    TOP RELATED "\r\n---b c \t\r\n" AT(
		"a.org/1") "\r\na\r\n---b d\r\n---b c-x\r\n---b c--x" LAST,
	    NULL, "1 a.org/1 : a\r\n---b d\r\n---b c-x\r\n---b c--x|\n", NULL,
	    1 },
	{ "an encoding that nobody knows",
	    TOP RELATED NEXT AT(
		"a.org/1") "Content-Transfer-Encoding: x-uuencode\r\n\r\nx" LAST,
	    NULL, "1 a.org/1 : x|\n", NULL, 1 },
	{ "an address that goes on behind a tab",
	    TOP RELATED NEXT "Content-Location: a.org/\r\n\t1\r\n\r\nx" LAST,
	    NULL, "1 a.org/1 : x|\n", NULL, 1 },
	{ "a head that begins with what goes on",
	    " x\r\nMIME-Version: 1.0\r\n" AT("a.org/1") "\r\nx", NULL,
	    "1 a.org/1 : x|\n", NULL, 1 },
	{ "no address", TOP RELATED NEXT HTML "\r\nx" LAST, NULL, "", NULL, 1 },

	{ "cut off in a part",
	    TOP RELATED NEXT AT("a.org/1") "\r\nx" NEXT AT("a.org/2") "\r\ny",
	    NULL, "1 a.org/1 : x|\n", "ends within a part", 1 },
	{ "cut off in a boundary",
	    TOP RELATED NEXT AT("a.org/1") "\r\nx\r\n---b ", NULL, "",
	    "ends within a part", 0 },
	{ "cut off in a part's head", TOP RELATED NEXT AT("a.org/1"), NULL, "",
	    "ends within a head", 0 },
	{ "cut off in its head", TOP, NULL, "", "ends within a head", 0 },
	{ "no part", TOP RELATED "x", NULL, "", "has no part", 0 },
	{ "no boundary", TOP "Content-Type: multipart/related\r\n\r\nx", NULL,
	    "", "does not say what stands between its parts", 0 },
	{ "an empty boundary",
	    TOP "Content-Type: multipart/related; boundary=\"\"\r\n\r\nx", NULL,
	    "", "does not say what stands between its parts", 0 },
	{ "a boundary that is too long",
	    TOP
	    "Content-Type: multipart/related; boundary=" HUNDRED HUNDRED HUNDRED
	    "\r\n\r\nx",
	    NULL, "", "does not say what stands between its parts", 0 },
	{ "nothing", "", NULL, "", "ends within a head", 0 },
};

static bool
mhtml_wants(void *context, const char *url)
{
	(void)context;
	return strncmp(url, "a.org/", 6) == 0;
}

/* "number address type: content|date", unless it is the file's */
static bool
mhtml_show(void *context, const struct saved_response *r)
{
	struct text *out = context;
	const char *error;
	size_t length;
	const char *content =
	    body_text(arena, saved_content(r), 4096, &length, &error);

	assert_null(error);
	text_addf(out, "%d %s %s: %s|%s\n", (int)r->number, r->url,
	    r->media_type, content, strcmp(r->date, "then") == 0 ? "then" : "");
	return true;
}

static void
test_file(void **state)
{
	const struct mhtml_case *c = *state;

	for (int drops = 0; drops < 2; drops++) {
		struct text out = { 0 };
		const struct saved_user user = { mhtml_wants, mhtml_show, &out,
			MOST };
		struct body *body = body_of_string(c->text);
		struct saved_end end;

		if (drops)
			body = body_of_drops(body);
		end = mhtml_read(body, c->url, &user);
		assert_string_equal(text_string(&out), c->given);
		assert_string_equal(or_none(end.why), or_none(c->why));
		assert_int_equal(end.count, c->count);
		if (c->why == NULL)
			assert_true(end.offset <= strlen(c->text));
		body_close(body);
		text_free(&out);
	}
}

/* Lines over every buffer come out as they are. */
static bool
mhtml_take_long(void *context, const struct saved_response *r)
{
	const struct text *wanted = context;
	const char *error;
	size_t length;
	const char *content =
	    body_text(arena, saved_content(r), 4096, &length, &error);

	assert_int_equal(length, wanted->length);
	assert_memory_equal(content, wanted->bytes, length);
	assert_false(r->is_cut);
	return true;
}

static void
test_long(void **state)
{
	struct text content = { 0 };
	struct text text = { 0 };
	const struct saved_user user = { mhtml_wants, mhtml_take_long, &content,
		256 * MOST };

	(void)state;
	for (size_t line = 65500; line < 65570; line += 3) {
		struct body *body;

		text_empty(&content);
		text_empty(&text);
		for (int i = 0; i < 3; i++) {
			memset(text_room(&content, line), 'x', line);
			content.length += line;
			text_add_string(&content, i == 1 ? "\n" : "\r\n");
		}
		text_add_string(&text, TOP RELATED NEXT AT("a.org/1") "\r\n");
		text_add(&text, content.bytes, content.length);
		text_add_string(&text, LAST);
		body = body_of_memory(text.bytes, text.length);
		assert_int_equal(mhtml_read(body, NULL, &user).count, 1);
		body_close(body);
	}
	text_free(&text);
	text_free(&content);
}

/* A head at the limit, and one above. */
static void
test_head(void **state)
{
	(void)state;
	for (size_t more = 0; more < 2; more++) {
		struct text out = { 0 };
		const struct saved_user user = { mhtml_wants, mhtml_show, &out,
			MOST };
		struct text text = { 0 };
		struct body *body;
		struct saved_end end;

		text_add_string(&text, "MIME-Version: 1.0\nX: ");
		/* A line end before, and one in place of each. */
		while (text.length < 64 * 1024 - 3 + more)
			text_add_string(&text, "x");
		text_add_string(&text, "\n\nx");
		body = body_of_memory(text.bytes, text.length);
		end = mhtml_read(body, "a.org/1", &user);
		assert_string_equal(or_none(end.why),
		    more == 0
			? or_none(NULL)
			: "has a head that is too long (limit MHTML head)");
		body_close(body);
		text_free(&text);
		text_free(&out);
	}
}

/* One that wants no more gets no more. */
static bool
mhtml_take_one(void *context, const struct saved_response *r)
{
	(void)r;
	++*(int *)context;
	return false;
}

static void
test_stop(void **state)
{
	int count = 0;
	const struct saved_user user = { mhtml_wants, mhtml_take_one, &count,
		MOST };
	struct body *body = body_of_string(TOP RELATED NEXT AT(
	    "a.org/1") "\r\nx" NEXT AT("a.org/2") "\r\ny" LAST);

	(void)state;
	assert_null(mhtml_read(body, NULL, &user).why);
	assert_int_equal(count, 1);
	body_close(body);
}

/* A part that is longer than is wanted is cut, which is told. */
static bool
mhtml_take_cut(void *context, const struct saved_response *r)
{
	size_t *length = context;
	const char *error;

	body_text(arena, saved_content(r), 4096, length, &error);
	assert_null(error);
	assert_true(r->is_cut);
	return true;
}

static void
test_cut(void **state)
{
	size_t given = 0;
	const struct saved_user user = { mhtml_wants, mhtml_take_cut, &given,
		MOST };
	struct text text = { 0 };
	struct body *body;

	(void)state;
	text_add_string(&text, TOP RELATED NEXT AT("a.org/1") "\r\n");
	for (int i = 0; i < 10000; i++)
		text_add_string(&text, HUNDRED "\r\n");
	text_add_string(&text, LAST);
	body = body_of_memory(text.bytes, text.length);
	assert_null(mhtml_read(body, NULL, &user).why);
	assert_true(given > 4 * MOST && given < 500000);
	body_close(body);
	text_free(&text);
}

/* A NUL in a head is a blank. */
static void
test_nul(void **state)
{
	static const char file[] =
	    "MIME-Version: 1.0\r\n" AT("a.org/\0001") "\r\nx";
	struct text out = { 0 };
	const struct saved_user user = { mhtml_wants, mhtml_show, &out, MOST };
	struct body *body = body_of_memory(file, sizeof(file) - 1);

	(void)state;
	assert_null(mhtml_read(body, NULL, &user).why);
	assert_string_equal(text_string(&out), "1 a.org/1 : x|\n");
	body_close(body);
	text_free(&out);
}

/* What fails below is why: not that the file ends there. */
static const struct mhtml_case below[] = {
	{ "in a part", TOP RELATED NEXT AT("a.org/1") "\r\nx", NULL, "", NULL,
	    0 },
	{ "in a page alone", TOP AT("a.org/1") "\r\nx", NULL, "", NULL, 0 },
};

static bool
mhtml_number(void *context, const struct saved_response *r)
{
	text_addf(context, "%d", (int)r->number);
	return true;
}

/* It fails behind what is read at once. */
static void
test_below(void **state)
{
	const struct mhtml_case *c = *state;
	struct text out = { 0 };
	const struct saved_user user = { mhtml_wants, mhtml_number, &out,
		MOST };
	struct text text = { 0 };
	size_t length = strlen(c->text) + 66000;
	struct saved_end end;
	struct body *body;

	text_addf(&text, "%zx\r\n%s", length, c->text);
	memset(text_room(&text, 66000), 'y', 66000);
	text.length += 66000;
	text_add_string(&text, "\r\nx");
	body = coding_unchunk(body_of_memory(text.bytes, text.length));
	end = mhtml_read(body, NULL, &user);
	assert_string_equal(or_none(end.why), "broken chunked coding");
	assert_string_equal(text_string(&out), c->given);
	assert_int_equal(end.count, c->count);
	body_close(body);
	text_free(&text);
	text_free(&out);
}

struct is_case {
	const char *text;
	bool is;
};

static const struct is_case beginnings[] = {
	{ "From: <Saved by Blink>\r\n", true },
	{ "From: \"Saved by Windows Internet Explorer 8\"\r\nSubject: x\r\n"
	  "MIME-Version: 1.0\r\n",
	    true },
	{ "\r\nMIME-Version: 1.0\r\n", true },
	{ "<html>\nMIME-Version: 1.0\r\n", false },
	{ "A text of several words.\nMIME-Version: 1.0\r\n", false },
	{ "From: somebody\r\n", false },
	{ "", false },
};

static void
test_is(void **state)
{
	const struct is_case *c = *state;
	struct body *body = body_of_string(c->text);

	assert_int_equal(mhtml_is(body), c->is);
	body_close(body);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_file, files);
	SUITE_TABLE(&s, test_is, beginnings);
	suite_add(&s, "no more than is wanted", test_stop);
	suite_add(&s, "a part that is too long", test_cut);
	suite_add(&s, "a head with a NUL", test_nul);
	SUITE_TABLE(&s, test_below, below);
	suite_add(&s, "long lines", test_long);
	suite_add(&s, "long heads", test_head);
	status = suite_run(&s, "mhtml");
	arena_free(arena);
	return status;
}
