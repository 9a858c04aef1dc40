/* Sentences of a notice, by all that read values out of them. */
#include "tests/fuzz/fuzz.h"

#include "base/arena.h"
#include "transform/notice/case_value.h"
#include "transform/prose/prose.h"

static void
read_values(struct reading *r, const char *s)
{
	struct money money;
	people us_government;
	people contractor;
	struct notice n = { 0 };

	(void)prose_total(r, s, 1, &money);
	(void)prose_mde(r, s, 1, &money);
	prose_representatives(r, s, 1, &us_government, &contractor);
	(void)prose_is_of_earlier_case(s);
	case_value_read(r, s, s, 1, &n);
}

static void
read_lists(struct reading *r, const char *s)
{
	struct purchaser *purchasers = NULL;
	struct contractor *contractors = NULL;
	struct item *items = NULL;

	(void)prose_countries(r, s, 1, &purchasers);
	prose_purchasers(r, s, 1, &purchasers);
	prose_contractors(r, s, 1, &contractors);
	prose_items(r, s, 1, TRUTH_YES, &items);
	prose_sale(r, s, 1, TRUTH_NO, &items);
	prose_named(r, s, 1, TRUTH_YES, &items);
	prose_item(r, s, 1, TRUTH_YES, &items);
}

void
fuzz_prose(const void *what, const uint8_t *bytes, size_t length)
{
	static const struct document document = { .url = "fuzz:document" };
	struct reading r = {
		.document = &document,
		.document_id = "fuzz",
		.place = "line",
		.reference = fuzz_reference(),
		.arena = arena_new(),
		.unit_arena = arena_new(),
	};
	const char *s = fuzz_string(r.arena, bytes, length);
	const char *cursor = s;

	(void)what;
	while (sentence_next(r.arena, &cursor) != NULL)
		;
	read_values(&r, s);
	read_lists(&r, s);
	arena_free(r.unit_arena);
	arena_free(r.arena);
}
