/* Which addresses are whose: of records, of listings, and of neither. */
#include "tests/support/support.h"

#include "extract/address.h"
#include "extract/source/sources.h"
#include "format/format.h"

struct kind_case {
	const char *name;
	const struct extractor *x;
	enum address_kind kind;
};

#define DSCA "https://www.dsca.mil"
#define STATE "https://www.state.gov"
#define WAR "https://www.war.gov"
#define REGISTER "https://www.federalregister.gov"
#define MEDIA "https://media.defense.gov/2016/Jan/01/"
#define FISCAL "https://api.fiscaldata.treasury.gov"
#define TABLE "/services/api/fiscal_service/v1/accounting/mts/mts_table_"

static const struct kind_case kinds[] = {
	{ WAR "/News/Contracts/Contract/Article/4400001/x/",
	    &dod_contracts_extractor, ADDRESS_RECORDS },
	{ "http://www.defense.gov/News/Contracts/Contract-View/Article/606641",
	    &dod_contracts_extractor, ADDRESS_RECORDS },
	{ "https://archive.defense.gov/Contracts/Contract.aspx?ContractID=5284",
	    &dod_contracts_extractor, ADDRESS_RECORDS },
	{ "https://archive.defense.gov/Contracts/Contract.aspx",
	    &dod_contracts_extractor, ADDRESS_OTHER },
	{ WAR "/News/Contracts/Contract/Article/about/",
	    &dod_contracts_extractor, ADDRESS_OTHER },
	{ WAR "/News/Contracts/", &dod_contracts_extractor, ADDRESS_LISTING },
	{ WAR "/DesktopModules/ArticleCS/RSS.ashx?ContentType=400",
	    &dod_contracts_extractor, ADDRESS_LISTING },
	{ "https://example.org/News/Contracts/", &dod_contracts_extractor,
	    ADDRESS_OTHER },

	{ "https://www.dsca.mil/Press-Media/Major-Arms-Sales/"
	  "Major-Arms-Sales-Library",
	    &dsca_library_extractor, ADDRESS_RECORDS },
	{ MEDIA "1/-1/-1/0/KUWAIT_16-16.PDF", &dsca_library_extractor,
	    ADDRESS_RECORDS },
	{ "https://www.dsca.mil/sites/default/files/mas/tw_10-36.pdf",
	    &dsca_library_extractor, ADDRESS_RECORDS },
	{ MEDIA "1/-1/-1/0/KUWAIT_16-16.HTML", &dsca_library_extractor,
	    ADDRESS_OTHER },
	{ MEDIA "16-16/BUDGET.PDF", &dsca_library_extractor, ADDRESS_OTHER },
	{ MEDIA "KUWAIT_16_16.PDF", &dsca_library_extractor, ADDRESS_OTHER },
	{ MEDIA "KUWAIT_16-A.PDF", &dsca_library_extractor, ADDRESS_OTHER },
	{ "https://example.org/KUWAIT_16-16.PDF", &dsca_library_extractor,
	    ADDRESS_OTHER },

	{ DSCA "/Press-Media/Major-Arms-Sales", &dsca_extractor,
	    ADDRESS_LISTING },
	{ DSCA "/Press-Media/Major-Arms-Sales/Article-Display/Article/44/x",
	    &dsca_extractor, ADDRESS_RECORDS },
	{ DSCA "/Press-Media/News/Article/44/x", &dsca_extractor,
	    ADDRESS_OTHER },
	{ DSCA "/major-arms-sales/kuwait-patriot", &dsca_extractor,
	    ADDRESS_RECORDS },
	{ DSCA "/press-media/major-arms-sales/kuwait-patriot", &dsca_extractor,
	    ADDRESS_RECORDS },
	{ DSCA "/major-arms-sales/feed", &dsca_extractor, ADDRESS_OTHER },
	{ DSCA "/major-arms-sales/archive/2016", &dsca_extractor,
	    ADDRESS_OTHER },
	{ DSCA "/press-media/major-arms-sales/Article-Display", &dsca_extractor,
	    ADDRESS_OTHER },
	{ DSCA "/resources", &dsca_extractor, ADDRESS_OTHER },
	{ "https://example.org/major-arms-sales/x", &dsca_extractor,
	    ADDRESS_OTHER },

	{ STATE "/arms-sales-congressional-notifications/page/2/",
	    &state_extractor, ADDRESS_LISTING },
	{ STATE "/releases/bureau-of-political-military-affairs/2026/06/x/",
	    &state_extractor, ADDRESS_RECORDS },
	{ STATE "/wp-json/wp/v2/state_press_release/123", &state_extractor,
	    ADDRESS_RECORDS },
	{ STATE "/?p=123", &state_extractor, ADDRESS_RECORDS },
	{ STATE "/", &state_extractor, ADDRESS_OTHER },
	{ STATE "/about?p=123", &state_extractor, ADDRESS_OTHER },
	{ "https://example.org/releases/x", &state_extractor, ADDRESS_OTHER },

	{ REGISTER "/api/v1/documents.json?page=1", &federal_register_extractor,
	    ADDRESS_LISTING },
	{ REGISTER "/documents/full_text/text/2026/04/14/2026-07237.txt",
	    &federal_register_extractor, ADDRESS_RECORDS },
	{ REGISTER "/documents/full_text/xml/2026/04/14/2026-07237.xml",
	    &federal_register_extractor, ADDRESS_RECORDS },
	{ REGISTER "/d/2026-07237", &federal_register_extractor,
	    ADDRESS_RECORDS },
	{ REGISTER "/agencies/defense-department", &federal_register_extractor,
	    ADDRESS_OTHER },
	{ "https://www.govinfo.gov/bulkdata/FR/2026/04/FR-2026-04-14.xml",
	    &federal_register_extractor, ADDRESS_RECORDS },
	{ "https://www.govinfo.gov/content/pkg/FR-2026-04-14/html/"
	  "2026-07237.htm",
	    &federal_register_extractor, ADDRESS_RECORDS },
	{ "https://www.gpo.gov/fdsys/pkg/FR-2016-04-14/html/2016-07237.htm",
	    &federal_register_extractor, ADDRESS_RECORDS },
	{ "https://www.govinfo.gov/content/pkg/CFR-2026/",
	    &federal_register_extractor, ADDRESS_OTHER },
	{ REGISTER "/api/v1/documents/2026-07237.json", &policy_extractor,
	    ADDRESS_RECORDS },
	{ REGISTER "/api/v1/documents.json", &policy_extractor,
	    ADDRESS_LISTING },
	{ REGISTER "/d/2026-07237", &policy_extractor, ADDRESS_OTHER },

	{ "https://api.worldbank.org/v2/country/all?format=json",
	    &world_bank_extractor, ADDRESS_RECORDS },
	{ "https://api.worldbank.org/v2/topic", &world_bank_extractor,
	    ADDRESS_OTHER },
	{ FISCAL TABLE "5?page=1", &treasury_extractor, ADDRESS_RECORDS },
	{ FISCAL TABLE "1", &treasury_extractor, ADDRESS_RECORDS },
	{ FISCAL TABLE "9", &treasury_extractor, ADDRESS_OTHER },
	{ "https://api.usaspending.gov/api/v2/bulk_download/status",
	    &usaspending_extractor, ADDRESS_LISTING },
	{ "https://files.usaspending.gov/generated/a.zip",
	    &usaspending_extractor, ADDRESS_RECORDS },
	{ "https://files.usaspending.gov/generated/a.CSV",
	    &usaspending_extractor, ADDRESS_RECORDS },
	{ "https://files.usaspending.gov/generated/a.txt",
	    &usaspending_extractor, ADDRESS_OTHER },
	{ "https://www.usaspending.gov/", &usaspending_extractor,
	    ADDRESS_OTHER },
	{ "https://api.census.gov/data/timeseries/intltrade/exports/hs?a=b",
	    &census_trade_extractor, ADDRESS_RECORDS },
	{ "https://api.census.gov/data/timeseries/intltrade/imports/hs",
	    &census_trade_extractor, ADDRESS_OTHER },
	{ "https://armstransfers.sipri.org/api/p/trades/trade-register-csv/",
	    &sipri_register_extractor, ADDRESS_RECORDS },
	{ "https://armstransfers.sipri.org/api/p/countries",
	    &sipri_register_extractor, ADDRESS_OTHER },
	{ "https://armstransfers.sipri.org/api/p/trades/import-export-csv-str/",
	    &sipri_tiv_extractor, ADDRESS_RECORDS },
	{ "https://armstransfers.sipri.org/api/p/trades/trade-register-csv/",
	    &sipri_tiv_extractor, ADDRESS_OTHER },
	{ "https://www.sipri.org/sites/default/files/"
	  "SIPRI-Milex-data-1949-2025_v1.2.xlsx",
	    &sipri_milex_extractor, ADDRESS_RECORDS },
	{ "https://www.sipri.org/databases/milex", &sipri_milex_extractor,
	    ADDRESS_OTHER },
	{ "https://s3.amazonaws.com/files/us_foreignaid_greenbook.xlsx",
	    &greenbook_extractor, ADDRESS_RECORDS },
	{ "https://foreignassistance.gov/static/us_foreignaid_greenbook.xlsx",
	    &greenbook_extractor, ADDRESS_RECORDS },
	{ "https://foreignassistance.gov/data", &greenbook_extractor,
	    ADDRESS_OTHER },
	{ "https://example.org/us_foreignaid_greenbook.xlsx",
	    &greenbook_extractor, ADDRESS_OTHER },
};

