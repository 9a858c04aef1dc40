/* Shows one notice, and why the database says what it says of it. */
#include <argp.h>
#include <jansson.h>
#include <stdio.h>

#include "base/arena.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "publish/why.h"
#include "transform/normalise/normalise.h"

struct why_options {
	const char *notice;
	bool json;
};

static error_t
why_option(int key, char *value, struct argp_state *state)
{
	struct why_options *o = state->input;

	switch (key) {
	case 'j':
		o->json = true;
		return 0;
	case ARGP_KEY_ARG:
		if (o->notice != NULL)
			argp_error(state, "one notice at a time");
		o->notice = value;
		return 0;
	case ARGP_KEY_END:
		if (o->notice == NULL)
			argp_error(state, "which notice?");
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

enum outcome
command_why(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "json", 'j', NULL, 0, "Print JSON, one object", 0 },
		{ 0 },
	};
	static const struct argp argp = { options, why_option, "NOTICE",
		"Shows of one notice each value, the words it was read from and "
		"where they stand, what other surfaces say, its versions, the "
		"chain of its programme, and the deals it may have become. "
		"NOTICE is a notice_id, a transmittal number such as 26-27, or "
		"the address of a publication.",
		NULL, NULL, NULL };
	struct why_options o = { 0 };
	struct arena *arena = arena_new();
	enum outcome outcome = OUTCOME_OK;
	json_t *why;

	arguments_parse(&argp, argc, argv, &o);
	why = why_read(&c->database, o.notice,
	    transmittal_read(arena, o.notice), &outcome);
	if (why != NULL && o.json) {
		json_dumpf(
		    why, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
		putchar('\n');
	} else if (why != NULL) {
		why_print(why, stdout);
	}
	json_decref(why);
	arena_free(arena);
	return outcome;
}
