/* Addresses, as publishers and their redirects write them. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>

#include "base/arena.h"
#include "config/sources.h"
#include "extract/address.h"
#include "extract/listing.h"
#include "extract/network.h"

#define FROM "https://www.example.org/a/b?c"

void
fuzz_address(const void *what, const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	char *s = fuzz_string(arena, bytes, length);
	char path[ADDRESS_MAX];
	char day[11];
	char *to = address_redirect(FROM, s);

	(void)what;
	free(address_redirect(s, "../x"));
	if (to != NULL)
		(void)address_may_lead("https://www.example.org", FROM, to);
	free(to);
	(void)address_path(s, "example.org", path);
	(void)address_is_at("https://www.example.org", s);
	(void)network_is_private_host(s);
	(void)network_is_loopback_host(s);
	(void)listing_day(s, day);
	for (size_t i = 0; i < source_count; i++) {
		(void)extract_address_is(sources[i].extractor, s);
		(void)sources[i].extractor->documents.kind(s);
	}
	arena_free(arena);
}
