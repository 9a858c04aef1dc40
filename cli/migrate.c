/* Brings the schema of the database up to date. */
#include <argp.h>
#include <stdio.h>

#include "base/log.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "load/migrate.h"

static error_t
migrate_option(int key, char *value, struct argp_state *state)
{
	bool *dry_run = state->input;

	(void)value;
	if (key != 'n')
		return ARGP_ERR_UNKNOWN;
	*dry_run = true;
	return 0;
}

static void
migrate_print(const char *line)
{
	printf("%s\n", line);
}

enum outcome
command_migrate(struct config *c, int argc, char *argv[])
{
	static const struct argp_option options[] = {
		{ "dry-run", 'n', NULL, 0,
		    "Show what would be done, and do nothing", 0 },
		{ 0 },
	};
	static const struct argp argp = { options, migrate_option, NULL,
		"Brings the database's schema up to date.", NULL, NULL, NULL };
	size_t applied = 0;
	bool dry_run = false;
	enum outcome outcome;

	arguments_parse(&argp, argc, argv, &dry_run);
	if (dry_run)
		return migrate_preview(&c->database, migrate_print);
	outcome = migrate_database(&c->database, &applied);
	if (outcome == OUTCOME_OK)
		log_info("%zu migrations applied; the schema is up to date",
		    applied);
	return outcome;
}
