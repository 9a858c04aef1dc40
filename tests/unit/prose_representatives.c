#include "tests/support/support.h"

#include "transform/prose/prose.h"

static struct arena *arena;

struct people_case {
	const char *text;
	people us_government;
	people contractor;
	bool fault;
};

#define REQUIRES "Implementation of this proposed sale will require "
#define NO_IMPACT                                                          \
	" There will be no adverse impact on U.S. defense readiness as a " \
	"result of this proposed sale."

static const struct people_case table[] = {
	{ REQUIRES "U.S. Government (4) and contractor (10) representatives.",
	    4, 10, false },
	{ REQUIRES "a team of two government and three contractor members for "
		   "one month, and the Government of Oman will pay.",
	    2, 3, false },
	/* Others of the same kind: whether they are more is not told. */
	{ REQUIRES "two (2) U.S. Government and five (5) contractor "
		   "representatives for one year, and ten (10) contractor "
		   "representatives for one week.",
	    2, 5, true },
	{ REQUIRES "five (5) contractor representatives. An additional 20 "
		   "contractor representatives will travel to Oman.",
	    -1, 5, true },
	{ REQUIRES "five (5) contractor representatives. Those five (5) "
		   "contractor representatives will travel to Oman.",
	    -1, 5, false },
	{ "It is estimated that one U.S. Government representative and two "
	  "contractor representatives will be in country full time.",
	    1, 2, false },
	{ REQUIRES "temporary duty travel of five to eight U.S. Government and "
		   "contractor representatives to Israel for a duration of up "
		   "to five years to support equipment fielding.",
	    -1, -1, true }, /* 25-94 */
	{ REQUIRES "the assignment of up to twenty U.S. Government or U.S. "
		   "contractor representatives to Peru for a duration of up to "
		   "ten years to provide construction management." NO_IMPACT,
	    -1, -1, true }, /* 25-37 */
	{ REQUIRES "up to fourteen U.S. Government and contractor "
		   "representatives to travel to Singapore for a duration of "
		   "up to two years to support aircraft fielding.",
	    -1, -1, true }, /* 26-12 */
	{ REQUIRES "the assignment of five to eight U.S. Government and three "
		   "contractor representatives to Israel.",
	    -1, 3, true },
	{ REQUIRES "one hundred and three (103) U.S. Government and sixty (61) "
		   "contractor representatives.",
	    103, -1, true }, /* words and figures differ */
	{ REQUIRES "up to fifteen additional U.S. Government and up to fifteen "
		   "contractor representatives to Sweden, as required, to "
		   "provide program management reviews." NO_IMPACT,
	    15, 15, false },
	{ REQUIRES "the temporary assignment of thirteen U.S. Government and "
		   "twenty-four contractor representatives to Jordan for a "
		   "duration of up to five years.",
	    13, 24, false },
	{ "(U) " REQUIRES "the assignment of two (2) additional U.S. "
	  "Government and two (2) contractor representatives to Singapore, as "
	  "required, for a duration of ten (10) days to provide engineering.",
	    2, 2, false },
	{ REQUIRES "the assignment of six U.S. Government and four contractor "
		   "representatives to provide technical support.",
	    6, 4, false },
	{ REQUIRES "multiple assignments of 15 additional U.S. Government and "
		   "20 contractor representatives to Israel for a duration of "
		   "up to six years.",
	    15, 20, false },
	{ REQUIRES "approximately fifteen (15) U.S. Government and fifteen "
		   "(15) contractor representatives to travel to Norway.",
	    15, 15, false },
	{ REQUIRES "the assignment of twelve (12) U.S. Government and twelve "
		   "(12) contractor representatives to Kuwait for a duration "
		   "up to twenty (20) years.",
	    12, 12, false },
	{ REQUIRES "the assignment of approximately 10 additional U.S. "
		   "Government representatives and 50 contractor "
		   "representatives to Iraq for a period of 5 years.",
	    10, 50, false },
	{ REQUIRES "annual trips to Egypt involving up to 6 U.S. Government "
		   "representatives and 30 contractor representatives.",
	    6, 30, false },
	{ REQUIRES "the assignment of an additional 5 U.S. Government and 10 "
		   "contractor representatives.",
	    5, 10, false },
	{ REQUIRES "the assignment of up to 35 contractor and five U.S. "
		   "Government representatives to Japan.",
	    5, 35, false },
	{ REQUIRES "the assignment of 21 U.S. Government and 11 U.S. "
		   "contractor representatives.",
	    21, 11, false },
	{ REQUIRES "the assignment of eight (8) U.S. Government "
		   "representatives and four (4) U.S. contractor "
		   "representatives.",
	    8, 4, false },
	{ REQUIRES "ten US Government and five contractor representatives.", 10,
	    5, false },
	{ REQUIRES "ten United States Government and five contractor "
		   "representatives.",
	    10, 5, false },
	{ REQUIRES "ten U.S. Government personnel and fifteen contractor "
		   "personnel to travel to Chad.",
	    10, 15, false },
	{ REQUIRES "ten U.S. Government personnel and fifteen contractors to "
		   "travel to Chad.",
	    10, 15, false },
	{ REQUIRES "one U.S. Government and one contractor representative.", 1,
	    1, false },
	{ REQUIRES "1,200 U.S. Government and 2,500 contractor "
		   "representatives.",
	    1200, 2500, false },
	{ REQUIRES "the assignment of five contractor representatives to "
		   "Egypt.",
	    -1, 5, false },
	{ REQUIRES "two U.S. Government representatives for two weeks.", 2, -1,
	    false },
	{ REQUIRES "U.S. Government representatives for five (5) years and "
		   "four (4) contractor representatives.",
	    -1, 4, true },
	{ REQUIRES "multiple trips by U.S. Government and contractor "
		   "representatives to participate in reviews for ten (10) "
		   "years.",
	    -1, -1, false },

	/* Nobody of one kind, some of the other. */
	{ "Implementation of this proposed sale will not require the permanent "
	  "assignment of any U.S. Government representatives but will require "
	  "five contractor representatives to travel to Greece.",
	    0, 5, false },
	{ REQUIRES "two (2) U.S. Government representatives and no contractor "
		   "representatives.",
	    2, 0, false },
	/* Said in two sentences, or without the word implementation. */
	{ REQUIRES "two U.S. Government representatives for two years. It will "
		   "also require three contractor representatives.",
	    2, 3, false },
	{ "It is estimated that four U.S. Government representatives and 12 "
	  "contractor representatives will be required in country.",
	    4, 12, false },
	{ "There will be no additional U.S. Government or contractor "
	  "representatives assigned to Chad as a result of this sale.",
	    0, 0, false },
	{ "U.S. Government or contractor personnel will not be required "
	  "in-country.",
	    0, 0, false },
	{ REQUIRES "an additional three (3) case-funded U.S. Government "
		   "positions and two (2) U.S.-based contractor "
		   "representatives.",
	    3, 2, false },
	{ REQUIRES "up to 10 U.S. Air Force and 24 U.S. contractor "
		   "representatives for two weeks.",
	    10, 24, false },
	{ REQUIRES "thirty (30) U.S. contractors and ten (10) U.S. Government "
		   "(USG) representatives.",
	    10, 30, false },
	{ REQUIRES "10 U.S. Government contractor representatives.", -1, -1,
	    false },
	{ "The following will be included: travel; U.S. Government and 20 "
	  "contractor representatives' technical assistance. " REQUIRES
	  "six U.S. Government and four contractor representatives.",
	    6, 4, false },

	/* One kind is denied, and the other told in a clause of its own. */
	{ "Implementation of this proposed sale will not require the "
	  "assignment of any U.S. Government representatives. Five contractor "
	  "representatives will travel to Greece.",
	    0, 5, false },
	{ "Implementation of this proposed sale will not require U.S. "
	  "Government representatives; two contractor representatives will "
	  "visit Greece.",
	    0, 2, false },
	{ REQUIRES "approximately 10 contractor representatives; no additional "
		   "U.S. Government representatives are needed.",
	    0, 10, false },
	{ "Implementation of this proposed sale will not require additional "
	  "U.S. Government or contractor representatives, except for two (2) "
	  "contractor representatives for a week.",
	    0, 2, false },
	{ REQUIRES "no additional U.S. Government or contractor "
		   "representatives in Greece.",
	    0, 0, false },
	{ "Implementation of this proposed sale will not require any "
	  "additional representatives in Greece.",
	    0, 0, false },
	/* Ranges, however they are written. */
	{ REQUIRES "20-30 U.S. Government and 5 contractor representatives.",
	    -1, 5, true },
	{ REQUIRES "between five and ten contractor representatives.", -1, -1,
	    true },
	{ REQUIRES "10 \xE2\x80\x93 15 contractor representatives.", -1, -1,
	    true },
	/* The first number counts, and another is a fault; up to as many as can
	   be. */
	{ REQUIRES "two U.S. Government representatives and three U.S. "
		   "Government representatives.",
	    2, -1, true },
	{ REQUIRES "zero (0) U.S. Government representatives and three U.S. "
		   "Government representatives.",
	    0, -1, true },
	{ REQUIRES "zero (0) U.S. Government representatives, and U.S. "
		   "Government representatives (5).",
	    0, -1, false },
	/* One kind is counted, and a misprint hides the number of the other. */
	{ REQUIRES "twent-five U.S. Government and four (4) contractor "
		   "representatives.",
	    -1, 4, true },
	{ REQUIRES "six U.S. Government and four (4] contractor "
		   "representatives.",
	    6, -1, true },
	{ REQUIRES "six U.S.Government and four U.S. contractor "
		   "representatives.",
	    6, 4, false },
	{ REQUIRES "100,000 U.S. Government and 100,001 contractor "
		   "representatives.",
	    100000, -1, true },
	/* Other words, numbers behind the noun, numbers in a bracket. */
	{ REQUIRES "ten (10) USG and five (5) contractor representatives.", 10,
	    5, false },
	{ REQUIRES "U.S. Government representatives (5) and contractor "
		   "representatives (10).",
	    5, 10, false },
	{ REQUIRES "three U.S. Government and four U.S. company "
		   "representatives.",
	    3, 4, false },
	{ REQUIRES "twenty personnel (8 U.S. Government and 12 contractor).", 8,
	    12, false },
	{ REQUIRES "U.S. Government representatives (2 years) and contractor "
		   "representatives.",
	    -1, -1, false },

	{ "Implementation of this proposed sale will not require the "
	  "assignment of any additional U.S. Government or contractor "
	  "representatives to Saudi Arabia." NO_IMPACT,
	    0, 0, false },
	{ "(U) Implementation of this proposed sale will not require the "
	  "assignment of any additional U.S. government or contractor "
	  "representatives to Japan.",
	    0, 0, false }, /* 2026-09109 */
	{ "Implementation of the proposed sale will not require the assignment "
	  "of U.S. Government and contractor representatives to Denmark on a "
	  "temporary basis in conjunction with program technical oversight.",
	    0, 0, false }, /* 25-101 */

	{ "The principal contractor will be Lockheed Martin, located in "
	  "Orlando, FL." NO_IMPACT,
	    -1, -1, false },
	{ "The following will be included: U.S. Government and contractor "
	  "engineering, technical, and logistics support services.",
	    -1, -1, false },
	{ NO_IMPACT, -1, -1, false },
	{ "", -1, -1, false },
};

