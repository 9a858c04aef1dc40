#include "tests/support/support.h"

static char *
suite_name(const char *text)
{
	char *name = strdup(text == NULL ? "(null)" : text);

	if (name == NULL)
		abort();
	for (char *p = name; *p != '\0'; p++) {
		if ((unsigned char)*p < ' ' || *p == '#')
			*p = ' ';
	}
	if (strlen(name) > 70)
		name[70] = '\0';
	return name;
}

void
suite_add_case(struct suite *s, const char *name, CMUnitTestFunction test,
    const void *context)
{
	struct CMUnitTest *t;

	if (s->count == s->room) {
		s->room = s->room * 2 + 64;
		s->tests = realloc(s->tests, s->room * sizeof(*s->tests));
		if (s->tests == NULL)
			abort();
	}
	t = &s->tests[s->count++];
	*t = (struct CMUnitTest){
		.name = suite_name(name),
		.test_func = test,
		.initial_state = (void *)(uintptr_t)context,
	};
}

void
suite_add(struct suite *s, const char *name, CMUnitTestFunction test)
{
	suite_add_case(s, name, test, NULL);
}

void
suite_add_table(struct suite *s, CMUnitTestFunction test, const void *table,
    size_t count, size_t size)
{
	const char *line = table;
	const char *name;

	for (size_t i = 0; i < count; i++, line += size) {
		memcpy(&name, line, sizeof(name));
		suite_add_case(s, name, test, line);
	}
}

int
suite_run(struct suite *s, const char *name)
{
	int failed =
	    _cmocka_run_group_tests(name, s->tests, s->count, NULL, NULL);

	for (size_t i = 0; i < s->count; i++)
		free((void *)(uintptr_t)s->tests[i].name);
	free(s->tests);
	*s = (struct suite){ 0 };
	return failed != 0;
}

const char *
or_none(const char *s)
{
	return s == NULL ? "(none)" : s;
}

bool
is_utf8(const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;

	while (length > 0) {
		size_t n = utf8_length(s, length);

		if (n == 0 || *s == '\0')
			return false;
		s += n;
		length -= n;
	}
	return true;
}
