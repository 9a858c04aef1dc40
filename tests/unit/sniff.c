/* What a file is that no source reads, by its first bytes. */
#include "tests/support/support.h"

#include "format/sniff.h"

static struct arena *arena;

struct sniff_case {
	const char *bytes;
	size_t length;
	const char *kind; /* a part of its name; NULL: plain text */
	const char *advice;
	const struct format *format;
};

#define BYTES(text) (text), sizeof(text) - 1
#define XLSX "save it as .xlsx"
#define CSV "save it as CSV"
#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
#define BEFORE_2007 "an Excel workbook from before 2007"

static const struct sniff_case table[] = {
	/* Cut off within what tells them */
	{ BYTES(""), NULL, NULL, NULL },
	{ BYTES("\x1F"), NULL, NULL, NULL },
	{ BYTES("\x1F\x8B"), "a gzip file", "unpack it", NULL },
	{ BYTES("PK\x03"), NULL, NULL, NULL },
	{ BYTES("PK\x03\x04"), "a zip file", "unpack it, and", &zip_format },
	{ BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A"), NULL, NULL, NULL },
	{ BYTES(OLE), "an Office file from before", "if it is", NULL },
	{ BYTES("%PDF"), NULL, NULL, NULL },
	{ BYTES("%PDF-"), "a PDF file", NULL, &pdf_format },
	{ BYTES("GIF"), NULL, NULL, NULL },
	{ BYTES("GIF8"), "a picture (GIF)", NULL, NULL },
	{ BYTES("RIFF1234WEB"), NULL, NULL, NULL },
	{ BYTES("RIFF1234WEBP"), "a picture (WebP)", NULL, NULL },

	/* Bytes */
	{ BYTES("MIME: x\r\n\r\n%PDF-1.4"), "a PDF file", NULL, &pdf_format },
	{ BYTES("{\\rtf1"), "an RTF text", "save it as plain", NULL },
	{ BYTES("filedesc://x.arc 0"), "an ARC file", "convert it", NULL },
	{ BYTES("\x09\x00\x04\x00 "), BEFORE_2007, XLSX, NULL },
	{ BYTES("\x09\x02\x06\x00 "), BEFORE_2007, XLSX, NULL },
	{ BYTES("\x09\x04\x06\x00 "), BEFORE_2007, XLSX, NULL },
	{ BYTES("\x89PNG\r\n"), "a picture (PNG)", NULL, NULL },
	{ BYTES("\xFF\xD8\xFF\xE0"), "a picture (JPEG)", NULL, NULL },
	{ BYTES("II*\0\x08"), "a picture (TIFF)", NULL, NULL },
	{ BYTES("MM\0*\0"), "a picture (TIFF)", NULL, NULL },
	{ BYTES("MM\0-\0"), NULL, NULL, NULL },
	{ BYTES("BZh9"), "a bzip2 file", "unpack it", NULL },
	{ BYTES("\xFD\x37zXZ"), "an xz file", "unpack it", NULL },
	{ BYTES("\x28\xB5\x2F\xFD"), "a zstd file", "unpack it", NULL },
	{ BYTES("7z\xBC\xAF\x27\x1C"), "a 7z file", "unpack it", NULL },
	{ BYTES("Rar!\x1A\x07"), "a RAR file", "unpack it", NULL },
	{ BYTES("PAR1"), "a Parquet file", CSV, NULL },
	{ BYTES("SQLite format 3"), "an SQLite database", "export", NULL },
	{ BYTES("<stata_dta>"), "a Stata file", CSV, NULL },
	{ BYTES("bplist00"), "a property list", NULL, NULL },
	{ BYTES("%!PS-Adobe"), "a PostScript file", NULL, NULL },
	{ BYTES("\x7F\x45LF"), "a program", NULL, NULL },

	/* Old Office files: a part may stand anywhere */
	{ BYTES(OLE "....W\0o\0r\0k\0b\0o\0o\0k\0"), BEFORE_2007, XLSX, NULL },
	{ BYTES(OLE "B\0o\0o\0k\0"), BEFORE_2007, XLSX, NULL },
	{ BYTES(OLE "W\0o\0r\0d\0D\0o\0c\0u\0m\0"), "a Word document",
	    "save it as plain", NULL },
	{ BYTES(OLE "P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0"), "a PowerPoint file",
	    NULL, NULL },
	{ BYTES(OLE "W\0o\0r\0k\0b\0o\0o\0k\0"
		    "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0"),
	    "with a password", "save it without", NULL },

	/* A zip file that is cut off, of which only a name is left */
	{ BYTES("PK\x03\x04....xl/worksheets/"), "an Excel workbook (.xlsx)",
	    NULL, &xlsx_format },
	{ BYTES("PK\x03\x04....word/document.xml"), "a Word document (.docx)",
	    "save it as plain", NULL },

	/* Text */
	{ BYTES("Year;Total\n"), NULL, NULL, NULL },
	{ BYTES("<!DOCTYPE HTML>"), "a page of HTML", NULL, &html_format },
	{ BYTES("\xEF\xBB\xBF \r\n\t<html>"), "a page of HTML", NULL,
	    &html_format },
	{ BYTES("<HEAD>"), "a page of HTML", NULL, &html_format },
	{ BYTES("<body>"), "a page of HTML", NULL, &html_format },
	{ BYTES("<?xml version='1.0'?>"), "HTML or XML", NULL, &xml_format },
	{ BYTES("{}"), "JSON", NULL, &json_format },
	{ BYTES("[\r\n\t {}]"), "JSON", NULL, &json_format },
	{ BYTES("[[1]]"), "JSON", NULL, &json_format },
	{ BYTES("[\"a\"]"), "JSON", NULL, &json_format },
	{ BYTES("[ ]"), "JSON", NULL, &json_format },
	{ BYTES("[a] b"), NULL, NULL, NULL },
	{ BYTES("["), NULL, NULL, NULL },
	{ BYTES("a <html>"), NULL, NULL, NULL },
};

static void
check_sniff(const struct sniff_case *c)
{
	struct body *content = body_of_memory(c->bytes, c->length);
	const struct document doc = { .url = "here", .content = content };
	const struct file_kind *found = sniff(&doc);

	body_close(content);
	if (c->kind == NULL) {
		assert_null(found);
		return;
	}
	assert_non_null(found);
	assert_non_null(strstr(found->name, c->kind));
	assert_ptr_equal(found->format, c->format);
	if (c->advice == NULL)
		assert_null(found->advice);
	else
		assert_memory_equal(
		    found->advice, c->advice, strlen(c->advice));
}

static void
test_sniff(void **state)
{
	check_sniff(*state);
}

/* What tells a tar file stands behind the name of its first member. */
static void
test_tar(void **state)
{
	static char block[512] = "a.csv";

	(void)state;
	memcpy(block + 257, "ustar", sizeof("ustar"));
	check_sniff(&(struct sniff_case){
	    block, sizeof(block), "a tar file", "unpack it", NULL });
	check_sniff(&(struct sniff_case){ block, 257 + 4, NULL, NULL, NULL });
}

struct packed_case {
	const char *content;
	const char *kind;
	const char *advice;
};

static const struct packed_case packed[] = {
	{ "Year,Total\n2001,5\n", "a gzip file", "unpack it" },
	{ "filedesc://x.arc 0.0.0.0", "an ARC file", "convert it" },
	{ "%!PS", "a gzip file", "unpack it" },
	{ "", "a gzip file", "unpack it" },
};

static void
test_packed(void **state)
{
	const struct packed_case *c = *state;
	struct text bytes = { 0 };

	add_deflated(&bytes, c->content, DEFLATED_GZIP);
	check_sniff(&(struct sniff_case){
	    bytes.bytes, bytes.length, c->kind, c->advice, NULL });
	text_free(&bytes);
}

/* Of a zip file's members the first of the table tells, in any order. */
struct member_case {
	const char *first;
	const char *second;
	const char *kind;
	const char *advice;
	const struct format *format;
};

static const struct member_case members[] = {
	{ "[Content_Types].xml", "xl/workbook.xml", "an Excel workbook (.xlsx)",
	    NULL, &xlsx_format },
	{ "xl/styles.xml", "xl/workbook.bin", "a binary Excel workbook", XLSX,
	    NULL },
	{ "[Content_Types].xml", "word/document.xml", "a Word document (.docx)",
	    "save it as plain", NULL },
	{ "ppt/presentation.xml", "a", "a PowerPoint file", NULL, NULL },
	{ "mimetype", "META-INF/manifest.xml", "an OpenDocument file", XLSX,
	    NULL },
	{ "a", "[Content_Types].xml", "an Office file", NULL, &xlsx_format },
	{ "a/xl/b.csv", "b.csv", "a zip file", "unpack it, and", &zip_format },
};

static void
test_members(void **state)
{
	const struct member_case *c = *state;
	const struct zip_part parts[] = {
		{ c->first, "one", 0, false },
		{ c->second, "two", 0, false },
		{ NULL, NULL, 0, false },
	};
	size_t length;
	const char *bytes = zip_of(arena, parts, &length);

	check_sniff(&(struct sniff_case){
	    bytes, length, c->kind, c->advice, c->format });
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	for (size_t i = 0; i < COUNT_OF(table); i++)
		suite_add_case(&s,
		    table[i].kind == NULL ? "plain text" : table[i].kind,
		    test_sniff, &table[i]);
	suite_add(&s, "a tar file", test_tar);
	SUITE_TABLE(&s, test_packed, packed);
	SUITE_TABLE(&s, test_members, members);
	status = suite_run(&s, "sniff");
	arena_free(arena);
	return status;
}
