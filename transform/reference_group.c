#include "transform/reference_group.h"

#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/map.h"
#include "transform/normalise/normalise.h"
#include "transform/reference_country.h"

enum group_column {
	GROUP_ID,
	GROUP_ISO3,
	GROUP_SINCE,
	GROUP_UNTIL,
	GROUP_SOURCE,
};

struct membership {
	struct day since;
	struct day until; /* year 0: it lasts */
	struct membership *earlier_line;
};

struct country_groups {
	struct arena *arena;
	const struct country_codes *codes;
	struct map *names;   /* a set of identifiers */
	struct map *members; /* by group and country */
};

const char *const group_name_columns[] = { "group_id", "name", NULL };
const char *const group_columns[] = {
	[GROUP_ID] = "group_id",
	[GROUP_ISO3] = "iso3",
	[GROUP_SINCE] = "since",
	[GROUP_UNTIL] = "until",
	[GROUP_SOURCE] = "source",
	NULL,
};

struct country_groups *
country_groups_new(struct arena *arena, const struct country_codes *codes)
{
	struct country_groups *groups = arena_alloc(arena, sizeof(*groups));

	*groups = (struct country_groups){
		.arena = arena,
		.codes = codes,
		.names = map_new(),
		.members = map_new(),
	};
	return groups;
}

void
country_groups_free(struct country_groups *groups)
{
	if (groups == NULL)
		return;
	map_free(groups->names);
	map_free(groups->members);
}

bool
group_take_name(void *context, const char *const *v, const char *where)
{
	struct country_groups *groups = context;

	if (v[0] == NULL || v[1] == NULL) {
		log_error("%s: no identifier or no name", where);
		return false;
	}
	if (!map_mark(groups->names, v[0])) {
		log_error("%s: %s is in the list already", where, v[0]);
		return false;
	}
	return true;
}

static bool
read_days(const char *const *v, const char *where, struct membership *m)
{
	if (v[GROUP_SINCE] == NULL || !day_read(v[GROUP_SINCE], &m->since)) {
		log_error("%s: since is not a day", where);
		return false;
	}
	if (v[GROUP_UNTIL] == NULL)
		return true;
	if (!day_read(v[GROUP_UNTIL], &m->until)) {
		log_error("%s: until is not a day", where);
		return false;
	}
	if (day_compare(m->until, m->since) >= 0)
		return true;
	log_error("%s: until is before since", where);
	return false;
}

/* Whether one has a day after which the other begins. */
static bool
ends_before(const struct membership *one, const struct membership *other)
{
	return one->until.year != 0 &&
	    day_compare(one->until, other->since) < 0;
}

static bool
is_apart(const struct membership *one, const struct membership *others)
{
	for (; others != NULL; others = others->earlier_line) {
		if (!ends_before(one, others) && !ends_before(others, one))
			return false;
	}
	return true;
}

bool
group_take_member(void *context, const char *const *v, const char *where)
{
	struct country_groups *groups = context;
	struct membership *m = arena_alloc(groups->arena, sizeof(*m));

	if (v[GROUP_ID] == NULL ||
	    map_get(groups->names, v[GROUP_ID]) == NULL) {
		log_error("%s: no such group", where);
		return false;
	}
	if (v[GROUP_ISO3] == NULL ||
	    !country_codes_has(groups->codes, v[GROUP_ISO3])) {
		log_error("%s: no such country", where);
		return false;
	}
	if (v[GROUP_SOURCE] == NULL) {
		log_error("%s: no source", where);
		return false;
	}
	if (!read_days(v, where, m))
		return false;
	m->earlier_line = map_get2(groups->members, v[GROUP_ID], v[GROUP_ISO3]);
	if (!is_apart(m, m->earlier_line)) {
		log_error("%s: another line has %s in %s on the same day",
		    where, v[GROUP_ISO3], v[GROUP_ID]);
		return false;
	}
	map_set2(groups->members, v[GROUP_ID], v[GROUP_ISO3], m);
	return true;
}
