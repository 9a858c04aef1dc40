#include "load/difference.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <xxhash.h>

#include "base/list.h"
#include "base/memory.h"
#include "load/row_file.h"
#include "package/series.h"

/* Rows of either edition that wait for their like: 16 MiB of slots. */
#define WAITING_MOST ((size_t)1 << 18)

/* No row that side_take_row() lets pass has less: "1,,,", and its end. */
#define ROW_BYTES 5

#define SERIES_BEGINS "document_id,series_id,"
#define OBSERVATION_BEGINS "series_id,number,line,period_start,value,"

/* The number that is the next cell, one of PostgreSQL's; -1 if it is none. */
static int64_t
row_number(struct text row)
{
	int64_t number = 0;
	size_t i;

	for (i = 0; i < row.length && row.bytes[i] >= '0' &&
	     row.bytes[i] <= '9' && number <= INT32_MAX;
	     i++)
		number = number * 10 + (row.bytes[i] - '0');
	if (i == 0 || i == row.length || row.bytes[i] != ',' ||
	    number > INT32_MAX)
		return -1;
	return number;
}

/* Whether a cell may be that: where the publisher has no lines there are none.
 */
static bool
row_number_or_none(struct text row)
{
	return (row.length > 0 && *row.bytes == ',') || row_number(row) >= 0;
}

/* An edition: which of its series is which of both */

struct side {
	struct difference_edition *edition;
	struct row_file rows; /* of observation.csv */
	bool is_earlier;
	bool is_done;
	int64_t first; /* series_id of its package; the others follow */
	uint32_t *numbers;
	size_t count;
	size_t room;
};

struct comparison {
	struct side sides[2]; /* the present edition, and the earlier one */
	struct series_list *list;
	struct waiting *slots; /* a power of two */
	size_t room;
	size_t waiting;
	bool *is_about; /* by the number of a series: the difference */
	uint32_t last;  /* number given to a series */
	struct difference *difference;
	const char *why; /* there is no difference; NULL so far */
};

/* Notes why, the first time; false. */
static bool
comparison_ends(struct comparison *c, const char *why)
{
	if (c->why == NULL)
		c->why = why;
	return false;
}

static bool
side_has_row(const struct side *s, const struct text *row)
{
	size_t length = strlen(s->edition->document);

	return row->length > length && row->bytes[length] == ',' &&
	    memcmp(row->bytes, s->edition->document, length) == 0;
}

static bool
side_add_series(struct comparison *c, struct side *s, const struct row_file *f)
{
	struct text rest = row_file_rest(f, 2);
	int64_t id = row_number(row_file_rest(f, 1));
	bool is_new;

	if (s->count == 0)
		s->first = id;
	if (id < 0 || id != s->first + (int64_t)s->count)
		return comparison_ends(c, "a series has no number of its own");
	s->numbers =
	    list_room(s->numbers, s->count, &s->room, sizeof(*s->numbers));
	s->numbers[s->count] = (uint32_t)series_list_number(
	    c->list, XXH3_128bits(rest.bytes, rest.length), &is_new);
	if (is_new)
		c->last = s->numbers[s->count];
	s->count++;
	return true;
}

/* The header must begin so: the rest is what differs, whatever it is. */
static bool
take_header(struct comparison *c, struct row_file *f, const char *begins,
    struct text *header)
{
	if (!row_file_next(f))
		return comparison_ends(c, f->why == NULL ? "is empty" : f->why);
	if (header->length == 0)
		text_add(header, f->row.bytes, f->row.length);
	if (header->length != f->row.length ||
	    memcmp(header->bytes, f->row.bytes, header->length) != 0 ||
	    f->row.length < strlen(begins) ||
	    memcmp(f->row.bytes, begins, strlen(begins)) != 0)
		return comparison_ends(c, "they have other columns");
	return true;
}

static bool
side_read_series(struct comparison *c, struct side *s)
{
	struct row_file f;
	bool ok = row_file_open(&f, s->edition->folder, "series.csv") ||
	    comparison_ends(c, f.why);

	row_file_digest(&f);
	ok = ok && take_header(c, &f, SERIES_BEGINS, &c->difference->series);
	while (ok && row_file_next(&f)) {
		if (side_has_row(s, &f.row))
			ok = side_add_series(c, s, &f);
	}
	row_file_digest_hex(&f, s->edition->series);
	if (f.why != NULL)
		ok = comparison_ends(c, f.why);
	row_file_close(&f);
	return ok;
}

