#include "extract/wacz.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <zip.h>

#include "arena.h"
#include "log.h"

bool
wacz_is(FILE *file)
{
	unsigned char start[4] = { 0 };
	size_t n;

	rewind(file);
	n = fread(start, 1, sizeof(start), file);
	rewind(file);
	return n == sizeof(start) && memcmp(start, "PK\3\4", 4) == 0;
}

static bool
ends_with(const char *name, const char *ending)
{
	size_t n = strlen(name);
	size_t e = strlen(ending);

	return n >= e && strcasecmp(name + n - e, ending) == 0;
}

/* A copy of a member, for those who read files; NULL on failure, logged. */
static char *
spool(zip_t *zip, zip_uint64_t index, const char *name)
{
	char *path = strdup("/tmp/armsetl-wacz.XXXXXX");
	zip_file_t *member = zip_fopen_index(zip, index, 0);
	int fd = path == NULL ? -1 : mkostemp(path, O_CLOEXEC);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	char buffer[64 * 1024];
	zip_int64_t n = -1;
	bool ok;

	while (member != NULL && file != NULL &&
	    (n = zip_fread(member, buffer, sizeof(buffer))) > 0) {
		if (fwrite(buffer, 1, (size_t)n, file) != (size_t)n)
			break;
	}
	ok = n == 0;
	if (!ok)
		log_error("%s: %s", name,
		    member == NULL ? zip_strerror(zip)
			: n < 0    ? zip_file_strerror(member)
				   : strerror(errno));
	if (member != NULL)
		zip_fclose(member);
	if (file != NULL && fclose(file) != 0)
		ok = false;
	if (ok)
		return path;
	if (fd >= 0)
		unlink(path);
	free(path);
	return NULL;
}

/* A member that cannot be read is noted, and the others are taken. */
static bool
take_member(zip_t *zip, zip_uint64_t index, const char *name, wacz_taker *take,
    void *context, bool *whole)
{
	char *path = spool(zip, index, name);
	bool ok;

	if (path == NULL) {
		*whole = false;
		return true;
	}
	ok = take(context, path, name);
	unlink(path);
	free(path);
	return ok;
}

bool
wacz_each(const char *path, wacz_taker *take, void *context)
{
	struct arena *arena = arena_new();
	int problem = 0;
	zip_t *zip = zip_open(path, ZIP_RDONLY, &problem);
	zip_int64_t count = zip == NULL ? 0 : zip_get_num_entries(zip, 0);
	bool ok = zip != NULL;
	bool whole = true;
	size_t taken = 0;

	if (zip == NULL) {
		zip_error_t error;

		zip_error_init_with_code(&error, problem);
		log_error("%s: %s", path, zip_error_strerror(&error));
		zip_error_fini(&error);
	}
	for (zip_int64_t i = 0; ok && i < count; i++) {
		const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);

		if (name == NULL ||
		    (!ends_with(name, ".warc") && !ends_with(name, ".warc.gz")))
			continue;
		taken++;
		ok = take_member(zip, (zip_uint64_t)i,
		    arena_print(arena, "%s: %s", path, name), take, context,
		    &whole);
	}
	if (ok && taken == 0) {
		log_error("%s: no WARC file is in it", path);
		ok = false;
	}
	if (zip != NULL)
		zip_discard(zip);
	arena_free(arena);
	return ok && whole;
}
