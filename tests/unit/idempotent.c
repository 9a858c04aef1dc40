/*
 * What a reader of values gives is a value that it reads as the same: over all
 * that the golden documents say, whatever kind of value it is.
 */
#include "tests/support/support.h"

#include <glob.h>

#include "base/list.h"
#include "base/map.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"

#define GOLDEN "tests/golden/*/*.expected"

static struct reference *reference;
static struct map *seen;
static const char **values;
static size_t value_count;
static size_t value_room;
static struct arena *arena; /* of the values */

/* The values */

static void
values_add(const char *start, size_t length)
{
	const char *value;

	if (length == 0)
		return;
	value = arena_copy(arena, start, length);
	if (!map_mark(seen, value))
		return;
	values = list_room(values, value_count, &value_room, sizeof(*values));
	values[value_count++] = value;
}

/* A list is JSON of texts: its texts are values, too. */
static void
values_of_list(const char *list)
{
	const char *end;

	for (const char *p = strchr(list, '"'); p != NULL;
	     p = strchr(end + 1, '"')) {
		end = strchr(p + 1, '"');
		if (end == NULL)
			return;
		values_add(p + 1, (size_t)(end - p - 1));
	}
}

/* "key: value | value": the line, its parts, and these without their key. */
static void
values_of_line(char *line)
{
	char *part = line + strspn(line, " ");

	part[strcspn(part, "\n")] = '\0';
	values_add(part, strlen(part));
	while (part != NULL) {
		char *next = strstr(part, " | ");
		const char *colon;

		if (next != NULL) {
			*next = '\0';
			next += strlen(" | ");
		}
		values_add(part, strlen(part));
		colon = strstr(part, ": ");
		if (colon != NULL)
			values_add(colon + 2, strlen(colon + 2));
		if (strchr(part, '[') != NULL)
			values_of_list(part);
		part = next;
	}
}

static void
values_of_file(const char *path)
{
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;

	assert_non_null(file);
	while (getline(&line, &room, file) > 0)
		values_of_line(line);
	free(line);
	fclose(file);
}

