/*
 * Elements of XML by libxml2's text writer, in which values from the database
 * are text and nothing else. Each function gives false if there is no memory,
 * or the writer's output takes no more.
 */
#ifndef PUBLISH_ELEMENT_H
#define PUBLISH_ELEMENT_H

#include <libxml/xmlwriter.h>
#include <stdbool.h>

/* The whole's, with the namespace that all are of. */
bool element_begin_document(
    xmlTextWriter *, const char *name, const char *namespace);

bool element_begin(xmlTextWriter *, const char *name);
bool element_end(xmlTextWriter *);

/*
 * A value is written without what XML cannot have, and without what turns the
 * direction of writing: see utf8_disarm_xml().
 */
bool element_attribute(xmlTextWriter *, const char *name, const char *value);
bool element_value(xmlTextWriter *, const char *value);

/* An element with a value and nothing else. */
bool element_text(xmlTextWriter *, const char *name, const char *value);

/*
 * Whether it is an address that a link may have: http or https with a host, of
 * ASCII that needs no quoting (RFC 3986).
 */
bool element_address_is(const char *);

#endif
