/* Whether everything is in order: configuration, lists, archive, database. */
#include <argp.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/map.h"
#include "base/stop.h"
#include "base/text.h"
#include "base/wall.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/pipeline.h"
#include "load/status.h"
#include "transform/part.h"
#include "transform/reference.h"
#include "transform/transform.h"

/* How often the index is not what the files are. */
static void
check_tell_difference(void *context, enum capture_difference difference,
    const char *file, uint64_t offset, const char *url)
{
	static const char *const words[] = {
		[CAPTURE_NOT_IN_INDEX] = "is in the file, and not in its index",
		[CAPTURE_NOT_IN_FILE] = "is in the index, and not in the file",
		[CAPTURE_IS_ANOTHER] = "is not what was archived",
	};
	size_t *differences = context;

	++*differences;
	log_error("%s: offset %llu: %s %s", file, (unsigned long long)offset,
	    url, words[difference]);
}

/* Every record of every file, both ways. */
static bool
check_records(const struct archive *archive)
{
	size_t differences = 0;

	return archive_compare(archive, check_tell_difference, &differences) &&
	    differences == 0;
}

/* Whether a file is there, up to a record's end. */
static bool
check_has_record(struct archive *archive, const struct capture *capture)
{
	struct arena *arena = arena_new();
	const char *path = archive_path(archive, arena, capture->file);
	struct stat st;
	bool ok = stat(path, &st) == 0;

	if (!ok)
		log_error("%s: %s", path, strerror(errno));
	else if ((uint64_t)st.st_size < capture->offset + capture->length) {
		log_error("%s: is shorter than its index says", path);
		ok = false;
	}
	arena_free(arena);
	return ok;
}

static bool
check_is_last_of_file(const struct archive *archive, size_t i)
{
	return i + 1 == archive_count(archive) ||
	    strcmp(archive_capture(archive, i)->file,
		archive_capture(archive, i + 1)->file) != 0;
}

static bool
check_archive(struct archive *archive, const struct source *source, bool deep)
{
	size_t documents = 0;
	bool ok = true;

	for (size_t i = 0; i < archive_count(archive); i++) {
		const struct capture *capture = archive_capture(archive, i);

		if (check_is_last_of_file(archive, i))
			ok = check_has_record(archive, capture) && ok;
		if (!capture_is_document(capture) ||
		    source->extractor->documents.kind(capture->url) ==
			ADDRESS_LISTING)
			continue;
		documents++;
	}
	if (deep)
		ok = check_records(archive) && ok;
	printf("archive    %s: %zu documents%s\n", source->name, documents,
	    ok ? "" : ", not all of them whole");
	return ok;
}

/* The database beside the archive */

struct archive_comparison {
	struct arena *arena;
	struct map *files;    /* of the archive, by name */
	struct map *captures; /* by file and offset */
	struct map *rows;     /* of the database, by document_id */
	struct map *packages; /* that are loaded, by name */
	size_t here;
	size_t elsewhere;
	size_t wrong;
	size_t lost; /* of the archive, and not in the database */
};

static const char *
archive_comparison_offset(struct arena *arena, unsigned long long offset)
{
	return arena_print(arena, "%llu", offset);
}

static void
archive_comparison_document(void *context, const struct status_document *d)
{
	struct archive_comparison *c = context;
	const struct capture *capture = map_get2(c->captures, d->warc_file,
	    archive_comparison_offset(c->arena, d->warc_offset));

	map_set(c->rows, d->document_id, c);
	if (map_get(c->files, d->warc_file) == NULL) {
		c->elsewhere++;
		return;
	}
	if (capture != NULL && capture_is_document(capture) &&
	    strcmp(capture->url, d->url) == 0 &&
	    strcmp(capture->sha256, d->sha256) == 0) {
		c->here++;
		return;
	}
	c->wrong++;
	log_error("document %s: %s, offset %llu: %s, which has %s",
	    d->document_id, d->warc_file, d->warc_offset,
	    capture == NULL ? "there is no document"
			    : "there is another document",
	    d->url);
}

