#include "format/form.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "archive/decode.h"
#include "archive/scratch.h"
#include "base/wall.h"
#include "format/pdf_library.h"

/* Where poppler has the character sets of PDF files from the Far East. */
#define POPPLER_DATA "/usr/share/poppler"

bool
form_read(const struct document_form *form, const struct document *doc,
    row_taker *take, void *context)
{
	return form->format(doc)->read(doc, &form->shape, take, context);
}

void
form_load(const struct document_form *form)
{
	decode_load();
	tzset(); /* libzip tells the local time */
	if (form != NULL && form->has_pdf)
		(void)pdf_library();
}

void
form_prepare(struct wall *wall)
{
	scratch_prepare();
	wall_let_read_folder(wall, POPPLER_DATA);
}

bool
form_is_pdf(const char *address)
{
	size_t length = strcspn(address, "?#");

	while (length > 0 && isspace((unsigned char)address[length - 1]))
		length--;
	return length > 4 && strncasecmp(address + length - 4, ".pdf", 4) == 0;
}
