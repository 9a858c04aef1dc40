#include "publish/export/export.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/text.h"
#include "load/status.h"
#include "publish/export/about.h"
#include "publish/export/format.h"
#include "publish/export/stream.h"

#define RESTRICTED "their source's licence limits who may be given all of it"

static const struct export_format *const formats[] = {
	&export_sqlite,
	&export_csv,
	&export_xlsx,
	&export_edges,
	&export_graphml,
};

struct export
{
	const struct export_options *options;
	PGconn *db;
	void *writer;
	json_t *plan;      /* all relations */
	json_t *relations; /* those that are written */
	json_t *left_out;  /* relation: text */
	json_t *broken;    /* foreign keys that do not hold: name: text */
	struct digest *digest;
	uint64_t rows;
};

const struct export_format *
export_format_find(const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	}
	return NULL;
}

const char *
export_text(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));

	return text == NULL ? "" : text;
}

/* The one value of a statement, as JSON. NULL on failure, logged. */
static json_t *
export_ask(PGconn *db, const char *sql, const char *first, const char *second)
{
	PGresult *result = database_query(db, sql, first, second, NULL);
	json_t *answer;

	if (result == NULL)
		return NULL;
	answer = json_loads(PQgetvalue(result, 0, 0), JSON_DECODE_ANY, NULL);
	if (answer == NULL)
		log_fatal("the database's answer is no JSON: %s", sql);
	PQclear(result);
	return answer;
}

/* What to write */

static json_t *
export_names(const struct export_options *o)
{
	json_t *names = json_array();

	for (size_t i = 0; i < o->name_count; i++)
		json_array_append_new(names, json_string(o->names[i]));
	return names;
}

/* Whether each name is of a relation; else says what there is. */
static enum outcome
export_prove_names(const struct export *x, const char *names)
{
	PGresult *found = database_query(x->db,
	    "SELECT (SELECT string_agg(w, ', ') FROM jsonb_array_elements_text"
	    " ($1) w WHERE w NOT IN (SELECT name FROM"
	    " arms_internal.export_relation(true))), (SELECT string_agg(name,"
	    " ', ' ORDER BY name) FROM arms_internal.export_relation(true))",
	    names, NULL);
	enum outcome outcome = OUTCOME_OK;

	if (found == NULL)
		return database_outcome(x->db);
	if (!PQgetisnull(found, 0, 0)) {
		log_error("there is no table or view %s; there are %s",
		    PQgetvalue(found, 0, 0), PQgetvalue(found, 0, 1));
		outcome = OUTCOME_USAGE;
	}
	PQclear(found);
	return outcome;
}

/* What to ask for a plan, with the names and whether restricted rows go, too.
 */
static const char *
export_plan_sql(const struct export_options *o)
{
	if (o->format->is_graph)
		return "SELECT arms_internal.export_edges($2::boolean)"
		       " WHERE $1 <> ''";
	if (o->name_count == 0)
		return "SELECT arms_internal.export_plan(NULL, $2::boolean)"
		       " WHERE $1 <> ''";
	return "SELECT arms_internal.export_plan($1::jsonb, $2::boolean)";
}

static enum outcome
export_read_plan(struct export *x)
{
	json_t *list = export_names(x->options);
	char *names = json_dumps(list, 0);
	enum outcome outcome = export_prove_names(x, names);

	if (outcome == OUTCOME_OK) {
		x->plan = export_ask(x->db, export_plan_sql(x->options), names,
		    x->options->with_restricted ? "true" : "false");
		if (x->plan == NULL)
			outcome = database_outcome(x->db);
	}
	free(names);
	json_decref(list);
	return outcome;
}

static void
export_note_left_out(struct export *x, const char *name, uint64_t rows)
{
	struct text note = { 0 };

	if (rows == 0)
		return;
	text_addf(&note, "%" PRIu64 " rows: " RESTRICTED, rows);
	json_object_set_new(x->left_out, name, json_string(text_string(&note)));
	text_free(&note);
}

static void
export_note_broken(struct export *x, const json_t *relation, const json_t *key)
{
	struct text name = { 0 };

	text_addf(&name, "%s to %s", export_text(relation, "name"),
	    export_text(key, "table"));
	json_object_set_new(x->broken, text_string(&name),
	    json_string("not declared: not all rows have theirs there"));
	text_free(&name);
}