/*
 * Whether a package has the document: one that is a substitute is in none.
 * False if it cannot be read, logged.
 */
static bool
archive_comparison_look(const char *package, const char *id, bool *has)
{
	struct text path = { 0 };
	char *line = NULL;
	size_t room = 0;
	bool ok;
	FILE *file;

	*has = false;
	text_addf(&path, "%s/document.csv", package);
	file = fopen(text_string(&path), "re");
	if (file == NULL)
		log_error("%s: %s", text_string(&path), strerror(errno));
	while (file != NULL && !*has && getline(&line, &room, file) > 0)
		*has = strstr(line, id) != NULL;
	ok = file != NULL && file_gave_all(file, text_string(&path));
	if (file != NULL)
		fclose(file);
	free(line);
	text_free(&path);
	return ok;
}

/*
 * The documents of a run that is loaded, each of which is to have a row. False
 * if it cannot be told of one.
 */
static bool
archive_comparison_part(struct archive_comparison *c, struct archive *archive,
    const struct source *source, const struct archive_run *run,
    const char *package)
{
	struct arena *arena = arena_new();
	struct part p;
	bool ok = true;

	part_look(archive, &source->extractor->documents, run, arena, &p);
	for (size_t i = 0; ok && i < p.count; i++) {
		const struct capture *d = p.documents[i];
		const char *id = transform_document_id(arena, source->name, d);
		bool is_packaged;

		if (map_get(c->rows, id) != NULL)
			continue;
		ok = archive_comparison_look(package, id, &is_packaged);
		if (!is_packaged)
			continue;
		c->lost++;
		log_error("%s: offset %llu: %s is not in the database: "
			  "document %s",
		    d->file, (unsigned long long)d->offset, d->url, id);
	}
	archive_release(archive);
	arena_free(arena);
	return ok;
}

static void
archive_comparison_package(void *context, const char *name, const char *digest)
{
	struct archive_comparison *c = context;

	map_set2(c->packages, name, digest, c);
}

/*
 * A package of the same name may be another's, or what this one was before. Of
 * one that is not here it is not known what it has. False if it cannot be read,
 * logged.
 */
static bool
archive_comparison_find(
    struct archive_comparison *c, const char *package, bool *is_loaded)
{
	const char *path =
	    arena_print(c->arena, "%s/datapackage.json", package);
	char digest[DIGEST_HEX];

	*is_loaded = false;
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return true;
	if (!digest_file(path, digest))
		return false;
	*is_loaded =
	    map_get2(c->packages, strrchr(package, '/') + 1, digest) != NULL;
	return true;
}

static enum outcome
archive_comparison_lost(struct archive_comparison *c,
    const struct config *config, struct archive *archive,
    const struct source *source)
{
	enum outcome outcome = status_packages(
	    &config->database, source->name, archive_comparison_package, c);
	struct archive_run run = { .end = 0 };

	while (outcome == OUTCOME_OK &&
	    archive_next_run(archive, run.end, c->arena, &run)) {
		const char *package = arena_print(c->arena, "%s/%s/%s",
		    config->packages, source->name,
		    transform_package_name(c->arena, source->name, run.began));
		bool is_loaded;

		if (!archive_comparison_find(c, package, &is_loaded) ||
		    (is_loaded &&
			!archive_comparison_part(
			    c, archive, source, &run, package)))
			outcome = OUTCOME_INCOMPLETE;
	}
	return outcome;
}

