#include "tests/support/support.h"

/* How far above the limit the last piece of a block may bring it. */
#define PART_MAX ((size_t)100 * 1024)

static const struct shape no_shape = { 0 };
static struct arena *arena;

struct html_case {
	const char *name;
	const char *html;
	const char *rows;
};

#define PAGE(body)                                                     \
	"<html>\n<head>\n<meta charset=\"utf-8\"></head>\n<body>" body \
	"</body>\n</html>\n"

static const struct html_case table[] = {
	/* What stands in <pre> is plain text as of the printing office. */
	{ "a page of the Register",
	    PAGE("<pre>\n[FR Doc No: 2026-09003]\n\n\nACTION: Arms sales "
		 "notice.\n\n    (i) (U) Prospective Purchaser: NATO Support "
		 "and Procurement Agency \n(NSPA)\nOther............  $ 0.64 "
		 "million\n\n</pre>"),
	    "line|[FR Doc No: 2026-09003]\nline|ACTION: Arms sales notice.\n"
	    "paragraph|(i) (U) Prospective Purchaser: NATO Support and "
	    "Procurement Agency (NSPA)\nrow|Other\t$ 0.64 million\n" },
	{ "links and spans in <pre>",
	    PAGE("<pre>\nat (703) 695-6233, \n<a href=\"/cdn-cgi/l/x#80\">"
		 "<span class=\"__cf_email__\" data-cfemail=\"15\">[email&#160;"
		 "protected]</span></a>, or <b>so</b>.\n</pre>"),
	    "line|at (703) 695-6233, [email protected], or so.\n" },
	{ "entities in <pre>",
	    PAGE("<pre>\n    Kuwait&rsquo;s R&amp;D &lt;T&uuml;rkiye&gt; \n"
		 "&#8220;and&#x201D; Greece\n</pre>"),
	    "paragraph|Kuwait\xE2\x80\x99s R&D <T\xC3\xBCrkiye> "
	    "\xE2\x80\x9C"
	    "and\xE2\x80\x9D Greece\n" },
	{ "a page in mid-sentence in <pre>",
	    PAGE("<pre>\n    to a revised $5.0 billion\n\n[[Page 34612]]\n\n"
		 "but will not.\n</pre>"),
	    "paragraph|to a revised $5.0 billion but will not.\n" },
	{ "a script behind <pre>",
	    PAGE("<pre>\nOne\n</pre><script data-cfasync=\"false\">var a = "
		 "\"<p>no</p>\";</script>"),
	    "line|One\n" },
	{ "a script within <pre>",
	    PAGE("<pre>\nOne\n<script>var no;</script>Two\n</pre>"),
	    "line|One\nline|Two\n" },
	{ "elements within a template end nothing outside",
	    PAGE("<div>a<template><div>no</div></template>b</div>"),
	    "div|ab\n" },
	{ "elements within <pre> end nothing outside",
	    PAGE("<div><pre>One<div> two</div></pre>b</div>"),
	    "line|One two\ndiv|b\n" },
	{ "<pre> is not closed", "<html><body><pre>\nOne\n    Two",
	    "line|One\nparagraph|Two\n" },
	{ "two of <pre>", PAGE("<pre>\nOne\n</pre><pre>\nTwo\n</pre>"),
	    "line|One\nline|Two\n" },

	/* Other pages. */
	{ "paragraphs",
	    PAGE("<p>One</p><p>Two <b>bold</b> and\n <i>more</i>"
		 "</p>"),
	    "p|One\np|Two bold and more\n" },
	{ "headings",
	    PAGE("<h1 class=\"title\">Denmark &ndash; Missiles</h1>"
		 "<div class=\"body\">Text</div>"),
	    "h1|Denmark \xE2\x80\x93 Missiles\ndiv|Text\n" },
	{ "text directly in a block, and blocks within",
	    PAGE("<div>One<p>Two</p>Three</div>"),
	    "div|One\np|Two\ndiv|Three\n" },
	{ "capitals", PAGE("<P>One</P><DIV>Two</DIV>"), "p|One\ndiv|Two\n" },
	{ "hard blanks and entities",
	    PAGE("<p>&nbsp;&nbsp;R&amp;D&nbsp;&lt;b&gt; Denmark&rsquo;s&#160;"
		 "</p>"),
	    "p|R&D <b> Denmark\xE2\x80\x99s\n" },
	{ "other blanks, and signs of no width",
	    PAGE(
		"<p>$35&#x202F;million,&thinsp;five&#x200B;(5)&emsp;ra&shy;dars"
		"&#xFEFF; \xE3\x80\x80"
		"an\xC2\xAD"
		"d\xE2\x81\xA0 so \xE2\x80\x93</p>"),
	    "p|$35 million, five(5) radars and so \xE2\x80\x93\n" },
	{ "a span cuts a word",
	    PAGE("<p>Political-Mili<span>tary Affairs</span></p>"),
	    "p|Political-Military Affairs\n" },
	{ "comments, styles, templates",
	    PAGE("<!-- no --><style>p { no }</style><template><p>no</p>"
		 "</template><p>Yes<!-- no --></p>"),
	    "p|Yes\n" },
	{ "cells of a table",
	    PAGE("<table><tr><td>Other</td><td>$5 million</td></tr><tr><td>"
		 "TOTAL</td><td>$6 million</td></tr></table>"),
	    "tr|Other\t$5 million\ntr|TOTAL\t$6 million\n" },
	{ "tabs that indent the page's own lines",
	    PAGE("<p>\n\t\tOne\n\t\ttwo \t three\n\t</p>"),
	    "p|One two three\n" },
	{ "a list", PAGE("<ul><li>One</li><li>Two</li></ul>"),
	    "li|One\nli|Two\n" },
	{ "unclosed paragraphs", PAGE("<p>One<p>Two<li>Three"),
	    "p|One\np|Two\nli|Three\n" },
	{ "closed too often", PAGE("</div></p><p>One</p></p></div></b>"),
	    "p|One\n" },
	{ "crossed", PAGE("<p><b>One <i>two</b> three</i></p>"),
	    "p|One two three\n" },
	{ "a bare ampersand and a bare bracket",
	    PAGE("<p>R&D a < b &nosuch;</p>"), "p|R&D a < b &nosuch;\n" },
	{ "text behind the body",
	    "<html><body><p>One</p></body><b>Two</b></html>",
	    "p|One\nhtml|Two\n" },
	{ "no page at all", "Just text", "p|Just text\n" },
	{ "blocks without text",
	    PAGE("<p> </p><div>\n</div><p>&nbsp;</p><br><hr>"), "" },
	{ "UTF-8", PAGE("<p>T\xC3\xBCrkiye</p>"), "p|T\xC3\xBCrkiye\n" },
	{ "Latin-1", PAGE("<p>T\xFCrkiye</p>"), "p|T\xC3\xBCrkiye\n" },
	{ "a page that says Latin-1 and is UTF-8",
	    "<html><head><meta http-equiv=\"Content-Type\" content=\""
	    "text/html; charset=iso-8859-1\"></head><body><p>T\xC3\xBCrkiye"
	    "</p></body></html>",
	    "p|T\xC3\xBCrkiye\n" },
	{ "a mark of byte order", "\xEF\xBB\xBF<html><body><p>One</p>",
	    "p|One\n" },
	{ "an empty page", PAGE(""), "" },
	{ "nothing", "", "" },
};

