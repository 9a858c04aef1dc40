/*
 * One page of the report: a file of HTML that is well-formed XML, too, written
 * through libxml2's text writer, so that no text becomes markup.
 */
#ifndef PUBLISH_REPORT_WEBPAGE_H
#define PUBLISH_REPORT_WEBPAGE_H

#include <libxml/xmlwriter.h>
#include <stdbool.h>

struct webpage;

struct webpage_facts {
	const char *folder; /* of the report */
	const char *file;   /* within it: "notice/36.b.1_26-27.html" */
	const char *kind;   /* of page: the entry of the navigation */
	const char *title;
	const char *lead;  /* a sentence under the title; NULL: none */
	const char *notes; /* at the foot */
};

/* Begins the page, up to its title. NULL on failure, logged. */
struct webpage *webpage_open(const struct webpage_facts *);

/* Ends it, and the file. False on failure, logged. */
bool webpage_close(struct webpage *);

xmlTextWriterPtr webpage_writer(const struct webpage *);

/* From the page to the folder of the report: "", or "../". */
const char *webpage_root(const struct webpage *);

/* The page's file without ".html", in the folder where it is written. */
const char *webpage_base(const struct webpage *);

/* An element with a text that is shortened and made harmless. */
void webpage_element(
    struct webpage *, const char *name, const char *class, const char *text);
void webpage_start(struct webpage *, const char *name, const char *class);
void webpage_end(struct webpage *); /* with an end tag, whatever is in it */
void webpage_attribute(struct webpage *, const char *name, const char *value);
void webpage_text(struct webpage *, const char *, size_t most);

/* A text, as a link where there is an address. */
void webpage_link(struct webpage *, const char *address, const char *text);

#endif
