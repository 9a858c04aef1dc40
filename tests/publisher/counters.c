/* Faults that happen so many times, and then no more. */
#include "tests/publisher/publisher.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"

#define LINES_MAX 100

struct counters {
	pthread_mutex_t lock; /* each connection has a thread */
	struct timespec changed;
	struct {
		char *line;
		unsigned long times;
	} lines[LINES_MAX];
	size_t count;
};

struct counters *
counters_new(void)
{
	struct counters *c = calloc(1, sizeof(*c));

	if (c == NULL || pthread_mutex_init(&c->lock, NULL) != 0)
		log_fatal("out of memory");
	return c;
}

/* Whoever writes the faults anew means them anew. */
static void
look_at_file(const struct publisher *p)
{
	struct counters *c = p->counters;
	struct text path = { 0 };
	struct stat st;

	text_addf(&path, "%s/faults", p->folder);
	if (stat(text_string(&path), &st) == 0 &&
	    (st.st_mtim.tv_sec != c->changed.tv_sec ||
		st.st_mtim.tv_nsec != c->changed.tv_nsec)) {
		for (size_t i = 0; i < c->count; i++)
			free(c->lines[i].line);
		c->count = 0;
		c->changed = st.st_mtim;
	}
	text_free(&path);
}

static unsigned long *
find(struct counters *c, const char *line)
{
	for (size_t i = 0; i < c->count; i++) {
		if (strcmp(c->lines[i].line, line) == 0)
			return &c->lines[i].times;
	}
	if (c->count == LINES_MAX)
		log_fatal("faults: too many lines");
	c->lines[c->count].line = strdup(line);
	if (c->lines[c->count].line == NULL)
		log_fatal("out of memory");
	c->lines[c->count].times = 0;
	return &c->lines[c->count++].times;
}

bool
counters_take(const struct publisher *p, const char *line, unsigned long times)
{
	unsigned long *so_far;
	bool left;

	pthread_mutex_lock(&p->counters->lock);
	look_at_file(p);
	so_far = find(p->counters, line);
	left = *so_far < times;
	*so_far += left;
	pthread_mutex_unlock(&p->counters->lock);
	return left;
}
