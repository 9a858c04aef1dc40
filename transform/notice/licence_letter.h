/* One letter on an export licence: what it says of amount, goods and where to.
 */
#ifndef TRANSFORM_NOTICE_LICENCE_LETTER_H
#define TRANSFORM_NOTICE_LICENCE_LETTER_H

#include "transform/reading.h"

/* "(c)" of "36(c)": with one bracket, and with one of another kind, too. */
#define LICENCE_PART(letter) \
	"(?:[([{] ?" letter "\\b ?[\\])}]?|" letter "[\\])}])"

struct licence_letter {
	const char *number;
	const char *object;  /* "Pursuant to Section 36(c) ..." */
	const char *content; /* "The transaction contained in ..." */
	struct day date;
	const char *date_text; /* as printed */
	size_t line;
	bool number_first; /* the form of 2025 */
};

/* Gives the letter as a notice, with what the template has. */
void licence_letter_give(
    struct reading *, const struct licence_letter *, const struct notice *);

#endif
