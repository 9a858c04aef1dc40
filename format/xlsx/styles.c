/* How cells look: what their numbers mean, and the colour of their letters. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "format/xlsx/xlsx.h"

struct code {
	size_t id;
	enum xlsx_shown shown;
};

/* A style as it is written. */
struct format {
	size_t code;
	size_t font;
};

/* Colours come last, with the palette that fonts before them use. */
struct reading {
	struct xlsx_book *book;
	const char *name;
	struct code *codes;
	size_t code_count;
	struct xlsx_colour_name *fonts;
	size_t font_count;
	struct format *formats;
	size_t format_count;
	size_t palette_count;
};

/* Room for one more; false if there are too many. */
static bool
grow(void *list, size_t count, size_t size)
{
	void **pointer = list;

	if (count == XLSX_ENTRIES_MAX)
		return false;
	/* At every power of two. */
	if ((count & (count - 1)) != 0)
		return true;
	*pointer = realloc(*pointer, (count == 0 ? 1 : count * 2) * size);
	if (*pointer == NULL)
		log_fatal("out of memory");
	return true;
}

static bool
add_code(struct reading *r, const struct xlsx_part *p)
{
	const char *code = xlsx_part_attribute(p, "formatCode");

	if (!grow(&r->codes, r->code_count, sizeof(*r->codes)))
		return false;
	r->codes[r->code_count++] = (struct code){
		.id = xlsx_part_number(p, "numFmtId", SIZE_MAX),
		.shown = code == NULL ? SHOWN_NUMBER : xlsx_shown_by_code(code),
	};
	return true;
}

static bool
add_font(struct reading *r)
{
	if (!grow(&r->fonts, r->font_count, sizeof(*r->fonts)))
		return false;
	r->fonts[r->font_count++] = (struct xlsx_colour_name){ 0 };
	return true;
}

static bool
add_format(struct reading *r, const struct xlsx_part *p)
{
	if (!grow(&r->formats, r->format_count, sizeof(*r->formats)))
		return false;
	r->formats[r->format_count++] = (struct format){
		.code = xlsx_part_number(p, "numFmtId", 0),
		.font = xlsx_part_number(p, "fontId", 0),
	};
	return true;
}

static void
add_palette(struct reading *r, const struct xlsx_part *p)
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
take_element(struct reading *r, const struct xlsx_part *p)
{
	if (xlsx_part_is(p, NULL, "numFmts", "numFmt"))
		return add_code(r, p);
	if (xlsx_part_is(p, NULL, "fonts", "font"))
		return add_font(r);
	if (r->fonts != NULL && xlsx_part_is(p, "fonts", "font", "color"))
		r->fonts[r->font_count - 1] = xlsx_colour_read(p);
	else if (xlsx_part_is(p, "colors", "indexedColors", "rgbColor"))
		add_palette(r, p);
	else if (xlsx_part_is(p, NULL, "cellXfs", "xf"))
		return add_format(r, p);
	return true;
}

static enum xlsx_shown
shown_of(const struct reading *r, size_t id)
{
	for (size_t i = 0; i < r->code_count; i++) {
		if (r->codes[i].id == id)
			return r->codes[i].shown;
	}
	return xlsx_shown_by_id(id);
}

static bool
set_styles(struct reading *r)
{
	struct xlsx_styles *styles = &r->book->styles;

	styles->styles = calloc(r->format_count + 1, sizeof(*styles->styles));
	if (styles->styles == NULL)
		log_fatal("out of memory");
	for (size_t i = 0; i < r->format_count; i++) {
		const struct format *f = &r->formats[i];
		struct xlsx_style *style = &styles->styles[i];

		style->shown = shown_of(r, f->code);
		if (f->font < r->font_count)
			style->colour =
			    xlsx_colour_of(styles, &r->fonts[f->font]);
		else if (f->font > 0)
			return xlsx_refuse(
			    r->book, r->name, "a style's font is not in it");
	}
	styles->count = r->format_count;
	return true;
}

/* A theme numbers its first colours in another order than it lists them. */
static bool
read_theme(struct xlsx_book *book, const char *name)
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
read_styles(struct reading *r)
{
	struct xlsx_part *p = xlsx_part_open(r->book, r->name);
	enum xml_event event;
	bool ok = p != NULL;

	while (ok && (event = xlsx_part_next(p)) != XML_OVER) {
		if (event == XML_START && !take_element(r, p))
			ok = xlsx_refuse(
			    r->book, r->name, "has too many styles");
	}
	ok = xlsx_part_close(p) && ok && set_styles(r);
	free(r->codes);
	free(r->fonts);
	free(r->formats);
	return ok;
}

bool
xlsx_styles_read(struct xlsx_book *book, const char *part, const char *theme)
{
	struct reading r = { .book = book, .name = part };

	xlsx_colour_start(&book->styles);
	if (theme != NULL && !read_theme(book, theme))
		return false;
	return part == NULL || read_styles(&r);
}

void
xlsx_styles_free(struct xlsx_styles *styles)
{
	free(styles->styles);
}
