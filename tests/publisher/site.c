/* The documents: what is in the folder, and where it is offered. */
#include "tests/publisher/publisher.h"

#include <libxml/hash.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"

static void
read_file(const char *path, struct text *out)
{
	FILE *file = fopen(path, "re");
	char buffer[16 * KIBI];
	size_t n;

	if (file == NULL)
		return;
	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
		text_add(out, buffer, n);
	fclose(file);
}

char *
site_read(const struct publisher *p, struct arena *arena, const char *name)
{
	struct text text = { 0 };
	char *copy;

	read_file(arena_print(arena, "%s/%s", p->folder, name), &text);
	copy = arena_copy(arena, text_string(&text), text.length);
	text_free(&text);
	return copy;
}

/* /documents/full_text/text/2026/05/07/2026-09109.txt */
static const char *
path_of(struct arena *arena, const struct entry *e, bool xml)
{
	return arena_print(arena,
	    "/documents/full_text/%s/%.4s/%.2s/%.2s/%s.%s",
	    xml ? "xml" : "text", e->day, e->day + 5, e->day + 8, e->number,
	    xml ? "xml" : "txt");
}

/* The index, as it was when it had that size and was changed then. */
struct index {
	off_t size;
	struct timespec changed;
	struct arena *arena;
	struct entry *first;
	xmlHashTablePtr paths; /* where the texts are served: their entries */
	struct index *before;
};

static void
read_index(const struct publisher *p, struct index *index)
{
	char *rest = site_read(p, index->arena, "index");
	char *line;

	while ((line = strsep(&rest, "\n")) != NULL) {
		struct entry *e = arena_alloc(index->arena, sizeof(*e));
		const char **fields[] = { &e->number, &e->day, &e->agency,
			&e->type, &e->title, &e->file };

		if (*line == '\0')
			continue;
		for (size_t i = 0; i < COUNT(fields); i++) {
			*fields[i] = strsep(&line, "\t");
			if (*fields[i] == NULL)
				log_fatal(
				    "index: %s: too few fields", e->number);
		}
		e->next = index->first;
		index->first = e;
		for (int xml = 0; xml < 2; xml++)
			xmlHashUpdateEntry(index->paths,
			    (const xmlChar *)path_of(index->arena, e, xml), e,
			    NULL);
	}
}

static bool
is_current(const struct index *index, const struct stat *st)
{
	return index != NULL && index->size == st->st_size &&
	    index->changed.tv_sec == st->st_mtim.tv_sec &&
	    index->changed.tv_nsec == st->st_mtim.tv_nsec;
}

static const struct index *
current_index(const struct publisher *p)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	static struct index *newest;
	struct arena *arena = arena_new();
	struct stat st = { 0 };
	struct index *index;

	pthread_mutex_lock(&mutex);
	stat(arena_print(arena, "%s/index", p->folder), &st);
	if (is_current(newest, &st)) {
		arena_free(arena);
	} else {
		index = arena_alloc(arena, sizeof(*index));
		*index = (struct index){
			.size = st.st_size,
			.changed = st.st_mtim,
			.arena = arena,
			.paths = xmlHashCreate(64),
			.before = newest,
		};
		read_index(p, index);
		newest = index;
	}
	index = newest;
	pthread_mutex_unlock(&mutex);
	return index;
}

const struct entry *
site_index(const struct publisher *p)
{
	return current_index(p)->first;
}

static const char *
file_of(const struct publisher *p, struct arena *arena, const struct entry *e,
    const char *ending)
{
	return arena_print(arena, "%s/%s.%s", p->folder, e->file, ending);
}

const char *
site_address(const struct publisher *p, struct arena *arena,
    const struct entry *e, bool xml)
{
	const char *file = file_of(p, arena, e, xml ? "xml" : "txt");

	if (access(file, R_OK) != 0)
		return NULL;
	return arena_print(arena, "%s%s", p->address, path_of(arena, e, xml));
}

static void
not_found(struct answer *a)
{
	a->status = 404;
	a->type = "application/json; charset=utf-8";
	a->json = json_pack(
	    "{s:i, s:s}", "status", 404, "message", "Record Not Found");
}

static const char *
type_of(const char *name)
{
	static const char *const types[][2] = { { ".json", "application/json" },
		{ ".xml", "text/xml" }, { ".pdf", "application/pdf" } };

	for (size_t i = 0; i < COUNT(types); i++) {
		if (strcasestr(name, types[i][0]) != NULL)
			return types[i][1];
	}
	return "text/html; charset=utf-8";
}

/* FOLDER/pages has what stands at any other address, its query in the name. */
static bool
page_answer(const struct publisher *p, const char *address, struct answer *a)
{
	size_t length = strlen(address);
	const char *file = arena_print(a->arena, "%s/pages%s%s", p->folder,
	    address, address[length - 1] == '/' ? "index" : "");
	struct stat st;

	if (stat(file, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	a->type = type_of(address);
	a->modified = st.st_mtime;
	read_file(file, &a->body);
	return true;
}

void
site_answer(const struct publisher *p, const char *path, const char *address,
    struct answer *a)
{
	const struct entry *e =
	    xmlHashLookup(current_index(p)->paths, (const xmlChar *)path);
	struct stat st;

	if (e != NULL) {
		bool xml = strcmp(path, path_of(a->arena, e, true)) == 0;
		const char *file = file_of(p, a->arena, e, xml ? "xml" : "txt");

		if (stat(file, &st) == 0) {
			a->type = xml ? "text/xml" : "text/plain";
			a->modified = st.st_mtime;
			read_file(file, &a->body);
			return;
		}
	}
	if (!page_answer(p, address, a))
		not_found(a);
}
