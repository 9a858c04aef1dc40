/* Where granules of the Congressional Record are offered. */
#include "tests/support/support.h"

#include "extract/source/sources.h"

static const struct extractor *const x = &congressional_record_extractor;

struct kind_case {
	const char *name;
	enum address_kind kind;
};

#define GOVINFO "https://www.govinfo.gov"

static const struct kind_case kinds[] = {
	{ GOVINFO "/content/pkg/CREC-2019-06-12/html/"
		  "CREC-2019-06-12-pt1-PgS3425.htm",
	    ADDRESS_RECORDS },
	{ GOVINFO "/content/pkg/CREC-2025-03-11-i45/html/"
		  "CREC-2025-03-11-pt1-PgE201-2.htm",
	    ADDRESS_RECORDS },
	{ "http://www.gpo.gov/fdsys/pkg/CREC-2016-04-07/html/"
	  "CREC-2016-04-07-pt1-PgS1802.htm",
	    ADDRESS_RECORDS },
	{ "https://www.congress.gov/116/crec/2019/10/23/modified/"
	  "CREC-2019-10-23-pt1-PgS6086-4.htm",
	    ADDRESS_RECORDS },
	{ GOVINFO "/content/pkg/CREC-2019-06-12/pdf/"
		  "CREC-2019-06-12-pt1-PgS3425.pdf",
	    ADDRESS_OTHER },
	{ GOVINFO "/app/details/CREC-2019-06-12/CREC-2019-06-12-pt1-PgS3425",
	    ADDRESS_OTHER },
	{ GOVINFO "/content/pkg/CREC-2019-13-12/html/"
		  "CREC-2019-13-12-pt1-PgS3425.htm",
	    ADDRESS_OTHER },
	{ GOVINFO "/content/pkg/CREC-2019-06-12/html/"
		  "CREC-2019-06-12-FrontMatter-1.htm",
	    ADDRESS_OTHER },
	{ GOVINFO "/content/pkg/CREC-", ADDRESS_OTHER },
	{ GOVINFO "/content/pkg/CREC-2019-06-12/html/"
		  "CREC-2019-06-12-pt1-S3425.htm",
	    ADDRESS_OTHER },
	{ GOVINFO "/content/pkg/CREC-2019-06-12/html/"
		  "CREC-2019-06-12-pt1-PgS3425-0123456789-0123456789-"
		  "0123456789-0123456789-0123456789.htm",
	    ADDRESS_OTHER },
	{ GOVINFO "/metadata/pkg/CREC-2019-06-12/premis.xml", ADDRESS_OTHER },
	{ GOVINFO "/sitemap/CREC_sitemap_index.xml", ADDRESS_LISTING },
	{ GOVINFO "/sitemap/CREC_2019_sitemap.xml", ADDRESS_LISTING },
	{ GOVINFO "/metadata/pkg/CREC-2019-06-12/mods.xml", ADDRESS_LISTING },
	{ GOVINFO "/metadata/pkg/FR-2019-06-12/mods.xml", ADDRESS_OTHER },
};

static void
test_kind(void **state)
{
	const struct kind_case *c = *state;

	assert_int_equal(x->documents.kind(c->name), c->kind);
}

struct address_case {
	const char *name; /* the file's */
	const char *content;
	const char *wanted; /* NULL: it cannot be told */
};

#define HEAD "<html><body><pre>\n[Congressional Record Volume 165, Number 98 "

static const struct address_case addresses[] = {
	{ "in/CREC-2019-06-12-pt1-PgS3425-2.htm", HEAD,
	    GOVINFO "/content/pkg/CREC-2019-06-12/html/"
		    "CREC-2019-06-12-pt1-PgS3425-2.htm" },
	{ "CREC-2023-01-04-i2-pt1-PgS7.htm", HEAD,
	    GOVINFO "/content/pkg/CREC-2023-01-04-i2/html/"
		    "CREC-2023-01-04-i2-pt1-PgS7.htm" },
	{ "page.html",
	    "<html><head><link rel=\"canonical\" href=\"" GOVINFO
	    "/app/details/CREC-2019-06-12/CREC-2019-06-12-pt1-PgS3425\"/>",
	    GOVINFO "/content/pkg/CREC-2019-06-12/html/"
		    "CREC-2019-06-12-pt1-PgS3425.htm" },
	{ "CREC-2019-06-12-pt1-PgS1.htm",
	    "<!-- CREC-2019-06-12-pt1-PgS2 -->" HEAD,
	    GOVINFO "/content/pkg/CREC-2019-06-12/html/"
		    "CREC-2019-06-12-pt1-PgS2.htm" },
	{ "page.html", HEAD, NULL },
	{ "CREC-2019-06-12.htm", HEAD, NULL },
	{ "page.html", "", NULL },
};

static void
test_address(void **state)
{
	const struct address_case *c = *state;
	const struct document doc = {
		.url = c->name,
		.content = body_of_string(c->content),
	};
	struct text url = { 0 };
	bool found = x->address(&doc, &url);
	char *got = strdup(text_string(&url));

	body_close(doc.content);
	text_free(&url);
	assert_int_equal(found, c->wanted != NULL);
	assert_string_equal(got, c->wanted == NULL ? "" : c->wanted);
	free(got);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_kind, kinds);
	SUITE_TABLE(&s, test_address, addresses);
	return suite_run(&s, "record_address");
}
