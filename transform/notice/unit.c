#include "transform/notice/unit.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "transform/notice/section.h"

/* Characters. What is shorter is no sentence. */
#define SENTENCE_MIN 30

static void
unit_add_block(
    struct unit *u, const char *text, size_t line, const char *between)
{
	size_t length = strlen(text);

	u->knows_items = false;
	if (u->text.length + length > UNIT_MAX) {
		u->cut = true;
		return;
	}
	u->marks = list_room(u->marks, u->count, &u->room, sizeof(*u->marks));
	if (u->count > 0)
		text_add(&u->text, between, 1);
	u->marks[u->count++] = (struct mark){ u->text.length, line };
	text_add(&u->text, text, length);
}

void
unit_add(struct unit *u, const char *text, size_t line)
{
	unit_add_block(u, text, line, "\n");
}

void
unit_continue(struct unit *u, const char *text, size_t line)
{
	unit_add_block(u, text, line, " ");
}

void
unit_empty(struct unit *u)
{
	text_empty(&u->text);
	u->count = 0;
	u->cut = false;
	u->knows_items = false;
}

void
unit_free(struct unit *u)
{
	text_free(&u->text);
	free(u->marks);
	*u = (struct unit){ 0 };
}

const char *
unit_text(struct unit *u)
{
	return text_string(&u->text);
}

const char *
unit_items(struct unit *u)
{
	if (!u->knows_items)
		u->items = sections_start(unit_text(u));
	u->knows_items = true;
	return u->items;
}

size_t
unit_line(const struct unit *u, const char *place)
{
	size_t line = 0;

	if (place == NULL || place < u->text.bytes)
		return 0;
	for (size_t i = 0; i < u->count; i++) {
		if (u->marks[i].offset > (size_t)(place - u->text.bytes))
			break;
		line = u->marks[i].line;
	}
	return line;
}

void
unit_read(struct reading *r, struct unit *u)
{
	const char *bytes = unit_text(u);
	struct followed_text text = { bytes, u->text.length, u->marks,
		u->count };

	reading_follow(r, &text);
}

void
unit_locate(struct unit *u, struct fault *faults)
{
	const char *text = unit_text(u);

	for (struct fault *f = faults; f != NULL; f = f->next) {
		const char *at = NULL;

		if (f->value != NULL && strlen(f->value) >= SENTENCE_MIN)
			at = strstr(text, f->value);
		if (at != NULL)
			f->line = unit_line(u, at);
	}
}

const char *
unit_with_hyphens(struct arena *arena, const char *text)
{
	static const char dash[] = "\xE2\x80\x93";
	char *copy;
	char *to;

	if (strstr(text, dash) == NULL)
		return text;
	copy = to = arena_string(arena, text);
	for (const char *from = copy; *from != '\0'; from++) {
		bool within = from > copy && strncmp(from, dash, 3) == 0 &&
		    isalnum((unsigned char)from[-1]) &&
		    isalnum((unsigned char)from[3]);

		*to++ = within ? '-' : *from;
		from += within ? 2 : 0;
	}
	*to = '\0';
	return copy;
}
