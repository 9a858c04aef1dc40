#include "base/list.h"

#include "base/memory.h"

#define ROOM_AT_FIRST 16

void *
list_room(void *items, size_t count, size_t *room, size_t size)
{
	if (items != NULL && count < *room)
		return items;
	*room = *room == 0 ? ROOM_AT_FIRST : *room * 2;
	return xrealloc(items, *room, size);
}