static void
test_people(void **state)
{
	const struct people_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	people us_government = 77;
	people contractor = 77;

	prose_representatives(&r, c->text, 1, &us_government, &contractor);
	assert_int_equal(us_government, c->us_government);
	assert_int_equal(contractor, c->contractor);
	assert_int_equal(count_faults(&r) > 0, c->fault);
}

/* Of each number it is known which sentence tells it. */
struct told_case {
	const char *text;
	const char *us_government; /* how the sentence begins; NULL: none */
	const char *contractor;
};

static const struct told_case told[] = {
	{ "Implementation will require two U.S. Government representatives. It "
	  "will also require three contractor representatives.",
	    "Implementation", "It will" },
	{ "Implementation will require two contractor representatives. It will "
	  "not require U.S. Government representatives.",
	    "It will", "Implementation" },
	{ "Implementation will not require contractor representatives. No "
	  "contractor representatives will be required.",
	    NULL, "Implementation" },
	/* What is denied behind a number changes it no more. */
	{ "Implementation will require two U.S. Government and three contractor "
	  "representatives. It will not require additional representatives.",
	    "Implementation", "Implementation" },
	/* But a number behind a denial counts. */
	{ "Implementation will not require representatives. It will require two "
	  "U.S. Government and three contractor representatives.",
	    "It will", "It will" },
	{ "The sale is big.", NULL, NULL },
};

static void
check_told(const struct reading *r, const char *text, const char *field,
    const char *begins)
{
	const struct evidence *e = r->evidence.noted;

	while (e != NULL && strcmp(e->field, field) != 0)
		e = e->next;
	assert_int_equal(e != NULL, begins != NULL);
	if (e != NULL && begins != NULL)
		assert_memory_equal(text + e->start, begins, strlen(begins));
}

static void
test_told(void **state)
{
	const struct told_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	const struct mark mark = { 0, 1 };
	const struct followed_text text = { c->text, strlen(c->text), &mark,
		1 };
	people us_government;
	people contractor;

	r.unit_arena = arena_new();
	reading_follow(&r, &text);
	prose_representatives(&r, c->text, 1, &us_government, &contractor);
	check_told(&r, c->text, "us_government_reps", c->us_government);
	check_told(&r, c->text, "contractor_reps", c->contractor);
	reading_follow(&r, NULL);
	arena_free(r.unit_arena);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_people, table);
	SUITE_TABLE(&s, test_told, told);
	status = suite_run(&s, "prose_representatives");
	arena_free(arena);
	return status;
}
