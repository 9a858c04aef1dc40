#include "tests/support/support.h"

/* How far above the limit the last piece of a block may bring it. */
#define PART_MAX ((size_t)100 * 1024)

static const struct shape no_shape = { 0 };
static struct arena *arena;

struct text_case {
	const char *name;
	const char *text;
	const char *rows;
};

#define RULE                                                                   \
	"--------------------------------------------------------------------" \
	"---"

static const struct text_case table[] = {
	{ "a wrapped line ends in a blank",
	    "SUMMARY: The DoW is publishing the unclassified text of an arms "
	    "sales \nnotification.\n",
	    "line|SUMMARY: The DoW is publishing the unclassified text of an "
	    "arms sales notification.\n" },
	{ "a line without a blank ends its block",
	    "DEPARTMENT OF STATE\nTRANSMITTAL NO RSAT 26-23\n",
	    "line|DEPARTMENT OF STATE\nline|TRANSMITTAL NO RSAT 26-23\n" },
	{ "words break after a hyphen",
	    "published to fulfill the requirements of section 155 of Public "
	    "Law 104-\n164 dated July 21, 1996. The following is a copy \nof "
	    "it.\n",
	    "line|published to fulfill the requirements of section 155 of "
	    "Public Law 104-164 dated July 21, 1996. The following is a copy "
	    "of it.\n" },
	{ "an indented word breaks after a hyphen",
	    "    1. The M142 high mobility artillery rocket system (HIMARS) is "
	    "a "
	    "C-\n130 transportable wheeled \nlauncher.\n",
	    "paragraph|1. The M142 high mobility artillery rocket system "
	    "(HIMARS) is a C-130 transportable wheeled launcher.\n" },
	{ "words break after a slash",
	    "    will also be included: low cost reduced range practice "
	    "\nrocket "
	    "pods; AN/\nPRC-158 radios; fast rope insertion/\nextraction "
	    "system; Mode \\4/\n5\\ IFF \napplique.\n",
	    "paragraph|will also be included: low cost reduced range practice "
	    "rocket pods; AN/PRC-158 radios; fast rope insertion/extraction "
	    "system; Mode \\4/5\\ IFF applique.\n" },
	{ "two hyphens at the end of a line",
	    "Kingdom of Saudi Arabia and the United Arab Emirates of the Gulf--"
	    "\nM142 High Mobility Artillery \nRocket Systems\n",
	    "line|Kingdom of Saudi Arabia and the United Arab Emirates of the "
	    "Gulf--M142 High Mobility Artillery Rocket Systems\n" },
	{ "the lists of item (iii)",
	    "Major Defense Equipment (MDE):\n    Forty-five (45) M30A2 guided "
	    "multiple launch rocket system-\nalternative warhead pods\n"
	    "Non-MDE:\n    The following non-MDE items will also be included: "
	    "telemetry kits; \nengineering services.\n",
	    "line|Major Defense Equipment (MDE):\nparagraph|Forty-five (45) "
	    "M30A2 guided multiple launch rocket system-alternative warhead "
	    "pods\nline|Non-MDE:\nparagraph|The following non-MDE items will "
	    "also be included: telemetry kits; engineering services.\n" },
	{ "two paragraphs",
	    "    The first is wrapped \nonce.\n    The second is not.\n",
	    "paragraph|The first is wrapped once.\nparagraph|The second is "
	    "not.\n" },
	{ "an indented line begins a paragraph",
	    "    The first ends in a \n    The second is indented, \n   this "
	    "is not enough.\n",
	    "paragraph|The first ends in a\nparagraph|The second is "
	    "indented, this is not enough.\n" },
	{ "a blank line parts blocks",
	    "Office of the Secretary\n\n[Transmittal No. 26-24]\n\n\nArms "
	    "Sales Notification\n",
	    "line|Office of the Secretary\nline|[Transmittal No. 26-24]\n"
	    "line|Arms Sales Notification\n" },
	{ "a blank line after a wrapped line parts blocks",
	    "    This ends in a blank \n\n    Another begins.\n",
	    "paragraph|This ends in a blank\nparagraph|Another begins.\n" },

	/* Pages */
	{ "a page ends in mid-sentence",
	    "    The estimated MDE value will \nincrease by $1.02 billion to "
	    "a revised $5.0 billion\n\n[[Page 34612]]\n\nbut will not require "
	    "an increase in \nit.\n",
	    "paragraph|The estimated MDE value will increase by $1.02 billion "
	    "to a revised $5.0 billion but will not require an increase in "
	    "it.\n" },
	{ "a page ends after a hyphen",
	    "    Ku band multi-\n\n[[Page 20140]]\n\nfunction radars \nand "
	    "more.\n",
	    "paragraph|Ku band multi-function radars and more.\n" },
	{ "a page ends behind Transmittal No.",
	    "    Transmittal No.\n\n[[Page 2]]\n\n26-27 is told.\n",
	    "paragraph|Transmittal No. 26-27 is told.\n" },
	{ "a page ends behind Transmittal Nos.",
	    "    Transmittal Nos.\n\n[[Page 2]]\n\n26-27 is told.\n",
	    "paragraph|Transmittal Nos. 26-27 is told.\n" },
	{ "a page ends behind of Sec.",
	    "    of Sec.\n\n[[Page 2]]\n\n26-27 is told.\n",
	    "paragraph|of Sec. 26-27 is told.\n" },
	{ "a page ends behind a full stop",
	    "    It ends.\n\n[[Page 2]]\n\n26-27 is told.\n",
	    "paragraph|It ends.\nline|26-27 is told.\n" },
	{ "a page ends behind a colon",
	    "    These:\n\n[[Page 2]]\n\n26-27 is told.\n",
	    "paragraph|These:\nline|26-27 is told.\n" },
	{ "a page ends between blocks",
	    "Transmittal 26-28, Policy Justification, and Sensitivity \nof "
	    "Technology.\n\n\n[[Page 24849]]\n\n\n    Dated: May 5, 2026.\n",
	    "line|Transmittal 26-28, Policy Justification, and Sensitivity of "
	    "Technology.\nparagraph|Dated: May 5, 2026.\n" },
	{ "a page ends between paragraphs",
	    "    The first is wrapped \nonce.\n\n[[Page 8]]\n\n    The second "
	    "is not.\n",
	    "paragraph|The first is wrapped once.\nparagraph|The second is "
	    "not.\n" },
	{ "a page ends in the table of values",
	    "Major Defense Equipment *...............  $82.50 million\n"
	    "Other...................................  $ 0.64 million\n"
	    "                                         ---------------------"
	    "----------\n\n[[Page 24850]]\n\n \n"
	    "  TOTAL.................................  $83.14 million\n \n\n"
	    "    Funding Source: National Funds\n",
	    "row|Major Defense Equipment *\t$82.50 million\n"
	    "row|Other\t$ 0.64 million\nrow|TOTAL\t$83.14 million\n"
	    "paragraph|Funding Source: National Funds\n" },
	{ "a page begins the text",
	    "[[Page 5384]]\n\n" RULE "\n\nDEPARTMENT OF DEFENSE\n",
	    "line|DEPARTMENT OF DEFENSE\n" },
	{ "pages of graphics",
	    "BILLING CODE 5001-06-P\n\n[[Page 71402]]\n\n[GRAPHIC] [TIFF "
	    "OMITTED] TN02DE14.001\n\n\n[[Page 71403]]\n\n\n[GRAPHIC] [TIFF "
	    "OMITTED] TN02DE14.002\n\nBILLING CODE 5001-06-C\nTransmittal No. "
	    "14-57\n",
	    "line|BILLING CODE 5001-06-P\ngraphic|[GRAPHIC] [TIFF OMITTED] "
	    "TN02DE14.001\ngraphic|[GRAPHIC] [TIFF OMITTED] TN02DE14.002\n"
	    "line|BILLING CODE 5001-06-C\nline|Transmittal No. 14-57\n" },

	{ "a graphic without a name", "    One.\n[GRAPHIC]\nTwo\n",
	    "paragraph|One.\ngraphic|[GRAPHIC]\nline|Two\n" },

	/* Tables */
	{ "a table",
	    "(ii) Total Estimated Value:\n\n"
	    "Major Defense Equipment *...............  $ 0\n"
	    "Other...................................   $340 million\n"
	    "                                         ---------------------"
	    "----------\n"
	    "  TOTAL.................................  $340 million\n \n\n",
	    "line|(ii) Total Estimated Value:\n"
	    "row|Major Defense Equipment *\t$ 0\nrow|Other\t$340 million\n"
	    "row|TOTAL\t$340 million\n" },
	{ "a table with an indented total",
	    "Major Defense Equipment*................................    $31 "
	    "million.\n"
	    "                                                         --------"
	    "-------\n"
	    "    Total...............................................    $61 "
	    "million.\n",
	    "row|Major Defense Equipment*\t$31 million.\n"
	    "row|Total\t$61 million.\n" },
	{ "a table without leaders is paragraphs",
	    "    (ii) Total Estimated Value:\n    Major Defense Equipment:* "
	    "$45 million\n    Other: $155 million\n    TOTAL: $200 million\n",
	    "paragraph|(ii) Total Estimated Value:\nparagraph|Major Defense "
	    "Equipment:* $45 million\nparagraph|Other: $155 million\n"
	    "paragraph|TOTAL: $200 million\n" },
	{ "an ellipsis is no leader",
	    "    It is said ... and repeated... here.\n",
	    "paragraph|It is said ... and repeated... here.\n" },
	{ "an ellipsis before an amount is a leader",
	    "Other... $5 million\nMore...$6 million\n",
	    "row|Other\t$5 million\nrow|More\t$6 million\n" },
	{ "four dots are one, whatever follows", "Other.... 5 million\n",
	    "row|Other\t5 million\n" },
	{ "a leader to nothing", "Other....... \nMore.......\n",
	    "row|Other\nrow|More\n" },
	{ "rules say nothing",
	    "=========================\n" RULE "\n\nDEPARTMENT OF DEFENSE\n"
	    "\n" RULE "\n\nSUMMARY: The\n" RULE "\n    * As defined in "
	    "Section 47(6).\n",
	    "line|DEPARTMENT OF DEFENSE\nline|SUMMARY: The\nparagraph|* As "
	    "defined in Section 47(6).\n" },
	{ "a rule with words is none", /* 2015-11725 */
	    "----- OR ------Transmittal No. 15-26\n",
	    "line|----- OR ------Transmittal No. 15-26\n" },

	{ "a line as wide as one that goes on",
	    "It is a line of the fifty-five columns that are enough,\nso here.\n",
	    "line|It is a line of the fifty-five columns that are enough, so here.\n" },
	{ "a line a column narrower",
	    "It is a line of but fifty-four columns, one too few to\nGo on.\n",
	    "line|It is a line of but fifty-four columns, one too few to\nline|Go on.\n" },

	/* The Record without blanks at the ends of lines: a line of 52 columns
	 * goes on if what the Record prints of others has lost its margin. */
	{ "the Record without its margins",
	    "From the Congressional Record Online\n\n"
	    "This is a line of fifty-two columns that is printed,\n"
	    "and this one is another.\n",
	    "line|From the Congressional Record Online\n"
	    "line|This is a line of fifty-two columns that is printed, and "
	    "this one is another.\n" },
	{ "the Record with its margins",
	    "From the Congressional Record Online\n\n"
	    "     An insert.\n\n"
	    "This is a line of fifty-two columns that is printed,\n"
	    "and this one is another.\n",
	    "line|From the Congressional Record Online\n"
	    "paragraph|An insert.\n"
	    "line|This is a line of fifty-two columns that is printed,\n"
	    "line|and this one is another.\n" },

	/* Letters with marks */
	{ "letters by name",
	    "Republic of T[uuml]rkiye, T[Uuml]RKIYE, C[ocirc]te d'Ivoire, "
	    "S[atilde]o Tom[eacute]\n",
	    "line|Republic of T\xC3\xBCrkiye, T\xC3\x9CRKIYE, C\xC3\xB4te "
	    "d'Ivoire, S\xC3\xA3o Tom\xC3\xA9\n" },
	{ "letters that HTML 4 has no name for",
	    "Naz Durako[gbreve]lu, Ni[scedil]anta[scedil]i, [Lstrok]ask\n",
	    "line|Naz Durako\xC4\x9Flu, Ni\xC5\x9F"
	    "anta\xC5\x9Fi, "
	    "\xC5\x81"
	    "ask\n" },
	{ "letters by name at the ends of a line", "[Uuml]ber T[uuml]\n",
	    "line|\xC3\x9C"
	    "ber T\xC3\xBC\n" },
	{ "every mark that a name may have",
	    "[ngrave] [sacute] [wcirc] [utilde] [amacr] [gbreve] [zdot] [wuml] "
	    "[uring] [odblac] [zcaron] [scedil] [aogon]\n",
	    "line|\xC7\xB9 \xC5\x9B \xC5\xB5 \xC5\xA9 \xC4\x81 "
	    "\xC4\x9F \xC5\xBC \xE1\xBA\x85 \xC5\xAF \xC5\x91 "
	    "\xC5\xBE \xC5\x9F \xC4\x85\n" },
	{ "every letter that is a whole",
	    "[Dstrok] [dstrok] [Hstrok] [hstrok] [inodot] [Lstrok] [lstrok] "
	    "[Tstrok] [tstrok]\n",
	    "line|\xC4\x90 \xC4\x91 \xC4\xA6 \xC4\xA7 \xC4\xB1 "
	    "\xC5\x81 \xC5\x82 \xC5\xA6 \xC5\xA7\n" },
	{ "signs and letters of other alphabets stay",
	    "[times] [pound] [Agrave] [yuml] [fnof] [alpha] [1acute]\n",
	    "line|\xC3\x97 [pound] \xC3\x80 \xC3\xBF [fnof] [alpha] "
	    "[1acute]\n" },
	{ "words in brackets stay",
	    "machineguns [sic] and [Public Notice: 12324] [FR Doc. 2026-09003 "
	    "Filed 5-6-26; 8:45 am] [a] [] [\n",
	    "line|machineguns [sic] and [Public Notice: 12324] [FR Doc. "
	    "2026-09003 Filed 5-6-26; 8:45 am] [a] [] [\n" },
	{ "words as long as a letter's name may be",
	    "[abcdefghijk] [abcdefghijkl] [abcdefghijklm]\n",
	    "line|[abcdefghijk] [abcdefghijkl] [abcdefghijklm]\n" },
	{ "a letter by name behind other brackets",
	    "[sic] T[uuml]r [Public Notice: T[uuml]r [Public Notice: 12324]\n",
	    "line|[sic] T\xC3\xBCr [Public Notice: T\xC3\xBCr [Public "
	    "Notice: 12324]\n" },
	{ "quotes stay", "    (144) ``EAGLE-M'' aviation \nsystems\n",
	    "paragraph|(144) ``EAGLE-M'' aviation systems\n" },

	/* Copies */
	{ "a copy that is set in, [Notices]",
	    "    [Notices]\n    SUMMARY: it is.\n        One.\n",
	    "line|[Notices]\nline|SUMMARY: it is.\nparagraph|One.\n" },
	{ "a copy that is set in, [Pages 1-2]",
	    "    [Pages 1-2]\n    SUMMARY: it is.\n        One.\n",
	    "line|[Pages 1-2]\nline|SUMMARY: it is.\nparagraph|One.\n" },
	{ "a copy that is set in, [Page 3]",
	    "    [Page 3]\n    SUMMARY: it is.\n        One.\n",
	    "line|[Page 3]\nline|SUMMARY: it is.\nparagraph|One.\n" },
	{ "a copy that is set in, [FR Doc No: 2026-1]",
	    "    [FR Doc No: 2026-1]\n    SUMMARY: it is.\n        One.\n",
	    "line|[FR Doc No: 2026-1]\nline|SUMMARY: it is.\nparagraph|One.\n" },
	{ "a copy that is no longer set in",
	    "    [Notices]\n    One.\n[Pages 1-2]\n    Two.\n",
	    "line|[Notices]\nline|One.\nline|[Pages 1-2]\nparagraph|Two.\n" },
	{ "a copy with a line before its margin",
	    "    [Notices]\n  One.\n    Two.\n",
	    "line|[Notices]\nline|One.\nline|Two.\n" },
	{ "words like a head's set nothing in", "    [Note]\n    One.\n",
	    "paragraph|[Note]\nparagraph|One.\n" },
	{ "blanks at the ends are gone",
	    "SUMMARY: The DoW is publishing the unclassified text of an arms "
	    "sales\nnotification and of more than fits upon one line of this "
	    "page here.\n\n    Dated: May 4, 2026.\nStephanie J. Bost,\n",
	    "line|SUMMARY: The DoW is publishing the unclassified text of an "
	    "arms sales notification and of more than fits upon one line of "
	    "this page here.\nparagraph|Dated: May 4, 2026.\nline|Stephanie "
	    "J. Bost,\n" },
	{ "line ends of Windows",
	    "SUMMARY: It is publishing the text of \r\nit all.\r\n\r\n    "
	    "Dated: May 4, 2026.\r\nOther.............  $5 million\r\n",
	    "line|SUMMARY: It is publishing the text of it all.\n"
	    "paragraph|Dated: May 4, 2026.\nrow|Other\t$5 million\n" },
	{ "line ends of Windows and a page",
	    "    to a revised $5.0 billion\r\n\r\n[[Page 34612]]\r\n\r\nbut "
	    "will not.\r\n",
	    "paragraph|to a revised $5.0 billion but will not.\n" },
	{ "hard blanks",
	    "\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0"
	    "A\xC2\xA0paragraph\xC2\xA0\n"
	    "of two\xC2\xA0\xC2\xA0lines.\n",
	    "paragraph|A paragraph of two lines.\n" },
	{ "no last line end", "    Dated: May 4, 2026.",
	    "paragraph|Dated: May 4, 2026.\n" },
	{ "no last line end behind one letter", "SECTION\nB",
	    "line|SECTION\nline|B\n" },
	{ "no last line end, wrapped", "    Dated: \nMay 4, 2026.",
	    "paragraph|Dated: May 4, 2026.\n" },
	{ "blanks are folded", "a   b  c \n", "line|a b c\n" },

	{ "nothing", "", "" },
	{ "only line ends", "\n\n\n", "" },
	{ "only blanks", "    \n  \n \n", "" },
	{ "only rules", RULE "\n=====\n", "" },
	{ "only a page", "\n\n[[Page 5384]]\n\n", "" },
};

