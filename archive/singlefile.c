#include "archive/singlefile.h"

#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "base/utf8.h"

static const char *
singlefile_behind_blanks(const char *at)
{
	return at + strspn(at, " \t\r\n\f");
}

/* Behind a tag that may stand there; NULL if it does not end. */
static const char *
singlefile_behind_tag(const char *at, const char *begins)
{
	if (strncasecmp(at, begins, strlen(begins)) != 0)
		return at;
	at += strcspn(at, ">");
	return *at == '>' ? singlefile_behind_blanks(at + 1) : NULL;
}

/*
 * The comment that the extension writes: behind the start of <html>, where no
 * other page's text can stand. NULL if there is none.
 */
static const char *
singlefile_comment(const char *at)
{
	static const char *const tags[] = { "<!doctype", "<html" };

	for (size_t i = 0; i < 2 && at != NULL; i++)
		at = singlefile_behind_tag(at, tags[i]);
	if (at == NULL || strncmp(at, "<!--", 4) != 0)
		return NULL;
	at = singlefile_behind_blanks(at + 4);
	return strncmp(at, "Page saved with SingleFile", 26) == 0 ? at : NULL;
}

/* A line of the comment; "" if there is none, or it is too long. */
static void
singlefile_line(const char *comment, const char *name, char *to, size_t room)
{
	const char *end = strstr(comment, "-->");
	const char *at = comment;
	size_t length = 0;

	*to = '\0';
	if (end == NULL)
		return;
	while (at < end && strncmp(at, name, strlen(name)) != 0) {
		at += strcspn(at, "\n");
		at = singlefile_behind_blanks(at);
	}
	if (at >= end)
		return;
	at += strlen(name);
	at += strspn(at, " \t");
	if (at < end)
		length = strcspn(at, "\r\n");
	if (length > (size_t)(end - at))
		length = (size_t)(end - at);
	while (length > 0 && (at[length - 1] == ' ' || at[length - 1] == '\t'))
		length--;
	if (length >= room)
		return;
	memcpy(to, at, length);
	to[length] = '\0';
	utf8_repair(to);
}

bool
singlefile_read(struct body *body, struct singlefile *page)
{
	char buffer[BODY_PEEK_MAX + 1];
	const char *comment = singlefile_comment(body_start(body, buffer));

	if (comment == NULL)
		return false;
	singlefile_line(comment, "url:", page->url, sizeof(page->url));
	singlefile_line(comment, "saved date:", page->date, sizeof(page->date));
	saved_clean_address(page->url);
	return true;
}
