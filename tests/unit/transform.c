#include "tests/support/support.h"

#include <dirent.h>
#include <signal.h>
#include <sys/stat.h>

#include "archive/archive.h"
#include "archive/exchange.h"
#include "config/sources.h"
#include "transform/transform.h"

/* From an archive to packages, with documents invented after real ones. */

static struct arena *arena;
static const char *root;
static struct reference *reference;

#define REGISTER "https://www.federalregister.gov/documents/full_text/"
#define URL(number) REGISTER "text/2026/05/07/" number ".txt"

#define NOTICE(number, transmittal, other)                                   \
	"<html>\n<body><pre>\n"                                              \
	"[Federal Register Volume 91, Number 88 (Thursday, May 7, 2026)]\n"  \
	"[Notices]\n[FR Doc No: " number "]\n\n\nDEPARTMENT OF DEFENSE\n\n"  \
	"Office of the Secretary\n\n[Transmittal No. " transmittal "]\n\n\n" \
	"Arms Sales Notification\n\nACTION: Arms sales notice.\n\n"          \
	"Transmittal No. " transmittal "\nNotice of Proposed Issuance of "   \
	"Letter of Offer Pursuant to Section \n36(b)(1) of the Arms Export " \
	"Control Act, as amended\n"                                          \
	"    (i) Prospective Purchaser: Government of Sweden\n"              \
	"    (ii) Total Estimated Value:\n\n"                                \
	"Major Defense Equipment *...............  $5 million\n"             \
	"Other...................................  " other "\n"              \
	"  TOTAL.................................  $6 million\n \n\n"        \
	"    (iv) Military Department: Army (SW-B-ZZZ)\n"                    \
	"    (viii) Date Report Delivered to Congress: March 10, 2026\n\n"   \
	"[FR Doc. " number " Filed 5-6-26; 8:45 am]\n</pre></body></html>\n"

static const char first[] = NOTICE("2026-00001", "26-91", "$1 million");
static const char changed[] = NOTICE("2026-00001", "26-91", "$1.0 million");
static const char second[] = NOTICE("2026-00002", "26-92", "$1 million");
static const char broken[] = "<?xml version=\"1.0\"?>\n<NOTICE><P>Government "
			     "of Sweden</NOTICE>";

struct site {
	const char *folder;
	struct archive_settings archive;
	struct transform_settings settings;
	struct transform_source source;
};

/* A place of its own for each test, to be filled with documents. */
static struct site *
site_new(void)
{
	static unsigned number;
	const struct source *source = source_find("federal-register");
	struct site *p = arena_alloc(arena, sizeof(*p));
	char *folder = arena_print(arena, "%s/%u", root, number++);

	assert_non_null(source);
	assert_int_equal(mkdir(folder, 0755), 0);
	p->folder = folder;
	p->archive = (struct archive_settings){
		.folder = arena_print(arena, "%s/archive", folder),
		.software = "test/1",
		.file_limit = 1000000,
		.content_limit = 1000000,
	};
	p->settings = (struct transform_settings){
		.archive = &p->archive,
		.packages = arena_print(arena, "%s/packages", folder),
		.program = "test/1",
		.reference = reference,
	};
	p->source = (struct transform_source){
		.title = source->title,
		.publisher = source->publisher,
		.licence = source->licence,
		.name = source->name,
		.documents = &source->extractor->documents,
		.transformer = source->transformer,
	};
	return p;
}

static void
add(const struct site *p, const char *url, const char *type,
    const char *content)
{
	struct archive *a = NULL;
	FILE *file = file_of(content, strlen(content));
	bool ok;

	assert_int_equal(
	    archive_open(&p->archive, p->source.name, ARCHIVE_WRITE, &a),
	    ARCHIVE_OPEN);
	ok = archive_add_file(a,
		 &(struct archive_file){
		     .file = file,
		     .name = "name",
		     .url = url,
		     .media_type = type,
		 }) != NULL;
	fclose(file);
	archive_close(a);
	assert_true(ok);
}

