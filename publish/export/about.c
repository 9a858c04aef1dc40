#include "publish/export/about.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "load/database.h"
#include "publish/export/format.h"

json_t *
about_state(PGconn *db)
{
	PGresult *result = database_query(db,
	    "SELECT jsonb_build_object("
	    "'schema', (SELECT max(number) FROM arms.migration)::text,"
	    "'as_of', CASE WHEN isfinite(arms.as_of())"
	    " THEN arms.as_of() ELSE now() END,"
	    "'sources', (SELECT jsonb_agg(jsonb_build_object('source', source,"
	    " 'title', title, 'publisher', publisher, 'address', address,"
	    " 'licence', licence) ORDER BY source COLLATE \"C\")"
	    " FROM arms.source))",
	    NULL);
	json_t *state;

	if (result == NULL)
		return NULL;
	state = json_loads(PQgetvalue(result, 0, 0), 0, NULL);
	if (state == NULL)
		log_fatal("the database's answer is no JSON");
	PQclear(result);
	return state;
}

static void
about_tell(json_t *about, const char *key, const char *text)
{
	json_object_set_new(about, key, json_string(text));
}

/* Of each member a line of its own, behind a word for what it is. */
static void
about_tell_each(json_t *about, const char *word, const json_t *members)
{
	struct text key = { 0 };
	void *i = json_object_iter((json_t *)(uintptr_t)members);

	for (; i != NULL;
	     i = json_object_iter_next((json_t *)(uintptr_t)members, i)) {
		text_empty(&key);
		text_addf(&key, "%s: %s", word, json_object_iter_key(i));
		json_object_set(
		    about, text_string(&key), json_object_iter_value(i));
	}
	text_free(&key);
}

/* What is of today although a past time was asked for: relations, or a part. */
static void
about_tell_today(json_t *about, const json_t *relations)
{
	struct text names = { 0 };
	const json_t *relation;
	size_t i;

	json_array_foreach(relations, i, relation)
	{
		const json_t *part = json_object_get(relation, "of_today");

		if (json_is_true(json_object_get(relation, "is_today")))
			text_addf(&names, "%s%s", names.length == 0 ? "" : ", ",
			    part != NULL ? json_string_value(part)
					 : export_text(relation, "name"));
	}
	if (names.length > 0)
		about_tell(about, "of today all the same", text_string(&names));
	text_free(&names);
}

static void
about_tell_licences(json_t *about, const json_t *sources)
{
	struct text key = { 0 };
	struct text line = { 0 };
	const json_t *source;
	size_t i;

	json_array_foreach(sources, i, source)
	{
		text_empty(&key);
		text_empty(&line);
		text_addf(&key, "licence: %s", export_text(source, "source"));
		text_addf(&line, "%s (%s, %s): %s",
		    export_text(source, "title"),
		    export_text(source, "publisher"),
		    export_text(source, "address"),
		    export_text(source, "licence"));
		about_tell(about, text_string(&key), text_string(&line));
	}
	text_free(&line);
	text_free(&key);
}

static void
about_tell_citation(json_t *about, const char *program, const char *sha256)
{
	char today[DAY_TEXT_SIZE];
	struct text line = { 0 };

	day_text_today(today);
	text_addf(&line,
	    "The publishers of the rows that you use, with their documents; and:"
	    " export by %s, %s, sha256 %s. Shares and trend-indicator values are"
	    " made of the Arms Transfers Database of SIPRI",
	    program, today, sha256);
	about_tell(about, "cite", text_string(&line));
	text_free(&line);
}

json_t *
about_make(const struct about_facts *f, const json_t *state)
{
	json_t *about = json_object();
	char now[TIMESTAMP_SIZE];
	char rows[24];

	timestamp_now(now);
	snprintf(rows, sizeof(rows), "%" PRIu64, f->rows);
	about_tell(about, "program", f->program);
	about_tell(about, "schema_version", export_text(state, "schema"));
	about_tell(about, "made_at", now);
	about_tell(about, "as_of", export_text(state, "as_of"));
	about_tell(about, "rows", rows);
	about_tell(about, "sha256", f->sha256);
	about_tell(about, "sha256 is of",
	    "tables and views by name; of each a line of its name, a colon and"
	    " its columns between commas; then its rows by primary key, else by"
	    " the whole row, each value as its length in bytes, a colon, the"
	    " value and a comma, or \"-,\" for none; a line end after each");
	about_tell_citation(about, f->program, f->sha256);
	about_tell_today(about, f->relations);
	about_tell_each(about, "left out", f->left_out);
	about_tell_each(about, "foreign key", f->broken);
	about_tell_licences(about, json_object_get(state, "sources"));
	return about;
}
