/* SHA-256, by libcrypto. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#define DIGEST_HEX 65 /* 64 lower-case digits and a terminator */

struct digest;

struct digest *digest_new(void);
void digest_add(struct digest *, const void *, size_t);
/* What was added so far; nothing more can be added. */
void digest_hex(struct digest *, char hex[DIGEST_HEX]);

void digest_free(struct digest *);

/* Of a string. */
void digest_string(const char *, char hex[DIGEST_HEX]);

/* Of a file; false if it cannot be read, logged. */
bool digest_file(const char *path, char hex[DIGEST_HEX]);

#endif
