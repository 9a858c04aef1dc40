#include "extract/import_look.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "archive/har.h"
#include "archive/mhtml.h"
#include "archive/singlefile.h"
#include "archive/wacz.h"
#include "archive/warc_read.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/time.h"
#include "format/form.h"
#include "format/json_tree.h"
#include "format/sniff.h"

static const char *const kind_names[] = {
	[IMPORT_DOCUMENT] = NULL,
	[IMPORT_WARC] = "warc",
	[IMPORT_WACZ] = "wacz",
	[IMPORT_HAR] = "har",
	[IMPORT_MHTML] = "mhtml",
};

enum import_kind
import_kind_named(const char *name)
{
	for (size_t i = IMPORT_WARC;
	     name != NULL && i < sizeof(kind_names) / sizeof(kind_names[0]);
	     i++) {
		if (strcmp(name, kind_names[i]) == 0)
			return (enum import_kind)i;
	}
	return IMPORT_DOCUMENT;
}

const char *
import_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

const char *
import_media_type(const char *path)
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
	const char *dot = strrchr(import_base_name(path), '.');

	for (size_t i = 0; dot != NULL && i < sizeof(types) / sizeof(types[0]);
	     i++) {
		if (strcasecmp(dot, types[i].ending) == 0)
			return types[i].type;
	}
	return "application/octet-stream";
}

void
import_name_address(const char *path, struct text *url)
{
	char *escaped =
	    xgiven(curl_easy_escape(NULL, import_base_name(path), 0));

	text_empty(url);
	text_addf(url, "file:///%s", escaped);
	curl_free(escaped);
}

/* The document that a file would be, from its start; to be closed. */
static struct document
import_file_open(const struct import_file *f, char now[TIMESTAMP_SIZE])
{
	timestamp_now(now);
	rewind(f->file);
	return (struct document){
		.source = f->extractor->name,
		.url = f->url == NULL ? f->path : f->url,
		.fetched_at = now,
		.published_on = f->published_on,
		.media_type = f->media_type,
		.content = body_of_file(f->file, f->path),
	};
}

static void
import_file_close(const struct import_file *f, struct document *doc)
{
	body_close(doc->content);
	rewind(f->file);
}

/* The address the content tells, else one made of the file's name. */
static void
import_find_address(const struct import_file *f, struct text *url)
{
	char now[TIMESTAMP_SIZE];
	struct document doc = import_file_open(f, now);
	bool found = f->extractor->address(&doc, url);

	import_file_close(f, &doc);
	if (!found)
		import_name_address(f->path, url);
}

/* What the file has in a document's place; NULL: nothing of the kind. */
static const struct substitute *
import_file_substitute(const struct import_file *f)
{
	const struct substitute *found = NULL;
	char now[TIMESTAMP_SIZE];
	struct document doc = import_file_open(f, now);
	bool is_recognised = f->extractor->documents.recognises(&doc);

	import_file_close(f, &doc);
	if (is_recognised)
		return NULL;
	doc = import_file_open(f, now);
	found = substitute_find(&doc);
	import_file_close(f, &doc);
	return found;
}

/* Formats that are known by their first bytes are not taken for others. */
static bool
import_format_fits(const struct file_kind *kind, const struct format *format)
{
	if (kind == NULL)
		return format != &json_format;
	if (kind->format == &xml_format) /* a part of a page, too */
		return format != &json_format && format != &csv_format;
	return kind->format == format;
}

static void
import_file_refuse(const struct import_file *f, const struct file_kind *kind)
{
	const char *name = kind == NULL ? "text" : kind->name;

	if (kind != NULL && kind->format == NULL && kind->advice != NULL)
		log_error("%s: is not taken: it is %s: %s", f->path, name,
		    kind->advice);
	else
		log_error("%s: is not taken: it is %s, and none of the "
			  "documents of %s; --force takes it all the same",
		    f->path, name, f->extractor->name);
}

/* What is whole has another structure than the source's. */
static bool
import_is_broken(const struct import_file *f, const struct format *format)
{
	char now[TIMESTAMP_SIZE];
	char why[JSON_WHY];
	struct document doc;
	json_t *json;

	if (format != &json_format)
		return true;
	doc = import_file_open(f, now);
	json = json_tree_read(doc.content, 0, why);
	import_file_close(f, &doc);
	json_decref(json);
	return json == NULL;
}

