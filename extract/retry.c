#include "extract/retry.h"

#include <string.h>

#define SECONDS_MAX 1000000000 /* thirty years: whatever is above is that */

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
    uint64_t first_ms, uint64_t most_ms, unsigned tries, uint64_t chance)
{
	uint64_t most = first_ms;

	for (unsigned i = 1; i < tries && most < most_ms; i++)
		most *= 2;
	if (most > most_ms)
		most = most_ms;
	return chance % (most + 1);
}

static long
retry_seconds(const char *digits)
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
		return retry_seconds(value);
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
