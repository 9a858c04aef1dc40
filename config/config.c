#include "config/config.h"

#include <errno.h>
#include <ini.h>
#include <libxml/hash.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "config/credential.h"
#include "config/value.h"

#define MEBI ((uint64_t)1024 * 1024)
#define DAYS_MAX 36500 /* a hundred years */
#define FLOOR_MAX 100000
#define PAUSE_MAX 600000 /* milliseconds: ten minutes */
#define PAUSE_UNSAID UINT_MAX

/* Names */

static bool
set_text(struct config *c, const char **out, const char *value)
{
	*out = *value == '\0' ? NULL : arena_string(c->arena, value);
	return true;
}

static bool
is(const char *section, const char *name, const char *wanted_section,
    const char *wanted_name)
{
	return strcmp(section, wanted_section) == 0 &&
	    strcmp(name, wanted_name) == 0;
}

static bool
add_addresses(struct config *c, const char **list, const char *value)
{
	if (!value_addresses(value))
		return false;
	if (*list == NULL)
		return set_text(c, list, value);
	*list = arena_print(c->arena, "%s %s", *list, value);
	return true;
}

static bool
set_source(struct config *c, size_t i, const char *name, const char *value)
{
	struct extract_settings *s = &c->sources[i];

	if (strcmp(name, "base") == 0) {
		set_text(c, &s->base, value);
		return s->base == NULL ||
		    (fetch_allowed(s->base) &&
			s->base[strlen(s->base) - 1] != '/');
	}
	if (strcmp(name, "key_file") == 0)
		return set_text(c, &s->key_file, value);
	if (strcmp(name, "addresses") == 0)
		return add_addresses(c, &s->addresses, value);
	if (strcmp(name, "pause_ms") == 0)
		return value_count(value, 0, PAUSE_MAX, &s->pause_ms);
	if (strcmp(name, "poll_seconds") == 0)
		return value_count(value, 0, 3600, &s->poll_seconds);
	if (strcmp(name, "page_size") == 0)
		return value_count(value, 2, 2000, &s->page_size);
	if (strcmp(name, "lag_days") == 0)
		return value_count(value, 0, DAYS_MAX, &s->lag_days);
	if (strcmp(name, "first_days") == 0)
		return value_count(value, 0, DAYS_MAX, &s->first_days);
	if (strcmp(name, "backfill_days") == 0)
		return value_count(value, 1, DAYS_MAX, &s->backfill_days);
	if (strcmp(name, "floor_per_year") == 0)
		return value_count(value, 0, FLOOR_MAX, &s->floor_per_year);
	return false;
}

static bool
set_fetch(struct config *c, const char *name, const char *value)
{
	struct fetch_settings *f = &c->fetch;

	if (strcmp(name, "most_bytes") == 0)
		return value_bytes(value, &f->most_bytes);
	if (strcmp(name, "connect_seconds") == 0)
		return value_seconds(value, &f->connect_seconds);
	if (strcmp(name, "total_seconds") == 0)
		return value_seconds(value, &f->total_seconds);
	if (strcmp(name, "stall_seconds") == 0)
		return value_seconds(value, &f->stall_seconds);
	if (strcmp(name, "ca_file") == 0)
		return set_text(c, &f->ca_file, value);
	if (strcmp(name, "pause_ms") == 0)
		return value_count(value, 0, PAUSE_MAX, &f->pause_ms);
	if (strcmp(name, "concurrency") == 0)
		return value_count(value, 1, 64, &f->concurrency);
	if (strcmp(name, "tries") == 0)
		return value_count(value, 1, 20, &f->tries);
	if (strcmp(name, "backoff_ms") == 0)
		return value_count(value, 1, PAUSE_MAX, &f->backoff_ms);
	if (strcmp(name, "backoff_max_seconds") == 0)
		return value_count(value, 1, 3600, &f->backoff_max_seconds);
	if (strcmp(name, "retry_after_max_seconds") == 0)
		return value_count(
		    value, 0, 86400, &f->retry_after_max_seconds);
	return false;
}

static bool
set_common(struct config *c, const char *s, const char *name, const char *value)
{
	if (is(s, name, "armsetl", "data_dir"))
		return set_text(c, &c->data_dir, value);
	if (is(s, name, "armsetl", "reference"))
		return set_text(c, &c->reference, value);
	if (is(s, name, "armsetl", "contact"))
		return set_text(c, &c->contact, value);
	if (is(s, name, "armsetl", "metrics"))
		return set_text(c, &c->metrics, value);
	if (is(s, name, "armsetl", "run_seconds"))
		return value_count(value, 0, SECONDS_MAX, &c->run_seconds);
	if (is(s, name, "database", "conninfo"))
		return set_text(c, &c->conninfo, value);
	if (is(s, name, "database", "lock_seconds"))
		return value_count(value, 0, SECONDS_MAX, &c->lock_seconds);
	if (is(s, name, "archive", "file_limit"))
		return value_bytes(value, &c->archive.file_limit);
	if (is(s, name, "archive", "content_limit"))
		return value_bytes(value, &c->archive.content_limit);
	return strcmp(s, "fetch") == 0 && set_fetch(c, name, value);
}

struct parsing {
	struct config *config;
	xmlHashTablePtr given; /* sections and names */
};

/*
 * inih's callback: 0 is an error, and its line comes back from ini_parse(). A
 * line that is indented is given as the name's value once more, which suits
 * lists alone: a line may have 200 bytes.
 */
