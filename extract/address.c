#include "extract/address.h"

#include <curl/curl.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "extract/network.h"

static bool
address_is_of(const char *name, const char *host)
{
	size_t n = strlen(name);
	size_t h = strlen(host);

	if (network_is_loopback_host(name))
		return true;
	return n >= h && strcasecmp(name + n - h, host) == 0 &&
	    (n == h || name[n - h - 1] == '.');
}

bool
address_path(const char *url, const char *host, char path[ADDRESS_MAX])
{
	CURLU *parts = xgiven(curl_url());
	char *name = NULL;
	char *got = NULL;
	bool ours = network_parsed(curl_url_set(
			parts, CURLUPART_URL, url, CURLU_URLENCODE)) &&
	    network_parsed(curl_url_get(parts, CURLUPART_HOST, &name, 0)) &&
	    address_is_of(name, host) &&
	    network_parsed(curl_url_get(parts, CURLUPART_PATH, &got, 0)) &&
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

bool
address_is_at(const char *base, const char *url)
{
	size_t length = strlen(base);

	return strlen(url) < ADDRESS_MAX &&
	    strncasecmp(url, base, length) == 0 &&
	    (url[length] == '/' || url[length] == '?' || url[length] == '\0');
}

/* The length of https://host:port */
static size_t
address_origin_length(const char *url)
{
	const char *host = strstr(url, "://");

	return host == NULL
	    ? 0
	    : (size_t)(host - url) + 3 + strcspn(host + 3, "/?#");
}

bool
address_may_lead(const char *base, const char *from, const char *to)
{
	size_t length = address_origin_length(from);

	if (address_is_at(base, from))
		return address_is_at(base, to);
	return strlen(to) < ADDRESS_MAX &&
	    length == address_origin_length(to) &&
	    strncasecmp(from, to, length) == 0;
}

char *
address_redirect(const char *from, const char *location)
{
	CURLU *url = xgiven(curl_url());
	char *got = NULL;
	char *target = NULL;

	if (location != NULL &&
	    network_parsed(curl_url_set(url, CURLUPART_URL, from, 0)) &&
	    network_parsed(curl_url_set(url, CURLUPART_URL, location, 0)) &&
	    network_parsed(curl_url_get(url, CURLUPART_URL, &got, 0)))
		target = xstrdup(got);
	curl_free(got);
	curl_url_cleanup(url);
	return target;
}
