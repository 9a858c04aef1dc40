/*
 * The Monthly Treasury Statement, as the interface of Fiscal Data answers: two
 * of its tables, asked for a month at a time, page by page. A statement comes
 * out in the middle of the next month, and later ones of the interface may have
 * other amounts for it.
 */
#include <stdio.h>
#include <string.h>

#include "archive/body.h"
#include "base/time.h"
#include "extract/address.h"
#include "extract/crawl.h"
#include "extract/source/sources.h"
#include "extract/source/tables.h"

#define TABLE "/services/api/fiscal_service/v1/accounting/mts/mts_table_"

/* Table 5 has some 700 rows a month, table 1 not 30. */
#define PAGE_SIZE 1000
#define PAGES_MAX 1000

/* A statement comes out within so many days of its month. */
#define LATE_DAYS 65
/* What is younger is asked for each day: most that is put right is by then. */
#define SETTLED_DAYS 190
/* The first statement that the interface has. */
#define FIRST_MONTH "2015-03-31"

static const char *const treasury_tables[] = { "5", "1" };

static enum address_kind
treasury_kind(const char *url)
{
	char path[ADDRESS_MAX];

	return address_path(url, "api.fiscaldata.treasury.gov", path) &&
		(strcmp(path, TABLE "5") == 0 || strcmp(path, TABLE "1") == 0)
	    ? ADDRESS_RECORDS
	    : ADDRESS_OTHER;
}

/* An answer that is an error begins with its name: {"error":"...",...}. */
static bool
treasury_recognises(const struct document *doc)
{
	static const char blank[] = " \t\r\n";
	char start[BODY_PEEK_MAX + 1];
	const char *s = body_start(doc->content, start);

	if (*s != '{')
		return false;
	s++;
	s += strspn(s, blank);
	return strncmp(s, "\"error\"", 7) != 0 && tables_recognise(doc);
}

/* One table of one statement */

struct treasury_statement {
	struct crawl *crawl;
	const char *table;
	const char *month; /* its last day */
	size_t pages;      /* as the first page says */
	size_t total;      /* rows of all pages, likewise */
	size_t rows;       /* found so far */
};

static bool
treasury_is_older(const struct treasury_statement *s, int days)
{
	char day[DAY_TEXT_SIZE];
	char today[DAY_TEXT_SIZE];

	memcpy(day, s->month, sizeof(day));
	day_text_add(day, days);
	day_text_today(today);
	return strcmp(day, today) < 0;
}

/* NULL if no page came, or what came is an error: noted. */
static struct answer *
treasury_ask(struct treasury_statement *s, size_t page)
{
	unsigned size = s->crawl->settings->page_size;
	bool settled = treasury_is_older(s, SETTLED_DAYS);
	struct text url = { 0 };
	struct answer *answer;

	text_addf(&url,
	    "%s" TABLE "%s?filter=record_date:eq:%s&sort=line_code_nbr"
	    "&page%%5Bnumber%%5D=%zu&page%%5Bsize%%5D=%u",
	    s->crawl->base, s->table, s->month, page,
	    size == 0 ? PAGE_SIZE : size);
	answer = crawl_answer(s->crawl,
	    &(struct crawl_request){ .url = text_string(&url),
		.accept = "application/json",
		.expected = CRAWL_JSON,
		/* A backfill that goes on asks for what was not right. */
		.is_volatile = true,
		.is_listed = settled,
		.published = settled ? s->month : NULL },
	    "data");
	if (answer_text(answer, "error") != NULL) {
		crawl_incomplete(s->crawl, "%s: %s: %s", text_string(&url),
		    answer_text(answer, "error"),
		    answer_text(answer, "message") == NULL
			? "the publisher says no more"
			: answer_text(answer, "message"));
		answer_free(answer);
		answer = NULL;
	}
	text_free(&url);
	return answer;
}

/* A page tells how many rows it has, and how many pages and rows there are. */
static bool
treasury_check_page(
    struct treasury_statement *s, const struct answer *answer, size_t page)
{
	size_t rows = answer_rows(answer);
	size_t count;
	size_t total;
	size_t pages;

	if (!answer_count(answer, "meta.count", &count) ||
	    !answer_count(answer, "meta.total-count", &total) ||
	    !answer_count(answer, "meta.total-pages", &pages)) {
		crawl_incomplete(s->crawl,
		    "table %s of %s: page %zu does not tell how many there are",
		    s->table, s->month, page);
		return false;
	}
	if (page == 1) {
		s->pages = pages > PAGES_MAX ? PAGES_MAX : pages;
		s->total = total;
	}
	s->rows += rows;
	if (count != rows)
		crawl_gate(s->crawl, "count", rows, count,
		    "table %s of %s: page %zu has %zu rows and says %zu",
		    s->table, s->month, page, rows, count);
	else if (total != s->total || (page > 1 && pages != s->pages))
		crawl_gate(s->crawl, "pages", pages, s->pages,
		    "table %s of %s: page %zu speaks of %zu rows on %zu pages,"
		    " the first of %zu on %zu",
		    s->table, s->month, page, total, pages, s->total, s->pages);
	else if (rows == 0 && page < s->pages)
		crawl_gate(s->crawl, "pages", page, s->pages,
		    "table %s of %s: page %zu of %zu is empty", s->table,
		    s->month, page, s->pages);
	else
		return true;
	return false;
}

/*
 * What the pages say of themselves is held against what came. A month without
 * rows is one that is not out yet, or is of before the interface's first.
 */
static void
treasury_check_whole(const struct treasury_statement *s)
{
	if (s->rows != s->total)
		crawl_gate(s->crawl, "count", s->rows, s->total,
		    "table %s of %s: %zu of %zu rows are on its %zu pages",
		    s->table, s->month, s->rows, s->total, s->pages);
	else if (s->rows == 0 && strcmp(s->month, FIRST_MONTH) >= 0 &&
	    treasury_is_older(s, LATE_DAYS))
		crawl_incomplete(s->crawl, "table %s of %s: has no rows",
		    s->table, s->month);
}

static void
treasury_fetch_table(struct crawl *c, const char *table, const char *month)
{
	struct treasury_statement s = {
		.crawl = c, .table = table, .month = month, .pages = 1
	};

	c->counts.found++;
	for (size_t page = 1; page <= s.pages; page++) {
		struct answer *answer = treasury_ask(&s, page);
		bool ok =
		    answer != NULL && treasury_check_page(&s, answer, page);

		answer_free(answer);
		if (!ok)
			return;
	}
	treasury_check_whole(&s);
}

/* Each statement of which the last day lies within the window. */
static void
treasury_crawl(struct crawl *c)
{
	char month[11];

	memcpy(month, c->window.since, sizeof(month));
	day_text_month_end(month);
	while (strcmp(month, c->window.until) <= 0 && crawl_goes_on(c)) {
		for (size_t i = 0;
		     i < sizeof(treasury_tables) / sizeof(treasury_tables[0]);
		     i++)
			treasury_fetch_table(c, treasury_tables[i], month);
		day_text_add(month, 1);
		day_text_month_end(month);
	}
}

const struct extractor treasury_extractor = {
	.name = "treasury",
	.base = "https://api.fiscaldata.treasury.gov",
	.crawl = treasury_crawl,
	.documents = {
		.kind = treasury_kind,
		.recognises = treasury_recognises,
		.format = tables_format,
		.shape = { .records = "data" },
	},
	.address = tables_address,
	/* A fiscal year is put right until the next one is well on its way. */
	.lag_days = 400,
	.backfill_days = 92,
};
