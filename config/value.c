#include "config/value.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "extract/address.h"
#include "extract/fetch.h"

#define MEBI ((uint64_t)1024 * 1024)

static bool
read_number(const char *value, uint64_t most, uint64_t *out)
{
	static const struct {
		const char *unit;
		uint64_t factor;
	} units[] = { { "", 1 }, { "K", 1024 }, { "M", MEBI },
		{ "G", MEBI * 1024 } };
	char *end;
	unsigned long long n;

	errno = 0;
	n = strtoull(value, &end, 10);
	if (end == value || errno != 0 || *value == '-')
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strcmp(end, units[i].unit) == 0 &&
		    n <= most / units[i].factor) {
			*out = n * units[i].factor;
			return true;
		}
	}
	return false;
}

bool
value_seconds(const char *value, long *out)
{
	uint64_t n;

	if (!read_number(value, SECONDS_MAX, &n) || n == 0)
		return false;
	*out = (long)n;
	return true;
}

bool
value_bytes(const char *value, uint64_t *out)
{
	return read_number(value, INT64_MAX, out) && *out > 0;
}

bool
value_count(const char *value, unsigned least, unsigned most, unsigned *out)
{
	uint64_t n;

	if (!read_number(value, most, &n) || n < least)
		return false;
	*out = (unsigned)n;
	return true;
}

bool
value_addresses(const char *list)
{
	char *copy = strdup(list);
	char *rest = copy;
	const char *address;
	bool ok = copy != NULL;

	while (ok && (address = strsep(&rest, " \t")) != NULL)
		ok = strlen(address) < ADDRESS_MAX &&
		    (*address == '\0' || *address == '/' ||
			fetch_allowed(address));
	free(copy);
	return ok;
}
