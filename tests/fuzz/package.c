/* What load reads of a package, and what a run reads of its own state. */
#include "tests/fuzz/fuzz.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/statefile.h"
#include "base/text.h"
#include "load/copy.h"
#include "package/package.h"

static char folder[] = "/tmp/armsetl-fuzz.XXXXXX";

static void
forget_folder(void)
{
	(void)folder_remove(folder);
}

static void
put_file(struct arena *arena, const uint8_t *bytes, size_t length)
{
	FILE *file = fopen(arena_print(arena, "%s/" DESCRIPTOR, folder), "w");

	fuzz_assert(file != NULL && fwrite(bytes, 1, length, file) == length,
	    "there is room for a file");
	fclose(file);
}

void
fuzz_package(const void *what, const uint8_t *bytes, size_t length)
{
	static bool is_there;
	const struct package_origin origin = { "a", "b", "c", "d", "e", "f",
		"g", "h", "i", 1, NULL, NULL };
	struct arena *arena = arena_new();
	struct text names = { 0 };
	json_t *json;

	(void)what;
	if (!is_there) {
		fuzz_assert(mkdtemp(folder) != NULL, "/tmp can be written");
		atexit(forget_folder);
	}
	is_there = true;
	put_file(arena, bytes, length);
	(void)package_is_current(folder, &origin);
	(void)copy_header(arena_print(arena, "%s/" DESCRIPTOR, folder), &names);
	(void)statefile_read(folder, DESCRIPTOR, &json);
	json_decref(json);
	text_free(&names);
	arena_free(arena);
}
