/*
 * What the Federal Register's interface says of a document: one object, or a
 * list of them. Members that are not asked for are not in an answer, so only
 * those must be there that tell which document it is.
 */
#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "transform/normalise/normalise.h"
#include "transform/source/sources.h"
#include "transform/table/table.h"

enum policy_member {
	NUMBER,
	TITLE,
	TYPE,
	PUBLISHED,
	URL,
	SUBTYPE,
	ORDER,
	CITATION,
	ABSTRACT,
	SIGNED,
	EFFECTIVE,
	COMMENTS,
};

#define OPTIONAL(n)                                  \
	{                                            \
		.name = (n), .kind = COLUMN_OPTIONAL \
	}

static const struct table_column columns[] = {
	[NUMBER] = { .name = "document_number" },
	[TITLE] = { .name = "title" },
	[TYPE] = { .name = "type" },
	[PUBLISHED] = { .name = "publication_date" },
	[URL] = { .name = "html_url" },
	[SUBTYPE] = OPTIONAL("subtype"),
	[ORDER] = OPTIONAL("executive_order_number"),
	[CITATION] = OPTIONAL("citation"),
	[ABSTRACT] = OPTIONAL("abstract"),
	[SIGNED] = OPTIONAL("signing_date"),
	[EFFECTIVE] = OPTIONAL("effective_on"),
	[COMMENTS] = OPTIONAL("comments_close_on"),
};

static const struct table_form form = { "documents", columns,
	sizeof(columns) / sizeof(columns[0]), true };
static const struct table_form *const forms[] = { &form, NULL };

struct policy_state {
	struct table table;
};

static const char *
policy_value(struct reading *r, const struct policy_state *s,
    const struct row *row, enum policy_member what)
{
	return table_value(r, &s->table, row, (size_t)what);
}

static struct day
policy_day(struct reading *r, const struct policy_state *s,
    const struct row *row, enum policy_member what, const char *field)
{
	const char *text = policy_value(r, s, row, what);
	struct day d = { 0 };

	if (text != NULL && !day_read(text, &d))
		reading_fault(r, field, row->line, text, "is not a day");
	return d;
}

/* "2026-02773", "C1-2026-02773", "E8-1234", "99-12" */
static bool
policy_is_number(const char *text)
{
	size_t length = strlen(text);

	while (length > 0 && isdigit((unsigned char)text[length - 1]))
		length--;
	return text[length] != '\0' && length > 1 && text[length - 1] == '-' &&
	    strspn(text, "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ") ==
	    strlen(text);
}

/* What stands in members of a list: agencies.1.name, agencies.2.name, ... */
static const char *
policy_nth_member(struct reading *r, const struct row *row, const char *list,
    int n, const char *member)
{
	return row_get(row, arena_print(r->arena, "%s.%d.%s", list, n, member));
}

static const char *
policy_join_end(struct reading *r, struct text *joined)
{
	const char *copy = joined->length == 0
	    ? NULL
	    : arena_copy(r->arena, joined->bytes, joined->length);

	text_free(joined);
	return copy;
}

/* Those the Register knows have a name; all have the one printed. */
static const char *
policy_agencies(struct reading *r, const struct row *row)
{
	struct text joined = { 0 };

	for (int i = 1;; i++) {
		const char *name =
		    policy_nth_member(r, row, "agencies", i, "name");

		if (name == NULL)
			name = policy_nth_member(
			    r, row, "agencies", i, "raw_name");
		if (name == NULL)
			return policy_join_end(r, &joined);
		text_addf(&joined, "%s%s", i == 1 ? "" : "; ", name);
	}
}

/* "22 CFR 120; 22 CFR 121" */
static const char *
policy_code_parts(struct reading *r, const struct row *row)
{
	struct text joined = { 0 };

	for (int i = 1;; i++) {
		const char *title =
		    policy_nth_member(r, row, "cfr_references", i, "title");
		const char *part =
		    policy_nth_member(r, row, "cfr_references", i, "part");

		if (title == NULL)
			return policy_join_end(r, &joined);
		text_addf(&joined, "%s%s CFR%s%s", i == 1 ? "" : "; ", title,
		    part == NULL ? "" : " ", part == NULL ? "" : part);
	}
}

/* "Presidential Document: Executive Order" */
static const char *
policy_kind(
    struct reading *r, const struct policy_state *s, const struct row *row)
{
	const char *type = policy_value(r, s, row, TYPE);
	const char *subtype = policy_value(r, s, row, SUBTYPE);