/* Whether the file is of a kind that the source has; if not, logged. */
static bool
import_file_check(const struct import_file *f, const struct import_look *look)
{
	char now[TIMESTAMP_SIZE];
	struct document doc = import_file_open(f, now);
	const struct file_kind *kind = sniff(&doc);
	enum import_verdict verdict = IMPORT_REFUSE;
	const struct format *format;

	import_file_close(f, &doc);
	doc = import_file_open(f, now);
	format = f->extractor->documents.format(&doc);
	if (import_format_fits(kind, format))
		verdict = look->look(look->context, &doc);
	import_file_close(f, &doc);
	if (verdict == IMPORT_UNREADABLE && !import_is_broken(f, format))
		verdict = IMPORT_REFUSE;
	if (verdict == IMPORT_REFUSE)
		import_file_refuse(f, kind);
	else if (verdict == IMPORT_UNREADABLE)
		log_warn("%s: cannot be read to its end; it is taken, and its "
			 "fault will say so",
		    f->path);
	return verdict != IMPORT_REFUSE;
}

/* Of the document that the file would be. */
static void
import_look_at_document(struct import_file *f,
    const struct import_request *request, struct reader_out *out)
{
	const struct substitute *substitute;
	struct text url = { 0 };

	if (f->url == NULL) {
		import_find_address(f, &url);
		f->url = text_string(&url);
	}
	substitute = import_file_substitute(f);
	if (substitute != NULL)
		reader_field(out, "substitute", substitute->name);
	if (substitute != NULL || request->look == NULL ||
	    import_file_check(f, request->look))
		reader_field(out, "taken", "yes");
	reader_field(out, "url", f->url);
	text_free(&url);
}

/*
 * What the head of a page says that SingleFile saved: where it was, unless it
 * was elsewhere, and when. False if that cannot be, logged.
 */
static bool
import_take_page(struct import_file *f, bool is_forced, struct singlefile *page,
    struct reader_out *out)
{
	const struct saved_response r = {
		.method = "GET",
		.status = 200,
		.date = page->date,
		.server_date = "",
		.content = f->file,
	};
	char saved_at[TIMESTAMP_SIZE];
	char why[SAVED_WHY];
	time_t time_saved;

	if (f->url == NULL && strlen(page->url) < ADDRESS_MAX &&
	    f->extractor->documents.kind(page->url) == ADDRESS_RECORDS)
		f->url = page->url;
	if (saved_judge(&r, time(NULL), why) == SAVED_GOOD) {
		saved_response_time(&r, &time_saved);
		timestamp_write(time_saved, saved_at);
		reader_field(out, "saved at", saved_at);
	} else if (!is_forced) {
		log_error("%s: is not taken: a page that SingleFile saved, but "
			  "%s; --force takes it all the same",
		    f->path, why);
		return false;
	}
	return true;
}

static void
import_look_at_page(struct import_file *f, const struct import_request *request,
    struct singlefile *page, struct reader_out *out)
{
	struct body *content = body_of_file(f->file, f->path);
	bool is_page = singlefile_read(content, page);

	body_close(content);
	rewind(f->file);
	if (!is_page || import_take_page(f, request->look == NULL, page, out))
		import_look_at_document(f, request, out);
	else
		reader_field(out, "url", f->url == NULL ? "" : f->url);
}

/* Whether it begins as a form does. The file stands at its start then. */
static bool
import_begins(const struct import_file *f, bool (*is)(struct body *))
{
	struct body *content;
	bool begins;

	rewind(f->file);
	content = body_of_file(f->file, f->path);
	begins = is(content);
	body_close(content);
	rewind(f->file);
	return begins;
}

static enum import_kind
import_find_kind(const struct import_file *f)
{
	return warc_is(f->file, f->path) ? IMPORT_WARC
	    : wacz_is(f->path)           ? IMPORT_WACZ
	    : import_begins(f, har_is)   ? IMPORT_HAR
	    : import_begins(f, mhtml_is) ? IMPORT_MHTML
					 : IMPORT_DOCUMENT;
}

void
import_look(
    const struct document *none, const void *what, struct reader_out *out)
{
	const struct import_question *question = what;
	const struct import_request *request = question->request;
	struct import_file f = {
		.extractor = question->extractor,
		.file = fopen(request->path, "rbe"),
		.path = request->path,
		.url = request->url,
		.media_type = import_media_type(request->path),
		.published_on = request->published_on,
	};
	struct singlefile page;
	enum import_kind kind;

	(void)none;
	if (f.file == NULL) {
		log_error("%s: %s", f.path, strerror(errno));
		return;
	}
	kind = import_find_kind(&f);
	reader_field(out, "kind", kind_names[kind]);
	if (kind == IMPORT_DOCUMENT)
		import_look_at_page(&f, request, &page, out);
	reader_row(out);
	fclose(f.file);
}
