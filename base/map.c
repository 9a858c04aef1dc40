#include "base/map.h"

#include <libxml/hash.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

#define SIZE_AT_FIRST 64 /* it grows */

struct map {
	xmlHashTablePtr table;
};

struct map_caller {
	void (*call)(void *, void *);
	void *context;
};

static const xmlChar *
map_name(const char *key)
{
	return (const xmlChar *)key;
}

/* The table holds values that it never writes to. */
static void *
map_payload(const void *value)
{
	return (void *)(uintptr_t)value;
}

struct map *
map_new(void)
{
	struct map *map = xzalloc(sizeof(*map));

	map->table = xgiven(xmlHashCreate(SIZE_AT_FIRST));
	return map;
}

void
map_free(struct map *map)
{
	if (map == NULL)
		return;
	xmlHashFree(map->table, NULL);
	free(map);
}

void *
map_get(const struct map *map, const char *key)
{
	return map_get2(map, key, NULL);
}

void *
map_get2(const struct map *map, const char *key, const char *second)
{
	return xmlHashLookup2(map->table, map_name(key), map_name(second));
}

bool
map_add(struct map *map, const char *key, const void *value)
{
	return map_add2(map, key, NULL, value);
}

/*
 * The table does not tell want of memory from a key that is there, so that is
 * asked before.
 */
bool
map_add2(
    struct map *map, const char *key, const char *second, const void *value)
{
	if (map_get2(map, key, second) != NULL)
		return false;
	xgiven(xmlHashAddEntry2(map->table, map_name(key), map_name(second),
		   map_payload(value)) == 0
		? map
		: NULL);
	return true;
}

void
map_set(struct map *map, const char *key, const void *value)
{
	map_set2(map, key, NULL, value);
}

void
map_set2(
    struct map *map, const char *key, const char *second, const void *value)
{
	xgiven(xmlHashUpdateEntry2(map->table, map_name(key), map_name(second),
		   map_payload(value), NULL) == 0
		? map
		: NULL);
}

bool
map_mark(struct map *map, const char *key)
{
	return map_add(map, key, map);
}

bool
map_mark2(struct map *map, const char *key, const char *second)
{
	return map_add2(map, key, second, map);
}

static void
map_call_one(void *value, void *context, const xmlChar *key)
{
	const struct map_caller *caller = context;

	(void)key;
	caller->call(value, caller->context);
}

void
map_each(const struct map *map, void (*call)(void *value, void *context),
    void *context)
{
	struct map_caller caller = { call, context };

	xmlHashScan(map->table, map_call_one, &caller);
}
