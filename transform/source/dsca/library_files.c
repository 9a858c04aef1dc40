#include "transform/source/dsca/library_files.h"

#include <libxml/uri.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "format/form.h"
#include "transform/normalise/normalise.h"
#include "transform/prose/prose.h"
#include "transform/source/dsca/library_name.h"

static bool
library_is_escaped(unsigned char c)
{
	return c <= ' ' || c >= 0x7F || strchr("\"<>\\^`{|}", c) != NULL;
}

const char *
library_file_address(struct arena *arena, const char *href, const char *page)
{
	struct text escaped = { 0 };
	const char *end = href + strcspn(href, "?#");
	const char *url;
	xmlChar *whole;

	href += strspn(href, " \t\r\n");
	while (end > href && strchr(" \t\r\n", end[-1]) != NULL)
		end--;
	for (; href < end; href++) {
		if (library_is_escaped((unsigned char)*href))
			text_addf(&escaped, "%%%02X", (unsigned char)*href);
		else
			text_add(&escaped, href, 1);
	}
	url = text_string(&escaped);
	whole = xmlBuildURI((const xmlChar *)url, (const xmlChar *)page);
	url = arena_string(arena, whole == NULL ? url : (const char *)whole);
	xmlFree(whole);
	text_free(&escaped);
	return url;
}

const char *
library_own_name(struct arena *arena, const char *url)
{
	size_t length = strcspn(url, "?#");
	const char *slash = memrchr(url, '/', length);
	const char *start = slash == NULL ? url : slash + 1;
	char *plain = xmlURIUnescapeString(
	    start, (int)(length - (size_t)(start - url)), NULL);
	const char *name = arena_string(arena, plain == NULL ? start : plain);

	xmlFree(plain);
	return name;
}

bool
library_has_number(const char *name)
{
	struct arena *arena = arena_new();
	struct library_name read;
	bool has;

	library_name_read(arena, name, &read);
	has = read.number != NULL;
	arena_free(arena);
	return has;
}

/* In one line with single blanks, as running text is. */
static const char *
library_fold(struct arena *arena, const char *name)
{
	char *folded = arena_string(arena, name);
	char *to = folded;

	for (const char *p = folded; *p != '\0'; p++) {
		bool space = strchr(" \t\r\n", *p) != NULL;

		if (!space || (to > folded && to[-1] != ' '))
			*to++ = *p;
		if (space && to > folded)
			to[-1] = ' ';
	}
	to -= to > folded && to[-1] == ' ';
	*to = '\0';
	return folded;
}

static void
library_files_begin(struct library_files *l)
{
	if (l->arena != NULL)
		return;
	l->arena = arena_new();
	l->end = &l->first;
	l->by_url = map_new();
}

void
library_files_add(struct library_files *l, const char *page, const char *href,
    const char *name, size_t line)
{
	struct library_file *f;
	const char *url;

	library_files_begin(l);
	url = library_file_address(l->arena, href, page);
	f = map_get(l->by_url, url);
	if (f != NULL && !library_has_number(name))
		return;
	name = library_fold(l->arena, name);
	if (f != NULL &&
	    (strcmp(f->name, name) == 0 || !library_has_number(f->name))) {
		f->name = name;
		return;
	}
	f = arena_alloc(l->arena, sizeof(*f));
	*f = (struct library_file){ .url = url, .name = name, .line = line };
	*l->end = f;
	l->end = &f->next;
	map_set(l->by_url, url, f);
}

static void
library_check_number(struct reading *r, const struct library_file *f,
    const struct library_name *name)
{
	if (name->transmittal != NULL)
		return;
	reading_fault(r, "transmittal", f->line,
	    name->number == NULL ? f->name : name->number,
	    name->number == NULL ? "there is no number in the name"
				 : "is not one transmittal number");
}

