/* Files that came by other means, into the archive. */
#include "extract/extract.h"

#include <curl/curl.h>
#include <errno.h>
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
#include "base/stop.h"
#include "extract/address.h"
#include "extract/crawl_window.h"
#include "extract/import_check.h"

struct importing {
	const struct extract_settings *settings;
	const struct extractor *extractor;
	struct archive *archive;
	const char *path;
	enum outcome outcome;
	struct extract_counts *counts;
	struct findings *findings;
	struct import_looker *looker;
};

/* "" of what cannot be read. */
static void
import_digest(FILE *file, char hex[DIGEST_HEX])
{
	struct body *body = body_of_file(file);
	uint64_t size;

	rewind(file);
	if (!body_digest(body, hex, &size))
		hex[0] = '\0';
	body_close(body);
	rewind(file);
}

/* Whether the archive's newest document of that address has these bytes. */
static bool
import_is_known(const struct importing *i, const char *url, const char *sha256)
{
	const struct capture *known = archive_latest(i->archive, url);

	return known != NULL && strcmp(known->sha256, sha256) == 0;
}

/* Whether it was taken back, which is said: then it is not taken again. */
static bool
import_is_taken_back(struct importing *i, const char *url, const char *sha256)
{
	const struct capture *note =
	    archive_taken_back(i->archive, url, sha256);

	if (note == NULL)
		return false;
	log_error("%s: was taken back on %.10s: %s; `armsetl forget --undo "
		  "%s' gives it back",
	    i->path, note->fetched_at, note->reason, url);
	i->outcome = outcome_worse(i->outcome, OUTCOME_INCOMPLETE);
	i->counts->failed++;
	return true;
}

static void
import_add_file(struct importing *i, const struct import_file *f)
{
	const struct capture *capture = archive_add_file(i->archive, f->file,
	    import_base_name(i->path), f->url, f->media_type, f->published_on);

	if (capture == NULL) {
		i->outcome = OUTCOME_NOT_WRITTEN;
	} else if (!capture_is_document(capture)) {
		log_error("%s: %s", i->path, capture->broken);
		i->outcome = OUTCOME_INCOMPLETE;
		i->counts->failed++;
	} else {
		i->counts->added++;
	}
}

static void
import_document(
    struct importing *i, FILE *file, const struct import_request *request)
{
	struct import_found found;
	struct import_file f = {
		.file = file,
		.path = i->path,
		.media_type = import_media_type(i->path),
		.published_on = request->published_on,
	};
	char sha256[DIGEST_HEX];

	if (!import_look_at_file(i->looker, request, &found)) {
		i->outcome =
		    stop_requested() ? OUTCOME_LATER : OUTCOME_NOT_WRITTEN;
		return;
	}
	f.url = found.url;
	import_digest(file, sha256);
	if (import_is_taken_back(i, f.url, sha256))
		return;
	if (!found.is_taken) {
		i->outcome = OUTCOME_INCOMPLETE;
		i->counts->failed++;
		return;
	}
	findings_note(i->findings, found.substitute, f.url);
	if (import_is_known(i, f.url, sha256))
		i->counts->unchanged++;
	else
		import_add_file(i, &f);
}

/*
 * The block in a temporary file, as far as the WARC gives it. NULL if it
 * cannot be written, logged.
 */
static FILE *
import_spool(struct importing *i, struct warc_reader *reader)
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
import_is_wanted(const struct importing *i, const struct warc_record *record)
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

/* Whether a record that is not wanted could hold a document. */
static bool
import_is_content(const struct warc_record *record)
{
	return strcmp(record->type, "request") != 0 &&
	    strcmp(record->type, "warcinfo") != 0 &&
	    strcmp(record->type, "metadata") != 0;
}

/* Known is what was fetched at the same time, or has the newest's bytes. */
static bool
import_is_known_capture(const struct importing *i, const struct capture *found)
{
	const struct capture *latest = archive_latest(i->archive, found->url);

	if (archive_taken_back(i->archive, found->url, found->sha256) != NULL)
		return false;
	if (latest != NULL && strcmp(latest->sha256, found->sha256) == 0)
		return true;
	return archive_has(i->archive, found->url, found->fetched_at);
}

static void
import_note_finding(struct importing *i, const struct capture *c)
{
	findings_note(
	    i->findings, import_capture_substitute(i->looker, c), c->url);
}

/* An older capture of an address was noted when it was imported. */
static void
import_note_known_finding(struct importing *i, const struct capture *found)
{
	const struct capture *latest = archive_latest(i->archive, found->url);

	if (latest != NULL && strcmp(latest->sha256, found->sha256) == 0)
		import_note_finding(i, latest);
}

/* Of a whole document that is not known yet. */
static void
import_add_record(
    struct importing *i, const struct warc_record *record, FILE *block)
{
	const struct capture *added =
	    archive_add_record(i->archive, record, block);

	if (added == NULL) {
		i->outcome = OUTCOME_NOT_WRITTEN;
		return;
	}
	import_note_finding(i, added);
	i->counts->added++;
}

