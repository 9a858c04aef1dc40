/* Files that came by other means, into the archive. */
#include <argp.h>
#include <stdlib.h>

#include "archive/saved.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/wall.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/pipeline.h"
#include "transform/recognise.h"
#include "transform/reference.h"

struct import_options {
	const struct source *source;
	const char *url;
	const char *published;
	bool force;
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
		saved_clean_address(value); /* it is kept with the document */
		o->url = value;
		return 0;
	case 'p':
		arguments_prove_day(state, value);
		o->published = value;
		return 0;
	case 'f':
		o->force = true;
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

/* Who looks at a file before it is taken. */
struct import_reader {
	const struct source *source;
	struct reference *reference;
};

static enum import_verdict
import_look_at(void *context, const struct document *doc)
{
	const struct import_reader *r = context;

	switch (transform_recognise(&r->source->extractor->documents,
	    r->source->transformer, r->reference, doc)) {
	case RECOGNISED:
		return IMPORT_TAKE;
	case NOT_READABLE:
		return IMPORT_UNREADABLE;
	case NOT_RECOGNISED:
		break;
	}
	return IMPORT_REFUSE;
}

static enum outcome
import_files(const struct config *c, const struct import_options *o,
    char *files[], struct import_reader *reader)
{
	const struct import_look look = { import_look_at, reader };
	struct extract_counts counts = { 0 };
	struct findings findings = { .items = NULL };
	struct import_request *requests =
	    xzalloc((size_t)o->count * sizeof(*requests));
	enum outcome outcome;

	for (int n = 0; n < o->count; n++) {
		requests[n] = (struct import_request){
			.path = files[n],
			.url = o->url,
			.published_on = o->published,
			.look = o->force ? NULL : &look,
		};
	}
	outcome =
	    extract_import(config_source(c, o->source), o->source->extractor,
		requests, (size_t)o->count, &counts, &findings);
	free(requests);
	log_info("%s: %zu documents imported, %zu were there, %zu left out, "
		 "%zu records skipped",
	    o->source->name, counts.added, counts.unchanged, counts.failed,
	    counts.skipped);
	findings_log(&findings, o->source->name);
	outcome = outcome_worse(outcome, findings_outcome(&findings));
	findings_free(&findings);
	return outcome;
}

enum outcome
command_import(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "url", 'u', "URL", 0, "Where the file was published", 0 },
		{ "published", 'p', "DAY", 0,
		    "When it was published, as 2026-01-31", 0 },
		{ "force", 'f', NULL, 0,
		    "Take files that do not look like the source's, too", 0 },
		{ 0 },
	};
	static const struct argp argp = { options, import_option,
		"SOURCE FILE...",
		"Takes files that came by other means into the archive. A WARC "
		"or WACZ file, or what a browser saved as HAR or MHTML, gives "
		"each of its documents that belongs to the source; a page of "
		"SingleFile is one document. A file that is none of the "
		"source's documents is not taken. `armsetl replay' then reads "
		"and loads what was.",
		NULL, NULL, NULL };
	struct import_options o = { .source = NULL };
	struct import_reader reader = { .source = NULL };
	enum outcome outcome;

	arguments_parse(&argp, argc, argv, &o);
	if (!pipeline_may_read(c, wall_lacks()))
		return OUTCOME_MISCONFIGURED;
	reader.source = o.source;
	reader.reference = o.force ? NULL : reference_open(c->reference);
	if (!o.force && reader.reference == NULL)
		return OUTCOME_MISCONFIGURED;
	outcome = import_files(c, &o, argv + o.first, &reader);
	reference_close(reader.reference);
	return outcome;
}
