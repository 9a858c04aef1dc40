#include "extract/network.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/text.h"

/* IPv4 as it stands within IPv6 (RFC 4291, 2.5.5.2). */
#define MAPPED "::ffff:"
#define MAPPED_BITS 96

struct network_range {
	const char *first;
	unsigned bits; /* that all of the range have alike */
};

static const struct network_range loopback[] = {
	{ MAPPED "127.0.0.1", 128 },
	{ "::1", 128 },
};

static const struct network_range ranges[] = {
	{ MAPPED "0.0.0.0", MAPPED_BITS + 8 },
	{ MAPPED "10.0.0.0", MAPPED_BITS + 8 },
	{ MAPPED "100.64.0.0", MAPPED_BITS + 10 },
	{ MAPPED "127.0.0.0", MAPPED_BITS + 8 },
	{ MAPPED "169.254.0.0", MAPPED_BITS + 16 },
	{ MAPPED "172.16.0.0", MAPPED_BITS + 12 },
	{ MAPPED "192.168.0.0", MAPPED_BITS + 16 },
	{ MAPPED "224.0.0.0", MAPPED_BITS + 3 }, /* several, and reserved */
	{ "::", 96 },                            /* ::1, and what was IPv4 */
	{ "fc00::", 7 }, { "fe80::", 10 },
	{ "fec0::", 10 }, /* as private ones once were */
	{ "ff00::", 8 },  /* several */
};

static bool
network_is_in(const struct in6_addr *address, const struct network_range *range)
{
	size_t bytes = range->bits / 8;
	unsigned rest = 8 - range->bits % 8;
	struct in6_addr first;

	if (inet_pton(AF_INET6, range->first, &first) != 1 ||
	    memcmp(&first, address, bytes) != 0)
		return false;
	return rest == 8 ||
	    first.s6_addr[bytes] >> rest == address->s6_addr[bytes] >> rest;
}

static bool
network_is_in_any(const struct in6_addr *address,
    const struct network_range *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (network_is_in(address, &list[i]))
			return true;
	}
	return false;
}

static bool
network_is_private_address(const struct in6_addr *address)
{
	/* 64:ff9b::/96 and 2002::/16 lead to the IPv4 address in them. */
	static const unsigned char nat[12] = { 0, 0x64, 0xff, 0x9b };
	static const unsigned char six_to_four[2] = { 0x20, 2 };
	struct in6_addr inner = { .s6_addr = { [10] = 0xff, [11] = 0xff } };
	size_t at = 0;

	if (memcmp(address, nat, sizeof(nat)) == 0)
		at = sizeof(nat);
	else if (memcmp(address, six_to_four, sizeof(six_to_four)) == 0)
		at = sizeof(six_to_four);
	memcpy(inner.s6_addr + 12, address->s6_addr + at, 4);
	return network_is_in_any(at > 0 ? &inner : address, ranges,
	    sizeof(ranges) / sizeof(ranges[0]));
}

bool
network_is_private(const struct sockaddr *address)
{
	struct in6_addr mapped = { .s6_addr = { [10] = 0xff, [11] = 0xff } };
	struct sockaddr_in6 six;
	struct sockaddr_in four;

	switch (address->sa_family) {
	case AF_INET:
		memcpy(&four, address, sizeof(four));
		memcpy(mapped.s6_addr + 12, &four.sin_addr, 4);
		return network_is_private_address(&mapped);
	case AF_INET6:
		memcpy(&six, address, sizeof(six));
		return network_is_private_address(&six.sin6_addr);
	default:
		return true;
	}
}

/* Hosts */

/* An address as an IPv6 one; false of a name. */
static bool
network_read_host(const char *host, struct in6_addr *address)
{
	char text[INET6_ADDRSTRLEN + sizeof(MAPPED)] = MAPPED;
	size_t length = strlen(host);

	if (length < 2 || length >= INET6_ADDRSTRLEN)
		return false;
	if (host[0] == '[') {
		memcpy(text, host + 1, length - 2);
		text[length - 2] = '\0';
	} else {
		memcpy(text + strlen(MAPPED), host, length + 1);
	}
	return inet_pton(AF_INET6, text, address) == 1;
}

bool
network_is_private_host(const char *host)
{
	struct in6_addr address;

	return network_read_host(host, &address) &&
	    network_is_private_address(&address);
}

bool
network_is_loopback_host(const char *host)
{
	struct in6_addr address;

	if (strcasecmp(host, "localhost") == 0)
		return true;
	return network_read_host(host, &address) &&
	    network_is_in_any(
		&address, loopback, sizeof(loopback) / sizeof(loopback[0]));
}

/* Whether one of a name's addresses is private. */
static bool
network_is_private_name(const char *host)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
	struct addrinfo *list = NULL;
	bool is_private = false;

	if (getaddrinfo(host, NULL, &hints, &list) != 0)
		return false;
	for (struct addrinfo *a = list; a != NULL; a = a->ai_next)
		is_private = is_private || network_is_private(a->ai_addr);
	freeaddrinfo(list);
	return is_private;
}

bool
network_parsed(CURLUcode result)
{
	if (result == CURLUE_OUT_OF_MEMORY)
		(void)xgiven(NULL);
	return result == CURLUE_OK;
}

bool
network_is_private_url(const char *url)
{
	CURLU *parts = xgiven(curl_url());
	char *host = NULL;
	struct in6_addr address;
	bool is_private = false;

	if (network_parsed(curl_url_set(parts, CURLUPART_URL, url, 0)) &&
	    network_parsed(curl_url_get(parts, CURLUPART_HOST, &host, 0)))
		is_private = network_read_host(host, &address)
		    ? network_is_private_address(&address)
		    : network_is_private_name(host);
	curl_free(host);
	curl_url_cleanup(parts);
	return is_private;
}
