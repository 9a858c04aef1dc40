/* One value as a cell or a phrase has it, by all that normalise. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/table/cell.h"
#include "transform/table/years.h"

static void
read_numbers(const char *s)
{
	struct money money;
	struct decimal decimal;
	struct quantity quantity;
	struct day day;
	struct day end;
	struct years years;
	int64_t number;
	char mark = '\0';
	size_t n = strlen(s);

	(void)money_read(s, &money);
	(void)decimal_read(s, &decimal);
	(void)decimal_has_comma(s);
	(void)decimal_read_marked(s, &mark, &decimal);
	(void)percent_read(s, &decimal);
	fuzz_assert(quantity_read(s, &quantity) <= n &&
		number_words_read(s, &number) <= n,
	    "a number is no longer than its text");
	if (day_read_near(s, 2026, &day) || day_read(s, &day))
		fuzz_assert(
		    day_compare(day_add(day_add(day, 40), -40), day) == 0,
		    "a day is where it was");
	if (period_read(s, &day, &end))
		fuzz_assert(day_compare(day, end) <= 0,
		    "a period ends after it begins");
	(void)years_read(s, &years);
}

static void
read_names(struct arena *arena, const char *s)
{
	const struct reference *r = fuzz_reference();
	struct country country;
	bool differ;
	const char *key = name_key(arena, s);
	const char *number = transmittal_read(arena, s);

	fuzz_assert(strcmp(name_key(arena, key), key) == 0,
	    "the key of a key is the key");
	if (number != NULL) {
		const char *again = transmittal_read(arena, number);

		fuzz_assert(again != NULL && strcmp(again, number) == 0,
		    "a number in its one form stays so");
		(void)transmittal_authority(number);
	}
	(void)company_key(arena, s);
	(void)country_read(r, s, &country);
	(void)party_find(r, arena, s, &country);
	(void)party_find_coded(r, arena, "USR", s, &country, &differ);
	(void)contractor_read(r, s);
	(void)contractor_is_name(r, s);
	(void)equipment_category(r, s);
	(void)equipment_family(r, s);
	(void)cell_is_blank(s);
	(void)cell_trim(arena, s);
}

void
fuzz_value(const void *what, const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	const char *s = fuzz_string(arena, bytes, length);

	(void)what;
	read_numbers(s);
	read_names(arena, s);
	arena_free(arena);
}
