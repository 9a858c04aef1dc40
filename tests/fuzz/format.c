/* Bytes as a file of each format. */
#include "tests/fuzz/fuzz.h"

#include "archive/body.h"
#include "format/format.h"
#include "format/sniff.h"
#include "format/substitute.h"

static const char *const names[] = { "main", "body", "title", "E", "PRTPAGE",
	"a.b", NULL };
static const char *const units[] = { "NOTICE", "item", NULL };
static const struct shape plain = { 0 };
static const struct shape parts = {
	.inline_elements = names,
	.cell_elements = names,
	.unit_elements = units,
	.regions = names,
	.records = "results",
	.or_whole = true,
	.html_members = names,
	.csv_member = "table",
};

const struct fuzz_form fuzz_csv = { &csv_format, &plain };
const struct fuzz_form fuzz_html = { &html_format, &plain };
const struct fuzz_form fuzz_json = { &json_format, &parts };
const struct fuzz_form fuzz_page = { &html_format, &parts };
const struct fuzz_form fuzz_pdf = { &pdf_format, &plain };
const struct fuzz_form fuzz_plain = { &text_format, &plain };
const struct fuzz_form fuzz_xlsx = { &xlsx_format, &plain };
const struct fuzz_form fuzz_xml = { &xml_format, &parts };
const struct fuzz_form fuzz_zip = { &zip_format, &plain };

static bool
take_row(void *context, const struct row *row)
{
	(void)context;
	fuzz_check_row(row);
	return true;
}

void
fuzz_format(const void *what, const uint8_t *bytes, size_t length)
{
	const struct fuzz_form *form = what;
	struct document doc = { .source = "fuzz", .url = "fuzz:document" };

	doc.content = body_of_memory(bytes, length);
	form->format->read(&doc, form->shape, take_row, NULL);
	body_close(doc.content);
	doc.content = body_of_memory(bytes, length);
	(void)sniff(&doc);
	body_close(doc.content);
	doc.content = body_of_memory(bytes, length);
	(void)substitute_find(&doc);
	body_close(doc.content);
}
