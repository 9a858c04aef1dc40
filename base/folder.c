#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

bool
folder_make(const char *path)
{
	struct text part = { 0 };
	bool ok = true;

	for (const char *p = path; ok && *p != '\0';) {
		size_t n = strspn(p, "/");

		n += strcspn(p + n, "/");
		text_add(&part, p, n);
		p += n;
		ok = mkdir(text_string(&part), 0755) == 0 || errno == EEXIST;
	}
	if (!ok)
		log_error("%s: %s", text_string(&part), strerror(errno));
	text_free(&part);
	return ok;
}

bool
file_gave_all(FILE *file, const char *path)
{
	if (!ferror(file))
		return true;
	log_error("%s: %s", path, strerror(errno));
	return false;
}

bool
file_take(FILE *file, const char *path, struct text *to)
{
	char piece[4096];
	size_t n;
	bool ok;

	while ((n = fread(piece, 1, sizeof(piece), file)) > 0)
		text_add(to, piece, n);
	ok = file_gave_all(file, path);
	fclose(file);
	return ok;
}

long
folder_count(const char *path, const char *name, bool *has)
{
	DIR *folder = opendir(path);
	const struct dirent *entry = NULL;
	long count = 0;

	*has = false;
	if (folder == NULL && errno == ENOENT)
		return 0;
	/* An end is told from a failure by errno alone. */
	while (
	    folder != NULL && (errno = 0, (entry = readdir(folder)) != NULL)) {
		*has =
		    *has || (name != NULL && strcmp(entry->d_name, name) == 0);
		count += strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0;
	}
	if (errno != 0) {
		log_error("%s: %s", path, strerror(errno));
		count = -1;
	}
	if (folder != NULL)
		closedir(folder);
	return count;
}

bool
folder_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (!ok)
		log_error("%s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool
folder_write_file(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "we");
	bool ok = file != NULL && fwrite(bytes, 1, length, file) == length;

	if (file != NULL && (fflush(file) != 0 || fsync(fileno(file)) != 0))
		ok = false;
	if (file != NULL && fclose(file) != 0)
		ok = false;
	return ok;
}

bool
folder_put(
    const char *folder, const char *name, const char *bytes, size_t length)
{
	struct arena *arena = arena_new();
	const char *path = arena_print(arena, "%s/%s", folder, name);
	const char *fresh = arena_print(arena, "%s/%s.new", folder, name);
	bool ok = folder_make(folder);

	if (ok) {
		ok = folder_write_file(fresh, bytes, length) &&
		    rename(fresh, path) == 0;
		if (!ok)
			log_error(
			    "%s: cannot write: %s", path, strerror(errno));
	}
	ok = ok && folder_sync(folder);
	arena_free(arena);
	return ok;
}

bool
folder_drop(const char *folder, const char *name)
{
	struct arena *arena = arena_new();
	const char *path = arena_print(arena, "%s/%s", folder, name);
	bool there = unlink(path) == 0;
	bool ok = there || errno == ENOENT;

	if (!ok)
		log_error("%s: cannot remove: %s", path, strerror(errno));
	if (there)
		ok = folder_sync(folder);
	arena_free(arena);
	return ok;
}

static int
folder_remove_entry(
    const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

bool
folder_remove(const char *path)
{
	bool ok =
	    nftw(path, folder_remove_entry, 16, FTW_DEPTH | FTW_PHYS) == 0 ||
	    errno == ENOENT;

	if (!ok)
		log_error("%s: %s", path, strerror(errno));
	return ok;
}

int
folder_take(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	if (fd >= 0 && errno == EWOULDBLOCK) {
		close(fd);
		return FOLDER_TAKEN;
	}
	log_error("%s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}
