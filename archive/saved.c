#include "archive/saved.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "archive/transfer.h"
#include "base/time.h"

/* Clocks of two machines differ; a day is no such difference. */
#define CLOCKS_DIFFER ((time_t)60 * 60)
#define DAY_SECONDS ((time_t)24 * 60 * 60)

/* 1993-01-01: no browser saved anything before. */
#define FIRST_BROWSER 725846400

struct body *
saved_content(const struct saved_response *r)
{
	struct body *body;

	if (r->content == NULL)
		return NULL;
	rewind(r->content);
	body = body_of_file(r->content, "temporary file");
	switch (r->coding) {
	case SAVED_BASE64:
		return transfer_base64(body);
	case SAVED_QUOTED_PRINTABLE:
		return transfer_quoted_printable(body);
	case SAVED_AS_IS:
	case SAVED_UNKNOWN:
		break;
	}
	return body;
}

/* Whether a parameter of so many bytes is a key. */
static bool
saved_is_key(const char *parameter, size_t length)
{
	static const char *const names[] = { "key=", "api_key=" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t n = strlen(names[i]);

		if (length >= n && strncasecmp(parameter, names[i], n) == 0)
			return true;
	}
	return false;
}

/* https://name:password@host/ */
static void
saved_cut_user(char *url)
{
	char *host = strstr(url, "://");
	char *user = NULL;

	if (host == NULL || host > url + strcspn(url, "/?"))
		host = url;
	else
		host += 3;
	for (char *at = host; *at != '\0' && strchr("/?", *at) == NULL; at++)
		user = *at == '@' ? at : user;
	if (user != NULL)
		memmove(host, user + 1, strlen(user + 1) + 1);
}

void
saved_clean_address(char *url)
{
	char *query;
	char *from;
	char *to;

	url[strcspn(url, "#")] = '\0';
	saved_cut_user(url);
	query = strchr(url, '?');
	from = query;
	for (to = query; from != NULL && *from != '\0';) {
		size_t length = 1 + strcspn(from + 1, "&");

		if (!saved_is_key(from + 1, length - 1)) {
			memmove(to, from, length);
			*to = to == query ? '?' : '&';
			to += length;
		}
		from += length;
	}
	if (to != NULL)
		*to = '\0';
}

/* Times */

/* So many digits, or up to so many; false if there are fewer. */
static bool
saved_digits(const char **text, size_t least, size_t most, int *number)
{
	size_t n = 0;

	*number = 0;
	while (n < most && **text >= '0' && **text <= '9') {
		*number = *number * 10 + (**text - '0');
		(*text)++;
		n++;
	}
	return n >= least;
}

static bool
saved_mark(const char **text, char mark)
{
	if (**text != mark)
		return false;
	(*text)++;
	return true;
}

static void
saved_blanks(const char **text)
{
	*text += strspn(*text, " \t");
}

/* 12:00:00, with or without the seconds and a fraction of them. */
static bool
saved_clock(const char **text, struct tm *t)
{
	if (!saved_digits(text, 1, 2, &t->tm_hour) || !saved_mark(text, ':') ||
	    !saved_digits(text, 2, 2, &t->tm_min))
		return false;
	t->tm_sec = 0;
	if (!saved_mark(text, ':'))
		return true;
	if (!saved_digits(text, 2, 2, &t->tm_sec))
		return false;
	if (**text == '.' || **text == ',')
		*text += 1 + strspn(*text + 1, "0123456789");
	return true;
}

/* Z, +01:00, +0100, GMT, GMT+0100: seconds east of Greenwich. */
static bool
saved_zone(const char *text, long *east)
{
	static const char *const names[] = { "GMT", "UTC", "UT", "Z" };
	bool is_named = false;
	bool is_west;
	int hours;
	int minutes;

	saved_blanks(&text);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !is_named;
	     i++) {
		size_t length = strlen(names[i]);

		is_named = strncasecmp(text, names[i], length) == 0;
		if (is_named)
			text += length;
	}
	*east = 0;
	if (*text != '+' && *text != '-')
		return is_named && (*text == '\0' || *text == ' ');
	is_west = *text++ == '-';
	if (!saved_digits(&text, 2, 2, &hours))
		return false;
	saved_mark(&text, ':');
	if (!saved_digits(&text, 2, 2, &minutes) || hours > 14 || minutes > 59)
		return false;
	*east = (hours * 60 + minutes) * 60L * (is_west ? -1 : 1);
	return *text == '\0' || *text == ' ';
}

/* 2026-01-31T12:00:00 */
static bool
saved_day_iso(const char **text, struct tm *t)
{
	return saved_digits(text, 4, 4, &t->tm_year) && saved_mark(text, '-') &&
	    saved_digits(text, 2, 2, &t->tm_mon) && saved_mark(text, '-') &&
	    saved_digits(text, 2, 2, &t->tm_mday) &&
	    (saved_mark(text, 'T') || saved_mark(text, ' '));
}

/* Jan to Dec as 1 to 12. */
static bool
saved_month(const char **text, int *month)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (size_t i = 0; i < 12; i++) {
		if (strncasecmp(*text, names + i * 3, 3) != 0)
			continue;
		*month = (int)i + 1;
		*text += 3;
		saved_blanks(text);
		return true;
	}
	return false;
}

