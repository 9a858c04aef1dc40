#include "format/format.h"

#include "tests/support/support.h"
#include "tests/support/workbook.h"

static struct arena *arena;

static const char package[] =
    RELATIONS(RELATION("rId1", "officeDocument", "xl/workbook.xml"));
static const char relations[] = RELATIONS(RELATION("rId1", "worksheet",
    "worksheets/sheet1.xml") RELATION("rId2", "styles", "styles.xml")
	RELATION("rId3", "sharedStrings", "/xl/sharedStrings.xml")
	    RELATION("rId4", "theme", "./theme/../theme/theme1.xml"));
static const char book[] = BOOK("", SHEET("S", "rId1"));
static const char styles[] =
    STYLES("<fonts>" FONT("") "</fonts>"
			      "<cellXfs>" XF("0", "0") "</cellXfs>");
static const char strings[] = STRINGS("<si><t>shared</t></si>");
static const char theme[] = XML "<theme/>";

static const char *
read_parts(const struct zip_part *parts, size_t refused)
{
	static const struct shape no_shape = { 0 };
	size_t length;
	const char *zip = zip_of(arena, parts, &length);

	return cells_read(arena, &xlsx_format, &no_shape,
	    body_of_memory(zip, length), refused);
}

static const char *
read_content(struct body *content)
{
	static const struct shape no_shape = { 0 };

	return cells_read(arena, &xlsx_format, &no_shape, content, 0);
}

static const char one[] = ROW("<c t=\"str\"><v>one</v></c>");
static const char two[] = ROW("<c t=\"str\"><v>two</v></c>");

struct parts_case {
	const char *name;
	struct zip_part parts[8];
	const char *rows;
};

