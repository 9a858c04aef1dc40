/* Parts of an address, to tell whose it is and where it may lead. */
#ifndef EXTRACT_ADDRESS_H
#define EXTRACT_ADDRESS_H

#include <stdbool.h>

/* Bytes of an address. The tables have keys of two addresses and more. */
#define ADDRESS_MAX 1000

/*
 * The path of a web address at that host or one below it, "www." or another;
 * a loopback address, where a setting may point, is taken for any. Without a
 * final slash, query and fragment; "" for the root. False if it is elsewhere.
 */
bool address_path(const char *url, const char *host, char path[ADDRESS_MAX]);

/* Whether it is the base, which has no final slash, or an address below it. */
bool address_is_at(const char *base, const char *url);

/*
 * Whether a redirect may be followed from one to the other: what is at the base
 * may not lead away from it, and what is elsewhere not to another host.
 */
bool address_may_lead(const char *base, const char *from, const char *to);

/* Where a redirect from that address leads; NULL if nowhere. For free(). */
char *address_redirect(const char *from, const char *location);

#endif
