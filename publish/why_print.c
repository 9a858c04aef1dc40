#include "publish/why.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "publish/wrap.h"

/*
 * A value as it is shown: words as they are, an amount with its cents, all else
 * as JSON; NULL for null.
 */
static char *
why_value(const json_t *value)
{
	char amount[64];

	if (value == NULL || json_is_null(value))
		return NULL;
	if (json_is_string(value))
		return xstrdup(json_string_value(value));
	if (!json_is_real(value))
		return xgiven(json_dumps(
		    value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15)));
	snprintf(amount, sizeof(amount), "%.2f", json_real_value(value));
	return xstrdup(amount);
}

static void
why_add_member(struct text *line, const json_t *row, const char *name)
{
	char *value = why_value(json_object_get(row, name));

	if (value != NULL)
		text_addf(line, "%s%s %s", line->length == 0 ? "" : ", ", name,
		    value);
	free(value);
}

/* Evidence */

static const char *
why_word(const json_t *row, const char *name)
{
	const char *word = json_string_value(json_object_get(row, name));

	return word == NULL ? "" : word;
}

/* Which of it: of a field, or of all that begin so and end in a point. */
struct why_evidence {
	const char *field;
	json_int_t position;  /* in a list; 0 of what is none */
	const char *document; /* of the list; NULL: of any */
	bool of_others;       /* all that is of other documents */
	const json_t *row;    /* what is shown above it */
};

static bool
why_is_meant(const struct why_evidence *e, const json_t *row)
{
	const char *name = why_word(row, "field");
	size_t length = strlen(e->field);

	if (strncmp(name, e->field, length) != 0 ||
	    (name[length] != '\0' && e->field[length - 1] != '.'))
		return false;
	if (e->document != NULL &&
	    (strcmp(e->document, why_word(row, "document_id")) != 0) !=
		e->of_others)
		return false;
	return e->position == 0 || e->of_others ||
	    json_integer_value(json_object_get(row, "position")) == e->position;
}

/* Whether the row above shows just this value, be it one of a list there. */
static bool
why_is_shown(const struct why_evidence *e, const json_t *row)
{
	const char *name = why_word(row, "field");
	const char *point = strchr(name, '.');
	const char *value = why_word(row, "value");
	const json_t *shown;
	const json_t *word;
	char *text;
	bool is;
	size_t i;

	if (point != NULL)
		name = strcmp(point, ".quantity") == 0 ? "quantity_text"
						       : point + 1;
	shown = json_object_get(e->row, name);
	json_array_foreach(shown, i, word)
	{
		if (strcmp(value, json_string_value(word)) == 0)
			return true;
	}
	text = why_value(shown);
	is = text != NULL && strcmp(text, value) == 0;
	free(text);
	return is;
}

static bool
why_is_same_quote(const json_t *a, const json_t *b)
{
	return a != NULL && *why_word(a, "quote") != '\0' &&
	    strcmp(why_word(a, "quote"), why_word(b, "quote")) == 0 &&
	    strcmp(why_word(a, "url"), why_word(b, "url")) == 0;
}

/* One surface's words for a value, and the value where it is not shown above.
 */
static void
why_print_one(FILE *out, const json_t *row, bool is_shown, bool is_same_quote)
{
	struct text line = { 0 };

	text_addf(&line, "%s", why_word(row, "surface"));
	if (*why_word(row, "published_on") != '\0')
		text_addf(&line, ", %s", why_word(row, "published_on"));
	if (!is_shown)
		text_addf(&line, ": %s", why_word(row, "value"));
	if (!is_same_quote && *why_word(row, "quote") != '\0')
		text_addf(&line, ": \"%s\"", why_word(row, "quote"));
	wrap_print(out, 6, text_string(&line));
	text_free(&line);
}

/* All of it; words that were just printed are not printed again. */
static void
why_print_evidence(FILE *out, const json_t *why, const struct why_evidence *e)
{
	const json_t *before = NULL;
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(why, "evidence"), i, row)
	{
		bool is_shown;
		bool is_same;

		if (!why_is_meant(e, row))
			continue;
		is_shown = why_is_shown(e, row);
		is_same = why_is_same_quote(before, row);
		if (!is_shown || !is_same)
			why_print_one(out, row, is_shown, is_same);
		before = row;
	}
}

/* What a researcher says in the place of what was read. */
static void
why_print_correction(FILE *out, const json_t *row, const char *field)
{
	const json_t *word =
	    json_object_get(json_object_get(row, "corrected"), field);
	struct text line = { 0 };
	char *was;

	if (word == NULL)
		return;
	was = why_value(json_object_get(word, "was"));
	text_addf(&line, "corrected by %s on %s: %s (%s); read was: %s",
	    why_word(word, "who"), why_word(word, "day"), why_word(word, "why"),
	    why_word(word, "source"), was == NULL ? "nothing" : was);
	wrap_print(out, 6, text_string(&line));
	text_free(&line);
	free(was);
}

