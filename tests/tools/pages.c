/*
 * Looks into the pages of a report, which are XML as well as HTML:
 *
 *	pages links FOLDER   what leads nowhere, or would be asked of others
 *	pages marks FOLDER   charts: their marks, and numbers of their tables
 *	pages cells FOLDER   each number: page, section, row, column
 *	pages shape FOLDER   names of elements and attributes that there are
 *	pages lost FOLDER    pages to which no links lead from index.html
 */
#include <ftw.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/text.h"

struct look {
	const char *file; /* within the folder */
	const char *folder;
	struct map *ids; /* file and id */
	struct map *seen;
	bool is_first; /* only ids are gathered */
};

static struct {
	char **paths;
	size_t count;
} found;

static int
look_note(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)at;
	if (type != FTW_F || strlen(path) < 5 ||
	    strcmp(path + strlen(path) - 5, ".html") != 0)
		return 0;
	found.paths =
	    xrealloc(found.paths, found.count + 1, sizeof(*found.paths));
	found.paths[found.count++] = xstrdup(path);
	return 0;
}

static char *
look_attribute(const xmlNode *node, const char *name)
{
	return (char *)xmlGetNoNsProp(node, (const xmlChar *)name);
}

static bool
look_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	    strcmp((const char *)node->name, name) == 0;
}

static bool
look_has_class(const xmlNode *node, const char *class)
{
	char *value = node->type == XML_ELEMENT_NODE
	    ? look_attribute(node, "class")
	    : NULL;
	struct text padded = { 0 };
	struct text wanted = { 0 };
	bool has;

	text_addf(&padded, " %s ", value == NULL ? "" : value);
	text_addf(&wanted, " %s ", class);
	has = strstr(text_string(&padded), text_string(&wanted)) != NULL;
	text_free(&padded);
	text_free(&wanted);
	xmlFree(value);
	return has;
}

static size_t
look_count(const xmlNode *node, bool (*is)(const xmlNode *))
{
	size_t count = is(node) ? 1 : 0;

	for (const xmlNode *n = node->children; n != NULL; n = n->next)
		count += look_count(n, is);
	return count;
}

static const xmlNode *
look_find(const xmlNode *node, const char *name)
{
	if (look_is(node, name))
		return node;
	for (const xmlNode *n = node->children; n != NULL; n = n->next) {
		const xmlNode *in = look_find(n, name);

		if (in != NULL)
			return in;
	}
	return NULL;
}

/* Links */

/* The file of an address, within the folder. Gives the length of its path. */
static size_t
look_resolve(const struct look *l, const char *address, struct text *path)
{
	size_t length = strcspn(address, "#");
	const char *slash = strrchr(l->file, '/');
	const char *rest = address;

	if (length == 0)
		text_add_string(path, l->file);
	else if (strncmp(address, "../", 3) == 0 && slash != NULL)
		rest = address + 3;
	else if (slash != NULL)
		text_add(path, l->file, (size_t)(slash - l->file) + 1);
	if (length > 0)
		text_add(path, rest, length - (size_t)(rest - address));
	return length;
}

static void
look_target(const struct look *l, const char *address)
{
	struct text path = { 0 };
	size_t length = look_resolve(l, address, &path);

	if (address[length] == '#' &&
	    map_get2(l->ids, text_string(&path), address + length + 1) == NULL)
		printf("%s: no fragment %s\n", l->file, address);
	if (chdir(l->folder) != 0 || access(text_string(&path), R_OK) != 0)
		printf("%s: no file %s\n", l->file, address);
	text_free(&path);
}

static void
look_links(struct look *l, const xmlNode *node)
{
	char *id = look_attribute(node, "id");
	char *href = look_attribute(node, "href");
	char *src = look_attribute(node, "src");

	if (l->is_first && id != NULL && !map_mark2(l->ids, l->file, id))
		printf("%s: id %s stands twice\n", l->file, id);
	if (!l->is_first && href != NULL) {
		if (look_is(node, "a") &&
		    (strncasecmp(href, "http://", 7) == 0 ||
			strncasecmp(href, "https://", 8) == 0))
			; /* followed only by who reads it */
		else if (strcmp(href, "data:,") != 0)
			look_target(l, href);
	}
	if (!l->is_first && src != NULL)
		look_target(l, src);
	xmlFree(id);
	xmlFree(href);
	xmlFree(src);
}

/* Marks */

static bool
look_is_mark(const xmlNode *node)
{
	return look_has_class(node, "mark");
}

static bool
look_is_number(const xmlNode *node)
{
	return look_is(node, "data") || look_is(node, "time");
}

static void
look_marks(struct look *l, const xmlNode *node)
{
	const xmlNode *table;
	char *id;

	if (!look_is(node, "section") || look_find(node, "details") == NULL)
		return;
	id = look_attribute(node, "id");
	table = look_find(node, "table");
	printf("%s#%s\t%zu\t%zu\n", l->file, id,
	    look_count(look_find(node, "figure"), look_is_mark),
	    table == NULL ? 0 : look_count(table, look_is_number));
	xmlFree(id);
}

/* Cells */

static void
look_print(const xmlNode *node)
{
	xmlChar *text = node == NULL ? NULL : xmlNodeGetContent(node);

	for (const xmlChar *s = text; s != NULL && *s != '\0'; s++)
		putchar(*s == '\t' || *s == '\n' ? ' ' : *s);
	xmlFree(text);
}

