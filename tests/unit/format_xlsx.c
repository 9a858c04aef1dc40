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
read_parts(const struct zip_part *parts)
{
	static const struct shape no_shape = { 0 };
	size_t length;
	const char *zip = zip_of(arena, parts, &length);

	return cells_read(
	    arena, &xlsx_format, &no_shape, body_of_memory(zip, length), 0);
}

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
		    INLINE("<t>_x0041__x00E9_z</t><rPh><t>no</t></rPh>")
			INLINE("<t/>") INLINE(COLOURED(RED, "red"))),
	    "S 1: one|two|A\xC3\xA9z|~|red{FFFF0000}\n" },
	{ "characters of two and of three bytes",
	    ROW(INLINE("<t>_x007F__x0080__x07FF__x0800_</t>")),
	    "S 1: \x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\n" },
	{ "characters as numbers at the end of a string",
	    ROW(INLINE("<t>_x0042_</t>") INLINE("<t>123456_</t>")
		    INLINE("<t>_x0041</t>")),
	    "S 1: B|123456_|_x0041\n" },
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

/* A message tells of a cell by its letters. */
static void
test_cell_names(void **state)
{
	static const char *const names[] = { "A7", "Z7", "AA7", "AZ7", "BA7",
		"ZZ7", "AAA7" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct listening l = listen_begin();

		read_cells(book,
		    arena_print(arena,
			CELLS("<row r=\"7\"><c r=\"%s\" t=\"x\"/></row>"),
			names[i]));
		assert_non_null(strstr(listen_end(arena, &l),
		    arena_print(arena, " S: %s: ", names[i])));
	}
}

/* Table 10.1 of the historical tables of the budget for 2025. */
#define REAL_BOOK "../shared/data/deflators/omb_hist10z1_fy2025.xlsx"

static void
test_real(void **state)
{
	static const struct shape no_shape = { 0 };
	FILE *file = fopen(REAL_BOOK, "rb");
	const char *rows;
	size_t count = 0;

	(void)state;
	if (file == NULL)
		return;
	rows = cells_read(
	    arena, &xlsx_format, &no_shape, body_of_file(file, "a file"), 0);
	fclose(file);
	assert_int_equal(*rows, 'T');
	assert_non_null(strstr(rows, "\nTable 6: 1940|98.2|0.0718|0.061|"));
	assert_non_null(strstr(rows, "\nTable 12: 1946|228|0.0973|"));
	assert_null(strchr(rows, '{'));
	/* Its sheet is named so, and no text has it at the start of a line. */
	for (; rows != NULL; rows = strstr(rows + 1, "\nTable "))
		count++;
	assert_int_equal(count, 97);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_cells, table);
	suite_add(&s, "days from 1904", test_1904);
	suite_add(&s, "cells in messages", test_cell_names);
	suite_add(&s,
	    access(REAL_BOOK, R_OK) == 0
		? "a real workbook"
		: "a real workbook, skipped: no real documents",
	    test_real);
	status = suite_run(&s, "format_xlsx");
	arena_free(arena);
	return status;
}
