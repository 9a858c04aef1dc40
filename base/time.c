#include "base/time.h"

#include <ctype.h>
#include <string.h>

#include "base/log.h"

#define FORMAT "%Y-%m-%dT%H:%M:%SZ"

void
timestamp_write(time_t at, char text[TIMESTAMP_SIZE])
{
	struct tm utc;

	gmtime_r(&at, &utc);
	strftime(text, TIMESTAMP_SIZE, FORMAT, &utc);
}

void
timestamp_now(char text[TIMESTAMP_SIZE])
{
	timestamp_write(time(NULL), text);
}

bool
timestamp_read(const char *text, time_t *at)
{
	struct tm utc = { 0 };
	const char *end;

	if (text == NULL || strlen(text) != TIMESTAMP_SIZE - 1)
		return false;
	end = strptime(text, FORMAT, &utc);
	if (end == NULL || *end != '\0')
		return false;
	*at = timegm(&utc);
	return true;
}

uint64_t
time_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
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
day_text_add(char day[DAY_TEXT_SIZE], int days)
{
	struct tm tm;

	if (!day_text_read(day, &tm))
		log_fatal("not a day: %s", day);
	tm.tm_mday += days;
	timegm(&tm);
	strftime(day, DAY_TEXT_SIZE, "%Y-%m-%d", &tm);
}

void
day_text_month_start(char day[DAY_TEXT_SIZE])
{
	day[8] = '0';
	day[9] = '1';
}

void
day_text_month_end(char day[DAY_TEXT_SIZE])
{
	day[8] = '2';
	day[9] = '8';
	day_text_add(day, 4); /* in the next month */
	day_text_month_start(day);
	day_text_add(day, -1);
}

void
day_text_today(char day[DAY_TEXT_SIZE])
{
	time_t now = time(NULL);
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(day, DAY_TEXT_SIZE, "%Y-%m-%d", &tm);
}
