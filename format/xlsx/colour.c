#include <stdlib.h>
#include <string.h>

#include "format/xlsx/xlsx.h"

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

void
xlsx_colour_start(struct xlsx_styles *styles)
{
	memcpy(styles->palette, standard_palette, sizeof(standard_palette));
}

/* Six digits, or eight: how opaque is not heeded, as in Excel. */
bool
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
