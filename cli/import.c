/* Files that came by other means, into the archive. */
#include "cli/command.h"

#include <argp.h>

#include "base/log.h"
#include "base/time.h"
#include "cli/pipeline.h"

struct import {
	const struct source *source;
	const char *url;
	const char *published;
	int first; /* the first file in argv */
	int count;
};

static error_t
take_import(int key, char *value, struct argp_state *state)
{
	struct import *i = state->input;

	switch (key) {
	case 'u':
		i->url = value;
		return 0;
	case 'p':
		if (!day_text_is(value))
			argp_error(
			    state, "%s is not a day like 2026-01-31", value);
		i->published = value;
		return 0;
	case ARGP_KEY_ARG:
		if (i->source == NULL) {
			struct chosen chosen = { .count = 0 };

			choose_source(state, &chosen, value);
			i->source = chosen.list[0];
			return 0;
		}
		i->first = state->next - 1;
		i->count = state->argc - i->first;
		state->next = state->argc;
		return 0;
	case ARGP_KEY_END:
		if (i->count == 0)
			argp_usage(state);
		if (i->url != NULL && i->count > 1)
			argp_error(state, "--url goes with one file");
		if (i->url != NULL &&
		    !extract_address_is(i->source->extractor, i->url))
			argp_error(state,
			    "%s cannot be the address of a "
			    "document of %s",
			    i->url, i->source->name);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

enum outcome
command_import(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "url", 'u', "URL", 0, "Where the file was published", 0 },
		{ "published", 'p', "DAY", 0, "When, as 2026-01-31", 0 },
		{ 0 },
	};
	static const struct argp argp = { options, take_import,
		"SOURCE FILE...",
		"Takes files that came by other means into the archive. A WARC "
		"file gives each of its documents that is of the source. "
		"`armsetl replay' reads and loads them.",
		NULL, NULL, NULL };
	struct import i = { 0 };
	struct extract_counts counts = { 0 };
	enum outcome outcome = OUTCOME_OK;

	argv[0] = (char[]){ "armsetl import" };
	argp_parse(&argp, argc, argv, 0, NULL, &i);
	for (int n = 0; n < i.count; n++)
		outcome = outcome_worse(outcome,
		    extract_import(config_source(c, i.source),
			i.source->extractor, argv[i.first + n], i.url,
			i.published, &counts));
	log_info("%s: %zu documents imported, %zu were there, %zu left out, "
		 "%zu records skipped",
	    i.source->name, counts.added, counts.unchanged, counts.failed,
	    counts.skipped);
	return outcome;
}