static void
check_html(const struct html_case *c, struct body *content)
{
	struct rows rows = { 0 };
	bool ok = rows_read(&rows, &html_format, &no_shape, content, NULL);
	const char *all = arena_string(arena, text_string(&rows.all));

	rows_free(&rows);
	assert_true(ok);
	assert_false(rows.broken);
	assert_string_equal(all, c->rows);
}

static void
test_html(void **state)
{
	const struct html_case *c = *state;

	check_html(c, body_of_memory(c->html, strlen(c->html)));
}

/* A server may send chunks of a byte; libxml2's parser stumbles over them. */
static void
test_drops(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		const struct html_case *c = &table[i];
		size_t length = strlen(c->html);

		if (strcmp(c->name, "cells of a table") != 0)
			check_html(
			    c, body_of_drops(body_of_memory(c->html, length)));
	}
}

static void
test_line_numbers(void **state)
{
	static const char html[] = "<html>\n<body>\n<p>One</p>\n\n<p>Two\n"
				   "goes on</p>\n<pre>\nThree\n\nFour\n</pre>"
				   "\n</body></html>";
	struct rows rows = { 0 };
	const char *lines;

	(void)state;
	rows_read(&rows, &html_format, &no_shape,
	    body_of_memory(html, sizeof(html) - 1), NULL);
	lines = arena_string(arena, text_string(&rows.lines));
	rows_free(&rows);
	assert_string_equal(lines, "3 5 8 10 ");
}

/* The parser stands behind a text, maybe lines below where it began. */
static void
test_first_line(void **state)
{
	static const char html[] = "<p>One\ntwo</p><p>Two\n\n\nfive</p>";
	struct rows rows = { 0 };
	const char *lines;

	(void)state;
	rows_read(&rows, &html_format, &no_shape,
	    body_of_memory(html, sizeof(html) - 1), NULL);
	lines = arena_string(arena, text_string(&rows.lines));
	rows_free(&rows);
	assert_string_equal(lines, "1 2 ");
}

static void
test_refused(void **state)
{
	static const char html[] = PAGE("<p>One</p><p>Two</p><p>Three</p>");
	struct rows rows = { .refused = 2 };
	bool ok = rows_read(&rows, &html_format, &no_shape,
	    body_of_memory(html, sizeof(html) - 1), NULL);

	(void)state;
	rows_free(&rows);
	assert_false(ok);
	assert_int_equal(rows.count, 2);
}

