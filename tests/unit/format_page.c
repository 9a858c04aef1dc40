/* HTML pages: parts, links and what the head says. */
#include "tests/support/support.h"

static const char *const parts[] = { "title", "articleBody", "related", "post",
	NULL };
static const struct shape page_shape = { .regions = parts };

struct page_case {
	const char *name;
	const char *html;
	const char *rows; /* each "element region text[ href or name]" */
};

static const struct page_case table[] = {
	{ "no part at all", "<p>One</p>", "p - One\n" },
	{ "a part by class, id and itemprop",
	    "<h1 class='big title'>T</h1><div id=related>R</div>"
	    "<div itemprop='articleBody'>B</div>",
	    "h1 title\nh1 title T\ndiv related related\ndiv related R\n"
	    "div articleBody\ndiv articleBody B\n" },
	{ "a class that only begins with the name",
	    "<div class='title-line'>T</div>", "div - T\n" },
	{ "the innermost part",
	    "<div class=post>a<div class=related><p>b</p></div>c</div>d",
	    "div post\ndiv post a\ndiv related\np related b\ndiv post c\n"
	    "body - d\n" },
	{ "lines of one paragraph",
	    "<div class=post><span>One<br>Tw</span>o<br /><br />Three</div>",
	    "div post\ndiv post One\ndiv post Two\ndiv post Three\n" },
	{ "an id to tell the page by",
	    "<article id='post-687485' class='post hentry'></article>",
	    "unknown post post-687485\n" },
	{ "a link, which stays in its block",
	    "<p class=related>See <a href='/A%20B.PDF?x=1&amp;y'> A\n<b>B</b>"
	    "</a>.</p>",
	    "p related\na related A B /A%20B.PDF?x=1&y\np related See A B.\n" },
	{ "links with raw blanks, without text, without address",
	    "<a href='A B.PDF'>x</a><a href='/c'><img></a><a name=n>d</a>",
	    "a - x A B.PDF\na -  /c\nbody - xd\n" },
	{ "a link that is not closed", "<a href='/a'>x<a href='/b'>y</a>",
	    "a - x /a\na - y /b\n"
	    "body - xy\n" },
	{ "links within a script are none",
	    "<script>'<a href=\"/no\">'</script><a href='/b'>y</a>",
	    "a - y /b\nbody - y\n" },
	{ "what the head says",
	    "<head><meta property='og:url' content='http://a/b'>"
	    "<link rel='canonical' href='http://a/c'><link rel=icon href=x>"
	    "<meta itemprop=datePublished content='Jan. 8, 2026'>"
	    "<meta charset=utf-8><meta name=empty></head>",
	    "meta - http://a/b og:url\nmeta - http://a/c canonical\n"
	    "meta - Jan. 8, 2026 datePublished\n" },
	{ "parts deeper than anyone nests them",
	    "<div class=post><div><div><div><p>x</p></div></div></div></div>",
	    "div post\np post x\n" },
};

static const char *
or_dash(const char *s)
{
	return s == NULL ? "-" : s;
}

static bool
take_row(void *context, const struct row *row)
{
	static const char *const more[] = { "text", "href", "name", "id" };

	text_addf(context, "%s %s", row_get(row, "element"),
	    or_dash(row_get(row, "region")));
	for (size_t i = 0; i < COUNT_OF(more); i++) {
		if (row_get(row, more[i]) != NULL)
			text_addf(context, " %s", row_get(row, more[i]));
	}
	text_add(context, "\n", 1);
	return true;
}

static void
test_page(void **state)
{
	const struct page_case *c = *state;
	const struct document doc = {
		.url = "test:page",
		.content = body_of_string(c->html),
	};
	struct text all = { 0 };
	bool ok = html_format.read(&doc, &page_shape, take_row, &all);
	bool same = strcmp(text_string(&all), c->rows) == 0;

	if (!same)
		print_message("%s", all.bytes);
	body_close(doc.content);
	text_free(&all);
	assert_true(ok);
	assert_true(same);
}

static bool
take_longest(void *context, const struct row *row)
{
	size_t *longest = context;
	const char *text = row_get(row, "text");

	if (text != NULL && strlen(text) > *longest)
		*longest = strlen(text);
	return true;
}

/* The text of a link is cut off where a block's would be. */
static void
test_long_link(void **state)
{
	struct text html = { 0 };
	struct document doc = { .url = "test:page" };
	size_t longest = 0;

	(void)state;
	text_add_string(&html, "<a href=x>");
	while (html.length < 4 * BLOCK_TEXT_MAX)
		text_add_string(&html, "words of it ");
	text_add_string(&html, "</a>");
	doc.content = body_of_memory(html.bytes, html.length);
	assert_true(
	    html_format.read(&doc, &page_shape, take_longest, &longest));
	body_close(doc.content);
	text_free(&html);
	assert_in_range(longest, BLOCK_TEXT_MAX, BLOCK_TEXT_MAX * 3 / 2);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_page, table);
	suite_add(&s, "a long link", test_long_link);
	return suite_run(&s, "format_page");
}
