/* Addresses of the Congressional Record, and what they tell. */
#include <stdio.h>
#include <string.h>

#include "archive/body.h"
#include "extract/source/record.h"

/*
 * The name of a granule in a text, CREC-2019-06-12-pt1-PgS3425-2, and its
 * length; NULL if there is none.
 */
static const char *
find_name(const char *text, size_t *length)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
	const char *at = text;

	while ((at = strstr(at, "CREC-")) != NULL) {
		char name[80] = "";
		char day[11] = "";

		*length = strspn(at, letters);
		if (*length < sizeof(name))
			memcpy(name, at, *length);
		snprintf(day, sizeof(day), "%.10s", name + 5);
		if (name[0] != '\0' && extract_day_is(day) &&
		    strstr(name, "-pt") != NULL && strstr(name, "-Pg") != NULL)
			return at;
		at += strlen("CREC-");
	}
	return NULL;
}

/* A granule's text is offered at govinfo and, to 2018, at FDsys, also by
 * congress.gov. */
enum address_kind
record_kind(const char *url)
{
	size_t length;
	const char *name = find_name(url, &length);

	if (strstr(url, "/sitemap/CREC_") != NULL ||
	    (strstr(url, "/metadata/pkg/CREC-") != NULL &&
		strstr(url, "mods.xml") != NULL))
		return ADDRESS_LISTING;
	while (name != NULL && strncmp(name + length, ".htm", 4) != 0)
		name = find_name(name + length, &length);
	return name == NULL ? ADDRESS_OTHER : ADDRESS_RECORDS;
}

bool
record_recognises(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];

	return strstr(body_start(doc->content, start),
		   "Congressional Record") != NULL;
}

/*
 * A granule does not say its name, only its day and its pages, of which others
 * may begin on the same; so it is taken from a link in its head or from the
 * file's own name.
 */
bool
record_address(const struct document *doc, struct text *url)
{
	char start[BODY_PEEK_MAX + 1];
	size_t length = 0;
	const char *name = find_name(body_start(doc->content, start), &length);
	const char *issue_end;

	if (name == NULL)
		name = find_name(doc->url, &length);
	if (name == NULL)
		return false;
	issue_end = strstr(name, "-pt");
	text_addf(url, "%s/content/pkg/%.*s/html/%.*s.htm", RECORD_BASE,
	    (int)(issue_end - name), name, (int)length, name);
	return true;
}
