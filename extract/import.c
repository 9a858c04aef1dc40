/* Files that came by other means, into the archive. */
#include "extract/extract.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/time.h"
#include "extract/address.h"
#include "extract/crawl_window.h"
#include "extract/import_archive.h"
#include "extract/import_check.h"
#include "extract/network.h"

struct importing {
	const struct extract_settings *settings;
	const struct extractor *extractor;
	struct archive *archive;
	const char *path;
	enum outcome outcome;
	struct extract_counts *counts;
	struct findings *findings;
	struct import_looker *looker;
	bool is_saved; /* by a browser: of the present file */
	bool is_forced;
};

/* False of what cannot be read, logged. */
static bool
import_digest(FILE *file, const char *path, char hex[DIGEST_HEX])
{
	struct digest *digest = digest_new();
	char piece[64 * 1024];
	size_t n;
	bool ok;

	rewind(file);
	while ((n = fread(piece, 1, sizeof(piece), file)) > 0)
		digest_add(digest, piece, n);
	ok = file_gave_all(file, path);
	digest_hex(digest, hex);
	digest_free(digest);
	rewind(file);
	return ok;
}

static void
import_note_failure(struct importing *i)
{
	i->outcome = outcome_worse(i->outcome, OUTCOME_INCOMPLETE);
	i->counts->failed++;
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
	import_note_failure(i);
	return true;
}

/* What was not kept; or it was, and a stop keeps it out of the index. */
static void
import_cannot_keep(struct importing *i)
{
	i->outcome = stop_requested() ? OUTCOME_LATER : OUTCOME_NOT_WRITTEN;
}

static void
import_add_file(
    struct importing *i, const struct import_file *f, const char *saved_at)
{
	const struct capture *capture = archive_add_file(i->archive,
	    &(struct archive_file){
		.file = f->file,
		.name = import_base_name(i->path),
		.url = f->url,
		.media_type = f->media_type,
		.published_on = f->published_on,
		.saved_at = saved_at,
		.saved_by = saved_at == NULL ? NULL : "SingleFile",
	    });

	if (capture == NULL) {
		import_cannot_keep(i);
	} else if (!capture_is_document(capture)) {
		log_error("%s: %s", i->path, capture->broken);
		import_note_failure(i);
	} else {
		i->counts->added++;
	}
}

static void
import_document(struct importing *i, FILE *file,
    const struct import_request *request, const struct import_found *found)
{
	struct import_file f = {
		.file = file,
		.path = i->path,
		.url = found->url,
		.media_type = import_media_type(i->path),
		.published_on = request->published_on,
	};
	char sha256[DIGEST_HEX];

	if (*f.url == '\0' || !import_digest(file, i->path, sha256)) {
		import_note_failure(i);
		return;
	}
	if (import_is_taken_back(i, f.url, sha256))
		return;
	if (!found->is_taken) {
		import_note_failure(i);
		return;
	}
	findings_note(i->findings, found->substitute, f.url);
	if (import_is_known(i, f.url, sha256))
		i->counts->unchanged++;
	else
		import_add_file(i, &f, found->saved_at);
}

/* A browser may ask for one address more than once within a second; so often
 * it is none. */
#define SECONDS_MOST 60

/*
 * The first second, from when it came, at which nothing else came from its
 * address: what tells apart what came from one. "" if there is none in time.
 * True if the same bytes came at one before.
 */
static bool
import_is_known_saved(const struct importing *i, const struct capture *found,
    char date[TIMESTAMP_SIZE])
{
	const struct capture *there;
	time_t time;

	snprintf(date, TIMESTAMP_SIZE, "%s", found->fetched_at);
	if (!timestamp_read(date, &time))
		return false;
	for (int n = 0; n < SECONDS_MOST; n++) {
		there = archive_at(i->archive, found->url, date);
		if (there == NULL)
			return false;
		if (there->sha256 != NULL &&
		    strcmp(there->sha256, found->sha256) == 0)
			return true;
		timestamp_write(++time, date);
	}
	*date = '\0';
	return false;
}

/*
 * Known is what was fetched at the same time, or has the newest's bytes; of
 * what a browser saved, which has when it came, what has the same bytes then.
 */
