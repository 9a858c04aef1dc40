#include "tests/support/support.h"

#include "transform/normalise/normalise.h"

static struct reference *reference;

struct contractor_case {
	const char *name;
	const char *id; /* NULL: not in the list */
};

static const struct contractor_case table[] = {
	/* As printed in articles of 2026. */
	{ "Lockheed Martin Missile and Defense", "lockheed-martin" },
	{ "Lockheed-Martin Corporation", "lockheed-martin" },
	{ "Lockheed Martin, Sikorsky", "lockheed-martin" },
	{ "LEIDOS, Inc.", "leidos" },
	{ "KBR", "kbr" },
	{ "The Boeing Company", "boeing" },
	{ "AM General LLC", "am-general" },
	{ "Aero Vironment Inc.", "aerovironment" },
	{ "American Ordinance", "american-ordnance" },
	{ "RTX Missile Defense Technologies", "rtx" },
	{ "RTX Corporation", "rtx" },
	{ "General Dynamics", "general-dynamics" },

	{ "Raytheon Company", "rtx" },
	{ "Raytheon Missiles & Defense", "rtx" },
	{ "Raytheon Technologies Corporation", "rtx" },
	{ "RAYTHEON", "rtx" },
	{ "Raytheon/Lockheed Martin Javelin Joint Venture",
	    "javelin-joint-venture" },
	{ "Boeing", "boeing" },
	{ "Boeing Co.", "boeing" },
	{ "McDonnell Douglas Corporation", "boeing" },
	{ "Bell-Boeing Joint Project Office", "bell-boeing" },
	{ "Bell Textron Inc.", "bell" },
	{ "Sikorsky Aircraft Corporation", "sikorsky" },
	{ "L-3 Communications Corporation", "l3harris" },
	{ "L3Harris Technologies, Inc.", "l3harris" },
	{ "BAE Systems", "bae-systems" },
	{ "BAE Systems, Inc.", "bae-systems" },
	{ "Pratt & Whitney", "pratt-whitney" },
	{ "Pratt and Whitney", "pratt-whitney" },
	{ "Day & Zimmermann", "day-zimmermann" },
	{ "Kay and Associates, Inc.", "kay-associates" },
	{ "Kay & Associates, Inc.", "kay-associates" },
	{ "General Atomics Aeronautical Systems, Inc.", "general-atomics" },
	{ "General Dynamics Ordnance and Tactical Systems, Inc.",
	    "general-dynamics" },
	{ "General Electric Aircraft Engines", "general-electric" },
	{ "GE Aviation", "general-electric" },
	{ "Kratos Defense & Security Solutions, Inc.", "kratos" },
	{ "Northrop Grumman Systems Corporation", "northrop-grumman" },
	{ "Huntington Ingalls Industries", "huntington-ingalls" },
	{ "Saab AB", "saab" },
	{ "U.S. Ordnance", "us-ordnance" },
	{ "V2X", "v2x" },
	{ "M1 Support Services", "m1-support" },

	{ "", NULL },
	{ " ", NULL },
	{ "The", NULL },
	{ "Inc.", NULL },
	{ "Unknown Widgets Inc.", NULL },
	{ "Johns Hopkins University Applied Physics Laboratory", NULL },
	{ "Boeingham Ltd", NULL },
	{ "Bellingham Shipyards", NULL },
	{ "Colton Works", NULL },
	{ "Titanium Metals", NULL },
	{ "Rafaelson Group", NULL },
	{ "General", NULL },
	{ "General Motors", NULL },
	{ "American", NULL },
	{ "United", NULL },
	{ "United Space Alliance, LLC", NULL },
	{ "United States Marine Repair, Inc.", NULL },
	{ "Defense", NULL },
	{ "the U.S. Government", NULL },
	{ "U.S. Navy", NULL },
	{ "New Lockheed", NULL },
};

static void
test_contractor(void **state)
{
	const struct contractor_case *c = *state;

	assert_string_equal(
	    or_none(contractor_read(reference, c->name)), or_none(c->id));
}

struct name_case {
	const char *name;
	bool is;
};

static const struct name_case names[] = {
	{ "The Boeing Company", true },
	{ "Raytheon Missiles & Defense", true },
	{ "Boeing St. Louis", false },
	{ "General Motors", false },
	{ "", false },
};

/* The whole name is in the list, and not only how it begins. */
static void
test_name(void **state)
{
	const struct name_case *c = *state;

	assert_int_equal(contractor_is_name(reference, c->name), c->is);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	reference = reference_open(REFERENCE_FOLDER);
	if (reference == NULL)
		return 1;
	SUITE_TABLE(&s, test_contractor, table);
	SUITE_TABLE(&s, test_name, names);
	status = suite_run(&s, "contractor");
	reference_close(reference);
	return status;
}