	if (type == NULL || subtype == NULL)
		return type;
	return arena_print(r->arena, "%s: %s", type, subtype);
}

/* "EO 14268, 90 FR 15621" */
static const char *
policy_citation(
    struct reading *r, const struct policy_state *s, const struct row *row)
{
	const char *order = policy_value(r, s, row, ORDER);
	const char *page = policy_value(r, s, row, CITATION);

	if (order == NULL)
		return page;
	return arena_print(r->arena, "EO %s%s%s", order,
	    page == NULL ? "" : ", ", page == NULL ? "" : page);
}

static void
policy_give(
    struct reading *r, const struct policy_state *s, const struct row *row)
{
	const struct policy p = {
		.kind = policy_kind(r, s, row),
		.identifier = policy_value(r, s, row, NUMBER),
		.title = policy_value(r, s, row, TITLE),
		.url = policy_value(r, s, row, URL),
		.citation = policy_citation(r, s, row),
		.agencies = policy_agencies(r, row),
		.cfr = policy_code_parts(r, row),
		.abstract_text = policy_value(r, s, row, ABSTRACT),
		.published_on =
		    policy_day(r, s, row, PUBLISHED, "published_on"),
		.signed_on = policy_day(r, s, row, SIGNED, "signed_on"),
		.effective_on =
		    policy_day(r, s, row, EFFECTIVE, "effective_on"),
		.comments_close_on =
		    policy_day(r, s, row, COMMENTS, "comments_close_on"),
	};

	if (p.kind == NULL)
		reading_fault(r, "kind", row->line, NULL, "is missing");
	if (p.title == NULL)
		reading_fault(r, "title", row->line, NULL, "is missing");
	if (p.identifier == NULL || !policy_is_number(p.identifier))
		reading_refuse(r, "document_number", row->line, p.identifier,
		    "is no number of a document");
	else if (p.kind == NULL)
		reading_no_record(r);
	else
		reading_policy(r, &p);
}

static bool
policy_has_member(const struct row *row, const char *name)
{
	for (size_t i = 0; i < row->count; i++) {
		if (strcmp(row->fields[i].name, name) == 0)
			return true;
	}
	return false;
}

/*
 * What tells its own address is all that the interface has of a document:
 * there each day has its member, be it empty.
 */
static bool
policy_is_whole(struct reading *r, const struct row *row)
{
	static const enum policy_member days[] = { SIGNED, EFFECTIVE,
		COMMENTS };

	if (!policy_has_member(row, "json_url"))
		return true;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		const char *name = columns[days[i]].name;

		if (policy_has_member(row, name))
			continue;
		reading_refuse(r, "header", row->line, NULL,
		    arena_print(r->arena, "\"%s\" is missing", name));
		return false;
	}
	return true;
}

/* A search that found nothing has no list of what it found. */
static bool
policy_is_nothing(const struct row *row)
{
	const char *count = row_get(row, "count");

	return count != NULL && strcmp(count, "0") == 0 &&
	    !policy_has_member(row, columns[NUMBER].name);
}

/*
 * Of all that the interface tells of: documents of the President, and rules,
 * of the Code's title 22 if an answer has its titles.
 */
static bool
policy_is_policy(struct reading *r, const struct row *row)
{
	const char *type = row_get(row, columns[TYPE].name);
	const char *title;
	int n = 1;

	do
		title =
		    policy_nth_member(r, row, "cfr_references", n++, "title");
	while (title != NULL && strcmp(title, "22") != 0);
	if (title != NULL || type == NULL)
		return title != NULL;
	return strcmp(type, "Presidential Document") == 0 ||
	    (strstr(type, "Rule") != NULL &&
		policy_nth_member(r, row, "cfr_references", 1, "title") ==
		    NULL);
}

static void
policy_row(struct reading *r, void *state, const struct row *row)
{
	struct policy_state *s = state;

	s->table.is_common = true;
	if (policy_is_nothing(row)) {
		reading_recognise(r);
		return;
	}
	if (policy_is_policy(r, row))
		reading_recognise(r);
	if (table_take(r, &s->table, forms, row) == TABLE_BODY &&
	    policy_is_whole(r, row))
		policy_give(r, s, row);
}

static void
policy_end(struct reading *r, void *state)
{
	(void)r;
	(void)state;
}

const struct transformer policy_transformer = {
	.state_size = sizeof(struct policy_state),
	.row = policy_row,
	.end = policy_end,
};
