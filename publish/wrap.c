#include "publish/wrap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uniwidth.h>

#include "base/memory.h"
#include "base/utf8.h"

#define WIDTH 80 /* columns */

void
wrap_print(FILE *out, int indent, const char *text)
{
	char *shown = xzalloc(3 * strlen(text) + 1);
	char *rest = NULL;
	int column = 0;

	utf8_disarm(text, shown);
	for (char *word = strtok_r(shown, " ", &rest); word != NULL;
	     word = strtok_r(NULL, " ", &rest)) {
		int width = u8_strwidth((const uint8_t *)word, "UTF-8");

		if (column > 0 && column + 1 + width <= WIDTH) {
			fprintf(out, " %s", word);
			column += 1 + width;
		} else {
			fprintf(out, "%s%*s%s", column > 0 ? "\n" : "", indent,
			    "", word);
			column = indent + width;
		}
	}
	putc('\n', out);
	free(shown);
}
