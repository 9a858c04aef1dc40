/*
 * Awards of the Department of Defense, as USAspending.gov makes files of them
 * on demand: a zip file of wide tables in CSV. What is paid with the money of
 * foreign customers is told by a column, for which it cannot be asked.
 */
#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "base/time.h"
#include "extract/address.h"
#include "extract/crawl.h"
#include "extract/source/sources.h"
#include "extract/source/tables.h"

#define DOWNLOAD "/api/v2/bulk_download/awards/"
#define STATUS "/api/v2/download/status?file_name="

/* The department's awards are published 90 days after they are made. */
#define EMBARGO_DAYS 90

static bool
usaspending_ends(const char *path, const char *with)
{
	size_t length = strlen(path);
	size_t ending = strlen(with);

	return length > ending && strcasecmp(path + length - ending, with) == 0;
}

static enum address_kind
usaspending_kind(const char *url)
{
	char path[ADDRESS_MAX];

	if (!address_path(url, "usaspending.gov", path))
		return ADDRESS_OTHER;
	if (strncmp(path, "/api/", 5) == 0)
		return ADDRESS_LISTING;
	return usaspending_ends(path, ".zip") || usaspending_ends(path, ".csv")
	    ? ADDRESS_RECORDS
	    : ADDRESS_OTHER;
}

static const struct format *
usaspending_format(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];
	const char *s = body_start(doc->content, start);

	return strncmp(s, "PK\x03\x04", 4) == 0 ? &zip_format : &csv_format;
}

/* Asks for the file of a month, waits until it is made, and fetches it. */
static void
usaspending_fetch_month(struct crawl *c, const char *first, const char *last)
{
	struct text url = { 0 };
	struct text question = { 0 };
	struct answer *answer;
	struct answer *status = NULL;
	const char *file;

	text_addf(&url, "%s" DOWNLOAD, c->base);
	text_addf(&question,
	    "{\"filters\":{\"prime_award_types\":[\"A\",\"B\",\"C\",\"D\"],"
	    "\"agencies\":[{\"type\":\"awarding\",\"tier\":\"toptier\","
	    "\"name\":\"Department of Defense\"}],"
	    "\"date_type\":\"action_date\",\"date_range\":{"
	    "\"start_date\":\"%s\",\"end_date\":\"%s\"}},"
	    "\"file_format\":\"csv\"}",
	    first, last);
	c->counts.found++;
	answer = crawl_answer(c,
	    &(struct crawl_request){ .url = text_string(&url),
		.accept = "application/json",
		.json = text_string(&question),
		.expected = CRAWL_JSON },
	    NULL);
	file = answer_text(answer, "file_name");
	if (file != NULL) {
		text_empty(&url);
		text_addf(&url, "%s" STATUS "%s", c->base, file);
		status = crawl_wait(c, text_string(&url));
	} else if (answer != NULL) {
		crawl_incomplete(
		    c, "%s to %s: no file is promised", first, last);
	}
	file = answer_text(status, "file_url");
	if (file != NULL && usaspending_kind(file) == ADDRESS_RECORDS)
		crawl_fetch(c,
		    &(struct crawl_request){ .url = file,
			.accept = "application/zip",
			.is_elsewhere = true });
	else if (status != NULL)
		crawl_incomplete(
		    c, "%s to %s: the file is nowhere", first, last);
	answer_free(status);
	answer_free(answer);
	text_free(&url);
	text_free(&question);
}

/* "2025-07-31" in that month: its first day, its last. */
static void
usaspending_month_days(const char *day, char first[11], char last[11])
{
	memcpy(first, day, DAY_TEXT_SIZE);
	day_text_month_start(first);
	memcpy(last, day, DAY_TEXT_SIZE);
	day_text_month_end(last);
}

/* Each month that has become public within the window, a file of its own. */
static void
usaspending_crawl(struct crawl *c)
{
	char since[11];
	char until[11];
	char first[11];
	char last[11];

	memcpy(since, c->window.since, sizeof(since));
	memcpy(until, c->window.until, sizeof(until));
	day_text_add(since, -EMBARGO_DAYS);
	day_text_add(until, -EMBARGO_DAYS);
	usaspending_month_days(since, first, last);
	while (strcmp(last, until) <= 0 && crawl_goes_on(c)) {
		usaspending_fetch_month(c, first, last);
		day_text_add(last, 1);
		memcpy(since, last, sizeof(since));
		usaspending_month_days(since, first, last);
	}
}

const struct extractor usaspending_extractor = {
	.name = "usaspending",
	.base = "https://api.usaspending.gov",
	.crawl = usaspending_crawl,
	.documents = {
		.kind = usaspending_kind,
		.recognises = tables_recognise,
		.format = usaspending_format,
	},
	.address = tables_address,
	/* Files are large, and made anew each time: each month is asked once. */
	.lag_days = 1,
	.backfill_days = 31,
};
