#include "publish/news/event.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "load/database.h"

/* Filters */

/* A list with commas between as an array; nothing if there is none. */
static void
event_add_names(json_t *filters, const char *kind, const char *list)
{
	json_t *names = json_array();
	char *copy = xstrdup(list == NULL ? "" : list);
	char *rest = copy;
	char *name;

	while ((name = strsep(&rest, ",")) != NULL) {
		size_t length;

		name += strspn(name, " \t");
		length = strlen(name);
		while (length > 0 && strchr(" \t", name[length - 1]) != NULL)
			name[--length] = '\0';
		if (length > 0)
			json_array_append_new(names, xgiven(json_string(name)));
	}
	if (json_array_size(names) > 0)
		json_object_set(filters, kind, names);
	json_decref(names);
	free(copy);
}

static bool
event_prove_filters(PGconn *db, const char *filters, enum outcome *outcome)
{
	PGresult *found = database_query(db,
	    "SELECT u.kind, u.name FROM (SELECT ($1::jsonb ->> 'over')::numeric)"
	    " o CROSS JOIN arms_internal.unknown_names($1::jsonb) u",
	    filters, NULL);
	int count;

	if (found == NULL) {
		*outcome = database_refused_value(db) ? OUTCOME_USAGE
						      : database_outcome(db);
		return false;
	}
	count = PQntuples(found);
	for (int i = 0; i < count; i++)
		log_error("there is no %s %s in the lists",
		    PQgetvalue(found, i, 0), PQgetvalue(found, i, 1));
	if (count > 0)
		*outcome = OUTCOME_USAGE;
	PQclear(found);
	return count == 0;
}

/* A name is one byte after the other as the user's terminal gave it. */
static bool
event_filters_are_text(const struct news_filters *f)
{
	const char *const texts[] = { f->country, f->group, f->family,
		f->company, f->over };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (texts[i] != NULL && !utf8_is(texts[i])) {
			log_error("a filter is not UTF-8");
			return false;
		}
	}
	return true;
}

char *
event_filters(PGconn *db, const struct news_filters *f, enum outcome *outcome)
{
	json_t *filters;
	char *text;

	if (!event_filters_are_text(f)) {
		*outcome = OUTCOME_USAGE;
		return NULL;
	}
	filters = json_object();
	event_add_names(filters, "country", f->country);
	event_add_names(filters, "group", f->group);
	event_add_names(filters, "family", f->family);
	event_add_names(filters, "company", f->company);
	if (f->over != NULL)
		json_object_set_new(
		    filters, "over", xgiven(json_string(f->over)));
	text = xgiven(json_dumps(filters, JSON_COMPACT | JSON_SORT_KEYS));
	json_decref(filters);
	if (event_prove_filters(db, text, outcome))
		return text;
	free(text);
	return NULL;
}

/* Events */

static void
event_take(struct news_list *list, int row)
{
	struct news_event *e = &list->events[row];
	/* In the order of the statement's columns. */
	const char **const texts[] = { &e->id, &e->kind, &e->happened_at,
		&e->source, &e->title, &e->summary, &e->url, &e->json };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = PQgetvalue(list->result, row, (int)i);
}

bool
event_read(PGconn *db, const char *since, const char *filters, int limit,
    struct news_list *list, enum outcome *outcome)
{
	char number[16];

	snprintf(number, sizeof(number), "%d", limit);
	list->result = database_query(db,
	    "SELECT n.id, n.kind, to_char(n.happened_at AT TIME ZONE 'UTC',"
	    " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), n.source, n.title,"
	    " n.summary, n.url, row_to_json(n)"
	    " FROM (SELECT * FROM arms.news($1::timestamptz)) n"
	    " WHERE arms_internal.is_chosen($2::jsonb, n.happened_at::date,"
	    " n.iso3s, n.families, n.companies, n.total_usd)"
	    " ORDER BY CASE WHEN $3::integer > 0 THEN n.happened_at END DESC,"
	    " n.happened_at, n.kind COLLATE \"C\", n.id COLLATE \"C\""
	    " LIMIT nullif($3::integer, 0)",
	    since, filters, number, NULL);
	if (list->result == NULL) {
		*outcome = database_refused_value(db) ? OUTCOME_USAGE
						      : database_outcome(db);
		return false;
	}
	list->count = (size_t)PQntuples(list->result);
	list->events = xrealloc(NULL, list->count + 1, sizeof(*list->events));
	for (size_t i = 0; i < list->count; i++)
		event_take(list, (int)i);
	return true;
}

/* The number of a character of two or three bytes, or of one. */
static unsigned
event_character(const char *bytes, size_t length)
{
	unsigned number = (unsigned char)*bytes;

	if (length > 1)
		number &= length == 2 ? 0x1F : 0x0F;
	for (size_t i = 1; i < length; i++)
		number = number << 6 | ((unsigned char)bytes[i] & 0x3F);
	return number;
}

void
event_print_json(FILE *out, const struct news_event *e)
{
	size_t left = strlen(e->json);

	for (const char *at = e->json; left > 0;) {
		size_t n = utf8_length((const unsigned char *)at, left);
		char one[5] = { 0 };
		char harmless[13];

		n = n == 0 ? 1 : n;
		memcpy(one, at, n);
		utf8_disarm(one, harmless);
		if (*one != ' ' && *harmless == ' ')
			fprintf(out, "\\u%04x", event_character(one, n));
		else
			fwrite(at, 1, n, out);
		at += n;
		left -= n;
	}
	putc('\n', out);
}

void
event_free(struct news_list *list)
{
	PQclear(list->result);
	free(list->events);
	*list = (struct news_list){ 0 };
}
