#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

#define DASH                                                       \
	"(?:-|\xE2\x80\x90|\xE2\x80\x91|\xE2\x80\x92|\xE2\x80\x93" \
	"|\xE2\x80\x94)"

/* Behind 1 to 9, O and I are a nought and a one; so is l everywhere. */
#define REPORT "(?:0(?!(?-i:l))[A-Z]|[1-9](?!(?-i:l))[A-HJ-NP-Z])"

/* Serials are printed 25-08 and 25-8, 26-0T, 26-CN; 0A-26 the other way. */
static COMPILED struct pattern form =
    PATTERN("^ ?(?:\\[)?(?:(DDTC|DTC)|RS ?AT)? ?-? ?(?:(\\d\\d) ?" DASH
	    " ?(\\d{1,3}|" REPORT "|[A-Z]{2})|(" REPORT ") ?" DASH
	    " ?(\\d\\d)|(\\d{3}) ?" DASH " ?(\\d\\d)) ?[].,;]* ?$");

static const char *
transmittal_join(struct arena *arena, const char *left, const char *right)
{
	char *joined = arena_print(arena, "%s-%s", left, right);

	for (char *p = joined; *p != '\0'; p++)
		*p = (char)toupper((unsigned char)*p);
	return joined;
}

static bool
transmittal_is_number(const char *s)
{
	return s[strspn(s, "0123456789")] == '\0';
}

const char *
transmittal_read(struct arena *arena, const char *text)
{
	struct match m;
	const char *year;
	const char *serial;

	if (text == NULL || !pattern_find(&form, text, &m))
		return NULL;
	if (m.start[4] != NULL) /* 0A-26 */
		return transmittal_join(
		    arena, match_text(arena, &m, 4), match_text(arena, &m, 5));
	if (m.start[6] != NULL && m.start[1] == NULL)
		return NULL;
	year = match_text(arena, &m, m.start[6] != NULL ? 7 : 2);
	serial = match_text(arena, &m, m.start[6] != NULL ? 6 : 3);
	if (transmittal_is_number(serial)) {
		serial += strspn(serial, "0");
		if (*serial == '\0')
			return NULL;
	}
	if (m.start[1] == NULL)
		return transmittal_join(arena, year, serial);
	return transmittal_is_number(serial)
	    ? arena_print(
		  arena, "DDTC %s-%03ld", year, strtol(serial, NULL, 10))
	    : NULL;
}

const char *
transmittal_authority(const char *transmittal)
{
	const char *serial = strchr(transmittal, '-');

	if (serial == NULL)
		return NULL;
	if (isupper((unsigned char)serial[-1]))
		return "36(b)(5)(A)";
	return transmittal_is_number(serial + 1) ? "36(b)(1)" : "36(b)(5)(C)";
}
