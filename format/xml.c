#include <libxml/xmlreader.h>
#include <string.h>

#include "archive/body.h"
#include "archive/decode.h"
#include "base/log.h"
#include "base/text.h"
#include "format/blocks.h"
#include "format/guard.h"

#define DEPTH_MAX 256
#define PIECE ((size_t)64 * 1024)

struct xml_reader {
	struct block_builder block;
	const struct document *document;
	const struct shape *shape;
	xmlTextReaderPtr reader;
	struct body *body;               /* the content as UTF-8 */
	const char *elements[DEPTH_MAX]; /* open ones that are not inline */
	size_t depth;
	size_t line; /* of what is being read */
	bool failed;
};

static void
xml_end_block(struct xml_reader *r)
{
	block_end(&r->block,
	    r->depth > 0 && r->depth <= DEPTH_MAX ? r->elements[r->depth - 1]
						  : "");
}

static void
xml_start_element(struct xml_reader *r, const char *name)
{
	if (text_is_one_of(name, r->shape->inline_elements) ||
	    text_is_one_of(name, r->shape->cell_elements))
		return;
	xml_end_block(r);
	if (r->depth < DEPTH_MAX)
		r->elements[r->depth] = name;
	r->depth++;
	if (text_is_one_of(name, r->shape->unit_elements))
		block_mark(&r->block, name, r->line);
}

static void
xml_end_element(struct xml_reader *r, const char *name)
{
	struct text closing = { 0 };

	if (text_is_one_of(name, r->shape->inline_elements))
		return;
	if (text_is_one_of(name, r->shape->cell_elements)) {
		block_cell(&r->block, r->line);
		return;
	}
	xml_end_block(r);
	if (r->depth > 0)
		r->depth--;
	if (!text_is_one_of(name, r->shape->unit_elements))
		return;
	text_addf(&closing, "/%s", name);
	block_mark(&r->block, text_string(&closing), r->line);
	text_free(&closing);
}

/* In pieces, so that one text of megabytes is given in parts. */
static void
xml_take_text(struct xml_reader *r, const char *s)
{
	size_t left = strlen(s);

	while (left > 0) {
		size_t length = left < PIECE ? left : PIECE;

		/* Not within a letter. */
		while (length < left && (s[length] & 0xC0) == 0x80)
			length++;
		block_add(&r->block, s, length, r->line);
		if (r->block.text.length > BLOCK_TEXT_MAX)
			xml_end_block(r);
		for (size_t i = 0; i < length; i++)
			r->line += s[i] == '\n';
		s += length;
		left -= length;
	}
}

static void
xml_take_node(struct xml_reader *r)
{
	/* Names come from the parser's dictionary and live as long as it. */
	const char *name = (const char *)xmlTextReaderConstName(r->reader);
	const char *value;
	long line;

	switch (xmlTextReaderNodeType(r->reader)) {
	case XML_READER_TYPE_ELEMENT:
		line = xmlGetLineNo(xmlTextReaderCurrentNode(r->reader));
		r->line = line > 0 ? (size_t)line : r->line;
		xml_start_element(r, name);
		if (xmlTextReaderIsEmptyElement(r->reader))
			xml_end_element(r, name);
		break;
	case XML_READER_TYPE_END_ELEMENT:
		xml_end_element(r, name);
		break;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_WHITESPACE:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		value = (const char *)xmlTextReaderConstValue(r->reader);
		if (value != NULL)
			xml_take_text(r, value);
		break;
	default:
		break;
	}
}

static void
xml_take_error(void *context, xmlErrorPtr error)
{
	struct xml_reader *r = context;
	const char *why = body_error(r->body);

	if (error->level < XML_ERR_ERROR || r->failed)
		return;
	r->failed = true;
	if (why == NULL)
		why = error->message != NULL ? error->message : "cannot parse";
	log_error("%s: line %d: %.*s", r->document->url, error->line,
	    (int)strcspn(why, "\n"), why);
}

static int
xml_read_content(void *context, char *buffer, int size)
{
	return (int)body_read_all(context, buffer, (size_t)size);
}

static bool
xml_parse(struct xml_reader *r)
{
	int status = 0;

	while (
	    !r->block.stopped && (status = xmlTextReaderRead(r->reader)) == 1)
		xml_take_node(r);
	xml_end_block(r);
	if (status < 0 && !r->failed)
		log_error(
		    "%s: line %zu: cannot read", r->document->url, r->line);
	return status == 0 && !r->failed && !r->block.stopped;
}

static bool
xml_read(const struct document *doc, const struct shape *shape, row_taker *take,
    void *context)
{
	struct xml_reader r = {
		.block = { .take = take, .context = context },
		.document = doc,
		.shape = shape,
	};
	struct body *text;
	bool ok;

	text = decode_markup(doc->content, doc->charset);
	r.body = guard_xml(text);
	r.reader = xmlReaderForIO(xml_read_content, NULL, r.body, NULL, "UTF-8",
	    XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES |
		XML_PARSE_IGNORE_ENC);
	if (r.reader == NULL)
		log_fatal("cannot start the XML parser");
	xmlTextReaderSetStructuredErrorHandler(r.reader, xml_take_error, &r);
	ok = xml_parse(&r);
	block_free(&r.block);
	xmlFreeTextReader(r.reader);
	body_close_top(r.body);
	body_close_top(text);
	return ok;
}

const struct format xml_format = { .name = "xml", .read = xml_read };
