#include "publish/report/shown.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

#define MILLION 1e6
#define BILLION 1e9
#define TRILLION 1e12

enum shown_as
shown_of_heading(const char *heading)
{
	if (strstr(heading, "USD") != NULL || strstr(heading, "ollars") != NULL)
		return SHOWN_MONEY;
	if (strstr(heading, "year") != NULL || strstr(heading, "Year") != NULL)
		return SHOWN_PLAIN;
	return SHOWN_NUMBER;
}

/* The digits before the point in groups of three; no zeros at the end. */
static void
shown_grouped(struct text *out, const char *number)
{
	size_t whole;
	size_t length;

	if (*number == '-') {
		text_add_string(out, "\u2212");
		number++;
	}
	whole = strspn(number, "0123456789");
	length = strlen(number);
	if (number[whole] == '.') {
		while (number[length - 1] == '0')
			length--;
		if (number[length - 1] == '.')
			length--;
	}
	for (size_t i = 0; i < length; i++) {
		if (i > 0 && i < whole && (whole - i) % 3 == 0)
			text_add(out, ",", 1);
		text_add(out, number + i, 1);
	}
}

static void
shown_scaled(struct text *out, double value, double unit, const char *name)
{
	char number[64];

	snprintf(number, sizeof(number), "%.2f", value / unit);
	shown_grouped(out, number);
	text_addf(out, " %s", name);
}

void
shown_number(struct text *out, const char *number, enum shown_as as)
{
	double value = strtod(number, NULL);
	double size = fabs(value);

	if (as == SHOWN_PLAIN || !isfinite(value))
		text_add_string(out, number);
	else if (as == SHOWN_NUMBER || size < MILLION)
		shown_grouped(out, number);
	else if (size < BILLION)
		shown_scaled(out, value, MILLION, "million");
	else if (size < TRILLION)
		shown_scaled(out, value, BILLION, "billion");
	else
		shown_scaled(out, value, TRILLION, "trillion");
}

void
shown_text(struct text *out, const char *text, size_t most)
{
	size_t bytes = 0;
	size_t count = 0;
	char *part;
	char *room;

	while (text[bytes] != '\0' && count < most) {
		bytes++;
		while (((unsigned char)text[bytes] & 0xC0) == 0x80)
			bytes++;
		count++;
	}
	part = xzalloc(bytes + 1);
	memcpy(part, text, bytes);
	room = text_room(out, bytes * 3 + 1);
	utf8_disarm_xml(part, room);
	out->length += strlen(room);
	free(part);
	if (text[bytes] != '\0')
		text_add_string(out, "\u2026");
}
