/*
 * Whether a file is a feed by the rules of RFC 4287:
 *
 *	atom FILE
 *
 * Prints what is not right, a line each, or else the ids of its entries.
 */
#include <ctype.h>
#include <libxml/parser.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/map.h"

#define ATOM "http://www.w3.org/2005/Atom"

struct atom_proof {
	struct map *ids;
	unsigned faults;
};

static void atom_fault(struct atom_proof *, const xmlNode *, const char *, ...)
    __attribute__((format(printf, 3, 4)));

static void
atom_fault(struct atom_proof *p, const xmlNode *node, const char *words, ...)
{
	va_list arguments;

	p->faults++;
	printf("line %ld: %s: ", xmlGetLineNo(node), (const char *)node->name);
	va_start(arguments, words);
	vprintf(words, arguments);
	va_end(arguments);
	putchar('\n');
}

static bool
atom_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
	    strcmp((const char *)node->ns->href, ATOM) == 0 &&
	    strcmp((const char *)node->name, name) == 0;
}

static unsigned
atom_count(const xmlNode *parent, const char *name)
{
	unsigned count = 0;

	for (const xmlNode *n = parent->children; n != NULL; n = n->next)
		count += atom_is(n, name);
	return count;
}

static char *
atom_attribute_of(const xmlNode *node, const char *name)
{
	return (char *)xmlGetNoNsProp(node, (const xmlChar *)name);
}

/* Sections 4.1.1 and 4.1.2: how often each may be there. */
struct atom_rule {
	const char *name;
	unsigned least;
	unsigned most;
};

static const struct atom_rule of_feed[] = { { "author", 1, 99 },
	{ "category", 0, 99 }, { "contributor", 0, 99 }, { "generator", 0, 1 },
	{ "icon", 0, 1 }, { "id", 1, 1 }, { "link", 0, 99 }, { "logo", 0, 1 },
	{ "rights", 0, 1 }, { "subtitle", 0, 1 }, { "title", 1, 1 },
	{ "updated", 1, 1 }, { "entry", 0, 1000 }, { NULL, 0, 0 } };
static const struct atom_rule of_entry[] = { { "author", 0, 99 },
	{ "category", 0, 99 }, { "content", 0, 1 }, { "contributor", 0, 99 },
	{ "id", 1, 1 }, { "link", 0, 99 }, { "published", 0, 1 },
	{ "rights", 0, 1 }, { "source", 0, 1 }, { "summary", 0, 1 },
	{ "title", 1, 1 }, { "updated", 1, 1 }, { NULL, 0, 0 } };
static const struct atom_rule of_person[] = { { "name", 1, 1 }, { "uri", 0, 1 },
	{ "email", 0, 1 }, { NULL, 0, 0 } };
static const struct atom_rule of_text[] = { { NULL, 0, 0 } };

static void
atom_prove_children(
    struct atom_proof *p, const xmlNode *parent, const struct atom_rule *rules)
{
	for (const struct atom_rule *r = rules; r->name != NULL; r++) {
		unsigned count = atom_count(parent, r->name);

		if (count < r->least || count > r->most)
			atom_fault(
			    p, parent, "has %s %u times", r->name, count);
	}
	for (const xmlNode *n = parent->children; n != NULL; n = n->next) {
		const struct atom_rule *r = rules;

		while (r->name != NULL && !atom_is(n, r->name))
			r++;
		if (n->type == XML_ELEMENT_NODE && r->name == NULL)
			atom_fault(p, n, "has no place in %s",
			    (const char *)parent->name);
	}
}

/* Section 3.3: RFC 3339 with T and Z in capitals. */
static void
atom_prove_date(struct atom_proof *p, const xmlNode *node, const char *text)
{
	struct tm time = { 0 };
	const char *rest = strptime(text, "%Y-%m-%dT%H:%M:%S", &time);

	if (rest != NULL && *rest == '.' && isdigit((unsigned char)rest[1])) {
		rest++;
		rest += strspn(rest, "0123456789");
	}
	if (rest == NULL || strcmp(rest, "Z") != 0 || text[4] != '-')
		atom_fault(p, node, "is no time: %s", text);
}

/* Section 4.2.6: an IRI with a scheme, and of one thing only. */
static void
atom_prove_id(struct atom_proof *p, const xmlNode *node, const char *text)
{
	static const char hexadecimal[] = "0123456789abcdef-";
	const char *uuid = text + 9;

	if (strncmp(text, "urn:uuid:", 9) != 0 || strlen(uuid) != 36 ||
	    strspn(uuid, hexadecimal) != 36)
		atom_fault(p, node, "is no name: %s", text);
	if (!map_mark(p->ids, text))
		atom_fault(p, node, "is not the only one: %s", text);
}

