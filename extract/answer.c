#include "extract/answer.h"

#include <stdlib.h>

#include "base/memory.h"

struct answer {
	json_t *object;
	const json_t *rows; /* of the object; NULL for none */
};

struct answer *
answer_read(const struct document *doc, const char *rows, char why[JSON_WHY])
{
	json_t *json = json_tree_read(doc->content, 0, why);
	struct answer *a;

	if (json == NULL)
		return NULL;
	a = xzalloc(sizeof(*a));
	a->object = json;
	a->rows = rows == NULL ? NULL : json_object_get(json, rows);
	return a;
}

void
answer_free(struct answer *a)
{
	if (a == NULL)
		return;
	json_decref(a->object);
	free(a);
}

const char *
answer_text(const struct answer *a, const char *name)
{
	return a == NULL ? NULL
			 : json_string_value(json_object_get(a->object, name));
}

bool
answer_count(const struct answer *a, const char *name, size_t *count)
{
	const json_t *value = json_object_get(a->object, name);

	if (!json_is_integer(value) || json_integer_value(value) < 0)
		return false;
	*count = (size_t)json_integer_value(value);
	return true;
}

size_t
answer_rows(const struct answer *a)
{
	return json_array_size(a->rows);
}

const char *
answer_row_text(const struct answer *a, size_t row, const char *name)
{
	return json_string_value(
	    json_object_get(json_array_get(a->rows, row), name));
}
