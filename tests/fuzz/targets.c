/* The list of targets, and what they share. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "archive/body.h"
#include "archive/decode.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/utf8.h"
#include "config/sources.h"
#include "format/row.h"
#include "transform/pattern.h"
#include "transform/reference.h"

static const struct fuzz_target targets[] = {
	{ "csv", fuzz_format, &fuzz_csv, NULL },
	{ "html", fuzz_format, &fuzz_html, "html" },
	{ "json", fuzz_format, &fuzz_json, "json" },
	{ "page", fuzz_format, &fuzz_page, "html" },
	{ "pdf", fuzz_format, &fuzz_pdf, "pdf" },
	{ "plain", fuzz_format, &fuzz_plain, "notice" },
	{ "xlsx", fuzz_format, &fuzz_xlsx, "xml" },
	{ "xml", fuzz_format, &fuzz_xml, "xml" },
	{ "zip", fuzz_format, &fuzz_zip, NULL },
	{ "warc", fuzz_warc, NULL, "http" },
	{ "wacz", fuzz_wacz, NULL, "http" },
	{ "saved", fuzz_saved, NULL, "json" },
	{ "http", fuzz_http, NULL, "http" },
	{ "text", fuzz_text, NULL, NULL },
	{ "address", fuzz_address, NULL, "http" },
	{ "value", fuzz_value, NULL, "notice" },
	{ "prose", fuzz_prose, NULL, "notice" },
	{ "notice", fuzz_notice, NULL, "notice" },
	{ "package", fuzz_package, NULL, "json" },
	{ "worker", fuzz_worker, NULL, NULL },
	{ "capture", fuzz_capture, NULL, NULL },
};

#define TARGETS (sizeof(targets) / sizeof(targets[0]))

/* Behind those, the documents of each source. */
const struct fuzz_target *
fuzz_target(size_t number)
{
	static struct fuzz_target document = { .run = fuzz_document,
		.dictionary = "notice" };
	static char name[100];

	if (number < TARGETS)
		return &targets[number];
	number -= TARGETS;
	if (number >= source_count)
		return NULL;
	snprintf(name, sizeof(name), "document-%s", sources[number].name);
	document.name = name;
	document.what = &sources[number];
	return &document;
}

const struct fuzz_target *
fuzz_target_named(const char *name)
{
	const struct fuzz_target *t = NULL;

	for (size_t i = 0; (t = fuzz_target(i)) != NULL; i++) {
		if (strcmp(t->name, name) == 0)
			break;
	}
	return t;
}

const struct reference *
fuzz_reference(void)
{
	static struct reference *reference;

	if (reference == NULL)
		reference = reference_open("config/reference");
	fuzz_assert(reference != NULL, "config/reference can be read");
	return reference;
}

FILE *
fuzz_file(const uint8_t *bytes, size_t length)
{
	FILE *file = fdopen(memfd_create("fuzz", MFD_CLOEXEC), "w+");

	fuzz_assert(file != NULL && fwrite(bytes, 1, length, file) == length &&
		fflush(file) == 0,
	    "there is room for a file");
	rewind(file);
	return file;
}

const char *
fuzz_path(struct arena *arena, FILE *file)
{
	return arena_print(arena, "/proc/self/fd/%d", fileno(file));
}

char *
fuzz_string(struct arena *arena, const uint8_t *bytes, size_t length)
{
	struct body *b = decode_utf8(body_of_memory(bytes, length), NULL);
	size_t room = length * 3 + 1; /* as Windows-1252 has it */
	char *s = arena_alloc(arena, room);

	fuzz_assert(body_read_all(b, s, room - 1) >= 0, "text is decoded");
	body_close(b);
	return s;
}

void
fuzz_assert(int kept, const char *promise)
{
	if (kept)
		return;
	fprintf(stderr, "not kept: %s\n", promise);
	abort();
}

void
fuzz_check_row(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		const struct field *f = &row->fields[i];

		fuzz_assert(
		    utf8_is(f->name) && (f->value == NULL || utf8_is(f->value)),
		    "a row is UTF-8");
	}
}

static double
seconds_used(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
fuzz_within(const struct fuzz_target *t, const uint8_t *bytes, size_t length,
    double seconds)
{
	static bool is_ready;
	double before;

	if (!is_ready)
		fuzz_assert(patterns_compile() && fuzz_reference() != NULL,
		    "patterns and lists are right");
	is_ready = true;
	before = seconds_used();
	t->run(t->what, bytes, length);
	fuzz_assert(
	    seconds_used() - before <= seconds, "an input has its time");
}

/* For libFuzzer */

#define FUZZ_SECONDS 1.0

static const struct fuzz_target *chosen;

static void
hear_nothing(enum log_level level, const char *message)
{
	(void)level;
	(void)message;
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *name = getenv("FUZZ_TARGET");

	(void)argc;
	(void)argv;
	log_divert(hear_nothing);
	chosen = name == NULL ? NULL : fuzz_target_named(name);
	fuzz_assert(chosen != NULL, "FUZZ_TARGET names a target");
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	fuzz_within(chosen, bytes, length, FUZZ_SECONDS);
	return 0;
}
