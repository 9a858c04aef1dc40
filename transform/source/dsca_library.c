/*
 * The library of DSCA's announcements: the names of its files, from its own
 * pages or from what others listed of them, and the files themselves.
 */
#include <string.h>

#include "arena.h"
#include "extract/source/library.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"
#include "transform/source/article.h"
#include "transform/source/library_files.h"
#include "transform/source/library_name.h"
#include "transform/source/sources.h"

struct library {
	struct library_files files;
	struct unit text; /* of a file itself */
};

/* Names */

static void
note_number(struct reading *r, const struct library_file *f,
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
are_of_two(const struct reading *r, const char *a, const char *b)
{
	struct country x;
	struct country y;

	return a != NULL && b != NULL && country_read(r->reference, a, &x) &&
	    country_read(r->reference, b, &y) && strcmp(x.name, y.name) != 0;
}

/* The library's name of a file, and the file's own: both are DSCA's. */
static void
compare_names(struct reading *r, const struct library_file *f,
    const struct library_name *name)
{
	const char *other = library_own_name(r->arena, f->url);
	struct library_name own;

	library_name_read(r->arena, other, &own);
	if (name->transmittal != NULL && own.transmittal != NULL &&
	    strcmp(name->transmittal, own.transmittal) != 0)
		reading_fault(r, "transmittal", f->line, other,
		    "the file's own name has another number");
	if (are_of_two(r, name->purchaser, own.purchaser))
		reading_fault(r, "purchaser", f->line, other,
		    "the file's own name has another purchaser");
}

static bool
is_known(const struct reading *r, const char *purchaser)
{
	struct country country;

	return purchaser != NULL &&
	    country_read(r->reference, purchaser, &country);
}

/* A link to a file says what was announced, by its name alone. */
static void
give_file(struct reading *r, const struct library_file *f)
{
	struct notice n = {
		.surface = "dsca_library",
		.url = f->url,
		.title = f->name,
		.us_government_reps = -1,
		.contractor_reps = -1,
	};
	struct library_name name;

	library_name_read(r->arena, f->name, &name);
	if (name.number == NULL && !is_known(r, name.purchaser)) {
		reading_fault(r, "document", f->line, f->name,
		    "the name of a file that tells of no notification");
		reading_no_record(r);
		return;
	}
	note_number(r, f, &name);
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
	compare_names(r, f, &name);
	reading_notice(r, &n);
}

/* A name without a number is no better than that of the file. */
static void
give_files(struct reading *r, struct library *l)
{
	for (struct library_file *f = l->files.first; f != NULL; f = f->next) {
		const char *own = library_own_name(r->unit_arena, f->url);

		if (!library_has_number(f->name) &&
		    (f->name[0] == '\0' || library_has_number(own)))
			f->name = own;
		give_file(r, f);
	}
}

/* Rows */

static void
take_link(struct reading *r, struct library *l, const struct row *row)
{
	const char *href = row_get(row, "href");
	const char *text = row_get(row, "text");

	if (href != NULL && library_is_file(href))
		library_files_add(&l->files, r->document->url, href,
		    text == NULL ? "" : text, row->line);
}

/*
 * What another program's list says of a file: `title` and `pdf_url` are
 * DSCA's words, the rest is how that program understood them, and not looked
 * at.
 */
static void
take_listed(struct reading *r, struct library *l, const struct row *row)
{
	const char *url = row_get(row, "pdf_url");
	const char *title = row_get(row, "title");

	if (url != NULL && library_is_file(url)) {
		library_files_add(&l->files, r->document->url, url,
		    title == NULL ? "" : title, row->line);
		return;
	}
	reading_fault(r, "url", row->line, url == NULL ? title : url,
	    "no address of a PDF file in pdf_url");
	reading_no_record(r);
}

/* Of a file itself: its text, without page numbers. */
static void
take_text(struct reading *r, struct library *l, const struct row *row)
{
	const char *element = row_get(row, "element");
	const char *text = row_get(row, "text");

	if (strcmp(element, "image") == 0)
		reading_fault(r, "document", row->line, NULL,
		    "the page has no text: it may be scanned");
	else if (strcmp(element, "paragraph") == 0)
		article_add(&l->text, text, row->line);
}

/* What comes as pages is a file itself; as records, another's list. */
static void
take_row(struct reading *r, void *state, const struct row *row)
{
	struct library *l = state;

	if (strcmp(r->place, "page") == 0)
		take_text(r, l, row);
	else if (strcmp(r->place, "record") == 0)
		take_listed(r, l, row);
	else
		take_link(r, l, row);
}

/* The paragraph that begins with a country and a dash, above the dateline. */
static const char *
find_title(struct reading *r, const char *text)
{
	static struct pattern form =
	    PATTERN("^([^\n]*?)(?: \xE2\x80[\x93\x94] | ?-- ?| - )[^\n]+$");
	static struct pattern dateline = PATTERN("^(?:\\(U\\) )?WASHINGTON\\b");
	const char *end = text + strlen(text);
	struct match m;

	if (pattern_find(&dateline, text, &m))
		end = m.start[0];
	while (pattern_find_in(&form, text, (size_t)(end - text), &m)) {
		if (is_known(r, match_text(r->unit_arena, &m, 1)))
			return match_text(r->unit_arena, &m, 0);
		text = m.start[0] + m.length[0];
	}
	return NULL;
}

/* The number that the file's name has stands if the text has none. */
static void
read_text(struct reading *r, struct library *l)
{
	const char *url =
	    library_address(r->unit_arena, r->document->url, r->document->url);
	struct notice n = {
		.surface = "dsca_pdf",
		.url = url,
		.published_on = r->document->published_on,
		.us_government_reps = -1,
		.contractor_reps = -1,
	};
	struct library_name name;

	library_name_read(
	    r->unit_arena, library_own_name(r->unit_arena, url), &name);
	n.transmittal = name.transmittal;
	n.version = name.version;
	n.title = find_title(r, unit_text(&l->text));
	if (l->text.count > 0 && article_read(r, &l->text, &n))
		reading_notice(r, &n);
	else
		reading_no_record(r);
}

/* Behind the last page of the library there may be one without any. */
static bool
may_be_empty(const char *url)
{
	static struct pattern later = PATTERN("[?&]igpage=(?!1\\b)\\d");

	return pattern_is_in(&later, url);
}

static void
end(struct reading *r, void *state)
{
	struct library *l = state;

	if (strcmp(r->place, "page") == 0) {
		read_text(r, l);
	} else if (l->files.first != NULL) {
		give_files(r, l);
	} else if (!may_be_empty(r->document->url)) {
		reading_fault(r, "document", 0, NULL, "names no PDF file");
		reading_no_record(r);
	}
	reading_unit_end(r);
}

static void
close_state(void *state)
{
	struct library *l = state;

	library_files_free(&l->files);
	unit_free(&l->text);
}

const struct transformer dsca_library_transformer = {
	.state_size = sizeof(struct library),
	.row = take_row,
	.end = end,
	.close = close_state,
};
