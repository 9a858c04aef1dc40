#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "archive/decode.h"
#include "base/log.h"
#include "base/text.h"
#include "format/blocks.h"
#include "format/guard.h"
#include "format/text.h"

#define DEPTH_MAX 256

/* Open ones, with those that end by themselves, though not for libxml2: <wbr>
 */
#define HTML_OPEN_MAX 10000

struct html_reader {
	struct block_builder block;
	const char *const *regions; /* NULL unless the document is a page */
	htmlParserCtxtPtr parser;
	struct body *body;       /* the content as UTF-8 */
	struct gpo_lines *lines; /* within <pre>, otherwise NULL */
	unsigned hidden;         /* how deep within script or style */
	struct {
		const char *element;
		const char *region;
	} open[DEPTH_MAX]; /* elements that are not inline */
	size_t depth;
	bool in_link;
	struct text href;          /* of the link we are in */
	struct block_builder link; /* for its text; gives no rows */
};

static bool
html_is_inline(const char *name)
{
	static const char *const names[] = { "a", "abbr", "acronym", "b", "bdo",
		"big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
		"input", "ins", "kbd", "label", "mark", "q", "s", "samp",
		"small", "span", "strike", "strong", "sub", "sup", "time", "tt",
		"u", "var", "wbr", NULL };

	return text_is_one_of(name, names);
}

static bool
html_is_cell(const char *name)
{
	return strcasecmp(name, "td") == 0 || strcasecmp(name, "th") == 0;
}

static bool
html_is_hidden(const char *name)
{
	static const char *const names[] = { "script", "style", "template",
		NULL };

	return text_is_one_of(name, names);
}

/* htmlTagLookup() gives the one constant copy of a name that HTML knows. */
static const char *
html_lasting_name(const char *name)
{
	const htmlElemDesc *known = htmlTagLookup((const xmlChar *)name);

	return known != NULL ? known->name : "unknown";
}

static size_t
html_line_of(const struct html_reader *r)
{
	int line = xmlSAX2GetLineNumber(r->parser);

	return line > 0 ? (size_t)line : 0;
}

/* The parser stands behind the text that it gives. */
static size_t
html_line_before(const struct html_reader *r, const char *s, size_t length)
{
	size_t line = html_line_of(r);

	for (size_t i = 0; i < length && line > 1; i++)
		line -= s[i] == '\n';
	return line;
}

static size_t
html_innermost(const struct html_reader *r)
{
	return r->depth < DEPTH_MAX ? r->depth : DEPTH_MAX;
}

static void
html_end_block(struct html_reader *r)
{
	size_t depth = html_innermost(r);

	r->block.region = depth > 0 ? r->open[depth - 1].region : NULL;
	block_end(&r->block, depth > 0 ? r->open[depth - 1].element : "body");
}

static const char *
html_attribute(const xmlChar **attributes, const char *name)
{
	for (; attributes != NULL && *attributes != NULL; attributes += 2) {
		if (strcasecmp((const char *)attributes[0], name) == 0)
			return (const char *)attributes[1];
	}
	return NULL;
}

/* Whether one of the words of an attribute is that name. */
static bool
html_has_word(const char *words, const char *name)
{
	size_t length = strlen(name);

	while (words != NULL && *words != '\0') {
		size_t word = strcspn(words, " \t\r\n\f");

		if (word == length && strncmp(words, name, word) == 0)
			return true;
		words += word;
		words += strspn(words, " \t\r\n\f");
	}
	return false;
}

/* The part of the page that begins here, as the shape names it, or NULL. */
static const char *
html_region_of(const struct html_reader *r, const xmlChar **attributes)
{
	static const char *const names[] = { "class", "id", "itemprop" };

	for (const char *const *p = r->regions; p != NULL && *p != NULL; p++) {
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
			if (html_has_word(
				html_attribute(attributes, names[i]), *p))
				return *p;
		}
	}
	return NULL;
}

static void
html_give(struct html_reader *r, const struct field *fields, size_t count)
{
	const struct row row = { html_line_of(r), fields, count, NULL };

	if (r->regions != NULL && !r->block.stopped)
		r->block.stopped = !r->block.take(r->block.context, &row);
}

