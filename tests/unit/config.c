#include "tests/support/support.h"

#include "config/config.h"
#include "config/credential.h"

static struct arena *arena;
static const char *folder;

static struct config *
read_lines(const char *lines)
{
	char *path = arena_print(arena, "%s/armsetl.conf", folder);

	file_write(path, lines, strlen(lines));
	return config_read(path);
}

struct line_case {
	const char *lines;
	bool ok;
};

static const struct line_case table[] = {
	{ "", true },
	{ "\n\n", true },
	{ "# a comment\n; another\n", true },
	{ "[armsetl]\n", true },
	{ "[armsetl]\ncontact = data-desk@example.org\n", true },
	{ "[armsetl]\ncontact=data-desk@example.org", true },
	{ "[armsetl]\r\ncontact = data-desk@example.org\r\n", true },
	{ "\xEF\xBB\xBF[armsetl]\ncontact = a@example.org\n", true },
	{ "[armsetl]\ndata_dir = /var/lib/armsetl\nreference = /x\n", true },
	{ "[database]\nconninfo = service=armsetl\n", true },
	{ "[news]\nmark = m\natom = /x\nhook_seconds = 1\nover = 5\n", true },
	{ "[news]\nhook_seconds = 0\n", false },
	{ "[news]\nsince = yesterday\n", false },
	{ "[archive]\nfile_limit = 1\n", true },
	{ "[archive]\nfile_limit = 100000\n", true },
	{ "[archive]\nfile_limit = 64K\n", true },
	{ "[archive]\nfile_limit = 64M\ncontent_limit = 1G\n", true },
	{ "[fetch]\nmost_bytes = 256M\nconnect_seconds = 1\n", true },
	{ "[fetch]\ntotal_seconds = 900\nstall_seconds = 60\n", true },
	{ "[fetch]\npause_ms = 0\nconcurrency = 4\ntries = 1\n", true },
	{ "[fetch]\nbackoff_ms = 1\nbackoff_max_seconds = 1\n", true },
	{ "[fetch]\nretry_after_max_seconds = 0\nca_file = /x.pem\n", true },
	{ "[ddtc]\npause_ms = 0\n", true },
	{ "[ddtc]\nbase = http://127.0.0.1:8080\n", true },
	{ "[ddtc]\nbase = http://localhost:8080\n", true },
	{ "[ddtc]\nbase = https://example.org/path\n", true },
	{ "[ddtc]\npage_size = 2\nlag_days = 0\nfirst_days = 1\n", true },
	{ "[federal-register]\npage_size = 2000\n", true },
	{ "[ddtc]\nkey_file = /etc/armsetl/key\npoll_seconds = 0\n", true },
	{ "[ddtc]\naddresses = /a.csv https://example.org/b.csv\n", true },
	{ "[ddtc]\naddresses = /a.csv\n  https://example.org/b.csv\n", true },
	{ "[ddtc]\naddresses = http://127.0.0.1/b.csv \t/c\n", true },
	{ "[ddtc]\n[armsetl]\n[ddtc]\nlag_days = 3\n", true },

	/* A setting is said once, on one line. */
	{ "[armsetl]\ncontact = a@example.org\ncontact = b@example.org\n",
	    false },
	{ "[armsetl]\ncontact = Data desk\n  a@example.org\n", false },
	{ "[ddtc]\nlag_days = 3\n[armsetl]\n[ddtc]\nlag_days = 3\n", false },
	{ "[ddtc]\nlag_days = 3\n[federal-register]\nlag_days = 3\n", true },

	/* Names that do not exist. */
	{ "[armsetl]\ncontakt = a@example.org\n", false },
	{ "[armsetl]\nContact = a@example.org\n", false },
	{ "[armsetl]\nfile_limit = 64M\n", false },
	{ "[archive]\nfolder = /x\n", false },
	{ "[fetch]\nuser_agent = x\n", false },
	{ "[fetch]\nretries = 3\n", false },
	{ "[database]\npassword = x\n", false },
	{ "[ddtc]\nurl = https://example.org\n", false },
	{ "[ddtc]\nkey = 0123456789abcdef\n", false },
	{ "[fetch]\nkey_file = /etc/armsetl/key\n", false },
	{ "[dtcc]\nbase = https://example.org\n", false },
	{ "[Armsetl]\ncontact = a@example.org\n", false },
	{ "contact = a@example.org\n", false },
	{ "[dtcc]\n", true }, /* says nothing */

	/* What is no setting at all. */
	{ "[armsetl\ncontact = a@example.org\n", false },
	{ "[armsetl]\ncontact\n", false },
	{ "<armsetl contact=\"a@example.org\"/>\n", false },

	/* Values that make no sense. */
	{ "[ddtc]\naddresses = http://example.org/b.csv\n", false },
	{ "[ddtc]\naddresses = a.csv\n", false },
	{ "[ddtc]\naddresses = /a.csv, /b.csv\n", true }, /* may be a name */
	{ "[ddtc]\naddresses = /a.csv\n  file:///etc/hostname\n", false },
	{ "[ddtc]\npoll_seconds = 3601\n", false },
	{ "[archive]\nfile_limit = 0\n", false },
	{ "[archive]\nfile_limit =\n", false },
	{ "[archive]\nfile_limit = -1\n", false },
	{ "[archive]\nfile_limit = M\n", false },
	{ "[archive]\nfile_limit = 64Q\n", false },
	{ "[archive]\nfile_limit = 64MB\n", false },
	{ "[archive]\nfile_limit = 1.5M\n", false },
	{ "[archive]\nfile_limit = 64 000\n", false },
	{ "[archive]\nfile_limit = 0x10\n", false },
	{ "[archive]\nfile_limit = many\n", false },
	{ "[archive]\nfile_limit = 99999999999999999999\n", false },
	{ "[archive]\nfile_limit = 18446744073709551615\n", false },
	{ "[archive]\nfile_limit = 9999999999G\n", false },
	{ "[fetch]\nconnect_seconds = 0\n", false },
	{ "[fetch]\nconnect_seconds = -1\n", false },
	{ "[fetch]\nconnect_seconds = 99999999999\n", false },
	{ "[fetch]\nstall_seconds = soon\n", false },
	{ "[fetch]\ntries = 0\n", false },
	{ "[fetch]\nconcurrency = 0\n", false },
	{ "[fetch]\nbackoff_ms = 0\n", false },
	{ "[fetch]\npause_ms = -1\n", false },
	{ "[armsetl]\npause_ms = 1\n", false },
	{ "[ddtc]\nbase = https://example.org/\n", false },
	{ "[ddtc]\nbase = http://example.org\n", false },
	{ "[ddtc]\nbase = http://localhost.example.org\n", false },
	{ "[ddtc]\nbase = http://127.0.0.1.example.org\n", false },
	{ "[ddtc]\nbase = http://127.0.0.1@example.org\n", false },
	{ "[ddtc]\nbase = ftp://example.org\n", false },
	{ "[ddtc]\nbase = file:///etc\n", false },
	{ "[ddtc]\nbase = example.org\n", false },
	{ "[ddtc]\npage_size = 1\n", false },
	{ "[ddtc]\npage_size = 2001\n", false },
	{ "[ddtc]\npage_size = -5\n", false },
	{ "[ddtc]\nlag_days = -1\n", false },
	{ "[ddtc]\nlag_days = a week\n", false },
};

