/* The numbered items of a transmittal under section 36(b), cut apart. */
#ifndef TRANSFORM_NOTICE_SECTION_H
#define TRANSFORM_NOTICE_SECTION_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

#define NUMBER_DASH "(?:-|\xE2\x80\x90|\xE2\x80\x91|\xE2\x80\x92|\xE2\x80\x93)"

/*
 * A transmittal number as it is printed, in a group of its own; "14-3 7" is
 * none.
 */
#define TRANSMITTAL_NUMBER                          \
	"((?:RS ?AT ?-? ?)?(?:\\d\\d ?" NUMBER_DASH \
	" ?\\w{1,3}+|\\d[A-Z] ?" NUMBER_DASH " ?\\d\\d))(?! \\d(?!\\w))"

/* What stands before it: "Transmittal No.", "Transmittal Number:". */
#define TRANSMITTAL_LABEL \
	"Transmittal ?(?:No(?:s|\\(s\\))?\\.?|Numbers?)? ?[:#]? ?"

enum section_name {
	SECTION_PURCHASER,
	SECTION_VALUE,
	SECTION_FUNDING,
	SECTION_DESCRIPTION,
	SECTION_DEPARTMENT,
	SECTION_PRIOR_CASES,
	SECTION_COMMISSION,
	SECTION_SENSITIVITY,
	SECTION_DELIVERED,
	SECTION_AMENDS,
	SECTION_AMENDS_DATE,
	SECTION_SIGNIFICANCE,
	SECTION_JUSTIFICATION,
	SECTION_COUNT
};

struct section {
	const char *at;   /* in the text: where its label stands; NULL: none */
	const char *text; /* what follows the label; "" if nothing does */
};

/*
 * Finds the items by the words of their labels (the numbers are misprinted
 * now and then), from the first item up to the policy justification, the
 * annex, or the foot. The start is that of the first item, in the
 * arena's care; with NULL there are none.
 */
void sections_cut(
    struct arena *, const char *start, struct section sections[SECTION_COUNT]);

/* Where the items begin in a text, or NULL if there are none. */
const char *sections_start(const char *text);

/*
 * The policy justification: its title and the paragraphs below; either may be
 * NULL. `at` is where it begins.
 */
struct justification {
	const char *at;
	const char *title;
	const char *text;
};

void
justification_cut(struct arena *, const char *text, struct justification *);

#endif