static enum outcome
archive_comparison_run(const struct config *config, struct archive *archive,
    const struct source *source)
{
	struct archive_comparison c = {
		.arena = arena_new(),
		.files = map_new(),
		.captures = map_new(),
		.rows = map_new(),
		.packages = map_new(),
	};
	enum outcome outcome;

	for (size_t i = 0; i < archive_count(archive); i++) {
		const struct capture *capture = archive_capture(archive, i);

		map_set(c.files, capture->file, capture);
		map_add2(c.captures, capture->file,
		    archive_comparison_offset(c.arena, capture->offset),
		    capture);
	}
	outcome = status_documents(
	    &config->database, source->name, archive_comparison_document, &c);
	map_free(c.captures); /* they end when the archive is read again */
	map_free(c.files);
	if (outcome == OUTCOME_OK)
		outcome = archive_comparison_lost(&c, config, archive, source);
	if (outcome == OUTCOME_OK)
		printf("rows       %s: %zu documents in this archive, %zu not "
		       "in this archive, %zu wrong, %zu lost\n",
		    source->name, c.here, c.elsewhere, c.wrong, c.lost);
	else
		log_error("%s: not all documents were compared with the "
			  "database",
		    source->name);
	if (c.wrong + c.lost > 0)
		outcome = OUTCOME_INCOMPLETE;
	map_free(c.rows);
	map_free(c.packages);
	arena_free(c.arena);
	return outcome;
}

/* The command */

static error_t
check_option(int key, char *value, struct argp_state *state)
{
	bool *deep = state->input;

	(void)value;
	if (key != 'd')
		return ARGP_ERR_UNKNOWN;
	*deep = true;
	return 0;
}

static enum outcome
check_settings(const struct config *c)
{
	struct reference *reference = reference_open(c->reference);
	const char *lack = wall_lacks();
	enum outcome outcome =
	    reference == NULL ? OUTCOME_MISCONFIGURED : OUTCOME_OK;

	printf("data       %s\n", c->data_dir);
	printf("contact    %s\n",
	    c->contact == NULL ? "not set: nothing is fetched" : c->contact);
	printf("lists      %s%s\n", c->reference,
	    reference == NULL ? ": not in order" : "");
	reference_close(reference);
	if (!pipeline_may_read(c, lack))
		outcome = OUTCOME_MISCONFIGURED;
	printf("sandbox    %s%s\n", c->sandbox == NULL ? "full" : c->sandbox,
	    lack == NULL ? "" : ": not all of it");
	return outcome;
}

static enum outcome
check_database(const struct config *c)
{
	enum outcome outcome;
	json_t *status = status_read(&c->database, &outcome);

	printf("database   %s\n",
	    status != NULL ? "in order" : outcome_name(outcome));
	json_decref(status);
	return outcome;
}

static enum outcome
check_source(const struct config *c, const struct source *source, bool deep,
    bool has_database)
{
	struct archive *archive;
	enum outcome outcome = OUTCOME_OK;

	if (archive_open(&c->archive, source->name, ARCHIVE_READ, &archive) !=
	    ARCHIVE_OPEN)
		return stop_requested() ? OUTCOME_LATER : OUTCOME_INCOMPLETE;
	if (!check_archive(archive, source, deep))
		outcome = stop_requested() ? OUTCOME_LATER : OUTCOME_INCOMPLETE;
	/* By a wrong index nothing can be looked up. */
	if (deep && !archive_is_whole(&c->archive, source->name)) {
		log_error("%s: the archive's index is not as it was written",
		    source->name);
		outcome = OUTCOME_INCOMPLETE;
	} else if (deep && has_database)
		outcome = outcome_worse(
		    outcome, archive_comparison_run(c, archive, source));
	archive_close(archive);
	return outcome;
}

enum outcome
command_check(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "deep", 'd', NULL, 0,
		    "Read every record of the archive, and compare the index "
		    "and each document of the database with it",
		    0 },
		{ 0 },
	};
	static const struct argp argp = { options, check_option, NULL,
		"Tells whether the configuration, the lists, the database and "
		"the files of the archive are in order.",
		NULL, NULL, NULL };
	enum outcome outcome;
	enum outcome database;
	bool deep = false;

	arguments_parse(&argp, argc, argv, &deep);
	outcome = check_settings(c);
	database = check_database(c);
	for (size_t i = 0; i < source_count; i++)
		outcome = outcome_worse(outcome,
		    check_source(c, &sources[i], deep, database == OUTCOME_OK));
	return outcome_worse(outcome, database);
}
