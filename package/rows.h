/*
 * The file of one table of a package: CSV, its header first, each row ending
 * in a hash of what it says if the table has one. What cannot be written is
 * logged.
 */
#ifndef PACKAGE_ROWS_H
#define PACKAGE_ROWS_H

#include <stdbool.h>
#include <stdint.h>
#include <xxhash.h>

#include "base/digest.h"
#include "package/columns.h"

struct rows;

/* A 128-bit hash in the form of a UUID, which a database holds in 16 bytes. */
#define ROWS_HASH 37
void rows_hash_text(char out[ROWS_HASH], XXH128_hash_t);

/* Begins the file. NULL on failure, and if the folder is not there. */
struct rows *rows_open(const char *folder, const struct resource *);
void rows_close(struct rows *); /* NULL does nothing */

/* The same without a file: each line goes to the taker; false if it cannot. */
typedef bool rows_taker(
    void *context, const struct resource *, const char *line, size_t length);
struct rows *rows_relay(const struct resource *, rows_taker *, void *context);

/* Writes so many rows that came by a taker. */
bool
rows_append(struct rows *, const char *lines, size_t length, uint64_t count);

/* Writes a row, and gives its hash. */
bool rows_add(struct rows *, const struct row_place *, const void *record,
    char hash[ROWS_HASH]);

/*
 * The rows since the mark are a document's: how many they are, and how they
 * are taken back.
 */
void rows_mark(struct rows *);
uint64_t rows_before_mark(const struct rows *);
uint64_t rows_since_mark(const struct rows *);
bool rows_take_back(struct rows *);

/* What the descriptor of the package says of a file that is written. */
struct rows_written {
	char sha256[DIGEST_HEX];
	uint64_t bytes;
	uint64_t rows;
};

/* Brings the file to the disk. Nothing is added to it afterwards. */
bool rows_finish(struct rows *, struct rows_written *);

#endif
