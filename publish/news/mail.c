#include "publish/news/mail.h"

#include <string.h>

#include "base/text.h"
#include "publish/wrap.h"

/* In the order in which they are told. */
static const struct {
	const char *kind;
	const char *heading;
} kinds[] = {
	{ "new_notice", "New notices" },
	{ "withdrawn_notice", "Notices that are gone" },
	{ "changed_total", "Changed totals" },
	{ "correction", "Corrections" },
	{ "new_surface", "Published on another surface" },
	{ "discrepancy", "Surfaces that differ" },
	{ "review_begins", "Reviews by Congress that begin" },
	{ "review_ends", "Reviews by Congress that ended" },
	{ "rewritten_edition", "Editions that rewrote earlier ones" },
	{ "blocked_source", "Sources that refuse us" },
	{ "silent_source", "Sources that have fallen silent" },
};

static void
mail_print_event(FILE *out, const struct news_event *e)
{
	struct text line = { 0 };

	text_add(&line, e->happened_at, strnlen(e->happened_at, 10));
	text_addf(&line, "  %s", e->title);
	wrap_print(out, 2, text_string(&line));
	wrap_print(out, 4, e->summary);
	text_empty(&line);
	text_addf(
	    &line, "%s%s%s", e->source, *e->url == '\0' ? "" : ": ", e->url);
	if (line.length > 0)
		wrap_print(out, 4, text_string(&line));
	text_free(&line);
}

static size_t
mail_count(
    const struct news_event *const *events, size_t count, const char *kind)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += strcmp(events[i]->kind, kind) == 0;
	return found;
}

void
mail_print(FILE *out, const struct news_event *const *events, size_t count)
{
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		size_t found = mail_count(events, count, kinds[k].kind);

		if (found == 0)
			continue;
		fprintf(out, "%s (%zu)\n\n", kinds[k].heading, found);
		for (size_t i = 0; i < count; i++) {
			if (strcmp(events[i]->kind, kinds[k].kind) != 0)
				continue;
			mail_print_event(out, events[i]);
			putc('\n', out);
		}
	}
	if (count > 0)
		wrap_print(out, 0,
		    "Amounts are US dollars as published; of a notice to "
		    "Congress they are a ceiling and no contract. A day is "
		    "the one on which the database came to know it; of "
		    "reviews, the day itself.");
}
