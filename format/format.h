/*
 * File formats: bytes to rows. Each reads a document's content to its end, in
 * memory that does not grow with it, and knows nothing of what a value means.
 *
 * Formats of tables give a row a line of the table, also those above its
 * header, with a field for each cell in the order of the columns, named "".
 *
 * Formats of running text give a row a block of text (a paragraph, a heading,
 * a line of a table) with two fields: "element", what the format calls it, and
 * "text", in one line, white space folded. The cells of a line of a table are
 * separated by tabs.
 */
#ifndef FORMAT_FORMAT_H
#define FORMAT_FORMAT_H

#include "archive/document.h"
#include "format/row.h"

/* A block longer than this is given in parts. */
#define BLOCK_TEXT_MAX ((size_t)1024 * 1024)

/* Where the records lie inside a document; a format reads what concerns it. */
struct shape {
	/* xml: elements within a block's text, NULL at the end of the list. */
	const char *const *inline_elements;
	/* xml: elements whose texts are cells of the enclosing block. */
	const char *const *cell_elements;
	/*
	 * xml: elements that hold one publication each. They give a row of
	 * their own without text where they begin, and one named "/X" where
	 * they end.
	 */
	const char *const *unit_elements;
	/*
	 * html: the parts of a page, by a class, id or itemprop; NULL at the
	 * end of the list. See html_format.
	 */
	const char *const *regions;
	/*
	 * json: the member that holds the array of records, by its dotted
	 * path; NULL for the whole document.
	 */
	const char *records;
	/* json: an object without that member is the one record itself. */
	bool or_whole;
	/*
	 * json: the array holds what is said of the records, and then an array
	 * of them, or null for none: all are records, one after the other.
	 */
	bool nested;
	/* json: members of a record whose texts are HTML, NULL at the end. */
	const char *const *html_members;
	/* csv: the publisher never quotes a field, whatever stands in it. */
	bool never_quoted;
	/* json: a member whose text is a table in CSV, base64 or plain. */
	const char *csv_member;
};

/*
 * False when the content cannot be read to its end (logged, with the place),
 * or when a row was refused.
 */
struct format {
	const char *name;
	/* What a row's line counts: "record", "page"; NULL for lines. */
	const char *place;
	bool (*read)(const struct document *, const struct shape *, row_taker *,
	    void *context);
};

/*
 * Plain text in the manner of the US Government Publishing Office: paragraphs
 * indented by four, about 72 columns, a wrapped line ending in a blank or
 * after a hyphen or a slash, tables with dotted leaders, page marks like
 * [[Page 24850]] in mid-sentence, letters with marks as [uuml]. Inserts of the
 * Congressional Record hang by five. Elements: "paragraph" (indented), "line"
 * (flush left), "row" (of a table), "graphic", "rule" (of underscores).
 */
extern const struct format text_format;

/*
 * HTML by libxml2. What stands in <pre> is read as text_format does; other
 * blocks are named by their tag.
 *
 * With regions in the shape the document is read as a page. Each block has a
 * third field, "region", the innermost part it stands in. Where a part begins
 * stands a row without text, with its "element", "region", "id" and "class".
 * Before a block come its links, "a" with "href" as written, and "text"; what
 * has "article-url" and "article-title" is a link as well; what <meta> says of the page, and <link> as "canonical", is a row "meta" with
 * "name" and "text".
 */
extern const struct format html_format;

/* XML by libxml2, nothing external loaded, entities not expanded. */
extern const struct format xml_format;

/*
 * JSON by jansson. A row a record: each element of the array of records, an
 * object, or the one object that is the whole document. Its fields are the
 * members; those of objects within it have dotted names ("title.rendered"),
 * elements of arrays are numbered from 1 ("parts.1.name"), but an array of
 * single values is one field, joined by "; ". Numbers as few digits as tell
 * them, true and false by name, null is empty; a field's mark is "text" where a
 * string stands. JSON has no lines: a row's line is the record's number.
 *
 * A member of html_members is read by html_format behind its record's row;
 * in its rows "region" is the member's name. A csv_member is read by
 * csv_format in place of the record. A record that is an array of single
 * values is a line of a table.
 */
extern const struct format json_format;

/*
 * CSV by libcsv: RFC 4180 in any of the web's character sets, lines ended by
 * CR, LF or both, cells parted by the comma, the semicolon or the tab that the
 * first lines have most of. Blanks around a cell are kept. A quote out of its
 * place ends the reading. Lines without a cell that holds anything are left
 * out.
 */
extern const struct format csv_format;

/*
 * The sheets of a workbook (Office Open XML, ECMA-376) by libzip and libxml2,
 * one after the other, hidden ones too: the row's part is the sheet's name, its
 * line the row's number in it. A cell stands where its reference says; rows
 * that hold nothing are left out.
 *
 * Numbers have the fewest digits that tell them; by the cell's style they are
 * days, 2026-01-31 or 2026-01-31T10:00:00, or times, 10:00:00. Those that are
 * no day of the calendar stay numbers. Booleans are true and false, errors as
 * written (#N/A). A formula without a result is given itself, "=A1+B1".
 *
 * A cell's mark is the colour of its letters, "FF0000FF" for blue, always with
 * FF before it; NULL for black, for several colours and for tints of a theme's.
 */
extern const struct format xlsx_format;

/*
 * A zip file of CSV files, each read by csv_format as it is unpacked: the
 * row's part is the file's name. Files of other kinds are left out.
 */
extern const struct format zip_format;

/*
 * PDF by poppler. Elements: "paragraph", lines joined by how they stand on the
 * page, also over the end of one; "margin", a page number or a head or foot
 * that several pages have; "image", without text, for a page that has no text,
 * as of a scanned document. A row's line is the page's number.
 */
extern const struct format pdf_format;

#endif
