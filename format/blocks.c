#include "format/blocks.h"

#include <string.h>

static bool
block_ends_in_space(const struct text *t)
{
	char last = t->length == 0 ? ' ' : t->bytes[t->length - 1];

	return last == ' ' || last == '\t';
}

void
block_add(struct block_builder *b, const char *s, size_t length, size_t line)
{
	for (size_t i = 0; i < length; i++) {
		/* U+00A0, in UTF-8. */
		bool hard =
		    s[i] == '\xC2' && i + 1 < length && s[i + 1] == '\xA0';
		bool space = hard || strchr(" \t\n\r\f\v", s[i]) != NULL;

		i += hard;
		line += s[i] == '\n';
		if (s[i] == '\0')
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