/* As a server answers with it. */
static void
answer(const struct site *p, const char *url, const char *content)
{
	static const char head[] = "HTTP/1.1 200 OK\r\n\r\n";
	const char *message = arena_print(arena, "%s%s", head, content);
	struct exchange x = {
		.url = url,
		.date = "2026-05-08T20:30:00Z",
		.head_length = strlen(head),
		.response_length = strlen(message),
	};
	struct archive *a = NULL;
	bool ok;

	x.response = file_of(message, strlen(message));
	text_add_string(&x.request, "GET / HTTP/1.1\r\n\r\n");
	assert_int_equal(
	    archive_open(&p->archive, p->source.name, ARCHIVE_WRITE, &a),
	    ARCHIVE_OPEN);
	ok = archive_add_exchange(a, &x) != NULL;
	archive_close(a);
	fclose(x.response);
	text_free(&x.request);
	assert_true(ok);
}

static struct transform_counts
run(const struct site *p, enum outcome wanted)
{
	struct transform_counts counts = { 77, 77, 77, 77, 77, 77, 77 };

	assert_int_equal(
	    transform_run(&p->settings, &p->source, &counts), wanted);
	return counts;
}

static int
not_dots(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* The folders of all packages, or the files of one: "a b ". */
static const char *
names_in(const char *folder)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, not_dots, alphasort);
	const char *all = "";

	for (int i = 0; i < count; i++) {
		all = arena_print(arena, "%s%s ", all, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return all;
}

/* All that packages hold, file by file. */
static const char *
contents(const struct site *p)
{
	const char *folder =
	    arena_print(arena, "%s/%s", p->settings.packages, p->source.name);
	struct text all = { 0 };
	char *packages = arena_string(arena, names_in(folder));
	const char *copy;
	char *rest = NULL;

	for (char *package = strtok_r(packages, " ", &rest); package != NULL;
	     package = strtok_r(NULL, " ", &rest)) {
		const char *path = arena_print(arena, "%s/%s", folder, package);
		char *files = arena_string(arena, names_in(path));
		char *files_rest = NULL;

		for (char *file = strtok_r(files, " ", &files_rest);
		     file != NULL; file = strtok_r(NULL, " ", &files_rest)) {
			size_t length;
			const char *bytes = file_read(arena,
			    arena_print(arena, "%s/%s", path, file), &length);

			text_addf(&all, "== %s/%s\n%s\n", package, file,
			    or_none(bytes));
		}
	}
	copy = arena_string(arena, text_string(&all));
	text_free(&all);
	return copy;
}

static size_t
count_in(const char *text, const char *what)
{
	size_t count = 0;

	for (; (text = strstr(text, what)) != NULL; text++)
		count++;
	return count;
}

static void
test_run(void **state)
{
	struct site *p = site_new();
	struct transform_counts counts;
	const char *all;

	(void)state;
	add(p, URL("2026-00001"), "text/html", first);
	add(p, URL("2026-00002"), "text/html", second);
	counts = run(p, OUTCOME_OK);
	assert_int_equal(counts.packages, 1);
	assert_int_equal(counts.documents, 2);
	assert_int_equal(counts.records, 2);
	assert_int_equal(counts.unreadable, 0);
	all = contents(p);
	assert_true(count_in(all, "26-91") > 0);
	assert_true(count_in(all, "26-92") > 0);
	assert_true(count_in(all, "5000000.00") == 2);
	assert_true(count_in(all, "2026-03-10") == 2);
}

/* Once more, and it is current; into another folder, the same bytes. */
static void
test_again(void **state)
{
	struct site *p = site_new();
	struct transform_counts counts;
	const char *all;

	(void)state;
	add(p, URL("2026-00001"), "text/html", first);
	run(p, OUTCOME_OK);
	all = contents(p);
	counts = run(p, OUTCOME_OK);
	assert_int_equal(counts.packages, 0);
	assert_string_equal(contents(p), all);
	p->settings.packages = arena_print(arena, "%s/others", p->folder);
	counts = run(p, OUTCOME_OK);
	assert_int_equal(counts.packages, 1);
	assert_string_equal(contents(p), all);
}

/* With more in the archive, or another program, it is not current. */
static void
test_not_current(void **state)
{
	struct site *p = site_new();

	(void)state;
	add(p, URL("2026-00001"), "text/html", first);
	assert_int_equal(run(p, OUTCOME_OK).packages, 1);
	add(p, URL("2026-00002"), "text/html", second);
	assert_int_equal(run(p, OUTCOME_OK).packages, 1);
	assert_int_equal(run(p, OUTCOME_OK).packages, 0);
	p->settings.program = "test/2";
	assert_int_equal(run(p, OUTCOME_OK).packages, 1);
	assert_int_equal(run(p, OUTCOME_OK).packages, 0);
}

static void
test_unreadable(void **state)
{
	struct site *p = site_new();
	struct transform_counts counts;
	const char *all;

	(void)state;
	add(p, REGISTER "xml/2026/05/07/2026-00003.xml", "text/xml", broken);
	add(p, URL("2026-00001"), "text/html", first);
	counts = run(p, OUTCOME_INCOMPLETE);
	assert_int_equal(counts.packages, 1);
	assert_int_equal(counts.documents, 2);
	assert_int_equal(counts.records, 1);
	assert_int_equal(counts.unreadable, 1);
	assert_true(counts.faults > 0);
	all = contents(p);
	assert_non_null(strstr(all, "2026-00003.xml"));
	assert_non_null(strstr(all, "26-91"));
}

/* What stands there is damaged: the others are read, and it has a fault. */
static void
test_damaged(void **state)
{
	struct site *p = site_new();
	const char *folder =
	    arena_print(arena, "%s/%s", p->archive.folder, p->source.name);
	struct transform_counts counts;
	struct archive *a = NULL;
	const char *path;
	uint64_t offset;
	const char *all;
	char *bytes;
	size_t size;

	(void)state;
	add(p, URL("2026-00001"), "text/html", first);
	add(p, URL("2026-00002"), "text/html", second);
	assert_int_equal(
	    archive_open(&p->archive, p->source.name, ARCHIVE_READ, &a),
	    ARCHIVE_OPEN);
	path = arena_print(arena, "%s/%s", folder, archive_capture(a, 0)->file);
	offset = archive_capture(a, 0)->offset;
	archive_close(a);
	bytes = file_read(arena, path, &size);
	memset(bytes + offset, 'x', 20);
	file_write(path, bytes, size);
	counts = run(p, OUTCOME_INCOMPLETE);
	assert_int_equal(counts.packages, 1);
	assert_int_equal(counts.documents, 2);
	assert_int_equal(counts.records, 1);
	assert_int_equal(counts.unreadable, 1);
	all = contents(p);
	assert_non_null(strstr(all, "2026-00001.txt"));
	assert_non_null(strstr(all, "cannot be read from the archive"));
	assert_non_null(strstr(all, "26-92"));
}

/* A transformer that gives what no table can hold. */
static void
give_no_utf8(struct reading *r, void *state)
{
	struct notice n = {
		.surface = "federal_register",
		.url = "https://example.org/d/1",
		.title = "T\xFCrkiye",
		.us_government_reps = -1,
		.contractor_reps = -1,
	};

	(void)state;
	if (strstr(r->document->url, "2026-00001") == NULL)
		n.title = "Sweden";
	reading_notice(r, &n);
}

static void
ignore_row(struct reading *r, void *state, const struct row *row)
{
	(void)r;
	(void)state;
	(void)row;
}

static void
test_not_utf8(void **state)
{
	static const struct transformer transformer = {
		.state_size = 1,
		.row = ignore_row,
		.end = give_no_utf8,
	};
	struct site *p = site_new();
	struct transform_counts counts;

	(void)state;
	p->source.transformer = &transformer;
	add(p, URL("2026-00001"), "text/html", first);
	add(p, URL("2026-00002"), "text/html", second);
	counts = run(p, OUTCOME_INCOMPLETE);
	assert_int_equal(counts.packages, 1);
	assert_int_equal(counts.documents, 2);
	assert_int_equal(counts.records, 1);
	assert_int_equal(counts.unreadable, 1);
}

/* Reading one document ends its process; another is read too long. */
static void
misbehave(struct reading *r, void *state)
{
	give_no_utf8(r, state);
	if (strstr(r->document->url, "2026-00003") != NULL)
		raise(SIGKILL);
}

/* As many faults as are given of a document; in the second, two more. */
static void
give_faults_only(struct reading *r, void *state)
{
	size_t count = READING_FAULTS;

	(void)state;
	if (strstr(r->document->url, "2026-00002") != NULL)
		count += 2;
	for (size_t i = 0; i < count; i++)
		reading_fault(r, "title", i + 1, NULL, "is odd");
	reading_no_record(r);
}

static void
test_many_faults(void **state)
{
	static const struct transformer transformer = {
		.state_size = 1,
		.row = ignore_row,
		.end = give_faults_only,
	};
	struct site *p = site_new();
	const char *all;

	(void)state;
	p->source.transformer = &transformer;
	add(p, URL("2026-00001"), "text/html", first);
	add(p, URL("2026-00002"), "text/html", second);
	assert_int_equal(run(p, OUTCOME_OK).faults, 2 * READING_FAULTS + 2);
	all = contents(p);
	assert_int_equal(count_in(all, "is odd"), 2 * READING_FAULTS);
	assert_int_equal(count_in(all,
			     "\"document\",\"has 2 more faults, which are not "
			     "listed (limit faults)\""),
	    1);
	assert_int_equal(count_in(all, "more faults"), 1);
}

/* Documents of which some are broken, of all of which there are 40. */
static struct site *
site_of_many(const struct transformer *transformer)
{
	struct site *p = site_new();

	if (transformer != NULL)
		p->source.transformer = transformer;
	for (int i = 0; i < 38; i++)
		add(p, arena_print(arena, URL("2026-0%04d"), i), "text/html",
		    i % 7 == 3 ? first : second);
	add(p, REGISTER "xml/2026/05/07/2026-00003.xml", "text/xml", broken);
	add(p, URL("2026-00099"), "text/html", changed);
	return p;
}

/* With one process and with several the packages have the same bytes. */
static void
test_jobs(void **state)
{
	static const struct transformer transformer = {
		.state_size = 1,
		.row = ignore_row,
		.end = misbehave,
	};
	const struct transformer *const kinds[] = { NULL, &transformer };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		struct site *p = site_of_many(kinds[i]);
		struct transform_counts counts[2];
		const char *all;

		p->settings.jobs = 1;
		counts[0] = run(p, OUTCOME_INCOMPLETE);
		assert_int_equal(counts[0].documents, 40);
		all = contents(p);
		p->settings.packages =
		    arena_print(arena, "%s/others", p->folder);
		p->settings.jobs = 4;
		counts[1] = run(p, OUTCOME_INCOMPLETE);
		assert_string_equal(contents(p), all);
		assert_memory_equal(&counts[0], &counts[1], sizeof(counts[0]));
	}
}