static const xmlNode *
look_nth(const xmlNode *row, size_t n)
{
	for (const xmlNode *c = row->children; c != NULL; c = c->next) {
		if (c->type == XML_ELEMENT_NODE && n-- == 0)
			return c;
	}
	return NULL;
}

static const xmlNode *
look_above(const xmlNode *node, const char *name)
{
	while (node != NULL && !look_is(node, name))
		node = node->parent;
	return node;
}

/* A number's heading, and its row: of a list of facts, its name for both. */
static void
look_cells(struct look *l, const xmlNode *node)
{
	const xmlNode *row = look_above(node, "tr");
	const xmlNode *heading = NULL;
	const xmlNode *label = NULL;
	char *value;
	char *id;
	size_t n = 0;

	if (!look_is(node, "data"))
		return;
	if (row == NULL) {
		label = look_nth(look_above(node, "dd")->parent, 0);
	} else {
		label = look_nth(row, 0);
		for (const xmlNode *c = look_above(node, "td")->prev; c != NULL;
		     c = c->prev)
			n += c->type == XML_ELEMENT_NODE;
		heading =
		    look_nth(look_find(look_above(node, "table"), "tr"), n);
	}
	value = look_attribute(node, "value");
	id = look_attribute(look_above(node, "section"), "id");
	printf("%s\t%s\t", l->file, id);
	look_print(label);
	putchar('\t');
	look_print(heading);
	printf("\t%s\n", value);
	xmlFree(value);
	xmlFree(id);
}

/* Shape */

static void
look_shape(struct look *l, const xmlNode *node)
{
	if (map_mark(l->seen, (const char *)node->name))
		printf("<%s>\n", (const char *)node->name);
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
		if (map_mark2(l->seen, "attribute", (const char *)a->name))
			printf("%s=\n", (const char *)a->name);
	}
}

/* Lost pages */

/* Marks the pages that this one leads to. */
static void
look_reach(struct look *l, const xmlNode *node)
{
	char *href = look_is(node, "a") ? look_attribute(node, "href") : NULL;
	struct text path = { 0 };

	if (href != NULL && strstr(href, "://") == NULL) {
		look_resolve(l, href, &path);
		map_mark(l->seen, text_string(&path));
	}
	text_free(&path);
	xmlFree(href);
}

/* The whole */

static const struct {
	const char *name;
	void (*look)(struct look *, const xmlNode *);
} looks[] = {
	{ "links", look_links },
	{ "marks", look_marks },
	{ "cells", look_cells },
	{ "shape", look_shape },
};

static void
look_all(struct look *l, const xmlNode *node,
    void (*look)(struct look *, const xmlNode *))
{
	if (node->type == XML_ELEMENT_NODE)
		look(l, node);
	for (const xmlNode *n = node->children; n != NULL; n = n->next)
		look_all(l, n, look);
}

static bool
look_page(struct look *l, const char *path,
    void (*look)(struct look *, const xmlNode *))
{
	xmlDoc *page =
	    xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);

	if (page == NULL) {
		printf("%s: is not well-formed\n", path);
		return false;
	}
	l->file = path + strlen(l->folder) + 1;
	look_all(l, xmlDocGetRootElement(page), look);
	xmlFreeDoc(page);
	return true;
}

/* Follows links from the first page on until they lead to nothing new. */
static bool
look_lost(struct look *l)
{
	bool *is_read = xzalloc((found.count + 1) * sizeof(*is_read));
	bool ok = true;
	size_t news;

	map_mark(l->seen, "index.html");
	do {
		news = 0;
		for (size_t i = 0; i < found.count; i++) {
			const char *file =
			    found.paths[i] + strlen(l->folder) + 1;

			if (is_read[i] || map_get(l->seen, file) == NULL)
				continue;
			ok = look_page(l, found.paths[i], look_reach) && ok;
			is_read[i] = true;
			news++;
		}
	} while (news > 0);
	for (size_t i = 0; i < found.count; i++) {
		if (!is_read[i])
			printf("%s\n", found.paths[i] + strlen(l->folder) + 1);
	}
	free(is_read);
	return ok;
}

int
main(int argc, char *argv[])
{
	struct look l = { .ids = map_new(), .seen = map_new() };
	bool ok = true;

	if (argc != 3 || argv[2][0] != '/' ||
	    nftw(argv[2], look_note, 20, FTW_PHYS) != 0)
		return 64;
	l.folder = argv[2];
	if (strcmp(argv[1], "lost") == 0)
		ok = look_lost(&l);
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
		if (strcmp(looks[i].name, argv[1]) != 0)
			continue;
		l.is_first = looks[i].look == look_links;
		for (int turn = l.is_first ? 0 : 1; turn < 2; turn++) {
			for (size_t p = 0; p < found.count; p++)
				ok = look_page(
					 &l, found.paths[p], looks[i].look) &&
				    ok;
			l.is_first = false;
		}
	}
	for (size_t p = 0; p < found.count; p++)
		free(found.paths[p]);
	free(found.paths);
	map_free(l.ids);
	map_free(l.seen);
	return ok ? 0 : 1;
}