static void
test_kind(void **state)
{
	const struct kind_case *c = *state;

	assert_int_equal(c->x->documents.kind(c->name), c->kind);
}

/* Addresses that a file says it has */

struct address_case {
	const char *name;
	const struct extractor *x;
	const char *content;
	const char *wanted; /* NULL: it cannot be told */
};

#define ISSUE \
	"[Federal Register Volume 91, Number 71 (Tuesday, April 14, 2026)]\n"
#define META(name, url) \
	"<html><head><meta property=\"" name "\" content=\"" url "\"></head>"

#define LINK(url) "<html><head><link rel=\"canonical\" href=\"" url "\"></head>"
#define PRINTED(url) \
	"<html><body><div class=\"title\"><a href=\"" url "\">One</a></div>"
#define POST(id, text)                                                     \
	"<body><article id=\"" id "\" class=\"type-state_press_release\">" \
	"<p>" text "</p></article>"
#define MAP "/Press-Media/Major-Arms-Sales/Major-Arms-Sales-Library"

static const struct address_case addresses[] = {
	{ "a notice", &federal_register_extractor,
	    ISSUE "[FR Doc No: 2026-07237]\n",
	    REGISTER "/documents/full_text/text/2026/04/14/2026-07237.txt" },
	{ "of no issue", &federal_register_extractor,
	    "[FR Doc No: 2026-07237]\n", REGISTER "/d/2026-07237" },
	{ "of an issue without a day", &federal_register_extractor,
	    "[Federal Register Volume 91]\n[FR Doc No: 2026-07237]\n",
	    REGISTER "/d/2026-07237" },
	{ "of a day that is none", &federal_register_extractor,
	    "[Federal Register Volume 91 (today)]\n[FR Doc No: 2026-07237]\n",
	    REGISTER "/d/2026-07237" },
	{ "without a number", &federal_register_extractor, ISSUE, NULL },
	{ "of an empty number", &federal_register_extractor,
	    ISSUE "[FR Doc No: ]\n", NULL },
	{ "of a number that is too long", &federal_register_extractor,
	    ISSUE "[FR Doc No: 2026-0123456789012345678901234567890]\n", NULL },
	{ "a notice in XML", &federal_register_extractor,
	    "<NOTICE><P>x</P><FRDOC>[FR Doc. 2026-07237 Filed]</FRDOC>"
	    "</NOTICE>",
	    REGISTER "/d/2026-07237" },
	{ "a notice in XML without a number", &federal_register_extractor,
	    "<NOTICE><FRDOC>[Filed]</FRDOC></NOTICE>", NULL },
	{ "a notice in XML that ends", &federal_register_extractor,
	    "<NOTICE><P>x</P>", NULL },
	{ "an issue in XML", &federal_register_extractor,
	    "<FEDREG><DATE>Tuesday, April 14, 2026</DATE></FEDREG>",
	    "https://www.govinfo.gov/bulkdata/FR/2026/04/FR-2026-04-14.xml" },
	{ "an issue in XML of no day", &federal_register_extractor,
	    "<?xml version=\"1.0\"?><FEDREG><DATE>soon</DATE></FEDREG>", NULL },

	{ "a page of contracts", &dod_contracts_extractor,
	    META("og:url", WAR "/News/Contracts/Contract/Article/44/x/"),
	    WAR "/News/Contracts/Contract/Article/44/" },
	{ "a page of contracts by its link", &dod_contracts_extractor,
	    "<html><head><link rel=\"canonical\" href=\""
	    "http://www.defense.gov/News/Contracts/Contract-View/Article/44\">",
	    WAR "/News/Contracts/Contract/Article/44/" },
	{ "an old page of contracts", &dod_contracts_extractor,
	    META("og:url", WAR "/contracts/contract.aspx?contractid=5284"),
	    WAR "/contracts/contract.aspx?contractid=5284" },
	{ "a page of another kind", &dod_contracts_extractor,
	    META("og:url", WAR "/News/Releases/Release/Article/44/"), NULL },
	{ "a page that names another", &dod_contracts_extractor,
	    META("og:see_also", WAR "/News/Contracts/Contract/Article/44/"),
	    NULL },
	{ "a page with a name that is empty", &dod_contracts_extractor,
	    META("og:url", ""), NULL },

	{ "an article", &dsca_extractor,
	    META("og:url", DSCA "/major-arms-sales/kuwait-patriot"),
	    DSCA "/major-arms-sales/kuwait-patriot" },
	{ "an article by its link", &dsca_extractor,
	    LINK(DSCA "/major-arms-sales/kuwait-patriot"),
	    DSCA "/major-arms-sales/kuwait-patriot" },
	{ "an article to print", &dsca_extractor,
	    PRINTED(
		"/DesktopModules/ArticleCS/Print.aspx?PortalId=1&Article=44"),
	    DSCA "/Press-Media/Major-Arms-Sales/Article-Display/Article/44" },
	{ "an article to print twice", &dsca_extractor,
	    PRINTED(
		"/Print.aspx?Article=44") "<a href=\"/Print.aspx?Article=45\">"
					  "</a>",
	    DSCA "/Press-Media/Major-Arms-Sales/Article-Display/Article/44" },
	{ "something to print", &dsca_extractor,
	    PRINTED("/Print.aspx?PortalId=1"), NULL },
	{ "a page of no article", &dsca_extractor, LINK(DSCA "/resources"),
	    NULL },
	{ "a page without a link", &dsca_extractor, LINK(""), NULL },

	{ "a post", &state_extractor,
	    LINK(STATE "/releases/x/") POST("post-123", ""),
	    STATE "/releases/x/" },
	{ "a post by its number", &state_extractor, POST("post-123", ""),
	    STATE "/?p=123" },
	{ "a post by a number alone", &state_extractor, POST("123", ""),
	    STATE "/?p=123" },
	{ "a post of no number", &state_extractor, POST("latest", ""), NULL },
	{ "a page that is no post", &state_extractor,
	    LINK(STATE "/releases/x/") "<p>One.</p>", NULL },
	{ "a post whose link is another's", &state_extractor,
	    LINK("https://example.org/") POST("post-123", ""),
	    STATE "/?p=123" },

	{ "a page of the library", &dsca_library_extractor,
	    META("og:url", DSCA MAP), DSCA MAP },
	{ "a page of the library by its link", &dsca_library_extractor,
	    LINK(DSCA MAP), DSCA MAP },
	{ "a page that sees the library", &dsca_library_extractor,
	    META("og:see_also", DSCA MAP), NULL },
	{ "a page beside the library", &dsca_library_extractor,
	    META("og:url", DSCA "/resources"), NULL },
	{ "a PDF of the library", &dsca_library_extractor, "%PDF-1.4\n", NULL },
};

