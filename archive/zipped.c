#include "archive/zipped.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <zip.h>

#include "archive/scratch.h"
#include "base/memory.h"
#include "base/worker.h"

/* Where libzip reads from. */
struct zipped_source {
	FILE *file;
	const char *name;
	uint64_t left; /* what may still be read of it */
	zip_error_t error;
};

struct zipped {
	zip_t *zip;
	uint64_t size; /* of the file */
	uint64_t left; /* what may still come out of it */
};

/* libzip's own messages live no longer than what they are about. */
static const char *
zipped_reason(zip_error_t *error)
{
	switch (zip_error_code_zip(error)) {
	case ZIP_ER_NOZIP:
		return "is not a zip file, or is cut off";
	case ZIP_ER_INCONS:
	case ZIP_ER_MULTIDISK:
		return "is a broken zip file, or a part of one";
	case ZIP_ER_NOPASSWD:
	case ZIP_ER_WRONGPASSWD:
	case ZIP_ER_ENCRNOTSUPP:
		return "is encrypted";
	case ZIP_ER_MEMORY:
		if (zip_error_code_system(error) != EFBIG)
			(void)xgiven(NULL);
		return "has too many members (limit members)";
	case ZIP_ER_COMPNOTSUPP:
		return "has an unknown compression";
	case ZIP_ER_CRC:
		return "does not match its checksum";
	case ZIP_ER_EOF:
		return "is cut off";
	case ZIP_ER_READ:
	case ZIP_ER_SEEK:
		return strerror(zip_error_code_system(error));
	case ZIP_ER_ZLIB:
	case ZIP_ER_COMPRESSED_DATA:
		return "compressed data is broken";
	default:
		return "cannot be unpacked";
	}
}

static uint64_t
zipped_file_size(FILE *file)
{
	struct stat st;

	return fstat(fileno(file), &st) == 0 && st.st_size > 0
	    ? (uint64_t)st.st_size
	    : 0;
}

static uint64_t
zipped_allowance(uint64_t size)
{
	if (size > ZIPPED_MOST / ZIPPED_TIMES)
		return ZIPPED_MOST;
	return size > ZIPPED_ALWAYS / ZIPPED_TIMES ? size * ZIPPED_TIMES
						   : ZIPPED_ALWAYS;
}

static zip_int64_t
zipped_source_read(struct zipped_source *s, void *buffer, zip_uint64_t size)
{
	size_t n;

	if (size > s->left) {
		/* With a number that libzip does not give beside it. */
		zip_error_set(&s->error, ZIP_ER_MEMORY, EFBIG);
		return -1;
	}
	n = fread(buffer, 1, size, s->file);
	if (ferror(s->file)) {
		zip_error_set(&s->error, ZIP_ER_READ, errno);
		worker_cannot_read(s->name);
		return -1;
	}
	s->left -= n;
	return (zip_int64_t)n;
}

static zip_int64_t
zipped_source_seek(struct zipped_source *s, const zip_source_args_seek_t *to)
{
	if (to != NULL && fseeko(s->file, (off_t)to->offset, to->whence) == 0)
		return 0;
	zip_error_set(&s->error, ZIP_ER_SEEK, errno);
	return -1;
}

static zip_int64_t
zipped_source_stat(struct zipped_source *s, zip_stat_t *found)
{
	struct stat st;

	if (fstat(fileno(s->file), &st) != 0) {
		zip_error_set(&s->error, ZIP_ER_READ, errno);
		return -1;
	}
	zip_stat_init(found);
	found->size = (zip_uint64_t)st.st_size;
	found->valid = ZIP_STAT_SIZE;
	return sizeof(*found);
}

