/* Lists the sources. */
#include <argp.h>
#include <stdio.h>

#include "cli/arguments.h"
#include "cli/command.h"

enum outcome
command_sources(struct config *c, int argc, char *argv[])
{
	static const struct argp argp = { NULL, NULL, NULL,
		"Lists every source: its publisher, address, cadence and "
		"licence.",
		NULL, NULL, NULL };

	arguments_parse(&argp, argc, argv, NULL);
	for (size_t i = 0; i < source_count; i++) {
		const struct source *s = &sources[i];

		printf("%s%s\n  %s\n  publisher  %s\n  address    %s\n"
		       "  cadence    %s\n  licence    %s\n",
		    i == 0 ? "" : "\n", s->name, s->title, s->publisher,
		    config_address(c, s), s->cadence, s->licence);
	}
	return OUTCOME_OK;
}
