/*
 * The rows of a Monthly Treasury Statement, tables 1 and 5: what each says, and
 * which one it stands below.
 */
#ifndef TRANSFORM_SOURCE_TREASURY_STATEMENT_H
#define TRANSFORM_SOURCE_TREASURY_STATEMENT_H

#include "base/map.h"
#include "transform/reading.h"
#include "transform/table/table.h"

/* Of both tables; behind these are the amounts. */
enum treasury_column {
	RECORD_DATE,
	PARENT,
	CLASSIFICATION,
	DESCRIPTION,
	TABLE_NUMBER,
	LINE_CODE,
	DATA_TYPE,
	AMOUNTS,
};

/* Sets of three: outlays, receipts, and the outlays less the receipts. */
enum treasury_part { OUTLAYS, RECEIPTS, NET, PARTS };

#define AMOUNTS_MAX (3 * PARTS)

/* A row of a statement. */
struct treasury_line {
	size_t line;
	struct day on;    /* the last day of the statement's month */
	const char *date; /* as printed */
	const char *parent;
	const char *name;
	const char *code;
	bool is_total;
	bool differs[AMOUNTS_MAX / PARTS]; /* a net amount from its parts */
	const char *amounts[AMOUNTS_MAX];  /* NULL: there is none */
	struct treasury_line *next;
};

struct treasury_state {
	struct table table;
	struct treasury_line *lines;
	struct treasury_line **end;
	struct map *by_id; /* of a line; keys are its date and its id */
	struct edition edition;
	struct party reporter;
	size_t rows;
	size_t sums;  /* net amounts of which both parts are given */
	size_t wrong; /* of these */
	size_t orphans;
	size_t first_orphan; /* its row */
};

/* The headers of table 5 and of table 1; ends in NULL. */
extern const struct table_form *const treasury_forms[];

/* Whether the document is of table 1; of one whose header was found. */
bool treasury_is_summary(const struct treasury_state *);

size_t treasury_amount_count(const struct treasury_state *);

/* The indicator of an amount. */
const char *treasury_indicator(const struct treasury_state *, size_t amount);

/*
 * Takes a row in, into the document's arena. Notes why not, if nobody can tell
 * what it is about; refuses the document if it is of another table.
 */
void treasury_take_line(
    struct reading *, struct treasury_state *, const struct row *);

/* The row above; NULL at the top, and if it is not in the document. */
struct treasury_line *
treasury_above(const struct treasury_state *, const struct treasury_line *);

#endif
