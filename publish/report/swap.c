#include "publish/report/swap.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "publish/export/place.h"

/* By this file a folder is known to be a report, which may be replaced. */
#define MARK ".armsetl-report"

#define PART ".part-"
#define PART_RANDOM 6
#define ASIDE "-old"

struct swap {
	char *out; /* without a slash at its end */
	char *part;
	int taken; /* as long as it is open, nobody removes the part */
};

/* Whether there is nothing in the place, or a report, or an empty folder. */
static bool
swap_place_is_free(const char *out)
{
	bool is_report;
	long count = folder_count(out, MARK, &is_report);

	if (count > 0 && !is_report)
		log_error("%s: the folder has something else than a report,"
			  " and is not replaced",
		    out);
	return count == 0 || (count > 0 && is_report);
}

static int
swap_remove_entry(
    const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	if (ftw->level == 0 ||
	    (ftw->level == 1 && strcmp(path + ftw->base, MARK) == 0))
		return 0;
	return remove(path);
}

/* The mark goes last, so that what could not be removed is known to be ours. */
static void
swap_remove(const char *path)
{
	if (nftw(path, swap_remove_entry, 16, FTW_DEPTH | FTW_PHYS) == 0 ||
	    errno == ENOENT)
		folder_remove(path);
	else
		log_error("%s: %s", path, strerror(errno));
}

static bool
swap_is_marked(const char *path)
{
	struct text mark = { 0 };
	bool is_marked;

	text_addf(&mark, "%s/" MARK, path);
	is_marked = access(text_string(&mark), F_OK) == 0;
	text_free(&mark);
	return is_marked;
}

/*
 * Removes one that a run has marked, unless it is another's that is at work;
 * nothing else, whatever it is called.
 */
static void
swap_remove_left(const char *path, const char *out)
{
	int taken;

	(void)out;
	if (!swap_is_marked(path))
		return;
	taken = folder_take(path);
	if (taken >= 0) {
		swap_remove(path);
		close(taken);
	}
}

/*
 * What a run that was killed in the middle of an exchange by turns has put
 * aside: it is put back if the place is empty. The run is at work as long as
 * its part, of the same name without "-old", is taken.
 */
static void
swap_mend(const char *aside, const char *out)
{
	struct text part = { 0 };
	int taken = -1;

	if (!swap_is_marked(aside))
		return;
	text_add(&part, aside, strlen(aside) - strlen(ASIDE));
	if (access(text_string(&part), F_OK) == 0)
		taken = folder_take(text_string(&part));
	if (taken != FOLDER_TAKEN && rename(aside, out) != 0) {
		if (errno == ENOTEMPTY || errno == EEXIST)
			swap_remove_left(aside, out);
		else
			log_error("%s: %s", aside, strerror(errno));
	}
	if (taken >= 0)
		close(taken);
	text_free(&part);
}

/*
 * The names of parts are the place's, ".part-" and six characters; of what was
 * put aside "-old" follows. What is put back goes first, while its part tells
 * whether a run is at work.
 */
static void
swap_mend_left(const char *out, const char *end,
    void (*mend)(const char *path, const char *out))
{
	const char *slash = strrchr(out, '/');
	const char *name = slash == NULL ? out : slash + 1;
	struct text parent = { 0 };
	struct text path = { 0 };
	size_t length = strlen(name);
	size_t whole = length + strlen(PART) + PART_RANDOM + strlen(end);
	const struct dirent *entry;
	DIR *folder;

	text_add(&parent, out, (size_t)(name - out));
	text_add_string(&parent, ".");
	folder = opendir(text_string(&parent));
	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		if (strncmp(entry->d_name, name, length) != 0 ||
		    strncmp(entry->d_name + length, PART, strlen(PART)) != 0 ||
		    strlen(entry->d_name) != whole ||
		    strcmp(entry->d_name + whole - strlen(end), end) != 0)
			continue;
		text_empty(&path);
		text_add(&path, out, (size_t)(name - out));
		text_add_string(&path, entry->d_name);
		mend(text_string(&path), out);
	}
	if (folder != NULL)
		closedir(folder);
	text_free(&path);
	text_free(&parent);
}

struct swap *
swap_begin(const char *out)
{
	struct swap *s;
	size_t length = strlen(out);

	while (length > 1 && out[length - 1] == '/')
		length--;
	s = xzalloc(sizeof(*s));
	s->taken = -1;
	s->out = xstrdup(out);
	s->out[length] = '\0';
	if (swap_place_is_free(s->out)) {
		swap_mend_left(s->out, ASIDE, swap_mend);
		swap_mend_left(s->out, "", swap_remove_left);
		s->part = export_part(s->out, true);
	}
	if (s->part != NULL)
		s->taken = folder_take(s->part);
	if (s->taken >= 0 && folder_put(s->part, MARK, "", 0))
		return s;
	swap_close(s);
	return NULL;
}

const char *
swap_folder(const struct swap *s)
{
	return s->part;
}

/* All that was written, by one call instead of one for each of many files. */
static bool
swap_sync(const struct swap *s)
{
	if (syncfs(s->taken) == 0)
		return true;
	log_error("%s: cannot write: %s", s->part, strerror(errno));
	return false;
}

/* Where the file system cannot exchange two names there is a moment in which
 * the place is empty; the old folder is beside it then. */
static bool
swap_by_turns(struct swap *s)
{
	struct text aside = { 0 };
	bool ok;

	text_addf(&aside, "%s" ASIDE, s->part);
	ok = rename(s->out, text_string(&aside)) == 0;
	if (ok && rename(s->part, s->out) != 0) {
		ok = false;
		rename(text_string(&aside), s->out);
	}
	if (ok) {
		free(s->part);
		s->part = xstrdup(text_string(&aside));
	} else
		log_error("%s: %s", s->out, strerror(errno));
	text_free(&aside);
	return ok;
}

/* What was in the place is the part then, which goes. */
static bool
swap_exchange(struct swap *s)
{
	if (renameat2(AT_FDCWD, s->part, AT_FDCWD, s->out, RENAME_EXCHANGE) ==
	    0)
		return true;
	if (errno == EINVAL || errno == ENOSYS)
		return swap_by_turns(s);
	log_error("%s: %s", s->out, strerror(errno));
	return false;
}

bool
swap_finish(struct swap *s)
{
	bool is_new;

	/* Somebody may have put something there in the meantime. */
	if (!swap_sync(s) || !swap_place_is_free(s->out))
		return false;
	is_new = access(s->out, F_OK) != 0;
	if (is_new && export_place(s->part, s->out)) {
		free(s->part);
		s->part = NULL;
		return true;
	}
	if (is_new)
		return false;
	return swap_exchange(s) && swap_sync(s);
}

void
swap_close(struct swap *s)
{
	if (s == NULL)
		return;
	if (s->part != NULL)
		swap_remove(s->part);
	if (s->taken >= 0)
		close(s->taken);
	free(s->part);
	free(s->out);
	free(s);
}
