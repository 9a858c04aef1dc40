#include "extract/format/xlsx.h"

#include "tests/support/support.h"

static const struct shape no_shape = { 0 };
static struct arena *arena;

/* Rows */

struct sheet_rows {
	struct text all; /* "Sheet 3: a|~|b{FF0000FF}" a row: ~ for NULL */
	size_t count;
	size_t refused; /* the number of the row that is refused; 0: none */
};

static bool
take_row(void *context, const struct row *row)
{
	struct sheet_rows *r = context;

	text_addf(&r->all, "%s %zu: ", row->part, row->line);
	for (size_t i = 0; i < row->count; i++) {
		const struct field *f = &row->fields[i];

		assert_string_equal(f->name, "");
		text_addf(&r->all, "%s%s", i == 0 ? "" : "|",
		    f->value == NULL ? "~" : f->value);
		if (f->mark != NULL)
			text_addf(&r->all, "{%s}", f->mark);
	}
	text_add_string(&r->all, "\n");
	return ++r->count != r->refused;
}

/* What is read, "!" before it if not to the end; closes the body. */
static const char *
read_xlsx(struct body *content)
{
	const struct document doc = { .url = "test:document",
		.content = content };
	struct sheet_rows rows = { 0 };
	bool ok = xlsx_format.read(&doc, &no_shape, take_row, &rows);
	const char *all =
	    arena_print(arena, "%s%s", ok ? "" : "!", text_string(&rows.all));

	body_close(content);
	text_free(&rows.all);
	return all;
}

static const char *
read_parts(const struct zip_part *parts)
{
	size_t length;
	const char *zip = zip_of(arena, parts, &length);

	return read_xlsx(body_of_memory(zip, length));
}

/* Workbooks */

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

#define RELATIONS(list) \
	XML "<Relationships xmlns=\"" PACKAGE "\">" list "</Relationships>"
#define RELATION(id, type, target)                            \
	"<Relationship Id=\"" id "\" Type=\"" OFFICE "/" type \
	"\" Target=\"" target "\"/>"
#define BOOK(settings, list)                                                \
	XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\">" settings \
	    "<sheets>" list "</sheets></workbook>"
#define SHEET(name, id) \
	"<sheet name=\"" name "\" sheetId=\"1\" r:id=\"" id "\"/>"
#define CELLS(rows)                                          \
	XML "<worksheet xmlns=\"" MAIN "\"><sheetData>" rows \
	    "</sheetData></worksheet>"
#define STYLES(list) XML "<styleSheet xmlns=\"" MAIN "\">" list "</styleSheet>"
#define STRINGS(list) XML "<sst xmlns=\"" MAIN "\">" list "</sst>"

static const char package[] =
    RELATIONS(RELATION("rId1", "officeDocument", "xl/workbook.xml"));
static const char relations[] = RELATIONS(RELATION("rId1", "worksheet",
    "worksheets/sheet1.xml") RELATION("rId2", "styles", "styles.xml")
	RELATION("rId3", "sharedStrings", "/xl/sharedStrings.xml")
	    RELATION("rId4", "theme", "./theme/../theme/theme1.xml"));
static const char book[] = BOOK("", SHEET("S", "rId1"));
static const char book_1904[] =
    BOOK("<workbookPr date1904=\"1\"/>", SHEET("S", "rId1"));

static const char theme[] = XML
    "<a:theme xmlns:a=\"urn:a\"><a:themeElements><a:clrScheme name=\"Office\">"
    "<a:dk1><a:sysClr val=\"windowText\" lastClr=\"000000\"/></a:dk1>"
    "<a:lt1><a:sysClr val=\"window\" lastClr=\"FFFFFF\"/></a:lt1>"
    "<a:dk2><a:srgbClr val=\"0e2841\"/></a:dk2>"
    "<a:lt2><a:srgbClr val=\"E8E8E8\"/></a:lt2>"
    "<a:accent1><a:srgbClr val=\"156082\"/></a:accent1>"
    "</a:clrScheme></a:themeElements><a:extraClrSchemeLst><a:extraClrScheme>"
    "<a:clrScheme><a:accent1><a:srgbClr val=\"123456\"/></a:accent1>"
    "</a:clrScheme></a:extraClrScheme></a:extraClrSchemeLst></a:theme>";

