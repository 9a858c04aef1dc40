#include "publish/export/place.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"

/* The part that is not in its place; "" if there is none. */
static char place_part[PATH_MAX];

static void
place_remove_part(void)
{
	if (*place_part != '\0')
		folder_remove(place_part);
}

/* A process writes one part at a time. A name that is too long is not kept. */
static void
place_note_part(const char *part)
{
	static bool is_registered;

	if (!is_registered)
		is_registered = atexit(place_remove_part) == 0;
	if (strlen(part) < sizeof(place_part))
		memcpy(place_part, part, strlen(part) + 1);
}

char *
export_part(const char *out, bool is_folder)
{
	mode_t mask = umask(0);
	struct text name = { 0 };
	struct stat there;
	char *part;
	int file = -1;
	bool ok;

	umask(mask);
	if (lstat(out, &there) == 0 &&
	    !(is_folder ? S_ISDIR(there.st_mode) : S_ISREG(there.st_mode))) {
		log_error("%s: is no %s", out,
		    is_folder ? "folder" : "regular file, to be replaced");
		return NULL;
	}
	text_addf(&name, "%s.part-XXXXXX", out);
	part = xstrdup(text_string(&name));
	text_free(&name);
	if (is_folder) {
		ok = mkdtemp(part) != NULL;
	} else {
		file = mkstemp(part);
		ok = file >= 0;
	}
	if (file >= 0)
		close(file);
	if (ok)
		place_note_part(part);
	if (ok && chmod(part, (is_folder ? 0777 : 0666) & ~mask) == 0)
		return part;
	log_error("%s: %s", part, strerror(errno));
	free(part);
	return NULL;
}

/* The folder that the place is in. */
static bool
place_sync(const char *out)
{
	const char *slash = strrchr(out, '/');
	struct text folder = { 0 };
	bool ok;

	if (slash == NULL)
		text_add_string(&folder, ".");
	else
		text_add(&folder, out, (size_t)(slash - out) + 1);
	ok = folder_sync(text_string(&folder));
	text_free(&folder);
	return ok;
}

bool
export_place(const char *part, const char *out)
{
	struct stat there;

	if (rename(part, out) != 0) {
		log_error("%s: %s", out, strerror(errno));
		return false;
	}
	if (place_sync(out)) {
		place_note_part("");
		return true;
	}
	/* There was none: a folder that is said not to be there is not. */
	if (stat(out, &there) == 0 && S_ISDIR(there.st_mode) &&
	    rename(out, part) != 0)
		log_error("%s: %s", part, strerror(errno));
	return false;
}
