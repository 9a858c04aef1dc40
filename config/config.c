#include "config/config.h"

#include <errno.h>
#include <ini.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/wall.h"
#include "config/credential.h"

#define MEBI ((uint64_t)1024 * 1024)
#define BYTES_MAX INT64_MAX
#define WEEK 604800           /* seconds */
#define CENTURY 36500         /* days */
#define PAUSE_MAX 600000      /* milliseconds: ten minutes */
#define PAUSE_OF_ALL UINT_MAX /* as fetch.pause_ms */

/* The table of settings */

enum setting_kind {
	SETTING_TEXT,
	SETTING_UNSIGNED,
	SETTING_LONG,
	SETTING_BYTES
};

/* Where a setting goes, and so of which kind it is. */
#define PLACE(whole, member) \
	.kind = _Generic(((struct whole *)NULL)->member, \
	    const char *: SETTING_TEXT,                \
	    unsigned: SETTING_UNSIGNED,                \
	    long: SETTING_LONG,                        \
	    uint64_t: SETTING_BYTES),                  \
	.place = offsetof(struct whole, member)
#define OF_ALL(member) PLACE(config, member)
#define OF_SOURCE(member) PLACE(extract_settings, member)
/* The bounds of a number, and what it is unless the file says. */
#define NUMBER(from, to, unless) \
	.least = (from), .most = (to), .initial = (unless)
/* The member of the extractor that goes before that, unless it is 0. */
#define OR_OWN(member) .own = offsetof(struct extractor, member)

static bool setting_is_base(const char *);
static bool setting_is_addresses(const char *);
static bool setting_is_sandbox(const char *);