/* Section 4.2.7. Ours go to the web and nowhere else. */
static void
atom_prove_link(struct atom_proof *p, const xmlNode *node)
{
	char *address = atom_attribute_of(node, "href");

	if (address == NULL ||
	    (strncmp(address, "http://", 7) != 0 &&
		strncmp(address, "https://", 8) != 0) ||
	    strpbrk(address, " <>\"{}|\\^`\t\n") != NULL)
		atom_fault(p, node, "leads to %s",
		    address == NULL ? "nothing" : address);
	xmlFree(address);
}

static void
atom_prove_element(struct atom_proof *p, const xmlNode *node)
{
	xmlChar *text = xmlNodeGetContent(node);
	char *term = atom_attribute_of(node, "term");

	if (atom_is(node, "id"))
		atom_prove_id(p, node, (const char *)text);
	else if (atom_is(node, "updated") || atom_is(node, "published"))
		atom_prove_date(p, node, (const char *)text);
	else if (atom_is(node, "link"))
		atom_prove_link(p, node);
	else if (atom_is(node, "category") && (term == NULL || *term == '\0'))
		atom_fault(p, node, "has no term");
	if (atom_is(node, "author") || atom_is(node, "contributor"))
		atom_prove_children(p, node, of_person);
	else if (!atom_is(node, "entry"))
		atom_prove_children(p, node, of_text);
	if (*text == '\0' && !atom_is(node, "link") &&
	    !atom_is(node, "category"))
		atom_fault(p, node, "is empty");
	xmlFree(term);
	xmlFree(text);
}

/* Section 4.1.2: what it says is in it, or a link leads to it, one of a kind.
 */
static void
atom_prove_entry(struct atom_proof *p, const xmlNode *entry)
{
	unsigned alternates = 0;

	atom_prove_children(p, entry, of_entry);
	for (const xmlNode *n = entry->children; n != NULL; n = n->next) {
		char *relation = atom_attribute_of(n, "rel");

		if (n->type == XML_ELEMENT_NODE)
			atom_prove_element(p, n);
		if (atom_is(n, "link") &&
		    (relation == NULL || strcmp(relation, "alternate") == 0))
			alternates++;
		xmlFree(relation);
	}
	if (alternates > 1)
		atom_fault(p, entry, "has several links to the same");
	if (alternates == 0 && atom_count(entry, "content") == 0)
		atom_fault(p, entry, "says nothing and leads nowhere");
}

static char *
atom_child(const xmlNode *parent, const char *name)
{
	for (const xmlNode *n = parent->children; n != NULL; n = n->next) {
		if (atom_is(n, name))
			return (char *)xmlNodeGetContent(n);
	}
	return NULL;
}

/* The feed changed when its latest entry did. */
static void
atom_prove_order(
    struct atom_proof *p, const xmlNode *feed, const xmlNode *entry)
{
	char *whole = atom_child(feed, "updated");
	char *part = atom_child(entry, "updated");

	if (whole != NULL && part != NULL && strcmp(part, whole) > 0)
		atom_fault(p, entry, "is later than the feed");
	xmlFree(whole);
	xmlFree(part);
}

static void
atom_prove_feed(struct atom_proof *p, const xmlNode *feed)
{
	if (!atom_is(feed, "feed")) {
		atom_fault(p, feed, "is no feed");
		return;
	}
	atom_prove_children(p, feed, of_feed);
	for (const xmlNode *n = feed->children; n != NULL; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		atom_prove_element(p, n);
		if (!atom_is(n, "entry"))
			continue;
		atom_prove_entry(p, n);
		atom_prove_order(p, feed, n);
	}
}

static void
atom_print_ids(const xmlNode *feed)
{
	for (const xmlNode *n = feed->children; n != NULL; n = n->next) {
		char *id = atom_is(n, "entry") ? atom_child(n, "id") : NULL;

		if (id != NULL)
			puts(id);
		xmlFree(id);
	}
}

int
main(int argc, char *argv[])
{
	struct atom_proof p = { 0 };
	xmlDoc *document;

	if (argc != 2) {
		fputs("usage: atom FILE\n", stderr);
		return 64;
	}
	document = xmlReadFile(argv[1], NULL, XML_PARSE_NONET);
	if (document == NULL)
		return 65;
	p.ids = map_new();
	atom_prove_feed(&p, xmlDocGetRootElement(document));
	if (p.faults == 0)
		atom_print_ids(xmlDocGetRootElement(document));
	map_free(p.ids);
	xmlFreeDoc(document);
	return p.faults == 0 ? 0 : 65;
}