#define FONT(colour) "<font><sz val=\"10\"/>" colour "</font>"
#define XF(code, font) \
	"<xf numFmtId=\"" code "\" fontId=\"" font "\" xfId=\"0\"/>"

/* Styles 0 to 9 are colours, from 10 on formats. */
static const char styles[] = STYLES(
    "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"&quot;d&quot;#,##0.0\"/>"
    "<numFmt numFmtId=\"14\" formatCode=\"0.00\"/></numFmts>"
    "<fonts>" FONT("") FONT("<color rgb=\"FF0000ff\"/>") FONT(
	"<color rgb=\"00FF0000\"/>") FONT("<color indexed=\"12\"/>")
	FONT("<color theme=\"4\"/>") FONT("<color theme=\"1\"/>") FONT(
	    "<color auto=\"1\"/>") FONT("<color indexed=\"64\"/>")
	    FONT("<color theme=\"4\" tint=\"-0.25\"/>") FONT(
		"<color indexed=\"8\"/>") "</fonts>"
					  "<cellStyleXfs>" XF("22",
					      "1") "</cellStyleXfs>"
						   "<cellXfs>" XF("0", "0") XF(
						       "0", "1") XF("0",
						       "2") XF("0", "3") XF("0",
						       "4") XF("0", "5") XF("0",
						       "6") XF("0", "7") XF("0",
						       "8") XF("0",
						       "9") XF("15",
						       "0") XF("164",
						       "0") XF("165",
						       "0") XF("14",
						       "0") XF("18",
						       "0") XF("46",
						       "0") XF("22",
						       "1") "</cellXfs>"
							    "<dxfs><dxf>" FONT(
								"<color rgb=\"FF123456\"/>") "</dxf></dxfs>");

#define COLOURED(colour, text) "<r><rPr><b/>" colour "</rPr><t>" text "</t></r>"
#define BLUE "<color rgb=\"FF0000FF\"/>"
#define RED "<color rgb=\"FFFF0000\"/>"

static const char strings[] = STRINGS(
    /* 0 */
    "<si><t>plain</t></si>"
    /* 1 */ "<si><t xml:space=\"preserve\"> a &amp; b\n</t></si>"
    /* 2 */ "<si><t>\xE6\x9D\xB1</t><rPh sb=\"0\" eb=\"1\"><t>higashi</t></rPh>"
    "<phoneticPr fontId=\"1\"/></si>"
    /* 3 */ "<si>" COLOURED(BLUE, "one") COLOURED("", " ") COLOURED(BLUE,
	"two") "</si>"
	       /* 4 */ "<si>" COLOURED(BLUE, "one") COLOURED(RED,
		   "two") "</si>"
			  /* 5 */ "<si><r><t>one</t></r>" COLOURED(BLUE,
			      "two") "</si>"
				     /* 6 */ "<si>" COLOURED("",
					 "black") "</si>"
						  /* 7 */ "<si><t></t></si>"
						  /* 8 */ "<si/>"
						  /* 9 */
						  "<si><t>a_x000D_\nb_x005F_c _x12G4_ _x20AC_ _xD83D_ _x00</t></si>"
						  /* 10 */
						  "<si><t>x<!-- y --><![CDATA[<z>]]></t></si>");

static const char *
read_cells(const char *workbook, const char *cells)
{
	const struct zip_part parts[] = {
		{ "_rels/.rels", package, 0, false },
		{ "xl/_rels/workbook.xml.rels", relations, 0, false },
		{ "xl/workbook.xml", workbook, 0, false },
		{ "XL/Worksheets/Sheet1.xml", cells, 0, false },
		{ "xl/styles.xml", styles, 0, false },
		{ "xl/sharedStrings.xml", strings, 0, false },
		{ "xl/theme/theme1.xml", theme, 0, false },
		{ NULL, NULL, 0, false },
	};

	return read_parts(parts);
}

struct cells_case {
	const char *name;
	const char *cells;
	const char *rows;
};

