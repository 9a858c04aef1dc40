/* The list of sources, and the database's schema: commands of few words. */
#include <argp.h>
#include <stdio.h>

#include "base/log.h"
#include "cli/command.h"
#include "load/status.h"

/* migrate */

static error_t
take_migrate(int key, char *value, struct argp_state *state)
{
	bool *dry = state->input;

	(void)value;
	if (key != 'n')
		return ARGP_ERR_UNKNOWN;
	*dry = true;
	return 0;
}

static void
print_line(const char *line)
{
	printf("%s\n", line);
}

enum outcome
command_migrate(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "dry-run", 'n', NULL, 0, "Say what it would do, and do not",
		    0 },
		{ 0 },
	};
	static const struct argp argp = { options, take_migrate, NULL,
		"Brings the database's schema up to date.", NULL, NULL, NULL };
	const struct database_settings settings = {
		.conninfo = c->conninfo,
		.lock_seconds = c->lock_seconds,
	};
	size_t applied = 0;
	bool dry = false;
	enum outcome outcome;

	argv[0] = (char[]){ "armsetl migrate" };
	argp_parse(&argp, argc, argv, 0, NULL, &dry);
	if (dry)
		return status_preview(&settings, print_line);
	outcome = status_migrate(&settings, &applied);
	if (outcome == OUTCOME_OK)
		log_info("%zu migrations applied; the schema is up to date",
		    applied);
	return outcome;
}

/* sources */

enum outcome
command_sources(struct config *c, int argc, char *argv[])
{
	static const struct argp argp = { NULL, NULL, NULL,
		"What there is to fetch.", NULL, NULL, NULL };

	argv[0] = (char[]){ "armsetl sources" };
	argp_parse(&argp, argc, argv, 0, NULL, NULL);
	for (size_t i = 0; i < source_count; i++) {
		const struct source *s = &sources[i];
		const char *base = config_source(c, s)->base;

		printf("%s%s\n  %s\n  publisher  %s\n  address    %s\n"
		       "  cadence    %s\n  licence    %s\n",
		    i == 0 ? "" : "\n", s->name, s->title, s->publisher,
		    base != NULL ? base : s->extractor->base, s->cadence,
		    s->licence);
	}
	return OUTCOME_OK;
}
