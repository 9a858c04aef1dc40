/*
 * crawl CONF WHAT [ARGUMENT...]: a source of its own, for what no one source
 * does all of, with the settings and the key of ddtc. Prints what came, a line
 * a document: status, bytes, address.
 *
 *   get PATH            a listing, which may be empty
 *   post PATH JSON...   records, as the answer to each
 *   renew PATH          records
 *   secret PATH         records, with the key as a parameter of that name
 *   files [PATH...]     tables_crawl_files()
 *   wait PATH           crawl_wait(), and what file_url names
 *   update [PATH...]    records that a listing names, each
 *
 * It has as many seconds as CRAWL_SECONDS of the environment says. With
 * CRAWL_KEY_AFTER, the key with each letter's successor in its place, it tells
 * how often a process that is forked in the end has the key in its memory,
 * before it is shut in and then.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "archive/body.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/wall.h"
#include "config/config.h"
#include "extract/crawl.h"
#include "extract/extract.h"
#include "extract/source/tables.h"

static int argument_count;
static char **arguments; /* of WHAT, which is the first */

static void
show(const struct capture *capture)
{
	if (capture == NULL)
		printf("nothing\n");
	else
		printf("%d %llu %s\n", capture->status,
		    (unsigned long long)capture->bytes, capture->url);
}

static const char *
at_base(const struct crawl *c, struct text *url)
{
	text_addf(url, "%s%s", c->base, arguments[1]);
	return text_string(url);
}

static void
show_fetched(struct crawl *c, struct crawl_request request)
{
	if (request.accept == NULL)
		request.accept = "*/*";
	show(crawl_fetch(c, &request));
}

static void
show_waited(struct crawl *c, const char *url)
{
	struct answer *answer = crawl_wait(c, url);
	const char *file = answer_text(answer, "file_url");

	if (file == NULL)
		printf("nothing\n");
	else
		show_fetched(c,
		    (struct crawl_request){
			.url = file, .is_elsewhere = true });
	answer_free(answer);
}

static void
crawl_one(struct crawl *c, const char *url)
{
	const char *what = arguments[0];

	if (strcmp(what, "get") == 0) {
		show_fetched(c,
		    (struct crawl_request){ .url = url,
			.expected = CRAWL_LISTING,
			.may_be_empty = true });
	} else if (strcmp(what, "renew") == 0) {
		show_fetched(c, (struct crawl_request){ .url = url });
	} else if (strcmp(what, "secret") == 0) {
		if (crawl_use_key(c, "key"))
			show_fetched(c, (struct crawl_request){ .url = url });
	} else if (strcmp(what, "wait") == 0) {
		show_waited(c, url);
	} else {
		log_fatal("there is no %s", what);
	}
}

static void
update_all(struct crawl *c)
{
	struct text url = { 0 };

	for (int i = 1; i < argument_count && crawl_goes_on(c); i++) {
		text_empty(&url);
		text_addf(&url, "%s%s", c->base, arguments[i]);
		show_fetched(c,
		    (struct crawl_request){
			.url = text_string(&url), .is_listed = true });
	}
	text_free(&url);
}

static void
crawl(struct crawl *c)
{
	struct text url = { 0 };

	if (strcmp(arguments[0], "update") == 0) {
		update_all(c);
		return;
	}
	if (strcmp(arguments[0], "files") == 0) {
		tables_crawl_files(
		    c, (const char *const *)(arguments + 1), "text/csv");
		return;
	}
	at_base(c, &url);
	if (strcmp(arguments[0], "post") != 0)
		crawl_one(c, text_string(&url));
	for (int i = 2; i < argument_count; i++)
		show_fetched(c,
		    (struct crawl_request){
			.url = text_string(&url), .json = arguments[i] });
	text_free(&url);
}

static enum address_kind
kind(const char *url)
{
	return strstr(url, "/status") == NULL ? ADDRESS_RECORDS
					      : ADDRESS_LISTING;
}

static bool
recognises(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];

	return strncmp(body_start(doc->content, start), "Year,", 5) == 0;
}

/* Keys in memory: the one that is looked for is not there for that. */

static size_t
count_in(const char *at, const char *end, const char *successors)
{
	size_t length = strlen(successors);
	size_t count = 0;

	for (; at + length <= end; at++) {
		size_t n = 0;

		while (n < length && at[n] + 1 == successors[n])
			n++;
		count += n == length;
	}
	return count;
}

static size_t
count_keys(FILE *maps, const char *successors)
{
	char line[1024];
	size_t count = 0;

	rewind(maps);
	while (fgets(line, sizeof(line), maps) != NULL) {
		char *rest;
		uintptr_t start = strtoull(line, &rest, 16);
		uintptr_t end = strtoull(rest + 1, &rest, 16);

		if (strncmp(rest, " rw", 3) == 0)
			count += count_in(
			    (const char *)start, (const char *)end, successors);
	}
	return count;
}

/* As ten times how often before, and how often when it is shut in. */
static void
look_for_keys(const char *environment)
{
	char *successors = xstrdup(environment); /* which will be emptied */
	FILE *maps = fopen("/proc/self/maps", "re");
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		size_t before = count_keys(maps, successors) > 0;

		(void)wall_shut(wall_new(-1));
		_exit((int)(before * 10 + count_keys(maps, successors)));
	}
	waitpid(pid, &status, 0);
	fclose(maps);
	free(successors);
	printf("key %d\n", WEXITSTATUS(status));
}

int
main(int argc, char *argv[])
{
	static const struct extractor extractor = {
		.name = "crawled",
		.base = "https://publisher.invalid",
		.crawl = crawl,
		.documents = {
			.kind = kind,
			.recognises = recognises,
		},
	};
	struct config *c = argc < 3 ? NULL : config_read(argv[1]);
	struct extract_settings settings;
	struct extract_counts counts = { 0 };
	enum outcome outcome = OUTCOME_MISCONFIGURED;
	const char *seconds = getenv("CRAWL_SECONDS");

	stop_setup();
	if (c == NULL)
		return outcome_exit_status(outcome);
	c->data_dir = getenv("ARMSETL_DATA_DIR");
	argument_count = argc - 2;
	arguments = argv + 2;
	if (config_complete(c) &&
	    config_fetching(c, source_find("ddtc"), &settings)) {
		if (seconds != NULL)
			settings.deadline =
			    time(NULL) + strtol(seconds, NULL, 10);
		outcome = extract_run(&settings, &extractor, &counts);
	}
	printf("requests %zu, added %zu, unchanged %zu, failed %zu\n",
	    counts.requests, counts.added, counts.unchanged, counts.failed);
	if (counts.retries + counts.put_off > 0 || counts.reason[0] != '\0')
		printf(
		    "retries %zu, transient %zu, permanent %zu, blocked %zu, put "
		    "off %zu: %s\n",
		    counts.retries, counts.transient, counts.permanent,
		    counts.blocked, counts.put_off, counts.reason);
	if (!WALL_HAS_SANITIZER && getenv("CRAWL_KEY_AFTER") != NULL)
		look_for_keys(getenv("CRAWL_KEY_AFTER"));
	config_free(c);
	return outcome_exit_status(outcome);
}
