#include "transform/part.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"

static bool
part_has_document(const struct document_form *form, const struct capture *c)
{
	return capture_is_document(c) && form->kind(c->url) != ADDRESS_LISTING;
}

uint64_t
part_bytes(const struct archive *archive, const struct document_form *form,
    const struct archive_file *file)
{
	for (size_t i = file->end; i > file->first; i--) {
		const struct capture *c = archive_capture(archive, i - 1);

		if (part_has_document(form, c))
			return c->offset + c->length;
	}
	return 0;
}

/*
 * What was imported from others, or under a clock that went wrong, came no
 * earlier than what stands before it.
 */
static const char *
part_run_at(const struct capture *c, const char *before, struct arena *arena)
{
	const char *at = capture_run(c, arena);

	return strcmp(at, before) > 0 ? at : before;
}

/* If an address gave one content twice with another between, the later. */
static void
part_find_read(const struct part *p, struct appearance *captures)
{
	struct map *seen = map_new();

	for (size_t i = p->end - p->first; i > 0; i--) {
		struct appearance *a = &captures[i - 1];

		a->is_read = a->is_new &&
		    map_mark2(seen, a->capture->url, a->capture->sha256);
	}
	map_free(seen);
}

/*
 * A capture counts when its content differs from what the address gave
 * before; answers that hold no document do not matter.
 */
void
part_look(const struct archive *archive, const struct document_form *form,
    const struct archive_file *file, const char *run_at, struct arena *arena,
    struct part *p)
{
	struct appearance *captures =
	    arena_alloc(arena, (file->end - file->first) * sizeof(*captures));

	*p = (struct part){ file->first, file->end, captures };
	for (size_t i = p->first; i < p->end; i++) {
		struct appearance *a = &captures[i - p->first];
		const struct capture *before;

		*a = (struct appearance){ .capture =
					      archive_capture(archive, i) };
		if (!part_has_document(form, a->capture))
			continue;
		before = archive_before(archive, i);
		a->is_new = before == NULL ||
		    strcmp(before->sha256, a->capture->sha256) != 0;
		run_at = part_run_at(a->capture, run_at, arena);
		a->run_at = run_at;
	}
	part_find_read(p, captures);
}
