/* What sources share whose documents are tables in files. */
#ifndef EXTRACT_SOURCE_TABLES_H
#define EXTRACT_SOURCE_TABLES_H

#include "extract/extractor.h"

struct crawl;

/*
 * The format by the first bytes of the content: a workbook, JSON, else CSV. A
 * page of HTML in a table's place is CSV: its reader finds no header.
 */
const struct format *tables_format(const struct document *);

/* Whether it could be a table: neither empty, nor a page of HTML, nor a line
 * that denies access. Reads the content. */
bool tables_recognise(const struct document *);

/* No table says where it was published. */
bool tables_address(const struct document *, struct text *url);

/* Records by the ending of the path: .csv, .json, .xlsx. */
enum address_kind tables_kind(const char *url);

/*
 * The crawl of files at fixed addresses: each a path that begins with a slash
 * at the source's base, or a whole address. The list ends in NULL. If the
 * settings have addresses, it is they: publishers move their files. The accept
 * is of media types, or NULL.
 */
void tables_crawl_files(
    struct crawl *, const char *const *paths, const char *accept);

/*
 * The crawl of a table that its publisher does not keep at one address: what
 * the settings name as the source's addresses, else nothing: it is imported.
 */
void tables_crawl(struct crawl *);

#endif
