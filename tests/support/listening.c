#include "tests/support/support.h"

struct listening
listen_begin(void)
{
	struct listening l = { .file = tmpfile() };

	fflush(stderr);
	l.kept = dup(STDERR_FILENO);
	if (l.file == NULL || l.kept < 0 ||
	    dup2(fileno(l.file), STDERR_FILENO) < 0)
		abort();
	return l;
}

const char *
listen_end(struct arena *arena, struct listening *l)
{
	struct text heard = { 0 };
	const char *copy;
	int c;

	fflush(stderr);
	if (dup2(l->kept, STDERR_FILENO) < 0)
		abort();
	close(l->kept);
	rewind(l->file);
	while ((c = getc(l->file)) != EOF)
		text_add(&heard, &(char){ (char)c }, 1);
	fclose(l->file);
	copy = arena_string(arena, text_string(&heard));
	text_free(&heard);
	return copy;
}