static void
test_address(void **state)
{
	const struct address_case *c = *state;
	const struct document doc = {
		.url = "file",
		.content = body_of_string(c->content),
	};
	struct text url = { 0 };
	bool found = c->x->address(&doc, &url);
	char *got = strdup(text_string(&url));

	body_close(doc.content);
	text_free(&url);
	assert_int_equal(found, c->wanted != NULL);
	if (found)
		assert_string_equal(got, c->wanted);
	free(got);
}

/* What is such a document */

struct recognised_case {
	const char *name;
	const struct extractor *x;
	const char *content;
	bool is;
};

static const struct recognised_case recognised[] = {
	{ "rows of the bank", &world_bank_extractor,
	    "[ {\"page\":1},[{\"value\":1}]]", true },
	{ "a message of the bank", &world_bank_extractor,
	    "[{ \"message\":[{\"id\":\"120\"}]}]", false },
	{ "an object", &world_bank_extractor, "{\"page\":1}", false },
	{ "an array of arrays", &world_bank_extractor, "[[1]]", false },
	{ "rows of the Treasury", &treasury_extractor, "{\"data\":[]}", true },
	{ "an error of the Treasury", &treasury_extractor,
	    "{ \"error\":\"Invalid\"}", false },
	{ "an array", &treasury_extractor, "[]", false },
	{ "a table", &deflators_extractor, "date,value\n", true },
	{ "a page in place of a table", &deflators_extractor, "<html>", false },
	{ "nothing in place of a table", &deflators_extractor, "", false },
	{ "a list of the library", &dsca_library_extractor, "[1]", true },
	{ "an object of the library", &dsca_library_extractor, "{\"a\":1}",
	    true },
	{ "a PDF of the library", &dsca_library_extractor, "\n%PDF-1.4\n",
	    true },
	{ "a text in place of the library", &dsca_library_extractor, "none",
	    false },
	{ "nothing in place of the library", &dsca_library_extractor, "",
	    false },
	{ "a day's contracts", &dod_contracts_extractor,
	    "<html><h1 class=\"maintitle\">Contracts For April 14, 2026</h1>",
	    true },
	{ "a release", &dod_contracts_extractor,
	    "<html><h1 class=\"maintitle\">A statement</h1><div class=\"body\">"
	    "<p>One.</p></div>",
	    false },
	{ "contracts by their text", &dod_contracts_extractor,
	    "<html><h1 class=\"maintitle\">For April 14</h1><div class=\"body\">"
	    "<p>A command is the contracting activity.</p></div>",
	    true },
	{ "a post about a sale", &state_extractor,
	    POST("post-1", "A possible Foreign Military Sale."), true },
	{ "a post about something else", &state_extractor,
	    POST("post-1", "A statement."), false },
	{ "a page about a sale that is no post", &state_extractor,
	    "<p>A possible Foreign Military Sale.</p>", false },
	{ "a post by its kind", &state_extractor,
	    "<article id=\"post-1\" class=\"type-state_press_release "
	    "tag-foreign-military-sales\"><p>One.</p></article>",
	    true },
	{ "a post in JSON", &state_extractor,
	    "{\"content\":{\"rendered\":\"A Foreign Military Sale.\"}}", true },
	{ "posts in JSON", &state_extractor,
	    "[{\"content\":{\"rendered\":\"A Foreign Military Sale.\"}}]",
	    true },
	{ "an issue in XML", &federal_register_extractor, "<FEDREG>", true },
	{ "a notice in XML", &federal_register_extractor, "<NOTICE>", true },
	{ "a notice by its number", &federal_register_extractor,
	    "x\n[FR Doc No: 1]", true },
	{ "neither", &federal_register_extractor, "<html>", false },
};

