/* Tells what is new or changed. */
#include <argp.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "publish/news/news.h"

enum {
	OPTION_SINCE = 256,
	OPTION_MARK,
	OPTION_ATOM,
	OPTION_HOOK,
	OPTION_COUNTRY,
	OPTION_GROUP,
	OPTION_FAMILY,
	OPTION_COMPANY,
	OPTION_OVER,
	OPTION_CONFIGURED
};

struct news_arguments {
	struct arena *arena;
	struct news_options options;
	bool is_configured; /* take the settings */
	bool has_others;
};

/* A filter may be given several times. */
static void
news_add_name(struct news_arguments *a, const char **list, const char *name)
{
	*list =
	    *list == NULL ? name : arena_print(a->arena, "%s,%s", *list, name);
}

static void
news_prove_arguments(const struct news_arguments *a, struct argp_state *state)
{
	const struct news_options *o = &a->options;

	if (a->is_configured && a->has_others)
		argp_error(state, "--configured takes all from the settings");
	if (o->since != NULL && o->mark != NULL)
		argp_error(state, "either --since or --mark");
	if (o->mark != NULL && !news_mark_is(o->mark))
		argp_error(state,
		    "%s: a mark has letters, digits, points, lines and "
		    "hyphens, 64 at most, and begins with a letter or digit",
		    o->mark);
	if (o->hook != NULL && o->mark == NULL)
		argp_error(state,
		    "--hook wants --mark, by which it is known what was told");
}

static error_t
news_filter(int key, char *value, struct news_arguments *a)
{
	struct news_filters *f = &a->options.filters;

	switch (key) {
	case OPTION_COUNTRY:
		news_add_name(a, &f->country, value);
		return 0;
	case OPTION_GROUP:
		news_add_name(a, &f->group, value);
		return 0;
	case OPTION_FAMILY:
		news_add_name(a, &f->family, value);
		return 0;
	case OPTION_COMPANY:
		news_add_name(a, &f->company, value);
		return 0;
	case OPTION_OVER:
		f->over = value;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static error_t
news_option(int key, char *value, struct argp_state *state)
{
	struct news_arguments *a = state->input;
	struct news_options *o = &a->options;

	if (key == ARGP_KEY_END)
		news_prove_arguments(a, state);
	if (key != OPTION_CONFIGURED && (key == 'j' || key >= OPTION_SINCE) &&
	    key <= OPTION_OVER)
		a->has_others = true;
	switch (key) {
	case OPTION_SINCE:
		o->since = value;
		return 0;
	case OPTION_MARK:
		o->mark = value;
		return 0;
	case OPTION_ATOM:
		o->atom = value;
		return 0;
	case OPTION_HOOK:
		o->hook = value;
		return 0;
	case OPTION_CONFIGURED:
		a->is_configured = true;
		return 0;
	case 'j':
		o->json = true;
		return 0;
	default:
		return news_filter(key, value, a);
	}
}

/* False if there is nothing to do; the outcome says whether that is right. */
static bool
news_take_settings(
    struct news_options *o, const struct config *c, enum outcome *outcome)
{
	const struct config_news *n = &c->news;

	o->mark = n->mark;
	o->atom = n->atom;
	o->hook = n->hook;
	o->filters = (struct news_filters){ n->country, n->group, n->family,
		n->company, n->over };
	if (o->mark == NULL && o->atom == NULL && o->hook == NULL) {
		log_info("news: neither mark nor atom nor hook is set");
		return false;
	}
	if (o->mark != NULL && !news_mark_is(o->mark)) {
		log_error("news: %s cannot be the name of a mark", o->mark);
		*outcome = OUTCOME_MISCONFIGURED;
	}
	if (o->hook != NULL && o->mark == NULL) {
		log_error("news: hook wants mark, by which it is known what "
			  "was told");
		*outcome = OUTCOME_MISCONFIGURED;
	}
	return *outcome == OUTCOME_OK;
}

static const struct argp_option options[] = {
	{ "since", OPTION_SINCE, "TIME", 0,
	    "What is known since then, such as 2026-01-31; unless given, of "
	    "the last seven days",
	    0 },
	{ "mark", OPTION_MARK, "NAME", 0,
	    "What was not yet told by this mark, and note it as told", 0 },
	{ "json", 'j', NULL, 0, "Print JSON, an event a line", 0 },
	{ "atom", OPTION_ATOM, "FILE", 0,
	    "Write a feed: the last 200 events of 90 days", 0 },
	{ "hook", OPTION_HOOK, "PROGRAM", 0,
	    "Call it for each event, with its JSON on standard input", 0 },
	{ "country", OPTION_COUNTRY, "NAME,...", 0,
	    "Only of these purchasers, by code or name", 0 },
	{ "group", OPTION_GROUP, "NAME,...", 0,
	    "Only of members of these groups, such as nato", 0 },
	{ "family", OPTION_FAMILY, "NAME,...", 0,
	    "Only with these families of equipment, such as F-16", 0 },
	{ "company", OPTION_COMPANY, "NAME,...", 0,
	    "Only with these companies, by contractor_id or name", 0 },
	{ "over", OPTION_OVER, "USD", 0, "Only notices of more than that", 0 },
	{ "configured", OPTION_CONFIGURED, NULL, 0,
	    "As [news] of the settings says; nothing if it says nothing", 0 },
	{ 0 },
};

enum outcome
command_news(struct config *c, int argc, char *argv[])
{
	static const struct argp argp = { options, news_option, "",
		"Tells what is new or changed: notices that came or are gone, "
		"their surfaces and totals, corrections, reviews by Congress, "
		"discrepancies, editions that rewrote earlier ones, sources "
		"that refuse us or have fallen silent. Prints the text of a mail, unless "
		"--json, --atom or --hook is given.",
		NULL, NULL, NULL };
	struct news_arguments a = { .arena = arena_new() };
	enum outcome outcome = OUTCOME_OK;
	bool is_wanted = true;

	arguments_parse(&argp, argc, argv, &a);
	if (a.is_configured)
		is_wanted = news_take_settings(&a.options, c, &outcome);
	a.options.folder = arena_print(a.arena, "%s/news", c->data_dir);
	a.options.address = c->news.address;
	a.options.hook_seconds = c->news.hook_seconds;
	a.options.program = PROGRAM;
	if (is_wanted)
		outcome = news_run(&c->database, &a.options);
	arena_free(a.arena);
	return outcome;
}