static void
test_lines(void **state)
{
	const struct line_case *c = *state;
	struct config *config = read_lines(c->lines);
	bool ok = config != NULL;

	config_free(config);
	assert_int_equal(ok, c->ok);
}

static void
test_values(void **state)
{
	struct config *c = read_lines(
	    "[armsetl]\ncontact = a@example.org\ndata_dir = /data\n"
	    "reference = /lists\n[database]\nconninfo = host=x dbname=y\n"
	    "[archive]\nfile_limit = 2K\ncontent_limit = 3M\n"
	    "import_limit = 4M\n"
	    "[fetch]\nmost_bytes = 1G\nconnect_seconds = 4\n"
	    "total_seconds = 5\nstall_seconds = 6\npause_ms = 20\n"
	    "concurrency = 21\ntries = 19\nbackoff_ms = 22\n"
	    "backoff_max_seconds = 23\nretry_after_max_seconds = 24\n"
	    "ca_file = /ca.pem\n"
	    "[sipri-tiv]\npause_ms = 25\n[ddtc]\nbase = https://example.org\npage_size = 7\n"
	    "lag_days = 8\nfirst_days = 9\n");
	const struct extract_settings *s;

	(void)state;
	assert_non_null(c);
	assert_string_equal(c->contact, "a@example.org");
	assert_string_equal(c->database.conninfo, "host=x dbname=y");
	assert_true(config_complete(c));
	assert_string_equal(c->data_dir, "/data");
	assert_string_equal(c->reference, "/lists");
	assert_string_equal(c->packages, "/data/packages");
	assert_string_equal(c->archive.folder, "/data/archive");
	assert_int_equal(c->archive.file_limit, 2048);
	assert_int_equal(c->archive.content_limit, 3 * 1024 * 1024);
	assert_int_equal(c->archive.import_limit, 4 * 1024 * 1024);
	assert_int_equal(c->fetch.most_bytes, 1024 * 1024 * 1024);
	assert_int_equal(c->fetch.connect_seconds, 4);
	assert_int_equal(c->fetch.total_seconds, 5);
	assert_int_equal(c->fetch.stall_seconds, 6);
	assert_int_equal(c->fetch.concurrency, 21);
	assert_int_equal(c->fetch.tries, 19);
	assert_int_equal(c->fetch.backoff_ms, 22);
	assert_int_equal(c->fetch.backoff_max_seconds, 23);
	assert_int_equal(c->fetch.retry_after_max_seconds, 24);
	assert_string_equal(c->fetch.ca_file, "/ca.pem");
	assert_string_equal(c->fetch.hosts, "/data/hosts");
	assert_non_null(strstr(c->fetch.user_agent, "a@example.org"));
	s = config_source(c, source_find("sipri-tiv"));
	assert_int_equal(s->pause_ms, 25);
	s = config_source(c, source_find("ddtc"));
	assert_string_equal(s->base, "https://example.org");
	assert_int_equal(s->page_size, 7);
	assert_int_equal(s->lag_days, 8);
	assert_int_equal(s->first_days, 9);
	assert_int_equal(s->pause_ms, 20);
	assert_string_equal(s->worklists, "/data/worklists");
	/* The other source has what is built in. */
	s = config_source(c, source_find("federal-register"));
	assert_null(s->base);
	assert_int_equal(s->lag_days, 14);
	assert_ptr_equal(s->archive, &c->archive);
	assert_ptr_equal(s->fetch, &c->fetch);
	config_free(c);
}