/* Foreign keys that do not hold among these rows are not declared. */
static enum outcome
export_prove_keys(struct export *x, json_t *relation)
{
	json_t *list = json_object_get(relation, "references");

	for (size_t i = json_array_size(list); i-- > 0;) {
		const json_t *key = json_array_get(list, i);
		const char *sql = export_text(key, "holds");
		PGresult *result;

		if (*sql == '\0')
			continue;
		result = database_query(x->db, sql, NULL);
		if (result == NULL)
			return database_outcome(x->db);
		if (*PQgetvalue(result, 0, 0) != 't') {
			export_note_broken(x, relation, key);
			json_array_remove(list, i);
		}
		PQclear(result);
	}
	return OUTCOME_OK;
}

/* Rows */

static enum outcome
export_count_left_out(struct export *x, const json_t *relation)
{
	PGresult *result =
	    database_query(x->db, export_text(relation, "count"), NULL);

	if (result == NULL)
		return database_outcome(x->db);
	export_note_left_out(x, export_text(relation, "name"),
	    strtoull(PQgetvalue(result, 0, 0), NULL, 10));
	PQclear(result);
	return OUTCOME_OK;
}

/* A line of names goes before the rows of each relation. */
static void
export_digest_names(struct export *x, const json_t *relation)
{
	const json_t *columns = json_object_get(relation, "columns");
	struct text line = { 0 };
	const json_t *column;
	size_t i;

	text_add_string(&line, export_text(relation, "name"));
	json_array_foreach(columns, i, column) text_addf(
	    &line, "%c%s", i == 0 ? ':' : ',', export_text(column, "name"));
	text_add_string(&line, "\n");
	digest_add(x->digest, line.bytes, line.length);
	text_free(&line);
}

static enum outcome
export_relation(struct export *x, json_t *relation)
{
	const struct export_format *format = x->options->format;
	size_t width = json_array_size(json_object_get(relation, "columns"));
	struct export_counts counts = { 0 };
	enum outcome outcome = export_prove_keys(x, relation);

	log_progress("%s", export_text(relation, "name"));
	if (outcome != OUTCOME_OK)
		return outcome;
	if (!format->begin(x->writer, relation))
		return OUTCOME_NOT_WRITTEN;
	export_digest_names(x, relation);
	outcome = stream_rows(x->db, export_text(relation, "select"), width,
	    format, x->writer, x->digest, &counts);
	if (outcome == OUTCOME_OK && !format->end(x->writer))
		outcome = OUTCOME_NOT_WRITTEN;
	x->rows += counts.rows;
	export_note_left_out(x, export_text(relation, "name"), counts.left_out);
	json_object_set_new(
	    relation, "rows", json_integer((json_int_t)counts.rows));
	json_array_append(x->relations, relation);
	return outcome;
}

/* A relation that has more rows than the format is told before any is written.
 */
static enum outcome
export_prove_size(struct export *x, const json_t *relation)
{
	struct text sql = { 0 };
	enum outcome outcome = OUTCOME_OK;
	PGresult *result;

	text_addf(&sql, "%s OFFSET %u LIMIT 1", export_text(relation, "shown"),
	    x->options->format->rows_most);
	result = database_query(x->db, text_string(&sql), NULL);
	text_free(&sql);
	if (result == NULL)
		return database_outcome(x->db);
	if (PQntuples(result) > 0) {
		log_error("%s: has more than %u rows, which is all that %s has "
			  "room for: choose other tables, or another format",
		    export_text(relation, "name"),
		    x->options->format->rows_most, x->options->format->name);
		outcome = OUTCOME_NOT_WRITTEN;
	}
	PQclear(result);
	return outcome;
}

static enum outcome
export_prove_sizes(struct export *x)
{
	enum outcome outcome = OUTCOME_OK;
	const json_t *relation;
	size_t i;

	json_array_foreach(x->plan, i, relation)
	{
		if (outcome != OUTCOME_OK || x->options->format->rows_most == 0)
			break;
		if (stop_requested())
			outcome = OUTCOME_LATER;
		else if (*export_text(relation, "count") == '\0')
			outcome = export_prove_size(x, relation);
	}
	return outcome;
}

