#include "base/crew.h"

#include <poll.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/stop.h"

#define CREW_DONE WORKER_OWN /* the task is; users' kinds are behind it */
#define DEPTH 4              /* tasks at a worker, so that it never waits */
#define AHEAD_MOST 1000      /* tasks that are under way */
#define WAIT_MS 500          /* a stop may come just before the wait */

/* What a worker may have given before its turn comes. */
#define WAITING_MOST ((size_t)8 * 1024 * 1024)

struct crew_task {
	struct crew_task *next;
	struct crew_place *place;
	struct worker_message message;
	uint64_t output; /* bytes that it gave */
};

/* Of a worker, and of those that follow one that died. */
struct crew_place {
	struct worker *worker; /* NULL: none was needed yet */
	size_t sent;           /* tasks to that worker */
};

struct crew {
	const struct crew_trade *trade;
	const struct worker_limits *limits;
	void *context;
	size_t count;
	struct crew_place places[CREW_MOST];
	struct crew_task *first; /* in order */
	struct crew_task **last;
	size_t ahead;
};

size_t
crew_processors(void)
{
	cpu_set_t set;
	int count = 1;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		count = CPU_COUNT(&set);
	return count < 1 ? 1 : count > CREW_MOST ? CREW_MOST : (size_t)count;
}

struct crew *
crew_new(size_t workers, const struct worker_limits *limits,
    const struct crew_trade *trade, void *context)
{
	struct crew *c = xzalloc(sizeof(*c));

	c->trade = trade;
	c->limits = limits;
	c->context = context;
	c->count = workers < CREW_MOST ? workers : CREW_MOST;
	c->last = &c->first;
	return c;
}

static void
crew_drop_first(struct crew *c)
{
	struct crew_task *t = c->first;

	c->first = t->next;
	if (c->first == NULL)
		c->last = &c->first;
	c->ahead--;
	free(t);
}

static size_t
place_load(const struct crew_place *p)
{
	size_t done =
	    p->worker == NULL ? p->sent : worker_came(p->worker, CREW_DONE);

	return done < p->sent ? p->sent - done : 0;
}

void
crew_free(struct crew *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->count; i++) {
		if (place_load(&c->places[i]) == 0 && !stop_requested())
			worker_dismiss(c->places[i].worker);
		else
			worker_stop(c->places[i].worker);
	}
	while (c->first != NULL)
		crew_drop_first(c);
	free(c);
}

/* In a worker. */
static void
crew_work(struct worker_link *link, void *context)
{
	const struct crew *c = context;
	struct worker_message task;

	while (worker_take(link, &task)) {
		worker_begin(link);
		c->trade->work(c->context, link, &task);
		worker_give(
		    link, &(struct worker_message){ .kind = CREW_DONE });
	}
}

static void
crew_prepare(struct wall *wall, void *context)
{
	const struct crew *c = context;

	if (c->trade->prepare != NULL)
		c->trade->prepare(wall, c->context);
}

/* The worker of a place, new, with the tasks that the one before left. */
static bool
crew_start(struct crew *c, struct crew_place *p)
{
	worker_stop(p->worker);
	p->sent = 0;
	p->worker = worker_start(c->limits, crew_prepare, crew_work, c);
	if (p->worker == NULL)
		return false;
	for (struct crew_task *t = c->first; t != NULL; t = t->next) {
		if (t->place != p)
			continue;
		worker_send(p->worker, &t->message);
		p->sent++;
	}
	return true;
}

static bool
crew_give_up_first(struct crew *c, const char *why, bool may_pass)
{
	struct crew_place *p = c->first->place;
	bool ok;

	/* Signals to the whole group end it, too. */
	if (stop_requested())
		return false;
	ok = c->trade->give_up(c->context, &c->first->message, why, may_pass);
	crew_drop_first(c);
	return ok && crew_start(c, p);
}

