#include "publish/element.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"

/* A copy of a value that is harmless. */
static char *
element_disarm(const char *value)
{
	char *clean = xzalloc(3 * strlen(value) + 1);

	utf8_disarm_xml(value, clean);
	return clean;
}

bool
element_begin_document(
    xmlTextWriter *w, const char *name, const char *namespace)
{
	xmlTextWriterSetIndent(w, 1);
	return xmlTextWriterStartDocument(w, NULL, "UTF-8", NULL) >= 0 &&
	    xmlTextWriterStartElementNS(w, NULL, (const xmlChar *)name,
		(const xmlChar *)namespace) >= 0;
}

bool
element_begin(xmlTextWriter *w, const char *name)
{
	return xmlTextWriterStartElement(w, (const xmlChar *)name) >= 0;
}

bool
element_end(xmlTextWriter *w)
{
	return xmlTextWriterEndElement(w) >= 0;
}

bool
element_attribute(xmlTextWriter *w, const char *name, const char *value)
{
	char *clean = element_disarm(value);
	bool ok = xmlTextWriterWriteAttribute(
		      w, (const xmlChar *)name, (const xmlChar *)clean) >= 0;

	free(clean);
	return ok;
}

bool
element_value(xmlTextWriter *w, const char *value)
{
	char *clean = element_disarm(value);
	bool ok = xmlTextWriterWriteString(w, (const xmlChar *)clean) >= 0;

	free(clean);
	return ok;
}

bool
element_text(xmlTextWriter *w, const char *name, const char *value)
{
	return element_begin(w, name) && element_value(w, value) &&
	    element_end(w);
}

bool
element_address_is(const char *address)
{
	static const char others[] = "-._~:/?#[]@!$&'()*+,;=%";
	size_t scheme = 0;

	if (strncasecmp(address, "http://", 7) == 0)
		scheme = 7;
	else if (strncasecmp(address, "https://", 8) == 0)
		scheme = 8;
	if (scheme == 0 || !isalnum((unsigned char)address[scheme]))
		return false;
	for (const char *p = address; *p != '\0'; p++) {
		if ((*p & 0x80) != 0 ||
		    (!isalnum((unsigned char)*p) && strchr(others, *p) == NULL))
			return false;
	}
	return true;
}
