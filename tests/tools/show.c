/*
 * show PACKAGE: what a package says, for people and for golden files: without
 * what changes from run to run (times, places in the archive, hashes).
 */
#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"

#define COLUMNS_MAX 64

struct table {
	struct arena *arena;
	char *names[COLUMNS_MAX];
	char ***rows;
	size_t width;
	size_t count;
	size_t room;
	size_t column;
	char **row;
};

static void
take_field(void *bytes, size_t length, void *context)
{
	struct table *t = context;

	if (t->column >= COLUMNS_MAX)
		log_fatal("too many columns");
	if (t->row == NULL)
		t->row = arena_alloc(t->arena, COLUMNS_MAX * sizeof(*t->row));
	t->row[t->column++] =
	    bytes == NULL ? NULL : arena_copy(t->arena, bytes, length);
}

static void
take_row(int terminator, void *context)
{
	struct table *t = context;

	(void)terminator;
	if (t->width == 0) {
		memcpy(t->names, t->row, t->column * sizeof(*t->row));
		t->width = t->column;
	} else {
		if (t->count == t->room) {
			t->room = t->room * 2 + 64;
			t->rows = realloc(t->rows, t->room * sizeof(*t->rows));
			if (t->rows == NULL)
				log_fatal("out of memory");
		}
		t->rows[t->count++] = t->row;
	}
	t->row = NULL;
	t->column = 0;
}

static struct table
read_table(struct arena *arena, const char *folder, const char *name)
{
	struct table t = { .arena = arena };
	FILE *file = fopen(arena_print(arena, "%s/%s.csv", folder, name), "r");
	struct csv_parser parser;
	char buffer[4096];
	size_t n;

	if (file == NULL)
		log_fatal("%s/%s.csv: %s", folder, name, strerror(errno));
	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);
	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0) {
		if (csv_parse(&parser, buffer, n, take_field, take_row, &t) !=
		    n)
			log_fatal(
			    "%s: %s", name, csv_strerror(csv_error(&parser)));
	}
	csv_fini(&parser, take_field, take_row, &t);
	csv_free(&parser);
	fclose(file);
	return t;
}

static char *
get(const struct table *t, size_t row, const char *name)
{
	for (size_t i = 0; i < t->width; i++) {
		if (strcmp(t->names[i], name) == 0)
			return t->rows[row][i];
	}
	return NULL;
}

/* Figures */

/* A series by its number; they stand in the order of their numbers. */
static size_t
find_series(const struct table *series, const char *number)
{
	size_t at = strtoul(number, NULL, 10) - 1;

	if (at >= series->count ||
	    strcmp(get(series, at, "series_id"), number) != 0)
		log_fatal("series %s is not in its place", number);
	return at;
}

/* The last day of so long a period: P12M, P92D. */
static char *
last_day(struct arena *arena, const char *first, const char *duration)
{
	struct tm t = { .tm_hour = 12 };
	char *unit;
	int length;
	time_t day;

	if (first == NULL || duration == NULL)
		return NULL;
	if (strptime(first, "%Y-%m-%d", &t) == NULL || *duration != 'P')
		log_fatal("%s %s is no period", first, duration);
	length = (int)strtol(duration + 1, &unit, 10);
	t.tm_mon += *unit == 'M' ? length : 0;
	t.tm_mday += *unit == 'M' ? -1 : length - 1;
	day = timegm(&t);
	return arena_print(arena, "%04d-%02d-%02d",
	    gmtime(&day)->tm_year + 1900, gmtime(&day)->tm_mon + 1,
	    gmtime(&day)->tm_mday);
}

/* What a joined row has in a column: from the figure, its series, its edition.
 */
static char *
joined_value(struct arena *arena, const struct table *figures, size_t figure,
    const struct table *series, size_t s, const struct table *editions,
    const char *name)
{
	const char *document = get(series, s, "document_id");
	char *value = get(figures, figure, name);

	if (value == NULL)
		value = get(series, s, name);
	if (strcmp(name, "period_end") == 0)
		return last_day(arena, get(figures, figure, "period_start"),
		    get(series, s, "duration"));
	if (value == NULL && strcmp(name, "reporter_name") == 0)
		return get(series, s, "reporter");
	if (value == NULL && strcmp(name, "partner_name") == 0)
		return get(series, s, "partner");
	for (size_t e = 0; e < editions->count && strcmp(name, "dataset") == 0;
	     e++) {
		if (strcmp(get(editions, e, "document_id"), document) == 0)
			return get(editions, e, "dataset");
	}
	return value;
}

