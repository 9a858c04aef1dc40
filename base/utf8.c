#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistr.h>

/* What the second byte may be after this first byte (Unicode, table 3-7). */
static bool
utf8_second_fits(unsigned char first, unsigned char second)
{
	switch (first) {
	case 0xE0:
		return second >= 0xA0 && second <= 0xBF;
	case 0xED:
		return second >= 0x80 && second <= 0x9F;
	case 0xF0:
		return second >= 0x90 && second <= 0xBF;
	case 0xF4:
		return second >= 0x80 && second <= 0x8F;
	default:
		return second >= 0x80 && second <= 0xBF;
	}
}

static size_t
utf8_length_wanted(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xC2 && first <= 0xDF)
		return 2;
	if (first >= 0xE0 && first <= 0xEF)
		return 3;
	if (first >= 0xF0 && first <= 0xF4)
		return 4;
	return 0;
}

/* How many of the bytes fit a sequence of that length. */
static size_t
utf8_length_found(const unsigned char *s, size_t size, size_t wanted)
{
	size_t n = 1;

	if (wanted > 1 && size > 1 && !utf8_second_fits(s[0], s[1]))
		return 1;
	while (n < wanted && n < size && (s[n] & 0xC0) == 0x80)
		n++;
	return n;
}

size_t
utf8_length(const unsigned char *s, size_t size)
{
	size_t wanted = size == 0 ? 0 : utf8_length_wanted(s[0]);

	if (wanted == 0 || utf8_length_found(s, size, wanted) < wanted)
		return 0;
	return wanted;
}

bool
utf8_is_cut(const unsigned char *s, size_t size)
{
	size_t wanted = size == 0 ? 0 : utf8_length_wanted(s[0]);

	return wanted > size && utf8_length_found(s, size, wanted) == size;
}

size_t
utf8_cut_length(const unsigned char *s, size_t size)
{
	for (size_t n = 1; n < 4 && n <= size; n++) {
		if (utf8_is_cut(s + size - n, n))
			return n;
	}
	return 0;
}

size_t
utf8_plain_length(const unsigned char *s, size_t size)
{
	/* Eight at a time, because most text is. */
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t n = 0;

	for (uint64_t word; size - n >= sizeof(word); n += sizeof(word)) {
		memcpy(&word, s + n, sizeof(word));
		/* The subtraction sets the high bit of a byte of zero. */
		if (((word | (word - ones)) & (ones << 7)) != 0)
			break;
	}
	return n;
}

bool
utf8_is_all(const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;

	while (length > 0) {
		size_t n = utf8_plain_length(s, length);

		if (n == 0)
			n = utf8_length(s, length);
		if (n == 0)
			return false;
		s += n;
		length -= n;
	}
	return true;
}

bool
utf8_is(const char *s)
{
	return utf8_is_all(s, strlen(s));
}

size_t
utf8_blank_length(const char *s)
{
	static const char *const blanks[] = { "\xC2\xA0", "\xE1\x9A\x80",
		"\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F",
		"\xE2\x81\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF" };
	unsigned char first = (unsigned char)*s;

	if (first < 0x80)
		return first == ' ' || (first >= '\t' && first <= '\r');
	/* U+2000 to U+200B: spaces of all widths, and none. */
	if (strncmp(s, "\xE2\x80", 2) == 0 && (unsigned char)s[2] >= 0x80 &&
	    (unsigned char)s[2] <= 0x8B)
		return 3;
	for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++) {
		size_t length = strlen(blanks[i]);

		if (strncmp(s, blanks[i], length) == 0)
			return length;
	}
	return 0;
}

void
utf8_repair(char *s)
{
	size_t left = strlen(s);

	while (left > 0) {
		size_t n = utf8_length((const unsigned char *)s, left);

		if (n == 0) {
			*s = '?';
			n = 1;
		}
		s += n;
		left -= n;
	}
}

static bool
utf8_is_control(ucs4_t c)
{
	return c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x61C ||
	    c == 0x200E || c == 0x200F || c == 0x2028 || c == 0x2029 ||
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void
utf8_disarm(const char *text, char *out)
{
	const uint8_t *at = (const uint8_t *)text;
	size_t left = strlen(text);
	uint8_t *to = (uint8_t *)out;

	while (left > 0) {
		ucs4_t c;
		int n = u8_mbtouc(&c, at, left);

		to += u8_uctomb(to, utf8_is_control(c) ? ' ' : c, 4);
		at += n;
		left -= (size_t)n;
	}
	*to = '\0';
}

void
utf8_disarm_xml(const char *text, char *out)
{
	utf8_disarm(text, out);
	while ((out = strstr(out, "\xEF\xBF")) != NULL) {
		if (out[2] == '\xBE' || out[2] == '\xBF')
			out[2] = '\xBD';
		out += 2;
	}
}
