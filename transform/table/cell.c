#include "transform/table/cell.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

const char *
cell_skip_blanks(const char *s)
{
	size_t length;

	while ((length = utf8_blank_length(s)) > 0)
		s += length;
	return s;
}

bool
cell_is_blank(const char *text)
{
	return text == NULL || *cell_skip_blanks(text) == '\0';
}

/* The length of the white space that ends there; 0 if none does. */
static size_t
cell_blank_before(const char *text, const char *end)
{
	size_t length = 1;

	while (length < 3 && end - text > (ptrdiff_t)length &&
	    ((unsigned char)end[-(ptrdiff_t)length] & 0xC0) == 0x80)
		length++;
	return utf8_blank_length(end - length) == length ? length : 0;
}

/* From its end, since most texts have no white space there. */
const char *
cell_trim(struct arena *a, const char *text)
{
	const char *end;
	size_t blank;

	if (text == NULL)
		return NULL;
	text = cell_skip_blanks(text);
	end = text + strlen(text);
	while (end > text && (blank = cell_blank_before(text, end)) > 0)
		end -= blank;
	if (end == text)
		return NULL;
	return *end == '\0' ? text : arena_copy(a, text, (size_t)(end - text));
}

bool
cell_is_same(const char *a, const char *b)
{
	a = cell_skip_blanks(a);
	b = cell_skip_blanks(b);
	while (*a != '\0' && *b != '\0') {
		if (utf8_blank_length(a) > 0 && utf8_blank_length(b) > 0) {
			a = cell_skip_blanks(a);
			b = cell_skip_blanks(b);
			continue;
		}
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			break;
		a++;
		b++;
	}
	return *cell_skip_blanks(a) == '\0' && *cell_skip_blanks(b) == '\0';
}
