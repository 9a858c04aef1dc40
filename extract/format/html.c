#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <string.h>
#include <strings.h>

#include "extract/body.h"
#include "extract/format/blocks.h"
#include "log.h"

#define DEPTH_MAX 256

struct reading {
	struct block_builder block;
	htmlParserCtxtPtr parser;
	struct body *body;   /* the content as UTF-8 */
	struct lines *lines; /* within <pre>, otherwise NULL */
	unsigned hidden;     /* how deep within script or style */
	const char *element; /* the innermost that is not inline */
	const char *elements[DEPTH_MAX];
	size_t depth;
};

static bool
is_one_of(const char *name, const char *const *names)
{
	for (; *names != NULL; names++) {
		if (strcasecmp(name, *names) == 0)
			return true;
	}
	return false;
}

static bool
is_inline(const char *name)
{
	static const char *const names[] = { "a", "abbr", "acronym", "b", "big",
		"cite", "code", "em", "font", "i", "ins", "label", "mark", "q",
		"s", "small", "span", "strong", "sub", "sup", "time", "tt", "u",
		"wbr", NULL };

	return is_one_of(name, names);
}

static bool
is_cell(const char *name)
{
	return strcasecmp(name, "td") == 0 || strcasecmp(name, "th") == 0;
}

static bool
is_hidden(const char *name)
{
	static const char *const names[] = { "script", "style", "template",
		NULL };

	return is_one_of(name, names);
}

/* htmlTagLookup() gives the one constant copy of a name that HTML knows. */
static const char *
lasting_name(const char *name)
{
	const htmlElemDesc *known = htmlTagLookup((const xmlChar *)name);

	return known != NULL ? known->name : "unknown";
}

static size_t
line_of(const struct reading *r)
{
	int line = xmlSAX2GetLineNumber(r->parser);

	return line > 0 ? (size_t)line : 0;
}

/* The parser stands behind the text that it gives. */
static size_t
line_before(const struct reading *r, const char *s, size_t length)
{
	size_t line = line_of(r);

	for (size_t i = 0; i < length && line > 1; i++)
		line -= s[i] == '\n';
	return line;
}

static void
end_block(struct reading *r)
{
	block_end(&r->block,
	    r->depth > 0 && r->depth <= DEPTH_MAX ? r->elements[r->depth - 1]
						  : "body");
}

static void
start_element(void *context, const xmlChar *xname, const xmlChar **attributes)
{
	struct reading *r = context;
	const char *name = (const char *)xname;

	(void)attributes;
	r->hidden += is_hidden(name);
	if (r->lines != NULL || is_inline(name) || is_cell(name) ||
	    r->hidden > 0)
		return;
	end_block(r);
	if (r->depth < DEPTH_MAX)
		r->elements[r->depth] = lasting_name(name);
	r->depth++;
	if (strcasecmp(name, "pre") == 0)
		r->lines = lines_new(&r->block, line_of(r));
}

static void
end_element(void *context, const xmlChar *xname)
{
	struct reading *r = context;
	const char *name = (const char *)xname;

	if (is_hidden(name) && r->hidden > 0) {
		r->hidden--;
		return;
	}
	if (r->lines != NULL && strcasecmp(name, "pre") == 0) {
		lines_end(r->lines);
		lines_free(r->lines);
		r->lines = NULL;
	}
	if (r->lines != NULL || is_inline(name) || r->hidden > 0)
		return;
	if (is_cell(name)) {
		block_cell(&r->block, line_of(r));
		return;
	}
	end_block(r);
	if (r->depth > 0)
		r->depth--;
}

static void
take_characters(void *context, const xmlChar *s, int length)
{
	struct reading *r = context;

	if (r->hidden > 0 || length <= 0)
		return;
	if (r->lines != NULL) {
		lines_add(r->lines, (const char *)s, (size_t)length);
		return;
	}
	block_add(&r->block, (const char *)s, (size_t)length,
	    line_before(r, (const char *)s, (size_t)length));
	if (r->block.text.length > BLOCK_TEXT_MAX)
		end_block(r);
}

static int
read_content(void *context, char *buffer, int size)
{
	struct reading *r = context;

	if (r->block.stopped)
		return 0;
	return (int)body_read_all(r->body, buffer, (size_t)size);
}

/*
 * By pulling: when chunks are pushed to it, libxml2 2.9 keeps all text up to
 * the next tag, which a <pre> may not have for megabytes.
 */
static bool
parse(struct reading *r, const char *url)
{
	htmlDocPtr tree =
	    htmlCtxtReadIO(r->parser, read_content, NULL, r, NULL, "UTF-8",
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
		    HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);

	if (tree != NULL) /* the handler builds none */
		xmlFreeDoc(tree);
	if (r->lines != NULL)
		lines_end(r->lines);
	end_block(r);
	if (body_error(r->body) != NULL)
		log_error(
		    "%s: line %zu: %s", url, line_of(r), body_error(r->body));
	return body_error(r->body) == NULL && !r->block.stopped;
}

static bool
read_html(const struct document *doc, const struct shape *shape,
    row_taker *take, void *context)
{
	struct reading r = { .block = { .take = take, .context = context } };
	const htmlSAXHandler handler = {
		.startElement = start_element,
		.endElement = end_element,
		.characters = take_characters,
		.cdataBlock = take_characters,
		.ignorableWhitespace = take_characters,
	};
	bool ok;

	(void)shape;
	r.body = body_utf8(doc->content, doc->charset);
	r.parser = htmlNewParserCtxt();
	if (r.parser == NULL)
		log_fatal("cannot start the HTML parser");
	*r.parser->sax = handler;
	r.parser->userData = &r;
	ok = parse(&r, doc->url);
	lines_free(r.lines);
	block_free(&r.block);
	htmlFreeParserCtxt(r.parser);
	body_close_top(r.body);
	return ok;
}

const struct format html_format = { .name = "html", .read = read_html };
