#include "base/digest.h"

#include <errno.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"

struct digest {
	EVP_MD_CTX *context;
};

struct digest *
digest_new(void)
{
	struct digest *d = xzalloc(sizeof(*d));

	d->context = xgiven(EVP_MD_CTX_new());
	if (EVP_DigestInit_ex(d->context, EVP_sha256(), NULL) != 1)
		log_fatal("cannot start SHA-256");
	return d;
}

void
digest_add(struct digest *d, const void *bytes, size_t size)
{
	if (EVP_DigestUpdate(d->context, bytes, size) != 1)
		log_fatal("cannot compute SHA-256");
}

void
digest_hex(struct digest *d, char hex[DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char raw[EVP_MAX_MD_SIZE];
	unsigned length = 0;

	if (EVP_DigestFinal_ex(d->context, raw, &length) != 1 || length != 32)
		log_fatal("cannot compute SHA-256");
	for (size_t i = 0; i < length; i++) {
		hex[2 * i] = digits[raw[i] >> 4];
		hex[2 * i + 1] = digits[raw[i] & 15];
	}
	hex[DIGEST_HEX - 1] = '\0';
}

void
digest_free(struct digest *d)
{
	if (d == NULL)
		return;
	EVP_MD_CTX_free(d->context);
	free(d);
}

void
digest_string(const char *s, char hex[DIGEST_HEX])
{
	struct digest *d = digest_new();

	digest_add(d, s, strlen(s));
	digest_hex(d, hex);
	digest_free(d);
}

bool
digest_file(const char *path, char hex[DIGEST_HEX])
{
	struct digest *d = digest_new();
	FILE *file = fopen(path, "re");
	char buffer[16 * 1024];
	size_t n;
	bool ok;

	while (file != NULL && (n = fread(buffer, 1, sizeof(buffer), file)) > 0)
		digest_add(d, buffer, n);
	if (file == NULL)
		log_error("%s: %s", path, strerror(errno));
	ok = file != NULL && file_gave_all(file, path);
	if (file != NULL)
		fclose(file);
	digest_hex(d, hex);
	digest_free(d);
	return ok;
}
