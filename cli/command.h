/*
 * The subcommands. Each reads its own arguments, argv[0] being its name, and
 * gives its outcome.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/outcome.h"
#include "config/config.h"

typedef enum outcome command(struct config *, int argc, char *argv[]);

command command_run; /* extract, transform, load */
command command_extract;
command command_transform;
command command_load;
command command_replay; /* transform, load */
command command_backfill;
command command_import;
command command_forget;
command command_migrate;
command command_status;
command command_why;
command command_export;
command command_report;
command command_news;
command command_sources;
command command_check;

#endif
