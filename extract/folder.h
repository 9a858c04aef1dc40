/* Folders. */
#ifndef EXTRACT_FOLDER_H
#define EXTRACT_FOLDER_H

#include <stdbool.h>

/* Makes it and those above it unless they are there. False if not, logged. */
bool folder_make(const char *path);

#endif
