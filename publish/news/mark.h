/*
 * What was told by a mark: a folder of its own with a state, and a journal of
 * what was told since the state was written. One process at a time has it.
 *
 * An event is told if its id is not there; the time only spares looking at what
 * is long past. It stays behind every run that has not ended, so that a run
 * that began early and is committed late is not lost.
 */
#ifndef PUBLISH_NEWS_MARK_H
#define PUBLISH_NEWS_MARK_H

#include <stdbool.h>

#include "base/outcome.h"
#include "publish/news/event.h"

struct news_mark;

/*
 * Takes it. NULL on failure, logged: OUTCOME_LATER if another process has it,
 * OUTCOME_MISCONFIGURED if its state is not readable, which must not be taken
 * for nothing: all would be told once more.
 */
struct news_mark *
mark_open(const char *folder, const char *name, enum outcome *);

/* Gives it back; NULL does nothing. What was not saved is in the journal. */
void mark_close(struct news_mark *);

/* From when to ask for events; NULL if nothing was told by it yet. */
const char *mark_since(const struct news_mark *);

bool mark_has(const struct news_mark *, const char *id);

/* Notes an event as told. False on failure, logged. */
bool mark_add(struct news_mark *, const char *id);

/* Likewise, and it is on the disk when this returns. */
bool mark_add_now(struct news_mark *, const char *id);

/* Notes, until it is told, that it could not be; and how often that was. */
void mark_add_failure(struct news_mark *, const char *id);
long long mark_failures(const struct news_mark *, const char *id);

/*
 * Writes the state: next time, events are asked for from since. Of what was
 * told, the events of the list stay, and all that was told since the day
 * 2026-01-31. False on failure, logged.
 */
bool mark_save(struct news_mark *, const char *since, const struct news_list *,
    const char *day);

#endif
