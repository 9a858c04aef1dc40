/* Folders, and small files in them that are replaced as a whole. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

/* Makes it and those above it unless they are there. False if not, logged. */
bool folder_make(const char *path);

/*
 * What a folder says of its files, or what a file holds, is on the disk when
 * this returns. False if not, logged.
 */
bool folder_sync(const char *path);

/*
 * Puts a file into a folder in place of the one of that name, if there is one:
 * after a crash either the old or the new is there, whole. The folder is made
 * if need be. False if not, logged.
 */
bool folder_put(
    const char *folder, const char *name, const char *bytes, size_t length);

/* Takes a file out of a folder, if it is there. False if not, logged. */
bool folder_drop(const char *folder, const char *name);

#endif