static enum outcome
export_relations(struct export *x)
{
	enum outcome outcome = OUTCOME_OK;
	json_t *relation;
	size_t i;

	json_array_foreach(x->plan, i, relation)
	{
		if (stop_requested())
			outcome = OUTCOME_LATER;
		if (outcome != OUTCOME_OK)
			break;
		outcome = *export_text(relation, "count") == '\0'
		    ? export_relation(x, relation)
		    : export_count_left_out(x, relation);
	}
	return outcome;
}

/* The whole */

static enum outcome
export_set_time(struct export *x)
{
	PGresult *result;

	if (x->options->as_of == NULL)
		return OUTCOME_OK;
	result = database_query(x->db,
	    "SELECT arms.as_of($1::timestamptz)"
	    " WHERE isfinite($1::timestamptz)",
	    x->options->as_of, NULL);
	if (result != NULL && PQntuples(result) == 0) {
		log_error("%s: is no day and no time", x->options->as_of);
		PQclear(result);
		return OUTCOME_USAGE;
	}
	PQclear(result);
	if (result != NULL)
		return OUTCOME_OK;
	return database_refused_value(x->db) ? OUTCOME_USAGE
					     : database_outcome(x->db);
}

/* One line for all that is left out; `about' tells of each. */
static void
export_warn_left_out(const struct export *x)
{
	struct text names = { 0 };
	const char *name;
	json_t *value;

	json_object_foreach(x->left_out, name, value)
	    text_addf(&names, "%s%s", names.length == 0 ? "" : ", ", name);
	if (names.length > 0)
		log_warn("rows are left out because %s (see"
			 " --include-restricted): %s",
		    RESTRICTED, text_string(&names));
	text_free(&names);
}

static enum outcome
export_finish(struct export *x)
{
	struct about_facts facts = {
		.program = x->options->program,
		.relations = x->relations,
		.left_out = x->left_out,
		.broken = x->broken,
		.rows = x->rows,
	};
	struct export_told told = { .relations = x->relations };
	json_t *state = about_state(x->db);
	json_t *about;
	bool ok;

	if (state == NULL)
		return database_outcome(x->db);
	digest_hex(x->digest, facts.sha256);
	about = about_make(&facts, state);
	told.about = about;
	told.sources = json_object_get(state, "sources");
	ok = x->options->format->finish(x->writer, &told);
	json_decref(about);
	json_decref(state);
	if (!ok)
		return stop_requested() ? OUTCOME_LATER : OUTCOME_NOT_WRITTEN;
	export_warn_left_out(x);
	log_info("%s: %zu tables and views, %" PRIu64 " rows, sha256 %s",
	    x->options->out, json_array_size(x->relations), x->rows,
	    facts.sha256);
	return OUTCOME_OK;
}

static enum outcome
export_snapshot(struct export *x)
{
	enum outcome outcome = OUTCOME_OK;

	if (!database_run(
		x->db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))
		return database_outcome(x->db);
	if (!status_has_schema(x->db, &outcome))
		return outcome;
	outcome = export_set_time(x);
	if (outcome == OUTCOME_OK)
		outcome = export_read_plan(x);
	if (outcome == OUTCOME_OK)
		outcome = export_prove_sizes(x);
	if (outcome != OUTCOME_OK)
		return outcome;
	x->writer = x->options->format->open(x->options->out);
	if (x->writer == NULL)
		return OUTCOME_NOT_WRITTEN;
	outcome = export_relations(x);
	log_progress("%s", "");
	if (outcome == OUTCOME_OK)
		outcome = export_finish(x);
	x->options->format->close(x->writer);
	if (stop_requested() && outcome != OUTCOME_OK) {
		log_warn("%s: stopped, nothing is written", x->options->out);
		outcome = OUTCOME_LATER;
	}
	return outcome;
}

enum outcome
export_run(const struct database_settings *settings,
    const struct export_options *options)
{
	enum outcome outcome;
	struct export x = { .options = options };

	x.db = database_open(settings, &outcome);
	if (x.db == NULL)
		return outcome;
	x.relations = json_array();
	x.left_out = json_object();
	x.broken = json_object();
	x.digest = digest_new();
	outcome = export_snapshot(&x);
	digest_free(x.digest);
	json_decref(x.broken);
	json_decref(x.left_out);
	json_decref(x.relations);
	json_decref(x.plan);
	PQfinish(x.db);
	return outcome;
}
