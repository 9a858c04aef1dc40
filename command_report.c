/* The commands that look and tell. */
#include <argp.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "command.h"
#include "extract/body.h"
#include "extract/warc.h"
#include "load/status.h"
#include "log.h"
#include "transform/reference.h"

static void
parse_nothing(const char *name, const char *doc, int argc, char *argv[])
{
	const struct argp argp = { NULL, NULL, NULL, doc, NULL, NULL, NULL };
	char usage[64];

	snprintf(usage, sizeof(usage), "armsetl %s", name);
	argv[0] = usage;
	argp_parse(&argp, argc, argv, 0, NULL, NULL);
	argv[0] = NULL;
}

/* migrate */

enum outcome
command_migrate(struct config *c, int argc, char *argv[])
{
	size_t applied = 0;
	enum outcome outcome;

	parse_nothing(
	    "migrate", "Brings the database's schema up to date.", argc, argv);
	outcome = status_migrate(c->conninfo, &applied);
	if (outcome == OUTCOME_OK)
		log_info("%zu migrations applied; the schema is up to date",
		    applied);
	return outcome;
}

/* sources */

enum outcome
command_sources(struct config *c, int argc, char *argv[])
{
	parse_nothing("sources", "What there is to fetch.", argc, argv);
	for (size_t i = 0; i < source_count; i++) {
		const struct source *s = &sources[i];
		const char *base = config_source(c, s)->base;

		printf("%s%s\n  %s\n  publisher  %s\n  address    %s\n"
		       "  cadence    %s\n  licence    %s\n",
		    i == 0 ? "" : "\n", s->name, s->title, s->publisher,
		    base != NULL ? base : s->extractor->base, s->cadence,
		    s->licence);
	}
	return OUTCOME_OK;
}

/* status */

struct status {
	bool json;
	const char *names[64];
	size_t count;
};

static error_t
take_status(int key, char *value, struct argp_state *state)
{
	struct status *s = state->input;

	switch (key) {
	case 'j':
		s->json = true;
		return 0;
	case ARGP_KEY_ARG:
		if (source_find(value) == NULL)
			argp_error(state,
			    "there is no source %s: see armsetl sources",
			    value);
		if (s->count < sizeof(s->names) / sizeof(s->names[0]))
			s->names[s->count++] = value;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const char *
text_of(const json_t *entry, const char *name)
{
	const char *s = json_string_value(json_object_get(entry, name));

	return s == NULL ? "never" : s;
}

static long long
number_of(const json_t *entry, const char *name)
{
	return json_integer_value(json_object_get(entry, name));
}

static bool
is_wanted(const struct status *s, const json_t *entry)
{
	for (size_t i = 0; i < s->count; i++) {
		if (strcmp(s->names[i], text_of(entry, "source")) == 0)
			return true;
	}
	return s->count == 0;
}

static void
print_source(const json_t *entry)
{
	const char *reason;
	json_t *number;

	printf("%s\n", text_of(entry, "source"));
	printf("  last run      %s: %s, %s\n", text_of(entry, "last_command"),
	    text_of(entry, "last_status"), text_of(entry, "last_started_at"));
	printf("  last success  %s\n", text_of(entry, "last_success_at"));
	printf("  newest        %s\n", text_of(entry, "newest_publication"));
	printf("  documents     %lld\n", number_of(entry, "documents"));
	printf("  records       %lld\n", number_of(entry, "records"));
	printf("  faults        %lld\n", number_of(entry, "faults"));
	json_object_foreach(json_object_get(entry, "faults_by_reason"), reason,
	    number) printf("    %6lld  %s\n",
	    (long long)json_integer_value(number), reason);
}

enum outcome
command_status(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "json", 'j', NULL, 0, "For machines", 0 },
		{ 0 },
	};
	static const struct argp argp = { options, take_status, "[SOURCE...]",
		"The last run of each source, what it holds, and its faults.",
		NULL, NULL, NULL };
	struct status s = { 0 };
	enum outcome outcome;
	json_t *all;
	json_t *wanted = json_array();
	json_t *entry;
	size_t i;

	argv[0] = (char[]){ "armsetl status" };
	argp_parse(&argp, argc, argv, 0, NULL, &s);
	all = status_read(c->conninfo, &outcome);
	json_array_foreach(all, i, entry)
	{
		if (is_wanted(&s, entry))
			json_array_append(wanted, entry);
	}
	if (all != NULL && s.json) {
		json_dumpf(wanted, stdout, JSON_INDENT(2));
		putchar('\n');
	}
	json_array_foreach(wanted, i, entry)
	{
		if (!s.json)
			print_source(entry);
	}
	json_decref(wanted);
	json_decref(all);
	return outcome;
}

