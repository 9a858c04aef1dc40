#include "base/time.h"

#include <ctype.h>
#include <string.h>

#include "base/log.h"

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

static bool
day_text_read(const char *day, struct tm *tm)
{
	static const char form[] = "9999-99-99";
	const char *end;

	for (size_t i = 0; i < sizeof(form); i++) {
		if (form[i] == '9' ? !isdigit((unsigned char)day[i])
				   : day[i] != form[i])
			return false;
	}
	*tm = (struct tm){ 0 };
	end = strptime(day, "%Y-%m-%d", tm);
	return end == day + 10;
}

bool
day_text_is(const char *day)
{
	struct tm tm;
	int mday;

	if (!day_text_read(day, &tm))
		return false;
	mday = tm.tm_mday;
	timegm(&tm);
	return tm.tm_mday == mday; /* not February 30 */
}

void
day_text_add(char day[11], int days)
{
	struct tm tm;

	if (!day_text_read(day, &tm))
		log_fatal("not a day: %s", day);
	tm.tm_mday += days;
	timegm(&tm);
	strftime(day, 11, "%Y-%m-%d", &tm);
}

void
day_text_today(char day[11])
{
	time_t now = time(NULL);
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(day, 11, "%Y-%m-%d", &tm);
}
