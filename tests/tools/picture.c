/*
 * picture PAGE ID: the picture of a section of a report's page as an SVG file
 * of its own, with its colours and without its links.
 */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdio.h>

#include "base/log.h"
#include "base/text.h"
#include "publish/report/chart_css.h"

#define WORD(text) ((const xmlChar *)(text))

/* Behind all that it draws; letters as the pages have them. */
static const char of_file[] =
    "svg{background:var(--paper);font-family:system-ui,sans-serif}\n";

static xmlNode *
find_picture(xmlDoc *page, const char *id)
{
	xmlXPathContext *context = xmlXPathNewContext(page);
	xmlXPathObject *found;
	xmlNode *picture = NULL;

	xmlXPathRegisterVariable(context, WORD("id"), xmlXPathNewCString(id));
	found = xmlXPathEval(WORD("//*[local-name()='svg' and "
				  "../ancestor::*[@id=$id] and @role]"),
	    context);
	if (found != NULL && found->nodesetval != NULL &&
	    found->nodesetval->nodeNr > 0)
		picture = found->nodesetval->nodeTab[0];
	xmlXPathFreeObject(found);
	xmlXPathFreeContext(context);
	return picture;
}

static void
drop_links(xmlNode *node)
{
	for (; node != NULL; node = node->next) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		if (xmlStrcmp(node->name, WORD("a")) == 0)
			xmlUnsetProp(node, WORD("href"));
		drop_links(node->children);
	}
}

/* It gets the classes of what is around it, by which the style sheet asks. */
static void
add_style(xmlNode *root, const xmlNode *picture)
{
	struct text classes = { 0 };
	xmlNode *style = xmlNewNode(root->ns, WORD("style"));

	for (const xmlNode *at = picture->parent; at != NULL; at = at->parent) {
		xmlChar *some = at->type == XML_ELEMENT_NODE
		    ? xmlGetProp(at, WORD("class"))
		    : NULL;

		if (some != NULL)
			text_addf(&classes, "%s%s",
			    classes.length == 0 ? "" : " ", (char *)some);
		xmlFree(some);
	}
	xmlSetProp(root, WORD("class"), WORD(text_string(&classes)));
	text_free(&classes);
	xmlNodeAddContent(style, WORD(chart_css));
	xmlNodeAddContent(style, WORD(of_file));
	xmlAddPrevSibling(root->children, style);
}

int
main(int argc, char *argv[])
{
	xmlDoc *page;
	xmlDoc *file;
	xmlNode *picture;
	xmlNode *root;

	if (argc != 3)
		log_fatal("usage: picture PAGE ID");
	page = xmlReadFile(argv[1], NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
	picture = page == NULL ? NULL : find_picture(page, argv[2]);
	if (picture == NULL)
		log_fatal("%s: no picture in a section %s", argv[1], argv[2]);
	file = xmlNewDoc(WORD("1.0"));
	root = xmlDocCopyNode(picture, file, 1);
	xmlDocSetRootElement(file, root);
	drop_links(root->children);
	add_style(root, picture);
	xmlDocDump(stdout, file);
	xmlFreeDoc(file);
	xmlFreeDoc(page);
	return 0;
}
