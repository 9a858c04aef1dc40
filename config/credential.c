#include "config/credential.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "extract/secret.h"

/* Its path, or NULL: what systemd was not given it does not hand on. */
static const char *
credential_path(struct arena *arena, const char *name)
{
	const char *folder = getenv("CREDENTIALS_DIRECTORY");
	const char *path;

	if (folder == NULL || *folder != '/')
		return NULL;
	path = arena_print(arena, "%s/armsetl_%s", folder, name);
	return access(path, F_OK) == 0 ? path : NULL;
}

/* census-trade: ARMSETL_KEY_CENSUS_TRADE */
static const char *
key_of_environment(struct arena *arena, const char *source)
{
	char *name = arena_print(arena, "ARMSETL_KEY_%s", source);
	const char *key;

	for (char *p = name; *p != '\0'; p++)
		*p = *p == '-' ? '_' : (char)toupper((unsigned char)*p);
	key = getenv(name);
	return key == NULL || *key == '\0' ? NULL : key;
}

/* A key that everyone on the machine can read is none. */
static bool
key_is_guarded(FILE *file, const char *path)
{
	struct stat st;

	if (fstat(fileno(file), &st) == 0 && (st.st_mode & S_IRWXO) == 0)
		return true;
	log_error("%s: others can read or write it: chmod o= %s", path, path);
	return false;
}

/* The first line, or NULL, logged. It is in no other place of memory. */
static const char *
key_of_file(const char *path)
{
	FILE *file = fopen(path, "re");
	char line[1024] = "";
	const char *key = NULL;

	if (file != NULL)
		setvbuf(file, NULL, _IONBF, 0);
	if (file == NULL ||
	    (fgets(line, sizeof(line), file) == NULL && ferror(file))) {
		log_error("%s: %s", path, strerror(errno));
		if (file != NULL)
			fclose(file);
		return NULL;
	}
	line[strcspn(line, " \t\r\n")] = '\0';
	if (key_is_guarded(file, path))
		key = memory_keep_secret(line);
	fclose(file);
	explicit_bzero(line, sizeof(line));
	return key;
}

bool
credential_key(
    struct arena *arena, const char *source, const char *file, const char **key)
{
	const char *given =
	    credential_path(arena, arena_print(arena, "%s.key", source));

	*key = key_of_environment(arena, source);
	if (given != NULL)
		file = given;
	if (*key == NULL && file == NULL)
		return true;
	if (*key == NULL)
		*key = key_of_file(file);
	if (*key == NULL)
		return false;
	if (!secret_is(*key)) {
		log_error("%s: its key is too short, or not of letters, "
			  "digits, - . _ and ~ alone",
		    source);
		return false;
	}
	return true;
}

void
credential_database(struct arena *arena)
{
	const char *path = credential_path(arena, "pgpass");

	if (path != NULL)
		setenv("PGPASSFILE", path, 0);
}
