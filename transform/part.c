#include "transform/part.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/memory.h"

struct parts {
	const struct archive *archive;
	const struct document_form *form;
	struct arena *arena;
	size_t next;        /* the first capture of the next part */
	struct map *latest; /* what each address gave last: a digest */
	const char *run_at; /* of the capture before */
};

struct parts *
parts_new(const struct archive *archive, const struct document_form *form)
{
	struct parts *parts = xzalloc(sizeof(*parts));

	parts->archive = archive;
	parts->form = form;
	parts->arena = arena_new();
	parts->latest = map_new();
	parts->run_at = "";
	return parts;
}

void
parts_free(struct parts *parts)
{
	if (parts == NULL)
		return;
	map_free(parts->latest);
	arena_free(parts->arena);
	free(parts);
}

static bool
is_to_be_read(const struct parts *parts, const struct capture *c)
{
	return capture_is_document(c) &&
	    parts->form->kind(c->url) != ADDRESS_LISTING;
}

/*
 * Archives that are older than the field have one run a day. What was imported
 * from others, or under a clock that went wrong, came no earlier than what
 * stands before it.
 */
static const char *
part_run_at(struct parts *parts, const struct capture *c)
{
	const char *at = c->run_at;

	if (at == NULL)
		at = arena_print(
		    parts->arena, "%.10sT00:00:00.000000Z", c->fetched_at);
	if (strcmp(at, parts->run_at) > 0)
		parts->run_at = at;
	return parts->run_at;
}

/*
 * A capture counts when its content differs from what the address gave
 * before; answers that hold no document do not matter.
 */
static void
part_find_new(struct parts *parts, struct part *p, struct appearance *captures)
{
	for (size_t i = p->first; i < p->end; i++) {
		const struct capture *c = archive_capture(parts->archive, i);
		const char *before;

		if (!is_to_be_read(parts, c))
			continue;
		p->bytes = c->offset + c->length;
		before = map_get(parts->latest, c->url);
		captures[i - p->first] = (struct appearance){
			.is_new =
			    before == NULL || strcmp(before, c->sha256) != 0,
			.run_at = part_run_at(parts, c),
		};
		map_set(parts->latest, c->url, c->sha256);
	}
}

/* If an address gave one content twice with another between, the later. */
static void
part_find_read(const struct parts *parts, const struct part *p,
    struct appearance *captures)
{
	struct map *seen = map_new();

	for (size_t i = p->end; i > p->first; i--) {
		const struct capture *c =
		    archive_capture(parts->archive, i - 1);
		struct appearance *a = &captures[i - 1 - p->first];

		a->is_read = a->is_new && map_mark2(seen, c->url, c->sha256);
	}
	map_free(seen);
}

bool
parts_next(struct parts *parts, struct arena *arena, struct part *p)
{
	size_t count = archive_count(parts->archive);
	struct appearance *captures;

	if (parts->next == count)
		return false;
	*p = (struct part){
		.file = archive_capture(parts->archive, parts->next)->file,
		.first = parts->next,
		.end = parts->next,
	};
	while (p->end < count &&
	    strcmp(archive_capture(parts->archive, p->end)->file, p->file) == 0)
		p->end++;
	captures = arena_alloc(arena, (p->end - p->first) * sizeof(*captures));
	part_find_new(parts, p, captures);
	part_find_read(parts, p, captures);
	p->captures = captures;
	parts->next = p->end;
	return true;
}
