#include "transform/part.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"

static bool
part_has_document(const struct document_form *form, const struct capture *c)
{
	return capture_is_document(c) && form->kind(c->url) != ADDRESS_LISTING;
}

const struct capture *
part_last(const struct archive *archive, const struct document_form *form,
    const struct archive_run *run)
{
	for (size_t i = run->end; i > run->first; i--) {
		const struct capture *c = archive_capture(archive, i - 1);

		if (part_has_document(form, c))
			return c;
	}
	return NULL;
}

static bool
part_is_new(const struct archive *archive, size_t i, const struct capture *c)
{
	const struct capture *before = archive_before(archive, i);

	return before == NULL || strcmp(before->sha256, c->sha256) != 0;
}

/* If an address gave one content twice with another between, the later. */
static void
part_drop_earlier(struct part *p)
{
	struct map *seen = map_new();
	const struct capture **kept = p->documents + p->count;

	for (size_t i = p->count; i > 0; i--) {
		const struct capture *c = p->documents[i - 1];

		if (map_mark2(seen, c->url, c->sha256))
			*--kept = c;
	}
	p->count -= (size_t)(kept - p->documents);
	p->documents = kept;
	map_free(seen);
}

void
part_look(const struct archive *archive, const struct document_form *form,
    const struct archive_run *run, struct arena *arena, struct part *p)
{
	const size_t room = run->end - run->first;

	*p = (struct part){ arena_alloc(arena, room * sizeof(*p->documents)),
		0 };
	for (size_t i = run->first; i < run->end; i++) {
		const struct capture *c = archive_capture(archive, i);

		if (part_has_document(form, c) && part_is_new(archive, i, c))
			p->documents[p->count++] = c;
	}
	part_drop_earlier(p);
}
