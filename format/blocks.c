#include "format/blocks.h"

#include <string.h>

static bool
block_ends_in_space(const struct text *t)
{
	char last = t->length == 0 ? ' ' : t->bytes[t->length - 1];

	return last == ' ' || last == '\t';
}

/* Blanks beside those of ASCII, and signs that nobody sees, in UTF-8. */
static const struct block_sign {
	const char *bytes;
	const char *last; /* of several that differ in their last byte */
	bool is_blank;
} block_signs[] = {
	{ "\xC2\xA0", "\xA0", true },      /* no-break space */
	{ "\xC2\xAD", "\xAD", false },     /* soft hyphen */
	{ "\xE2\x80\x80", "\x8A", true },  /* spaces of a width */
	{ "\xE2\x80\x8B", "\x8B", false }, /* zero width space */
	{ "\xE2\x80\xAF", "\xAF", true },  /* narrow no-break space */
	{ "\xE2\x81\x9F", "\x9F", true },  /* mathematical space */
	{ "\xE2\x81\xA0", "\xA0", false }, /* word joiner */
	{ "\xE3\x80\x80", "\x80", true },  /* ideographic space */
	{ "\xEF\xBB\xBF", "\xBF", false }, /* byte order mark */
};

/* The sign at the start of a text, and how many bytes it has; or NULL. */
static const struct block_sign *
block_sign_at(const char *s, size_t length, size_t *size)
{
	if (((unsigned char)*s & 0xC0) != 0xC0)
		return NULL;
	for (size_t i = 0; i < sizeof(block_signs) / sizeof(block_signs[0]);
	     i++) {
		const struct block_sign *sign = &block_signs[i];
		size_t n = strlen(sign->bytes);

		if (n <= length && memcmp(s, sign->bytes, n - 1) == 0 &&
		    (unsigned char)s[n - 1] >=
			(unsigned char)sign->bytes[n - 1] &&
		    (unsigned char)s[n - 1] <= (unsigned char)*sign->last) {
			*size = n;
			return sign;
		}
	}
	return NULL;
}

void
block_add(struct block_builder *b, const char *s, size_t length, size_t line)
{
	size_t size;

	for (size_t i = 0; i < length; i += size) {
		const struct block_sign *sign =
		    block_sign_at(s + i, length - i, &size);
		bool space = sign != NULL ? sign->is_blank
					  : strchr(" \t\n\r\f\v", s[i]) != NULL;

		size = sign == NULL ? 1 : size;
		line += s[i] == '\n';
		if (s[i] == '\0' || (sign != NULL && !space))
			continue;
		if (b->text.length == 0)
			b->line = line;
		if (!space)
			text_add(&b->text, s + i, 1);
		else if (!block_ends_in_space(&b->text))
			text_add(&b->text, " ", 1);
	}
}

void
block_cell(struct block_builder *b, size_t line)
{
	if (b->text.length == 0)
		b->line = line;
	else if (b->text.bytes[b->text.length - 1] == ' ')
		b->text.length--;
	text_add(&b->text, "\t", 1);
}

void
block_end(struct block_builder *b, const char *element)
{
	while (b->text.length > 0 && block_ends_in_space(&b->text))
		b->text.length--;
	if (b->text.length > 0 && !b->stopped) {
		const struct field fields[] = {
			{ "element", element, NULL },
			{ "text", text_string(&b->text), NULL },
			{ "region", b->region, NULL },
		};
		const struct row row = { b->line, fields, 3, NULL };

		b->stopped = !b->take(b->context, &row);
	}
	text_empty(&b->text);
}

void
block_mark(struct block_builder *b, const char *element, size_t line)
{
	const struct field fields[] = { { "element", element, NULL } };
	const struct row row = { line, fields, 1, NULL };

	if (!b->stopped)
		b->stopped = !b->take(b->context, &row);
}

void
block_free(struct block_builder *b)
{
	text_free(&b->text);
}
