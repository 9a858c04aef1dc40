/*
 * GDP, population and military expenditure of all countries, and the list of
 * these: the interface of the World Bank, which answers in pages, and which
 * tells what was wrong with a question with status 200.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/archive.h"
#include "archive/body.h"
#include "extract/address.h"
#include "extract/crawl.h"
#include "extract/source/sources.h"
#include "extract/source/tables.h"

#define PER_PAGE 1000
#define PAGES_MAX 500 /* more are a mistake of the publisher */

static const char *const bank_questions[] = {
	"country",
	"country/all/indicator/NY.GDP.MKTP.CD",
	"country/all/indicator/SP.POP.TOTL",
	"country/all/indicator/MS.MIL.XPND.CD",
	"country/all/indicator/MS.MIL.XPND.GD.ZS",
};

/* The documents */

static enum address_kind
bank_kind(const char *url)
{
	char path[ADDRESS_MAX];

	if (address_path(url, "api.worldbank.org", path) &&
	    strncmp(path, "/v2/country", 11) == 0)
		return ADDRESS_RECORDS;
	return ADDRESS_OTHER;
}

static const char *
bank_skip(const char *s, const char *with)
{
	return s + strspn(s, with);
}

/* An answer that has a message in place of rows is none. */
static bool
bank_recognises(const struct document *doc)
{
	static const char blanks[] = " \t\r\n";
	char start[BODY_PEEK_MAX + 1];
	const char *s = body_start(doc->content, start);

	if (*s != '[')
		return false;
	s = bank_skip(s + 1, blanks);
	if (*s != '{')
		return false;
	s = bank_skip(s + 1, blanks);
	return strncmp(s, "\"message\"", 9) != 0;
}

static const struct document_form bank_form = {
	.kind = bank_kind,
	.recognises = bank_recognises,
	.format = tables_format,
	.shape = { .nested = true },
};

/* In the worker: what an answer says of itself, and how many rows it has */

struct bank_reading {
	struct reader_out *out;
	size_t rows;
};

static void
bank_give(struct reader_out *out, const struct row *row, const char *name,
    const char *as)
{
	const char *text = row_get(row, name);

	if (text != NULL && *text != '\0' && strlen(text) < 300)
		reader_field(out, as, text);
}

static bool
bank_read_row(void *context, const struct row *row)
{
	struct bank_reading *b = context;

	if (b->rows++ > 0)
		return true;
	bank_give(b->out, row, "pages", "pages");
	bank_give(b->out, row, "total", "total");
	bank_give(b->out, row, "lastupdated", "lastupdated");
	bank_give(b->out, row, "message.1.key", "key");
	bank_give(b->out, row, "message.1.id", "id");
	bank_give(b->out, row, "message.1.value", "message");
	return true;
}

static void
bank_read(const struct document *doc, const void *what, struct reader_out *out)
{
	struct bank_reading b = { .out = out };
	char count[24];

	(void)what;
	if (!form_read(&bank_form, doc, bank_read_row, &b)) {
		reader_fail(out, "cannot be read");
		return;
	}
	snprintf(count, sizeof(count), "%zu", b.rows == 0 ? 0 : b.rows - 1);
	reader_field(out, "rows", count);
	reader_row(out);
}

/* In the parent */

struct bank_answer {
	size_t pages;
	size_t total;
	size_t rows;
	char edition[32]; /* "" where the answer does not tell */
	char message[700];
};

static size_t
bank_number(const struct row *row, const char *name)
{
	const char *text = row_get(row, name);

	return text == NULL ? 0 : strtoul(text, NULL, 10);
}

static void
bank_take(void *context, const struct row *row)
{
	struct bank_answer *a = context;
	const char *edition = row_get(row, "lastupdated");
	const char *key = row_get(row, "key");
	const char *id = row_get(row, "id");
	const char *message = row_get(row, "message");

	a->pages = bank_number(row, "pages");
	a->total = bank_number(row, "total");
	a->rows = bank_number(row, "rows");
	snprintf(a->edition, sizeof(a->edition), "%s",
	    edition == NULL ? "" : edition);
	if (key != NULL || id != NULL || message != NULL)
		snprintf(a->message, sizeof(a->message), "%s (%s): %s",
		    key == NULL ? "no reason" : key,
		    id == NULL ? "no number" : id,
		    message == NULL ? "" : message);
}

static const struct reader_task bank_task = { bank_read, NULL };

/* Says what the publisher wrote in place of an answer, if it did. */
static void
bank_tell_message(struct crawl *c, const char *url)
{
	const struct capture *latest = archive_latest(c->archive, url);
	struct bank_answer a = { .pages = 0 };

	if (latest != NULL &&
	    crawl_read_kept(c, latest, &bank_task, bank_take, &a) &&
	    a.message[0] != '\0')
		crawl_incomplete(
		    c, "%s: the World Bank answers: %s", url, a.message);
}

static void
bank_add_address(
    const struct crawl *c, struct text *url, const char *question, size_t page)
{
	text_addf(url, "%s/v2/%s?format=json&per_page=%d&page=%zu", c->base,
	    question, PER_PAGE, page);
}

/*
 * A page. One that is said to be final need not be asked for if the archive has
 * it; then it may be of another day, or broken, or not come at all, and the
 * answer is empty: it is to be asked for as one that is not.
 */
static bool
bank_fetch(struct crawl *c, const char *question, size_t page, bool is_final,
    struct bank_answer *a)
{
	struct text url = { 0 };
	const struct capture *capture;
	bool ok = false;

