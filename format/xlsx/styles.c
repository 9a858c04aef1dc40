/* How cells look: what their numbers mean, and the colour of their letters. */
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/memory.h"
#include "format/xlsx/xlsx.h"

/* Colours */

#define OPAQUE 0xFF000000U

/* ECMA-376 part 1, 18.8.27; 0 to 7 are the same as 8 to 15. */
static const xlsx_colour standard_palette[XLSX_PALETTE] = { 0x000000, 0xFFFFFF,
	0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x000000,
	0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
	0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0,
	0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080,
	0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080,
	0x800000, 0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99,
	0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99, 0x3366FF, 0x33CCCC, 0x99CC00,
	0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966,
	0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333 };

/* Sets the palette that files use unless they have their own. */
static void
xlsx_colour_start(struct xlsx_styles *styles)
{
	memcpy(styles->palette, standard_palette, sizeof(standard_palette));
}

/*
 * The digits of a colour, RGB or ARGB, false if they are not; how opaque it is
 * is not heeded, as in Excel.
 */
static bool
xlsx_colour_digits(const char *text, uint32_t *rgb)
{
	size_t length = strlen(text);

	if ((length != 6 && length != 8) ||
	    strspn(text, "0123456789ABCDEFabcdef") != length)
		return false;
	*rgb = (uint32_t)strtoul(text + length - 6, NULL, 16);
	return true;
}

struct xlsx_colour_name
xlsx_colour_read(const struct xlsx_part *p)
{
	const char *rgb = xlsx_part_attribute(p, "rgb");
	const char *tint = xlsx_part_attribute(p, "tint");
	size_t index = xlsx_part_number(p, "indexed", UINT32_MAX);
	size_t theme = xlsx_part_number(p, "theme", UINT32_MAX);
	struct xlsx_colour_name name = { 0 };

	/* A tint is rounded in ways that only Excel knows. */
	if (tint != NULL && strtod(tint, NULL) != 0)
		return name;
	if (rgb != NULL && xlsx_colour_digits(rgb, &name.value)) {
		name.kind = COLOUR_RGB;
	} else if (index < XLSX_PALETTE) {
		name.kind = COLOUR_INDEX;
		name.value = (uint32_t)index;
	} else if (theme < XLSX_THEME) {
		name.kind = COLOUR_THEME;
		name.value = (uint32_t)theme;
	}
	return name;
}

xlsx_colour
xlsx_colour_of(
    const struct xlsx_styles *styles, const struct xlsx_colour_name *name)
{
	uint32_t rgb = 0;

	switch (name->kind) {
	case COLOUR_RGB:
		rgb = name->value;
		break;
	case COLOUR_INDEX:
		rgb = styles->palette[name->value];
		break;
	case COLOUR_THEME:
		rgb = styles->theme[name->value];
		break;
	case COLOUR_NONE:
		break;
	}
	return rgb == 0 ? 0 : OPAQUE | rgb;
}

/* Styles */

struct xlsx_code {
	size_t id;
	enum xlsx_shown shown;
};

/* A style as it is written. */
struct xlsx_format_pair {
	size_t code;
	size_t font;
};

/* Colours come last, with the palette that fonts before them use. */
struct xlsx_styles_reader {
	struct xlsx_book *book;
	const char *name;
	struct xlsx_code *codes;
	size_t code_count;
	size_t code_room;
	struct xlsx_colour_name *fonts;
	size_t font_count;
	size_t font_room;
	struct xlsx_format_pair *formats;
	size_t format_count;
	size_t format_room;
	size_t palette_count;
};

static bool
xlsx_add_code(struct xlsx_styles_reader *r, const struct xlsx_part *p)
{
	const char *code = xlsx_part_attribute(p, "formatCode");

	if (r->code_count == XLSX_CODES_MAX)
		return false;
	r->codes = list_room(
	    r->codes, r->code_count, &r->code_room, sizeof(*r->codes));
	r->codes[r->code_count++] = (struct xlsx_code){
		.id = xlsx_part_number(p, "numFmtId", SIZE_MAX),
		.shown = code == NULL ? SHOWN_NUMBER : xlsx_shown_by_code(code),
	};
	return true;
}

static bool
xlsx_add_font(struct xlsx_styles_reader *r)
{
	if (r->font_count == XLSX_ENTRIES_MAX)
		return false;
	r->fonts = list_room(
	    r->fonts, r->font_count, &r->font_room, sizeof(*r->fonts));
	r->fonts[r->font_count++] = (struct xlsx_colour_name){ 0 };
	return true;
}

static bool
xlsx_add_format(struct xlsx_styles_reader *r, const struct xlsx_part *p)
{
	if (r->format_count == XLSX_ENTRIES_MAX)
		return false;
	r->formats = list_room(
	    r->formats, r->format_count, &r->format_room, sizeof(*r->formats));
	r->formats[r->format_count++] = (struct xlsx_format_pair){
		.code = xlsx_part_number(p, "numFmtId", 0),
		.font = xlsx_part_number(p, "fontId", 0),
	};
	return true;
}

