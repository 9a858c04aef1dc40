/* PDFs that ask for more than there is, each made here. */
#include "format/pdf_bytes.h"
#include "tests/support/support.h"

#include <unistd.h>
#include <zlib.h>

#include "archive/body.h"

#define OBJECTS 1100

static const struct shape no_shape = { 0 };
static struct arena *arena;

/* A file under construction. */
struct made_pdf {
	struct text bytes;
	size_t offsets[OBJECTS];
	size_t count;
};

static void
pdf_object(struct made_pdf *p, const char *body)
{
	p->offsets[p->count++] = p->bytes.length;
	text_addf(&p->bytes, "%zu 0 obj\n", p->count);
	text_add_string(&p->bytes, body);
	text_add_string(&p->bytes, "\nendobj\n");
}

static void
pdf_stream(
    struct made_pdf *p, const char *entries, const void *content, size_t length)
{
	struct text body = { 0 };

	text_addf(&body, "<< %s /Length %zu >>\nstream\n", entries, length);
	p->offsets[p->count++] = p->bytes.length;
	text_addf(&p->bytes, "%zu 0 obj\n", p->count);
	text_add_string(&p->bytes, text_string(&body));
	text_add(&p->bytes, content, length);
	text_add_string(&p->bytes, "\nendstream\nendobj\n");
	text_free(&body);
}

