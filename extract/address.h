/* Parts of an address, to tell whose it is. */
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

#endif
