#include "transform/table/cell.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"

#define NO_BREAK_SPACE "\xC2\xA0"

/* The length of the white space that stands there; 0 if none does. */
static size_t
cell_blank_at(const char *s)
{
	if (strncmp(s, NO_BREAK_SPACE, 2) == 0)
		return 2;
	return isspace((unsigned char)*s) ? 1 : 0;
}

const char *
cell_skip_blanks(const char *s)
{
	size_t length;

	while ((length = cell_blank_at(s)) > 0)
		s += length;
	return s;
}

bool
cell_is_blank(const char *text)
{
	return text == NULL || *cell_skip_blanks(text) == '\0';
}

const char *
cell_trim(struct arena *a, const char *text)
{
	size_t length;

	if (text == NULL)
		return NULL;
	text = cell_skip_blanks(text);
	length = strlen(text);
	while (length > 0) {
		if (isspace((unsigned char)text[length - 1]))
			length--;
		else if (length > 1 &&
		    strncmp(text + length - 2, NO_BREAK_SPACE, 2) == 0)
			length -= 2;
		else
			break;
	}
	if (length == 0)
		return NULL;
	return text[length] == '\0' ? text : arena_copy(a, text, length);
}

bool
cell_is_same(const char *a, const char *b)
{
	a = cell_skip_blanks(a);
	b = cell_skip_blanks(b);
	while (*a != '\0' && *b != '\0') {
		if (cell_blank_at(a) > 0 && cell_blank_at(b) > 0) {
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
