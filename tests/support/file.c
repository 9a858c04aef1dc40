#include "tests/support/support.h"

char *
folder_new(struct arena *arena)
{
	char *path = arena_string(arena, "/tmp/armsetl-unit.XXXXXX");

	if (mkdtemp(path) == NULL)
		abort();
	return path;
}

void
file_write(const char *path, const void *bytes, size_t length)
{
	FILE *file = fopen(path, "we");

	if (file == NULL || fwrite(bytes, 1, length, file) != length)
		abort();
	if (fclose(file) != 0)
		abort();
}

char *
file_read(struct arena *arena, const char *path, size_t *length)
{
	FILE *file = fopen(path, "re");
	struct text bytes = { 0 };
	char buffer[4096];
	char *copy;
	size_t n;

	*length = 0;
	if (file == NULL)
		return NULL;
	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
		text_add(&bytes, buffer, n);
	fclose(file);
	*length = bytes.length;
	copy = arena_copy(arena, bytes.bytes, bytes.length);
	text_free(&bytes);
	return copy;
}

size_t
file_size(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (size_t)st.st_size : 0;
}

FILE *
file_of(const void *bytes, size_t length)
{
	FILE *file = tmpfile();

	if (file == NULL || fwrite(bytes, 1, length, file) != length)
		abort();
	rewind(file);
	return file;
}

static ssize_t
drops_read(struct body *b, void *buffer, size_t size)
{
	(void)size;
	return body_read(b->below, buffer, 1);
}

struct body *
body_of_string(const char *s)
{
	return body_of_memory(s, strlen(s));
}

struct body *
body_of_drops(struct body *below)
{
	static const struct body_kind kind = { drops_read, NULL };

	return body_new(&kind, below, sizeof(struct body));
}

char *
body_text(struct arena *arena, struct body *b, size_t step, size_t *length,
    const char **error)
{
	struct text bytes = { 0 };
	char *buffer = arena_alloc(arena, step);
	char *copy;
	ssize_t n;

	while ((n = body_read(b, buffer, step)) > 0)
		text_add(&bytes, buffer, (size_t)n);
	*error = n < 0 ? or_none(body_error(b)) : NULL;
	body_close(b);
	*length = bytes.length;
	copy = arena_copy(arena, bytes.bytes, bytes.length);
	text_free(&bytes);
	return copy;
}
