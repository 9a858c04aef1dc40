/* The parts of a transmittal, which blocks of text are cut into. */
#include "tests/fuzz/fuzz.h"

#include "base/arena.h"
#include "transform/notice/article.h"
#include "transform/notice/letter.h"
#include "transform/notice/licence.h"
#include "transform/notice/notification.h"
#include "transform/notice/section.h"
#include "transform/notice/value_table.h"

/* A unit of one block, with notes of places, as a source reads it. */
static void
read_unit(struct reading *r, const char *s)
{
	struct unit unit = { 0 };
	struct notice n = { .surface = "fuzz" };

	unit_add(&unit, s, 1);
	unit_continue(&unit, s, 2);
	unit_read(r, &unit);
	notification_authority(r, &unit, &n);
	notification_items(r, &unit, &n);
	n = (struct notice){ .surface = "fuzz" };
	(void)article_read(r, &unit, &n);
	unit_locate(&unit, r->faults);
	(void)licences_read(r, &unit, &n);
	unit_free(&unit);
}

static void
read_parts(struct reading *r, const char *s)
{
	struct section sections[SECTION_COUNT];
	struct justification justification;
	struct notice n = { 0 };
	struct day day;
	const char *at;
	const char *letter = letter_find(r->arena, s, &at);

	sections_cut(r->arena, sections_start(s), sections);
	justification_cut(r->arena, s, &justification);
	value_table_read(r, s, 1, &n);
	(void)article_day(r, s, &day);
	(void)licence_is_letter(s);
	(void)licence_number(r->arena, s);
	if (letter != NULL)
		letter_read(r, letter, 1, &n);
}

void
fuzz_notice(const void *what, const uint8_t *bytes, size_t length)
{
	static const struct document document = { .url = "fuzz:document" };
	struct arena *text = arena_new();
	struct reading r = {
		.document = &document,
		.document_id = "fuzz",
		.place = "line",
		.reference = fuzz_reference(),
		.arena = arena_new(),
		.unit_arena = arena_new(),
	};
	const char *s = fuzz_string(text, bytes, length);

	(void)what;
	read_parts(&r, s);
	read_unit(&r, s);
	arena_free(r.unit_arena);
	arena_free(r.arena);
	arena_free(text);
}