static void
xlsx_add_palette(struct xlsx_styles_reader *r, const struct xlsx_part *p)
{
	const char *rgb = xlsx_part_attribute(p, "rgb");

	if (r->palette_count == XLSX_PALETTE)
		return;
	if (rgb != NULL)
		xlsx_colour_digits(
		    rgb, &r->book->styles.palette[r->palette_count]);
	r->palette_count++;
}

/* Differential formats (dxf) have fonts and codes, too: not those. */
static bool
xlsx_take_style(struct xlsx_styles_reader *r, const struct xlsx_part *p)
{
	if (xlsx_part_is(p, NULL, "numFmts", "numFmt"))
		return xlsx_add_code(r, p);
	if (xlsx_part_is(p, NULL, "fonts", "font"))
		return xlsx_add_font(r);
	if (r->fonts != NULL && xlsx_part_is(p, "fonts", "font", "color"))
		r->fonts[r->font_count - 1] = xlsx_colour_read(p);
	else if (xlsx_part_is(p, "colors", "indexedColors", "rgbColor"))
		xlsx_add_palette(r, p);
	else if (xlsx_part_is(p, NULL, "cellXfs", "xf"))
		return xlsx_add_format(r, p);
	return true;
}

static enum xlsx_shown
xlsx_shown_of(const struct xlsx_styles_reader *r, size_t id)
{
	for (size_t i = 0; i < r->code_count; i++) {
		if (r->codes[i].id == id)
			return r->codes[i].shown;
	}
	return xlsx_shown_by_id(id);
}

static bool
xlsx_set_styles(struct xlsx_styles_reader *r)
{
	struct xlsx_styles *styles = &r->book->styles;

	styles->styles =
	    xzalloc((r->format_count + 1) * sizeof(*styles->styles));
	for (size_t i = 0; i < r->format_count; i++) {
		const struct xlsx_format_pair *f = &r->formats[i];
		struct xlsx_style *style = &styles->styles[i];

		style->shown = xlsx_shown_of(r, f->code);
		if (f->font < r->font_count)
			style->colour =
			    xlsx_colour_of(styles, &r->fonts[f->font]);
		else if (f->font > 0)
			return xlsx_refuse(
			    r->book, r->name, "a style's font is missing");
	}
	styles->count = r->format_count;
	return true;
}

/* A theme numbers its first colours in another order than it lists them. */
static bool
xlsx_read_theme(struct xlsx_book *book, const char *name)
{
	static const char *const names[XLSX_THEME] = { "lt1", "dk1", "lt2",
		"dk2", "accent1", "accent2", "accent3", "accent4", "accent5",
		"accent6", "hlink", "folHlink" };
	struct xlsx_part *p = xlsx_part_open(book, name);
	enum xml_event event;

	while (p != NULL && (event = xlsx_part_next(p)) != XML_OVER) {
		for (size_t i = 0; event == XML_START && i < XLSX_THEME; i++) {
			const char *rgb = NULL;

			if (xlsx_part_is(p, "clrScheme", names[i], "srgbClr"))
				rgb = xlsx_part_attribute(p, "val");
			if (xlsx_part_is(p, "clrScheme", names[i], "sysClr"))
				rgb = xlsx_part_attribute(p, "lastClr");
			/* The first scheme is the theme's. */
			if (rgb != NULL && book->styles.theme[i] == 0)
				xlsx_colour_digits(rgb, &book->styles.theme[i]);
		}
	}
	return xlsx_part_close(p);
}

static bool
xlsx_read_styles(struct xlsx_styles_reader *r)
{
	struct xlsx_part *p = xlsx_part_open(r->book, r->name);
	enum xml_event event;
	bool ok = p != NULL;

	while (ok && (event = xlsx_part_next(p)) != XML_OVER) {
		if (event == XML_START && !xlsx_take_style(r, p))
			ok = xlsx_refuse(r->book, r->name,
			    "has too many styles (limit styles)");
	}
	ok = xlsx_part_close(p) && ok && xlsx_set_styles(r);
	free(r->codes);
	free(r->fonts);
	free(r->formats);
	return ok;
}

bool
xlsx_styles_read(struct xlsx_book *book, const char *part, const char *theme)
{
	struct xlsx_styles_reader r = { .book = book, .name = part };

	xlsx_colour_start(&book->styles);
	if (theme != NULL && !xlsx_read_theme(book, theme))
		return false;
	return part == NULL || xlsx_read_styles(&r);
}

void
xlsx_styles_free(struct xlsx_styles *styles)
{
	free(styles->styles);
}
