#include "extract/import_check.h"

#include <jansson.h>

#include "archive/body.h"
#include "base/log.h"
#include "base/time.h"
#include "format/sniff.h"

/* The document that a file would be, from its start; to be closed. */
static struct document
import_file_open(const struct import_file *f, char now[TIMESTAMP_SIZE])
{
	timestamp_now(now);
	rewind(f->file);
	return (struct document){
		.source = f->extractor->name,
		.url = f->url,
		.fetched_at = now,
		.published_on = f->published_on,
		.media_type = f->media_type,
		.content = body_of_file(f->file),
	};
}

static void
import_file_close(const struct import_file *f, struct document *doc)
{
	body_close(doc->content);
	rewind(f->file);
}

const struct substitute *
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

const struct substitute *
import_capture_substitute(struct archive *archive,
    const struct extractor *extractor, const struct capture *capture)
{
	const struct substitute *found;
	struct document *doc = archive_document(archive, capture);
	bool is_recognised = extractor->documents.recognises(doc);

	archive_document_close(doc);
	if (is_recognised)
		return NULL;
	doc = archive_document(archive, capture);
	found = substitute_find(doc);
	archive_document_close(doc);
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
	json_t *json;

	if (format != &json_format)
		return true;
	rewind(f->file);
	json = json_loadf(f->file, 0, NULL);
	rewind(f->file);
	json_decref(json);
	return json == NULL;
}

bool
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
