#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"

/* "GPS" is no plural. */
#define PLURAL_MIN 4

static bool
ends_in(const char *word, size_t length, const char *ending)
{
	size_t size = strlen(ending);

	return length > size && strcmp(word + length - size, ending) == 0;
}

/*
 * One form for one and for many. It need be no English word, only the same
 * in a rule and in a name: "HIMARS" and "HIMAR" both give "himar".
 */
static void
make_singular(char *word)
{
	static const char *const es[] = { "oes", "xes", "ches", "shes",
		"sses" };
	size_t length = strlen(word);
	size_t cut = 1;

	if (length < PLURAL_MIN || word[length - 1] != 's' ||
	    ends_in(word, length, "ss"))
		return;
	if (ends_in(word, length, "ies")) {
		cut = 2;
		word[length - 3] = 'y';
	}
	for (size_t i = 0; i < sizeof(es) / sizeof(es[0]); i++) {
		if (ends_in(word, length, es[i]))
			cut = 2;
	}
	word[length - cut] = '\0';
}

/* How many bytes from here are all figures, or all letters. */
static size_t
run_length(const char *s)
{
	bool figures = isdigit((unsigned char)*s) != 0;
	size_t n = 0;

	while (s[n] != '\0' && s[n] != ' ' &&
	    (isdigit((unsigned char)s[n]) != 0) == figures)
		n++;
	return n;
}

struct words
words_read(struct arena *arena, const char *text)
{
	const char *key = name_key(arena, text);
	size_t most = strlen(key) + 1;
	struct words w = {
		.word = arena_alloc(arena, most * sizeof(*w.word)),
		.begins = arena_alloc(arena, most * sizeof(*w.begins)),
	};
	bool begins = true;

	while (*key != '\0') {
		size_t n = run_length(key);

		if (n == 0) {
			begins = true;
			key++;
			continue;
		}
		w.word[w.count] = arena_copy(arena, key, n);
		make_singular(w.word[w.count]);
		w.begins[w.count] = begins;
		w.count++;
		begins = false;
		key += n;
	}
	return w;
}

bool
words_end_with(const struct words *w, size_t count, const struct words *phrase)
{
	size_t from;

	if (phrase->count > count)
		return false;
	from = count - phrase->count;
	if (!w->begins[from])
		return false;
	for (size_t i = phrase->count; i > 0; i--) {
		if (strcmp(w->word[from + i - 1], phrase->word[i - 1]) != 0)
			return false;
	}
	return true;
}
