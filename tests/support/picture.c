#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/text.h"
#include "tests/support/picture.h"

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

struct picture
picture_new(void)
{
	struct picture p = { .bytes = xgiven(xmlBufferCreate()) };

	p.writer = xgiven(xmlNewTextWriterMemory(p.bytes, 0));
	return p;
}

bool
picture_read(struct picture *p)
{
	if (xmlTextWriterFlush(p->writer) < 0)
		return false;
	p->document = xmlReadMemory((const char *)xmlBufferContent(p->bytes),
	    xmlBufferLength(p->bytes), "picture", NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
		XML_PARSE_HUGE);
	return p->document != NULL;
}

void
picture_free(struct picture *p)
{
	if (p->document != NULL)
		xmlFreeDoc(p->document);
	xmlFreeTextWriter(p->writer);
	xmlBufferFree(p->bytes);
	*p = (struct picture){ 0 };
}

/* The next element in the order of the document, from one. */
static xmlNodePtr
picture_next(xmlNodePtr node)
{
	do {
		if (node->children != NULL) {
			node = node->children;
			continue;
		}
		while (node != NULL && node->next == NULL)
			node = node->parent;
		if (node != NULL)
			node = node->next;
	} while (node != NULL && node->type != XML_ELEMENT_NODE);
	return node;
}

static bool
picture_has_class(xmlNodePtr node, const char *name)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)"class");
	bool has = false;
	char *rest = NULL;

	if (value == NULL)
		return false;
	for (char *word = strtok_r((char *)value, " ", &rest); word != NULL;
	     word = strtok_r(NULL, " ", &rest))
		has = has || strcmp(word, name) == 0;
	xmlFree(value);
	return has;
}

xmlNodePtr
picture_find(const struct picture *p, const char *name, size_t after)
{
	for (xmlNodePtr node = xmlDocGetRootElement(p->document); node != NULL;
	     node = picture_next(node))
		if (picture_has_class(node, name) && after-- == 0)
			return node;
	return NULL;
}

size_t
picture_count(const struct picture *p, const char *name)
{
	size_t count = 0;

	for (xmlNodePtr node = xmlDocGetRootElement(p->document); node != NULL;
	     node = picture_next(node))
		if (picture_has_class(node, name))
			count++;
	return count;
}

size_t
picture_count_path(const struct picture *p, const char *xpath)
{
	xmlXPathContextPtr context = xgiven(xmlXPathNewContext(p->document));
	xmlXPathObjectPtr found;
	size_t count = 0;

	(void)xmlXPathRegisterNs(
	    context, (const xmlChar *)"s", (const xmlChar *)SVG_NAMESPACE);
	found = xgiven(xmlXPathEvalExpression((const xmlChar *)xpath, context));
	if (found->nodesetval != NULL)
		count = (size_t)found->nodesetval->nodeNr;
	xmlXPathFreeObject(found);
	xmlXPathFreeContext(context);
	return count;
}

/* Attributes of an element. */

static const char *const coloured[] = { "fill", "stroke", "style", "color",
	"stop-color", NULL };
static const char *const fetched[] = { "src", "xlink:href", "srcset",
	"background", NULL };
static const char *const numbers[] = { "x", "y", "x1", "x2", "y1", "y2",
	"width", "height", "d", "points", "viewBox", "rx", "stroke-width",
	"transform", NULL };

static const char *
attribute_fault(
    const char *name, const char *value, const char *id, struct map *ids)
{
	if (text_is_one_of(name, coloured))
		return "a colour in an element";
	if (text_is_one_of(name, fetched) || strncmp(name, "on", 2) == 0)
		return "an attribute that fetches or runs";
	if (text_is_one_of(name, numbers) &&
	    (strstr(value, "nan") != NULL || strstr(value, "inf") != NULL ||
		strchr(value, ',') != NULL))
		return "a number that is none";
	if (strcmp(name, "id") == 0) {
		if (strncmp(value, id, strlen(id)) != 0)
			return "an id that does not begin as it should";
		if (!map_mark(ids, value))
			return "an id that is twice";
	}
	return NULL;
}

static const char *
element_fault(xmlNodePtr node, const char *id, struct map *ids)
{
	const char *fault = NULL;

	for (xmlAttrPtr a = node->properties; a != NULL && fault == NULL;
	     a = a->next) {
		xmlChar *value =
		    xmlNodeListGetString(node->doc, a->children, 1);

		fault = attribute_fault((const char *)a->name,
		    value != NULL ? (const char *)value : "", id, ids);
		xmlFree(value);
	}
	if (fault == NULL && picture_has_class(node, "mark") &&
	    (node->children == NULL ||
		strcmp((const char *)node->children->name, "title") != 0))
		fault = "a mark without a title";
	return fault;
}

const char *
picture_fault(const struct picture *p, const char *id)
{
	struct map *ids = map_new();
	struct text name = { 0 };
	const char *fault = NULL;

	for (xmlNodePtr node = xmlDocGetRootElement(p->document);
	     node != NULL && fault == NULL; node = picture_next(node))
		fault = element_fault(node, id, ids);
	text_addf(&name, "%s-title", id);
	if (fault == NULL && map_mark(ids, text_string(&name)))
		fault = "a title that is not there";
	text_empty(&name);
	text_addf(&name, "%s-desc", id);
	if (fault == NULL && map_mark(ids, text_string(&name)))
		fault = "a description that is not there";
	if (fault == NULL &&
	    picture_count_path(p,
		"//s:svg[@aria-labelledby and @role and s:title and s:desc]") !=
		1)
		fault = "not one picture that is named";
	text_free(&name);
	map_free(ids);
	return fault;
}
