/* Workbooks in their XML: macros, for strings that are put together. */
#ifndef TESTS_WORKBOOK_H
#define TESTS_WORKBOOK_H

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

#define FONT(colour) "<font><sz val=\"10\"/>" colour "</font>"
#define XF(code, font) \
	"<xf numFmtId=\"" code "\" fontId=\"" font "\" xfId=\"0\"/>"

#define COLOURED(colour, text) "<r><rPr><b/>" colour "</rPr><t>" text "</t></r>"
#define BLUE "<color rgb=\"FF0000FF\"/>"
#define RED "<color rgb=\"FFFF0000\"/>"

#define ROW(cells) CELLS("<row r=\"1\">" cells "</row>")
#define NUMBER(style, value) "<c s=\"" style "\"><v>" value "</v></c>"
#define SHARED(style, number) "<c s=\"" style "\" t=\"s\"><v>" number "</v></c>"
#define INLINE(text) "<c t=\"inlineStr\"><is>" text "</is></c>"

#endif