#define ROW(cells) CELLS("<row r=\"1\">" cells "</row>")
#define NUMBER(style, value) "<c s=\"" style "\"><v>" value "</v></c>"
#define SHARED(style, number) "<c s=\"" style "\" t=\"s\"><v>" number "</v></c>"
#define INLINE(text) "<c t=\"inlineStr\"><is>" text "</is></c>"

static const struct cells_case table[] = {
	{ "gaps, and an empty cell at the end",
	    CELLS(
		"<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"D3\"><v>2</v></c>"
		"<c><v>3</v></c><c r=\"AA3\" s=\"1\"/></row>"),
	    "S 3: ~|1|~|2|3\n" },
	{ "rows without a number, and without a value",
	    CELLS("<row><c><v>1</v></c></row><row><c/><c t=\"s\"><v>7</v></c>"
		  "</row><row r=\"9\"/><row><c><v>2</v></c></row>"),
	    "S 1: 1\nS 10: 2\n" },
	{ "cells out of order",
	    ROW("<c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c>"),
	    "S 1: 1|~|3\n" },
	{ "the last column", ROW("<c r=\"XFD1\"/><c r=\"A1\"><v>1</v></c>"),
	    "S 1: 1\n" },
	{ "nothing", CELLS(""), "" },
	{ "shared strings",
	    ROW(SHARED("0", "0") SHARED("0", " 1 ") SHARED("0", "2")
		    SHARED("0", "10") SHARED("0", "8") SHARED("0", "0")),
	    "S 1: plain| a & b\n|\xE6\x9D\xB1|x<z>|~|plain\n" },
	{ "characters as numbers", ROW(SHARED("0", "9")),
	    "S 1: a\r\nb_c _x12G4_ \xE2\x82\xAC _xD83D_ _x00\n" },
	{ "strings in their cells",
	    ROW(INLINE("<t>one</t>") INLINE("<r><t>t</t></r><r><t>wo</t></r>")
		    INLINE("<t>_x0041_</t><rPh><t>no</t></rPh>") INLINE("<t/>")
			INLINE(COLOURED(RED, "red"))),
	    "S 1: one|two|A|~|red{FFFF0000}\n" },
	{ "formulas",
	    ROW("<c t=\"str\"><f>A1&amp;\"x\"</f><v>_x0041_bc</v></c>"
		"<c><f>1+1</f><v>2</v></c><c t=\"str\"><f>B1</f><v></v></c>"
		"<c><f>A1&amp;B1</f></c>"),
	    "S 1: Abc|2|~|=A1&B1\n" },
	{ "true, false and errors",
	    ROW("<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"
		"<c t=\"e\"><v>#N/A</v></c><c t=\"b\"><v>true</v></c>"),
	    "S 1: true|false|#N/A|true\n" },
	{ "numbers",
	    ROW(NUMBER("0", "7.7100000000000002E-2") NUMBER("0", " 1940 ")
		    NUMBER("0", "1E3") "<c t=\"n\"><v>-0.5</v></c>" NUMBER(
			"0", "n.a.") NUMBER("12", "1.10")),
	    "S 1: 0.0771|1940|1000|-0.5|n.a.|1.1\n" },
	{ "days",
	    ROW(NUMBER("10", "46053") NUMBER("11", "46053.416666666664")
		    NUMBER("13", "46053") NUMBER("14", "0.75")
			NUMBER("15", "1.5") NUMBER("16",
			    "46053") "<c s=\"10\" t=\"str\"><v>46053</v></c>"),
	    "S 1: 2026-01-31|2026-01-31T10:00:00|46053|18:00:00|36:00:00|"
	    "2026-01-31{FF0000FF}|46053\n" },
	{ "days as text",
	    ROW("<c t=\"d\"><v>2026-01-31T00:00:00</v></c>"
		"<c t=\"d\"><v>2026-01-31T00:00:00.000Z</v></c>"
		"<c t=\"d\"><v>2026-01-31T00:00:01</v></c>"
		"<c t=\"d\"><v>2026-01-31</v></c>"),
	    "S 1: 2026-01-31|2026-01-31|2026-01-31T00:00:01|2026-01-31\n" },
	{ "colours",
	    ROW(NUMBER("0", "0") NUMBER("1", "1") NUMBER("2", "2")
		    NUMBER("3", "3") NUMBER("4", "4") NUMBER("5", "5")
			NUMBER("6", "6") NUMBER("7", "7") NUMBER("8", "8")
			    NUMBER("9", "9") SHARED("1", "0")),
	    "S 1: 0|1{FF0000FF}|2{FFFF0000}|3{FF0000FF}|4{FF156082}|5|6|7|8|9|"
	    "plain{FF0000FF}\n" },
	{ "colours of runs",
	    ROW(SHARED("0", "3") SHARED("2", "3") SHARED("0", "4") SHARED(
		"1", "4") SHARED("0", "5") SHARED("1", "5") SHARED("1", "6")),
	    "S 1: one two{FF0000FF}|one two{FF0000FF}|onetwo|onetwo|onetwo|"
	    "onetwo{FF0000FF}|black\n" },
	{ "an extension with cells of its own",
	    XML
	    "<worksheet xmlns=\"" MAIN "\"><cols><col min=\"1\"/></cols>"
	    "<sheetData><row><c><v>1</v><extLst><ext><v>9</v></ext></extLst>"
	    "</c></row></sheetData><extLst><ext><x><row><c><v>2</v></c></row>"
	    "</x></ext></extLst></worksheet>",
	    "S 1: 1\n" },
	{ "the strict form, with a prefix",
	    XML
	    "<s:worksheet xmlns:s=\"http://purl.oclc.org/ooxml/"
	    "spreadsheetml/main\"><s:sheetData><s:row s:r=\"2\"><s:c t=\"s\">"
	    "<s:v>0</s:v></s:c></s:row></s:sheetData></s:worksheet>",
	    "S 2: plain\n" },
	{ "in Latin-1",
	    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><worksheet>"
	    "<sheetData><row><c t=\"str\"><v>T\xFCrkiye</v></c></row>"
	    "</sheetData></worksheet>",
	    "S 1: T\xC3\xBCrkiye\n" },

	{ "no such shared string", ROW(NUMBER("0", "1") SHARED("0", "11")),
	    "!" },
	{ "a shared string by name", ROW(SHARED("0", "x")), "!" },
	{ "a shared string below the first", ROW(SHARED("0", "-1")), "!" },
	{ "no such style", ROW(NUMBER("17", "1")), "!" },
	{ "a style by name", ROW(NUMBER("x", "1")), "!" },
	{ "no such kind", ROW("<c t=\"x\"><v>1</v></c>"), "!" },
	{ "a cell of another row", ROW("<c r=\"A2\"><v>1</v></c>"), "!" },
	{ "a cell without a column", ROW("<c r=\"1\"><v>1</v></c>"), "!" },
	{ "a cell without a row", ROW("<c r=\"A\"><v>1</v></c>"), "!" },
	{ "a column too far", ROW("<c r=\"XFE1\"><v>1</v></c>"), "!" },
	{ "behind the last column",
	    ROW("<c r=\"XFD1\"><v>1</v></c><c><v>1</v></c>"), "!" },
	{ "a column of many letters", ROW("<c r=\"AAAAAAAAAAAAAAA1\"/>"), "!" },
	{ "a cell twice",
	    ROW("<c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>1</v></c>"), "!" },
	{ "a row twice",
	    CELLS("<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"/>"),
	    "!S 2: 1\n" },
	{ "a row 0", CELLS("<row r=\"0\"><c><v>1</v></c></row>"), "!" },
	{ "a row by name", CELLS("<row r=\"x\"><c><v>1</v></c></row>"), "!" },
	{ "no number of a row can be so high",
	    CELLS("<row r=\"99999999999999999999\"><c><v>1</v></c></row>"),
	    "!" },
	{ "not XML", "PK", "!" },
	{ "XML that is cut off",
	    "<worksheet><sheetData><row><c><v>1</v></c></row>", "!S 1: 1\n" },
	{ "a document type",
	    "<!DOCTYPE worksheet [<!ENTITY e \"1\">]><worksheet><sheetData>"
	    "<row><c><v>&e;</v></c></row></sheetData></worksheet>",
	    "!" },
	{ "an entity", ROW("<c t=\"str\"><v>&e;</v></c>"), "!" },
};

static void
test_cells(void **state)
{
	const struct cells_case *c = *state;

	assert_string_equal(read_cells(book, c->cells), c->rows);
}

static void
test_1904(void **state)
{
	(void)state;
	assert_string_equal(
	    read_cells(book_1904,
		ROW(NUMBER("10", "44591") NUMBER("10", "0") NUMBER("10", "0.5")
			NUMBER("14", "0.5") NUMBER("0", "44591"))),
	    "S 1: 2026-01-31|1904-01-01|1904-01-01T12:00:00|12:00:00|44591\n");
}

/* Parts */

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

	assert_string_equal(read_parts(c->parts), c->rows);
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
	    read_xlsx(body_of_drops(body_of_memory(zip, length))),
	    "S 1: one\n");
	assert_string_equal(read_xlsx(body_of_string("")), "!");
	assert_string_equal(read_xlsx(body_of_string("a,b\n1,2\n")), "!");
	assert_string_equal(
	    read_xlsx(body_of_string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old")),
	    "!");
	assert_string_equal(read_xlsx(body_failing("cut off")), "!");
	for (size_t i = 1; i < length; i += 97)
		assert_string_equal(
		    read_xlsx(body_of_memory(zip, length - i)), "!");
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
		rows = read_xlsx(body_of_memory(zip, length));
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
	size_t length;
	const char *zip = zip_of(arena, parts, &length);

	(void)state;
	for (size_t refused = 1; refused <= 2; refused++) {
		const struct document doc = { .url = "test:document",
			.content = body_of_memory(zip, length) };
		struct sheet_rows rows = { .refused = refused };
		bool ok = xlsx_format.read(&doc, &no_shape, take_row, &rows);

		body_close(doc.content);
		text_free(&rows.all);
		assert_false(ok);
		assert_int_equal(rows.count, refused);
	}
}

