#include "publish/report/site.h"

#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "publish/report/location.h"

bool
site_address(const struct site *site, const struct webpage *p, struct text *out,
    const char *name)
{
	const char *colon = name == NULL ? NULL : strchr(name, ':');
	struct text kind = { 0 };
	bool is_there;

	if (colon == NULL)
		return false;
	text_add(&kind, name, (size_t)(colon - name));
	is_there = map_get2(site->pages, text_string(&kind), colon + 1) != NULL;
	if (is_there) {
		text_add_string(out, webpage_root(p));
		location_add(out, text_string(&kind), colon + 1);
	}
	text_free(&kind);
	return is_there;
}
