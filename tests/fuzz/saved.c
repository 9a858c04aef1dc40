/* What a browser saved. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "archive/har.h"
#include "archive/mhtml.h"
#include "archive/saved.h"

#define MOST ((uint64_t)64 * 1024)

static bool
want(void *context, const char *url)
{
	(void)context;
	return url[0] != 'x';
}

/* What would end a header of HTTP, or begin a content, is in neither. */
static void
check_head(const struct saved_response *r)
{
	const char *at = r->headers;

	if (r->media_type[strcspn(r->media_type, "\r\n")] != '\0')
		abort();
	while (*at != '\0') {
		size_t length = strcspn(at, "\r\n");

		if (length == 0 || strncmp(at + length, "\r\n", 2) != 0)
			abort();
		at += length + 2;
	}
}

static bool
take(void *context, const struct saved_response *r)
{
	struct body *content = saved_content(r);
	char why[SAVED_WHY];
	char buffer[512];

	(void)context;
	(void)saved_judge(r, 0, why);
	if (r->form == SAVED_HAR)
		check_head(r);
	while (
	    content != NULL && body_read(content, buffer, sizeof(buffer)) > 0)
		continue;
	body_close(content);
	return true;
}

void
fuzz_saved(const void *what, const uint8_t *bytes, size_t length)
{
	static const struct saved_user user = { want, take, NULL, MOST };
	struct body *b = body_of_memory(bytes, length);

	(void)what;
	(void)har_is(b);
	body_close(b);
	b = body_of_memory(bytes, length);
	(void)har_read(b, &user);
	body_close(b);
	b = body_of_memory(bytes, length);
	(void)mhtml_is(b);
	body_close(b);
	b = body_of_memory(bytes, length);
	(void)mhtml_read(b, NULL, &user);
	body_close(b);
}