/* The figures of all documents, each with what its series says. */
static struct table
join_figures(struct arena *arena, const char *package, struct table *editions)
{
	static const char *const names[] = { "document_id", "number", "line",
		"dataset", "indicator", "reporter", "reporter_iso3",
		"reporter_name", "partner", "partner_iso3", "partner_name",
		"item_scheme", "item_code", "item_name", "period_start",
		"period_end", "value", "unit", "flag", "total_of", "no hash" };
	struct table figures = read_table(arena, package, "observation");
	struct table series = read_table(arena, package, "series");
	struct table t = { .arena = arena, .count = figures.count };

	t.rows = calloc(t.count + 1, sizeof(*t.rows));
	if (t.rows == NULL)
		log_fatal("out of memory");
	t.width = sizeof(names) / sizeof(names[0]);
	for (size_t i = 0; i < t.count; i++) {
		size_t s = find_series(&series, get(&figures, i, "series_id"));
		char **row = arena_alloc(arena, COLUMNS_MAX * sizeof(*row));

		for (size_t c = 0; c < t.width; c++)
			row[c] = joined_value(
			    arena, &figures, i, &series, s, editions, names[c]);
		t.rows[i] = row;
	}
	for (size_t c = 0; c < t.width; c++)
		t.names[c] = arena_string(arena, names[c]);
	free(series.rows);
	free(figures.rows);
	return t;
}

static const char *
or_dash(const char *s)
{
	return s == NULL ? "-" : s;
}

/* Whether a row of a child table belongs to this publication. */
static int
belongs(
    const struct table *t, size_t row, const char *document, const char *number)
{
	const char *n = get(t, row, "number");

	return strcmp(get(t, row, "document_id"), document) == 0 &&
	    strcmp(n == NULL ? "" : n, number) == 0;
}

static void
print_children(const struct table *t, const char *label, const char *document,
    const char *number, const char *const *columns)
{
	for (size_t i = 0; i < t->count; i++) {
		if (!belongs(t, i, document, number))
			continue;
		printf("  %s:", label);
		for (size_t c = 0; columns[c] != NULL; c++)
			printf("%s%s", c == 0 ? " " : " | ",
			    or_dash(get(t, i, columns[c])));
		putchar('\n');
	}
}

static void
print_publication(const struct table *t, size_t row)
{
	/* The first columns are the key, the last is the hash. */
	for (size_t i = 2; i + 1 < t->width; i++) {
		const char *value = t->rows[row][i];

		if (value == NULL)
			continue;
		printf("  %s: ", t->names[i]);
		for (; *value != '\0'; value++) {
			if (*value == '\n')
				printf("\n    ");
			else
				putchar(*value);
		}
		putchar('\n');
	}
}

/* Hashes, and when it was fetched: that changes from run to run. */
static int
is_volatile(const struct table *t, size_t row, const char *column)
{
	static const char *const hashes[] = { "observation_id", "transfer_id",
		"content" };
	static const char midnight[] = "T00:00:00Z"; /* no fetch is then */
	const char *stated = get(t, row, "stated");
	const char *at = get(t, row, "edition_at");

	for (size_t i = 0; i < sizeof(hashes) / sizeof(hashes[0]); i++) {
		if (strcmp(column, hashes[i]) == 0)
			return 1;
	}
	return strcmp(column, "edition_at") == 0 && stated != NULL &&
	    strcmp(stated, "false") == 0 && strstr(at, midnight) == NULL;
}

/* Records of registers and tables in a line each: there are many. */
static void
print_lines(const struct table *t, const char *label, size_t first,
    const char *document, const struct table *faults)
{
	static const char *const fault[] = { "place", "field", "reason",
		"value_as_published", NULL };

	for (size_t i = 0; i < t->count; i++) {
		const char *comma = " ";

		if (strcmp(get(t, i, "document_id"), document) != 0)
			continue;
		printf("%s", label);
		for (size_t c = first; c + 1 < t->width; c++) {
			const char *value = t->rows[i][c];

			if (value == NULL || is_volatile(t, i, t->names[c]))
				continue;
			printf("%s%s: %s", comma, t->names[c], value);
			comma = " | ";
		}
		putchar('\n');
		if (faults != NULL)
			print_children(faults, "fault", document,
			    get(t, i, "number"), fault);
	}
}

