#include "publish/report/webpage.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "publish/report/shown.h"

#define TITLE_MAX 160
#define TEXT_MAX 300

#define B(s) ((const xmlChar *)(s))

struct webpage {
	FILE *file;
	int error; /* the first of the file's */
	xmlTextWriterPtr writer;
	char *path;
	char *base;
	const char *root;
	const char *notes;
	struct text scratch;
};

static const struct {
	const char *file;
	const char *name;
	const char *kinds; /* of the pages under it */
} entries[] = {
	{ "index.html", "Overview", "index" },
	{ "years.html", "Years", "years year" },
	{ "countries.html", "Countries", "countries country" },
	{ "companies.html", "Companies", "companies company" },
	{ "families.html", "Systems", "families family" },
	{ "policies.html", "Policy", "policies policy" },
	{ "editions.html", "Editions", "editions edition" },
	{ "quality.html", "Quality", "quality" },
	{ "about.html", "About", "about" },
};

/* What libxml2 hands over to be written. */
static int
webpage_write(void *page, const char *bytes, int length)
{
	struct webpage *p = page;

	if (fwrite(bytes, 1, (size_t)length, p->file) == (size_t)length)
		return length;
	if (p->error == 0)
		p->error = errno;
	return -1;
}

void
webpage_start(struct webpage *p, const char *name, const char *class)
{
	xmlTextWriterStartElement(p->writer, B(name));
	if (class != NULL)
		webpage_attribute(p, "class", class);
}

void
webpage_end(struct webpage *p)
{
	xmlTextWriterFullEndElement(p->writer);
}

void
webpage_attribute(struct webpage *p, const char *name, const char *value)
{
	text_empty(&p->scratch);
	shown_text(&p->scratch, value, SIZE_MAX);
	xmlTextWriterWriteAttribute(
	    p->writer, B(name), B(text_string(&p->scratch)));
}

void
webpage_text(struct webpage *p, const char *text, size_t most)
{
	text_empty(&p->scratch);
	shown_text(&p->scratch, text, most);
	xmlTextWriterWriteString(p->writer, B(text_string(&p->scratch)));
}

void
webpage_element(
    struct webpage *p, const char *name, const char *class, const char *text)
{
	webpage_start(p, name, class);
	webpage_text(p, text, TEXT_MAX);
	webpage_end(p);
}

void
webpage_link(struct webpage *p, const char *address, const char *text)
{
	if (address != NULL) {
		webpage_start(p, "a", NULL);
		webpage_attribute(p, "href", address);
	}
	webpage_text(p, text, TEXT_MAX);
	if (address != NULL)
		webpage_end(p);
}

static void
webpage_void(struct webpage *p, const char *name, const char *first,
    const char *first_value, const char *second, const char *second_value)
{
	webpage_start(p, name, NULL);
	webpage_attribute(p, first, first_value);
	if (second != NULL)
		webpage_attribute(p, second, second_value);
	xmlTextWriterEndElement(p->writer);
}

/* A file of the report, seen from this page. */
static void
webpage_own(struct webpage *p, const char *attribute, const char *file)
{
	struct text address = { 0 };

	text_addf(&address, "%s%s", p->root, file);
	webpage_attribute(p, attribute, text_string(&address));
	text_free(&address);
}

static void
webpage_head(struct webpage *p, const struct webpage_facts *facts)
{
	webpage_start(p, "head", NULL);
	webpage_void(p, "meta", "charset", "utf-8", NULL, NULL);
	webpage_void(p, "meta", "name", "viewport", "content",
	    "width=device-width, initial-scale=1");
	webpage_void(
	    p, "meta", "name", "color-scheme", "content", "light dark");
	webpage_start(p, "title", NULL);
	webpage_text(p, facts->title, TITLE_MAX);
	webpage_text(p, " \u2013 arms sales", TITLE_MAX);
	webpage_end(p);
	/* Without it a browser asks the server for a picture of its own. */
	webpage_void(p, "link", "rel", "icon", "href", "data:,");
	webpage_start(p, "link", NULL);
	webpage_attribute(p, "rel", "stylesheet");
	webpage_own(p, "href", "style.css");
	xmlTextWriterEndElement(p->writer);
	webpage_start(p, "script", NULL);
	webpage_own(p, "src", "search.js");
	webpage_attribute(p, "data-root", p->root);
	webpage_attribute(p, "defer", "defer");
	webpage_end(p);
	webpage_end(p);
}

static bool
webpage_is_under(const char *kinds, const char *kind)
{
	size_t length = strlen(kind);

	for (const char *s = kinds; (s = strstr(s, kind)) != NULL;
	     s += length) {
		if ((s == kinds || s[-1] == ' ') &&
		    (s[length] == '\0' || s[length] == ' '))
			return true;
	}
	return false;
}