static void
html_give_region(struct html_reader *r, const char *element, const char *region,
    const xmlChar **attributes)
{
	const struct field fields[] = {
		{ "element", element, NULL },
		{ "region", region, NULL },
		{ "id", html_attribute(attributes, "id"), NULL },
		{ "class", html_attribute(attributes, "class"), NULL },
	};

	html_give(r, fields, sizeof(fields) / sizeof(fields[0]));
}

/* <meta property="og:url" content="...">, <link rel="canonical" href="...">. */
static void
html_give_meta(
    struct html_reader *r, const char *element, const xmlChar **attributes)
{
	static const char *const names[] = { "property", "name", "itemprop" };
	const char *name = NULL;
	const char *text = html_attribute(attributes, "content");

	if (strcasecmp(element, "meta") == 0) {
		for (size_t i = 0; name == NULL && i < 3; i++)
			name = html_attribute(attributes, names[i]);
	} else if (html_has_word(
		       html_attribute(attributes, "rel"), "canonical")) {
		name = "canonical";
		text = html_attribute(attributes, "href");
	}
	if (name != NULL && text != NULL) {
		const struct field fields[] = {
			{ "element", "meta", NULL },
			{ "name", name, NULL },
			{ "text", text, NULL },
		};

		html_give(r, fields, sizeof(fields) / sizeof(fields[0]));
	}
}

static void
html_begin_link(struct html_reader *r, const xmlChar **attributes)
{
	const char *href = html_attribute(attributes, "href");

	text_empty(&r->href);
	text_empty(&r->link.text);
	r->in_link = href != NULL;
	if (href != NULL)
		text_add(&r->href, href, strlen(href));
}

static void
html_end_link(struct html_reader *r)
{
	size_t depth = html_innermost(r);
	const struct field fields[] = {
		{ "element", "a", NULL },
		{ "href", text_string(&r->href), NULL },
		{ "text", text_string(&r->link.text), NULL },
		{ "region", depth > 0 ? r->open[depth - 1].region : NULL,
		    NULL },
	};

	if (r->in_link)
		html_give(r, fields, sizeof(fields) / sizeof(fields[0]));
	r->in_link = false;
}

/* <listing-titles-only article-url="..." article-title="...">: a link, too. */
static void
html_give_article(struct html_reader *r, const xmlChar **attributes)
{
	const char *href = html_attribute(attributes, "article-url");
	const struct field fields[] = {
		{ "element", "a", NULL },
		{ "href", href, NULL },
		{ "text", html_attribute(attributes, "article-title"), NULL },
		{ "region", NULL, NULL },
	};

	if (href != NULL)
		html_give(r, fields, sizeof(fields) / sizeof(fields[0]));
}

static void
html_push(struct html_reader *r, const char *name, const xmlChar **attributes)
{
	const char *region = html_region_of(r, attributes);

	if (r->depth < DEPTH_MAX) {
		const char *outer =
		    r->depth > 0 ? r->open[r->depth - 1].region : NULL;

		r->open[r->depth].element = html_lasting_name(name);
		r->open[r->depth].region = region != NULL ? region : outer;
	}
	r->depth++;
	if (region != NULL)
		html_give_region(
		    r, html_lasting_name(name), region, attributes);
}

/* As the parser counts them, whom markup may tell another tale than the guard.
 */
static void
html_check_depth(struct html_reader *r)
{
	if (r->parser->nameNr <= HTML_OPEN_MAX)
		return;
	body_refuse(r->body,
	    "has too many elements within each other (limit open elements)");
	body_fail_below(r->body);
}

static void
html_start_element(
    void *context, const xmlChar *xname, const xmlChar **attributes)
{
	struct html_reader *r = context;
	const char *name = (const char *)xname;

	html_check_depth(r);
	r->hidden += html_is_hidden(name);
	if (r->lines != NULL || r->hidden > 0)
		return;
	if (strcasecmp(name, "a") == 0)
		html_begin_link(r, attributes);
	if (html_is_inline(name) || html_is_cell(name))
		return;
	html_end_block(r);
	html_push(r, name, attributes);
	html_give_article(r, attributes);
	if (strcasecmp(name, "meta") == 0 || strcasecmp(name, "link") == 0)
		html_give_meta(r, name, attributes);
	if (strcasecmp(name, "pre") == 0)
		r->lines = gpo_lines_new(&r->block, html_line_of(r));
}

