#include "tests/support/support.h"

#include "extract/retry.h"

/* Sunday, 6 November 1994, 08:49:37: the example of RFC 9110. */
#define EXAMPLE 784111777

struct after_case {
	const char *value;
	const char *date;
	long seconds;
};

static const struct after_case afters[] = {
	{ "120", NULL, 120 },
	{ "0", NULL, 0 },
	{ "Sun, 06 Nov 1994 08:49:37 GMT", NULL, 10 },
	{ "Sunday, 06-Nov-94 08:49:37 GMT", NULL, 10 },
	{ "Sun Nov  6 08:49:37 1994", NULL, 10 },

	/* The publisher's clock is its own matter. */
	{ "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT",
	    30 },
	{ "Sun, 06 Nov 2044 08:49:37 GMT", "Sun, 06 Nov 2044 08:49:07 GMT",
	    30 },
	{ "Sun, 06 Nov 1994 08:49:37 GMT", "whenever", 10 },

	{ "Sun, 06 Nov 1994 08:49:27 GMT", NULL, 0 }, /* now */
	{ "Sat, 05 Nov 1994 08:49:37 GMT", NULL, 0 }, /* past */
	{ "99999999999999999999999", NULL, 1000000000 },
	{ "Sun, 06 Nov 2044 08:49:37 GMT", NULL, 1000000000 },
	{ "Sun, 06 Nov 1994", NULL, -1 },
	{ "-5", NULL, -1 },
	{ "1.5", NULL, -1 },
	{ "soon", NULL, -1 },
	{ "2026", NULL, 2026 },
	{ "", NULL, -1 },
	{ NULL, NULL, -1 },
};

static void
test_after(void **state)
{
	const struct after_case *c = *state;

	assert_int_equal(
	    retry_after(c->value, c->date, EXAMPLE - 10), c->seconds);
}

struct failure_case {
	const char *reason;
	CURLcode code;
	bool is_retried;
};

static const struct failure_case failures[] = {
	{ "refused", CURLE_COULDNT_CONNECT, true },
	{ "no such host", CURLE_COULDNT_RESOLVE_HOST, true },
	{ "timed out", CURLE_OPERATION_TIMEDOUT, true },
	{ "reset by peer", CURLE_RECV_ERROR, true },
	{ "outstanding read data remaining", CURLE_PARTIAL_FILE, true },
	{ "OpenSSL SSL_connect: Connection reset by peer in connection to "
	  "example.org:443 ",
	    CURLE_SSL_CONNECT_ERROR, true },
	{ "error:0A000410:SSL routines::sslv3 alert handshake failure",
	    CURLE_SSL_CONNECT_ERROR, false },
	{ "SSL certificate problem: certificate has expired",
	    CURLE_PEER_FAILED_VERIFICATION, false },
	{ "could not use the specified cipher", CURLE_SSL_CIPHER, false },
	{ "could not load a certificate", CURLE_SSL_CERTPROBLEM, false },
	{ "error setting certificate file", CURLE_SSL_CACERT_BADFILE, false },
	{ "issuer check against peer certificate failed",
	    CURLE_SSL_ISSUER_ERROR, false },
	{ "no OCSP response received", CURLE_SSL_INVALIDCERTSTATUS, false },
	{ "public key does not match pinned public key",
	    CURLE_SSL_PINNEDPUBKEYNOTMATCH, false },
};

static void
test_failure(void **state)
{
	const struct failure_case *c = *state;

	assert_true(retry_failure(c->code, c->reason) == c->is_retried);
}

/* From nothing to twice the time of the try before, and not above the most. */
static void
test_backoff(void **state)
{
	static const uint64_t most[] = { 100, 200, 400, 800, 1000, 1000 };

	(void)state;
	for (unsigned i = 0; i < COUNT_OF(most); i++) {
		uint64_t last = most[i];

		assert_int_equal(retry_backoff_ms(100, 1000, i + 1, 0), 0);
		assert_int_equal(
		    retry_backoff_ms(100, 1000, i + 1, last), last);
		assert_int_equal(
		    retry_backoff_ms(100, 1000, i + 1, last + 1), 0);
	}
	assert_true(
	    retry_backoff_ms(100, 1000, UINT32_MAX, UINT64_MAX) <= 1000);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_after, afters);
	SUITE_TABLE(&s, test_failure, failures);
	suite_add(&s, "back-off", test_backoff);
	return suite_run(&s, "retry");
}
