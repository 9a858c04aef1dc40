#include "cli/arguments.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/log.h"
#include "base/time.h"

void
arguments_parse(const struct argp *argp, int argc, char *argv[], void *input)
{
	char *name = argv[0];
	char whole[64];
	error_t error;

	snprintf(whole, sizeof(whole), "armsetl %s", name);
	argv[0] = whole; /* argp and getopt print it before what they say */
	error = argp_parse(argp, argc, argv, 0, NULL, input);
	argv[0] = name;
	/* What the user wrote wrongly has ended the program already. */
	if (error != 0)
		log_fatal("the command line is not read: %s", strerror(error));
}

const struct source *
arguments_source(struct argp_state *state, const char *name)
{
	const struct source *source = source_find(name);

	if (source == NULL)
		argp_error(
		    state, "there is no source %s: see armsetl sources", name);
	return source;
}

void
arguments_prove_day(struct argp_state *state, const char *value)
{
	if (!day_text_is(value))
		argp_error(state, "%s is not a day like 2026-01-31", value);
}

size_t
arguments_number(struct argp_state *state, const char *value, size_t most)
{
	char *end;
	unsigned long n = strtoul(value, &end, 10);

	if (end == value || *end != '\0' || *value == '-' || n == 0 || n > most)
		argp_error(
		    state, "%s is not a number from 1 to %zu", value, most);
	return n;
}

bool
source_choice_has(const struct source_choice *c, const struct source *source)
{
	for (size_t i = 0; i < c->count; i++) {
		if (c->items[i] == source)
			return true;
	}
	return false;
}

void
source_choice_add(struct source_choice *c, const struct source *source)
{
	c->items = list_room(c->items, c->count, &c->room, sizeof(*c->items));
	c->items[c->count++] = source;
}

void
source_choice_name(
    struct source_choice *c, struct argp_state *state, const char *name)
{
	const struct source *source = arguments_source(state, name);

	c->named = true;
	if (!source_choice_has(c, source))
		source_choice_add(c, source);
}

void
source_choice_all(struct source_choice *c)
{
	for (size_t i = 0; i < source_count; i++)
		source_choice_add(c, &sources[i]);
}

void
source_choice_free(struct source_choice *c)
{
	free(c->items);
	*c = (struct source_choice){ .items = NULL };
}
