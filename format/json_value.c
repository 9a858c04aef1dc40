#include "format/json_value.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

/* Digits that every double keeps, and that tell every double apart. */
#define DIGITS_KEPT 15
#define DIGITS_TELLING 17

static const char *
dump(struct arena *arena, json_t *value, size_t digits)
{
	char *text = json_dumps(value,
	    JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(digits));
	const char *copy;

	if (text == NULL)
		log_fatal("out of memory");
	copy = arena_string(arena, text);
	free(text);
	return copy;
}

/* 0.1 as 0.1, although no double is just that. */
static const char *
real_text(struct arena *arena, json_t *value)
{
	double number = json_real_value(value);
	const char *text = NULL;

	for (size_t n = DIGITS_KEPT; n <= DIGITS_TELLING; n++) {
		text = dump(arena, value, n);
		if (strtod(text, NULL) == number)
			break;
	}
	return text;
}

const char *
json_single_text(struct arena *arena, json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		return json_string_value(value);
	case JSON_INTEGER:
		return dump(arena, value, 0);
	case JSON_REAL:
		return real_text(arena, value);
	case JSON_TRUE:
		return "true";
	case JSON_FALSE:
		return "false";
	default:
		return NULL;
	}
}

bool
json_is_single(json_t *value)
{
	return !json_is_object(value) && !json_is_array(value);
}

bool
json_is_list_of_singles(json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		if (!json_is_single(json_array_get(list, i)))
			return false;
	}
	return true;
}

const char *
json_join_singles(struct arena *arena, json_t *list)
{
	struct text joined = { 0 };
	const char *copy;

	if (json_array_size(list) == 0)
		return NULL;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *text =
		    json_single_text(arena, json_array_get(list, i));

		if (i > 0)
			text_add_string(&joined, "; ");
		text_add_string(&joined, text == NULL ? "" : text);
	}
	copy = arena_copy(arena, joined.bytes, joined.length);
	text_free(&joined);
	return copy;
}
