#include "tests/support/support.h"

#include <jansson.h>

#include "base/digest.h"
#include "package/columns.h"
#include "package/package.h"

static struct arena *arena;
static const char *root;

static const struct package_origin origin = {
	.source = "test-source",
	.title = "A test",
	.publisher = "https://example.org",
	.licence = "public domain",
	.program = "test/1",
	.transform = "aaaa",
	.reference = "bbbb",
	.run = "2026-11-21T20:29:00.000001Z",
	.archive_file = "test-00001.warc.gz",
	.archive_bytes = 1234,
};

static const struct document document = {
	.source = "test-source",
	.url = "https://example.org/a,b\"c",
	.fetched_at = "2026-11-21T20:30:00Z",
	.published_on = "2026-11-20",
	.media_type = "text/html",
	.sha256 = "00ff",
	.bytes = 77,
	.warc_file = "test-00001.warc.gz",
	.warc_offset = 500,
};

static const char *
new_folder(void)
{
	static unsigned number;

	return arena_print(arena, "%s/%u/package", root, number++);
}

static const char *
file_of_resource(const char *folder, enum resource_name name)
{
	size_t length;
	const char *path =
	    arena_print(arena, "%s/%s.csv", folder, resources[name].name);
	const char *bytes = file_read(arena, path, &length);

	return or_none(bytes);
}

static size_t
count_lines(const char *s)
{
	size_t count = 0;

	for (; *s != '\0'; s++)
		count += *s == '\n';
	return count;
}

static struct notice
some_notice(void)
{
	static struct item second = { .designation = "no number" };
	static struct item first = {
		.quantity = { .count = 20, .precision = PRECISION_UP_TO },
		.quantity_text = "up to twenty (20)",
		.designation = "2.75\" rockets, \"all up\"",
		.is_mde = TRUTH_YES,
		.next = &second,
	};
	static struct contractor contractor = {
		.id = "kbr",
		.name = "KBR",
		.city = "Houston",
		.region = "TX",
	};
	static struct purchaser purchaser = {
		.country = { .iso3 = "TUR", .name = "T\xC3\xBCrkiye" },
		.name = "Republic of T\xC3\xBCrkiye",
	};
	static struct text_list designators = { "SW-B-WCB", NULL };

	return (struct notice){
		.surface = "federal_register",
		.url = "https://example.org/d/1",
		.version = "text",
		.kind = NOTICE_ORIGINAL,
		.authority = "36(b)(1)",
		.transmittal = "26-27",
		.title = "=Line one,\nline \"two\"",
		.purchasers = &purchaser,
		.mde = { .given = true, .cents = 8250000005 },
		.other = { .given = true },
		.case_designators = &designators,
		.delivered_on = { 2026, 3, 1 },
		.us_government_reps = 0,
		.contractor_reps = -1,
		.items = &first,
		.contractors = &contractor,
	};
}

static bool
add_document(struct package *p, const char *id)
{
	struct notice n = some_notice();
	struct fault fault = { 3, "line", "total_usd", "not an amount",
		"$\xE2\x82\xAC", NULL, 7, 4 };

	package_begin(p);
	return package_notice(p, id, 1, &n) &&
	    package_fault(p, id, 1, 1, &fault) &&
	    package_document(p, &document, id, 1);
}

static const char *
make_package(void)
{
	const char *folder = new_folder();
	struct package *p = package_open(folder, &origin);
	bool ok = p != NULL && add_document(p, "id-1") && package_commit(p);

	package_close(p);
	assert_true(ok);
	return folder;
}

static void
test_current(void **state)
{
	const char *folder = make_package();
	struct package_origin other = origin;

	(void)state;
	assert_true(package_is_current(folder, &origin));
	assert_false(package_is_current(new_folder(), &origin));
	assert_false(package_is_current(root, &origin));
	other.program = "test/2";
	assert_false(package_is_current(folder, &other));
	other = origin;
	other.transform = "aaab";
	assert_false(package_is_current(folder, &other));
	other = origin;
	other.reference = "bbbc";
	assert_false(package_is_current(folder, &other));
	other = origin;
	other.archive_bytes++;
	assert_false(package_is_current(folder, &other));
	other = origin;
	other.archive_file = "test-00002.warc.gz";
	assert_false(package_is_current(folder, &other));
	file_write(arena_print(arena, "%s/datapackage.json", folder), "{", 1);
	assert_false(package_is_current(folder, &origin));
}