static const struct parts_case books[] = {
	{ "sheets in their order, hidden ones, one of a chart",
	    { { "_rels/.rels", package, 0, false },
		{ "xl/workbook.xml",
		    BOOK("",
			SHEET("R&amp;D", "rId2") SHEET("Chart",
			    "rId3") "<sheet name=\"First\" state=\"veryHidden\" r:id=\"rId1\"/>"),
		    0, false },
		{ "xl/_rels/workbook.xml.rels",
		    RELATIONS(RELATION("rId1", "worksheet", "1.xml")
			    RELATION("rId2", "worksheet", "../2.xml")
				RELATION("rId3", "chartsheet", "c.xml")),
		    0, false },
		{ "xl/1.xml", one, 0, false }, { "2.xml", two, 0, false } },
	    "R&D 1: two\nFirst 1: one\n" },
	{ "folders of one letter",
	    { { "_rels/.rels",
		  RELATIONS(RELATION("rId1", "officeDocument", "x/w.xml")), 0,
		  false },
		{ "x/w.xml", book, 0, false },
		{ "x/_rels/w.xml.rels",
		    RELATIONS(RELATION("rId1", "worksheet", "y/1.xml")), 0,
		    false },
		{ "x/y/1.xml", one, 0, false } },
	    "S 1: one\n" },
	{ "the strict form, a workbook elsewhere",
	    { { "_rels/.rels",
		  "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"a\" "
		  "Type=\"http://purl.oclc.org/ooxml/officeDocument/"
		  "relationships/officeDocument\" Target=\"/book.xml\"/>"
		  "</Relationships>",
		  0, false },
		{ "book.xml",
		    "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/"
		    "spreadsheetml/main\" xmlns:r=\"http://purl.oclc.org/ooxml/"
		    "officeDocument/relationships\"><x:sheets><x:sheet "
		    "name=\"S\" r:id=\"b\"/></x:sheets></x:workbook>",
		    0, false },
		{ "_rels/book.xml.rels",
		    "<Relationships xmlns=\"" PACKAGE
		    "\"><Relationship Id=\"b\" "
		    "Type=\"http://purl.oclc.org/ooxml/officeDocument/"
		    "relationships/worksheet\" Target=\"1.xml\"/>"
		    "</Relationships>",
		    0, false },
		{ "1.xml", one, 0, false } },
	    "S 1: one\n" },
	{ "a palette of its own",
	    { { "_rels/.rels", package, 0, false },
		{ "xl/workbook.xml", book, 0, false },
		{ "xl/_rels/workbook.xml.rels",
		    RELATIONS(RELATION("rId1", "worksheet", "1.xml")
			    RELATION("rId2", "styles", "styles.xml")),
		    0, false },
		{ "xl/1.xml", ROW(NUMBER("0", "1") NUMBER("1", "2")), 0,
		    false },
		{ "xl/styles.xml",
		    STYLES("<fonts>" FONT("<color indexed=\"1\"/>") FONT(
			"<color indexed=\"12\"/>") "</fonts>"
						   "<cellXfs>" XF("0", "0") XF(
						       "0",
						       "1") "</cellXfs>"
							    "<colors><indexedColors><rgbColor rgb=\"00000000\"/>"
							    "<rgbColor rgb=\"00000080\"/></indexedColors></colors>"),
		    0, false } },
	    "S 1: 1{FF000080}|2{FF0000FF}\n" },
	{ "a style without its font",
	    { { "_rels/.rels", package, 0, false },
		{ "xl/workbook.xml", book, 0, false },
		{ "xl/_rels/workbook.xml.rels",
		    RELATIONS(RELATION("rId1", "worksheet", "1.xml")
			    RELATION("rId2", "styles", "styles.xml")),
		    0, false },
		{ "xl/1.xml", one, 0, false },
		{ "xl/styles.xml",
		    STYLES("<fonts>" FONT("") "</fonts><cellXfs>" XF(
			"0", "1") "</cellXfs>"),
		    0, false } },
	    "!" },
	{ "no styles, though a cell has the second",
	    { { "_rels/.rels", package, 0, false },
		{ "xl/workbook.xml", book, 0, false },
		{ "xl/_rels/workbook.xml.rels",
		    RELATIONS(RELATION("rId1", "worksheet", "1.xml")), 0,
		    false },
		{ "xl/1.xml", ROW(NUMBER("0", "1") NUMBER("1", "2")), 0,
		    false } },
	    "!" },
	{ "no styles, and cells of the first",
	    { { "_rels/.rels", package, 0, false },
		{ "xl/workbook.xml", book, 0, false },
		{ "xl/_rels/workbook.xml.rels",
		    RELATIONS(RELATION("rId1", "worksheet", "1.xml")), 0,
		    false },
		{ "xl/1.xml", ROW(NUMBER("0", "1") NUMBER("0", "2")), 0,
		    false } },
	    "S 1: 1|2\n" },
	{ "no shared strings, though a cell has one",
	    { { "_rels/.rels", package, 0, false },
		{ "xl/workbook.xml", book, 0, false },
		{ "xl/_rels/workbook.xml.rels",
		    RELATIONS(RELATION("rId1", "worksheet", "1.xml")), 0,
		    false },
		{ "xl/1.xml", ROW(NUMBER("0", "1") SHARED("0", "0")), 0,
		    false } },
	    "!" },
	{ "shared strings that are not in it",
	    { { "_rels/.rels", package, 0, false },
		{ "xl/workbook.xml", book, 0, false },
		{ "xl/_rels/workbook.xml.rels", relations, 0, false },
		{ "xl/worksheets/sheet1.xml", one, 0, false },
		{ "xl/styles.xml", styles, 0, false },
		{ "xl/theme/theme1.xml", theme, 0, false } },
	    "!" },
	{ "a theme that is not in it",
	    { { "_rels/.rels", package, 0, false },
		{ "xl/workbook.xml", book, 0, false },
		{ "xl/_rels/workbook.xml.rels", relations, 0, false },
		{ "xl/worksheets/sheet1.xml", one, 0, false },
		{ "xl/styles.xml", styles, 0, false },
		{ "xl/sharedStrings.xml", strings, 0, false } },
	    "!" },
	{ "no relations", { { "xl/workbook.xml", book, 0, false } }, "!" },
	{ "no workbook", { { "_rels/.rels", package, 0, false } }, "!" },
	{ "a document of another kind",
	    { { "_rels/.rels", RELATIONS(RELATION("rId1", "metadata", "a.xml")),
		0, false } },
	    "!" },
	{ "no sheet",
	    { { "_rels/.rels", package, 0, false },
		{ "xl/workbook.xml", BOOK("", ""), 0, false },
		{ "xl/_rels/workbook.xml.rels", RELATIONS(""), 0, false } },
	    "!" },
	{ "a sheet that is not in it",
	    { { "_rels/.rels", package, 0, false },
		{ "xl/workbook.xml", book, 0, false },
		{ "xl/_rels/workbook.xml.rels",
		    RELATIONS(RELATION("rId1", "worksheet", "1.xml")), 0,
		    false } },
	    "!" },
	{ "a sheet without a relation",
	    { { "_rels/.rels", package, 0, false },
		{ "xl/workbook.xml", book, 0, false },
		{ "xl/_rels/workbook.xml.rels", RELATIONS(""), 0, false } },
	    "!" },
	{ "a sheet with a password",
	    { { "_rels/.rels", package, 0, false },
		{ "xl/workbook.xml", book, 0, false },
		{ "xl/_rels/workbook.xml.rels",
		    RELATIONS(RELATION("rId1", "worksheet", "1.xml")), 0,
		    false },
		{ "xl/1.xml", one, 0, true } },
	    "!" },
	{ "an empty zip file", { { "a", "", 0, false } }, "!" },
};

