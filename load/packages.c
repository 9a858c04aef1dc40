#include "load/packages.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "load/ledger.h"
#include "load/session.h"

/*
 * Whether its name ends in 20260131T120000.123456Z, or in less of a fraction.
 * Other folders are what an earlier version left, or a transform that was
 * killed.
 */
static int
packages_are_in(const struct dirent *entry)
{
	static const char form[] = "ddddddddTdddddd";
	const char *run = strrchr(entry->d_name, '-');
	size_t i;

	if (run == NULL)
		return 0;
	run++;
	for (i = 0; i < sizeof(form) - 1; i++) {
		if (form[i] == 'd' ? run[i] < '0' || run[i] > '9'
				   : run[i] != form[i])
			return 0;
	}
	i += strspn(run + i, ".0123456789");
	return strcmp(run + i, "Z") == 0;
}

int
packages_list(struct loader *l, const char *source, struct dirent ***names)
{
	const char *folder =
	    arena_print(l->arena, "%s/%s", l->settings->packages, source);
	int found = 0;

	*names = NULL;
	if (access(folder, F_OK) == 0)
		found = scandir(folder, names, packages_are_in, alphasort);
	if (found < 0)
		log_error("%s: %s", folder, strerror(errno));
	return found;
}

struct packaged
packaged_find(struct loader *l, const char *source, const char *name)
{
	return (struct packaged){
		.loader = l,
		.source = source,
		.folder = arena_print(
		    l->arena, "%s/%s/%s", l->settings->packages, source, name),
		.name = arena_string(l->arena, name),
	};
}

const char *
packaged_run(const struct packaged *p)
{
	return strrchr(p->name, '-') + 1;
}

static struct ledger_package
packaged_entry(const struct packaged *p)
{
	return (struct ledger_package){ p->source, p->name, p->loader->place,
		p->digest };
}

bool
packaged_is_loaded(struct packaged *p, bool *is_loaded)
{
	const struct ledger_package entry = packaged_entry(p);

	return digest_file(
		   arena_print(p->loader->arena, "%s/" DESCRIPTOR, p->folder),
		   p->digest) &&
	    ledger_has_package(p->loader->db, &entry, is_loaded);
}

bool
packaged_note_loaded(const struct packaged *p, const char *run_id)
{
	const struct ledger_package entry = packaged_entry(p);

	return ledger_note_package(p->loader->db, &entry, run_id);
}