/* Long ones */

struct long_case {
	const char *name;
	const char *part; /* the one that is long */
	const char *before;
	const char *piece;
	size_t times;
	const char *after;
	bool ok;
};

#define TEN "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define THOUSAND                                                        \
	HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED \
	    HUNDRED HUNDRED

static const struct long_case longs[] = {
	{ "many rows", "xl/worksheets/sheet1.xml", "<worksheet><sheetData>",
	    "<row><c><v>1</v></c></row>", 200000, "</sheetData></worksheet>",
	    true },
	{ "many sheets", "xl/workbook.xml",
	    "<workbook xmlns:r=\"urn:r\"><sheets>",
	    "<sheet name=\"S\" r:id=\"rId1\"/>", 1000, "</sheets></workbook>",
	    true },
	{ "too many sheets", "xl/workbook.xml",
	    "<workbook xmlns:r=\"urn:r\"><sheets>",
	    "<sheet name=\"S\" r:id=\"rId1\"/>", 10001, "</sheets></workbook>",
	    false },
	{ "too many styles", "xl/styles.xml", "<styleSheet><cellXfs>", "<xf/>",
	    65537, "</cellXfs></styleSheet>", false },
	{ "too many relations", "xl/_rels/workbook.xml.rels", "<Relationships>",
	    "<Relationship/>", 10001, "</Relationships>", false },
	{ "a long row", "xl/worksheets/sheet1.xml",
	    "<worksheet><sheetData><row>",
	    "<c t=\"str\"><v>" THOUSAND THOUSAND "</v></c>", 10000,
	    "</row></sheetData></worksheet>", false },
	{ "a long text in pieces", "xl/worksheets/sheet1.xml",
	    "<worksheet><sheetData><row><c t=\"str\"><v>", THOUSAND "<!-- -->",
	    20000, "</v></c></row></sheetData></worksheet>", false },
	{ "a long text", "xl/worksheets/sheet1.xml",
	    "<worksheet><sheetData><row><c t=\"str\"><v>", THOUSAND, 11000,
	    "</v></c></row></sheetData></worksheet>", false },
	{ "a long shared string", "xl/sharedStrings.xml", "<sst><si>",
	    "<t>" THOUSAND "</t>", 20000, "</si></sst>", false },
	{ "long shared strings", "xl/sharedStrings.xml", "<sst>",
	    "<si><t>" THOUSAND THOUSAND THOUSAND "</t></si>", 45000, "</sst>",
	    false },
	{ "elements within elements", "xl/worksheets/sheet1.xml", "", "<a>",
	    100000, "", false },
};

