#include <assert.h>
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>

#include "base/log.h"
#include "base/utf8.h"
#include "package/package_internal.h"

#define WIDTH_MAX 64 /* columns of a table */
/* So much goes on its way to the disk while more is written. */
#define SEND_SIZE ((size_t)16 * 1024 * 1024)

/*
 * Writes a value and its comma, and gives the end. Between quotes always;
 * those within are seldom, and doubled.
 */
static char *
write_value(char *at, const char *value, size_t length)
{
	if (value == NULL) {
		*at++ = ',';
		return at;
	}
	if (memchr(value, CSV_QUOTE, length) != NULL) {
		at += csv_write2(at, SIZE_MAX, value, length, CSV_QUOTE);
	} else {
		*at++ = CSV_QUOTE;
		memcpy(at, value, length);
		at += length;
		*at++ = CSV_QUOTE;
	}
	*at++ = ',';
	return at;
}

void
hash_text(char out[HASH_TEXT], XXH128_hash_t hash)
{
	static const char digits[] = "0123456789abcdef";
	XXH128_canonical_t c;

	XXH128_canonicalFromHash(&c, hash);
	for (size_t i = 0; i < sizeof(c.digest); i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*out++ = '-';
		*out++ = digits[c.digest[i] >> 4];
		*out++ = digits[c.digest[i] & 15];
	}
	*out = '\0';
}

bool
package_line(struct package *p, struct output *o)
{
	text_add(&p->row, "\r\n", 2); /* RFC 4180 */
	o->rows++;
	if (fwrite(p->row.bytes, 1, p->row.length, o->file) != p->row.length) {
		log_error("%s: cannot write: %s", o->path, strerror(errno));
		return false;
	}
	o->unsent += p->row.length;
	if (o->unsent >= SEND_SIZE) {
		sync_file_range(fileno(o->file), 0, 0, SYNC_FILE_RANGE_WRITE);
		o->unsent = 0;
	}
	return true;
}

/* The columns of a row in CSV; ends[] is where each ends. */
static void
write_values(struct text *row, const struct resource *r,
    const char *const *values, size_t *ends)
{
	size_t lengths[WIDTH_MAX];
	size_t room = 0;
	char *start;
	char *at;

	for (size_t i = 0; i < r->width; i++) {
		lengths[i] = values[i] == NULL ? 0 : strlen(values[i]);
		room += lengths[i] * 2 + 3;
	}
	text_empty(row);
	start = at = text_room(row, room);
	for (size_t i = 0; i < r->width; i++) {
		at = write_value(at, values[i], lengths[i]);
		ends[i] = (size_t)(at - start);
	}
	row->length = (size_t)(at - start);
}

static void
refuse_bytes(
    const struct output *o, const struct resource *r, const char *const *values)
{
	for (size_t i = 0; i < r->width; i++) {
		if (values[i] != NULL && !utf8_is(values[i]))
			log_error(
			    "%s: %s is not UTF-8", o->path, r->columns[i].name);
	}
}

/* Of what the row says: the columns that are hashed, one behind the other. */
static XXH128_hash_t
hash_row(struct text *said, const struct resource *r, const char *row,
    const size_t *ends)
{
	size_t i = r->key;

	text_empty(said);
	while (i < r->width) {
		size_t from = i == 0 ? 0 : ends[i - 1];

		if (r->columns[i++].outside_hash)
			continue;
		while (i < r->width && !r->columns[i].outside_hash)
			i++;
		if (i == r->width && said->length == 0)
			return XXH3_128bits(row + from, ends[i - 1] - from);
		text_add(said, row + from, ends[i - 1] - from);
	}
	return XXH3_128bits(said->bytes, said->length);
}

bool
package_row(
    struct package *p, enum resource_name name, const char *const *values)
{
	const struct resource *r = resources[name];
	size_t ends[WIDTH_MAX];
	char hash[HASH_TEXT];

	assert(r->width <= WIDTH_MAX);
	write_values(&p->row, r, values, ends);
	if (!utf8_is_all(p->row.bytes, p->row.length)) {
		refuse_bytes(&p->outputs[name], r, values);
		return false;
	}
	hash_text(hash, hash_row(&p->said, r, p->row.bytes, ends));
	text_add_string(&p->row, hash);
	XXH3_128bits_update(p->document_hash, hash, sizeof(hash));
	return package_line(p, &p->outputs[name]);
}