static const struct setting {
	const char *section; /* NULL: that of each source */
	const char *name;
	size_t place; /* in struct config, or in a source's settings */

	/* Of a number: see NUMBER and OR_OWN. */
	uint64_t least;
	uint64_t most;
	uint64_t initial;
	size_t own;

	bool (*is_valid)(const char *); /* of a text; NULL: any is */
	enum setting_kind kind;
	bool is_list;   /* further lines add to the text */
	bool is_secret; /* no process that reads documents may have it */
} settings[] = {
	{ "armsetl", "contact", OF_ALL(contact) },
	{ "armsetl", "data_dir", OF_ALL(data_dir) },
	{ "armsetl", "reference", OF_ALL(reference) },
	{ "armsetl", "metrics", OF_ALL(metrics) },
	{ "armsetl", "run_seconds", OF_ALL(run_seconds),
	    NUMBER(0, WEEK, 21600) },
	{ "armsetl", "sandbox", OF_ALL(sandbox),
	    .is_valid = setting_is_sandbox },

	{ "database", "conninfo", OF_ALL(database.conninfo),
	    .is_secret = true },
	{ "database", "lock_seconds", OF_ALL(database.lock_seconds),
	    NUMBER(0, WEEK, 600) },

	{ "news", "mark", OF_ALL(news.mark) },
	{ "news", "atom", OF_ALL(news.atom) },
	{ "news", "address", OF_ALL(news.address) },
	{ "news", "hook", OF_ALL(news.hook) },
	{ "news", "hook_seconds", OF_ALL(news.hook_seconds),
	    NUMBER(1, 3600, 60) },
	{ "news", "country", OF_ALL(news.country) },
	{ "news", "group", OF_ALL(news.group) },
	{ "news", "family", OF_ALL(news.family) },
	{ "news", "company", OF_ALL(news.company) },
	{ "news", "over", OF_ALL(news.over) },

	{ "archive", "file_limit", OF_ALL(archive.file_limit),
	    NUMBER(1, BYTES_MAX, 64 * MEBI) },
	{ "archive", "content_limit", OF_ALL(archive.content_limit),
	    NUMBER(1, BYTES_MAX, 1024 * MEBI) },
	{ "archive", "import_limit", OF_ALL(archive.import_limit),
	    NUMBER(1, BYTES_MAX, 65536 * MEBI) },

	{ "fetch", "most_bytes", OF_ALL(fetch.most_bytes),
	    NUMBER(1, BYTES_MAX, 256 * MEBI) },
	{ "fetch", "connect_seconds", OF_ALL(fetch.connect_seconds),
	    NUMBER(1, WEEK, 30) },
	{ "fetch", "total_seconds", OF_ALL(fetch.total_seconds),
	    NUMBER(1, WEEK, 900) },
	{ "fetch", "stall_seconds", OF_ALL(fetch.stall_seconds),
	    NUMBER(1, WEEK, 60) },
	{ "fetch", "ca_file", OF_ALL(fetch.ca_file) },
	{ "fetch", "pause_ms", OF_ALL(fetch.pause_ms),
	    NUMBER(0, PAUSE_MAX, 1000) },
	{ "fetch", "concurrency", OF_ALL(fetch.concurrency), NUMBER(1, 64, 1) },
	{ "fetch", "tries", OF_ALL(fetch.tries), NUMBER(1, 20, 5) },
	{ "fetch", "backoff_ms", OF_ALL(fetch.backoff_ms),
	    NUMBER(1, PAUSE_MAX, 2000) },
	{ "fetch", "backoff_max_seconds", OF_ALL(fetch.backoff_max_seconds),
	    NUMBER(1, 3600, 120) },
	{ "fetch", "retry_after_max_seconds",
	    OF_ALL(fetch.retry_after_max_seconds), NUMBER(0, 86400, 600) },

	{ NULL, "base", OF_SOURCE(base), .is_valid = setting_is_base },
	{ NULL, "key_file", OF_SOURCE(key_file) },
	{ NULL, "addresses", OF_SOURCE(addresses),
	    .is_valid = setting_is_addresses, .is_list = true },
	{ NULL, "pause_ms", OF_SOURCE(pause_ms),
	    NUMBER(0, PAUSE_MAX, PAUSE_OF_ALL) },
	{ NULL, "poll_seconds", OF_SOURCE(poll_seconds), NUMBER(0, 3600, 10) },
	{ NULL, "page_size", OF_SOURCE(page_size), NUMBER(2, 2000, 0) },
	{ NULL, "lag_days", OF_SOURCE(lag_days), NUMBER(0, CENTURY, 14),
	    OR_OWN(lag_days) },
	{ NULL, "first_days", OF_SOURCE(first_days), NUMBER(0, CENTURY, 90) },
	{ NULL, "backfill_days", OF_SOURCE(backfill_days),
	    NUMBER(1, CENTURY, 0), OR_OWN(backfill_days) },
	{ NULL, "floor_per_year", OF_SOURCE(floor_per_year),
	    NUMBER(0, 100000, 0), OR_OWN(floor.per_year) },
	{ NULL, "read_seconds", OF_SOURCE(reading.seconds),
	    NUMBER(1, WEEK, 300) },
	{ NULL, "read_memory", OF_SOURCE(reading.memory),
	    NUMBER(1, BYTES_MAX, 2048 * MEBI) },
	{ NULL, "read_output", OF_SOURCE(reading.output),
	    NUMBER(1, BYTES_MAX, 8192 * MEBI) },
};

#define SETTING_COUNT (sizeof(settings) / sizeof(settings[0]))

/* Values */

/* https://..., without a slash at its end. */
static bool
setting_is_base(const char *value)
{
	return fetch_allowed(value) && value[strlen(value) - 1] != '/';
}

/* https://..., or a path at the base; blanks between. */
static bool
setting_is_addresses(const char *list)
{
	char *copy = xstrdup(list);
	char *rest = copy;
	const char *address;
	bool ok = true;

	while (ok && (address = strsep(&rest, " \t")) != NULL)
		ok = strlen(address) < ADDRESS_MAX &&
		    (*address == '\0' || *address == '/' ||
			fetch_allowed(address));
	free(copy);
	return ok;
}

