#include "format/json_tree.h"

#include <stdbool.h>
#include <stdio.h>

#include "archive/body.h"

struct json_guard {
	struct body *body;
	size_t bytes;
	size_t depth;
	size_t values;
	bool in_string;
	bool is_escaped; /* behind a backslash */
};

static void
json_guard_take_string(struct json_guard *g, char c)
{
	if (g->is_escaped)
		g->is_escaped = false;
	else if (c == '\\')
		g->is_escaped = true;
	else if (c == '"')
		g->in_string = false;
}

/* Why the byte goes beyond a limit, or NULL. */
static const char *
json_guard_take(struct json_guard *g, char c)
{
	if (g->in_string) {
		json_guard_take_string(g, c);
		return NULL;
	}
	switch (c) {
	case '"':
		g->in_string = true;
		return NULL;
	case '[':
	case '{':
		if (++g->depth > JSON_DEPTH)
			return "has too many arrays and objects within each "
			       "other (limit JSON depth)";
		break;
	case ']':
	case '}':
		g->depth -= g->depth > 0;
		return NULL;
	case ',':
		break;
	default:
		return NULL;
	}
	/* An array or object has its first value with its bracket. */
	return ++g->values > JSON_VALUES
	    ? "has too many values (limit JSON values)"
	    : NULL;
}

static size_t
json_guard_read(void *buffer, size_t size, void *context)
{
	struct json_guard *g = context;
	ssize_t n = body_read(g->body, buffer, size);
	const char *bytes = buffer;
	const char *why = NULL;

	if (n < 0)
		return (size_t)-1;
	g->bytes += (size_t)n;
	if (g->bytes > JSON_BYTES)
		why = "is too long (limit JSON bytes)";
	for (ssize_t i = 0; i < n && why == NULL; i++)
		why = json_guard_take(g, bytes[i]);
	if (why == NULL)
		return (size_t)n;
	body_refuse(g->body, why);
	body_fail_below(g->body);
	return (size_t)-1;
}

json_t *
json_tree_read(struct body *body, size_t flags, char why[JSON_WHY])
{
	struct json_guard guard = { .body = body };
	json_error_t error;
	json_t *tree =
	    json_load_callback(json_guard_read, &guard, flags, &error);

	if (body_error(body) != NULL) {
		snprintf(why, JSON_WHY, "%s", body_error(body));
		json_decref(tree);
		return NULL;
	}
	if (tree == NULL)
		snprintf(why, JSON_WHY, "line %d: not JSON: %s", error.line,
		    error.text);
	return tree;
}
