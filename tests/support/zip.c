#include <zip.h>

#include "tests/support/support.h"

static void
add_part(zip_t *zip, const struct zip_part *part)
{
	size_t length =
	    part->length == 0 ? strlen(part->content) : part->length;
	zip_source_t *source = zip_source_buffer(zip, part->content, length, 0);
	zip_int64_t at = source == NULL
	    ? -1
	    : zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8);

	if (at < 0 ||
	    (part->encrypted &&
		zip_file_set_encryption(
		    zip, (zip_uint64_t)at, ZIP_EM_AES_256, "secret") != 0))
		abort();
}

char *
zip_of(struct arena *arena, const struct zip_part *parts, size_t *length)
{
	zip_source_t *bytes = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip =
	    zip_open_from_source(bytes, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	zip_stat_t st;
	char *copy;

	if (zip == NULL)
		abort();
	zip_source_keep(bytes);
	for (; parts->name != NULL; parts++)
		add_part(zip, parts);
	if (zip_close(zip) != 0 || zip_source_stat(bytes, &st) != 0 ||
	    zip_source_open(bytes) != 0)
		abort();
	*length = (size_t)st.size;
	copy = arena_alloc(arena, *length + 1);
	if (zip_source_read(bytes, copy, *length) != (zip_int64_t)*length)
		abort();
	zip_source_close(bytes);
	zip_source_free(bytes);
	return copy;
}
