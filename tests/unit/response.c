#include "tests/support/support.h"

#include "extract/http_status.h"
#include "extract/response.h"

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

	{ "<html><title>Major Arms Sales</title>Access Denied", true },
	{ "<html><body>Just a moment...</body></html>", true },
	{ "<html><title></title><p>Captcha</p>", false },
	{ "<NOTICE><SUBJECT>Access denied</SUBJECT></NOTICE>", false },
	{ "Title: Access Denied\n<title>Access Denied</title>", true },
	{ "{\"title\": \"Access Denied\"}", false },
	{ "", false },
};

static void
test_denial(void **state)
{
	const struct denial_case *c = *state;
	struct body *content = body_of_memory(c->content, strlen(c->content));
	const struct document doc = { .content = content };

	assert_true(response_denies(&doc) == c->is);
	body_close(content);
}

static void
test_status(void **state)
{
	static const int retried[] = { 408, 429, 500, 502, 503, 504 };
	static const int never[] = { 200, 204, 301, 304, 400, 401, 403, 404,
		405, 406, 410, 422, 451, 501, 505, 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(retried); i++)
		assert_true(http_status_rule(retried[i])->is_retried);
	for (size_t i = 0; i < COUNT_OF(never); i++)
		assert_false(http_status_rule(never[i])->is_retried);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_denial, table);
	suite_add(&s, "the statuses that another try may mend", test_status);
	return suite_run(&s, "response");
}
