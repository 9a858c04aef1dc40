/* What is written beside its place, and takes it when it is whole. */
#ifndef PUBLISH_EXPORT_PLACE_H
#define PUBLISH_EXPORT_PLACE_H

#include <stdbool.h>

/*
 * A new file or folder beside the place, of a name that nobody has: what
 * another export writes there at the same time is not touched. If the program
 * ends before it is in its place, for want of memory say, it goes. The caller
 * frees the name. NULL on failure, logged, or if the place is of another kind.
 */
char *export_part(const char *out, bool is_folder);

/*
 * Puts what was written beside into its place, with the folder's list of files
 * to the disk. False on failure, logged: then a folder is still beside, and of
 * a file the old one is in the place or the new one, whole.
 */
bool export_place(const char *part, const char *out);

#endif
