/*
 * The documents of one source: which addresses hold them, whether one is what
 * it should be, and in which format its bytes are. The list of sources names it
 * once, for extract and for transform, which do not know each other.
 */
#ifndef FORMAT_FORM_H
#define FORMAT_FORM_H

#include "format/format.h"

enum address_kind {
	ADDRESS_OTHER,   /* not one of this source's */
	ADDRESS_LISTING, /* points to documents, holds no records */
	ADDRESS_RECORDS,
};

struct document_form {
	/* What stands at an address. */
	enum address_kind (*kind)(const char *url);

	/*
	 * Whether a document is what was asked for: not a page about something
	 * else, nor nothing. May read the content to its end.
	 */
	bool (*recognises)(const struct document *);

	/* How to read a document; may look at the head of its content. */
	const struct format *(*format)(const struct document *);
	struct shape shape;
	bool has_pdf; /* some are PDF */
};

/* Gives each row of a document. False if it cannot be read, logged. */
bool form_read(const struct document_form *, const struct document *,
    row_taker *, void *context);

/*
 * Reading in a process that is shut in (base/wall.h): in its parent, loads what
 * the formats cannot load there, of PDF only if the form has it, and with NULL
 * nothing of it; in itself, before it is shut in, opens what they cannot open
 * and names what they read beside the documents.
 */
void form_load(const struct document_form *);
struct wall;
void form_prepare(struct wall *);

/* Whether an address, or a link as a page writes it, leads to a PDF file. */
bool form_is_pdf(const char *address);

#endif
