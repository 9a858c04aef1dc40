#include <argp.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/log.h"
#include "base/outcome.h"
#include "base/stop.h"
#include "cli/command.h"
#include "config/config.h"

static const struct {
	const char *name;
	command *run;
} commands[] = {
	{ "run", command_run },
	{ "backfill", command_backfill },
	{ "extract", command_extract },
	{ "transform", command_transform },
	{ "load", command_load },
	{ "import", command_import },
	{ "replay", command_replay },
	{ "migrate", command_migrate },
	{ "status", command_status },
	{ "sources", command_sources },
	{ "check", command_check },
};

static const char help[] =
    "Arms sales as they are published, into an archive, into packages, into "
    "PostgreSQL.\v"
    "Commands:\n"
    "  run [SOURCE...]           fetch, read and load what is new\n"
    "  backfill SOURCE ...       the same of past days, in steps\n"
    "  extract [SOURCE...]       fetch only, into the archive\n"
    "  transform [SOURCE...]     read only, from the archive into packages\n"
    "  load [SOURCE...]          load only, from the packages\n"
    "  import SOURCE FILE...     files or WARCs into the archive\n"
    "  replay [SOURCE...]        read and load from the archive again\n"
    "  migrate                   bring the database's schema up to date\n"
    "  status [SOURCE...]        last success, lag, faults, what to do\n"
    "  sources                   what there is to fetch\n"
    "  check                     configuration, database, archive\n"
    "\n"
    "`armsetl COMMAND --help' tells more of one. Without SOURCE, all of them.\n"
    "The database is the one that PGHOST, PGDATABASE, PGSERVICE, ~/.pgpass\n"
    "and --db name. Exit status: 0 well, 64 usage, 65 published data not\n"
    "whole, 69 no answer, 73 not written, 75 later, 77 blocked, 78 settings.";

enum { OPTION_DATA_DIR = 256, OPTION_DB, OPTION_LOG_FORMAT };

static const struct argp_option options[] = {
	{ "config", 'c', "FILE", 0,
	    "Settings (" SYSCONFDIR "/armsetl/armsetl.conf)", 0 },
	{ "data-dir", OPTION_DATA_DIR, "DIR", 0,
	    "Where archive and packages are; also ARMSETL_DATA_DIR", 0 },
	{ "db", OPTION_DB, "CONNINFO", 0, "The database, as libpq reads it",
	    0 },
	{ "log-format", OPTION_LOG_FORMAT, "FORMAT", 0,
	    "Of messages: text or json", 0 },
	{ "verbose", 'v', NULL, 0, "More messages", 0 },
	{ "quiet", 'q', NULL, 0, "Only warnings and errors", 0 },
	{ 0 },
};

struct arguments {
	const char *config;
	const char *data_dir;
	const char *db;
	enum log_level level;
	enum log_format format;
	int command; /* its place in argv */
};

static error_t
take_option(int key, char *value, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case 'c':
		a->config = value;
		return 0;
	case OPTION_DATA_DIR:
		a->data_dir = value;
		return 0;
	case OPTION_DB:
		a->db = value;
		return 0;
	case OPTION_LOG_FORMAT:
		if (strcmp(value, "json") != 0 && strcmp(value, "text") != 0)
			argp_error(state, "FORMAT is text or json");
		a->format = strcmp(value, "json") == 0 ? LOG_FORMAT_JSON
						       : LOG_FORMAT_TEXT;
		return 0;
	case 'v':
		a->level = LOG_LEVEL_DEBUG;
		return 0;
	case 'q':
		a->level = LOG_LEVEL_WARN;
		return 0;
	case ARGP_KEY_ARG:
		a->command = state->next - 1;
		state->next = state->argc; /* the rest is the command's */
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static command *
find_command(const char *name)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (strcmp(commands[i].name, name) == 0)
			return commands[i].run;
	}
	return NULL;
}

static struct config *
read_config(const struct arguments *a)
{
	struct config *c = config_read(a->config);
	const char *environment = getenv("ARMSETL_DATA_DIR");

	if (c == NULL)
		return NULL;
	if (environment != NULL && *environment != '\0')
		c->data_dir = environment;
	if (a->data_dir != NULL)
		c->data_dir = a->data_dir;
	if (a->db != NULL)
		c->conninfo = a->db;
	if (config_complete(c))
		return c;
	config_free(c);
	return NULL;
}

/* What was printed is lost on a full disk: that must not pass for done. */
static enum outcome
finish_output(void)
{
	bool failed = ferror(stdout) != 0;

	if (fflush(stdout) == 0 && !failed)
		return OUTCOME_OK;
	log_error("standard output: %s", strerror(errno));
	return OUTCOME_NOT_WRITTEN;
}

int
main(int argc, char *argv[])
{
	static const struct argp argp = { options, take_option,
		"COMMAND [ARGUMENT...]", help, NULL, NULL, NULL };
	struct arguments a = { .level = LOG_LEVEL_INFO };
	struct config *config;
	command *run;
	enum outcome outcome;

	argp_err_exit_status = EX_USAGE;
	argp_program_version = PROGRAM;
	argp_parse(&argp, argc, argv, ARGP_IN_ORDER, NULL, &a);
	log_setup(a.level, a.format);
	stop_setup();
	run = find_command(argv[a.command]);
	if (run == NULL) {
		log_error("there is no command %s: see armsetl --help",
		    argv[a.command]);
		return EX_USAGE;
	}
	config = read_config(&a);
	if (config == NULL)
		return EX_CONFIG;
	outcome = run(config, argc - a.command, argv + a.command);
	config_free(config);
	return outcome_exit_status(outcome_worse(outcome, finish_output()));
}
