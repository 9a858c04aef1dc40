#include "extract/window.h"

#include <string.h>
#include <time.h>

#include "base/time.h"

#define DAY 86400

static time_t
window_moment(const char *day)
{
	struct tm tm = { 0 };

	strptime(day, "%Y-%m-%d", &tm);
	return timegm(&tm);
}

size_t
window_days(const struct window *w)
{
	time_t since = window_moment(w->since);
	time_t until = window_moment(w->until);

	return until < since ? 0 : (size_t)((until - since) / DAY) + 1;
}

bool
window_covers(const struct window *w, const struct window *part)
{
	return strcmp(w->since, part->since) <= 0 &&
	    strcmp(w->until, part->until) >= 0;
}

void
window_clip(struct window *w, const char *since, const char *until)
{
	if (since != NULL && strcmp(since, w->since) > 0)
		memcpy(w->since, since, sizeof(w->since));
	if (until != NULL && strcmp(until, w->until) < 0)
		memcpy(w->until, until, sizeof(w->until));
}

bool
window_step(const struct window *w, unsigned days, size_t i, struct window *s)
{
	if (i * days >= window_days(w))
		return false;
	*s = *w;
	day_text_add(s->since, (int)(i * days));
	if ((i + 1) * days >= window_days(w))
		return true;
	memcpy(s->until, s->since, sizeof(s->until));
	day_text_add(s->until, (int)days - 1);
	return true;
}
