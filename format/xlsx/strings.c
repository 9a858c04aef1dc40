/* Texts: in their cells, or shared by all that are the same. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "format/xlsx/xlsx.h"

/* The character of _xHHHH_ (ST_Xstring); 0 if that is not there, or if no text
 * can hold it. */
static unsigned
xlsx_escaped(const char *s, size_t length)
{
	char digits[5] = { 0 };
	unsigned c;

	if (length < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
		return 0;
	memcpy(digits, s + 2, 4);
	if (strspn(digits, "0123456789ABCDEFabcdef") != 4)
		return 0;
	c = (unsigned)strtoul(digits, NULL, 16);
	return c >= 0xD800 && c <= 0xDFFF ? 0 : c;
}

static size_t
xlsx_put_utf8(char *to, unsigned c)
{
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (char)(0xC0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	to[0] = (char)(0xE0 | c >> 12);
	to[1] = (char)(0x80 | (c >> 6 & 0x3F));
	to[2] = (char)(0x80 | (c & 0x3F));
	return 3;
}

void
xlsx_unescape(struct text *text, size_t from)
{
	size_t to = from;

	while (from < text->length) {
		unsigned c =
		    xlsx_escaped(text->bytes + from, text->length - from);

		if (c != 0) {
			to += xlsx_put_utf8(text->bytes + to, c);
			from += 7;
		} else {
			text->bytes[to++] = text->bytes[from++];
		}
	}
	text->length = to;
}

/* Rich text */

void
xlsx_rich_begin(struct xlsx_rich *r)
{
	text_empty(&r->text);
	r->paint = (struct xlsx_paint){ 0 };
	r->run = 0;
	r->has_properties = false;
}

/* Blanks have no colour. */
static void
xlsx_rich_end_run(struct xlsx_rich *r)
{
	struct xlsx_paint *paint = &r->paint;
	bool is_blank = true;

	for (size_t i = r->run; is_blank && i < r->text.length; i++)
		is_blank = isspace((unsigned char)r->text.bytes[i]);
	if (is_blank)
		return;
	if (!r->has_properties) {
		paint->is_cells = true;
	} else if (!paint->is_own) {
		paint->is_own = true;
		paint->colour = r->colour;
	} else if (paint->colour != r->colour) {
		paint->is_mixed = true;
	}
}

static void
xlsx_rich_begin_element(struct xlsx_rich *r, const struct xlsx_part *p,
    const struct xlsx_styles *styles)
{
	r->here = r->text.length;
	if (xlsx_part_is(p, NULL, NULL, "r")) {
		r->run = r->text.length;
		r->has_properties = false;
	} else if (xlsx_part_is(p, NULL, "r", "rPr")) {
		r->has_properties = true;
		r->colour = 0;
	} else if (xlsx_part_is(p, "r", "rPr", "color")) {
		const struct xlsx_colour_name name = xlsx_colour_read(p);

		r->colour = xlsx_colour_of(styles, &name);
	}
}

static void
xlsx_rich_end_element(struct xlsx_rich *r, const struct xlsx_part *p)
{
	if (xlsx_part_is(p, NULL, NULL, "t"))
		xlsx_unescape(&r->text, r->here);
	/* Without runs all of it is one. */
	if (xlsx_part_is(p, NULL, NULL, "r") ||
	    xlsx_part_is(p, NULL, "si", "t") ||
	    xlsx_part_is(p, NULL, "is", "t"))
		xlsx_rich_end_run(r);
}

bool
xlsx_rich_take(struct xlsx_rich *r, const struct xlsx_part *p,
    enum xml_event event, const struct xlsx_styles *styles)
{
	if (event == XML_START) {
		xlsx_rich_begin_element(r, p, styles);
	} else if (event == XML_END) {
		xlsx_rich_end_element(r, p);
	} else if (event == XML_CHARACTERS &&
	    xlsx_part_is(p, NULL, NULL, "t") &&
	    /* Not how it is pronounced in Japanese. */
	    !xlsx_part_is(p, NULL, "rPh", "t")) {
		text_add_string(&r->text, xlsx_part_text(p));
	}
	return r->text.length <= XLSX_TEXT_MAX;
}

xlsx_colour
xlsx_paint_colour(const struct xlsx_paint *paint, xlsx_colour cells)
{
	if (!paint->is_own)
		return cells;
	if (paint->is_mixed || (paint->is_cells && paint->colour != cells))
		return 0;
	return paint->colour;
}

/* Shared strings */

static bool
xlsx_add_string(struct xlsx_strings *s, struct xlsx_rich *r)
{
	if (s->all.length + r->text.length + s->count * sizeof(*s->strings) >
	    XLSX_STRINGS_MAX)
		return false;
	s->strings =
	    list_room(s->strings, s->count, &s->room, sizeof(*s->strings));
	s->strings[s->count++] =
	    (struct xlsx_string){ s->all.length, r->paint };
	/* With its end. */
	text_add(&s->all, text_string(&r->text), r->text.length + 1);
	return true;
}

bool
xlsx_strings_read(struct xlsx_book *book, const char *part)
{
	struct xlsx_part *p = xlsx_part_open(book, part);
	struct xlsx_rich rich = { 0 };
	enum xml_event event;
	bool ok = p != NULL;

	while (ok && (event = xlsx_part_next(p)) != XML_OVER) {
		if (xlsx_part_depth(p) < 2)
			continue;
		if (event == XML_START && xlsx_part_is(p, NULL, "sst", "si"))
			xlsx_rich_begin(&rich);
		ok = xlsx_rich_take(&rich, p, event, &book->styles);
		if (ok && event == XML_END &&
		    xlsx_part_is(p, NULL, "sst", "si"))
			ok = xlsx_add_string(&book->strings, &rich);
		if (!ok)
			xlsx_refuse(book, part,
			    "its texts are too long "
			    "(limit shared strings)");
	}
	text_free(&rich.text);
	return xlsx_part_close(p) && ok;
}

void
xlsx_strings_free(struct xlsx_strings *s)
{
	text_free(&s->all);
	free(s->strings);
}
