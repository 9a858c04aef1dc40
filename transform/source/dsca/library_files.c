#include "transform/source/dsca/library_files.h"

#include <libxml/uri.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "transform/source/dsca/library_name.h"

static bool
is_written_out(unsigned char c)
{
	return c <= ' ' || c >= 0x7F || strchr("\"<>\\^`{|}", c) != NULL;
}

const char *
library_address(struct arena *arena, const char *href, const char *page)
{
	struct text escaped = { 0 };
	const char *end = href + strcspn(href, "?#");
	const char *url;
	xmlChar *whole;

	href += strspn(href, " \t\r\n");
	while (end > href && strchr(" \t\r\n", end[-1]) != NULL)
		end--;
	for (; href < end; href++) {
		if (is_written_out((unsigned char)*href))
			text_addf(&escaped, "%%%02X", (unsigned char)*href);
		else
			text_add(&escaped, href, 1);
	}
	url = text_string(&escaped);
	whole = xmlBuildURI((const xmlChar *)url, (const xmlChar *)page);
	url = arena_string(arena, whole == NULL ? url : (const char *)whole);
	xmlFree(whole);
	text_free(&escaped);
	return url;
}

const char *
library_own_name(struct arena *arena, const char *url)
{
	size_t length = strcspn(url, "?#");
	const char *slash = memrchr(url, '/', length);
	const char *start = slash == NULL ? url : slash + 1;
	char *plain = xmlURIUnescapeString(
	    start, (int)(length - (size_t)(start - url)), NULL);
	const char *name = arena_string(arena, plain == NULL ? start : plain);

	xmlFree(plain);
	return name;
}

bool
library_has_number(const char *name)
{
	struct arena *arena = arena_new();
	struct library_name read;
	bool has;

	library_name_read(arena, name, &read);
	has = read.number != NULL;
	arena_free(arena);
	return has;
}

/* In one line with single blanks, as running text is. */
static const char *
fold(struct arena *arena, const char *name)
{
	char *folded = arena_string(arena, name);
	char *to = folded;

	for (const char *p = folded; *p != '\0'; p++) {
		bool space = strchr(" \t\r\n", *p) != NULL;

		if (!space || (to > folded && to[-1] != ' '))
			*to++ = *p;
		if (space && to > folded)
			to[-1] = ' ';
	}
	to -= to > folded && to[-1] == ' ';
	*to = '\0';
	return folded;
}

static void
begin(struct library_files *l)
{
	if (l->arena != NULL)
		return;
	l->arena = arena_new();
	l->end = &l->first;
	l->by_url = xmlHashCreate(1024);
	if (l->by_url == NULL)
		log_fatal("out of memory");
}

void
library_files_add(struct library_files *l, const char *page, const char *href,
    const char *name, size_t line)
{
	struct library_file *f;
	const char *url;

	begin(l);
	url = library_address(l->arena, href, page);
	f = xmlHashLookup(l->by_url, (const xmlChar *)url);
	if (f != NULL && !library_has_number(name))
		return;
	name = fold(l->arena, name);
	if (f != NULL &&
	    (strcmp(f->name, name) == 0 || !library_has_number(f->name))) {
		f->name = name;
		return;
	}
	f = arena_alloc(l->arena, sizeof(*f));
	*f = (struct library_file){ .url = url, .name = name, .line = line };
	*l->end = f;
	l->end = &f->next;
	xmlHashUpdateEntry(l->by_url, (const xmlChar *)url, f, NULL);
}

void
library_files_free(struct library_files *l)
{
	if (l->arena == NULL)
		return;
	xmlHashFree(l->by_url, NULL);
	arena_free(l->arena);
}
