#include "tests/support/support.h"

#include "transform/normalise/normalise.h"

static struct arena *arena;

struct transmittal_case {
	const char *text;
	const char *number; /* NULL: none */
};

static const struct transmittal_case table[] = {
	{ "RS AT 26-0T", "26-0T" }, /* CREC 2026-05-20 */
	{ "RSAT 26-27", "26-27" },
	{ "RSAT 26-1C", "26-1C" },
	{ "26-27", "26-27" },
	{ "25-08", "25-8" },
	{ "25-8", "25-8" },
	{ "26-03", "26-3" },
	{ "97-09", "97-9" },
	{ "00-08", "00-8" },
	{ "26-001", "26-1" },
	{ "25-010", "25-10" },
	{ "24-121", "24-121" },
	{ "25-100", "25-100" },
	{ "26-1C", "26-1C" },
	{ "26-1c", "26-1C" },
	{ "26-0G", "26-0G" },
	{ "17-0A", "17-0A" },
	{ "26-CN", "26-CN" },
	/* Letters for figures. */
	{ "1O-67", NULL },
	{ "15-8O", NULL },
	{ "15-1I", NULL },
	{ "23-0l", NULL },
	{ "17-0O", "17-0O" },
	{ "0A-26", "0A-26" },
	{ "0a-26", "0A-26" },
	{ "0M-25", "0M-25" },
	{ "0G-23", "0G-23" },
	{ "DDTC 055-22", "DDTC 22-055" }, /* to 2009 */
	{ "DTC 055-22", "DDTC 22-055" },
	{ "DTC 038-00", "DDTC 00-038" },
	{ "DDTC 047-09", "DDTC 09-047" },
	{ "DDTC 22-055", "DDTC 22-055" },
	{ "DDTC 22-55", "DDTC 22-055" },
	{ "DDTC 22-5", "DDTC 22-005" },
	{ "ddtc 22-055", "DDTC 22-055" },
	{ "DDTC 10-034", "DDTC 10-034" },
	{ "DDTC 25-039.", "DDTC 25-039" },
	{ "DDTC 23\xE2\x80\x93"
	  "085",
	    "DDTC 23-085" },
	{ "24\xE2\x80\x93"
	  "0U",
	    "24-0U" },
	{ "16\xE2\x80\x93"
	  "14",
	    "16-14" },
	{ "24\xE2\x80\x90"
	  "104",
	    "24-104" },
	{ "26-27.", "26-27" },
	{ "26-27,", "26-27" },
	{ "[26-27]", "26-27" },
	{ " 26-27 ", "26-27" },
	{ "26 - 27", "26-27" },

	{ NULL, NULL },
	{ "", NULL },
	{ " ", NULL },
	{ "-", NULL },
	{ "26", NULL },
	{ "26-", NULL },
	{ "-27", NULL },
	{ "26-0", NULL },
	{ "055-22", NULL }, /* only the DDTC wrote so */
	{ "26-00", NULL },
	{ "26-000", NULL },
	{ "26-1234", NULL },
	{ "6-27", NULL },
	{ "2026-05140", NULL },
	{ "2026-27", NULL },
	{ "C1-2025-22754", NULL },
	{ "104-164", NULL },
	{ "P.L. 96-8", NULL },
	{ "26-27-28", NULL },
	{ "26-0GG", NULL },
	{ "26-1CC", NULL },
	{ "26-1C1", NULL },
	{ "0AB-26", NULL },
	{ "0A-2026", NULL },
	{ "26-27 and 26-28", NULL },
	{ "26-27/28", NULL },
	{ "26_27", NULL },
	{ "2627", NULL },
	{ "SW-B-WCB", NULL },
	{ "36(b)(1)", NULL },
	{ "None", NULL },
	{ "703-695-6233", NULL },
	{ "DDTC", NULL },
	{ "DDTC 22-000", NULL },
	{ "RSAT", NULL },
	{ "XRSAT 26-27", NULL },
	{ "26-27x", NULL },
	{ "FR 26-27", NULL },
};

static void
test_transmittal(void **state)
{
	const struct transmittal_case *c = *state;
	const char *got = transmittal_read(arena, c->text);

	assert_string_equal(or_none(got), or_none(c->number));
}

struct authority_case {
	const char *number;
	const char *authority; /* NULL: none */
};

static const struct authority_case authorities[] = {
	{ "26-27", "36(b)(1)" },
	{ "24-121", "36(b)(1)" },
	{ "25-8", "36(b)(1)" },
	{ "26-1C", "36(b)(5)(C)" },
	{ "17-0A", "36(b)(5)(C)" },
	{ "26-CN", "36(b)(5)(C)" },
	{ "24-0U", "36(b)(5)(C)" },
	{ "0A-26", "36(b)(5)(A)" },
	{ "0Z-26", "36(b)(5)(A)" },
	{ "0M-25", "36(b)(5)(A)" },
	{ "0G-23", "36(b)(5)(A)" },
	{ "2627", NULL },
};

static void
test_authority(void **state)
{
	const struct authority_case *c = *state;

	assert_string_equal(
	    or_none(transmittal_authority(c->number)), or_none(c->authority));
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_transmittal, table);
	SUITE_TABLE(&s, test_authority, authorities);
	status = suite_run(&s, "transmittal");
	arena_free(arena);
	return status;
}
