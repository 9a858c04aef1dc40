#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "publish/report/svg.h"

#define ELLIPSIS "\xE2\x80\xA6" /* U+2026 */
#define UNKNOWN 0xFFFD
#define NUMBER_SIZE 32
/* What coordinates lie within; all that is drawn does. */
#define NUMBER_LARGEST 1e9

static void
svg_check(struct svg *s, int written)
{
	if (written < 0)
		s->is_broken = true;
}

void
svg_begin(struct svg *s, const char *element)
{
	if (!s->is_broken)
		svg_check(s,
		    xmlTextWriterStartElement(
			s->writer, (const xmlChar *)element));
}

void
svg_end(struct svg *s)
{
	if (!s->is_broken)
		svg_check(s, xmlTextWriterEndElement(s->writer));
}

void
svg_end_html(struct svg *s)
{
	if (!s->is_broken)
		svg_check(s, xmlTextWriterFullEndElement(s->writer));
}

/* Whether a text is as it may be written: most are. */
static bool
svg_is_plain(const char *text, size_t most)
{
	const char *at = text;

	while (*at >= ' ' && *at <= '~')
		at++;
	return *at == '\0' && (size_t)(at - text) <= most;
}

/* A copy of so many bytes at most, without what XML forbids or what steers. */
static char *
svg_harmless(const char *text, size_t most)
{
	size_t length = strlen(text);
	bool is_cut = length > most;
	char *part;
	char *out;

	if (svg_is_plain(text, most))
		return xstrdup(text);
	if (is_cut)
		for (length = most;
		     length > 0 && (text[length] & 0xC0) == 0x80;)
			length--;
	part = xgiven(strndup(text, length));
	out = xzalloc(3 * length + sizeof(ELLIPSIS));
	utf8_disarm_xml(part, out);
	free(part);
	if (is_cut)
		memcpy(out + strlen(out), ELLIPSIS, sizeof(ELLIPSIS));
	return out;
}

void
svg_set(struct svg *s, const char *attribute, const char *value)
{
	char *text;

	if (s->is_broken)
		return;
	text = svg_harmless(value, SIZE_MAX);
	svg_check(s,
	    xmlTextWriterWriteAttribute(
		s->writer, (const xmlChar *)attribute, (const xmlChar *)text));
	free(text);
}

void
svg_set_text(struct svg *s, const char *attribute, const char *value)
{
	char *text = svg_harmless(value, SVG_TITLE_LENGTH);

	svg_set(s, attribute, text);
	free(text);
}

/* By whole hundredths, in which no locale puts a comma. */
static void
svg_number_text(double number, char text[NUMBER_SIZE])
{
	double limited = fmax(-NUMBER_LARGEST, fmin(NUMBER_LARGEST, number));
	int64_t hundredths = (int64_t)llround(limited * 100);
	const char *sign = hundredths < 0 ? "-" : "";
	int64_t whole;
	int64_t part;

	if (hundredths < 0)
		hundredths = -hundredths;
	whole = hundredths / 100;
	part = hundredths % 100;
	if (part == 0)
		(void)snprintf(text, NUMBER_SIZE, "%s%" PRId64, sign, whole);
	else if (part % 10 == 0)
		(void)snprintf(text, NUMBER_SIZE, "%s%" PRId64 ".%" PRId64,
		    sign, whole, part / 10);
	else
		(void)snprintf(text, NUMBER_SIZE, "%s%" PRId64 ".%02" PRId64,
		    sign, whole, part);
}

void
svg_set_number(struct svg *s, const char *attribute, double number)
{
	char text[NUMBER_SIZE];

	svg_number_text(number, text);
	svg_set(s, attribute, text);
}

void
svg_path(struct text *path, char command, double x, double y)
{
	char left[NUMBER_SIZE];
	char right[NUMBER_SIZE];

	svg_number_text(x, left);
	svg_number_text(y, right);
	text_addf(path, "%c%s %s", command, left, right);
}

void
svg_text(struct svg *s, const char *text)
{
	char *harmless;

	if (s->is_broken)
		return;
	harmless = svg_harmless(text, SVG_TITLE_LENGTH);
	svg_check(
	    s, xmlTextWriterWriteString(s->writer, (const xmlChar *)harmless));
	free(harmless);
}

