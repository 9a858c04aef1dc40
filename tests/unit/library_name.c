#include "transform/source/dsca/library_name.h"
#include "tests/support/support.h"

static struct arena *arena;

struct name_case {
	const char *name;
	const char *said; /* purchaser|transmittal|version|unknown */
};

static const struct name_case table[] = {
	/* A letter behind the number: a mark, or of the number? */
	{ "Press Release - Kuwait 16-16 _B CN.PDF", "Kuwait|16-16|CN B|B" },
	{ "press-release-ukraine-22-41.pdf", "ukraine|22-41|-|-" },
	{ "Press Release - Japan F16-32 CN.PDF", "Japan F16-32|-|CN|-" },
	{ "KUWAIT_16-16B.PDF", "KUWAIT|16-16|B|B" },
	{ "Press Release - Columbia 10-27 _0 CN.PDF",
	    "Columbia|10-27|CN _0|-" },
	{ "Press Release - NATO - NSPA 17-19 CN.PDF",
	    "NATO - NSPA|17-19|CN|-" },
	{ "Press Release - Belgium CN.PDF", "Belgium|-|CN|-" },
	{ "Press Release - Belgium 17-80 and 17-81 CN.PDF", "Belgium|-|CN|-" },
	{ "Press Release - Belgium 17-80 17-80 CN.PDF", "Belgium|17-80|CN|-" },
	{ "Press Release 17-80 CN.PDF", "-|17-80|CN|-" },
	{ "Press Release.PDF", "-|-|-|-" },
	{ "", "-|-|-|-" },
	{ "Strategic Plan 2025-08-12.pdf", "Strategic Plan 2025-08-12|-|-|-" },
	{ "Press Release - Kuwait 9-24 CN.PDF", "Kuwait 9-24|-|CN|-" },
	{ "KOREA_12.23_0.PDF", "KOREA 12.23|-|_0|-" },
	{ "Press Release - Japan 25-08 F-35 CN.PDF",
	    "Japan|25-8|CN F-35|F-35" },

	/* Versions. */
	{ "Press Release - Netherlands 23-89 CN V2.PDF",
	    "Netherlands|23-89|CN V2|-" },
	{ "PRESS RELEASE - NETHERLANDS 23-89 CNV2.PDF",
	    "NETHERLANDS|23-89|CN V2|-" },
	{ "PRESS RELEASE - DENMARK 25-101 CNV3.PDF", "DENMARK|25-101|CN V3|-" },
	{ "PRESS RELEASE - DENMARK 25-99 V1.PDF", "DENMARK|25-99|V1|-" },
	{ "Press Release - Egypt 22-58 V2 CN.PDF", "Egypt|22-58|CN V2|-" },
	{ "PRESS RELEASE - EGYPT 20-29 CN - V2.PDF", "EGYPT|20-29|CN V2|-" },
	{ "PRESS RELEASE - JAPAN 25-08 CN - V2 FINAL.PDF",
	    "JAPAN|25-8|CN V2 FINAL|-" },
	{ "PRESS RELEASE - BRAZIL 21-68 CN - FINAL V2.PDF",
	    "BRAZIL|21-68|CN V2 FINAL|-" },
	{ "Press Release - Saudi Arabia 21-19 V2 CN .PDF",
	    "Saudi Arabia|21-19|CN V2|-" },
	{ "PRESS RELEASE - SAUDI ARABIA 21-19 CN - V2_0.PDF",
	    "SAUDI ARABIA|21-19|CN V2 _0|-" },
	{ "AUSTRALIA_09-36V2.PDF", "AUSTRALIA|09-36|V2|-" },
	{ "Press Release - Turkey 14-01 (CC) CN.PDF", "Turkey|14-1|CN (CC)|-" },
	{ "Press Release - Romania 23-54 CN (CC).PDF",
	    "Romania|23-54|CN (CC)|-" },
	{ "PRESS RELEASE - ROMANIA 23-54 CN (1).PDF",
	    "ROMANIA|23-54|CN (1)|-" },
	{ "TURKEY_14-01_CORRECTED.PDF", "TURKEY|14-1|CORRECTED|-" },
	{ "EGYPT_15-25-CORRECTED.PDF", "EGYPT|15-25|CORRECTED|-" },
	{ "Press Release - Australia 23-18 CN (CORRECTED).PDF",
	    "Australia|23-18|CN (CORRECTED)|-" },
	{ "Press Release - Spain 22-09 (F) CN.PDF", "Spain|22-9|CN (F)|-" },
	{ "Press Release -  Saudi Arabia 23-15 CN FINAL.PDF",
	    "Saudi Arabia|23-15|CN FINAL|-" },
	{ "PRESS RELEASE - SAUDI ARABIA 23-15 CN-FINAL.PDF",
	    "SAUDI ARABIA|23-15|CN FINAL|-" },
	{ "Press Release - Israel 24-08 CN_0.PDF", "Israel|24-8|CN _0|-" },
	{ "Press Release - Ghana 09-47_0 CN.PDF", "Ghana|09-47|CN _0|-" },
	{ "UAE_10-58_0_0.PDF", "UAE|10-58|_0 _0|-" },
	{ "INDIA_08-105_1.PDF", "INDIA|08-105|_1|-" },

	/* Where the parts stand, and what is between them. */
	{ "PRESS RELEASE - NETHERLANDS CN 25-35.PDF",
	    "NETHERLANDS|25-35|CN|-" },
	{ "CN 25-35 Netherlands.pdf", "NETHERLANDS|25-35|CN|-" },
	{ "PRESS RELEASE (NORWAY - 25-14).PDF", "NORWAY|25-14|-|-" },
	{ "PRESS RELEASE ISRAEL 25-28.PDF", "ISRAEL|25-28|-|-" },
	{ "Press Release-  Iraq 10-69 _0 CN.PDF", "Iraq|10-69|CN _0|-" },
	{ "Press Release \xE2\x80\x93 Iraq 10\xE2\x80\x93"
	  "69 CN.PDF",
	    "Iraq|10-69|CN|-" },
	{ "ROMANIA_20-83_CN.PDF", "ROMANIA|20-83|CN|-" },
	{ "UNITED_KINGDOM_15-50_0.PDF", "UNITED KINGDOM|15-50|_0|-" },
	{ "SAUDI-ARABIA-16-32.PDF", "SAUDI-ARABIA|16-32|-|-" },
	{ "QATAR13-08_0.PDF", "QATAR|13-8|_0|-" },
	{ "Chile 16-39", "Chile|16-39|-|-" },
	{ "cnidaria 16-39.pdf", "cnidaria|16-39|-|-" },

	/* Numbers of other forms. */
	{ "PRESS RELEASE - INDIA 25-107.PDF", "INDIA|25-107|-|-" },
	{ "Press Release - Japan 25-8 CN.PDF", "Japan|25-8|CN|-" },
	{ "Press Release - Japan 26-1C CN.PDF", "Japan|26-1C|CN|-" },
	{ "Press Release - Japan 0A-26 CN.PDF", "Japan|0A-26|CN|-" },
};

