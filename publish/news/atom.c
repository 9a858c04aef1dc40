#include "publish/news/atom.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "publish/element.h"
#include "publish/export/place.h"

/* What is no address that a link may have is none. */
static bool
atom_link(xmlTextWriter *w, const char *relation, const char *address)
{
	if (!element_address_is(address))
		return true;
	return element_begin(w, "link") &&
	    element_attribute(w, "rel", relation) &&
	    element_attribute(w, "href", address) && element_end(w);
}

static bool
atom_entry(xmlTextWriter *w, const struct news_event *e)
{
	struct text content = { 0 };
	bool ok;

	text_addf(&content, "%s", e->summary);
	if (*e->source != '\0')
		text_addf(&content, " Source: %s.", e->source);
	ok = element_begin(w, "entry") && element_text(w, "id", e->id) &&
	    element_text(w, "title", e->title) &&
	    element_text(w, "updated", e->happened_at) &&
	    element_begin(w, "category") &&
	    element_attribute(w, "term", e->kind) && element_end(w) &&
	    atom_link(w, "alternate", e->url) &&
	    element_text(w, "content", text_string(&content)) && element_end(w);
	text_free(&content);
	return ok;
}

static bool
atom_head(xmlTextWriter *w, const struct atom_feed *feed,
    const struct news_list *list)
{
	return element_begin_document(
		   w, "feed", "http://www.w3.org/2005/Atom") &&
	    element_text(w, "id", feed->id) &&
	    element_text(w, "title", "Arms sales: what is new or changed") &&
	    element_text(w, "subtitle",
		"Amounts are US dollars as published; of a notice to Congress "
		"they are a ceiling and no contract.") &&
	    element_text(w, "updated",
		list->count == 0 ? feed->updated
				 : list->events[0].happened_at) &&
	    element_begin(w, "author") && element_text(w, "name", "armsetl") &&
	    element_end(w) && element_text(w, "generator", feed->program) &&
	    atom_link(w, "self", feed->address == NULL ? "" : feed->address);
}

static bool
atom_make(xmlTextWriter *w, const struct atom_feed *feed,
    const struct news_list *list)
{
	bool ok = atom_head(w, feed, list);

	for (size_t i = 0; ok && i < list->count; i++)
		ok = atom_entry(w, &list->events[i]);
	return ok && xmlTextWriterEndDocument(w) >= 0;
}

/* Whether the file is just that. */
static bool
atom_is_there(const char *file, const char *bytes, size_t length)
{
	char *there = xzalloc(length + 1);
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat state;
	size_t count = 0;
	ssize_t n;

	while (fd >= 0 && fstat(fd, &state) == 0 && S_ISREG(state.st_mode) &&
	    count <= length &&
	    (n = read(fd, there + count, length + 1 - count)) > 0)
		count += (size_t)n;
	if (fd >= 0)
		close(fd);
	n = memcmp(there, bytes, length);
	free(there);
	return count == length && n == 0;
}

static bool
atom_make_folder(const char *file)
{
	const char *slash = strrchr(file, '/');
	struct text folder = { 0 };
	bool ok;

	if (slash == NULL || slash == file)
		return true;
	text_add(&folder, file, (size_t)(slash - file));
	ok = folder_make(text_string(&folder));
	text_free(&folder);
	return ok;
}

static bool
atom_fill(const char *part, const char *bytes, size_t length)
{
	FILE *out = fopen(part, "we");
	bool ok = out != NULL && fwrite(bytes, 1, length, out) == length &&
	    fflush(out) == 0 && fsync(fileno(out)) == 0;

	if (!ok)
		log_error("%s: %s", part, strerror(errno));
	if (out != NULL)
		fclose(out);
	return ok;
}

/* Two at once do not write into one another's file: each has its own beside. */
static bool
atom_put(const char *file, const char *bytes, size_t length)
{
	char *part;
	bool ok;

	if (atom_is_there(file, bytes, length))
		return true;
	part = atom_make_folder(file) ? export_part(file, false) : NULL;
	if (part == NULL)
		return false;
	ok = atom_fill(part, bytes, length) && export_place(part, file);
	if (!ok)
		unlink(part);
	free(part);
	return ok;
}

bool
atom_write(const char *file, const struct atom_feed *feed,
    const struct news_list *list)
{
	xmlBuffer *buffer = xgiven(xmlBufferCreate());
	xmlTextWriter *w = xgiven(xmlNewTextWriterMemory(buffer, 0));
	bool ok = atom_make(w, feed, list);

	xmlFreeTextWriter(w);
	if (!ok)
		log_fatal("%s: no memory for the feed", file);
	ok = atom_put(file, (const char *)xmlBufferContent(buffer),
	    (size_t)xmlBufferLength(buffer));
	xmlBufferFree(buffer);
	return ok;
}
