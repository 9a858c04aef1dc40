/* What the guard lets through to libxml2, and where it stops. */
#include "tests/support/support.h"

#include "archive/body.h"
#include "base/memory.h"
#include "format/guard.h"

static struct arena *arena;

/* A piece of markup that is repeated, between two others. */
struct guard_case {
	const char *name;
	bool html;
	const char *before;
	const char *piece;
	size_t times;
	const char *behind;
	const char *limit; /* a word of the error; NULL: there is none */
};

static const struct guard_case table[] = {
	{ "XML: as many open elements as there may be", false, "", "<a>",
	    GUARD_OPEN_XML, "", NULL },
	{ "XML: one more", false, "", "<a>", GUARD_OPEN_XML + 1, "",
	    "open elements" },
	{ "XML: one behind the other", false, "<r>", "<a x='1'>b</a>", 10000,
	    "</r>", NULL },
	{ "XML: empty ones", false, "<r>", "<a x=\"1\"/>", 10000, "</r>",
	    NULL },
	{ "XML: an end tag of nothing ends nothing", false, "", "<a></x>",
	    GUARD_OPEN_XML + 1, "", "open elements" },
	{ "XML: what is closed within counts no more", false, "", "<a><b></b>",
	    GUARD_OPEN_XML - 1, "", NULL },
	{ "XML: what is around it stays open", false, "", "<a><b></b>",
	    GUARD_OPEN_XML, "", "open elements" },
	{ "XML: an end tag with a blank ends", false, "", "</x ><a>",
	    GUARD_OPEN_XML + 1, "", "open elements" },
	{ "XML: an angle in a value opens nothing", false, "<r>",
	    "<a x='<b>'/>", 10000, "</r>", NULL },
	{ "XML: a comment opens nothing", false, "<r>", "<!-- <a> -->", 10000,
	    "</r>", NULL },
	{ "XML: a comment of several elements", false, "<r>",
	    "<!-- <a><b><c> -->", 10000, "</r>", NULL },
	{ "XML: a section of characters opens nothing", false, "<r>",
	    "<![CDATA[<a>]]>", 10000, "</r>", NULL },
	{ "XML: one section of characters opens nothing", false, "<r><![CDATA[",
	    "<a>", GUARD_OPEN_XML + 1, "]]></r>", NULL },
	{ "XML: one bracket ends no section of characters", false,
	    "<r><![CDATA[x]x>", "<a>", GUARD_OPEN_XML + 1, "]]></r>", NULL },
	{ "XML: behind a section they count again", false, "<r><![CDATA[x]]>",
	    "<a>", GUARD_OPEN_XML, "", "open elements" },
	{ "HTML: a section of characters is none", true, "<![CDATA[", "<i>",
	    GUARD_OPEN_HTML + 2, "]]>", "open elements" },
	{ "XML: as many attributes as there may be", false, "<a", " b='c'",
	    GUARD_ATTRIBUTES, "/>", NULL },
	{ "XML: one more attribute", false, "<a", " b='c'",
	    GUARD_ATTRIBUTES + 1, "/>", "attributes" },
	{ "XML: a comment that does not end", false, "<!--", "x", GUARD_MARKUP,
	    "", "markup" },
	{ "XML: a comment of many lines", false, "<!--", "x\n", 100000, "-->",
	    NULL },
	{ "XML: a tag that does not end", false, "<a b='", "x", GUARD_MARKUP,
	    "", "markup" },
	{ "XML: an instruction that does not end", false, "<?a ", "x",
	    GUARD_MARKUP, "", "markup" },
	{ "XML: much text", false, "<a>", "text > ", 1000000, "</a>", NULL },
	{ "XML: a document type", false, "<?xml version='1.0'?><!DOCTYPE a", "",
	    0, ">", "document type" },
	{ "HTML: a document type is usual", true, "<!DOCTYPE html>", "", 0,
	    "<p>", NULL },
	{ "HTML: as many open elements as there may be", true, "", "<div>",
	    GUARD_OPEN_HTML, "", NULL },
	{ "HTML: one more", true, "", "<i>", GUARD_OPEN_HTML + 1, "",
	    "open elements" },
	{ "HTML: an end tag ends what is within it", true, "", "<i><b></i>",
	    10000, "", NULL },
	{ "HTML: an end tag in a script ends nothing", true, "",
	    "<i><script></i></script>", GUARD_OPEN_HTML + 1, "",
	    "open elements" },
	{ "HTML: a slash behind a script's name", true, "",
	    "<i><script></script/>", GUARD_OPEN_HTML + 1, "", "open elements" },
	{ "HTML: a bracket behind a script's name", true, "",
	    "<i><script></script<b>", GUARD_OPEN_HTML + 1, "",
	    "open elements" },
	{ "HTML: another end tag before a script's", true,
	    "<script></x</script>", "<i>", GUARD_OPEN_HTML + 1, "",
	    "open elements" },
	{ "HTML: the end tag of a longer name in a script", true, "",
	    "<i><script></scripts </i></script>", GUARD_OPEN_HTML / 2, "",
	    NULL },
	{ "HTML: a quote behind a script's name opens one", true, "",
	    "<i><script\"></i></script>", GUARD_OPEN_HTML + 1, "",
	    "open elements" },
	{ "HTML: a bracket before a tag", true, "", "<<i>", GUARD_OPEN_HTML + 1,
	    "", "open elements" },
	{ "HTML: an end tag of no name", true, "", "</<i>", GUARD_OPEN_HTML + 1,
	    "", "open elements" },
	{ "HTML: no comment", true, "", "<!<i>", GUARD_OPEN_HTML + 1, "",
	    "open elements" },
	{ "HTML: half a comment", true, "", "<!-<i>", GUARD_OPEN_HTML + 1, "",
	    "open elements" },
	{ "HTML: half a document type", true, "", "<!doc<i>",
	    GUARD_OPEN_HTML + 1, "", "open elements" },
	{ "HTML: no instruction", true, "", "<?<i>", GUARD_OPEN_HTML + 1, "",
	    "open elements" },
	{ "HTML: an instruction", true, "", "<?x <i>", 10000, "", NULL },
	{ "HTML: a comment that ends as none should", true, "<!-- --!>", "<i>",
	    GUARD_OPEN_HTML + 1, "", "open elements" },
	{ "HTML: a comment that ends at once does not", true, "<!-->", "<i>",
	    GUARD_OPEN_HTML + 1, "-->", NULL },
	{ "HTML: a quote where a name belongs", true, "", "<i <=\">",
	    GUARD_OPEN_HTML + 1, "", "open elements" },
	{ "HTML: a quote within a name", true, "", "<i a\"=\">",
	    GUARD_OPEN_HTML + 1, "", "open elements" },
	{ "HTML: a value behind blanks", true, "", "<br a = '<i>'>", 10000, "",
	    NULL },
	{ "HTML: a second value", true, "", "<i a=b =\">", GUARD_OPEN_HTML + 1,
	    "", "open elements" },
	{ "HTML: a document type with addresses", true,
	    "<!DOCTYPE html PUBLIC '-//W3C//DTD' \"http://w3.org/'\">", "<i>",
	    GUARD_OPEN_HTML, "", NULL },
	{ "HTML: a document type that holds a tag", true,
	    "<!DOCTYPE a SYSTEM 'a><script>'>", "<i>", 1, "", "quote" },
	{ "HTML: in capitals", true, "", "<I></i>", 10000, "", NULL },
	{ "HTML: what needs no end", true, "", "<p><li><br><td>", 10000, "",
	    NULL },
	{ "HTML: a drawing", true, "<svg>", "<path d=\"M0\"/>", 10000, "</svg>",
	    NULL },
	{ "HTML: a slash of a value closes nothing", true, "", "<a href=x/>",
	    GUARD_OPEN_HTML + 1, "", "open elements" },
	{ "HTML: a script is no markup", true, "<script>", "if (a<b && c<d) ",
	    10000, "</script>", NULL },
	{ "HTML: an apostrophe in a value", true, "", "<a title=don't>x</a>",
	    10000, "", NULL },
	{ "HTML: an angle in text", true, "", "a < b, a <3 ", 10000, "", NULL },
	{ "HTML: one more attribute", true, "<a", " b", GUARD_ATTRIBUTES + 1,
	    ">", "attributes" },
	{ "HTML: behind an unquoted value", true, "<a x=1", " b=2",
	    GUARD_ATTRIBUTES + 1, ">", "attributes" },
};