static void
test_books(void **state)
{
	const struct parts_case *c = *state;

	assert_string_equal(read_parts(c->parts, 0), c->rows);
}

/* Contents */

static const struct zip_part whole[] = {
	{ "_rels/.rels", package, 0, false },
	{ "xl/_rels/workbook.xml.rels", relations, 0, false },
	{ "xl/workbook.xml", book, 0, false },
	{ "xl/worksheets/sheet1.xml", one, 0, false },
	{ "xl/styles.xml", styles, 0, false },
	{ "xl/sharedStrings.xml", strings, 0, false },
	{ "xl/theme/theme1.xml", theme, 0, false },
	{ NULL, NULL, 0, false },
};

static void
test_contents(void **state)
{
	size_t length;
	const char *zip = zip_of(arena, whole, &length);

	(void)state;
	assert_string_equal(
	    read_content(body_of_drops(body_of_memory(zip, length))),
	    "S 1: one\n");
	assert_string_equal(read_content(body_of_string("")), "!");
	assert_string_equal(read_content(body_of_string("a,b\n1,2\n")), "!");
	assert_string_equal(read_content(body_of_string(
				"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old")),
	    "!");
	assert_string_equal(read_content(body_failing("cut off")), "!");
	for (size_t i = 1; i < length; i += 97)
		assert_string_equal(
		    read_content(body_of_memory(zip, length - i)), "!");
}

/* Only what breaks a zip file is the document's fault. */
static void
test_fault(void **state)
{
	static const struct shape no_shape = { 0 };
	size_t length;
	const char *zip = zip_of(arena, whole, &length);
	struct body *contents[] = {
		body_of_memory(zip, length),
		body_of_string("a,b\n1,2\n"),
		body_of_string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"),
		body_of_memory(zip, length - 1),
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(contents); i++) {
		struct rows rows = { 0 };
		bool ok = rows_read(
		    &rows, &xlsx_format, &no_shape, contents[i], NULL);

		rows_free(&rows);
		assert_int_equal(ok, i == 0);
		assert_int_equal(rows.error != NULL, i == 3);
	}
}

/* Whatever byte is another, no row but that one comes, or none. */
static void
test_changed(void **state)
{
	size_t length;
	char *zip = zip_of(arena, whole, &length);

	(void)state;
	for (size_t i = 0; i < length; i += 3) {
		const char *rows;

		zip[i] ^= 0x20;
		rows = read_content(body_of_memory(zip, length));
		assert_true(strcmp(rows, "S 1: one\n") == 0 ||
		    strcmp(rows, "!S 1: one\n") == 0 || strcmp(rows, "!") == 0);
		zip[i] ^= 0x20;
	}
}

