#include "extract/files.h"

#include <string.h>

static void
renew(struct crawl *c, const char *path, size_t length, const char *accept)
{
	struct text url = { 0 };

	if (*path == '/')
		text_add_string(&url, c->base);
	text_add(&url, path, length);
	c->counts.found++;
	crawl_renew_elsewhere(c, text_string(&url), accept);
	text_free(&url);
}

void
files_crawl(struct crawl *c, const char *const *paths, const char *accept)
{
	static const char blank[] = " \t";
	const char *listed = c->settings->addresses;

	if (listed == NULL) {
		for (; *paths != NULL; paths++)
			renew(c, *paths, strlen(*paths), accept);
		return;
	}
	for (listed += strspn(listed, blank); *listed != '\0';
	     listed += strspn(listed, blank)) {
		size_t length = strcspn(listed, blank);

		renew(c, listed, length, accept);
		listed += length;
	}
}
