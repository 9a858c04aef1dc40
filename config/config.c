#include "config/config.h"

#include <ctype.h>
#include <errno.h>
#include <ini.h>
#include <libxml/hash.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "extract/secret.h"
#include "log.h"

#define MEBI ((uint64_t)1024 * 1024)
#define DAYS_MAX 36500     /* a hundred years */
#define SECONDS_MAX 604800 /* a week */

/* Values */

static bool
read_number(const char *value, uint64_t most, uint64_t *out)
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
		    n <= most / units[i].factor) {
			*out = n * units[i].factor;
			return true;
		}
	}
	return false;
}

static bool
set_text(struct config *c, const char **out, const char *value)
{
	*out = *value == '\0' ? NULL : arena_string(c->arena, value);
	return true;
}

static bool
set_seconds(const char *value, long *out)
{
	uint64_t n;

	if (!read_number(value, SECONDS_MAX, &n) || n == 0)
		return false;
	*out = (long)n;
	return true;
}

static bool
set_bytes(const char *value, uint64_t *out)
{
	return read_number(value, INT64_MAX, out) && *out > 0;
}

static bool
set_count(const char *value, unsigned least, unsigned most, unsigned *out)
{
	uint64_t n;

	if (!read_number(value, most, &n) || n < least)
		return false;
	*out = (unsigned)n;
	return true;
}

/* Names */

static bool
is(const char *section, const char *name, const char *wanted_section,
    const char *wanted_name)
{
	return strcmp(section, wanted_section) == 0 &&
	    strcmp(name, wanted_name) == 0;
}

/* https://..., or a path at the base; blanks between. */
static bool
are_addresses(const char *list)
{
	char *copy = strdup(list);
	char *rest = copy;
	const char *address;
	bool ok = copy != NULL;

	while (ok && (address = strsep(&rest, " \t")) != NULL)
		ok = strlen(address) < ADDRESS_MAX &&
		    (*address == '\0' || *address == '/' ||
			fetch_allowed(address));
	free(copy);
	return ok;
}

static bool
add_addresses(struct config *c, const char **list, const char *value)
{
	if (!are_addresses(value))
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
	if (strcmp(name, "poll_seconds") == 0)
		return set_count(value, 0, 3600, &s->poll_seconds);
	if (strcmp(name, "page_size") == 0)
		return set_count(value, 2, 2000, &s->page_size);
	if (strcmp(name, "lag_days") == 0)
		return set_count(value, 0, DAYS_MAX, &s->lag_days);
	if (strcmp(name, "first_days") == 0)
		return set_count(value, 0, DAYS_MAX, &s->first_days);
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
	if (is(s, name, "database", "conninfo"))
		return set_text(c, &c->conninfo, value);
	if (is(s, name, "database", "lock_seconds"))
		return set_count(value, 0, SECONDS_MAX, &c->lock_seconds);
	if (is(s, name, "archive", "file_limit"))
		return set_bytes(value, &c->archive.file_limit);
	if (is(s, name, "archive", "content_limit"))
		return set_bytes(value, &c->archive.content_limit);
	if (is(s, name, "fetch", "most_bytes"))
		return set_bytes(value, &c->fetch.most_bytes);
	if (is(s, name, "fetch", "connect_seconds"))
		return set_seconds(value, &c->fetch.connect_seconds);
	if (is(s, name, "fetch", "total_seconds"))
		return set_seconds(value, &c->fetch.total_seconds);
	if (is(s, name, "fetch", "stall_seconds"))
		return set_seconds(value, &c->fetch.stall_seconds);
	return false;
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

static struct config *
config_new(void)
{
	struct config *c = calloc(1, sizeof(*c));

	if (c == NULL)
		log_fatal("out of memory");
	c->arena = arena_new();
	c->archive.software = PROGRAM;
	c->archive.file_limit = 64 * MEBI;
	c->archive.content_limit = 1024 * MEBI;
	c->fetch.most_bytes = 256 * MEBI;
	c->fetch.connect_seconds = 30;
	c->fetch.total_seconds = 900;
	c->fetch.stall_seconds = 60;
	c->lock_seconds = 600;
	c->sources = arena_alloc(c->arena, source_count * sizeof(*c->sources));
	for (size_t i = 0; i < source_count; i++) {
		unsigned lag_days = sources[i].extractor->lag_days;

		c->sources[i] = (struct extract_settings){
			.archive = &c->archive,
			.fetch = &c->fetch,
			.lag_days = lag_days == 0 ? 14 : lag_days,
			.first_days = 90,
			.poll_seconds = 10,
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
	c->packages = arena_print(c->arena, "%s/packages", c->data_dir);
	c->archive.folder = arena_print(c->arena, "%s/archive", c->data_dir);
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

/* Keys */

/* census-trade: ARMSETL_KEY_CENSUS_TRADE */
static const char *
key_of_environment(const struct config *c, const struct source *source)
{
	char *name = arena_print(c->arena, "ARMSETL_KEY_%s", source->name);
	const char *key;

	for (char *p = name; *p != '\0'; p++)
		*p = *p == '-' ? '_' : (char)toupper((unsigned char)*p);
	key = getenv(name);
	return key == NULL || *key == '\0' ? NULL : key;
}

/* The first line, or NULL, logged. */
static const char *
key_of_file(const struct config *c, const char *path)
{
	FILE *file = fopen(path, "re");
	char line[1024] = "";

	if (file == NULL ||
	    (fgets(line, sizeof(line), file) == NULL && ferror(file))) {
		log_error("%s: %s", path, strerror(errno));
		if (file != NULL)
			fclose(file);
		return NULL;
	}
	fclose(file);
	line[strcspn(line, " \t\r\n")] = '\0';
	return arena_string(c->arena, line);
}

bool
config_fetching(const struct config *c, const struct source *source,
    struct extract_settings *out)
{
	*out = *config_source(c, source);
	out->key = key_of_environment(c, source);
	if (out->key == NULL && out->key_file == NULL)
		return true;
	if (out->key == NULL)
		out->key = key_of_file(c, out->key_file);
	if (out->key == NULL)
		return false;
	if (!secret_is(out->key)) {
		log_error("%s: its key is too short, or not of letters, "
			  "digits, - . _ and ~ alone",
		    source->name);
		return false;
	}
	return true;
}
