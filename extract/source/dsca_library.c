/*
 * The names of the announcements in the PDF library of the Defense Security
 * Cooperation Agency. Each page of its listing says, in the names of the
 * files it links to, what was announced; see docs/SOURCES.md.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "base/map.h"
#include "extract/address.h"
#include "extract/crawl.h"
#include "extract/response.h"
#include "extract/source/sources.h"

#define LIBRARY "/Press-Media/Major-Arms-Sales/Major-Arms-Sales-Library"
#define PAGE_PARAMETER "igpage="

/* Ten times the pages of 2026, at ten files a page. */
#define PAGES_MAX 1000

/* The library as far as it is read. */
struct library_walk {
	struct crawl *crawl;
	struct map *seen;   /* links to files, as written */
	unsigned long page; /* that is being read */
	size_t files;       /* it links to */
	size_t fresh;       /* of those, not on a page before */
	unsigned long last; /* the highest page that any page links to */
};

/* Pages */

/* In the worker. */
static bool
library_give_link(void *context, const struct row *row)
{
	struct reader_out *out = context;
	const char *href = row_get(row, "href");
	const char *page = href == NULL ? NULL : strstr(href, PAGE_PARAMETER);

	if (href == NULL)
		return true;
	if (page != NULL)
		reader_field(out, "page", page + strlen(PAGE_PARAMETER));
	if (form_is_pdf(href))
		reader_field(out, "file", href);
	if (page != NULL || form_is_pdf(href))
		reader_row(out);
	return true;
}

static void
library_read(
    const struct document *doc, const void *what, struct reader_out *out)
{
	if (!form_read(what, doc, library_give_link, out))
		reader_fail(out, "cannot be read");
}

static void
library_take_link(void *context, const struct row *row)
{
	struct library_walk *l = context;
	const char *file = row_get(row, "file");
	const char *number = row_get(row, "page");
	unsigned long page = number == NULL ? 0 : strtoul(number, NULL, 10);

	if (page > l->last && page <= PAGES_MAX)
		l->last = page;
	if (file == NULL)
		return;
	l->files++;
	l->fresh += map_mark(l->seen, file);
}

static bool
library_read_page(struct library_walk *l)
{
	struct crawl *c = l->crawl;
	const struct reader_task task = { library_read,
		&c->extractor->documents };
	struct text url = { 0 };
	const struct capture *capture;

	l->files = 0;
	l->fresh = 0;
	text_addf(
	    &url, "%s" LIBRARY "?" PAGE_PARAMETER "%lu", c->base, l->page);
	capture = crawl_fetch(c,
	    &(struct crawl_request){
		.url = text_string(&url), .accept = "text/html" });
	text_free(&url);
	c->counts.found += capture != NULL;
	return capture != NULL &&
	    crawl_read(c, capture, &task, library_take_link, l);
}

/* Reads to the end, which is the first page that gives nothing; 0 on failure.
 */
static unsigned long
library_read_pages(struct library_walk *l)
{
	unsigned long empty = 0; /* the page before, if it had nothing */

	for (l->page = 1; l->page <= PAGES_MAX; l->page++) {
		if (!library_read_page(l))
			return 0;
		if (l->fresh == 0 && (l->files > 0 || empty > 0))
			return empty > 0 ? empty : l->page;
		if (l->files == 0) {
			empty = l->page;
			continue;
		}
		if (empty > 0)
			crawl_gate(l->crawl, "pages", empty - 1, l->page,
			    "page %lu links to no file, page %lu does", empty,
			    l->page);
		empty = 0;
	}
	crawl_gate(l->crawl, "pages", PAGES_MAX, PAGES_MAX + 1,
	    "there is no end to the library's pages");
	return 0;
}

/*
 * Behind its last page the library may give an empty page, the last one again
 * or the first one again. So the end is told from a fault by the links to
 * other pages: none may lead to the end or beyond.
 */
static void
library_crawl(struct crawl *c)
{
	struct library_walk l = { .crawl = c, .seen = map_new() };
	unsigned long end = library_read_pages(&l);

	if (end == 1)
		crawl_gate(c, "pages", 0, 1, "the first page links to no file");
	else if (end > 0 && end <= l.last)
		crawl_gate(c, "pages", end - 1, l.last,
		    "page %lu gives nothing new, although there is a page %lu",
		    end, l.last);
	map_free(l.seen);
}

/* Documents */

/* A name such as KUWAIT_16-16.PDF: the host has PDFs of every kind. */
static bool
library_is_numbered(const char *path)
{
	const char *slash = strrchr(path, '/');

	for (const char *p = slash; p != NULL && *p != '\0'; p++) {
		if (isdigit((unsigned char)p[0]) &&
		    isdigit((unsigned char)p[1]) && p[2] == '-' &&
		    isdigit((unsigned char)p[3]))
			return true;
	}
	return false;
}

static enum address_kind
library_kind(const char *url)
{
	char path[ADDRESS_MAX];

	if (address_path(url, "dsca.mil", path) &&
	    strcasecmp(path, LIBRARY) == 0)
		return ADDRESS_RECORDS;
	if ((address_path(url, "media.defense.gov", path) ||
		address_path(url, "dsca.mil", path)) &&
	    form_is_pdf(path) && library_is_numbered(path))
		return ADDRESS_RECORDS;
	return ADDRESS_OTHER;
}

static bool
library_is_pdf(const struct document *doc)
{
	char start[BODY_PEEK_MAX];
	ssize_t n = body_peek(doc->content, start, sizeof(start));

	/* Other bytes may stand before it: ISO 32000-1, Annex H, implementation
	 * note 13. */
	return n > 0 && memmem(start, (size_t)n, "%PDF-", 5) != NULL;
}

/* A page of HTML, but not one that says in its head that it is another. */
static bool
library_recognises(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];
	const char *s = body_start(doc->content, start);

	if (*s != '<')
		return *s == '[' || *s == '{' || library_is_pdf(doc);
	return !response_denies(doc);
}

/* What a page calls itself, if that is a page of the library. */
static bool
library_look_for_address(void *context, const struct row *row)
{
	struct text *url = context;
	const char *name = row_get(row, "name");
	const char *text = row_get(row, "text");

	if (name == NULL || text == NULL ||
	    library_kind(text) != ADDRESS_RECORDS ||
	    (strcmp(name, "og:url") != 0 && strcmp(name, "canonical") != 0))
		return true;
	text_add_string(url, text);
	return false;
}

static const struct format *
library_format(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];
	const char *s = body_start(doc->content, start);

	if (*s == '[' || *s == '{')
		return &json_format;
	if (*s != '<' && library_is_pdf(doc))
		return &pdf_format;
	return &html_format;
}

static const char *const no_regions[] = { NULL };

static bool
library_own_address(const struct document *doc, struct text *url)
{
	const struct shape shape = { .regions = no_regions };

	if (library_format(doc) == &html_format)
		html_format.read(doc, &shape, library_look_for_address, url);
	return url->length > 0;
}

const struct extractor dsca_library_extractor = {
	.name = "dsca-library",
	.base = "https://www.dsca.mil",
	.crawl = library_crawl,
	.documents = {
		.kind = library_kind,
		.recognises = library_recognises,
		.format = library_format,
		.shape = { .regions = no_regions },
		.has_pdf = true,
	},
	.address = library_own_address,
};
