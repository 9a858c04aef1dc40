#include "extract/trouble.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/folder.h"
#include "base/statefile.h"
#include "base/time.h"

#define NAME "trouble"
#define HOUR ((time_t)3600)
#define PATIENCE (48 * HOUR)
#define PAUSE (20 * HOUR)

static const enum outcome troubles[] = { OUTCOME_UNREACHABLE, OUTCOME_BLOCKED,
	OUTCOME_INCOMPLETE };

static bool
is_trouble(enum outcome outcome)
{
	for (size_t i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++) {
		if (troubles[i] == outcome)
			return true;
	}
	return false;
}

static bool
read_outcome(const char *name, enum outcome *outcome)
{
	for (size_t i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++) {
		if (name != NULL &&
		    strcmp(outcome_name(troubles[i]), name) == 0) {
			*outcome = troubles[i];
			return true;
		}
	}
	return false;
}

void
trouble_read(const char *folder, struct trouble *t)
{
	json_t *json = statefile_read(folder, NAME);
	const char *reason = statefile_text(json, "reason");

	*t = (struct trouble){ 0 };
	if (json != NULL &&
	    (!timestamp_read(statefile_text(json, "since"), &t->since) ||
		!timestamp_read(statefile_text(json, "tried"), &t->tried) ||
		!read_outcome(statefile_text(json, "outcome"), &t->outcome)))
		*t = (struct trouble){ 0 };
	else if (reason != NULL)
		snprintf(t->reason, sizeof(t->reason), "%s", reason);
	json_decref(json);
}

bool
trouble_note(
    const char *folder, enum outcome outcome, const char *reason, time_t now)
{
	struct trouble t;
	char since[TIMESTAMP_SIZE];
	char tried[TIMESTAMP_SIZE];

	if (outcome == OUTCOME_OK)
		return folder_drop(folder, NAME);
	if (!is_trouble(outcome))
		return true;
	trouble_read(folder, &t);
	timestamp_write(t.since == 0 || t.since > now ? now : t.since, since);
	timestamp_write(now, tried);
	return statefile_write(folder, NAME,
	    json_pack("{s:s, s:s, s:s, s:o}", "since", since, "tried", tried,
		"outcome", outcome_name(outcome), "reason",
		statefile_string(reason)));
}

time_t
trouble_next(const struct trouble *t)
{
	if (t->since == 0 ||
	    (t->outcome != OUTCOME_BLOCKED && t->tried - t->since < PATIENCE))
		return 0;
	return t->tried + PAUSE;
}

bool
trouble_lasts(const struct trouble *t, time_t now)
{
	return t->since != 0 && t->outcome == OUTCOME_UNREACHABLE &&
	    now - t->since >= PATIENCE - (24 * HOUR - PAUSE);
}
