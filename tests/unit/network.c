#include "tests/support/support.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>

#include "extract/fetch.h"
#include "extract/network.h"

static struct arena *arena;

struct address_case {
	const char *address;
	bool is_private;
};

/* The first and last of a range, and those beside it. */
static const struct address_case table[] = {
	{ "0.0.0.0", true },
	{ "0.255.255.255", true },
	{ "1.0.0.0", false },
	{ "9.255.255.255", false },
	{ "10.0.0.0", true },
	{ "10.255.255.255", true },
	{ "11.0.0.0", false },
	{ "100.63.255.255", false },
	{ "100.64.0.0", true },
	{ "100.127.255.255", true },
	{ "100.128.0.0", false },
	{ "126.255.255.255", false },
	{ "127.0.0.1", true },
	{ "127.255.255.255", true },
	{ "128.0.0.0", false },
	{ "169.253.255.255", false },
	{ "169.254.169.254", true },
	{ "169.255.0.0", false },
	{ "172.15.255.255", false },
	{ "172.16.0.0", true },
	{ "172.31.255.255", true },
	{ "172.32.0.0", false },
	{ "192.167.255.255", false },
	{ "192.168.0.0", true },
	{ "192.168.255.255", true },
	{ "192.169.0.0", false },
	{ "223.255.255.255", false },
	{ "224.0.0.1", true },
	{ "255.255.255.255", true },
	{ "::", true },
	{ "::1", true },
	{ "::127.0.0.1", true },
	{ "::ffff:127.0.0.1", true },
	{ "::ffff:10.1.2.3", true },
	{ "::ffff:8.8.8.8", false },
	{ "64:ff9b::7f00:1", true },
	{ "64:ff9b::808:808", false },
	{ "2002:a00:1::1", true },
	{ "2002:808:808::1", false },
	{ "2001:4860::8888", false },
	{ "fbff:ffff::1", false },
	{ "fc00::1", true },
	{ "fdff:ffff::1", true },
	{ "fe00::1", false },
	{ "fe80::1", true },
	{ "febf:ffff::1", true },
	{ "ff02::1", true },
};

static void
test_address(void **state)
{
	const struct address_case *c = *state;
	bool is_six = strchr(c->address, ':') != NULL;
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	const struct sockaddr *address = is_six
	    ? (const struct sockaddr *)&six
	    : (const struct sockaddr *)&four;
	const char *host =
	    is_six ? arena_print(arena, "[%s]", c->address) : c->address;

	if (is_six)
		assert_int_equal(
		    inet_pton(AF_INET6, c->address, &six.sin6_addr), 1);
	else
		assert_int_equal(
		    inet_pton(AF_INET, c->address, &four.sin_addr), 1);
	assert_int_equal(network_is_private(address), c->is_private);
	assert_int_equal(network_is_private_host(host), c->is_private);
}

/* Of another family than IP. */
static void
test_family(void **state)
{
	const struct sockaddr address = { .sa_family = AF_UNIX };

	(void)state;
	assert_true(network_is_private(&address));
}

struct host_case {
	const char *host;
	bool is_loopback;
};

static const struct host_case hosts[] = {
	{ "127.0.0.1", true },
	{ "[::1]", true },
	{ "LocalHost", true },
	{ "127.evil.example", false },
	{ "127.0.0.1.example.org", false },
	{ "localhost.example.org", false },
	{ "127.0.0.2", false },
	{ "[::2]", false },
	{ "[", false },
	{ "", false },
	{ "www.dsca.mil", false },
};

static void
test_host(void **state)
{
	const struct host_case *c = *state;

	assert_int_equal(network_is_loopback_host(c->host), c->is_loopback);
}

struct url_case {
	const char *url; /* the port comes behind it */
};

/* What leads to this machine, however it is written. */
static const struct url_case urls[] = {
	{ "http://127.0.0.1:" },
	{ "https://127.0.0.1:" },
	{ "http://127.1:" },
	{ "http://0x7f000001:" },
	{ "https://2130706433:" },
	{ "https://0177.0.0.1:" },
	{ "https://0.0.0.0:" },
	{ "http://localhost:" },
	{ "https://localhost:" },
	{ "https://LOCALHOST:" },
	{ "https://user@localhost:" },
	{ "https://[::1]:" },
	{ "https://[::ffff:127.0.0.1]:" },
	{ "https://[::ffff:7f00:1]:" },
	{ "https://10.0.0.1:" },
	{ "https://169.254.169.254:" },
};

/* A socket that listens on this machine, and its port. */
static int
listen_here(unsigned *port)
{
	struct sockaddr_in here = { .sin_family = AF_INET };
	socklen_t size = sizeof(here);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&here, size), 0);
	assert_int_equal(listen(fd, 8), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&here, &size), 0);
	*port = ntohs(here.sin_port);
	return fd;
}

/* What comes of asking there; nobody answers. */
static enum fetch_result
ask(const char *url, bool private_too)
{
	static const struct fetch_settings settings = {
		.user_agent = "test/1",
		.most_bytes = 1000,
		.connect_seconds = 1,
		.total_seconds = 1,
		.stall_seconds = 1,
	};
	struct fetch_request request = { .url = url };
	struct fetcher *f = fetch_open(&settings, private_too);
	struct exchange x;
	enum fetch_result result = fetch(f, &request, &x);

	if (result == FETCH_REFUSED)
		assert_non_null(strstr(x.reason, "private network"));
	exchange_free(&x);
	fetch_close(f);
	return result;
}

/* No publisher leads us there, and nothing is sent. */
static void
test_refused(void **state)
{
	const struct url_case *c = *state;
	struct pollfd listening = { .events = POLLIN };
	const char *url;
	unsigned port;

	listening.fd = listen_here(&port);
	url = arena_print(arena, "%s%u/", c->url, port);
	assert_int_equal(ask(url, false), FETCH_REFUSED);
	assert_int_equal(poll(&listening, 1, 0), 0);
	assert_true(network_is_private_url(url));
	close(listening.fd);
}

/* A setting may. */
static void
test_allowed(void **state)
{
	struct pollfd listening = { .events = POLLIN };
	unsigned port;

	(void)state;
	listening.fd = listen_here(&port);
	assert_int_equal(
	    ask(arena_print(arena, "http://localhost:%u/", port), true),
	    FETCH_UNREACHABLE);
	assert_int_equal(poll(&listening, 1, 0), 1);
	close(listening.fd);
}

int
main(void)
{
	struct suite s = { 0 };
	int failed;

	arena = arena_new();
	SUITE_TABLE(&s, test_address, table);
	suite_add(&s, "a family that is not IP", test_family);
	SUITE_TABLE(&s, test_host, hosts);
	SUITE_TABLE(&s, test_refused, urls);
	suite_add(&s, "where a setting may point", test_allowed);
	failed = suite_run(&s, "network");
	arena_free(arena);
	return failed;
}
