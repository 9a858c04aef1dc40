#include "tests/support/support.h"

#include "transform/notice/section.h"

static struct arena *arena;

struct policy_case {
	const char *name;
	const char *text;
	const char *title;
	const char *body; /* the text below */
};

static const struct policy_case policies[] = {
	{ "two hyphens, a mark",
	    "Act.\nPOLICY JUSTIFICATION\n(U) Singapore--Guided Rockets\n(U) "
	    "The Government of Singapore has requested it.\nTransmittal No. "
	    "26-24\nAnnex\n",
	    "Singapore \xE2\x80\x93 Guided Rockets",
	    "(U) The Government of Singapore has requested it." },
	{ "an em dash",
	    "POLICY JUSTIFICATION\nPeru\xE2\x80\x94"
	    "Design and "
	    "Construction\nThe Government of Peru has requested it.\n",
	    "Peru \xE2\x80\x93 Design and Construction",
	    "The Government of Peru has requested it." },
	{ "an en dash",
	    "POLICY JUSTIFICATION\nPeru \xE2\x80\x93 Design\nThe Government of "
	    "Peru has requested it.\n",
	    "Peru \xE2\x80\x93 Design",
	    "The Government of Peru has requested it." },
	{ "a hyphen within the name stays",
	    "POLICY JUSTIFICATION\nSweden--F-16 Block 70-72\nThe Government of "
	    "Sweden has requested it.\n",
	    "Sweden \xE2\x80\x93 F-16 Block 70-72",
	    "The Government of Sweden has requested it." },
	{ "small letters",
	    "Policy Justification\nJordan--Ku band radars\nThe Government of "
	    "Jordan has requested it.\nMore.\n[FR Doc. 2026-07278 Filed\n",
	    "Jordan \xE2\x80\x93 Ku band radars",
	    "The Government of Jordan has requested it.\nMore." },
	{ "a mark before the heading",
	    "(U) POLICY JUSTIFICATION\nJordan--Radars\nThe Government of "
	    "Jordan has requested it.\n",
	    "Jordan \xE2\x80\x93 Radars",
	    "The Government of Jordan has requested it." },
	{ "no title",
	    "POLICY JUSTIFICATION\nThe Kingdom of Saudi Arabia has requested "
	    "a possible sale.\nIt helps.\nBILLING CODE 5001-06-P\n",
	    NULL,
	    "The Kingdom of Saudi Arabia has requested a possible sale.\nIt "
	    "helps." },
	{ "no title but a mark",
	    "POLICY JUSTIFICATION\n(U) The Government of Japan has requested "
	    "it.\n",
	    NULL, "(U) The Government of Japan has requested it." },
	{ "none", "(i) Prospective Purchaser: Poland\n", NULL, NULL },
	{ "only mentioned",
	    "a copy of a letter, Transmittals 11-32 with attached transmittal, "
	    "policy justification, and Sensitivity of Technology.\n",
	    NULL, NULL },
	{ "nothing at all", "", NULL, NULL },
};

/* The mark (U) before the first sentence may stay or go. */
static const char *
without_mark(const char *s)
{
	return strncmp(s, "(U) ", 4) == 0 ? s + 4 : s;
}

static void
test_policy(void **state)
{
	const struct policy_case *c = *state;
	struct justification j;

	justification_cut(arena, c->text, &j);
	assert_string_equal(or_none(j.title), or_none(c->title));
	assert_string_equal(
	    without_mark(or_none(j.text)), without_mark(or_none(c->body)));
	assert_int_equal(j.at != NULL, c->body != NULL);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_policy, policies);
	status = suite_run(&s, "justification");
	arena_free(arena);
	return status;
}