void
svg_element(struct svg *s, const char *element, const char *text)
{
	svg_begin(s, element);
	svg_text(s, text);
	svg_end_html(s);
}

static void
svg_named(struct svg *s, const char *element, const char *id, const char *text)
{
	struct text all = { 0 };

	text_addf(&all, "%s-%s", id, element);
	svg_begin(s, element);
	svg_set(s, "id", text_string(&all));
	svg_text(s, text);
	svg_end_html(s);
	text_free(&all);
}

void
svg_set_names(struct svg *s, bool has_links, const char *id, const char *title,
    const char *description)
{
	struct text names = { 0 };

	/* What is in an image cannot be reached. */
	svg_set(s, "role", has_links ? "graphics-document" : "img");
	text_addf(&names, "%s-title %s-desc", id, id);
	svg_set(s, "aria-labelledby", text_string(&names));
	svg_named(s, "title", id, title);
	svg_named(s, "desc", id, description);
	text_free(&names);
}

/* In parts of the font's size, as wide fonts without serifs have it. */
static double
svg_character_width(ucs4_t c)
{
	if (c < 0x80) {
		if (strchr("ijl.,:;'|! ", (int)c) != NULL)
			return 0.36;
		if (strchr("mwMW@%", (int)c) != NULL)
			return 0.95;
		return c >= 'A' && c <= 'Z' ? 0.72 : 0.62;
	}
	switch (uc_width(c, "UTF-8")) {
	case 0:
		return 0;
	case 2:
		return 1.05;
	default:
		return 0.7;
	}
}

double
svg_width(const char *text, double font_size)
{
	const uint8_t *at = (const uint8_t *)text;
	size_t left = strnlen(text, SVG_TITLE_LENGTH);
	double width = 0;

	while (left > 0) {
		ucs4_t c;
		int n = u8_mbtouc(&c, at, left);

		width += svg_character_width(c);
		at += n;
		left -= (size_t)n;
	}
	return width * font_size;
}

char *
svg_shorten(const char *text, double font_size, double room)
{
	char *out = svg_harmless(text, SVG_TITLE_LENGTH);
	size_t left = strlen(out);
	double width = svg_width(ELLIPSIS, font_size);
	char *at = out;
	char *cut = out;

	if (svg_width(out, font_size) <= room &&
	    strlen(text) <= SVG_TITLE_LENGTH)
		return out;
	while (left > 0) {
		ucs4_t c;
		int n = u8_mbtouc(&c, (const uint8_t *)at, left);

		width += svg_character_width(c) * font_size;
		at += n;
		left -= (size_t)n;
		if (width > room)
			break;
		if (c != ' ')
			cut = at;
	}
	*cut = '\0';
	left = strlen(out);
	out = xrealloc(out, left + sizeof(ELLIPSIS), 1);
	memcpy(out + left, ELLIPSIS, sizeof(ELLIPSIS));
	return out;
}

static const char *const svg_anchors[] = { NULL, "middle", "end" };

void
svg_label(struct svg *s, double x, double y, enum svg_anchor anchor,
    const char *classes, const char *text, double room)
{
	char *shown = svg_shorten(text, SVG_FONT, room);

	svg_begin(s, "text");
	svg_set_number(s, "x", x);
	svg_set_number(s, "y", y);
	if (classes != NULL)
		svg_set(s, "class", classes);
	if (svg_anchors[anchor] != NULL)
		svg_set(s, "text-anchor", svg_anchors[anchor]);
	svg_text(s, shown);
	if (strlen(shown) != strlen(text) || strcmp(shown, text) != 0)
		svg_element(s, "title", text);
	svg_end(s);
	free(shown);
}

bool
svg_is_address(const char *address)
{
	size_t scheme = strcspn(address, ":/?#");

	if (address[scheme] != ':')
		return *address != '\0';
	return (scheme == 4 && strncasecmp(address, "http", 4) == 0) ||
	    (scheme == 5 && strncasecmp(address, "https", 5) == 0);
}
