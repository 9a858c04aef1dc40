#include "base/time.h"

#include <string.h>

void
moment_write(time_t moment, char text[MOMENT_SIZE])
{
	struct tm utc;

	gmtime_r(&moment, &utc);
	strftime(text, MOMENT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

bool
moment_read(const char *text, time_t *moment)
{
	struct tm utc = { 0 };
	const char *end;

	if (text == NULL || strlen(text) != MOMENT_SIZE - 1)
		return false;
	end = strptime(text, "%Y-%m-%dT%H:%M:%SZ", &utc);
	if (end == NULL || *end != '\0')
		return false;
	*moment = timegm(&utc);
	return true;
}
