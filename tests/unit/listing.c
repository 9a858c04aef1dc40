#include "tests/support/support.h"

#include "extract/address.h"
#include "extract/listing.h"

struct day_case {
	const char *text;
	const char *day; /* "" for none */
};

static const struct day_case days[] = {
	{ "Sept. 5, 2026", "2026-09-05" },
	{ "Jan. 8, 2026", "2026-01-08" },
	{ "NEWS | Jan. 30, 2026", "2026-01-30" },
	{ "May 5, 2026", "2026-05-05" },
	{ "August 21, 2026", "2026-08-21" },
	{ "posted 2026-06-05T14:00:00", "2026-06-05" },
	{ "February 30, 2026", "" },
	{ "Foreign Military Sales", "" },
	{ "21 of 26", "" },
	{ "", "" },
};

static void
test_day(void **state)
{
	const struct day_case *c = *state;
	char day[11] = "";

	assert_int_equal(listing_day(c->text, day), *c->day != '\0');
	if (*c->day != '\0')
		assert_string_equal(day, c->day);
}

struct address_case {
	const char *url;
	const char *path; /* NULL: elsewhere */
};

static const struct address_case addresses[] = {
	{ "https://www.dsca.mil/a/b?c#d", "/a/b" },
	{ "http://dsca.mil:80/a/", "/a" },
	{ "https://DSCA.MIL/A", "/A" },
	{ "https://www.dsca.mil", "" },
	{ "http://127.0.0.1:8080/a", "/a" },
	{ "https://notdsca.mil/a", NULL },
	{ "https://dsca.mil.example.org/a", NULL },
	{ "https://example.org/dsca.mil/a", NULL },
	{ "https://dsca.mil@example.org/a", NULL },
	{ "file:///dsca.mil", NULL },
	{ "nothing", NULL },
	{ "", NULL },
};

static void
test_address(void **state)
{
	const struct address_case *c = *state;
	char path[ADDRESS_MAX];
	bool there = address_path(c->url, "dsca.mil", path);

	assert_int_equal(there, c->path != NULL);
	if (c->path != NULL)
		assert_string_equal(path, c->path);
}

static void
test_long_address(void **state)
{
	char url[ADDRESS_MAX * 2] = "https://dsca.mil/";
	char path[ADDRESS_MAX];

	(void)state;
	memset(url + strlen(url), 'x', sizeof(url) - strlen(url) - 1);
	url[sizeof(url) - 1] = '\0';
	assert_false(address_path(url, "dsca.mil", path));
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_day, days);
	SUITE_TABLE(&s, test_address, addresses);
	suite_add(&s, "a long address", test_long_address);
	return suite_run(&s, "listing");
}
