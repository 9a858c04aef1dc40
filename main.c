#include <argp.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/outcome.h"
#include "base/stop.h"
#include "base/text.h"
#include "cli/command.h"
#include "config/config.h"

static const struct {
	const char *name;
	const char *arguments;
	const char *does;
	command *run;
} commands[] = {
	{ "run", "[SOURCE...]", "fetch, read and load what is new",
	    command_run },
	{ "backfill", "SOURCE ...", "the same for past days, in steps",
	    command_backfill },
	{ "extract", "[SOURCE...]", "only fetch, into the archive",
	    command_extract },
	{ "transform", "[SOURCE...]", "only read the archive, into packages",
	    command_transform },
	{ "load", "[SOURCE...]", "only load the packages", command_load },
	{ "import", "SOURCE FILE...", "take files or WARCs into the archive",
	    command_import },
	{ "forget", "DOCUMENT", "take a document back, with what it said",
	    command_forget },
	{ "replay", "[SOURCE...]", "read and load from the archive again",
	    command_replay },
	{ "migrate", "", "bring the database's schema up to date",
	    command_migrate },
	{ "status", "[SOURCE...]", "last success, lag, faults, what to do",
	    command_status },
	{ "why", "NOTICE", "one notice, and where each value is from",
	    command_why },
	{ "news", "", "what is new or changed", command_news },
	{ "export", "[TABLE...]", "tables and views, into files",
	    command_export },
	{ "report", "--out DIR", "pages with pictures, into a folder",
	    command_report },
	{ "sources", "", "list the sources", command_sources },
	{ "check", "", "check configuration, database and archive",
	    command_check },
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static const char about[] =
    "Fetches what is published about arms sales into an archive, reads it into "
    "packages, and loads these into PostgreSQL.\v"; /* the rest: main_help() */

static const char notes[] =
    "\n"
    "`armsetl COMMAND --help' tells more about one. Without SOURCE, a command is\n"
    "about all sources. The database is the one that PGHOST, PGDATABASE,\n"
    "PGSERVICE, ~/.pgpass and --db name. Exit status: 0 all well, 64 usage,\n"
    "65 published data not whole, 69 no answer, 73 not written, 75 try later,\n"
    "77 blocked by the publisher, 78 settings.";

enum { OPTION_DATA_DIR = 256, OPTION_DB, OPTION_LOG_FORMAT };

static const struct argp_option options[] = {
	{ "config", 'c', "FILE", 0,
	    "The settings (" SYSCONFDIR "/armsetl/armsetl.conf)", 0 },
	{ "data-dir", OPTION_DATA_DIR, "DIR", 0,
	    "The folder of archive, packages and state; also "
	    "ARMSETL_DATA_DIR",
	    0 },
	{ "db", OPTION_DB, "CONNINFO", 0, "The database, as libpq reads it",
	    0 },
	{ "log-format", OPTION_LOG_FORMAT, "FORMAT", 0,
	    "Messages as text or as json", 0 },
	{ "verbose", 'v', NULL, 0, "More messages", 0 },
	{ "quiet", 'q', NULL, 0, "Only warnings and errors", 0 },
	{ 0 },
};

struct main_options {
	const char *config;
	const char *data_dir;
	const char *db;
	enum log_level level;
	enum log_format format;
	int command; /* its place in argv */
};

static error_t
main_option(int key, char *value, struct argp_state *state)
{
	struct main_options *a = state->input;

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

/* argp's: the help behind the options, from the table of commands. */
static char *
main_help(int key, const char *text, void *input)
{
	struct text help = { 0 };

	(void)input;
	if (key != ARGP_KEY_HELP_POST_DOC)
		return (char *)(uintptr_t)text;
	text_add_string(&help, "Commands:\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		text_addf(&help, "  %-9s %-15s %s\n", commands[i].name,
		    commands[i].arguments, commands[i].does);
	text_add_string(&help, notes);
	return text_string(&help); /* argp frees it */
}

static command *
command_find(const char *name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (strcmp(commands[i].name, name) == 0)
			return commands[i].run;
	}
	return NULL;
}

static struct config *
main_config(const struct main_options *a)
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
		c->database.conninfo = memory_keep_secret(a->db);
	if (config_complete(c))
		return c;
	config_free(c);
	return NULL;
}

/* A full disk loses what was printed: that is no success. */
static enum outcome
main_flush(void)
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
	static const struct argp argp = { options, main_option,
		"COMMAND [ARGUMENT...]", about, NULL, main_help, NULL };
	struct main_options a = { .level = LOG_LEVEL_INFO };
	struct config *config;
	command *run;
	enum outcome outcome;
	error_t error;

	memory_keep_freed();
	memory_give_libraries();
	argp_err_exit_status = EX_USAGE;
	argp_program_version = PROGRAM;
	error = argp_parse(&argp, argc, argv, ARGP_IN_ORDER, NULL, &a);
	if (error != 0)
		log_fatal("the command line is not read: %s", strerror(error));
	log_setup(a.level, a.format);
	stop_setup();
	run = command_find(argv[a.command]);
	if (run == NULL) {
		log_error("there is no command %s: see armsetl --help",
		    argv[a.command]);
		return EX_USAGE;
	}
	config = main_config(&a);
	if (config == NULL)
		return EX_CONFIG;
	outcome = run(config, argc - a.command, argv + a.command);
	config_free(config);
	return outcome_exit_status(outcome_worse(outcome, main_flush()));
}
