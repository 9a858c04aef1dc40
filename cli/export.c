/* Writes tables and views into files that other programs read. */
#include <argp.h>
#include <stdlib.h>

#include "base/list.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "publish/export/export.h"
#include "publish/export/format.h"

#define EXPORT_FORMATS "sqlite, xlsx, csv, edges or graphml"

enum { OPTION_OUT = 256, OPTION_FORMAT, OPTION_AS_OF, OPTION_RESTRICTED };

struct export_arguments {
	struct export_options options;
	const char **names;
	size_t count;
	size_t room;
};

static void
export_add_name(struct export_arguments *a, const char *name)
{
	a->names = list_room(a->names, a->count, &a->room, sizeof(*a->names));
	a->names[a->count++] = name;
}

static error_t
export_option(int key, char *value, struct argp_state *state)
{
	struct export_arguments *a = state->input;

	switch (key) {
	case OPTION_OUT:
		a->options.out = value;
		return 0;
	case OPTION_FORMAT:
		a->options.format = export_format_find(value);
		if (a->options.format == NULL)
			argp_error(state, "FORMAT is " EXPORT_FORMATS);
		return 0;
	case OPTION_AS_OF:
		a->options.as_of = value;
		return 0;
	case OPTION_RESTRICTED:
		a->options.with_restricted = true;
		return 0;
	case ARGP_KEY_ARG:
		export_add_name(a, value);
		return 0;
	case ARGP_KEY_END:
		if (a->options.out == NULL || *a->options.out == '\0')
			argp_error(state, "where to? --out is wanted");
		if (a->options.format == NULL)
			argp_error(
			    state, "--format is wanted: " EXPORT_FORMATS);
		if (a->options.format != NULL && a->options.format->is_graph &&
		    a->count > 0)
			argp_error(
			    state, "%s has no tables", a->options.format->name);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

enum outcome
command_export(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "out", OPTION_OUT, "FILE|DIR", 0,
		    "The file, or for csv and edges the folder, to write", 0 },
		{ "format", OPTION_FORMAT, "FORMAT", 0,
		    "sqlite, xlsx: one file; csv: a Data Package; edges, "
		    "graphml: who sold to whom, in a Data Package or a file",
		    0 },
		{ "as-of", OPTION_AS_OF, "TIME", 0,
		    "As it stood then, such as 2026-01-31", 0 },
		{ "include-restricted", OPTION_RESTRICTED, NULL, 0,
		    "Rows of sources whose licence limits who may be given all"
		    " of it, too",
		    0 },
		{ 0 },
	};
	static const struct argp argp = { options, export_option, "[TABLE...]",
		"Writes all tables and views, or those that are named, of one "
		"snapshot, with what they mean, their keys, sources and "
		"licences.",
		NULL, NULL, NULL };
	struct export_arguments a = { .options.program = PROGRAM };
	enum outcome outcome;

	arguments_parse(&argp, argc, argv, &a);
	a.options.names = a.names;
	a.options.name_count = a.count;
	outcome = export_run(&c->database, &a.options);
	free(a.names);
	return outcome;
}
