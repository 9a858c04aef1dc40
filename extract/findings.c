#include "extract/findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/log.h"
#include "base/memory.h"

static struct finding *
findings_of(struct findings *f, const struct substitute *what)
{
	for (size_t i = 0; i < f->count; i++) {
		if (strcmp(f->items[i].what->name, what->name) == 0)
			return &f->items[i];
	}
	f->items = list_room(f->items, f->count, &f->room, sizeof(*f->items));
	f->items[f->count] = (struct finding){ .what = what };
	return &f->items[f->count++];
}

void
findings_note(
    struct findings *f, const struct substitute *what, const char *url)
{
	struct finding *finding;

	f->documents++;
	if (what == NULL)
		return;
	finding = findings_of(f, what);
	if (finding->count++ == 0)
		finding->first = xstrdup(url);
}

void
findings_log(const struct findings *f, const char *source)
{
	for (size_t i = 0; i < f->count; i++)
		log_warn("%s: %zu of %zu is not the document that should be "
			 "there, but %s; the first is %s",
		    source, f->items[i].count, f->documents,
		    f->items[i].what->name, f->items[i].first);
}

enum outcome
findings_outcome(const struct findings *f)
{
	size_t all = 0;
	size_t blocks = 0;

	for (size_t i = 0; i < f->count; i++) {
		all += f->items[i].count;
		if (f->items[i].what->is_block)
			blocks += f->items[i].count;
	}
	if (all * 2 <= f->documents)
		return OUTCOME_OK;
	return blocks * 2 > all ? OUTCOME_BLOCKED : OUTCOME_INCOMPLETE;
}

void
findings_free(struct findings *f)
{
	for (size_t i = 0; i < f->count; i++)
		free(f->items[i].first);
	free(f->items);
	*f = (struct findings){ .items = NULL };
}
