#include "base/statefile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

bool
statefile_read(const char *folder, const char *name, json_t **json)
{
	struct arena *arena = arena_new();
	const char *path = arena_print(arena, "%s/%s", folder, name);
	FILE *file = fopen(path, "re");
	struct text bytes = { 0 };
	json_error_t error;
	bool ok = file != NULL || errno == ENOENT;

	*json = NULL;
	if (!ok)
		log_error("%s: %s", path, strerror(errno));
	if (file != NULL)
		ok = file_take(file, path, &bytes);
	if (file != NULL && ok) {
		*json =
		    json_loadb(text_string(&bytes), bytes.length, 0, &error);
		if (*json == NULL)
			log_warn(
			    "%s: line %d: is not JSON, and is not used: %s",
			    path, error.line, error.text);
	}
	text_free(&bytes);
	arena_free(arena);
	return ok;
}

json_t *
statefile_load(const char *path)
{
	FILE *file = fopen(path, "re");
	struct text bytes = { 0 };
	json_t *json = NULL;
	json_error_t error;

	if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
	} else if (file_take(file, path, &bytes)) {
		json = json_loadb(text_string(&bytes), bytes.length, 0, &error);
		if (json == NULL)
			log_error(
			    "%s: line %d: %s", path, error.line, error.text);
	}
	text_free(&bytes);
	return json;
}

bool
statefile_write(const char *folder, const char *name, json_t *json)
{
	char *text = json_dumps(json, JSON_INDENT(1));
	bool ok;

	if (text == NULL)
		log_fatal("%s/%s: cannot make JSON", folder, name);
	ok = folder_put(folder, name, text, strlen(text));
	free(text);
	json_decref(json);
	return ok;
}

json_t *
statefile_string(const char *text)
{
	char *copy = xstrdup(text);
	json_t *string;

	utf8_repair(copy);
	string = json_string(copy);
	free(copy);
	return string;
}

const char *
statefile_text(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}
