#include <curl/curl.h>
#include <errno.h>
#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "archive/body.h"
#include "archive/wacz.h"
#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/log.h"
#include "extract/address.h"
#include "extract/extract.h"

struct import {
	const struct extract_settings *settings;
	const struct extractor *extractor;
	struct archive *archive;
	const char *path;
	xmlHashTablePtr known; /* addresses and times of the archive's */
	enum outcome outcome;
	struct extract_counts *counts;
};

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* What only the name says; the readers look at the content. */
static const char *
media_type(const char *name)
{
	static const struct {
		const char *ending;
		const char *type;
	} types[] = {
		{ ".txt", "text/plain" },
		{ ".xml", "application/xml" },
		{ ".html", "text/html" },
		{ ".htm", "text/html" },
		{ ".json", "application/json" },
		{ ".csv", "text/csv" },
		{ ".pdf", "application/pdf" },
		{ ".xlsx",
		    "application/vnd.openxmlformats-officedocument."
		    "spreadsheetml.sheet" },
		{ ".zip", "application/zip" },
	};
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot != NULL && i < sizeof(types) / sizeof(types[0]);
	     i++) {
		if (strcasecmp(dot, types[i].ending) == 0)
			return types[i].type;
	}
	return "application/octet-stream";
}

/* The address the content tells, else one made of the file's name. */
static void
find_address(struct import *i, FILE *file, const char *name, struct text *url)
{
	struct document doc = {
		.source = i->extractor->name,
		.url = i->path,
		.media_type = media_type(name),
		.content = body_of_file(file),
	};

	rewind(file);
	if (!i->extractor->address(&doc, url)) {
		char *escaped = curl_easy_escape(NULL, name, 0);

		text_empty(url);
		text_addf(url, "file:///%s", escaped);
		curl_free(escaped);
	}
	body_close(doc.content);
	rewind(file);
}

/* Whether the archive's newest document of that address has these bytes. */
static bool
is_known(struct import *i, FILE *file, const char *url)
{
	const struct capture *known = archive_latest(i->archive, url);
	struct body *body = body_of_file(file);
	char hex[DIGEST_HEX] = "";
	uint64_t size;

	rewind(file);
	if (!body_digest(body, hex, &size))
		hex[0] = '\0';
	body_close(body);
	rewind(file);
	return known != NULL && strcmp(known->sha256, hex) == 0;
}

static void
import_document(
    struct import *i, FILE *file, const char *url, const char *published_on)
{
	const char *name = base_name(i->path);
	const struct capture *capture;
	struct text found = { 0 };

	if (url == NULL) {
		find_address(i, file, name, &found);
		url = text_string(&found);
	}
	if (is_known(i, file, url)) {
		i->counts->unchanged++;
		goto out;
	}
	capture = archive_add_file(
	    i->archive, file, name, url, media_type(name), published_on);
	if (capture == NULL) {
		i->outcome = OUTCOME_NOT_WRITTEN;
	} else if (!capture_is_document(capture)) {
		log_error("%s: %s", i->path, capture->broken);
		i->outcome = OUTCOME_INCOMPLETE;
		i->counts->failed++;
	} else {
		i->counts->added++;
	}
out:
	text_free(&found);
}

/*
 * The block in a temporary file, as far as the WARC gives it. NULL if it
 * cannot be written, logged.
 */
static FILE *
spool_block(struct import *i, struct warc_reader *reader)
{
	struct body *body = warc_block(reader);
	FILE *file = tmpfile();
	char buffer[16 * 1024];
	ssize_t n;

	while (
	    file != NULL && (n = body_read(body, buffer, sizeof(buffer))) > 0) {
		if (fwrite(buffer, 1, (size_t)n, file) != (size_t)n)
			break;
	}
	body_close(body);
	if (file != NULL && fflush(file) == 0 && !ferror(file))
		return file;
	log_error("temporary file: %s", strerror(errno));
	i->outcome = OUTCOME_NOT_WRITTEN;
	if (file != NULL)
		fclose(file);
	return NULL;
}

/* A file that was imported before, wherever it came from, is the source's. */
static bool
is_wanted(const struct import *i, const struct warc_record *record)
{
	enum address_kind kind =
	    record->uri == NULL || strlen(record->uri) >= ADDRESS_MAX
	    ? ADDRESS_LISTING
	    : i->extractor->documents.kind(record->uri);

	if (strcmp(record->type, "response") == 0)
		return kind == ADDRESS_RECORDS;
	return strcmp(record->type, "resource") == 0 &&
	    (kind == ADDRESS_RECORDS ||
		(kind == ADDRESS_OTHER &&
		    http_header(&record->fields, CAPTURE_FILE_NAME) != NULL));
}

/* Whether a record that is not wanted could hold somebody's document. */
static bool
is_content(const struct warc_record *record)
{
	return strcmp(record->type, "request") != 0 &&
	    strcmp(record->type, "warcinfo") != 0 &&
	    strcmp(record->type, "metadata") != 0;
}