static void
import_record(
    struct importing *i, const struct warc_record *record, FILE *block)
{
	struct arena *arena = arena_new();
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
	} else if (import_is_known_capture(i, &found)) {
		i->counts->unchanged++;
		import_note_known_finding(i, &found);
	} else if (!import_is_taken_back(i, found.url, found.sha256)) {
		import_add_record(i, record, block);
	}
	arena_free(arena);
}

/*
 * Whether the block is longer than a document may be, with its heads, which
 * is said: it is passed over.
 */
static bool
import_is_too_long(struct importing *i, const struct warc_record *record)
{
	uint64_t most = i->settings->archive->content_limit;

	if (record->length <= most || record->length - most <= HTTP_HEAD_MAX)
		return false;
	log_warn("%s: offset %llu: %s: left out: its block of %llu bytes is "
		 "too long (limit content_limit)",
	    i->path, (unsigned long long)record->offset, record->uri,
	    (unsigned long long)record->length);
	i->counts->failed++;
	return true;
}

/* False when nothing more can be kept. */
static bool
import_take_record(struct importing *i, struct warc_reader *reader,
    const struct warc_record *record)
{
	FILE *block;

	if (!import_is_wanted(i, record)) {
		i->counts->skipped += import_is_content(record);
		return true;
	}
	if (import_is_too_long(i, record))
		return true;
	block = import_spool(i, reader);
	if (block == NULL)
		return false;
	import_record(i, record, block);
	fclose(block);
	return i->outcome != OUTCOME_NOT_WRITTEN && !stop_requested();
}

/* Closes the file. */
static void
import_warc(struct importing *i, FILE *file)
{
	struct warc_reader *reader = warc_open_file(file, i->path, 0);
	const struct warc_record *record;
	enum warc_status status;

	if (reader == NULL) {
		i->outcome = OUTCOME_INCOMPLETE;
		return;
	}
	do
		status = warc_next(reader, &record);
	while (status == WARC_RECORD && import_take_record(i, reader, record));
	if (status != WARC_RECORD && status != WARC_END) {
		log_error("%s: offset %llu: %s", i->path,
		    (unsigned long long)warc_whole_end(reader),
		    warc_why(status));
		i->outcome = outcome_worse(i->outcome, OUTCOME_INCOMPLETE);
	}
	warc_close(reader);
}

static bool
import_member(void *context, FILE *file, const char *name)
{
	struct importing i = *(struct importing *)context;

	i.path = name;
	import_warc(&i, file);
	((struct importing *)context)->outcome = i.outcome;
	return i.outcome != OUTCOME_NOT_WRITTEN && !stop_requested();
}

static void
import_wacz(struct importing *i)
{
	if (!wacz_each(i->path, import_member, i))
		i->outcome = outcome_worse(i->outcome, OUTCOME_INCOMPLETE);
}

/* A folder can be opened, too, and then not be read. */
static FILE *
import_open(const char *path)
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

/* One file, as if it were alone. */
static enum outcome
import_one(struct importing *i, const struct import_request *request)
{
	FILE *file = import_open(request->path);

	if (file == NULL)
		return OUTCOME_INCOMPLETE;
	i->path = request->path;
	i->outcome = OUTCOME_OK;
	if (warc_is(file)) {
		import_warc(i, file);
		return i->outcome;
	}
	if (wacz_is(file))
		import_wacz(i);
	else
		import_document(i, file, request);
	fclose(file);
	return i->outcome;
}

enum outcome
extract_import(const struct extract_settings *settings,
    const struct extractor *extractor, const struct import_request *requests,
    size_t count, struct extract_counts *counts, struct findings *findings)
{
	struct importing i = {
		.settings = settings,
		.extractor = extractor,
		.counts = counts,
		.findings = findings,
	};
	enum outcome outcome = crawl_archive(settings, extractor, &i.archive);

	if (outcome != OUTCOME_OK)
		return outcome;
	i.looker = import_looker_new(
	    extractor, i.archive, &settings->reading, requests, count);
	for (size_t n = 0; n < count && !stop_requested(); n++) {
		log_progress("%s: importing file %zu of %zu", extractor->name,
		    n + 1, count);
		outcome = outcome_worse(outcome, import_one(&i, &requests[n]));
		archive_release(i.archive);
	}
	log_progress("%s", "");
	if (stop_requested())
		outcome = outcome_worse(outcome, OUTCOME_LATER);
	import_looker_free(i.looker);
	archive_close(i.archive);
	return outcome;
}

bool
extract_address_is(const struct extractor *extractor, const char *url)
{
	CURLU *parts = curl_url();
	bool valid = parts != NULL &&
	    curl_url_set(parts, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) ==
		CURLUE_OK;

	curl_url_cleanup(parts);
	return valid && strlen(url) < ADDRESS_MAX &&
	    extractor->documents.kind(url) != ADDRESS_LISTING;
}
