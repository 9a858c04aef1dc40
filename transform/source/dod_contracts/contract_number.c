#include "transform/source/dod_contracts/contract_number.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "transform/pattern.h"

#define DASH CONTRACT_DASH
/* How far the numbers of one row lie apart. */
#define ROW_MAX 20

/*
 * Six signs of the office, two figures of the year, a letter of the kind, four
 * signs: FAR 4.16. Pages print it with and without dashes, with other dashes
 * and with a blank: "N-44255-20-F4095", "FA8575-25-F B001". The kinds B, Q
 * and R are solicitations: "SPE1C1-18-R-0060". I and O are no kinds, and in no
 * serial, so that nobody takes them for figures.
 */
#define OFFICE                                   \
	"(?=[A-Z0-9-]{0,6}\\d)(?=\\d{0,5}[A-Z])" \
	"(?![A-Z0-9]{0,4}\\d[IO])[A-Z0-9]" DASH "?[A-Z0-9]{5}"
#define SERIAL                                            \
	"(?: ?" DASH " ?| (?=\\w?\\d))?[A-HJ-NP-Z0-9]{4}" \
	"(?![A-Za-z0-9])"
static COMPILED struct pattern number_form =
    PATTERN("(?-i)(?<![A-Za-z0-9])" OFFICE " ?" DASH "? ?\\d{2} ?" DASH
	    "? ?[AC-HJ-NPS-Z]" SERIAL);
static COMPILED struct pattern solicitation_form =
    PATTERN("(?-i)(?<![A-Za-z0-9])" OFFICE " ?" DASH "? ?\\d{2} ?" DASH
	    "? ?[BQR]" SERIAL);

/* What looks like a number: with three dashes, or as long, in a bracket. */
static COMPILED struct pattern near_form =
    PATTERN("(?<![\\w-])(?=\\w*\\d)[A-Z0-9]{1,12} ?" DASH
	    " ?[\\dOIl] ?[\\dOIl] ?" DASH " ?[A-Z0-9]{1,2} ?" DASH
	    " ?[A-Z0-9]{1,6}(?: \\d{1,3}(?=[),;]))?(?![\\w-])");
static COMPILED struct pattern near_in_bracket = PATTERN(
    "(?<=[(,;])(?-i) ?(?=[A-Z0-9]{0,5}[A-Z])(?=(?:[\\w-]+ ?)?[\\dOIl ]{3,})"
    "(?:[A-Z0-9Ol] ?){11,16}(?=[),;])");

static const char *
contract_number_plain(struct arena *arena, const char *s, size_t length)
{
	char *plain = arena_alloc(arena, length + 1);
	size_t n = 0;

	for (size_t i = 0; i < length; i++) {
		if (isalnum((unsigned char)s[i]))
			plain[n++] = s[i];
	}
	return plain;
}

bool
contract_list_add(
    struct arena *arena, struct text_list **list, const char *text)
{
	for (; *list != NULL; list = &(*list)->next) {
		if (strcmp((*list)->text, text) == 0)
			return false;
	}
	*list = arena_alloc(arena, sizeof(**list));
	(*list)->text = text;
	return true;
}

/* Adds the numbers behind one up to another: of as many as go in one row. */
static void
contract_number_fill(struct reading *r, const char *plain, long ahead,
    struct text_list **numbers, struct text_list **printed)
{
	size_t length = strlen(plain);
	long first = strtol(plain + length - 4, NULL, 10);

	for (long i = 1; i <= ahead; i++) {
		const char *tail = arena_print(r->arena, "%04ld", first + i);

		if (contract_list_add(r->arena, numbers,
			arena_join(r->arena, plain, length - 4, "", tail)))
			contract_list_add(r->arena, printed, tail);
	}
}