static void
test_text(void **state)
{
	const struct text_case *c = *state;
	struct rows rows = { 0 };
	bool ok = rows_read(&rows, &text_format, &no_shape,
	    body_of_memory(c->text, strlen(c->text)), NULL);
	const char *all = arena_string(arena, text_string(&rows.all));

	rows_free(&rows);
	assert_true(ok);
	assert_false(rows.broken);
	assert_string_equal(all, c->rows);
}

static void
test_line_numbers(void **state)
{
	static const char text[] =
	    "DEPARTMENT\n\n    One is \nwrapped.\n    Two.\n\n[[Page 2]]\n\n"
	    "Other........  $5 million\n[GRAPHIC] [TIFF OMITTED] X\nEnd";
	struct rows rows = { 0 };
	const char *lines;

	(void)state;
	rows_read(&rows, &text_format, &no_shape,
	    body_of_memory(text, sizeof(text) - 1), NULL);
	lines = arena_string(arena, text_string(&rows.lines));
	rows_free(&rows);
	assert_string_equal(lines, "1 3 5 9 10 11 ");
}

/* One that is given in parts is still one. */
static void
test_long_line_number(void **state)
{
	struct text text = { 0 };
	struct rows rows = { 0 };
	const char *lines;
	const char *last;

	(void)state;
	for (size_t i = 0; i < 300000; i++)
		text_add_string(&text, "x");
	text_add_string(&text, "\n\nEnd");
	rows_read(&rows, &text_format, &no_shape,
	    body_of_memory(text.bytes, text.length), NULL);
	lines = arena_string(arena, text_string(&rows.lines));
	last = arena_string(arena, text_string(&rows.all));
	rows_free(&rows);
	text_free(&text);
	assert_non_null(strstr(last, "\nline|End\n"));
	assert_string_equal(lines + strlen(lines) - 3, " 3 ");
}

