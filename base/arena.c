#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"

#define BLOCK_SIZE ((size_t)16 * 1024)
#define ALIGNMENT _Alignof(max_align_t)

struct arena_block {
	struct arena_block *next;
	size_t used;
	size_t size;
	_Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct arena_block *blocks; /* newest first */
};

static struct arena_block *
arena_block_new(size_t least)
{
	size_t size = least > BLOCK_SIZE ? least : BLOCK_SIZE;
	struct arena_block *b = xzalloc(sizeof(*b) + size);

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
		b = arena_block_new(need);
		b->next = a->blocks;
		a->blocks = b;
	}
	b->used += need;
	return b->bytes + b->used - need;
}

char *
arena_copy(struct arena *a, const char *bytes, size_t length)
{
	char *copy = arena_alloc(a, length + 1);

	if (length > 0)
		memcpy(copy, bytes, length);
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

/* Keeps one block of the common size, so that a busy arena stays warm. */
void
arena_reset(struct arena *a)
{
	struct arena_block *spare = NULL;

	while (a->blocks != NULL) {
		struct arena_block *b = a->blocks;

		a->blocks = b->next;
		if (spare == NULL && b->size == BLOCK_SIZE)
			spare = b;
		else
			free(b);
	}
	if (spare != NULL) {
		memset(spare->bytes, 0, spare->used);
		spare->used = 0;
		spare->next = NULL;
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
	free(a);
}
