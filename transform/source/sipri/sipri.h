/*
 * What the tables of the Stockholm International Peace Research Institute have
 * in common: the lines above their headers, which say what a file is about.
 */
#ifndef TRANSFORM_SOURCE_SIPRI_SIPRI_H
#define TRANSFORM_SOURCE_SIPRI_SIPRI_H

#include "transform/reading.h"

/*
 * "Data generated: 18 May 2026 2:29:20 PM", "Generated: 11 December 2023": as
 * 2026-05-18T14:29:20Z, which is taken for UTC as no zone is named. NULL if the
 * line says no such thing.
 */
const char *sipri_generated(struct arena *, const char *line);

/*
 * Notes in the edition what the first line of a register says it is about:
 * suppliers, recipients, years, and whether deals without deliveries are among
 * them. False if it is not that line. What it says and cannot be read is a
 * fault, and then the edition is partial.
 */
bool sipri_scope(struct reading *, struct edition *, const char *line);

#endif