/* Rows that wait for their like in the other edition */

struct waiting {
	XXH128_hash_t hash;
	uint64_t start; /* of the row in its file */
	uint32_t series;
	bool is_used;
	bool is_earlier;
};

/* So many slots that half of them are enough for all rows, or for the most. */
static bool
waiting_begin(struct comparison *c)
{
	size_t most = 0;

	for (int i = 0; i < 2; i++) {
		struct stat file;

		if (fstat(fileno(c->sides[i].rows.file), &file) != 0)
			return comparison_ends(c, strerror(errno));
		most += (size_t)file.st_size / ROW_BYTES;
	}
	if (most > WAITING_MOST)
		most = WAITING_MOST;
	c->room = 2;
	while (c->room < most * 2)
		c->room *= 2;
	c->slots = xzalloc(c->room * sizeof(*c->slots));
	return true;
}

/* The slot of that hash, or the empty one where it belongs. */
static struct waiting *
waiting_find(const struct comparison *c, XXH128_hash_t hash)
{
	size_t i = hash.low64 & (c->room - 1);

	while (c->slots[i].is_used && !XXH128_isEqual(c->slots[i].hash, hash))
		i = (i + 1) & (c->room - 1);
	return &c->slots[i];
}

/* Those behind it that are not where they belong move up. */
static void
waiting_drop(struct comparison *c, struct waiting *dropped)
{
	size_t hole = (size_t)(dropped - c->slots);
	size_t i = hole;

	for (;;) {
		size_t home;

		c->slots[hole].is_used = false;
		do {
			i = (i + 1) & (c->room - 1);
			if (!c->slots[i].is_used) {
				c->waiting--;
				return;
			}
			home = c->slots[i].hash.low64 & (c->room - 1);
		} while (((i - home) & (c->room - 1)) <
		    ((i - hole) & (c->room - 1)));
		c->slots[hole] = c->slots[i];
		hole = i;
	}
}

/* False where too many wait, or one edition states the same twice. */
static bool
waiting_take(struct comparison *c, const struct waiting *row)
{
	struct waiting *slot = waiting_find(c, row->hash);

	if (slot->is_used && slot->is_earlier == row->is_earlier)
		return comparison_ends(c, "one states the same twice");
	if (slot->is_used) {
		waiting_drop(c, slot);
		return true;
	}
	*slot = *row;
	return ++c->waiting <= WAITING_MOST ||
	    comparison_ends(c, "too many figures differ");
}

static bool
side_take_row(struct comparison *c, struct side *s, uint32_t series)
{
	struct text rest = row_file_rest(&s->rows, 3);
	struct text value = row_file_rest(&s->rows, 4);
	struct waiting row = {
		.hash = XXH3_128bits_withSeed(rest.bytes, rest.length, series),
		.start = s->rows.start,
		.series = series,
		.is_used = true,
		.is_earlier = s->is_earlier,
	};

	if (!row_number_or_none(row_file_rest(&s->rows, 1)) ||
	    !row_number_or_none(row_file_rest(&s->rows, 2)))
		return comparison_ends(c, "a figure has no place");
	s->edition->figures++;
	if (value.length > 0 && *value.bytes != ',')
		s->edition->values++;
	return waiting_take(c, &row);
}

/* Takes the next row of the edition; is_done when there is none. */
static bool
side_step(struct comparison *c, struct side *s)
{
	while (!s->is_done) {
		int64_t id;

		if (!row_file_next(&s->rows)) {
			s->is_done = true;
			return s->rows.why == NULL ||
			    comparison_ends(c, s->rows.why);
		}
		id = row_number(s->rows.row);
		if (id < 0)
			return comparison_ends(c, "a figure has no series");
		if (id >= s->first && id < s->first + (int64_t)s->count)
			return side_take_row(c, s, s->numbers[id - s->first]);
	}
	return true;
}

/* One row of each in turn: where both are in one order, few wait. */
static bool
compare_rows(struct comparison *c)
{
	struct side *present = &c->sides[0];
	struct side *earlier = &c->sides[1];
	bool ok = true;

	while (ok && !(present->is_done && earlier->is_done))
		ok = side_step(c, present) && side_step(c, earlier);
	return ok;
}

/* What is left is the difference */

