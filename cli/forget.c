/* Takes a document back: what it said ends, its bytes stay. */
#include <argp.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/stop.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "extract/crawl_window.h"
#include "transform/transform.h"

struct forget_options {
	const char *document; /* its id, or the address that gave it */
	const char *why;
	bool undo;
};

/* What was found of it in the archives. */
struct forget_found {
	struct arena *arena;
	const struct source *source;
	const char *id; /* NULL: nothing was */
	const char *url;
	const char *sha256;
	bool is_taken;
	bool several; /* which one is meant is not known */
};

static bool
forget_is_meant(
    const struct forget_options *o, const char *id, const struct capture *c)
{
	return strcmp(o->document, id) == 0 || strcmp(o->document, c->url) == 0;
}

static void
forget_take_down(struct forget_found *f, const struct source *source,
    const char *id, const struct capture *c, bool is_taken)
{
	if (f->id != NULL && strcmp(f->id, id) == 0)
		return;
	if (f->id != NULL) {
		if (!f->several)
			log_error("%s gave several documents; name one of "
				  "them: %s",
			    f->url, f->id);
		log_error("or %s, fetched at %s", id, c->fetched_at);
		f->several = true;
		return;
	}
	f->source = source;
	f->id = arena_string(f->arena, id);
	f->url = arena_string(f->arena, c->url);
	f->sha256 = arena_string(f->arena, c->sha256);
	f->is_taken = is_taken;
}

/* False if the archive cannot be read, logged. */
static bool
forget_search(const struct config *config, const struct forget_options *o,
    const struct source *source, struct forget_found *f)
{
	struct archive *archive;

	if (archive_open(&config->archive, source->name, ARCHIVE_READ,
		&archive) != ARCHIVE_OPEN)
		return false;
	for (size_t i = 0; i < archive_count(archive); i++) {
		const struct capture *c = archive_capture(archive, i);
		const char *id;

		if (!capture_is_document(c) ||
		    source->extractor->documents.kind(c->url) ==
			ADDRESS_LISTING)
			continue;
		id = transform_document_id(f->arena, source->name, c);
		if (forget_is_meant(o, id, c))
			forget_take_down(f, source, id, c,
			    archive_taken_back(archive, c->url, c->sha256) !=
				NULL);
	}
	archive_close(archive);
	return true;
}

/* Whether it is left as it is, which is said. */
static bool
forget_is_done(const struct forget_options *o, const struct forget_found *f)
{
	if (f->is_taken == !o->undo)
		log_info("%s: %s: %s", f->source->name, f->url,
		    o->undo ? "is not taken back" : "was taken back before");
	return f->is_taken == !o->undo;
}

static enum outcome
forget_note(const struct config *config, const struct forget_options *o,
    const struct forget_found *f)
{
	const struct archive_note note = {
		.url = f->url,
		.sha256 = f->sha256,
		.gives_back = o->undo,
		.reason = o->why,
	};
	struct archive *archive;
	enum outcome outcome = crawl_archive(
	    config_source(config, f->source), f->source->extractor, &archive);

	if (outcome != OUTCOME_OK)
		return outcome;
	if (archive_add_note(archive, &note) == NULL)
		outcome =
		    stop_requested() ? OUTCOME_LATER : OUTCOME_NOT_WRITTEN;
	else
		log_info("%s: %s is %s; `armsetl replay %s' loads that",
		    f->source->name, f->url,
		    o->undo ? "given back" : "taken back", f->source->name);
	archive_close(archive);
	return outcome;
}

static enum outcome
forget_run(const struct config *config, const struct forget_options *o,
    struct forget_found *f)
{
	for (size_t i = 0; i < source_count; i++) {
		if (!forget_search(config, o, &sources[i], f))
			return OUTCOME_NOT_WRITTEN;
	}
	if (f->id == NULL)
		log_error("%s: no archive has such a document", o->document);
	if (f->id == NULL || f->several)
		return OUTCOME_USAGE;
	return forget_is_done(o, f) ? OUTCOME_OK : forget_note(config, o, f);
}

static error_t
forget_option(int key, char *value, struct argp_state *state)
{
	struct forget_options *o = state->input;

	switch (key) {
	case 'w':
		if (*value == '\0' || strlen(value) > CAPTURE_REASON_MAX ||
		    strpbrk(value, "\r\n") != NULL)
			argp_error(state,
			    "--why wants one line of 1 to %d bytes",
			    CAPTURE_REASON_MAX);
		o->why = value;
		return 0;
	case 'u':
		o->undo = true;
		return 0;
	case ARGP_KEY_ARG:
		if (o->document != NULL)
			return ARGP_ERR_UNKNOWN;
		o->document = value;
		return 0;
	case ARGP_KEY_END:
		if (o->document == NULL)
			argp_usage(state);
		if (o->why == NULL)
			argp_error(state,
			    "--why is wanted: it stays with the "
			    "document");
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

enum outcome
command_forget(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "why", 'w', "REASON", 0, "Why, in one line; it is kept", 0 },
		{ "undo", 'u', NULL, 0, "Give back what was taken back", 0 },
		{ 0 },
	};
	static const struct argp argp = { options, forget_option,
		"DOCUMENT --why REASON",
		"Takes a document back: a file that should not have been "
		"imported, say. DOCUMENT is its document_id, or the address that "
		"gave it. The archive notes it and keeps the bytes. `armsetl "
		"replay' then ends what the document said, which stays in the "
		"history; a database that is made anew leaves it out.",
		NULL, NULL, NULL };
	struct forget_options o = { .document = NULL };
	struct forget_found found = { .arena = NULL };
	enum outcome outcome;

	arguments_parse(&argp, argc, argv, &o);
	found.arena = arena_new();
	outcome = forget_run(c, &o, &found);
	arena_free(found.arena);
	return outcome;
}
