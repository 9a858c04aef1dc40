#include "transform/prose/places.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

/* Codes of the U.S. Postal Service. */
static const char codes[] =
    " AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS"
    " MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV"
    " WI WY DC PR GU UK ";

static const char *const names[] = { "Alabama", "Alaska", "Arizona", "Arkansas",
	"California", "Colorado", "Connecticut", "Delaware",
	"District of Columbia", "Florida", "Georgia", "Hawaii", "Idaho",
	"Illinois", "Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana",
	"Maine", "Maryland", "Massachusetts", "Michigan", "Minnesota",
	"Mississippi", "Missouri", "Montana", "Nebraska", "Nevada",
	"New Hampshire", "New Jersey", "New Mexico", "New York",
	"North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon",
	"Pennsylvania", "Rhode Island", "South Carolina", "South Dakota",
	"Tennessee", "Texas", "Utah", "Vermont", "Virginia", "Washington",
	"West Virginia", "Wisconsin", "Wyoming",
	/* as newspapers shorten them */
	"Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "D.C", "Fla",
	"Ga", "Ill", "Ind", "Kan", "Ky", "La", "Mass", "Md", "Mich", "Minn",
	"Miss", "Mo", "Mont", "Neb", "Nev", "N.C", "N.D", "N.H", "N.J", "N.M",
	"N.Y", "Okla", "Ore", "Pa", "Penn", "R.I", "S.C", "S.D", "Tenn", "Tex",
	"Va", "Vt", "Wash", "Wis", "W.Va", "Wyo",
	/* parts of other countries */
	"Alberta", "British Columbia", "England", "Manitoba",
	"Northern Ireland", "Nova Scotia", "Ontario", "Quebec", "Scotland",
	"Wales" };

/* "Texas for the aircraft", "PA (M109A7)" */
static COMPILED struct pattern behind = PATTERN("(?-i) (?:\\(|[a-z]+\\b).*\\z");

static bool
place_is_code(const char *s, size_t length)
{
	char code[5] = { ' ', s[0], length > 1 ? s[1] : ' ', ' ', '\0' };

	return length == 2 && isupper((unsigned char)s[0]) &&
	    isupper((unsigned char)s[1]) && strstr(codes, code) != NULL;
}

static bool
place_is_name(const char *s, size_t length)
{
	while (length > 0 && strchr(" .", s[length - 1]) != NULL)
		length--;
	if (place_is_code(s, length))
		return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strlen(names[i]) == length &&
		    strncasecmp(names[i], s, length) == 0)
			return true;
	}
	return false;
}

static bool
place_is_known_region(struct reading *r, const char *s)
{
	struct country country;

	return place_is_name(s, strlen(s)) ||
	    (isupper((unsigned char)*s) &&
		country_read(r->reference, s, &country));
}

bool
place_is_region(struct reading *r, const char *s)
{
	struct match m;

	s += strspn(s, " ");
	if (strncasecmp(s, "the ", 4) == 0)
		s += 4;
	return place_is_known_region(r, s) ||
	    (pattern_find(&behind, s, &m) &&
		place_is_known_region(
		    r, arena_copy(r->arena, s, (size_t)(m.start[0] - s))));
}

const char *
place_code_at_end(const char *s)
{
	size_t length = strlen(s);

	while (length > 0 && strchr(" .", s[length - 1]) != NULL)
		length--;
	if (length < 4 || s[length - 3] != ' ' ||
	    !place_is_code(s + length - 2, 2))
		return NULL;
	return s + length - 2;
}
