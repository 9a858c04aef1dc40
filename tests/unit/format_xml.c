#include "tests/support/support.h"

/* How far above the limit the last piece of a block may bring it. */
#define PART_MAX ((size_t)100 * 1024)

/* The shape of a publisher of our own. */
static const char *const inline_elements[] = { "E", "SU", "PRTPAGE", NULL };
static const char *const cell_elements[] = { "ENT", NULL };
static const char *const unit_elements[] = { "NOTICE", "RULE", NULL };
static const struct shape shape = {
	.inline_elements = inline_elements,
	.cell_elements = cell_elements,
	.unit_elements = unit_elements,
};
static const struct shape no_shape = { 0 };
static struct arena *arena;

struct xml_case {
	const char *name;
	const char *xml;
	const char *rows; /* NULL: cannot be read */
};

static const struct xml_case table[] = {
	{ "blocks", "<R><P>One</P><HD SOURCE=\"HED\">Two</HD></R>",
	    "P|One\nHD|Two\n" },
	{ "a unit", "<NOTICE><P>One</P></NOTICE>", "NOTICE\nP|One\n/NOTICE\n" },
	{ "units",
	    "<FEDREG><NOTICES><NOTICE><P>One</P></NOTICE><NOTICE/><RULE>Two"
	    "</RULE></NOTICES></FEDREG>",
	    "NOTICE\nP|One\n/NOTICE\nNOTICE\n/NOTICE\nRULE\nRULE|Two\n"
	    "/RULE\n" },
	{ "inline elements",
	    "<P>of the <E T=\"03\">Federal Register</E>, and 10<SU>2</SU>"
	    "</P>",
	    "P|of the Federal Register, and 102\n" },
	{ "inline elements with line ends",
	    "<FP>\n  The Honorable Kevin McCarthy,\n  <E T=\"03\"> Speaker of "
	    "the House</E>\n</FP>",
	    "FP|The Honorable Kevin McCarthy, Speaker of the House\n" },
	{ "a page within a paragraph",
	    "<P>abroad and the <PRTPAGE P=\"9899\"/> export of</P>",
	    "P|abroad and the export of\n" },
	{ "a page within a word", "<P>manu<PRTPAGE P=\"9899\"/>facture</P>",
	    "P|manufacture\n" },
	{ "a block within a block", "<A>One<B>Two</B>Three</A>",
	    "A|One\nB|Two\nA|Three\n" },
	{ "cells",
	    "<T><ROW><ENT I=\"01\">Other</ENT><ENT>$5 million</ENT></ROW>"
	    "<ROW><ENT>TOTAL</ENT><ENT>$6 million</ENT></ROW></T>",
	    "ROW|Other\t$5 million\nROW|TOTAL\t$6 million\n" },
	{ "cells on lines of their own",
	    "<ROW>\n  <ENT>Other</ENT>\n  <ENT>$5 million</ENT>\n</ROW>",
	    "ROW|Other\t$5 million\n" },
	{ "cells with inline elements",
	    "<ROW><ENT>Major <E>Defense</E> Equipment *</ENT><ENT>$ 0</ENT>"
	    "</ROW>",
	    "ROW|Major Defense Equipment *\t$ 0\n" },
	{ "an empty cell between", "<ROW><ENT>a</ENT><ENT/><ENT>c</ENT></ROW>",
	    "ROW|a\t\tc\n" },
	{ "an empty cell first", "<ROW><ENT/><ENT>b</ENT></ROW>", "ROW|\tb\n" },
	{ "white space is folded", "<P>\n  a \t b\n\n c  \n</P>", "P|a b c\n" },
	{ "tabs that indent the file's own lines",
	    "<P>\n\t\tbe published in the\n\t\t<E T=\"04\">Federal "
	    "Register</E>\n\t\tin time.\n\t</P>",
	    "P|be published in the Federal Register in time.\n" },
	{ "hard blanks",
	    "<P>&#160;a\xC2\xA0"
	    "b&#xA0;</P>",
	    "P|a b\n" },
	{ "entities of XML", "<P>R&amp;D &lt;b&gt; &quot;c&quot; &apos;</P>",
	    "P|R&D <b> \"c\" '\n" },
	{ "characters by number", "<P>T&#xFC;rkiye &#8220;and&#8221;</P>",
	    "P|T\xC3\xBCrkiye \xE2\x80\x9C"
	    "and\xE2\x80\x9D\n" },
	{ "comments and instructions",
	    "<?xml version=\"1.0\"?><?xml-stylesheet href=\"a.xsl\"?><P>One"
	    "<!-- no --><?USGPO Galley End:?> two</P><!-- no -->",
	    "P|One two\n" },
	{ "a section of characters", "<P><![CDATA[a < b & c]]></P>",
	    "P|a < b & c\n" },
	{ "blocks without text", "<R><P/><P> </P><E/></R>", "" },
	{ "UTF-8 without saying so", "<P>T\xC3\xBCrkiye</P>",
	    "P|T\xC3\xBCrkiye\n" },
	{ "UTF-8 that says so",
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><P>T\xC3\xBCrkiye</P>",
	    "P|T\xC3\xBCrkiye\n" },
	{ "Latin-1 that says so",
	    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><P>T\xFCrkiye"
	    "</P>",
	    "P|T\xC3\xBCrkiye\n" },
	{ "Latin-1 that says it is UTF-8",
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><P>T\xFCrkiye</P>",
	    "P|T\xC3\xBCrkiye\n" },
	{ "a mark of byte order", "\xEF\xBB\xBF<P>One</P>", "P|One\n" },
	{ "names with a prefix", "<x:P xmlns:x=\"urn:x\">One</x:P>",
	    "x:P|One\n" },
	{ "a document type in a comment", "<!-- <!DOCTYPE R> --><P>One</P>",
	    "P|One\n" },
	{ "a document type in characters", "<P><![CDATA[<!DOCTYPE R>]]></P>",
	    "P|<!DOCTYPE R>\n" },

	{ "an address of names that libxml2 warns of",
	    "<P xmlns=\"here\">One</P>", "P|One\n" },
	{ "names with a prefix of nothing", "<x:P>One</x:P>", NULL },
	{ "a document type", "<!DOCTYPE R><R><P>One</P></R>", NULL },
	{ "nothing", "", NULL },
	{ "no XML", "One", NULL },
	{ "not closed", "<R><P>One</P>", NULL },
	{ "cut off in a tag", "<R><P>One</P></", NULL },
	{ "closed by another", "<R><P>One</Q></R>", NULL },
	{ "two roots", "<P>One</P><P>Two</P>", NULL },
	{ "text behind the root", "<P>One</P>Two", NULL },
	{ "a bare ampersand", "<P>R&D</P>", NULL },
	{ "a bare bracket", "<P>a < b</P>", NULL },
	{ "an attribute without quotes", "<P a=b>One</P>", NULL },
	{ "an unknown entity", "<P>T&uuml;rkiye</P>", NULL },
	{ "a character that XML has not", "<P>a\x01</P>", NULL },
	{ "a number that XML has not", "<P>a&#0;</P>", NULL },
	{ "HTML", "<html><body><p>One<br>two</p></body></html>", NULL },
};

