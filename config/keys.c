/* The keys of publishers' interfaces. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "config/config.h"
#include "extract/secret.h"
#include "log.h"

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
