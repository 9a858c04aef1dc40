#include "base/text.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"

static void
text_reserve(struct text *t, size_t more)
{
	size_t room;

	if (t->room - t->length >= more)
		return;
	if (more > SIZE_MAX / 4 || t->room > SIZE_MAX / 4)
		log_fatal("out of memory");
	room = t->room * 2 + more;
	t->bytes = xrealloc(t->bytes, room, 1);
	t->room = room;
}

void
text_add(struct text *t, const char *bytes, size_t length)
{
	if (length == 0)
		return;
	text_reserve(t, length);
	memcpy(t->bytes + t->length, bytes, length);
	t->length += length;
}

char *
text_room(struct text *t, size_t more)
{
	text_reserve(t, more);
	return t->bytes + t->length;
}

void
text_add_string(struct text *t, const char *string)
{
	text_add(t, string, strlen(string));
}

void
text_addf(struct text *t, const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		log_fatal("cannot format: %s", format);
	text_reserve(t, (size_t)length + 1);
	va_start(args, format);
	vsnprintf(t->bytes + t->length, (size_t)length + 1, format, args);
	va_end(args);
	t->length += (size_t)length;
}

char *
text_string(struct text *t)
{
	text_reserve(t, 1);
	t->bytes[t->length] = '\0';
	return t->bytes;
}

void
text_empty(struct text *t)
{
	t->length = 0;
}

void
text_wipe(struct text *t)
{
	if (t->bytes != NULL)
		explicit_bzero(t->bytes, t->room);
	text_free(t);
}

void
text_free(struct text *t)
{
	free(t->bytes);
	*t = (struct text){ 0 };
}

bool
text_is_one_of(const char *s, const char *const *list)
{
	for (; list != NULL && *list != NULL; list++) {
		if (strcmp(s, *list) == 0)
			return true;
	}
	return false;
}
