#include "publish/export/book_prove.h"

#include <errno.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/log.h"
#include "base/memory.h"

#define BOOK_XML (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
#define SHEETS "xl/worksheets/sheet"
#define OTHER_MOST ((zip_uint64_t)64 * 1024 * 1024)

bool
book_prove_note(const lxw_worksheet *sheet, struct book_sheet *s)
{
	FILE *file = sheet->optimize_tmpfile;
	struct digest *digest;
	char bytes[16384];
	ssize_t n;

	errno = 0;
	if (fflush(file) != 0 || ferror(file) != 0)
		return false;
	digest = digest_new();
	while ((n = pread(
		    fileno(file), bytes, sizeof(bytes), (off_t)s->bytes)) > 0) {
		digest_add(digest, bytes, (size_t)n);
		s->bytes += (uint64_t)n;
	}
	digest_hex(digest, s->sha256);
	digest_free(digest);
	return n == 0;
}

/* Reading back */

struct book_scan {
	xmlParserCtxt *xml; /* of all but the rows that waited */
	uint64_t cells;
	uint64_t left; /* bytes of rows that are to come */
	bool is_rows;  /* where they begin has been passed */
	size_t matched_rows;
	size_t matched_cell;
	struct digest *digest;
};

/* Whether a byte is the last of a word that begins with "<", and has no other.
 */
static bool
book_scan_word(const char *word, size_t *matched, char byte)
{
	if (byte == word[*matched])
		++*matched;
	else
		*matched = byte == '<';
	if (word[*matched] != '\0')
		return false;
	*matched = 0;
	return true;
}

static void
book_scan_rows(struct book_scan *s, const char *bytes, size_t length)
{
	size_t waited = length > s->left ? (size_t)s->left : length;

	digest_add(s->digest, bytes, waited);
	s->left -= waited;
	xmlParseChunk(s->xml, bytes + waited, (int)(length - waited), 0);
}

static void
book_scan_bytes(struct book_scan *s, const char *bytes, size_t length)
{
	size_t head = 0; /* bytes before the rows */

	if (s->is_rows)
		book_scan_rows(s, bytes, length);
	else
		head = length;
	for (size_t i = 0; i < length; i++) {
		s->cells += book_scan_word("<c ", &s->matched_cell, bytes[i]);
		if (!s->is_rows &&
		    book_scan_word("<sheetData>", &s->matched_rows, bytes[i])) {
			s->is_rows = true;
			head = i + 1;
			xmlParseChunk(s->xml, bytes, (int)head, 0);
			book_scan_rows(s, bytes + head, length - head);
			head = 0;
		}
	}
	xmlParseChunk(s->xml, bytes, (int)head, 0);
}

static bool
book_scan_is_whole(const struct book_scan *s, const struct book_sheet *wanted)
{
	char hex[DIGEST_HEX];

	digest_hex(s->digest, hex);
	return xmlParseChunk(s->xml, "", 0, 1) == XML_ERR_OK &&
	    s->cells == wanted->cells && s->left == 0 &&
	    strcmp(hex, wanted->sha256) == 0;
}

static bool
book_prove_sheet(zip_t *zip, size_t number, const struct book_sheet *wanted)
{
	struct book_scan s = { .left = wanted->bytes };
	xmlSAXHandler none = { .initialized = 0 }; /* whether it is XML */
	char name[64];
	char bytes[16384];
	zip_file_t *file;
	zip_int64_t n;
	bool ok;

	snprintf(name, sizeof(name), SHEETS "%zu.xml", number);
	file = zip_fopen(zip, name, 0);
	if (file == NULL)
		return false;
	s.digest = digest_new();
	s.xml = xgiven(xmlCreatePushParserCtxt(&none, NULL, NULL, 0, NULL));
	xmlCtxtUseOptions(s.xml, BOOK_XML);
	while ((n = zip_fread(file, bytes, sizeof(bytes))) > 0)
		book_scan_bytes(&s, bytes, (size_t)n);
	ok = zip_fclose(file) == 0 && n == 0 && book_scan_is_whole(&s, wanted);
	xmlFreeParserCtxt(s.xml);
	digest_free(s.digest);
	return ok;
}

/* All else is small, and XML. */
static bool
book_prove_other(zip_t *zip, zip_uint64_t entry)
{
	struct zip_stat st;
	zip_file_t *file = zip_fopen_index(zip, entry, 0);
	xmlDoc *doc = NULL;
	char *bytes;

	if (file == NULL || zip_stat_index(zip, entry, 0, &st) != 0 ||
	    st.size > OTHER_MOST) {
		if (file != NULL)
			zip_fclose(file);
		return false;
	}
	bytes = xzalloc((size_t)st.size + 1);
	if (zip_fread(file, bytes, st.size) == (zip_int64_t)st.size)
		doc = xmlReadMemory(bytes, (int)st.size, NULL, NULL, BOOK_XML);
	zip_fclose(file);
	free(bytes);
	xmlFreeDoc(doc);
	return doc != NULL;
}

static bool
book_prove_all(zip_t *zip, const struct book_sheet *sheets, size_t count)
{
	zip_int64_t entries = zip_get_num_entries(zip, 0);
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		if (!book_prove_sheet(zip, i + 1, &sheets[i]))
			return false;
	}
	for (zip_int64_t i = 0; i < entries; i++) {
		const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);

		if (name == NULL)
			return false;
		if (strncmp(name, SHEETS, strlen(SHEETS)) == 0)
			found++;
		else if (!book_prove_other(zip, (zip_uint64_t)i))
			return false;
	}
	return found == count;
}

bool
book_prove(const char *path, const struct book_sheet *sheets, size_t count)
{
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	bool ok = zip != NULL && book_prove_all(zip, sheets, count);

	if (zip != NULL)
		zip_discard(zip);
	if (!ok)
		log_error("%s: cannot write: the workbook is not whole, as on "
			  "a disk that is full",
		    path);
	return ok;
}
