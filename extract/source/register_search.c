#include "extract/source/register_search.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/log.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/time.h"

/* The server gives 20 when it is asked for more than 2,000. */
#define PAGE_SIZE 1000
/* Beyond either, the server silently gives the first page again. */
#define PAGES_MAX 50
#define DEPTH_MAX 10000

const char *const register_notices[] = { "NOTICE", NULL };

struct search {
	struct crawl *crawl;
	const struct register_search *what;
	struct arena *arena;
	struct map *seen;  /* document numbers */
	size_t problems;   /* of the crawl before */
	const char **urls; /* of the texts that are ours */
	size_t count;
	size_t room;
};

static unsigned
search_page_size(const struct search *s)
{
	unsigned size = s->crawl->settings->page_size;

	return size != 0 ? size : PAGE_SIZE;
}

/* Nothing of NULL. */
static void
search_add_parameter(struct text *url, const char *name, const char *value)
{
	char *n;
	char *v;

	if (value == NULL)
		return;
	n = xgiven(curl_easy_escape(NULL, name, 0));
	v = xgiven(curl_easy_escape(NULL, value, 0));
	text_addf(
	    url, "%c%s=%s", strchr(url->bytes, '?') == NULL ? '?' : '&', n, v);
	text_string(url);
	curl_free(n);
	curl_free(v);
}

static void
search_add_parameters(
    struct text *url, const char *name, const char *const *values)
{
	for (; *values != NULL; values++)
		search_add_parameter(url, name, *values);
}

static void
search_write_address(const struct search *s, const struct window *w,
    unsigned page, struct text *url)
{
	static const char *const fields[] = { "document_number", "title",
		"publication_date", "raw_text_url", "full_text_xml_url", NULL };
	char number[16];

	text_addf(url, "%s/api/v1/documents.json", s->crawl->base);
	text_string(url);
	search_add_parameter(url, "conditions[term]", s->what->term);
	search_add_parameter(url, "conditions[agencies][]", s->what->agency);
	search_add_parameters(url, "conditions[type][]", s->what->types);
	search_add_parameter(url, "conditions[cfr][title]", s->what->cfr_title);
	search_add_parameter(url, "conditions[cfr][part]", s->what->cfr_parts);
	search_add_parameter(
	    url, "conditions[publication_date][gte]", w->since);
	search_add_parameter(
	    url, "conditions[publication_date][lte]", w->until);
	search_add_parameters(url, "fields[]", fields);
	search_add_parameter(url, "order", "oldest");
	snprintf(number, sizeof(number), "%u", search_page_size(s));
	search_add_parameter(url, "per_page", number);
	snprintf(number, sizeof(number), "%u", page);
	search_add_parameter(url, "page", number);
}

/* One page of the answer; NULL if it is not one, logged. */
static struct answer *
search_get_page(
    struct search *s, const struct window *w, unsigned page, size_t *count)
{
	struct text url = { 0 };
	struct answer *answer;

	search_write_address(s, w, page, &url);
	answer = crawl_answer(s->crawl,
	    &(struct crawl_request){ .url = text_string(&url),
		.accept = "application/json",
		.expected = CRAWL_JSON },
	    "results");
	if (answer != NULL && !answer_count(answer, "count", count)) {
		crawl_incomplete(
		    s->crawl, "%s: the answer has no count", url.bytes);
		answer_free(answer);
		answer = NULL;
	}
	text_free(&url);
	return answer;
}

static bool
search_is_title(const struct register_search *what, const char *title)
{
	const char *const *t = what->titles;

	for (; t != NULL && *t != NULL; t++) {
		if (strcasestr(title, *t) != NULL)
			return true;
	}
	return what->titles == NULL;
}

static bool
search_is_json(const struct search *s)
{
	return strcmp(s->what->rendition, "json") == 0;
}

/* What the interface says of one document. */
static const char *
search_json_address(struct search *s, const char *number)
{
	return arena_print(
	    s->arena, "%s/api/v1/documents/%s.json", s->crawl->base, number);
}

/* The server leaves out the address of a text now and then; it follows. */
static const char *
search_text_address(struct search *s, const struct answer *answer, size_t row,
    const char *number, const char *date)
{
	bool xml = strcmp(s->what->rendition, "xml") == 0;
	const char *given = answer_row_text(
	    answer, row, xml ? "full_text_xml_url" : "raw_text_url");
	struct text url = { 0 };
	char *copy;

	if (given == NULL && xml) /* there is no XML of the oldest */
		given = answer_row_text(answer, row, "raw_text_url");
	if (given != NULL)
		return arena_string(s->arena, given);
	text_addf(&url, "%s/documents/full_text/text/%.4s/%.2s/%.2s/%s.txt",
	    s->crawl->base, date, date + 5, date + 8, number);
	copy = arena_string(s->arena, text_string(&url));
	text_free(&url);
	return copy;
}

static void
search_keep_address(struct search *s, const char *url)
{
	s->urls = list_room(s->urls, s->count, &s->room, sizeof(*s->urls));
	s->urls[s->count++] = url;
}

