/*
 * Reads each file of a corpus by its target, without libFuzzer: TAP.
 *
 *	replay FOLDER [TARGET]
 *
 * Ends by a sanitizer's report, by a promise that is not kept, or by an input
 * that takes more than REPLAY_SECONDS of the processor.
 */
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/memory.h"

#define REPLAY_SECONDS 2.0

static void
hear_nothing(enum log_level level, const char *message)
{
	(void)level;
	(void)message;
}

/* The bytes of a file, no longer than they are: their end is watched. */
static uint8_t *
replay_bytes(const char *path, size_t *length)
{
	FILE *file = fopen(path, "r");
	struct stat st = { 0 };
	uint8_t *bytes;

	fuzz_assert(file != NULL && fstat(fileno(file), &st) == 0, path);
	*length = (size_t)st.st_size;
	bytes = xzalloc(*length + (*length == 0));
	fuzz_assert(fread(bytes, 1, *length, file) == *length, path);
	fclose(file);
	return bytes;
}

/* What is being read is told before: it may end us. */
static void
replay_file(const struct fuzz_target *t, const char *path)
{
	size_t length;
	uint8_t *bytes = replay_bytes(path, &length);

	fprintf(stderr, "%s\n", path);
	fuzz_within(t, bytes, length, REPLAY_SECONDS);
	free(bytes);
}

/* How many files of a target were read. */
static int
replay_target(const struct fuzz_target *t, const char *corpus)
{
	char path[4096];
	struct dirent **list;
	int count;
	int inputs = 0;

	snprintf(path, sizeof(path), "%s/%s", corpus, t->name);
	count = scandir(path, &list, NULL, alphasort);
	if (count < 0)
		return 0;
	for (int i = 0; i < count; i++) {
		snprintf(path, sizeof(path), "%s/%s/%s", corpus, t->name,
		    list[i]->d_name);
		if (list[i]->d_name[0] != '.') {
			replay_file(t, path);
			inputs++;
		}
		free(list[i]);
	}
	free(list);
	return inputs;
}

int
main(int argc, char *argv[])
{
	const struct fuzz_target *t;
	int failed = 0;
	size_t number = 0;

	if (argc < 2 || argc > 3) {
		fputs("usage: replay FOLDER [TARGET]\n", stderr);
		return 64;
	}
	log_divert(hear_nothing);
	for (size_t i = 0; (t = fuzz_target(i)) != NULL; i++) {
		int count;

		if (argc == 3 && strcmp(t->name, argv[2]) != 0)
			continue;
		count = replay_target(t, argv[1]);
		failed += count == 0; /* its corpus is lost */
		printf("%s %zu - %s: %d inputs\n", count > 0 ? "ok" : "not ok",
		    ++number, t->name, count);
		fflush(stdout);
	}
	printf("1..%zu\n", number);
	return failed != 0;
}
