/* The crawl of a source that is so many files at fixed addresses. */
#ifndef EXTRACT_FILES_H
#define EXTRACT_FILES_H

#include "extract/crawl.h"

/*
 * Renews each file: a path that begins with a slash at the source's base, or
 * a whole address. The list ends in NULL. If the settings have addresses, it
 * is they: publishers move their files.
 */
void files_crawl(struct crawl *, const char *const *paths, const char *accept);

#endif
