/* The search, /api/v1/documents.json: asked, found, listed in pages. */
#include "tests/publisher/publisher.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define PAGE_DEFAULT 20
#define PAGE_MAX 2000
#define PAGES_MAX 50

struct list {
	const char *items[64];
	size_t count;
};

struct query {
	struct list agencies;
	struct list types;
	struct list fields;
	struct list cfr_title; /* of these, one each */
	struct list cfr_part;
	struct list term;
	struct list since;
	struct list until;
	struct list order;
	struct list per_page;
	struct list page;
	const char *unknown;
};

static void
list_add(struct list *list, const char *item)
{
	if (list->count < COUNT(list->items))
		list->items[list->count++] = item;
}

static const char *
list_first(const struct list *list, const char *otherwise)
{
	return list->count == 0 ? otherwise : list->items[0];
}

/* An empty list holds everything. */
static bool
list_holds(const struct list *list, const char *item)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i], item) == 0)
			return true;
	}
	return list->count == 0;
}

static enum MHD_Result
take_parameter(
    void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct query *q = context;
	const struct {
		const char *name;
		struct list *list;
	} known[] = {
		{ "conditions[agencies][]", &q->agencies },
		{ "conditions[type][]", &q->types },
		{ "conditions[cfr][title]", &q->cfr_title },
		{ "conditions[cfr][part]", &q->cfr_part },
		{ "conditions[term]", &q->term },
		{ "conditions[publication_date][gte]", &q->since },
		{ "conditions[publication_date][lte]", &q->until },
		{ "fields[]", &q->fields },
		{ "order", &q->order },
		{ "per_page", &q->per_page },
		{ "page", &q->page },
	};

	(void)kind;
	for (size_t i = 0; i < COUNT(known); i++) {
		if (strcmp(known[i].name, name) == 0) {
			list_add(known[i].list, value == NULL ? "" : value);
			return MHD_YES;
		}
	}
	q->unknown = name;
	return MHD_YES;
}

static bool
is_found(const struct query *q, const struct entry *e)
{
	return list_holds(&q->agencies, e->agency) &&
	    list_holds(&q->types, e->type) &&
	    strcmp(e->day, list_first(&q->since, "0000-00-00")) >= 0 &&
	    strcmp(e->day, list_first(&q->until, "9999-99-99")) <= 0;
}

static int
compare(const void *a, const void *b)
{
	const struct entry *x = *(const struct entry *const *)a;
	const struct entry *y = *(const struct entry *const *)b;
	int days = strcmp(x->day, y->day);

	return days != 0 ? days : strcmp(x->number, y->number);
}

static size_t
find(struct arena *arena, const struct query *q, const struct entry *index,
    const struct entry ***found)
{
	size_t room = 0;
	size_t count = 0;

	for (const struct entry *e = index; e != NULL; e = e->next)
		room++;
	*found = arena_alloc(arena, (room + 1) * sizeof(**found));
	for (const struct entry *e = index; e != NULL; e = e->next) {
		if (is_found(q, e))
			(*found)[count++] = e;
	}
	qsort(*found, count, sizeof(**found), compare);
	return count;
}

/* Whatever is asked, 2 to 2,000 results are given, of page 1 to 50. */
static size_t
page_size(const struct query *q)
{
	long n = strtol(list_first(&q->per_page, "0"), NULL, 10);

	return n > 1 && n <= PAGE_MAX ? (size_t)n : PAGE_DEFAULT;
}

static size_t
page_number(const struct publisher *p, const struct query *q)
{
	long n = strtol(list_first(&q->page, "1"), NULL, 10);

	if (n < 1 || n > PAGES_MAX || (size_t)n * page_size(q) > p->depth)
		return 1;
	return (size_t)n;
}

static json_t *
describe(const struct publisher *p, struct arena *arena, const struct query *q,
    const struct entry *e)
{
	json_t *o = json_pack("{s:s, s:s, s:s, s:s, s:[{s:s}], s:s?, s:s?}",
	    "document_number", e->number, "title", e->title, "type", e->type,
	    "publication_date", e->day, "agencies", "slug", e->agency,
	    "raw_text_url", site_address(p, arena, e, false),
	    "full_text_xml_url", site_address(p, arena, e, true));
	const char *name;
	json_t *value;
	void *next;

	json_object_foreach_safe(o, next, name, value)
	{
		if (!list_holds(&q->fields, name))
			json_object_del(o, name);
	}
	return o;
}

static void
refuse(struct answer *a, const char *parameter)
{
	a->status = 400;
	a->json =
	    json_pack("{s:{s:s}}", "errors", parameter, "is not a valid field");
}

/* The same address with another page. */
static json_t *
next_page(const struct publisher *p, struct arena *arena, const char *address,
    size_t page, size_t pages)
{
	const char *here = strstr(address, "&page=");
	size_t length =
	    here == NULL ? strlen(address) : (size_t)(here - address);
	const char *rest = address + length;

	if (page >= pages)
		return json_null();
	if (here != NULL)
		rest += strlen("&page=");
	rest += strspn(rest, "0123456789");
	return json_string(arena_print(arena, "%s%.*s%s%cpage=%zu", p->address,
	    (int)length, address, rest,
	    strchr(address, '?') == NULL ? '?' : '&', page + 1));
}

static json_t *
list_page(const struct publisher *p, struct arena *arena, const struct query *q,
    const struct entry **found, size_t count)
{
	bool newest = strcmp(list_first(&q->order, "oldest"), "newest") == 0;
	size_t size = page_size(q);
	size_t end = page_number(p, q) * size;
	json_t *results = json_array();

	for (size_t i = end - size; i < count && i < end; i++)
		json_array_append_new(results,
		    describe(p, arena, q, found[newest ? count - 1 - i : i]));
	return results;
}

void
search_answer(const struct publisher *p, struct MHD_Connection *c,
    const char *address, struct answer *a)
{
	struct query q = { 0 };
	const struct entry **found;
	size_t pages;
	size_t count;

	MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, take_parameter, &q);
	a->type = "application/json; charset=utf-8";
	if (q.unknown != NULL) {
		refuse(a, q.unknown);
		return;
	}
	count = find(a->arena, &q, site_index(p), &found);
	pages = (count + page_size(&q) - 1) / page_size(&q);
	if (pages > PAGES_MAX)
		pages = PAGES_MAX;
	a->json = json_pack("{s:I, s:s, s:I, s:o, s:o}", "count",
	    (json_int_t)count, "description",
	    arena_print(a->arena, "Documents from %s to %s matching %s",
		list_first(&q.since, "ever"), list_first(&q.until, "now"),
		list_first(&q.term, "anything")),
	    "total_pages", (json_int_t)pages, "next_page_url",
	    next_page(p, a->arena, address, page_number(p, &q), pages),
	    "results", list_page(p, a->arena, &q, found, count));
}
