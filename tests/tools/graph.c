/*
 * graph FILE: the edges of a file of GraphML, a line each: of both ends label
 * and iso3, each cut to 20 bytes; kind, weight, first year, parts.
 */
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"

/* The text of a <data> of an element; "" if it has none. For xmlFree(). */
static char *
graph_data(const xmlNode *element, const char *key)
{
	for (xmlNode *n = element->children; n != NULL; n = n->next) {
		xmlChar *name = n->type == XML_ELEMENT_NODE
		    ? xmlGetNoNsProp(n, (const xmlChar *)"key")
		    : NULL;
		int is_it =
		    name != NULL && strcmp((const char *)name, key) == 0;

		xmlFree(name);
		if (is_it)
			return (char *)xmlNodeGetContent(n);
	}
	return (char *)xmlStrdup((const xmlChar *)"");
}

static void
graph_print(const xmlNode *element, const char *key, int most, char end)
{
	char *text = graph_data(element, key);

	printf("%.*s%c", most, text, end);
	xmlFree(text);
}

static int
graph_print_end(const struct map *nodes, const xmlNode *edge, const char *name)
{
	xmlChar *id = xmlGetNoNsProp(edge, (const xmlChar *)name);
	const xmlNode *node =
	    id == NULL ? NULL : map_get(nodes, (const char *)id);

	xmlFree(id);
	if (node == NULL)
		return 1;
	graph_print(node, "label", 20, '|');
	graph_print(node, "iso3", 20, '|');
	return 0;
}

int
main(int argc, char *argv[])
{
	xmlDoc *document = argc == 2
	    ? xmlReadFile(argv[1], NULL, XML_PARSE_NONET | XML_PARSE_HUGE)
	    : NULL;
	struct map *nodes = map_new();
	const xmlNode *graph;
	int faults = document == NULL;

	graph =
	    faults ? NULL : xmlLastElementChild(xmlDocGetRootElement(document));
	for (const xmlNode *n = graph == NULL ? NULL : graph->children;
	     n != NULL; n = n->next) {
		xmlChar *id = n->type == XML_ELEMENT_NODE
		    ? xmlGetNoNsProp(n, (const xmlChar *)"id")
		    : NULL;

		if (id != NULL && !map_add(nodes, (const char *)id, n))
			faults++;
		xmlFree(id);
		if (n->type != XML_ELEMENT_NODE ||
		    strcmp((const char *)n->name, "edge") != 0)
			continue;
		faults += graph_print_end(nodes, n, "source");
		faults += graph_print_end(nodes, n, "target");
		graph_print(n, "kind", 20, '|');
		graph_print(n, "weight", 40, '|');
		graph_print(n, "first_year", 20, '|');
		graph_print(n, "parts", 20, '\n');
	}
	map_free(nodes);
	xmlFreeDoc(document);
	return faults == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