static bool
setting_is_sandbox(const char *value)
{
	return strcmp(value, "full") == 0 || strcmp(value, "degraded") == 0;
}

/* A number in bounds; K, M and G may follow, in powers of 1024. */
static bool
setting_number(const struct setting *s, const char *value, uint64_t *out)
{
	static const struct {
		const char *unit;
		uint64_t factor;
	} units[] = { { "", 1 }, { "K", 1024 }, { "M", MEBI },
		{ "G", MEBI * 1024 } };
	char *end;
	unsigned long long n;

	errno = 0;
	n = strtoull(value, &end, 10);
	if (end == value || errno != 0 || *value == '-')
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strcmp(end, units[i].unit) == 0 &&
		    n <= s->most / units[i].factor) {
			*out = n * units[i].factor;
			return *out >= s->least;
		}
	}
	return false;
}

static void
setting_put(const struct setting *s, void *whole, uint64_t number)
{
	char *place = (char *)whole + s->place;

	if (s->kind == SETTING_UNSIGNED)
		*(unsigned *)(void *)place = (unsigned)number;
	else if (s->kind == SETTING_LONG)
		*(long *)(void *)place = (long)number;
	else if (s->kind == SETTING_BYTES)
		*(uint64_t *)(void *)place = number;
}

/* An empty text is none. */
static bool
setting_put_text(const struct setting *s, void *whole, const char *value,
    struct arena *arena)
{
	const char **place = (const char **)(void *)((char *)whole + s->place);

	if (*value != '\0' && s->is_valid != NULL && !s->is_valid(value))
		return false;
	if (s->is_list && *place != NULL)
		*place = arena_print(arena, "%s %s", *place, value);
	else if (*value == '\0')
		*place = NULL;
	else
		*place = s->is_secret ? memory_keep_secret(value)
				      : arena_string(arena, value);
	return true;
}

/* Reading */

/* NULL if that is no source's section. */
static struct extract_settings *
config_section_source(const struct config *c, const char *section)
{
	for (size_t i = 0; i < source_count; i++) {
		if (strcmp(section, sources[i].name) == 0)
			return &c->sources[i];
	}
	return NULL;
}

static const struct setting *
setting_find(const char *section, const char *name)
{
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		const struct setting *s = &settings[i];

		if (strcmp(s->name, name) == 0 &&
		    (section == NULL || s->section == NULL
			    ? section == s->section
			    : strcmp(section, s->section) == 0))
			return s;
	}
	return NULL;
}

struct config_reading {
	struct config *config;
	struct map *given; /* sections and names */
};

/*
 * inih's callback: 0 is an error, and its line comes back from
 * ini_parse_file(). A line that is indented is given as the name's value once
 * more, which suits lists alone: a line may have 200 bytes.
 */
static int
config_take(
    void *context, const char *section, const char *name, const char *value)
{
	struct config_reading *r = context;
	struct extract_settings *source =
	    config_section_source(r->config, section);
	const struct setting *s =
	    setting_find(source == NULL ? section : NULL, name);
	void *whole = source == NULL ? (void *)r->config : (void *)source;
	uint64_t number;

	if (s == NULL || (!map_mark2(r->given, section, name) && !s->is_list))
		return 0;
	if (s->kind == SETTING_TEXT)
		return setting_put_text(s, whole, value, r->config->arena);
	if (!setting_number(s, value, &number))
		return 0;
	setting_put(s, whole, number);
	return 1;
}

/* As ISO 28500 writes it, as finely as two runs may follow each other. */
static const char *
config_now(struct arena *arena)
{
	struct timespec time;
	struct tm utc;
	char seconds[32];

	clock_gettime(CLOCK_REALTIME, &time);
	gmtime_r(&time.tv_sec, &utc);
	strftime(seconds, sizeof(seconds), "%Y-%m-%dT%H:%M:%S", &utc);
	return arena_print(arena, "%s.%06ldZ", seconds, time.tv_nsec / 1000);
}