static const char *
guard_text(const struct guard_case *c)
{
	struct text t = { 0 };
	const char *copy;

	text_add_string(&t, c->before);
	for (size_t i = 0; i < c->times; i++)
		text_add_string(&t, c->piece);
	text_add_string(&t, c->behind);
	copy = arena_string(arena, text_string(&t));
	text_free(&t);
	return copy;
}

/* In reads of any size the same comes through, and the same is stopped. */
static void
test_guard(void **state)
{
	static const size_t sizes[] = { 1, 7, 4096, 1 << 20 };
	const struct guard_case *c = *state;
	const char *text = guard_text(c);

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct body *below = body_of_memory(text, strlen(text));
		struct body *b = c->html ? guard_html(below) : guard_xml(below);
		char *buffer = xzalloc(sizes[i]);
		size_t all = 0;
		ssize_t n;

		while ((n = body_read(b, buffer, sizes[i])) > 0) {
			assert_memory_equal(buffer, text + all, (size_t)n);
			all += (size_t)n;
		}
		if (c->limit == NULL) {
			assert_int_equal(n, 0);
			assert_int_equal(all, strlen(text));
		} else {
			assert_int_equal(n, -1);
			assert_non_null(strstr(body_error(b), c->limit));
			assert_ptr_equal(body_error(below), body_error(b));
		}
		free(buffer);
		body_close(b);
	}
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_guard, table);
	status = suite_run(&s, "guard");
	arena_free(arena);
	return status;
}
