#include <string.h>

#include "base/arena.h"
#include "format/form.h"
#include "transform/normalise/normalise.h"
#include "transform/prose/prose.h"
#include "transform/source/dsca/library_files.h"
#include "transform/source/dsca/library_name.h"

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
void
library_files_give(struct reading *r, struct library_files *files)
{
	for (struct library_file *f = files->first; f != NULL; f = f->next) {
		const char *own = library_own_name(r->unit_arena, f->url);

		if (!library_has_number(f->name) &&
		    (f->name[0] == '\0' || library_has_number(own)))
			f->name = own;
		give_file(r, f);
	}
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
