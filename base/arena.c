#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/log.h"
#include "base/memory.h"

/* Most arenas live for a call, and hold a few names: their block is the first,
 * and is made zeros each time. */
#define FIRST_BLOCK_SIZE ((size_t)1024)
#define BLOCK_SIZE ((size_t)16 * 1024)
/* Each is twice as large as the one before, up to this: where a piece comes
 * from is asked block by block. */
#define BLOCK_SIZE_MAX ((size_t)1024 * 1024)
#define ALIGNMENT _Alignof(max_align_t)

struct arena_block {
	struct arena_block *next;
	size_t used;
	size_t size;
	size_t origins; /* that the arena had when it began */
	_Alignas(max_align_t) unsigned char bytes[];
};

/* So many bytes here are those of the followed text from there on. */
struct arena_origin {
	const char *copy;
	size_t length;
	size_t start;
};

struct arena {
	struct arena_block *blocks; /* newest first */
	const char *text;           /* that is followed; NULL: none is */
	size_t text_length;
	const struct arena *source; /* whose copies are copied from, too */
	/* In the order of blocks, oldest first, and of addresses in each. */
	struct arena_origin *origins;
	size_t count;
	size_t room;
};

static struct arena_block *
arena_block_new(const struct arena_block *before, size_t least)
{
	size_t size = FIRST_BLOCK_SIZE;
	struct arena_block *b;

	if (before != NULL)
		size =
		    before->size < BLOCK_SIZE ? BLOCK_SIZE : before->size * 2;
	if (size > BLOCK_SIZE_MAX)
		size = BLOCK_SIZE_MAX;
	if (size < least)
		size = least;
	b = xzalloc(sizeof(*b) + size);

	b->size = size;
	return b;
}

struct arena *
arena_new(void)
{
	return xzalloc(sizeof(struct arena));
}

void *
arena_alloc(struct arena *a, size_t size)
{
	struct arena_block *b = a->blocks;
	size_t need;

	if (size > SIZE_MAX / 2)
		log_fatal("out of memory");
	need = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

	if (b == NULL || b->size - b->used < need) {
		b = arena_block_new(b, need);
		b->next = a->blocks;
		b->origins = a->count;
		a->blocks = b;
	}
	b->used += need;
	return b->bytes + b->used - need;
}

char *
arena_copy(struct arena *a, const char *bytes, size_t length)
{
	char *copy = arena_alloc(a, length + 1);

	arena_put(a, copy, bytes, length);
	return copy;
}

char *
arena_print(struct arena *a, const char *format, ...)
{
	va_list args;
	int length;
	char *copy;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		log_fatal("cannot format: %s", format);
	copy = arena_alloc(a, (size_t)length + 1);
	va_start(args, format);
	vsnprintf(copy, (size_t)length + 1, format, args);
	va_end(args);
	return copy;
}

char *
arena_string(struct arena *a, const char *string)
{
	return string == NULL ? NULL : arena_copy(a, string, strlen(string));
}

/* What was copied from where */

/* Of blocks before the newest none is asked behind one without earlier ones. */
static void
arena_forget_origins(struct arena *a)
{
	a->count = 0;
	if (a->blocks != NULL)
		a->blocks->origins = 0;
}

void
arena_follow(struct arena *a, const char *text, size_t length)
{
	a->text = text;
	a->text_length = length;
	arena_forget_origins(a);
}

void
arena_follow_copies(struct arena *a, const struct arena *source)
{
	a->source = source;
	arena_forget_origins(a);
}

/* Whether so many bytes lie within others; they may be of different objects. */
static bool
arena_is_within(
    const char *piece, size_t length, const void *bytes, size_t size)
{
	uintptr_t at = (uintptr_t)piece - (uintptr_t)bytes;

	return at <= size && length <= size - at;
}

/* The origins of what lies in the block that has a piece. */
static bool
arena_find_origins(const struct arena *a, const char *piece, size_t length,
    size_t *first, size_t *end)
{
	*end = a->count;
	for (const struct arena_block *b = a->blocks; b != NULL; b = b->next) {
		*first = b->origins;
		if (arena_is_within(piece, length, b->bytes, b->used))
			return *first < *end;
		if (b->origins == 0)
			return false;
		*end = b->origins;
	}
	return false;
}

