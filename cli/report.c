/* Writes pages with pictures into a folder. */
#include <argp.h>
#include <stdlib.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/command.h"
#include "publish/report/report.h"

#define YEAR_DIGITS 4

enum { OPTION_OUT = 256, OPTION_BASE_YEAR, OPTION_RESTRICTED };

static error_t
report_option(int key, char *value, struct argp_state *state)
{
	struct report_options *o = state->input;

	switch (key) {
	case OPTION_OUT:
		o->out = value;
		return 0;
	case OPTION_BASE_YEAR:
		o->base_year = value;
		if (strlen(value) != YEAR_DIGITS ||
		    strspn(value, "0123456789") != YEAR_DIGITS)
			argp_error(state, "%s is no year", value);
		return 0;
	case OPTION_RESTRICTED:
		o->with_restricted = true;
		return 0;
	case ARGP_KEY_ARG:
		return ARGP_ERR_UNKNOWN;
	case ARGP_KEY_END:
		if (o->out == NULL || *o->out == '\0')
			argp_error(state, "where to? --out is wanted");
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

enum outcome
command_report(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "out", OPTION_OUT, "DIR", 0, "The folder to write", 0 },
		{ "base-year", OPTION_BASE_YEAR, "YEAR", 0,
		    "Constant dollars are those of this year", 0 },
		{ "include-restricted", OPTION_RESTRICTED, NULL, 0,
		    "Rows of sources whose licence limits who may be given all"
		    " of it, too",
		    0 },
		{ 0 },
	};
	static const struct argp argp = { options, report_option, "",
		"Writes a folder of pages with pictures, of one snapshot: what "
		"was notified, for whom, with which companies; each notice with "
		"where its values are from. They open from a disk or any web "
		"server.",
		NULL, NULL, NULL };
	struct report_options o = { .program = PROGRAM };

	arguments_parse(&argp, argc, argv, &o);
	return report_run(&c->database, &o);
}
