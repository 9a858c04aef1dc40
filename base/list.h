/*
 * An array that grows, in three members of its owner: the items, how many there
 * are, and for how many there is room; all begin at nothing.
 *
 *	list->items = list_room(
 *	    list->items, list->count, &list->room, sizeof(*list->items));
 *	list->items[list->count++] = item;
 */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include <stddef.h>

/*
 * The items, with room for one more than count; they may have moved. The owner
 * gives them to free() in the end.
 */
void *list_room(void *items, size_t count, size_t *room, size_t size)
    __attribute__((returns_nonnull));

#endif
