#include "base/memory.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

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

void
memory_overwrite_freed(bool is_overwritten)
{
	mallopt(M_PERTURB, is_overwritten ? 0x55 : 0);
}

void *
xgiven(void *memory)
{
	if (memory == NULL && status_without_memory != 0)
		exit(status_without_memory);
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

void
memory_forget_secrets(void)
{
	for (struct kept_secret *s = kept_secrets; s != NULL; s = s->next)
		explicit_bzero(s->text, s->length);
}
