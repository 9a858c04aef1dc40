/*
 * Addresses of the network that no publisher's document is at: of this machine
 * and of the networks around it. They are compared as addresses, not as text.
 */
#ifndef EXTRACT_NETWORK_H
#define EXTRACT_NETWORK_H

#include <curl/curl.h>
#include <stdbool.h>
#include <sys/socket.h>

/*
 * Whether it is this machine's, of a private network or of a link (RFC 1918,
 * 4193, 3927, 6598), or of no single machine; of any family but IP, too.
 */
bool network_is_private(const struct sockaddr *);

/* The same of a host as an address of the web has it: false of a name. */
bool network_is_private_host(const char *host);

/* Whether that host is this machine: 127.0.0.1, [::1], localhost. */
bool network_is_loopback_host(const char *host);

/*
 * Whether the host of an address of the web is, or is a name of, a private
 * one, as a setting may have it. It is looked up.
 */
bool network_is_private_url(const char *url);

/*
 * Whether libcurl took an address apart, or put it together. Without memory the
 * program ends, as that says nothing of the address.
 */
bool network_parsed(CURLUcode);

#endif