static void
test_refused(void **state)
{
	static const char cells[] = CELLS("<row><c><v>1</v></c></row>"
					  "<row><c><v>2</v></c></row>");
	const struct zip_part parts[] = { whole[0], whole[1], whole[2],
		{ "xl/worksheets/sheet1.xml", cells, 0, false }, whole[4],
		whole[5], whole[6], whole[7] };

	(void)state;
	assert_string_equal(read_parts(parts, 1), "!S 1: 1\n");
	assert_string_equal(read_parts(parts, 2), "!S 1: 1\nS 2: 2\n");
}

/* Long ones */

struct long_case {
	const char *name;
	const char *part; /* the one that is long */
	const char *before;
	const char *piece;
	size_t times;
	const char *after;
	const char *limit; /* a word of the error; NULL: it is read */
};

#define TEN "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define THOUSAND                                                        \
	HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED \
	    HUNDRED HUNDRED

#define SHEET_PART "xl/worksheets/sheet1.xml"
#define STYLES_PART "xl/styles.xml"

#define BEFORE_ROWS "<worksheet><sheetData>"
#define BEHIND_ROWS "</sheetData></worksheet>"
#define TEN_TIMES(s) s s s s s s s s s s
#define NINE_CELLS "<c/><c/><c/><c/><c/><c/><c/><c/><c/>"
#define NINETY_NINE_CELLS TEN_TIMES(NINE_CELLS) NINE_CELLS
#define ROW_OF_999 "<row>" TEN_TIMES(NINETY_NINE_CELLS) NINE_CELLS "</row>"

static const struct long_case longs[] = {
	{ "many rows", SHEET_PART, BEFORE_ROWS, "<row><c><v>1</v></c></row>",
	    200000, BEHIND_ROWS, NULL },
	{ "as many sheets as there may be", "xl/workbook.xml",
	    "<workbook xmlns:r=\"urn:r\"><sheets>",
	    "<sheet name=\"S\" r:id=\"rId1\"> </sheet>", 10000,
	    "</sheets></workbook>", NULL },
	{ "too many sheets", "xl/workbook.xml",
	    "<workbook xmlns:r=\"urn:r\"><sheets>",
	    "<sheet name=\"S\" r:id=\"rId1\"/>", 10001, "</sheets></workbook>",
	    "limit sheets" },
	{ "as many relations as there may be", "xl/_rels/workbook.xml.rels",
	    "<Relationships>" RELATION(
		"rId1", "worksheet", "worksheets/sheet1.xml"),
	    "<Relationship> </Relationship>", 9999, "</Relationships>", NULL },
	{ "too many relations", "xl/_rels/workbook.xml.rels", "<Relationships>",
	    "<Relationship/>", 10001, "</Relationships>", "limit sheets" },
	{ "as many styles as there may be", STYLES_PART,
	    "<styleSheet><cellXfs>", "<xf/>", 65536, "</cellXfs></styleSheet>",
	    NULL },
	{ "too many styles", STYLES_PART, "<styleSheet><cellXfs>", "<xf/>",
	    65537, "</cellXfs></styleSheet>", "limit styles" },
	{ "as many fonts as there may be", STYLES_PART, "<styleSheet><fonts>",
	    "<font/>", 65536, "</fonts><cellXfs><xf/></cellXfs></styleSheet>",
	    NULL },
	{ "too many fonts", STYLES_PART, "<styleSheet><fonts>", "<font/>",
	    65537, "</fonts><cellXfs><xf/></cellXfs></styleSheet>",
	    "limit styles" },
	{ "as many codes of numbers as there may be", STYLES_PART,
	    "<styleSheet><numFmts>", "<numFmt numFmtId=\"1\"/>", 4096,
	    "</numFmts><cellXfs><xf/></cellXfs></styleSheet>", NULL },
	{ "too many codes of numbers", STYLES_PART, "<styleSheet><numFmts>",
	    "<numFmt numFmtId=\"1\"/>", 4097,
	    "</numFmts><cellXfs><xf/></cellXfs></styleSheet>", "limit styles" },
	{ "the last row that there may be", SHEET_PART, BEFORE_ROWS, "", 0,
	    "<row r=\"1048576\"><c/></row>" BEHIND_ROWS, NULL },
	{ "a row behind the last", SHEET_PART, BEFORE_ROWS, "", 0,
	    "<row r=\"1048577\"><c/></row>" BEHIND_ROWS, "limit rows" },
	{ "as many columns as there may be", SHEET_PART, BEFORE_ROWS "<row>",
	    "<c/>", 16384, "</row>" BEHIND_ROWS, NULL },
	{ "too many columns", SHEET_PART, BEFORE_ROWS "<row>", "<c/>", 16385,
	    "</row>" BEHIND_ROWS, "limit columns" },
	{ "as many cells as any file may have", SHEET_PART, BEFORE_ROWS,
	    ROW_OF_999, 1000, BEHIND_ROWS, NULL },
	{ "more than one of its size may have", SHEET_PART, BEFORE_ROWS,
	    ROW_OF_999, 1200, BEHIND_ROWS, "limit cells" },
	{ "a long row", SHEET_PART, BEFORE_ROWS "<row>",
	    "<c t=\"str\"><v>" THOUSAND THOUSAND "</v></c>", 10000,
	    "</row>" BEHIND_ROWS, "limit row" },
	{ "a long text in pieces", SHEET_PART,
	    BEFORE_ROWS "<row><c t=\"str\"><v>", THOUSAND "<!-- -->", 20000,
	    "</v></c></row>" BEHIND_ROWS, "limit cell" },
	{ "a long text", SHEET_PART, BEFORE_ROWS "<row><c t=\"str\"><v>",
	    THOUSAND, 11000, "</v></c></row>" BEHIND_ROWS, "" },
	{ "a long shared string", "xl/sharedStrings.xml", "<sst><si>",
	    "<t>" THOUSAND "</t>", 20000, "</si></sst>",
	    "limit shared strings" },
	{ "long shared strings", "xl/sharedStrings.xml", "<sst>",
	    "<si><t>" THOUSAND THOUSAND THOUSAND "</t></si>", 45000, "</sst>",
	    "limit shared strings" },
	{ "elements within elements", SHEET_PART, "", "<a>", 100000, "",
	    "limit open elements" },
	{ "attributes of one element", SHEET_PART, "<worksheet", " a='b'", 257,
	    "/>", "limit attributes" },
};