/* The file we ship says what is built in: uncommented, it changes nothing. */
static char *
uncommented(void)
{
	size_t length;
	char *all = file_read(arena, "config/armsetl.conf", &length);

	assert_non_null(all);
	for (char *line = all; line != NULL; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (*line == '#' && line[1] >= 'a' && line[1] <= 'z')
			*line = ' ';
	}
	return all;
}

static char *
without_indent(const char *s)
{
	char *copy = arena_alloc(arena, strlen(s) + 1);
	char *to = copy;

	for (; *s != '\0'; s++) {
		if (*s != ' ' || (to > copy && to[-1] != '\n'))
			*to++ = *s;
	}
	return copy;
}

static void
test_shipped(void **state)
{
	struct config *built_in = read_lines("");
	struct config *c = read_lines(without_indent(uncommented()));

	(void)state;
	assert_non_null(built_in);
	assert_non_null(c);
	assert_string_equal(c->contact, "data-desk@example.org");
	assert_int_equal(c->archive.file_limit, built_in->archive.file_limit);
	assert_int_equal(
	    c->archive.content_limit, built_in->archive.content_limit);
	assert_int_equal(
	    c->archive.import_limit, built_in->archive.import_limit);
	assert_int_equal(c->fetch.most_bytes, built_in->fetch.most_bytes);
	assert_int_equal(
	    c->fetch.connect_seconds, built_in->fetch.connect_seconds);
	assert_int_equal(c->fetch.total_seconds, built_in->fetch.total_seconds);
	assert_int_equal(c->fetch.stall_seconds, built_in->fetch.stall_seconds);
	assert_int_equal(c->fetch.pause_ms, built_in->fetch.pause_ms);
	assert_int_equal(c->fetch.concurrency, built_in->fetch.concurrency);
	assert_int_equal(c->fetch.tries, built_in->fetch.tries);
	assert_int_equal(c->fetch.backoff_ms, built_in->fetch.backoff_ms);
	assert_int_equal(
	    c->fetch.backoff_max_seconds, built_in->fetch.backoff_max_seconds);
	assert_int_equal(c->fetch.retry_after_max_seconds,
	    built_in->fetch.retry_after_max_seconds);
	for (size_t i = 0; i < source_count; i++) {
		const struct extract_settings *one =
		    config_source(built_in, &sources[i]);
		const struct extract_settings *other =
		    config_source(c, &sources[i]);

		assert_int_equal(one->lag_days, other->lag_days);
		assert_int_equal(one->first_days, other->first_days);
		assert_non_null(other->base);
		assert_string_equal(other->base, sources[i].extractor->base);
	}
	config_free(built_in);
	config_free(c);
}