static void
html_end_element(void *context, const xmlChar *xname)
{
	struct html_reader *r = context;
	const char *name = (const char *)xname;

	if (html_is_hidden(name) && r->hidden > 0) {
		r->hidden--;
		return;
	}
	if (r->lines != NULL && strcasecmp(name, "pre") == 0) {
		gpo_lines_end(r->lines);
		gpo_lines_free(r->lines);
		r->lines = NULL;
	}
	if (r->lines != NULL || r->hidden > 0)
		return;
	if (strcasecmp(name, "a") == 0)
		html_end_link(r);
	if (html_is_inline(name))
		return;
	if (html_is_cell(name)) {
		block_cell(&r->block, html_line_of(r));
		return;
	}
	html_end_block(r);
	if (r->depth > 0)
		r->depth--;
}

static void
html_take_characters(void *context, const xmlChar *s, int length)
{
	struct html_reader *r = context;

	if (r->hidden > 0 || length <= 0)
		return;
	if (r->lines != NULL) {
		gpo_lines_add(r->lines, (const char *)s, (size_t)length);
		return;
	}
	if (r->in_link && r->link.text.length < BLOCK_TEXT_MAX)
		block_add(&r->link, (const char *)s, (size_t)length, 0);
	block_add(&r->block, (const char *)s, (size_t)length,
	    html_line_before(r, (const char *)s, (size_t)length));
	if (r->block.text.length > BLOCK_TEXT_MAX)
		html_end_block(r);
}

static int
html_read_content(void *context, char *buffer, int size)
{
	struct html_reader *r = context;
	ssize_t n;

	if (r->block.stopped)
		return 0;
	n = body_read_all(r->body, buffer, (size_t)size);
	r->block.stopped = n < 0; /* what came may end within a letter */
	return (int)n;
}

/*
 * By pulling: when chunks are pushed to it, libxml2 2.9 keeps all text up to
 * the next tag, which a <pre> may not have for megabytes.
 */
static bool
html_parse(struct html_reader *r, const char *url)
{
	htmlDocPtr tree =
	    htmlCtxtReadIO(r->parser, html_read_content, NULL, r, NULL, "UTF-8",
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
		    HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);

	if (tree != NULL) /* the handler builds none */
		xmlFreeDoc(tree);
	if (r->lines != NULL)
		gpo_lines_end(r->lines);
	html_end_block(r);
	if (body_error(r->body) != NULL)
		log_error("%s: line %zu: %s", url, html_line_of(r),
		    body_error(r->body));
	return body_error(r->body) == NULL && !r->block.stopped;
}

static bool
html_read(const struct document *doc, const struct shape *shape,
    row_taker *take, void *context)
{
	struct html_reader r = {
		.block = { .take = take, .context = context },
		.regions = shape->regions,
	};
	const htmlSAXHandler handler = {
		.startElement = html_start_element,
		.endElement = html_end_element,
		.characters = html_take_characters,
		.cdataBlock = html_take_characters,
		.ignorableWhitespace = html_take_characters,
	};
	struct body *text;
	bool ok;

	text = decode_markup(doc->content, doc->charset);
	r.body = guard_html(text);
	r.parser = htmlNewParserCtxt();
	if (r.parser == NULL)
		log_fatal("cannot start the HTML parser");
	*r.parser->sax = handler;
	r.parser->userData = &r;
	ok = html_parse(&r, doc->url);
	gpo_lines_free(r.lines);
	block_free(&r.block);
	text_free(&r.href);
	block_free(&r.link);
	htmlFreeParserCtxt(r.parser);
	body_close_top(r.body);
	body_close_top(text);
	return ok;
}

const struct format html_format = { .name = "html", .read = html_read };
