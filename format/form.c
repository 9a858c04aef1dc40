#include "format/form.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

bool
form_read(const struct document_form *form, const struct document *doc,
    row_taker *take, void *context)
{
	return form->format(doc)->read(doc, &form->shape, take, context);
}

bool
form_is_pdf(const char *address)
{
	size_t length = strcspn(address, "?#");

	while (length > 0 && isspace((unsigned char)address[length - 1]))
		length--;
	return length > 4 && strncasecmp(address + length - 4, ".pdf", 4) == 0;
}
