/* Folders. */
#ifndef EXTRACT_FOLDER_H
#define EXTRACT_FOLDER_H

#include <stdbool.h>

/* Makes it and those above it unless they are there. False if not, logged. */
bool folder_make(const char *path);

/*
 * What a folder says of its files, or what a file holds, is on the disk when
 * this returns. False if not, logged.
 */
bool folder_sync(const char *path);

#endif