static void
check_xml(const struct xml_case *c, struct body *content)
{
	struct rows rows = { 0 };
	bool ok = rows_read(&rows, &xml_format, &shape, content, NULL);
	const char *all = arena_string(arena, text_string(&rows.all));

	rows_free(&rows);
	assert_int_equal(ok, c->rows != NULL);
	assert_false(rows.broken);
	if (ok)
		assert_string_equal(all, c->rows);
}

static void
test_xml(void **state)
{
	const struct xml_case *c = *state;

	check_xml(c, body_of_memory(c->xml, strlen(c->xml)));
	check_xml(c, body_of_drops(body_of_memory(c->xml, strlen(c->xml))));
}

static void
test_no_shape(void **state)
{
	static const char xml[] = "<NOTICE>a<E>b</E>c</NOTICE>";
	struct rows rows = { 0 };
	bool ok = rows_read(&rows, &xml_format, &no_shape,
	    body_of_memory(xml, sizeof(xml) - 1), NULL);
	const char *all = arena_string(arena, text_string(&rows.all));

	(void)state;
	rows_free(&rows);
	assert_true(ok);
	assert_string_equal(all, "NOTICE|a\nE|b\nNOTICE|c\n");
}

/* What is not in the document itself does not come, nor more than it. */
struct entity_case {
	const char *name;
	const char *xml;
};