/* Known is what was fetched at the same time, or has the newest's bytes. */
static bool
is_known_capture(const struct import *i, const struct capture *found)
{
	const struct capture *latest = archive_latest(i->archive, found->url);

	if (latest != NULL && strcmp(latest->sha256, found->sha256) == 0)
		return true;
	return xmlHashLookup2(i->known, (const xmlChar *)found->url,
		   (const xmlChar *)found->fetched_at) != NULL;
}

static void
note_known(struct import *i, const struct capture *c)
{
	xmlHashAddEntry2(i->known, (const xmlChar *)c->url,
	    (const xmlChar *)c->fetched_at, i);
}

static void
import_record(struct import *i, const struct warc_record *record, FILE *block)
{
	struct arena *arena = arena_new();
	const struct capture *added;
	struct capture found;
	bool described;

	rewind(block);
	described = capture_describe(arena, record, body_of_file(block),
	    i->settings->archive->content_limit, &found);
	if (!described || !capture_is_document(&found)) {
		log_warn("%s: %s: left out: %s", i->path, record->uri,
		    !described                 ? "not a document"
			: found.broken != NULL ? found.broken
					       : "not status 200");
		i->counts->failed++;
	} else if (is_known_capture(i, &found)) {
		i->counts->unchanged++;
	} else {
		added = archive_add_record(i->archive, record, block);
		if (added == NULL) {
			i->outcome = OUTCOME_NOT_WRITTEN;
		} else {
			note_known(i, added);
			i->counts->added++;
		}
	}
	arena_free(arena);
}

/* False when nothing more can be kept. */
static bool
take_record(struct import *i, struct warc_reader *reader,
    const struct warc_record *record)
{
	FILE *block;

	if (!is_wanted(i, record)) {
		i->counts->skipped += is_content(record);
		return true;
	}
	block = spool_block(i, reader);
	if (block == NULL)
		return false;
	import_record(i, record, block);
	fclose(block);
	return i->outcome != OUTCOME_NOT_WRITTEN;
}

static void
import_warc(struct import *i, const char *path)
{
	struct warc_reader *reader = warc_open(path, 0);
	const struct warc_record *record;
	enum warc_status status;

	if (reader == NULL) {
		i->outcome = OUTCOME_INCOMPLETE;
		return;
	}
	i->known = xmlHashCreate(1024);
	for (size_t n = 0; n < archive_count(i->archive); n++)
		note_known(i, archive_capture(i->archive, n));
	do
		status = warc_next(reader, &record);
	while (status == WARC_RECORD && take_record(i, reader, record));
	if (status != WARC_RECORD && status != WARC_END) {
		log_error("%s: offset %llu: %s", i->path,
		    (unsigned long long)warc_whole_end(reader),
		    warc_why(status));
		i->outcome = outcome_worse(i->outcome, OUTCOME_INCOMPLETE);
	}
	xmlHashFree(i->known, NULL);
	warc_close(reader);
}

static bool
import_member(void *context, const char *path, const char *name)
{
	struct import i = *(struct import *)context;

	i.path = name;
	import_warc(&i, path);
	((struct import *)context)->outcome = i.outcome;
	return i.outcome != OUTCOME_NOT_WRITTEN;
}

static void
import_wacz(struct import *i)
{
	if (!wacz_each(i->path, import_member, i))
		i->outcome = outcome_worse(i->outcome, OUTCOME_INCOMPLETE);
}

/* A folder can be opened, too, and then not be read. */
static FILE *
open_file(const char *path)
{
	FILE *file = fopen(path, "rbe");
	struct stat st;

	if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
	} else if (fstat(fileno(file), &st) != 0 || !S_ISREG(st.st_mode)) {
		log_error("%s: is not a file", path);
		fclose(file);
		file = NULL;
	}
	return file;
}

enum outcome
extract_import(const struct extract_settings *settings,
    const struct extractor *extractor, const char *path, const char *url,
    const char *published_on, struct extract_counts *counts)
{
	struct import i = {
		.settings = settings,
		.extractor = extractor,
		.path = path,
		.counts = counts,
	};
	FILE *file = open_file(path);

	if (file == NULL)
		return OUTCOME_INCOMPLETE;
	switch (archive_open(
	    settings->archive, extractor->name, ARCHIVE_WRITE, &i.archive)) {
	case ARCHIVE_LOCKED:
		i.outcome = OUTCOME_LATER;
		break;
	case ARCHIVE_FAILED:
		i.outcome = OUTCOME_NOT_WRITTEN;
		break;
	case ARCHIVE_OPEN:
		if (warc_is(file))
			import_warc(&i, path);
		else if (wacz_is(file))
			import_wacz(&i);
		else
			import_document(&i, file, url, published_on);
		archive_close(i.archive);
	}
	fclose(file);
	return i.outcome;
}