static void
test_refused(void **state)
{
	static const char text[] = "One\nTwo\nThree\nFour\n";
	struct rows rows = { .refused = 2 };
	bool ok = rows_read(&rows, &text_format, &no_shape,
	    body_of_memory(text, sizeof(text) - 1), NULL);

	(void)state;
	rows_free(&rows);
	assert_false(ok);
	assert_int_equal(rows.count, 2);
}

static void
test_cut_off(void **state)
{
	static const char text[] = "One\nTwo";
	struct rows rows = { 0 };
	bool ok = rows_read(&rows, &text_format, &no_shape,
	    body_limit(body_of_memory(text, sizeof(text) - 1), 100), NULL);

	(void)state;
	rows_free(&rows);
	assert_false(ok);
}

/* Documents without any of the usual bounds. */
struct long_case {
	const char *name;
	const char *piece;
	size_t times;
};

static const struct long_case longs[] = {
	{ "a very long line", "word ", 60000 },
	{ "a very long line of letters with marks", "\xC3\xA9", 150000 },
	{ "a very long line of wide letters", "\xE2\x82\xAC", 100000 },
	{ "the same, a letter off", "z\xE2\x82\xAC\xE2\x82\xAC", 50000 },
	{ "a very long line without blanks", "x", 300000 },
	{ "a very long line of Latin-1", "\xE9", 300000 },
	{ "a very long line of euro signs", "z\x80\x80", 300000 },
	{ "a very long paragraph",
	    "This is a line that is wrapped and that goes on and on and on. \n",
	    40000 },
	{ "a very long paragraph of wide letters",
	    "\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC \n",
	    100000 },
	{ "a very long row", ".", 300000 },
	{ "very many short lines", "x\n", 100000 },
	{ "very many brackets", "[uuml]", 50000 },
	{ "very many open brackets", "[", 300000 },
	{ "very many pages", "[[Page 1]]\n\n", 50000 },
	{ "very many line ends", "\n", 300000 },
};