/* "Sat, 31 Jan 2026 ", "31 Jan 2026 ", "Sat Jan 31 2026 " */
static bool
saved_day_words(const char **text, struct tm *t)
{
	bool ok;

	if (**text < '0' || **text > '9') {
		*text += strcspn(*text, " ,");
		*text += strspn(*text, " ,");
	}
	ok = **text >= '0' && **text <= '9'
	    ? saved_digits(text, 1, 2, &t->tm_mday) &&
		(saved_blanks(text), saved_month(text, &t->tm_mon))
	    : saved_month(text, &t->tm_mon) &&
		saved_digits(text, 1, 2, &t->tm_mday);
	saved_blanks(text);
	ok = ok && saved_digits(text, 4, 4, &t->tm_year);
	saved_blanks(text);
	return ok;
}

/* Whether a day and a time of day are in the calendar. */
static bool
saved_is_calendar(const struct tm *t)
{
	char day[32];

	snprintf(day, sizeof(day), "%04d-%02d-%02d", t->tm_year, t->tm_mon,
	    t->tm_mday);
	return day_text_is(day) && t->tm_hour < 24 && t->tm_min < 60 &&
	    t->tm_sec < 61;
}

bool
saved_time(const char *text, time_t *time)
{
	struct tm t = { 0 };
	const char *at = text;
	long east;

	saved_blanks(&at);
	text = at;
	if (!saved_day_iso(&at, &t)) {
		at = text;
		if (!saved_day_words(&at, &t))
			return false;
	}
	if (!saved_clock(&at, &t) || !saved_zone(at, &east) ||
	    !saved_is_calendar(&t))
		return false;
	t.tm_year -= 1900;
	t.tm_mon--;
	*time = timegm(&t) - east;
	return true;
}

bool
saved_response_time(const struct saved_response *r, time_t *time)
{
	time_t answered;

	if (!saved_time(r->date, time))
		return false;
	if (!r->is_cached)
		return true;
	if (!saved_time(r->server_date, &answered))
		return false;
	if (answered < *time)
		*time = answered;
	return true;
}

/* Whether one is good */

static bool
saved_has_good_time(
    const struct saved_response *r, time_t now, char why[SAVED_WHY])
{
	char at[TIMESTAMP_SIZE];
	time_t time;
	time_t answered;

	if (!saved_time(r->date, &time)) {
		snprintf(why, SAVED_WHY,
		    *r->date == '\0' ? "the file has no time of it%s"
				     : "its time cannot be read: %.60s",
		    r->date);
		return false;
	}
	if (!saved_response_time(r, &time)) {
		snprintf(why, SAVED_WHY,
		    "the browser had it from before, and the server does not "
		    "say when it answered: load the page without its cache");
		return false;
	}
	if (time > now + CLOCKS_DIFFER || time < FIRST_BROWSER) {
		snprintf(why, SAVED_WHY, "its time cannot be: %.60s is %s",
		    r->date,
		    time > now ? "in the future"
			       : "before there were browsers");
		return false;
	}
	if (saved_time(r->server_date, &answered) &&
	    answered > time + DAY_SECONDS) {
		timestamp_write(answered, at);
		snprintf(why, SAVED_WHY,
		    "its time cannot be: %.60s, but the server answered at %s",
		    r->date, at);
		return false;
	}
	return true;
}

/* Nothing came, or not all, where something should be. */
static bool
saved_lacks_document(int status)
{
	return status == 0 || status == 206 || status == 304;
}

static enum saved_verdict
saved_judge_status(const struct saved_response *r, char why[SAVED_WHY])
{
	if (r->status == 200)
		return SAVED_GOOD;
	if (r->status == 0)
		snprintf(why, SAVED_WHY, "no answer came%s%.100s",
		    *r->error == '\0' ? "" : ": ", r->error);
	else if (r->status == 304)
		snprintf(why, SAVED_WHY,
		    "status 304: the browser had it from before: load the page "
		    "without its cache");
	else
		snprintf(why, SAVED_WHY, "status %d", r->status);
	return saved_lacks_document(r->status) ? SAVED_BROKEN
	    : r->status >= 400                 ? SAVED_REFUSED
					       : SAVED_NO_DOCUMENT;
}

enum saved_verdict
saved_judge(const struct saved_response *r, time_t now, char why[SAVED_WHY])
{
	bool is_post = strcmp(r->method, "POST") == 0;
	enum saved_verdict verdict;

	if (strcmp(r->method, "GET") != 0 && !is_post) {
		snprintf(why, SAVED_WHY, "the request is %.20s", r->method);
		return SAVED_NO_DOCUMENT;
	}
	verdict = saved_judge_status(r, why);
	if (verdict != SAVED_GOOD)
		return verdict;
	if (is_post && !r->has_posted) {
		snprintf(
		    why, SAVED_WHY, "the file does not have what was posted");
		return SAVED_BROKEN;
	}
	if (r->content == NULL) {
		snprintf(why, SAVED_WHY, "the file does not have its content");
		return SAVED_BROKEN;
	}
	if (r->coding == SAVED_UNKNOWN) {
		snprintf(why, SAVED_WHY, "its content has an unknown encoding");
		return SAVED_BROKEN;
	}
	return saved_has_good_time(r, now, why) ? SAVED_GOOD : SAVED_BROKEN;
}