/* Objects 1 to 4: what every file has; the first content of its page is 5. */
static struct made_pdf
pdf_begin_of(const char *contents, const char *resources)
{
	struct made_pdf p = { 0 };

	text_add_string(&p.bytes, "%PDF-1.4\n");
	pdf_object(&p, "<< /Type /Catalog /Pages 2 0 R >>");
	pdf_object(&p, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
	pdf_object(&p,
	    arena_print(arena,
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]"
		" /Contents [%s] /Resources << /Font << /F 4 0 R >> %s >> >>",
		contents, resources));
	pdf_object(
	    &p, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
	return p;
}

static struct made_pdf
pdf_begin(const char *resources)
{
	return pdf_begin_of("5 0 R", resources);
}

static void
pdf_end(struct made_pdf *p)
{
	size_t at = p->bytes.length;

	text_addf(
	    &p->bytes, "xref\n0 %zu\n0000000000 65535 f \n", p->count + 1);
	for (size_t i = 0; i < p->count; i++)
		text_addf(&p->bytes, "%010zu 00000 n \n", p->offsets[i]);
	text_addf(&p->bytes,
	    "trailer\n<< /Size %zu /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
	    p->count + 1, at);
}

static const char *
repeated(const char *piece, size_t times, const char *behind)
{
	struct text t = { 0 };
	const char *copy;

	for (size_t i = 0; i < times; i++)
		text_add_string(&t, piece);
	text_add_string(&t, behind);
	copy = arena_string(arena, text_string(&t));
	text_free(&t);
	return copy;
}

/* That the file is read, or why not: a limit's name. */
static void
check_pdf(struct made_pdf *p, const char *limit)
{
	struct rows rows = { 0 };
	bool ok;

	pdf_end(p);
	alarm(60);
	ok = rows_read(&rows, &pdf_format, &no_shape,
	    body_of_memory(p->bytes.bytes, p->bytes.length), NULL);
	alarm(0);
	rows_free(&rows);
	text_free(&p->bytes);
	assert_int_equal(ok, limit == NULL);
	if (limit != NULL)
		assert_non_null(strstr(rows.error, limit));
}

/* A page's content alone, packed or as it is. */

struct content_case {
	const char *name;
	const char *piece;
	size_t times;
	const char *behind;
	const char *limit;
	bool is_packed;
	bool is_damaged; /* its checksum is wrong, which poppler lets pass */
};

#define TEN_TIMES(s) s s s s s s s s s s
#define STATES TEN_TIMES(TEN_TIMES(TEN_TIMES("q ")))
_Static_assert(sizeof(STATES) - 1 == 2 * PDF_STATES, "as many as may be");

static const struct content_case contents[] = {
	{ "text as much as there may be",
	    "BT /F 9 Tf 1 0 0 1 9 9 Tm (a) Tj ET ", PDF_TEXTS, "", NULL, false,
	    false },
	{ "a piece of text more", "BT /F 9 Tf 1 0 0 1 9 9 Tm (a) Tj ET ",
	    PDF_TEXTS + 1, "", "pdf texts", false, false },
	{ "the same packed", "BT /F 9 Tf 1 0 0 1 9 9 Tm (a) Tj ET ",
	    PDF_TEXTS + 1, "", "pdf texts", true, false },
	{ "states one behind the other", "q Q ", 100000, "", NULL, true,
	    false },
	{ "states as deep as they may be", "q ", PDF_STATES, "", NULL, true,
	    false },
	{ "the same behind one that has ended", "q Q ", 1, STATES, NULL, true,
	    false },
	{ "a state deeper behind one that has ended", "q Q ", 1, STATES "q ",
	    "pdf states", true, false },
	{ "an end of no state", "Q ", 1, STATES "q ", "pdf states", true,
	    false },
	{ "a state deeper", "q ", PDF_STATES + 1, "", "pdf states", true,
	    false },
	{ "arrays one behind the other", "[1] ", 100000, "", NULL, true,
	    false },
	{ "arrays as deep as they may be", "[", PDF_BRACKETS, "", NULL, true,
	    false },
	{ "arrays as deep as they may be, as they are", "[", PDF_BRACKETS, "]]",
	    NULL, false, false },
	{ "arrays too deep", "[", PDF_BRACKETS + 1, "", "pdf brackets", true,
	    false },
	{ "arrays too deep as they are", "[", PDF_BRACKETS + 1, "",
	    "pdf brackets", false, false },
	{ "arrays too deep, with blanks and texts in them", "[ () ",
	    PDF_BRACKETS + 1, "", "pdf brackets", true, false },
	{ "a state deeper in what is damaged", "q ", PDF_STATES + 1, "",
	    "pdf states", true, true },
	{ "a piece of text more in what is damaged",
	    "BT /F 9 Tf 1 0 0 1 9 9 Tm (a) Tj ET ", PDF_TEXTS + 1, "",
	    "pdf texts", true, true },
	{ "a state deeper in what begins like zlib's", "x^ q ", PDF_STATES + 1,
	    "", "pdf states", false, false },
	{ "the same within what is packed", "x^ q ", PDF_STATES + 1, "",
	    "pdf states", true, false },
	{ "a state deeper behind half of zlib's beginning", "8 q ",
	    PDF_STATES + 1, "", "pdf states", false, false },
	{ "a state deeper behind the other half", "1h q ", PDF_STATES + 1, "",
	    "pdf states", false, false },
	{ "what begins like zlib's is text", "x^ ", 1000, "", NULL, false,
	    false },
	{ "16 MB in 16 KB", "1 1 m n ", 2200000, "", "pdf unpacked", true,
	    false },
};

static void
test_content(void **state)
{
	const struct content_case *c = *state;
	const char *content = repeated(c->piece, c->times, c->behind);
	uLong length = strlen(content);
	struct made_pdf p = pdf_begin("");

	if (c->is_packed) {
		uLongf packed = compressBound(length);
		Bytef *bytes = arena_alloc(arena, packed);

		compress2(bytes, &packed, (const Bytef *)content, length, 9);
		bytes[packed - 1] ^= c->is_damaged;
		pdf_stream(&p, "/Filter /FlateDecode", bytes, packed);
	} else {
		pdf_stream(&p, "", content, length);
	}
	check_pdf(&p, c->limit);
}

/* Packed several times, the innermost bytes are as many. */

struct levels_case {
	const char *name;
	const char *piece;
	size_t times;
	unsigned levels;
	const char *limit;
};

static const struct levels_case levels[] = {
	{ "packed twice, too much", "1 1 m n ", 2200000, 2, "pdf unpacked" },
	{ "as often as it may be packed", "q Q ", 10, 3, NULL },
	{ "as often, too much", "1 1 m n ", 2200000, 3, "pdf unpacked" },
	{ "packed once more", "q Q ", 10, 4, "pdf unpacked" },
};

static void
test_levels(void **state)
{
	const struct levels_case *c = *state;
	const void *content = repeated(c->piece, c->times, "");
	uLong length = strlen(content);
	const char *filters = "";
	struct made_pdf p = pdf_begin("");

	for (unsigned i = 0; i < c->levels; i++) {
		uLongf packed = compressBound(length);
		Bytef *bytes = arena_alloc(arena, packed);

		compress2(bytes, &packed, content, length, 9);
		content = bytes;
		length = packed;
		filters = arena_print(arena, "/FlateDecode %s", filters);
	}
	pdf_stream(
	    &p, arena_print(arena, "/Filter [%s]", filters), content, length);
	check_pdf(&p, c->limit);
}

/* Ten of the next in each, in all the ways that a content has to name one. */

struct nested_case {
	const char *name;
	const char *page; /* resources */
	const char *form; /* entries; %zu: the next object */
	const char *piece;
	size_t depth;
	const char *limit;
};

static const struct nested_case nested[] = {
	{ "forms", "/XObject << /X 6 0 R >>",
	    "/Resources << /XObject << /X %zu 0 R >> >>", "/X Do ", 12,
	    "pdf texts" },
	{ "a form in every form a few levels deep", "/XObject << /X 6 0 R >>",
	    "/Resources << /XObject << /X %zu 0 R >> >>", "/X Do ", 3, NULL },
	{ "groups of masks",
	    "/ExtGState << /G << /SMask << /S /Alpha /G 6 0 R"
	    " >> >> >>",
	    "/Group << /S /Transparency >> /Resources << /ExtGState << /G <<"
	    " /SMask << /S /Alpha /G %zu 0 R >> >> >> >>",
	    "/G gs ", 12, "pdf blocks" },
};

static void
test_nested(void **state)
{
	const struct nested_case *c = *state;
	const char *ten = repeated(c->piece, 10, "");
	struct made_pdf p = pdf_begin(c->page);

	pdf_stream(&p, "", c->piece, strlen(c->piece));
	for (size_t i = 0; i < c->depth; i++) {
		struct text entries = { 0 };
		const char *mark = strstr(c->form, "%zu");

		text_add_string(&entries,
		    "/Type /XObject /Subtype /Form /BBox [0 0 600 800] ");
		text_add(&entries, c->form, (size_t)(mark - c->form));
		text_addf(&entries, "%zu%s", p.count + 2, mark + 3);
		pdf_stream(&p, text_string(&entries), ten, strlen(ten));
		text_free(&entries);
	}
	pdf_stream(&p, "/Type /XObject /Subtype /Form /BBox [0 0 600 800]",
	    "BT /F 9 Tf (x) Tj ET", 20);
	check_pdf(&p, c->limit);
}

/* A page whose content is one part again and again. */
static void
test_parts(void **state)
{
	struct made_pdf p = pdf_begin_of(repeated("5 0 R ", 100000, ""), "");

	(void)state;
	pdf_stream(&p, "", "q Q ", 4);
	check_pdf(&p, "pdf blocks");
}

/* A part that is read twenty times: how much it may be, by its first bytes. */
struct unknown_case {
	const char *name;
	char second; /* of the bytes, the first begins a comment */
	size_t length;
	const char *limit;
};

static const struct unknown_case unknowns[] = {
	{ "text is as long as it is", 'x', 200000, NULL },
	{ "a byte of no text could unpack", '\x80', 200000, "pdf unpacked" },
	{ "so could one of nothing", '\0', 200000, "pdf unpacked" },
	/* Read twenty times, less what the file's own length allows: 304 times
	 * the first is below 16 MB, and 304 times the second above. */
	{ "to sixteen times as much", '\x80', 55000, NULL },
	{ "but not to more", '\x80', 55400, "pdf unpacked" },
};

static void
test_unknown(void **state)
{
	static char content[200000];
	const struct unknown_case *c = *state;
	struct made_pdf p = pdf_begin_of(repeated("5 0 R ", 20, ""), "");

	assert_true(c->length <= sizeof(content));
	memset(content, 'x', c->length);
	content[0] = '%';
	content[1] = c->second;
	content[c->length - 1] = '\n';
	pdf_stream(&p, "", content, c->length);
	check_pdf(&p, c->limit);
}

/* A larger file may unpack to more. */
static void
test_large(void **state)
{
	const char *content = repeated("1 1 m n ", 2200000, "");
	uLong length = strlen(content);
	uLongf packed = compressBound(length);
	Bytef *bytes = arena_alloc(arena, packed);
	struct made_pdf p = pdf_begin("");

	(void)state;
	compress2(bytes, &packed, (const Bytef *)content, length, 9);
	pdf_stream(&p, "/Filter /FlateDecode", bytes, packed);
	text_add_string(&p.bytes, repeated("% much more\n", 20000, ""));
	check_pdf(&p, NULL);
}

/* The same page again and again. */

struct pages_case {
	const char *name;
	size_t pages;
	size_t lines; /* of each */
	const char *error;
};

static const struct pages_case pages[] = {
	{ "as many pages as there may be", 1000, 1, NULL },
	{ "one more", 1001, 1, "too many pages" },
	{ "none", 0, 0, "no pages" },
	{ "as many lines as there may be", 1000, 200, NULL },
	{ "more lines", 1000, 201, "too much text" },
};

static void
test_page_count(void **state)
{
	const struct pages_case *c = *state;
	const char *content = arena_print(arena,
	    "BT /F 1 Tf 2 TL 0 790 Td %s ET", repeated("(a)' ", c->lines, ""));
	struct made_pdf p = { 0 };

	text_add_string(&p.bytes, "%PDF-1.4\n");
	pdf_object(&p, "<< /Type /Catalog /Pages 2 0 R >>");
	pdf_object(&p,
	    arena_print(arena, "<< /Type /Pages /Kids [%s] /Count %zu >>",
		repeated("3 0 R ", c->pages, ""), c->pages));
	pdf_object(&p,
	    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]"
	    " /Contents 5 0 R /Resources << /Font << /F 4 0 R >> >> >>");
	pdf_object(
	    &p, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
	pdf_stream(&p, "", content, strlen(content));
	while (p.count <= c->pages) /* poppler wants as many objects */
		pdf_object(&p, "null");
	check_pdf(&p, c->error);
}

static const char *
read_made(struct made_pdf *p)
{
	struct rows rows = { 0 };
	const char *all;

	pdf_end(p);
	rows_read(&rows, &pdf_format, &no_shape,
	    body_of_memory(p->bytes.bytes, p->bytes.length), NULL);
	all = arena_string(arena, text_string(&rows.all));
	rows_free(&rows);
	text_free(&p->bytes);
	return all;
}

/* What a font has as one letter is several; where a word may be parted, none.
 */
static void
test_ligatures(void **state)
{
	static const char content[] =
	    "BT /F 9 Tf 1 0 0 1 9 99 Tm (0 1 2 3 4 5 6 a7b 8) Tj ET";
	static const char letters[] =
	    "begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
	    "9 beginbfchar <30> <FB00> <31> <FB01> <32> <FB02> <33> <FB03> "
	    "<34> <FB04> <35> <FB05> <36> <FB06> <37> <00AD> <38> <FB07> "
	    "endbfchar endcmap";
	struct made_pdf p = { 0 };

	(void)state;
	text_add_string(&p.bytes, "%PDF-1.4\n");
	pdf_object(&p, "<< /Type /Catalog /Pages 2 0 R >>");
	pdf_object(&p, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
	pdf_object(&p,
	    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]"
	    " /Contents 5 0 R /Resources << /Font << /F 4 0 R >> >> >>");
	pdf_object(&p,
	    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
	    " /ToUnicode 6 0 R >>");
	pdf_stream(&p, "", content, sizeof(content) - 1);
	pdf_stream(&p, "", letters, sizeof(letters) - 1);
	assert_string_equal(read_made(&p),
	    "paragraph|ff fi fl ffi ffl st st ab \xEF\xAC\x87\n");
}

/* A dash alone has no word before it that could go on behind it. */
static void
test_dash(void **state)
{
	static const char content[] =
	    "BT /F 9 Tf 1 0 0 1 9 99 Tm (-) Tj 1 0 0 1 9 88 Tm (Spare-) Tj "
	    "1 0 0 1 9 77 Tm (parts) Tj ET";
	struct made_pdf p = pdf_begin("");

	(void)state;
	pdf_stream(&p, "", content, sizeof(content) - 1);
	assert_string_equal(read_made(&p), "paragraph|- Spare-parts\n");
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_content, contents);
	SUITE_TABLE(&s, test_levels, levels);
	SUITE_TABLE(&s, test_nested, nested);
	suite_add(&s, "a content of many parts", test_parts);
	SUITE_TABLE(&s, test_unknown, unknowns);
	suite_add(&s, "a larger file", test_large);
	SUITE_TABLE(&s, test_page_count, pages);
	suite_add(&s, "ligatures", test_ligatures);
	suite_add(&s, "a dash alone", test_dash);
	status = suite_run(&s, "pdf_bytes");
	arena_free(arena);
	return status;
}
