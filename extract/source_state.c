#include "extract/source_state.h"

#include "base/arena.h"
#include "extract/held.h"

static void
take_backfill(void *context, const struct worklist_state *one)
{
	struct source_state *s = context;

	if (s->backfill_count < STATE_BACKFILLS)
		s->backfills[s->backfill_count] = *one;
	s->backfill_count++;
}

void
state_read(const struct extract_settings *settings,
    const struct extractor *extractor, struct source_state *s)
{
	struct arena *arena = arena_new();
	const char *folder = extract_worklists(settings, extractor, arena);

	*s = (struct source_state){ 0 };
	if (folder != NULL) {
		trouble_read(folder, &s->trouble);
		s->next_try = trouble_next(&s->trouble);
		s->held_count = held_read(folder, &s->held, &s->held_since);
		worklist_each(folder, take_backfill, s);
	}
	arena_free(arena);
}