/* False if the search gave this document before. */
static bool
search_take_item(struct search *s, const struct window *w,
    const struct answer *answer, size_t row)
{
	const char *number = answer_row_text(answer, row, "document_number");
	const char *title = answer_row_text(answer, row, "title");
	const char *date = answer_row_text(answer, row, "publication_date");

	if (number == NULL || date == NULL || !day_text_is(date)) {
		crawl_incomplete(s->crawl,
		    "a result of %s to %s has no number or no date", w->since,
		    w->until);
		return true;
	}
	if (strcmp(date, w->since) < 0 || strcmp(date, w->until) > 0)
		crawl_incomplete(s->crawl, "%s of %s was given for %s to %s",
		    number, date, w->since, w->until);
	if (!map_mark(s->seen, number))
		return false;
	if (title != NULL && search_is_title(s->what, title))
		search_keep_address(s,
		    search_is_json(s)
			? search_json_address(s, number)
			: search_text_address(s, answer, row, number, date));
	return true;
}

/* Gives how many results the page held that were new. */
static size_t
search_take_page(
    struct search *s, const struct window *w, const struct answer *answer)
{
	size_t fresh = 0;

	for (size_t row = 0; row < answer_rows(answer); row++)
		fresh += search_take_item(s, w, answer, row);
	return fresh;
}

/* A day with more documents than a page holds must be paged through. */
static size_t
search_take_further_pages(
    struct search *s, const struct window *w, size_t so_far, size_t count)
{
	for (unsigned page = 2; so_far < count; page++) {
		struct answer *answer;
		size_t fresh;
		size_t ignored;

		if (page > PAGES_MAX ||
		    page * search_page_size(s) > DEPTH_MAX) {
			crawl_gate(s->crawl, "count", so_far, count,
			    "%s: %zu documents are more than the search gives",
			    w->since, count);
			return so_far;
		}
		answer = search_get_page(s, w, page, &ignored);
		if (answer == NULL)
			return so_far;
		fresh = search_take_page(s, w, answer);
		answer_free(answer);
		if (fresh == 0) {
			crawl_gate(s->crawl, "pages", so_far, count,
			    "%s: page %u repeats an earlier page: %zu of %zu "
			    "documents were given",
			    w->since, page, so_far, count);
			return so_far;
		}
		so_far += fresh;
	}
	return so_far;
}

static void
search_split(const struct window *w, struct window *left, struct window *right)
{
	int days = 0;

	*left = *right = *w;
	for (char day[11];; days++) {
		memcpy(day, w->since, sizeof(day));
		day_text_add(day, days);
		if (strcmp(day, w->until) >= 0)
			break;
	}
	memcpy(left->until, w->since, sizeof(left->until));
	day_text_add(left->until, (days - 1) / 2);
	memcpy(right->since, left->until, sizeof(right->since));
	day_text_add(right->since, 1);
}

/*
 * Lists a window, in halves if a page does not hold it, and checks that the
 * parts add up to what the search counts for the whole. Gives how many it
 * listed.
 */
static size_t
search_list(struct search *s, const struct window *w)
{
	size_t count = 0;
	size_t listed;
	struct answer *answer = search_get_page(s, w, 1, &count);

	if (answer == NULL)
		return 0;
	if (count > search_page_size(s) && strcmp(w->since, w->until) < 0) {
		struct window left;
		struct window right;

		answer_free(answer);
		search_split(w, &left, &right);
		listed = search_list(s, &left);
		listed += search_list(s, &right);
	} else {
		listed = search_take_page(s, w, answer);
		answer_free(answer);
		if (listed < count && count > search_page_size(s))
			listed = search_take_further_pages(s, w, listed, count);
	}
	if (listed != count && crawl_problems(s->crawl) == s->problems &&
	    s->crawl->counts.gate_count == 0)
		crawl_gate(s->crawl, "count", listed, count,
		    "%s to %s: the search counts %zu documents and gives %zu",
		    w->since, w->until, count, listed);
	return listed;
}

void
register_crawl(struct crawl *c, const struct register_search *what)
{
	struct search s = {
		.crawl = c,
		.what = what,
		.arena = arena_new(),
		.seen = map_new(),
		.problems = crawl_problems(c),
	};
	size_t listed;

	listed = search_list(&s, &c->window);
	log_debug("%s: %s to %s: %zu documents found, %zu are ours",
	    c->extractor->name, c->window.since, c->window.until, listed,
	    s.count);
	c->counts.found += s.count;
	/* Of a list that is not whole nothing is fetched. */
	if (crawl_problems(c) != s.problems)
		s.count = 0;
	for (size_t i = 0; i < s.count && crawl_goes_on(c); i++) {
		crawl_progress(c, i + 1, s.count, "texts");
		/* Days of comment are put off; texts are not edited. */
		crawl_fetch(c,
		    &(struct crawl_request){ .url = s.urls[i],
			.accept =
			    search_is_json(&s) ? "application/json" : NULL,
			.is_listed = true,
			.is_final = !search_is_json(&s) });
	}
	crawl_progress(c, 0, 0, "");
	free(s.urls);
	map_free(s.seen);
	arena_free(s.arena);
}
