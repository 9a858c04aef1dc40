#include "base/memory.h"

#include <jansson.h>
#include <libxml/xmlmemory.h>
#include <malloc.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

/* Bytes: far more than what a record is packed with, little for a process. */
#define KEPT (4 * 1024 * 1024)
#define SECRET_LEAST 8 /* bytes */

struct kept_secret {
	struct kept_secret *next;
	size_t length;
	char text[];
};

static struct kept_secret *kept_secrets;
static int status_without_memory; /* 0: a message, and EX_SOFTWARE */

void
memory_end_with(int status)
{
	status_without_memory = status;
}

/*
 * glibc keeps some small pieces of each size for the next who asks, and does
 * not overwrite these: they are asked for here.
 */
static void
memory_overwrite_small(void)
{
	enum { PIECES = 16, LARGEST = 1040 };
	void *pieces[PIECES];

	for (size_t size = 24; size <= LARGEST; size += 16) {
		for (size_t i = 0; i < PIECES; i++) {
			pieces[i] = xgiven(malloc(size));
			explicit_bzero(pieces[i], size);
		}
		for (size_t i = 0; i < PIECES; i++)
			free(pieces[i]);
	}
}

void
memory_overwrite_freed(bool is_overwritten)
{
	mallopt(M_PERTURB, is_overwritten ? 0x55 : 0);
	if (!is_overwritten)
		memory_overwrite_small();
}

void *
xgiven(void *memory)
{
	/* What was going on is half done: nothing else may run. */
	if (memory == NULL && status_without_memory != 0)
		_exit(status_without_memory);
	if (memory == NULL)
		log_fatal("out of memory");
	return memory;
}

void *
xzalloc(size_t size)
{
	return xgiven(calloc(1, size == 0 ? 1 : size));
}

void *
xrealloc(void *memory, size_t count, size_t size)
{
	if (count == 0 || size == 0)
		count = size = 1;
	return xgiven(reallocarray(memory, count, size));
}

char *
xstrdup(const char *string)
{
	return xgiven(strdup(string));
}

/* What is given back stays with the process for the next who asks. */
void
memory_reserve(size_t size)
{
	char *room = xgiven(malloc(size));

	explicit_bzero(room, 1);
	free(room);
}

static void *
memory_of_library(size_t size)
{
	return xgiven(malloc(size == 0 ? 1 : size));
}

static void *
memory_of_library_again(void *memory, size_t size)
{
	return xrealloc(memory, size, 1);
}

static char *
memory_of_library_copy(const char *string)
{
	return xstrdup(string);
}

static void *
memory_of_sqlite(int size)
{
	return memory_of_library((size_t)size);
}

static void *
memory_of_sqlite_again(void *memory, int size)
{
	return memory_of_library_again(memory, (size_t)size);
}

static int
memory_of_sqlite_size(void *memory)
{
	return (int)malloc_usable_size(memory);
}

static int
memory_of_sqlite_rounded(int size)
{
	return (size + 7) & ~7;
}

static int
memory_of_sqlite_begin(void *none)
{
	(void)none;
	return SQLITE_OK;
}

static void
memory_of_sqlite_end(void *none)
{
	(void)none;
}

void
memory_keep_freed(void)
{
	mallopt(M_MMAP_THRESHOLD, KEPT);
	mallopt(M_TRIM_THRESHOLD, 2 * KEPT);
}

void
memory_give_libraries(void)
{
	static const sqlite3_mem_methods of_sqlite = {
		memory_of_sqlite,
		free,
		memory_of_sqlite_again,
		memory_of_sqlite_size,
		memory_of_sqlite_rounded,
		memory_of_sqlite_begin,
		memory_of_sqlite_end,
		NULL,
	};

	sqlite3_config(SQLITE_CONFIG_MALLOC, &of_sqlite);
	xmlMemSetup(free, memory_of_library, memory_of_library_again,
	    memory_of_library_copy);
	json_set_alloc_funcs(memory_of_library, free);
}

const char *
memory_keep_secret(const char *text)
{
	size_t length = strlen(text);
	struct kept_secret *s = kept_secrets;

	while (s != NULL && strcmp(s->text, text) != 0)
		s = s->next;
	if (s == NULL) {
		s = xzalloc(sizeof(*s) + length + 1);
		s->length = length;
		memcpy(s->text, text, length);
		s->next = kept_secrets;
		kept_secrets = s;
	}
	return s->text;
}

/* Of a secret, but for the one that is looked for. */
static void
memory_forget_between(char *at, const char *end, const struct kept_secret *s)
{
	while (
	    (at = memmem(at, (size_t)(end - at), s->text, s->length)) != NULL) {
		if (at != s->text)
			explicit_bzero(at, s->length);
		at += s->length;
	}
}

void
memory_forget_copies(void)
{
	FILE *maps =
	    kept_secrets == NULL ? NULL : fopen("/proc/self/maps", "re");
	char line[4096];

	while (maps != NULL && fgets(line, sizeof(line), maps) != NULL) {
		char *rest;
		char *from = (char *)(uintptr_t)strtoull(line, &rest, 16);
		char *end = (char *)(uintptr_t)strtoull(rest + 1, &rest, 16);

		if (strncmp(rest, " rw-p", 5) != 0)
			continue;
		for (struct kept_secret *s = kept_secrets; s != NULL;
		     s = s->next) {
			if (s->length >= SECRET_LEAST)
				memory_forget_between(from, end, s);
		}
	}
	if (maps != NULL)
		fclose(maps);
}

void
memory_forget_secrets(void)
{
	for (struct kept_secret *s = kept_secrets; s != NULL; s = s->next)
		explicit_bzero(s->text, s->length);
}
