#include "format/sniff.h"

#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "archive/coding.h"
#include "archive/zipped.h"
#include "base/text.h"

/* An old Office file's list of its parts may stand anywhere in it. */
#define PARTS_MOST ((size_t)16 * 1024 * 1024)

/* Bytes that a file has at a place near its start. */
struct file_magic {
	size_t at;
	const char *bytes;
	size_t length;
	struct file_kind kind;
};

/* As much of a text as tells what it is. */
#define SQUEEZED 64

#define MAGIC(text) (text), sizeof(text) - 1

#define OLD_EXCEL "an Excel workbook from before 2007"
#define AS_XLSX "save it as .xlsx"

static const struct file_kind pdf = { "a PDF file", NULL, &pdf_format };

static const struct file_magic magics[] = {
	{ 0, MAGIC("{\\rtf"),
	    { "an RTF text", "save it as plain text or HTML", NULL } },
	{ 0, MAGIC("filedesc://"),
	    { "an ARC file, of web archives before WARC", "convert it to WARC",
		NULL } },
	{ 0, MAGIC("\x09\x00\x04\x00"), { OLD_EXCEL, AS_XLSX, NULL } },
	{ 0, MAGIC("\x09\x02\x06\x00"), { OLD_EXCEL, AS_XLSX, NULL } },
	{ 0, MAGIC("\x09\x04\x06\x00"), { OLD_EXCEL, AS_XLSX, NULL } },
	{ 0, MAGIC("\x89PNG"), { "a picture (PNG)", NULL, NULL } },
	{ 0, MAGIC("\xFF\xD8\xFF"), { "a picture (JPEG)", NULL, NULL } },
	{ 0, MAGIC("GIF8"), { "a picture (GIF)", NULL, NULL } },
	{ 0, MAGIC("II*\0"), { "a picture (TIFF)", NULL, NULL } },
	{ 0, MAGIC("MM\0*"), { "a picture (TIFF)", NULL, NULL } },
	{ 8, MAGIC("WEBP"), { "a picture (WebP)", NULL, NULL } },
	{ 0, MAGIC("BZh"), { "a bzip2 file", "unpack it", NULL } },
	{ 0,
	    MAGIC("\xFD"
		  "7zXZ"),
	    { "an xz file", "unpack it", NULL } },
	{ 0, MAGIC("\x28\xB5\x2F\xFD"), { "a zstd file", "unpack it", NULL } },
	{ 0, MAGIC("7z\xBC\xAF\x27\x1C"), { "a 7z file", "unpack it", NULL } },
	{ 0, MAGIC("Rar!\x1A"), { "a RAR file", "unpack it", NULL } },
	{ 257, MAGIC("ustar"), { "a tar file", "unpack it", NULL } },
	{ 0, MAGIC("PAR1"), { "a Parquet file", "save it as CSV", NULL } },
	{ 0, MAGIC("SQLite format 3"),
	    { "an SQLite database", "export its tables as CSV", NULL } },
	{ 0, MAGIC("<stata_dta>"), { "a Stata file", "save it as CSV", NULL } },
	{ 0, MAGIC("bplist00"), { "a property list", NULL, NULL } },
	{ 0, MAGIC("%!PS"), { "a PostScript file", NULL, NULL } },
	{ 0,
	    MAGIC("\x7F"
		  "ELF"),
	    { "a program", NULL, NULL } },
};

/* What text begins with, behind blanks and a byte order mark. */
static const struct file_magic beginnings[] = {
	{ 0, MAGIC("<!doctype html"),
	    { "a page of HTML", NULL, &html_format } },
	{ 0, MAGIC("<html"), { "a page of HTML", NULL, &html_format } },
	{ 0, MAGIC("<head"), { "a page of HTML", NULL, &html_format } },
	{ 0, MAGIC("<body"), { "a page of HTML", NULL, &html_format } },
	{ 0, MAGIC("<"), { "HTML or XML", NULL, &xml_format } },
	{ 0, MAGIC("{"), { "JSON", NULL, &json_format } },
	{ 0, MAGIC("[{"), { "JSON", NULL, &json_format } },
	{ 0, MAGIC("[["), { "JSON", NULL, &json_format } },
	{ 0, MAGIC("[\""), { "JSON", NULL, &json_format } },
	{ 0, MAGIC("[]"), { "JSON", NULL, &json_format } },
};

/* Old Office files */

struct office_part {
	const char *name; /* in UTF-16, as the file has it */
	size_t length;
	struct file_kind kind;
};

static const struct office_part office_parts[] = {
	{ MAGIC("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0"),
	    { "an Office file with a password", "save it without", NULL } },
	{ MAGIC("W\0o\0r\0k\0b\0o\0o\0k\0"), { OLD_EXCEL, AS_XLSX, NULL } },
	{ MAGIC("W\0o\0r\0d\0D\0o\0c\0u\0"),
	    { "a Word document from before 2007",
		"save it as plain text, HTML or PDF", NULL } },
	{ MAGIC("P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0"),
	    { "a PowerPoint file from before 2007", NULL, NULL } },
	{ MAGIC("B\0o\0o\0k\0"), { OLD_EXCEL, AS_XLSX, NULL } },
};

static const struct file_kind office_any = {
	"an Office file from before 2007 (OLE2)",
	"if it is a workbook, save it as .xlsx", NULL
};

