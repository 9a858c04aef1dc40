/*
 * For xlsx_format, what its files share: the parts of a workbook (ECMA-376 part
 * 1, chapter 18; packages are part 2). Elements and attributes are told by
 * their local names: the namespaces differ between the transitional and the
 * strict form.
 */
#ifndef FORMAT_XLSX_XLSX_H
#define FORMAT_XLSX_XLSX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/zipped.h"
#include "base/arena.h"
#include "base/text.h"
#include "format/row.h"

/* Excel's own limits are 65,490 styles, 16,384 columns and 1,048,576 rows. */
#define XLSX_ENTRIES_MAX 65536
#define XLSX_CODES_MAX 4096 /* of formats of numbers; Excel has some 250 */
#define XLSX_COLUMNS_MAX 16384
#define XLSX_ROWS_MAX 1048576
#define XLSX_SHEETS_MAX 10000

/* Cells and rows of a workbook, empty ones, too: of any, and more for each
 * byte of a larger file. */
#define XLSX_CELLS ((uint64_t)1000 * 1000)
#define XLSX_CELLS_A_BYTE 4

/* Of a string, and of all texts of a row; Excel's cells hold 32,767 letters. */
#define XLSX_TEXT_MAX ((size_t)16 * 1024 * 1024)

/* Of all shared strings, which are in memory while the sheets are read. */
#define XLSX_STRINGS_MAX ((size_t)128 * 1024 * 1024)

/* RGB with FF before it; 0 for black, and where nothing names a colour. */
typedef uint32_t xlsx_colour;

/* How a number is shown. */
enum xlsx_shown {
	SHOWN_NUMBER,
	SHOWN_DATE,
	SHOWN_TIME,
	SHOWN_HOURS /* more than a day's: [h]:mm */
};

struct xlsx_style {
	xlsx_colour colour;
	enum xlsx_shown shown;
};

/* A <color>, before it is known what its number means. */
struct xlsx_colour_name {
	enum { COLOUR_NONE, COLOUR_RGB, COLOUR_INDEX, COLOUR_THEME } kind;
	uint32_t value;
};

#define XLSX_PALETTE 64
#define XLSX_THEME 12

struct xlsx_styles {
	struct xlsx_style *styles;
	size_t count;
	xlsx_colour palette[XLSX_PALETTE];
	xlsx_colour theme[XLSX_THEME];
};

/* The letters of a string have one colour, their cell's, or several. */
struct xlsx_paint {
	bool is_cells; /* some or all have the cell's */
	bool is_own;   /* some or all have this one */
	bool is_mixed;
	xlsx_colour colour;
};

struct xlsx_string {
	size_t at; /* in the text of all */
	struct xlsx_paint paint;
};

struct xlsx_strings {
	struct text all; /* each terminated */
	struct xlsx_string *strings;
	size_t count;
	size_t room;
};

struct xlsx_sheet {
	const char *name;
	const char *part;
};

struct xlsx_book {
	const char *url;
	struct body *content; /* the document's */
	struct arena *arena;
	struct zipped *zip;
	uint64_t cells_left; /* see XLSX_CELLS */
	bool is_1904;        /* days are counted from 1904-01-01 */
	struct xlsx_sheet *sheets;
	size_t sheet_count;
	struct xlsx_styles styles;
	struct xlsx_strings strings;
};

/*
 * Says what is wrong with a part of it, a constant, in the log and as the
 * error of the document; false.
 */
bool xlsx_refuse(const struct xlsx_book *, const char *part, const char *why);

/*
 * Gives the rows of a sheet. False if it cannot be read, logged, or if a row
 * was refused.
 */
bool xlsx_sheet_read(
    struct xlsx_book *, const struct xlsx_sheet *, row_taker *, void *context);

/*
 * Reads styles and theme; either may be NULL: there is no such part. False if
 * one cannot be read, logged.
 */
bool xlsx_styles_read(struct xlsx_book *, const char *part, const char *theme);
void xlsx_styles_free(struct xlsx_styles *);

bool xlsx_strings_read(struct xlsx_book *, const char *part);
void xlsx_strings_free(struct xlsx_strings *);

/* XML, event by event */

enum xml_event { XML_START, XML_END, XML_CHARACTERS, XML_OVER };

struct xlsx_part;

/* NULL if there is no such part, logged. */
struct xlsx_part *xlsx_part_open(const struct xlsx_book *, const char *name);

/* What cannot be read, or has a document type, ends the part. */
enum xml_event xlsx_part_next(struct xlsx_part *);

/* Of XML_CHARACTERS. */
const char *xlsx_part_text(const struct xlsx_part *);

/*
 * Whether the element that is begun, ended or written in has this name, and
 * its parent, and the parent of that: "cellXfs", "xf". NULL is any.
 */
bool xlsx_part_is(const struct xlsx_part *, const char *grandparent,
    const char *parent, const char *name);

/* How many elements are open, with the one that is begun or ended. */
size_t xlsx_part_depth(const struct xlsx_part *);

/* Of the element that is begun; NULL if it has none. */
const char *xlsx_part_attribute(const struct xlsx_part *, const char *name);

/* The same as a number; `otherwise` if it has none, SIZE_MAX if it is none. */
size_t
xlsx_part_number(const struct xlsx_part *, const char *name, size_t otherwise);

/* The same as true or false; false if it has none. */
bool xlsx_part_flag(const struct xlsx_part *, const char *name);

/* False if it was not read to its end, logged. NULL is false, too. */
bool xlsx_part_close(struct xlsx_part *);

/* Strings in runs of letters that look the same (si, is) */

struct xlsx_rich {
	struct text text;
	struct xlsx_paint paint;
	size_t run;  /* where this one begins */
	size_t here; /* where this <t> begins */
	bool has_properties;
	xlsx_colour colour;
};

void xlsx_rich_begin(struct xlsx_rich *);

/* Takes what happens in it; false if it gets too long. */
bool xlsx_rich_take(struct xlsx_rich *, const struct xlsx_part *,
    enum xml_event, const struct xlsx_styles *);

/* The colour of the letters in a cell of that one; 0 if there are several. */
xlsx_colour xlsx_paint_colour(const struct xlsx_paint *, xlsx_colour cells);

/* Colours */

/* Of a <color> that is begun. */
struct xlsx_colour_name xlsx_colour_read(const struct xlsx_part *);
xlsx_colour
xlsx_colour_of(const struct xlsx_styles *, const struct xlsx_colour_name *);

/* Values */

/* _x000D_ and the like, from there to the end, as what they stand for. */
void xlsx_unescape(struct text *, size_t from);

/* By the number of a format the standard knows, or by its code. */
enum xlsx_shown xlsx_shown_by_id(size_t id);
enum xlsx_shown xlsx_shown_by_code(const char *);

/* A number as it is shown; what is not a number as it is written. */
const char *
xlsx_value(struct arena *, const char *, enum xlsx_shown, bool is_1904);

#endif
