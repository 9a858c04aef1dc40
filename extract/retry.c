#include "extract/retry.h"

#include <string.h>

#define SECONDS_MAX 1000000000 /* thirty years: whatever is above is that */

bool
retry_status(int status)
{
	switch (status) {
	case 408:
	case 429:
	case 500:
	case 502:
	case 503:
	case 504:
		return true;
	default:
		return false;
	}
}

bool
retry_failure(CURLcode code, const char *reason)
{
	/* What OpenSSL cannot blame on TLS was a connection that broke. */
	static const char broke[] = "OpenSSL SSL_connect: ";

	switch (code) {
	case CURLE_SSL_CONNECT_ERROR:
		return strncmp(reason, broke, sizeof(broke) - 1) == 0;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_INVALIDCERTSTATUS:
	case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
		return false;
	default:
		return true;
	}
}

uint64_t
retry_backoff_ms(
    const struct fetch_settings *s, unsigned tries, uint64_t chance)
{
	uint64_t cap = (uint64_t)s->backoff_max_seconds * 1000;
	uint64_t most = s->backoff_ms;

	for (unsigned i = 1; i < tries && most < cap; i++)
		most *= 2;
	if (most > cap)
		most = cap;
	return chance % (most + 1);
}

static long
read_seconds(const char *digits)
{
	long n = 0;

	for (; *digits != '\0'; digits++) {
		n = n * 10 + (*digits - '0');
		if (n > SECONDS_MAX)
			return SECONDS_MAX;
	}
	return n;
}

long
retry_after(const char *value, const char *date, time_t now)
{
	time_t at;
	time_t from;

	if (value == NULL || *value == '\0')
		return -1;
	if (value[strspn(value, "0123456789")] == '\0')
		return read_seconds(value);
	at = curl_getdate(value, NULL);
	from = date == NULL ? -1 : curl_getdate(date, NULL);
	if (at == -1 || strchr(value, ':') == NULL)
		return -1;
	if (from == -1)
		from = now;
	if (at <= from)
		return 0;
	return at - from > SECONDS_MAX ? SECONDS_MAX : (long)(at - from);
}