/* See zip_source_function(3). */
static zip_int64_t
zipped_source_do(
    void *state, void *data, zip_uint64_t size, zip_source_cmd_t command)
{
	struct zipped_source *s = state;

	switch (command) {
	case ZIP_SOURCE_OPEN:
		rewind(s->file);
		return 0;
	case ZIP_SOURCE_READ:
		return zipped_source_read(s, data, size);
	case ZIP_SOURCE_CLOSE:
		return 0;
	case ZIP_SOURCE_STAT:
		return zipped_source_stat(s, data);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&s->error, data, size);
	case ZIP_SOURCE_FREE:
		scratch_close(s->file);
		zip_error_fini(&s->error);
		free(s);
		return 0;
	case ZIP_SOURCE_SEEK:
		return zipped_source_seek(s,
		    ZIP_SOURCE_GET_ARGS(
			zip_source_args_seek_t, data, size, &s->error));
	case ZIP_SOURCE_TELL:
		return ftello(s->file);
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_SEEKABLE;
	default:
		zip_error_set(&s->error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

static struct zipped_source *
zipped_source_new(FILE *file, const char *name)
{
	struct zipped_source *s = xzalloc(sizeof(*s));

	s->file = file;
	s->name = name;
	s->left = ZIPPED_LIST_MOST;
	zip_error_init(&s->error);
	return s;
}

struct zipped *
zipped_open(FILE *file, const char *name, const char **why)
{
	struct zipped_source *s = zipped_source_new(file, name);
	struct zipped *z = NULL;
	uint64_t size = zipped_file_size(file);
	zip_error_t error;
	zip_source_t *source;
	zip_t *zip;

	zip_error_init(&error);
	source =
	    xgiven(zip_source_function_create(zipped_source_do, s, &error));
	zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	if (zip != NULL) {
		z = xzalloc(sizeof(*z));
		*z = (struct zipped){ zip, size, zipped_allowance(size) };
		s->left = UINT64_MAX; /* the list has been read */
	} else {
		zip_source_free(source);
		*why = zipped_reason(&error);
	}
	zip_error_fini(&error);
	return z;
}

struct zipped *
zipped_spool(struct body *body, uint64_t most, const char **why)
{
	FILE *file = scratch_open();

	*why = file == NULL ? strerror(errno) : body_copy(body, file, most);
	if (*why == NULL)
		return zipped_open(file, "temporary file", why);
	scratch_close(file);
	return NULL;
}

bool
zipped_is(struct body *body)
{
	char start[2];

	return body_peek(body, start, sizeof(start)) == sizeof(start) &&
	    memcmp(start, "PK", sizeof(start)) == 0;
}

uint64_t
zipped_size(const struct zipped *z)
{
	return z->size;
}

size_t
zipped_count(const struct zipped *z)
{
	zip_int64_t count = zip_get_num_entries(z->zip, 0);

	return count < 0 ? 0 : (size_t)count;
}

const char *
zipped_name(const struct zipped *z, size_t index)
{
	return zip_get_name(z->zip, index, 0);
}

bool
zipped_find(const struct zipped *z, const char *name, size_t *index)
{
	zip_int64_t found = zip_name_locate(z->zip, name, ZIP_FL_NOCASE);

	if (found < 0)
		return false;
	*index = (size_t)found;
	return true;
}

bool
zipped_name_ends(const char *name, const char *ending)
{
	size_t n = strlen(name);
	size_t e = strlen(ending);

	return n >= e && strcasecmp(name + n - e, ending) == 0;
}

struct zipped_member {
	struct body body;
	struct zipped *of;
	zip_file_t *file;
};

static ssize_t
zipped_member_read(struct body *b, void *buffer, size_t size)
{
	struct zipped_member *m = (struct zipped_member *)b;
	zip_int64_t n = zip_fread(m->file, buffer, size);

	if (n < 0) {
		b->error = zipped_reason(zip_file_get_error(m->file));
		return -1;
	}
	if ((uint64_t)n > m->of->left) {
		b->error = "unpacks to more than a file of its size should "
			   "(limit expansion)";
		return -1;
	}
	m->of->left -= (uint64_t)n;
	return (ssize_t)n;
}

static void
zipped_member_close(struct body *b)
{
	zip_fclose(((struct zipped_member *)b)->file);
}

struct body *
zipped_member(struct zipped *z, size_t index)
{
	static const struct body_kind kind = { zipped_member_read,
		zipped_member_close };
	zip_file_t *file = zip_fopen_index(z->zip, index, 0);
	struct zipped_member *m;

	if (file == NULL)
		return body_failing(zipped_reason(zip_get_error(z->zip)));
	m = body_new(&kind, NULL, sizeof(*m));
	m->of = z;
	m->file = file;
	return &m->body;
}

void
zipped_close(struct zipped *z)
{
	if (z == NULL)
		return;
	zip_discard(z->zip);
	free(z);
}
