/* What the readers of Foreign Military Sales within announcements share. */
#ifndef TRANSFORM_FMS_H
#define TRANSFORM_FMS_H

#include <stdbool.h>

#include "transform/source/dod_contracts/announcement.h"

struct fms_country;

/* "FMS", but not a flight management system, "Foreign Military Sales". */
#define FMS_MENTION                                                     \
	"(?:\\bforeign military sales?\\b(?: ?\\(FMS\\))?|(?-i:\\bFMS)" \
	"(?!,? ?(?:systems?|software|computers?|hardware)\\b)\\b)"

/* What is gathered of one award. */
struct fms_list {
	const struct announced *a;
	struct award *award;
	struct text_list *sure;   /* codes of who buys by these sales */
	struct text_list *others; /* of who buys in another way */
};

/* Adds a country, or what a further place says of it; gives the customer. */
struct award_customer *
fms_add(struct fms_list *, const struct fms_country *, bool is_of_funds);

/* Funds that sentences say are obligated: fms_funds.c. */
void fms_read_funds(struct fms_list *);

/* Whether a sentence tells which funds are obligated. */
bool fms_tells_funds(const char *sentence);

#endif