/* Takes what has come of the first task; *done if all has. */
static bool
crew_take_first(struct crew *c, bool *done)
{
	struct crew_task *t = c->first;
	struct worker *w = t->place->worker;
	struct worker_message m;
	const char *why;

	*done = false;
	while (worker_next(w, &m)) {
		if (m.kind == CREW_DONE) {
			crew_drop_first(c);
			*done = true;
			return true;
		}
		t->output += m.length;
		if (c->limits->output != 0 && t->output > c->limits->output) {
			*done = true;
			return crew_give_up_first(c,
			    worker_limit_text(
				w, "gave", c->limits->output, "read_output"),
			    false);
		}
		if (!c->trade->take(c->context, &t->message, &m))
			return false;
	}
	if (!worker_has_ended(w))
		return true;
	*done = true;
	why = worker_why(w);
	return crew_give_up_first(c, why, worker_was_refused(w));
}

static bool
crew_take_in(struct crew *c)
{
	bool done = true;

	while (done && c->first != NULL) {
		if (!crew_take_first(c, &done))
			return false;
	}
	return true;
}

/* What has come of a worker that has tasks; more than all of them is a lie. */
static void
crew_look_after(struct crew_place *p, bool has_come)
{
	if (has_come)
		worker_receive(p->worker);
	if (worker_came(p->worker, CREW_DONE) > p->sent)
		worker_disbelieve(p->worker);
	else if (place_load(p) > 0)
		worker_watch(p->worker);
}

/* Waits until something comes, and takes it. */
static bool
crew_turn(struct crew *c)
{
	struct pollfd polled[CREW_MOST];
	struct crew_place *places[CREW_MOST];
	nfds_t count = 0;
	bool has_come;

	if (stop_requested())
		return false;
	for (size_t i = 0; i < c->count; i++) {
		struct crew_place *p = &c->places[i];

		if (p->worker == NULL || worker_has_ended(p->worker) ||
		    (p != c->first->place &&
			worker_waiting(p->worker) > WAITING_MOST))
			continue;
		places[count] = p;
		polled[count++] = (struct pollfd){
			.fd = worker_descriptor(p->worker),
			.events = POLLIN,
		};
	}
	has_come = poll(polled, count, WAIT_MS) > 0;
	for (nfds_t i = 0; i < count; i++)
		crew_look_after(places[i], has_come && polled[i].revents != 0);
	return !has_come || crew_take_in(c);
}

/* The place with the fewest tasks before it; NULL if all have enough. */
static struct crew_place *
crew_find_place(struct crew *c)
{
	struct crew_place *best = NULL;

	if (c->ahead >= AHEAD_MOST)
		return NULL;
	for (size_t i = 0; i < c->count; i++) {
		struct crew_place *p = &c->places[i];

		if (p->worker != NULL && worker_has_ended(p->worker)) {
			if (place_load(p) > 0)
				continue;
			worker_stop(p->worker);
			*p = (struct crew_place){ .worker = NULL };
		}
		if (place_load(p) < DEPTH &&
		    (best == NULL || place_load(p) < place_load(best)))
			best = p;
	}
	return best;
}

bool
crew_add(struct crew *c, const struct worker_message *task)
{
	struct crew_task *t;
	struct crew_place *place;

	while ((place = crew_find_place(c)) == NULL) {
		if (!crew_turn(c))
			return false;
	}
	if (place->worker == NULL && !crew_start(c, place))
		return false;
	t = xzalloc(sizeof(*t) + task->length);
	memcpy(t + 1, task->bytes, task->length);
	t->message = *task;
	t->message.bytes = (const char *)(t + 1);
	t->place = place;
	*c->last = t;
	c->last = &t->next;
	c->ahead++;
	place->sent++;
	worker_send(place->worker, &t->message);
	return true;
}

bool
crew_finish(struct crew *c)
{
	while (c->first != NULL) {
		if (!crew_turn(c))
			return false;
	}
	return true;
}
