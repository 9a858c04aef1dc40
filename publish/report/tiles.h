/*
 * A map of the world in tiles, coloured by steps that hold about as many
 * countries each; a map a series.
 */
#ifndef PUBLISH_REPORT_TILES_H
#define PUBLISH_REPORT_TILES_H

#include "publish/report/chart_data.h"
#include "publish/report/svg.h"

void tiles_write(struct svg *, const struct chart *);

#define TILE_STEPS 5

/* Where steps end: a value is in the step of the first end not below it. */
struct tile_steps {
	size_t count;
	double
	    ends[TILE_STEPS]; /* rounded; the last one is the greatest value */
};

/* Sorts the values, of which there is one at least. */
struct tile_steps tile_steps_make(double *values, size_t count);

/* From 1 to TILE_STEPS: the colour of a value. Few steps are far apart. */
int tile_steps_colour(const struct tile_steps *, double value);

#endif
