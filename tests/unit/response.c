#include "tests/support/support.h"

#include "extract/denial.h"

struct denial_case {
	const char *content;
	bool is;
};

static const struct denial_case table[] = {
	{ "<html><head><title>Just a moment...</title></head>", true },
	{ "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD>", true },
	{ "<!DOCTYPE html><title>Attention Required! | Cloudflare</title>",
	    true },
	{ "\xEF\xBB\xBF\r\n<html><title>403 Forbidden</title>", true },
	{ "<html><title>Please solve this CAPTCHA to go on</title>", true },
	{ "<html><title>Are you a robot?", true },

	{ "<html><title>Major Arms Sales</title>Access Denied", false },
	{ "<html><body>Just a moment...</body></html>", false },
	{ "<html><title></title><p>Captcha</p>", false },
	{ "<NOTICE><SUBJECT>Access denied</SUBJECT></NOTICE>", false },
	{ "Title: Access Denied\n<title>Access Denied</title>", false },
	{ "{\"title\": \"Access Denied\"}", false },
	{ "", false },
};

static void
test_denial(void **state)
{
	const struct denial_case *c = *state;
	struct body *content = body_of_memory(c->content, strlen(c->content));
	const struct document doc = { .content = content };

	assert_true(denial_is(&doc) == c->is);
	body_close(content);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_denial, table);
	return suite_run(&s, "denial");
}
