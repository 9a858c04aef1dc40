/*
 * The library of DSCA's announcements: the names of its files, from its own
 * pages or from what others listed of them, and the files themselves.
 */
#include <string.h>

#include "base/arena.h"
#include "format/form.h"
#include "transform/normalise/normalise.h"
#include "transform/notice/article.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"
#include "transform/source/dsca/library_files.h"
#include "transform/source/dsca/library_name.h"
#include "transform/source/sources.h"

struct library_state {
	struct library_files files;
	struct unit text; /* of a file itself */
};

/*
 * What another program's list says of a file: `title` and `pdf_url` are
 * DSCA's words, the rest is how that program understood them, and not looked
 * at.
 */
static void
library_listed_file(
    struct reading *r, struct library_state *l, const struct row *row)
{
	const char *url = row_get(row, "pdf_url");
	const char *title = row_get(row, "title");

	if (url != NULL && form_is_pdf(url)) {
		reading_recognise(r);
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
library_text_block(
    struct reading *r, struct library_state *l, const struct row *row)
{
	const char *element = row_get(row, "element");
	const char *text = row_get(row, "text");

	if (strcmp(element, "image") == 0) {
		reading_recognise(r); /* as far as one can see */
		reading_fault(r, "document", row->line, NULL,
		    "the page has no text: it may be scanned");
	} else if (strcmp(element, "paragraph") == 0) {
		article_add(&l->text, text, row->line);
	}
}

/* What comes as pages is a file itself; as records, another's list. */
static void
dsca_library_row(struct reading *r, void *state, const struct row *row)
{
	struct library_state *l = state;

	if (strcmp(r->place, "page") == 0)
		library_text_block(r, l, row);
	else if (strcmp(r->place, "record") == 0)
		library_listed_file(r, l, row);
	else
		library_files_take(r, &l->files, row);
}

/* The paragraph that begins with a country and a dash, above the dateline. */
static const char *
library_find_title(struct reading *r, const char *text)
{
	static COMPILED struct pattern form =
	    PATTERN("^([^\n]*?)(?: \xE2\x80[\x93\x94] | ?-- ?| - )[^\n]+$");
	static COMPILED struct pattern dateline =
	    PATTERN("^(?:\\(U\\) )?WASHINGTON\\b");
	const char *end = text + strlen(text);
	struct match m;

	if (pattern_find(&dateline, text, &m))
		end = m.start[0];
	while (pattern_find_in(&form, text, (size_t)(end - text), &m)) {
		if (library_knows_purchaser(
			r, match_text(r->unit_arena, &m, 1)))
			return match_text(r->unit_arena, &m, 0);
		text = m.start[0] + m.length[0];
	}
	return NULL;
}

/* The number that the file's name has stands if the text has none. */
static void
library_read_text(struct reading *r, struct library_state *l)
{
	const char *url = library_file_address(
	    r->unit_arena, r->document->url, r->document->url);
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
	if (l->text.count == 0 && r->faults == NULL)
		reading_fault(r, "document", 0, NULL, "there is no text in it");
	unit_read(r, &l->text);
	n.title = library_find_title(r, unit_text(&l->text));
	if (l->text.count > 0 && article_read(r, &l->text, &n))
		reading_notice(r, &n);
	else
		reading_no_record(r);
}

/* Behind the last page of the library there may be one without any. */
static bool
library_page_may_be_empty(const char *url)
{
	static COMPILED struct pattern later =
	    PATTERN("[?&]igpage=(?!1\\b)\\d");

	return pattern_is_in(&later, url);
}

/* The host has PDF files of every kind. */
static void
library_recognise(struct reading *r, const struct library_files *files)
{
	for (const struct library_file *f = files->first; f != NULL;
	     f = f->next) {
		if (library_has_number(f->url) || library_has_number(f->name))
			reading_recognise(r);
	}
}

static void
dsca_library_end(struct reading *r, void *state)
{
	struct library_state *l = state;

	if (strcmp(r->place, "page") == 0) {
		library_read_text(r, l);
	} else if (l->files.first != NULL) {
		library_recognise(r, &l->files);
		library_files_give(r, &l->files);
	} else if (!library_page_may_be_empty(r->document->url)) {
		reading_fault(r, "document", 0, NULL, "names no PDF file");
		reading_no_record(r);
	}
	reading_unit_end(r);
}

static void
dsca_library_close(void *state)
{
	struct library_state *l = state;

	library_files_free(&l->files);
	unit_free(&l->text);
}

const struct transformer dsca_library_transformer = {
	.state_size = sizeof(struct library_state),
	.row = dsca_library_row,
	.end = dsca_library_end,
	.close = dsca_library_close,
};