#define BILLION                                          \
	"<!DOCTYPE R [<!ENTITY a \"lollollollol\">"      \
	"<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">" \
	"<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">" \
	"<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">" \
	"<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">" \
	"<!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">" \
	"<!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\">]>"

static const struct entity_case entities[] = {
	{ "a file",
	    "<!DOCTYPE R [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
	    "<R><P>One &x;</P></R>" },
	{ "a file's name",
	    "<!DOCTYPE R [<!ENTITY x SYSTEM \"/etc/passwd\">]>"
	    "<R><P>One &x;</P></R>" },
	{ "a parameter",
	    "<!DOCTYPE R [<!ENTITY % x SYSTEM \"file:///etc/passwd\"> %x;]>"
	    "<R><P>One</P></R>" },
	{ "another document type",
	    "<!DOCTYPE R SYSTEM \"file:///etc/passwd\"><R><P>One</P></R>" },
	{ "a billion", BILLION "<R><P>One &g;</P></R>" },
	{ "a billion in an attribute", BILLION "<R><P a=\"&g;\">One</P></R>" },
	{ "one that holds itself",
	    "<!DOCTYPE R [<!ENTITY x \"&y;\"><!ENTITY y \"&x;\">]>"
	    "<R><P>One &x;</P></R>" },
	{ "an inclusion",
	    "<R xmlns:xi=\"http://www.w3.org/2001/XInclude\"><P>One</P>"
	    "<xi:include href=\"/etc/passwd\" parse=\"text\"/></R>" },
};

static void
test_entity(void **state)
{
	const struct entity_case *c = *state;
	struct rows rows = { 0 };
	const char *all;

	rows_read(&rows, &xml_format, &shape,
	    body_of_memory(c->xml, strlen(c->xml)), NULL);
	all = arena_string(arena, text_string(&rows.all));
	rows_free(&rows);
	assert_null(strstr(all, "root:"));
	assert_true(strlen(all) < 1000);
}

static void
test_line_numbers(void **state)
{
	static const char xml[] = "<?xml version=\"1.0\"?>\n<NOTICE>\n<P>One"
				  "</P>\n\n<P>Two\n</P>\n</NOTICE>\n";
	struct rows rows = { 0 };
	const char *lines;

	(void)state;
	rows_read(&rows, &xml_format, &shape,
	    body_of_memory(xml, sizeof(xml) - 1), NULL);
	lines = arena_string(arena, text_string(&rows.lines));
	rows_free(&rows);
	assert_string_equal(lines, "2 3 5 7 ");
}

static void
test_refused(void **state)
{
	static const char xml[] = "<R><P>One</P><P>Two</P><P>Three</P></R>";
	struct rows rows = { .refused = 2 };
	bool ok = rows_read(&rows, &xml_format, &shape,
	    body_of_memory(xml, sizeof(xml) - 1), NULL);

	(void)state;
	rows_free(&rows);
	assert_false(ok);
	assert_int_equal(rows.count, 2);
}

/* Cut off at any byte, a document is never whole. */
static void
test_cut_anywhere(void **state)
{
	static const char xml[] =
	    "<?xml version=\"1.0\"?><NOTICE><P>T\xC3\xBCrkiye &amp; "
	    "<E T=\"03\">more</E></P><ROW><ENT>a</ENT></ROW></NOTICE>";
	size_t passed = 0;

	(void)state;
	for (size_t cut = 0; cut < sizeof(xml) - 1; cut++) {
		struct rows rows = { 0 };

		passed += rows_read(
		    &rows, &xml_format, &shape, body_of_memory(xml, cut), NULL);
		rows_free(&rows);
		passed += rows.broken;
	}
	assert_int_equal(passed, 0);
}