/* It is not read well; nor in each run; but when the limits are others. */
static void
test_quarantine(void **state)
{
	struct site *p = site_new();
	const char *all;

	(void)state;
	add(p, URL("2026-00001"), "text/html", first);
	add(p, URL("2026-00002"), "text/html", second);
	p->settings.limits.output = 200;
	assert_int_equal(run(p, OUTCOME_INCOMPLETE).records, 0);
	all = contents(p);
	assert_int_equal(count_in(all,
			     "\"document\",\"in quarantine: gave more than "
			     "200 bytes (limit read_output)\""),
	    2);
	assert_int_equal(run(p, OUTCOME_OK).packages, 0);
	p->settings.limits.output = 300;
	assert_int_equal(run(p, OUTCOME_INCOMPLETE).packages, 1);
	p->settings.limits.output = 30000;
	assert_int_equal(run(p, OUTCOME_OK).records, 2);
	/* Then they do not matter any more. */
	p->settings.limits.output = 200;
	assert_int_equal(run(p, OUTCOME_OK).packages, 0);
}

static void
test_changes(void **state)
{
	struct site *p = site_new();
	struct transform_counts counts;

	(void)state;
	/* The same again is not read again; what changed back is. */
	add(p, URL("2026-00001"), "text/html", first);
	add(p, URL("2026-00001"), "text/html", first);
	counts = run(p, OUTCOME_OK);
	assert_int_equal(counts.documents, 1);
	add(p, URL("2026-00001"), "text/html", changed);
	counts = run(p, OUTCOME_OK);
	assert_int_equal(counts.documents, 2);
	add(p, URL("2026-00001"), "text/html", first);
	counts = run(p, OUTCOME_OK);
	assert_int_equal(counts.documents, 2);
}