static size_t
count_letters(const char *s)
{
	size_t count = 0;

	for (; *s != '\0'; s++)
		count += strchr(" \n\t|", *s) == NULL;
	return count;
}

static void
test_long(void **state)
{
	const struct long_case *c = *state;
	struct text text = { 0 };
	struct rows rows = { 0 };
	bool ok;

	for (size_t i = 0; i < c->times; i++)
		text_add_string(&text, c->piece);
	ok = rows_read(&rows, &text_format, &no_shape,
	    body_of_memory(text.bytes, text.length), NULL);
	text_free(&text);
	rows_free(&rows);
	assert_true(ok);
	assert_false(rows.broken);
	assert_true(rows.longest <= BLOCK_TEXT_MAX + PART_MAX);
}

/* A long block comes in parts, and all of it comes. */
static void
test_all_comes(void **state)
{
	static const char piece[] =
	    "Thisisalinethatiswrappedandthatgoesonandonandonandonandon.. \n";
	struct text text = { 0 };
	struct rows rows = { 0 };
	size_t times = 50000;
	size_t letters;

	(void)state;
	for (size_t i = 0; i < times; i++)
		text_add_string(&text, piece);
	rows_read(&rows, &text_format, &no_shape,
	    body_of_memory(text.bytes, text.length), NULL);
	letters = count_letters(text_string(&rows.all)) - 4 * rows.count;
	text_free(&text);
	rows_free(&rows);
	assert_true(rows.count > 1);
	assert_true(letters >= count_letters(piece) * times);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_text, table);
	suite_add(&s, "line numbers", test_line_numbers);
	suite_add(&s, "the number behind a long line", test_long_line_number);
	suite_add(&s, "a row is refused", test_refused);
	suite_add(&s, "the content is cut off", test_cut_off);
	SUITE_TABLE(&s, test_long, longs);
	suite_add(&s, "all of a long block comes", test_all_comes);
	status = suite_run(&s, "format_text");
	arena_free(arena);
	return status;
}