static void
test_cut_off(void **state)
{
	static const char xml[] = "<R><P>One</P></R>";
	struct rows rows = { 0 };
	bool ok = rows_read(&rows, &xml_format, &shape,
	    body_limit(body_of_memory(xml, sizeof(xml) - 1), 1000), NULL);

	(void)state;
	rows_free(&rows);
	assert_false(ok);
}

/* The log tells what is wrong, once, and where. */
static void
test_reason(void **state)
{
	static const struct xml_case broken = { "two mistakes",
		"<R>\n<P>One</Q>\n<P>Two</S></R>", NULL };
	struct listening l = listen_begin();
	const char *told;

	(void)state;
	check_xml(&broken, body_of_string(broken.xml));
	told = listen_end(arena, &l);
	assert_non_null(
	    strstr(told, "line 2: Opening and ending tag mismatch"));
	assert_null(strstr(told, "line 3"));
	assert_null(strstr(told, "cannot"));
}

struct long_case {
	const char *name;
	const char *before;
	const char *piece;
	const char *behind;
	size_t times;
};

static const struct long_case longs[] = {
	{ "deep", "", "<A>", "</A>", 100000 },
	{ "deep and closed", "", "<A>", "", 0 },
	{ "many blocks", "<R>", "<P>One</P>", "</R>", 50000 },
	{ "a long paragraph", "<P>", "\xE2\x82\xAC\xE2\x82\xAC ", "</P>",
	    500000 },
	{ "a long word", "<P>", "\xE2\x82\xAC", "</P>", 800000 },
	{ "a long paragraph in pieces", "<P>", "\xE2\x82\xAC<E>x</E>", "</P>",
	    300000 },
	{ "many cells", "<ROW>", "<ENT>a</ENT>", "</ROW>", 100000 },
	{ "many line ends", "<P>", "\n", "</P>", 300000 },
};

static void
test_long(void **state)
{
	const struct long_case *c = *state;
	struct text xml = { 0 };
	struct rows rows = { 0 };

	text_add_string(&xml, c->before);
	for (size_t i = 0; i < c->times; i++)
		text_add_string(&xml, c->piece);
	text_add_string(&xml, c->behind);
	rows_read(&rows, &xml_format, &shape,
	    body_of_memory(xml.bytes, xml.length), NULL);
	text_free(&xml);
	rows_free(&rows);
	assert_false(rows.broken);
	assert_true(rows.longest <= BLOCK_TEXT_MAX + PART_MAX);
}

/* As deep as the guard lets through, and an empty element within that. */
static void
test_deep(void **state)
{
	struct text xml = { 0 };
	struct rows rows = { 0 };
	const char *all;
	bool ok;

	(void)state;
	for (int i = 0; i < 256; i++)
		text_add_string(&xml, "<A>");
	text_add_string(&xml, "<B/>One<B/>");
	for (int i = 0; i < 256; i++)
		text_add_string(&xml, "</A>");
	ok = rows_read(&rows, &xml_format, &shape,
	    body_of_memory(xml.bytes, xml.length), NULL);
	all = arena_string(arena, text_string(&rows.all));
	text_free(&xml);
	rows_free(&rows);
	assert_true(ok);
	assert_string_equal(all, "A|One\n");
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
	text_add_string(&bytes, "<E>y</E></P>");
	ok = rows_read(&rows, &xml_format, &shape,
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
	SUITE_TABLE(&s, test_xml, table);
	suite_add(&s, "no shape", test_no_shape);
	SUITE_TABLE(&s, test_entity, entities);
	suite_add(&s, "line numbers", test_line_numbers);
	suite_add(&s, "the reason", test_reason);
	suite_add(&s, "a row is refused", test_refused);
	suite_add(&s, "cut off anywhere", test_cut_anywhere);
	suite_add(&s, "the content is cut off", test_cut_off);
	SUITE_TABLE(&s, test_long, longs);
	suite_add(&s, "deep", test_deep);
	suite_add(&s, "as long as a block may be", test_block);
	status = suite_run(&s, "format_xml");
	arena_free(arena);
	return status;
}