static void
test_cut_off(void **state)
{
	static const char html[] = PAGE("<p>One</p>");
	struct rows rows = { 0 };
	bool ok = rows_read(&rows, &html_format, &no_shape,
	    body_limit(body_of_memory(html, sizeof(html) - 1), 1000), NULL);

	(void)state;
	rows_free(&rows);
	assert_false(ok);
}

struct long_case {
	const char *name;
	const char *before;
	const char *piece;
	size_t times;
};

static const struct long_case longs[] = {
	{ "deep blocks", "", "<div>", 100000 },
	{ "deep inline elements", "<p>", "<b>", 100000 },
	{ "deep <pre>", "", "<pre>", 20000 },
	{ "deep tables", "", "<table><tr><td>", 20000 },
	{ "deep scripts", "", "<script>", 20000 },
	{ "many paragraphs", "", "<p>One</p>", 50000 },
	{ "a long paragraph", "<p>", "\xE2\x82\xAC\xE2\x82\xAC ", 500000 },
	{ "a long word", "<p>", "\xE2\x82\xAC", 800000 },
	{ "a long line in <pre>", "<pre>", "\xE2\x82\xAC", 100000 },
	{ "a long paragraph in <pre>", "<pre>", "\xE2\x82\xAC \n", 300000 },
	{ "many attributes", "<p ", "a='b' ", 20000 },
	{ "a long comment", "<!-- ", "- ", 500000 },
	{ "a long tag", "<", "x", 500000 },
	{ "many entities", "<p>", "&uuml;", 100000 },
	{ "many open brackets", "<p>", "<", 100000 },
	{ "many closing tags", "<p>", "</div>", 50000 },
};

static void
test_long(void **state)
{
	const struct long_case *c = *state;
	struct text html = { 0 };
	struct rows rows = { 0 };

	text_add_string(&html, c->before);
	for (size_t i = 0; i < c->times; i++)
		text_add_string(&html, c->piece);
	text_add_string(&html, "end");
	rows_read(&rows, &html_format, &no_shape,
	    body_of_memory(html.bytes, html.length), NULL);
	text_free(&html);
	rows_free(&rows);
	assert_false(rows.broken);
	assert_true(rows.longest <= BLOCK_TEXT_MAX + PART_MAX);
}

/* Whatever the guard lets pass, the parser's own count ends. */
struct open_case {
	const char *name;
	const char *piece;
	size_t times;
	bool ok;
};

static const struct open_case opens[] = {
	{ "as many open elements as there may be", "<wbr>", 9998, true },
	{ "one more", "<wbr>", 9999, false },
	{ "an end tag out of a table", "<b><table></b>", 10000, false },
};

static void
test_open(void **state)
{
	const struct open_case *c = *state;
	struct text html = { 0 };
	struct rows rows = { 0 };
	bool ok;

	text_add_string(&html, "<html><body>");
	for (size_t i = 0; i < c->times; i++)
		text_add_string(&html, c->piece);
	ok = rows_read(&rows, &html_format, &no_shape,
	    body_of_memory(html.bytes, html.length), NULL);
	text_free(&html);
	rows_free(&rows);
	assert_int_equal(ok, c->ok);
	if (!c->ok)
		assert_non_null(strstr(or_none(rows.error), "open elements"));
}

/* A block that has all that it may have takes what comes next, and ends. */
static size_t
count_blocks(size_t length)
{
	struct text bytes = { 0 };
	struct rows rows = { 0 };
	bool ok;

	text_add_string(&bytes, "<P>");
	for (size_t i = 0; i < length; i++)
		text_add(&bytes, "x", 1);
	text_add_string(&bytes, "<b>y</b></P>");
	ok = rows_read(&rows, &html_format, &no_shape,
	    body_of_memory(bytes.bytes, bytes.length), NULL);
	text_free(&bytes);
	rows_free(&rows);
	assert_true(ok);
	return rows.count;
}

static void
test_block(void **state)
{
	(void)state;
	assert_int_equal(count_blocks(BLOCK_TEXT_MAX), 1);
	assert_int_equal(count_blocks(BLOCK_TEXT_MAX + 1), 2);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_html, table);
	suite_add(&s, "a byte at a time", test_drops);
	suite_add(&s, "line numbers", test_line_numbers);
	suite_add(&s, "the first line", test_first_line);
	suite_add(&s, "a row is refused", test_refused);
	suite_add(&s, "the content is cut off", test_cut_off);
	SUITE_TABLE(&s, test_long, longs);
	SUITE_TABLE(&s, test_open, opens);
	suite_add(&s, "as long as a block may be", test_block);
	status = suite_run(&s, "format_html");
	arena_free(arena);
	return status;
}