/* A descriptor that lacks its last byte, or has another length of a table. */
static void
test_current_descriptor(void **state)
{
	const char *folder = make_package();
	const char *path = arena_print(arena, "%s/datapackage.json", folder);
	size_t length;
	char *bytes = file_read(arena, path, &length);
	char *digit = strstr(bytes, "\"bytes\": ") + strlen("\"bytes\": ");

	(void)state;
	file_write(path, bytes, length - 1);
	assert_false(package_is_current(folder, &origin));
	file_write(path, bytes, length);
	assert_true(package_is_current(folder, &origin));
	*digit = *digit == '9' ? '8' : '9';
	file_write(path, bytes, length);
	assert_false(package_is_current(folder, &origin));
}

/* What a crash or somebody did to the tables is seen by their size. */
static void
test_current_tables(void **state)
{
	(void)state;
	for (size_t i = 0; i < RESOURCE_COUNT; i++) {
		const char *folder = make_package();
		const char *path =
		    arena_print(arena, "%s/%s.csv", folder, resources[i].name);

		assert_int_equal(truncate(path, 20), 0);
		assert_false(package_is_current(folder, &origin));
		assert_int_equal(unlink(path), 0);
		assert_false(package_is_current(folder, &origin));
	}
}

static void
test_same_bytes(void **state)
{
	const char *one = make_package();
	const char *other = make_package();
	size_t length;

	(void)state;
	for (size_t i = 0; i < RESOURCE_COUNT; i++) {
		const char *bytes =
		    file_of_resource(one, (enum resource_name)i);

		assert_true(strlen(bytes) > 20);
		assert_string_equal(
		    bytes, file_of_resource(other, (enum resource_name)i));
	}
	one = file_read(
	    arena, arena_print(arena, "%s/datapackage.json", one), &length);
	other = file_read(
	    arena, arena_print(arena, "%s/datapackage.json", other), &length);
	assert_string_equal(one, other);
}

static void
test_values(void **state)
{
	const char *folder = make_package();
	const char *csv = file_of_resource(folder, RESOURCE_PUBLICATION);

	(void)state;
	/* RFC 4180: quotes are doubled, lines end in CRLF. */
	assert_non_null(strstr(csv, "\"=Line one,\nline \"\"two\"\"\""));
	assert_non_null(strstr(csv, "\r\n"));
	assert_non_null(strstr(csv, "82500000.05"));
	assert_non_null(strstr(csv, "0.00"));
	assert_non_null(strstr(csv, "2026-03-01"));
	assert_non_null(strstr(csv, "SW-B-WCB"));
	csv = file_of_resource(folder, RESOURCE_PUBLICATION_ITEM);
	assert_non_null(strstr(csv, "\"2.75\"\" rockets, \"\"all up\"\"\""));
	assert_int_equal(count_lines(csv), 3);
	csv = file_of_resource(folder, RESOURCE_PUBLICATION_PURCHASER);
	assert_non_null(strstr(csv, "Republic of T\xC3\xBCrkiye"));
	csv = file_of_resource(folder, RESOURCE_FAULT);
	assert_non_null(strstr(csv, "$\xE2\x82\xAC"));
	csv = file_of_resource(folder, RESOURCE_DOCUMENT);
	assert_non_null(strstr(csv, "\"https://example.org/a,b\"\"c\""));
}

/* Size, digest and fields are as the descriptor says. */
static void
check_resource(const char *folder, const json_t *resource)
{
	const char *path = json_string_value(json_object_get(resource, "path"));
	const char *hash = json_string_value(json_object_get(resource, "hash"));
	const json_t *fields =
	    json_object_get(json_object_get(resource, "schema"), "fields");
	struct text head = { 0 };
	char hex[DIGEST_HEX];
	const char *csv;
	size_t length;

	assert_true(path != NULL && hash != NULL && json_is_array(fields));
	path = arena_print(arena, "%s/%s", folder, path);
	csv = file_read(arena, path, &length);
	assert_non_null(csv);
	assert_int_equal(
	    length, json_integer_value(json_object_get(resource, "bytes")));
	assert_true(digest_file(path, hex));
	assert_string_equal(hash, arena_print(arena, "sha256:%s", hex));
	for (size_t i = 0; i < json_array_size(fields); i++)
		text_addf(&head, "%s%s", i == 0 ? "" : ",",
		    json_string_value(
			json_object_get(json_array_get(fields, i), "name")));
	assert_int_equal(strcspn(csv, "\r\n"), head.length);
	assert_memory_equal(csv, head.bytes, head.length);
	text_free(&head);
}

static void
test_descriptor(void **state)
{
	const char *folder = make_package();
	json_t *json = json_load_file(
	    arena_print(arena, "%s/datapackage.json", folder), 0, NULL);
	const json_t *list = json_object_get(json, "resources");

	(void)state;
	assert_non_null(json);
	assert_int_equal(json_array_size(list), RESOURCE_COUNT);
	for (size_t i = 0; i < RESOURCE_COUNT; i++)
		check_resource(folder, json_array_get(list, i));
	json_decref(json);
}

