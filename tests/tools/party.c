/*
 * party [LISTS]: what each line of standard input is as the name of a party,
 * "kind|code|name|line"; "-" for one that nobody knows.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/reference.h"

int
main(int argc, char **argv)
{
	struct reference *r =
	    reference_open(argc > 1 ? argv[1] : "config/reference");
	char *line = NULL;
	size_t room = 0;

	if (r == NULL)
		return EXIT_FAILURE;
	while (getline(&line, &room, stdin) >= 0) {
		struct arena *arena = arena_new();
		struct country country;

		line[strcspn(line, "\n")] = '\0';
		if (party_find(r, arena, line, &country))
			printf("%s|%s|%s|%s\n", country.kind, country.iso3,
			    country.name, line);
		else
			printf("-|||%s\n", line);
		arena_free(arena);
	}
	free(line);
	reference_close(r);
	return EXIT_SUCCESS;
}