static bool
count_row(void *context, const struct row *row)
{
	(void)row;
	++*(size_t *)context;
	return true;
}

static void
test_long(void **state)
{
	static const struct shape no_shape = { 0 };
	const struct long_case *c = *state;
	struct zip_part parts[COUNT_OF(whole)];
	struct document doc = { .url = "test:document" };
	struct text xml = { 0 };
	size_t count = 0;
	const char *zip;
	size_t length;
	bool ok;

	text_add_string(&xml, c->before);
	for (size_t i = 0; i < c->times; i++)
		text_add_string(&xml, c->piece);
	text_add_string(&xml, c->after);
	memcpy(parts, whole, sizeof(whole));
	for (size_t i = 0; parts[i].name != NULL; i++) {
		if (strcmp(parts[i].name, c->part) == 0)
			parts[i].content = text_string(&xml);
	}
	zip = zip_of(arena, parts, &length);
	doc.content = body_of_memory(zip, length);
	ok = xlsx_format.read(&doc, &no_shape, count_row, &count);
	assert_int_equal(ok, c->limit == NULL);
	if (c->limit != NULL && c->limit[0] != '\0') {
		assert_non_null(body_error(doc.content));
		assert_non_null(strstr(body_error(doc.content), c->limit));
	}
	body_close(doc.content);
	text_free(&xml);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_books, books);
	suite_add(&s, "contents", test_contents);
	suite_add(&s, "whose fault it is", test_fault);
	suite_add(&s, "changed bytes", test_changed);
	suite_add(&s, "a row is refused", test_refused);
	SUITE_TABLE(&s, test_long, longs);
	status = suite_run(&s, "format_xlsx_book");
	arena_free(arena);
	return status;
}