static void
test_long(void **state)
{
	const struct long_case *c = *state;
	struct zip_part parts[COUNT_OF(whole)];
	struct text xml = { 0 };
	const char *rows;

	text_add_string(&xml, c->before);
	for (size_t i = 0; i < c->times; i++)
		text_add_string(&xml, c->piece);
	text_add_string(&xml, c->after);
	memcpy(parts, whole, sizeof(whole));
	for (size_t i = 0; parts[i].name != NULL; i++) {
		if (strcmp(parts[i].name, c->part) == 0)
			parts[i].content = text_string(&xml);
	}
	rows = read_parts(parts);
	text_free(&xml);
	assert_int_equal(rows[0] != '!', c->ok);
}

/* Values */

struct code_case {
	const char *code;
	enum xlsx_shown shown;
};

static const struct code_case codes[] = {
	{ "General", SHOWN_NUMBER },
	{ "GENERAL", SHOWN_NUMBER },
	{ "Standard", SHOWN_NUMBER },
	{ "General\" days\"", SHOWN_NUMBER },
	{ "#,##0.00;[Red]-#,##0.00", SHOWN_NUMBER },
	{ "0.00E+00", SHOWN_NUMBER },
	{ "0.00e-00", SHOWN_NUMBER },
	{ "\"days\" 0", SHOWN_NUMBER },
	{ "\"d", SHOWN_NUMBER },
	{ "0\\d", SHOWN_NUMBER },
	{ "0\\", SHOWN_NUMBER },
	{ "_d*m0", SHOWN_NUMBER },
	{ "[Red]0", SHOWN_NUMBER },
	{ "[$USD-409]#,##0", SHOWN_NUMBER },
	{ "[$-yyyy]0", SHOWN_NUMBER },
	{ "[", SHOWN_NUMBER },
	{ "[mm", SHOWN_NUMBER },
	{ "0;d", SHOWN_NUMBER },
	{ "@", SHOWN_NUMBER },
	{ "", SHOWN_NUMBER },
	{ "yyyy-mm-dd", SHOWN_DATE },
	{ "DD/MM/YYYY;@", SHOWN_DATE },
	{ "[$-409]d\\-mmm\\-yy;@", SHOWN_DATE },
	{ "mmm", SHOWN_DATE },
	{ "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", SHOWN_DATE },
	{ "yyyy-mm-ddThh:mm:ss", SHOWN_DATE },
	{ "yyyy\"y\"", SHOWN_DATE },
	{ "h:mm AM/PM", SHOWN_TIME },
	{ "mm:ss.0", SHOWN_TIME },
	{ "[h]:mm:ss", SHOWN_HOURS },
	{ "[mm]:ss", SHOWN_HOURS },
	{ "[Blue][ss]", SHOWN_HOURS },
};