/* The notice itself */

/* What is no statement of a publisher, or is shown elsewhere. */
static const char *const why_not_shown[] = { "notice_id", "document_id",
	"row_hash", "run_id", "valid_from", "corrected", NULL };

static void
why_print_values(FILE *out, const json_t *why)
{
	json_t *notice = json_object_get(why, "notice");
	const char *field;
	json_t *value;

	json_object_foreach(notice, field, value)
	{
		char *shown = why_value(value);
		struct text line = { 0 };

		if (!text_is_one_of(field, why_not_shown) &&
		    (shown != NULL ||
			json_object_get(json_object_get(notice, "corrected"),
			    field) != NULL)) {
			text_addf(&line, "%s: %s", field,
			    shown == NULL ? "nothing" : shown);
			wrap_print(out, 2, text_string(&line));
			why_print_correction(out, notice, field);
			why_print_evidence(out, why,
			    &(struct why_evidence){
				.field = field, .row = notice });
		}
		text_free(&line);
		free(shown);
	}
}

/* The lists */

#define MEMBERS_MAX 12

struct why_section {
	const char *name;  /* of the list in the object */
	const char *title; /* over it */
	const char
	    *evidence; /* how the fields of its evidence begin; or NULL */
	const char *members[MEMBERS_MAX]; /* shown of each row, in this order */
};

static const struct why_section why_sections[] = {
	{ "purchasers", "Purchasers", "purchaser.", { "name", "iso3" } },
	{ "items", "Items", "item.",
	    { "quantity", "quantity_from", "precision", "designation", "is_mde",
		"category", "family", "part_of" } },
	{ "contractors", "Contractors", "contractor.",
	    { "name", "contractor_id", "city", "region" } },
	{ "surfaces", "Published as", NULL,
	    { "surface", "published_on", "kind", "matched_by", "document_id",
		"warc_file", "warc_offset", "fetched_at", "url" } },
	{ "discrepancies", "Where surfaces differ", NULL,
	    { "field", "surface_a", "value_a", "surface_b", "value_b" } },
	{ "faults", "Faults", NULL,
	    { "field", "reason", "value_as_published", "place", "url" } },
	{ "versions", "Versions", NULL,
	    { "valid_from", "valid_to", "changed" } },
	{ "chain", "Its programme", NULL,
	    { "step", "notice_id", "kind", "notified_on", "added_usd",
		"running_usd" } },
	{ "deals", "Deals of SIPRI's register", NULL,
	    { "confidence", "ordered", "ordered_quantity", "order_year",
		"number_delivered", "delivery_years", "transfer_id", "why" } },
};

static void
why_print_row(FILE *out, const json_t *why, const struct why_section *s,
    const json_t *row)
{
	struct why_evidence evidence = {
		.position =
		    json_integer_value(json_object_get(row, "position")),
		.document = why_word(row, "document_id"),
		.row = row,
	};
	struct text line = { 0 };
	const char *field;
	json_t *word;

	for (size_t i = 0; i < MEMBERS_MAX && s->members[i] != NULL; i++)
		why_add_member(&line, row, s->members[i]);
	wrap_print(out, 2, text_string(&line));
	text_free(&line);
	json_object_foreach(json_object_get(row, "corrected"), field, word)
	    why_print_correction(out, row, field);
	if (s->evidence == NULL)
		return;
	evidence.field = s->evidence;
	why_print_evidence(out, why, &evidence);
}

/* A list is of one document; others may have it in another order. */
static void
why_print_others(FILE *out, const json_t *why, const struct why_section *s,
    const json_t *rows)
{
	struct why_evidence evidence = { .of_others = true };
	const json_t *row;
	bool any = false;
	size_t i;

	if (s->evidence == NULL || json_array_size(rows) == 0)
		return;
	evidence.field = s->evidence;
	evidence.document = why_word(json_array_get(rows, 0), "document_id");
	json_array_foreach(json_object_get(why, "evidence"), i, row) any =
	    any || why_is_meant(&evidence, row);
	if (!any)
		return;
	wrap_print(out, 2, "other publications say");
	why_print_evidence(out, why, &evidence);
}

void
why_print(const json_t *why, FILE *out)
{
	const json_t *notice = json_object_get(why, "notice");
	const json_t *row;
	size_t n;

	wrap_print(out, 0, why_word(notice, "notice_id"));
	if (*why_word(notice, "title") != '\0')
		wrap_print(out, 0, why_word(notice, "title"));
	putc('\n', out);
	why_print_values(out, why);
	for (size_t i = 0; i < sizeof(why_sections) / sizeof(*why_sections);
	     i++) {
		const struct why_section *s = &why_sections[i];
		const json_t *rows = json_object_get(why, s->name);

		if (json_array_size(rows) > 0)
			fprintf(out, "\n%s\n", s->title);
		json_array_foreach(rows, n, row)
		    why_print_row(out, why, s, row);
		why_print_others(out, why, s, rows);
	}
}