/* Whether it is the page of the entry itself: the first of its kinds. */
static bool
webpage_is_entry(const char *kinds, const char *kind)
{
	size_t length = strcspn(kinds, " ");

	return strlen(kind) == length && strncmp(kinds, kind, length) == 0;
}

static void
webpage_navigation(struct webpage *p, const char *kind)
{
	webpage_start(p, "nav", NULL);
	webpage_attribute(p, "aria-label", "Pages");
	webpage_start(p, "ul", NULL);
	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
		webpage_start(p, "li", NULL);
		webpage_start(p, "a", NULL);
		webpage_own(p, "href", entries[i].file);
		if (webpage_is_under(entries[i].kinds, kind))
			webpage_attribute(p, "aria-current",
			    webpage_is_entry(entries[i].kinds, kind) ? "page"
								     : "true");
		webpage_text(p, entries[i].name, TEXT_MAX);
		webpage_end(p);
		webpage_end(p);
	}
	webpage_end(p);
	webpage_end(p);
}

static void
webpage_header(struct webpage *p, const char *kind)
{
	webpage_start(p, "a", "skip");
	webpage_attribute(p, "href", "#content");
	webpage_text(p, "To the content", TEXT_MAX);
	webpage_end(p);
	webpage_start(p, "header", NULL);
	webpage_start(p, "div", "search");
	webpage_start(p, "noscript", NULL);
	webpage_text(p,
	    "The search box needs JavaScript. All pages are in the lists, too.",
	    TEXT_MAX);
	webpage_end(p);
	webpage_end(p);
	webpage_navigation(p, kind);
	webpage_end(p);
}

static void
webpage_begin(struct webpage *p, const struct webpage_facts *facts)
{
	xmlTextWriterStartDTD(p->writer, B("html"), NULL, NULL);
	xmlTextWriterEndDTD(p->writer);
	webpage_start(p, "html", NULL);
	webpage_attribute(p, "lang", "en");
	webpage_head(p, facts);
	webpage_start(p, "body", NULL);
	webpage_header(p, facts->kind);
	webpage_start(p, "main", NULL);
	webpage_attribute(p, "id", "content");
	webpage_start(p, "h1", NULL);
	webpage_text(p, facts->title, TITLE_MAX);
	webpage_end(p);
	if (facts->lead != NULL)
		webpage_element(p, "p", "lead", facts->lead);
}

static void
webpage_free(struct webpage *p)
{
	if (p->writer != NULL)
		xmlFreeTextWriter(p->writer);
	text_free(&p->scratch);
	free(p->path);
	free(p->base);
	free(p);
}

struct webpage *
webpage_open(const struct webpage_facts *facts)
{
	struct webpage *p = xzalloc(sizeof(*p));
	struct text path = { 0 };
	xmlOutputBufferPtr buffer;

	text_addf(&path, "%s/%s", facts->folder, facts->file);
	p->path = xstrdup(text_string(&path));
	text_free(&path);
	p->base = xstrdup(p->path);
	p->base[strlen(p->base) - strlen(".html")] = '\0';
	p->root = strchr(facts->file, '/') == NULL ? "" : "../";
	p->file = fopen(p->path, "we");
	if (p->file == NULL) {
		log_error("%s: %s", p->path, strerror(errno));
		webpage_free(p);
		return NULL;
	}
	buffer = xgiven(xmlOutputBufferCreateIO(webpage_write, NULL, p, NULL));
	p->writer = xgiven(xmlNewTextWriter(buffer));
	webpage_begin(p, facts);
	p->notes = facts->notes;
	return p;
}

bool
webpage_close(struct webpage *p)
{
	bool ok;

	webpage_end(p); /* main */
	webpage_start(p, "footer", NULL);
	webpage_start(p, "p", NULL);
	webpage_text(p, p->notes, TEXT_MAX);
	webpage_end(p);
	webpage_end(p);
	xmlTextWriterEndDocument(p->writer);
	xmlFreeTextWriter(p->writer);
	p->writer = NULL;
	if (fclose(p->file) != 0 && p->error == 0)
		p->error = errno;
	ok = p->error == 0;
	if (!ok)
		log_error("%s: cannot write: %s", p->path, strerror(p->error));
	webpage_free(p);
	return ok;
}

xmlTextWriterPtr
webpage_writer(const struct webpage *p)
{
	return p->writer;
}

const char *
webpage_root(const struct webpage *p)
{
	return p->root;
}

const char *
webpage_base(const struct webpage *p)
{
	return p->base;
}