static void
test_code(void **state)
{
	const struct code_case *c = *state;

	assert_int_equal(xlsx_shown_by_code(c->code), c->shown);
}

static void
test_ids(void **state)
{
	static const char dates[] =
	    "              ddddttttd    dddddddddd        thtrest";

	(void)state;
	for (size_t id = 0; id < 48; id++)
		assert_int_equal(xlsx_shown_by_id(id),
		    dates[id] == 'd'       ? SHOWN_DATE
			: dates[id] == 't' ? SHOWN_TIME
			: dates[id] == 'h' ? SHOWN_HOURS
					   : SHOWN_NUMBER);
	assert_int_equal(xlsx_shown_by_id(49), SHOWN_NUMBER);
	assert_int_equal(xlsx_shown_by_id(50), SHOWN_DATE);
	assert_int_equal(xlsx_shown_by_id(58), SHOWN_DATE);
	assert_int_equal(xlsx_shown_by_id(59), SHOWN_NUMBER);
	assert_int_equal(xlsx_shown_by_id(SIZE_MAX), SHOWN_NUMBER);
}

struct value_case {
	const char *written;
	enum xlsx_shown shown;
	const char *text;
};

static const struct value_case values[] = {
	{ "7.7100000000000002E-2", SHOWN_NUMBER, "0.0771" },
	{ "0.77000000000000002", SHOWN_NUMBER, "0.77" },
	{ "1976.9000000000001", SHOWN_NUMBER, "1976.9" },
	{ "1976.9", SHOWN_NUMBER, "1976.9" },
	{ "0.30000000000000004", SHOWN_NUMBER, "0.30000000000000004" },
	{ "0", SHOWN_NUMBER, "0" },
	{ "-0", SHOWN_NUMBER, "0" },
	{ "-0.0", SHOWN_NUMBER, "0" },
	{ "+5", SHOWN_NUMBER, "5" },
	{ "5.", SHOWN_NUMBER, "5" },
	{ ".5", SHOWN_NUMBER, "0.5" },
	{ "1.50", SHOWN_NUMBER, "1.5" },
	{ "007", SHOWN_NUMBER, "7" },
	{ "-1.2345E+10", SHOWN_NUMBER, "-12345000000" },
	{ "1e22", SHOWN_NUMBER, "10000000000000000000000" },
	{ "9007199254740993", SHOWN_NUMBER, "9007199254740992" },
	{ "12345678901234567890", SHOWN_NUMBER, "12345678901234567000" },
	{ "1E-9", SHOWN_NUMBER, "0.000000001" },
	{ "1E-300", SHOWN_NUMBER, "1e-300" },
	{ "-1.25E300", SHOWN_NUMBER, "-1.25e300" },
	{ "1E-400", SHOWN_NUMBER, "0" },
	{ "1E400", SHOWN_NUMBER, "1E400" },
	{ "", SHOWN_NUMBER, "" },
	{ "-", SHOWN_NUMBER, "-" },
	{ ".", SHOWN_NUMBER, "." },
	{ "1e", SHOWN_NUMBER, "1e" },
	{ "1 2", SHOWN_NUMBER, "1 2" },
	{ "0x1F", SHOWN_NUMBER, "0x1F" },
	{ "NaN", SHOWN_NUMBER, "NaN" },
	{ "inf", SHOWN_DATE, "inf" },

	{ "1", SHOWN_DATE, "1900-01-01" },
	{ "59", SHOWN_DATE, "1900-02-28" },
	{ "60", SHOWN_DATE, "1900-02-29" },
	{ "61", SHOWN_DATE, "1900-03-01" },
	{ "25569", SHOWN_DATE, "1970-01-01" },
	{ "45351", SHOWN_DATE, "2024-02-29" },
	{ "2958465", SHOWN_DATE, "9999-12-31" },
	{ "2958465.9999999", SHOWN_DATE, "2958465.9999999" },
	{ "2958466", SHOWN_DATE, "2958466" },
	{ "-1", SHOWN_DATE, "-1" },
	{ "0", SHOWN_DATE, "0" },
	{ "0.25", SHOWN_DATE, "06:00:00" },
	{ "46053.416666666664", SHOWN_DATE, "2026-01-31T10:00:00" },
	{ "46053.41666667", SHOWN_TIME, "2026-01-31T10:00:00" },
	{ "46053.999999", SHOWN_DATE, "2026-02-01" },
	{ "0", SHOWN_TIME, "00:00:00" },
	{ "0.99998842592592596", SHOWN_TIME, "23:59:59" },
	{ "1.5", SHOWN_HOURS, "36:00:00" },
	{ "4.1666666666666664E-2", SHOWN_HOURS, "01:00:00" },
	{ "-0.5", SHOWN_HOURS, "-0.5" },
};

static void
test_value(void **state)
{
	const struct value_case *c = *state;

	assert_string_equal(
	    xlsx_value(arena, c->written, c->shown, false), c->text);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_cells, table);
	suite_add(&s, "days from 1904", test_1904);
	SUITE_TABLE(&s, test_books, books);
	suite_add(&s, "contents", test_contents);
	suite_add(&s, "changed bytes", test_changed);
	suite_add(&s, "a row is refused", test_refused);
	SUITE_TABLE(&s, test_long, longs);
	SUITE_TABLE(&s, test_code, codes);
	suite_add(&s, "formats by number", test_ids);
	SUITE_TABLE(&s, test_value, values);
	status = suite_run(&s, "format_xlsx");
	arena_free(arena);
	return status;
}