static void
test_take_back(void **state)
{
	const char *folder = new_folder();
	const char *wanted = make_package();
	struct package *p = package_open(folder, &origin);

	(void)state;
	assert_non_null(p);
	/* Taken back first, between, and last. */
	assert_true(add_document(p, "id-0"));
	assert_true(package_take_back(p));
	assert_true(add_document(p, "id-1"));
	assert_true(add_document(p, "id-2"));
	assert_true(package_take_back(p));
	package_begin(p);
	assert_true(package_take_back(p));
	assert_true(package_commit(p));
	package_close(p);
	for (size_t i = 0; i < RESOURCE_COUNT; i++)
		assert_string_equal(
		    file_of_resource(folder, (enum resource_name)i),
		    file_of_resource(wanted, (enum resource_name)i));
}

/* A database takes no other; better one document is refused than all. */
static void
test_not_utf8(void **state)
{
	struct package *p = package_open(new_folder(), &origin);
	struct notice n = some_notice();
	bool ok;

	(void)state;
	assert_non_null(p);
	n.title = "T\xFCrkiye";
	package_begin(p);
	ok = package_notice(p, "id-1", 1, &n);
	package_close(p);
	assert_false(ok);
}

static void
test_not_committed(void **state)
{
	const char *folder = make_package();
	const char *before = file_of_resource(folder, RESOURCE_DOCUMENT);
	struct package *p = package_open(folder, &origin);

	(void)state;
	assert_non_null(p);
	assert_true(add_document(p, "id-2"));
	/* What stands there stands until the other is whole. */
	assert_true(package_is_current(folder, &origin));
	package_close(p);
	assert_true(package_is_current(folder, &origin));
	assert_string_equal(
	    file_of_resource(folder, RESOURCE_DOCUMENT), before);
	package_close(NULL);
}

static void
test_replaced(void **state)
{
	const char *folder = make_package();
	struct package_origin other = origin;
	struct package *p;
	bool ok;

	(void)state;
	other.archive_bytes = 9999;
	p = package_open(folder, &other);
	ok = p != NULL && add_document(p, "id-1") && add_document(p, "id-2") &&
	    package_commit(p);
	package_close(p);
	assert_true(ok);
	assert_true(package_is_current(folder, &other));
	assert_false(package_is_current(folder, &origin));
	assert_int_equal(
	    count_lines(file_of_resource(folder, RESOURCE_DOCUMENT)), 3);
}

/* Somebody looks at it, and their program left a file of its own there. */
static void
test_foreign_file(void **state)
{
	const char *folder = make_package();
	struct package_origin other = origin;

	(void)state;
	file_write(arena_print(arena, "%s/.~lock.fault.csv#", folder), "x", 1);
	for (other.archive_bytes = 5000; other.archive_bytes < 5003;
	     other.archive_bytes++) {
		struct package *p = package_open(folder, &other);
		bool ok =
		    p != NULL && add_document(p, "id-1") && package_commit(p);

		package_close(p);
		assert_true(ok);
		assert_true(package_is_current(folder, &other));
	}
}

/* What a run that was killed left behind does not get in the way. */
static void
test_left_behind(void **state)
{
	const char *folder = make_package();
	struct package *killed = package_open(folder, &origin);
	struct package *p;
	bool ok;

	(void)state;
	assert_non_null(killed);
	assert_true(add_document(killed, "id-9"));
	p = package_open(folder, &origin);
	ok = p != NULL && add_document(p, "id-1") && package_commit(p);
	package_close(p);
	package_close(killed);
	assert_true(ok);
	assert_int_equal(
	    count_lines(file_of_resource(folder, RESOURCE_DOCUMENT)), 2);
}

static void
test_no_place(void **state)
{
	const char *path = arena_print(arena, "%s/a-file", root);
	const char *folder = arena_print(arena, "%s/package", path);

	(void)state;
	file_write(path, "x", 1);
	assert_null(package_open(folder, &origin));
	assert_false(package_is_current(folder, &origin));
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	root = folder_new(arena);
	suite_add(&s, "current", test_current);
	suite_add(&s, "current tables", test_current_tables);
	suite_add(&s, "current descriptor", test_current_descriptor);
	suite_add(&s, "the same bytes", test_same_bytes);
	suite_add(&s, "values", test_values);
	suite_add(&s, "the descriptor", test_descriptor);
	suite_add(&s, "taken back", test_take_back);
	suite_add(&s, "not UTF-8", test_not_utf8);
	suite_add(&s, "not committed", test_not_committed);
	suite_add(&s, "replaced", test_replaced);
	suite_add(&s, "a foreign file", test_foreign_file);
	suite_add(&s, "left behind", test_left_behind);
	suite_add(&s, "no place for it", test_no_place);
	status = suite_run(&s, "package");
	folder_remove(root);
	arena_free(arena);
	return status;
}