/* A value is taken as it is, however long, or not at all. */
static void
test_long_value(void **state)
{
	char *path = arena_alloc(arena, 1001);
	struct config *c;

	(void)state;
	for (size_t length = 100; length <= 1000; length += 50) {
		char *value;

		memset(path, 'x', length);
		path[0] = '/';
		value = arena_copy(arena, path, length);
		c = read_lines(
		    arena_print(arena, "[armsetl]\ndata_dir = %s\n", value));
		if (c != NULL) {
			const char *got = arena_string(arena, c->data_dir);

			config_free(c);
			assert_string_equal(got, value);
		}
	}
}

/* As a libpq connection string may hold. */
static void
test_odd_value(void **state)
{
	struct config *c = read_lines("[database]\n"
				      "conninfo = host=x password='a;b #c'\n");

	(void)state;
	assert_non_null(c);
	assert_string_equal(c->database.conninfo, "host=x password='a;b #c'");
	config_free(c);
}

static void
test_no_file(void **state)
{
	(void)state;
	assert_null(config_read("/tmp/armsetl-unit-no-such-file"));
	config_free(NULL);
}

struct folder_case {
	const char *name;
	const char *xdg;
	const char *home;
	const char *wanted; /* NULL: nowhere */
};

static const struct folder_case folders[] = {
	{ "data below XDG_DATA_HOME", "/xdg", "/home/me", "/xdg/armsetl" },
	{ "data below HOME", NULL, "/home/me",
	    "/home/me/.local/share/armsetl" },
	{ "an empty XDG_DATA_HOME is none", "", "/home/me",
	    "/home/me/.local/share/armsetl" },
	/* The XDG specification: relative paths are to be ignored. */
	{ "a relative XDG_DATA_HOME is none", "xdg", "/home/me",
	    "/home/me/.local/share/armsetl" },
	{ "without either there is no data directory", NULL, NULL, NULL },
};

static void
set_environment(const char *name, const char *value)
{
	if (value == NULL)
		unsetenv(name);
	else
		setenv(name, value, 1);
}

static void
test_folder(void **state)
{
	const struct folder_case *f = *state;
	struct config *c = read_lines("");
	const char *got = NULL;
	bool ok;

	assert_non_null(c);
	set_environment("XDG_DATA_HOME", f->xdg);
	set_environment("HOME", f->home);
	ok = config_complete(c);
	if (ok)
		got = arena_string(arena, c->data_dir);
	config_free(c);
	assert_string_equal(or_none(got), or_none(f->wanted));
}

/* Keys: what environment, credential and file say, and what comes of it. */

struct key_case {
	const char *name;
	const char *environment;
	const char *credential;
	const char *file;
	bool ok;
	const char *key;
};

static const struct key_case keys[] = {
	{ "no key is none", NULL, NULL, NULL, true, NULL },
	{ "a key of the environment", "0123-abcd", NULL, NULL, true,
	    "0123-abcd" },
	{ "a key of a file", NULL, NULL, "0123abcd\n", true, "0123abcd" },
	{ "a key without line end", NULL, NULL, "0123abcd", true, "0123abcd" },
	{ "a key with blanks after it", NULL, NULL, "0123abcd \r\n\n", true,
	    "0123abcd" },
	{ "a key of a credential", NULL, "0123abcd\n", NULL, true, "0123abcd" },
	{ "the environment overrides all", "0123abcd", "abcd0123\n", "x", true,
	    "0123abcd" },
	{ "a credential overrides the file", NULL, "0123abcd", "abcd0123", true,
	    "0123abcd" },
	{ "an empty environment is none", "", NULL, "abcd0123", true,
	    "abcd0123" },
	{ "an empty file is refused", NULL, NULL, "", false, NULL },
	{ "an empty credential is refused", NULL, "", "abcd0123", false, NULL },
	{ "a short key is refused", "0123abc", NULL, NULL, false, NULL },
	{ "a key with a slash is refused", "0123/abcd", NULL, NULL, false,
	    NULL },
	{ "a key of two parameters is refused", "0123abcd&x=y", NULL, NULL,
	    false, NULL },
};

static void
key_write(const char *path, const char *key)
{
	file_write(path, key, strlen(key));
	assert_int_equal(chmod(path, 0640), 0);
}

