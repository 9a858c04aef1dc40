#include "extract/denial.h"

#include <string.h>

#include "archive/body.h"

/*
 * Titles of what stands before a site: Akamai, F5, Cloudflare, Imperva,
 * DataDome.
 */
static const char *const titles[] = {
	"access denied",
	"access to this page has been denied",
	"request rejected",
	"request blocked",
	"attention required",
	"just a moment",
	"checking your browser",
	"pardon our interruption",
	"verify you are human",
	"human verification",
	"are you a robot",
	"captcha",
	"security check",
	"unusual traffic",
	"forbidden",
};

/* The title of the page that begins there, cut out of it; NULL if none does. */
static const char *
cut_title(char *start)
{
	char *title = *start == '<' ? strcasestr(start, "<title") : NULL;
	char *end = title == NULL ? NULL : strcasestr(title, "</title");

	if (end != NULL)
		*end = '\0';
	return title;
}

bool
denial_is(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];
	const char *from = body_start(doc->content, start);
	const char *title = cut_title(start + (from - start));

	if (title == NULL)
		return false;
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
		if (strcasestr(title, titles[i]) != NULL)
			return true;
	}
	return false;
}