/* check */

/* Reads a document back and compares it with its digest. */
static bool
check_document(struct archive *archive, const struct capture *capture)
{
	struct document *doc = archive_document(archive, capture);
	char hex[DIGEST_HEX] = "";
	uint64_t size;
	bool ok = body_digest(doc->content, hex, &size) &&
	    strcmp(hex, capture->sha256) == 0;

	if (!ok)
		log_error("%s: offset %llu: %s is not what was archived",
		    capture->file, (unsigned long long)capture->offset,
		    capture->url);
	archive_document_close(doc);
	return ok;
}

/* Reads every record to its end, where zlib compares its checksum. */
static bool
check_file(struct archive *archive, const char *file)
{
	struct arena *arena = arena_new();
	const char *path = archive_path(archive, arena, file);
	struct warc_reader *reader = warc_open(path, 0);
	const struct warc_record *record;
	enum warc_status status = WARC_BROKEN;

	while (reader != NULL &&
	    (status = warc_next(reader, &record)) == WARC_RECORD)
		;
	if (reader != NULL && status != WARC_END)
		log_error("%s: behind offset %llu: %s", path,
		    (unsigned long long)warc_whole_end(reader),
		    warc_why(status));
	warc_close(reader);
	arena_free(arena);
	return status == WARC_END;
}

static bool
check_archive(const struct config *c, const struct source *source)
{
	struct archive *archive;
	size_t documents = 0;
	bool ok = true;

	if (archive_open(&c->archive, source->name, ARCHIVE_READ, &archive) !=
	    ARCHIVE_OPEN)
		return false;
	for (size_t i = 0; i < archive_count(archive); i++) {
		const struct capture *capture = archive_capture(archive, i);

		if (i == 0 ||
		    strcmp(capture->file,
			archive_capture(archive, i - 1)->file) != 0)
			ok = check_file(archive, capture->file) && ok;
		if (!capture_is_document(capture) ||
		    source->extractor->kind(capture->url) == ADDRESS_LISTING)
			continue;
		documents++;
		ok = check_document(archive, capture) && ok;
	}
	printf("archive    %s: %zu documents%s\n", source->name, documents,
	    ok ? "" : ", not all of them whole");
	archive_close(archive);
	return ok;
}

enum outcome
command_check(struct config *c, int argc, char *argv[])
{
	enum outcome outcome = OUTCOME_OK;
	struct reference *reference;
	json_t *status;

	parse_nothing("check",
	    "Whether the configuration, the database and every document of the "
	    "archive are in order.",
	    argc, argv);
	printf("data       %s\n", c->data_dir);
	printf("contact    %s\n",
	    c->contact == NULL ? "not set: nothing is fetched" : c->contact);
	reference = reference_open(c->reference);
	printf("lists      %s%s\n", c->reference,
	    reference == NULL ? ": not in order" : "");
	if (reference == NULL)
		outcome = OUTCOME_MISCONFIGURED;
	reference_close(reference);
	for (size_t i = 0; i < source_count; i++) {
		if (!check_archive(c, &sources[i]))
			outcome = outcome_worse(outcome, OUTCOME_INCOMPLETE);
	}
	{
		enum outcome database;

		status = status_read(c->conninfo, &database);
		printf("database   %s\n",
		    status != NULL ? "in order" : outcome_name(database));
		outcome = outcome_worse(outcome, database);
		json_decref(status);
	}
	return outcome;
}
