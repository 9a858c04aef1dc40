/*
 * Programs that are given hostile bytes: each target hands them to one reader
 * of ours. libFuzzer makes the bytes up (tests/fuzz/run); those that are worth
 * keeping lie in tests/fuzz/corpus and are read again by replay.c.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct arena;
struct reference;
struct row;

/* Reads the bytes, which are borrowed; a defect ends the program. */
typedef void fuzz_run(const void *what, const uint8_t *bytes, size_t length);

struct fuzz_target {
	const char *name; /* the folder of its corpus, too */
	fuzz_run *run;
	const void *what;       /* it is given */
	const char *dictionary; /* in tests/fuzz/dictionaries; NULL: none */
};

/* The target of that number; NULL behind the last. Its name is static. */
const struct fuzz_target *fuzz_target(size_t number);
const struct fuzz_target *fuzz_target_named(const char *name);

fuzz_run fuzz_address;
fuzz_run fuzz_capture;
fuzz_run fuzz_document; /* what: a struct source */
fuzz_run fuzz_format;   /* what: a struct fuzz_form */
fuzz_run fuzz_http;
fuzz_run fuzz_notice;
fuzz_run fuzz_package;
fuzz_run fuzz_prose;
fuzz_run fuzz_text;
fuzz_run fuzz_value;
fuzz_run fuzz_saved;
fuzz_run fuzz_wacz;
fuzz_run fuzz_warc;
fuzz_run fuzz_worker;

struct fuzz_form {
	const struct format *format;
	const struct shape *shape;
};
extern const struct fuzz_form fuzz_csv, fuzz_html, fuzz_json, fuzz_page,
    fuzz_pdf, fuzz_plain, fuzz_xlsx, fuzz_xml, fuzz_zip;

/* The lists of config/reference, read once. */
const struct reference *fuzz_reference(void);

/* A file without a name that holds the bytes and stands at its start. */
FILE *fuzz_file(const uint8_t *bytes, size_t length);

/* Its path, as long as it is open, in the arena. */
const char *fuzz_path(struct arena *, FILE *);

/* The bytes as the readers of text get them: UTF-8 without NUL, terminated. */
char *fuzz_string(struct arena *, const uint8_t *bytes, size_t length);

/* Ends the program with a message if a promise is broken. */
void fuzz_assert(int kept, const char *promise);

/* Runs a target, which may take so much of the processor. */
void fuzz_within(const struct fuzz_target *, const uint8_t *bytes,
    size_t length, double seconds);

/* A row's texts are UTF-8, whoever gave it. */
void fuzz_check_row(const struct row *);

/* libFuzzer calls these. */
int LLVMFuzzerInitialize(int *, char ***);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#endif
