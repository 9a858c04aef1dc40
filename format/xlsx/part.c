#include <errno.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "archive/decode.h"
#include "base/log.h"
#include "base/memory.h"
#include "format/guard.h"
#include "format/xlsx/xlsx.h"

/* libxml2 itself refuses what is deeper. */
#define DEPTH_MAX 256

struct xlsx_part {
	const struct xlsx_book *book;
	const char *name;
	struct body *body;
	xmlTextReaderPtr reader;
	const char *open[DEPTH_MAX]; /* names, in the parser's dictionary */
	size_t depth;
	bool is_ending; /* the last one is to be closed before going on */
	bool is_empty;  /* the one that is begun */
	bool over;
	bool failed;
};

bool
xlsx_refuse(const struct xlsx_book *book, const char *part, const char *why)
{
	body_refuse(book->content, why);
	log_error("%s: %s: %s", book->url, part, why);
	return false;
}

static void
xlsx_part_fail(struct xlsx_part *p, const char *why)
{
	if (!p->failed)
		log_error("%s: %s: %.*s", p->book->url, p->name,
		    (int)strcspn(why, "\n"), why);
	p->failed = true;
}

static void
xlsx_part_take_error(void *context, xmlErrorPtr error)
{
	struct xlsx_part *p = context;
	const char *why = body_error(p->body);

	if (error->level < XML_ERR_ERROR)
		return;
	if (why == NULL)
		why = error->message != NULL ? error->message : "cannot parse";
	xlsx_part_fail(p, why);
}

static int
xlsx_part_read_bytes(void *context, char *buffer, int size)
{
	return (int)body_read_all(context, buffer, (size_t)size);
}

struct xlsx_part *
xlsx_part_open(const struct xlsx_book *book, const char *name)
{
	struct xlsx_part *p;
	size_t index;

	if (!zipped_find(book->zip, name, &index)) {
		xlsx_refuse(book, name, "is not in the workbook");
		return NULL;
	}
	p = xzalloc(sizeof(*p));
	p->book = book;
	p->name = name;
	p->body = guard_xml(decode_utf8(zipped_member(book->zip, index), NULL));
	p->reader =
	    xmlReaderForIO(xlsx_part_read_bytes, NULL, p->body, NULL, "UTF-8",
		XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC);
	if (p->reader == NULL)
		log_fatal("cannot start the XML parser");
	xmlTextReaderSetStructuredErrorHandler(
	    p->reader, xlsx_part_take_error, p);
	return p;
}

static enum xml_event
xlsx_part_end_element(struct xlsx_part *p)
{
	p->is_empty = false;
	p->is_ending = true;
	return XML_END;
}

static bool
xlsx_part_begin_element(struct xlsx_part *p)
{
	if (p->depth == DEPTH_MAX) {
		xlsx_part_fail(p, "nests elements too deeply");
		return false;
	}
	p->open[p->depth++] =
	    (const char *)xmlTextReaderConstLocalName(p->reader);
	p->is_empty = xmlTextReaderIsEmptyElement(p->reader) == 1;
	return true;
}

/* XML_OVER for what is of no interest. */
static enum xml_event
xlsx_part_take_node(struct xlsx_part *p)
{
	switch (xmlTextReaderNodeType(p->reader)) {
	case XML_READER_TYPE_ELEMENT:
		return xlsx_part_begin_element(p) ? XML_START : XML_OVER;
	case XML_READER_TYPE_END_ELEMENT:
		return xlsx_part_end_element(p);
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_WHITESPACE:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		return XML_CHARACTERS;
	case XML_READER_TYPE_DOCUMENT_TYPE:
		/* ECMA-376 part 2, 8.1.4 forbids it; entities are in it. */
		xlsx_part_fail(p, "has a document type");
		return XML_OVER;
	default:
		return XML_OVER;
	}
}

enum xml_event
xlsx_part_next(struct xlsx_part *p)
{
	if (p->is_ending) {
		p->is_ending = false;
		p->depth--;
	}
	if (p->is_empty)
		return xlsx_part_end_element(p);
	while (!p->failed && !p->over) {
		int status = xmlTextReaderRead(p->reader);
		enum xml_event event = XML_OVER;

		if (status == 0)
			p->over = true;
		else if (status < 0)
			xlsx_part_fail(p, "cannot be read");
		else
			event = xlsx_part_take_node(p);
		if (event != XML_OVER && !p->failed)
			return event;
	}
	return XML_OVER;
}

const char *
xlsx_part_text(const struct xlsx_part *p)
{
	const char *text = (const char *)xmlTextReaderConstValue(p->reader);

	return text == NULL ? "" : text;
}

static bool
xlsx_part_has_open(const struct xlsx_part *p, size_t above, const char *name)
{
	return name == NULL ||
	    (p->depth > above &&
		strcmp(p->open[p->depth - 1 - above], name) == 0);
}

bool
xlsx_part_is(const struct xlsx_part *p, const char *grandparent,
    const char *parent, const char *name)
{
	return xlsx_part_has_open(p, 0, name) &&
	    xlsx_part_has_open(p, 1, parent) &&
	    xlsx_part_has_open(p, 2, grandparent);
}

size_t
xlsx_part_depth(const struct xlsx_part *p)
{
	return p->depth;
}

const char *
xlsx_part_attribute(const struct xlsx_part *p, const char *name)
{
	const xmlNode *node = xmlTextReaderCurrentNode(p->reader);

	for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
		if (strcmp((const char *)a->name, name) != 0)
			continue;
		return a->children == NULL || a->children->content == NULL
		    ? ""
		    : (const char *)a->children->content;
	}
	return NULL;
}

size_t
xlsx_part_number(const struct xlsx_part *p, const char *name, size_t otherwise)
{
	const char *text = xlsx_part_attribute(p, name);
	unsigned long long n;
	char *end;

	if (text == NULL)
		return otherwise;
	errno = 0;
	n = strtoull(text, &end, 10);
	return *text < '0' || *text > '9' || *end != '\0' || errno != 0
	    ? SIZE_MAX
	    : (size_t)n;
}

bool
xlsx_part_flag(const struct xlsx_part *p, const char *name)
{
	const char *text = xlsx_part_attribute(p, name);

	return text != NULL &&
	    (strcmp(text, "1") == 0 || strcmp(text, "true") == 0 ||
		strcmp(text, "on") == 0);
}

bool
xlsx_part_close(struct xlsx_part *p)
{
	bool whole = p != NULL && p->over && !p->failed;

	if (p == NULL)
		return false;
	if (body_error(p->body) != NULL)
		body_refuse(p->book->content, body_error(p->body));
	xmlFreeTextReader(p->reader);
	body_close(p->body);
	free(p);
	return whole;
}
