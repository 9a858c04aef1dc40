#include "extract/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/memory.h"
#include "format/json_tree.h"

/* Stands before the name of a field that is a number. */
#define NUMBER "#"

struct answer {
	struct arena *arena;
	struct row *items; /* the object, and the rows */
	size_t count;
	size_t room;
};

/* In the worker */

static void
answer_give_member(
    struct reader_out *out, const char *name, const json_t *value)
{
	char key[104];
	char number[24];

	if (json_is_string(value) &&
	    json_string_length(value) <= ANSWER_TEXT_MOST) {
		reader_field(out, name, json_string_value(value));
	} else if (json_is_integer(value) && json_integer_value(value) >= 0) {
		snprintf(key, sizeof(key), NUMBER "%s", name);
		snprintf(number, sizeof(number), "%lld",
		    (long long)json_integer_value(value));
		reader_field(out, key, number);
	}
}

/* A row, also of what is no object: it has no fields. */
static void
answer_give_object(struct reader_out *out, json_t *object)
{
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value)
	    answer_give_member(out, name, value);
	reader_row(out);
}

/* The object itself, with the fields of the objects that are its members. */
static void
answer_give_whole(struct reader_out *out, json_t *object)
{
	const char *outer;
	const char *name;
	json_t *member;
	json_t *value;

	json_object_foreach(object, outer, member)
	    json_object_foreach(member, name, value)
	{
		char dotted[100];

		snprintf(dotted, sizeof(dotted), "%s.%s", outer, name);
		answer_give_member(out, dotted, value);
	}
	answer_give_object(out, object);
}

void
answer_read(
    const struct document *doc, const void *rows, struct reader_out *out)
{
	char why[JSON_WHY];
	json_t *json = json_tree_read(doc->content, 0, why);
	const json_t *array =
	    rows == NULL ? NULL : json_object_get(json, (const char *)rows);

	if (json == NULL)
		reader_fail(out, "%s", why);
	else
		answer_give_whole(out, json);
	for (size_t i = 0; i < json_array_size(array); i++)
		answer_give_object(out, json_array_get(array, i));
	json_decref(json);
}

/* In the parent */

struct answer *
answer_new(void)
{
	struct answer *a = xzalloc(sizeof(*a));

	a->arena = arena_new();
	return a;
}

void
answer_take(void *answer, const struct row *row)
{
	struct answer *a = answer;
	struct field *fields =
	    arena_alloc(a->arena, row->count * sizeof(*fields));

	for (size_t i = 0; i < row->count; i++) {
		fields[i].name = arena_string(a->arena, row->fields[i].name);
		fields[i].value = arena_string(a->arena, row->fields[i].value);
	}
	a->items = list_room(a->items, a->count, &a->room, sizeof(*a->items));
	a->items[a->count++] =
	    (struct row){ .fields = fields, .count = row->count };
}

void
answer_free(struct answer *a)
{
	if (a == NULL)
		return;
	arena_free(a->arena);
	free(a->items);
	free(a);
}

const char *
answer_text(const struct answer *a, const char *name)
{
	return a == NULL || a->count == 0 ? NULL : row_get(&a->items[0], name);
}

bool
answer_count(const struct answer *a, const char *name, size_t *count)
{
	char key[104];
	const char *value;
	char *end;

	snprintf(key, sizeof(key), NUMBER "%s", name);
	value = answer_text(a, key);
	if (value == NULL)
		return false;
	*count = strtoull(value, &end, 10);
	return *end == '\0';
}

size_t
answer_rows(const struct answer *a)
{
	return a->count == 0 ? 0 : a->count - 1;
}

const char *
answer_row_text(const struct answer *a, size_t row, const char *name)
{
	return row_get(&a->items[row + 1], name);
}