static void
test_name(void **state)
{
	const struct name_case *c = *state;
	struct library_name n;
	const char *said;

	library_name_read(arena, c->name, &n);
	said = arena_print(arena, "%s|%s|%s|%s",
	    n.purchaser == NULL ? "-" : n.purchaser,
	    n.transmittal == NULL ? "-" : n.transmittal,
	    n.version == NULL ? "-" : n.version,
	    n.unknown == NULL ? "-" : n.unknown);
	assert_string_equal(said, c->said);
}

/* Several numbers are kept as they are written. */
static void
test_numbers(void **state)
{
	struct library_name n;

	(void)state;
	library_name_read(arena, "Belgium 17-80 and 17-81 CN.PDF", &n);
	assert_null(n.transmittal);
	assert_string_equal(n.number, "17-80 17-81");
}

static void
test_hostile(void **state)
{
	struct text name = { 0 };
	struct library_name n;

	(void)state;
	for (int i = 0; i < 20000; i++)
		text_add_string(&name, i % 2 == 0 ? "_0 - CN " : "V2 ( -");
	library_name_read(arena, text_string(&name), &n);
	text_free(&name);
	assert_null(n.transmittal);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_name, table);
	suite_add(&s, "several numbers", test_numbers);
	suite_add(&s, "a name of marks alone", test_hostile);
	status = suite_run(&s, "library_name");
	arena_free(arena);
	return status;
}
