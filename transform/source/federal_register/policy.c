/*
 * What the Federal Register's interface says of a document: one object, or a
 * list of them. Members that are not asked for are not in an answer, so only
 * those must be there that tell which document it is.
 */
#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
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
	struct map *numbers; /* of the documents before; NULL before any */
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

/* An element of a list, agencies.1.name and agencies.1.raw_name. */
struct policy_element {
	const char *first; /* NULL: it has none, or null */
	const char *second;
	size_t next; /* the field from which the next is looked for */
};

/* What a field's name has behind "agencies.1"; NULL if it is of another list.
 */
static const char *
policy_in_list(const char *name, const char *list, size_t *digits)
{
	size_t length = strlen(list);

	if (strncmp(name, list, length) != 0 || name[length] != '.')
		return NULL;
	*digits = strspn(name + length + 1, "0123456789");
	return *digits == 0 ? NULL : name + length + 1 + *digits;
}

/*
 * The next element of a list, whose members stand beside each other; false if
 * there are no more. The first is looked for from 0.
 */
static bool
policy_next_element(const struct row *row, const char *list, const char *first,
    const char *second, struct policy_element *e)
{
	const char *begun = NULL; /* the name of its first member */
	size_t size = 0;
	size_t i;

	e->first = e->second = NULL;
	for (i = e->next; i < row->count; i++) {
		const char *name = row->fields[i].name;
		size_t digits;
		const char *member = policy_in_list(name, list, &digits);

		if (member == NULL ||
		    (begun != NULL &&
			strncmp(begun, name, strlen(list) + digits + 2) != 0)) {
			if (begun != NULL)
				break;
			continue;
		}
		if (begun == NULL)
			begun = name;
		size++;
		if (strcmp(member, first) == 0)
			e->first = row->fields[i].value;
		else if (strcmp(member, second) == 0)
			e->second = row->fields[i].value;
	}
	e->next = i;
	return size > 0;
}

static void
policy_join(struct text *joined, const char *more)
{
	text_addf(joined, "%s%s", joined->length == 0 ? "" : "; ", more);
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

/*
 * Those the Register knows have a name; all have the one printed. Of some
 * questions the answer has names alone.
 */
static const char *
policy_agencies(struct reading *r, const struct row *row)
{
	struct policy_element e = { .next = 0 };
	struct text joined = { 0 };
	const char *list;

	while (policy_next_element(row, "agencies", ".name", ".raw_name", &e)) {
		if (e.first != NULL || e.second != NULL)
			policy_join(
			    &joined, e.first != NULL ? e.first : e.second);
		else
			reading_fault(r, "agencies", row->line, NULL,
			    "an agency without a name");
	}
	list = policy_join_end(r, &joined);
	if (list == NULL)
		list = row_get(row, "agencies");
	return list != NULL ? list : row_get(row, "agency_names");
}

/* "22 CFR 120; 22 CFR 121" */
static const char *
policy_code_parts(struct reading *r, const struct row *row)
{
	struct policy_element e = { .next = 0 };
	struct text joined = { 0 };
	const char *list;

	while (
	    policy_next_element(row, "cfr_references", ".title", ".part", &e)) {
		if (e.first != NULL)
			policy_join(&joined,
			    arena_print(r->arena, "%s CFR%s%s", e.first,
				e.second == NULL ? "" : " ",
				e.second == NULL ? "" : e.second));
		else
			reading_fault(r, "cfr", row->line, e.second,
			    "a part of no title");
	}
	list = policy_join_end(r, &joined);
	return list != NULL ? list : row_get(row, "cfr_references");
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

/* One answer has a document once; of two under a number one is another's. */
static void
policy_take(struct reading *r, struct policy_state *s, const struct row *row,
    const struct policy *p)
{
	if (s->numbers == NULL)
		s->numbers = map_new();
	if (!map_mark(s->numbers, p->identifier))
		reading_fault(r, "document_number", row->line, p->identifier,
		    "stands over a document before, too");
	reading_policy(r, p);
}

static void
policy_give(struct reading *r, struct policy_state *s, const struct row *row)
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
	if (policy_value(r, s, row, PUBLISHED) == NULL)
		reading_fault(r, "published_on", row->line, NULL, "is missing");
	if (p.identifier == NULL || !policy_is_number(p.identifier))
		reading_refuse(r, "document_number", row->line, p.identifier,
		    "is no number of a document");
	else if (p.kind == NULL)
		reading_no_record(r);
	else
		policy_take(r, s, row, &p);
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
policy_is_policy(const struct row *row)
{
	const char *type = row_get(row, columns[TYPE].name);
	struct policy_element e = { .next = 0 };
	bool titles = false;

	while (
	    policy_next_element(row, "cfr_references", ".title", ".part", &e)) {
		if (e.first != NULL && strcmp(e.first, "22") == 0)
			return true;
		titles = titles || e.first != NULL;
	}
	return type != NULL &&
	    (strcmp(type, "Presidential Document") == 0 ||
		(strstr(type, "Rule") != NULL && !titles));
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
	if (policy_is_policy(row))
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

static void
policy_close(void *state)
{
	struct policy_state *s = state;

	map_free(s->numbers);
}

const struct transformer policy_transformer = {
	.state_size = sizeof(struct policy_state),
	.row = policy_row,
	.end = policy_end,
	.close = policy_close,
};
