#include "archive/scratch.h"

#include <errno.h>
#include <stdbool.h>
#include <unistd.h>

/* Of a process that is shut in. */
static struct {
	bool is_prepared;
	bool is_in_use;
	int failed; /* errno of what could not be opened */
	FILE *file;
} scratch;

void
scratch_prepare(void)
{
	scratch.file = tmpfile();
	scratch.failed = errno;
	scratch.is_prepared = true;
}

FILE *
scratch_open(void)
{
	if (!scratch.is_prepared)
		return tmpfile();
	if (scratch.file == NULL || scratch.is_in_use) {
		errno = scratch.file == NULL ? scratch.failed : EMFILE;
		return NULL;
	}
	/* Behind the move, for else what was read before is read once more. */
	rewind(scratch.file);
	fflush(scratch.file);
	if (ftruncate(fileno(scratch.file), 0) != 0)
		return NULL;
	scratch.is_in_use = true;
	return scratch.file;
}

void
scratch_close(FILE *file)
{
	if (file == NULL)
		return;
	if (scratch.is_prepared && file == scratch.file)
		scratch.is_in_use = false;
	else
		fclose(file);
}
