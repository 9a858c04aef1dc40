#include "load/row_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/folder.h"

bool
row_file_open(struct row_file *f, const char *folder, const char *name)
{
	struct text path = { 0 };

	text_addf(&path, "%s/%s", folder, name);
	*f = (struct row_file){ .path = text_string(&path) };
	f->file = fopen(f->path, "re");
	if (f->file == NULL)
		f->why = strerror(errno);
	return f->file != NULL;
}

void
row_file_close(struct row_file *f)
{
	digest_free(f->digest);
	if (f->file != NULL)
		fclose(f->file);
	text_free(&f->row);
	free(f->line);
	free(f->path);
}

void
row_file_digest(struct row_file *f)
{
	f->digest = digest_new();
}

void
row_file_digest_hex(struct row_file *f, char digest[DIGEST_HEX])
{
	digest_hex(f->digest, digest);
	digest_free(f->digest);
	f->digest = NULL;
}

static size_t
quotes_in(const char *line, size_t length)
{
	const char *end = line + length;
	size_t quotes = 0;

	while ((line = memchr(line, '"', (size_t)(end - line))) != NULL) {
		quotes++;
		line++;
	}
	return quotes;
}

/* The end of the file: where no row has begun it is a good one. */
static bool
row_file_end(struct row_file *f)
{
	if (!file_gave_all(f->file, f->path))
		f->why = "cannot be read";
	else if (f->row.length > 0)
		f->why = "ends within a row";
	return false;
}

bool
row_file_next(struct row_file *f)
{
	size_t quotes = 0;

	text_empty(&f->row);
	f->start = f->end;
	do {
		ssize_t length = getline(&f->line, &f->room, f->file);

		if (length <= 0)
			return row_file_end(f);
		text_add(&f->row, f->line, (size_t)length);
		quotes += quotes_in(f->line, (size_t)length);
		f->end += (uint64_t)length;
		if (f->row.length > ROW_MOST) {
			f->why = "has a row that is too long";
			return false;
		}
	} while (quotes % 2 == 1);
	if (f->row.bytes[f->row.length - 1] != '\n')
		return row_file_end(f);
	if (f->digest != NULL)
		digest_add(f->digest, f->row.bytes, f->row.length);
	return true;
}

bool
row_file_seek(struct row_file *f, uint64_t start)
{
	f->end = start;
	if (fseeko(f->file, (off_t)start, SEEK_SET) != 0) {
		f->why = strerror(errno);
		return false;
	}
	return row_file_next(f);
}

struct text
row_file_rest(const struct row_file *f, size_t commas)
{
	struct text rest = f->row;

	while (commas-- > 0) {
		const char *comma = memchr(rest.bytes, ',', rest.length);
		size_t length = comma == NULL
		    ? rest.length
		    : (size_t)(comma - rest.bytes) + 1;

		rest.bytes += length;
		rest.length -= length;
	}
	return rest;
}