/* Whether two names are known, and not of the same country. */
static bool
library_countries_differ(const struct reading *r, const char *a, const char *b)
{
	struct country x;
	struct country y;

	return a != NULL && b != NULL && country_read(r->reference, a, &x) &&
	    country_read(r->reference, b, &y) && strcmp(x.name, y.name) != 0;
}

/* The library's name of a file, and the file's own: both are DSCA's. */
static void
library_compare_names(struct reading *r, const struct library_file *f,
    const struct library_name *name)
{
	const char *other = library_own_name(r->arena, f->url);
	struct library_name own;

	library_name_read(r->arena, other, &own);
	if (name->transmittal != NULL && own.transmittal != NULL &&
	    strcmp(name->transmittal, own.transmittal) != 0)
		reading_fault(r, "transmittal", f->line, other,
		    "the file's own name has another number");
	if (library_countries_differ(r, name->purchaser, own.purchaser))
		reading_fault(r, "purchaser", f->line, other,
		    "the file's own name has another purchaser");
}

bool
library_knows_purchaser(const struct reading *r, const char *purchaser)
{
	struct country country;

	return purchaser != NULL &&
	    country_read(r->reference, purchaser, &country);
}

/* A link to a file says what was announced, by its name alone. */
static void
library_give_file(struct reading *r, const struct library_file *f)
{
	struct notice n = {
		.surface = "dsca_library",
		.url = f->url,
		.us_government_reps = -1,
		.contractor_reps = -1,
	};
	struct library_name name;

	library_name_read(r->arena, f->name, &name);
	if (name.number == NULL &&
	    !library_knows_purchaser(r, name.purchaser)) {
		reading_fault(r, "document", f->line, f->name,
		    "the name of a file that tells of no notification");
		reading_no_record(r);
		return;
	}
	library_check_number(r, f, &name);
	if (name.number != NULL) {
		reading_place(r, "transmittal", name.number);
		reading_basis(r, "authority", name.number, strlen(name.number));
	}
	n.transmittal = name.transmittal;
	n.authority = n.transmittal == NULL
	    ? "36(b)(1)"
	    : transmittal_authority(n.transmittal);
	n.kind = strcmp(n.authority, "36(b)(1)") == 0 ? NOTICE_ORIGINAL
						      : NOTICE_ENHANCEMENT;
	n.purchaser_name = name.purchaser;
	if (name.purchaser == NULL)
		reading_fault(r, "purchaser", f->line, f->name,
		    "there is no purchaser in the name");
	else
		prose_purchasers(r, name.purchaser, f->line, &n.purchasers);
	n.version = name.version;
	if (name.unknown != NULL)
		reading_fault(r, "version", f->line, name.unknown,
		    "a mark in the name that we do not know");
	library_compare_names(r, f, &name);
	reading_notice(r, &n);
}

/* Of a link, the name is all the text there is. */
static void
library_follow_name(
    struct reading *r, const struct library_file *f, const struct mark *mark)
{
	struct followed_text text = { f->name, strlen(f->name), mark, 1 };

	reading_follow(r, &text);
}

/* A name without a number is no better than that of the file. */
void
library_files_give(struct reading *r, struct library_files *files)
{
	for (struct library_file *f = files->first; f != NULL; f = f->next) {
		const char *own = library_own_name(r->unit_arena, f->url);

		if (!library_has_number(f->name) &&
		    (f->name[0] == '\0' || library_has_number(own)))
			f->name = own;
		library_follow_name(r, f, &(struct mark){ 0, f->line });
		library_give_file(r, f);
	}
	reading_follow(r, NULL);
}

void
library_files_take(
    struct reading *r, struct library_files *files, const struct row *row)
{
	const char *href = row_get(row, "href");
	const char *text = row_get(row, "text");

	if (href != NULL && form_is_pdf(href))
		library_files_add(files, r->document->url, href,
		    text == NULL ? "" : text, row->line);
}

void
library_files_free(struct library_files *l)
{
	if (l->arena == NULL)
		return;
	map_free(l->by_url);
	arena_free(l->arena);
}