	bank_add_address(c, &url, question, page);
	*a = (struct bank_answer){ .pages = 0 };
	capture = crawl_fetch(c,
	    &(struct crawl_request){ .url = text_string(&url),
		.accept = "application/json",
		.is_listed = is_final,
		.is_final = is_final });
	if (is_final)
		ok = (capture != NULL &&
			 crawl_read_kept(
			     c, capture, &bank_task, bank_take, a)) ||
		    crawl_goes_on(c);
	else if (capture == NULL)
		bank_tell_message(c, text_string(&url));
	else
		ok = crawl_read(c, capture, &bank_task, bank_take, a);
	text_free(&url);
	return ok;
}

static bool
bank_is_same_table(const struct bank_answer *a, const struct bank_answer *b)
{
	return a->total == b->total && strcmp(a->edition, b->edition) == 0;
}

/* A further page, which must be of the same table as the first. */
static bool
bank_fetch_next(struct crawl *c, const char *question, size_t page,
    bool is_known, const struct bank_answer *first, struct bank_answer *a)
{
	if (!bank_fetch(c, question, page, is_known, a))
		return false;
	if (is_known && !bank_is_same_table(a, first) &&
	    !bank_fetch(c, question, page, false, a))
		return false;
	if (bank_is_same_table(a, first))
		return true;
	crawl_incomplete(c,
	    "%s: page %zu has %zu rows in all, updated %s, and the first page"
	    " %zu, updated %s: the table changes while it is read",
	    question, page, a->total, a->edition, first->total, first->edition);
	return false;
}

/* All pages but the first. False if one does not come; else how many rows. */
static bool
bank_fetch_rest(struct crawl *c, const char *question, bool is_known,
    const struct bank_answer *first, size_t *rows)
{
	struct bank_answer next;

	*rows = first->rows;
	for (size_t page = 2; page <= first->pages && page <= PAGES_MAX;
	     page++) {
		if (!crawl_goes_on(c) ||
		    !bank_fetch_next(c, question, page, is_known, first, &next))
			return false;
		*rows += next.rows;
	}
	return true;
}

/* Whether an archived answer is one of that address, with another content. */
static bool
bank_is_other(
    const struct capture *kept, const char *url, const struct capture *latest)
{
	return strcmp(kept->url, url) == 0 && kept->status == 200 &&
	    kept->sha256 != NULL && kept->broken == NULL &&
	    (latest->sha256 == NULL ||
		strcmp(kept->sha256, latest->sha256) != 0);
}

/* How many rows the table had by its answer before the latest; 0: unknown. */
static size_t
bank_total_before(struct crawl *c, const char *url)
{
	const struct capture *latest = archive_latest(c->archive, url);
	struct bank_answer a = { .pages = 0 };
	size_t i = latest == NULL ? 0 : archive_count(c->archive);

	while (a.total == 0 && i-- > 0) {
		const struct capture *kept = archive_capture(c->archive, i);

		if (bank_is_other(kept, url, latest) &&
		    !crawl_read_kept(c, kept, &bank_task, bank_take, &a))
			a.total = 0;
	}
	return a.total;
}

/* A table has rows, and not a fifth fewer than it had. */
static bool
bank_check_total(
    struct crawl *c, const char *question, const struct bank_answer *first)
{
	struct text url = { 0 };
	size_t before;

	if (first->total == 0) {
		crawl_incomplete(
		    c, "%s: the World Bank answers that it has none", question);
		return false;
	}
	bank_add_address(c, &url, question, 1);
	before = bank_total_before(c, text_string(&url));
	text_free(&url);
	if (first->total * 5 < before * 4)
		crawl_gate(c, "total", first->total, (before * 4 + 4) / 5,
		    "%s: there are %zu rows, and %zu before", question,
		    first->total, before);
	return true;
}

/*
 * All pages of a table. Where the first is not new the others are not, and
 * those that the archive has will do if they are of that table, and whole.
 */
static void
bank_fetch_table(struct crawl *c, const char *question)
{
	size_t unchanged = c->counts.unchanged;
	struct bank_answer first;
	size_t rows;
	bool is_known;

	c->counts.found++;
	if (!bank_fetch(c, question, 1, false, &first) ||
	    !bank_check_total(c, question, &first))
		return;
	is_known = c->counts.unchanged > unchanged;
	c->counts.found += first.pages > 1 ? first.pages - 1 : 0;
	if (!bank_fetch_rest(c, question, is_known, &first, &rows))
		return;
	if (rows != first.total && is_known &&
	    !bank_fetch_rest(c, question, false, &first, &rows))
		return;
	if (rows != first.total)
		crawl_incomplete(c,
		    "%s: there are %zu rows on %zu pages, and not %zu",
		    question, rows, first.pages, first.total);
}

static void
bank_crawl(struct crawl *c)
{
	size_t count = sizeof(bank_questions) / sizeof(bank_questions[0]);

	for (size_t i = 0; i < count && crawl_goes_on(c); i++)
		bank_fetch_table(c, bank_questions[i]);
}

const struct extractor world_bank_extractor = {
	.name = "world-bank",
	.base = "https://api.worldbank.org",
	.crawl = bank_crawl,
	.documents = {
		.kind = bank_kind,
		.recognises = bank_recognises,
		.format = tables_format,
		.shape = { .nested = true },
	},
	.address = tables_address,
};