/* The first of them that ends behind an address; `end` if none does. */
static size_t
arena_first_behind(
    const struct arena *a, const char *at, size_t first, size_t end)
{
	while (first < end) {
		size_t middle = first + (end - first) / 2;
		const struct arena_origin *o = &a->origins[middle];

		if ((uintptr_t)o->copy + o->length <= (uintptr_t)at)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

static void
arena_add_origin(struct arena *a, const char *copy, size_t length, size_t start)
{
	a->origins =
	    list_room(a->origins, a->count, &a->room, sizeof(*a->origins));
	a->origins[a->count++] = (struct arena_origin){ copy, length, start };
}

/* What of a piece has an origin of its own in an arena, be it the same. */
static bool
arena_hand_on(struct arena *a, const char *copy, size_t length,
    const struct arena *from, const char *piece)
{
	size_t first;
	size_t end;

	if (!arena_find_origins(from, piece, length, &first, &end))
		return false;
	for (size_t i = arena_first_behind(from, piece, first, end); i < end;
	     i++) {
		struct arena_origin o = from->origins[i];
		size_t skip = o.copy < piece ? (size_t)(piece - o.copy) : 0;
		size_t at = o.copy > piece ? (size_t)(o.copy - piece) : 0;

		if (at >= length)
			break;
		if (o.length - skip < length - at)
			arena_add_origin(
			    a, copy + at, o.length - skip, o.start + skip);
		else
			arena_add_origin(
			    a, copy + at, length - at, o.start + skip);
	}
	return true;
}

static void
arena_note_origin(
    struct arena *a, const char *copy, size_t length, const char *piece)
{
	const struct arena *from = a->source == NULL ? a : a->source;

	if (from->text == NULL)
		return;
	if (arena_is_within(piece, length, from->text, from->text_length))
		arena_add_origin(a, copy, length, (size_t)(piece - from->text));
	else if (!arena_hand_on(a, copy, length, a, piece) && from != a)
		arena_hand_on(a, copy, length, from, piece);
}

char *
arena_put(struct arena *a, char *to, const char *piece, size_t length)
{
	if (length == 0)
		return to;
	memcpy(to, piece, length);
	arena_note_origin(a, to, length, piece);
	return to + length;
}

char *
arena_join(struct arena *a, const char *first, size_t length,
    const char *between, const char *second)
{
	size_t joint = strlen(between);
	size_t rest = strlen(second);
	char *joined = arena_alloc(a, length + joint + rest + 1);
	char *to = arena_put(a, joined, first, length);

	to = arena_put(a, to, between, joint);
	arena_put(a, to, second, rest);
	return joined;
}

static bool
arena_find_place(const struct arena *a, const char *at, size_t *place)
{
	size_t first;
	size_t end;

	if (!arena_find_origins(a, at, 1, &first, &end))
		return false;
	first = arena_first_behind(a, at, first, end);
	if (first == end || a->origins[first].copy > at)
		return false;
	*place =
	    a->origins[first].start + (size_t)(at - a->origins[first].copy);
	return true;
}

bool
arena_origin(const struct arena *a, const char *piece, size_t length,
    size_t *start, size_t *end)
{
	const struct arena *from = a->source == NULL ? a : a->source;
	const char *last;

	if (from->text == NULL || piece == NULL || length == 0)
		return false;
	last = piece + length - 1;
	if (arena_is_within(piece, length, from->text, from->text_length)) {
		*start = (size_t)(piece - from->text);
		*end = *start + length;
		return true;
	}
	if ((!arena_find_place(a, piece, start) &&
		!arena_find_place(from, piece, start)) ||
	    (!arena_find_place(a, last, end) &&
		!arena_find_place(from, last, end)))
		return false;
	return ++*end > *start;
}

/* Keeps one block of the common size, so that a busy arena stays warm. */
void
arena_reset(struct arena *a)
{
	struct arena_block *spare = NULL;

	a->count = 0;
	while (a->blocks != NULL) {
		struct arena_block *b = a->blocks;

		a->blocks = b->next;
		if (spare == NULL && b->size <= BLOCK_SIZE)
			spare = b;
		else
			free(b);
	}
	if (spare != NULL) {
		memset(spare->bytes, 0, spare->used);
		spare->used = 0;
		spare->next = NULL;
		spare->origins = 0;
		a->blocks = spare;
	}
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	arena_reset(a);
	free(a->blocks);
	free(a->origins);
	free(a);
}