static void
test_recognised(void **state)
{
	const struct recognised_case *c = *state;
	const struct document doc = {
		.url = "file",
		.content = body_of_string(c->content),
	};
	bool is = c->x->documents.recognises(&doc);

	body_close(doc.content);
	assert_int_equal(is, c->is);
}

/* Where a request may lead */

struct lead_case {
	const char *name;
	const char *from;
	const char *to;
	bool may;
};

#define BASE "https://a.org"

static const struct lead_case leads[] = {
	{ "within the base", BASE "/b", BASE "/c", true },
	{ "to the base", BASE "/b", BASE, true },
	{ "to a question of the base", BASE "/b", BASE "?c", true },
	{ "out of the base", BASE "/b", "https://b.org/", false },
	{ "to a host that begins so", BASE "/b", BASE ".evil.org/", false },
	{ "elsewhere, to the same host", "https://b.org:8080/x",
	    "https://B.org:8080/y", true },
	{ "elsewhere, to another port", "https://b.org:8080/x",
	    "https://b.org:8081/x", false },
	{ "elsewhere, to another scheme", "https://b.org/x", "http://b.org/x",
	    false },
};

static void
test_lead(void **state)
{
	const struct lead_case *c = *state;

	assert_int_equal(address_may_lead(BASE, c->from, c->to), c->may);
}

