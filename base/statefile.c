#include "base/statefile.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/utf8.h"

json_t *
statefile_read(const char *folder, const char *name)
{
	struct arena *arena = arena_new();
	const char *path = arena_print(arena, "%s/%s", folder, name);
	json_error_t error;
	json_t *json = NULL;

	if (access(path, F_OK) == 0) {
		json = json_load_file(path, 0, &error);
		if (json == NULL)
			log_warn(
			    "%s: line %d: is not JSON, and is not used: %s",
			    path, error.line, error.text);
	}
	arena_free(arena);
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