static int
waiting_compare(const void *a, const void *b)
{
	const struct waiting *m = a;
	const struct waiting *n = b;

	if (m->is_earlier != n->is_earlier)
		return m->is_earlier ? 1 : -1;
	return (m->start > n->start) - (m->start < n->start);
}

/* Those that still wait come first, in the order of their files. */
static void
waiting_gather(struct comparison *c)
{
	size_t count = 0;

	for (size_t i = 0; i < c->room; i++) {
		if (c->slots[i].is_used)
			c->slots[count++] = c->slots[i];
	}
	qsort(c->slots, count, sizeof(*c->slots), waiting_compare);
}

static void
write_stated(
    struct difference *d, const struct waiting *w, const struct row_file *f)
{
	struct text rest = row_file_rest(f, 1);

	text_addf(&d->observation, "%u,", w->series);
	text_add(&d->observation, rest.bytes, rest.length);
}

static void
write_gone(
    struct difference *d, const struct waiting *w, const struct row_file *f)
{
	struct text period = row_file_rest(f, 3);
	const char *comma = memchr(period.bytes, ',', period.length);

	text_addf(&d->gone, "%u,%.*s\n", w->series,
	    comma == NULL ? 0 : (int)(comma - period.bytes), period.bytes);
}

static bool
write_figures(struct comparison *c)
{
	for (size_t i = 0; i < c->waiting; i++) {
		const struct waiting *w = &c->slots[i];
		struct row_file *f = &c->sides[w->is_earlier].rows;

		if (!row_file_seek(f, w->start))
			return comparison_ends(c, f->why);
		if (w->is_earlier)
			write_gone(c->difference, w, f);
		else
			write_stated(c->difference, w, f);
		c->is_about[w->series] = true;
	}
	return true;
}

/* Each once, by whichever edition has it. */
static bool
write_series(struct comparison *c, const struct side *s)
{
	struct text *to = &c->difference->series;
	struct row_file f;
	size_t at = 0;
	bool ok = row_file_open(&f, s->edition->folder, "series.csv");

	while (ok && at < s->count && row_file_next(&f)) {
		struct text rest = row_file_rest(&f, 2);
		uint32_t number;

		if (!side_has_row(s, &f.row))
			continue;
		number = s->numbers[at++];
		if (c->is_about[number]) {
			text_addf(to, "%s,%u,", c->sides[0].edition->document,
			    number);
			text_add(to, rest.bytes, rest.length);
			c->is_about[number] = false;
		}
	}
	if (f.why != NULL)
		ok = comparison_ends(c, f.why);
	row_file_close(&f);
	return ok;
}

static bool
side_begin(struct comparison *c, struct side *s)
{
	if (!row_file_open(&s->rows, s->edition->folder, "observation.csv"))
		return comparison_ends(c, s->rows.why);
	row_file_digest(&s->rows);
	return take_header(c, &s->rows, OBSERVATION_BEGINS,
		   &c->difference->observation) &&
	    side_read_series(c, s);
}

static void
comparison_write(struct comparison *c)
{
	struct side *present = &c->sides[0];
	struct side *earlier = &c->sides[1];

	row_file_digest_hex(&present->rows, present->edition->observation);
	row_file_digest_hex(&earlier->rows, earlier->edition->observation);
	text_add_string(&c->difference->gone, "series_id,period_start\n");
	c->is_about = xzalloc((size_t)c->last + 1);
	waiting_gather(c);
	c->difference->figures = c->waiting;
	if (write_figures(c) && write_series(c, present))
		write_series(c, earlier);
}

const char *
difference_find(struct difference *d, struct difference_edition *present,
    struct difference_edition *earlier)
{
	struct comparison c = {
		.sides = { { .edition = present },
		    { .edition = earlier, .is_earlier = true } },
		.list = series_list_new(),
		.difference = d,
	};

	if (side_begin(&c, &c.sides[0]) && side_begin(&c, &c.sides[1]) &&
	    waiting_begin(&c) && compare_rows(&c))
		comparison_write(&c);
	for (int i = 0; i < 2; i++) {
		row_file_close(&c.sides[i].rows);
		free(c.sides[i].numbers);
	}
	series_list_free(c.list);
	free(c.slots);
	free(c.is_about);
	return c.why;
}

void
difference_free(struct difference *d)
{
	text_free(&d->series);
	text_free(&d->observation);
	text_free(&d->gone);
}