static void
test_long(void **state)
{
	char url[ADDRESS_MAX + 100];

	(void)state;
	memset(url, 'x', sizeof(url) - 1);
	url[sizeof(url) - 1] = '\0';
	memcpy(url, BASE "/", strlen(BASE "/"));
	assert_false(address_is_at(BASE, url));
	assert_false(address_may_lead("https://b.org", BASE "/", url));
	url[ADDRESS_MAX - 1] = '\0';
	assert_true(address_is_at(BASE, url));
	assert_true(address_may_lead("https://b.org", BASE "/", url));
}

static void
test_redirect(void **state)
{
	static const struct lead_case cases[] = {
		{ BASE "/c?d", BASE "/a/b", "/c?d", true },
		{ BASE "/a/c", BASE "/a/b", "c", true },
		{ "https://b.org/", BASE "/a", "//b.org", true },
		{ NULL, BASE "/a", NULL, true },
		{ NULL, BASE "/a", "https://b.org:port/", true },
		{ NULL, "", "c", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *to = address_redirect(cases[i].from, cases[i].to);

		assert_string_equal(or_none(to), or_none(cases[i].name));
		free(to);
	}
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_kind, kinds);
	SUITE_TABLE(&s, test_address, addresses);
	SUITE_TABLE(&s, test_recognised, recognised);
	SUITE_TABLE(&s, test_lead, leads);
	suite_add(&s, "addresses that are too long", test_long);
	suite_add(&s, "redirects", test_redirect);
	return suite_run(&s, "address_kind");
}
