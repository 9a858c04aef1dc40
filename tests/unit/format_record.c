/* Plain text as the Congressional Record has it: text_format's other manner. */
#include "tests/support/support.h"

static const struct shape no_shape = { 0 };

struct text_case {
	const char *name;
	const char *text;
	const char *rows;
};

static const struct text_case table[] = {
	{ "an insert hangs by five",
	    "       Dear Mr. Chairman: Pursuant to \n     Section 36(b)(1) we \n"
	    "     write.\n           Sincerely,\n",
	    "paragraph|Dear Mr. Chairman: Pursuant to Section 36(b)(1) we "
	    "write.\nparagraph|Sincerely,\n" },
	{ "paragraphs of an insert",
	    "       (i) Prospective Purchaser: Poland.\n"
	    "       (ii) Total Estimated Value:\n",
	    "paragraph|(i) Prospective Purchaser: Poland.\n"
	    "paragraph|(ii) Total Estimated Value:\n" },
	{ "the lines of an address",
	    "     Hon. Robin Sample,\n     Chairman.\n       Dear Sir:\n",
	    "paragraph|Hon. Robin Sample,\nparagraph|Chairman.\n"
	    "paragraph|Dear Sir:\n" },
	{ "a heading is centred over several lines",
	    "       Notice of Proposed Issuance of Letter of Offer Pursuant to \n"
	    "        Section 36(b)(1) of the Arms Export Control Act, as \n"
	    "                            amended\n",
	    "paragraph|Notice of Proposed Issuance of Letter of Offer Pursuant "
	    "to Section 36(b)(1) of the Arms Export Control Act, as amended\n" },
	{ "a speech hangs by none",
	    "  Mr. SAMPLE. Mr. President, the \nlaw is clear.\n  I yield.\n",
	    "line|Mr. SAMPLE. Mr. President, the law is clear.\n"
	    "line|I yield.\n" },
	{ "a page ends in mid-sentence of a speech",
	    "  Certain proposed arms\n\n[[Page S3126]]\n\nsales as \ndefined.\n",
	    "line|Certain proposed arms sales as defined.\n" },
	{ "a page ends in mid-sentence of an insert",
	    "       The term means the \n     States and the\n\n[[Page S5582]]\n\n"
	    "     District.\n",
	    "paragraph|The term means the States and the District.\n" },
	{ "a page ends behind the first line of a paragraph",
	    "       Letters of Offer\n\n[[Page H5582]]\n\n     and \n     more.\n",
	    "paragraph|Letters of Offer and more.\n" },
	{ "a page ends between paragraphs of an insert",
	    "       Other $61.5 million\n\n[[Page S9103]]\n\n"
	    "       Total $61.5 million\n",
	    "paragraph|Other $61.5 million\nparagraph|Total $61.5 million\n" },
	{ "a page ends before an address",
	    "           Sincerely,\n\n[[Page E9]]\n\n     Hon. Robin Sample,\n",
	    "paragraph|Sincerely,\nparagraph|Hon. Robin Sample,\n" },
	{ "a copy without blanks at the ends of lines",
	    "                                                    Arlington, VA.\n"
	    "     Hon. Robin Sample,\n"
	    "       The Government has asked for three years of support of\n"
	    "     example missions, the people in them, and the houses they\n"
	    "     live in.\n"
	    "       Another paragraph.\n",
	    "paragraph|Arlington, VA.\nparagraph|Hon. Robin Sample,\n"
	    "paragraph|The Government has asked for three years of support of "
	    "example missions, the people in them, and the houses they live "
	    "in.\nparagraph|Another paragraph.\n" },
	{ "a rule ends it",
	    "  I yield.\n\n                          ____________________\n\n",
	    "line|I yield.\nrule|____________________\n" },
	{ "a rule with a line of blanks",
	    "                 ______\n                 \n     Title\n",
	    "rule|______\nparagraph|Title\n" },
};

static void
test_text(void **state)
{
	const struct text_case *c = *state;
	struct rows rows = { 0 };
	bool ok = rows_read(
	    &rows, &text_format, &no_shape, body_of_string(c->text), NULL);
	char *got = strdup(text_string(&rows.all));

	rows_free(&rows);
	assert_true(ok);
	assert_string_equal(got, c->rows);
	free(got);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_text, table);
	return suite_run(&s, "format_record");
}