static void
test_listing(void **state)
{
	struct site *p = site_new();
	struct transform_counts counts;

	(void)state;
	add(p, "https://www.federalregister.gov/api/v1/documents.json?page=1",
	    "application/json", "{\"count\":0}");
	add(p, URL("2026-00001"), "text/html", first);
	counts = run(p, OUTCOME_OK);
	assert_int_equal(counts.documents, 1);
	assert_int_equal(counts.unreadable, 0);
}

static bool
ends_as_a_page(const struct document *d)
{
	char bytes[8192];
	ssize_t n = body_read_all(d->content, bytes, sizeof(bytes));

	return n > 8 && memcmp(bytes + n - 8, "</html>\n", 8) == 0;
}

/* What an extractor reads to recognise a document is read again after it. */
static void
test_recognised_at_the_end(void **state)
{
	struct site *p = site_new();
	struct document_form documents = *p->source.documents;
	struct transform_counts counts;

	(void)state;
	documents.recognises = ends_as_a_page;
	p->source.documents = &documents;
	answer(p, URL("2026-00001"), first);
	answer(p, URL("2026-00002"), "Please try again later.\n");
	counts = run(p, OUTCOME_OK);
	assert_int_equal(counts.documents, 1);
	assert_int_equal(counts.records, 1);
}