static void
values_read(void)
{
	glob_t found;

	assert_int_equal(glob(GOLDEN, 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++)
		values_of_file(found.gl_pathv[i]);
	globfree(&found);
}

/* Their readers, each as text to text; NULL: is no such value. */

static const char *
idempotent_transmittal(struct arena *a, const char *text)
{
	return transmittal_read(a, text);
}

static const char *
idempotent_day(struct arena *a, const char *text)
{
	struct day day;

	return day_read(text, &day) ? day_text(a, day) : NULL;
}

static const char *
idempotent_period_start(struct arena *a, const char *text)
{
	struct day start;
	struct day end;

	if (!period_read(text, &start, &end))
		return NULL;
	if (start.month == end.month)
		return arena_print(a, "%04d-%02d", start.year, start.month);
	return arena_print(a, "%04d", start.year);
}

static const char *
idempotent_decimal(struct arena *a, const char *text)
{
	struct decimal number;

	return decimal_read(text, &number) ? arena_string(a, number.text)
					   : NULL;
}

static const char *
idempotent_percent(struct arena *a, const char *text)
{
	struct decimal number;

	return percent_read(arena_print(a, "%s%%", text), &number)
	    ? arena_string(a, number.text)
	    : NULL;
}

static const char *
idempotent_money(struct arena *a, const char *text)
{
	struct money money;

	return money_read(text, &money)
	    ? arena_print(a, "$%s", money_text(a, money))
	    : NULL;
}

static const char *
idempotent_quantity(struct arena *a, const char *text)
{
	struct quantity quantity;

	if (quantity_read(text, &quantity) == 0 ||
	    quantity.precision != PRECISION_EXACT)
		return NULL;
	return arena_print(a, "%lld", (long long)quantity.count);
}

static const char *
idempotent_country(struct arena *a, const char *text)
{
	struct country country;

	(void)a;
	return country_read(reference, text, &country) ? country.name : NULL;
}

/* A mark of SIPRI's is no part of the name, and tells what the list does not.
 */
static const char *
idempotent_party(struct arena *a, const char *text)
{
	struct country country;

	return strchr(text, '*') == NULL &&
		party_find(reference, a, text, &country)
	    ? country.name
	    : NULL;
}

static const char *
idempotent_words(struct arena *a, const char *text)
{
	struct words words = words_read(a, text);
	struct text joined = { 0 };
	const char *copy;

	for (size_t i = 0; i < words.count; i++)
		text_addf(&joined, "%s%s", i > 0 && words.begins[i] ? " " : "",
		    words.word[i]);
	copy = arena_string(a, text_string(&joined));
	text_free(&joined);
	return copy;
}

static const char *
idempotent_disarmed(struct arena *a, const char *text)
{
	char *out = arena_alloc(a, 3 * strlen(text) + 1);

	utf8_disarm(text, out);
	return out;
}

static const char *
idempotent_disarmed_xml(struct arena *a, const char *text)
{
	char *out = arena_alloc(a, 3 * strlen(text) + 1);

	utf8_disarm_xml(text, out);
	return out;
}

static const char *
idempotent_repaired(struct arena *a, const char *text)
{
	char *copy = arena_string(a, text);

	utf8_repair(copy);
	return copy;
}

struct idempotent_case {
	const char *name;
	const char *(*read)(struct arena *, const char *);
	size_t
	    least; /* so many of the golden documents' values are such ones */
};

static const struct idempotent_case table[] = {
	{ "name_key", name_key, 1000 },
	{ "company_key", company_key, 1000 },
	{ "words_read", idempotent_words, 1000 },
	{ "transmittal_read", idempotent_transmittal, 50 },
	{ "day_read", idempotent_day, 100 },
	{ "period_read", idempotent_period_start, 20 },
	{ "decimal_read", idempotent_decimal, 500 },
	{ "percent_read", idempotent_percent, 500 },
	{ "money_read", idempotent_money, 100 },
	{ "quantity_read", idempotent_quantity, 100 },
	{ "country_read", idempotent_country, 50 },
	{ "party_find", idempotent_party, 50 },
	{ "utf8_disarm", idempotent_disarmed, 1000 },
	{ "utf8_disarm_xml", idempotent_disarmed_xml, 1000 },
	{ "utf8_repair", idempotent_repaired, 1000 },
};

static void
test_idempotent(void **state)
{
	const struct idempotent_case *c = *state;
	struct arena *a = arena_new();
	size_t wrong = 0;
	size_t count = 0;

	for (size_t i = 0; i < value_count; i++) {
		const char *once = c->read(a, values[i]);

		if (once == NULL)
			continue;
		count++;
		if (strcmp(or_none(c->read(a, once)), once) == 0)
			continue;
		if (wrong++ < 10)
			print_message("# %s(\"%s\") is \"%s\", then \"%s\"\n",
			    c->name, values[i], once,
			    or_none(c->read(a, once)));
	}
	print_message("# %s: %zu values\n", c->name, count);
	arena_free(a);
	assert_int_equal(wrong, 0);
	assert_true(count >= c->least);
}

/* Who is known by a name is known by the key of the name, too. */
static void
test_contractor_by_key(void **state)
{
	struct arena *a = arena_new();
	size_t wrong = 0;
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < value_count; i++) {
		const char *id = contractor_read(reference, values[i]);
		const char *then;

		if (id == NULL)
			continue;
		count++;
		then = contractor_read(reference, company_key(a, values[i]));
		if (strcmp(id, or_none(then)) == 0)
			continue;
		if (wrong++ < 10)
			print_message("# %s: %s, by its key %s\n", values[i],
			    id, or_none(then));
	}
	print_message("# contractor_read: %zu values\n", count);
	arena_free(a);
	assert_int_equal(wrong, 0);
	assert_true(count >= 50);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	seen = map_new();
	reference = reference_open(REFERENCE_FOLDER);
	if (reference == NULL)
		return 1;
	values_read();
	SUITE_TABLE(&s, test_idempotent, table);
	suite_add(&s, "contractor_read", test_contractor_by_key);
	status = suite_run(&s, "idempotent");
	reference_close(reference);
	map_free(seen);
	free(values);
	arena_free(arena);
	return status;
}
