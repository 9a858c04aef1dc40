#include "format/letter.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <string.h>
#include <uninorm.h>
#include <unistr.h>

/* HTML took over Latin 1 whole: letters, from U+00C0, and signs before. */
#define FIRST_LETTER 0xC0
#define LAST_LETTER 0x17F

static const struct {
	const char *name;
	ucs4_t letter;
} whole[] = {
	{ "Dstrok", 0x110 },
	{ "dstrok", 0x111 },
	{ "Hstrok", 0x126 },
	{ "hstrok", 0x127 },
	{ "inodot", 0x131 },
	{ "Lstrok", 0x141 },
	{ "lstrok", 0x142 },
	{ "Tstrok", 0x166 },
	{ "tstrok", 0x167 },
};

static const struct {
	const char *name;
	ucs4_t mark; /* that combines with the letter before it */
} marks[] = {
	{ "grave", 0x300 },
	{ "acute", 0x301 },
	{ "circ", 0x302 },
	{ "tilde", 0x303 },
	{ "macr", 0x304 },
	{ "breve", 0x306 },
	{ "dot", 0x307 },
	{ "uml", 0x308 },
	{ "ring", 0x30A },
	{ "dblac", 0x30B },
	{ "caron", 0x30C },
	{ "cedil", 0x327 },
	{ "ogon", 0x328 },
};

static ucs4_t
whole_letter(const char *name)
{
	const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);

	if (known != NULL && known->value >= FIRST_LETTER &&
	    known->value <= LAST_LETTER)
		return known->value;
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++) {
		if (strcmp(whole[i].name, name) == 0)
			return whole[i].letter;
	}
	return 0;
}

static ucs4_t
marked_letter(const char *name)
{
	if (!isalpha((unsigned char)*name))
		return 0;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (strcmp(marks[i].name, name + 1) == 0)
			return uc_composition((ucs4_t)*name, marks[i].mark);
	}
	return 0;
}

size_t
letter_named(const char *name, char out[LETTER_MAX])
{
	ucs4_t letter = whole_letter(name);
	int length;

	if (letter == 0)
		letter = marked_letter(name);
	if (letter == 0)
		return 0;
	length = u8_uctomb((uint8_t *)out, letter, LETTER_MAX);
	return length > 0 ? (size_t)length : 0;
}
