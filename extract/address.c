#include "extract/address.h"

#include <curl/curl.h>
#include <string.h>
#include <strings.h>

static bool
is_at(const char *name, const char *host)
{
	size_t n = strlen(name);
	size_t h = strlen(host);

	if (strncmp(name, "127.", 4) == 0 || strcmp(name, "localhost") == 0 ||
	    strcmp(name, "[::1]") == 0)
		return true;
	return n >= h && strcasecmp(name + n - h, host) == 0 &&
	    (n == h || name[n - h - 1] == '.');
}

bool
address_path(const char *url, const char *host, char path[ADDRESS_MAX])
{
	CURLU *parts = curl_url();
	char *name = NULL;
	char *got = NULL;
	bool ours = parts != NULL &&
	    curl_url_set(parts, CURLUPART_URL, url, CURLU_URLENCODE) ==
		CURLUE_OK &&
	    curl_url_get(parts, CURLUPART_HOST, &name, 0) == CURLUE_OK &&
	    is_at(name, host) &&
	    curl_url_get(parts, CURLUPART_PATH, &got, 0) == CURLUE_OK &&
	    strlen(got) < ADDRESS_MAX;

	path[0] = '\0';
	if (ours) {
		size_t length = strlen(got);

		while (length > 0 && got[length - 1] == '/')
			length--;
		memcpy(path, got, length);
		path[length] = '\0';
	}
	curl_free(name);
	curl_free(got);
	curl_url_cleanup(parts);
	return ours;
}