static const char *
package_names(const struct site *p)
{
	return names_in(
	    arena_print(arena, "%s/%s", p->settings.packages, p->source.name));
}

/* Each run has a package of what came new in it. */
static void
test_runs(void **state)
{
	static const struct {
		const char *run_at;
		const char *content;
	} came[] = {
		{ "2026-05-01T06:00:00.000001Z", first },
		{ "2026-05-02T06:00:00.000002Z", second },
		{ "2026-05-03T06:00:00.000003Z", second },
		{ "2026-05-04T06:00:00.000004Z", first },
		/* A clock that went back: no earlier than what came before. */
		{ "2026-05-03T06:00:00.000005Z", second },
		/* Fetched in 2026-05-08 by a program that noted no run. */
		{ NULL, first },
	};
	static const char *const runs[] = {
		"-20260501T060000.000001Z ",
		"-20260502T060000.000002Z ",
		"-20260504T060000.000004Z ",
		"-20260508T000000.000000Z ",
	};
	struct site *p = site_new();
	const char *folders;

	(void)state;
	for (size_t i = 0; i < sizeof(came) / sizeof(came[0]); i++) {
		p->archive.run_at = came[i].run_at;
		answer(p, URL("2026-00001"), came[i].content);
	}
	assert_int_equal(run(p, OUTCOME_OK).documents, 5);
	assert_int_equal(run(p, OUTCOME_OK).packages, 0);
	folders = package_names(p);
	assert_int_equal(count_in(folders, " "), 4);
	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++)
		assert_non_null(strstr(folders, runs[i]));
}

static void
test_run_in_many_files(void **state)
{
	struct site *p = site_new();
	struct transform_counts counts;
	const char *folders;

	(void)state;
	p->archive.file_limit = 1000;
	for (int i = 0; i < 6; i++)
		add(p, arena_print(arena, URL("2026-0000%d"), i), "text/html",
		    second);
	counts = run(p, OUTCOME_OK);
	folders = package_names(p);
	assert_int_equal(counts.packages, 1);
	assert_int_equal(count_in(folders, " "), 1);
	assert_int_equal(counts.documents, 6);
	assert_null(strstr(folders, "partial"));
}

