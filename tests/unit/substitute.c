#include "tests/support/support.h"

#include "format/substitute.h"

struct substitute_case {
	const char *content;
	const char *name; /* NULL: it is none */
};

#define PROSE                                                                \
	"The committee was told of a web site which answered Access Denied " \
	"when its pages were asked for. Staff had to complete the security " \
	"check, and were told to enable JavaScript. "
#define LONG PROSE PROSE PROSE PROSE PROSE PROSE PROSE PROSE PROSE

#define TEN " 123456789"

static const struct substitute_case table[] = {
	{ "<html><head><title>Just a moment...</title></head><body></body>",
	    "a challenge page of Cloudflare" },
	{ "<html><body><script>window._cf_chl_opt={a:1}</script></body></html>",
	    "a challenge page of Cloudflare" },
	{ "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access "
	  "Denied</H1>You don't have permission to access this.<P>"
	  "Reference&#32;&#35;18&#46;1</BODY></HTML>",
	    "a page of Akamai that denies access" },
	{ "<html><head><META NAME=\"robots\"><script "
	  "src=\"/_Incapsula_Resource?a=1\"></script><body></body></html>",
	    "a challenge page of Imperva" },
	{ "<html><head><title>x.gov</title></head><body><p>Please enable JS"
	  "</p><script src=\"https://ct.captcha-delivery.com/c.js\"></script>",
	    "a challenge page of DataDome" },
	{ "<html><head><title>Access to this page has been denied</title>"
	  "</head><body><div id=\"px-captcha\"></div></body></html>",
	    "a challenge page of PerimeterX" },
	{ "<!DOCTYPE html><html><head><title></title><script>"
	  "window.gokuProps = {};</script></head><body></body></html>",
	    "a challenge page of AWS WAF" },
	{ "<html><title>Sucuri WebSite Firewall - Access Denied</title>"
	  "<body>Blocked</body></html>",
	    "a challenge page of Sucuri" },
	{ "<html><head><title>Request Rejected</title></head><body>The "
	  "requested URL was rejected. Please consult with your "
	  "administrator.</body></html>",
	    "a challenge page of F5" },
	{ "<html><body><form><div class=\"h-captcha\"></div></form></body>",
	    "a page that asks whether we are human" },
	{ "<html><body><noscript>Please enable JavaScript to go on."
	  "</noscript></body></html>",
	    "a page that wants JavaScript" },
	{ "<html><title>Our site</title><h1>Access Denied</h1></html>",
	    "a page that denies access" },
	/* As much text as there may be beside the words, and a letter more. */
	{ "<html><p>Service unavailable" TEN TEN TEN TEN TEN TEN TEN TEN TEN
		TEN,
	    "a page about maintenance" },
	{ "<html><p>Service unavailable." TEN TEN TEN TEN TEN TEN TEN TEN TEN
		TEN,
	    NULL },
	/* What is the whole title may end as a sentence does. */
	{ "<html><title> Maintenance. </title><p>Of our ships.</html>",
	    "a page about maintenance" },
	{ "<html><title>Maintenance of ships</title><p>Of ours.</html>", NULL },
	{ "Access Denied", "a page that denies access" },
	/* Each tag alone makes a page. */
	{ "<html><p>Access Denied", "a page that denies access" },
	{ "<!doctype html><p>Access Denied", "a page that denies access" },
	{ "<head></head><p>Access Denied", "a page that denies access" },
	{ "<body><p>Access Denied", "a page that denies access" },
	{ "<title>Access Denied</title>", "a page that denies access" },
	{ "<script></script><p>Access Denied", "a page that denies access" },
	{ "<meta name=a><p>Access Denied", "a page that denies access" },
	{ "<p>Access Denied", NULL },
	{ "<html><title>Scheduled Maintenance</title><p>Back at noon</html>",
	    "a page about maintenance" },
	{ "<html><title>Portal</title><form><input name=u><input "
	  "type=\"password\"></form></html>",
	    "a log-in form" },
	{ "", "an empty document" },
	{ " \r\n\t", "an empty document" },
	{ "<html><head></head><body></body></html>", "an empty document" },

	{ "<html><title>Hearing</title><body><p>" LONG "</p></body></html>",
	    NULL },
	{ "<html><body><article><p>Access Denied was its title.</p></article>",
	    NULL },
	{ "<html><title>A ship</title><body><script "
	  "src=\"/_Incapsula_Resource?a=1\"></script><p>The Government has "
	  "requested to buy ten launchers, as well as spare parts, training, "
	  "and support by the contractor. The estimated cost is $5 million. "
	  "There will be no adverse impact on readiness.</p></body></html>",
	    NULL },
	{ "<html><title>Kuwait - C-17 Maintenance</title><p>Six of them</html>",
	    NULL },
	{ "<NOTICE><SUBJECT>Access denied</SUBJECT></NOTICE>", NULL },
	{ "Year,Total\n2001,5\n", NULL },
	{ "{\"results\": []}", NULL },
};

static void
test_substitute(void **state)
{
	const struct substitute_case *c = *state;
	struct body *content = body_of_memory(c->content, strlen(c->content));
	const struct document doc = { .url = "here", .content = content };
	const struct substitute *found = substitute_find(&doc);

	if (c->name == NULL)
		assert_null(found);
	else
		assert_string_equal(
		    found == NULL ? "nothing" : found->name, c->name);
	if (found != NULL)
		assert_string_equal(
		    substitute_named(found->name)->name, found->name);
	body_close(content);
}

/* A denial is a short page: of so much text, and of a letter more. */
static void
test_length(void **state)
{
	static const struct {
		const char *more;
		int first; /* letters of the first paragraph */
		bool is_denial;
	} lengths[] = {
		{ "", 2999, true },
		{ "", 3000, false },
		{ "<p>x", 2999, false },
		{ "<p>x", 2997, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lengths); i++) {
		char page[4096];
		struct body *content;
		const struct substitute *found;

		snprintf(page, sizeof(page),
		    "<title>Access Denied</title><p>%0*d</p>%s",
		    lengths[i].first, 0, lengths[i].more);
		content = body_of_string(page);
		found = substitute_find(
		    &(struct document){ .url = "here", .content = content });
		body_close(content);
		assert_int_equal(found != NULL, lengths[i].is_denial);
	}
}

/* A byte that is read alone, behind a whole buffer, is part of the page. */
static void
test_odd_byte(void **state)
{
	char page[16 * 1024 + 2];
	struct body *content;

	(void)state;
	snprintf(page, sizeof(page), "<title>Access Denied</title>%*s",
	    (int)sizeof(page) - 1 - 28, "x");
	content = body_of_string(page);
	assert_non_null(substitute_find(
	    &(struct document){ .url = "here", .content = content }));
	body_close(content);
}

static void
test_foreign(void **state)
{
	(void)state;
	assert_null(substitute_named("a page of somebody's making"));
	assert_null(substitute_named(""));
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_substitute, table);
	suite_add(&s, "as long as a denial may be", test_length);
	suite_add(&s, "a byte more than a buffer", test_odd_byte);
	suite_add(&s, "a foreign one", test_foreign);
	return suite_run(&s, "substitute");
}