static void
config_default(
    const struct setting *s, void *whole, const struct extractor *extractor)
{
	unsigned own = 0;

	if (s->own != 0 && extractor != NULL)
		own =
		    *(const unsigned *)(const void *)((const char *)extractor +
			s->own);
	setting_put(s, whole, own != 0 ? own : s->initial);
}

static struct config *
config_new(void)
{
	struct config *c = xzalloc(sizeof(*c));

	c->arena = arena_new();
	c->archive.software = PROGRAM;
	c->archive.run_at = config_now(c->arena);
	c->sources = arena_alloc(c->arena, source_count * sizeof(*c->sources));
	for (size_t i = 0; i < source_count; i++)
		c->sources[i] =
		    (struct extract_settings){ .archive = &c->archive,
			    .fetch = &c->fetch };
	for (size_t n = 0; n < SETTING_COUNT; n++) {
		if (settings[n].section != NULL)
			config_default(&settings[n], c, NULL);
		else
			for (size_t i = 0; i < source_count; i++)
				config_default(&settings[n], &c->sources[i],
				    sources[i].extractor);
	}
	return c;
}

/* As ini_parse(), which takes a failure for the end; -1 is logged. */
static int
config_parse(const char *path, struct config_reading *r)
{
	FILE *file = fopen(path, "re");
	int line = -1;

	if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return line;
	}
	line = ini_parse_file(file, config_take, r);
	if (!file_gave_all(file, path))
		line = -1;
	fclose(file);
	return line;
}

struct config *
config_read(const char *file)
{
	static const char system_file[] = SYSCONFDIR "/armsetl/armsetl.conf";
	struct config *c = config_new();
	struct config_reading r = { .config = c };
	int line;

	if (file == NULL && access(system_file, F_OK) != 0)
		return c;
	if (file == NULL)
		file = system_file;
	r.given = map_new();
	memory_overwrite_freed(true); /* a password may be in it */
	line = config_parse(file, &r);
	map_free(r.given);
	memory_overwrite_freed(false);
	if (line == 0)
		return c;
	if (line > 0)
		log_error("%s: line %d: not a setting, or not a value for it, "
			  "or given twice",
		    file, line);
	config_free(c);
	return NULL;
}

/* Completing */

static const char *
config_default_data(struct config *c)
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
config_default_reference(struct config *c)
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

/* What each source has from the settings of all. */
static void
config_complete_sources(struct config *c)
{
	const char *worklists =
	    arena_print(c->arena, "%s/worklists", c->data_dir);

	for (size_t i = 0; i < source_count; i++) {
		c->sources[i].worklists = worklists;
		if (c->sources[i].pause_ms == PAUSE_OF_ALL)
			c->sources[i].pause_ms = c->fetch.pause_ms;
	}
}

bool
config_complete(struct config *c)
{
	if (c->data_dir == NULL)
		c->data_dir = config_default_data(c);
	if (c->data_dir == NULL) {
		log_error("no data directory: give --data-dir, or set HOME");
		return false;
	}
	if (c->reference == NULL)
		c->reference = config_default_reference(c);
	credential_database(c->arena);
	c->packages = arena_print(c->arena, "%s/packages", c->data_dir);
	c->archive.folder = arena_print(c->arena, "%s/archive", c->data_dir);
	c->fetch.hosts = arena_print(c->arena, "%s/hosts", c->data_dir);
	config_complete_sources(c);
	if (c->sandbox != NULL && strcmp(c->sandbox, "degraded") == 0)
		wall_degrade();
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

const char *
config_address(const struct config *c, const struct source *source)
{
	const char *base = config_source(c, source)->base;

	return base != NULL ? base : source->extractor->base;
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
