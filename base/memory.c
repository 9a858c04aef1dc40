#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"

static int status_without_memory; /* 0: a message, and EX_SOFTWARE */

void
memory_end_with(int status)
{
	status_without_memory = status;
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
