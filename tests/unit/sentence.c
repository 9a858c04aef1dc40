#include "tests/support/support.h"

#include "transform/pattern.h"
#include "transform/prose/prose.h"

static struct arena *arena;

struct sentence_case {
	const char *text;
	const char *cut; /* a bar where a sentence ends */
};

static const struct sentence_case table[] = {
	{ "The forces of the U.S. Government are here. They stay.",
	    "The forces of the U.S. Government are here.|They stay." },
	{ "It helps the security of the U.S. The proposed sale ends.",
	    "It helps the security of the U.S.|The proposed sale ends." },
	{ "LEIDOS, Inc., located in Reston, VA. At this time, none.",
	    "LEIDOS, Inc., located in Reston, VA.|At this time, none." },
	{ "By Raven Inc. of Tulsa. It is small.",
	    "By Raven Inc. of Tulsa.|It is small." },
	{ "Under No. 5 it was told. Then no more.",
	    "Under No. 5 it was told.|Then no more." },
	{ "Transmittal No. 26-27 notifies. It ends.",
	    "Transmittal No. 26-27 notifies.|It ends." },
	{ "CONTRACT NO. 5 is old. Next.", "CONTRACT NO. 5 is old.|Next." },
	{ "It is Zeta Inc. Orlando is near. Next.",
	    "It is Zeta Inc. Orlando is near.|Next." },
	{ "It is Zeta Inc. A sale is big.", "It is Zeta Inc.|A sale is big." },
	/* A stop may be lost at the end of a paragraph, but not of a list. */
	{ "no stop here\nThis is new.", "no stop here\n|This is new." },
	{ "no stop here \n This is new.", "no stop here \n|This is new." },
	{ "no stop here\nWords of it.", "no stop here\nWords of it." },
	{ "these kits:\nThis one.", "these kits:\nThis one." },
	{ "these kits: \nThis one.", "these kits: \nThis one." },
	{ "\nThis is new.", "This is new." },
	{ "(He calls it \"X1.\") Next.", "(He calls it \"X1.\")|Next." },
	{ "\"(It is big.)\" Next.", "\"(It is big.)\"|Next." },
	{ "Located in Tucson, AZ. At this time, none.",
	    "Located in Tucson, AZ.|At this time, none." },
	{ "It is Boeing Co. of St. Louis, MO. Additional firms may follow.",
	    "It is Boeing Co. of St. Louis, MO.|Additional firms may follow." },
	{ "Located in Ft. Worth, TX. Next.",
	    "Located in Ft. Worth, TX.|Next." },
	{ "was $8.50 billion. Major defense equipment is $3.35 billion.",
	    "was $8.50 billion.|Major defense equipment is $3.35 billion." },
	{ "Section 36(b)(1). The sale.", "Section 36(b)(1).|The sale." },
	{ "the Act (P. L. 96-8) and Executive Order 13014. It is old.",
	    "the Act (P. L. 96-8) and Executive Order 13014.|It is old." },
	{ "kits (e.g., jungle penetrator; and Jacob's Ladder). Next.",
	    "kits (e.g., jungle penetrator; and Jacob's Ladder).|Next." },
	{ "a 5.56mm rifle, i.e. the small one. Next.",
	    "a 5.56mm rifle, i.e. the small one.|Next." },
	{ "in the region. (U) The principal contractor is A.",
	    "in the region.|(U) The principal contractor is A." },
	{ "It is called \"EAGLE-M.\" The sale is big.",
	    "It is called \"EAGLE-M.\"|The sale is big." },
	{ "It is called \xE2\x80\x9C"
	  "EAGLE-M.\xE2\x80\x9D The sale is big.",
	    "It is called \xE2\x80\x9C"
	    "EAGLE-M.\xE2\x80\x9D|The sale is big." },
	{ "It is called ``EAGLE-M.'' The sale is big.",
	    "It is called ``EAGLE-M.''|The sale is big." },
	{ "(This is a note.) The sale is big.",
	    "(This is a note.)|The sale is big." },
	{ "Lot 5. Included are kits.", "Lot 5.|Included are kits." },
	{ "In 2018. The case was amended.", "In 2018.|The case was amended." },
	{ "Really? Yes! Done.", "Really?|Yes!|Done." },
	{ "machineguns [sic]. Next.", "machineguns [sic].|Next." },
	{ "No stop at the end", "No stop at the end" },
	{ "One. Two", "One.|Two" },
	{ "One.", "One." },
	{ " One.  Two. ", "One.|Two." },
	{ "version 1.2.3 is new. Next.", "version 1.2.3 is new.|Next." },
	{ "www.state.gov is the page. Next.",
	    "www.state.gov is the page.|Next." },
	{ "and so on... and more.", "and so on... and more." },
	{ "", "" },
	{ "   ", "" },
	{ ".", "." },
};

static const char *
cut_up(const char *text)
{
	const char *cursor = text;
	const char *sentence;
	char *all = NULL;

	while ((sentence = sentence_next(arena, &cursor)) != NULL)
		all = all == NULL ? arena_string(arena, sentence)
				  : arena_print(arena, "%s|%s", all, sentence);
	assert_null(sentence_next(arena, &cursor));
	return all == NULL ? "" : all;
}

static void
test_sentences(void **state)
{
	const struct sentence_case *c = *state;

	assert_string_equal(cut_up(c->text), c->cut);
}

/* Nothing is lost between sentences, whatever the text. */
static void
test_nothing_lost(void **state)
{
	char text[200];
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		const char *cursor = text;
		const char *sentence;
		size_t length = 0;
		size_t letters = 0;

		for (size_t i = 0; i + 1 < sizeof(text); i++) {
			seed = seed * 1103515245 + 12345;
			text[i] = "aB. ?!\")U5,;"[(seed >> 16) % 12];
			letters += text[i] != ' ';
		}
		text[sizeof(text) - 1] = '\0';
		while ((sentence = sentence_next(arena, &cursor)) != NULL) {
			for (; *sentence != '\0'; sentence++)
				length += *sentence != ' ';
		}
		assert_int_equal(length, letters);
	}
}

/* What stands before a text is none of its words. */
static void
test_before(void **state)
{
	static const char text[] = "xNo. 5 is old. Next.";
	const char *cursor = text + 1;

	(void)state;
	assert_string_equal(sentence_next(arena, &cursor), "No. 5 is old.");
}

static void
test_with(void **state)
{
	static COMPILED struct pattern cost = PATTERN("estimated total");
	static COMPILED struct pattern nothing = PATTERN("no such words");
	static const char text[] = "It is big. The estimated total cost is $1."
				   " The estimated total cost is $2. It ends.";

	(void)state;
	assert_string_equal(sentence_with(arena, text, &cost),
	    "The estimated total cost is $1.");
	assert_null(sentence_with(arena, text, &nothing));
	assert_null(sentence_with(arena, "", &cost));
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_sentences, table);
	suite_add(&s, "nothing is lost", test_nothing_lost);
	suite_add(&s, "a letter before the text", test_before);
	suite_add(&s, "the first with a pattern", test_with);
	status = suite_run(&s, "sentence");
	arena_free(arena);
	return status;
}
