#include <libxml/xmlreader.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "archive/body.h"
#include "base/log.h"
#include "extract/address.h"
#include "extract/source/register.h"
#include "format/guard.h"

const char *const register_inline[] = { "E", "SU", "FR", "AC", "FTREF",
	"PRTPAGE", NULL };
const char *const register_cells[] = { "ENT", "CHED", "TNOTE", NULL };
const char *const register_units[] = { "NOTICE", "RULE", "PRORULE", "PRESDOCU",
	NULL };

static bool
register_begins(const char *path, const char *with)
{
	return strncmp(path, with, strlen(with)) == 0;
}

enum address_kind
register_kind(const char *url)
{
	char path[ADDRESS_MAX];

	if (address_path(url, "federalregister.gov", path)) {
		if (register_begins(path, "/api/v1/documents"))
			return ADDRESS_LISTING;
		if (register_begins(path, "/documents/full_text/text/") ||
		    register_begins(path, "/documents/full_text/xml/") ||
		    register_begins(path, "/d/"))
			return ADDRESS_RECORDS;
	}
	if ((address_path(url, "govinfo.gov", path) ||
		address_path(url, "gpo.gov", path)) &&
	    (register_begins(path, "/bulkdata/FR/") ||
		register_begins(path, "/content/pkg/FR-") ||
		register_begins(path, "/fdsys/pkg/FR-")))
		return ADDRESS_RECORDS;
	return ADDRESS_OTHER;
}

/* The number behind one of the labels, as in "[FR Doc No: 2026-07237]". */
static bool
register_find_number(
    const char *text, const char *label, char *number, size_t size)
{
	const char *at = strstr(text, label);
	size_t length;

	if (at == NULL)
		return false;
	at += strlen(label);
	at += strspn(at, " ");
	length = strspn(at, "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	if (length == 0 || length >= size)
		return false;
	memcpy(number, at, length);
	number[length] = '\0';
	return true;
}

/* "Tuesday, April 14, 2026" */
static bool
register_read_day(const char *text, struct tm *day)
{
	*day = (struct tm){ 0 };
	return strptime(text, "%A, %B %d, %Y", day) != NULL;
}

static bool
register_text_file_address(const char *start, struct text *url)
{
	const char *issue = strstr(start, "[Federal Register Volume");
	const char *bracket = issue == NULL ? NULL : strchr(issue, '(');
	char number[32];
	struct tm day;

	if (!register_find_number(start, "[FR Doc No:", number, sizeof(number)))
		return false;
	if (bracket == NULL || !register_read_day(bracket + 1, &day)) {
		text_addf(url, "%s/d/%s", FEDERAL_REGISTER_BASE, number);
		return true;
	}
	text_addf(url, "%s/documents/full_text/text/%04d/%02d/%02d/%s.txt",
	    FEDERAL_REGISTER_BASE, day.tm_year + 1900, day.tm_mon + 1,
	    day.tm_mday, number);
	return true;
}

static int
register_read_content(void *context, char *buffer, int size)
{
	return (int)body_read(context, buffer, (size_t)size);
}

/* Goes on to the next element of that name and gives its text. */
static bool
register_find_element(xmlTextReaderPtr reader, const char *name, xmlChar **text)
{
	while (xmlTextReaderRead(reader) == 1) {
		const xmlChar *here = xmlTextReaderConstName(reader);

		if (xmlTextReaderNodeType(reader) != XML_READER_TYPE_ELEMENT ||
		    strcmp((const char *)here, name) != 0)
			continue;
		*text = xmlTextReaderReadString(reader);
		return *text != NULL;
	}
	return false;
}

static void
register_stay_silent(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error; /* transform reads the file, too, and logs it */
}

/* A whole issue has its date near its start; a notice its number at its end. */
static bool
register_xml_file_address(
    const struct document *doc, bool issue, struct text *url)
{
	struct body *guarded = guard_xml(doc->content);
	xmlTextReaderPtr reader = xmlReaderForIO(
	    register_read_content, NULL, guarded, NULL, NULL, XML_PARSE_NONET);
	xmlChar *text = NULL;
	char number[32];
	struct tm day;
	bool ok = false;

	if (reader == NULL)
		log_fatal("cannot start the XML parser");
	xmlTextReaderSetStructuredErrorHandler(
	    reader, register_stay_silent, NULL);
	if (!register_find_element(reader, issue ? "DATE" : "FRDOC", &text))
		goto out;
	if (issue && register_read_day((const char *)text, &day)) {
		text_addf(url,
		    "https://www.govinfo.gov/bulkdata/FR/%04d/%02d/"
		    "FR-%04d-%02d-%02d.xml",
		    day.tm_year + 1900, day.tm_mon + 1, day.tm_year + 1900,
		    day.tm_mon + 1, day.tm_mday);
		ok = true;
	} else if (!issue &&
	    register_find_number(
		(const char *)text, "FR Doc.", number, sizeof(number))) {
		text_addf(url, "%s/d/%s", FEDERAL_REGISTER_BASE, number);
		ok = true;
	}
out:
	xmlFree(text);
	xmlFreeTextReader(reader);
	body_close_top(guarded);
	return ok;
}

static bool
register_is_xml(const char *start)
{
	return strncmp(start, "<?xml", 5) == 0 ||
	    strncmp(start, "<NOTICE", 7) == 0 ||
	    strncmp(start, "<FEDREG", 7) == 0;
}

/* Each rendition bears the Register's marks at its head. */
bool
register_recognises(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];
	const char *s = body_start(doc->content, start);

	return register_is_xml(s) || strstr(s, "[Federal Register") != NULL ||
	    strstr(s, "[FR Doc") != NULL;
}

bool
register_address(const struct document *doc, struct text *url)
{
	char start[BODY_PEEK_MAX + 1];
	const char *s = body_start(doc->content, start);

	if (register_is_xml(s))
		return register_xml_file_address(
		    doc, strstr(s, "<FEDREG") != NULL, url);
	return register_text_file_address(s, url);
}

const struct format *
register_format(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];
	const char *s = body_start(doc->content, start);

	if (register_is_xml(s))
		return &xml_format;
	if (strncasecmp(s, "<html", 5) == 0 ||
	    strncasecmp(s, "<!doctype html", 14) == 0)
		return &html_format;
	return &text_format;
}