static void
test_empty(void **state)
{
	struct site *p = site_new();
	struct transform_counts counts = run(p, OUTCOME_OK);

	(void)state;
	assert_int_equal(counts.packages, 0);
	assert_int_equal(counts.documents, 0);
	assert_int_equal(counts.records, 0);
}

/* Documents of bytes that nobody would publish. */
struct odd_case {
	const char *name;
	const char *content;
	enum outcome outcome; /* OUTCOME_OK unless it says so */
};

static const struct odd_case odd[] = {
	{ "nothing", "", OUTCOME_INCOMPLETE },
	{ "blanks", "  \n \n", OUTCOME_INCOMPLETE },
	{ "another page", "<html><body><p>Not found</p></body></html>",
	    OUTCOME_OK },
	{ "plain text", "Arms Sales Notification\n", OUTCOME_OK },
	{ "binary", "\x01\x02\xFF\xFE\x80\x81 (i) Prospective Purchaser:\n",
	    OUTCOME_OK },
	{ "labels without values",
	    "[FR Doc No: 2026-00009]\nArms Sales Notification\n"
	    "    (i) Prospective Purchaser:\n    (ii) Total Estimated Value:\n"
	    "    (iii) Description:\n    (iv) Military Department:\n"
	    "    (viii) Date Report Delivered to Congress:\n",
	    OUTCOME_OK },
	{ "only items",
	    "    (i) Prospective Purchaser: Atlantis\n    (ii) Total Estimated "
	    "Value:\n\nTOTAL.......  $92233720368547758.07\n"
	    "Other.......  $92233720368547758.07\n"
	    "Major Defense Equipment......  $92233720368547758.07\n",
	    OUTCOME_OK },
	{ "a policy justification alone",
	    "POLICY JUSTIFICATION\n\nSweden--Rockets\n", OUTCOME_OK },
	{ "half a notice",
	    "[FR Doc No: 2026-00009]\nArms Sales Notification\n"
	    "Transmittal No. 26-91\n    (i) Prospective Pur",
	    OUTCOME_OK },
	{ "amounts that no sum can hold",
	    NOTICE("2026-00009", "26-91", "$92233720368547758.07"),
	    OUTCOME_OK },
};

static void
test_odd(void **state)
{
	const struct odd_case *c = *state;
	struct site *p = site_new();
	struct transform_counts counts;

	add(p, URL("2026-00009"), "text/html", c->content);
	counts = run(p, c->outcome);
	assert_int_equal(counts.documents, 1);
	/* It is not passed over in silence. */
	assert_true(counts.faults > 0);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	reference = reference_open(REFERENCE_FOLDER);
	if (reference == NULL)
		return 1;
	arena = arena_new();
	root = folder_new(arena);
	suite_add(&s, "a run", test_run);
	suite_add(&s, "once more", test_again);
	suite_add(&s, "not current", test_not_current);
	suite_add(&s, "an unreadable document", test_unreadable);
	suite_add(&s, "a damaged document", test_damaged);
	suite_add(&s, "not UTF-8", test_not_utf8);
	suite_add(&s, "one process and several", test_jobs);
	suite_add(&s, "quarantine", test_quarantine);
	suite_add(&s, "faults of a document are listed up to a limit",
	    test_many_faults);
	suite_add(&s, "changes", test_changes);
	suite_add(&s, "a listing", test_listing);
	suite_add(&s, "recognised at the end", test_recognised_at_the_end);
	suite_add(&s, "runs", test_runs);
	suite_add(&s, "a run in many files", test_run_in_many_files);
	suite_add(&s, "an empty archive", test_empty);
	SUITE_TABLE(&s, test_odd, odd);
	status = suite_run(&s, "transform");
	folder_remove(root);
	arena_free(arena);
	reference_close(reference);
	return status;
}
