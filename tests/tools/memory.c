/*
 * Tells how often a text stands in the memory that a process may write:
 *
 *	memory PID TEXT
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#define REGION_MOST ((uint64_t)1 << 30)

/* In a region of memory that is there, if it can be read. */
static size_t
count_in(FILE *memory, uint64_t from, uint64_t to, const char *text)
{
	size_t size = (size_t)(to - from);
	size_t length = strlen(text);
	char *bytes = malloc(size);
	size_t count = 0;

	if (bytes != NULL && fseeko(memory, (off_t)from, SEEK_SET) == 0)
		size = fread(bytes, 1, size, memory);
	else
		size = 0;
	for (char *at = bytes; size > 0; at++, count++) {
		at = memmem(at, size - (size_t)(at - bytes), text, length);
		if (at == NULL)
			break;
	}
	free(bytes);
	return count;
}

int
main(int argc, char *argv[])
{
	char path[64];
	char line[4096];
	size_t count = 0;
	FILE *maps;
	FILE *memory;

	if (argc != 3)
		return 64;
	snprintf(path, sizeof(path), "/proc/%.20s/maps", argv[1]);
	maps = fopen(path, "re");
	snprintf(path, sizeof(path), "/proc/%.20s/mem", argv[1]);
	memory = fopen(path, "re");
	if (maps == NULL || memory == NULL) {
		perror(path);
		return 66;
	}
	while (fgets(line, sizeof(line), maps) != NULL) {
		char *end;
		uint64_t from = strtoull(line, &end, 16);
		uint64_t to = *end == '-' ? strtoull(end + 1, &end, 16) : 0;

		/* What is larger is AddressSanitizer's own, and nearly empty.
		 */
		if (to > from && to - from < REGION_MOST &&
		    strncmp(end, " rw", 3) == 0)
			count += count_in(memory, from, to, argv[2]);
	}
	fclose(maps);
	fclose(memory);
	printf("%zu\n", count);
	return 0;
}
