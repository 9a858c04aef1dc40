/* Files that came by other means, into the archive. */
#include <argp.h>

#include "base/log.h"
#include "cli/arguments.h"
#include "cli/command.h"

struct import_options {
	const struct source *source;
	const char *url;
	const char *published;
	int first; /* the first file in argv */
	int count;
};

/* A command line that is wrong as a whole ends the program. */
static void
import_prove(struct argp_state *state, const struct import_options *o)
{
	if (o->count == 0)
		argp_usage(state);
	if (o->url != NULL && o->count > 1)
		argp_error(state, "--url goes with one file");
	if (o->url != NULL && !extract_address_is(o->source->extractor, o->url))
		argp_error(state,
		    "%s cannot be the address of a document of %s", o->url,
		    o->source->name);
}

static error_t
import_option(int key, char *value, struct argp_state *state)
{
	struct import_options *o = state->input;

	switch (key) {
	case 'u':
		o->url = value;
		return 0;
	case 'p':
		arguments_prove_day(state, value);
		o->published = value;
		return 0;
	case ARGP_KEY_ARG:
		if (o->source == NULL) {
			o->source = arguments_source(state, value);
			return 0;
		}
		o->first = state->next - 1;
		o->count = state->argc - o->first;
		state->next = state->argc;
		return 0;
	case ARGP_KEY_END:
		import_prove(state, o);
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
		{ "published", 'p', "DAY", 0,
		    "When it was published, as 2026-01-31", 0 },
		{ 0 },
	};
	static const struct argp argp = { options, import_option,
		"SOURCE FILE...",
		"Takes files that came by other means into the archive. A WARC "
		"or WACZ file gives each of its documents that belongs to the "
		"source. `armsetl replay' then reads and loads them.",
		NULL, NULL, NULL };
	struct import_options o = { .source = NULL };
	struct extract_counts counts = { 0 };
	enum outcome outcome = OUTCOME_OK;

	arguments_parse(&argp, argc, argv, &o);
	for (int n = 0; n < o.count; n++)
		outcome = outcome_worse(outcome,
		    extract_import(config_source(c, o.source),
			o.source->extractor, argv[o.first + n], o.url,
			o.published, &counts));
	log_info("%s: %zu documents imported, %zu were there, %zu left out, "
		 "%zu records skipped",
	    o.source->name, counts.added, counts.unchanged, counts.failed,
	    counts.skipped);
	return outcome;
}
