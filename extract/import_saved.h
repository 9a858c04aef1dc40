/*
 * What a browser saved, HAR and MHTML, for import_unpack.h: its answers as
 * records of a web archive.
 */
#ifndef EXTRACT_IMPORT_SAVED_H
#define EXTRACT_IMPORT_SAVED_H

#include <stdio.h>

#include "extract/import_record.h"

/*
 * Gives the record of each document that may be the source's, and at the end a
 * row with the address of each that had only another page "instead", of a known
 * kind. Closes the file.
 */
void import_give_saved(const struct import_archive *, FILE *,
    struct reader_out *, struct import_end *);

#endif
