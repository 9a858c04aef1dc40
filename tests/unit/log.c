#include "tests/support/support.h"

#include <jansson.h>

#include "base/log.h"

static struct arena *arena;

static const char *
say_all(enum log_level level, enum log_format format, const char *what)
{
	struct listening l;

	log_setup(level, format);
	l = listen_begin();
	log_error("%s one", what);
	log_warn("%s two", what);
	log_info("%s three", what);
	log_debug("%s four", what);
	log_progress("%s five", what);
	return listen_end(arena, &l);
}

static size_t
count_lines(const char *s)
{
	size_t count = 0;

	for (; *s != '\0'; s++)
		count += *s == '\n';
	return count;
}

static void
test_levels(void **state)
{
	static const enum log_format formats[] = { LOG_FORMAT_TEXT,
		LOG_FORMAT_JSON };

	(void)state;
	unsetenv("JOURNAL_STREAM");
	for (size_t i = 0; i < COUNT_OF(formats); i++) {
		assert_int_equal(
		    count_lines(say_all(LOG_LEVEL_ERROR, formats[i], "x")), 1);
		assert_int_equal(
		    count_lines(say_all(LOG_LEVEL_WARN, formats[i], "x")), 2);
		assert_int_equal(
		    count_lines(say_all(LOG_LEVEL_INFO, formats[i], "x")), 3);
		assert_int_equal(
		    count_lines(say_all(LOG_LEVEL_DEBUG, formats[i], "x")), 4);
	}
}

static void
test_text(void **state)
{
	const char *heard = say_all(LOG_LEVEL_WARN, LOG_FORMAT_TEXT, "x");

	(void)state;
	assert_non_null(strstr(heard, "armsetl: "));
	assert_non_null(strstr(heard, "armsetl: warning: x two\n"));
	assert_non_null(strstr(heard, "x one\n"));
	/* It is no terminal: there is no progress. */
	assert_null(strstr(heard, "five"));
}

struct message_case {
	const char *message;
};

static const struct message_case messages[] = {
	{ "plain" },
	{ "" },
	{ "\"quoted\" and \\ and /" },
	{ "two\nlines\r\n" },
	{ "a\tb\x01\x1F\x7F" },
	{ "T\xC3\xBCrkiye \xE2\x80\xA8 \xF0\x9F\x98\x80" },
	{ "T\xFCrkiye" },
	{ "cut off \xE2\x82" },
	{ "\xED\xA0\x80" },
	{ "%s %n %d" },
};

/* Whatever is said, it is one object a line, and not lost in it. */
static void
test_json(void **state)
{
	static const char *const ends[] = { "one", "two", "three", "four" };
	const struct message_case *c = *state;
	char *heard = arena_string(
	    arena, say_all(LOG_LEVEL_DEBUG, LOG_FORMAT_JSON, c->message));
	char *rest = NULL;
	size_t objects = 0;
	size_t said = 0;

	assert_int_equal(count_lines(heard), COUNT_OF(ends));
	for (char *line = strtok_r(heard, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest)) {
		json_t *o = json_loads(line, 0, NULL);
		const char *message =
		    json_string_value(json_object_get(o, "message"));

		said += message != NULL && strstr(message, ends[objects]);
		objects += json_is_object(o);
		json_decref(o);
	}
	assert_int_equal(objects, COUNT_OF(ends));
	assert_int_equal(said, COUNT_OF(ends));
}

/* It may be cut short; its beginning is said whatever its letters are. */
static void
test_long(void **state)
{
	struct text what = { 0 };
	const char *in_text;
	const char *in_json;

	(void)state;
	text_add_string(&what, "begins");
	for (int i = 0; i < 10000; i++)
		text_add_string(&what, "\xE2\x82\xAC");
	in_text = say_all(LOG_LEVEL_ERROR, LOG_FORMAT_TEXT, text_string(&what));
	in_json = say_all(LOG_LEVEL_ERROR, LOG_FORMAT_JSON, text_string(&what));
	text_free(&what);
	assert_non_null(strstr(in_text, "begins"));
	assert_non_null(strstr(in_json, "begins"));
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	suite_add(&s, "messages above the level are dropped", test_levels);
	suite_add(&s, "a message has its level before it", test_text);
	SUITE_TABLE(&s, test_json, messages);
	suite_add(&s, "a long message is cut off", test_long);
	status = suite_run(&s, "log");
	arena_free(arena);
	return status;
}