static void
test_key(void **state)
{
	const struct key_case *k = *state;
	const struct source *ddtc = source_find("ddtc");
	const char *path = arena_print(arena, "%s/key", folder);
	const char *given = arena_print(arena, "%s/armsetl_ddtc.key", folder);
	struct extract_settings settings;
	struct config *c;
	bool ok;

	if (k->file != NULL)
		key_write(path, k->file);
	if (k->credential != NULL)
		key_write(given, k->credential);
	set_environment("ARMSETL_KEY_DDTC", k->environment);
	set_environment("CREDENTIALS_DIRECTORY", folder);
	c = read_lines(k->file == NULL
		? ""
		: arena_print(arena, "[ddtc]\nkey_file = %s\n", path));
	assert_non_null(c);
	ok = config_fetching(c, ddtc, &settings);
	assert_int_equal(ok, k->ok);
	if (ok)
		assert_string_equal(or_none(settings.key), or_none(k->key));
	config_free(c);
	remove(given);
	set_environment("CREDENTIALS_DIRECTORY", NULL);
	set_environment("ARMSETL_KEY_DDTC", NULL);
}

/* What others on the machine can read is no key. */
static void
test_open_key_file(void **state)
{
	const char *path = arena_print(arena, "%s/open-key", folder);
	const struct source *ddtc = source_find("ddtc");
	struct extract_settings settings;

	(void)state;
	key_write(path, "0123abcd");
	for (unsigned others = 0; others < 8; others++) {
		struct config *c = read_lines(
		    arena_print(arena, "[ddtc]\nkey_file = %s\n", path));

		assert_non_null(c);
		assert_int_equal(chmod(path, 0600 | others), 0);
		assert_int_equal(
		    config_fetching(c, ddtc, &settings), others == 0);
		config_free(c);
	}
}

static void
test_no_key_file(void **state)
{
	struct config *c =
	    read_lines("[congressional-record]\nkey_file = /no/such/file\n");
	const struct source *record = source_find("congressional-record");
	struct extract_settings settings;

	(void)state;
	assert_non_null(c);
	assert_false(config_fetching(c, record, &settings));
	set_environment("ARMSETL_KEY_CONGRESSIONAL_RECORD", "0123abcd");
	assert_true(config_fetching(c, record, &settings));
	assert_string_equal(settings.key, "0123abcd");
	set_environment("ARMSETL_KEY_CONGRESSIONAL_RECORD", NULL);
	config_free(c);
}

/* The password file: a credential, unless another is named. */
static void
test_password_file(void **state)
{
	const char *given = arena_print(arena, "%s/armsetl_pgpass", folder);

	(void)state;
	set_environment("PGPASSFILE", NULL);
	set_environment("CREDENTIALS_DIRECTORY", folder);
	credential_database(arena);
	assert_null(getenv("PGPASSFILE"));
	file_write(given, "*:*:*:*:hush\n", 13);
	credential_database(arena);
	assert_string_equal(getenv("PGPASSFILE"), given);
	set_environment("PGPASSFILE", "/mine");
	credential_database(arena);
	assert_string_equal(getenv("PGPASSFILE"), "/mine");
	remove(given);
	set_environment("PGPASSFILE", NULL);
	set_environment("CREDENTIALS_DIRECTORY", NULL);
}

/* A list may go on: a line of the file is short. */
static void
test_addresses(void **state)
{
	struct config *c =
	    read_lines("[ddtc]\naddresses = /a.csv /b\n  https://x.org/c\n");

	(void)state;
	assert_non_null(c);
	assert_string_equal(config_source(c, source_find("ddtc"))->addresses,
	    "/a.csv /b https://x.org/c");
	config_free(c);
}

static void
test_sources(void **state)
{
	(void)state;
	assert_null(source_find("no-such-source"));
	assert_null(source_find(""));
	for (size_t i = 0; i < source_count; i++) {
		assert_ptr_equal(source_find(sources[i].name), &sources[i]);
		assert_string_equal(
		    sources[i].extractor->name, sources[i].name);
	}
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	folder = folder_new(arena);
	SUITE_TABLE(&s, test_lines, table);
	suite_add(&s, "each setting is read", test_values);
	suite_add(&s, "armsetl.conf shows the built-in values", test_shipped);
	suite_add(
	    &s, "a long value is taken whole or not at all", test_long_value);
	suite_add(
	    &s, "a quoted connection string is taken as it is", test_odd_value);
	suite_add(&s, "a missing file is an error", test_no_file);
	SUITE_TABLE(&s, test_folder, folders);
	SUITE_TABLE(&s, test_key, keys);
	suite_add(&s, "a key file that others can read is refused",
	    test_open_key_file);
	suite_add(
	    &s, "a key file that is missing is refused", test_no_key_file);
	suite_add(&s, "a credential pgpass is libpq's password file",
	    test_password_file);
	suite_add(
	    &s, "addresses of several lines are one list", test_addresses);
	suite_add(
	    &s, "a source is found by its extractor's name", test_sources);
	status = suite_run(&s, "config");
	folder_remove(folder);
	arena_free(arena);
	return status;
}
