#include "tests/support/support.h"

#include <unistd.h>

#include "transform/normalise/normalise.h"
#include "transform/notice/section.h"
#include "transform/notice/value_table.h"
#include "transform/prose/prose.h"

/*
 * A unit of text may be anything. Whatever it repeats, the readers of
 * sentences come to an end: one that hangs is killed by the alarm.
 */
#define TEXT_SIZE ((size_t)24 * 1024)
#define HANGS_AFTER 300

static struct reference *reference;

/* A longer sentence is refused. */
#define SENTENCE_SIZE 8000

static void
read_contractors(struct reading *r, const char *text)
{
	struct contractor *list = NULL;

	prose_contractors(
	    r, arena_copy(r->arena, text, SENTENCE_SIZE), 1, &list);
}

static void
read_people(struct reading *r, const char *text)
{
	people us_government;
	people contractor;

	prose_representatives(r, text, 1, &us_government, &contractor);
}

static void
read_items(struct reading *r, const char *text)
{
	struct item *list = NULL;

	prose_items(r, text, 1, TRUTH_YES, &list);
}

static void
read_total(struct reading *r, const char *text)
{
	struct money money;

	prose_total(r, text, 1, &money);
}

static void
read_countries(struct reading *r, const char *text)
{
	struct purchaser *list = NULL;

	prose_countries(r, text, 1, &list);
}

static void
read_purchasers(struct reading *r, const char *text)
{
	struct purchaser *list = NULL;

	prose_purchasers(r, text, 1, &list);
}

static void
read_sections(struct reading *r, const char *text)
{
	struct section sections[SECTION_COUNT];
	struct justification j;

	sections_cut(r->arena, sections_start(text), sections);
	justification_cut(r->arena, text, &j);
}

static void
read_table(struct reading *r, const char *text)
{
	struct notice n = { 0 };

	value_table_read(r, text, 1, &n);
}

static void
read_category(struct reading *r, const char *text)
{
	equipment_category(r->reference, text);
	equipment_family(r->reference, text);
}

static void (*const readers[])(struct reading *, const char *) = {
	read_contractors,
	read_people,
	read_items,
	read_total,
	read_countries,
	read_purchasers,
	read_sections,
	read_table,
	read_category,
};

static const char *const pieces[] = {
	"x",
	"(",
	")",
	"7 ",
	"A. ",
	"U.S. ",
	"and ",
	"the ",
	"of ",
	"Aa ",
	"Aa, ",
	"\xE2\x80\x9C",
	"Japan, ",
	"Atlantis, ",
	"Japan and ",
	"the Republic of ",
	"twenty (20) kits; ",
	"twenty (20) kits, ",
	"five (5) years ",
	"twenty ",
	"located in Aa, TX, ",
	"Aa, located in Aa, TX; ",
	"principal contractor ",
	"The principal contractors will be Aa of Aa, TX. ",
	"The principal contractors will be ",
	"Implementation will require five U.S. Government ",
	"Implementation ",
	"The estimated total cost is $5 million. ",
	"estimated total ",
	"for an estimated ",
	"Major Defense Equipment ",
	"Other\t$5 million\n",
	"Total\n",
	"(i) ",
	"(i) (U) ",
	"(i) Prospective Purchaser: x\n",
	"Description and Quantity ",
	"Sales Commission ",
	"Sensitivity of Technology Contained ",
	"POLICY JUSTIFICATION\n",
	"Date Report ",
	"Sec. 36(b)(1), ",
	"* as defined in Section 47(6)\n",
	"up-armored truck ",
	"truck, ",
	"(truck) ",
	"F-16",
	",",
};

/* What each text begins with, so that readers do not turn away at once. */
static const char *const starts[] = {
	"",
	"(i) Prospective Purchaser: ",
	"The principal contractors will be ",
	"Implementation of this sale will require representatives ",
	"Japan, ",
};

static void
test_piece(void **state)
{
	const char *piece = *state;

	alarm(HANGS_AFTER);
	for (size_t i = 0; i < COUNT_OF(readers) * COUNT_OF(starts); i++) {
		struct arena *arena = arena_new();
		struct reading r = reading_of(arena, reference);
		struct text text = { 0 };

		text_add_string(&text, starts[i / COUNT_OF(readers)]);
		while (text.length < TEXT_SIZE)
			text_add_string(&text, piece);
		readers[i % COUNT_OF(readers)](&r, text_string(&text));
		text_free(&text);
		arena_free(arena);
	}
	alarm(0);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	reference = reference_open(REFERENCE_FOLDER);
	if (reference == NULL)
		return 1;
	for (size_t i = 0; i < COUNT_OF(pieces); i++)
		suite_add_case(&s, pieces[i], test_piece, pieces[i]);
	status = suite_run(&s, "hostile");
	reference_close(reference);
	return status;
}