static const struct file_kind *
sniff_office(struct body *content)
{
	struct text bytes = { 0 };
	const struct file_kind *found = &office_any;
	char buffer[16 * 1024];
	ssize_t n;

	while (bytes.length < PARTS_MOST &&
	    (n = body_read(content, buffer, sizeof(buffer))) > 0)
		text_add(&bytes, buffer, (size_t)n);
	for (size_t i = 0; bytes.length > 0 && found == &office_any &&
	     i < sizeof(office_parts) / sizeof(office_parts[0]);
	     i++) {
		if (memmem(bytes.bytes, bytes.length, office_parts[i].name,
			office_parts[i].length) != NULL)
			found = &office_parts[i].kind;
	}
	text_free(&bytes);
	return found;
}

/* Zip files */

struct zip_part {
	const char *name; /* of a member, or what it begins with */
	struct file_kind kind;
};

static const struct zip_part zip_parts[] = {
	{ "xl/workbook.bin",
	    { "a binary Excel workbook (.xlsb)", AS_XLSX, NULL } },
	{ "xl/", { "an Excel workbook (.xlsx)", NULL, &xlsx_format } },
	{ "word/",
	    { "a Word document (.docx)", "save it as plain text, HTML or PDF",
		NULL } },
	{ "ppt/", { "a PowerPoint file (.pptx)", NULL, NULL } },
	{ "META-INF/manifest.xml",
	    { "an OpenDocument file", "save it as .xlsx", NULL } },
	{ "[Content_Types].xml", { "an Office file", NULL, &xlsx_format } },
};

static const struct file_kind zip_any = { "a zip file",
	"unpack it, and import what is in it", &zip_format };

/* A file that is cut off has no list of its members, but their names. */
static bool
zip_has_part(const struct zipped *zip, const char *start, size_t length,
    const char *part)
{
	for (size_t i = 0; zip != NULL && i < zipped_count(zip); i++) {
		const char *name = zipped_name(zip, i);

		if (name != NULL && strncmp(name, part, strlen(part)) == 0)
			return true;
	}
	return zip == NULL && memmem(start, length, part, strlen(part)) != NULL;
}

static const struct file_kind *
sniff_zip(struct body *content, const char *start, size_t length)
{
	const char *why = NULL;
	struct zipped *zip = zipped_spool(content, ZIPPED_MOST, &why);
	const struct file_kind *found = &zip_any;

	for (size_t i = 0;
	     found == &zip_any && i < sizeof(zip_parts) / sizeof(zip_parts[0]);
	     i++) {
		if (zip_has_part(zip, start, length, zip_parts[i].name))
			found = &zip_parts[i].kind;
	}
	zipped_close(zip);
	return found;
}

static const struct file_kind *
sniff_bytes(const char *start, size_t length)
{
	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
		const struct file_magic *m = &magics[i];

		if (m->at + m->length <= length &&
		    memcmp(start + m->at, m->bytes, m->length) == 0)
			return &m->kind;
	}
	return NULL;
}

/* A compressed ARC file is told from others by what is in it. */
static const struct file_kind *
sniff_gzip(struct body *content)
{
	static const struct file_kind any = { "a gzip file", "unpack it",
		NULL };
	struct body *inside = coding_inflate(content, PARTS_MOST);
	char start[64];
	ssize_t n = body_peek(inside, start, sizeof(start));
	const struct file_kind *found =
	    sniff_bytes(start, n < 0 ? 0 : (size_t)n);

	body_close_top(inside);
	return found != NULL && strncmp(start, "filedesc:", 9) == 0 ? found
								    : &any;
}

/* The first characters, without a byte order mark and, at first, blanks. */
static const char *
sniff_squeeze(const char *start, char squeezed[SQUEEZED])
{
	size_t length = 0;

	start += strspn(start, " \t\r\n\xEF\xBB\xBF");
	if (*start == '[') { /* "[", line end, blanks, "{" */
		squeezed[length++] = *start++;
		start += strspn(start, " \t\r\n");
	}
	while (length < SQUEEZED - 1 && *start != '\0')
		squeezed[length++] = *start++;
	squeezed[length] = '\0';
	return squeezed;
}

static const struct file_kind *
sniff_text(const char *start)
{
	char squeezed[SQUEEZED];

	start = sniff_squeeze(start, squeezed);
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]);
	     i++) {
		const struct file_magic *m = &beginnings[i];

		if (strncasecmp(start, m->bytes, m->length) == 0)
			return &m->kind;
	}
	return NULL;
}

const struct file_kind *
sniff(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];
	ssize_t n = body_peek(doc->content, start, BODY_PEEK_MAX);
	size_t length = n < 0 ? 0 : (size_t)n;
	const struct file_kind *found;

	start[length] = '\0';
	if (length >= 8 &&
	    memcmp(start, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
		return sniff_office(doc->content);
	if (length >= 4 && memcmp(start, "PK\x03\x04", 4) == 0)
		return sniff_zip(doc->content, start, length);
	if (length >= 2 && memcmp(start, "\x1F\x8B", 2) == 0)
		return sniff_gzip(doc->content);
	/* Other bytes may stand before it: ISO 32000-1, Annex H, note 13. */
	if (memmem(start, length, "%PDF-", 5) != NULL)
		return &pdf;
	found = sniff_bytes(start, length);
	return found != NULL ? found : sniff_text(start);
}
