#include "load/difference.h"

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

/* No row of observation.csv has less: six columns, three of them numbers. */
#define ROW_BYTES 8

#define SERIES_BEGINS "document_id,series_id,"
#define OBSERVATION_BEGINS "series_id,number,line,period_start,value,"

/* The number that a row, or what is left of it, begins with. */
static uint32_t
row_number(struct text row)
{
	uint32_t number = 0;

	for (size_t i = 0;
	     i < row.length && row.bytes[i] >= '0' && row.bytes[i] <= '9'; i++)
		number = number * 10 + (uint32_t)(row.bytes[i] - '0');
	return number;
}

/* An edition: which of its series is which of both */

struct side {
	struct difference_edition *edition;
	struct row_file rows; /* of observation.csv */
	bool is_earlier;
	bool is_done;
	uint32_t first; /* series_id of its package; the others follow */
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
};

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
	uint32_t id = row_number(row_file_rest(f, 1));
	bool is_new;

	if (s->count == 0)
		s->first = id;
	if (id != s->first + s->count)
		return false;
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
header_is(struct row_file *f, const char *begins, struct text *header)
{
	bool is_first = header->length == 0;

	if (!row_file_next(f) || f->row.length < strlen(begins) ||
	    memcmp(f->row.bytes, begins, strlen(begins)) != 0)
		return false;
	if (is_first)
		text_add(header, f->row.bytes, f->row.length);
	return header->length == f->row.length &&
	    memcmp(header->bytes, f->row.bytes, header->length) == 0;
}

static bool
side_read_series(struct comparison *c, struct side *s)
{
	struct row_file f;
	bool ok = row_file_open(&f, s->edition->folder, "series.csv") &&
	    header_is(&f, SERIES_BEGINS, &c->difference->series);

	while (ok && row_file_next(&f)) {
		if (side_has_row(s, &f.row))
			ok = side_add_series(c, s, &f);
	}
	ok = ok && !f.has_failed;
	if (ok)
		row_file_digest(&f, s->edition->series);
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
			return false;
		most += (size_t)file.st_size / ROW_BYTES;
	}
	if (most > WAITING_MOST)
		most = WAITING_MOST;
	for (c->room = 2; c->room < most * 2;)
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
		return false;
	if (slot->is_used) {
		waiting_drop(c, slot);
		return true;
	}
	*slot = *row;
	return ++c->waiting <= WAITING_MOST;
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
		uint32_t at;

		if (!row_file_next(&s->rows)) {
			s->is_done = true;
			return !s->rows.has_failed;
		}
		at = row_number(s->rows.row) - s->first;
		if (at < s->count)
			return side_take_row(c, s, s->numbers[at]);
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
			return false;
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
	ok = ok && !f.has_failed;
	row_file_close(&f);
	return ok;
}

static bool
compare(struct comparison *c)
{
	struct side *present = &c->sides[0];
	struct side *earlier = &c->sides[1];

	if (!header_is(&present->rows, OBSERVATION_BEGINS,
		&c->difference->observation) ||
	    !header_is(&earlier->rows, OBSERVATION_BEGINS,
		&c->difference->observation) ||
	    !side_read_series(c, present) || !side_read_series(c, earlier) ||
	    !waiting_begin(c) || !compare_rows(c))
		return false;
	row_file_digest(&present->rows, present->edition->observation);
	row_file_digest(&earlier->rows, earlier->edition->observation);
	text_add_string(&c->difference->gone, "series_id,period_start\n");
	c->is_about = xzalloc((size_t)c->last + 1);
	waiting_gather(c);
	c->difference->figures = c->waiting;
	return write_figures(c) && write_series(c, present) &&
	    write_series(c, earlier);
}

bool
difference_find(struct difference *d, struct difference_edition *present,
    struct difference_edition *earlier)
{
	struct comparison c = {
		.sides = { { .edition = present },
		    { .edition = earlier, .is_earlier = true } },
		.list = series_list_new(),
		.difference = d,
	};
	bool ok = true;

	for (int i = 0; i < 2; i++)
		ok = row_file_open(&c.sides[i].rows, c.sides[i].edition->folder,
			 "observation.csv") &&
		    ok;
	ok = ok && compare(&c);
	for (int i = 0; i < 2; i++) {
		row_file_close(&c.sides[i].rows);
		free(c.sides[i].numbers);
	}
	series_list_free(c.list);
	free(c.slots);
	free(c.is_about);
	return ok;
}

void
difference_free(struct difference *d)
{
	text_free(&d->series);
	text_free(&d->observation);
	text_free(&d->gone);
}
