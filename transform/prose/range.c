#include "transform/prose/range.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

/* So far from its start a number is looked at. */
#define FORM_MAX 80
#define DASH "(?:-|\xE2\x80[\x90-\x95])"

/*
 * "60-GBU-38", "2x AN/PRC-117", "4ea. masts": the joint belongs to neither.
 * "25K grenades" are thousands.
 */
static size_t
range_hyphened(const char *at, struct quantity *q)
{
	static COMPILED struct pattern form =
	    PATTERN("(?-i)\\A(\\d{1,3})(?:-(?=[A-Z]{2,5}-\\d)"
		    "|(?:[xX]|ea\\.?)(?= [\\w(.])|(K)(?= [a-z\\d]))");
	struct match m;

	if (!isdigit((unsigned char)*at) ||
	    !pattern_find_in(&form, at, strnlen(at, FORM_MAX), &m))
		return 0;
	*q = (struct quantity){ .precision = PRECISION_EXACT };
	for (size_t i = 0; i < m.length[1]; i++)
		q->count = q->count * 10 + (m.start[1][i] - '0');
	q->count *= m.start[2] == NULL ? 1 : 1000;
	return m.length[0];
}

static bool
range_is_of_years(int64_t from, int64_t to)
{
	return from >= 1900 && to <= 2100;
}

/* "30-36 launchers", "1,000-1,200 shells"; "2018-2020" are years. */
static size_t
range_of_figures(const char *at, struct quantity *q)
{
	static COMPILED struct pattern form =
	    PATTERN("\\A(\\d{1,3}(?:,\\d{3})+|\\d{1,6})" DASH
		    "(\\d{1,3}(?:,\\d{3})+|\\d{1,6})(?= [^\\s\\d])");
	int64_t ends[2] = { 0, 0 };
	struct match m;

	if (!isdigit((unsigned char)*at) ||
	    !pattern_find_in(&form, at, strnlen(at, FORM_MAX), &m))
		return 0;
	for (int k = 0; k < 2; k++) {
		for (size_t i = 0; i < m.length[k + 1]; i++) {
			if (m.start[k + 1][i] != ',')
				ends[k] =
				    ends[k] * 10 + (m.start[k + 1][i] - '0');
		}
	}
	if (ends[0] == 0 || ends[0] >= ends[1] ||
	    range_is_of_years(ends[0], ends[1]))
		return 0;
	*q = (struct quantity){
		.count = ends[1], .precision = PRECISION_UP_TO, .from = ends[0]
	};
	return m.length[0];
}

/* What joins the ends of a range behind the first, and how long it is. */
static size_t
range_joint(const char *at, bool opened)
{
	static COMPILED struct pattern dash = PATTERN("\\A" DASH);
	const char *joint = opened ? " and " : " to ";
	struct match m;

	if (strncmp(at, joint, strlen(joint)) == 0)
		return strlen(joint);
	return !opened && pattern_find_in(&dash, at, strnlen(at, 3), &m)
	    ? m.length[0]
	    : 0;
}

/* "between 100 and 103", "six to eight": up to the greater, from the lower. */
size_t
range_read(const char *at, struct quantity *q)
{
	static const char between[] = "between ";
	bool opened = strncasecmp(at, between, sizeof(between) - 1) == 0;
	size_t skip = opened ? sizeof(between) - 1 : 0;
	size_t length = opened ? 0 : range_of_figures(at, q);
	size_t joint;
	struct quantity upper;
	size_t more;

	if (length > 0)
		return length;
	length = quantity_read(at + skip, q);
	if (length == 0)
		return opened ? 0 : range_hyphened(at, q);
	length += skip;
	joint = range_joint(at + length, opened);
	more = joint == 0 ? 0 : quantity_read(at + length + joint, &upper);
	if (more == 0 || upper.count <= q->count)
		return opened ? 0 : length;
	*q = (struct quantity){ .count = upper.count,
		.precision = q->precision == PRECISION_NONE ||
			upper.precision == PRECISION_NONE
		    ? PRECISION_NONE
		    : PRECISION_UP_TO,
		.from = q->count };
	return length + joint + more;
}