static int
take_setting(
    void *context, const char *section, const char *name, const char *value)
{
	struct parsing *p = context;
	struct config *c = p->config;

	if (strcmp(name, "addresses") != 0 &&
	    xmlHashAddEntry2(p->given, (const xmlChar *)section,
		(const xmlChar *)name, p) != 0)
		return 0;
	for (size_t i = 0; i < source_count; i++) {
		if (strcmp(section, sources[i].name) == 0)
			return set_source(c, i, name, value);
	}
	return set_common(c, section, name, value);
}

/* The whole */

/* As ISO 28500 writes it, as finely as two runs may follow each other. */
static const char *
now(struct arena *arena)
{
	struct timespec time;
	struct tm utc;
	char seconds[32];

	clock_gettime(CLOCK_REALTIME, &time);
	gmtime_r(&time.tv_sec, &utc);
	strftime(seconds, sizeof(seconds), "%Y-%m-%dT%H:%M:%S", &utc);
	return arena_print(arena, "%s.%06ldZ", seconds, time.tv_nsec / 1000);
}

static struct config *
config_new(void)
{
	struct config *c = calloc(1, sizeof(*c));

	if (c == NULL)
		log_fatal("out of memory");
	c->arena = arena_new();
	c->archive.software = PROGRAM;
	c->archive.run_at = now(c->arena);
	c->archive.file_limit = 64 * MEBI;
	c->archive.content_limit = 1024 * MEBI;
	c->fetch.most_bytes = 256 * MEBI;
	c->fetch.connect_seconds = 30;
	c->fetch.total_seconds = 900;
	c->fetch.stall_seconds = 60;
	c->lock_seconds = 600;
	c->run_seconds = 21600;
	c->fetch.pause_ms = 1000;
	c->fetch.concurrency = 1;
	c->fetch.tries = 5;
	c->fetch.backoff_ms = 2000;
	c->fetch.backoff_max_seconds = 120;
	c->fetch.retry_after_max_seconds = 600;
	c->sources = arena_alloc(c->arena, source_count * sizeof(*c->sources));
	for (size_t i = 0; i < source_count; i++) {
		const struct extractor *x = sources[i].extractor;

		c->sources[i] = (struct extract_settings){
			.archive = &c->archive,
			.fetch = &c->fetch,
			.lag_days = x->lag_days == 0 ? 14 : x->lag_days,
			.first_days = 90,
			.backfill_days = x->backfill_days,
			.floor_per_year = x->floor.per_year,
			.poll_seconds = 10,
			.pause_ms = PAUSE_UNSAID,
		};
	}
	return c;
}

struct config *
config_read(const char *file)
{
	static const char system_file[] = SYSCONFDIR "/armsetl/armsetl.conf";
	struct config *c = config_new();
	struct parsing p = { .config = c };
	int line;

	if (file == NULL && access(system_file, F_OK) != 0)
		return c;
	if (file == NULL)
		file = system_file;
	p.given = xmlHashCreate(32);
	line = ini_parse(file, take_setting, &p);
	xmlHashFree(p.given, NULL);
	if (line == 0)
		return c;
	if (line > 0)
		log_error("%s: line %d: not a setting, or not a value for it, "
			  "or said twice",
		    file, line);
	else
		log_error("%s: %s", file, strerror(errno));
	config_free(c);
	return NULL;
}

static const char *
default_data_dir(struct config *c)
{
	const char *xdg = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");

	if (xdg != NULL && *xdg == '/')
		return arena_print(c->arena, "%s/armsetl", xdg);
	if (home != NULL && *home == '/')
		return arena_print(c->arena, "%s/.local/share/armsetl", home);
	return NULL;
}

/* In a source tree the lists lie beside the program. */
static const char *
default_reference(struct config *c)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *slash;

	if (n > 0) {
		path[n] = '\0';
		slash = strrchr(path, '/');
		*slash = '\0';
		if (access(arena_print(c->arena, "%s/config/reference", path),
			R_OK) == 0)
			return arena_print(
			    c->arena, "%s/config/reference", path);
	}
	return DATADIR "/armsetl/reference";
}

/* What each source has of the whole. */
static void
complete_sources(struct config *c)
{
	const char *worklists =
	    arena_print(c->arena, "%s/worklists", c->data_dir);

	for (size_t i = 0; i < source_count; i++) {
		c->sources[i].worklists = worklists;
		if (c->sources[i].pause_ms == PAUSE_UNSAID)
			c->sources[i].pause_ms = c->fetch.pause_ms;
	}
}

bool
config_complete(struct config *c)
{
	if (c->data_dir == NULL)
		c->data_dir = default_data_dir(c);
	if (c->data_dir == NULL) {
		log_error("no data directory: give --data-dir, or set HOME");
		return false;
	}
	if (c->reference == NULL)
		c->reference = default_reference(c);
	credential_database(c->arena);
	c->packages = arena_print(c->arena, "%s/packages", c->data_dir);
	c->archive.folder = arena_print(c->arena, "%s/archive", c->data_dir);
	c->fetch.hosts = arena_print(c->arena, "%s/hosts", c->data_dir);
	complete_sources(c);
	c->fetch.user_agent = arena_print(c->arena, PROGRAM " (%s)",
	    c->contact == NULL ? "no contact" : c->contact);
	return true;
}

void
config_free(struct config *c)
{
	if (c == NULL)
		return;
	arena_free(c->arena);
	free(c);
}

const struct extract_settings *
config_source(const struct config *c, const struct source *source)
{
	return &c->sources[source - sources];
}

bool
config_may_fetch(const struct config *c)
{
	if (c->contact == NULL)
		log_error("no contact is set, and publishers must be able to "
			  "reach us: see contact in armsetl.conf");
	return c->contact != NULL;
}

bool
config_fetching(const struct config *c, const struct source *source,
    struct extract_settings *out)
{
	*out = *config_source(c, source);
	return credential_key(c->arena, source->name, out->key_file, &out->key);
}
