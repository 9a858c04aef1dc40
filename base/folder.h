/* Folders, and small files in them that are replaced as a whole. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct text;

/* Makes a folder and those above it that are missing. False on failure, logged.
 */
bool folder_make(const char *path);

/*
 * When this returns, a folder's list of files, or a file's content, is on the
 * disk. False on failure, logged.
 */
bool folder_sync(const char *path);

/*
 * Puts a file into a folder in place of the one of that name, if there is one:
 * after a crash either the old or the new is there, whole. The folder is made
 * if it is missing. False on failure, logged.
 */
bool folder_put(
    const char *folder, const char *name, const char *bytes, size_t length);

/*
 * Whether all that was read of a file so far is what it has: an end that a read
 * gave may be a failure. False if one failed, which is logged; to be asked
 * right behind the call that gave less than it was asked for, which has set
 * errno.
 */
bool file_gave_all(FILE *, const char *path);

/*
 * Adds all that is left of a file to the text, and closes the file. False if it
 * cannot be read, logged.
 */
bool file_take(FILE *, const char *path, struct text *);

/*
 * How many entries a folder has, 0 if there is none, and whether that name is
 * among them; NULL is none. -1 if it cannot be read, logged.
 */
long folder_count(const char *path, const char *name, bool *has);

/* Removes a file from a folder, if it is there. False on failure, logged. */
bool folder_drop(const char *folder, const char *name);

/*
 * Takes a folder for one process; it is given back when the descriptor is
 * closed. FOLDER_TAKEN if another has it; -1 on failure, logged.
 */
#define FOLDER_TAKEN (-2)
int folder_take(const char *path);

/* Removes a folder and all that is in it, if it is there. False on failure,
 * logged. */
bool folder_remove(const char *path);

#endif