static bool
import_is_known_capture(const struct importing *i, const struct capture *found,
    char date[TIMESTAMP_SIZE])
{
	const struct capture *latest = archive_latest(i->archive, found->url);

	if (archive_taken_back(i->archive, found->url, found->sha256) != NULL)
		return false;
	if (latest != NULL && strcmp(latest->sha256, found->sha256) == 0)
		return true;
	if (i->is_saved)
		return import_is_known_saved(i, found, date);
	return archive_at(i->archive, found->url, found->fetched_at) != NULL;
}

/*
 * What a web archive has beside documents is passed over when it is read. What
 * a browser saved was looked at.
 */
static void
import_note_finding(struct importing *i, const struct capture *c)
{
	const struct substitute *substitute = NULL;

	if (!i->is_saved || i->is_forced)
		(void)import_capture_fits(i->looker, c, &substitute);
	findings_note(i->findings, substitute, c->url);
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
import_add_record(struct importing *i, const struct import_piece *p,
    const struct warc_record *record)
{
	const struct capture *added =
	    archive_add_record(i->archive, record, p->block, p->found.payload);

	if (added == NULL) {
		import_cannot_keep(i);
		return;
	}
	import_note_finding(i, added);
	i->counts->added++;
}

/* At that time: see import_is_known_saved(). */
static void
import_add_saved(
    struct importing *i, const struct import_piece *p, const char *date)
{
	struct warc_record moved = p->record;

	moved.date = date;
	if (*date == '\0') {
		log_error("%s: %s: left out: more than %d different contents "
			  "came within a minute",
		    i->path, p->found.url, SECONDS_MOST);
		import_note_failure(i);
	} else {
		import_add_record(i, p, &moved);
	}
}

/* One that is no whole document. A browser's was said to be one. */
static void
import_leave_record(
    struct importing *i, const struct warc_record *record, const char *why)
{
	log_warn("%s: %s: left out: %s", i->path, record->uri, why);
	i->counts->failed++;
	if (i->is_saved)
		i->outcome = outcome_worse(i->outcome, OUTCOME_INCOMPLETE);
}

/* False when nothing more can be kept. */
static bool
import_take_record(void *context, const struct import_piece *p)
{
	struct importing *i = context;
	const struct capture *found = &p->found;
	char date[TIMESTAMP_SIZE] = "";

	i->path = p->name;
	if (p->left_out != NULL) {
		import_leave_record(i, &p->record, p->left_out);
	} else if (import_is_known_capture(i, found, date)) {
		i->counts->unchanged++;
		import_note_known_finding(i, found);
	} else if (import_is_taken_back(i, found->url, found->sha256)) {
		/* It was said, and counted. */
	} else if (i->is_saved) {
		import_add_saved(i, p, date);
	} else {
		import_add_record(i, p, &p->record);
	}
	return i->outcome != OUTCOME_NOT_WRITTEN && !stop_requested();
}

static void
import_web_archive(struct importing *i, const struct import_request *request,
    enum import_kind kind)
{
	const struct import_archive archive = {
		.extractor = i->extractor,
		.limits = &i->settings->reading,
		.into = i->archive,
		.path = i->path,
		.most = i->settings->archive->content_limit,
		.most_all = i->settings->archive->import_limit,
		.url = request->url,
		.published_on = request->published_on,
		.kind = kind,
		.is_forced = request->look == NULL,
	};
	enum outcome outcome;

	if (kind != IMPORT_MHTML &&
	    (request->url != NULL || request->published_on != NULL))
		log_warn("%s: --url and --published are not for what has more "
			 "than one document",
		    i->path);

	i->is_saved = kind == IMPORT_HAR || kind == IMPORT_MHTML;
	i->is_forced = request->look == NULL;
	outcome = import_archive_read(
	    &archive, import_take_record, i, i->counts, i->findings);

	i->outcome = outcome_worse(i->outcome, outcome);
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
	struct import_found found = { .url = "" };

	if (file == NULL)
		return OUTCOME_INCOMPLETE;
	i->path = request->path;
	i->outcome = OUTCOME_OK;
	if (!import_look_at_file(i->looker, request, &found))
		i->outcome =
		    stop_requested() ? OUTCOME_LATER : OUTCOME_NOT_WRITTEN;
	else if (found.kind == IMPORT_DOCUMENT)
		import_document(i, file, request, &found);
	else
		import_web_archive(i, request, found.kind);
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
	CURLU *parts = xgiven(curl_url());
	bool valid = network_parsed(
	    curl_url_set(parts, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME));

	curl_url_cleanup(parts);
	return valid && strlen(url) < ADDRESS_MAX &&
	    extractor->documents.kind(url) != ADDRESS_LISTING;
}