/* "N00024-25-D-4301 through 4305", or with the whole number of the last. */
static const char *
contract_number_take_range(struct reading *r, const char *behind,
    const char *plain, struct text_list **numbers, struct text_list **printed)
{
	static COMPILED struct pattern last = PATTERN(
	    "(?-i)\\A,? ?(?:through|thru|to) "
	    "(?:([A-Z0-9]" DASH "?[A-Z0-9]{5} ?" DASH "? ?\\d{2} ?" DASH
	    "? ?[A-Z] ?" DASH "? ?)|" DASH ")?(\\d{4})(?![A-Za-z0-9-])");
	size_t length = strlen(plain);
	const char *stem;
	long ahead;
	struct match m;

	if (!pattern_find(&last, behind, &m) ||
	    strspn(plain + length - 4, "0123456789") != 4)
		return behind;
	stem = m.start[1] == NULL
	    ? NULL
	    : contract_number_plain(r->arena, m.start[1], m.length[1]);
	if (stem != NULL && strncmp(stem, plain, length - 4) != 0)
		return behind;
	ahead =
	    strtol(m.start[2], NULL, 10) - strtol(plain + length - 4, NULL, 10);
	if (ahead <= 0 || ahead > ROW_MAX) {
		reading_fault(r, "contract_number", 0,
		    match_text(r->arena, &m, 0), "not a range of numbers");
		return behind;
	}
	contract_number_fill(r, plain, ahead, numbers, printed);
	return m.start[0] + m.length[0];
}

/*
 * "N62473-11-D-0401/0402/0403": the others differ in the last four signs, and
 * follow soon. "F33657-01-D-0026/0014" is an order of one contract.
 */
static const char *
contract_number_take_row(struct reading *r, const char *behind,
    const char *plain, struct text_list **numbers, struct text_list **printed)
{
	static COMPILED struct pattern next =
	    PATTERN("(?-i)\\A ?/ ?([A-Z0-9]{4})(?![A-Za-z0-9-])");
	size_t length = strlen(plain);
	struct match m;

	while (length > 4 && pattern_find(&next, behind, &m)) {
		const char *tail = match_text(r->arena, &m, 1);
		long ahead = strtol(tail, NULL, 10) -
		    strtol(plain + length - 4, NULL, 10);

		if (strspn(tail, "0123456789") != 4 || ahead <= 0 ||
		    ahead > ROW_MAX)
			break;
		if (contract_list_add(r->arena, numbers,
			arena_join(r->arena, plain, length - 4, "", tail)))
			contract_list_add(r->arena, printed, tail);
		behind = m.start[0] + m.length[0];
	}
	return behind;
}

/* Overwrites what matches, so that nothing else is found in it. */
static void
contract_number_blank(struct pattern *form, char *text)
{
	const char *at = text;
	struct match m;

	for (; pattern_find(form, at, &m); at = m.start[0] + m.length[0])
		memset(text + (m.start[0] - text), '#', m.length[0]);
}

/* "(N00024-31-C-00 12)", "(N00024-3O-C-0012)": lost among others. */
static void
contract_number_tell_near(struct reading *r, const char *text)
{
	struct pattern *const forms[] = { &near_form, &near_in_bracket };
	char *rest = arena_string(r->arena, text);
	struct match m;

	contract_number_blank(&number_form, rest);
	contract_number_blank(&solicitation_form, rest);
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *at = rest;

		for (; pattern_find(forms[i], at, &m);
		     at = m.start[0] + m.length[0])
			reading_fault(r, "contract_number", 0,
			    match_text(r->arena, &m, 0),
			    "looks like a number of a contract, but is none");
	}
}

/* "NO0024-31-C-0001": few offices have such a letter. */
static void
contract_number_tell_letter(struct reading *r, const char *plain)
{
	static COMPILED struct pattern letter =
	    PATTERN("(?-i)\\A[A-Z0-9]{0,4}[IO]\\d");

	if (pattern_is_in(&letter, plain))
		reading_fault(r, "contract_number", 0, plain,
		    "has a letter that may be a figure");
}

void
contract_numbers_read(struct reading *r, const char *text,
    struct text_list **numbers, struct text_list **printed)
{
	struct match m;

	contract_number_tell_near(r, text);

	while (pattern_find(&number_form, text, &m)) {
		const char *plain =
		    contract_number_plain(r->arena, m.start[0], m.length[0]);

		contract_number_tell_letter(r, plain);
		if (contract_list_add(r->arena, numbers, plain))
			contract_list_add(
			    r->arena, printed, match_text(r->arena, &m, 0));
		text = contract_number_take_row(
		    r, m.start[0] + m.length[0], plain, numbers, printed);
		text = contract_number_take_range(
		    r, text, plain, numbers, printed);
	}
}

const char *
contract_number_read(struct reading *r, const char *text)
{
	struct match m;

	return pattern_find(&number_form, text, &m)
	    ? contract_number_plain(r->arena, m.start[0], m.length[0])
	    : NULL;
}
