/*
 * What the program is trusted with: the keys of publishers' interfaces and the
 * password of the database. systemd hands them over as files in
 * CREDENTIALS_DIRECTORY, which only this service can read; the service loads
 * all of /etc/armsetl/credentials with LoadCredential=armsetl:..., so that the
 * file census-trade.key there is armsetl_census-trade.key here.
 */
#ifndef CONFIG_CREDENTIAL_H
#define CONFIG_CREDENTIAL_H

#include <stdbool.h>

struct arena;

/*
 * The key of a source: that of the environment (ARMSETL_KEY_CENSUS_TRADE),
 * else the first line of the credential armsetl_census-trade.key, else that of
 * the file, which may be NULL; else none, which is NULL. False if there is one
 * that cannot be, logged. The key is in the arena.
 */
bool credential_key(
    struct arena *, const char *source, const char *file, const char **key);

/*
 * Lets libpq find its password in the credential armsetl_pgpass, if there is
 * one and PGPASSFILE names no other.
 */
void credential_database(struct arena *);

#endif
