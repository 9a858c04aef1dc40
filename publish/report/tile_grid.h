/*
 * The world as a grid of equal tiles, one a state, near to where it lies beside
 * its neighbours; so that small states are seen as well as large ones. Also
 * Taiwan, Kosovo, Palestine, Hong Kong and the Vatican.
 */
#ifndef PUBLISH_REPORT_TILE_GRID_H
#define PUBLISH_REPORT_TILE_GRID_H

#include <stddef.h>

#define TILE_COLUMNS 26
#define TILE_ROWS 18

struct tile_place {
	char iso3[4]; /* XKX: Kosovo, which ISO 3166 does not have */
	unsigned char column;
	unsigned char row;
};

/* All tiles in the order of their codes. */
const struct tile_place *tile_grid(size_t *count);

/* The index of a code's tile, or the count of all. */
size_t tile_grid_find(const char *iso3);

#endif