/* The tables of a package that hold registers and statistics. */
static void
print_statistics(struct arena *arena, const char *package, const char *document,
    const struct table *faults)
{
	/* Behind the key. */
	static const struct {
		const char *name;
		size_t first;
	} tables[] = {
		{ "edition", 1 },
		{ "transfer", 2 },
		{ "observation", 2 },
		{ "policy_document", 2 },
		{ "code", 2 },
	};

	struct table editions = read_table(arena, package, "edition");

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		struct table t = strcmp(tables[i].name, "observation") == 0
		    ? join_figures(arena, package, &editions)
		    : read_table(arena, package, tables[i].name);

		print_lines(&t, tables[i].name, tables[i].first, document,
		    tables[i].first == 1 ? NULL : faults);
		free(t.rows);
	}
	free(editions.rows);
}

/* The contract awards of a document, each with what belongs to it. */
static void
print_awards(struct arena *arena, const char *package, const char *document,
    const struct table *faults)
{
	static const char *const contractor[] = { "name", "contractor_id",
		"trade_name", "city", "region", "contract_number", "footnote",
		NULL };
	static const char *const customer[] = { "iso3", "name", "percent",
		"amount_usd", "basis", "amount_scope", NULL };
	static const char *const fault[] = { "place", "field", "reason",
		"value_as_published", NULL };
	struct table awards = read_table(arena, package, "announced_award");
	struct table contractors =
	    read_table(arena, package, "announced_award_contractor");
	struct table customers =
	    read_table(arena, package, "announced_award_customer");

	for (size_t i = 0; i < awards.count; i++) {
		const char *number = get(&awards, i, "number");

		if (strcmp(get(&awards, i, "document_id"), document) != 0)
			continue;
		printf("award %s\n", number);
		print_publication(&awards, i);
		print_children(
		    &contractors, "contractor", document, number, contractor);
		print_children(
		    &customers, "customer", document, number, customer);
		print_children(faults, "fault", document, number, fault);
	}
	free(awards.rows);
	free(contractors.rows);
	free(customers.rows);
}

int
main(int argc, char *argv[])
{
	static const char *const purchaser[] = { "iso3", "name", NULL };
	static const char *const item[] = { "quantity", "precision", "is_mde",
		"designation", "category", NULL };
	static const char *const contractor[] = { "contractor_id", "name",
		"city", "region", NULL };
	static const char *const fault[] = { "place", "field", "reason",
		"value_as_published", NULL };
	struct arena *arena = arena_new();
	struct table d;
	struct table p;
	struct table purchasers;
	struct table items;
	struct table contractors;
	struct table faults;

	if (argc != 2)
		log_fatal("usage: show PACKAGE");
	d = read_table(arena, argv[1], "document");
	p = read_table(arena, argv[1], "publication");
	purchasers = read_table(arena, argv[1], "publication_purchaser");
	items = read_table(arena, argv[1], "publication_item");
	contractors = read_table(arena, argv[1], "publication_contractor");
	faults = read_table(arena, argv[1], "fault");
	for (size_t i = 0; i < d.count; i++) {
		const char *id = get(&d, i, "document_id");

		printf("%s\n", get(&d, i, "url"));
		print_children(&faults, "fault", id, "", fault);
		for (size_t n = 0; n < p.count; n++) {
			const char *number = get(&p, n, "number");

			if (strcmp(get(&p, n, "document_id"), id) != 0)
				continue;
			printf("publication %s\n", number);
			print_publication(&p, n);
			print_children(
			    &purchasers, "purchaser", id, number, purchaser);
			print_children(&items, "item", id, number, item);
			print_children(
			    &contractors, "contractor", id, number, contractor);
			print_children(&faults, "fault", id, number, fault);
		}
		print_statistics(arena, argv[1], id, &faults);
		print_awards(arena, argv[1], id, &faults);
	}
	free(d.rows);
	free(p.rows);
	free(purchasers.rows);
	free(items.rows);
	free(contractors.rows);
	free(faults.rows);
	arena_free(arena);
	return 0;
}
