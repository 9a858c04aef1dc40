/*
 * What an answer of the World Bank's interface says of itself before its rows:
 * which page it is, of how many, and when the table was last updated.
 */
#ifndef TRANSFORM_SOURCE_WORLD_BANK_BANK_HEAD_H
#define TRANSFORM_SOURCE_WORLD_BANK_BANK_HEAD_H

#include "transform/reading.h"

/* What an answer says of itself, before its rows. */
struct bank_head {
	bool is_there;
	bool is_counted; /* the numbers are there, too */
	long page;
	long pages;
	long per_page;
	long total;
	const char *stated_at; /* of the edition; NULL if it is not told */
};

/*
 * Takes the row if it is the head; false if it is another. What cannot be read
 * in it is noted. A number may be written as a text.
 */
bool bank_head_take(struct reading *, struct bank_head *, const struct row *);

/* At the end of a page with so many rows: a fault if it should have others. */
void bank_head_judge(struct reading *, const struct bank_head *, long rows);

/* A member of a row; NULL if it has none of that name. */
const struct field *bank_member(const struct row *, const char *name);

/* The text of a member; NULL if it is empty or not there. */
const char *bank_text(const struct row *, const char *name);

#endif
